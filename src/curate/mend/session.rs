//! Findings mended cause by cause, as somebody answers.
//!
//! A pass asks about the findings of one report. What is answered is written when a cause is done with, and all that
//! is written later in the pass goes by where the earlier fixes moved it; only then is everything checked again, and
//! what is new is asked in the next pass. What can only be decided is asked last, when nothing is left to mend: until
//! then a fix may change it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use self::names::{AnswerNames, NamedPart};
use super::answer::{Answer, Reply};
use super::refusal::Refusal;
use super::{MOST_ROUNDS, reads_stdin};
use crate::curate::decide::{DecisionScope, NewDecision};
use crate::edit::{
    ChangedFile, Changes, Digest, EditError, Plan, copy_changed, open, plan_with, write_changed,
};
use crate::project::{Options, Project, Subject};
use crate::report::{Cause, CauseId, Diagnostic, Fingerprint, MendedFinding, Report};
use crate::rule::RuleId;
use crate::rules::decision;
use crate::words::Untrusted;

mod deciding;
mod names;

/// A project whose findings are gone through.
#[derive(Debug)]
pub struct Session {
    project: Project,
    subject: Subject,
    /// The causes that are asked about; empty: all.
    causes: Vec<CauseId>,
    pass: Pass,
    settled: Settled,
    /// What was mended in the passes before.
    mended: Vec<MendedFinding>,
    /// Who decides.
    by: Option<Untrusted>,
    /// What was accepted.
    decided: Vec<NewDecision>,
}

/// What is asked about one report.
#[derive(Debug, Default)]
struct Pass {
    report: Report,
    names: AnswerNames,
    /// Causes with something to mend, the heaviest first, then those with something that can only be decided; each
    /// with its findings, by their position.
    open: Vec<(CauseId, Vec<usize>)>,
    /// How many of them have something to mend.
    mendable: usize,
    /// Which of them is asked about.
    at: usize,
    /// The fixes that are to be made, in the order of the answers: a finding, and which of its fixes.
    chosen: Vec<(usize, usize)>,
    /// How many of them are written.
    written: usize,
    /// The files that were written, as they were and as they are.
    files: BTreeMap<PathBuf, WrittenFile>,
    /// The files of decisions that were written.
    decisions: BTreeSet<PathBuf>,
    mended: Vec<MendedFinding>,
}

/// A file that was written in a pass.
#[derive(Debug)]
struct WrittenFile {
    /// What changed since it was judged.
    changes: Changes,
    /// The digest of it by now.
    digest: Digest,
}

/// What need not be asked again.
#[derive(Debug, Default)]
struct Settled {
    /// Places that were answered, each with the fix to be made.
    places: BTreeMap<Fingerprint, Option<usize>>,
    /// Causes of which all places are to be mended.
    causes: BTreeSet<CauseId>,
    /// Findings that are accepted.
    accepted: BTreeSet<Fingerprint>,
    /// Rules that nobody wants to be asked about.
    rules: BTreeSet<RuleId>,
}

/// What an answer is about.
#[derive(Debug, Clone, Copy)]
struct AnswerTarget {
    cause: CauseId,
    /// The place that is to be answered next, or that is named.
    place: Option<usize>,
    /// Whether it is about the one finding.
    scope: DecisionScope,
}

/// What is asked.
#[derive(Debug)]
pub struct MendQuestion<'s> {
    /// The cause.
    pub cause: Cause<'s>,
    /// Which of the causes it is, from 1, and of how many.
    pub number: (usize, usize),
    /// The finding.
    pub found: &'s Diagnostic,
    /// Which of the cause's places it is, from 1, and of how many.
    pub place: (usize, usize),
}

impl Session {
    /// Checks, and finds what there is to ask: of the causes of these names, or of all where there are none.
    ///
    /// # Errors
    ///
    /// What keeps a run from starting; a standard input that is to be mended, which the answers come from.
    pub fn open(subject: Subject, options: &Options, causes: &[String]) -> Result<Self, Refusal> {
        if reads_stdin(&subject) {
            return Err(Refusal::StdinIsTaken);
        }
        let mut project = Project::open(options.clone())?;
        let report = project.check(&subject)?;
        let mut session = Self {
            project,
            subject,
            causes: Vec::new(),
            pass: Pass { names: AnswerNames::of(&report), report, ..Pass::default() },
            settled: Settled::default(),
            mended: Vec::new(),
            by: None,
            decided: Vec::new(),
        };
        let asked = causes.iter().map(|name| session.named(name).map(|target| target.cause));
        session.causes = asked.collect::<Result<_, Refusal>>()?;
        let report = std::mem::take(&mut session.pass.report);
        session.begin(report);
        Ok(session)
    }

