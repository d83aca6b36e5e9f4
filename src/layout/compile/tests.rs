use serde_json::{Value, json};

use crate::layout::{Layout, LayoutError, RoleTape};
use crate::notation::document::{Document, Limits, Tape, TapeJson};
use crate::record::Record;
use crate::words::{RecordRef, Role};

const BASE: &str = "https://example.org/schema.json";

fn compile(schema: &Value) -> Result<Layout, LayoutError> {
    Layout::compile(schema, BASE, &|pointer| {
        let part = schema.pointer(pointer).cloned().unwrap_or(json!(true));
        jsonschema::options_for::<TapeJson>().build(&part).map_err(|error| error.to_string())
    })
}

/// The roles of a record, as `role = text @group`.
fn roles(schema: &Value, record: &str) -> Vec<String> {
    let layout = compile(schema).unwrap();
    let mut tape = Tape::new();
    let mut roles = RoleTape::default();
    let document = Document::parse(record, &Limits::default(), &mut tape).unwrap();
    let roles = layout.read(document, &mut roles);
    let record = Record::new(document, &layout, roles, RecordRef { file: 0, start: 0 });
    let values = Role::ALL.iter().flat_map(|role| record.values(*role));
    values
        .map(|value| format!("{} = {} @{}", value.role().name(), value.text(), value.group().number()))
        .collect()
}

#[test]
fn roles_are_found_through_references_lists_and_recursion() {
    let schema = json!({
        "properties": {
            "id": {"type": "string", "x-tadqiq": "record-id"},
            "people": {"type": "array", "items": {"$ref": "#/$defs/person"}},
            "pair": {"prefixItems": [{"x-tadqiq": "place-name"}], "items": {"x-tadqiq": "country"}},
            "titles": {"patternProperties": {"^ar": {"x-tadqiq": {"role": "text", "language": "key"}}},
                       "additionalProperties": {"x-tadqiq": "note"}}
        },
        "$defs": {"person": {
            "type": "object", "x-tadqiq": "participant",
            "allOf": [{"properties": {"name": {"x-tadqiq": "person-name"}}}],
            "properties": {"with": {"$ref": "#/$defs/person"}}
        }}
    });
    let record = r#"{"id": "1", "people": [{"name": "A", "with": {"name": "B"}}, {"name": "C"}],
        "pair": ["Rabat", "MA", "ES"], "titles": {"ar": "x", "fr": "y"}}"#;
    assert_eq!(
        roles(&schema, record),
        [
            "record-id = 1 @0",
            "person-name = A @1",
            "person-name = B @2",
            "person-name = C @3",
            "place-name = Rabat @0",
            "country = MA @0",
            "country = ES @0",
            "text = x @0",
            "note = y @0",
        ]
    );
}

