//! A file of lines, in blocks that end where a line ends.

use std::collections::VecDeque;

use super::Input;
use crate::project::error::Error;

/// How much is read and held at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BlockSizes {
    /// How many bytes are read at a time, at least 1.
    pub block_bytes: u64,
    /// The most bytes that a line may have, without its end of line.
    pub record_bytes: u64,
}

impl BlockSizes {
    /// How many bytes are read at a time unless said otherwise: 1 MiB.
    pub const BLOCK_BYTES: u64 = 1024 * 1024;

    /// Blocks of the usual size, for records of at most that many bytes.
    pub fn for_records_of(record_bytes: u64) -> Self {
        Self { block_bytes: Self::BLOCK_BYTES, record_bytes }
    }
}

/// What a [`BlockReader`] comes upon, in the order of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockPart {
    /// Whole lines.
    Block(Block),
    /// A line that is too long to be held.
    Oversized(Oversized),
}

/// Whole lines of a file: it starts where a line starts, and ends after a line feed or with the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Its first byte in the file, from 0.
    pub start_offset: u64,
    /// The line it starts with, from 1.
    pub first_line: u64,
    /// How many lines that are not blank stand before it: the ordinal of its first record.
    pub first_ordinal: u64,
    /// Its bytes, never none.
    pub bytes: Vec<u8>,
}

/// A line longer than a record may be. It counts as a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Oversized {
    /// Its first byte in the file, from 0.
    pub start: u64,
    /// One past its last byte, its end of line (LF or CRLF) left out.
    pub end: u64,
    /// The line, from 1.
    pub line: u64,
    /// Its ordinal among the lines that are not blank, from 0.
    pub ordinal: u64,
}

/// Reads a file's lines block by block.
///
/// The blocks, and the oversized lines with their ends, put together are the file; only a blank
/// line longer than a record may be falls out, for there is nothing to say of it. No more than one
/// block and one record are held.
#[derive(Debug)]
pub struct BlockReader<'i> {
    input: &'i Input,
    sizes: BlockSizes,
    /// Bytes read and not yet given out; they start where a line starts.
    held: Vec<u8>,
    /// How many of them are known to have no line feed.
    searched: usize,
    /// Where they stand.
    position: Position,
    found: VecDeque<BlockPart>,
    ended: bool,
}

/// The start of a line.
#[derive(Debug, Clone, Copy)]
struct Position {
    offset: u64,
    line: u64,
    ordinal: u64,
}

impl<'i> BlockReader<'i> {
    pub(super) fn new(input: &'i Input, sizes: BlockSizes) -> Self {
        Self {
            input,
            sizes: BlockSizes { block_bytes: sizes.block_bytes.max(1), ..sizes },
            held: Vec::new(),
            searched: 0,
            position: Position { offset: 0, line: 1, ordinal: 0 },
            found: VecDeque::new(),
            ended: false,
        }
    }

    /// The next part; none at the end of the file.
    ///
    /// # Errors
    ///
    /// [`Error::Unreadable`]; [`Error::Changed`] when the file was cut or written to meanwhile. After
    /// an error there is no next part.
    pub fn next_part(&mut self) -> Result<Option<BlockPart>, Error> {
        loop {
            if let Some(part) = self.found.pop_front() {
                return Ok(Some(part));
            }
            if self.ended {
                return Ok(None);
            }
            if let Err(error) = self.advance() {
                self.ended = true;
                self.held = Vec::new();
                return Err(error);
            }
        }
    }

    /// Gives out the lines that are whole, reading once more if none is held.
    fn advance(&mut self) -> Result<(), Error> {
        if let Some(lines) = self.whole_lines() {
            self.give_out(lines);
            return Ok(());
        }
        if self.read_on()? == 0 {
            self.ended = true;
            self.input.check_unchanged()?;
            let rest = std::mem::take(&mut self.held);
            self.give_out(rest);
            return Ok(());
        }
        if let Some(lines) = self.whole_lines() {
            self.give_out(lines);
            return Ok(());
        }
        // One more than the limit may still be a carriage return that belongs to the end of line.
        if self.held.len() as u64 > self.sizes.record_bytes.saturating_add(1) {
            self.pass_over()?;
        }
        Ok(())
    }

