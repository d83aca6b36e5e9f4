//! The decisions that are to be written, and those that make way for them.

use super::{DecideError, DecisionScope, NewDecision, WrittenDecision, decisions_of};
use crate::project::Inventory;
use crate::report::{AcceptedFinding, Decision, DecisionGrounds, Diagnostic, Report, Settles};
use crate::rule::RuleId;
use crate::rules::{decision, json};

/// The decisions that findings of this run, or their causes, are accepted.
///
/// A decision is read beside its config: all findings that it settles are to be given, so that there is one for each
/// config that they stand under.
pub(in crate::curate) fn planned(
    chosen: &[(DecisionScope, &Diagnostic)],
    grounds: &DecisionGrounds,
    inventory: &Inventory,
) -> Result<Vec<NewDecision>, DecideError> {
    let mut planned: Vec<NewDecision> = Vec::new();
    for (scope, found) in chosen {
        let (written, before) = decided(*scope, found, grounds, inventory)?;
        match planned.iter_mut().find(|known| known.written.is_in_the_place_of(&written)) {
            Some(known) => known.findings += 1,
            None => planned.push(NewDecision { written, findings: 1, before }),
        }
    }
    Ok(planned)
}

/// Whether a finding may be accepted at all.
///
/// # Errors
///
/// [`DecideError::OfADecision`], [`DecideError::Unread`].
pub(in crate::curate) fn acceptable(found: &Diagnostic) -> Result<(), DecideError> {
    if found.rule.family() == decision::FAMILY {
        return Err(DecideError::OfADecision);
    }
    if json::is_of_unread(found.rule.id()) {
        return Err(DecideError::Unread { rule: RuleId::from(&found.rule) });
    }
    Ok(())
}

fn decided(
    scope: DecisionScope,
    found: &Diagnostic,
    grounds: &DecisionGrounds,
    inventory: &Inventory,
) -> Result<(WrittenDecision, Option<DecisionGrounds>), DecideError> {
    acceptable(found)?;
    let name = found.site.file.expose();
    let number = inventory.files.iter().position(|file| file.name == name);
    let collection = number.map(|number| inventory.collection_of(number as u32));
    let config = collection.map_or(0, |collection| collection.config);
    let Some(Some(path)) = inventory.decision_paths.get(config) else { return Err(DecideError::Nowhere) };
    let collection = collection.and_then(|collection| collection.context.collection.as_deref());
    let decision = match scope {
        DecisionScope::Finding => {
            let file =
                number.map_or_else(|| name.to_owned(), |number| inventory.path_from_root(number as u32));
            Decision::of_finding(found, collection, &file, grounds.clone())
        }
        DecisionScope::Cause => Decision::of_cause(found, collection, grounds.clone()),
    };
    let own = inventory.decisions.get(config).and_then(Option::as_ref);
    let before = own.and_then(|own| {
        let mut same = own.decisions.of(found.rule.id(), found.fingerprint, found.cause);
        same.find(|(_, known)| known.is_of_the_same(&decision)).map(|(_, known)| known.grounds.clone())
    });
    Ok((WrittenDecision { path: path.clone(), decision }, before))
}

/// The decisions on the same with other grounds; none where what is accepted is accepted by a decision on something else,
/// or on these grounds.
pub(super) fn decided_anew(
    scope: DecisionScope,
    found: &AcceptedFinding,
    grounds: &DecisionGrounds,
    inventory: &Inventory,
    report: &Report,
) -> Option<Vec<NewDecision>> {
    let known = &found.decision;
    let is_of_it = match known.settles {
        Settles::Finding { .. } => scope == DecisionScope::Finding,
        Settles::Cause { .. } => scope == DecisionScope::Cause,
    };
    if !is_of_it || (&known.grounds.why, known.grounds.until) == (&grounds.why, grounds.until) {
        return None;
    }
    let findings = report.accepted().filter(|other| other.decision.is_of_the_same(known)).count() as u64;
    let standing = decisions_of(inventory).into_iter().filter(|one| one.decision.is_of_the_same(known));
    let anew = standing.map(|WrittenDecision { path, decision }| NewDecision {
        before: Some(decision.grounds.clone()),
        written: WrittenDecision { path, decision: Decision { grounds: grounds.clone(), ..decision } },
        findings,
    });
    Some(anew.collect())
}
