//! The file that entries lie in: one for each program and config, so that it is no larger than what a run may ask for.

use std::fs::{self, DirBuilder};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use redb::{
    Database, DatabaseError, Durability, ReadableDatabase, ReadableTable, StorageError, TableDefinition,
};

use super::Key;
use crate::record::digest::digest;

/// The parts of entries, each under its key and its number.
const PARTS: TableDefinition<'_, (u128, u32), &[u8]> = TableDefinition::new("parts");
/// When each entry was asked for last, in seconds since 1970; its length in bytes; their digest.
const ENTRIES: TableDefinition<'_, u128, (u64, u64, u64)> = TableDefinition::new("entries");

/// A little less than what fills its pages.
const BYTES_OF_A_PART: usize = (256 << 10) - 512;
/// The most bytes of the entries of a file.
const MOST_OF_A_SHELF: u64 = 1 << 30;
/// The most bytes of all files in the folder.
const MOST_OF_ALL: u64 = 2 << 30;
const A_DAY: u64 = 24 * 60 * 60;
/// What was not asked for so long goes.
const KEPT_FOR: u64 = 30 * A_DAY;
/// Bytes that the database holds in memory.
const IN_MEMORY: usize = 64 << 20;

/// What backups leave out: <https://bford.info/cachedir/>.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# What tadqiq knows of files that did not change. It may be deleted.\n",
);

/// A file that entries lie in, which no other process has.
#[derive(Debug)]
pub struct Shelf {
    path: PathBuf,
    database: Database,
    now: u64,
    /// What was asked for, and not for a day before.
    asked: Mutex<Vec<u128>>,
}

/// Why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoShelf {
    /// Another process has it.
    Busy,
    /// The folder or the file cannot be read, or not be written.
    Unusable,
}

impl Shelf {
    /// Opens the file of that name in a folder; both are made if need be. One that is broken is thrown away.
    pub fn open(folder: &Path, name: Key) -> Result<Self, NoShelf> {
        make(folder).map_err(|_| NoShelf::Unusable)?;
        let path = folder.join(format!("{:032x}.redb", u128::from_be_bytes(name)));
        let database = match database(&path) {
            Err(Opening::Broken) => {
                fs::remove_file(&path).map_err(|_| NoShelf::Unusable)?;
                database(&path)
            }
            opened => opened,
        };
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs();
        match database {
            Ok(database) => Ok(Self { path, database, now, asked: Mutex::default() }),
            Err(Opening::Busy) => Err(NoShelf::Busy),
            Err(Opening::Broken | Opening::Refused) => Err(NoShelf::Unusable),
        }
    }

    /// What is kept under a key, if it is whole.
    pub fn get(&self, key: Key) -> Option<Vec<u8>> {
        let key = u128::from_be_bytes(key);
        let (asked, bytes) = quietly(|| {
            let reading = self.database.begin_read()?;
            let Some(entry) = reading.open_table(ENTRIES)?.get(key)? else { return Ok(None) };
            let (asked, length, expected) = entry.value();
            let parts = reading.open_table(PARTS)?;
            let mut bytes = Vec::new();
            for part in parts.range((key, 0)..=(key, u32::MAX))? {
                bytes.extend_from_slice(part?.1.value());
            }
            let is_whole = bytes.len() as u64 == length && digest(&(key, bytes.as_slice())) == expected;
            Ok(is_whole.then_some((asked, bytes)))
        })??;
        if asked.abs_diff(self.now) > A_DAY {
            self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(key);
        }
        Some(bytes)
    }

    /// Keeps entries, all or none; a run that is ended afterwards does not lose them.
    pub fn put(&self, entries: impl Iterator<Item = (Key, Vec<u8>)>) {
        let mut entries = entries.filter(|(_, bytes)| bytes.len() as u64 <= MOST_OF_A_SHELF / 2).peekable();
        if entries.peek().is_none() {
            return;
        }
        quietly(|| {
            let writing = self.database.begin_write()?;
            {
                let (mut table, mut parts) = (writing.open_table(ENTRIES)?, writing.open_table(PARTS)?);
                for (key, bytes) in entries {
                    let key = u128::from_be_bytes(key);
                    remove_parts(&mut parts, key)?;
                    for (number, part) in (0..).zip(bytes.chunks(BYTES_OF_A_PART)) {
                        parts.insert((key, number), part)?;
                    }
                    let expected = digest(&(key, bytes.as_slice()));
                    table.insert(key, (self.now, bytes.len() as u64, expected))?;
                }
            }
            Ok(writing.commit()?)
        });
    }