    /// Takes what is held up to its last line feed.
    fn whole_lines(&mut self) -> Option<Vec<u8>> {
        let unsearched = self.held.get(self.searched..).unwrap_or_default();
        let Some(last_feed) = memchr::memrchr(b'\n', unsearched) else {
            self.searched = self.held.len();
            return None;
        };
        let tail = self.held.split_off(self.searched + last_feed + 1);
        self.searched = tail.len();
        Some(std::mem::replace(&mut self.held, tail))
    }

    /// Reads the next bytes of the file behind those that are held; how many there were.
    fn read_on(&mut self) -> Result<u64, Error> {
        let next = self.position.offset + self.held.len() as u64;
        let length = self.sizes.block_bytes.min(self.input.length().saturating_sub(next));
        self.input.append(next, length, &mut self.held)?;
        Ok(length)
    }

    /// Goes to the end of a line that is too long, keeping none of it.
    fn pass_over(&mut self) -> Result<(), Error> {
        let start = self.position;
        let mut blank = true;
        let mut last_byte = None;
        let mut next = start.offset + self.held.len() as u64;
        let feed = loop {
            let feed = memchr::memchr(b'\n', &self.held);
            let line = self.held.get(..feed.unwrap_or(self.held.len())).unwrap_or_default();
            blank = blank && self.input.notation().is_blank(line);
            last_byte = line.last().copied().or(last_byte);
            if feed.is_some() {
                break feed;
            }
            self.position.offset = next;
            self.held.clear();
            let read = self.read_on()?;
            next += read;
            if read == 0 {
                break None;
            }
        };
        let line_end = self.position.offset + feed.unwrap_or(0) as u64;
        if !blank {
            let end = line_end - u64::from(feed.is_some() && last_byte == Some(b'\r'));
            let Position { offset, line, ordinal } = start;
            self.found.push_back(BlockPart::Oversized(Oversized { start: offset, end, line, ordinal }));
            self.position.ordinal += 1;
        }
        if let Some(feed) = feed {
            self.held.drain(..=feed);
            self.position.offset = line_end + 1;
            self.position.line += 1;
        }
        // What follows the line may itself hold whole lines.
        self.searched = 0;
        Ok(())
    }

    /// Gives out whole lines, counting them; those that are too long come out on their own.
    fn give_out(&mut self, lines: Vec<u8>) {
        let mut block_start = self.position;
        let mut block_from = 0;
        let mut from = 0;
        while from < lines.len() {
            let rest = lines.get(from..).unwrap_or_default();
            let feed = memchr::memchr(b'\n', rest);
            let after = feed.map_or(lines.len(), |feed| from + feed + 1);
            let line = rest.get(..feed.unwrap_or(rest.len())).unwrap_or_default();
            let content = feed.and_then(|_| line.strip_suffix(b"\r")).unwrap_or(line);
            let blank = self.input.notation().is_blank(line);
            let oversized = content.len() as u64 > self.sizes.record_bytes;
            if oversized {
                self.push_block(block_start, lines.get(block_from..from).unwrap_or_default().to_vec());
                if !blank {
                    let Position { offset: start, line, ordinal } = self.position;
                    let end = start + content.len() as u64;
                    self.found.push_back(BlockPart::Oversized(Oversized { start, end, line, ordinal }));
                }
            }
            self.position.offset += (after - from) as u64;
            self.position.line += u64::from(feed.is_some());
            self.position.ordinal += u64::from(!blank);
            from = after;
            if oversized {
                (block_start, block_from) = (self.position, from);
            }
        }
        if block_from == 0 {
            return self.push_block(block_start, lines);
        }
        self.push_block(block_start, lines.get(block_from..).unwrap_or_default().to_vec());
    }

    fn push_block(&mut self, start: Position, bytes: Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        self.found.push_back(BlockPart::Block(Block {
            start_offset: start.offset,
            first_line: start.line,
            first_ordinal: start.ordinal,
            bytes,
        }));
    }
}
