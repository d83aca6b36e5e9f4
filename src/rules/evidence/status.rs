//! `evidence/status`

use crate::knowledge::citations::citations;
use crate::knowledge::claims::{ClaimKind, kind, status};
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The record and its passage disagree on whether people met, or how.
    ///
    /// "A annulé sa rencontre", "postponed the visit", «من المرتقب أن يستقبل»: the source tells of a meeting that was
    /// called off, put off or announced, and the record counts it as held. "A eu un entretien téléphonique",
    /// «أجرى اتصالا هاتفيا»: the source tells of a call, and the record of a visit or a reception; or the other way
    /// round.
    ///
    /// It speaks only where every passage that the record cites says so plainly: of a meeting, and none says that
    /// anybody met; of a call, and none speaks of a visit.
    ///
    /// **Not an error:** a record that is planned, cancelled or a draft; a passage that tells of a meeting and of
    /// another that was called off; a second source that says that they met; a call that was before the visit, or
    /// after it; a letter that was received; a meeting of another kind, which may be by call.
    pub static RULE = {
        id: "evidence/status",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Status, Role::Kind]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let evidence = citations(record, context);
    let claims = status::judge(record, &evidence).into_iter().chain(kind::judge(record, &evidence));
    for claim in claims.filter(|claim| claim.judged.verdict.is_wrong()) {
        let finding = findings.at(&claim.value, claim.judged.why);
        finding.title = Some(match claim.kind {
            ClaimKind::MeetingKind => {
                "the record and the passage differ on whether people met or called".into()
            }
            _ => "the record says that a meeting was held, and the passage that it was not".into(),
        });
        finding.related.extend(claim.judged.words);
    }
}
