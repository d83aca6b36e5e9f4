//! One path of the command line → the files it means.

use std::io;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::{DirEntry, WalkBuilder};

use super::Notation;
use crate::message;
use crate::project::error::{Error, ForeignError};
use crate::project::files::{Files, real};
use crate::project::own_files::own_file;
use crate::report::Skipped;
use crate::text::nearest::nearest;

/// What a path means.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Files of the kinds that hold records.
    pub(super) found: Vec<FoundPath>,
    /// The folder that the path means, or that its file lies in.
    pub(super) root: PathBuf,
    /// What kind of path it is.
    pub(super) meaning: Meaning,
    pub(super) skipped: Vec<Skipped>,
    pub(super) errors: Vec<Error>,
}

/// What kind of path was given.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A file, named outright.
    #[default]
    File,
    /// A folder, in which something is expected.
    Folder,
    /// A glob.
    Glob,
}

/// A file of a kind that holds records.
#[derive(Debug)]
pub(super) struct FoundPath {
    /// Its path, beginning with the path as given.
    pub(super) path: PathBuf,
    /// Its path without links.
    pub(super) real: PathBuf,
    pub(super) notation: Notation,
}

/// Looks what a path means: a file, a folder, or a glob.
pub(super) fn look(path: &Path, files: &Files) -> Look {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => folder(path, None, files),
        Ok(_) => file(path),
        Err(_) if files.overlaid(path).is_some() => file(path),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => match glob_of(path) {
            Some(pattern) => glob(path, &pattern, files),
            None => failed(Error::NoSuchFile { path: path.to_owned(), nearest: nearest_path(path) }),
        },
        Err(cause) => failed(Error::Unreadable { path: path.to_owned(), cause }),
    }
}

/// A path as it is shown: without `./` at its start.
pub(super) fn display(path: &Path) -> String {
    tidy(path).to_string_lossy().into_owned()
}

/// A path without `./` at its start.
pub(super) fn tidy(path: &Path) -> &Path {
    match path.strip_prefix(".") {
        Ok(rest) if !rest.as_os_str().is_empty() => rest,
        _ => path,
    }
}

fn failed(error: Error) -> Look {
    Look { errors: vec![error], ..Look::default() }
}

fn file(path: &Path) -> Look {
    let Some(notation) = Notation::of_path(path) else {
        return failed(match (own_file(path), unpacker(path)) {
            (Some(own), _) => own.named(path),
            (None, Some(unpack)) => Error::Compressed { path: path.to_owned(), unpack },
            (None, None) => Error::UnknownFileType { path: path.to_owned() },
        });
    };
    Look {
        found: vec![FoundPath { path: path.to_owned(), real: real(path), notation }],
        root: super::parent(path).to_owned(),
        ..Look::default()
    }
}

fn folder(root: &Path, only: Option<&GlobMatcher>, files: &Files) -> Look {
    let meaning = only.map_or(Meaning::Folder, |_| Meaning::Glob);
    let mut look = Look { root: root.to_owned(), meaning, ..Look::default() };
    let real_root = match std::fs::canonicalize(root) {
        Ok(real) => real,
        Err(cause) => return failed(Error::Unreadable { path: root.to_owned(), cause }),
    };
    // What one person's git ignores everywhere must not decide what another sees.
    let walk = WalkBuilder::new(root)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .follow_links(false)
        .sort_by_file_name(|one, other| one.cmp(other))
        .build();
    for entry in walk {
        match entry {
            Ok(entry) => one_entry(&entry, &real_root, only, &mut look),
            Err(error) => look.errors.push(walk_error(root, error)),
        }
    }
    for overlaid in files.overlaid_below(&real_root) {
        one_overlay(overlaid, &real_root, only, &mut look);
    }
    look
}

/// A file that an editor holds and nobody has written yet: it is found where it would lie.
fn one_overlay(overlaid: &Path, real_root: &Path, only: Option<&GlobMatcher>, look: &mut Look) {
    let Ok(inside) = overlaid.strip_prefix(real_root) else { return };
    let path = look.root.join(inside);
    let is_hidden = inside.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    if overlaid.exists() || is_hidden || only.is_some_and(|glob| !glob.is_match(tidy(&path))) {
        return;
    }
    let Some(notation) = Notation::of_path(overlaid).filter(|_| !is_ignored(overlaid)) else { return };
    look.found.push(FoundPath { path, real: overlaid.to_owned(), notation });
}

