//! Where, as data: a record and a value inside it. Bytes and columns come later, in `locate`.

use std::cmp::Ordering;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A place in the files of a run.
///
/// A record is known by its file and the byte it starts at, a value by its node on the record's
/// tape: reading the same bytes again gives the same nodes, so a place outlives its record at
/// sixteen bytes and is turned into a pointer, a span and columns only when somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The record.
    pub record: RecordRef,
    /// What of it.
    pub at: At,
}

/// A record among the files of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordRef {
    /// The file's number in the order of the run, from 0.
    pub file: u32,
    /// The record's first byte in its file, from 0.
    pub start: u64,
}

/// The texts of sources are numbered from here on: they hold no records.
const FIRST_TEXT: u32 = 1 << 31;

impl RecordRef {
    /// A passage of a source's text, by the text's number in the run and the passage's first byte.
    pub fn in_text(text: u32, start: u64) -> Self {
        Self { file: FIRST_TEXT | text, start }
    }

    /// The number of the text, if it is in a source's text and not a record.
    pub fn text(self) -> Option<u32> {
        (self.file >= FIRST_TEXT).then_some(self.file & !FIRST_TEXT)
    }

    /// The file as a whole, for what is wrong outside of all records.
    pub fn file_itself(file: u32) -> Self {
        Self { file, start: u64::MAX }
    }

    /// Whether the file as a whole is meant.
    pub fn is_file_itself(self) -> bool {
        self.start == u64::MAX
    }
}

/// What of a record, or of a file that could not be cut into records, is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum At {
    /// A value, by its node.
    Value(u32),
    /// The key of a member, by the node of its value.
    Key(u32),
    /// Characters of a string, by its node, in Unicode code points from 0.
    Characters(u32, Range<u32>),
    /// Bytes of the file, where there is no value: broken JSON, a byte order mark.
    Bytes(Range<u64>),
    /// A passage of a source's text, in bytes.
    Passage(Range<u64>),
}

impl Place {
    /// The same value, narrowed to some of its characters (code points, from 0).
    pub fn characters(&self, range: Range<usize>) -> Self {
        let narrow = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        let at = match &self.at {
            At::Value(node) | At::Key(node) | At::Characters(node, _) => {
                At::Characters(*node, narrow(range.start)..narrow(range.end))
            }
            At::Bytes(_) | At::Passage(_) => self.at.clone(),
        };
        Self { record: self.record, at }
    }

    /// The node that is meant, if a node is.
    pub fn node(&self) -> Option<u32> {
        match self.at {
            At::Value(node) | At::Key(node) | At::Characters(node, _) => Some(node),
            At::Bytes(_) | At::Passage(_) => None,
        }
    }
}

/// A value's place as a fact keeps it: in 16 bytes, since a dataset has many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FactPlace {
    start: u64,
    file: u32,
    node: u32,
}

impl FactPlace {
    /// The place of a node on a record's tape.
    pub fn new(record: RecordRef, node: u32) -> Self {
        Self { start: record.start, file: record.file, node }
    }

    /// The record.
    pub fn record(self) -> RecordRef {
        RecordRef { file: self.file, start: self.start }
    }

    /// The value's node on the record's tape.
    pub fn node(self) -> u32 {
        self.node
    }
}

/// In the order of the run.
impl Ord for FactPlace {
    fn cmp(&self, other: &Self) -> Ordering {
        (self.file, self.start, self.node).cmp(&(other.file, other.start, other.node))
    }
}

impl PartialOrd for FactPlace {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl From<FactPlace> for Place {
    fn from(fact: FactPlace) -> Self {
        Self { record: fact.record(), at: At::Value(fact.node) }
    }
}
