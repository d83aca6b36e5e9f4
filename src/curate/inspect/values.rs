//! The values of a record, each with its roles and what was read of it.

use rustc_hash::FxHashMap;

use super::reading::{Understanding, ValueReader};
use super::standing::{RuleReach, RuleStanding};
use crate::notation::document::{Document, Kind, Node};
use crate::project::{Collection, Inventory};
use crate::record::{Group, Record, Value};
use crate::words::{Pointer, Role, Untrusted};

/// Values that are inspected; a record that people look at has no more.
const MOST_VALUES: usize = 2_000;

/// A value of a record, or an object that ties others together.
#[derive(Debug, Clone)]
pub struct InspectedValue {
    /// Where it stands.
    pub pointer: Pointer,
    /// What stands there; none for an object that ties others together.
    pub written: Option<Written>,
    /// What it means: nothing, one thing, rarely several.
    pub roles: Vec<InspectedRole>,
    /// The roles that the schema gives to this place, where the value is of another type than they go on.
    pub unfit: Vec<Role>,
}

/// What stands in a place.
#[derive(Debug, Clone)]
pub struct Written {
    /// Its type, by its name in JSON Schema.
    pub json_type: &'static str,
    /// A string as it reads; all else as it is written.
    pub text: Untrusted,
}

/// What a value means, and what was read of it.
#[derive(Debug, Clone)]
pub struct InspectedRole {
    pub role: Role,
    /// The group it belongs to; none where it is the record's own.
    pub group: Option<InspectedGroup>,
    /// The language, where the schema says it.
    pub language: Option<Untrusted>,
    pub understood: Understanding,
    /// The rules that look at it.
    pub rules: Vec<String>,
}

/// A group that a value belongs to.
#[derive(Debug, Clone)]
pub struct InspectedGroup {
    pub role: Role,
    /// Which of the record's groups of that role it is, from 1.
    pub number: usize,
    /// What the schema calls it, where it has no object of its own.
    pub name: Option<Untrusted>,
    /// Our word for the side of a participant.
    pub side: Option<Untrusted>,
}

/// The values of a record, in its order, and how many more there are.
pub fn of_record(
    record: &Record<'_>,
    document: Document<'_>,
    collection: &Collection,
    inventory: &Inventory,
    rules: &[RuleStanding],
) -> (Vec<InspectedValue>, usize) {
    let mut by_node: FxHashMap<u32, Vec<Value<'_>>> = FxHashMap::default();
    for value in record.values_of(&Role::ALL) {
        by_node.entry(value.fact_place().node()).or_default().push(value);
    }
    let groups = Groups::of(record);
    let reader = ValueReader::new(record, collection, inventory);
    let of_value = |value: &Value<'_>| InspectedRole {
        role: value.role(),
        group: groups.of_value(value),
        language: value.language().map(Untrusted::from),
        understood: reader.read(value),
        rules: rules_of(value.role(), rules),
    };
    let mut inspected = Vec::new();
    let mut left_out = 0;
    for node in document.nodes().filter(|node| node.kind() != Kind::Key) {
        let is_value = !matches!(node.kind(), Kind::Object | Kind::Array) || node.is_empty();
        let mut roles = groups.at(node, rules);
        if !is_value && roles.is_empty() {
            continue;
        }
        if inspected.len() == MOST_VALUES {
            left_out += 1;
            continue;
        }
        let values = by_node.get(&node.index().0);
        roles.extend(values.into_iter().flatten().map(of_value));
        let unfit = if roles.is_empty() { collection.layout.roles_at(node) } else { Vec::new() };
        inspected.push(InspectedValue {
            pointer: document.pointer_to(node),
            written: is_value.then(|| written(node)),
            roles,
            unfit,
        });
    }
    (inspected, left_out)
}

/// The rules that look at values of a role here.
fn rules_of(role: Role, rules: &[RuleStanding]) -> Vec<String> {
    let looks = |rule: &&RuleStanding| match &rule.standing {
        RuleReach::Looks(roles) => roles.contains(&role),
        _ => false,
    };
    rules.iter().filter(looks).map(|rule| rule.rule.clone()).collect()
}

fn written(node: Node<'_>) -> Written {
    let json_type = match node.kind() {
        Kind::String | Kind::Key => "string",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Null => "null",
        Kind::Array => "array",
        Kind::Object => "object",
    };
    let text = node.as_str().map_or_else(|| node.raw().to_owned(), std::borrow::Cow::into_owned);
    Written { json_type, text: text.into() }
}

/// The groups of a record.
struct Groups<'r> {
    groups: Vec<(Role, usize, Group<'r>)>,
}

impl<'r> Groups<'r> {
    fn of(record: &Record<'r>) -> Self {
        let of_roles = Role::ALL.into_iter().filter(|role| role.is_group());
        let numbered = of_roles.flat_map(|role| {
            record.groups(role).enumerate().map(move |(index, group)| (role, index + 1, group))
        });
        Self { groups: numbered.collect() }
    }

    fn of_value(&self, value: &Value<'r>) -> Option<InspectedGroup> {
        let number = value.group().number();
        let (role, number, group) = self.groups.iter().find(|(.., group)| group.number() == number)?;
        Some(inspected(*role, *number, group, value.record()))
    }

    /// The groups whose object a node is.
    fn at(&self, node: Node<'_>, rules: &[RuleStanding]) -> Vec<InspectedRole> {
        let is_it = |group: &Group<'r>| group.is_object() && group.place().node() == Some(node.index().0);
        let here = self.groups.iter().filter(|(.., group)| is_it(group));
        let of_group = here.map(|(role, number, group)| InspectedRole {
            role: *role,
            group: Some(inspected(*role, *number, group, group.record())),
            language: None,
            understood: Understanding::default(),
            rules: rules_of(*role, rules),
        });
        of_group.collect()
    }
}

fn inspected(role: Role, number: usize, group: &Group<'_>, record: Record<'_>) -> InspectedGroup {
    let mut participants = record.participants();
    let side = participants.find(|participant| participant.group().number() == group.number());
    InspectedGroup {
        role,
        number,
        name: group.membership().map(|membership| membership.name.as_str().into()),
        side: side.and_then(|participant| participant.side()).map(Untrusted::from),
    }
}
