//! A schema and a record → findings, told as plain text.

use std::fmt::Write as _;
use std::time::Instant;

use serde_json::{Value, json};

use crate::notation::document::{Document, Limits, NodeIndex, Tape};
use crate::rule::Finding;
use crate::schema::tests::SOON;
use crate::schema::{Origin, Schema};
use crate::words::{At, Edit, Place, RecordRef};

const RECORD: RecordRef = RecordRef { file: 0, start: 0 };

fn findings(schema: &Schema, text: &str) -> Vec<Finding> {
    let mut tape = Tape::new();
    let document = Document::parse(text, &Limits::default(), &mut tape).unwrap();
    let mut findings = Vec::new();
    schema.explain(document, RECORD, &mut findings);
    assert_eq!(findings.is_empty(), schema.accepts(document), "{text}");
    findings
}

fn told(schema: &Schema, text: &str) -> String {
    let mut tape = Tape::new();
    let document = Document::parse(text, &Limits::default(), &mut tape).unwrap();
    let place = |place: &Place| {
        let node = document.node(NodeIndex(place.node().unwrap_or_default())).unwrap();
        let key = if matches!(place, Place::Record { at: At::Key(_), .. }) { "key " } else { "" };
        format!("{key}“{}”", document.pointer_to(node))
    };
    let mut plain = format!("# {text}\n");
    for finding in findings(schema, text) {
        let _ = writeln!(plain, "{} {}: {}", finding.rule, place(&finding.place), finding.label.plain());
        let _ = finding.title.map(|title| writeln!(plain, "  title: {}", title.plain()));
        finding
            .related
            .iter()
            .for_each(|(at, label)| _ = writeln!(plain, "  {}: {}", place(at), label.plain()));
        finding.notes.iter().for_each(|note| _ = writeln!(plain, "  note: {}", note.plain()));
        finding.help.iter().for_each(|help| _ = writeln!(plain, "  help: {}", help.plain()));
        for fix in &finding.fixes {
            let edit = match &fix.edits[0] {
                Edit::Replace { place: at, text } => format!("{} ← {text}", place(at)),
                Edit::ReplaceValue { place: at, value } => format!("{} ← {value}", place(at)),
                Edit::PutInList { place: at } => format!("{0} ← [{0}]", place(at)),
                Edit::TakeOutOfList { place: at } => format!("{0} ← the first of {0}", place(at)),
                Edit::RenameKey { place: at, key } => format!("key of {} ← {key}", place(at)),
                other => format!("{other:?}"),
            };
            let _ = writeln!(plain, "  {:?} fix: {}: {edit}", fix.safety, fix.title.plain());
        }
    }
    plain
}

fn told_each(schema: &Value, texts: &[&str]) -> String {
    let schema = Schema::compile(schema.clone(), &Origin::default()).unwrap();
    texts.iter().map(|text| told(&schema, text)).collect::<Vec<_>>().join("\n")
}

#[test]
fn meetings() {
    let schema = Schema::bundled("meeting").unwrap();
    let good = r#""id": "m", "status": "held", "kind": "visit", "evidence": [{"source": "a"}]"#;
    let people = r#""participants": [{"name": "أ"}]"#;
    let texts = [
        "{}".to_owned(),
        "\"a string\"".to_owned(),
        r#"{"id": "m", "status": "held"}"#.to_owned(),
        format!("{{{good}, \"particpants\": [{{\"name\": \"أ\"}}]}}"),
        format!("{{{good}, {people}, \"Note\": \"x\", \"colour\": \"red\"}}"),
        r#"{"id": 7, "status": "draft", "topics": "الأمن", "note": null}"#.to_owned(),
        r#"{"id": "m", "status": "منعقد", "kind": "vist", "participants": []}"#.to_owned(),
        r#"{"id": "m", "status": "done", "kind": "جلسة عمل", "participants": [{"name": "", "country": "Spain", "side": "Host"}]}"#.to_owned(),
        format!("{{{good}, \"participants\": [{{\"office\": \"x\"}}, {{\"unnamed\": true}}, {{\"unnamed\": true, \"name\": \"a\", \"office\": \"b\"}}]}}"),
        format!("{{{good}, {people}, \"title\": {{\"arabic_\": \"x\", \"fr\": \"\"}}}}"),
        format!("{{{good}, {people}, \"title\": \"x\"}}"),
        format!("{{{good}, {people}, \"when\": {{}}, \"place\": {{\"city\": [\"الرباط\"]}}}}"),
        format!("{{{good}, {people}, \"when\": {{\"date\": \"2022\", \"text\": 10, \"weekday\": null}}, \"place\": {{\"country\": \" es\"}}}}"),
        r#"{"id": "m", "status": null, "kind": ["visit"], "participants": [{"name": "A"}]}"#.to_owned(),
    ];
    let all: Vec<String> = texts.iter().map(|text| told(&schema, text)).collect();
    insta::assert_snapshot!(all.join("\n"));
}

