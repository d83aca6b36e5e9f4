//! What a run says: diagnostics, faults, what was not checked, and counts.
//!
//! Everything here is located and ready to print: no format reads a record again, and no format
//! counts a byte. The JSON form of it is a contract, `schemas/report.schema.json`.

use std::collections::BTreeMap;
use std::sync::Arc;

pub use cause::{Cause, CauseId};
pub use cause_name::CauseNameError;
pub use decision::{
    AcceptedFinding, Decision, DecisionGrounds, DecisionStanding, DecisionSubject, JudgedDecision, Settles,
};
pub use fingerprint::{Fingerprint, NotAnId, ValueDigest};
pub use original::Original;
pub(crate) use serialize::FirstFindings;
pub use shown::ShownExcerpt;
pub use unchanged::{JudgedBaseline, StoodIn, UnchangedFinding};

use crate::report::identity::KnownBy;
use crate::rule::{RuleId, RuleRef};
use crate::words::{Level, Message, Pointer, Safety, Span, Untrusted};

mod alike;
mod cause;
mod cause_name;
mod decision;
pub(crate) mod diagnose;
pub(crate) mod excerpt;
mod fingerprint;
mod fix;
pub(crate) mod identity;
pub(crate) mod locate;
mod narrow;
mod original;
mod serialize;
pub(crate) mod shown;
mod spaces;
mod unchanged;

/// What a run says, in an order that depends on the input alone.
///
/// It is [collected](FromIterator) from its diagnostics, whose order is kept and which are counted; what else it says
/// is put beside them. Serialised it is as `schemas/report.schema.json` says, a diagnostic at a time.
///
/// ```
/// use tadqiq::{Level, Options, Report, Subject};
///
/// let record = Subject::record(r#"{"id": "r1", "status": "held", "kind": "visit", "knid": 1}"#);
/// let report = tadqiq::check(&record, &Options::default())?;
/// let errors: Report = report.diagnostics().filter(|found| found.level == Level::Error).cloned().collect();
/// assert_eq!(errors.counts.by_level[&Level::Error], errors.diagnostics().len() as u64);
/// # Ok::<(), tadqiq::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// Shared: who keeps what a run said hands the same out again.
    diagnostics: Vec<Arc<Diagnostic>>,
    /// Those of findings that are beyond a bound.
    unshown: Box<[Fingerprint]>,
    accepted: Box<[AcceptedFinding]>,
    decisions: Box<[JudgedDecision]>,
    unchanged: Box<[UnchangedFinding]>,
    baselines: Box<[JudgedBaseline]>,
    /// What could not be judged: about us, not about the data.
    pub faults: Vec<Fault>,
    /// What was not checked, and why.
    pub skipped: Vec<Skipped>,
    /// What was taken for granted because nobody said it, a sentence each: which schema judged.
    pub assumed: Vec<Message>,
    /// How much was seen.
    pub counts: Counts,
    /// What was mended before this was found, in the order in which it was.
    pub mended: Vec<MendedFinding>,
    /// The lowest level that fails the run, if a config says: the strictest of those that do.
    pub fail_on: Option<Level>,
}

/// A finding with its places located: ready to print.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleRef,
    /// Its level in this run.
    pub level: Level,
    /// The defect as a sentence without its values: "the date has days and a year, but no month".
    pub title: Message,
    /// What was found, beside the value: "days 13 and 14, year 2022, no month".
    pub label: Message,
    /// Where.
    pub site: Site,
    /// Other places that belong to it, nearest first.
    pub related: Vec<Related>,
    /// What else is known, a sentence each.
    pub notes: Vec<Message>,
    /// Ways out that no edit can make, a sentence each, best first.
    pub help: Vec<Message>,
    /// Ways out as edits, best first.
    pub fixes: Vec<LocatedFix>,
    /// What it is known by from run to run.
    pub fingerprint: Fingerprint,
    /// What settles it.
    pub cause: CauseId,
    /// What a decision on it keeps beside its fingerprint.
    pub(crate) known_by: KnownBy,
}

