//! What findings are known by, and what settles them: made for all findings of a record in one pass over it.
//!
//! A fingerprint is a digest of the rule, the record, the pointer, and the value; findings that are equal in all of
//! these are [told apart](FingerprintCounts) by a counter. What each of them is known by is said where it is made.

use rustc_hash::FxHashMap;

use super::{CauseId, Fingerprint, ValueDigest};
use crate::notation::document::{Document, Kind, Node, NodeIndex};
use crate::record::digest::LastingDigest;
use crate::record::{Record, Value};
use crate::rule::{CauseArguments, Finding};
use crate::words::Role;

/// What a finding is known by, and what settles it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// What it is known by.
    pub fingerprint: Fingerprint,
    /// What settles it.
    pub cause: CauseId,
    /// What of that a decision keeps.
    pub known_by: KnownBy,
}

/// The parts of what a finding is known by that a decision keeps beside its fingerprint.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct KnownBy {
    /// Whether it is of a record that can be read.
    pub is_of_a_record: bool,
    /// What its record is known by, if not by its id alone.
    pub content: Option<ValueDigest>,
    /// Its value; none where it is an object, or a member that is missing.
    pub value: Option<ValueDigest>,
}

/// 128 bits that stand for something.
type Bits = [u8; 16];

/// The roles of the name that an element of an array is known by, the first that it has.
const NAMES: [Role; 5] =
    [Role::PersonName, Role::OrganizationName, Role::PlaceName, Role::CanonicalName, Role::OtherSpelling];

/// The identities of findings of one record of a collection, in their order; equals are not yet told apart.
///
/// A finding is known by its rule, its record, its value and the fields that lead to it; where there is no value, by the
/// elements that it lies in too. A record is known by its id; without one, or if others of its collection share it, by its content too. What is found
/// at an id itself is known by the id alone: whose it is, of those that share it, says nothing of it.
pub fn of_record(
    record: &Record<'_>,
    is_id_shared: bool,
    collection: &str,
    findings: &[Finding],
    cause_arguments: &dyn Fn(&Finding) -> CauseArguments,
) -> Vec<Identity> {
    let mut pass = Pass::over(record);
    let alone = pass.record_identity(record, is_id_shared);
    let by_id = record.id().map(|id| (id.fact_place().node(), pass.record_identity(record, false)));
    let is_known_by_id = by_id.is_some() && !is_id_shared;
    let identity = |finding: &Finding| {
        let node = finding.place.node().unwrap_or_default();
        let of_the_id = by_id.filter(|(place, _)| is_known_by_id || *place == node);
        let id = of_the_id.map_or(alone, |(_, id)| id);
        let content = of_the_id.is_none().then(|| ValueDigest::new(id));
        let path = pass.path(node);
        let value = pass.value(node, finding.missing.as_deref());
        // Of two that share an id, one may write it as a number.
        let is_said_by_id = of_the_id.is_some_and(|(place, _)| place == node);
        let said = if is_said_by_id { &[][..] } else { &value };
        let says_its_value = finding.missing.is_none() && value != Bits::default();
        // A value says what is meant, whatever the element around it is called by now: who mends a name must not make
        // all else that is wrong beside it new.
        let place = if says_its_value { &path.shape } else { &path.pointer };
        let parts = [finding.rule.as_str().as_bytes(), &id, place, said];
        Identity {
            fingerprint: Fingerprint::new(LastingDigest::of(&parts)),
            cause: CauseId::of(finding, cause_arguments(finding), collection, path.shape, value),
            known_by: KnownBy {
                is_of_a_record: true,
                content,
                value: says_its_value.then(|| ValueDigest::new(value)),
            },
        }
    };
    findings.iter().map(identity).collect()
}

