//! What the registries say of names.

use crate::record::Context;
use crate::record::registry::{Entry, Registry};
use crate::text::character::main_script;
use crate::text::decision::Judgement;
use crate::text::judgements::Judgements;
use crate::words::Role;

/// The registries whose entries may bear a name of this role: those with offices hold people, those
/// with neither offices nor publication dates organisations and places.
pub(crate) fn registries(context: &Context, role: Role) -> impl Iterator<Item = &Registry> {
    let registries = context.registries.collections().into_iter();
    let registries = registries.filter_map(|name| Some((name, context.registries.registry(name)?)));
    let of_role = registries.filter(move |(name, registry)| match role {
        Role::PersonName => holds_people(name, registry),
        _ => !holds_people(name, registry) && !holds_sources(registry),
    });
    of_role.map(|(_, registry)| registry)
}

fn holds_people(name: &str, registry: &Registry) -> bool {
    name == "people" || registry.entries().iter().any(|entry| entry.value(Role::Office).is_some())
}

fn holds_sources(registry: &Registry) -> bool {
    registry.entries().iter().any(|entry| {
        entry.value(Role::TextPath).is_some()
            || entry.value(Role::Published).is_some()
            || entry.value(Role::Url).is_some() && entry.names().next().is_none()
    })
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
            .flat_map(Registry::entries)
            .any(|entry| entry.names().any(|known| known == name)),
    }
}

/// The judgements on file: the names that an entry says are another's.
pub(crate) fn judgements(context: &Context) -> Judgements {
    let mut judgements = Judgements::default();
    let registries = context.registries.collections().into_iter();
    for entry in registries.filter_map(|name| context.registries.registry(name)).flat_map(Registry::entries) {
        for other in entry.values(Role::OtherEntity) {
            for name in entry.names() {
                judgements.note(name, &other.text, Judgement::Different);
            }
        }
    }
    judgements
}