/// A place, located and excerpted.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Site {
    /// The file's path as it was given.
    pub file: Untrusted,
    /// The record; none where the file could not be cut into records.
    pub record: Option<RecordName>,
    /// The value inside the record; the empty pointer for the whole record.
    pub pointer: Pointer,
    /// The same place in the file.
    pub span: Span,
    /// What a person is shown of it.
    pub excerpt: Excerpt,
}

/// What a record is called.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct RecordName {
    /// Its `record-id`, if it has one.
    pub id: Option<Untrusted>,
    /// Its position among the records of its file, from 0.
    pub index: u64,
    /// The line it starts on, from 1.
    pub line: u64,
}

/// A record, as much of it as a finding needs: one member a line, ancestors kept, others elided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The lines, outermost ancestor first.
    pub lines: Vec<ExcerptLine>,
}

/// A line of an excerpt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExcerptLine {
    /// How deep it lies below the first line.
    pub indent: usize,
    /// The line, run by run.
    pub runs: Vec<Run>,
}

/// A run of an excerpt's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its text: JSON as the record writes it, cut where it is long.
    pub text: Untrusted,
    /// What it is.
    pub kind: RunKind,
    /// Whether the label points at it. Only whole keys and values are underlined.
    pub underlined: Underlined,
}

/// What a run of an excerpt is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RunKind {
    /// Brackets, colons, quotation marks, `…` for what is left out.
    Syntax,
    /// A key.
    Key,
    /// A value, or a part of one.
    Value,
    /// The very characters that are meant; shown between `⟦` and `⟧`.
    Marked,
}

/// Whether a run is underlined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Underlined {
    /// The label points at it.
    Yes,
    /// It stands there to say where.
    No,
}

/// Another place of a diagnostic.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Related {
    /// Where.
    pub site: Site,
    /// What it has to do with the finding.
    pub label: Message,
}

/// A way out, as edits of files.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct LocatedFix {
    /// What it does: "use the canonical spelling".
    pub title: Message,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// The edits. They are made together or not at all.
    pub edits: Vec<LocatedEdit>,
    /// The lines it changes, before and after.
    pub preview: Vec<PreviewLine>,
}

/// A finding whose fix was made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct MendedFinding {
    /// The rule that found it.
    pub rule: RuleRef,
    /// What was done: "use the canonical spelling".
    pub title: Message,
    /// Whether the fix might be made unseen.
    pub safety: Safety,
    /// The file's path as it was given.
    pub file: Untrusted,
    /// The record; none where the file could not be cut into records.
    pub record: Option<RecordName>,
    /// The value that was at fault.
    pub pointer: Pointer,
    /// What the finding was known by.
    pub fingerprint: Fingerprint,
    /// What settled it.
    pub cause: CauseId,
}

impl MendedFinding {
    /// What is left of a finding and the fix that was made of it.
    pub(crate) fn of(found: &Diagnostic, fix: &LocatedFix) -> Self {
        Self {
            rule: found.rule.clone(),
            title: fix.title.clone(),
            safety: fix.safety,
            file: found.site.file.clone(),
            record: found.site.record.clone(),
            pointer: found.site.pointer.clone(),
            fingerprint: found.fingerprint,
            cause: found.cause,
        }
    }
}

/// Bytes of a file to put others in the place of.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct LocatedEdit {
    /// The file's path as it was given.
    pub file: Untrusted,
    /// The record; none where the file could not be cut into records.
    pub record: Option<RecordName>,
    /// The value that is changed.
    pub pointer: Pointer,
    /// What goes, in the file.
    pub span: Span,
    /// What comes, as the file's notation writes it.
    pub text: String,
    /// What it was made for: it must still stand there when the edit is written.
    pub original: Arc<Original>,
}

/// A line of a fix's preview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreviewLine {
    /// Before or after.
    pub side: PreviewSide,
    /// The line.
    pub line: ExcerptLine,
}

/// Which side of a change a preview's line shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewSide {
    /// As it stands.
    Before,
    /// As it would stand.
    After,
}

