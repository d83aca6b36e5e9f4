//! A curator decides: findings and causes are accepted, and decisions taken out again, in `decisions.ndjson`.
//!
//! [`accept`] finds what is meant by its id and writes; [`prune`] and [`remove`] take decisions out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::project::decisions::{parse_decisions, read_decisions};
use crate::project::error::Error;
use crate::project::{Inventory, Options, Project, Subject};
use crate::report::{Decision, DecisionGrounds, Diagnostic, FoundById, Report};
use crate::rule::Rules;

mod error;
mod find;
mod planned;
mod text;

pub use error::DecideError;
pub(super) use planned::{acceptable, planned};

use planned::decided_anew;
use text::rewritten;

/// What of a finding is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DecisionScope {
    /// It alone.
    Finding,
    /// All that have its cause, those of records to come too.
    Cause,
}

/// A decision that was written, or taken out, and its file.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenDecision {
    /// The file.
    pub path: PathBuf,
    /// The decision.
    pub decision: Decision,
}

/// A decision that was written in this run.
#[derive(Debug, Clone, PartialEq)]
pub struct NewDecision {
    /// The decision, and its file.
    pub written: WrittenDecision,
    /// How many findings of the run it accepts, of those that are shown.
    pub findings: u64,
    /// The grounds of the decision that made way for it, if one stood there.
    pub before: Option<DecisionGrounds>,
}

/// The ids of what is to be accepted, as they were typed: their first six digits are enough where no other begins so.
#[derive(Debug, Clone, Copy, Default)]
pub struct DecisionIds<'i> {
    /// Of findings.
    pub fingerprints: &'i [String],
    /// Of causes.
    pub causes: &'i [String],
}

/// What came of accepting.
#[derive(Debug, Default)]
pub struct Acceptance {
    /// What was written: a decision for each config that the findings stand under.
    pub written: Vec<NewDecision>,
    /// The ids of what was accepted before by such a decision, or by one on something else, each with that.
    pub known: Vec<(String, Decision)>,
    /// What was found when it was looked for.
    pub report: Report,
}

/// Accepts findings and causes by their ids. All are found before one is written.
///
/// # Errors
///
/// A [`DecideError`] for grounds that are none, for an id that nothing has or that several begin with, and for what
/// cannot be written; what keeps a run from starting.
pub fn accept(
    ids: DecisionIds<'_>,
    grounds: &DecisionGrounds,
    subject: &Subject,
    options: &Options,
) -> Result<Acceptance, DecideError> {
    // A run may take long, and would be for nothing.
    check(grounds, options.today)?;
    let mut project = Project::open(options.clone())?;
    let report = project.check(subject)?;
    let inventory = project.inventory(subject)?;
    let fingerprints = ids.fingerprints.iter().map(|word| (word, DecisionScope::Finding));
    let named = fingerprints.chain(ids.causes.iter().map(|word| (word, DecisionScope::Cause)));
    let mut acceptance = Acceptance::default();
    let mut chosen: Vec<(DecisionScope, &Diagnostic)> = Vec::new();
    for (word, scope) in named {
        match find::found(word, scope, &report)? {
            FoundById::Open(first) => {
                let is_meant = |found: &Diagnostic| match scope {
                    DecisionScope::Finding => found.fingerprint == first.fingerprint,
                    DecisionScope::Cause => found.cause == first.cause,
                };
                if !chosen.iter().any(|(known, found)| *known == scope && is_meant(found)) {
                    let meant = report.diagnostics().filter(|found| is_meant(found));
                    chosen.extend(meant.map(|found| (scope, found)));
                }
            }
            FoundById::Accepted(known) => match decided_anew(scope, known, grounds, &inventory, &report) {
                Some(new) => {
                    let is_known = |new: &NewDecision| {
                        acceptance.written.iter().any(|known| known.written.is_in_the_place_of(&new.written))
                    };
                    let new: Vec<NewDecision> = new.into_iter().filter(|new| !is_known(new)).collect();
                    acceptance.written.extend(new);
                }
                None => acceptance.known.push((word.clone(), known.decision.as_ref().clone())),
            },
        }
    }
    acceptance.written.extend(planned(&chosen, grounds, &inventory)?);
    write(&acceptance.written, &options.rules)?;
    acceptance.report = report;
    Ok(acceptance)
}

