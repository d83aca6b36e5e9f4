//! Reading again: only the records that findings name, in the chunks they were judged in.

use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use crate::layout::RoleTape;
use crate::notation::Notation;
use crate::notation::document::{Document, Tape};
use crate::notation::split::Piece;
use crate::project::input::{BlockSizes, Input, MOST_BYTES_AT_ONCE};
use crate::project::{Chunk, Collection, Error, Inventory, JudgedFile, ProjectFile};
use crate::record::Record;
use crate::report::diagnose::SourceRecord;
use crate::report::{Fault, Original};
use crate::words::span::{Locator, Position};
use crate::words::{Place, RecordRef, Untrusted};

/// Records that are kept: that of the finding, and those it is shown with.
const KEPT: usize = 4;
/// So many bytes of a file that was not judged are read for a finding of the file itself.
const MOST_OF_A_FILE: u64 = 1 << 16;

/// Reads records again by their place.
pub struct Rereader<'p> {
    inventory: &'p Inventory,
    /// The files that were judged, by their number.
    judged: &'p [&'p JudgedFile],
    /// By file and the first byte of the chunk. A chunk is read once as a whole, and then record by record: the
    /// records that a finding is shown with lie anywhere.
    outlines: FxHashMap<(u32, u64), Vec<Stretch>>,
    /// The file that was read last.
    open: Option<(u32, Arc<Input>)>,
    kept: VecDeque<Kept>,
    faults: Vec<Fault>,
}

