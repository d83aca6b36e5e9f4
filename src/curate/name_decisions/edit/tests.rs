use serde_json::json;

use super::*;
use crate::notation::document::TapeJson;
use crate::schema::Schema;

fn layout(schema: &Value) -> Layout {
    Layout::compile(schema, "https://example.org/schema.json", &|pointer| {
        let part = schema.pointer(pointer).cloned().unwrap_or(json!(true));
        jsonschema::options_for::<TapeJson>().build(&part).map_err(|error| error.to_string())
    })
    .unwrap()
}

fn entry(id: &str, new: bool, spellings: &[&str], others: &[&str]) -> EntryAddition {
    EntryAddition {
        id: id.to_owned(),
        new_name: new.then(|| ("en".to_owned(), id.to_owned())),
        spellings: spellings.iter().map(|name| (*name).to_owned()).collect(),
        others: others.iter().map(|name| (*name).to_owned()).collect(),
    }
}

#[test]
fn an_entry_of_a_numbered_registry_gets_the_next_number() {
    let layout = layout(&json!({"properties": {
        "n": {"type": "integer", "x-tadqiq": "record-id"},
        "name": {"properties": {"en": {"type": "string", "x-tadqiq": {"role": "canonical-name", "language": "en"}}}}
    }}));
    let file = RegistryFile {
        notation: Notation::JsonLines,
        layout: &layout,
        limits: Limits::default(),
        language_of: &|_| "en".to_owned(),
    };
    let text = file.with_entry("{\"n\":9}\n{\"n\":10}\n", &entry("ann", true, &[], &[])).unwrap();
    assert_eq!(text, "{\"n\":9}\n{\"n\":10}\n{\"n\":11,\"name\":{\"en\":\"ann\"}}\n");
    assert_eq!(file.with_entry(&format!("{{\"n\":{}}}\n", i64::MAX), &entry("ann", true, &[], &[])), None);
}

fn holds(schema: &Value, cases: &[(&str, Notation, EntryAddition, String)]) {
    let layout = layout(schema);
    for (text, notation, entry, expected) in cases {
        let file = RegistryFile {
            notation: *notation,
            layout: &layout,
            limits: Limits::default(),
            language_of: &|_| "en".to_owned(),
        };
        let once = file.with_entry(text, entry).unwrap();
        assert_eq!(&once, expected);
        assert_eq!(file.with_entry(&once, entry).unwrap(), once, "twice is once");
    }
}

