//! What there is to ask about one report.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::names::AnswerNames;
use crate::curate::decide::acceptable;
use crate::report::{CauseId, Diagnostic, Fingerprint, Report};
use crate::rule::RuleId;

/// What there is to ask about one report: causes with something to mend, the heaviest first, then those with something
/// that can only be decided.
#[derive(Debug, Default)]
pub struct Pass {
    pub report: Report,
    pub names: AnswerNames,
    asked: Vec<AskedCause>,
    /// How many of them have something to mend.
    mendable: usize,
    /// Which of them is asked about.
    at: usize,
    /// Which was when it was written last.
    written_at: usize,
    /// All findings of each cause.
    by_cause: BTreeMap<CauseId, Places>,
}

/// A cause that is asked about.
#[derive(Debug)]
struct AskedCause {
    id: CauseId,
    findings: u64,
    records: u64,
    places: Places,
}

/// Findings by their position, and how many of the first are settled.
#[derive(Debug, Default)]
struct Places {
    all: Vec<usize>,
    settled: usize,
}

/// What need not be asked again.
#[derive(Debug, Default)]
pub struct Settled {
    /// Places that were answered, each with the fix to be made.
    pub places: BTreeMap<Fingerprint, Option<usize>>,
    /// Causes of which all places are to be mended.
    pub causes: BTreeSet<CauseId>,
    /// Findings that are accepted.
    pub accepted: BTreeSet<Fingerprint>,
    /// Rules that nobody wants to be asked about.
    pub rules: BTreeSet<RuleId>,
}

/// What is asked.
#[derive(Debug)]
pub struct MendQuestion<'s> {
    /// The cause.
    pub cause: CauseId,
    /// How many findings it has.
    pub findings: u64,
    /// In how many records they are.
    pub records: u64,
    /// Which of the causes it is, from 1, and of how many.
    pub number: (usize, usize),
    /// The finding.
    pub found: &'s Arc<Diagnostic>,
    /// Which of the cause's places it is, from 1, and of how many.
    pub place: (usize, usize),
}

impl Pass {
    /// Begins with a report: of these causes, or of all where there are none. Says which findings are to be mended by
    /// which fix without a question: what was answered before for all places of a cause, or could not be made together
    /// with another fix.
    pub fn begin(report: Report, causes: &[CauseId], settled: &mut Settled) -> (Self, Vec<(usize, usize)>) {
        let is_asked = |id: &CauseId| causes.is_empty() || causes.contains(id);
        let all = report.causes().into_iter().filter(|cause| is_asked(&cause.id));
        let mut asked: Vec<AskedCause> =
            all.map(|cause| AskedCause::new(cause.id, cause.findings, cause.records)).collect();
        let mut undecided: Vec<AskedCause> =
            asked.iter().map(|cause| AskedCause::new(cause.id, cause.findings, cause.records)).collect();
        let numbers: BTreeMap<CauseId, usize> = asked.iter().map(|cause| cause.id).zip(0..).collect();
        let mut by_cause: BTreeMap<CauseId, Places> = BTreeMap::new();
        let mut chosen = Vec::new();
        for (position, found) in report.diagnostics().enumerate() {
            by_cause.entry(found.cause).or_default().all.push(position);
            let Some(number) = numbers.get(&found.cause) else { continue };
            match settled.places.get(&found.fingerprint) {
                Some(way) => {
                    chosen.extend(way.filter(|way| *way < found.fixes.len()).map(|way| (position, way)))
                }
                None if settled.causes.contains(&found.cause) && !found.fixes.is_empty() => {
                    settled.places.insert(found.fingerprint, Some(0));
                    chosen.push((position, 0));
                }
                None if !settled.is_open(found) => {}
                None if !found.fixes.is_empty() => asked[*number].places.all.push(position),
                // Nothing would be an answer but to leave it.
                None if acceptable(found).is_err() => {}
                None => undecided[*number].places.all.push(position),
            }
        }
        asked.retain(AskedCause::has_places);
        let mendable = asked.len();
        asked.extend(undecided.into_iter().filter(AskedCause::has_places));
        let names = AnswerNames::of(&report);
        (Self { report, names, asked, mendable, by_cause, ..Self::default() }, chosen)
    }

    /// What is to be asked now; none where nothing is left.
    pub fn question(&self) -> Option<(usize, MendQuestion<'_>)> {
        let AskedCause { id, findings, records, places } = self.asked.get(self.at)?;
        let position = places.all.get(places.settled).copied()?;
        let question = MendQuestion {
            cause: *id,
            findings: *findings,
            records: *records,
            number: (self.at + 1, self.asked.len()),
            found: self.report.diagnostic(position)?,
            place: (places.settled + 1, places.all.len()),
        };
        Some((position, question))
    }

    /// Goes on to what is not settled.
    pub fn go_on(&mut self, settled: &Settled) {
        while let Some(cause) = self.asked.get_mut(self.at)
            && cause.places.next_open(&self.report, settled).is_none()
        {
            self.at += 1;
        }
    }

    /// Whether nothing is left to mend.
    pub fn is_through(&self) -> bool {
        self.at >= self.mendable
    }

    /// Whether a cause was done with since this was asked last.
    pub fn take_done(&mut self) -> bool {
        std::mem::replace(&mut self.written_at, self.at) != self.at
    }

    /// The findings of a cause, by their position.
    pub fn places_of(&self, cause: CauseId) -> impl Iterator<Item = usize> {
        self.by_cause.get(&cause).into_iter().flat_map(|places| places.all.iter().copied())
    }

    /// The finding of a cause that is to be answered next; its first where all are settled.
    pub fn next_of(&mut self, cause: CauseId, settled: &Settled) -> Option<usize> {
        let places = self.by_cause.get_mut(&cause)?;
        places.next_open(&self.report, settled).or_else(|| places.all.first().copied())
    }
}

impl AskedCause {
    fn new(id: CauseId, findings: u64, records: u64) -> Self {
        Self { id, findings, records, places: Places::default() }
    }

    fn has_places(&self) -> bool {
        !self.places.all.is_empty()
    }
}

impl Places {
    /// The first that is not settled. What is settled stays so, and is not looked at again.
    fn next_open(&mut self, report: &Report, settled: &Settled) -> Option<usize> {
        let is_open =
            |position: usize| report.diagnostic(position).is_some_and(|found| settled.is_open(found));
        while let Some(position) = self.all.get(self.settled).copied() {
            if is_open(position) {
                return Some(position);
            }
            self.settled += 1;
        }
        None
    }
}

impl Settled {
    /// Whether nothing was answered yet that settles a finding.
    pub fn is_open(&self, found: &Diagnostic) -> bool {
        !self.places.contains_key(&found.fingerprint)
            && !self.accepted.contains(&found.fingerprint)
            && !self.rules.contains(&RuleId::from(&found.rule))
    }
}
