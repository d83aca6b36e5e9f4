//! Numbers that stand for values, so that facts of a million records stay small.
//!
//! Digests are the same in every run of one version, so that facts can be kept.

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::quality::FixedState;

use crate::notation::document::{Kind, Node, NodeIndex};

/// A number that stands for a value: equal values have equal digests, and that two others do is not to be expected.
///
/// ```
/// use tadqiq::record::digest::digest;
/// assert_eq!(digest("الرباط"), digest("الرباط"));
/// assert_ne!(digest("الرباط"), digest("رباط"));
/// ```
pub fn digest(value: &(impl Hash + ?Sized)) -> u64 {
    FixedState::default().hash_one(value)
}

/// A number that stands for what a node says, whatever its white space and the order of its members; one node of
/// its tree may be left out.
pub fn content_digest(node: Node<'_>, left_out: Option<NodeIndex>) -> u64 {
    match node.kind() {
        Kind::Object => {
            // A sum does not know an order, as an object does not.
            let members = node.members().filter(|(_, value)| Some(value.index()) != left_out);
            let member =
                |(key, value): (Node<'_>, Node<'_>)| digest(&(key.as_str(), content_digest(value, left_out)));
            let sum = members.map(member).fold(0u64, u64::wrapping_add);
            digest(&(Sort::Object, sum))
        }
        Kind::Array => {
            let mut hasher = FixedState::default().build_hasher();
            Sort::Array.hash(&mut hasher);
            node.elements().for_each(|element| content_digest(element, left_out).hash(&mut hasher));
            hasher.finish()
        }
        Kind::String | Kind::Key => digest(&(Sort::Text, node.as_str())),
        _ => digest(&(Sort::Other, node.raw())),
    }
}

/// What keeps a text from having the digest of the list or object that has the same words.
#[derive(Hash)]
enum Sort {
    Object,
    Array,
    Text,
    Other,
}
