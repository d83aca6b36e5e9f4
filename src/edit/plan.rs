//! Which fixes of a report are made together, and which have to wait for the next round.

use std::collections::BTreeMap;
use std::path::Path;

use crate::report::{CauseId, Diagnostic, LocatedEdit, LocatedFix, Report};
use crate::words::Safety;

mod taken;

use taken::Taken;

/// Which fixes are made. Of each finding only the first is ever taken: they exclude each other, the best first.
///
/// By default the safe ones of all rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The least safe that is made.
    pub safety: Safety,
    /// The rules, or families of rules, whose fixes are made; empty: all.
    pub rules: Vec<String>,
    /// The causes whose fixes are made; empty: all.
    pub causes: Vec<CauseId>,
}

impl Default for Choice {
    fn default() -> Self {
        Self { safety: Safety::Safe, rules: Vec::new(), causes: Vec::new() }
    }
}

impl Choice {
    /// Those that are offered too, which somebody has looked at.
    pub fn offered() -> Self {
        Self { safety: Safety::Unsafe, ..Self::default() }
    }

    /// The same, but of these rules or families only.
    pub fn of<R: Into<String>>(self, rules: impl IntoIterator<Item = R>) -> Self {
        Self { rules: rules.into_iter().map(Into::into).collect(), ..self }
    }

    /// The same, but of these causes only.
    pub fn of_causes(self, causes: impl IntoIterator<Item = CauseId>) -> Self {
        Self { causes: causes.into_iter().collect(), ..self }
    }

    /// The fix of a finding that is to be made, if one is.
    pub(crate) fn fix_of<'r>(&self, found: &'r Diagnostic) -> Option<&'r LocatedFix> {
        let is_chosen = |rule: &String| rule == found.rule.id() || rule == found.rule.family();
        let fix = found.fixes.first().filter(|fix| fix.safety <= self.safety)?;
        let is_of_a_cause = self.causes.is_empty() || self.causes.contains(&found.cause);
        (is_of_a_cause && (self.rules.is_empty() || self.rules.iter().any(is_chosen))).then_some(fix)
    }
}

/// What is made of a report's fixes, file by file, and what is left.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Plan<'r> {
    /// The files that change, in the order of their paths.
    pub files: Vec<FilePlan<'r>>,
    /// The fixes that are made, in the order of the report.
    pub fixes: Vec<PlannedFix<'r>>,
    /// Those that were chosen and are not made, in the order of the report.
    pub left: Vec<Left<'r>>,
}

/// What changes in a file.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct FilePlan<'r> {
    /// Its path, for opening.
    pub path: &'r Path,
    /// The edits, in the order of the file. None overlaps another.
    pub edits: Vec<&'r LocatedEdit>,
}

/// A fix that is made, and what it mends.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct PlannedFix<'r> {
    /// The finding.
    pub diagnostic: &'r Diagnostic,
    /// The fix.
    pub fix: &'r LocatedFix,
}

/// A fix that was chosen and is not made.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Left<'r> {
    /// The finding.
    pub diagnostic: &'r Diagnostic,
    /// The fix.
    pub fix: &'r LocatedFix,
    /// Why not.
    pub why: Why<'r>,
}

/// Why a fix is not made.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Why<'r> {
    /// It changes bytes that the fix of this finding changes too: check again, and it may be made then.
    Overlap(&'r Diagnostic),
    /// What it changes came on the standard input or from memory: there is no file to write.
    NoFile,
}

/// Takes the chosen fixes of a report, in its order, as far as they go together.
///
/// A fix is taken whole or not at all, whatever the number of files it changes. One that overlaps another that was
/// taken before it is left, and said; edits that two fixes have in common are made once. Several edits of one string
/// go together as long as they want different characters of it. Nothing is read: whether the files are still what
/// was judged is asked when they are [drafted](FilePlan::draft).
pub fn plan<'r>(report: &'r Report, choice: &Choice) -> Plan<'r> {
    let chosen = report.diagnostics().filter_map(|found| Some((found, choice.fix_of(found)?)));
    plan_with(chosen, None)
}

/// Takes fixes, in their order, as far as they go together. `nameless` is what a text without a file is called that
/// is to be changed too, such as that of the standard input.
pub(crate) fn plan_with<'r>(
    chosen: impl IntoIterator<Item = (&'r Diagnostic, &'r LocatedFix)>,
    nameless: Option<&'r Path>,
) -> Plan<'r> {
    let mut files: BTreeMap<&Path, Taken<'r, &'r Diagnostic>> = BTreeMap::new();
    let mut plan = Plan { files: Vec::new(), fixes: Vec::new(), left: Vec::new() };
    for (diagnostic, fix) in chosen {
        match take(&mut files, diagnostic, fix, nameless) {
            Ok(()) => plan.fixes.push(PlannedFix { diagnostic, fix }),
            Err(why) => plan.left.push(Left { diagnostic, fix, why }),
        }
    }
    plan.files =
        files.into_iter().map(|(path, taken)| FilePlan { path, edits: taken.into_edits() }).collect();
    plan.files.retain(|file| !file.edits.is_empty());
    plan
}

fn take<'r>(
    files: &mut BTreeMap<&'r Path, Taken<'r, &'r Diagnostic>>,
    diagnostic: &'r Diagnostic,
    fix: &'r LocatedFix,
    nameless: Option<&'r Path>,
) -> Result<(), Why<'r>> {
    let mut own: BTreeMap<&Path, Taken<'r, &'r Diagnostic>> = BTreeMap::new();
    for edit in &fix.edits {
        let path = edit.original.path.as_deref().or(nameless).ok_or(Why::NoFile)?;
        let own = own.entry(path).or_default();
        if let Some(other) = files.get(path).and_then(|taken| taken.clash(edit)).or(own.clash(edit)) {
            return Err(Why::Overlap(other));
        }
        own.take(edit, diagnostic);
    }
    for (path, edits) in own {
        files.entry(path).or_default().append(edits);
    }
    Ok(())
}

#[cfg(test)]
mod tests;
