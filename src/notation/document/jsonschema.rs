//! The document as jsonschema sees it, so that a schema judges the tape in place.

use std::borrow::Cow;
use std::ops::ControlFlow;

use jsonschema::JsonType;
use jsonschema::json::{self, NodeIdentity};
use serde_json::{Map, Value};

use super::equality::{elements_differ, node_equals_value};
use super::key_hash::key_hash;
use super::number::WrittenNumber;
use super::tape::{Kind, Slot, Tape};
use super::{Document, Elements, Members, Node};

/// The representation by which jsonschema reads a [`Document`]: `jsonschema::options_for::<TapeJson>()`.
///
/// ```
/// use tadqiq::internals::notation::document::{Document, Limits, Tape, TapeJson};
///
/// let schema = serde_json::json!({"required": ["id"]});
/// let validator = jsonschema::options_for::<TapeJson>().build(&schema)?;
/// let mut tape = Tape::new();
/// let document = Document::parse(r#"{"id": "m1"}"#, &Limits::default(), &mut tape)?;
/// assert!(validator.is_valid(document.root()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct TapeJson;

/// A property name that is looked up often, with its hash.
#[derive(Debug)]
pub struct PreparedKey {
    key: String,
    hash: u32,
}

impl PreparedKey {
    pub(crate) fn new(key: &str) -> Self {
        Self { key: key.to_owned(), hash: key_hash(key.as_bytes()) }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.key
    }

    pub(crate) fn hash(&self) -> u32 {
        self.hash
    }

    /// Whether a key node is this name; its hash is known to be equal.
    pub(crate) fn names(&self, key: Node<'_>) -> bool {
        key.text_is(&self.key)
    }
}

/// Where a name that is on no tape becomes a document of its own.
#[derive(Debug, Default)]
pub struct NameBuffer {
    quoted: String,
    tape: Tape,
}

impl json::Json for TapeJson {
    type Node<'a> = Node<'a>;
    type PreparedKey = PreparedKey;
    type StringBuffer = NameBuffer;

    // A lookup is itself a walk over the keys: one walk for all names is never dearer.
    const KEYS_PER_LOOKUP: usize = 16;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> PreparedKey {
        PreparedKey::new(key)
    }

    fn with_string_node<T>(buffer: &mut NameBuffer, string: &str, f: impl FnOnce(Node<'_>) -> T) -> T {
        buffer.quoted.clear();
        buffer.quoted.extend(["\"", string, "\""]);
        buffer.tape.clear();
        // Not parsed: the text between the quotes is taken as it is, backslashes and all.
        buffer.tape.slots.push(Slot {
            start: 0,
            end: buffer.quoted.len() as u32,
            next: 1,
            extra: 0,
            kind: Kind::String,
            is_escaped: false,
            is_duplicate: false,
        });
        f(Document { text: &buffer.quoted, tape: &buffer.tape }.root())
    }
}

impl<'a> json::Node<'a, TapeJson> for Node<'a> {
    type Object = ObjectNode<'a>;
    type Array = ArrayNode<'a>;
    type Number = WrittenNumber<'a>;

