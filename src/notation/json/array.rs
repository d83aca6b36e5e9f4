//! One value: an array's elements are the records, any other value is one record.

use std::borrow::Cow;
use std::ops::Range;

use super::syntax::comma_before;
use super::trimmed;
use crate::notation::Notation;
use crate::notation::document::{Document, Found, Limits, SyntaxError, SyntaxErrorKind, Tape};
use crate::notation::split::{Piece, Problem, ProblemKind, RecordText};

mod resynchronise;

/// A control character, which JSON has nowhere, in place of each byte that is not UTF-8.
const NOT_TEXT: u8 = 0x1A;

/// The records of a file that holds one value from byte `start` on.
pub(in crate::notation) fn value<'b>(
    bytes: &'b [u8],
    start: usize,
    limits: Limits,
) -> Box<dyn Iterator<Item = Piece<'b>> + 'b> {
    let span = trimmed(bytes, start..bytes.len());
    if bytes.get(span.start) == Some(&b'[') {
        return Box::new(Elements::new(bytes, span, limits));
    }
    Box::new(std::iter::once(single(bytes, span, limits)))
}

fn single(bytes: &[u8], span: Range<usize>, limits: Limits) -> Piece<'_> {
    let line = 1 + line_feeds(bytes, 0..span.start);
    let problem = |kind, at| {
        let line = line + line_feeds(bytes, span.start..at);
        let passed_over = span.clone();
        Piece::Problem(Problem { kind, at, line, passed_over, ordinal: Some(0) })
    };
    if span.len() > limits.bytes {
        return problem(ProblemKind::TooLarge(limits.bytes), span.start);
    }
    let record = bytes.get(span.clone()).unwrap_or_default();
    match simdutf8::compat::from_utf8(record) {
        Ok(text) => Piece::Record(RecordText { ordinal: 0, line, span, text, notation: Notation::Json }),
        Err(error) => {
            let at = span.start + error.valid_up_to();
            problem(ProblemKind::NotUtf8(bytes.get(at).copied().unwrap_or_default()), at)
        }
    }
}

fn line_feeds(bytes: &[u8], range: Range<usize>) -> usize {
    bytes.get(range).map_or(0, |range| memchr::memchr_iter(b'\n', range).count())
}

/// The bytes as text of the same length, with [`NOT_TEXT`] for each byte that is none: what reads it
/// stumbles at the same place.
fn masked(bytes: &[u8]) -> Cow<'_, str> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Cow::Borrowed(text);
    }
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        text.extend(chunk.invalid().iter().map(|_| char::from(NOT_TEXT)));
    }
    Cow::Owned(text)
}

/// The elements of an array, one after another.
struct Elements<'b> {
    bytes: &'b [u8],
    text: Cow<'b, str>,
    limits: Limits,
    tape: Tape,
    /// What is read next, and the byte where it is.
    state: State,
    at: usize,
    /// The file's last byte that is not white space is before this one.
    end: usize,
    ordinal: usize,
    /// The line of the byte up to which lines were counted.
    line: usize,
    counted_to: usize,
    /// Before this byte, brackets and quotes are known not to match.
    mismatch_before: usize,
    /// The same, of brackets alone.
    disorder_before: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// After `[`: an element or `]`.
    FirstElement,
    /// After `,`: an element.
    NextElement,
    /// After an element: `,` or `]`.
    Separator,
    /// After `]`: nothing.
    End,
    Done,
}

/// One element: where it ends, or what is wrong with it.
type Extent = Result<usize, SyntaxError>;

impl<'b> Elements<'b> {
    fn new(bytes: &'b [u8], span: Range<usize>, limits: Limits) -> Self {
        Self {
            bytes,
            text: masked(bytes.get(..span.end).unwrap_or_default()),
            limits,
            tape: Tape::new(),
            state: State::FirstElement,
            at: span.start + 1,
            end: span.end,
            ordinal: 0,
            line: 1,
            counted_to: 0,
            mismatch_before: 0,
            disorder_before: 0,
        }
    }