/// A record that was read: most findings are of the record that the one before was of, or shown with it.
struct Kept {
    /// None for the beginning of a file, which no finding asks for again.
    record: Option<RecordRef>,
    stretch: Stretch,
    bytes: Vec<u8>,
    tape: Tape,
    is_json: bool,
    id: Option<Untrusted>,
    original: OnceLock<Arc<Original>>,
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

impl Stretch {
    /// A whole chunk.
    fn of(chunk: Chunk) -> Self {
        Self {
            start: Position::line_start(chunk.start, chunk.line),
            length: chunk.end.saturating_sub(chunk.start),
            ordinal: None,
        }
    }
}

impl<'p> Rereader<'p> {
    /// A reader over the chunks that were judged.
    pub fn new(inventory: &'p Inventory, judged: &'p [&'p JudgedFile]) -> Self {
        Self {
            inventory,
            judged,
            outlines: FxHashMap::default(),
            open: None,
            kept: VecDeque::new(),
            faults: Vec::new(),
        }
    }

    /// Hands the record of a place to `use_it`, or the beginning of its file; does not if the file has changed or
    /// cannot be read any more.
    pub fn read(&mut self, place: &Place, use_it: &mut dyn FnMut(&SourceRecord<'_>)) {
        let Some(file) = place.file() else { return };
        let record = place.record();
        let known = record.and_then(|record| self.kept.iter().position(|kept| kept.record == Some(record)));
        let position = match known.map_or_else(|| self.keep(file, record), Ok) {
            Ok(position) => position,
            Err(error) => return self.faults.push(Fault::from(&error)),
        };
        let Some(kept) = self.kept.get(position) else { return };
        use_it(&kept.shown(&self.inventory.files[file as usize]));
    }

    /// Files that could not be read again.
    pub fn into_faults(self) -> Vec<Fault> {
        self.faults
    }

    /// Reads a record, and gives its position among those that are kept.
    fn keep(&mut self, file: u32, record: Option<RecordRef>) -> Result<usize, Error> {
        let (stretch, bytes) = match record {
            Some(record) => self.bytes_of(record)?,
            None => self.beginning_of(file)?,
        };
        let oldest = if self.kept.len() == KEPT { self.kept.pop_front() } else { None };
        let tape = oldest.map_or_else(Tape::default, |kept| kept.tape);
        let collection = self.inventory.collection_of(file);
        let notation = self.inventory.files[file as usize].notation;
        self.kept.push_back(Kept::new(record, stretch, bytes, tape, notation, collection));
        Ok(self.kept.len() - 1)
    }

    fn bytes_of(&mut self, record: RecordRef) -> Result<(Stretch, Vec<u8>), Error> {
        let input = self.open(record.file)?;
        let chunk = self.chunk_of(record, input.length());
        let key = (record.file, chunk.start);
        let whole = Stretch::of(chunk);
        if self.is_one_too_large(record.file, chunk, &input)? {
            let stretch =
                Stretch { length: whole.length.min(MOST_OF_A_FILE), ordinal: Some(chunk.ordinal), ..whole };
            return Ok((stretch, input.read_range(stretch.start.byte, stretch.length)?));
        }
        if let Some(outline) = self.outlines.get(&key) {
            let stretch = find(outline, record).unwrap_or(whole);
            return Ok((stretch, input.read_range(stretch.start.byte, stretch.length)?));
        }
        let mut bytes = input.read_range(chunk.start, whole.length)?;
        let notation = self.inventory.files[record.file as usize].notation;
        let outline = outline(&bytes, chunk, notation, self.inventory.collection_of(record.file));
        let stretch = find(&outline, record).unwrap_or(whole);
        self.outlines.insert(key, outline);
        let start = (stretch.start.byte - chunk.start) as usize;
        bytes.truncate(start + stretch.length as usize);
        bytes.drain(..start);
        Ok((stretch, bytes))
    }

    /// Whether a chunk is one record that is larger than a record may be: only its beginning is shown.
    fn is_one_too_large(&self, file: u32, chunk: Chunk, input: &Input) -> Result<bool, Error> {
        // A block of lines has less than this beyond its last record.
        let most = self.inventory.collection_of(file).limits.bytes as u64 + 2 * BlockSizes::BLOCK_BYTES;
        Ok(chunk.end - chunk.start > most && input.begins_one_record()?)
    }

    /// The first chunk of a file; of one that was not judged, as much as shows what is wrong with it.
    fn beginning_of(&mut self, file: u32) -> Result<(Stretch, Vec<u8>), Error> {
        let input = self.open(file)?;
        let first = self.chunks_of(file).first().copied();
        let most = if self.inventory.is_of_a_schema(file) { MOST_BYTES_AT_ONCE } else { MOST_OF_A_FILE };
        let unjudged = Chunk { start: 0, end: input.length().min(most), line: 1, ordinal: 0 };
        let stretch = Stretch::of(first.unwrap_or(unjudged));
        let bytes = input.read_range(stretch.start.byte, stretch.length)?;
        Ok((stretch, bytes))
    }

    fn open(&mut self, file: u32) -> Result<Arc<Input>, Error> {
        if let Some((known, input)) = &self.open
            && *known == file
        {
            return Ok(Arc::clone(input));
        }
        let input = self.inventory.open(&self.inventory.files[file as usize])?;
        self.open = Some((file, Arc::clone(&input)));
        Ok(input)
    }

    fn chunks_of(&self, file: u32) -> &'p [Chunk] {
        self.judged.get(file as usize).map_or(&[], |judged| &judged.chunks)
    }

    /// The chunk that a record lies in. Files that only registries were read from have none: each is one.
    fn chunk_of(&self, record: RecordRef, length: u64) -> Chunk {
        let chunks = self.chunks_of(record.file);
        let after = chunks.partition_point(|chunk| chunk.start <= record.start);
        let found = after.checked_sub(1).and_then(|index| chunks.get(index)).copied();
        found.unwrap_or(Chunk { start: 0, end: length, line: 1, ordinal: 0 })
    }
}

/// The records of a chunk, in order.
fn outline(bytes: &[u8], chunk: Chunk, notation: Notation, collection: &Collection) -> Vec<Stretch> {
    let pieces = notation.pieces(bytes, chunk.start, &collection.limits);
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

impl Kept {
    fn new(
        record: Option<RecordRef>,
        stretch: Stretch,
        bytes: Vec<u8>,
        mut tape: Tape,
        notation: Notation,
        collection: &Collection,
    ) -> Self {
        let text = simdutf8::basic::from_utf8(&bytes).ok();
        let document = text.and_then(|text| notation.parse(text, &collection.limits, &mut tape).ok());
        let is_json = document.is_some();
        let id = document.zip(record).and_then(|(document, record)| {
            let mut roles = RoleTape::default();
            let roles = collection.layout.read(document, &mut roles);
            let record = Record::new(document, &collection.layout, roles, record);
            record.id().map(|id| id.text().into_owned().into())
        });
        Self { record, stretch, bytes, tape, is_json, id, original: OnceLock::new() }
    }

    fn shown<'k>(&'k self, file: &'k ProjectFile) -> SourceRecord<'k> {
        let text = if self.is_json { simdutf8::basic::from_utf8(&self.bytes).ok() } else { None };
        SourceRecord {
            file: Untrusted::new(&file.name),
            bytes: &self.bytes,
            position: self.stretch.start,
            index: self.stretch.ordinal,
            document: text.map(|text| Document::parsed(text, &self.tape)),
            id: self.id.clone(),
            original: &self.original,
            path: file.path(),
        }
    }
}
