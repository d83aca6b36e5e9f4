//! Reading again: only the records that findings name, in the chunks they were judged in.

use std::collections::VecDeque;

use super::Collection;
use super::judge::{Chunk, Chunks, pieces_of};
use super::prepare::Prepared;
use crate::diagnose::SourceRecord;
use crate::document::{Document, Tape};
use crate::layout::RoleTape;
use crate::locate::{Locator, Position};
use crate::report::Fault;
use crate::split::{Form, Piece, split};
use crate::{Record, RecordRef, Untrusted};

/// Chunks that are kept: that of the finding, and those of the places it is shown with.
const KEPT: usize = 4;

/// Reads records again by their place.
pub struct Rereader<'p> {
    prepared: &'p Prepared,
    chunks: &'p Chunks,
    kept: VecDeque<Held>,
    parsed: VecDeque<Parsed>,
    faults: Vec<Fault>,
}

/// A record that was parsed: most findings are of the record that the one before was of, or shown with it.
#[derive(Default)]
struct Parsed {
    record: Option<RecordRef>,
    tape: Tape,
    id: Option<Untrusted>,
    is_json: bool,
}

/// A chunk that is held, and where its records are.
struct Held {
    file: u32,
    chunk: Chunk,
    bytes: Vec<u8>,
    /// In the order of the chunk.
    records: Vec<Stretch>,
    /// Where counting positions has come to.
    cursor: Position,
}

/// A record, or what stands in the place of one.
struct Stretch {
    start: usize,
    end: usize,
    ordinal: u64,
}

impl<'p> Rereader<'p> {
    /// A reader over the chunks that were judged.
    pub fn new(prepared: &'p Prepared, chunks: &'p Chunks) -> Self {
        Self { prepared, chunks, kept: VecDeque::new(), parsed: VecDeque::new(), faults: Vec::new() }
    }

    /// Hands the record to `use_it`; does not if the file has changed or cannot be read any more.
    pub fn read(&mut self, record: RecordRef, use_it: &mut dyn FnMut(&SourceRecord<'_>)) {
        let Some(position) = self.hold(record) else { return };
        let Some(held) = self.kept.get_mut(position) else { return };
        let file = &self.prepared.files[record.file as usize];
        let collection = self.prepared.collection_of(record.file);
        let (range, index) = held.stretch(record);
        let position = held.position(range.start);
        let bytes = held.bytes.get(range).unwrap_or_default();
        let text = simdutf8::basic::from_utf8(bytes).ok();
        let parsed = Parsed::of(&mut self.parsed, record, text, collection);
        use_it(&SourceRecord {
            file: Untrusted::new(file.name.as_str()),
            bytes,
            position,
            index,
            document: text.filter(|_| parsed.is_json).map(|text| Document::parsed(text, &parsed.tape)),
            id: parsed.id.clone(),
        });
    }

    /// Files that could not be read again.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// The position of the record's chunk among those that are kept.
    fn hold(&mut self, record: RecordRef) -> Option<usize> {
        let chunk = self.chunk_of(record);
        let known = self.kept.iter().position(|held| held.file == record.file && held.chunk == chunk);
        if known.is_some() {
            return known;
        }
        let file = &self.prepared.files[record.file as usize];
        let read = self.prepared.open(file).and_then(|input| {
            let end = if chunk.end == u64::MAX { input.length().min(1 << 16) } else { chunk.end };
            input.read_range(chunk.start, end.saturating_sub(chunk.start))
        });
        let bytes = match read {
            Ok(bytes) => bytes,
            Err(error) => {
                self.faults.push(Fault::from(&error));
                return None;
            }
        };
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        let collection = self.prepared.collection_of(record.file);
        self.kept.push_back(Held::new(record.file, chunk, bytes, file.form, collection));
        Some(self.kept.len() - 1)
    }

    fn chunk_of(&self, record: RecordRef) -> Chunk {
        // Files that only registries were read from have no chunks: they are read as a whole.
        let whole = Chunk { start: 0, end: u64::MAX, line: 1, ordinal: 0 };
        let chunks = &self.chunks[record.file as usize];
        if record.is_file_itself() {
            return chunks.first().copied().unwrap_or(whole);
        }
        let after = chunks.partition_point(|chunk| chunk.start <= record.start);
        after.checked_sub(1).and_then(|index| chunks.get(index)).copied().unwrap_or(whole)
    }
}

impl Parsed {
    fn of<'k>(
        kept: &'k mut VecDeque<Self>,
        record: RecordRef,
        text: Option<&str>,
        collection: &Collection,
    ) -> &'k Self {
        let known = kept.iter().position(|parsed| parsed.record == Some(record));
        let index = known.unwrap_or_else(|| {
            let mut parsed = if kept.len() == KEPT { kept.pop_front() } else { None }.unwrap_or_default();
            parsed.parse(record, text, collection);
            kept.push_back(parsed);
            kept.len() - 1
        });
        &kept[index]
    }

    fn parse(&mut self, reference: RecordRef, text: Option<&str>, collection: &Collection) {
        self.record = Some(reference);
        let document = text.and_then(|text| Document::parse(text, &collection.limits, &mut self.tape).ok());
        self.is_json = document.is_some();
        self.id = document.and_then(|document| {
            let mut roles = RoleTape::default();
            let roles = collection.layout.read(document, &mut roles);
            let record = Record::new(document, &collection.layout, roles, reference);
            record.id().map(|id| id.text().into_owned().into())
        });
    }
}

impl Held {
    fn new(file: u32, chunk: Chunk, bytes: Vec<u8>, form: Form, collection: &Collection) -> Self {
        let pieces: Box<dyn Iterator<Item = Piece<'_>>> = match form {
            Form::Value => Box::new(split(&bytes, Form::Value, &collection.limits)),
            Form::Lines => pieces_of(&bytes, chunk.start, collection),
        };
        let records = pieces.filter_map(|piece| {
            let (span, ordinal) = match piece {
                Piece::Record(record) => (record.span, record.ordinal),
                Piece::Problem(problem) => (problem.passed_over, problem.ordinal?),
            };
            let ordinal = chunk.ordinal + ordinal as u64;
            Some(Stretch { start: span.start, end: span.end, ordinal })
        });
        let records = records.collect();
        let cursor = Position::line_start(chunk.start, chunk.line);
        Self { file, chunk, bytes, records, cursor }
    }

    /// The bytes of a record in this chunk, and its number in the file.
    fn stretch(&self, record: RecordRef) -> (std::ops::Range<usize>, Option<u64>) {
        let everything = (0..self.bytes.len(), None);
        if record.is_file_itself() {
            return everything;
        }
        let start = (record.start - self.chunk.start) as usize;
        let found = self.records.binary_search_by_key(&start, |stretch| stretch.start).ok();
        let found = found.and_then(|index| self.records.get(index));
        found.map_or(everything, |stretch| (stretch.start..stretch.end, Some(stretch.ordinal)))
    }

    fn position(&mut self, offset: usize) -> Position {
        let base = Position::line_start(self.chunk.start, self.chunk.line);
        let from = self.cursor.byte - self.chunk.start;
        let (text, base, offset) = if from <= offset as u64 {
            (&self.bytes[from as usize..], self.cursor, offset - from as usize)
        } else {
            (&self.bytes[..], base, offset)
        };
        self.cursor = Locator::new(text, base).position(offset);
        self.cursor
    }
}
