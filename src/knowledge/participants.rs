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
    // Mostly the reference is right, and the name its own.
    if context.entry(person).is_some_and(|entry| entry.names().any(|known| known == name.text())) {
        return false;
    }
    let registry = person.to().and_then(|to| context.registries.registry(to));
    let named = registry.and_then(|registry| registry.only_one_named(&name.text()));
    named.is_some_and(|named| named.id != person.text())
        && context.entry(person).is_some_and(|entry| !goes_by(entry, &name.text()))
}

fn of_name<'r>(name: &str, context: &Context) -> ParticipantIdentity<'r> {
    let mut people = context.registries.of(EntryKind::Person);
    match people.find_map(|(_, registry)| registry.only_one_named(name)) {
        Some(entry) => ParticipantIdentity::Person(entry.id.clone().into()),
        None => ParticipantIdentity::Name(loose_key(&given_name_first(name))),
    }
}

/// A name with the family name last, where it stands first and says so: in capitals (NÚÑEZ José) or before a comma.
fn given_name_first(name: &str) -> Cow<'_, str> {
    if let Some((family, given)) = name.split_once([',', '،'])
        && !given.trim().is_empty()
        && !given.contains([',', '،'])
    {
        return format!("{} {}", given.trim(), family.trim()).into();
    }
    let is_shouted = |word: &str| -> bool {
        word.chars().filter(|letter| letter.is_alphabetic()).nth(1).is_some()
            && !word.chars().any(char::is_lowercase)
            && word.chars().any(char::is_uppercase)
    };
    if !name.split_whitespace().next().is_some_and(is_shouted) {
        return name.into();
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let family = words.iter().take_while(|word| is_shouted(word)).count();
    match words.split_at_checked(family) {
        Some((family, given))
            if !family.is_empty() && !given.is_empty() && !given.iter().any(|word| is_shouted(word)) =>
        {
            format!("{} {}", given.join(" "), family.join(" ")).into()
        }
        _ => name.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_family_name_that_says_so_stands_last() {
        for (name, expected) in [
            ("NÚÑEZ José", "José NÚÑEZ"),
            ("VAN DIJK Anna Maria", "Anna Maria VAN DIJK"),
            ("Núñez, José", "José Núñez"),
            ("José Núñez", "José Núñez"),
            ("JOSÉ NÚÑEZ", "JOSÉ NÚÑEZ"),
            ("J. Núñez", "J. Núñez"),
            ("علي حسن", "علي حسن"),
            ("", ""),
        ] {
            assert_eq!(given_name_first(name), expected, "{name}");
        }
    }
}
