//! A record seen through its layout: roles, not paths.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::date::edtf::{NormalForm, Precision};
use crate::digest::content_digest;
use crate::document::{Document, Kind, Node, NodeIndex};
use crate::layout::{Annotation, Hit, Language, Layout, RoleTape};
use crate::{Argument, At, Edit, FactPlace, Place, RecordRef, Role};

/// A record seen through its layout. A handle: copy it freely.
#[derive(Debug, Clone, Copy)]
pub struct Record<'r> {
    document: Document<'r>,
    layout: &'r Layout,
    roles: &'r RoleTape,
    reference: RecordRef,
}

impl<'r> Record<'r> {
    /// A record over its document and the roles that `layout` found in it.
    pub fn new(
        document: Document<'r>,
        layout: &'r Layout,
        roles: &'r RoleTape,
        reference: RecordRef,
    ) -> Self {
        Self { document, layout, roles, reference }
    }

    /// The record's text as a tree of nodes. For the stages; a rule asks for roles.
    pub fn document(&self) -> Document<'r> {
        self.document
    }

    /// The record among the files of the run.
    pub fn reference(&self) -> RecordRef {
        self.reference
    }

    /// The place of the record as a whole.
    pub fn place(&self) -> Place {
        Place { record: self.reference, at: At::Value(0) }
    }

    /// A digest of what it says, its id and white space left out: records with the same content have the
    /// same, whatever the order of their members.
    pub fn content_digest(&self) -> u64 {
        let id = self.id().map(|id| NodeIndex(id.hit.node));
        content_digest(self.document.root(), id)
    }

    /// The values that carry a role, in the order of the record.
    pub fn values(&self, role: Role) -> impl Iterator<Item = Value<'r>> + use<'r> {
        let record = *self;
        self.roles.hits(role).iter().map(move |hit| Value { record, hit: *hit })
    }

    /// The values that carry one of these roles, role by role.
    pub fn values_of<'a>(&'a self, roles: &'a [Role]) -> impl Iterator<Item = Value<'r>> + 'a {
        roles.iter().flat_map(|role| self.values(*role))
    }

    /// The first value that carries a role.
    pub fn value(&self, role: Role) -> Option<Value<'r>> {
        self.values(role).next()
    }

    /// The record's id.
    pub fn id(&self) -> Option<Value<'r>> {
        self.value(Role::RecordId)
    }

    /// Our word for the record's status: `held`, `planned`, `cancelled` or `draft`.
    pub fn status(&self) -> Option<String> {
        self.value(Role::Status).map(|status| status.word())
    }

    /// What the record says of days: every group that holds a date, a date's text or a weekday.
    pub fn whens(&self) -> impl Iterator<Item = When<'r>> + use<'r> {
        let record = *self;
        self.roles.of_days().iter().map(move |number| When { group: Group { record, number: *number } })
    }

    /// Where a value of a role would stand in the record, if the schema has a place for one that is empty: at
    /// its top, else in its group, be that there or not.
    pub fn vacancy(&self, role: Role, group: Role) -> Option<Vacancy> {
        let root = self.document.root();
        let free = |key: &str| self.free_member(root, key);
        let at_top = self.layout.keys_for(root, role).into_iter().next();
        if let Some(key) = at_top {
            return free(key);
        }
        let (key, inner) = self.layout.key_within(root, group, role)?;
        if let Some(held) = root.get(key).filter(|held| held.kind() == Kind::Object) {
            return self.free_member(held, inner);
        }
        Some(Vacancy::Within { around: Box::new(free(key)?), key: inner.to_owned() })
    }

    /// The member of an object with that key, if it is not there or `null`.
    fn free_member(&self, object: Node<'r>, key: &str) -> Option<Vacancy> {
        let place = |node: Node<'_>| FactPlace::new(self.reference, node.index().0);
        match object.get(key) {
            None => Some(Vacancy::Absent { object: place(object), key: key.to_owned() }),
            Some(held) if held.kind() == Kind::Null => Some(Vacancy::Null(place(held))),
            Some(_) => None,
        }
    }

    /// Those who took part.
    pub fn participants(&self) -> impl Iterator<Item = Participant<'r>> + use<'r> {
        self.groups(Role::Participant).map(|group| Participant { group })
    }

    /// The groups of a role, in the order of the record.
    pub fn groups(&self, role: Role) -> impl Iterator<Item = Group<'r>> + use<'r> {
        let record = *self;
        let groups = self.roles.groups().iter().enumerate();
        groups
            .filter(move |(_, group)| group.role == Some(role))
            .map(move |(number, _)| Group { record, number: number as u32 })
    }

    fn place_of(&self, node: Node<'r>) -> Place {
        Place { record: self.reference, at: At::Value(node.index().0) }
    }

    fn node(&self, index: u32) -> Node<'r> {
        self.document.node(NodeIndex(index)).unwrap_or_else(|| self.document.root())
    }
}

/// Where the language of a value is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LanguageSaid {
    /// By the schema, for all records.
    BySchema,
    /// By the key of the value, beside other keys.
    ByKey {
        /// The keys of the object, its own among them.
        others: Vec<String>,
    },
    /// By another value of the record.
    BySibling(Place),
}

