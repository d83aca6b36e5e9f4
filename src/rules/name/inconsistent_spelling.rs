//! `name/inconsistent-spelling`

use std::collections::BTreeMap;

use crate::facts::Uses;
use crate::report::Safety;
use crate::text::difference::difference;
use crate::text::key::orthographic_key;
use crate::{Check, Context, Edit, FactPlace, Facts, Findings, Fix, Level, Message, Record, Role, message};

crate::rule! {
    /// One name, several spellings.
    ///
    /// The same person, organisation, office or place is written in several ways that differ
    /// only by what Arabic and Latin orthography leave open: hamza, ى and ي, ة and ه, vowel signs,
    /// tatweel, spaces, case, accents. Whoever searches or counts by name then finds a part of the
    /// records. The rarer spellings are reported, each with the one that most records use.
    ///
    /// The fix, offered, writes the most frequent spelling. Look before you take it: the most frequent
    /// is not always the right one.
    ///
    /// **Not an error:** names that differ in letters (حسن and حسين are two people, and so are Mohamed V and
    /// Mohamed VI); the same name in two scripts.
    pub static RULE = {
        id: "name/inconsistent-spelling",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Dataset { observe, conclude },
    }
}

/// The roles whose values are names, each with what it names. Names are compared among their kind.
const KINDS: [(Role, &str, &str); 5] = [
    (Role::PersonName, "person", "one person, {count} spellings"),
    (Role::OrganizationName, "organization", "one organisation, {count} spellings"),
    (Role::Office, "office", "one office, {count} spellings"),
    (Role::PlaceName, "place", "one place, {count} spellings"),
    (Role::Country, "country", "one country, {count} spellings"),
];

fn observe(record: &Record<'_>, _: &Context, facts: &mut Facts) {
    for (role, kind, _) in KINDS {
        for name in record.values(role) {
            facts.observe(kind, &name.text(), &name);
        }
    }
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    for (_, kind, title) in KINDS {
        let mut entities: BTreeMap<String, Vec<Uses<'_>>> = BTreeMap::new();
        for uses in facts.uses(kind) {
            let key = orthographic_key(uses.form);
            if !key.is_empty() {
                entities.entry(key).or_default().push(uses);
            }
        }
        for (_, mut spellings) in entities {
            // The most frequent first; of equally frequent ones, the one that comes first in the data.
            spellings
                .sort_by_key(|uses| (std::cmp::Reverse(records(&uses.places)), uses.places.first().copied()));
            report(&spellings, title, findings);
        }
    }
}

fn report(spellings: &[Uses<'_>], title: &'static str, findings: &mut Findings<'_>) {
    let Some((majority, others)) = spellings.split_first() else { return };
    let Some(&majority_place) = majority.places.first() else { return };
    for spelling in others {
        for place in &spelling.places {
            let differences: Vec<String> =
                difference(spelling.form, majority.form).iter().map(ToString::to_string).collect();
            let finding = findings.at(*place, in_records(spelling));
            finding
                .title(Message::new(title, vec![("count", spellings.len().into())]))
                .related(majority_place, in_records(majority))
                .note(message!("they differ by {differences}", differences));
            finding.fix(Fix {
                title: message!("write it as most records do"),
                safety: Safety::Unsafe,
                edits: vec![Edit::Replace { place: (*place).into(), text: majority.form.to_owned() }],
            });
        }
    }
}

fn in_records(uses: &Uses<'_>) -> Message {
    match records(&uses.places) {
        1 => message!("in 1 record"),
        count => message!("in {count} records", count),
    }
}

/// How many records the places lie in. `places` is in order.
fn records(places: &[FactPlace]) -> usize {
    places.chunk_by(|a, b| a.record == b.record).count()
}
