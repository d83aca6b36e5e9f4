//! `reference/name-differs`

use crate::message;
use crate::record::registry::Entry;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::text::key::{loose_key, loose_words, scripts_differ};
use crate::text::skeleton::skeleton;
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

use crate::knowledge::references::{beside_references, called};

rule! {
    /// The name beside a reference is not one of its names.
    ///
    /// `"name": "فرانسيسكو باردو بيكيراس", "person": "abdellatif-hammouchi"`: the name says one person, the
    /// reference another. One of the two was copied from the record before, or the registry lacks a spelling.
    ///
    /// **Not an error:** a spelling that Arabic and Latin orthography leave open (hamza, vowel signs, the
    /// article, spaces, case, accents), the family name first, and the same name in another script.
    pub static RULE = {
        id: "reference/name-differs",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/honorific", "name/inconsistent-spelling", "name/office-as-person", "name/stray-punctuation", "reference/alias", "script/lost-letters", "text/markup"],
        check: Check::record(Needs::any_of(&[Role::Reference]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (name, entry) in beside_references(record, context) {
        let text = name.text();
        if text.trim().is_empty() || entry.names().next().is_none() || is_one_of(&text, entry) {
            continue;
        }
        let registered = entry.canonical_like(&text).map_or(called(entry), |name| name.text.as_str());
        let label = message!("{id} is registered as {registered}", id: entry.id.as_str(), registered);
        let finding = findings.at(&name, label);
        finding.related(entry.place, "the entry that is referred to");
        if let Some(canonical) = entry.canonical_like(&text) {
            finding.fix(Fix {
                title: "write the registered name".into(),
                safety: Safety::Unsafe,
                edits: vec![Edit::Replace { place: (&name).into(), text: canonical.text.clone() }],
            });
        }
        finding.help("or correct the reference, or add the spelling to the entry");
    }
}

fn is_one_of(name: &str, entry: &Entry) -> bool {
    let key = loose_key(name);
    let words = words_in_order(name);
    // Transliteration leaves the consonants at best.
    let same_sound = |known: &str| scripts_differ(known, name) && skeleton(known) == skeleton(name);
    entry.names().any(|known| {
        known == name || loose_key(known) == key || words_in_order(known) == words || same_sound(known)
    })
}

/// The words of a name whichever comes first: a register writes `El Fassi, Nadia`.
fn words_in_order(name: &str) -> Vec<String> {
    let mut words = loose_words(name);
    words.sort_unstable();
    words
}
