//! A registry's text with names added: nothing else of it changes. Where a name stands, the schema's roles say.

use std::collections::BTreeSet;
use std::ops::Range;

use serde_json::Value;

use super::entry::EntryAddition;
use crate::edit::edited;
use crate::layout::{Layout, RolePath, RoleTape, Step};
use crate::notation::Notation;
use crate::notation::document::{Document, Kind, Limits, Node, Tape};
use crate::notation::split::Piece;
use crate::record::Record;
use crate::words::{At, Edit, Place, RecordRef, Role, TextEdit};

/// What the text of a registry is read and written by.
pub struct RegistryFile<'f> {
    /// How its entries are written.
    pub notation: Notation,
    /// Where in an entry its names stand.
    pub layout: &'f Layout,
    /// How large an entry may be.
    pub limits: Limits,
    /// The language that a name is in.
    pub language_of: &'f dyn Fn(&str) -> String,
}

impl RegistryFile<'_> {
    /// Whether an entry has a list for names of a role.
    pub fn takes(layout: &Layout, role: Role) -> bool {
        layout.ways_to(role, "und").iter().any(|way| list_of(way).is_some())
    }

    /// The text with the entry's names in it; none where the text has neither the entry nor a place for one.
    pub fn with_entry(&self, text: &str, entry: &EntryAddition) -> Option<String> {
        let records = self.records(text);
        match records.iter().find(|(_, id)| id.as_deref() == Some(entry.id.as_str())) {
            Some((span, _)) => {
                let record = text.get(span.clone())?.to_owned();
                let record = self.with_names(record, Role::OtherSpelling, &entry.spellings);
                let record = self.with_names(record, Role::OtherEntity, &entry.others);
                with(text, &[TextEdit { range: span.clone(), text: record }])
            }
            None => self.with_new(text, &records, entry),
        }
    }

    /// The entries, each with its id.
    fn records(&self, text: &str) -> Vec<(Range<usize>, Option<String>)> {
        let (mut tape, mut roles) = (Tape::new(), RoleTape::default());
        let pieces = self.notation.pieces(text.as_bytes(), 0, &self.limits);
        let records = pieces.filter_map(|piece| match piece {
            Piece::Record(record) => Some(record),
            Piece::Problem(_) => None,
        });
        let with_id = records.map(|text| {
            let id = text.parse(&self.limits, &mut tape).ok().and_then(|document| {
                let roles = self.layout.read(document, &mut roles);
                let record = Record::new(document, self.layout, roles, HERE);
                record.id().map(|id| id.text().into_owned())
            });
            (text.span, id)
        });
        with_id.collect()
    }

    /// The record with names added to its list of a role.
    fn with_names(&self, mut record: String, role: Role, names: &BTreeSet<String>) -> String {
        for name in names {
            record = self.with_name(&record, role, name).unwrap_or(record);
        }
        record
    }

    /// None where the record has the name already.
    fn with_name(&self, record: &str, role: Role, name: &str) -> Option<String> {
        let mut tape = Tape::new();
        let document = self.notation.parse(record, &self.limits, &mut tape).ok()?;
        let language = (self.language_of)(name);
        let ways = self.layout.ways_to(role, &language);
        let lists: Vec<_> = ways.iter().filter_map(list_of).collect();
        let is_there = |(list, _): &&(&[Step<'_>], &[Step<'_>])| {
            down(document.root(), list).is_some_and(|node| node.kind() == Kind::Array)
        };
        let (list, inside) = lists.iter().find(is_there).or(lists.first())?;
        let edit = addition(document, list, inside, name)?;
        with(record, &[self.notation.write(document, &edit)?])
    }

    /// The text with a new entry, where its id belongs if the entries are in order, else behind the last.
    fn with_new(
        &self,
        text: &str,
        records: &[(Range<usize>, Option<String>)],
        entry: &EntryAddition,
    ) -> Option<String> {
        let ids: Vec<&str> = records.iter().filter_map(|(_, id)| id.as_deref()).collect();
        let way = self.layout.way_in(Role::RecordId, "und")?;
        let is_numbered = self.layout.annotation(way.annotation).is_integer_declared;
        let id = if is_numbered { next_number(&ids)?.into() } else { entry.id.as_str().into() };
        let is_sorted = ids.windows(2).all(|pair| pair[0] <= pair[1]);
        let comes_later =
            |(_, id): &(_, Option<String>)| id.as_deref().is_some_and(|id| id > entry.id.as_str());
        let before = if is_sorted && !is_numbered { records.iter().position(comes_later) } else { None };
        let spans: Vec<Range<usize>> = records.iter().map(|(span, _)| span.clone()).collect();
        with(text, &self.notation.insert(text, &spans, before, &self.value(entry, &way, id)?)?)
    }

    /// An entry as a record of its own, with its id at the end of a way; none where the schema has no place for its name.
    fn value(&self, entry: &EntryAddition, way: &RolePath<'_>, id: Value) -> Option<Value> {
        let mut value = Value::Null;
        put(&mut value, &way.steps, id);
        if let Some((language, name)) = &entry.new_name {
            put(&mut value, &self.layout.way_in(Role::CanonicalName, language)?.steps, name.as_str().into());
        }
        for (role, names) in [(Role::OtherSpelling, &entry.spellings), (Role::OtherEntity, &entry.others)] {
            for name in names {
                let language = (self.language_of)(name);
                let ways = self.layout.ways_to(role, &language);
                put(&mut value, &ways.iter().find(|way| list_of(way).is_some())?.steps, name.as_str().into());
            }
        }
        Some(value)
    }
}

