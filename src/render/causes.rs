//! What stands for what in a report for people: causes for their findings, places for others like them.
//!
//! The one place that decides it, for every format that brings findings together.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::report::{Cause, CauseId, Diagnostic, Report};

/// Causes that are shown in full.
const MOST_IN_FULL: usize = 50;
/// Places of a cause, behind its first, that are named.
const MOST_PLACES: usize = 2;

/// A cause with all its findings, in the order of the run.
#[derive(Debug, Clone)]
pub struct CauseWithFindings<'r> {
    pub cause: Cause<'r>,
    pub findings: Vec<&'r Diagnostic>,
}

/// The causes of a report, by how they are shown.
#[derive(Debug, Clone)]
pub struct ShownCauses<'r> {
    /// The heaviest: each by its first finding, whole.
    pub in_full: Vec<CauseWithFindings<'r>>,
    /// The next: a line each.
    pub in_a_line: Vec<CauseWithFindings<'r>>,
    /// Those that are beyond the bound.
    pub unshown: Vec<CauseWithFindings<'r>>,
    /// How many digits of their ids tell them apart.
    digits: usize,
}

/// The places of a cause that are not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MorePlaces {
    pub places: u64,
    /// In how many files they are.
    pub files: u64,
    /// Whether these are the files of the places that are shown, and no other.
    pub in_the_same: bool,
}

impl<'r> ShownCauses<'r> {
    /// The causes of a report, heaviest first; of no more than `most` anything is shown.
    pub fn of(report: &'r Report, most: Option<usize>) -> Self {
        let mut by_cause: FxHashMap<CauseId, Vec<&Diagnostic>> = FxHashMap::default();
        for found in report.diagnostics() {
            by_cause.entry(found.cause).or_default().push(found);
        }
        let causes = report.causes().into_iter().map(|cause| CauseWithFindings {
            findings: by_cause.remove(&cause.id).unwrap_or_default(),
            cause,
        });
        let mut in_full: Vec<_> = causes.collect();
        let unshown = in_full.split_off(in_full.len().min(most.unwrap_or(usize::MAX)));
        let in_a_line = in_full.split_off(in_full.len().min(MOST_IN_FULL));
        Self { in_full, in_a_line, unshown, digits: report.digits_of_causes() }
    }

    /// A cause's id, as much of it as tells it from the others.
    pub fn id(&self, cause: CauseId) -> String {
        let mut digits = cause.to_string();
        digits.truncate(self.digits);
        digits
    }
}

impl<'r> CauseWithFindings<'r> {
    /// The findings behind the first that are named.
    pub fn others(&self) -> impl Iterator<Item = &'r Diagnostic> + use<'_, 'r> {
        self.findings.iter().copied().skip(1).take(MOST_PLACES)
    }

    /// The others, counted; none where all are named.
    pub fn more(&self) -> Option<MorePlaces> {
        let files = |findings: &[&'r Diagnostic]| -> BTreeSet<&'r str> {
            findings.iter().map(|found| found.site.file.expose()).collect()
        };
        let (shown, unshown) = self.findings.split_at_checked(1 + MOST_PLACES)?;
        let (of_shown, of_unshown) = (files(shown), files(unshown));
        (!unshown.is_empty()).then(|| MorePlaces {
            places: unshown.len() as u64,
            files: of_unshown.len() as u64,
            in_the_same: of_shown == of_unshown,
        })
    }
}

/// All causes, heaviest first.
impl<'r> IntoIterator for ShownCauses<'r> {
    type Item = CauseWithFindings<'r>;
    type IntoIter = std::iter::Flatten<std::array::IntoIter<Vec<CauseWithFindings<'r>>, 3>>;

    fn into_iter(self) -> Self::IntoIter {
        [self.in_full, self.in_a_line, self.unshown].into_iter().flatten()
    }
}
