//! What the registries say of names.

use crate::record::Context;
use crate::record::registry::{Entry, EntryKind, Registry};
use crate::text::character::main_script;
use crate::text::comparison::Judgement;
use crate::text::judgements::Judgements;
use crate::words::Role;

/// The registries whose entries may bear a name of this role.
pub(crate) fn registries(context: &Context, role: Role) -> impl Iterator<Item = &Registry> {
    context.registries.of(EntryKind::named_by(role)).map(|(_, registry)| registry)
}

/// The name that an entry goes by in the script of a form; of several, the first.
pub(crate) fn canonical<'e>(entry: &'e Entry, form: &str) -> Option<&'e str> {
    let script = main_script(form);
    let names = || entry.values(Role::CanonicalName).map(|value| value.text.as_str());
    names().find(|name| main_script(name) == script).or_else(|| names().next())
}

/// The offices that registries give to people, each as it is written there.
pub(crate) fn offices(context: &Context) -> impl Iterator<Item = &str> {
    registries(context, Role::PersonName)
        .flat_map(Registry::entries)
        .flat_map(|entry| entry.values(Role::Office))
        .map(|value| value.text.as_str())
}

/// Whether a name of this role stands in a registry just so.
pub(crate) fn is_registered(context: &Context, role: Role, name: &str) -> bool {
    match role {
        Role::Office => offices(context).any(|office| office == name),
        role => registries(context, role)
            .flat_map(|registry| registry.named(name))
            .any(|entry| entry.names().any(|known| known == name)),
    }
}

/// The judgements on file: the names that an entry says are another's.
pub(crate) fn judgements(context: &Context) -> Judgements {
    let mut judgements = Judgements::default();
    for entry in context.registries.all().flat_map(|(_, registry)| registry.entries()) {
        for other in entry.values(Role::OtherEntity) {
            for name in entry.names() {
                judgements.note(name, &other.text, Judgement::Different);
            }
        }
    }
    judgements
}
