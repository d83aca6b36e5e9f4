//! Drafts in the place of their files: whoever reads sees the old file or the new one, never half.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::draft::read;
use super::{Draft, EditError};

/// Writes drafts in the place of their files.
///
/// Links are followed to the file itself. Each new file is made beside the old one, with its mode and owner, and
/// flushed to the disk; when all are, each is moved to its place, once the digest of the old one was found to be
/// still that of what was read. So a refusal leaves every file as it was, and a run that is killed leaves each file old or new; at
/// worst a file whose name begins with `.tadqiq-` stays beside it. What a file has beside its bytes, mode and owner
/// (attributes, access lists) is not kept.
///
/// # Errors
///
/// An [`EditError`] with the file and the way out; [`EditError::Partly`] if some were written already.
pub fn write(drafts: impl IntoIterator<Item = Draft>) -> Result<(), EditError> {
    let staged = drafts.into_iter().map(|draft| stage(&draft)).collect::<Result<Vec<Staged>, EditError>>()?;
    commit(staged)
}

/// Writes a file that is not there yet: whoever looks sees none, or all of it.
///
/// # Errors
///
/// [`EditError::Changed`] if there is one by now, be it a link that leads nowhere; [`EditError::Unwritable`].
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), EditError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let write = || -> io::Result<NamedTempFile> {
        let mut made = new_file().tempfile_in(folder)?;
        made.write_all(bytes)?;
        made.as_file().sync_all()?;
        Ok(made)
    };
    let made = write().map_err(|cause| unwritable(path, cause))?;
    made.persist_noclobber(path).map_err(|error| match error.error.kind() {
        io::ErrorKind::AlreadyExists => EditError::Changed { path: path.to_owned() },
        _ => unwritable(path, error.error),
    })?;
    // The file is in its place by now, and whole, whatever comes of this.
    let _ = flush_folder(folder);
    Ok(())
}

/// What makes a file with the rights that any new one has here.
#[cfg(unix)]
fn new_file<'b>() -> tempfile::Builder<'b, 'b> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tadqiq-").permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(not(unix))]
fn new_file<'b>() -> tempfile::Builder<'b, 'b> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".tadqiq-");
    builder
}

/// A draft that stands on the disk beside its file. Dropped, it is gone.
pub(super) struct Staged {
    path: PathBuf,
    /// The path of the file without links.
    real: PathBuf,
    /// The digest of the file as it was read.
    before: Digest,
    beside: NamedTempFile,
}

type Digest = [u8; 32];

/// Makes the new file beside the old one, which is asked first whether it may be replaced.
pub(super) fn stage(draft: &Draft) -> Result<Staged, EditError> {
    let path = draft.path.clone();
    let real = std::fs::canonicalize(&path).map_err(|cause| unreadable(&path, cause))?;
    let metadata = std::fs::metadata(&real).map_err(|cause| unreadable(&path, cause))?;
    refuse(&path, &metadata)?;
    // What takes its place would not ask: whoever may not write the file may often write its folder.
    OpenOptions::new().write(true).open(&real).map_err(|cause| match cause.kind() {
        io::ErrorKind::PermissionDenied => EditError::ReadOnly { path: path.clone() },
        _ => unwritable(&path, cause),
    })?;
    let beside = beside(&real, &metadata, &draft.after).map_err(|cause| unwritable(&path, cause))?;
    Ok(Staged { path, real, before: Sha256::digest(&draft.before).into(), beside })
}

/// Moves all to their places.
pub(super) fn commit(staged: Vec<Staged>) -> Result<(), EditError> {
    for (number, one) in staged.iter().enumerate() {
        if let Some(other) = staged.iter().take(number).find(|other| other.real == one.real) {
            return Err(EditError::SameFile { path: one.path.clone(), other: other.path.clone() });
        }
    }
    let mut written = Vec::new();
    for one in staged {
        let path = one.path.clone();
        match one.commit() {
            Ok(()) => written.push(path),
            Err(error) if written.is_empty() => return Err(error),
            Err(error) => return Err(EditError::Partly { written, cause: Box::new(error) }),
        }
    }
    Ok(())
}

fn refuse(path: &Path, metadata: &Metadata) -> Result<(), EditError> {
    let path = path.to_owned();
    if !metadata.is_file() {
        return Err(EditError::NotAFile { path });
    }
    if metadata.permissions().readonly() {
        return Err(EditError::ReadOnly { path });
    }
    match names(metadata) {
        0 | 1 => Ok(()),
        names => Err(EditError::HardLinked { path, names }),
    }
}

/// A new file in the folder of another, with its mode and owner.
fn beside(real: &Path, metadata: &Metadata, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut beside = tempfile::Builder::new().prefix(".tadqiq-").tempfile_in(folder_of(real))?;
    beside.write_all(bytes)?;
    keep_owner(beside.as_file(), metadata)?;
    beside.as_file().set_permissions(metadata.permissions())?;
    beside.as_file().sync_all()?;
    Ok(beside)
}

impl Staged {
    fn commit(self) -> Result<(), EditError> {
        let Self { path, real, before, beside } = self;
        let leads_there = std::fs::canonicalize(&path).is_ok_and(|now| now == real);
        if !leads_there || Digest::from(Sha256::digest(read(&real)?)) != before {
            return Err(EditError::Changed { path });
        }
        beside.persist(&real).map_err(|error| unwritable(&path, error.error))?;
        // The file is in its place by now, and whole, whatever comes of this.
        let _ = flush_folder(folder_of(&real));
        Ok(())
    }
}

fn unreadable(path: &Path, cause: io::Error) -> EditError {
    EditError::Unreadable { path: path.to_owned(), cause }
}

fn unwritable(path: &Path, cause: io::Error) -> EditError {
    EditError::Unwritable { path: path.to_owned(), cause }
}

fn folder_of(file: &Path) -> &Path {
    file.parent().unwrap_or(Path::new("."))
}

/// How many names a file has, where that can be asked.
#[cfg(unix)]
fn names(metadata: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(metadata)
}

#[cfg(not(unix))]
fn names(_: &Metadata) -> u64 {
    1
}

#[cfg(unix)]
fn keep_owner(file: &File, of: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};
    let made = file.metadata()?;
    if (made.uid(), made.gid()) == (of.uid(), of.gid()) {
        return Ok(());
    }
    fchown(file, Some(of.uid()), Some(of.gid()))
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

/// Only when its folder is flushed does a file's new name outlive a power cut.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests;
