//! `record/duplicate-participant`

use rustc_hash::FxHashMap;

use super::identity::identity;
use crate::report::Safety;
use crate::{Check, Context, Edit, Findings, Fix, Level, Place, Record, Role, message};

crate::rule! {
    /// One participant is listed twice.
    ///
    /// The same reference, the same name (in any orthography), or, of participants without a name, the same
    /// office of the same organisation, stands twice on one side. Whoever counts participants counts too
    /// many.
    ///
    /// The fix, offered, takes the second one out. If it says more than the first, move that first.
    ///
    /// **Not an error:** two people of one organisation; two offices that name nobody; one who is host and
    /// guest at once, which `record/self-meeting` reports.
    pub static RULE = {
        id: "record/duplicate-participant",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::Participant],
        check: Check::Record(check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    let mut participants = record.participants();
    let (Some(first), Some(second)) = (participants.next(), participants.next()) else { return };
    let mut seen: FxHashMap<(String, Option<String>), Place> = FxHashMap::default();
    for participant in [first, second].into_iter().chain(participants) {
        let Some((key, value)) = identity(&participant) else { continue };
        let place = Place::from(&value);
        match seen.get(&(key.clone(), participant.side())) {
            None => {
                seen.insert((key, participant.side()), place);
            }
            Some(known) => {
                findings
                    .at(&value, message!("{participant} is listed already", participant: value.text()))
                    .related(known.clone(), "here first")
                    .fix(Fix {
                        title: "take the second one out".into(),
                        safety: Safety::Unsafe,
                        edits: vec![Edit::RemoveElement { place: participant.group().place() }],
                    });
            }
        }
    }
}
