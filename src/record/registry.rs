//! Registries: collections that others refer to. Loaded before the records, by id.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::layout::Layout;
use crate::record::Record;
use crate::text::character::main_script;
use crate::text::key::orthographic_key;
use crate::text::nearest::nearest;
use crate::text::skeleton::skeleton;
use crate::words::{FactPlace, Role};

/// The registries of a run, by the name of their collection.
#[derive(Debug, Clone, Default)]
pub struct Registries {
    by_collection: BTreeMap<String, Registry>,
    /// What a collection holds is known of some that are not loaded.
    kinds: BTreeMap<String, EntryKind>,
}

/// What the entries of a registry are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum EntryKind {
    /// People.
    Person,
    /// What records cite.
    Source,
    /// Whatever else goes by a name: organisations, places.
    Other,
}

impl EntryKind {
    /// What a schema describes, by the roles it has fields for, whatever the collection is called. People have names
    /// and offices; sources are published or have a text, or are known by an address and no name, and nobody
    /// takes part in them.
    pub(crate) fn of(layout: &Layout) -> Self {
        let has = |role| layout.has(role);
        let has_name = has(Role::CanonicalName);
        if has_name && (has(Role::Office) || has(Role::Term)) {
            return Self::Person;
        }
        let is_cited = has(Role::Published) || has(Role::TextPath) || has(Role::Url) && !has_name;
        if is_cited && !has(Role::Participant) { Self::Source } else { Self::Other }
    }

    /// What a name of this role is the name of.
    pub fn named_by(role: Role) -> Self {
        if role == Role::PersonName { Self::Person } else { Self::Other }
    }
}

/// The entries of one collection.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entries: Vec<Entry>,
    by_id: FxHashMap<String, usize>,
    /// Entries by the orthographic keys of their names, the canonical ones and the other spellings.
    by_name: FxHashMap<Box<str>, Vec<u32>>,
    /// Entries by the consonants of their ids and names, for whoever misspelt one.
    by_sound: FxHashMap<Box<str>, Vec<u32>>,
    is_incomplete: bool,
}

/// An entry of a registry: a person, an organisation, a source.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub place: FactPlace,
    values: Vec<EntryValue>,
}

/// A value of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EntryValue {
    /// What it means.
    pub role: Role,
    /// Its text; of a number, its digits.
    pub text: String,
    /// Its language, if the schema says it.
    pub language: Option<String>,
    /// The collection it points into, if it is a reference.
    pub to: Option<String>,
    /// The group of the entry it lies in, by number; 0 is the entry itself.
    pub group: u32,
    /// Where it stands.
    pub place: FactPlace,
}

impl Registries {
    /// The registry of a collection; none where no config names the collection.
    pub fn registry(&self, collection: &str) -> Option<&Registry> {
        self.by_collection.get(collection)
    }

    /// The entry that a reference into a collection names.
    pub fn entry(&self, collection: &str, id: &str) -> Option<&Entry> {
        self.registry(collection)?.entry(id)
    }

    /// The registry of a collection, to fill; made if there is none.
    pub(crate) fn registry_mut(&mut self, collection: &str) -> &mut Registry {
        self.by_collection.entry(collection.to_owned()).or_default()
    }

    /// All registries with the names of their collections, in the order of these.
    pub fn all(&self) -> impl Iterator<Item = (&str, &Registry)> {
        self.by_collection.iter().map(|(name, registry)| (name.as_str(), registry))
    }

    /// The registries whose entries are of a kind, with the names of their collections, in the order of these.
    pub fn of(&self, kind: EntryKind) -> impl Iterator<Item = (&str, &Registry)> {
        self.all().filter(move |(name, _)| self.kind(name) == Some(kind))
    }

    /// What the entries of a collection are, be it loaded or not; none where nothing says so.
    pub fn kind(&self, collection: &str) -> Option<EntryKind> {
        self.kinds.get(collection).copied()
    }

    /// Says what the entries of a collection are.
    pub(crate) fn declare(&mut self, collection: &str, kind: EntryKind) {
        self.kinds.insert(collection.to_owned(), kind);
    }
}

