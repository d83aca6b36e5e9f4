//! Keywords by which a JSON Schema is told from a record that only has a key of that name.

use crate::notation::document::{Kind, Node};

/// What the value of a keyword has to be.
type Fits = fn(Node<'_>) -> bool;

/// Keywords of JSON Schema, without one of which a schema asks for nothing. `const` is not among them: any value fits it.
const KEYWORDS: [(&str, Fits); 15] = [
    ("$defs", is_schemas_by_name),
    ("$ref", is_text),
    ("additionalProperties", is_schema),
    ("allOf", is_schemas),
    ("anyOf", is_schemas),
    ("definitions", is_schemas_by_name),
    ("enum", is_list),
    ("if", is_schema),
    ("items", is_schema_or_schemas),
    ("not", is_schema),
    ("oneOf", is_schemas),
    ("patternProperties", is_schemas_by_name),
    ("properties", is_schemas_by_name),
    ("required", is_texts),
    ("type", is_types),
];
const TYPES: [&str; 7] = ["array", "boolean", "integer", "null", "number", "object", "string"];

/// Whether a value has a keyword of JSON Schema, and what the keyword asks for.
pub(super) fn has_keywords(value: Node<'_>) -> bool {
    KEYWORDS.iter().any(|(keyword, fits)| value.get(keyword).is_some_and(fits))
}

fn is_schema(value: Node<'_>) -> bool {
    matches!(value.kind(), Kind::Object | Kind::Boolean)
}

fn is_schemas(value: Node<'_>) -> bool {
    is_list(value) && value.elements().all(is_schema)
}

/// Before the draft of 2020-12, `items` may be a list of schemas.
fn is_schema_or_schemas(value: Node<'_>) -> bool {
    is_schema(value) || is_schemas(value)
}

fn is_schemas_by_name(value: Node<'_>) -> bool {
    value.kind() == Kind::Object && !value.is_empty() && value.members().all(|(_, schema)| is_schema(schema))
}

fn is_list(value: Node<'_>) -> bool {
    value.kind() == Kind::Array && !value.is_empty()
}

fn is_text(value: Node<'_>) -> bool {
    value.as_str().is_some()
}

fn is_texts(value: Node<'_>) -> bool {
    is_list(value) && value.elements().all(is_text)
}

fn is_types(value: Node<'_>) -> bool {
    let is_type = |value: Node<'_>| value.as_str().is_some_and(|name| TYPES.contains(&name.as_ref()));
    is_type(value) || is_list(value) && value.elements().all(is_type)
}
