//! A record seen through its layout: roles, not paths. What stands beside it: registries, the texts of sources, the
//! context; and the facts it leaves behind.

pub mod context;
pub mod digest;
pub mod facts;
mod group;
mod ids;
mod rank;
pub mod registry;
pub mod texts;
mod vacancy;
mod value;

pub use context::Context;
pub use facts::{Facts, Note, Uses};
pub use group::{Group, Participant, When};
pub use ids::{RecordIds, SharedIds};
pub(crate) use rank::Rank;
pub use vacancy::Vacancy;
pub use value::{LanguagePlace, Value};

use self::digest::content_digest;
use crate::layout::{Annotation, Layout, Membership, RoleTape};
use crate::notation::document::{Document, Kind, Node, NodeIndex};
use crate::words::{At, Place, RecordRef, Role};

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
    pub(crate) fn new(
        document: Document<'r>,
        layout: &'r Layout,
        roles: &'r RoleTape,
        reference: RecordRef,
    ) -> Self {
        Self { document, layout, roles, reference }
    }

    /// The record's text as a tree of nodes. For the stages; a rule asks for roles.
    pub(crate) fn document(&self) -> Document<'r> {
        self.document
    }

    /// The record among the files of the run.
    pub fn reference(&self) -> RecordRef {
        self.reference
    }

    /// The place of the record as a whole.
    pub fn place(&self) -> Place {
        Place::new(self.reference, At::Value(0))
    }

    /// A digest of what it says, its id and white space left out: records with the same content have the
    /// same, whatever the order of their members.
    pub fn content_digest(&self) -> u64 {
        let id = self.id().map(|id| NodeIndex(id.fact_place().node()));
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
        let is_at_top = |annotation: &Annotation| {
            let is_of = |membership: &Membership| membership.group == group;
            annotation.role == role && annotation.member_of.as_ref().is_none_or(is_of)
        };
        let at_top = self.layout.keys_for(root, is_at_top).into_iter().next();
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
        match object.get(key) {
            None => Some(Vacancy::Absent { object: object.index().0, key: key.to_owned() }),
            Some(held) if held.kind() == Kind::Null => Some(Vacancy::Null(held.index().0)),
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
        Place::new(self.reference, At::Value(node.index().0))
    }

    fn node(&self, index: u32) -> Node<'r> {
        self.document.node(NodeIndex(index)).unwrap_or_else(|| self.document.root())
    }
}