/// What could not be judged: about us, not about the data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fault {
    /// What happened.
    pub message: Message,
    /// The file it happened to, if it was one.
    pub file: Option<Untrusted>,
    /// The way out.
    pub help: Option<Message>,
}

/// What was not checked, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Skipped {
    /// A file, a rule, a part of a file.
    pub what: Message,
    /// Why.
    pub why: Message,
    /// How many rules it is that could not apply; none where it is a file or a part of one.
    pub rules: Option<u64>,
}

/// How much a run saw.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Files opened.
    pub files: u64,
    /// Records seen, the broken ones included.
    pub records: u64,
    /// Records that were judged: they could be read.
    pub judged: u64,
    /// Findings by rule, those too that are beyond a bound and have no diagnostic.
    pub by_rule: BTreeMap<RuleId, u64>,
    /// Findings by level, as by rule.
    pub by_level: BTreeMap<Level, u64>,
    /// Findings that a decision accepts. They count nowhere else.
    pub accepted: u64,
    /// Those of them that are accepted by their cause.
    pub accepted_by_cause: u64,
    /// Findings that the baseline has. They count nowhere else, as those of the revision.
    pub in_baseline: u64,
    /// Findings that the revision has that the run is held against.
    pub in_revision: u64,
}

impl Skipped {
    /// A file, or a part of one.
    pub(crate) fn new(what: impl Into<Message>, why: impl Into<Message>) -> Self {
        Self { what: what.into(), why: why.into(), rules: None }
    }
}

