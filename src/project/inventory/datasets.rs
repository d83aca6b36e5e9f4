//! What all collections of a config claim, whatever part of it is asked for.

use std::path::{Path, PathBuf};

use super::{Preparation, Subject};
use crate::project::config::ConfigChoice;
use crate::project::discover::{Assignment, Discovery, Location, Request, Source, discover};
use crate::project::error::Error;
use crate::project::files::real;
use crate::project::options::{Reach, Unclaimed};

impl Preparation<'_> {
    /// Finds what the collections of each config claim, and takes what is not asked for to be judged beside it.
    pub(super) fn take_datasets(&mut self, subject: &Subject) -> Result<(), Error> {
        let stdin = match subject {
            Subject::Paths { stdin_name, .. } => stdin_name.as_deref().map(real),
            Subject::Text { .. } => None,
        };
        for config in 0..self.configs.len().max(1) {
            let mut found = self.dataset(config)?;
            if let (Some(found), Reach::Datasets) = (&mut found, self.options.reach) {
                self.take_beside(config, found, stdin.as_deref())?;
            }
            self.datasets_found.push(found);
        }
        Ok(())
    }

    /// What the collections of a config claim; none without a config.
    fn dataset(&self, config: usize) -> Result<Option<Discovery>, Error> {
        let Some(path) = self.configs.get(config).and_then(|config| config.path.clone()) else {
            return Ok(None);
        };
        let folder = self.configs[config].folder().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let request = Request {
            paths: &[folder],
            stdin_name: None,
            config: ConfigChoice::File(path),
            schema: None,
            known: self.known,
            unclaimed: Unclaimed::PassedOver,
            links: self.options.links,
            files: self.disk.clone(),
            outputs: &self.options.outputs,
        };
        discover(&request).map(Some)
    }

    /// Takes the files of collections that have a file which is asked for. `stdin` is what the standard input stands in
    /// the place of.
    fn take_beside(&mut self, config: usize, found: &Discovery, stdin: Option<&Path>) -> Result<(), Error> {
        let of_a_collection = |source: &&Source| matches!(source.assignment, Assignment::Collection(_));
        let is_asked = |source: &&Source| {
            let real = match &source.location {
                Location::Path(path) => real(path),
                Location::Stdin => return true,
            };
            self.by_real_path.contains_key(&real) || stdin.is_some_and(|stdin| *stdin == real)
        };
        let (asked, beside): (Vec<&Source>, Vec<&Source>) =
            found.sources.iter().filter(of_a_collection).partition(is_asked);
        // Under another schema, and outside of all collections, there is no dataset.
        if asked.is_empty() || self.options.schema.is_some() {
            return Ok(());
        }
        let beside = beside.into_iter().map(|source| Source { config, ..source.clone() });
        self.take_sources(beside.collect())
    }
}
