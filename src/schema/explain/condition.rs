//! Under which condition a part of the schema holds, and what no other rule names.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value;

use super::differing::counted;
use super::rules::VIOLATION;
use super::{Explainer, pointer_of};
use crate::message;
use crate::rule::Finding;
use crate::schema::part::SchemaPart;
use crate::schema::words::{quote, quoted, value};
use crate::words::{Message, Pointer};

/// Elements that are compared with one another in search of two equal ones.
const COMPARED: usize = 2_000;

/// What an `if` asks, where it can be said in a few words.
enum Condition<'s> {
    Is(&'s str, &'s Value),
    IsGiven(&'s str),
}

impl Explainer<'_> {
    /// Tells which `if` has brought the failing part about.
    pub(super) fn add_condition(&self, error: &ValidationError<'_>, finding: &mut Finding) {
        let Ok(path) = Pointer::parse(error.schema_path().as_str()) else { return };
        let tokens: Vec<String> = path.tokens().map(|token| token.into_owned()).collect();
        // `then` may be the name of a field, too; of nested conditions, the innermost is told.
        let is_keyword =
            |at: usize| at == 0 || !matches!(tokens[at - 1].as_str(), "properties" | "$defs" | "definitions");
        let Some(at) = (0..tokens.len())
            .rev()
            .find(|at| matches!(tokens[*at].as_str(), "then" | "else") && is_keyword(*at))
        else {
            return;
        };
        let owner = tokens.iter().take(at).fold(Pointer::root(), |pointer, token| pointer.join(token));
        let asked = self.schema.root().pointer(owner.as_str()).and_then(|owner| owner.get("if"));
        let Some(condition) = asked.and_then(condition_of) else { return };
        let holds = tokens[at] == "then";
        let note = match (&condition, holds) {
            (Condition::Is(name, expected), true) => {
                message!("this holds where {name} is {expected}", name: quote(name), expected: value(expected))
            }
            (Condition::Is(name, expected), false) => {
                message!("this holds unless {name} is {expected}", name: quote(name), expected: value(expected))
            }
            (Condition::IsGiven(name), true) => {
                message!("this holds where {name} is given", name: quote(name))
            }
            (Condition::IsGiven(name), false) => {
                message!("this holds unless {name} is given", name: quote(name))
            }
        };
        finding.notes.push(note);
        let (Condition::Is(name, _) | Condition::IsGiven(name)) = condition;
        // The condition stands in the object that the failing value lies in, or is.
        let here = pointer_of(error);
        let around = std::iter::successors(Some(here), Pointer::parent);
        let field =
            around.map(|object| object.join(name)).find(|field| self.document.resolve(field).is_some());
        if let Some(field) =
            field.filter(|field| self.value(field) != finding.place && self.key(field) != finding.place)
        {
            finding.related(self.value(&field), "the condition depends on this");
        }
    }

    pub(super) fn violation(&self, error: &ValidationError<'_>, part: Option<&SchemaPart<'_>>) -> Finding {
        let pointer = pointer_of(error);
        let node = self.node(&pointer);
        let (place, label) = match error.kind() {
            Kind::FalseSchema => (self.key(&pointer), self.not_here(&pointer)),
            Kind::Not { schema } => match schema {
                Value::Object(excluded) if excluded.is_empty() => {
                    (self.key(&pointer), self.not_here(&pointer))
                }
                excluded => (self.value(&pointer), self.excluded(&pointer, excluded)),
            },
            Kind::UniqueItems => return self.twice(&pointer),
            Kind::Contains => (self.value(&pointer), self.contains(error, part)),
            Kind::AdditionalItems { limit } => (
                self.value(&pointer.join_index(*limit)),
                message!("the list has {count} elements, and at most {limit} are allowed", count: node.len(), limit: *limit),
            ),
            Kind::UnevaluatedItems { .. } => {
                (self.value(&pointer), Message::from("the list has elements that the schema does not allow"))
            }
            _ => (
                self.value(&pointer),
                message!("{found} breaks the schema’s {keyword}", found: quoted(node), keyword: error.kind().keyword()),
            ),
        };
        let mut finding = self.finding(VIOLATION, place, label);
        let description = part.and_then(|part| part.schema.get("description")?.as_str());
        if matches!(error.kind(), Kind::Not { .. } | Kind::Contains) {
            finding.help.extend(description.map(|description| message!("{description}", description: crate::schema::part::sentence(description))));
        }
        finding
    }

    fn not_here(&self, pointer: &Pointer) -> Message {
        match (self.node(pointer).key_of_value(), pointer.last()) {
            (Some(_), Some(name)) => message!("{name} does not go here", name: quote(&name)),
            (None, Some(index)) if index.bytes().all(|byte| byte.is_ascii_digit()) => {
                Message::from("the list has no place for this element")
            }
            _ => Message::from("no value is allowed here"),
        }
    }

    fn excluded(&self, pointer: &Pointer, excluded: &Value) -> Message {
        let object = self.node(pointer);
        let names = excluded
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        let given: Vec<&str> = names.filter(|name| object.get(name).is_some()).collect();
        match (given.as_slice(), excluded.get("const")) {
            ([only], _) => message!("{only} does not go here", only: quote(only)),
            ([first, rest @ ..], _) if !rest.is_empty() => {
                let rest: Vec<crate::words::Argument> = rest.iter().map(|name| quote(name)).collect();
                message!("{first} does not go together with {rest}", first: quote(first), rest: crate::words::Argument::List(rest))
            }
            (_, Some(value)) => {
                message!("{value} is excluded here", value: crate::schema::words::value(value))
            }
            _ => message!("{found} is excluded by the schema", found: quoted(object)),
        }
    }

    /// `contains`, with how many there must be, or may.
    fn contains(&self, error: &ValidationError<'_>, part: Option<&SchemaPart<'_>>) -> Message {
        let said = |keyword: &str| part.and_then(|part| part.schema.get(keyword)?.as_u64());
        let fitting = self.fitting_elements(error);
        if let Some(fitting) = fitting {
            let (least, most) = (said("minContains"), said("maxContains"));
            if let Some(limit) = most.filter(|most| fitting as u64 > *most) {
                return counted("maxContains", fitting, limit);
            }
            if let Some(limit) = least {
                return counted("minContains", fitting, limit);
            }
        }
        let wanted = part.and_then(|part| part.schema.get("contains")?.get("title")?.as_str());
        match wanted {
            Some(wanted) => {
                message!("the list has too few elements of the kind {wanted}", wanted: quote(wanted))
            }
            None => Message::from("no element of the list is as the schema asks for one to be"),
        }
    }

    fn twice(&self, list: &Pointer) -> Finding {
        let elements: Vec<_> = self.node(list).elements().take(COMPARED).collect();
        let pair = elements.iter().enumerate().find_map(|(later, element)| {
            let earlier = elements.iter().take(later).position(|earlier| earlier.same_value(*element))?;
            Some((earlier, later))
        });
        match pair {
            Some((earlier, later)) => {
                let label = message!("{element} stands in the list for the second time", element: quoted(elements[later]));
                let mut finding = self.finding(VIOLATION, self.value(&list.join_index(later)), label);
                finding.related(self.value(&list.join_index(earlier)), "the first time");
                finding
            }
            None => self.finding(
                VIOLATION,
                self.value(list),
                Message::from("an element stands in the list twice"),
            ),
        }
    }
}

fn condition_of(asked: &Value) -> Option<Condition<'_>> {
    let properties = asked.get("properties").and_then(Value::as_object);
    let required = asked.get("required").and_then(Value::as_array);
    match (
        properties.map(|properties| properties.iter().collect::<Vec<_>>()).as_deref(),
        required.map(Vec::as_slice),
    ) {
        (Some([(name, field)]), _) => field.get("const").map(|expected| Condition::Is(name, expected)),
        (None, Some([only])) => only.as_str().map(Condition::IsGiven),
        _ => None,
    }
}
