//! A value that carries a role.

use std::borrow::Cow;
use std::ops::Range;

use super::{Group, Record, Vacancy};
use crate::layout::{Annotation, Hit, LanguageSource};
use crate::notation::document::Node;
use crate::words::{Argument, At, FactPlace, Place, Role};

/// Where the language of a value is said.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LanguagePlace {
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
    pub(super) record: Record<'r>,
    pub(super) hit: Hit,
}

impl<'r> Value<'r> {
    /// Its role.
    pub fn role(&self) -> Role {
        self.hit.role
    }

    /// Its text, unescaped; of a number, its digits; empty for what is neither.
    pub fn text(&self) -> Cow<'r, str> {
        let node = self.node();
        node.as_str().or_else(|| node.number_text().map(Cow::Borrowed)).unwrap_or_default()
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

    /// Whether its schema says that it is HTML, Markdown or XML.
    pub fn is_markup_declared(&self) -> bool {
        self.annotation().is_markup_declared
    }

    /// The collection it points into, if it is a reference.
    pub fn to(&self) -> Option<&'r str> {
        self.annotation().to.as_deref()
    }

    /// Its language, where the schema says it or says where it is said.
    pub fn language(&self) -> Option<String> {
        match self.annotation().language.as_ref()? {
            LanguageSource::Tag(tag) => Some(tag.clone()),
            LanguageSource::Key => Some(self.node().key_of_value()?.as_str()?.into_owned()),
            LanguageSource::Sibling(pointer) => {
                let around = self.record.document.parent(self.node())?;
                let sibling = pointer.tokens().try_fold(around, |node, token| node.get(&token))?;
                Some(sibling.as_str()?.into_owned())
            }
        }
    }

    /// Where its language is said; none where the schema says nothing of it.
    pub fn language_said(&self) -> Option<LanguagePlace> {
        match self.annotation().language.as_ref()? {
            LanguageSource::Tag(_) => Some(LanguagePlace::BySchema),
            LanguageSource::Key => {
                let around = self.record.document.parent(self.node())?;
                let keys = around.members().filter_map(|(key, _)| Some(key.as_str()?.into_owned()));
                Some(LanguagePlace::ByKey { others: keys.collect() })
            }
            LanguageSource::Sibling(pointer) => {
                let around = self.record.document.parent(self.node())?;
                let sibling = pointer.tokens().try_fold(around, |node, token| node.get(&token))?;
                Some(LanguagePlace::BySibling(self.record.place_of(sibling)))
            }
        }
    }

    /// The number of its annotation in the layout, if its language does not depend on what stands around it: then
    /// an equal text under the same number is the same in all that a rule of values sees.
    pub(crate) fn annotation_for_all_places(&self) -> Option<u32> {
        let is_fixed = matches!(self.annotation().language, None | Some(LanguageSource::Tag(_)));
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
        Place::new(self.record.reference, At::Value(self.hit.node))
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
        let member_of = &self.annotation().member_of;
        let is_beside =
            |annotation: &Annotation| annotation.role == role && annotation.member_of == *member_of;
        let key = self.record.layout.keys_for(object, is_beside).into_iter().next()?;
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
