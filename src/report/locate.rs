//! Place → bytes of a record's text.

use std::ops::Range;

use crate::notation::document::{Document, Node, NodeIndex};
use crate::words::At;

/// The bytes of a record's text that a place means. `start` is the record's first byte in its file.
pub fn bytes_of(document: Document<'_>, at: &At, start: u64) -> Range<usize> {
    let node = |index: u32| document.node(NodeIndex(index)).unwrap_or_else(|| document.root());
    match at {
        At::Value(index) => node(*index).span(),
        At::Key(index) => key_or_value(node(*index)).span(),
        At::Characters(index, characters) => {
            let node = node(*index);
            let byte = |character: u32| node.byte_of(character as usize);
            match (byte(characters.start), byte(characters.end)) {
                (Some(first), Some(last)) => first..last,
                _ => node.span(),
            }
        }
        At::Bytes(bytes) => {
            let length = document.text().len() as u64;
            let within = |byte: u64| byte.saturating_sub(start).min(length) as usize;
            within(bytes.start)..within(bytes.end)
        }
    }
}

/// The key of a member's value; the value where it has none.
pub(crate) fn key_or_value(node: Node<'_>) -> Node<'_> {
    node.key_of_value().unwrap_or(node)
}
