//! Why files are judged by what they are judged by.

use std::path::Path;

use super::Inventory;
use crate::project::config::SchemaName;

/// Why a file is judged by its schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SchemaGround {
    /// It was asked for: by the options, or by the program for files of its own.
    Asked,
    /// The config says so of the file's collection.
    Collection,
    /// The file names it in `$schema`.
    Named,
    /// Nobody says.
    Assumed,
}

impl SchemaGround {
    /// Whether the file's own text decided.
    pub fn is_of_the_text(self) -> bool {
        matches!(self, Self::Named | Self::Assumed)
    }
}

/// Where levels of rules may be said, from the general to the particular.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LevelLayer {
    /// In the config, for all.
    Config,
    /// In the config, for the collection.
    Collection,
    /// In the config, for these files.
    Override(Vec<String>),
}

impl Inventory {
    /// The config that a collection stands under; none without one.
    pub fn config_of(&self, collection: usize) -> Option<&Path> {
        self.config_paths.get(self.collections.get(collection)?.config)?.as_deref()
    }

    /// What the schema of a collection is called: its file, or its name.
    pub fn schema_called(&self, collection: usize) -> String {
        match self.schema_names.get(collection) {
            Some(SchemaName::File(path)) => path.to_string_lossy().into_owned(),
            Some(SchemaName::Bundled(name)) => format!("the bundled schema {name}"),
            Some(SchemaName::Text(_)) | None => "the given schema".to_owned(),
        }
    }
}
