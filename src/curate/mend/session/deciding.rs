//! `d`: what is asked about is accepted.

use super::{AnswerTarget, Session};
use crate::curate::decide::{DecideError, DecisionScope, planned};
use crate::curate::mend::Refusal;
use crate::report::{DecisionGrounds, Diagnostic, Fingerprint};
use crate::words::Untrusted;

impl Session {
    /// The session, with the name of who decides.
    #[must_use]
    pub fn decided_by(mut self, name: Option<String>) -> Self {
        self.by = name.filter(|name| !name.trim().is_empty()).map(Untrusted::new);
        self
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
        planned(&[(scope, found)], &grounds, &inventory)?;
        Ok(())
    }

    /// Accepts what is meant, unless it is settled.
    pub(super) fn decide(&mut self, target: AnswerTarget, why: Option<&str>) -> Result<(), Refusal> {
        let grounds = self.grounds(why)?;
        let open = self.open_places(target);
        let inventory = self.project.inventory(&self.subject)?;
        // Under several configs a cause is accepted by each: so all places are named.
        let found = open.iter().filter_map(|place| self.found(*place));
        let chosen: Vec<_> = found.map(|found| (target.scope, found)).collect();
        let decisions = planned(&chosen, &grounds, &inventory)?;
        let settled: Vec<Fingerprint> = chosen.iter().map(|(_, found)| found.fingerprint).collect();
        self.ledger.hold().decide(decisions);
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

    /// The places that are open still and that a decision settles.
    fn open_places(&self, target: AnswerTarget) -> Vec<usize> {
        let places = match target.scope {
            DecisionScope::Finding => Vec::from_iter(target.place),
            DecisionScope::Cause => self.pass.places_of(target.cause).collect(),
        };
        places.into_iter().filter(|place| self.is_open(*place)).collect()
    }
}
