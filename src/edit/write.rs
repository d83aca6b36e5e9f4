//! Drafts in the place of their files: whoever reads sees the old file or the new one, never half.

use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::beside::{beside, keep_name};
use super::changes::Changes;
use super::copy::{CopyError, Digest, copy_changed};
use super::draft::open;
use super::{Draft, EditError, FilePlan};

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
    let staged = drafts.into_iter().map(|draft| draft.stage());
    commit(staged.collect::<Result<Vec<Staged>, EditError>>()?)
}

/// A file that is to change, and what was read of it.
#[derive(Debug)]
pub(crate) struct ChangedFile {
    pub path: PathBuf,
    /// The digest of the file that the changes were made for.
    pub before: Digest,
    pub changes: Changes,
}

/// Writes files anew, as [`write()`] does, each in a stream. Says what each is known by then, in their order.
pub(crate) fn write_changed<'f>(
    files: impl IntoIterator<Item = &'f ChangedFile>,
) -> Result<Vec<Digest>, EditError> {
    // One file after another: only what is staged on the disk is there for all of them at once.
    let staged = files.into_iter().map(ChangedFile::stage).collect::<Result<Vec<Staged>, EditError>>()?;
    let after = staged.iter().map(|staged| staged.after).collect();
    commit(staged)?;
    Ok(after)
}

impl Draft {
    fn stage(&self) -> Result<Staged, EditError> {
        stage(&self.path, |_, copy| {
            copy.write_all(&self.after).map_err(CopyError::Unwritable)?;
            Ok(Sha256::digest(&self.before).into())
        })
    }
}

impl ChangedFile {
    fn stage(&self) -> Result<Staged, EditError> {
        stage(&self.path, |file, copy| {
            let before = copy_changed(file, &self.changes, &[], copy)?;
            if before == self.before { Ok(before) } else { Err(CopyError::Changed) }
        })
    }
}

impl FilePlan<'_> {
    /// Makes the new file beside the old one, in a stream.
    pub(super) fn stage(&self) -> Result<Staged, EditError> {
        stage(self.path, |file, copy| copy_changed(file, &self.changes(), &self.originals(), copy))
    }
}

/// A new file that stands on the disk beside the old one. Dropped, it is gone.
pub(super) struct Staged {
    path: PathBuf,
    /// The path of the file without links.
    real: PathBuf,
    /// The digest of the file as it was read.
    before: Digest,
    /// The digest of the new one.
    after: Digest,
    beside: NamedTempFile,
}

/// Makes the new file beside the old one, which is asked first whether it may be replaced. `fill` is handed the old
/// file and writes the new one; it says what the old one was known by.
fn stage(
    path: &Path,
    fill: impl FnOnce(File, &mut dyn Write) -> Result<Digest, CopyError>,
) -> Result<Staged, EditError> {
    let real = std::fs::canonicalize(path).map_err(|cause| unreadable(path, cause))?;
    let metadata = std::fs::metadata(&real).map_err(|cause| unreadable(path, cause))?;
    refuse(path, &metadata)?;
    // What takes its place would not ask: whoever may not write the file may often write its folder.
    OpenOptions::new().write(true).open(&real).map_err(|cause| match cause.kind() {
        io::ErrorKind::PermissionDenied => EditError::ReadOnly { path: path.to_owned() },
        _ => unwritable(path, cause),
    })?;
    let beside = beside(&real).map_err(|cause| unwritable(path, cause))?;
    let old = open(&real)?;
    let filled = fill_new(beside.as_file(), |copy| fill(old, copy));
    let (before, after) = filled.map_err(|error| error.of(path))?;
    finish(&beside, &metadata).map_err(|cause| unwritable(path, cause))?;
    Ok(Staged { path: path.to_owned(), real, before, after, beside })
}

/// Fills a new file, and says what it is known by then, behind what `fill` gives.
fn fill_new<T>(
    new: &File,
    fill: impl FnOnce(&mut dyn Write) -> Result<T, CopyError>,
) -> Result<(T, Digest), CopyError> {
    let mut copy = Digesting { file: BufWriter::with_capacity(AT_ONCE, new), digest: Sha256::new() };
    let filled = fill(&mut copy)?;
    copy.flush().map_err(CopyError::Unwritable)?;
    Ok((filled, copy.digest.finalize().into()))
}

/// How much is written at a time, in bytes.
const AT_ONCE: usize = 1 << 16;

/// A file that is written, and what it will be known by.
struct Digesting<'f> {
    file: BufWriter<&'f File>,
    digest: Sha256,
}

impl Write for Digesting<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.file.write(bytes)?;
        self.digest.update(bytes.get(..count).unwrap_or_default());
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
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

/// Gives a new file the mode and owner of another, and has it flushed.
fn finish(beside: &NamedTempFile, metadata: &Metadata) -> io::Result<()> {
    keep_owner(beside.as_file(), metadata)?;
    beside.as_file().set_permissions(metadata.permissions())?;
    beside.as_file().sync_all()
}

impl Staged {
    fn commit(self) -> Result<(), EditError> {
        let Self { path, real, before, beside, .. } = self;
        // Of two that would write one file, the second looks at it when the first is done.
        let held = open(&real)?;
        if is_locked(&held) {
            return Err(EditError::Busy { path });
        }
        let leads_there = std::fs::canonicalize(&path).is_ok_and(|now| now == real);
        if !leads_there || digest_of(&real)? != before {
            return Err(EditError::Changed { path });
        }
        beside.persist(&real).map_err(|error| unwritable(&path, error.error))?;
        keep_name(&real);
        Ok(())
    }
}

/// Locks a file for as long as it is open, unless somebody else has: of who writes as we do, that is. Where files
/// cannot be locked, or nobody could read what is locked, the digest has to do.
#[cfg(unix)]
fn is_locked(file: &File) -> bool {
    matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock))
}

#[cfg(not(unix))]
fn is_locked(_: &File) -> bool {
    false
}

fn digest_of(path: &Path) -> Result<Digest, EditError> {
    let read = copy_changed(open(path)?, &Changes::default(), &[], &mut io::sink());
    read.map_err(|error| error.of(path))
}

fn unreadable(path: &Path, cause: io::Error) -> EditError {
    EditError::Unreadable { path: path.to_owned(), cause }
}

pub(super) fn unwritable(path: &Path, cause: io::Error) -> EditError {
    EditError::Unwritable { path: path.to_owned(), cause }
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

#[cfg(test)]
mod tests;
