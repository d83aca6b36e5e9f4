//! One value or key of a document.

use std::borrow::Cow;
use std::ops::Range;

use super::children::{Children, Elements, Members, WrittenMembers};
use super::key_hash::key_hash;
use super::tape::{Kind, Slot};
use super::{Document, Step};

/// The number of a node in its document: the same as long as the document lives, small, and good as a map key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeIndex(pub u32);

/// One value or key of a [`Document`]. A handle: copy it freely.
///
/// Two nodes are equal when they are the same place of the same document, not when their values are.
#[derive(Clone, Copy)]
pub struct Node<'t> {
    document: Document<'t>,
    index: NodeIndex,
}

impl<'t> Node<'t> {
    pub(super) fn new(document: Document<'t>, index: NodeIndex) -> Self {
        Self { document, index }
    }

    /// The document this is a node of.
    pub fn document(self) -> Document<'t> {
        self.document
    }

    /// The node's number in its document.
    pub fn index(self) -> NodeIndex {
        self.index
    }

    /// What the node is.
    #[inline]
    pub fn kind(self) -> Kind {
        self.slot().kind
    }

    /// The bytes of the text the node is written in; of a string or key, its quotes too.
    #[inline]
    pub fn span(self) -> Range<usize> {
        let slot = self.slot();
        slot.start as usize..slot.end as usize
    }

    /// The node as written.
    pub fn raw(self) -> &'t str {
        self.document.text.get(self.span()).unwrap_or_default()
    }

    /// The value of a string or key, unescaped; nothing for other kinds.
    #[inline]
    pub fn as_str(self) -> Option<Cow<'t, str>> {
        self.is_text().then(|| self.text())
    }

    /// `true` or `false`; nothing for other kinds.
    pub fn as_bool(self) -> Option<bool> {
        (self.kind() == Kind::Boolean).then(|| self.raw() == "true")
    }

    /// A number as written; nothing for other kinds.
    pub fn number_text(self) -> Option<&'t str> {
        (self.kind() == Kind::Number).then(|| self.raw())
    }

    /// A number that is whole and fits, `1.0` and `1e2` not: it is read as written.
    pub fn as_i64(self) -> Option<i64> {
        self.number_text()?.parse().ok()
    }

    /// How many elements an array has, or members an object (equal keys count once); 0 for other kinds.
    pub fn len(self) -> usize {
        match self.kind() {
            Kind::Object if self.slot().is_duplicate => self.members().count(),
            Kind::Object | Kind::Array => self.slot().extra as usize,
            _ => 0,
        }
    }

    /// Whether there are no elements or members.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The members of an object, key and value, in the order of the text; of equal keys only the last.
    ///
    /// Nothing for other kinds.
    #[inline]
    pub fn members(self) -> Members<'t> {
        Members::new(self.written_members())
    }

    /// The members of an object as written, those included that a later equal key makes void.
    #[inline]
    pub fn written_members(self) -> WrittenMembers<'t> {
        WrittenMembers::new(self.children(Kind::Object))
    }

    /// The elements of an array, in order; nothing for other kinds.
    #[inline]
    pub fn elements(self) -> Elements<'t> {
        Elements::new(self.children(Kind::Array))
    }

    /// The element at `index`, counted from 0.
    pub fn element(self, index: usize) -> Option<Node<'t>> {
        self.elements().nth(index)
    }

    /// The value of the member `key`; of equal keys, the last one's, as in every common parser.
    pub fn get(self, key: &str) -> Option<Node<'t>> {
        self.key(key).map(Node::value)
    }

    /// The key node of the member `key`; of equal ones, the last.
    pub fn key(self, key: &str) -> Option<Node<'t>> {
        self.key_hashed(key, key_hash(key.as_bytes()))
    }

    #[inline]
    pub(super) fn key_hashed(self, key: &str, hash: u32) -> Option<Node<'t>> {
        let mut keys = self.written_members().map(|(found, _)| found);
        keys.find(|found| {
            let slot = found.slot();
            slot.extra == hash && !slot.is_duplicate && found.text_is(key)
        })
    }

    /// The hash of a key's text, as [`super::PreparedKey`] has it; none for other kinds.
    #[inline]
    pub(crate) fn name_hash(self) -> Option<u32> {
        (self.kind() == Kind::Key).then(|| self.slot().extra)
    }

    /// The key node of a member's value, found by walking down to it; none for elements and the root.
    pub fn key_of_value(self) -> Option<Node<'t>> {
        let parent = self.document.parent(self)?;
        parent.written_members().find(|(_, value)| *value == self).map(|(key, _)| key)
    }

    /// Of a key, the value it names; of a value, the value itself.
    pub fn value(self) -> Node<'t> {
        match self.kind() {
            Kind::Key => Self::new(self.document, NodeIndex(self.index.0 + 1)),
            _ => self,
        }
    }

    /// The byte of the text where the `character`-th code point (from 0) of a string's value is written,
    /// its escape's backslash if it is escaped; after the last one, that of the closing quote.
    ///
    /// Nothing for other kinds than strings and keys, and beyond that.
    pub fn byte_of(self, character: usize) -> Option<usize> {
        if !self.is_text() {
            return None;
        }
        let raw = self.written();
        let starts = self.document.notation().written_characters(raw).map(|(at, _)| at);
        let at = starts.chain(std::iter::once(raw.len())).nth(character)?;
        Some(self.document.notation().inside(self.slot()).start + at)
    }

    /// Whether two nodes have the same JSON value: numbers by what they are worth, objects in any order.
    pub fn same_value(self, other: Node<'_>) -> bool {
        super::equality::nodes_equal(self, other)
    }

    #[inline]
    pub(super) fn slot(self) -> &'t Slot {
        // A node is only made of an index that is on the tape.
        &self.document.tape.slots[self.index.0 as usize]
    }

    #[inline]
    pub(super) fn is_text(self) -> bool {
        matches!(self.kind(), Kind::String | Kind::Key)
    }

    /// The value of a string or key.
    #[inline]
    pub(super) fn text(self) -> Cow<'t, str> {
        self.document.notation().text_of(self.document.text, self.slot())
    }

    /// What stands between the quotes of a string or key, as written.
    #[inline]
    fn written(self) -> &'t str {
        self.document.text.get(self.document.notation().inside(self.slot())).unwrap_or_default()
    }

    #[inline]
    pub(super) fn text_is(self, expected: &str) -> bool {
        if self.slot().is_escaped { self.text() == expected } else { self.written() == expected }
    }

    pub(super) fn step_towards(self, node: Node<'t>) -> Option<Step<'t>> {
        let holds = |child: &Node<'t>| (child.index.0..child.slot().next).contains(&node.index.0);
        match self.kind() {
            Kind::Object => {
                let mut members = self.written_members();
                members.find(|(key, value)| *key == node || holds(value)).map(|(key, _)| Step::Member(key))
            }
            _ => {
                let mut elements = self.elements().enumerate();
                elements.find(|(_, element)| holds(element)).map(|(at, element)| Step::Element(at, element))
            }
        }
    }

    /// The slots below a container of this kind, no slots for any other.
    #[inline]
    fn children(self, kind: Kind) -> Children<'t> {
        let slot = self.slot();
        let end = if slot.kind == kind { slot.next } else { 0 };
        Children::new(self.document, self.index.0 + 1..end)
    }
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index && std::ptr::eq(self.document.tape, other.document.tape)
    }
}

impl Eq for Node<'_> {}

impl std::fmt::Debug for Node<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "Node({} {:?} {:?})", self.index.0, self.kind(), self.span())
    }
}
