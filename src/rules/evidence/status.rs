//! `evidence/status`

use crate::knowledge::citations::citations;
use crate::knowledge::claims::status;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The record says that a meeting was held, and the passage that it was not.
    ///
    /// "A annulé sa rencontre", "postponed the visit", «من المرتقب أن يستقبل»: the source tells of a meeting that was
    /// called off, put off or announced, and the record counts it as held.
    ///
    /// It speaks only where every passage that the record cites says so, of a meeting, and none says that anybody met.
    ///
    /// **Not an error:** a record that is planned, cancelled or a draft; a passage that tells of a meeting and of
    /// another that was called off; a second source that says that they met.
    pub static RULE = {
        id: "evidence/status",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::all_of(&[Role::Quote, Role::Status]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let evidence = citations(record, context);
    let Some(claim) = status::judge(record, &evidence).filter(|claim| claim.judged.verdict.is_wrong()) else {
        return;
    };
    let finding = findings.at(&claim.value, claim.judged.why);
    finding.related.extend(claim.judged.words);
}
