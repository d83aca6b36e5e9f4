//! When two JSON values are the same: numbers by what they are worth, objects in any order.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use jsonschema::json::cmp::equal_numbers;
use serde_json::Value;

use super::number::{Decimal, WrittenNumber};
use super::{Kind, Node};

/// Up to so many elements are compared each with each; beyond, by hash first.
const PAIRWISE: usize = 15;

/// Whether two nodes, of one document or of two, have the same value.
pub(super) fn nodes_equal(one: Node<'_>, other: Node<'_>) -> bool {
    match (one.kind(), other.kind()) {
        (Kind::Null, Kind::Null) => true,
        (Kind::Boolean, Kind::Boolean) => one.raw() == other.raw(),
        (Kind::Number, Kind::Number) => {
            one.raw() == other.raw() || Decimal::of(one.raw()) == Decimal::of(other.raw())
        }
        (Kind::String | Kind::Key, Kind::String | Kind::Key) => one.text() == other.text(),
        (Kind::Array, Kind::Array) => {
            one.len() == other.len()
                && one.elements().zip(other.elements()).all(|(one, other)| nodes_equal(one, other))
        }
        (Kind::Object, Kind::Object) => objects_equal(one, other),
        _ => false,
    }
}

fn objects_equal(one: Node<'_>, other: Node<'_>) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let same_order = one.members().zip(other.members()).all(|((a, _), (b, _))| a.text() == b.text());
    if same_order {
        let mut pairs = one.members().zip(other.members());
        return pairs.all(|((_, one), (_, other))| nodes_equal(one, other));
    }
    // Sorted, so that wide objects in different orders do not cost the square of their width.
    let mut pairs = sorted_members(one).into_iter().zip(sorted_members(other));
    pairs.all(|((a, one), (b, other))| a.text() == b.text() && nodes_equal(one, other))
}

fn sorted_members(object: Node<'_>) -> Vec<(Node<'_>, Node<'_>)> {
    let mut members: Vec<_> = object.members().collect();
    members.sort_by(|(one, _), (other, _)| one.text().cmp(&other.text()));
    members
}

/// Whether a node has the value that a schema's `const` or `enum` gives.
pub(super) fn node_equals_value(node: Node<'_>, value: &Value) -> bool {
    match (node.kind(), value) {
        (Kind::Null, Value::Null) => true,
        (Kind::Boolean, Value::Bool(expected)) => node.as_bool() == Some(*expected),
        (Kind::Number, Value::Number(expected)) => equal_numbers(&WrittenNumber(node.raw()), expected),
        (Kind::String | Kind::Key, Value::String(expected)) => node.text_is(expected),
        (Kind::Array, Value::Array(expected)) => {
            node.len() == expected.len()
                && node.elements().zip(expected).all(|(element, value)| node_equals_value(element, value))
        }
        (Kind::Object, Value::Object(expected)) => {
            node.len() == expected.len()
                && node.members().all(|(key, member)| {
                    expected.get(&*key.text()).is_some_and(|value| node_equals_value(member, value))
                })
        }
        _ => false,
    }
}

/// Whether no two elements of an array have the same value.
pub(super) fn elements_differ(array: Node<'_>) -> bool {
    if array.len() <= PAIRWISE {
        return array
            .elements()
            .enumerate()
            .all(|(at, one)| array.elements().take(at).all(|earlier| !nodes_equal(earlier, one)));
    }
    // Seeded at random, so that no array can be written whose elements all share one hash.
    let hashing = RandomState::new();
    let mut hashed: Vec<_> = array.elements().map(|one| (hash_of(one, &hashing), one)).collect();
    hashed.sort_unstable_by_key(|(hash, _)| *hash);
    hashed.chunk_by(|(one, _), (other, _)| one == other).all(all_differ)
}

fn all_differ(alike: &[(u64, Node<'_>)]) -> bool {
    let Some(((_, first), rest)) = alike.split_first() else {
        return true;
    };
    rest.iter().all(|(_, other)| !nodes_equal(*first, *other)) && (rest.len() < 2 || all_differ(rest))
}

fn hash_of(node: Node<'_>, hashing: &RandomState) -> u64 {
    let mut hasher = hashing.build_hasher();
    match node.kind() {
        Kind::Null => {}
        Kind::Boolean => node.raw().hash(&mut hasher),
        Kind::Number => Decimal::of(node.raw()).hash(&mut hasher),
        Kind::String | Kind::Key => node.text().hash(&mut hasher),
        Kind::Array => node.elements().for_each(|element| hasher.write_u64(hash_of(element, hashing))),
        // Added up, since the order of members says nothing.
        Kind::Object => hasher.write_u64(node.members().fold(0, |sum, (key, value)| {
            let member = hash_of(key, hashing).rotate_left(17) ^ hash_of(value, hashing);
            u64::wrapping_add(sum, hashing.hash_one(member))
        })),
    }
    hasher.finish()
}
