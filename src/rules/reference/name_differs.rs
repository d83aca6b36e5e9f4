//! `reference/name-differs`

use crate::knowledge::countries::code_of;
use crate::message;
use crate::record::registry::{Entry, EntryKind};
use crate::record::{Context, Participant, Record, Value};
use crate::rule::{Check, Findings, Needs};
use crate::text::key::loose_words;
use crate::words::Safety;
use crate::words::{Argument, Edit, Fix, Level, Role};

use crate::knowledge::participants::person_of;
use crate::knowledge::references::{beside_references, called, entries_named, goes_by, reference_beside};

rule! {
    /// The name beside a reference is not one of its names.
    ///
    /// `"name": "فرانسيسكو باردو بيكيراس", "person": "abdellatif-hammouchi"`: the name says one person, the
    /// reference another. One of the two was copied from the record before, or the registry lacks a spelling.
    /// A participant's country or organisation that is not one that the entry gives is reported as well.
    ///
    /// The fix, offered, refers to the entry that goes by the name; where none does, and the names have a word in
    /// common, it writes the registered name.
    ///
    /// **Not an error:** a spelling that Arabic and Latin orthography leave open (hamza, vowel signs, the
    /// article, spaces, case, accents), the family name first, and a name in a script in which the entry has none;
    /// an entry that says of an office no organisation.
    pub static RULE = {
        id: "reference/name-differs",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/honorific", "name/inconsistent-spelling", "name/office-as-person", "name/office-in-name", "name/stray-punctuation", "reference/alias", "reference/country", "script/lost-letters", "text/markup"],
        check: Check::record(Needs::any_of(&[Role::Reference]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (name, entry) in beside_references(record, context) {
        let text = name.text();
        if !text.trim().is_empty() && !goes_by(entry, &text) {
            report_name(&name, entry, context, findings);
        }
    }
    for participant in record.participants() {
        let Some(entry) = entry_of(&participant, context) else { continue };
        // Of a wrong reference the rest is wrong as well: the name says so.
        if participant.person().is_none_or(|name| goes_by(entry, &name.text())) {
            check_country(&participant, entry, findings);
            check_organization(&participant, entry, context, findings);
        }
    }
}

fn report_name(name: &Value<'_>, entry: &Entry, context: &Context, findings: &mut Findings<'_>) {
    let text = name.text();
    let registered = entry.canonical_like(&text).map_or(called(entry), |name| name.text.as_str());
    let label = message!("{id} is registered as {registered}", id: entry.id.as_str(), registered);
    let finding = findings.at(name, label);
    finding.related(entry.place, "the entry that is referred to");
    let reference = reference_beside(name, context);
    let meant = reference.as_ref().and_then(|reference| {
        let registry = context.registries.registry(reference.to()?)?;
        Some((reference, registry.only_one_named(&text)?))
    });
    if let Some((reference, meant)) = meant {
        finding.related(meant.place, "the entry that goes by this name").fix(Fix {
            title: message!("refer to {id}", id: meant.id.as_str()),
            safety: Safety::Unsafe,
            edits: vec![Edit::Replace { place: reference.into(), text: meant.id.clone() }],
        });
        return;
    }
    let Some(canonical) = entry.canonical_like(&text).filter(|_| shares_a_word(&text, entry)) else {
        finding.help("correct the name or the reference, or add the spelling to the entry");
        return;
    };
    finding.help("if the name is right, correct the reference, or add the spelling to the entry").fix(Fix {
        title: "write the registered name".into(),
        safety: Safety::Unsafe,
        edits: vec![Edit::Replace { place: name.into(), text: canonical.text.clone() }],
    });
}

/// Whoever has no word of the registered name is somebody else: to write the name would be to lose her.
fn shares_a_word(name: &str, entry: &Entry) -> bool {
    let words = loose_words(name);
    entry.names().any(|known| loose_words(known).iter().any(|word| words.contains(word)))
}

/// The entry of who takes part: of a person, else of an organisation without one.
fn entry_of<'c>(participant: &Participant<'_>, context: &'c Context) -> Option<&'c Entry> {
    if let Some(person) = person_of(participant, context) {
        return context.entry(&person);
    }
    let is_of_a_person = participant.person().is_some() || participant.office().is_some();
    let mut references = participant.group().values(Role::Reference).filter(|_| !is_of_a_person);
    references.find_map(|reference| context.entry(&reference))
}

fn check_country(participant: &Participant<'_>, entry: &Entry, findings: &mut Findings<'_>) {
    let Some(country) = participant.country() else { return };
    let text = country.text();
    let Some(code) = code_of(&text) else { return };
    let registered: Vec<&str> =
        entry.values(Role::Country).filter_map(|known| code_of(&known.text)).collect();
    let Some(first) = registered.first().filter(|_| !registered.contains(&code)) else { return };
    let label = message!(
        "{id} is registered with the country {registered}",
        id: entry.id.as_str(),
        registered: Argument::ours(*first)
    );
    findings
        .at(&country, label)
        .title("the country beside a reference is not its own")
        .related(entry.place, "the entry that is referred to")
        .help("if the country is right, correct the reference, or add the country to the entry")
        .fix(Fix {
            title: message!("write {first}", first: Argument::ours(*first)),
            safety: Safety::Unsafe,
            edits: vec![Edit::Replace { place: (&country).into(), text: (*first).to_owned() }],
        });
}

fn check_organization(
    participant: &Participant<'_>,
    person: &Entry,
    context: &Context,
    findings: &mut Findings<'_>,
) {
    let own: Vec<&Entry> = person
        .values(Role::Reference)
        .filter_map(|own| context.registries.entry(own.to.as_deref()?, &own.text))
        .collect();
    // An office without an organisation may be of any.
    if own.is_empty() || own.len() < person.values(Role::Office).count() {
        return;
    }
    let is_own = |entry: &Entry| own.iter().any(|own| own.place == entry.place);
    let group = participant.group();
    let referred = group.values(Role::Reference).filter_map(|reference| {
        let is_of_organization = context.kind(&reference) == Some(EntryKind::Other);
        let entry = context.entry(&reference).filter(|_| is_of_organization)?;
        Some((reference, entry))
    });
    let named = group.values(Role::OrganizationName).filter_map(|name| {
        match entries_named(Role::OrganizationName, &name.text(), context)[..] {
            [(_, entry)] => Some((name, entry)),
            _ => None,
        }
    });
    if let Some((value, _)) = referred.chain(named).find(|(_, entry)| !is_own(entry)) {
        let registered: Vec<Argument> = own.iter().map(|own| called(own).into()).collect();
        let label = message!("{id} is registered with {registered}", id: person.id.as_str(), registered);
        findings
            .at(&value, label)
            .title("the organisation beside a reference is not one of its own")
            .related(person.place, "the entry that is referred to")
            .help("correct the organisation or the reference, or add the office to the entry");
    }
}