/// What bytes that offend lie in, where that is no record that can be read.
#[derive(Debug, Clone, Copy)]
pub enum Within<'w> {
    /// A file, by its path from the project's root.
    File(&'w str),
    /// A record that cannot be read, in whatever file, by its bytes without white space.
    BrokenRecord(&'w [u8]),
}

/// The identity of a finding of a file or of a record that cannot be read: of that and the bytes that offend.
pub fn of_bytes(
    within: Within<'_>,
    bytes: &[u8],
    collection: &str,
    finding: &Finding,
    by: CauseArguments,
) -> Identity {
    let (sort, known_by) = match within {
        Within::File(path) => (&b"file"[..], path.as_bytes()),
        Within::BrokenRecord(text) => (&b"broken"[..], text),
    };
    let parts = [finding.rule.as_str().as_bytes(), sort, known_by, bytes];
    let value = LastingDigest::of(&[bytes]);
    Identity {
        fingerprint: Fingerprint::new(LastingDigest::of(&parts)),
        cause: CauseId::of(finding, by, collection, Bits::default(), value),
        known_by: KnownBy { is_of_a_record: false, content: None, value: Some(ValueDigest::new(value)) },
    }
}

/// Counts equal fingerprints, so that each is made the only one of its run.
#[derive(Debug, Default)]
pub struct FingerprintCounts(FxHashMap<Fingerprint, u64>);

impl FingerprintCounts {
    /// Tells a fingerprint apart from its equals by a counter. The first of equals keeps its.
    pub fn tell_apart(&mut self, identity: &mut Identity) {
        let count = self.0.entry(identity.fingerprint).or_default();
        if *count > 0 {
            let parts = [&identity.fingerprint.bits()[..], &count.to_le_bytes()];
            identity.fingerprint = Fingerprint::new(LastingDigest::of(&parts));
        }
        *count += 1;
    }
}

/// The way to a value.
#[derive(Debug, Clone, Copy, Default)]
struct Path {
    /// By the keys of members and the identities of elements.
    pointer: Bits,
    /// By the keys of members alone: every element is `*`.
    shape: Bits,
}

/// A pass over a record. What is worked out of a node is kept, so that no node is asked twice.
struct Pass<'r> {
    document: Document<'r>,
    /// By node, the container it lies in; none of the root.
    parents: Vec<Option<u32>>,
    /// The references or names that elements of arrays are known by.
    names: FxHashMap<u32, Bits>,
    paths: FxHashMap<u32, Path>,
    contents: FxHashMap<u32, Bits>,
}

impl<'r> Pass<'r> {
    fn over(record: &Record<'r>) -> Self {
        let document = record.document();
        let mut pass = Self {
            document,
            parents: parents(document),
            names: FxHashMap::default(),
            paths: FxHashMap::default(),
            contents: FxHashMap::default(),
        };
        pass.take_names(record, &[Role::Reference]);
        NAMES.iter().for_each(|role| pass.take_names(record, &[*role]));
        pass
    }

    fn record_identity(&mut self, record: &Record<'_>, is_id_shared: bool) -> Bits {
        let id = record.id().map(|id| id.text());
        match id {
            Some(id) if !is_id_shared => LastingDigest::of(&[b"id", id.as_bytes()]),
            id => {
                let content = self.content(self.document.root());
                LastingDigest::of(&[b"content", id.unwrap_or_default().as_bytes(), &content])
            }
        }
    }

    /// What a finding's value is known by: of a member that is missing its key, of an object nothing, else its content.
    fn value(&mut self, node: u32, missing: Option<&str>) -> Bits {
        let node = self.node(node);
        match missing {
            Some(key) => LastingDigest::of(&[b"missing", key.as_bytes()]),
            None if node.kind() == Kind::Object => Bits::default(),
            None => self.content(node),
        }
    }

    fn path(&mut self, node: u32) -> Path {
        let mut steps = Vec::new();
        let mut current = node;
        let mut path = loop {
            if let Some(known) = self.paths.get(&current) {
                break *known;
            }
            let Some(parent) = self.parent(current) else { break Path::default() };
            steps.push((current, parent));
            current = parent;
        };
        for (node, parent) in steps.into_iter().rev() {
            path = self.step(path, node, parent);
            self.paths.insert(node, path);
        }
        path
    }

    /// The path of a value below that of the container it lies in.
    fn step(&mut self, path: Path, node: u32, parent: u32) -> Path {
        if self.node(parent).kind() == Kind::Array {
            let element = self.element(node);
            return Path {
                pointer: LastingDigest::of(&[&path.pointer, b"element", &element]),
                shape: LastingDigest::of(&[&path.shape, b"*"]),
            };
        }
        // A key stands before its value on the tape.
        let key = self.node(node.saturating_sub(1)).as_str().unwrap_or_default();
        Path {
            pointer: LastingDigest::of(&[&path.pointer, b"member", key.as_bytes()]),
            shape: LastingDigest::of(&[&path.shape, b"member", key.as_bytes()]),
        }
    }

