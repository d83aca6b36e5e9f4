//! What the files of a project gave when they were judged last.

mod known;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};
use serde::{Deserialize, Serialize};

pub(crate) use known::KnownFindings;

use super::Inventory;
use crate::record::{Facts, RecordIds};
use crate::report::Fault;
use crate::rule::{Finding, Unchecked};
use crate::schema::UncheckedPattern;

/// What the files of a project gave when they were judged last, by their real path.
#[derive(Debug, Default)]
pub(crate) struct Memory {
    pub judged: JudgedFiles,
    pub findings: KnownFindings,
    /// The numbers that files and texts had then: a place holds one.
    numbers: Numbers,
}

/// What files gave when they were judged last, by their real path.
#[derive(Debug, Default)]
pub(crate) struct JudgedFiles(FxHashMap<PathBuf, Remembrance>);

/// What a file gave, and under what circumstances.
#[derive(Debug)]
struct Remembrance {
    /// What it was judged by: see [`Collection::basis`](super::Collection::basis).
    basis: u64,
    /// What it was called.
    name: String,
    file: JudgedFile,
}

/// What judging a file gave.
#[derive(Debug, Default)]
pub(crate) struct JudgedFile {
    /// In the order of its records.
    pub findings: Vec<Finding>,
    /// What its records leave for dataset rules, by the position of the rule that keeps it.
    pub facts: Vec<(usize, Facts)>,
    pub faults: Vec<Fault>,
    /// Where its chunks begin, so that a record can be read again.
    pub chunks: Vec<Chunk>,
    /// Whether it could be opened.
    pub is_opened: bool,
    /// Records seen, the broken ones included.
    pub records: u64,
    /// Records that could be read.
    pub judged: u64,
    /// The ids of those that have one.
    pub ids: RecordIds,
    /// The patterns that some values were not held against.
    pub unchecked: BTreeSet<UncheckedPattern>,
    /// What rules left unchecked on purpose, and in how many records.
    pub left_unchecked: BTreeMap<Unchecked, u64>,
}

/// A stretch of whole records that is judged at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Chunk {
    /// Its first byte in the file.
    pub start: u64,
    /// One past its last byte.
    pub end: u64,
    /// The line it starts with, from 1.
    pub line: u64,
    /// How many records of the file stand before it.
    pub ordinal: u64,
}

/// Files and texts by their number.
#[derive(Debug, Default, PartialEq, Eq)]
struct Numbers {
    /// The real path of each, and what it is called.
    files: Vec<(Option<PathBuf>, String)>,
    texts: Vec<PathBuf>,
}

impl JudgedFiles {
    /// What a file gave, if it was judged by the same and nobody said that it changed.
    pub fn recall(&self, inventory: &Inventory, number: u32) -> Option<&JudgedFile> {
        let file = &inventory.files[number as usize];
        let known = self.0.get(file.real.as_ref()?)?;
        let is_valid = known.basis == inventory.collection_of(number).basis && known.name == file.name;
        is_valid.then_some(&known.file)
    }

    /// Keeps what a file gave. What has no path cannot be known again, and is handed back.
    pub fn keep(&mut self, inventory: &Inventory, number: u32, judged: JudgedFile) -> Option<JudgedFile> {
        let file = &inventory.files[number as usize];
        let Some(real) = &file.real else { return Some(judged) };
        let basis = inventory.collection_of(number).basis;
        self.0.insert(real.clone(), Remembrance { basis, name: file.name.clone(), file: judged });
        None
    }
}

impl Memory {
    /// Forgets what a file gave, or all files of a folder.
    pub fn forget(&mut self, real: &Path) {
        if self.judged.0.remove(real).is_none() {
            self.judged.0.retain(|path, _| !path.starts_with(real));
        }
        let lies_there =
            |file: &(Option<PathBuf>, String)| file.0.as_ref().is_some_and(|path| path.starts_with(real));
        let numbers = (0..).zip(&self.numbers.files).filter(|(_, file)| lies_there(file));
        numbers.for_each(|(number, _)| self.findings.forget(number));
    }

    /// Forgets what the files gave that are another now.
    pub fn forget_where(&mut self, is_another: impl Fn(&Path) -> bool) {
        self.judged.0.retain(|path, _| !is_another(path));
        let files = (0..).zip(&self.numbers.files);
        let another: FxHashSet<u32> = files
            .filter(|(_, (path, _))| path.as_deref().is_some_and(&is_another))
            .map(|(number, _)| number)
            .collect();
        self.findings.forget_all(&another);
    }

    /// Gives the places that are kept the numbers that their files and texts have now.
    pub fn number_anew(&mut self, inventory: &Inventory) {
        let now = Numbers::of(inventory);
        let before = std::mem::replace(&mut self.numbers, now);
        if before == self.numbers {
            return;
        }
        self.findings.clear();
        let now = &self.numbers;
        let file_now = |number: u32| {
            let path = before.files.get(number as usize)?.0.as_ref()?;
            inventory.number_of(path)
        };
        let text_now = |number: u32| {
            let path = before.texts.get(number as usize)?;
            now.texts.iter().position(|text| text == path).map(|number| number as u32)
        };
        // A place in a file that is no longer there: what the file gave is no longer true.
        self.judged.0.retain(|_, known| {
            known.file.findings.iter_mut().all(|finding| {
                finding.places_mut().all(|place| match place.renumbered(file_now, text_now) {
                    Some(renumbered) => {
                        *place = renumbered;
                        true
                    }
                    None => false,
                })
            })
        });
    }
}

impl Numbers {
    fn of(inventory: &Inventory) -> Self {
        Self {
            files: inventory.files.iter().map(|file| (file.real.clone(), file.name.clone())).collect(),
            texts: inventory.texts.iter().map(|text| text.file.clone()).collect(),
        }
    }
}