/// The number behind the largest id; none where there is no larger one.
fn next_number(ids: &[&str]) -> Option<i64> {
    ids.iter().filter_map(|id| id.parse::<i64>().ok()).max().unwrap_or(0).checked_add(1)
}

/// Of a text that is not in a run.
const HERE: RecordRef = RecordRef { file: 0, start: 0 };

/// The steps to the list that a way leads into, and those inside its elements; none where it leads into none, or
/// into lists of lists.
fn list_of<'w, 'l>(way: &'w RolePath<'l>) -> Option<(&'w [Step<'l>], &'w [Step<'l>])> {
    let element = way.steps.iter().position(|step| *step == Step::Element)?;
    let (list, inside) = (way.steps.get(..element)?, way.steps.get(element + 1..)?);
    (!inside.contains(&Step::Element)).then_some((list, inside))
}

/// The value at the end of steps through members.
fn down<'t>(node: Node<'t>, steps: &[Step<'_>]) -> Option<Node<'t>> {
    steps.iter().try_fold(node, |node, step| match step {
        Step::Member(key) => node.get(key),
        Step::Element => None,
    })
}

/// What adds a name to a list: in the order of the alphabet, if the list is. None where the name is in it.
fn addition(document: Document<'_>, list: &[Step<'_>], inside: &[Step<'_>], name: &str) -> Option<Edit> {
    let place = |node: Node<'_>| Place::new(HERE, At::Value(node.index().0));
    let element = built(inside, name.into());
    let mut node = document.root();
    for (number, step) in list.iter().enumerate() {
        let Step::Member(key) = step else { return None };
        let made = || built(&list[number + 1..], Value::Array(vec![element.clone()]));
        match node.get(key) {
            None => {
                return Some(Edit::AddMember { object: place(node), key: (*key).to_owned(), value: made() });
            }
            Some(held) if held.kind() == Kind::Null => {
                return Some(Edit::ReplaceValue { place: place(held), value: made() });
            }
            Some(held) => node = held,
        }
    }
    let known =
        node.elements().map(|element| down(element, inside).and_then(Node::as_str).unwrap_or_default());
    let known: Vec<_> = known.collect();
    if known.iter().any(|known| known == name) {
        return None;
    }
    let is_sorted = known.windows(2).all(|pair| pair[0] <= pair[1]);
    let before = if is_sorted { known.iter().position(|known| &**known > name) } else { None };
    let before = before.and_then(|before| u32::try_from(before).ok());
    Some(Edit::AddElement { array: place(node), before, value: element })
}

/// A value at the end of steps, with what lies around it.
fn built(steps: &[Step<'_>], value: Value) -> Value {
    steps.iter().rev().fold(value, |value, step| match step {
        Step::Member(key) => serde_json::json!({ *key: value }),
        Step::Element => Value::Array(vec![value]),
    })
}

/// Puts a value at the end of steps; into lists as a new element.
fn put(value: &mut Value, steps: &[Step<'_>], held: Value) {
    match steps.split_first() {
        None => *value = held,
        Some((Step::Member(key), rest)) => {
            if !value.is_object() {
                *value = Value::Object(serde_json::Map::new());
            }
            put(&mut value[*key], rest, held);
        }
        Some((Step::Element, rest)) => {
            let element = built(rest, held);
            match value {
                Value::Array(elements) => elements.push(element),
                _ => *value = Value::Array(vec![element]),
            }
        }
    }
}

fn with(text: &str, edits: &[TextEdit]) -> Option<String> {
    edited(text.as_bytes(), edits).ok().and_then(|text| String::from_utf8(text).ok())
}

#[cfg(test)]
mod tests;