#[test]
fn shapes() {
    let schema = json!({
        "oneOf": [
            {"title": "Visit", "type": "object", "properties": {"kind": {"const": "visit"}, "host": {"type": "string"}}, "required": ["kind", "host"]},
            {"$ref": "#/$defs/call"},
            {"type": "null"},
        ],
        "$defs": {"call": {"title": "Call", "type": "object", "properties": {"kind": {"const": "call"}, "minutes": {"type": "integer", "minimum": 1}}, "required": ["kind", "minutes"]}},
    });
    let several = json!({"oneOf": [{"title": "Text", "type": "string"}, {"title": "Long", "minLength": 2}, {"type": "null"}]});
    let types = json!({"anyOf": [{"type": "string"}, {"type": ["null", "array"]}]});
    let entries = json!({"anyOf": [{"const": "held"}, {"enum": ["planned", "cancelled"]}], "x-tadqiq-labels": {"planned": ["مبرمج"]}});
    let own = json!({"anyOf": [{"required": ["name"]}, {"required": ["office"]}], "x-tadqiq-message": {"anyOf": "give a name or an office"}});
    insta::assert_snapshot!(
        [
            told_each(
                &schema,
                &[
                    r#"{"kind": "call", "minutes": 0}"#,
                    r#"{"kind": "visit"}"#,
                    r#"{"kind": "chat"}"#,
                    "3",
                    "{}"
                ]
            ),
            told_each(&several, &["\"ab\"", "true"]),
            told_each(&types, &["3", "{}"]),
            told_each(&entries, &["\"مبرمج\"", "\"heldd\"", "\"x\"", "1"]),
            told_each(&own, &["{}"]),
        ]
        .join("\n")
    );
}

#[test]
fn conditions() {
    let schema = json!({
        "properties": {
            "a": {"not": {"const": "no"}},
            "tags": {"uniqueItems": true, "items": {"type": "string"}},
            "pair": {"prefixItems": [{"type": "string"}, {"type": "integer"}], "items": false},
            "people": {"contains": {"title": "host", "required": ["host"]}},
            "gone": false,
            "size": {"minimum": 2, "multipleOf": 2},
            "code": {"pattern": "^[A-Z]+$", "maxLength": 3, "description": "Capital letters.", "examples": ["AB"]},
            "day": {"format": "date"},
            "link": {"format": "uri"},
        },
        "dependentRequired": {"day": ["code"]},
        "not": {"required": ["x", "y"]},
        "if": {"properties": {"kind": {"const": "call"}}, "required": ["kind"]},
        "then": {"required": ["phone"], "properties": {"room": false}},
    });
    insta::assert_snapshot!(told_each(
        &schema,
        &[
            r#"{"a": "no"}"#,
            r#"{"tags": ["x", "y", "x"]}"#,
            r#"{"tags": ["x", 1, "1"]}"#,
            r#"{"pair": ["a", "2", 3]}"#,
            r#"{"people": [{}]}"#,
            r#"{"gone": 1}"#,
            r#"{"size": 1}"#,
            r#"{"code": "abcd"}"#,
            r#"{"day": "10 May", "link": "a b"}"#,
            r#"{"x": 1, "y": 2}"#,
            r#"{"kind": "call", "room": "4"}"#,
        ]
    ));
}

