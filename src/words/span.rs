//! Bytes, lines and columns: the only place that counts them.

use std::ops::Range;

/// A range of a file, in every unit that a format may want. Ends are exclusive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Span {
    /// The first byte, from 0.
    pub start: u64,
    /// One past the last byte.
    pub end: u64,
    /// The line of `start`, from 1.
    pub line: u64,
    /// The column of `start` in Unicode code points, from 1.
    pub column: u64,
    /// The line of `end`, from 1.
    pub end_line: u64,
    /// The column of `end` in code points, from 1.
    pub end_column: u64,
    /// The column of `start` in UTF-16 code units, from 1.
    pub utf16_column: u64,
    /// The column of `end` in UTF-16 code units, from 1.
    pub utf16_end_column: u64,
    /// The column of `start` in bytes, from 1.
    pub byte_column: u64,
    /// The column of `end` in bytes, from 1.
    pub byte_end_column: u64,
}

/// A text of a file, where it stands there, and how far positions have been counted.
///
/// Positions are counted forward from the last one asked for, so that asking in order is linear in
/// the text, even where a file is one line.
#[derive(Debug, Clone)]
pub struct Locator<'t> {
    text: &'t [u8],
    base: Position,
    cursor: Position,
}

/// A byte of a file, in every unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The byte in the file, from 0.
    pub byte: u64,
    /// The line, from 1. Only LF ends a line.
    pub line: u64,
    /// The column in code points, from 1.
    pub column: u64,
    /// The column in UTF-16 code units, from 1.
    pub utf16_column: u64,
    /// The column in bytes, from 1.
    pub byte_column: u64,
}

impl Position {
    /// The first byte of a line.
    pub fn line_start(byte: u64, line: u64) -> Self {
        Self { byte, line, column: 1, utf16_column: 1, byte_column: 1 }
    }

    /// Moves on over bytes. What is not UTF-8 counts a column for each run that a reader shows as one `�`.
    fn advance(&mut self, over: &[u8]) {
        let last_line = match memchr::memrchr(b'\n', over) {
            None => over,
            Some(end) => {
                self.line += memchr::memchr_iter(b'\n', over).count() as u64;
                (self.column, self.utf16_column, self.byte_column) = (1, 1, 1);
                &over[end + 1..]
            }
        };
        self.byte += over.len() as u64;
        self.byte_column += last_line.len() as u64;
        for chunk in last_line.utf8_chunks() {
            for character in chunk.valid().chars() {
                self.column += 1;
                self.utf16_column += character.len_utf16() as u64;
            }
            let invalid = u64::from(!chunk.invalid().is_empty());
            self.column += invalid;
            self.utf16_column += invalid;
        }
    }
}

impl<'t> Locator<'t> {
    /// Locates in `text`, whose first byte is at `base` of its file.
    pub fn new(text: &'t [u8], base: Position) -> Self {
        Self { text, base, cursor: base }
    }

    /// The position of a byte of the text, from 0; that of its character where it lies inside one.
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = floor_char_boundary(self.text, offset);
        let target = self.base.byte + offset as u64;
        if target < self.cursor.byte {
            self.cursor = self.base;
        }
        let from = (self.cursor.byte - self.base.byte) as usize;
        self.cursor.advance(&self.text[from..offset]);
        self.cursor
    }

    /// The span of bytes of the text, from 0.
    pub fn span(&mut self, range: Range<usize>) -> Span {
        let start = self.position(range.start);
        let end = self.position(range.end.max(range.start));
        Span {
            start: start.byte,
            end: end.byte,
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            utf16_column: start.utf16_column,
            utf16_end_column: end.utf16_column,
            byte_column: start.byte_column,
            byte_end_column: end.byte_column,
        }
    }
}

/// Back to the first byte of the character that holds the byte, if one does.
fn floor_char_boundary(text: &[u8], offset: usize) -> usize {
    let offset = offset.min(text.len());
    let is_continuation = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    let back = (0..=3.min(offset)).find(|back| !text.get(offset - back).is_some_and(is_continuation));
    offset - back.unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_in_every_unit_from_the_line_start() {
        let text = "{\n \"é\u{0651}😀\": 1}";
        let mut locator = Locator::new(text.as_bytes(), Position::line_start(10, 3));
        let key = text.find("\": 1").unwrap();
        let span = locator.span(3..key);
        assert_eq!(
            (span.start, span.line, span.column, span.utf16_column, span.byte_column),
            (13, 4, 2, 2, 2)
        );
        assert_eq!((span.end_column, span.utf16_end_column, span.byte_end_column), (6, 7, 11));
    }

    #[test]
    fn asking_backwards_gives_what_asking_forwards_gave() {
        let text = "a\nبتث\nc";
        let mut locator = Locator::new(text.as_bytes(), Position::line_start(0, 1));
        let forward: Vec<Position> = (0..=text.len()).map(|offset| locator.position(offset)).collect();
        let mut backward: Vec<Position> =
            (0..=text.len()).rev().map(|offset| locator.position(offset)).collect();
        backward.reverse();
        assert_eq!(forward, backward);
    }
}
