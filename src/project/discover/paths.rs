//! One path of the command line → the files it means.

use std::io;
use std::path::{Component, Path, PathBuf};

use globset::{GlobBuilder, GlobMatcher};
use ignore::{DirEntry, Walk, WalkBuilder};

use super::Notation;
use crate::message;
use crate::project::error::{Error, ForeignError};
use crate::project::files::{Files, real};
use crate::project::ignore_files::IgnoreFiles;
use crate::project::options::Links;
use crate::project::own_files::own_file;
use crate::report::Skipped;
use crate::text::nearest::nearest;

/// What a path means.
#[derive(Debug, Default)]
pub(super) struct Look {
    /// Files of the kinds that hold records.
    pub(super) found: Vec<FoundPath>,
    /// Links inside a folder that are not followed.
    pub(super) links: Vec<LinkPath>,
    /// The folder that the path means, or that its file lies in.
    pub(super) root: PathBuf,
    /// What kind of path it is.
    pub(super) meaning: Meaning,
    /// Which links were followed.
    followed: Links,
    pub(super) skipped: Vec<Skipped>,
    pub(super) errors: Vec<Error>,
    /// Ignore files that could not be read. They leave nothing out.
    pub(super) unread: Vec<Error>,
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
    /// Whether an ignore file leaves it out.
    pub(super) is_ignored: bool,
}

/// A link inside a folder, to a file of a kind that holds records or to another folder.
#[derive(Debug)]
pub(super) struct LinkPath {
    pub(super) path: PathBuf,
    /// What it leads to.
    pub(super) real: PathBuf,
    /// As its name says it; none for a link to a folder.
    pub(super) notation: Option<Notation>,
    /// Whether what it leads to lies in the folder that is walked.
    pub(super) is_inside: bool,
    /// Whether an ignore file leaves it out.
    pub(super) is_ignored: bool,
}

/// Looks what a path means: a file, a folder, or a glob.
pub(super) fn look(path: &Path, files: &Files, links: Links) -> Look {
    if files.is_file(path) {
        return file(path);
    }
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => folder(path, None, files, links),
        Ok(_) if files.overlaid(path).is_some() => failed(missing(path)),
        Ok(_) => file(path),
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => match glob_of(path) {
            Some(pattern) => glob(path, &pattern, files, links),
            None => failed(missing(path)),
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

/// A path from the root of all files, without `.` and `..`, its links unread.
pub(super) fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            _ => plain.push(part),
        }
    }
    plain
}

fn missing(path: &Path) -> Error {
    Error::NoSuchFile { path: path.to_owned(), nearest: nearest_path(path) }
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
        found: vec![FoundPath { path: path.to_owned(), real: real(path), notation, is_ignored: false }],
        root: super::parent(path).to_owned(),
        ..Look::default()
    }
}

fn folder(root: &Path, only: Option<&GlobMatcher>, files: &Files, links: Links) -> Look {
    let meaning = only.map_or(Meaning::Folder, |_| Meaning::Glob);
    let mut look = Look { root: root.to_owned(), meaning, followed: links, ..Look::default() };
    let real_root = match std::fs::canonicalize(root) {
        Ok(real) => real,
        Err(cause) => return failed(Error::Unreadable { path: root.to_owned(), cause }),
    };
    let mut ignoring = IgnoreFiles::below(&real_root, root);
    for entry in walk(root, links) {
        match entry {
            Ok(entry) => one_entry(&entry, &real_root, only, &mut ignoring, &mut look),
            Err(error) => {
                let inside = path_of(&error).and_then(|path| path.strip_prefix(root).ok());
                // What cannot be read in a folder that is left out is nobody's matter.
                if !inside.is_some_and(|inside| ignoring.leave_out_folder(&real_root.join(inside))) {
                    look.errors.push(walk_error(root, error));
                }
            }
        }
    }
    look.found.retain(|found| !files.is_absent(&found.real));
    let place_of = |path: &Path| path.strip_prefix(root).map(|inside| real_root.join(inside));
    look.links.retain(|link| !place_of(&link.path).is_ok_and(|place| files.is_absent(&place)));
    for overlaid in files.overlaid_below(&real_root) {
        one_overlay(overlaid, &real_root, only, &mut ignoring, &mut look);
    }
    look.unread = ignoring.into_errors();
    look
}