/// A value that carries a role.
#[derive(Debug, Clone, Copy)]
pub struct Value<'r> {
    record: Record<'r>,
    hit: Hit,
}

impl<'r> Value<'r> {
    /// Its role.
    pub fn role(&self) -> Role {
        self.hit.role
    }

    /// Its text, unescaped; empty for what is not a string.
    pub fn text(&self) -> Cow<'r, str> {
        self.node().as_str().unwrap_or_default()
    }

    /// Its number, if it is a whole one.
    pub fn number(&self) -> Option<i64> {
        self.node().as_i64()
    }

    /// Whether it is `true`.
    pub fn is_true(&self) -> bool {
        self.node().as_bool() == Some(true)
    }

    /// Our word for it, where its schema has words of its own.
    pub fn word(&self) -> String {
        self.annotation().word(&self.text()).to_owned()
    }

    /// Whether its schema says by itself how it is written.
    pub fn is_format_declared(&self) -> bool {
        self.annotation().is_format_declared
    }

    /// The collection it points into, if it is a reference.
    pub fn to(&self) -> Option<&'r str> {
        self.annotation().to.as_deref()
    }

    /// Its language, where the schema says it or says where it is said.
    pub fn language(&self) -> Option<String> {
        match self.annotation().language.as_ref()? {
            Language::Tag(tag) => Some(tag.clone()),
            Language::Key => Some(self.node().key_of_value()?.as_str()?.into_owned()),
            Language::Sibling(pointer) => {
                let around = self.record.document.parent(self.node())?;
                let sibling = pointer.tokens().try_fold(around, |node, token| node.get(&token))?;
                Some(sibling.as_str()?.into_owned())
            }
        }
    }

    /// Where its language is said; none where the schema says nothing of it.
    pub fn language_said(&self) -> Option<LanguageSaid> {
        match self.annotation().language.as_ref()? {
            Language::Tag(_) => Some(LanguageSaid::BySchema),
            Language::Key => {
                let around = self.record.document.parent(self.node())?;
                let keys = around.members().filter_map(|(key, _)| Some(key.as_str()?.into_owned()));
                Some(LanguageSaid::ByKey { others: keys.collect() })
            }
            Language::Sibling(pointer) => {
                let around = self.record.document.parent(self.node())?;
                let sibling = pointer.tokens().try_fold(around, |node, token| node.get(&token))?;
                Some(LanguageSaid::BySibling(self.record.place_of(sibling)))
            }
        }
    }

    /// The number of its annotation in the layout, if its language does not depend on what stands around it: then
    /// an equal text under the same number is the same in all that a rule of values sees.
    pub(crate) fn annotation_for_all_places(&self) -> Option<u32> {
        let is_fixed = matches!(self.annotation().language, None | Some(Language::Tag(_)));
        is_fixed.then_some(self.hit.annotation)
    }

    /// The group it lies in; the record itself outside of all groups.
    pub fn group(&self) -> Group<'r> {
        Group { record: self.record, number: self.hit.group }
    }

    /// The record it lies in.
    pub fn record(&self) -> Record<'r> {
        self.record
    }

    /// Its place.
    pub fn place(&self) -> Place {
        Place { record: self.record.reference, at: At::Value(self.hit.node) }
    }

    /// The place of some of its characters (code points, from 0).
    pub fn characters(&self, range: Range<usize>) -> Place {
        self.place().characters(range)
    }

    /// The place of some of its characters, given as bytes of its text.
    pub fn bytes(&self, range: Range<usize>) -> Place {
        let text = self.text();
        let count = |end: usize| text.char_indices().take_while(|(at, _)| *at < end).count();
        self.characters(count(range.start)..count(range.end))
    }

    /// Its place, as a fact keeps it.
    pub fn fact_place(&self) -> FactPlace {
        FactPlace::new(self.record.reference, self.hit.node)
    }

    /// Where a value of another role would stand beside it, if its object has none and the schema
    /// has a place for one.
    pub fn vacancy(&self, role: Role) -> Option<Vacancy> {
        let object = self.record.document.parent(self.node())?;
        let key = self.record.layout.keys_for(object, role).into_iter().next()?;
        self.record.free_member(object, key)
    }

    fn node(&self) -> Node<'r> {
        self.record.node(self.hit.node)
    }

    fn annotation(&self) -> &'r Annotation {
        self.record.layout.annotation(self.hit.annotation)
    }
}

impl From<&Value<'_>> for FactPlace {
    fn from(value: &Value<'_>) -> Self {
        value.fact_place()
    }
}

impl From<&Record<'_>> for FactPlace {
    fn from(record: &Record<'_>) -> Self {
        Self::new(record.reference, 0)
    }
}

impl From<&Value<'_>> for Place {
    fn from(value: &Value<'_>) -> Self {
        value.place()
    }
}

impl From<&Value<'_>> for Argument {
    fn from(value: &Value<'_>) -> Self {
        value.text().into()
    }
}

