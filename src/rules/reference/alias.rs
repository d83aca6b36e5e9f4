//! `reference/alias`

use crate::message;
use crate::record::Value;
use crate::record::registry::Entry;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::text::key::exact_key;
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Message, Role};

use crate::knowledge::references::{beside_references, called, entries_named, without_reference};

rule! {
    /// An alias stands where the registered form is due.
    ///
    /// A registry gives each entry an id, one name in each language, and the other spellings that are met
    /// in sources. Where a record says `DGSN`, or writes a name in the place of an id, whoever counts or
    /// joins by the registered form passes over it.
    ///
    /// The fix, offered, writes the id in a reference, and in a name the registered name of the same script.
    ///
    /// **Not an error:** an alias in a quotation or in a date's own words: these are the source's; a person's
    /// other registered spelling, which the registry says is right.
    pub static RULE = {
        id: "reference/alias",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Reference, Role::OrganizationName, Role::PlaceName]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for reference in record.values(Role::Reference) {
        let Some(registry) = reference.to().and_then(|to| context.registries.registry(to)) else { continue };
        let text = reference.text();
        if registry.entry(&text).is_some() {
            continue;
        }
        if let Some(entry) = registry.only_one_named(&text) {
            let label = message!("a name of {id}, not its id", id: entry.id.as_str());
            report(&reference, label, entry, &entry.id, findings);
        }
    }
    let is_of_a_person = |name: &Value<'_>| name.role() == Role::PersonName;
    for (name, entry) in beside_references(record, context) {
        if !is_of_a_person(&name) {
            check_name(&name, entry, findings);
        }
    }
    for name in without_reference(record, context).into_iter().filter(|name| !is_of_a_person(name)) {
        let text = name.text();
        if let [(_, entry)] = entries_named(name.role(), &text, context)[..] {
            check_name(&name, entry, findings);
        }
    }
}

fn check_name(name: &Value<'_>, entry: &Entry, findings: &mut Findings<'_>) {
    let text = name.text();
    let key = exact_key(&text);
    let is_one_of = |role| entry.values(role).any(|known| exact_key(&known.text) == key);
    if is_one_of(Role::CanonicalName) || !is_one_of(Role::OtherSpelling) {
        return;
    }
    let Some(canonical) = entry.canonical_like(&text) else { return };
    let label = message!("registered as another spelling of {canonical}", canonical: canonical.text.as_str());
    report(name, label, entry, &canonical.text, findings);
}

fn report(value: &Value<'_>, label: Message, entry: &Entry, due: &str, findings: &mut Findings<'_>) {
    findings.at(value, label).related(entry.place, message!("the entry: {name}", name: called(entry))).fix(
        Fix {
            title: message!("write {due}", due),
            safety: Safety::Unsafe,
            edits: vec![Edit::Replace { place: value.into(), text: due.to_owned() }],
        },
    );
}
