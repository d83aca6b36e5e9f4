//! Who a participant is.

use std::borrow::Cow;

use crate::knowledge::references::goes_by;
use crate::record::registry::EntryKind;
use crate::record::{Context, Participant, Value};
use crate::text::key::loose_key;
use crate::words::Role;

/// What a participant is known by. Two who are known by the same are one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum ParticipantIdentity<'r> {
    /// A registered person, by the id.
    Person(Cow<'r, str>),
    /// A person whom no registry has, by the key of the name.
    Name(String),
    /// Whoever holds an office.
    Office {
        /// Its key.
        office: String,
        /// The key of its organisation; empty where none is said.
        organization: String,
        /// Its country, as it is written; empty where none is said.
        country: String,
    },
    /// An organisation.
    Organization {
        /// Its key.
        organization: String,
        /// Its country, as it is written; empty where none is said.
        country: String,
    },
}

/// What a participant is known by, and the value that says so: the person referred to, or the only one registered under
/// the name (which also goes before a reference to another), else the name, else the office, else the organisation. None of one who has none of these.
pub fn identity<'r>(
    participant: &Participant<'r>,
    context: &Context,
) -> Option<(ParticipantIdentity<'r>, Value<'r>)> {
    let person = person_of(participant, context);
    if let Some(name) = participant.person() {
        let known = match person {
            Some(person) if !is_named_as_another(&name, &person, context) => {
                ParticipantIdentity::Person(person.text())
            }
            _ => of_name(&name.text(), context),
        };
        return Some((known, name));
    }
    if let Some(person) = person {
        return Some((ParticipantIdentity::Person(person.text()), person));
    }
    let group = participant.group();
    let said_by = group.value(Role::Reference).or(participant.organization());
    let organization = said_by.map(|value| loose_key(&value.text())).unwrap_or_default();
    let country = participant.country().map(|country| country.text().into_owned()).unwrap_or_default();
    match participant.office() {
        Some(office) => Some((
            ParticipantIdentity::Office { office: loose_key(&office.text()), organization, country },
            office,
        )),
        None => said_by.map(|value| (ParticipantIdentity::Organization { organization, country }, value)),
    }
}

/// The reference to the person that a participant is.
pub fn person_of<'r>(participant: &Participant<'r>, context: &Context) -> Option<Value<'r>> {
    let mut references = participant.group().values(Role::Reference);
    references.find(|reference| context.kind(reference) == Some(EntryKind::Person))
}

/// Whether the registry gives a name to another than the one referred to: then the reference is wrong, as
/// `reference/name-differs` says.
fn is_named_as_another(name: &Value<'_>, person: &Value<'_>, context: &Context) -> bool {
    let registry = person.to().and_then(|to| context.registries.registry(to));
    let named = registry.and_then(|registry| registry.only_one_named(&name.text()));
    named.is_some_and(|named| named.id != person.text())
        && context.entry(person).is_some_and(|entry| !goes_by(entry, &name.text()))
}

fn of_name<'r>(name: &str, context: &Context) -> ParticipantIdentity<'r> {
    let mut people = context.registries.of(EntryKind::Person);
    match people.find_map(|(_, registry)| registry.only_one_named(name)) {
        Some(entry) => ParticipantIdentity::Person(entry.id.clone().into()),
        None => ParticipantIdentity::Name(loose_key(name)),
    }
}
