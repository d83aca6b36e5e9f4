//! Registries: collections that others refer to. Loaded before the records, by id.

use rustc_hash::FxHashMap;

use crate::{FactPlace, Record, Role};

/// The registries of a run, by the name of their collection.
#[derive(Debug, Clone, Default)]
pub struct Registries {
    by_collection: FxHashMap<String, Registry>,
}

/// The entries of one collection.
#[derive(Debug, Clone, Default)]
pub struct Registry {
    entries: Vec<Entry>,
    by_id: FxHashMap<String, usize>,
}

/// An entry of a registry: a person, an organisation, a source.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub place: FactPlace,
    values: Vec<EntryValue>,
}

/// A value of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub fn registry_mut(&mut self, collection: &str) -> &mut Registry {
        self.by_collection.entry(collection.to_owned()).or_default()
    }

    /// The names of the collections, in order.
    pub fn collections(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.by_collection.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
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

    /// Takes a record in. One without an id cannot be referred to and is left out.
    pub fn add(&mut self, record: &Record<'_>) {
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
        self.by_id.entry(entry.id.clone()).or_insert(self.entries.len());
        self.entries.push(entry);
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

    /// Its names: the canonical ones first, then the other spellings.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.values(Role::CanonicalName)
            .chain(self.values(Role::OtherSpelling))
            .map(|value| value.text.as_str())
    }
}
