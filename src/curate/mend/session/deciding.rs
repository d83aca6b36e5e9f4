//! `d`: what is asked about is accepted. A decision is written at once, so that nothing can lose it.

use super::{AnswerTarget, Session};
use crate::curate::decide::{DecideError, DecisionScope, WrittenDecision, planned, write};
use crate::curate::mend::Refusal;
use crate::report::{DecisionGrounds, Diagnostic, Fingerprint};
use crate::words::Untrusted;

/// A decision of a session.
#[derive(Debug, Clone)]
pub struct DecidedAnswer {
    /// What was written, and where.
    pub written: WrittenDecision,
    /// How many findings it settles.
    pub findings: usize,
}

impl Session {
    /// The session, with the name of who decides.
    #[must_use]
    pub fn decided_by(mut self, name: Option<String>) -> Self {
        self.by = name.filter(|name| !name.trim().is_empty()).map(Untrusted::new);
        self
    }

    /// What was accepted so far, in the order of the answers.
    pub fn decided(&self) -> &[DecidedAnswer] {
        &self.decided
    }

    /// Whether a decision can be made: of what is meant, or of whatever will be asked.
    pub(super) fn can_decide(
        &mut self,
        target: Option<AnswerTarget>,
        why: Option<&str>,
    ) -> Result<(), Refusal> {
        let grounds = self.grounds(why)?;
        let inventory = self.project.inventory(&self.subject)?;
        if inventory.decision_paths.iter().all(Option::is_none) {
            return Err(DecideError::Nowhere.into());
        }
        let Some((scope, found)) = target.and_then(|target| self.chosen(target)) else { return Ok(()) };
        planned(&[(scope, found)], &grounds, &inventory, self.project.options())?;
        Ok(())
    }

    /// Accepts what is meant, unless it is settled.
    pub(super) fn decide(&mut self, target: AnswerTarget, why: Option<&str>) -> Result<(), Refusal> {
        let grounds = self.grounds(why)?;
        let settled = self.settled_by(target);
        if settled.is_empty() {
            return Ok(());
        }
        let inventory = self.project.inventory(&self.subject)?;
        let Some(chosen) = self.chosen(target) else { return Ok(()) };
        let written = write(&[chosen], &grounds, &inventory, self.project.options())?;
        for written in written {
            self.pass.decisions.insert(written.path.clone());
            self.decided.push(DecidedAnswer { written, findings: settled.len() });
        }
        self.settled.accepted.extend(settled);
        Ok(())
    }

    fn grounds(&self, why: Option<&str>) -> Result<DecisionGrounds, Refusal> {
        let why = why.filter(|why| !why.trim().is_empty()).ok_or(Refusal::NoReason)?;
        let since = self.project.options().today;
        Ok(DecisionGrounds { why: why.into(), by: self.by.clone(), since, until: None })
    }

    fn chosen(&self, target: AnswerTarget) -> Option<(DecisionScope, &Diagnostic)> {
        Some((target.scope, self.found(target.place?)?))
    }

    /// The findings that are open still and that a decision settles.
    fn settled_by(&self, target: AnswerTarget) -> Vec<Fingerprint> {
        let places = match target.scope {
            DecisionScope::Finding => Vec::from_iter(target.place),
            DecisionScope::Cause => self.places_of(target.cause).collect(),
        };
        let open = places.into_iter().filter(|place| self.is_open(*place));
        open.filter_map(|place| Some(self.found(place)?.fingerprint)).collect()
    }
}
