//! Findings that were told before: what they are known by, and how they are shown.

use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::project::Inventory;
use crate::record::digest::digest;
use crate::report::Diagnostic;
use crate::report::identity::Identity;
use crate::rule::Finding;

/// Findings that were told before, by a digest of all that they say and of what judged them. A record that did not
/// change is not read again for what was found in it.
#[derive(Debug, Default)]
pub(crate) struct KnownFindings {
    findings: FxHashMap<u64, KnownFinding>,
}

/// What was worked out of a finding.
#[derive(Debug, Clone)]
pub(crate) struct KnownFinding {
    /// What it is known by, not yet told apart from its equals.
    pub identity: Identity,
    /// The digest of its record's id, and whether other records had the same: the identity depends on that.
    pub id: Option<(u64, bool)>,
    /// How it is shown; none until it was.
    pub diagnostic: Option<Arc<Diagnostic>>,
    /// The files that it is of or shown with, by number.
    files: Box<[u32]>,
}

impl KnownFinding {
    /// How it is shown, under what it is known by now; none if it was not shown yet.
    pub fn told_as(&self, identity: Identity) -> Option<Arc<Diagnostic>> {
        let told = self.diagnostic.as_ref()?;
        if told.fingerprint == identity.fingerprint {
            return Some(Arc::clone(told));
        }
        let Identity { fingerprint, known_by, .. } = identity;
        Some(Arc::new(Diagnostic { fingerprint, known_by, ..Diagnostic::clone(told) }))
    }
}

impl KnownFindings {
    /// What a finding is looked up by; none for one that no file's judgement stands behind.
    pub fn key(inventory: &Inventory, finding: &Finding) -> Option<u64> {
        let file = finding.place.file()?;
        Some(digest(&(inventory.collection_of(file).basis, finding)))
    }

    /// What is known of a finding.
    pub fn get(&self, key: u64) -> Option<&KnownFinding> {
        self.findings.get(&key)
    }

    /// Keeps what a finding is known by.
    pub fn keep(&mut self, key: u64, finding: &Finding, identity: Identity, id: Option<(u64, bool)>) {
        let files = finding.places().filter_map(|place| place.file()).collect();
        self.findings.insert(key, KnownFinding { identity, id, diagnostic: None, files });
    }

    /// Keeps how a finding is shown.
    pub fn keep_diagnostic(&mut self, key: u64, diagnostic: &Arc<Diagnostic>) {
        if let Some(known) = self.findings.get_mut(&key) {
            known.diagnostic = Some(Arc::clone(diagnostic));
        }
    }

    /// Forgets the findings that are of a file or shown with it.
    pub fn forget(&mut self, file: u32) {
        self.findings.retain(|_, known| !known.files.contains(&file));
    }

    /// Forgets the findings that are of some files or shown with them.
    pub fn forget_all(&mut self, files: &FxHashSet<u32>) {
        self.findings.retain(|_, known| !known.files.iter().any(|file| files.contains(file)));
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.findings.clear();
    }
}
