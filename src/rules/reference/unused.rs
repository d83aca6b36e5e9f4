//! `reference/unused`

use rustc_hash::FxHashSet;

use crate::knowledge::references::{entries_named, without_reference};
use crate::message;
use crate::record::{Context, Facts, Record};
use crate::rule::{Check, Findings};
use crate::words::{Level, Role};

crate::rule! {
    /// Nobody refers to an entry of a registry.
    ///
    /// An entry without a record may be left over from a record that was taken out, or the record that
    /// should refer to it names it without a reference.
    ///
    /// It is asked only where all files of the project are checked: what a part of them does not use, the
    /// rest may.
    ///
    /// **Not an error:** an entry that a record names without referring to it; an entry that only another registry refers to, such as the organisation of a term
    /// of office.
    pub static RULE = {
        id: "reference/unused",
        level: Level::Info,
        since: "0.1.0",
        needs: [Role::Reference],
        check: Check::Dataset { observe, conclude },
    }
}

fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    for reference in record.values(Role::Reference) {
        let Some(to) = reference.to() else { continue };
        if context.registries.registry(to).is_some() {
            facts.mention(to, &reference.text());
        }
    }
    for name in without_reference(record, context) {
        for (collection, entry) in entries_named(name.role(), &name.text(), context) {
            facts.mention(collection, &entry.id);
        }
    }
}

fn conclude(facts: &Facts, context: &Context, findings: &mut Findings<'_>) {
    if !context.is_whole {
        return;
    }
    for (collection, registry) in context.registries.all() {
        let used: FxHashSet<&str> = facts.mentioned(collection).into_iter().collect();
        for entry in registry.entries() {
            if !used.contains(entry.id.as_str()) {
                findings.at(entry.place, message!("no record refers to {id}", id: entry.id.as_str()));
            }
        }
    }
}