    #[inline]
    fn as_object(&self) -> Option<ObjectNode<'a>> {
        (self.kind() == Kind::Object).then_some(ObjectNode(*self))
    }

    #[inline]
    fn as_array(&self) -> Option<ArrayNode<'a>> {
        (self.kind() == Kind::Array).then_some(ArrayNode(*self))
    }

    #[inline]
    fn as_string(&self) -> Option<Cow<'a, str>> {
        self.as_str()
    }

    #[inline]
    fn as_number(&self) -> Option<WrittenNumber<'a>> {
        self.number_text().map(WrittenNumber)
    }

    #[inline]
    fn as_boolean(&self) -> Option<bool> {
        self.as_bool()
    }

    #[inline]
    fn is_null(&self) -> bool {
        self.kind() == Kind::Null
    }

    #[inline]
    fn is_number(&self) -> bool {
        self.kind() == Kind::Number
    }

    #[inline]
    fn is_string(&self) -> bool {
        self.is_text()
    }

    #[inline]
    fn json_type(&self) -> JsonType {
        json_type(self.kind())
    }

    fn string_length(&self) -> Option<u64> {
        self.as_str().map(|string| string.chars().count() as u64)
    }

    #[inline]
    fn string_length_within(&self, min: u64, max: u64) -> Option<bool> {
        let string = self.as_str()?;
        // A code point takes one to four bytes: often the bytes alone decide.
        let (fewest, most) = (string.len().div_ceil(4) as u64, string.len() as u64);
        if most < min || fewest > max {
            return Some(false);
        }
        if fewest >= min && most <= max {
            return Some(true);
        }
        Some((min..=max).contains(&(string.chars().count() as u64)))
    }

    fn equals_value(&self, expected: &Value) -> bool {
        node_equals_value(*self, expected)
    }

    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(Node::to_value(*self))
    }

    fn identity(&self) -> Option<NodeIdentity> {
        let tape = std::ptr::from_ref(self.document().tape) as usize;
        Some(NodeIdentity::tagged(tape, self.index().0))
    }
}

impl Node<'_> {
    /// The value as owned data: for messages and other cold paths.
    ///
    /// A number that is no 64-bit integer becomes the nearest double; one beyond all doubles the greatest.
    pub fn to_value(self) -> Value {
        match self.kind() {
            Kind::Null => Value::Null,
            Kind::Boolean => Value::Bool(self.as_bool() == Some(true)),
            Kind::Number => Value::Number(WrittenNumber(self.raw()).nearest()),
            Kind::String | Kind::Key => Value::String(self.text().into_owned()),
            Kind::Array => self.elements().map(Node::to_value).collect(),
            Kind::Object => {
                let members = self.members().map(|(key, value)| (key.text().into_owned(), value.to_value()));
                Value::Object(members.collect::<Map<_, _>>())
            }
        }
    }
}

/// The type of JSON that a value of a record has.
#[inline]
pub fn json_type(kind: Kind) -> JsonType {
    match kind {
        Kind::Null => JsonType::Null,
        Kind::Boolean => JsonType::Boolean,
        Kind::Number => JsonType::Number,
        Kind::String | Kind::Key => JsonType::String,
        Kind::Array => JsonType::Array,
        Kind::Object => JsonType::Object,
    }
}

/// An object, as jsonschema reads it: equal keys count once, with the last value.
#[derive(Debug, Clone, Copy)]
pub struct ObjectNode<'a>(Node<'a>);

impl<'a> json::Object<'a, TapeJson> for ObjectNode<'a> {
    type Node = Node<'a>;
    type MemberName = Cow<'a, str>;
    type MembersIter = NamedMembers<'a>;

    #[inline]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn get(&self, key: &PreparedKey) -> Option<Node<'a>> {
        self.0.key_hashed(&key.key, key.hash).map(Node::value)
    }

    #[inline]
    fn members(&self) -> NamedMembers<'a> {
        NamedMembers(self.0.members())
    }

    fn try_for_each_name_node<B>(
        &self,
        _buffer: &mut NameBuffer,
        mut f: impl FnMut(Node<'_>) -> ControlFlow<B>,
    ) -> ControlFlow<B> {
        self.0.members().try_for_each(|(key, _)| f(key))
    }
}

/// The members of an object, each with its name. See [`Node::members`].
#[derive(Debug, Clone)]
pub struct NamedMembers<'a>(Members<'a>);

impl<'a> Iterator for NamedMembers<'a> {
    type Item = (Cow<'a, str>, Node<'a>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key.text(), value))
    }
}

/// An array, as jsonschema reads it.
#[derive(Debug, Clone, Copy)]
pub struct ArrayNode<'a>(Node<'a>);

impl<'a> json::Array<'a, TapeJson> for ArrayNode<'a> {
    type Node = Node<'a>;
    type ElementsIter = Elements<'a>;

    #[inline]
    fn len(&self) -> usize {
        self.0.len()
    }

    #[inline]
    fn elements(&self) -> Elements<'a> {
        self.0.elements()
    }

    fn is_unique(&self) -> bool {
        elements_differ(self.0)
    }
}
