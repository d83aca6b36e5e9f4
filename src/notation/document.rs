//! A record as a flat tape of nodes that keep their places in the text.
//!
//! A record is read into a [`Tape`]; a [`Document`] is the text and the tape together, a [`Node`] one value in it.
//! Nothing is copied out of the text: strings are unescaped when asked for, numbers stay as written, keys that
//! stand twice stay visible. Which notation the text is in, the tape knows: whoever reads nodes need not.

mod children;
pub(in crate::notation) mod duplicates;
mod equality;
mod jsonschema;
pub(in crate::notation) mod key_hash;
mod node;
pub(in crate::notation) mod number;
pub(in crate::notation) mod tape;

pub use children::{Elements, Members};
pub use duplicates::DuplicateKey;
pub use jsonschema::{PreparedKey, TapeJson, json_type};
pub use node::{Node, NodeIndex};
pub use number::is_multiple;
pub use tape::{Kind, Tape};

pub use super::json::syntax::{Found, SyntaxError, SyntaxErrorKind};

use super::Notation;
use super::json::parse;
use crate::words::Pointer;

/// How large and how deep a record may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of text; more than 256 MiB count as 256 MiB. By default 16 MiB.
    pub bytes: usize,
    /// Most objects and arrays in one another; more than 512 count as 512. By default 128.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 16 << 20, depth: 128 }
    }
}

impl Limits {
    /// Slots keep places in 32 bits, and each byte of a record may be a node of a tape: more is more than a machine has.
    pub(crate) const MOST_BYTES: usize = 256 << 20;
    /// What walks a document in recursion (a schema does) has to stay within a thread's stack.
    pub(crate) const DEEPEST: usize = 512;

    pub(in crate::notation) fn bytes(&self) -> usize {
        self.bytes.min(Self::MOST_BYTES)
    }

    pub(in crate::notation) fn depth(&self) -> usize {
        self.depth.min(Self::DEEPEST)
    }
}

/// One parsed record: its text, and its nodes on a tape. Two references; copy it freely.
///
/// ```
/// use tadqiq::internals::notation::document::{Document, Limits, Tape};
/// use tadqiq::internals::words::Pointer;
///
/// let text = r#"{"title": "\u0644قاء", "participants": [{"name": "A"}]}"#;
/// let mut tape = Tape::new();
/// let document = Document::parse(text, &Limits::default(), &mut tape)?;
///
/// let title = document.root().get("title").unwrap();
/// assert_eq!(title.as_str().as_deref(), Some("لقاء"));
/// assert_eq!(&text[title.span()], r#""\u0644قاء""#);
///
/// let name = document.resolve(&Pointer::parse("/participants/0/name")?).unwrap();
/// assert_eq!(name.raw(), r#""A""#);
/// assert_eq!(document.pointer_to(name).as_str(), "/participants/0/name");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Document<'t> {
    text: &'t str,
    tape: &'t Tape,
}

impl<'t> Document<'t> {
    /// Reads the one JSON value in `text`; white space may stand around it.
    ///
    /// For tests, whose texts are known to be JSON; that of a file is read by [its notation](Notation::parse). The
    /// grammar is that of RFC 8259, and no more; a `\u` escape of half a surrogate pair, which the grammar allows and
    /// no character corresponds to, is an error too. The tape is cleared first.
    ///
    /// # Errors
    ///
    /// When the text is no JSON, or exceeds the limits: what is wrong, and at which byte.
    #[cfg(any(test, feature = "internals"))]
    pub fn parse(text: &'t str, limits: &Limits, tape: &'t mut Tape) -> Result<Self, SyntaxError> {
        parse::parse(text, limits, tape)?;
        Ok(Self { text, tape })
    }

    /// Reads the JSON value that `text` starts with, white space before it allowed, and leaves what follows
    /// unread: the document's text ends where the value does.
    ///
    /// # Errors
    ///
    /// As [`Notation::parse`], but for what follows the value. Of a text longer than the limit only so
    /// many bytes are read.
    pub fn parse_first(text: &'t str, limits: &Limits, tape: &'t mut Tape) -> Result<Self, SyntaxError> {
        let end = parse::parse_first(text, limits, tape)?;
        let text = text.get(..end).unwrap_or_default();
        Ok(Self { text, tape })
    }