/// Whether an ignore file on disk would leave the file out: the nearest one that says anything of it decides.
fn is_ignored(real: &Path) -> bool {
    let said =
        real.ancestors().skip(1).flat_map(|folder| [folder.join(".ignore"), folder.join(".gitignore")]);
    let mut said = said.filter(|file| file.is_file()).filter_map(|file| {
        let (ignore, _) = ignore::gitignore::Gitignore::new(&file);
        let matched = ignore.matched_path_or_any_parents(real, false);
        (!matched.is_none()).then(|| matched.is_ignore())
    });
    said.next().unwrap_or(false)
}

fn one_entry(entry: &DirEntry, real_root: &Path, only: Option<&GlobMatcher>, look: &mut Look) {
    let path = entry.path();
    let Some(kind) = entry.file_type() else { return };
    if entry.depth() == 0 || kind.is_dir() || only.is_some_and(|glob| !glob.is_match(tidy(path))) {
        return;
    }
    if kind.is_symlink() {
        return link(path, real_root, look);
    }
    let Some(notation) = Notation::of_path(path) else {
        if packs_records(path) {
            skip(look, path, message!("compressed files are not read"));
        }
        return;
    };
    let inside = path.strip_prefix(&look.root).unwrap_or(path);
    look.found.push(FoundPath { path: path.to_owned(), real: real_root.join(inside), notation });
}

/// A link inside a folder: what it leads to is found where it lies, or said to lie outside.
fn link(path: &Path, real_root: &Path, look: &mut Look) {
    match std::fs::canonicalize(path) {
        Ok(target) if target.starts_with(real_root) => {}
        Ok(target) if target.is_dir() || Notation::of_path(path).is_some() => {
            skip(look, path, message!("it is a link that leads out of the folder"));
        }
        Ok(_) => {}
        Err(_) if Notation::of_path(path).is_none() => {}
        Err(cause) => look.errors.push(Error::Unreadable { path: path.to_owned(), cause }),
    }
}

fn skip(look: &mut Look, path: &Path, why: crate::words::Message) {
    look.skipped.push(Skipped { what: message!("{file}", file: display(path)), why });
}

/// A path with a character that means something in a glob; what is no text is no glob.
fn glob_of(path: &Path) -> Option<String> {
    let written = path.to_str()?;
    written.contains(['*', '?', '[', '{']).then(|| written.to_owned())
}

fn glob(path: &Path, pattern: &str, files: &Files) -> Look {
    let is_literal =
        |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let root: PathBuf = path.components().take_while(is_literal).collect();
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    let below = tidy(path).to_string_lossy();
    let matcher = match GlobBuilder::new(&below).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        Err(cause) => {
            return failed(Error::NotAGlob { pattern: pattern.to_owned(), cause: ForeignError::new(cause) });
        }
    };
    let matches_nothing = || Error::NothingMatches { pattern: pattern.to_owned() };
    if !root.is_dir() {
        return failed(matches_nothing());
    }
    let mut look = folder(&root, Some(&matcher), files);
    if look.found.is_empty() && look.errors.is_empty() {
        look.errors.push(matches_nothing());
    }
    look
}

fn walk_error(root: &Path, error: ignore::Error) -> Error {
    let path = path_of(&error).unwrap_or(root).to_owned();
    let words = error.to_string();
    Error::Unreadable { path, cause: error.into_io_error().unwrap_or_else(|| io::Error::other(words)) }
}

fn path_of(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        ignore::Error::Loop { child, .. } => Some(child),
        _ => None,
    }
}

/// The name beside a missing one that is written most like it.
fn nearest_path(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let mut names: Vec<String> = std::fs::read_dir(super::parent(path))
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .collect();
    names.sort();
    nearest(name, names.iter().map(String::as_str)).map(|name| path.with_file_name(name))
}

/// Whether a file's name says that it is a schema.
pub(super) fn is_schema(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().to_ascii_lowercase().ends_with(".schema.json"))
}

fn packs_records(path: &Path) -> bool {
    unpacker(path).is_some()
        && path.file_stem().is_some_and(|stem| Notation::of_path(Path::new(stem)).is_some())
}

/// The command that unpacks a compressed file.
fn unpacker(path: &Path) -> Option<&'static str> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "gz" => Some("gzip -dc"),
        "zst" => Some("zstd -dc"),
        "xz" => Some("xz -dc"),
        "bz2" => Some("bzip2 -dc"),
        _ => None,
    }
}
