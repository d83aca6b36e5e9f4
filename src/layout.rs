//! From a schema with `x-tadqiq` annotations to the roles of a record's values.
//!
//! A schema is compiled once. Schema objects that always hold together (`$ref`, `allOf`) become one
//! form; those that hold only for some records (`anyOf`, `oneOf`, `if`, `dependentSchemas`) stay
//! behind a condition that is asked per record, and only if roles lie behind it.

mod annotation;
mod compile;
mod error;
mod membership;
mod pointers;
mod role_path;
mod walk;

pub use annotation::{Annotation, LanguageSource};
pub use error::LayoutError;
pub use membership::Membership;
pub use role_path::{RolePath, Step};
pub use walk::{Hit, RoleTape};

use jsonschema::Validator;

use self::membership::FlatGroups;
use crate::notation::document::{Node, PreparedKey, TapeJson};
use crate::text::pattern::BoundedPattern;
use crate::words::Role;

/// Which values of a record carry which role.
#[derive(Debug)]
pub struct Layout {
    forms: Vec<Form>,
    annotations: Vec<Annotation>,
    flat: FlatGroups,
    root: FormId,
}

type FormId = u32;

/// What is known of a value, whatever else it is: its roles, and the forms of what lies in it.
#[derive(Debug, Default)]
struct Form {
    annotations: Vec<u32>,
    members: NamedMembers,
    others: Vec<OtherMembers>,
    prefix: Vec<FormId>,
    items: Option<FormId>,
    branches: Vec<Branch>,
    /// Whether any role lies at this form or below: the walk leaves the others alone.
    carries_roles: bool,
}

/// The members that a schema object names, by the hash that the tape keeps of every key: a name is
/// looked up without being hashed, or even read, again.
#[derive(Debug, Default)]
struct NamedMembers(Vec<(PreparedKey, FormId)>);

impl NamedMembers {
    fn new(mut members: Vec<(PreparedKey, FormId)>) -> Self {
        members.sort_by_key(|(name, _)| name.hash());
        Self(members)
    }

    fn of(&self, key: Node<'_>) -> Option<FormId> {
        let hash = key.name_hash()?;
        let first = self.0.partition_point(|(name, _)| name.hash() < hash);
        let of_hash = self.0.get(first..)?.iter().take_while(|(name, _)| name.hash() == hash);
        of_hash.into_iter().find(|(name, _)| name.names(key)).map(|(_, form)| *form)
    }

    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn iter(&self) -> impl Iterator<Item = (&str, FormId)> {
        self.0.iter().map(|(name, form)| (name.as_str(), *form))
    }

    fn forms(&self) -> impl Iterator<Item = &FormId> {
        self.0.iter().map(|(_, form)| form)
    }
}

/// The members that a schema object does not name.
#[derive(Debug)]
struct OtherMembers {
    patterns: Vec<(BoundedPattern, FormId)>,
    additional: Option<FormId>,
}

/// Roles that hold only where a condition does.
#[derive(Debug)]
struct Branch {
    condition: Condition,
    form: FormId,
}

#[derive(Debug)]
enum Condition {
    Valid(Box<Validator<TapeJson>>),
    Invalid(Box<Validator<TapeJson>>),
    HasMember(Box<str>),
}

impl Layout {
    /// The annotation of that number. A [`Hit`] holds one.
    pub fn annotation(&self, number: u32) -> &Annotation {
        &self.annotations[number as usize]
    }

    /// Whether any value of a record can carry the role, or lie in a group of it. A side that the schema gives to a
    /// participant counts as one that a value says.
    pub fn has(&self, role: Role) -> bool {
        self.annotations.iter().any(|annotation| {
            annotation.role == role
                || annotation.member_of.as_ref().is_some_and(|membership| membership.group == role)
                || role == Role::Side && annotation.side.is_some()
        })
    }

    /// The side that the schema gives to a flat participant, by the number of its group in the schema.
    pub(crate) fn side_of(&self, flat: u32) -> Option<&str> {
        self.flat.groups.get(flat as usize)?.side.as_deref()
    }

    /// What a flat group is called in the schema, by its number there.
    pub(crate) fn membership(&self, flat: u32) -> Option<&Membership> {
        self.flat.groups.get(flat as usize).map(|group| &group.membership)
    }

    /// The collections that references of this schema point into.
    pub fn referred(&self) -> impl Iterator<Item = &str> {
        self.annotations.iter().filter_map(|annotation| annotation.to.as_deref())
    }
}