impl Report {
    /// The findings, located; by file, record, position and rule.
    pub fn diagnostics(
        &self,
    ) -> impl ExactSizeIterator<Item = &Diagnostic> + DoubleEndedIterator + Clone + use<'_> {
        self.diagnostics.iter().map(Arc::as_ref)
    }

    /// The finding at a position among them.
    pub(crate) fn diagnostic(&self, position: usize) -> Option<&Diagnostic> {
        self.diagnostics.get(position).map(Arc::as_ref)
    }

    /// What settles the findings, heaviest first: by level, then by how many findings each has.
    pub fn causes(&self) -> Vec<Cause<'_>> {
        cause::causes(self.diagnostics())
    }

    /// What all findings are known by, those too that are beyond a bound and so have no diagnostic. Baselines and
    /// comparisons see them all. Those that are [accepted](Self::accepted) are not among them.
    pub fn fingerprints(&self) -> impl Iterator<Item = Fingerprint> + use<'_> {
        self.diagnostics().map(|found| found.fingerprint).chain(self.unshown.iter().copied())
    }

    /// Says what the findings are known by that are beyond a bound.
    pub(crate) fn leave_unshown(&mut self, fingerprints: impl IntoIterator<Item = Fingerprint>) {
        self.unshown = fingerprints.into_iter().collect();
    }

    /// The findings that a decision accepts, in the order of the run: they have no diagnostic.
    ///
    /// ```
    /// use tadqiq::{Options, Project, Subject};
    ///
    /// let folder = tempfile::tempdir()?;
    /// let record = r#"{"id": "r1", "kind": "visit", "status": "held", "participants": [{"name": "A. Person"}], "knid": 1}"#;
    /// std::fs::write(folder.path().join("day.json"), record)?;
    /// let options = Options { root: folder.path().to_owned(), ..Options::default() };
    /// let subject = Subject::paths([folder.path()]);
    /// let report = tadqiq::check(&subject, &options)?;
    /// let found = report.diagnostics().next().unwrap();
    ///
    /// let line = format!(r#"{{"rule": "{}", "fingerprint": "{}", "why": "an old key"}}"#, found.rule.id(), found.fingerprint);
    /// std::fs::write(folder.path().join("decisions.ndjson"), line)?;
    /// let report = tadqiq::check(&subject, &options)?;
    /// assert_eq!((report.diagnostics().len(), report.counts.accepted), (0, 1));
    /// let accepted = report.accepted().next().unwrap();
    /// assert_eq!(accepted.decision.grounds.why.expose(), "an old key");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn accepted(&self) -> impl ExactSizeIterator<Item = &AcceptedFinding> + Clone + use<'_> {
        self.accepted.iter()
    }

    /// The decisions of the run by file and line, each with what came of it.
    pub fn decisions(&self) -> impl ExactSizeIterator<Item = &JudgedDecision> + Clone + use<'_> {
        self.decisions.iter()
    }

    /// Says which findings are accepted, and what came of all decisions.
    pub(crate) fn accept(&mut self, accepted: Vec<AcceptedFinding>, decisions: Vec<JudgedDecision>) {
        let is_by_cause = |found: &&AcceptedFinding| matches!(found.decision.settles, Settles::Cause { .. });
        self.counts.accepted = accepted.len() as u64;
        self.counts.accepted_by_cause = accepted.iter().filter(is_by_cause).count() as u64;
        self.accepted = accepted.into();
        self.decisions = decisions.into();
    }

    /// The findings that stood before, in a baseline or in the revision that the run is held against, in the order of
    /// the run.
    pub fn unchanged(&self) -> impl ExactSizeIterator<Item = &UnchangedFinding> + Clone + use<'_> {
        self.unchanged.iter()
    }

    /// The baselines of the run, each with what came of it.
    pub fn baselines(&self) -> impl ExactSizeIterator<Item = &JudgedBaseline> + Clone + use<'_> {
        self.baselines.iter()
    }

    /// The diagnostics of those of them that were located.
    pub(crate) fn unchanged_diagnostics(&self) -> impl Iterator<Item = &Diagnostic> + Clone + use<'_> {
        self.unchanged.iter().filter_map(|found| found.diagnostic.as_deref())
    }

    /// Says which findings stood before, and what came of the baselines.
    pub(crate) fn leave_unchanged(
        &mut self,
        unchanged: Vec<UnchangedFinding>,
        baselines: Vec<JudgedBaseline>,
    ) {
        let count = |place| unchanged.iter().filter(|found| found.stood_in == place).count() as u64;
        self.counts.in_baseline = count(StoodIn::Baseline);
        self.counts.in_revision = count(StoodIn::Revision);
        self.unchanged = unchanged.into();
        self.baselines = baselines.into();
    }

    /// The report with some of its findings only, which are counted anew; those beyond a bound are not among them. All
    /// else that it says stays.
    pub(crate) fn keeping(&self, is_kept: impl Fn(&Diagnostic) -> bool) -> Self {
        let kept: Self = self.diagnostics.iter().filter(|found| is_kept(found)).cloned().collect();
        let Counts { by_rule, by_level, .. } = kept.counts;
        Self {
            diagnostics: kept.diagnostics,
            unshown: Box::default(),
            counts: Counts { by_rule, by_level, ..self.counts.clone() },
            accepted: self.accepted.clone(),
            decisions: self.decisions.clone(),
            unchanged: self.unchanged.clone(),
            baselines: self.baselines.clone(),
            faults: self.faults.clone(),
            skipped: self.skipped.clone(),
            assumed: self.assumed.clone(),
            mended: self.mended.clone(),
            fail_on: self.fail_on,
        }
    }

    /// The heaviest level among the findings, those too that are beyond a bound and are only counted.
    pub fn worst(&self) -> Option<Level> {
        let counted = self.counts.by_level.iter().filter(|(_, count)| **count > 0).map(|(level, _)| *level);
        self.diagnostics().map(|found| found.level).chain(counted).max()
    }
}

/// A report of these findings, in their order. They are counted.
impl FromIterator<Arc<Diagnostic>> for Report {
    fn from_iter<I: IntoIterator<Item = Arc<Diagnostic>>>(found: I) -> Self {
        let diagnostics: Vec<Arc<Diagnostic>> = found.into_iter().collect();
        let mut counts = Counts::default();
        for found in &diagnostics {
            *counts.by_rule.entry(RuleId::from(&found.rule)).or_default() += 1;
            *counts.by_level.entry(found.level).or_default() += 1;
        }
        Self { diagnostics, counts, ..Self::default() }
    }
}

/// A report of these findings, in their order. They are counted.
impl FromIterator<Diagnostic> for Report {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(found: I) -> Self {
        found.into_iter().map(Arc::new).collect()
    }
}
