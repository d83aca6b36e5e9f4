//! What a run looks up, and what it keeps.

use std::sync::atomic::{AtomicU64, Ordering};

use super::entry::{Owner, read, write};
use super::program::program;
use super::shelf::{NoShelf, Shelf};
use super::{Cache, Key};
use crate::project::memory::JudgedFile;
use crate::project::{CacheUse, Inventory, Progress};
use crate::record::digest::LastingDigest;

/// A cache that is open for a run.
#[derive(Debug)]
pub struct Keeping<'i> {
    inventory: &'i Inventory,
    shelf: Shelf,
    known: AtomicU64,
    files: AtomicU64,
}

/// What a file is kept under, and how long it is in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileKey {
    key: Key,
    length: u64,
}

impl FileKey {
    /// How long the file is, in bytes.
    pub fn length(self) -> u64 {
        self.length
    }
}

impl<'i> Keeping<'i> {
    /// Opens a cache for a run over some files. None where it is not worth it, or cannot be had: who is told why is in
    /// `progress`.
    pub fn open(
        cache: &Cache,
        inventory: &'i Inventory,
        numbers: &[u32],
        progress: &Progress,
    ) -> Option<Self> {
        progress.used_cache(CacheUse::NotAsked);
        let bytes = inventory.bytes_of(numbers);
        if bytes == 0 || bytes < cache.from_bytes || !inventory.faults.is_empty() {
            return None;
        }
        let configs: Vec<&[u8]> = inventory.beside.iter().map(|around| around.config.as_slice()).collect();
        let opened = program().ok_or(NoShelf::Unusable).and_then(|program| {
            let name = LastingDigest::of(&[&[program.as_slice()], configs.as_slice()].concat());
            Shelf::open(&cache.folder, name)
        });
        match opened {
            Ok(shelf) => Some(Self { inventory, shelf, known: AtomicU64::new(0), files: AtomicU64::new(0) }),
            Err(why) => {
                progress.used_cache(match why {
                    NoShelf::Busy => CacheUse::Busy,
                    NoShelf::Unusable => CacheUse::Unusable,
                });
                None
            }
        }
    }

    /// What a file is kept under, if anything is kept of it.
    pub fn key(&self, number: u32) -> Option<FileKey> {
        let file = self.inventory.files.get(number as usize)?;
        if !self.inventory.lies_on_disk(file) {
            return None;
        }
        let collection = self.inventory.collection_of(number);
        let (kept_by, around) = (collection.kept_by?, self.inventory.beside.get(collection.config)?);
        // Of two registries with the same content, one is the first.
        let among_registries = around.files.iter().position(|known| *known == number);
        let input = self.inventory.open(file).ok()?;
        let own = format!("{:?}", (among_registries, file.notation));
        let key = LastingDigest::of(&[&kept_by, own.as_bytes(), &input.digest().ok()?]);
        Some(FileKey { key, length: input.length() })
    }

    /// What a file gave when it was judged before.
    pub fn recall(&self, number: u32, key: FileKey) -> Option<JudgedFile> {
        self.files.fetch_add(1, Ordering::Relaxed);
        let bytes = self.shelf.get(key.key)?;
        let file = read(Owner { inventory: self.inventory, number, length: key.length }, &bytes)?;
        self.known.fetch_add(1, Ordering::Relaxed);
        Some(file)
    }

    /// What a file gave, to be [kept](Self::keep); none where it was changed since it was looked up, or where it cannot
    /// be known again.
    pub fn entry(&self, number: u32, key: FileKey, file: &JudgedFile) -> Option<(FileKey, Vec<u8>)> {
        let bytes = write(Owner { inventory: self.inventory, number, length: key.length }, file)?;
        (self.key(number)? == key).then_some((key, bytes))
    }

    /// Keeps what files gave.
    pub fn keep(&self, entries: Vec<(FileKey, Vec<u8>)>) {
        self.shelf.put(entries.into_iter().map(|(key, bytes)| (key.key, bytes)));
    }

    /// Puts in order what is kept, and says what it was worth.
    pub fn close(self, progress: &Progress) {
        let (known, files) = (self.known.into_inner(), self.files.into_inner());
        progress.used_cache(CacheUse::Asked { known, files });
        self.shelf.close();
    }
}
