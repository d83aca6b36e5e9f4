//! `record/self-meeting`

use rustc_hash::FxHashMap;

use crate::knowledge::participants::{ParticipantIdentity, identity};
use crate::message;
use crate::record::Value;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// Host and guest are one.
    ///
    /// The same person, or the same unnamed office, is the host and the guest of a meeting. One of the two
    /// was copied and not changed.
    ///
    /// **Not an error:** two people of one organisation or one country, one on each side.
    pub static RULE = {
        id: "record/self-meeting",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Side]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let on = |side: &str| -> Vec<(ParticipantIdentity<'_>, Value<'_>)> {
        let participants =
            record.participants().filter(|participant| participant.side().as_deref() == Some(side));
        participants.filter_map(|participant| identity(&participant, context)).collect()
    };
    let hosts = on("host");
    if hosts.is_empty() {
        return;
    }
    let mut guests: FxHashMap<ParticipantIdentity<'_>, Value<'_>> = FxHashMap::default();
    for (known_by, guest) in on("guest") {
        guests.entry(known_by).or_insert(guest);
    }
    for (known_by, host) in hosts {
        // An organisation may well receive its own people.
        if matches!(known_by, ParticipantIdentity::Organization { .. }) {
            continue;
        }
        let Some(guest) = guests.get(&known_by) else { continue };
        findings
            .at(guest, message!("{guest} is the host as well", guest: guest.text()))
            .related(&host, "the host")
            .help(
                "look in the source who the other was: one of the two may have been copied, and not changed",
            );
    }
}
