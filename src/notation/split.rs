//! The bytes of a file as records: one value, an array of them, or a value a line.
//!
//! Nothing is lost on the way: each record that is seen is either handed on or a [`Problem`] with an
//! ordinal of its own, and each byte that is passed over lies in the span of one.

mod array;
mod encoding;
mod lines;

pub use encoding::{ByteOrderMark, examine};
pub use lines::{Lines, last_line_end, lines};

use std::ops::Range;

use crate::notation::document::{Limits, SyntaxError};

/// How a file holds its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// One JSON value, as in `.json`: an array's elements are the records; any other value is one record.
    Value,
    /// One JSON value a line, as in `.ndjson` and `.jsonl`. LF ends a line, CR LF too; blank lines hold nothing.
    Lines,
}

impl Form {
    /// The form of a file by the ending of its name; none for other kinds of files.
    pub fn of(path: &std::path::Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "json" => Some(Self::Value),
            "ndjson" | "jsonl" => Some(Self::Lines),
            _ => None,
        }
    }
}

/// What a file is made of, in the order of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'b> {
    /// The text of one record, still to be parsed.
    Record(RecordText<'b>),
    /// What cannot be handed on as a record, or stands between records.
    Problem(Problem),
}

/// The text of one record and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordText<'b> {
    /// How many records stand before it, broken ones among them.
    pub ordinal: usize,
    /// The line it starts on, counted from 1.
    pub line: usize,
    /// Its bytes, without the line end and the white space around it.
    pub span: Range<usize>,
    /// These bytes as text.
    pub text: &'b str,
}

/// Something in a file that is no record, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What it is.
    pub kind: ProblemKind,
    /// The byte, counted from 0, where it shows.
    pub at: usize,
    /// The line of that byte, counted from 1.
    pub line: usize,
    /// The bytes that were passed over because of it; empty when none were.
    pub passed_over: Range<usize>,
    /// If it stands for one record that could not be read: how many stand before that.
    pub ordinal: Option<usize>,
}

/// What keeps bytes from being records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProblemKind {
    /// No byte at all.
    #[error("the file is empty")]
    Empty,
    /// White space only.
    #[error("the file is blank: it holds white space only")]
    Blank,
    /// U+FEFF in UTF-8 before the first record; it is stepped over.
    #[error("a byte order mark stands before the first record")]
    ByteOrderMark,
    /// Each character in two bytes, or four.
    #[error("the file is written in {0}, not in UTF-8")]
    Utf16(&'static str),
    /// Not text at all; what it looks like is named.
    #[error("the file is no text: it looks like {0}")]
    Binary(&'static str),
    /// A byte that UTF-8 does not have in this place.
    #[error("the byte 0x{0:02X} is not UTF-8 here")]
    NotUtf8(u8),
    /// Lines that end in CR alone, which ends no record.
    #[error("the lines end in CR alone; a record ends in LF")]
    CarriageReturns,
    /// A record of more bytes than the limit, which is given.
    #[error("too large: more than {0} bytes in one record")]
    TooLarge(usize),
    /// An element of an array that is no JSON, or no array around the elements.
    #[error("{0}")]
    Syntax(SyntaxError),
}

/// Splits the whole bytes of a file into its records.
///
/// A line or an element of an array that is broken hides no other. In an array, reading goes on at the
/// next element, found by brackets and quotes where they match, and otherwise at the next object from
/// which the elements parse again; what lies between is in [`Problem::passed_over`].
///
/// ```
/// use tadqiq::notation::document::Limits;
/// use tadqiq::notation::split::{Form, Piece, split};
///
/// let bytes = b"{\"id\": 1}\n{\"id\": \xff}\n\n{\"id\": 3}\n";
/// let pieces: Vec<Piece> = split(bytes, Form::Lines, &Limits::default()).collect();
/// let [Piece::Record(first), Piece::Problem(second), Piece::Record(third)] = &pieces[..] else { panic!() };
/// assert_eq!((first.ordinal, first.line, first.text), (0, 1, "{\"id\": 1}"));
/// assert_eq!((second.ordinal, second.line), (Some(1), 2));
/// assert_eq!((third.ordinal, third.line, third.span.clone()), (2, 4, 21..30));
/// ```
pub fn split<'b>(bytes: &'b [u8], form: Form, limits: &Limits) -> impl Iterator<Item = Piece<'b>> + 'b {
    let (problem, start) = match examine(bytes) {
        Ok(ByteOrderMark::Absent) => (None, Some(0)),
        Ok(ByteOrderMark::Present) => {
            let problem = Problem::in_file(ProblemKind::ByteOrderMark, 0..encoding::MARK.len());
            (Some(problem), Some(encoding::MARK.len()))
        }
        Err(kind) => (Some(Problem::in_file(kind, 0..bytes.len())), None),
    };
    let rest = start.map(|start| records(bytes, start, form, *limits));
    let problem = problem.map(Piece::Problem);
    problem.into_iter().chain(rest.into_iter().flatten())
}

fn records<'b>(
    bytes: &'b [u8],
    start: usize,
    form: Form,
    limits: Limits,
) -> Box<dyn Iterator<Item = Piece<'b>> + 'b> {
    match form {
        Form::Lines if lines::end_in_carriage_returns(bytes) => {
            let at = memchr::memchr(b'\r', bytes).unwrap_or_default();
            let problem = Problem {
                kind: ProblemKind::CarriageReturns,
                at,
                line: 1,
                passed_over: start..bytes.len(),
                ordinal: Some(0),
            };
            Box::new(std::iter::once(Piece::Problem(problem)))
        }
        Form::Lines => Box::new(Lines::new(bytes, start, limits)),
        Form::Value => array::value(bytes, start, limits),
    }
}

impl Problem {
    fn in_file(kind: ProblemKind, passed_over: Range<usize>) -> Self {
        Self { kind, at: passed_over.start, line: 1, passed_over, ordinal: None }
    }
}

/// Without the white space that JSON allows at both ends.
fn trimmed(bytes: &[u8], span: Range<usize>) -> Range<usize> {
    let is_white = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r'));
    let Range { mut start, mut end } = span;
    while start < end && is_white(start) {
        start += 1;
    }
    while start < end && is_white(end - 1) {
        end -= 1;
    }
    start..end
}
