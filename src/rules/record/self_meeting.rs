//! `record/self-meeting`

use crate::knowledge::participants::identity;
use crate::message;
use crate::record::Value;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings};
use crate::words::{Level, Role};

crate::rule! {
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
        needs: [Role::Participant, Role::Side],
        check: Check::Record(check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    let on = |side: &str| -> Vec<(String, Value<'_>)> {
        let participants =
            record.participants().filter(|participant| participant.side().as_deref() == Some(side));
        participants.filter_map(|participant| identity(&participant)).collect()
    };
    let hosts = on("host");
    if hosts.is_empty() {
        return;
    }
    let mut guests = on("guest");
    guests.sort_by(|(a, _), (b, _)| a.cmp(b));
    for (key, host) in hosts {
        // An organisation may well receive its own people.
        if key.starts_with("organization ") {
            continue;
        }
        let Ok(found) = guests.binary_search_by(|(known, _)| known.cmp(&key)) else { continue };
        let Some((_, guest)) = guests.get(found) else { continue };
        findings
            .at(guest, message!("{guest} is the host as well", guest: guest.text()))
            .related(&host, "the host");
    }
}
