//! Values that belong together: a day, a participant, a piece of evidence.

use chrono::NaiveDate;

use super::digest::content_digest;
use super::{Record, Value};
use crate::date::edtf::{NormalForm, Precision};
use crate::layout::Membership;
use crate::notation::document::Node;
use crate::words::{At, Place, Role};

/// Leaves that belong together.
#[derive(Debug, Clone, Copy)]
pub struct Group<'r> {
    pub(super) record: Record<'r>,
    pub(super) number: u32,
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

    /// The record it lies in.
    pub fn record(&self) -> Record<'r> {
        self.record
    }

    /// Its number in the record; 0 is the record itself.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The place of its object; of a flat one that of its first value, in the order of the schema.
    pub fn place(&self) -> Place {
        Place::new(self.record.reference, At::Value(self.node()))
    }

    /// Whether an object holds its values, and nothing else does: a flat one is made of columns of a row.
    pub fn is_object(&self) -> bool {
        self.flat().is_none()
    }

    /// Whether another object has every member of this one's, with the same content but for values of these roles.
    pub(crate) fn is_within(&self, other: &Self, but_for: &[Role]) -> bool {
        if !self.is_object() || !other.is_object() {
            return self.has_values_within(other, but_for);
        }
        let (own, others) = (self.record.node(self.node()), other.record.node(other.node()));
        let is_spared = |value: Node<'_>| {
            let mut spared = but_for.iter().flat_map(|role| self.record.roles.hits_in(self.number, *role));
            spared.any(|hit| hit.node == value.index().0)
        };
        own.members().all(|(key, value)| {
            if is_spared(value) {
                return true;
            }
            let held = key.as_str().and_then(|key| others.get(&key));
            held.is_some_and(|held| content_digest(held, None) == content_digest(value, None))
        })
    }

    /// The same of groups of which one has no object: by the values of each role.
    fn has_values_within(&self, other: &Self, but_for: &[Role]) -> bool {
        let of_roles = Role::ALL.into_iter().filter(|role| !but_for.contains(role));
        of_roles.flat_map(|role| self.values(role)).all(|value| {
            let own = self.record.node(value.hit.node);
            other.values(value.role()).any(|held| {
                content_digest(other.record.node(held.hit.node), None) == content_digest(own, None)
            })
        })
    }

    /// The number that the schema's layout has for it, if it has no object of its own.
    pub(crate) fn flat(&self) -> Option<u32> {
        self.record.roles.groups().get(self.number as usize)?.flat
    }

    /// What it is called in the schema, if it has no object of its own.
    pub(crate) fn membership(&self) -> Option<&'r Membership> {
        self.record.layout.membership(self.flat()?)
    }

    fn node(&self) -> u32 {
        self.record.roles.groups().get(self.number as usize).map_or(0, |group| group.node)
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
    pub(super) group: Group<'r>,
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
    pub(super) group: Group<'r>,
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

    /// Our word for the side: `host` or `guest`. What the record says of it goes before what its schema says.
    pub fn side(&self) -> Option<String> {
        if let Some(side) = self.group.value(Role::Side) {
            return Some(side.word());
        }
        self.group.record.layout.side_of(self.group.flat()?).map(str::to_owned)
    }

    /// Whether the curator says that the source gives no name.
    pub fn is_unnamed(&self) -> bool {
        self.group.value(Role::Unnamed).is_some_and(|unnamed| unnamed.is_true())
    }

    /// The group.
    pub fn group(&self) -> Group<'r> {
        self.group
    }
}
