//! The memory of a document: one slot a node, in the order of the text.

use crate::notation::Notation;

/// What a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean,
    /// A number, kept as it is written.
    Number,
    /// A string.
    String,
    /// An array.
    Array,
    /// An object.
    Object,
    /// The name of an object's member; its value is the node after it.
    Key,
}

/// One node: its kind, where it is written, and the way to the next.
#[derive(Debug, Clone, Copy)]
pub(in crate::notation) struct Slot {
    /// First byte in the text; of a string, its opening quote.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The slot after this one and all below it.
    pub next: u32,
    /// Of an array its elements, of an object its members as written, of a key the hash of its text.
    pub extra: u32,
    pub kind: Kind,
    /// Of a string or key: it holds a backslash.
    pub is_escaped: bool,
    /// Of a key: an equal one follows in its object, so its value counts for nothing. Of an object: it has such keys.
    pub is_duplicate: bool,
}

/// A container that is still open while the text is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::notation) struct OpenContainer {
    pub slot: u32,
    pub children: u32,
    pub kind: Kind,
    /// One bit a key hash: a bit met twice means that two keys may be equal.
    pub hashes_seen: u64,
    pub may_hold_duplicates: bool,
}

/// A buffer that documents are parsed into, one after another.
///
/// It keeps its memory from record to record: once it has grown to the largest, parsing allocates nothing.
#[derive(Debug, Default)]
pub struct Tape {
    pub(in crate::notation) slots: Vec<Slot>,
    /// The containers around the one that is being read, outermost first. Empty between documents.
    pub(in crate::notation) open: Vec<OpenContainer>,
    /// Hashes and slots of one object's keys, while they are compared.
    pub(in crate::notation) keys: Vec<(u32, u32)>,
    pub(in crate::notation) has_duplicate_keys: bool,
    pub(in crate::notation) has_long_numbers: bool,
    /// How the text is written whose nodes these are.
    pub(in crate::notation) notation: Notation,
}

impl Tape {
    /// An empty tape; it allocates when it is first used.
    pub fn new() -> Self {
        Self::default()
    }

    pub(in crate::notation) fn clear(&mut self) {
        self.slots.clear();
        self.open.clear();
        self.has_duplicate_keys = false;
        self.has_long_numbers = false;
        self.notation = Notation::default();
    }
}
