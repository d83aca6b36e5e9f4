//! What was answered, and what of it is written: all that must not be lost, whoever interrupts.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::curate::decide::{NewDecision, write};
use crate::curate::mend::Refusal;
use crate::edit::{
    ChangedFile, Changes, Digest, EditError, FilePlan, Plan, copy_changed, open, plan_with, write_changed,
};
use crate::report::{Diagnostic, MendedFinding};
use crate::rule::Rules;

/// What was answered, and what of it is written.
///
/// A page is about one report. What is written later on it goes by where the earlier fixes moved it.
#[derive(Debug, Default)]
pub struct Ledger {
    rules: Rules,
    /// The fixes of the page, in the order of the answers: a finding, and which of its fixes.
    chosen: Vec<(Arc<Diagnostic>, usize)>,
    /// How many of them are written.
    written: usize,
    /// The files that were written, as they were when the page was begun and as they are.
    files: BTreeMap<PathBuf, WrittenFile>,
    /// What was mended on the page.
    mended: Vec<MendedFinding>,
    /// What was mended on the pages before.
    mended_before: Vec<MendedFinding>,
    /// All decisions, in the order of the answers.
    decided: Vec<NewDecision>,
    /// How many of them are written.
    decisions_written: usize,
    /// The files of decisions that were written since the page was begun.
    decision_files: BTreeSet<PathBuf>,
    /// Whether files were written in part: what stands in them no page knows.
    is_torn: bool,
}

/// A file that was written.
#[derive(Debug)]
struct WrittenFile {
    /// What changed since it was judged.
    changes: Changes,
    /// The digest of it by now.
    digest: Digest,
}

/// The ledger of a session, for whoever may have to end it in the middle. A handle: copy it freely.
#[derive(Debug, Clone, Default)]
pub struct SharedLedger(Arc<Mutex<Ledger>>);

impl SharedLedger {
    pub(super) fn new(rules: Rules) -> Self {
        Self(Arc::new(Mutex::new(Ledger { rules, ..Ledger::default() })))
    }

    /// The ledger. Until it is let go nothing is answered and nothing written; nobody holds it for longer than it takes
    /// to write.
    pub fn hold(&self) -> MutexGuard<'_, Ledger> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ledger {
    /// Writes what was answered and is not written yet.
    ///
    /// # Errors
    ///
    /// What kept a file from being written. Of files that were written in part nothing more is written.
    pub fn write(&mut self) -> Result<(), Refusal> {
        self.write_decisions()?;
        Ok(self.write_fixes()?)
    }

    /// What was mended so far.
    pub fn mended(&self) -> impl Iterator<Item = &MendedFinding> {
        self.mended_before.iter().chain(&self.mended)
    }

    /// What was accepted so far, in the order of the answers.
    pub fn decided(&self) -> &[NewDecision] {
        self.decided.get(..self.decisions_written).unwrap_or_default()
    }

    /// Notes that a fix is to be made.
    pub(super) fn choose(&mut self, found: Arc<Diagnostic>, way: usize) {
        self.chosen.push((found, way));
    }

    /// Notes what is accepted.
    pub(super) fn decide(&mut self, decisions: Vec<NewDecision>) {
        self.decided.extend(decisions);
    }

    /// Whether fixes of the page were made, or are to be.
    pub(super) fn has_fixes(&self) -> bool {
        !self.chosen.is_empty()
    }

    /// Whether something of the page is written.
    pub(super) fn is_written_on(&self) -> bool {
        !(self.files.is_empty() && self.decision_files.is_empty())
    }

    /// Begins a page, and says which files changed since the last was begun.
    pub(super) fn turn(&mut self) -> Vec<PathBuf> {
        self.mended_before.append(&mut self.mended);
        self.chosen.clear();
        self.written = 0;
        let files = std::mem::take(&mut self.files).into_keys();
        files.chain(std::mem::take(&mut self.decision_files)).collect()
    }

    pub(super) fn write_decisions(&mut self) -> Result<(), Refusal> {
        let new = self.decided.get(self.decisions_written..).unwrap_or_default();
        write(new, &self.rules)?;
        self.decision_files.extend(new.iter().map(|new| new.written.path.clone()));
        self.decisions_written = self.decided.len();
        Ok(())
    }

    pub(super) fn write_fixes(&mut self) -> Result<(), EditError> {
        if self.is_torn || self.written == self.chosen.len() {
            return Ok(());
        }
        let chosen =
            self.chosen.iter().filter_map(|(found, way)| Some((found.as_ref(), found.fixes.get(*way)?)));
        // What went together before still does: it comes first.
        let Plan { files, fixes, .. } = plan_with(chosen, None);
        let mut after = Vec::new();
        let mut changed = Vec::new();
        for file in &files {
            let all = file.changes();
            let (changes, before) = match self.files.get(file.path) {
                Some(written) => (all.beyond(&written.changes), written.digest),
                None => (all.clone(), digest_of(file, &all)?),
            };
            if changes.iter().next().is_some() {
                changed.push(ChangedFile { path: file.path.to_path_buf(), before, changes });
                after.push(all);
            }
        }
        let digests = write_changed(&changed);
        self.is_torn = matches!(digests, Err(EditError::Partly { .. }));
        let mended = fixes.iter().map(|made| MendedFinding::of(made.diagnostic, made.fix)).collect();
        for ((file, changes), digest) in changed.into_iter().zip(after).zip(digests?) {
            self.files.insert(file.path, WrittenFile { changes, digest });
        }
        self.mended = mended;
        self.written = self.chosen.len();
        Ok(())
    }
}

/// What a file is known by that is still what was judged.
fn digest_of(file: &FilePlan<'_>, changes: &Changes) -> Result<Digest, EditError> {
    let copied = copy_changed(open(file.path)?, changes, &file.originals(), &mut io::sink());
    copied.map_err(|error| error.of(file.path))
}
