//! `record/duplicate-participant`

use rustc_hash::FxHashMap;

use crate::knowledge::participants::{ParticipantIdentity, identity};
use crate::message;
use crate::record::Value;
use crate::record::registry::Entry;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

rule! {
    /// One participant is listed twice.
    ///
    /// The same reference, the same name (in any orthography), or, of participants without a name, the same
    /// office of the same organisation, stands twice on one side. Whoever counts participants counts too
    /// many.
    ///
    /// The fix, offered, takes the second one out. If it says more than the first, move that first.
    ///
    /// **Not an error:** names that a registry has judged to be two; a name that the registry gives to another than the one referred to; two people of one organisation; two offices that name nobody; one who is host and
    /// guest at once, which `record/self-meeting` reports.
    pub static RULE = {
        id: "record/duplicate-participant",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Participant]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let mut participants = record.participants();
    let (Some(first), Some(second)) = (participants.next(), participants.next()) else { return };
    let mut seen: FxHashMap<(ParticipantIdentity<'_>, Option<String>), Value<'_>> = FxHashMap::default();
    for participant in [first, second].into_iter().chain(participants) {
        let Some((key, value)) = identity(&participant, context) else { continue };
        match seen.get(&(key.clone(), participant.side())) {
            None => {
                seen.insert((key, participant.side()), value);
            }
            Some(known) if are_judged_two(&known.text(), &value.text(), context) => {}
            Some(known) => {
                findings
                    .at(&value, message!("{participant} is listed already", participant: value.text()))
                    .related(known, "here first")
                    .fix(Fix {
                        title: "take the second one out".into(),
                        safety: Safety::Unsafe,
                        edits: vec![Edit::RemoveElement { place: participant.group().place() }],
                    });
            }
        }
    }
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
