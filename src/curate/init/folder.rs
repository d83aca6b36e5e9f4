//! What lies in a folder: files that may hold records, schemas, texts of sources.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::error::InitError;
use crate::notation::Notation;
use crate::project::config::FILE_NAME;
use crate::project::ignore_files::IgnoreFiles;
use crate::project::own_files::{is_named_as_schema, own_file};

/// What lies in a folder. Paths begin at the folder.
#[derive(Debug, Default)]
pub struct FolderSurvey {
    /// Files of the kinds that hold records, in the order of their paths.
    pub files: Vec<RecordFile>,
    /// Files whose names say that they are schemas.
    pub schemas: Vec<PathBuf>,
    /// Files of plain text.
    pub texts: Vec<PathBuf>,
    /// What was passed over, and why.
    pub notes: Vec<String>,
}

/// A file that may hold records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordFile {
    /// Its path from the folder.
    pub path: PathBuf,
    /// How its records are written.
    pub notation: Notation,
}

impl FolderSurvey {
    /// Looks through a folder. Hidden files, and those that an ignore file of it names, are passed over; links are not
    /// followed.
    ///
    /// # Errors
    ///
    /// When it cannot be read, is no folder, or has a config already.
    pub fn of(folder: &Path) -> Result<Self, InitError> {
        let metadata = std::fs::metadata(folder)
            .map_err(|cause| InitError::Unreadable { path: folder.to_owned(), cause })?;
        if !metadata.is_dir() {
            return Err(InitError::NotAFolder { path: folder.to_owned() });
        }
        let config = folder.join(FILE_NAME);
        if std::fs::symlink_metadata(&config).is_ok() {
            return Err(InitError::HasConfig { config });
        }
        let mut survey = Self::default();
        survey.walk(folder);
        if let Some(above) = config_above(folder) {
            let above = above.display();
            survey
                .notes
                .push(format!("{above} judges these files so far; the new tadqiq.toml is nearer and counts"));
        }
        Ok(survey)
    }

    fn walk(&mut self, folder: &Path) {
        let root = folder.to_owned();
        let has_own_config = move |entry: &ignore::DirEntry| {
            entry.depth() == 0
                || entry.file_type().is_none_or(|kind| !kind.is_dir())
                || !entry.path().join(FILE_NAME).is_file()
        };
        let walk = WalkBuilder::new(&root)
            .standard_filters(false)
            .hidden(true)
            .follow_links(false)
            .sort_by_file_name(|one, other| one.cmp(other))
            .filter_entry(has_own_config)
            .build();
        let real = std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        let mut ignoring = IgnoreFiles::below(&real, folder);
        for entry in walk {
            match entry {
                Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                    let inside = entry.path().strip_prefix(folder).unwrap_or(entry.path());
                    if !ignoring.leave_out(&real.join(inside)) {
                        self.take(inside);
                    }
                }
                Ok(_) => {}
                Err(error) => self.notes.push(format!("not read: {error}")),
            }
        }
        self.notes.extend(ignoring.into_errors().iter().map(ToString::to_string));
    }

    fn take(&mut self, path: &Path) {
        if is_named_as_schema(path) {
            return self.schemas.push(path.to_owned());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        if own_file(path).is_some() || OF_TOOLS.contains(&name.as_str()) {
            return;
        }
        match Notation::of_path(path) {
            Some(notation) => self.files.push(RecordFile { path: path.to_owned(), notation }),
            None if name.ends_with(".txt") => self.texts.push(path.to_owned()),
            None => {}
        }
    }
}

/// Files that programs of the trade keep beside the data.
const OF_TOOLS: [&str; 4] = ["package.json", "package-lock.json", "tsconfig.json", "composer.json"];

fn config_above(folder: &Path) -> Option<PathBuf> {
    let real = std::fs::canonicalize(folder).ok()?;
    real.ancestors().skip(1).map(|above| above.join(FILE_NAME)).find(|config| config.is_file())
}