    /// What an element of an array is known by: its own references, else its name, else its content.
    fn element(&mut self, node: u32) -> Bits {
        match self.names.get(&node) {
            Some(name) => *name,
            None => self.content(self.node(node)),
        }
    }

    /// Takes the values of these roles for the names of the elements that have none yet.
    fn take_names(&mut self, record: &Record<'_>, roles: &[Role]) {
        let mut found: FxHashMap<u32, Vec<(String, String)>> = FxHashMap::default();
        for value in record.values_of(roles) {
            let text = value.text();
            let Some(element) = self.element_of(&value).filter(|_| !text.is_empty()) else { continue };
            if !self.names.contains_key(&element) {
                let to = value.to().unwrap_or_default().to_owned();
                found.entry(element).or_default().push((to, text.into_owned()));
            }
        }
        for (element, mut values) in found {
            // Whatever the order of the members.
            values.sort();
            let mut digest = LastingDigest::default();
            for (to, text) in &values {
                digest.add(to.as_bytes());
                digest.add(text.as_bytes());
            }
            self.names.insert(element, digest.finish());
        }
    }

    /// The element that a value may be the name of: the innermost around it, unless it belongs to a group in there.
    fn element_of(&self, value: &Value<'_>) -> Option<u32> {
        let mut node = value.fact_place().node();
        while let Some(parent) = self.parent(node) {
            if self.node(parent).kind() == Kind::Array {
                // Of nested nodes the outer one comes first on the tape.
                return (value.group().place().node()? <= node).then_some(node);
            }
            node = parent;
        }
        None
    }

    /// What a value is known by, whatever its white space, its escapes and the order of its members.
    fn content(&mut self, node: Node<'r>) -> Bits {
        if let Some(known) = self.contents.get(&node.index().0) {
            return *known;
        }
        let mut digest = LastingDigest::default();
        match node.kind() {
            Kind::Object => {
                let members = node.members().map(|(key, value)| (key.as_str().unwrap_or_default(), value));
                let mut members: Vec<_> = members.collect();
                members.sort_by(|(one, _), (other, _)| one.cmp(other));
                digest.add(b"object");
                for (key, value) in members {
                    digest.add(key.as_bytes());
                    self.add_content(value, &mut digest);
                }
            }
            Kind::Array => {
                digest.add(b"array");
                node.elements().for_each(|element| self.add_content(element, &mut digest));
            }
            _ => add_scalar(node, &mut digest),
        }
        let content = digest.finish();
        self.contents.insert(node.index().0, content);
        content
    }

    fn add_content(&mut self, node: Node<'r>, digest: &mut LastingDigest) {
        match node.kind() {
            Kind::Object | Kind::Array => {
                digest.add(b"container");
                digest.add(&self.content(node));
            }
            _ => add_scalar(node, digest),
        }
    }

    fn node(&self, index: u32) -> Node<'r> {
        self.document.node(NodeIndex(index)).unwrap_or_else(|| self.document.root())
    }

    fn parent(&self, node: u32) -> Option<u32> {
        self.parents.get(node as usize).copied().flatten()
    }
}

fn add_scalar(node: Node<'_>, digest: &mut LastingDigest) {
    match node.as_str() {
        Some(text) => {
            digest.add(b"text");
            digest.add(text.as_bytes());
        }
        None => {
            digest.add(b"literal");
            digest.add(node.raw().as_bytes());
        }
    }
}

/// By node, the container it lies in.
fn parents(document: Document<'_>) -> Vec<Option<u32>> {
    let mut parents = vec![None; document.nodes().count()];
    for container in document.nodes() {
        let index = Some(container.index().0);
        let members = container.written_members().flat_map(|(key, value)| [key, value]);
        for child in members.chain(container.elements()) {
            if let Some(parent) = parents.get_mut(child.index().0 as usize) {
                *parent = index;
            }
        }
    }
    parents
}
