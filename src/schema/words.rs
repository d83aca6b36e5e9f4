//! What a keyword of JSON Schema asks for, in words.

use jsonschema::error::{TypeKind, ValidationErrorKind as Failure};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::message;
use crate::notation::document::{Kind, Node, json_type};
use crate::words::{Argument, Message, Pointer};

/// Characters of a value that a sentence quotes.
const QUOTED: usize = 80;

/// Bytes of a list or an object that a sentence quotes.
const SHORT: usize = 60;

/// A text short enough for a sentence; a longer one is cut, and says so.
pub(super) fn cut(text: &str) -> Argument {
    match text.char_indices().nth(QUOTED) {
        None => Argument::from(text),
        Some((end, _)) => {
            let whole = text.chars().count();
            Argument::from(message!(
                "{start}… ({whole} characters)",
                start: text.get(..end).unwrap_or_default(),
                whole
            ))
        }
    }
}

/// Where a schema is invalid, and what is wrong there.
pub(super) fn of_invalid_schema(error: &ValidationError<'_>) -> (Pointer, Message) {
    let mut error = error;
    // Of several ways to be right (a type's name or a list of names), the nearest: the first that goes deepest.
    while let Failure::AnyOf { context } | Failure::OneOfNotValid { context } = error.kind() {
        let fits_type = |branch: &&Vec<ValidationError<'static>>| {
            !branch.iter().any(|inner| {
                matches!(inner.kind(), Failure::Type { .. }) && inner.instance_path() == error.instance_path()
            })
        };
        let best = context.iter().find(fits_type).or_else(|| context.first());
        let Some(inner) = best.and_then(|branch| branch.first()) else { break };
        error = inner;
    }
    let pointer = Pointer::parse(error.instance_path().as_str()).unwrap_or_default();
    (pointer, invalid(error))
}

fn invalid(error: &ValidationError<'_>) -> Message {
    let found = match error.instance().as_ref() {
        Value::Array(_) => Argument::ours("a list"),
        Value::Object(_) => Argument::ours("an object"),
        scalar => value(scalar),
    };
    match error.kind() {
        Failure::Type { kind } => {
            message!("{found} stands where {due} is due", found, due: due(&types_of(kind)))
        }
        Failure::Enum { options } => {
            let options = options.as_array().into_iter().flatten().map(value).collect();
            Message::new(
                "{found} is none of {options}",
                vec![("found", found), ("options", Argument::List(options))],
            )
        }
        Failure::Constant { expected_value } => {
            message!("{found} is not {expected}", found, expected: value(expected_value))
        }
        Failure::Required { property } => message!("{property} is missing", property: value(property)),
        Failure::Minimum { limit } => message!("{found} is less than {limit}", found, limit: value(limit)),
        Failure::ExclusiveMinimum { limit } => {
            message!("{found} is not more than {limit}", found, limit: value(limit))
        }
        Failure::MinItems { limit } => message!("the list has fewer than {limit} elements", limit: *limit),
        Failure::UniqueItems => Message::from("an element stands twice in the list"),
        Failure::Format { format } => message!("{found} is no {format}", found, format: format.as_str()),
        Failure::Pattern { pattern } => {
            message!("{found} does not match {pattern}", found, pattern: pattern.as_str())
        }
        _ => message!("{found} is not allowed: {keyword}", found, keyword: error.kind().keyword()),
    }
}

/// The types that an error names.
pub(super) fn types_of(kind: &TypeKind) -> Vec<JsonType> {
    match kind {
        TypeKind::Single(single) => vec![*single],
        TypeKind::Multiple(several) => several.iter().collect(),
    }
}

/// A value, quoted as JSON if it is short, and described if it is not.
pub(super) fn value(value: &Value) -> Argument {
    match value {
        Value::Array(_) | Value::Object(_) => match value.to_string() {
            short if short.len() <= SHORT => Argument::from(short),
            _ if value.is_array() => Argument::ours("a list"),
            _ => Argument::ours("an object"),
        },
        Value::String(text) => Argument::from(message!("“{text}”", text: cut(text))),
        other => cut(&other.to_string()),
    }
}

/// A name in quotation marks, cut if it is long.
pub(super) fn quote(name: &str) -> Argument {
    Argument::from(message!("“{text}”", text: cut(name)))
}

/// The types that are due: "a list", "a string or null".
pub(super) fn due(types: &[JsonType]) -> Argument {
    let names: Vec<&str> = types.iter().map(|one| type_name(*one)).collect();
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => Argument::ours(format!("{} or {last}", rest.join(", "))),
        _ => Argument::ours(names.concat()),
    }
}

/// A value of a record, quoted if it is short, and described if it is not.
pub(super) fn quoted(node: Node<'_>) -> Argument {
    match (node.as_str(), node.kind()) {
        (Some(text), _) => Argument::from(message!("“{text}”", text: cut(&text))),
        (None, Kind::Array) => Argument::ours("the list"),
        (None, Kind::Object) => Argument::ours("the object"),
        (None, _) => cut(node.raw()),
    }
}

/// What a value of a record is: "a string", "the number 7".
pub(super) fn described(node: Node<'_>) -> Argument {
    match node.kind() {
        Kind::Number => Argument::from(message!("the number {number}", number: cut(node.raw()))),
        Kind::Boolean | Kind::Null => cut(node.raw()),
        kind => Argument::ours(type_name(json_type(kind))),
    }
}

/// A type of JSON in a curator's words.
pub(super) fn type_name(json_type: JsonType) -> &'static str {
    match json_type {
        JsonType::Array => "a list",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Null => "null",
        JsonType::Number => "a number",
        JsonType::Object => "an object",
        JsonType::String => "a string",
    }
}
