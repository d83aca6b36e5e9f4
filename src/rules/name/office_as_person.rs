//! `name/office-as-person`

use crate::knowledge::names::office_words::is_office;
use crate::knowledge::names::registry::is_registered;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// An office stands where a name is due.
    ///
    /// «المدير العام» is nobody's name: the next record may mean another man by it. Write it as the office, give
    /// the name if a source has it, and mark the participant as unnamed if none has.
    ///
    /// **Not an error:** a participant marked as unnamed; an office with a name behind it; a family name that is
    /// also an office and stands in the registry.
    pub static RULE = {
        id: "name/office-as-person",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::PersonName]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for participant in record.participants() {
        let Some(name) = participant.person().filter(|_| !participant.is_unnamed()) else { continue };
        let text = name.text();
        let repeats_the_office =
            participant.office().is_some_and(|office| !text.is_empty() && office.text() == text);
        if !(repeats_the_office || is_office(&text)) || is_registered(context, Role::PersonName, &text) {
            continue;
        }
        findings
            .at(&name, message!("{name} is an office", name: text.as_ref()))
            .help("write it as the office, and mark the participant as unnamed if no source gives the name");
    }
}
