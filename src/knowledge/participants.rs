//! Whether two participants of a record are one.

use crate::record::{Participant, Value};
use crate::text::key::loose_key;

/// What a participant is known by, and the value that says so: the reference to a person, else the name,
/// else the office with its organisation and country.
pub fn identity<'r>(participant: &Participant<'r>) -> Option<(String, Value<'r>)> {
    let group = participant.group();
    if let Some(name) = participant.person() {
        // The reference of a named participant names the person, where the schema has one beside it.
        let person = participant.reference("people");
        let by_name = format!("name {}", loose_key(&name.text()));
        return Some((person.map_or(by_name, |person| format!("person {}", person.text())), name));
    }
    if let Some(person) = participant.reference("people") {
        return Some((format!("person {}", person.text()), person));
    }
    let of = |role| group.value(role).map(|value| value.text().into_owned()).unwrap_or_default();
    let organization = group.value(crate::words::Role::Reference).or(participant.organization());
    let organization_key = organization.map(|value| loose_key(&value.text())).unwrap_or_default();
    let country = of(crate::words::Role::Country);
    match participant.office() {
        Some(office) => {
            Some((format!("office {} {organization_key} {country}", loose_key(&office.text())), office))
        }
        None => organization.map(|value| (format!("organization {organization_key} {country}"), value)),
    }
}
