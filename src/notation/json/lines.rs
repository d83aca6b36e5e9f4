//! A record a line.

use std::ops::Range;

use super::trimmed;
use crate::notation::Notation;
use crate::notation::document::Limits;
use crate::notation::split::{Piece, Problem, ProblemKind, RecordText};

/// Splits a block of whole lines; see [`Lines`].
///
/// For files that are read block by block: cut each block behind its last LF, and add to the
/// ordinals, lines and spans of a block what stands before it.
pub fn lines<'b>(block: &'b [u8], limits: &Limits) -> Lines<'b> {
    Lines::new(block, 0, *limits)
}

/// The records of lines. Lines that hold white space only are no records; the last may lack its LF.
#[derive(Debug, Clone)]
pub struct Lines<'b> {
    bytes: &'b [u8],
    /// The bytes as text, when all of them are.
    text: Option<&'b str>,
    limits: Limits,
    at: usize,
    records: usize,
    lines: usize,
}

impl<'b> Lines<'b> {
    fn new(bytes: &'b [u8], start: usize, limits: Limits) -> Self {
        let text = simdutf8::basic::from_utf8(bytes).ok();
        Self { bytes, text, limits, at: start, records: 0, lines: 0 }
    }

    fn piece(&self, span: Range<usize>) -> Piece<'b> {
        let (ordinal, line) = (self.records, self.lines);
        let problem = |kind, at| {
            let passed_over = span.clone();
            Piece::Problem(Problem { kind, at, line, passed_over, ordinal: Some(ordinal) })
        };
        if span.len() > self.limits.bytes {
            return problem(ProblemKind::TooLarge(self.limits.bytes), span.start);
        }
        match self.text_of(span.clone()) {
            Ok(text) => {
                Piece::Record(RecordText { ordinal, line, span, text, notation: Notation::JsonLines })
            }
            Err(at) => {
                let byte = self.bytes.get(at).copied().unwrap_or_default();
                problem(ProblemKind::NotUtf8(byte), at)
            }
        }
    }

    /// The text of a line, or its first byte that is not UTF-8.
    fn text_of(&self, span: Range<usize>) -> Result<&'b str, usize> {
        if let Some(text) = self.text {
            return text.get(span.clone()).ok_or(span.start);
        }
        let line = self.bytes.get(span.clone()).unwrap_or_default();
        let valid = simdutf8::compat::from_utf8(line);
        valid.map_err(|error| span.start + error.valid_up_to())
    }
}

impl<'b> Iterator for Lines<'b> {
    type Item = Piece<'b>;

    fn next(&mut self) -> Option<Piece<'b>> {
        loop {
            let rest = self.bytes.get(self.at..).filter(|rest| !rest.is_empty())?;
            let length = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let span = trimmed(self.bytes, self.at..self.at + length);
            self.at += length + 1;
            self.lines += 1;
            if span.is_empty() {
                continue;
            }
            let piece = self.piece(span);
            self.records += 1;
            return Some(piece);
        }
    }
}

/// The records of lines from byte `from` on; none where the lines end in CR alone.
pub(in crate::notation) fn records<'b>(
    bytes: &'b [u8],
    from: usize,
    limits: Limits,
) -> Box<dyn Iterator<Item = Piece<'b>> + 'b> {
    if !end_in_carriage_returns(bytes) {
        return Box::new(Lines::new(bytes, from, limits));
    }
    let problem = Problem {
        kind: ProblemKind::CarriageReturns,
        at: memchr::memchr(b'\r', bytes).unwrap_or_default(),
        line: 1,
        passed_over: from..bytes.len(),
        ordinal: Some(0),
    };
    Box::new(std::iter::once(Piece::Problem(problem)))
}

/// Whether the first line that is not blank is a whole value, and more lines follow it.
pub(in crate::notation) fn begins_with_a_record(text: &[u8]) -> bool {
    let mut lines = text.split(|byte| *byte == b'\n').filter(|line| !is_blank(line));
    let first = lines.next().unwrap_or_default();
    let first = first.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(first);
    serde_json::from_slice::<serde::de::IgnoredAny>(first).is_ok() && lines.next().is_some()
}

/// Whether a line holds nothing but JSON's white space (RFC 8259, section 2): it is no record.
pub(in crate::notation) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// Whether a file has no LF but ends its records in CR: one closes, CR, another opens.
fn end_in_carriage_returns(bytes: &[u8]) -> bool {
    if !bytes.contains(&b'\r') || memchr::memchr(b'\n', bytes).is_some() {
        return false;
    }
    memchr::memchr_iter(b'\r', bytes).any(|at| {
        let (before, after) = bytes.split_at(at);
        before.trim_ascii_end().ends_with(b"}") && after.trim_ascii_start().starts_with(b"{")
    })
}

#[cfg(test)]
mod tests {
    use super::end_in_carriage_returns;

    #[test]
    fn knows_lines_that_end_in_carriage_returns() {
        assert!(end_in_carriage_returns(b"{\"a\":1}\r{\"a\":2}\r"));
        assert!(!end_in_carriage_returns(b"{\"a\":1,\r\"b\":2}\r"));
        assert!(!end_in_carriage_returns(b"{}\r\n{}\r\n"));
    }
}
