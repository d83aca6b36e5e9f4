//! How records are written: bytes → records → a tape of nodes with places; an edit → bytes.
//!
//! [`Notation`] is the one door: it cuts the bytes of a file into records, puts a record on a tape, says what a
//! written string means, and writes an edit back. The tape and its nodes ([`document`]) and the pieces of a file
//! ([`split`]) are what all notations share; each has a module of its own for the rest.

pub mod document;
pub mod json;
pub mod split;
mod strings;
mod write;

pub use strings::quoted;

use std::path::Path;

use self::document::{Document, Limits, SyntaxError, Tape};
use self::split::Piece;

/// How the records of a file are written.
///
/// Outside of this module nobody asks which one it is: what a room wants to know of a notation is a method of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Notation {
    /// One JSON value, as in `.json`: an array's elements are the records; any other value is one record.
    #[default]
    Json,
    /// One JSON value a line, as in `.ndjson` and `.jsonl`. LF ends a line, CR LF too; blank lines hold nothing.
    JsonLines,
}

/// How much of a file is needed to find its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadMode {
    /// All of it: where a record ends is only known from what stands before it.
    Whole,
    /// Any number of its lines: a record never goes on behind a line's end.
    Lines,
}

impl Notation {
    /// The notation of a file by the ending of its name; none for other kinds of files.
    ///
    /// ```
    /// use std::path::Path;
    /// use tadqiq::internals::notation::Notation;
    ///
    /// assert_eq!(Notation::of_path(Path::new("people.json")), Some(Notation::Json));
    /// assert_eq!(Notation::of_path(Path::new("2022.NDJSON")), Some(Notation::JsonLines));
    /// assert_eq!(Notation::of_path(Path::new("notes.txt")), None);
    /// ```
    pub fn of_path(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match ending.as_str() {
            "json" => Some(Self::Json),
            "ndjson" | "jsonl" => Some(Self::JsonLines),
            _ => None,
        }
    }

    /// The notation of a text without a name, by its first bytes.
    ///
    /// If its first line that is not blank is a whole JSON value and more follows, it cannot be one value, so it
    /// is a record a line.
    pub fn of_text(start: &[u8]) -> Self {
        if json::lines::begins_with_a_record(start) { Self::JsonLines } else { Self::Json }
    }

    /// How much of a file is needed to find its records.
    pub fn reading(self) -> ReadMode {
        match self {
            Self::Json => ReadMode::Whole,
            Self::JsonLines => ReadMode::Lines,
        }
    }

    /// Cuts bytes into records: those of a whole file, or, where [`Notation::reading`] allows it, a block of whole
    /// lines of one. `start` is the byte of the file that they begin at; only at its beginning it is asked whether
    /// the file is text at all.
    ///
    /// Ordinals, lines and spans count from the beginning of the block. A line or an element of an array that is
    /// broken hides no other. In an array, reading goes on at the next element, found by brackets and quotes where
    /// they match, and otherwise at the next object from which the elements parse again; what lies between is in
    /// [`split::Problem::passed_over`].
    ///
    /// ```
    /// use tadqiq::internals::notation::Notation;
    /// use tadqiq::internals::notation::document::Limits;
    /// use tadqiq::internals::notation::split::Piece;
    ///
    /// let bytes = b"{\"id\": 1}\n{\"id\": \xff}\n\n{\"id\": 3}\n";
    /// let pieces: Vec<Piece> = Notation::JsonLines.pieces(bytes, 0, &Limits::default()).collect();
    /// let [Piece::Record(first), Piece::Problem(second), Piece::Record(third)] = &pieces[..] else { panic!() };
    /// assert_eq!((first.ordinal, first.line, first.text), (0, 1, "{\"id\": 1}"));
    /// assert_eq!((second.ordinal, second.line), (Some(1), 2));
    /// assert_eq!((third.ordinal, third.line, third.span.clone()), (2, 4, 21..30));
    /// ```
    pub fn pieces<'b>(
        self,
        bytes: &'b [u8],
        start: u64,
        limits: &Limits,
    ) -> Box<dyn Iterator<Item = Piece<'b>> + 'b> {
        if start == 0 {
            return split::of_file(bytes, self, limits);
        }
        match self {
            Self::Json => json::array::value(bytes, 0, *limits),
            Self::JsonLines => Box::new(json::lines(bytes, limits)),
        }
    }

    /// The records of a file from byte `from` on.
    fn records<'b>(
        self,
        bytes: &'b [u8],
        from: usize,
        limits: &Limits,
    ) -> Box<dyn Iterator<Item = Piece<'b>> + 'b> {
        match self {
            Self::Json => json::array::value(bytes, from, *limits),
            Self::JsonLines => json::lines::records(bytes, from, *limits),
        }
    }

    /// Whether a line holds no record: of JSON, whether it holds nothing but white space (RFC 8259, section 2).
    pub fn is_blank(self, line: &[u8]) -> bool {
        match self {
            Self::Json | Self::JsonLines => json::lines::is_blank(line),
        }
    }

    /// Whether what begins so is one record: of a file that is read as a whole, whether it is no list of them.
    pub fn begins_one_record(self, beginning: &[u8]) -> bool {
        let text = beginning.strip_prefix("\u{feff}".as_bytes()).unwrap_or(beginning);
        match self {
            Self::Json => text.trim_ascii_start().first() == Some(&b'{'),
            Self::JsonLines => true,
        }
    }

    /// Puts the text of one record on a tape; white space may stand around it. The tape is cleared first.
    ///
    /// # Errors
    ///
    /// When the text is no record, or exceeds the limits: what is wrong, and at which byte.
    pub fn parse<'t>(
        self,
        text: &'t str,
        limits: &Limits,
        tape: &'t mut Tape,
    ) -> Result<Document<'t>, SyntaxError> {
        match self {
            Self::Json | Self::JsonLines => json::parse::parse(text, limits, tape)?,
        }
        tape.notation = self;
        Ok(Document::parsed(text, tape))
    }
}