impl Registry {
    /// The entry with an id; of several, the first.
    pub fn entry(&self, id: &str) -> Option<&Entry> {
        self.by_id.get(id).and_then(|index| self.entries.get(*index))
    }

    /// The entries, in the order of the run.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries that go by a name, in any of its orthographies: in the order of the run.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Entry> {
        let found = self.by_name.get(orthographic_key(name).as_str());
        found.into_iter().flatten().filter_map(|index| self.entries.get(*index as usize))
    }

    /// The one entry that goes by a name; none if several do.
    pub fn only_one_named(&self, name: &str) -> Option<&Entry> {
        let mut named = self.named(name);
        named.next().filter(|_| named.next().is_none())
    }

    /// The entry that a word which is no id most likely means: by its name, else by a misspelt id or name.
    pub fn nearest(&self, word: &str) -> Option<&Entry> {
        /// Beyond, comparing with each would cost more than the suggestion is worth.
        const MOST_COMPARED: usize = 1000;
        let by_sound = || {
            let sound = skeleton(word);
            match self.by_sound.get(sound.as_str()).map(Vec::as_slice) {
                Some([only]) if sound.chars().count() >= 3 => self.entries.get(*only as usize),
                _ => None,
            }
        };
        let by_letters = || {
            let compared = self.entries.len() <= MOST_COMPARED;
            let ids = self.entries.iter().filter(|_| compared).map(|entry| entry.id.as_str());
            self.entry(nearest(word, ids)?)
        };
        self.only_one_named(word).or_else(by_letters).or_else(by_sound)
    }

    /// Whether every record of its files could be read: only then is what it lacks not there.
    pub fn is_complete(&self) -> bool {
        !self.is_incomplete
    }

    /// Says that some of its records could not be read, or that its schema does not say which value is their id.
    pub(crate) fn mark_as_incomplete(&mut self) {
        self.is_incomplete = true;
    }

    /// Takes a record in. One without an id cannot be referred to and is left out.
    pub(crate) fn add(&mut self, record: &Record<'_>) {
        let Some(id) = record.id() else { return };
        let values = Role::ALL.iter().flat_map(|role| record.values(*role)).map(|value| EntryValue {
            role: value.role(),
            text: value.number().map_or_else(|| value.text().into_owned(), |number| number.to_string()),
            language: value.language(),
            to: value.to().map(str::to_owned),
            group: value.group().number(),
            place: value.fact_place(),
        });
        let entry = Entry { id: id.text().into_owned(), place: id.fact_place(), values: values.collect() };
        let index = self.entries.len() as u32;
        for name in entry.names() {
            let key = orthographic_key(name);
            if key.is_empty() {
                continue;
            }
            add(&mut self.by_name, key, index);
        }
        for word in entry.names().chain([entry.id.as_str()]) {
            add(&mut self.by_sound, skeleton(word), index);
        }
        self.by_id.entry(entry.id.clone()).or_insert(self.entries.len());
        self.entries.push(entry);
    }
}

fn add(index_of: &mut FxHashMap<Box<str>, Vec<u32>>, key: String, index: u32) {
    let known = index_of.entry(key.into()).or_default();
    if known.last() != Some(&index) {
        known.push(index);
    }
}

impl Entry {
    /// Its values that carry a role.
    pub fn values(&self, role: Role) -> impl Iterator<Item = &EntryValue> {
        self.values.iter().filter(move |value| value.role == role)
    }

    /// Its first value that carries a role.
    pub fn value(&self, role: Role) -> Option<&EntryValue> {
        self.values(role).next()
    }

    /// Its values in a group.
    pub fn in_group(&self, group: u32) -> impl Iterator<Item = &EntryValue> {
        self.values.iter().filter(move |value| value.group == group)
    }

    /// Its canonical name in the script of a text; the first one where it has none in that script.
    pub fn canonical_like(&self, text: &str) -> Option<&EntryValue> {
        let script = main_script(text);
        let mut canonical = self.values(Role::CanonicalName);
        canonical.find(|name| main_script(&name.text) == script).or_else(|| self.value(Role::CanonicalName))
    }

    /// Its names: the canonical ones first, then the other spellings.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values(Role::CanonicalName)
            .chain(self.values(Role::OtherSpelling))
            .map(|value| value.text.as_str())
    }
}