    /// What is to be asked now; none where nothing is left.
    pub fn question(&self) -> Option<MendQuestion<'_>> {
        let (id, places) = self.pass.open.get(self.pass.at)?;
        let open = places.iter().position(|place| self.is_open(*place))?;
        Some(MendQuestion {
            cause: self.pass.report.causes().into_iter().find(|cause| cause.id == *id)?,
            number: (self.pass.at + 1, self.pass.open.len()),
            found: self.found(*places.get(open)?)?,
            place: (open + 1, places.len()),
        })
    }

    /// Takes an answer. What belongs to a cause is written when it is done with.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] of an answer that names nothing, or asks for a fix that is not there: nothing is taken of it;
    /// and what kept files from being written.
    pub fn answer(&mut self, answer: &Answer) -> Result<(), Refusal> {
        let target = match &answer.about {
            None => match self.question() {
                Some(question) => AnswerTarget {
                    cause: question.cause.id,
                    place: self.position(question.found),
                    scope: DecisionScope::Cause,
                },
                None => return Ok(()),
            },
            Some(name) => self.named(name)?,
        };
        self.take(target, &answer.reply)?;
        while self.pass.open.get(self.pass.at).is_some() && self.question().is_none() {
            self.pass.at += 1;
            self.write()?;
        }
        if self.pass.at >= self.pass.mendable {
            self.check_again()?;
        }
        Ok(())
    }

    /// Whether an answer can be taken as things stand.
    ///
    /// # Errors
    ///
    /// As for [`answer`](Self::answer).
    pub fn consider(&mut self, answer: &Answer) -> Result<(), Refusal> {
        let target = answer.about.as_deref().map(|name| self.named(name)).transpose()?;
        match (target, &answer.reply) {
            (target, Reply::Decide(why)) => self.can_decide(target, why.as_deref()),
            (Some(target), reply) => self.ways(target, reply).map(|_| ()),
            (None, _) => Ok(()),
        }
    }

    /// Writes what was answered and is not written yet.
    ///
    /// # Errors
    ///
    /// An [`EditError`] with the file and the way out.
    pub fn write(&mut self) -> Result<(), EditError> {
        self.pass.write()
    }

    /// What was mended so far.
    pub fn mended(&self) -> impl Iterator<Item = &MendedFinding> {
        self.mended.iter().chain(&self.pass.mended)
    }

    /// How many findings are to stay as they are.
    pub fn left(&self) -> usize {
        self.settled.places.values().filter(|way| way.is_none()).count()
    }

    /// The rules that nothing more was to be asked about.
    pub fn skipped(&self) -> impl Iterator<Item = &RuleId> {
        self.settled.rules.iter()
    }

    /// Writes what was answered, and says what is left.
    ///
    /// # Errors
    ///
    /// What kept files from being written or checked again.
    pub fn finish(mut self) -> Result<Report, Refusal> {
        self.write()?;
        let mut mended = std::mem::take(&mut self.mended);
        let is_as_judged = self.pass.files.is_empty() && self.pass.decisions.is_empty();
        let mut report =
            if is_as_judged { std::mem::take(&mut self.pass.report) } else { self.checked_anew()? };
        mended.append(&mut self.pass.mended);
        report.mended = mended;
        Ok(report)
    }

    /// Begins a pass over a report: with what was answered before for all places of a cause, or could not be made
    /// together with another fix.
    fn begin(&mut self, report: Report) {
        let mut open: Vec<(CauseId, Vec<usize>)> = Vec::new();
        for cause in report.causes() {
            let is_asked = self.causes.is_empty() || self.causes.contains(&cause.id);
            if is_asked {
                open.push((cause.id, Vec::new()));
            }
        }
        let by_cause: BTreeMap<CauseId, usize> =
            open.iter().enumerate().map(|(number, (id, _))| (*id, number)).collect();
        let mut chosen = Vec::new();
        let mut undecided = open.clone();
        for (position, found) in report.diagnostics().enumerate() {
            let Some(number) = by_cause.get(&found.cause) else { continue };
            match self.settled.places.get(&found.fingerprint) {
                Some(way) => {
                    chosen.extend(way.filter(|way| *way < found.fixes.len()).map(|way| (position, way)))
                }
                None if self.settled.causes.contains(&found.cause) => {
                    self.settled.places.insert(found.fingerprint, Some(0));
                    chosen.push((position, 0));
                }
                None if self.settled.accepted.contains(&found.fingerprint) => {}
                None if self.settled.rules.contains(&RuleId::from(&found.rule)) => {}
                None if !found.fixes.is_empty() => open[*number].1.push(position),
                // What is wrong with a decision is not decided.
                None if found.rule.family() == decision::FAMILY => {}
                None => undecided[*number].1.push(position),
            }
        }
        open.retain(|(_, places)| !places.is_empty());
        let mendable = open.len();
        open.extend(undecided.into_iter().filter(|(_, places)| !places.is_empty()));
        self.pass =
            Pass { names: AnswerNames::of(&report), report, open, mendable, chosen, ..Pass::default() };
    }

    /// Checks what was written, and begins with what is found then.
    fn check_again(&mut self) -> Result<(), Refusal> {
        for _ in 0..MOST_ROUNDS {
            self.write()?;
            if self.pass.at < self.pass.mendable || self.pass.mended.is_empty() {
                break;
            }
            self.mended.append(&mut self.pass.mended);
            let report = self.checked_anew()?;
            self.begin(report);
        }
        Ok(())
    }

    fn checked_anew(&mut self) -> Result<Report, Refusal> {
        self.project.refresh(self.pass.files.keys().chain(&self.pass.decisions));
        Ok(self.project.check(&self.subject)?)
    }

    /// Notes what is to be done about a place of a cause.
    fn take(&mut self, target: AnswerTarget, reply: &Reply) -> Result<(), Refusal> {
        let ways = self.ways(target, reply)?;
        let AnswerTarget { cause, place, .. } = target;
        match reply {
            Reply::All => {
                self.settled.causes.insert(cause);
            }
            Reply::Decide(why) => self.decide(target, why.as_deref())?,
            Reply::SkipRule => {
                let rule = place.and_then(|place| self.found(place)).map(|found| RuleId::from(&found.rule));
                self.settled.rules.extend(rule);
            }
            Reply::Leave => {
                let left: Vec<Fingerprint> = self.left_by(target).map(|found| found.fingerprint).collect();
                self.settled.places.extend(left.into_iter().map(|found| (found, None)));
            }
            Reply::Way(_) | Reply::Quit | Reply::Help => {}
        }
        for (place, way) in ways {
            let Some(found) = self.found(place).map(|found| found.fingerprint) else { continue };
            self.settled.places.insert(found, Some(way));
            self.pass.chosen.push((place, way));
        }
        Ok(())
    }

    /// The fixes that an answer asks for.
    fn ways(&self, target: AnswerTarget, reply: &Reply) -> Result<Vec<(usize, usize)>, Refusal> {
        let AnswerTarget { cause, place, .. } = target;
        match reply {
            &Reply::Way(number) => {
                let Some(place) = place else { return Ok(Vec::new()) };
                let ways = self.found(place).map_or(0, |found| found.fixes.len());
                if ways > 0 && !self.is_open(place) {
                    return Ok(Vec::new());
                }
                let way = number.checked_sub(1).filter(|way| *way < ways);
                way.map(|way| vec![(place, way)]).ok_or(Refusal::NoSuchFix { number, ways })
            }
            Reply::All => {
                let has_none = |place| self.found(place).is_some_and(|found| found.fixes.is_empty());
                if place.is_some_and(has_none) {
                    return Err(Refusal::NoSuchFix { number: 1, ways: 0 });
                }
                let open = self.places_of(cause).filter(|place| self.is_open(*place) && !has_none(*place));
                Ok(open.map(|place| (place, 0)).collect())
            }
            _ => Ok(Vec::new()),
        }
    }

    /// What is meant by a name: a cause, with the place of it that is to be answered next; or the very place.
    fn named(&self, name: &str) -> Result<AnswerTarget, Refusal> {
        let of = |place: usize, scope| {
            let found = self.found(place)?;
            Some(AnswerTarget { cause: found.cause, place: Some(place), scope })
        };
        let report = &self.pass.report;
        let target = match self.pass.names.meant(name, report)? {
            NamedPart::Finding(position) => of(position, DecisionScope::Finding),
            NamedPart::Cause(id) => {
                let open = self.places_of(id).find(|place| self.is_open(*place));
                open.or_else(|| self.places_of(id).next()).and_then(|place| of(place, DecisionScope::Cause))
            }
            NamedPart::Accepted(position) => {
                let why = report.accepted().nth(position).map(|found| found.decision.grounds.why.expose());
                let why = why.unwrap_or_default().to_owned();
                return Err(Refusal::Accepted { name: name.to_owned(), why });
            }
        };
        // A name is one of this report.
        target.ok_or_else(|| Refusal::NoAnswer { line: name.to_owned() })
    }

    /// The findings that somebody leaves: one; all of the cause where nothing can be mended.
    fn left_by(&self, target: AnswerTarget) -> impl Iterator<Item = &Diagnostic> {
        let named = target.place.and_then(|place| self.found(place));
        let leaves_all =
            target.scope == DecisionScope::Cause && named.is_some_and(|found| found.fixes.is_empty());
        let of_cause = self.places_of(target.cause).filter(|place| self.is_open(*place));
        let of_cause = of_cause.filter_map(|place| self.found(place)).filter(|it| it.fixes.is_empty());
        named.into_iter().filter(move |_| !leaves_all).chain(of_cause.filter(move |_| leaves_all))
    }

    /// The findings of a cause, by their position.
    fn places_of(&self, cause: CauseId) -> impl Iterator<Item = usize> {
        let all = self.pass.report.diagnostics().enumerate();
        all.filter(move |(_, found)| found.cause == cause).map(|(position, _)| position)
    }

    /// Whether nothing was answered yet that settles a finding.
    fn is_open(&self, position: usize) -> bool {
        self.found(position).is_some_and(|found| {
            !self.settled.places.contains_key(&found.fingerprint)
                && !self.settled.accepted.contains(&found.fingerprint)
                && !self.settled.rules.contains(&RuleId::from(&found.rule))
        })
    }

    fn found(&self, position: usize) -> Option<&Diagnostic> {
        self.pass.report.diagnostic(position)
    }

    fn position(&self, found: &Diagnostic) -> Option<usize> {
        self.pass.report.diagnostics().position(|other| std::ptr::eq(other, found))
    }
}