/// Writes new decisions. One on the same that stands there makes way.
pub(super) fn write(new: &[NewDecision], rules: &Rules) -> Result<(), DecideError> {
    for path in paths(new.iter().map(|one| &one.written)) {
        let own = new.iter().map(|one| &one.written).filter(|written| written.path == path);
        let added: Vec<&Decision> = own.map(|written| &written.decision).collect();
        let ids: BTreeSet<String> = added.iter().map(|added| added.id()).collect();
        let makes_way =
            |known: &Decision| ids.contains(&known.id()) && added.iter().any(|it| it.is_of_the_same(known));
        rewrite(path, rules, &|known| !makes_way(known), &added)?;
    }
    Ok(())
}

impl WrittenDecision {
    /// Whether it settles the same as another in the same file.
    fn is_in_the_place_of(&self, other: &Self) -> bool {
        self.path == other.path && self.decision.is_of_the_same(&other.decision)
    }
}

/// The files of decisions, each once.
fn paths<'d>(decisions: impl Iterator<Item = &'d WrittenDecision>) -> BTreeSet<&'d Path> {
    decisions.map(|one| one.path.as_path()).collect()
}

/// Takes out the decisions that this run knows to be stale or expired.
///
/// # Errors
///
/// What keeps a run from starting, and what cannot be written.
pub fn prune(subject: &Subject, options: &Options) -> Result<(Report, Vec<WrittenDecision>), DecideError> {
    let mut project = Project::open(options.clone())?;
    let report = project.check(subject)?;
    let over = report.decisions().filter(|judged| judged.standing.is_over());
    let over = over.map(|judged| WrittenDecision {
        path: PathBuf::from(judged.file.expose()),
        decision: judged.decision.as_ref().clone(),
    });
    let over: Vec<WrittenDecision> = over.collect();
    take_out(&over, &options.rules)?;
    Ok((report, over))
}

/// Takes decisions out by the fingerprint or the cause that each settles: those under all configs that decide it.
///
/// # Errors
///
/// A [`DecideError`] for an id that no decision has or that several begin with, and for what cannot be written; what
/// keeps a run from starting.
pub fn remove(
    ids: &[String],
    subject: &Subject,
    options: &Options,
) -> Result<Vec<WrittenDecision>, DecideError> {
    let mut project = Project::open(options.clone())?;
    let inventory = project.inventory(subject)?;
    let known: Vec<WrittenDecision> = decisions_of(&inventory);
    let mut removed: Vec<WrittenDecision> = Vec::new();
    for word in ids {
        for one in find::decisions(word, &known)? {
            if !removed.iter().any(|removed| removed.is_in_the_place_of(one)) {
                removed.push(one.clone());
            }
        }
    }
    take_out(&removed, &options.rules)?;
    Ok(removed)
}

fn decisions_of(inventory: &Inventory) -> Vec<WrittenDecision> {
    let of_configs = inventory.decisions.iter().zip(&inventory.decision_paths);
    let all = of_configs.filter_map(|(own, path)| own.as_ref().zip(path.as_ref()));
    let all = all.flat_map(|(own, path)| {
        own.decisions
            .lines()
            .iter()
            .map(|line| WrittenDecision { path: path.clone(), decision: line.decision.as_ref().clone() })
    });
    all.collect()
}

/// Whether decisions may be made on these grounds.
fn check(grounds: &DecisionGrounds, today: Option<NaiveDate>) -> Result<(), DecideError> {
    if grounds.why.expose().trim().is_empty() {
        return Err(DecideError::NoReason);
    }
    match grounds.until.zip(today) {
        Some((until, today)) if until < today => Err(DecideError::Past { until, today }),
        _ => Ok(()),
    }
}

fn take_out(out: &[WrittenDecision], rules: &Rules) -> Result<(), DecideError> {
    for path in paths(out.iter()) {
        let goes =
            |known: &Decision| out.iter().any(|one| one.path == path && one.decision.is_of_the_same(known));
        rewrite(path, rules, &|known| !goes(known), &[])?;
    }
    Ok(())
}

/// Writes a file of decisions with those that stay and those that come, if that changes it.
fn rewrite(
    path: &Path,
    rules: &Rules,
    stays: &dyn Fn(&Decision) -> bool,
    added: &[&Decision],
) -> Result<(), DecideError> {
    let disk = crate::project::files::Files::default();
    let before = read_decisions(path, &disk)?;
    let text = before.as_deref().unwrap_or_default();
    let after = rewritten(text, &parse_decisions(path, text, rules)?, stays, added);
    let written = match before {
        None => crate::edit::create(&[crate::edit::NewFile { path: path.to_owned(), bytes: after }]),
        Some(before) if before == after => return Ok(()),
        Some(before) => {
            let draft = crate::edit::Draft { path: path.to_owned(), before, after };
            crate::edit::write([draft])
        }
    };
    Ok(written.map_err(Error::from)?)
}
