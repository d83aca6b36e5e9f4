//! `dataset/duplicate-id`

use crate::message;
use crate::record::{Context, Facts, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// Two records have one id.
    ///
    /// A record is known by its id: references point to it, corrections name it, comparisons of two versions
    /// of the dataset go by it. Where two records of a collection have the same, one of them cannot be reached.
    /// The rule looks across all files of the collection.
    ///
    /// An id is known by its text: to JSON `7` and `"7"` are two values, and here they are one id, for what refers
    /// to it may be written either way.
    ///
    /// If they are the same meeting, keep one record and put the evidence of both into it; if not, give
    /// one of them an id of its own.
    ///
    /// **Not an error:** the same id in two collections: a person and an organisation may share one.
    pub static RULE = {
        id: "dataset/duplicate-id",
        level: Level::Error,
        since: "0.1.0",
        check: Check::dataset(Needs::any_of(&[Role::RecordId]), observe, conclude),
    }
}

fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    if let Some(id) = record.id() {
        facts.observe(context.collection.as_deref().unwrap_or_default(), &id.text(), &id);
    }
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    for collection in facts.kinds() {
        for id in facts.uses_of_several(collection, 2) {
            let mut places = id.places();
            let Some(first) = places.next() else { continue };
            for place in places {
                let label = match id.count() - 1 {
                    1 => message!("another record has the id {id} as well", id: id.form),
                    count => message!("{count} other records have the id {id} as well", count, id: id.form),
                };
                findings.at(place, label).related(first, "the first record with this id").help(
                    "if they are one, keep one record and what both say; if not, give one an id of its own",
                );
            }
        }
    }
}
