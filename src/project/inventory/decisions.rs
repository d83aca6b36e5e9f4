//! The decisions on what a run finds, and whether all was judged that they are about.

use std::path::PathBuf;

use rustc_hash::FxHashSet;

use super::{Inventory, Judging, Preparation, Subject};
use crate::message;
use crate::notation::Notation;
use crate::policy::decisions::Decisions;
use crate::project::config::{Config, SchemaName};
use crate::project::decisions::load_decisions;
use crate::project::error::Error;
use crate::project::files::real;
use crate::project::own_files::path_beside;
use crate::report::Skipped;

/// The decisions on what stands under a config.
#[derive(Debug)]
pub struct ConfigDecisions {
    /// Their file, by its number in the run.
    pub file: u32,
    /// The decisions.
    pub decisions: Decisions,
}

/// What of the project was asked for.
#[derive(Debug, Default)]
pub(super) struct Wholeness {
    /// By config, the names of its collections.
    collections: Vec<Vec<String>>,
    /// By config, the names of those that have a file which was not asked for.
    lacking: FxHashSet<(usize, String)>,
    /// The real paths of the folders that were asked for.
    folders: Vec<PathBuf>,
    /// By config, the real path of the folder that its records lie in.
    roots: Vec<PathBuf>,
    /// Whether all is judged by another schema than the configs say.
    is_by_another_schema: bool,
}

impl Wholeness {
    /// Says that a file of a collection is not judged.
    pub fn lacks(&mut self, config: usize, collection: String) {
        self.lacking.insert((config, collection));
    }
}

impl Inventory {
    /// Whether all records of a collection were asked for; without a name, or with one that the config does not know,
    /// all that stand under the config.
    pub fn is_wholly_judged(&self, config: usize, collection: Option<&str>) -> bool {
        let Wholeness { collections, lacking, folders, roots, is_by_another_schema } = &self.wholeness;
        if *is_by_another_schema {
            return false;
        }
        let names = collections.get(config).map_or(&[][..], Vec::as_slice);
        if names.is_empty() {
            let root = roots.get(config);
            return root.is_some_and(|root| folders.iter().any(|folder| root.starts_with(folder)));
        }
        match collection.filter(|name| names.iter().any(|known| known == name)) {
            Some(name) => !lacking.contains(&(config, name.to_owned())),
            None => self.datasets.get(config).is_some_and(|dataset| dataset.is_whole),
        }
    }
}

impl Preparation<'_> {
    /// Where a file of ours beside each config is, or would be.
    pub(super) fn own_paths(&self, subject: &Subject, name: &str) -> Vec<Option<PathBuf>> {
        // A text in memory stands in no folder.
        let is_text = matches!(subject, Subject::Text { .. });
        let path = |config: &Config| match config.path {
            None if is_text => None,
            _ => path_beside(config, self.options, name),
        };
        self.configs.iter().map(path).collect()
    }

    /// Loads the decisions of each config, and gives their files numbers.
    pub(super) fn load_decisions(
        &mut self,
        paths: &[Option<PathBuf>],
        subject: &Subject,
    ) -> Result<Vec<Option<ConfigDecisions>>, Error> {
        let names = |config: &Config| config.collections.iter().map(|it| it.name.clone()).collect();
        self.wholeness.collections = self.configs.iter().map(names).collect();
        self.wholeness.folders = folders(subject);
        let root = |config: &Config| real(config.folder().unwrap_or(&self.options.root));
        self.wholeness.roots = self.configs.iter().map(root).collect();
        self.wholeness.is_by_another_schema = self.options.schema.is_some();
        let mut loaded = Vec::with_capacity(paths.len());
        for (config, path) in paths.iter().enumerate() {
            let own = path.as_ref().map(|path| self.load_decisions_of(config, path.clone()));
            loaded.push(own.transpose()?.flatten());
        }
        self.say_which_are_not_read();
        Ok(loaded)
    }

    fn load_decisions_of(&mut self, config: usize, path: PathBuf) -> Result<Option<ConfigDecisions>, Error> {
        let real_path = real(&path);
        self.found_decisions.retain(|(found, _)| *found != real_path);
        // Where there is none yet, one may come.
        self.sources.insert(real_path);
        let decisions = load_decisions(&path, self.disk, &self.options.rules)?;
        let Some(decisions) = decisions.filter(|decisions| !decisions.lines().is_empty()) else {
            return Ok(None);
        };
        let collection =
            self.collection(config, Judging::Schema(SchemaName::Bundled("decision".to_owned())), Vec::new())?;
        let name = path.to_string_lossy().into_owned();
        let notation = Notation::of_path(&path).unwrap_or_default();
        let file = self.push_to_point_into(name, path, notation, config, collection);
        Ok(Some(ConfigDecisions { file, decisions }))
    }

    /// Decisions that lie where none are read must not pass for decisions that count.
    fn say_which_are_not_read(&mut self) {
        let unread = std::mem::take(&mut self.found_decisions);
        let why =
            "decisions are read beside the config of the records; without one, in the folder of the run";
        let said = unread.into_iter().map(|(_, name)| Skipped::new(message!("{file}", file: name), why));
        self.skipped.extend(said);
    }
}

/// The real paths of the folders that are asked for.
fn folders(subject: &Subject) -> Vec<PathBuf> {
    match subject {
        Subject::Paths { paths, .. } if paths.is_empty() => vec![real(".".as_ref())],
        Subject::Paths { paths, .. } => {
            paths.iter().filter(|path| path.is_dir()).map(|path| real(path)).collect()
        }
        Subject::Text { .. } => Vec::new(),
    }
}
