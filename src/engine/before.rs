//! What stood before, held against what is found: which findings are in a baseline, or in the revision that the run is
//! held against.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::project::{ConfigBaseline, Inventory, Options};
use crate::report::{Fingerprint, JudgedBaseline, StoodIn};

/// The findings that stood before, and how many of them were found.
pub struct Before<'p> {
    inventory: &'p Inventory,
    revision: Option<&'p FxHashSet<Fingerprint>>,
    /// By config: how many findings of its baseline were found.
    found: Vec<u64>,
}

impl<'p> Before<'p> {
    /// Before any finding was looked up. `revision` has what was found in the revision that the run is held against.
    pub fn new(inventory: &'p Inventory, revision: Option<&'p FxHashSet<Fingerprint>>) -> Self {
        Self { inventory, revision, found: vec![0; inventory.baselines.len()] }
    }

    /// What a finding stood in that stands under one of these configs: the baseline goes first.
    pub fn look_up(&mut self, configs: Range<usize>, fingerprint: Fingerprint) -> Option<StoodIn> {
        let mut is_in_a_baseline = false;
        for config in configs {
            let Some(Some(ConfigBaseline { baseline, .. })) = self.inventory.baselines.get(config) else {
                continue;
            };
            if let (true, Some(found)) = (baseline.has(fingerprint), self.found.get_mut(config)) {
                *found += 1;
                is_in_a_baseline = true;
            }
        }
        if is_in_a_baseline {
            return Some(StoodIn::Baseline);
        }
        let is_in_revision = self.revision.is_some_and(|revision| revision.contains(&fingerprint));
        is_in_revision.then_some(StoodIn::Revision)
    }

    /// What came of the baselines, once every finding was looked up. `is_sound` says that nothing failed.
    pub fn conclude(self, options: &Options, is_sound: bool) -> Vec<JudgedBaseline> {
        let is_all_asked = options.select.is_empty() && options.ignore.is_empty() && is_sound;
        let baselines = self.inventory.baselines.iter().zip(self.found).enumerate();
        let judged = baselines.filter_map(|(config, (baseline, found))| {
            let ConfigBaseline { path, baseline } = baseline.as_ref()?;
            let findings = baseline.size() as u64;
            let is_whole = is_all_asked && self.inventory.is_wholly_judged(config, None);
            let gone = is_whole.then(|| findings.saturating_sub(found));
            Some(JudgedBaseline { file: path.to_string_lossy().as_ref().into(), findings, found, gone })
        });
        judged.collect()
    }
}
