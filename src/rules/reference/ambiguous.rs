//! `reference/ambiguous`

use crate::message;
use crate::record::registry::Entry;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, Level, Message, Place, Role};

use crate::knowledge::references::{agrees, called, entries_named, without_reference};

rule! {
    /// A name or alias belongs to several entries of a registry.
    ///
    /// `وزير الداخلية` may be registered for everyone who held the office: a record that says no more than
    /// that does not say whom it means. Refer to the entry by its id.
    ///
    /// In a registry itself, two entries that claim one name, be it with and without its hamza or accents, are
    /// reported where they claim it: they are one entry written twice, or one of them must give the spelling up.
    ///
    /// **Not an error:** a name that its context settles: a reference beside it, or a country or an
    /// organisation that only one of the entries shares; two namesakes of a registry whose countries or
    /// offices tell them apart.
    pub static RULE = {
        id: "reference/ambiguous",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Reference, Role::PersonName, Role::OrganizationName, Role::PlaceName, Role::CanonicalName, Role::OtherSpelling]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for reference in record.values(Role::Reference) {
        let Some(registry) = reference.to().and_then(|to| context.registries.registry(to)) else { continue };
        let text = reference.text();
        if registry.entry(&text).is_none() {
            let named: Vec<&Entry> = registry.named(&text).collect();
            report(&reference, &named, findings);
        }
    }
    for name in without_reference(record, context) {
        let named = entries_named(name.role(), &name.text(), context);
        let named: Vec<&Entry> = named.into_iter().map(|(_, entry)| entry).collect();
        let settled = named.iter().filter(|entry| agrees(&name.group(), entry)).count() == 1;
        if !settled {
            report(&name, &named, findings);
        }
    }
    check_registry(record, context, findings);
}

fn report(place: impl Into<Place>, named: &[&Entry], findings: &mut Findings<'_>) {
    let [_, _, ..] = named else { return };
    let finding = findings.at(place, one_of(named));
    for entry in named {
        finding.related(entry.place, message!("one of them: {name}", name: called(entry)));
    }
    finding.help("refer to the one that is meant by its id");
}

fn one_of(named: &[&Entry]) -> Message {
    const MOST_NAMED: usize = 5;
    let ids: Vec<Argument> = named.iter().take(MOST_NAMED).map(|entry| entry.id.as_str().into()).collect();
    message!("{count} entries go by it: {ids}", count: named.len(), ids)
}

/// Names of a registry's own entry that another entry claims.
fn check_registry(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let registry = context.collection.as_deref().and_then(|own| context.registries.registry(own));
    let (Some(registry), Some(id)) = (registry, record.id()) else { return };
    let own_place = id.fact_place();
    for name in record.values_of(&[Role::CanonicalName, Role::OtherSpelling]) {
        let text = name.text();
        // Two entries with one id are said by `dataset/duplicate-id`.
        let mut others = registry.named(&text).filter(|entry| entry.place != own_place);
        let other = others.find(|entry| entry.id != id.text() && !is_told_apart(record, entry));
        if let Some(other) = other {
            findings
                .at(&name, message!("{other} goes by it as well", other: other.id.as_str()))
                .related(other.place, "the other entry")
                .help("if they are one, keep one entry; if not, leave the spelling to the one it belongs to");
        }
    }
}

fn is_told_apart(record: &Record<'_>, other: &Entry) -> bool {
    [Role::Country, Role::Office].iter().any(|role| {
        let mut own = record.values(*role).peekable();
        let mut others = other.values(*role).peekable();
        let both_say = own.peek().is_some() && others.peek().is_some();
        both_say && own.all(|own| other.values(*role).all(|other| other.text != own.text()))
    })
}