    /// Notes what was asked for, and throws away what is too old or too much.
    pub fn close(self) {
        let Self { path, database, now, asked } = self;
        let asked = asked.into_inner().unwrap_or_else(PoisonError::into_inner);
        quietly(|| {
            let outdated = outdated(&database, now)?;
            if asked.is_empty() && outdated.is_empty() {
                return Ok(());
            }
            let mut writing = database.begin_write()?;
            // It is written when the database is closed; and whoever is ended before that loses nothing he would miss.
            writing.set_durability(Durability::None)?;
            {
                let (mut table, mut parts) = (writing.open_table(ENTRIES)?, writing.open_table(PARTS)?);
                for key in asked {
                    let known = table.get(key)?.map(|entry| entry.value());
                    if let Some((_, length, expected)) = known {
                        table.insert(key, (now, length, expected))?;
                    }
                }
                for key in outdated {
                    table.remove(key)?;
                    remove_parts(&mut parts, key)?;
                }
            }
            Ok(writing.commit()?)
        });
        quietly(|| Ok(database.close()?));
        let _ = throw_others_away(&path);
    }
}

/// The entries that are too old, and the oldest of those that are too much.
fn outdated(database: &Database, now: u64) -> Result<Vec<u128>, redb::Error> {
    let reading = database.begin_read()?;
    // A new file has no table.
    let Ok(table) = reading.open_table(ENTRIES) else { return Ok(Vec::new()) };
    let mut entries = Vec::new();
    for entry in table.iter()? {
        let (key, entry) = entry?;
        let (asked, length, _) = entry.value();
        entries.push((asked, key.value(), length));
    }
    // The youngest first: as many as there is room for stay.
    entries.sort_unstable_by(|one, other| other.cmp(one));
    let mut bytes = 0u64;
    entries.retain(|(asked, _, length)| {
        bytes = bytes.saturating_add(*length);
        bytes > MOST_OF_A_SHELF || asked.saturating_add(KEPT_FOR) < now
    });
    Ok(entries.into_iter().map(|(_, key, _)| key).collect())
}

fn remove_parts(
    parts: &mut redb::Table<'_, (u128, u32), &'static [u8]>,
    key: u128,
) -> Result<(), StorageError> {
    parts.retain_in((key, 0)..=(key, u32::MAX), |_, _| false)
}

/// Why a database was not opened.
enum Opening {
    Busy,
    Broken,
    Refused,
}

fn database(path: &Path) -> Result<Database, Opening> {
    // A link, a pipe or a folder in its place is nothing of ours.
    let is_other = fs::symlink_metadata(path).is_ok_and(|found| !found.is_file());
    if is_other {
        return Err(Opening::Refused);
    }
    // What was not written by us, or not wholly, is found out at once, and not on the way.
    let open =
        || Database::builder().set_cache_size(IN_MEMORY).set_check_integrity_on_open(true).create(path);
    let opened = catch_unwind(AssertUnwindSafe(open)).map_err(|_| Opening::Broken)?;
    let database = opened.map_err(|error| match error {
        DatabaseError::DatabaseAlreadyOpen => Opening::Busy,
        DatabaseError::Storage(StorageError::Io(error)) if is_refusal(&error) => Opening::Refused,
        _ => Opening::Broken,
    })?;
    let _ = open_to_its_owner_alone(path);
    Ok(database)
}

fn is_refusal(error: &io::Error) -> bool {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    matches!(error.kind(), PermissionDenied | ReadOnlyFilesystem | StorageFull | QuotaExceeded)
}

/// What the database gives; none where it fails, in whatever way.
fn quietly<T>(work: impl FnOnce() -> Result<T, redb::Error>) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()?.ok()
}

/// Makes the folder, which holds passages of records: open to its owner alone.
fn make(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.recursive(true).create(folder)?;
    fs::write(folder.join(TAG.0), TAG.1)
}

#[cfg(unix)]
fn open_to_its_owner_alone(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))
}

#[cfg(not(unix))]
fn open_to_its_owner_alone(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Throws away the files of other programs and configs that were not asked for long, or are too much.
fn throw_others_away(own: &Path) -> io::Result<()> {
    let (Some(folder), now) = (own.parent(), SystemTime::now()) else { return Ok(()) };
    let mut bytes = fs::metadata(own)?.len();
    let mut others = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        let is_ours = path.extension().is_some_and(|ending| ending == "redb") && path != own;
        let found = fs::symlink_metadata(&path)?;
        if is_ours && found.is_file() {
            others.push((found.modified()?, found.len(), path));
        }
    }
    others.sort_unstable_by(|one, other| other.cmp(one));
    for (modified, length, path) in others {
        bytes = bytes.saturating_add(length);
        let is_old = now.duration_since(modified).is_ok_and(|age| age > Duration::from_secs(KEPT_FOR));
        if is_old || bytes > MOST_OF_ALL {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