    /// The document of a text that was parsed into this tape before, and into which nothing was since.
    pub(crate) fn parsed(text: &'t str, tape: &'t Tape) -> Self {
        Self { text, tape }
    }

    /// How the text is written.
    #[inline]
    pub fn notation(self) -> Notation {
        self.tape.notation
    }

    /// The text, as it was given.
    pub fn text(self) -> &'t str {
        self.text
    }

    /// The value itself.
    pub fn root(self) -> Node<'t> {
        Node::new(self, NodeIndex(0))
    }

    /// The node with this index; none if the document has fewer.
    pub fn node(self, index: NodeIndex) -> Option<Node<'t>> {
        ((index.0 as usize) < self.tape.slots.len()).then(|| Node::new(self, index))
    }

    /// All nodes, keys included, in the order of the text.
    pub fn nodes(self) -> impl DoubleEndedIterator<Item = Node<'t>> {
        (0..self.tape.slots.len() as u32).map(move |index| Node::new(self, NodeIndex(index)))
    }

    /// The node at a pointer; of keys that stand twice, the last.
    pub fn resolve(self, pointer: &Pointer) -> Option<Node<'t>> {
        pointer.tokens().try_fold(self.root(), |node, token| match node.kind() {
            Kind::Array => node.element(array_index(&token)?),
            _ => node.get(&token),
        })
    }

    /// The pointer of a node; of a key, that of its value.
    pub fn pointer_to(self, node: Node<'t>) -> Pointer {
        let mut pointer = Pointer::root();
        self.walk_to(node, |step| match step {
            Step::Member(key) => pointer.push(&key.text()),
            Step::Element(index, _) => pointer.push_index(index),
        });
        pointer
    }

    /// The objects and arrays around a node, outermost first.
    pub fn ancestors(self, node: Node<'t>) -> Vec<Node<'t>> {
        let mut ancestors = Vec::new();
        let mut current = self.root();
        self.walk_to(node, |step| {
            ancestors.push(current);
            current = match step {
                Step::Member(key) => key.value(),
                Step::Element(_, element) => element,
            };
        });
        ancestors
    }

    /// The object or array a node lies in; none around the root.
    pub fn parent(self, node: Node<'t>) -> Option<Node<'t>> {
        self.ancestors(node).pop()
    }

    /// Keys that stand twice in one object, escapes folded (`"a"` is `"\u0061"`), in the order of the text.
    ///
    /// Costs nothing on a document without any.
    pub fn duplicate_keys(self) -> Vec<DuplicateKey<'t>> {
        duplicates::duplicate_keys(self)
    }

    /// The numbers that change when a program reads them as doubles and writes them back, in the order of
    /// the text: whole numbers beyond 2^53, decimals of more than 17 digits, numbers beyond a double's range.
    ///
    /// A decimal of up to 17 digits is let pass, since `%.17g` prints such. Costs nothing on a document
    /// whose numbers have up to 15 characters and no exponent.
    pub fn imprecise_numbers(self) -> Vec<Node<'t>> {
        if !self.tape.has_long_numbers {
            return Vec::new();
        }
        let numbers = self.nodes().filter(|node| node.kind() == Kind::Number);
        numbers.filter(|node| number::loses_precision(node.raw())).collect()
    }

    /// Goes down from the root to `node`; siblings are stepped over, not entered.
    fn walk_to(self, node: Node<'t>, mut visit: impl FnMut(Step<'t>)) {
        let mut current = self.root();
        while let Some(step) = current.step_towards(node) {
            current = match step {
                Step::Member(key) => key.value(),
                Step::Element(_, element) => element,
            };
            visit(step);
        }
    }
}

/// One step down a document.
enum Step<'t> {
    /// To the value of this key.
    Member(Node<'t>),
    /// To this element, and its index.
    Element(usize, Node<'t>),
}

/// An array index as RFC 6901, section 4, writes it: no sign, no leading zero.
fn array_index(token: &str) -> Option<usize> {
    let is_canonical = token == "0" || (!token.starts_with(['0', '+']) && !token.is_empty());
    is_canonical.then(|| token.parse().ok()).flatten()
}
