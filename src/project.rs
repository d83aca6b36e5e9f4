//! A root folder with its configs, schemas, registries and texts: loaded once, asked many times. Files may be
//! overlaid by what an editor holds.

pub(crate) mod baseline;
pub(crate) mod cache;
mod collection;
pub mod config;
pub(crate) mod decisions;
pub mod discover;
pub mod error;
pub mod files;
mod git;
pub(crate) mod ignore_files;
pub mod input;
mod inventory;
mod memory;
mod options;
pub(crate) mod own_files;
mod past;
mod progress;
mod selection;
pub(crate) mod spool;

use std::path::Path;
use std::sync::Arc;

pub use cache::Cache;
pub(crate) use cache::Keeping;
pub(crate) use collection::{Collection, keeper};
pub use config::{ConfigChoice, SchemaName};
pub(crate) use error::GitError;
pub use error::{Error, ErrorKind};
pub(crate) use inventory::{
    ConfigBaseline, ConfigDecisions, Inventory, LevelLayer, ProjectFile, SchemaGround,
};
pub(crate) use memory::{Chunk, JudgedFile, KnownFindings, Memory};
pub use options::{Accepted, BaselineUse, Links, Options, Reach, Unchanged, Unclaimed};
pub use past::Since;
pub(crate) use past::{NamedRevision, Past, PolicyRevision, Sides};
pub use progress::{CacheUse, Progress, RunStage};
pub use selection::Subject;

pub(crate) use crate::schema::UncheckedPattern;

pub(crate) use files::real;
use files::{Files, Overlay};
use spool::SpooledText;

/// Records with all that they are judged by, kept from one [check](Self::check) to the next.
///
/// Configs, schemas, registries and the texts of sources are loaded by the first check; what each file gave is
/// kept. After a file [changed](Self::refresh), on disk or in an [editor](Self::overlay), only its records are judged
/// again, and what the dataset shows is concluded anew. Where it was a config, a schema, a registry or a text, what
/// reads it is judged again. The report is always that of a fresh run over the same files.
///
/// ```
/// use tadqiq::{Options, Project, Subject};
///
/// let folder = tempfile::tempdir()?;
/// let path = folder.path().join("day.json");
/// std::fs::write(&path, r#"{"id": "m1", "kind": "visit"}"#)?;
///
/// let mut project = Project::open(Options { root: folder.path().to_owned(), ..Options::default() })?;
/// let subject = Subject::paths([folder.path()]);
/// assert!(project.check(&subject)?.worst().is_some());
///
/// // What an editor holds counts, before it is saved.
/// project.overlay(&path, r#"{"id": "m1", "kind": "visit", "status": "held", "participants": [{"name": "A. Person"}]}"#)?;
/// assert_eq!(project.check(&subject)?.worst(), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Project {
    pub(crate) options: Options,
    pub(crate) disk: Files,
    pub(crate) memory: Memory,
    /// The last selection, and what there is to it; none when something changed that all else may depend on.
    known: Option<(Subject, Arc<Inventory>)>,
}

impl Project {
    /// Opens a project. Its files are read when they are first asked for.
    ///
    /// # Errors
    ///
    /// [`Error::NoSuchFile`] and [`Error::NotAFolder`] for a root that is none.
    pub fn open(options: Options) -> Result<Self, Error> {
        let root = std::fs::metadata(&options.root);
        match root {
            Ok(metadata) if metadata.is_dir() => {}
            Ok(_) => return Err(Error::NotAFolder { path: options.root }),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                return Err(Error::NoSuchFile { path: options.root, nearest: None });
            }
            Err(cause) => return Err(Error::Unreadable { path: options.root, cause }),
        }
        Ok(Self { options, disk: Files::default(), memory: Memory::default(), known: None })
    }

    /// How records are judged in it.
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// Puts a text in the place of a file, as an editor holds it: a file of records, a config, a schema, a registry
    /// or a source's text, be it on disk or not yet. It counts until it is [revealed](Self::reveal).
    ///
    /// # Errors
    ///
    /// [`Error::OutsideOfProject`] for a path that does not lie in the project's [root](Options::root).
    pub fn overlay(&mut self, path: impl AsRef<Path>, text: impl AsRef<[u8]>) -> Result<(), Error> {
        let path = path.as_ref();
        self.inside(path)?;
        let was_there = self.disk.is_file(path);
        self.disk.overlay(path, Overlay::Memory(text.as_ref().into()));
        self.forget(path, was_there);
        Ok(())
    }

    /// Takes a text away that was in the place of a file: what is on disk counts again. Nothing happens where there
    /// was none.
    ///
    /// # Errors
    ///
    /// As for [`overlay`](Self::overlay).
    pub fn reveal(&mut self, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        self.inside(path)?;
        if self.disk.reveal(path) {
            self.forget(path, true);
        }
        Ok(())
    }

    /// Puts a text of any size in the place of a file, wherever that lies.
    pub(crate) fn overlay_spooled(&mut self, path: &Path, text: SpooledText) {
        self.disk.overlay(path, Overlay::Spooled(text));
        self.forget(path, true);
    }

    /// Puts a text in the place of the standard input, which can be read once only.
    pub(crate) fn overlay_stdin(&mut self, text: SpooledText) {
        self.disk.overlay_stdin(text);
        self.known = None;
    }

    /// Says that files changed on disk: that they were written, made, taken away or moved. A folder stands for all
    /// that lies in it.
    pub fn refresh<P: AsRef<Path>>(&mut self, changed: impl IntoIterator<Item = P>) {
        for path in changed {
            self.forget(path.as_ref(), true);
        }
    }

    /// Forgets what was known of a file, and, unless it holds records and nothing else, what depends on it.
    fn forget(&mut self, path: &Path, was_there: bool) {
        let real = real(path);
        self.memory.forget(&real);
        let is_there = was_there && self.disk.is_file(path);
        let known =
            self.known.as_mut().filter(|(_, inventory)| is_there && inventory.is_of_records_alone(&real));
        match known {
            // An inventory opens files through the overlays of its time.
            Some((_, inventory)) => {
                if let Some(inventory) = Arc::get_mut(inventory) {
                    inventory.disk = self.disk.clone();
                } else {
                    self.known = None;
                }
            }
            None => self.known = None,
        }
    }

    /// What there is to a selection, looked up anew where it is not known.
    pub(crate) fn inventory(&mut self, subject: &Subject) -> Result<Arc<Inventory>, Error> {
        if let Some((known, inventory)) = &self.known
            && known == subject
        {
            return Ok(Arc::clone(inventory));
        }
        if self.options.config_from.is_some() {
            let options = Options { since: None, ..self.options.clone() };
            let Sides { head, .. } = Sides::of(&options, subject, &self.disk)?;
            return self.inventory_of(subject, &head);
        }
        let inventory = Arc::new(Inventory::new(subject, &self.options, &self.disk)?);
        self.memory.number_anew(&inventory);
        self.known = Some((subject.clone(), Arc::clone(&inventory)));
        Ok(inventory)
    }

    /// What there is to a selection in files that are not those of the project as it lies.
    pub(crate) fn inventory_of(&mut self, subject: &Subject, files: &Files) -> Result<Arc<Inventory>, Error> {
        let inventory = Arc::new(Inventory::new(subject, &self.options, files)?);
        self.memory.number_anew(&inventory);
        self.known = None;
        Ok(inventory)
    }

    fn inside(&self, path: &Path) -> Result<(), Error> {
        if real(path).starts_with(real(&self.options.root)) {
            return Ok(());
        }
        Err(Error::OutsideOfProject { path: path.to_owned(), root: self.options.root.clone() })
    }
}
