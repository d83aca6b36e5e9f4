//! One finding for every place of a form that is not the one to write. Shared by the rules that tell such forms apart
//! by what they differ by.

use super::entities::{RoleNames, Use};
use super::observation::records;
use super::proposal::FormCounts;
use super::slips::is_a_letter_apart;
use crate::knowledge::countries::cities_a_letter_from;
use crate::message;
use crate::rule::Findings;
use crate::text::cluster::{Cluster, ClusterForm};
use crate::text::difference::Difference;
use crate::words::phrase::number;
use crate::words::{Edit, Fix, Message, Role, Safety};

/// What names of a role differ by, in words. Only people have a family name.
pub(crate) fn said_of(role: Role, differences: &[Difference]) -> Vec<String> {
    let said = |difference: &Difference| match role {
        Role::PersonName => difference.to_string(),
        _ => difference.said_of_a_thing(),
    };
    differences.iter().map(said).collect()
}

/// Reports the forms that a rule cares for, of those that are not written as proposed.
pub(crate) fn report(
    names: &RoleNames,
    is_ours: impl Fn(&ClusterForm) -> bool,
    title: fn(Role) -> Message,
    findings: &mut Findings<'_>,
) {
    for (form, cluster) in names.to_mend().filter(|(form, _)| is_ours(form)) {
        report_form(names, form, cluster, &title(names.role), findings);
    }
}

/// Whether a person is spelled two ways in one record and nowhere else: `record/duplicate-participant` says so.
fn is_listed_twice(role: Role, uses: &[Use], others: &[Use]) -> bool {
    let (Role::PersonName, [own], [other]) = (role, uses, others) else { return false };
    own.place.record() == other.place.record()
}

/// Whether the other form is a well-known city with a letter wrong, and this one the city: `reference/city-misspelt` says
/// so where the other one stands.
fn is_told_of_a_city(role: Role, form: &str, other: &str) -> bool {
    role == Role::PlaceName && cities_a_letter_from(other).iter().any(|(city, _)| city.names.contains(&form))
}

fn report_form(
    names: &RoleNames,
    form: &ClusterForm,
    cluster: &Cluster,
    title: &Message,
    findings: &mut Findings<'_>,
) {
    let uses = names.uses(&form.text);
    let (better, places) = names.better(form, cluster);
    if is_listed_twice(names.role, uses, places) || is_told_of_a_city(names.role, &form.text, better) {
        return;
    }
    let counts = FormCounts {
        form: &form.text,
        own: records(uses),
        better,
        others: records(places),
        is_registered: names.is_registered(better),
        is_slip: is_a_letter_apart(form),
    };
    let grounds = counts.grounds();
    let mut differences: Vec<String> = Vec::new();
    for difference in said_of(names.role, &form.differences) {
        // One hamza left out in two places is one difference to a reader.
        if !differences.contains(&difference) {
            differences.push(difference);
        }
    }
    for used in uses {
        let finding = findings.at(used, counts.label());
        finding.title(title.clone());
        if let Some(first) = places.first() {
            finding.related(first, counts.of_others());
        }
        for (other, uses) in names.others(form, better, cluster) {
            if let Some(first) = uses.first() {
                let records = number(records(uses) as u64, "record");
                finding.related(first, message!("{other}, in {records}", other, records));
            }
        }
        finding.note(message!("they differ by {differences}", differences: differences.clone()));
        if let Some(why) = grounds.why() {
            finding.note(why);
        }
        if let Some(title) = grounds.cure() {
            let edits = vec![Edit::Replace { place: used.into(), text: form.proposed.clone() }];
            finding.fix(Fix { title, safety: Safety::Unsafe, edits });
        }
    }
}