impl Pass {
    /// Writes the fixes that were chosen since it was done last.
    fn write(&mut self) -> Result<(), EditError> {
        if self.written == self.chosen.len() {
            return Ok(());
        }
        let chosen = self.chosen.iter().filter_map(|(position, way)| {
            let found = self.report.diagnostic(*position)?;
            Some((found, found.fixes.get(*way)?))
        });
        // What went together before still does: it comes first.
        let Plan { files, fixes, .. } = plan_with(chosen, None);
        let mut after = Vec::new();
        let mut changed = Vec::new();
        for file in &files {
            let all = file.changes();
            let (changes, before) = match self.files.get(file.path) {
                Some(written) => (all.beyond(&written.changes), written.digest),
                None => {
                    let copied =
                        copy_changed(open(file.path)?, &all, &file.originals(), &mut std::io::sink());
                    (all.clone(), copied.map_err(|error| error.of(file.path))?)
                }
            };
            if changes.iter().next().is_some() {
                changed.push(ChangedFile { path: file.path.to_path_buf(), before, changes });
                after.push(all);
            }
        }
        let digests = write_changed(&changed)?;
        let mended = fixes.iter().map(|made| MendedFinding::of(made.diagnostic, made.fix)).collect();
        for ((file, changes), digest) in changed.into_iter().zip(after).zip(digests) {
            self.files.insert(file.path, WrittenFile { changes, digest });
        }
        self.mended = mended;
        self.written = self.chosen.len();
        Ok(())
    }
}
