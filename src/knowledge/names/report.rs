//! One finding for every place of a form that is not the one to write. Shared by the rules that tell such forms apart
//! by what they differ by.

use super::entities::RoleNames;
use super::observation::records;
use super::proposal::FormCounts;
use super::slips::is_a_letter_apart;
use crate::message;
use crate::rule::Findings;
use crate::text::cluster::{Cluster, ClusterForm};
use crate::words::phrase::number;
use crate::words::{Edit, Fix, Message, Role, Safety};

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

fn report_form(
    names: &RoleNames,
    form: &ClusterForm,
    cluster: &Cluster,
    title: &Message,
    findings: &mut Findings<'_>,
) {
    let uses = names.uses(&form.text);
    let (better, places) = names.better(form, cluster);
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
    for difference in form.differences.iter().map(ToString::to_string) {
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