#[test]
fn names_come_in_and_nothing_else_changes() {
    use Notation::{Json, JsonLines};
    let pretty = "[\n  {\n    \"id\": \"b\",\n    \"name\": {\"en\": \"B\"},\n    \"spellings\": [\n      \"BB\",\n      \"BD\"\n    ]\n  }\n]\n";
    let cases = [
        (pretty, Json, entry("b", false, &["BC"], &[]), pretty.replace("\"BB\",\n", "\"BB\",\n      \"BC\",\n")),
        (pretty, Json, entry("b", false, &["A", "Z"], &[]), pretty.replace("\"BB\"", "\"A\",\n      \"BB\"").replace("\"BD\"", "\"BD\",\n      \"Z\"")),
        (
            pretty,
            Json,
            entry("b", false, &[], &["X"]),
            pretty.replace("\"BD\"\n    ]", "\"BD\"\n    ],\n    \"not\": [\"X\"]"),
        ),
        ("{\"id\":\"b\",\"name\":{}}\n", JsonLines, entry("b", false, &["C"], &[]), "{\"id\":\"b\",\"name\":{},\"spellings\":[\"C\"]}\n".to_owned()),
        ("{\"id\": \"b\", \"spellings\": null}\n", JsonLines, entry("b", false, &["C"], &[]), "{\"id\": \"b\", \"spellings\": [\"C\"]}\n".to_owned()),
        (
            "{\"id\":\"b\"}\n{\"id\":\"d\"}\n",
            JsonLines,
            entry("c", true, &["CC"], &[]),
            "{\"id\":\"b\"}\n{\"id\":\"c\",\"name\":{\"en\":\"c\"},\"spellings\":[\"CC\"]}\n{\"id\":\"d\"}\n".to_owned(),
        ),
        ("[]\n", Json, entry("a", true, &[], &[]), "[\n  {\n    \"id\": \"a\",\n    \"name\": {\n      \"en\": \"a\"\n    }\n  }\n]\n".to_owned()),
        ("\u{feff}[]\r\n", Json, entry("a", true, &[], &[]), "\u{feff}[\r\n  {\r\n    \"id\": \"a\",\r\n    \"name\": {\r\n      \"en\": \"a\"\r\n    }\r\n  }\r\n]\r\n".to_owned()),
        ("[{\"id\": \"a\"}]", Json, entry("b", true, &[], &[]), "[{\"id\": \"a\"},\n{\"id\": \"b\", \"name\": {\"en\": \"b\"}}]".to_owned()),
        ("{\"id\": \"a\"}\n", Json, entry("b", true, &[], &[]), "[\n{\"id\": \"a\"},\n{\"id\": \"b\", \"name\": {\"en\": \"b\"}}\n]\n".to_owned()),
        (r#"{"id":"\u0628"}"#, JsonLines, entry("ب", false, &["بـ"], &[]), r#"{"id":"\u0628","spellings":["\u0628\u0640"]}"#.to_owned()),
    ];
    holds(Schema::bundled("person").unwrap().root(), &cases);
}

#[test]
fn roles_say_where_names_stand() {
    let names = |role: &str| json!({"type": "array", "items": {"x-tadqiq": role}});
    let schema = json!({"properties": {
        "code": {"x-tadqiq": "record-id"},
        "nom": {"x-tadqiq": "canonical-name"},
        "aliases": names("other-spelling"),
        "pas": names("other-entity")
    }});
    let text =
        "{\"code\": \"b\", \"nom\": \"B\", \"id\": \"x\", \"spellings\": [\"S\"], \"aliases\": [\"BB\"]}\n";
    let cases = [
        (
            text,
            Notation::JsonLines,
            entry("b", false, &["BC"], &["X"]),
            text.replace("[\"BB\"]", "[\"BB\", \"BC\"], \"pas\": [\"X\"]"),
        ),
        (
            text,
            Notation::JsonLines,
            entry("a", true, &["AA"], &["X"]),
            format!(
                "{}{text}",
                "{\"code\": \"a\", \"nom\": \"a\", \"aliases\": [\"AA\"], \"pas\": [\"X\"]}\n"
            ),
        ),
    ];
    holds(&schema, &cases);
}

#[test]
fn names_may_stand_deeper_and_in_objects_of_their_own() {
    let schema = json!({"properties": {
        "about": {"properties": {"key": {"x-tadqiq": "record-id"}}},
        "names": {"properties": {
            "main": {"properties": {"en": {"x-tadqiq": {"role": "canonical-name", "language": "en"}},
                                    "ar": {"x-tadqiq": {"role": "canonical-name", "language": "ar"}}}},
            "others": {"additionalProperties": {"items": {"properties": {"text": {"x-tadqiq": "other-spelling"}}}}}
        }},
        "offices": {"items": {"x-tadqiq": "term", "properties": {
            "called": {"items": {"x-tadqiq": "other-spelling"}}}}}
    }});
    let text = "[{\"about\":{\"key\":\"b\"},\"names\":{\"main\":{}}}]";
    let cases = [
        (
            text,
            Notation::Json,
            entry("b", false, &["BB"], &[]),
            text.replace("{}", "{},\"others\":{\"en\":[{\"text\":\"BB\"}]}"),
        ),
        (
            text,
            Notation::Json,
            entry("c", true, &[], &[]),
            text.replace("}]", "},\n{\"about\":{\"key\":\"c\"},\"names\":{\"main\":{\"en\":\"c\"}}}]"),
        ),
    ];
    holds(&schema, &cases);
}

#[test]
fn what_has_no_place_for_names_takes_none() {
    let schema =
        json!({"properties": {"id": {"x-tadqiq": "record-id"}, "alias": {"x-tadqiq": "other-spelling"}}});
    let layout = layout(&schema);
    assert!(!RegistryFile::takes(&layout, Role::OtherSpelling));
    let file = RegistryFile {
        notation: Notation::Json,
        layout: &layout,
        limits: Limits::default(),
        language_of: &|_| "en".to_owned(),
    };
    for broken in ["[{\"id\": }]", "nothing", "[{}, {"] {
        assert_eq!(file.with_entry(broken, &entry("a", false, &["A"], &[])), None, "{broken}");
    }
}