/// All that is not hidden below a folder.
fn walk(root: &Path, links: Links) -> Walk {
    // What one person's git ignores everywhere must not decide what another sees; the ignore files of the folders
    // themselves are read elsewhere.
    WalkBuilder::new(root)
        .standard_filters(false)
        .hidden(true)
        .follow_links(links == Links::All)
        .sort_by_file_name(|one, other| one.cmp(other))
        .build()
}

/// A file that an editor holds and nobody has written yet: it is found where it would lie.
fn one_overlay(
    overlaid: &Path,
    real_root: &Path,
    only: Option<&GlobMatcher>,
    ignoring: &mut IgnoreFiles,
    look: &mut Look,
) {
    let Ok(inside) = overlaid.strip_prefix(real_root) else { return };
    let path = look.root.join(inside);
    let is_hidden = inside.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
    if overlaid.exists() || is_hidden || only.is_some_and(|glob| !glob.is_match(tidy(&path))) {
        return;
    }
    let Some(notation) = Notation::of_path(overlaid) else { return };
    let is_ignored = ignoring.leave_out(overlaid);
    look.found.push(FoundPath { path, real: overlaid.to_owned(), notation, is_ignored });
}

fn one_entry(
    entry: &DirEntry,
    real_root: &Path,
    only: Option<&GlobMatcher>,
    ignoring: &mut IgnoreFiles,
    look: &mut Look,
) {
    let path = entry.path();
    let Some(kind) = entry.file_type() else { return };
    if entry.depth() == 0 || kind.is_dir() || only.is_some_and(|glob| !glob.is_match(tidy(path))) {
        return;
    }
    let inside = path.strip_prefix(&look.root).unwrap_or(path);
    let here = real_root.join(inside);
    if kind.is_symlink() {
        return link(path, real_root, ignoring.leave_out(&here), look);
    }
    let Some(notation) = Notation::of_path(path) else {
        if packs_records(path) && !ignoring.leave_out(&here) {
            skip(look, path, message!("compressed files are not read"));
        }
        return;
    };
    let is_ignored = ignoring.leave_out(&here);
    // Below a link that is followed, a path is no real one.
    let own = if look.followed == Links::All { real(path) } else { here };
    look.found.push(FoundPath { path: path.to_owned(), real: own, notation, is_ignored });
}

/// A link inside a folder.
fn link(path: &Path, real_root: &Path, is_ignored: bool, look: &mut Look) {
    let notation = Notation::of_path(path);
    match std::fs::canonicalize(path) {
        Ok(real) if real.is_dir() || notation.is_some() => {
            let is_inside = real.starts_with(real_root);
            let notation = notation.filter(|_| !real.is_dir());
            look.links.push(LinkPath { path: path.to_owned(), real, notation, is_inside, is_ignored });
        }
        Ok(_) => {}
        Err(_) if notation.is_none() || is_ignored => {}
        Err(cause) => look.errors.push(Error::Unreadable { path: path.to_owned(), cause }),
    }
}

fn skip(look: &mut Look, path: &Path, why: crate::words::Message) {
    look.skipped.push(Skipped::new(message!("{file}", file: display(path)), why));
}

/// A path with a character that means something in a glob; what is no text is no glob.
fn glob_of(path: &Path) -> Option<String> {
    let written = path.to_str()?;
    written.contains(['*', '?', '[', '{']).then(|| written.to_owned())
}

fn glob(path: &Path, pattern: &str, files: &Files, links: Links) -> Look {
    let is_literal =
        |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let root: PathBuf = path.components().take_while(is_literal).collect();
    let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
    let below = tidy(path).to_string_lossy();
    let matcher = match GlobBuilder::new(&below).literal_separator(true).build() {
        Ok(glob) => glob.compile_matcher(),
        // Whoever writes no star means a file.
        Err(_) if !pattern.contains(['*', '?']) => return failed(missing(path)),
        Err(cause) => {
            return failed(Error::NotAGlob { pattern: pattern.to_owned(), cause: ForeignError::new(cause) });
        }
    };
    let matches_nothing = || Error::NothingMatches { pattern: pattern.to_owned() };
    if !root.is_dir() {
        return failed(matches_nothing());
    }
    let mut look = folder(&root, Some(&matcher), files, links);
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
