//! Names beside references: which entry a name should be one of.

use crate::record::{Group, Value};
use crate::registry::{Entry, Registry};
use crate::{Context, Record, Role};

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

/// The registries whose entries a name of that role can name, in order.
pub fn registries_for(role: Role, context: &Context) -> Vec<&Registry> {
    let all = context.registries.collections();
    let found = all.into_iter().filter_map(|name| context.registries.registry(name));
    found.filter(|registry| registry.holds_people() == (role == Role::PersonName)).collect()
}

/// The entries of those registries that go by a name.
pub fn entries_named<'c>(role: Role, name: &str, context: &'c Context) -> Vec<&'c Entry> {
    registries_for(role, context).into_iter().flat_map(|registry| registry.named(name)).collect()
}

fn entry_beside<'c>(name: &Value<'_>, context: &'c Context) -> Option<&'c Entry> {
    let group = name.group();
    let mut references = group.values(Role::Reference);
    let reference = references.find(|reference| is_for(name.role(), reference, context))?;
    context.registries.entry(reference.to()?, &reference.text())
}

/// Whether a reference can name what a name of that role names.
fn is_for(role: Role, reference: &Value<'_>, context: &Context) -> bool {
    let registry = reference.to().and_then(|to| context.registries.registry(to));
    registry.is_some_and(|registry| registry.holds_people() == (role == Role::PersonName))
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
