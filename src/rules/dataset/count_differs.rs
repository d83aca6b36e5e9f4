//! `dataset/count-differs`

use rustc_hash::FxHashSet;

use crate::message;
use crate::record::{Context, Facts, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, RecordRef, Role};

rule! {
    /// A stated total is not the number of records.
    ///
    /// A source says how many meetings it lists, and the registry keeps that number; the records that cite
    /// the source are more or fewer. A record was forgotten, or one meeting was taken in twice.
    ///
    /// It is asked only where all files of the project are checked.
    ///
    /// **Not an error:** a source that no record cites yet; a source without a stated total.
    pub static RULE = {
        id: "dataset/count-differs",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::dataset(Needs::any_of(&[Role::Reference]), observe, conclude),
    }
}

fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    for reference in record.values(Role::Reference) {
        let Some(to) = reference.to() else { continue };
        let entry = context.registries.entry(to, &reference.text());
        if entry.is_some_and(|entry| entry.value(Role::StatedCount).is_some()) {
            facts.observe(to, &reference.text(), record);
        }
    }
}

fn conclude(facts: &Facts, context: &Context, findings: &mut Findings<'_>) {
    if !context.is_whole {
        return;
    }
    for collection in facts.kinds() {
        for cited in facts.uses(collection) {
            let Some(entry) = context.registries.entry(collection, cited.form) else { continue };
            let Some(stated) = entry.value(Role::StatedCount) else { continue };
            let records: FxHashSet<RecordRef> = cited.places().map(|place| place.record()).collect();
            if stated.text.parse() != Ok(records.len()) {
                let label = match records.len() {
                    1 => {
                        message!("says {stated}, but 1 record cites {source}", stated: stated.text.as_str(), source: cited.form)
                    }
                    count => message!(
                        "says {stated}, but {count} records cite {source}",
                        stated: stated.text.as_str(),
                        count,
                        source: cited.form
                    ),
                };
                findings.at(stated.place, label);
            }
        }
    }
}
