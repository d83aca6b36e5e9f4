//! Reading again: only the records that findings name, in the chunks they were judged in.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::Collection;
use super::judge::{Chunk, Chunks, pieces_of};
use super::prepare::Prepared;
use crate::diagnose::SourceRecord;
use crate::document::{Document, Tape};
use crate::error::Error;
use crate::layout::RoleTape;
use crate::locate::{Locator, Position};
use crate::report::Fault;
use crate::split::{Form, Piece, split};
use crate::{Record, RecordRef, Untrusted};

/// Records that are kept parsed: that of the finding, and those it is shown with.
const KEPT: usize = 4;
/// So many bytes of a file that was not judged are read for a finding of the file itself.
const MOST_OF_A_FILE: u64 = 1 << 16;

/// Reads records again by their place.
pub struct Rereader<'p> {
    prepared: &'p Prepared,
    chunks: &'p Chunks,
    /// By file and the first byte of the chunk. A chunk is read once as a whole, and then record by record: the
    /// records that a finding is shown with lie anywhere.
    outlines: FxHashMap<(u32, u64), Vec<Stretch>>,
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

/// A record, or what stands in the place of one.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    /// Where it starts in the file.
    start: Position,
    /// Its length in bytes.
    length: u64,
    /// Its number in the file; none for a whole chunk.
    ordinal: Option<u64>,
}

impl<'p> Rereader<'p> {
    /// A reader over the chunks that were judged.
    pub fn new(prepared: &'p Prepared, chunks: &'p Chunks) -> Self {
        Self { prepared, chunks, outlines: FxHashMap::default(), parsed: VecDeque::new(), faults: Vec::new() }
    }

    /// Hands the record to `use_it`; does not if the file has changed or cannot be read any more.
    pub fn read(&mut self, record: RecordRef, use_it: &mut dyn FnMut(&SourceRecord<'_>)) {
        match self.bytes_of(record) {
            Ok((stretch, bytes)) => self.show(record, stretch, &bytes, use_it),
            Err(error) => self.faults.push(Fault::from(&error)),
        }
    }

    /// Files that could not be read again.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    fn show(
        &mut self,
        record: RecordRef,
        stretch: Stretch,
        bytes: &[u8],
        use_it: &mut dyn FnMut(&SourceRecord<'_>),
    ) {
        let text = simdutf8::basic::from_utf8(bytes).ok();
        let parsed = Parsed::of(&mut self.parsed, record, text, self.prepared.collection_of(record.file));
        use_it(&SourceRecord {
            file: Untrusted::new(self.prepared.files[record.file as usize].name.as_str()),
            bytes,
            position: stretch.start,
            index: stretch.ordinal,
            document: text.filter(|_| parsed.is_json).map(|text| Document::parsed(text, &parsed.tape)),
            id: parsed.id.clone(),
        });
    }

    fn bytes_of(&mut self, record: RecordRef) -> Result<(Stretch, Vec<u8>), Error> {
        let file = &self.prepared.files[record.file as usize];
        let input = self.prepared.open(file)?;
        let chunk = self.chunk_of(record, input.length());
        let key = (record.file, chunk.start);
        let whole = Stretch {
            start: Position::line_start(chunk.start, chunk.line),
            length: chunk.end.saturating_sub(chunk.start),
            ordinal: None,
        };
        if record.is_file_itself() {
            return Ok((whole, input.read_range(chunk.start, whole.length)?));
        }
        if let Some(outline) = self.outlines.get(&key) {
            let stretch = find(outline, record).unwrap_or(whole);
            return Ok((stretch, input.read_range(stretch.start.byte, stretch.length)?));
        }
        let mut bytes = input.read_range(chunk.start, whole.length)?;
        let outline = outline(&bytes, chunk, file.form, self.prepared.collection_of(record.file));
        let stretch = find(&outline, record).unwrap_or(whole);
        self.outlines.insert(key, outline);
        let start = (stretch.start.byte - chunk.start) as usize;
        bytes.truncate(start + stretch.length as usize);
        bytes.drain(..start);
        Ok((stretch, bytes))
    }

    /// The chunk that a record lies in. Files that only registries were read from have none: each is one.
    fn chunk_of(&self, record: RecordRef, length: u64) -> Chunk {
        let chunks = &self.chunks[record.file as usize];
        let after = match record.is_file_itself() {
            true => 1,
            false => chunks.partition_point(|chunk| chunk.start <= record.start),
        };
        let found = after.checked_sub(1).and_then(|index| chunks.get(index)).copied();
        let read_of_itself = if record.is_file_itself() { MOST_OF_A_FILE } else { u64::MAX };
        found.unwrap_or(Chunk { start: 0, end: length.min(read_of_itself), line: 1, ordinal: 0 })
    }
}

/// The records of a chunk, in order.
fn outline(bytes: &[u8], chunk: Chunk, form: Form, collection: &Collection) -> Vec<Stretch> {
    let pieces: Box<dyn Iterator<Item = Piece<'_>>> = match form {
        Form::Value => Box::new(split(bytes, Form::Value, &collection.limits)),
        Form::Lines => pieces_of(bytes, chunk.start, collection),
    };
    let mut counted = Position::line_start(chunk.start, chunk.line);
    let records = pieces.filter_map(|piece| {
        let (span, ordinal) = match piece {
            Piece::Record(record) => (record.span, record.ordinal),
            Piece::Problem(problem) => (problem.passed_over, problem.ordinal?),
        };
        let so_far = (counted.byte - chunk.start) as usize;
        let rest = bytes.get(so_far..).unwrap_or_default();
        counted = Locator::new(rest, counted).position(span.start.saturating_sub(so_far));
        Some(Stretch {
            start: counted,
            length: span.len() as u64,
            ordinal: Some(chunk.ordinal + ordinal as u64),
        })
    });
    records.collect()
}

fn find(outline: &[Stretch], record: RecordRef) -> Option<Stretch> {
    let index = outline.binary_search_by_key(&record.start, |stretch| stretch.start.byte).ok()?;
    outline.get(index).copied()
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
