//! A curator decides: findings and causes are accepted, and decisions taken out again, in `decisions.ndjson`.
//!
//! [`accept`] finds what is meant by its id and writes; [`write`] is for whoever has the finding at hand;
//! [`prune`] and [`remove`] take decisions out.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::policy::decisions::Decisions;
use crate::project::decisions::{load_decisions, read_decisions};
use crate::project::error::Error;
use crate::project::{Inventory, Options, Project, Subject};
use crate::report::{Decision, DecisionGrounds, Diagnostic, Report};
use crate::rules::decision;

mod error;
mod find;
mod text;

pub use error::DecideError;
pub use find::{FoundById, cause, finding};
pub(super) use find::{Ids, describe};

use text::rewritten;

/// What of a finding is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecisionScope {
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
    /// What was written.
    pub written: Vec<WrittenDecision>,
    /// The ids of what was accepted before, each with the reason that was given.
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
    check(grounds, options.today)?;
    let mut project = Project::open(options.clone())?;
    let report = project.check(subject)?;
    let inventory = project.inventory(subject)?;
    let found = ids.fingerprints.iter().map(|word| (word, finding(word, &report), DecisionScope::Finding));
    let causes = ids.causes.iter().map(|word| (word, cause(word, &report), DecisionScope::Cause));
    let mut acceptance = Acceptance::default();
    let mut chosen = Vec::new();
    for (word, found, scope) in found.chain(causes) {
        match found? {
            FoundById::Open(found) => chosen.push((scope, found)),
            FoundById::Accepted(known) => {
                acceptance.known.push((word.clone(), known.decision.as_ref().clone()));
            }
        }
    }
    acceptance.written = write(&chosen, grounds, &inventory, options)?;
    acceptance.report = report;
    Ok(acceptance)
}

/// Writes that findings of this run, or their causes, are accepted on these grounds. A decision on the same that
/// stands there, expired as it must be, makes way.
///
/// # Errors
///
/// A [`DecideError`] for grounds that are none, and for what cannot be written.
pub fn write(
    chosen: &[(DecisionScope, &Diagnostic)],
    grounds: &DecisionGrounds,
    inventory: &Inventory,
    options: &Options,
) -> Result<Vec<WrittenDecision>, DecideError> {
    let written = planned(chosen, grounds, inventory, options)?;
    let mut paths: Vec<&Path> = written.iter().map(|one| one.path.as_path()).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let own = written.iter().filter(|one| one.path == path);
        let added: Vec<&Decision> = own.map(|one| &one.decision).collect();
        let stays = |known: &Decision| !added.iter().any(|added| added.is_of_the_same(known));
        rewrite(path, options, &stays, &added)?;
    }
    Ok(written)
}

/// What [`write`] would write; nothing is.
///
/// # Errors
///
/// A [`DecideError`] for grounds that are none, and for what cannot be accepted.
pub fn planned(
    chosen: &[(DecisionScope, &Diagnostic)],
    grounds: &DecisionGrounds,
    inventory: &Inventory,
    options: &Options,
) -> Result<Vec<WrittenDecision>, DecideError> {
    check(grounds, options.today)?;
    let mut planned: Vec<WrittenDecision> = Vec::new();
    for (scope, found) in chosen {
        let one = decided(*scope, found, grounds, inventory)?;
        if !planned.iter().any(|known| known.decision.is_of_the_same(&one.decision)) {
            planned.push(one);
        }
    }
    Ok(planned)
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
    take_out(&over, options)?;
    Ok((report, over))
}

/// Takes decisions out by the fingerprint or the cause that each settles.
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
        let one = find::decision(word, &known)?;
        if !removed.contains(one) {
            removed.push(one.clone());
        }
    }
    take_out(&removed, options)?;
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

fn decided(
    scope: DecisionScope,
    found: &Diagnostic,
    grounds: &DecisionGrounds,
    inventory: &Inventory,
) -> Result<WrittenDecision, DecideError> {
    if found.rule.family() == decision::FAMILY {
        return Err(DecideError::OfADecision);
    }
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
    Ok(WrittenDecision { path: path.clone(), decision })
}

fn take_out(out: &[WrittenDecision], options: &Options) -> Result<(), DecideError> {
    let mut paths: Vec<&Path> = out.iter().map(|one| one.path.as_path()).collect();
    paths.sort();
    paths.dedup();
    for path in paths {
        let goes =
            |known: &Decision| out.iter().any(|one| one.path == path && one.decision.is_of_the_same(known));
        rewrite(path, options, &|known| !goes(known), &[])?;
    }
    Ok(())
}

/// Writes a file of decisions with those that stay and those that come, if that changes it.
fn rewrite(
    path: &Path,
    options: &Options,
    stays: &dyn Fn(&Decision) -> bool,
    added: &[&Decision],
) -> Result<(), DecideError> {
    let disk = crate::project::files::Files::default();
    let before = read_decisions(path, &disk)?;
    let known = load_decisions(path, &disk, &options.rules)?.unwrap_or_else(Decisions::default);
    let after = rewritten(before.as_deref().unwrap_or_default(), &known, stays, added);
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
