//! One value is due, an object or a list: the first place at which the record has another.

use jsonschema::json::Node as _;
use serde_json::Value;

use super::rules::{MISSING_FIELD, NOT_ALLOWED, UNKNOWN_FIELD};
use super::{Explainer, pointer_of};
use crate::message;
use crate::notation::document::{Kind, Node};
use crate::rule::Finding;
use crate::schema::words::{described, quote, quoted, value};
use crate::words::{Argument, Edit, Fix, Message, Pointer, Safety};
use jsonschema::ValidationError;

impl Explainer<'_> {
    /// Where a value differs from the only one that is due; none for one that is no object and no list.
    pub(super) fn differing(&self, error: &ValidationError<'_>, due: &Value) -> Option<Finding> {
        if !(due.is_object() || due.is_array()) {
            return None;
        }
        self.first_difference(pointer_of(error), due)
    }

    fn first_difference(&self, start: Pointer, due: &Value) -> Option<Finding> {
        let (mut place, mut due) = (start.clone(), due);
        loop {
            let node = self.node(&place);
            let further = match (node.kind(), due) {
                (Kind::Object, Value::Object(fields)) => {
                    if let Some((name, _)) = fields.iter().find(|(name, _)| node.get(name).is_none()) {
                        let label = message!("{name} is missing here", name: quote(name));
                        let mut finding = self.finding(MISSING_FIELD, self.value(&place), label);
                        finding.missing(name.as_str());
                        return Some(finding);
                    }
                    if let Some(name) = node.members().find_map(|(key, _)| {
                        let name = key.as_str()?.into_owned();
                        (!fields.contains_key(&name)).then_some(name)
                    }) {
                        let label = message!("{name} does not go here", name: quote(&name));
                        return Some(self.finding(UNKNOWN_FIELD, self.key(&place.join(&name)), label));
                    }
                    let differs = |(name, due): &(&String, &Value)| {
                        node.get(name).is_some_and(|found| !found.equals_value(due))
                    };
                    fields.iter().find(differs).map(|(name, due)| (place.join(name), due))
                }
                (Kind::Array, Value::Array(elements)) if node.len() == elements.len() => {
                    let pairs = node.elements().zip(elements).enumerate();
                    let mut differing = pairs.filter(|(_, (found, due))| !found.equals_value(due));
                    differing.next().map(|(index, (_, due))| (place.join_index(index), due))
                }
                (Kind::Array, Value::Array(elements)) => {
                    let label = message!("the list is {count} long, must be {due}", count: node.len(), due: elements.len());
                    return Some(self.finding(NOT_ALLOWED, self.value(&place), label));
                }
                _ => return (place != start).then(|| self.another_value(&place, node, due)),
            };
            (place, due) = further?;
        }
    }

    fn another_value(&self, place: &Pointer, node: Node<'_>, due: &Value) -> Finding {
        let found = match node.kind() {
            Kind::Array | Kind::Object => described(node),
            _ => quoted(node),
        };
        let label = message!("{place} is {found}, must be {due}", place: Argument::from(place.as_str()), found, due: value(due));
        let at = self.value(place);
        let mut finding = self.finding(NOT_ALLOWED, at.clone(), label);
        if !self.schema.holds_words_of_a_source(place) {
            finding.fix(Fix {
                title: message!("write {due}", due: value(due)),
                safety: Safety::Unsafe,
                edits: vec![Edit::ReplaceValue { place: at, value: due.clone() }],
            });
        }
        finding
    }
}

/// What is said of a list of which too few or too many elements are of a kind.
pub(super) fn counted(keyword: &str, fitting: usize, limit: u64) -> Message {
    let verb = if fitting == 1 { "fits" } else { "fit" };
    let verb = Argument::ours(verb);
    match keyword {
        "maxContains" => message!("{fitting} {verb}, at most {limit} may", fitting, verb, limit),
        _ => message!("{fitting} {verb}, at least {limit} must", fitting, verb, limit),
    }
}
