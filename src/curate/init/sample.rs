//! The records of a file: all of a small one, the first of a large one and some from all over it.

use std::path::Path;

use super::folder::RecordFile;
use super::observed::ObservedValue;
use crate::notation::document::{Limits, Tape};
use crate::notation::split::{Piece, ProblemKind};
use crate::notation::{Notation, ReadMode};
use crate::project::error::Error;
use crate::project::files::Files;
use crate::project::input::{Location, Whole};

/// What was read of a file.
#[derive(Debug)]
pub struct FileSample {
    /// The file.
    pub file: RecordFile,
    /// Its records, counted in.
    pub observed: ObservedValue,
    /// How many records were read.
    pub records: u64,
    /// How many stand there that could not be read.
    pub broken: u64,
    /// What is wrong with the first of them, or with the file.
    pub problem: Option<String>,
    /// How much of it was read.
    pub extent: Extent,
    /// The texts of some of its records.
    pub texts: Vec<String>,
}

/// How much of a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// Every record.
    Whole,
    /// The first bytes, and stretches from all over it; the bytes that it has.
    Sampled {
        /// How many bytes the file has.
        of: u64,
        /// How many of them were read.
        read: u64,
    },
}

/// How much is read at most.
#[derive(Debug, Clone, Copy)]
pub struct SampleBounds {
    /// A file of at most so many bytes is read whole.
    pub whole: u64,
    /// Of a larger one, so many from its beginning.
    pub head: u64,
    /// And so many stretches from all over the rest, where its notation allows it.
    pub stretches: u64,
    /// Of so many bytes each.
    pub stretch: u64,
}

impl Default for SampleBounds {
    fn default() -> Self {
        Self { whole: 16 << 20, head: 4 << 20, stretches: 24, stretch: 64 << 10 }
    }
}

impl SampleBounds {
    /// For files beyond what is read of a whole folder.
    pub const LITTLE: Self = Self { whole: 16 << 10, head: 16 << 10, stretches: 2, stretch: 4 << 10 };
}

/// Texts of records that are kept of one file: the first, and some from all over it.
const MOST_TEXTS: usize = 1000;

/// Reads a file below a folder.
pub fn sample(folder: &Path, file: &RecordFile, bounds: &SampleBounds) -> FileSample {
    let mut taken = FileSample {
        file: file.clone(),
        observed: ObservedValue::default(),
        records: 0,
        broken: 0,
        problem: None,
        extent: Extent::Whole,
        texts: Vec::new(),
    };
    if let Err(error) = taken.read(&folder.join(&file.path), bounds) {
        taken.problem.get_or_insert_with(|| error.sentence());
    }
    taken
}

impl FileSample {
    fn read(&mut self, path: &Path, bounds: &SampleBounds) -> Result<(), Error> {
        let location = Location::Path(path.to_owned());
        let input = Files::default().open(&location, Some(self.file.notation))?;
        let (length, notation) = (input.length(), self.file.notation);
        if let Whole::Bytes(bytes) = input.read_whole(bounds.whole)? {
            self.take(&bytes, 0, notation);
            return Ok(());
        }
        let head = bounds.head.min(length);
        let first = input.read_range(0, head)?;
        let mut read = head;
        let whole_lines = notation.reading() == ReadMode::Lines;
        // What is cut at its end would look broken.
        let end = if whole_lines { b'\n' } else { b'}' };
        let first = first.get(..=first.iter().rposition(|byte| *byte == end).unwrap_or_default());
        let broken = self.broken;
        self.take(first.unwrap_or_default(), 0, notation);
        if !whole_lines {
            (self.broken, self.problem) = (broken, self.problem.take().filter(|_| self.records == 0));
        }
        if whole_lines {
            let step = (length - head) / (bounds.stretches + 1);
            for number in 1..=bounds.stretches {
                let start = head + number * step;
                let stretch = input.read_range(start, bounds.stretch.min(length - start))?;
                read += stretch.len() as u64;
                self.take(lines_within(&stretch), start, notation);
            }
        }
        self.extent = Extent::Sampled { of: length, read };
        Ok(())
    }

    fn take(&mut self, bytes: &[u8], start: u64, notation: Notation) {
        let limits = Limits::default();
        let mut tape = Tape::new();
        for piece in notation.pieces(bytes, start, &limits) {
            match piece {
                Piece::Record(text) => match text.parse(&limits, &mut tape) {
                    Ok(document) => {
                        self.observed.add(document.root());
                        self.keep(text.text);
                        self.records += 1;
                    }
                    Err(error) => self.note(Some(text.ordinal), error.to_string()),
                },
                Piece::Problem(problem) if problem.kind == ProblemKind::ByteOrderMark => {}
                Piece::Problem(problem) => self.note(problem.ordinal, problem.kind.to_string()),
            }
        }
    }

    /// Keeps the text: all of the first, then ever fewer, so that what is kept comes from all over the file.
    fn keep(&mut self, text: &str) {
        const FIRST: u64 = 100;

        let step = (self.records / FIRST).max(1);
        if self.texts.len() < MOST_TEXTS && self.records.is_multiple_of(step) {
            self.texts.push(text.to_owned());
        }
    }

    fn note(&mut self, ordinal: Option<usize>, what: String) {
        self.broken += u64::from(ordinal.is_some());
        self.problem.get_or_insert(what);
    }
}

/// The whole lines of a stretch that begins and ends anywhere.
fn lines_within(bytes: &[u8]) -> &[u8] {
    let first = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |at| at + 1);
    let last = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    bytes.get(first..last).unwrap_or_default()
}
