//! Numbers that stand for values, so that facts of a million records stay small.
//!
//! Digests are the same in every run of one version, so that facts can be kept. What is kept longer, in files that
//! people review, is known by a [`LastingDigest`].

use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::quality::FixedState;
use sha2::{Digest, Sha256};

use crate::notation::document::{Kind, Node, NodeIndex};

/// A number that stands for a value: equal values have equal digests, and that two others do is not to be expected.
///
/// ```
/// use tadqiq::internals::record::digest::digest;
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

/// A digest of some parts that is the same in every version and on every machine: the first 128 bits of the SHA-256
/// (FIPS 180-4) of the parts, each behind its length in bytes as 64 bits, the lowest first.
#[derive(Debug, Clone, Default)]
pub struct LastingDigest(Sha256);

impl LastingDigest {
    /// The digest of these parts.
    pub fn of(parts: &[&[u8]]) -> [u8; 16] {
        let mut digest = Self::default();
        parts.iter().for_each(|part| digest.add(part));
        digest.finish()
    }

    /// Adds a part.
    pub fn add(&mut self, part: &[u8]) {
        self.0.update((part.len() as u64).to_le_bytes());
        self.0.update(part);
    }

    /// The digest of the parts that were added.
    pub fn finish(self) -> [u8; 16] {
        let whole: [u8; 32] = self.0.finalize().into();
        std::array::from_fn(|at| whole[at])
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
