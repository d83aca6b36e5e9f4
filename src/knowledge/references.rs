//! Names beside references: which entry a name should be one of.

use crate::record::registry::{Entry, EntryKind};
use crate::record::{Context, Record};
use crate::record::{Group, Value};
use crate::text::key::{loose_key, loose_words, scripts_differ};
use crate::words::Role;

/// The roles whose values are names of registered things.
const NAMES: [Role; 3] = [Role::PersonName, Role::OrganizationName, Role::PlaceName];

/// The names of a record outside of registries, each with the entry that a reference beside it names.
pub fn beside_references<'r, 'c>(record: &Record<'r>, context: &'c Context) -> Vec<(Value<'r>, &'c Entry)> {
    let with_entry = |name: Value<'r>| Some((name, entry_beside(&name, context)?));
    record.values_of(&NAMES).filter_map(with_entry).collect()
}

/// The names of a record that no reference beside them explains.
pub fn without_reference<'r>(record: &Record<'r>, context: &Context) -> Vec<Value<'r>> {
    let is_alone = |name: &Value<'r>| {
        let group = name.group();
        let mut references = group.values(Role::Reference);
        !references.any(|reference| is_for(name.role(), &reference, context))
    };
    record.values_of(&NAMES).filter(is_alone).collect()
}

/// The entries that go by a name of that role, each with its collection, in order.
pub fn entries_named<'c>(role: Role, name: &str, context: &'c Context) -> Vec<(&'c str, &'c Entry)> {
    let mut found = Vec::new();
    for (collection, registry) in context.registries.of(EntryKind::named_by(role)) {
        found.extend(registry.named(name).map(|entry| (collection, entry)));
    }
    found
}

fn entry_beside<'c>(name: &Value<'_>, context: &'c Context) -> Option<&'c Entry> {
    context.entry(&reference_beside(name, context)?)
}

/// The reference beside a name that can name what it names.
pub fn reference_beside<'r>(name: &Value<'r>, context: &Context) -> Option<Value<'r>> {
    let mut references = name.group().values(Role::Reference);
    references.find(|reference| is_for(name.role(), reference, context))
}

/// Whether an entry may go by a name: it does, up to what orthography leaves open and the order of the words, or it has no
/// name in the name's script. An entry without names may go by any.
pub fn goes_by(entry: &Entry, name: &str) -> bool {
    let key = loose_key(name);
    let words = words_in_order(name);
    let mut known = entry.names().filter(|known| !scripts_differ(known, name)).peekable();
    known.peek().is_none()
        || known.any(|known| known == name || loose_key(known) == key || words_in_order(known) == words)
}

/// The words of a name whichever comes first: a register writes `El Fassi, Nadia`.
fn words_in_order(name: &str) -> Vec<String> {
    let mut words = loose_words(name);
    words.sort_unstable();
    words
}

/// Whether a reference can name what a name of that role names.
fn is_for(role: Role, reference: &Value<'_>, context: &Context) -> bool {
    context.kind(reference) == Some(EntryKind::named_by(role))
}

/// Our best word for an entry: its first canonical name, else its id.
pub fn called(entry: &Entry) -> &str {
    entry.value(Role::CanonicalName).map_or(entry.id.as_str(), |name| name.text.as_str())
}

/// Whether a group says of itself what an entry says: the same country, or a reference that both have.
pub fn agrees(group: &Group<'_>, entry: &Entry) -> bool {
    let country = group.value(Role::Country).map(|country| country.text().into_owned());
    let same_country = country.is_some() && entry.value(Role::Country).map(|own| own.text.clone()) == country;
    let shares_reference = || {
        let mut references = group.values(Role::Reference);
        references.any(|reference| {
            let to = reference.to();
            entry.values(Role::Reference).any(|own| own.to.as_deref() == to && own.text == reference.text())
        })
    };
    same_country || shares_reference()
}
