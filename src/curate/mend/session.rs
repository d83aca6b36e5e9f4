//! Findings mended cause by cause, as somebody answers.
//!
//! A [pass](pass) asks about the findings of one report; what is answered is noted in a [ledger](ledger), which writes.
//! Only when nothing is left to mend is everything checked again, and what is new is asked in the next pass. What can
//! only be decided is asked last: until then a fix may change it.

use std::sync::Arc;

use self::ledger::SharedLedger;
use self::names::NamedPart;
use self::pass::{Pass, Settled};
use super::answer::{Answer, Reply};
use super::refusal::Refusal;
use super::{MOST_ROUNDS, reads_stdin};
use crate::curate::decide::DecisionScope;
use crate::project::{Options, Project, Subject};
use crate::report::{CauseId, Diagnostic, Fingerprint, Report};
use crate::rule::RuleId;
use crate::words::Untrusted;

mod deciding;
pub mod ledger;
mod names;
pub mod pass;

pub use pass::MendQuestion;

/// A project whose findings are gone through.
#[derive(Debug)]
pub struct Session {
    project: Project,
    subject: Subject,
    /// The causes that are asked about; empty: all.
    causes: Vec<CauseId>,
    pass: Pass,
    settled: Settled,
    ledger: SharedLedger,
    /// Who decides.
    by: Option<Untrusted>,
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
            pass: Pass::default(),
            settled: Settled::default(),
            ledger: SharedLedger::new(options.rules.clone()),
            by: None,
        };
        session.begin(report);
        if !causes.is_empty() {
            let asked = causes.iter().map(|name| session.named(name).map(|target| target.cause));
            session.causes = asked.collect::<Result<_, Refusal>>()?;
            let report = std::mem::take(&mut session.pass.report);
            session.begin(report);
        }
        Ok(session)
    }

    /// What is to be asked now; none where nothing is left.
    pub fn question(&self) -> Option<MendQuestion<'_>> {
        self.pass.question().map(|(_, question)| question)
    }

    /// Takes an answer. It is noted in the [ledger](Self::ledger); when nothing is left to mend it is written, and
    /// everything is checked again.
    ///
    /// # Errors
    ///
    /// A [`Refusal`] of an answer that names nothing, or asks for a fix that is not there: nothing is taken of it;
    /// and what kept files from being written.
    pub fn answer(&mut self, answer: &Answer) -> Result<(), Refusal> {
        let target = match &answer.about {
            None => match self.pass.question() {
                Some((position, question)) => {
                    AnswerTarget { cause: question.cause, place: Some(position), scope: DecisionScope::Cause }
                }
                None => return Ok(()),
            },
            Some(name) => self.named(name)?,
        };
        self.take(target, &answer.reply)?;
        self.pass.go_on(&self.settled);
        self.check_again()
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

    /// What was answered, and what of it is written.
    pub fn ledger(&self) -> &SharedLedger {
        &self.ledger
    }

    /// Writes the decisions that were made, and the fixes of causes that are done with: for whoever may stop at any
    /// question.
    ///
    /// # Errors
    ///
    /// What kept files from being written.
    pub fn write_what_is_done(&mut self) -> Result<(), Refusal> {
        let mut ledger = self.ledger.hold();
        ledger.write_decisions()?;
        if self.pass.take_done() { Ok(ledger.write_fixes()?) } else { Ok(()) }
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
        let is_as_judged = {
            let mut ledger = self.ledger.hold();
            ledger.write()?;
            !ledger.is_written_on()
        };
        let mut report =
            if is_as_judged { std::mem::take(&mut self.pass.report) } else { self.checked_anew()? };
        report.mended = self.ledger.hold().mended().cloned().collect();
        Ok(report)
    }

    fn begin(&mut self, report: Report) {
        let (pass, chosen) = Pass::begin(report, &self.causes, &mut self.settled);
        self.pass = pass;
        self.choose(chosen);
        self.pass.go_on(&self.settled);
    }

    fn choose(&self, chosen: Vec<(usize, usize)>) {
        let mut ledger = self.ledger.hold();
        for (position, way) in chosen {
            let found = self.pass.report.diagnostic(position);
            found.into_iter().for_each(|found| ledger.choose(Arc::clone(found), way));
        }
    }

    /// When nothing is left to mend: checks what was written, and begins with what is found then. Whoever interrupts
    /// need not wait for it, since all is written before.
    fn check_again(&mut self) -> Result<(), Refusal> {
        for _ in 0..MOST_ROUNDS {
            {
                let mut ledger = self.ledger.hold();
                if !self.pass.is_through() || !ledger.has_fixes() {
                    break;
                }
                ledger.write()?;
            }
            let report = self.checked_anew()?;
            self.begin(report);
        }
        Ok(())
    }

    fn checked_anew(&mut self) -> Result<Report, Refusal> {
        let changed = self.ledger.hold().turn();
        self.project.refresh(changed);
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
        for &(place, way) in &ways {
            let Some(found) = self.found(place).map(|found| found.fingerprint) else { continue };
            self.settled.places.insert(found, Some(way));
        }
        self.choose(ways);
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
                let open =
                    self.pass.places_of(cause).filter(|place| self.is_open(*place) && !has_none(*place));
                Ok(open.map(|place| (place, 0)).collect())
            }
            _ => Ok(Vec::new()),
        }
    }

    /// What is meant by a name: a cause, with the place of it that is to be answered next; or the very place.
    fn named(&mut self, name: &str) -> Result<AnswerTarget, Refusal> {
        let report = &self.pass.report;
        let (place, scope) = match self.pass.names.meant(name, report)? {
            NamedPart::Finding(position) => (Some(position), DecisionScope::Finding),
            NamedPart::Cause(id) => (self.pass.next_of(id, &self.settled), DecisionScope::Cause),
            NamedPart::Accepted(position) => {
                let why = report.accepted().nth(position).map(|found| found.decision.grounds.why.expose());
                let why = why.unwrap_or_default().to_owned();
                return Err(Refusal::Accepted { name: name.to_owned(), why });
            }
        };
        let cause = place.and_then(|place| self.found(place)).map(|found| found.cause);
        // A name is one of this report.
        let cause = cause.ok_or_else(|| Refusal::NoAnswer { line: name.to_owned() })?;
        Ok(AnswerTarget { cause, place, scope })
    }

    /// The findings that somebody leaves: one; all of the cause where nothing can be mended.
    fn left_by(&self, target: AnswerTarget) -> impl Iterator<Item = &Diagnostic> {
        let named = target.place.and_then(|place| self.found(place));
        let leaves_all =
            target.scope == DecisionScope::Cause && named.is_some_and(|found| found.fixes.is_empty());
        let of_cause = self.pass.places_of(target.cause).take_while(move |_| leaves_all);
        let of_cause = of_cause.filter(|place| self.is_open(*place)).filter_map(|place| self.found(place));
        named.into_iter().filter(move |_| !leaves_all).chain(of_cause.filter(|found| found.fixes.is_empty()))
    }

    fn is_open(&self, position: usize) -> bool {
        self.found(position).is_some_and(|found| self.settled.is_open(found))
    }

    fn found(&self, position: usize) -> Option<&Diagnostic> {
        self.pass.report.diagnostic(position).map(Arc::as_ref)
    }
}