#[test]
fn nothing_is_told_twice() {
    let schema = json!({
        "allOf": [
            {"properties": {"a": {"type": "string"}}, "required": ["b"]},
            {"required": ["b"]},
        ],
        "unevaluatedProperties": false,
        "properties": {"b": {"title": "The B"}},
    });
    insta::assert_snapshot!(told_each(
        &schema,
        &[r#"{"a": 1, "b": 2}"#, r#"{"a": "x", "b": 2, "c": 3}"#, r#"{"a": "x"}"#, r#"{"a": "x", "B": 1}"#]
    ));
}

#[test]
fn long_values_are_cut_and_say_so() {
    let schema = Schema::compile(json!({"enum": ["a", "b"], "maxLength": 2}), &Origin::default()).unwrap();
    let text = format!("\"{}\"", "ي".repeat(5_000_000));
    for finding in findings(&schema, &text) {
        assert!(finding.label.plain().chars().count() < 200);
        assert!(finding.label.plain().contains("5000000"));
    }
}

#[test]
fn a_record_with_many_defects_says_how_many_more_there_are() {
    let schema = Schema::compile(json!({"items": {"type": "string"}}), &Origin::default()).unwrap();
    let found = findings(&schema, &format!("[{}1]", "1,".repeat(999)));
    assert_eq!(found.len(), 100);
    assert_eq!(found[99].notes[0].plain(), "this record has 900 more defects that are not shown");
}

#[test]
fn an_object_with_many_unknown_fields_is_told_in_time() {
    let schema = Schema::bundled("meeting").unwrap();
    let fields: Vec<String> = (0..100_000).map(|number| format!("\"field{number}\": {number}")).collect();
    let start = Instant::now();
    let found = findings(&schema, &format!("{{{}}}", fields.join(",")));
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    let more = found.iter().flat_map(|finding| &finding.notes).map(|note| note.plain());
    assert!(more.collect::<Vec<_>>().contains(&"99900 more fields of this object are unknown".to_owned()));
}

#[test]
fn schemas_that_refer_to_themselves_are_explained_in_time() {
    let doubling = json!({"anyOf": [
        {"type": "object", "required": ["q"], "properties": {"x": {"$ref": "#"}}},
        {"type": "object", "properties": {"x": {"$ref": "#"}}},
    ]});
    let single =
        json!({"anyOf": [{"type": "integer"}, {"type": "object", "properties": {"x": {"$ref": "#"}}}]});
    for schema in [doubling, single] {
        let schema = Schema::compile(schema, &Origin::default()).unwrap();
        for depth in (1..16).chain([31, 32, 64, 126, 127]) {
            let text = format!("{}\"a\"{}", "{\"x\":".repeat(depth), "}".repeat(depth));
            let start = Instant::now();
            assert_eq!(findings(&schema, &text).len(), 1, "{depth}");
            assert!(start.elapsed() < SOON, "{depth} {:?}", start.elapsed());
        }
    }
}

#[test]
fn what_is_wrong_inside_is_told_there() {
    let cases = [
        (json!({"unevaluatedProperties": {"const": 3}}), r#"{"type": 4}"#),
        (
            json!({"properties": {"سفر": {"properties": {"a": {}}, "unevaluatedProperties": {"type": "string"}}}}),
            r#"{"سفر": {"a": 1, "b": 2, "c": "x"}}"#,
        ),
        (json!({"items": {"unevaluatedProperties": {"minLength": 2}}}), r#"[{}, {"lieu": "x"}]"#),
        (json!({"prefixItems": [{}], "unevaluatedItems": {"type": "string"}}), r#"[1, "a", 2]"#),
        (
            json!({"$schema": "https://json-schema.org/draft/2019-09/schema", "items": [{}], "unevaluatedItems": {"type": "string"}}),
            "[1, 2]",
        ),
        (json!({"unevaluatedProperties": false}), r#"{"b": 2}"#),
        (
            json!({"additionalProperties": {"type": "string"}, "propertyNames": {"maxLength": 3}}),
            r#"{"ciudad": 2}"#,
        ),
        (json!({"dependentSchemas": {"a": {"properties": {"b": {"const": 2}}}}}), r#"{"a": 1, "b": 1}"#),
        (json!({"contains": {"type": "string"}, "minContains": 3}), r#"["a", 1, "ب"]"#),
        (json!({"contains": {"type": "string"}, "minContains": 2}), r#"["a", 1]"#),
        (
            json!({"properties": {"x": {"contains": {"type": "string"}, "maxContains": 1}}}),
            r#"{"x": ["a", "b", "c"]}"#,
        ),
        (json!({"const": {"lieu": {"villes": ["Fès", "Oran"]}}}), r#"{"lieu": {"villes": ["Fès", "Orán"]}}"#),
        (json!({"enum": [{"a": [1, {"b": 2}]}]}), r#"{"a": [1, {"b": 3}]}"#),
        (json!({"const": {"a": 1}}), r#"{}"#),
        (json!({"const": {"a": 1}}), r#"{"a": 1, "b": 2}"#),
        (json!({"properties": {"a": {"const": [1, 2]}}}), r#"{"a": [1]}"#),
        (json!({"properties": {"a": {"const": [1, 2]}}}), r#"{"a": "1, 2"}"#),
        (json!({"enum": [{"a": 1}, {"b": [2]}]}), r#"{"a": 2}"#),
        (json!({"multipleOf": 0.01}), "0.015"),
        (json!({"type": "array", "items": {}}), r#"{"a": 1}"#),
    ];
    let told: Vec<String> = cases.iter().map(|(schema, text)| told_each(schema, &[text])).collect();
    insta::assert_snapshot!(told.join("\n"));
}

#[test]
fn decimals_are_multiples_of_decimals() {
    let schema = json!({"properties": {"a": {"type": "number", "multipleOf": 0.01}, "b": {"type": "integer", "multipleOf": 7}}});
    let schema = Schema::compile(schema, &Origin::default()).unwrap();
    for right in
        [r#"{"a": 1e400}"#, r#"{"a": 4.35}"#, r#"{"a": 1e1000000000}"#, r#"{"b": 7e400}"#, r#"{"b": 21.0}"#]
    {
        assert!(findings(&schema, right).is_empty(), "{right}");
    }
    for wrong in [r#"{"a": 1e-400}"#, r#"{"a": 4.355}"#, r#"{"b": 1e400}"#, r#"{"b": 22}"#] {
        assert_eq!(findings(&schema, wrong).len(), 1, "{wrong}");
    }
}
