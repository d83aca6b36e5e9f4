//! `record/duplicate-participant`

use rustc_hash::FxHashMap;

use crate::knowledge::participants::{ParticipantIdentity, identity};
use crate::message;
use crate::record::registry::Entry;
use crate::record::{Context, Group, Participant, Record, Value};
use crate::rule::{Check, Findings, Needs};
use crate::text::compare::compare;
use crate::text::comparison::{Evidence, Verdict};
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Place, Role};

rule! {
    /// One participant is listed twice.
    ///
    /// The same reference or the same name (in any orthography, with the family name first or last) stands twice on one
    /// side; or a participant without a name, with all that is said of it. Whoever counts participants counts too many.
    ///
    /// The fix, offered, takes out the one that says nothing the other does not say. There is none where each says
    /// something of its own.
    ///
    /// **Not an error:** names that a registry has judged to be two; a name that the registry gives to another than the
    /// one referred to; two people of one organisation; two without a name of whom different things are said; one who is
    /// host and guest at once, which `record/self-meeting` reports.
    pub static RULE = {
        id: "record/duplicate-participant",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Participant]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let mut participants: Vec<Participant<'_>> = record.participants().collect();
    if participants.len() < 2 {
        return;
    }
    // The columns of a row have no order of their own: that of the schema, whatever the record's.
    participants.sort_by_key(|participant| participant.group().flat());
    let mut seen: FxHashMap<Key<'_>, (Value<'_>, Group<'_>)> = FxHashMap::default();
    for participant in participants {
        let Some((who, value)) = identity(&participant, context) else { continue };
        let group = participant.group();
        let is_unnamed =
            matches!(who, ParticipantIdentity::Office { .. } | ParticipantIdentity::Organization { .. });
        let is_by_name = matches!(who, ParticipantIdentity::Name(_));
        let key = (who, participant.side());
        match seen.get(&key) {
            None => {
                seen.insert(key, (value, group));
            }
            Some((known, other)) if is_by_name && are_two((known, other), (&value, &group)) => {}
            Some((known, _)) if are_judged_two(&known.text(), &value.text(), context) => {}
            Some((_, other))
                if is_unnamed && !(group.is_within(other, &[]) && other.is_within(&group, &[])) => {}
            Some((known, other)) => {
                let label = message!("{participant} is listed already", participant: value.text());
                let finding = findings.at(&value, label);
                finding.related(known, "here first");
                if let Some((title, place)) = superfluous(&group, other) {
                    let edits = vec![Edit::RemoveElement { place }];
                    finding.fix(Fix { title: title.into(), safety: Safety::Unsafe, edits });
                } else {
                    finding.help("put what is said of them into one, and take the other out");
                }
            }
        }
    }
}

/// Who a participant is, and on which side.
type Key<'r> = (ParticipantIdentity<'r>, Option<String>);

/// The one of two that says nothing which the other does not say, the spelling of the name aside.
fn superfluous(second: &Group<'_>, first: &Group<'_>) -> Option<(&'static str, Place)> {
    // The columns of a row stay.
    if !second.is_object() || !first.is_object() {
        return None;
    }
    if says_no_more(second, first) {
        return Some(("take the second one out", second.place()));
    }
    says_no_more(first, second).then(|| ("take the first one out", first.place()))
}

fn says_no_more(one: &Group<'_>, other: &Group<'_>) -> bool {
    one.is_within(other, &[Role::PersonName])
}

/// Whether two whose names have one key are two: in two countries, or by what tells names apart.
fn are_two((known, other): (&Value<'_>, &Group<'_>), (value, group): (&Value<'_>, &Group<'_>)) -> bool {
    let (one, another) = (known.text(), value.text());
    let country = |group: &Group<'_>| group.value(Role::Country).map(|country| country.text().into_owned());
    let are_abroad = country(other).zip(country(group)).is_some_and(|(one, other)| one != other);
    one != another && (are_abroad || compare(&one, &another, &Evidence::default()).verdict != Verdict::Same)
}

/// Whether a registry says of an entry with the one name that the other is not its.
fn are_judged_two(one: &str, other: &str, context: &Context) -> bool {
    let says_so =
        |entry: &Entry| entry.values(Role::OtherEntity).any(|not| not.text == one || not.text == other);
    one != other
        && context
            .registries
            .all()
            .any(|(_, registry)| registry.named(one).chain(registry.named(other)).any(says_so))
}
