//! The fixes of a report, made in its files.

use super::write::{Staged, commit};
use super::{Choice, EditError, FilePlan, Left, PlannedFix, plan};
use crate::report::Report;

/// What came of a report's fixes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Applied<'r> {
    /// What changed, in the order of the paths.
    pub files: Vec<FilePlan<'r>>,
    /// The fixes that were made.
    pub fixes: Vec<PlannedFix<'r>>,
    /// Those that were chosen and were not made, each with the reason: check again, and they may be.
    pub left: Vec<Left<'r>>,
}

/// Makes the chosen fixes of a report in its files: [planned](plan), then made beside each file, in a stream, and
/// [moved to its place](super::write()) once all are.
///
/// # Errors
///
/// An [`EditError`] with the file and the way out: then no file was written, unless it says so.
///
/// ```no_run
/// use tadqiq::edit::{Choice, apply};
/// use tadqiq::{Options, Subject};
///
/// let report = tadqiq::check(&Subject::paths(["records"]), &Options::default())?;
/// let applied = apply(&report, &Choice::default())?;
/// println!("{} fixes made, {} left for the next round", applied.fixes.len(), applied.left.len());
/// # Ok::<(), tadqiq::Error>(())
/// ```
pub fn apply<'r>(report: &'r Report, choice: &Choice) -> Result<Applied<'r>, EditError> {
    let plan = plan(report, choice);
    // One file after another: only what is staged on the disk is there for all of them at once.
    let staged = plan.files.iter().map(FilePlan::stage);
    commit(staged.collect::<Result<Vec<Staged>, EditError>>()?)?;
    Ok(Applied { files: plan.files, fixes: plan.fixes, left: plan.left })
}