#[test]
fn a_role_behind_a_condition_holds_where_the_condition_does() {
    let schema = json!({
        "type": "object", "x-tadqiq": "participant",
        "if": {"properties": {"role": {"const": "external organisation"}}, "required": ["role"]},
        "then": {"properties": {"name": {"x-tadqiq": "organization-name"}}},
        "else": {"properties": {"name": {"x-tadqiq": "person-name"}}},
        "anyOf": [{"properties": {"n": {"type": "string", "x-tadqiq": "note"}}}],
        "dependentSchemas": {"city": {"properties": {"at": {"x-tadqiq": "place-name"}}}}
    });
    assert_eq!(
        roles(&schema, r#"{"name": "Shell", "role": "external organisation", "n": "x", "at": "Rabat"}"#),
        ["organization-name = Shell @1", "note = x @1"]
    );
    assert_eq!(
        roles(&schema, r#"{"name": "A. Man", "role": "minister", "city": 1, "at": "Rabat"}"#),
        ["person-name = A. Man @1", "place-name = Rabat @1"]
    );
}

#[test]
fn a_value_of_another_type_carries_no_role() {
    let schema = json!({"properties": {"id": {"x-tadqiq": "record-id"}}});
    assert_eq!(roles(&schema, r#"{"id": true}"#), Vec::<String>::new());
    assert_eq!(roles(&schema, r#"["id"]"#), Vec::<String>::new());
}

#[test]
fn an_id_is_a_text_or_a_whole_number() {
    let schema = json!({"properties": {
        "id": {"type": ["string", "number"], "x-tadqiq": "record-id"},
        "who": {"type": "integer", "x-tadqiq": {"role": "reference", "to": "people"}}}});
    for (record, expected) in [
        (r#"{"id": 7, "who": 12}"#, vec!["record-id = 7 @0", "reference = 12 @0"]),
        (r#"{"id": "7", "who": -1}"#, vec!["record-id = 7 @0", "reference = -1 @0"]),
        (r#"{"id": 123456789012345678901234567890}"#, vec!["record-id = 123456789012345678901234567890 @0"]),
        (r#"{"id": 7.0, "who": 7e2}"#, vec![]),
    ] {
        assert_eq!(roles(&schema, record), expected, "{record}");
    }
}

#[test]
fn columns_of_one_name_make_a_group_in_each_row() {
    let of = |role: &str, participant: &str| json!({"x-tadqiq": {"role": role, "participant": participant}});
    let row = json!({
        "visitor": of("person-name", "visitor"), "host": of("person-name", "host"),
        "city": {"x-tadqiq": "place-name"}, "visitor_country": of("country", "visitor"),
        "title": {"properties": {"host": of("office", "host")}},
        "with": {"items": of("person-name", "company")}, "with_office": of("office", "company"),
        "stops": {"items": {"properties": {"host": of("person-name", "host")}}},
        "at": {"x-tadqiq": "place", "properties": {"keeper": of("person-name", "host")}}
    });
    let record = r#"{"visitor": "A", "host": "B", "city": "Rabat", "visitor_country": "ES",
        "title": {"host": "King"}, "with": ["C", "D"], "with_office": "aide",
        "stops": [{"host": "E"}, {"host": "F"}], "at": {"keeper": "G"}}"#;
    assert_eq!(
        roles(&json!({"properties": row}), record),
        [
            "person-name = A @1",
            "person-name = B @2",
            "person-name = C @3",
            "person-name = D @4",
            "person-name = E @6",
            "person-name = F @7",
            "person-name = G @9",
            "place-name = Rabat @0",
            "country = ES @1",
            "office = King @2",
            "office = aide @5",
        ]
    );
}

#[test]
fn errors_name_the_place_in_the_schema_and_the_nearest_word() {
    let cases = [
        (
            json!({"properties": {"a": {"x-tadqiq": "person-nam"}}}),
            "at #/properties/a/x-tadqiq of the schema: unknown role `person-nam`; did you mean `person-name`?",
        ),
        (
            json!({"$defs": {"b~": {"x-tadqiq": {"rol": "date"}}}}),
            "at #/$defs/b~0/x-tadqiq/rol of the schema: unknown key `rol`; did you mean `role`?",
        ),
        (
            json!({"properties": {"a": {"type": "integer", "x-tadqiq": "date"}}}),
            "at #/properties/a of the schema: the role `date` goes on a value of type string, but this is of type integer",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": "reference"}}}),
            "at #/properties/a/x-tadqiq of the schema: a `reference`, and only it, names with `to` the collection that it points into",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": {"role": "person-name", "participant": " "}}}}),
            "at #/properties/a/x-tadqiq/participant of the schema: this should be a name of your choosing for the group",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": {"role": "person-name", "participant": "a", "when": "b"}}}}),
            "at #/properties/a/x-tadqiq/when of the schema: a value belongs to one group, and this says `participant` and `when`",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": {"role": "when", "participant": "a"}}}}),
            "at #/properties/a/x-tadqiq/participant of the schema: `participant` says to which group a single value belongs; the role `when` makes",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": {"role": "record-id", "participant": "a"}}}}),
            "at #/properties/a/x-tadqiq/participant of the schema: the `record-id` belongs to the record as a whole",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": {"role": "person-name", "side": "host"}}}}),
            "at #/properties/a/x-tadqiq/side of the schema: `side` is the side of a participant: it goes beside `participant`",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": {"role": "place-name", "place": "p", "side": "host"}}}}),
            "at #/properties/a/x-tadqiq/side of the schema: `side` is the side of a participant",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": {"role": "person-name", "participant": "a", "side": "gest"}}}}),
            "at #/properties/a/x-tadqiq/side of the schema: unknown side `gest`: a participant is `host` or `guest`; did you mean `guest`?",
        ),
        (
            json!({"properties": {
                "a": {"x-tadqiq": {"role": "person-name", "participant": "v", "side": "guest"}},
                "b": {"x-tadqiq": {"role": "office", "participant": "v", "side": "host"}}}}),
            "at #/properties/b/x-tadqiq/side of the schema: the participant `v` is `host` here and `guest` elsewhere",
        ),
        (
            json!({"properties": {
                "a": {"x-tadqiq": {"role": "person-name", "participant": "visitor"}},
                "b": {"x-tadqiq": {"role": "country", "participant": "vistor"}}}}),
            "at #/properties/b/x-tadqiq/participant of the schema: nothing in the schema says who the participant `vistor` is; did you mean `visitor`?",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": {"role": "person-name", "particpant": "visitor"}}}}),
            "at #/properties/a/x-tadqiq/particpant of the schema: unknown key `particpant`; did you mean `participant`?",
        ),
        (
            json!({"properties": {"a": {"x-tadqiq": 3}}}),
            "at #/properties/a/x-tadqiq of the schema: `x-tadqiq` is a role, such as \"person-name\", or an object with a `role`",
        ),
    ];
    for (schema, expected) in cases {
        let said = compile(&schema).unwrap_err().to_string();
        assert!(said.starts_with(expected), "{said}");
    }
}

#[test]
fn a_long_chain_of_references_does_not_exhaust_the_stack() {
    let mut definitions = serde_json::Map::new();
    for number in 0..5_000 {
        definitions.insert(
            format!("d{number}"),
            json!({"properties": {"x": {"$ref": format!("#/$defs/d{}", number + 1)}}}),
        );
    }
    definitions.insert("d5000".into(), json!({"x-tadqiq": "note"}));
    let schema = json!({"$ref": "#/$defs/d0", "$defs": definitions});
    assert!(compile(&schema).unwrap().has(Role::Note));
}