    fn element(&mut self) -> Piece<'b> {
        let start = self.at;
        self.state = State::Separator;
        match self.extent(start) {
            Ok(end) => {
                self.at = end;
                self.record(start..end)
            }
            Err(error) => {
                self.at = self.resynchronise(start);
                if self.at == self.end {
                    // That the array is not closed either is no news.
                    self.state = State::Done;
                }
                let passed_over = trimmed(self.bytes, start..self.at);
                let ordinal = Some(self.ordinal);
                self.ordinal += 1;
                self.problem(error, passed_over, ordinal)
            }
        }
    }

    /// Where the element that starts at `start` ends, if it is one and the array can go on after it.
    fn extent(&mut self, start: usize) -> Extent {
        let end = self.value_at(start)?;
        let after = self.skip_white_space(end);
        let goes_on = match self.bytes.get(after..self.end) {
            // Where only the comma is missing, or is an Arabic one, nothing is wrong with the element.
            Some([b',' | b']' | b'{' | b'[', ..] | []) => true,
            Some(rest) => rest.starts_with("،".as_bytes()),
            None => true,
        };
        if goes_on { Ok(end) } else { Err(self.separator_missing(after)) }
    }

    /// Where the value that starts at `start` ends.
    fn value_at(&mut self, start: usize) -> Extent {
        let rest = self.text.get(start..).unwrap_or_default();
        match Document::parse_first(rest, &self.limits, &mut self.tape) {
            Ok(document) => Ok(start + document.text().len()),
            Err(error) => Err(SyntaxError { at: start + error.at, ..error }),
        }
    }

    fn record(&mut self, span: Range<usize>) -> Piece<'b> {
        let line = self.line_of(span.start);
        let ordinal = self.ordinal;
        self.ordinal += 1;
        let bytes = self.bytes.get(span.clone()).unwrap_or_default();
        // Always text: it was parsed, and no byte that is none can be.
        let text = simdutf8::basic::from_utf8(bytes).unwrap_or_default();
        Piece::Record(RecordText { ordinal, line, span, text, notation: Notation::Json })
    }

    fn separator(&mut self) -> Option<Piece<'b>> {
        match self.bytes.get(self.at..self.end) {
            Some([b',', ..]) => {
                self.at += 1;
                self.state = State::NextElement;
                None
            }
            Some([b']', ..]) => {
                self.at += 1;
                self.state = State::End;
                None
            }
            rest => {
                let error = self.separator_missing(self.at);
                let comma = "،".as_bytes();
                let is_arabic_comma = rest.is_some_and(|rest| rest.starts_with(comma));
                let passed_over = self.at..self.at + if is_arabic_comma { comma.len() } else { 0 };
                self.at = passed_over.end;
                let is_end = rest.is_none_or(<[u8]>::is_empty);
                self.state = if is_end { State::Done } else { State::NextElement };
                Some(self.problem(error, passed_over, None))
            }
        }
    }

    #[cold]
    fn separator_missing(&self, at: usize) -> SyntaxError {
        let found = self.text.get(at..).and_then(|rest| rest.chars().next());
        let kind = match found {
            None => SyntaxErrorKind::UnfinishedArray,
            Some('،') => SyntaxErrorKind::ArabicComma,
            Some(other) => SyntaxErrorKind::ExpectedCommaOrBracket(Found::Character(other)),
        };
        SyntaxError { kind, at }
    }

    /// What is wrong where an element is missing, if one is: a comma too many, or the end.
    fn missing_element(&mut self) -> Option<Piece<'b>> {
        let (kind, next) = match self.bytes.get(self.at..self.end)?.first() {
            Some(b']') if self.state == State::FirstElement => {
                self.state = State::Separator;
                return None;
            }
            Some(b']') => (SyntaxErrorKind::TrailingComma, State::Separator),
            Some(b',') => (SyntaxErrorKind::ExpectedValue(Found::Character(',')), State::Separator),
            Some(_) => return None,
            None => (SyntaxErrorKind::UnfinishedArray, State::Done),
        };
        self.state = next;
        let at = match kind {
            SyntaxErrorKind::TrailingComma => comma_before(self.bytes, self.at),
            _ => self.at,
        };
        Some(self.problem(SyntaxError { kind, at }, at..at, None))
    }

    fn after_array(&mut self) -> Option<Piece<'b>> {
        self.state = State::Done;
        let found = self.text.get(self.at..)?.chars().next()?;
        let kind = SyntaxErrorKind::ExpectedEnd(Found::Character(found));
        let at = self.at;
        Some(self.problem(SyntaxError { kind, at }, at..self.end, None))
    }

    fn problem(
        &mut self,
        error: SyntaxError,
        passed_over: Range<usize>,
        ordinal: Option<usize>,
    ) -> Piece<'b> {
        let at = error.at.min(self.end);
        let byte = self.bytes.get(at).copied().unwrap_or_default();
        let is_text = self.text.as_bytes().get(at) == Some(&byte);
        let kind = match error.kind {
            _ if at < self.end && !is_text => ProblemKind::NotUtf8(byte),
            SyntaxErrorKind::TooLarge(limit) => ProblemKind::TooLarge(limit),
            _ => ProblemKind::Syntax(error),
        };
        // Lines are counted forward only; what is passed over is counted with the next piece.
        let from = self.line_of(passed_over.start.min(at));
        let line = from + line_feeds(self.bytes, passed_over.start.min(at)..at);
        Piece::Problem(Problem { kind, at, line, passed_over, ordinal })
    }

    fn line_of(&mut self, at: usize) -> usize {
        self.line += line_feeds(self.bytes, self.counted_to..at);
        self.counted_to = self.counted_to.max(at);
        self.line
    }

    fn skip_white_space(&self, from: usize) -> usize {
        trimmed(self.bytes, from..self.end).start
    }
}

impl<'b> Iterator for Elements<'b> {
    type Item = Piece<'b>;

    fn next(&mut self) -> Option<Piece<'b>> {
        loop {
            self.at = self.skip_white_space(self.at);
            let piece = match self.state {
                State::FirstElement | State::NextElement => {
                    let before = self.state;
                    let missing = self.missing_element();
                    if missing.is_none() && self.state == before {
                        return Some(self.element());
                    }
                    missing
                }
                State::Separator => self.separator(),
                State::End => self.after_array(),
                State::Done => return None,
            };
            if piece.is_some() {
                return piece;
            }
        }
    }
}
