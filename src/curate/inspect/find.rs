//! Which record is meant, among all that there are.

use std::collections::BTreeSet;

use crate::layout::RoleTape;
use crate::notation::document::{Limits, Tape};
use crate::notation::split::{Piece, RecordText};
use crate::notation::{Notation, ReadMode};
use crate::project::input::{Block, BlockPart, BlockSizes, MOST_BYTES_AT_ONCE, Whole};
use crate::project::{Error, Inventory};
use crate::record::Record;
use crate::text::nearest::nearest;
use crate::words::RecordRef;

/// Ids that are kept, to name one that is written much alike.
const MOST_IDS: usize = 1 << 20;

/// The record that is meant.
pub struct FoundRecord {
    /// The number of its file.
    pub file: u32,
    /// Its first byte there.
    pub start: u64,
    /// The line it begins on, from 1.
    pub line: u64,
    /// How many records stand before it in the file.
    pub ordinal: u64,
    pub text: String,
    /// How many other records of its collection have its id.
    pub namesakes: u64,
    /// The file and the line of a record of each other collection that has its id.
    pub elsewhere: Vec<(u32, u64)>,
}

/// How many records there are.
#[derive(Debug, Clone, Copy, Default)]
pub struct RecordCount {
    pub records: u64,
    pub files: u64,
    /// Those of the file of the record that is meant.
    pub of_file: u64,
}

/// Finds the record that is meant: the one of that id; the one of that number, from 1, where no record has the id; the
/// first, where none is asked for.
///
/// # Errors
///
/// That there is none, that it cannot be read, or that a file cannot.
pub fn find(inventory: &Inventory, wanted: Option<&str>) -> Result<(FoundRecord, RecordCount), Error> {
    let mut search = Search {
        wanted,
        number: wanted.and_then(|word| word.parse().ok()),
        first_file: first_file(inventory),
        ..Search::default()
    };
    let mut of_files = Vec::new();
    for file in 0..inventory.asked_files().len() as u32 {
        let before = search.records;
        let problem = each_record(inventory, file, &mut |seen| search.take(inventory, file, seen))?;
        let name = || inventory.files[file as usize].name.clone();
        search.problem = search.problem.take().or_else(|| problem.map(|problem| (name(), problem)));
        of_files.push(search.records - before);
    }
    let mut count = RecordCount {
        records: search.records,
        files: of_files.iter().filter(|records| **records > 0).count() as u64,
        of_file: 0,
    };
    let found = search.found(inventory)?;
    count.of_file = of_files.get(found.file as usize).copied().unwrap_or_default();
    Ok((found, count))
}

/// The file whose first record is shown: the first that is no registry, for what others refer to is mostly not what is
/// looked at.
fn first_file(inventory: &Inventory) -> u32 {
    let mut files = 0..inventory.asked_files().len() as u32;
    files.find(|file| !is_registry(inventory, *file)).unwrap_or_default()
}

/// Whether the records of a file are what others refer to.
fn is_registry(inventory: &Inventory, file: u32) -> bool {
    let name = inventory.collection_of(file).context.collection.as_deref();
    let mut referred = inventory.collections.iter().flat_map(|collection| collection.layout.referred());
    name.is_some_and(|name| referred.any(|referred| referred == name))
}

/// A record that is come upon, or what stands in the place of one.
struct Seen<'b> {
    /// Its first byte in the file.
    start: u64,
    line: u64,
    ordinal: u64,
    text: Result<RecordText<'b>, String>,
}

#[derive(Default)]
struct Search<'w> {
    wanted: Option<&'w str>,
    number: Option<u64>,
    first_file: u32,
    records: u64,
    broken: u64,
    first: Option<Candidate>,
    /// The first record of the id that is asked for in each collection, with its namesakes there.
    of_id: Vec<(usize, FoundRecord)>,
    of_number: Option<Candidate>,
    ids: BTreeSet<String>,
    /// The first file that holds no records at all, and why.
    problem: Option<(String, String)>,
    tape: Tape,
    roles: RoleTape,
}

/// A record, or where one would stand and why it cannot be read.
enum Candidate {
    Readable(FoundRecord),
    Broken { file: String, line: u64, cause: String },
}

