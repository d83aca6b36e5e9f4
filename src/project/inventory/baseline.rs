//! The baselines of what a run finds.

use std::path::{Path, PathBuf};

use super::Preparation;
use crate::policy::baseline::Baseline;
use crate::project::BaselineUse;
use crate::project::baseline::load_baseline;
use crate::project::error::Error;
use crate::project::files::real;

/// The baseline of what stands under a config.
#[derive(Debug)]
pub struct ConfigBaseline {
    /// Its path.
    pub path: PathBuf,
    /// What stands in it.
    pub baseline: Baseline,
}

impl Preparation<'_> {
    /// Loads the baseline of each config, where baselines are read.
    pub(super) fn load_baselines(
        &mut self,
        paths: &[Option<PathBuf>],
    ) -> Result<Vec<Option<ConfigBaseline>>, Error> {
        let mut load = |path: &Option<PathBuf>| match (path, self.options.baseline) {
            (Some(path), BaselineUse::Read) => self.load_baseline_of(path),
            (None, _) | (_, BaselineUse::Ignored) => Ok(None),
        };
        paths.iter().map(&mut load).collect()
    }

    fn load_baseline_of(&mut self, path: &Path) -> Result<Option<ConfigBaseline>, Error> {
        // Where there is none yet, one may come.
        self.sources.insert(real(path));
        let loaded = load_baseline(path, self.disk)?;
        Ok(loaded.map(|(baseline, _)| ConfigBaseline { path: path.to_owned(), baseline }))
    }
}
