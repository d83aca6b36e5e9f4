//! What the ignore files of a folder and of all folders around it leave out: `.ignore` and `.gitignore`.
//!
//! They are read here and not by the walk over a folder, because anybody's folder may lie around ours, and what goes by
//! such a name may be a pipe, a device, or have no end. What cannot be read so leaves nothing out, and is told.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxHashMap;

use super::error::Error;
use super::input::open_file;

/// More no ignore file has: each of its lines is held against each path.
const MOST_BYTES: u64 = 1 << 18;

/// The names of ignore files: what one of the first kind says goes before all that those of the second say.
const NAMES: [&str; 2] = [".ignore", ".gitignore"];

/// The ignore files that decide below a folder, each read once.
pub(crate) struct IgnoreFiles {
    root: PathBuf,
    /// The root as it was given, for people.
    given: PathBuf,
    folders: FxHashMap<PathBuf, Rc<Folder>>,
    errors: Vec<Error>,
}

/// What is known of a folder.
#[derive(Debug, Default)]
struct Folder {
    is_ignored: bool,
    /// By name, the ignore files in it and around it, the nearest first.
    deciding: [Vec<Rc<Gitignore>>; 2],
}

impl IgnoreFiles {
    /// Those that decide below a folder, by its real path and as it was given. The folder itself was asked for and is
    /// not left out.
    pub(crate) fn below(root: &Path, given: &Path) -> Self {
        Self {
            root: root.to_owned(),
            given: given.to_owned(),
            folders: FxHashMap::default(),
            errors: Vec::new(),
        }
    }

    /// Whether a file below the root is left out.
    pub(crate) fn leave_out(&mut self, file: &Path) -> bool {
        let folder = file.parent().map(|folder| self.folder(folder)).unwrap_or_default();
        folder.is_ignored || folder.leaves_out(file, false)
    }

    /// Whether a folder below the root is left out with all that is in it.
    pub(crate) fn leave_out_folder(&mut self, folder: &Path) -> bool {
        self.folder(folder).is_ignored
    }

    /// What goes by the name of an ignore file and was not read.
    pub(crate) fn into_errors(self) -> Vec<Error> {
        self.errors
    }

    fn folder(&mut self, path: &Path) -> Rc<Folder> {
        if let Some(known) = self.folders.get(path) {
            return Rc::clone(known);
        }
        let around = path.parent().map(|around| self.folder(around)).unwrap_or_default();
        let is_inside = path != self.root && path.starts_with(&self.root);
        let is_ignored = is_inside && (around.is_ignored || around.leaves_out(path, true));
        let mut deciding = around.deciding.clone();
        // Nothing in a folder that is left out takes anything back.
        if !is_ignored {
            for (name, deciding) in NAMES.into_iter().zip(&mut deciding) {
                let shown = path
                    .strip_prefix(&self.root)
                    .map_or(path.join(name), |inside| self.given.join(inside).join(name));
                match read(path, name, &shown) {
                    Ok(Some(own)) => deciding.insert(0, Rc::new(own)),
                    Ok(None) => {}
                    Err(error) => self.errors.push(error),
                }
            }
        }
        let folder = Rc::new(Folder { is_ignored, deciding });
        self.folders.insert(path.to_owned(), Rc::clone(&folder));
        folder
    }
}

impl Folder {
    /// Whether a path in it is left out: the nearest file that says anything of it decides.
    fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let said = self.deciding.iter().flatten().map(|file| file.matched(path, is_folder));
        said.into_iter().find(|said| !said.is_none()).is_some_and(|said| said.is_ignore())
    }
}

/// The ignore file of a folder, if it has one that says anything.
fn read(folder: &Path, name: &str, shown: &Path) -> Result<Option<Gitignore>, Error> {
    let path = folder.join(name);
    let no_ignore_file = |kind| Error::NotAnIgnoreFile { path: shown.to_owned(), kind };
    let unreadable = |cause| Error::Unreadable { path: shown.to_owned(), cause };
    if !std::fs::metadata(&path).is_ok_and(|found| !found.is_dir()) {
        return Ok(None);
    }
    let file = match open_file(&path) {
        Ok(file) => file,
        Err(Error::NotAFile { kind, .. }) => return Err(no_ignore_file(kind)),
        Err(Error::Unreadable { cause, .. }) => return Err(unreadable(cause)),
        Err(error) => return Err(error),
    };
    let Some(text) = text(file).map_err(unreadable)? else {
        return Err(no_ignore_file("larger than 256 kB"));
    };
    let mut builder = GitignoreBuilder::new(folder);
    for line in text.trim_start_matches('\u{feff}').lines() {
        // A line that is no glob leaves nothing out, as git has it.
        let _ = builder.add_line(None, line);
    }
    Ok(builder.build().ok().filter(|rules| !rules.is_empty()))
}

/// None of a file that has too much.
fn text(file: File) -> std::io::Result<Option<String>> {
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes)?;
    let is_within = bytes.len() as u64 <= MOST_BYTES;
    Ok(is_within.then(|| String::from_utf8_lossy(&bytes).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_that_says_anything_decides() {
        let folder = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(folder.path()).unwrap();
        std::fs::create_dir_all(root.join("records/old")).unwrap();
        for (name, text) in [
            (".gitignore", "*.json\nrecords/old/\n/top\n"),
            ("records/.gitignore", "!kept.json\n"),
            ("records/old/.ignore", "!back.json\n"),
            (".ignore", "\u{feff}both.ndjson\n"),
            ("records/.ignore", "!both.json\n[\n"),
        ] {
            std::fs::write(root.join(name), text).unwrap();
        }
        for (path, expected) in [
            ("a.ndjson", false),
            ("a.json", true),
            ("both.ndjson", true),
            ("top", true),
            ("records/top", false),
            ("records/a.json", true),
            ("records/kept.json", false),
            ("records/both.json", false),
            ("records/old/back.json", true),
        ] {
            assert_eq!(IgnoreFiles::below(&root, &root).leave_out(&root.join(path)), expected, "{path}");
        }
        let mut within = IgnoreFiles::below(&root.join("records/old"), &root);
        assert!(
            !within.leave_out(&root.join("records/old/a.ndjson")),
            "a folder that is named is not left out"
        );
        assert!(IgnoreFiles::below(&root, &root).leave_out_folder(&root.join("records/old")));
        assert!(within.into_errors().is_empty());
    }
}
