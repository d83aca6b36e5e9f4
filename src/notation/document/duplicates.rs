//! Keys that an object holds twice: the last one counts, as in every common parser.

use super::tape::{Kind, Tape};
use super::{Document, Node};

/// A key that stands twice in one object.
#[derive(Debug, Clone, Copy)]
pub struct DuplicateKey<'t> {
    /// The key whose value is lost.
    pub earlier: Node<'t>,
    /// The next equal key in the same object.
    pub later: Node<'t>,
}

/// All keys of a document whose value is lost to a later equal key, in the order of the text.
///
/// Costs nothing on a document without any: parsing has noted whether there are.
pub(super) fn duplicate_keys(document: Document<'_>) -> Vec<DuplicateKey<'_>> {
    if !document.tape.has_duplicate_keys {
        return Vec::new();
    }
    let mut found = Vec::new();
    for object in document.nodes().filter(|node| node.slot().is_duplicate && node.kind() == Kind::Object) {
        let mut keys: Vec<Node<'_>> = object.written_members().map(|(key, _)| key).collect();
        keys.sort_by(|one, other| one.text().cmp(&other.text()).then(one.index().cmp(&other.index())));
        let equal = keys.windows(2).filter(|pair| pair[0].text() == pair[1].text());
        found.extend(equal.map(|pair| DuplicateKey { earlier: pair[0], later: pair[1] }));
    }
    found.sort_by_key(|duplicate| duplicate.earlier.index());
    found
}

/// Marks each key of an object that an equal one follows, and the object if there is any.
///
/// Sorts the keys by hash and text rather than hashing them into a set: nothing is allocated once the
/// tape is warm, and no choice of keys makes it quadratic.
#[cold]
pub(in crate::notation) fn mark_duplicate_keys(text: &str, tape: &mut Tape, object: u32) {
    let mut keys = std::mem::take(&mut tape.keys);
    gather_keys(tape, object, &mut keys);
    keys.sort_unstable();
    let mut any = false;
    for run in keys.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
        any |= mark_run(text, tape, run);
    }
    if any {
        tape.has_duplicate_keys = true;
        if let Some(slot) = tape.slots.get_mut(object as usize) {
            slot.is_duplicate = true;
        }
    }
    tape.keys = keys;
}

fn gather_keys(tape: &Tape, object: u32, keys: &mut Vec<(u32, u32)>) {
    keys.clear();
    let mut at = object + 1;
    while let Some(key) = tape.slots.get(at as usize) {
        keys.push((key.extra, at));
        at = tape.slots.get(at as usize + 1).map_or(u32::MAX, |value| value.next);
    }
}

/// Marks the duplicate keys among those of one hash, given in the order of the text.
fn mark_run(text: &str, tape: &mut Tape, run: &[(u32, u32)]) -> bool {
    let texts = run.iter().filter_map(|(_, at)| {
        let slot = tape.slots.get(*at as usize)?;
        Some((tape.notation.text_of(text, slot), *at))
    });
    let mut texts: Vec<_> = texts.collect();
    texts.sort();
    let shadowed = texts.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].1);
    let shadowed: Vec<u32> = shadowed.collect();
    for at in &shadowed {
        if let Some(slot) = tape.slots.get_mut(*at as usize) {
            slot.is_duplicate = true;
        }
    }
    !shadowed.is_empty()
}
