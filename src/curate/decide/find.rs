//! What is meant by the first digits of an id.

use std::collections::BTreeMap;

use super::{DecideError, DecisionScope, WrittenDecision};
use crate::report::{FoundById, IdNameError, Ids, Report};

/// The finding of a run whose fingerprint begins so, or the first of the cause that does. Who gave the id of a cause for
/// that of a finding, or the other way round, is told so.
///
/// # Errors
///
/// [`IdNameError`]; [`DecideError::NotAllJudged`] where what is meant may be among what could not be judged.
pub(super) fn found<'r>(
    word: &str,
    scope: DecisionScope,
    report: &'r Report,
) -> Result<FoundById<'r>, DecideError> {
    let (found, other, way_out) = match scope {
        DecisionScope::Finding => (
            report.finding_named(word),
            report.first_of_cause_named(word),
            "it is a cause's id: give it as --cause",
        ),
        DecisionScope::Cause => (
            report.first_of_cause_named(word),
            report.finding_named(word),
            "it is a finding's fingerprint: give it without --cause",
        ),
    };
    found.map_err(|error| match (error, report.faults.first()) {
        (IdNameError::Unknown { word, what, .. }, _) if other.is_ok() => {
            IdNameError::Unknown { word, what, nearest: None, help: way_out }.into()
        }
        (IdNameError::Unknown { word, what, .. }, Some(fault)) => {
            DecideError::not_all_judged(word, what, fault)
        }
        (error, _) => error.into(),
    })
}

/// The decisions on the fingerprint or the cause that begins so, one for each config that has one.
pub(super) fn decisions<'k>(
    word: &str,
    known: &'k [WrittenDecision],
) -> Result<Vec<&'k WrittenDecision>, IdNameError> {
    let mut ids: BTreeMap<String, Vec<&WrittenDecision>> = BTreeMap::new();
    for one in known {
        ids.entry(one.decision.id()).or_default().push(one);
    }
    Ids {
        ids: &ids,
        id: "the id of a decision: the first digits of its fingerprint or cause, six at least",
        nothing: "no decision",
        help: "tadqiq decisions lists them",
    }
    .of(word, &|id, same| {
        let rule = same.first().map(|one| format!("  {}", one.decision.rule));
        format!("{id}{}", rule.unwrap_or_default())
    })
}
