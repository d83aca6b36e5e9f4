//! What all collections of a config claim, whatever part of it is asked for.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::Preparation;
use crate::project::config::ConfigChoice;
use crate::project::discover::{Assignment, Discovery, Location, Request, Source, discover, sort};
use crate::project::error::Error;
use crate::project::files::real;
use crate::project::options::{Reach, Unclaimed};

impl Preparation<'_> {
    /// Files that are asked for and, where a dataset is judged as a whole, the others that belong to it, in the order of
    /// the run: that of a run over all of them. `stdin` is what the standard input stands in the place of.
    pub(super) fn with_datasets(
        &mut self,
        asked: Vec<Source>,
        stdin: Option<&Path>,
    ) -> Result<Vec<Source>, Error> {
        let mut sources = asked;
        let known: FxHashSet<PathBuf> = sources.iter().filter_map(path).chain(stdin).map(real).collect();
        for config in 0..self.configs.len().max(1) {
            let found = self.dataset(config)?;
            let in_a_collection = |source: &Source| matches!(source.assignment, Assignment::Collection(_));
            // Under another schema, and outside of all collections, there is no dataset.
            let is_asked = sources.iter().any(|source| source.config == config && in_a_collection(source));
            if let (Some(found), Reach::Datasets, true) = (&found, self.options.reach, is_asked) {
                let of_dataset = found.sources.iter().filter(|source| in_a_collection(source));
                let beside =
                    of_dataset.filter(|source| path(source).is_none_or(|path| !known.contains(&real(path))));
                sources.extend(beside.map(|source| Source { config, is_beside: true, ..source.clone() }));
            }
            self.datasets_found.push(found);
        }
        sort(&mut sources);
        Ok(sources)
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
}

fn path(source: &Source) -> Option<&Path> {
    match &source.location {
        Location::Path(path) => Some(path),
        Location::Stdin => None,
    }
}
