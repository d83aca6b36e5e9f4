//! `dataset/duplicate-record`

use crate::message;
use crate::record::facts::Note;
use crate::record::{Context, Facts, Rank, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The same record stands twice under two ids.
    ///
    /// Everything but the id is the same, down to the source: an export that was taken in twice, or a
    /// record that was copied and not changed. Counts are too high by one.
    ///
    /// **Not an error:** records that are not known to the day and quote no source: two may meet twice in a
    /// month, under one title; two records that cite different sources: those are two pieces of evidence, and
    /// `dataset/near-duplicate` says that they belong into one record.
    pub static RULE = {
        id: "dataset/duplicate-record",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["dataset/duplicate-id"],
        check: Check::dataset(Needs::any_of(&[Role::RecordId]), observe, conclude),
    }
}

fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    let Some(id) = record.id() else { return };
    // Two may well meet twice in a month: without a day or words of a source, the same record twice can be
    // two meetings.
    let says_enough = record.whens().any(|when| when.days().is_some()) || record.value(Role::Quote).is_some();
    if !says_enough {
        return;
    }
    let collection = context.collection.as_deref().unwrap_or_default();
    let [beginning, rest] = Rank::of(record).numbers();
    facts.note(collection, &[record.content_digest(), beginning, rest], &id);
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    for collection in facts.noted_kinds() {
        let mut notes = facts.notes(collection);
        notes.sort_unstable_by_key(|note| (note.numbers, note.place));
        for alike in notes.chunk_by(|one, other| one.numbers.first() == other.numbers.first()) {
            let Some((first, others)) = alike.split_first() else { continue };
            for Note { place, .. } in others {
                let label = match others.len() {
                    1 => message!("another record says the same"),
                    count => message!("{count} other records say the same", count),
                };
                findings
                    .at(*place, label)
                    .related(first.place, "one of them")
                    .help("keep one of them, and let references to the others point to it");
            }
        }
    }
}
