//! How a result stands: open, known before, or accepted. Of the last two GitHub takes no notice: it shows them as open.

use serde::Serialize;

use crate::report::shown::shown;
use crate::report::{Decision, Diagnostic, Report, StoodIn};

/// How a result stands.
#[derive(Debug, Clone, Copy)]
pub enum ResultStanding<'r> {
    /// Nobody accepts it, and it was not there before.
    Open,
    /// It stood before.
    Unchanged(StoodIn),
    /// A curator accepts it.
    Accepted(&'r Decision),
}

/// Somebody's word that a result needs no more looking at.
#[derive(Serialize)]
pub struct Suppression {
    kind: &'static str,
    status: &'static str,
    justification: String,
}

/// What was told of findings that are not open: those that stood before, then those that are accepted.
pub fn not_open(report: &Report) -> impl Iterator<Item = (&Diagnostic, ResultStanding<'_>)> {
    let unchanged = report
        .unchanged()
        .filter_map(|found| Some((found.diagnostic.as_deref()?, ResultStanding::Unchanged(found.stood_in))));
    let accepted = report
        .accepted()
        .filter_map(|found| Some((found.diagnostic.as_deref()?, ResultStanding::Accepted(&found.decision))));
    unchanged.chain(accepted)
}

impl ResultStanding<'_> {
    /// What it is against the run that it is compared with.
    pub fn against_the_past(self) -> Option<&'static str> {
        matches!(self, Self::Unchanged(_)).then_some("unchanged")
    }

    /// Who says, outside of the records, that it may stay. A revision says nothing.
    pub fn suppression(self) -> Option<[Suppression; 1]> {
        let justification = match self {
            Self::Open | Self::Unchanged(StoodIn::Revision) => return None,
            Self::Unchanged(StoodIn::Baseline) => "it stands in baseline.ndjson".to_owned(),
            Self::Accepted(decision) => shown(decision.grounds.why.expose()),
        };
        Some([Suppression { kind: "external", status: "accepted", justification }])
    }
}