/// A place for a value that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vacancy {
    /// An object could have it as a member.
    Absent {
        /// The object.
        object: FactPlace,
        /// The key.
        key: String,
    },
    /// There is a `null` in its place.
    Null(FactPlace),
    /// The object that would hold it is not there itself.
    Within {
        /// The place of that object.
        around: Box<Vacancy>,
        /// The key.
        key: String,
    },
}

impl Vacancy {
    /// The edit that puts a text there.
    pub fn fill(self, text: &str) -> Edit {
        self.fill_with(serde_json::Value::from(text))
    }

    fn fill_with(self, value: serde_json::Value) -> Edit {
        let json = value.to_string();
        match self {
            Self::Within { around, key } => around.fill_with(serde_json::json!({ key: value })),
            Self::Absent { object, key } => Edit::AddMember { object: object.into(), key, json },
            Self::Null(place) => Edit::ReplaceValue { place: place.into(), json },
        }
    }
}

/// Leaves that belong together.
#[derive(Debug, Clone, Copy)]
pub struct Group<'r> {
    record: Record<'r>,
    number: u32,
}

impl<'r> Group<'r> {
    /// The values in it that carry a role.
    pub fn values(&self, role: Role) -> impl Iterator<Item = Value<'r>> + use<'r> {
        let record = self.record;
        record.roles.hits_in(self.number, role).iter().map(move |hit| Value { record, hit: *hit })
    }

    /// The first value in it that carries a role.
    pub fn value(&self, role: Role) -> Option<Value<'r>> {
        self.values(role).next()
    }

    /// Whether it is a group of that role.
    pub fn is(&self, role: Role) -> bool {
        self.record.roles.groups().get(self.number as usize).is_some_and(|group| group.role == Some(role))
    }

    /// Its number in the record; 0 is the record itself.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The place of its object.
    pub fn place(&self) -> Place {
        let node = self.record.roles.groups().get(self.number as usize).map_or(0, |group| group.node);
        Place { record: self.record.reference, at: At::Value(node) }
    }
}

impl From<&Group<'_>> for Place {
    fn from(group: &Group<'_>) -> Self {
        group.place()
    }
}

/// What a record says of a day, or of several.
#[derive(Debug, Clone, Copy)]
pub struct When<'r> {
    group: Group<'r>,
}

impl<'r> When<'r> {
    /// As the source says it.
    pub fn text(&self) -> Option<Value<'r>> {
        self.group.value(Role::DateText)
    }

    /// In normal form (EDTF).
    pub fn date(&self) -> Option<Value<'r>> {
        self.group.value(Role::Date)
    }

    /// The first and the last day it can mean, where it is known to the day; none for what is wider, open,
    /// approximate or not in normal form.
    pub fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let days = |value: Value<'_>| {
            let form = NormalForm::parse(&value.text()).ok()?;
            let is_exact =
                form.precision() == Some(Precision::Day) && !form.has_unspecified() && !form.is_approximate();
            is_exact.then(|| Some((form.earliest()?, form.latest()?)))?
        };
        let (first, last) = days(self.date()?)?;
        let last = match self.end() {
            Some(end) if !end.text().is_empty() => days(end)?.1,
            _ => last,
        };
        (first <= last).then_some((first, last))
    }

    /// The end of a range that is kept beside its start.
    pub fn end(&self) -> Option<Value<'r>> {
        self.group.value(Role::DateEnd)
    }

    /// The weekday, as the source says it.
    pub fn weekday(&self) -> Option<Value<'r>> {
        self.group.value(Role::Weekday)
    }

    /// The Hijri date.
    pub fn hijri(&self) -> Option<Value<'r>> {
        self.group.value(Role::HijriDate)
    }

    /// The group.
    pub fn group(&self) -> Group<'r> {
        self.group
    }
}

/// Somebody who took part.
#[derive(Debug, Clone, Copy)]
pub struct Participant<'r> {
    group: Group<'r>,
}

impl<'r> Participant<'r> {
    /// The name of a person.
    pub fn person(&self) -> Option<Value<'r>> {
        self.group.value(Role::PersonName)
    }

    /// The name of an organisation.
    pub fn organization(&self) -> Option<Value<'r>> {
        self.group.value(Role::OrganizationName)
    }

    /// The office held.
    pub fn office(&self) -> Option<Value<'r>> {
        self.group.value(Role::Office)
    }

    /// The country.
    pub fn country(&self) -> Option<Value<'r>> {
        self.group.value(Role::Country)
    }

    /// Our word for the side: `host` or `guest`.
    pub fn side(&self) -> Option<String> {
        self.group.value(Role::Side).map(|side| side.word())
    }

    /// Whether the curator says that the source gives no name.
    pub fn is_unnamed(&self) -> bool {
        self.group.value(Role::Unnamed).is_some_and(|unnamed| unnamed.is_true())
    }

    /// The reference into a collection.
    pub fn reference(&self, to: &str) -> Option<Value<'r>> {
        self.group.values(Role::Reference).find(|reference| reference.to() == Some(to))
    }

    /// The group.
    pub fn group(&self) -> Group<'r> {
        self.group
    }
}
