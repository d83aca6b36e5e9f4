//! Where, as data: a record and a value inside it. Bytes and columns come later, in `locate`.

use std::cmp::Ordering;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A place in what a run reads.
///
/// A record is known by its file and the byte it starts at, a value by its node on the record's
/// tape: reading the same bytes again gives the same nodes, so a place outlives its record in a few
/// bytes and is turned into a pointer, a span and columns only when somebody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Place {
    /// A record, or something in it.
    Record {
        /// The record.
        record: RecordRef,
        /// What of it.
        at: At,
    },
    /// Bytes of a file outside of all records: a byte order mark, what could not be cut into records.
    File {
        /// The file's number in the order of the run, from 0.
        file: u32,
        /// The bytes, from 0.
        bytes: Range<u64>,
    },
    /// A passage of a source's text.
    Text {
        /// The text's number in the run, from 0.
        text: u32,
        /// The bytes, from 0.
        bytes: Range<u64>,
    },
}

/// A record among the files of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RecordRef {
    /// The file's number in the order of the run, from 0.
    pub file: u32,
    /// The record's first byte in its file, from 0.
    pub start: u64,
}

/// What of a record is meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum At {
    /// A value, by its node.
    Value(u32),
    /// The key of a member, by the node of its value.
    Key(u32),
    /// Characters of a string, by its node, in Unicode code points from 0.
    Characters(u32, Range<u32>),
    /// Bytes of its file, where there is no value: a record that is broken.
    Bytes(Range<u64>),
}

impl Place {
    /// Something in a record.
    pub fn new(record: RecordRef, at: At) -> Self {
        Self::Record { record, at }
    }

    /// The record it lies in, if it lies in one.
    pub fn record(&self) -> Option<RecordRef> {
        match self {
            Self::Record { record, .. } => Some(*record),
            Self::File { .. } | Self::Text { .. } => None,
        }
    }

    /// The number of the file it lies in; none for a source's text.
    pub fn file(&self) -> Option<u32> {
        match self {
            Self::Record { record, .. } => Some(record.file),
            Self::File { file, .. } => Some(*file),
            Self::Text { .. } => None,
        }
    }

    /// The same place, where files and texts have other numbers; none where its file or text has none.
    pub(crate) fn renumbered(
        &self,
        file: impl Fn(u32) -> Option<u32>,
        text: impl Fn(u32) -> Option<u32>,
    ) -> Option<Self> {
        let mut place = self.clone();
        match &mut place {
            Self::Record { record, .. } => record.file = file(record.file)?,
            Self::File { file: number, .. } => *number = file(*number)?,
            Self::Text { text: number, .. } => *number = text(*number)?,
        }
        Some(place)
    }

    /// The same value, narrowed to some of its characters (code points, from 0).
    pub fn characters(&self, range: Range<usize>) -> Self {
        let narrow = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
        match (self, self.node()) {
            (Self::Record { record, .. }, Some(node)) => {
                Self::new(*record, At::Characters(node, narrow(range.start)..narrow(range.end)))
            }
            _ => self.clone(),
        }
    }

    /// The node that is meant, if a node is.
    pub fn node(&self) -> Option<u32> {
        match self {
            Self::Record { at: At::Value(node) | At::Key(node) | At::Characters(node, _), .. } => Some(*node),
            Self::Record { at: At::Bytes(_), .. } | Self::File { .. } | Self::Text { .. } => None,
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

    /// The same place in the file of that number.
    pub fn in_file(self, file: u32) -> Self {
        Self { file, ..self }
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
        Self::new(fact.record(), At::Value(fact.node))
    }
}
