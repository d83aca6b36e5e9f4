//! `evidence/in-another-source`

use crate::knowledge::claims::in_another_source;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The source that is quoted lacks an office, and another one that the record cites has it.
    ///
    /// The record quotes one article and cites a second, from which a participant's office was taken. Whoever
    /// reads the quoted one does not find it there: quote the passage of the other as well.
    ///
    /// **Not an error:** an office that a quoted source says, be it in part or in other places; one that no cited
    /// source says, which is `evidence/unsupported`; one that the registry gives the person; sources in another script.
    pub static RULE = {
        id: "evidence/in-another-source",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::all_of(&[Role::Quote, Role::Office]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for claim in in_another_source(record, context) {
        findings.at(&claim.value, claim.judged.why).related.extend(claim.judged.words);
    }
}
