//! `evidence/in-another-source`

use crate::knowledge::citations::citations;
use crate::knowledge::claims::only_in_another_source;
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
    /// source says, which is `evidence/unsupported`; sources in another script.
    pub static RULE = {
        id: "evidence/in-another-source",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::all_of(&[Role::Quote, Role::Office]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let evidence = citations(record, context);
    for participant in record.participants() {
        let Some((office, judged)) = only_in_another_source(&participant, &evidence, context) else {
            continue;
        };
        findings.at(&office, judged.why).related.extend(judged.words);
    }
}
