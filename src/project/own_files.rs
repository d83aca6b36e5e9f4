//! Our own files: what they are called, and that they are never records.

use std::path::{Path, PathBuf};

use super::config::{Config, ConfigChoice, FILE_NAME};
use super::files::{Files, real};
use super::{Error, Options};
use crate::words::paths::folder_of;

/// What a curator's decisions are called. They stand beside the config; without one, in the root of the project.
pub const DECISIONS_NAME: &str = "decisions.ndjson";
/// What the findings are called that stood when a gate was set up. They stand where decisions do.
pub const BASELINE_NAME: &str = "baseline.ndjson";
/// How the name of a report ends that a dataset is expected to give.
const EXPECTED_REPORT: &str = ".expected.json";

/// What a file of ours is, and what to do where it is named among records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OwnFile {
    /// "a curator's decisions".
    pub what: &'static str,
    /// "tadqiq decisions lists them".
    pub way_out: &'static str,
}

impl OwnFile {
    /// Why it cannot be named among records.
    pub fn named(self, path: &Path) -> Error {
        let Self { what, way_out } = self;
        let path = path.strip_prefix(".").unwrap_or(path).to_owned();
        Error::OwnFile { path, what, way_out }
    }
}

/// What a file of ours is, by its name alone; none for one of somebody else's.
pub fn own_file(path: &Path) -> Option<OwnFile> {
    let name = path.file_name()?.to_string_lossy();
    let (what, way_out) = match name.as_ref() {
        FILE_NAME => ("a config", "name a folder or files of records; the config is read by itself"),
        DECISIONS_NAME => ("a curator's decisions", "tadqiq decisions lists them; give records another name"),
        BASELINE_NAME => ("a baseline", "tadqiq baseline writes it; give records another name"),
        name if name.ends_with(EXPECTED_REPORT) => {
            ("the report that is expected of a dataset", "leave it out; give records another name")
        }
        _ => return None,
    };
    Some(OwnFile { what, way_out })
}

/// Where a file of ours on what stands under a config is: beside it; without one, in the root of the project. None
/// where no config was asked for.
pub fn path_beside(config: &Config, options: &Options, name: &str) -> Option<PathBuf> {
    let folder = match (config.folder(), &options.config) {
        (Some(folder), _) => folder,
        (None, ConfigChoice::Isolated) => return None,
        (None, _) => &options.root,
    };
    let is_here = folder == Path::new(".") || folder.as_os_str().is_empty();
    Some(if is_here { PathBuf::from(name) } else { folder.join(name) })
}

/// Why a file of ours that stands beside a config cannot be read.
#[derive(Debug)]
pub enum UnfitFile {
    /// It is this, and no file.
    NotAFile(&'static str),
    /// It has more bytes than it may have.
    TooLarge,
    /// What else keeps it from being read.
    Other(Box<Error>),
}

/// The bytes of a file of ours beside a config, at most so many; none where there is no such file.
pub fn read_beside(path: &Path, files: &Files, most: u64) -> Result<Option<Vec<u8>>, UnfitFile> {
    // A link that leads nowhere is there, and cannot be read.
    if !files.is_anything(path) {
        files.note(path, &[]);
        return Ok(None);
    }
    if let (None, Some(kind)) = (files.overlaid(path), kind_of_link(path)) {
        return Err(UnfitFile::NotAFile(kind));
    }
    let bytes = files.read(path, most).map_err(|error| match error {
        Error::NotAFile { kind, .. } => UnfitFile::NotAFile(kind),
        Error::NoSuchFile { path, .. } => {
            let cause = std::io::ErrorKind::NotFound.into();
            UnfitFile::Other(Box::new(Error::Unreadable { path, cause }))
        }
        other => UnfitFile::Other(Box::new(other)),
    })?;
    if bytes.len() as u64 > most {
        return Err(UnfitFile::TooLarge);
    }
    Ok(Some(bytes))
}

/// What is wrong with a link, if there is one: what is read here is printed in part, and may be written anew, so it lies
/// in the folder of its config or below it.
fn kind_of_link(path: &Path) -> Option<&'static str> {
    std::fs::symlink_metadata(path).ok().filter(|it| it.is_symlink())?;
    let Ok(leads_to) = std::fs::canonicalize(path) else { return Some("a link that leads nowhere") };
    let is_inside = leads_to.starts_with(real(folder_of(path)));
    (!is_inside).then_some("a link that leads out of its folder")
}

/// Whether a file's name says that it is a schema.
pub fn is_named_as_schema(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_ascii_lowercase().ends_with(".schema.json"))
}

/// A schema that a config names.
pub const SCHEMA: OwnFile = OwnFile {
    what: "a schema that records are judged by",
    way_out: "leave it out: what is wrong with a schema is said wherever its records are judged",
};

/// A file that the output of the run is written to.
pub const OUTPUT: OwnFile =
    OwnFile { what: "the file that this run writes its output to", way_out: "write the output elsewhere" };