impl Search<'_> {
    fn take(&mut self, inventory: &Inventory, file: u32, seen: Seen<'_>) {
        self.records += 1;
        self.broken += u64::from(seen.text.is_err());
        if self.wanted.is_none() {
            // Where the file that comes first holds no record, any other's will do.
            if self.first.is_none() || file == self.first_file && !self.is_of_first_file() {
                self.first = Some(candidate(inventory, file, &seen));
            }
            return;
        }
        if self.number == Some(self.records) {
            self.of_number = Some(candidate(inventory, file, &seen));
        }
        self.compare(inventory, file, &seen);
    }

    fn is_of_first_file(&self) -> bool {
        match &self.first {
            Some(Candidate::Readable(found)) => found.file == self.first_file,
            Some(Candidate::Broken { .. }) | None => false,
        }
    }

    /// Takes the record if its id is the one that is asked for.
    fn compare(&mut self, inventory: &Inventory, file: u32, seen: &Seen<'_>) {
        let Ok(text) = &seen.text else { return };
        let collection = inventory.collection_of(file);
        let Ok(document) = text.parse(&collection.limits, &mut self.tape) else { return self.broken += 1 };
        let roles = collection.layout.read(document, &mut self.roles);
        let reference = RecordRef { file, start: seen.start };
        let Some(id) = Record::new(document, &collection.layout, roles, reference).id() else { return };
        let id = id.text();
        if self.wanted != Some(id.as_ref()) {
            if self.ids.len() < MOST_IDS {
                self.ids.insert(id.into_owned());
            }
            return;
        }
        let number = inventory.files[file as usize].collection;
        match self.of_id.iter_mut().find(|(known, _)| *known == number) {
            Some((_, known)) => known.namesakes += 1,
            None => self.of_id.push((number, found(file, seen, text))),
        }
    }

    fn found(mut self, inventory: &Inventory) -> Result<FoundRecord, Error> {
        if !self.of_id.is_empty() {
            let is_looked_at = |(_, found): &(usize, FoundRecord)| !is_registry(inventory, found.file);
            let chosen = self.of_id.iter().position(is_looked_at).unwrap_or_default();
            let (_, mut found) = self.of_id.swap_remove(chosen);
            let others = self.of_id.iter();
            found.elsewhere = others.map(|(_, found)| (found.file, found.line)).collect();
            return Ok(found);
        }
        let candidate = if self.wanted.is_some() { self.of_number.take() } else { self.first.take() };
        match candidate {
            Some(Candidate::Readable(found)) => Ok(found),
            Some(Candidate::Broken { file, line, cause }) => Err(Error::BrokenRecord { file, line, cause }),
            None => Err(self.nothing()),
        }
    }

    /// Why there is nothing to show: a file that is no text at all says so.
    fn nothing(self) -> Error {
        if let Some((file, cause)) = self.problem.filter(|_| self.records == 0) {
            return Error::BrokenRecord { file, line: 1, cause };
        }
        let id = self.wanted.map(str::to_owned);
        let nearest = id.as_deref().and_then(|id| nearest(id, self.ids.iter().map(String::as_str)));
        let nearest = nearest.map(str::to_owned);
        Error::NoSuchRecord { id, nearest, records: self.records, broken: self.broken }
    }
}

fn candidate(inventory: &Inventory, file: u32, seen: &Seen<'_>) -> Candidate {
    match &seen.text {
        Ok(text) => Candidate::Readable(found(file, seen, text)),
        Err(cause) => Candidate::Broken {
            file: inventory.files[file as usize].name.clone(),
            line: seen.line,
            cause: cause.clone(),
        },
    }
}

fn found(file: u32, seen: &Seen<'_>, text: &RecordText<'_>) -> FoundRecord {
    let Seen { start, line, ordinal, .. } = *seen;
    FoundRecord {
        file,
        start,
        line,
        ordinal,
        text: text.text.to_owned(),
        namesakes: 0,
        elsewhere: Vec::new(),
    }
}

/// Goes through the records of a file, in order. What is wrong with the file as a whole, if something is.
fn each_record(
    inventory: &Inventory,
    file: u32,
    take: &mut dyn FnMut(Seen<'_>),
) -> Result<Option<String>, Error> {
    let file_of_run = &inventory.files[file as usize];
    let limits = inventory.collection_of(file).limits;
    let input = inventory.open(file_of_run)?;
    if file_of_run.notation.reading() == ReadMode::Whole {
        return Ok(match input.read_whole(MOST_BYTES_AT_ONCE)? {
            Whole::Bytes(bytes) => {
                let block = Block { start_offset: 0, first_line: 1, first_ordinal: 0, bytes };
                each_of_block(file_of_run.notation, &limits, &block, take)
            }
            Whole::TooLarge { length } => Some(format!("{length} bytes are more than are read at once")),
        });
    }
    let mut of_file = None;
    let mut blocks = input.blocks(BlockSizes::for_records_of(limits.bytes as u64));
    while let Some(part) = blocks.next_part()? {
        match part {
            BlockPart::Block(block) => {
                let problem = each_of_block(file_of_run.notation, &limits, &block, take);
                of_file = of_file.or(problem);
            }
            BlockPart::Oversized(line) => {
                let text = Err(format!("it has more than {} bytes", limits.bytes));
                take(Seen { start: line.start, line: line.line, ordinal: line.ordinal, text });
            }
        }
    }
    Ok(of_file)
}

fn each_of_block(
    notation: Notation,
    limits: &Limits,
    block: &Block,
    take: &mut dyn FnMut(Seen<'_>),
) -> Option<String> {
    let mut of_file = None;
    for piece in notation.pieces(&block.bytes, block.start_offset, limits) {
        of_file = of_file.or_else(|| problem_of_file(&piece));
        if let Some(seen) = seen(piece, block.start_offset, block.first_line, block.first_ordinal) {
            take(seen);
        }
    }
    of_file
}

/// A piece as a record of its file; none for what stands between records.
fn seen(piece: Piece<'_>, offset: u64, line: u64, ordinal: u64) -> Option<Seen<'_>> {
    match piece {
        Piece::Record(text) => Some(Seen {
            start: offset + text.span.start as u64,
            line: line + text.line as u64 - 1,
            ordinal: ordinal + text.ordinal as u64,
            text: Ok(text),
        }),
        Piece::Problem(problem) => Some(Seen {
            start: offset + problem.at as u64,
            line: line + problem.line as u64 - 1,
            ordinal: ordinal + problem.ordinal? as u64,
            text: Err(problem.kind.to_string()),
        }),
    }
}

/// What is wrong with a file as a whole: the record that is asked for is then not one of its records.
fn problem_of_file(piece: &Piece<'_>) -> Option<String> {
    match piece {
        Piece::Problem(problem) if problem.ordinal.is_none() => Some(problem.kind.to_string()),
        _ => None,
    }
}
