//! The bytes of a file as pieces: its records, and what stands in the place of one.
//!
//! Nothing is lost on the way: each record that is seen is either handed on or a [`Problem`] with an
//! ordinal of its own, and each byte that is passed over lies in the span of one.

mod encoding;

pub use encoding::{ByteOrderMark, examine};

use std::ops::Range;

use crate::notation::Notation;
use crate::notation::document::{Document, Limits, SyntaxError, Tape};

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
    /// How it is written.
    pub notation: Notation,
}

impl<'b> RecordText<'b> {
    /// Puts it on a tape.
    ///
    /// # Errors
    ///
    /// Those of [`Notation::parse`].
    pub fn parse<'t>(&self, limits: &Limits, tape: &'t mut Tape) -> Result<Document<'t>, SyntaxError>
    where
        'b: 't,
    {
        self.notation.parse(self.text, limits, tape)
    }
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

/// The pieces of a whole file.
pub(super) fn of_file<'b>(
    bytes: &'b [u8],
    notation: Notation,
    limits: &Limits,
) -> Box<dyn Iterator<Item = Piece<'b>> + 'b> {
    let (problem, start) = match examine(bytes) {
        Ok(ByteOrderMark::Absent) => (None, Some(0)),
        Ok(ByteOrderMark::Present) => {
            let problem = Problem::in_file(ProblemKind::ByteOrderMark, 0..encoding::MARK.len());
            (Some(problem), Some(encoding::MARK.len()))
        }
        Err(kind) => (Some(Problem::in_file(kind, 0..bytes.len())), None),
    };
    let rest = start.map(|start| notation.records(bytes, start, limits));
    let problem = problem.map(Piece::Problem);
    Box::new(problem.into_iter().chain(rest.into_iter().flatten()))
}

impl Problem {
    fn in_file(kind: ProblemKind, passed_over: Range<usize>) -> Self {
        Self { kind, at: passed_over.start, line: 1, passed_over, ordinal: None }
    }
}
