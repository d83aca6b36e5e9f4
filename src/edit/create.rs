//! New files, where there are none yet.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::EditError;
use super::beside::{beside_as_new, keep_name};
use super::write::unwritable;

/// A file that is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NewFile {
    /// Its path.
    pub path: PathBuf,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// Writes new files, all or none of them, and none over one that is there: each is made beside its place, flushed, and
/// then moved there, unless another got there first.
///
/// # Errors
///
/// [`EditError::Exists`] with the file that is there; [`EditError::Unwritable`]; [`EditError::Partly`] if a file came
/// into the way after others were written.
pub(crate) fn create(files: &[NewFile]) -> Result<(), EditError> {
    for file in files {
        if std::fs::symlink_metadata(&file.path).is_ok() {
            return Err(EditError::Exists { path: file.path.clone() });
        }
    }
    let staged: Vec<(&Path, NamedTempFile)> = files.iter().map(stage).collect::<Result<_, EditError>>()?;
    let mut written = Vec::new();
    for (path, beside) in staged {
        match commit(path, beside) {
            Ok(()) => written.push(path.to_owned()),
            Err(error) if written.is_empty() => return Err(error),
            Err(error) => return Err(EditError::Partly { written, cause: Box::new(error) }),
        }
    }
    Ok(())
}

fn stage(file: &NewFile) -> Result<(&Path, NamedTempFile), EditError> {
    let beside = || -> io::Result<NamedTempFile> {
        let mut beside = beside_as_new(&file.path)?;
        beside.write_all(&file.bytes)?;
        beside.as_file().sync_all()?;
        Ok(beside)
    };
    beside().map(|beside| (file.path.as_path(), beside)).map_err(|cause| unwritable(&file.path, cause))
}

fn commit(path: &Path, beside: NamedTempFile) -> Result<(), EditError> {
    beside.persist_noclobber(path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => EditError::Exists { path: path.to_owned() },
        _ => unwritable(path, error.error),
    })?;
    keep_name(path);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_written_or_none_and_none_over_another() {
        let folder = tempfile::tempdir().unwrap();
        let file =
            |name: &str| NewFile { path: folder.path().join(name), bytes: format!("{name}\n").into_bytes() };
        create(&[file("a"), file("b")]).unwrap();
        assert_eq!(std::fs::read_to_string(folder.path().join("b")).unwrap(), "b\n");
        std::fs::write(folder.path().join("b"), "kept").unwrap();
        let error = create(&[file("c"), file("b")]).unwrap_err();
        assert!(matches!(&error, EditError::Exists { path } if path.ends_with("b")), "{error}");
        assert_eq!(std::fs::read_to_string(folder.path().join("b")).unwrap(), "kept");
        let names: Vec<_> =
            std::fs::read_dir(folder.path()).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names.len(), 2, "{names:?}");
    }
}
