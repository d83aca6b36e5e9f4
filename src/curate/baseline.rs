//! The findings that stand today, written down, so that a gate shows only what is new.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use crate::edit::{Draft, NewFile};
use crate::policy::baseline::{Baseline, BaselineLine};
use crate::project::baseline::load_baseline;
use crate::project::error::Error;
use crate::project::files::Files;
use crate::project::{BaselineUse, Options, Project, Subject};
use crate::render::write_line;
use crate::report::{Diagnostic, Fault, Fingerprint};

mod error;

pub use error::BaselineWriteError;

/// What becomes of a baseline that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BaselineChange {
    /// There must be none.
    First,
    /// It shrinks: what is not found any more is taken out, and nothing comes in.
    Shrink,
    /// It is written anew, be it longer than it was.
    Anew,
}

/// A baseline, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenBaseline {
    /// Its file.
    pub path: PathBuf,
    /// How many findings it has.
    pub findings: usize,
    /// How many it had that it has no more.
    pub taken_out: usize,
    /// How many came in.
    pub taken_in: usize,
    /// How many stand that it does not have.
    pub left_out: usize,
}

/// What came of writing baselines.
#[derive(Debug, Default)]
pub struct BaselineOutcome {
    /// The baseline of each config; none where there is neither a finding nor a baseline.
    pub written: Vec<WrittenBaseline>,
    /// What could not be judged. Then nothing is written: nobody knows what else there is.
    pub faults: Vec<Fault>,
}

/// Writes the baseline of each config of a run: every finding that no decision accepts.
///
/// # Errors
///
/// A [`BaselineWriteError`] where a part of the project is judged, where there is a baseline and it is to be the
/// first, and for what cannot be read or written; what keeps a run from starting.
pub fn write_baseline(
    change: BaselineChange,
    subject: &Subject,
    options: &Options,
) -> Result<BaselineOutcome, BaselineWriteError> {
    let options = Options { baseline: BaselineUse::Ignored, ..options.clone() };
    let mut project = Project::open(options)?;
    let inventory = project.inventory(subject)?;
    let mut plans = Vec::new();
    for (config, path) in inventory.baseline_paths.iter().enumerate() {
        let path = path.clone().ok_or(BaselineWriteError::Nowhere)?;
        if !inventory.is_wholly_judged(config, None) {
            return Err(BaselineWriteError::Partial { path });
        }
        plans.push(Plan::new(path, change)?);
    }
    let faults = project.each_finding(subject, &mut |configs, collection, found| {
        if let Some(plan) = plans.get_mut(configs.start) {
            plan.found.push(line(found, collection));
        }
    })?;
    if !faults.is_empty() {
        return Ok(BaselineOutcome { faults, ..BaselineOutcome::default() });
    }
    let written = plans.into_iter().filter_map(|plan| plan.write(change).transpose());
    Ok(BaselineOutcome { written: written.collect::<Result<_, _>>()?, faults })
}

fn line(found: &Diagnostic, collection: Option<&str>) -> BaselineLine {
    let record = found.site.record.as_ref().and_then(|record| record.id.as_ref());
    let pointer = found.site.record.is_some().then(|| found.site.pointer.as_str().to_owned());
    BaselineLine {
        rule: found.rule.id().to_owned(),
        collection: collection.map(str::to_owned),
        record: record.map(|id| id.expose().to_owned()),
        pointer: pointer.filter(|pointer| !pointer.is_empty()),
        fingerprint: found.fingerprint,
    }
}

/// A baseline that is to be written.
struct Plan {
    path: PathBuf,
    /// What is there, and its bytes.
    before: Option<(Baseline, Vec<u8>)>,
    found: Vec<BaselineLine>,
}

impl Plan {
    fn new(path: PathBuf, change: BaselineChange) -> Result<Self, BaselineWriteError> {
        let before = match (load_baseline(&path, &Files::default()), change) {
            (Ok(Some(_)), BaselineChange::First) => return Err(BaselineWriteError::Exists { path }),
            // What no program can read is what is to be written anew.
            (Err(Error::Baseline(wrong)), BaselineChange::Anew) if wrong.line.is_some() => {
                Some((Baseline::default(), std::fs::read(&path).map_err(|cause| unreadable(&path, cause))?))
            }
            (loaded, _) => loaded?,
        };
        Ok(Self { path, before, found: Vec::new() })
    }

    fn write(self, change: BaselineChange) -> Result<Option<WrittenBaseline>, BaselineWriteError> {
        let Self { path, before, found } = self;
        let found: Baseline = found.into_iter().collect();
        let known = before.as_ref().map(|(baseline, _)| baseline);
        let fingerprints = |lines: &[BaselineLine]| -> FxHashSet<Fingerprint> {
            lines.iter().map(|line| line.fingerprint).collect()
        };
        let known_lines = known.map(Baseline::lines).unwrap_or_default();
        let known = fingerprints(known_lines);
        let after: Baseline = match change {
            BaselineChange::Shrink => {
                found.lines().iter().filter(|line| known.contains(&line.fingerprint)).cloned().collect()
            }
            BaselineChange::First | BaselineChange::Anew => found.clone(),
        };
        let kept = after.lines().iter().filter(|line| known.contains(&line.fingerprint)).count();
        let written = WrittenBaseline {
            findings: after.size(),
            taken_out: known.len() - kept,
            taken_in: after.size() - kept,
            left_out: found.size() - after.size(),
            path,
        };
        let bytes: Vec<u8> = after.lines().iter().flat_map(bytes_of).collect();
        let done = match before {
            None if after.size() == 0 && found.size() == 0 => return Ok(None),
            None if change == BaselineChange::Shrink => return Ok(Some(written)),
            None => crate::edit::create(&[NewFile { path: written.path.clone(), bytes }]),
            Some((_, before)) if before == bytes => Ok(()),
            Some((_, before)) => {
                crate::edit::write([Draft { path: written.path.clone(), before, after: bytes }])
            }
        };
        done.map_err(Error::from)?;
        Ok(Some(written))
    }
}

fn bytes_of(line: &BaselineLine) -> Vec<u8> {
    let mut bytes = Vec::new();
    // Writing into memory does not fail.
    let _ = write_line(line, &mut bytes);
    bytes
}

fn unreadable(path: &Path, cause: std::io::Error) -> Error {
    Error::Unreadable { path: path.to_owned(), cause }
}
