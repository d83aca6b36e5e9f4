//! `evidence/missing`

use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// A record names no source.
    ///
    /// The project keeps a registry of its sources, and this record cites none of them: nobody can look up
    /// where it comes from.
    ///
    /// **Not an error:** a draft, which may still lack its source; a project that registers no sources.
    pub static RULE = {
        id: "evidence/missing",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Evidence]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let registered = context.texts.all().next().is_some();
    if !registered || record.status().as_deref() == Some("draft") {
        return;
    }
    let mut evidence = record.groups(Role::Evidence);
    if !evidence.any(|group| group.value(Role::Reference).is_some_and(|source| !source.text().is_empty())) {
        // Where the source is due: in the evidence, else in the record as a whole.
        let due = record.groups(Role::Evidence).next().map_or(record.place(), |group| group.place());
        findings.at(due, "no source is cited");
    }
}
