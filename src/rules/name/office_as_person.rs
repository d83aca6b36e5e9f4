//! `name/office-as-person`

use crate::knowledge::names::offices::{OfficeReading, may_be_a_person, read};
use crate::knowledge::names::registry::{is_registered, registries};
use crate::message;
use crate::record::{Context, Participant, Record, Value};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// An office or an organisation stands where a person's name is due.
    ///
    /// «المدير العام» is nobody's name: the next record may mean another man by it. Write it as the office, give
    /// the name if a source has it, and mark the participant as unnamed if none has.
    ///
    /// **Not an error:** a participant marked as unnamed; an office with a name beside it, which `name/office-in-name`
    /// reports; a family name that is also an office and stands in the registry.
    pub static RULE = {
        id: "name/office-as-person",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/office-in-name"],
        check: Check::record(Needs::any_of(&[Role::PersonName]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for participant in record.participants() {
        let Some(name) = participant.person().filter(|_| !participant.is_unnamed()) else { continue };
        let text = name.text();
        if is_registered(context, Role::PersonName, &text) {
            continue;
        }
        if is_an_office(&text, &participant) {
            findings.at(&name, message!("{name} is an office", name: text.as_ref())).help(
                "write it as the office, and mark the participant as unnamed if no source gives the name",
            );
        } else if let Some(id) = organization_named(&name, context) {
            findings
                .at(&name, message!("{name} is no person: it is registered as {id}", name: text.as_ref(), id))
                .help("write it as the organisation, and the name of who spoke for it if a source gives one");
        }
    }
}

fn is_an_office(text: &str, participant: &Participant<'_>) -> bool {
    let repeats_the_office = || {
        participant.office().is_some_and(|office| !text.is_empty() && office.text() == text)
            && !may_be_a_person(text)
    };
    match read(text) {
        OfficeReading::Office => true,
        OfficeReading::Other => repeats_the_office(),
        OfficeReading::Both { .. } => false,
    }
}

/// The entry that bears the name in a registry of anything but people.
fn organization_named<'c>(name: &Value<'_>, context: &'c Context) -> Option<&'c str> {
    let text = name.text();
    let mut organizations = registries(context, Role::OrganizationName).peekable();
    if organizations.peek().is_none()
        || text.trim().is_empty()
        || registries(context, Role::PersonName).any(|people| people.only_one_named(&text).is_some())
    {
        return None;
    }
    organizations.find_map(|registry| registry.only_one_named(&text)).map(|entry| entry.id.as_str())
}
