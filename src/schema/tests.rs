//! What SAFETY.md says of schemas, and that each thing that can be wrong with one is said.

use std::time::{Duration, Instant};

use serde_json::{Map, Value, json};

use super::*;
use crate::notation::document::{Limits, Tape};

/// Milliseconds on a free machine; what these tests guard against takes minutes.
pub(super) const SOON: Duration = Duration::from_secs(60);

fn compile(schema: Value) -> Result<Schema, SchemaError> {
    Schema::compile(schema, &Origin::default())
}

fn accepts(schema: &Schema, text: &str) -> bool {
    let mut tape = Tape::new();
    let record = Document::parse(text, &Limits::default(), &mut tape).unwrap();
    schema.accepts(record)
}

/// The error of a schema, as message, help and pointer, and that it came at once.
fn refusal(schema: Value) -> String {
    let start = Instant::now();
    let error = compile(schema).unwrap_err();
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    let help = error.help().map(|help| help.plain()).unwrap_or_default();
    format!("{error}\n  help: {help}")
}

/// `$defs` d0 → d1 → … of that many links.
fn chain(links: usize) -> Value {
    let mut defs = Map::new();
    for link in 0..links {
        defs.insert(format!("d{link}"), json!({"$ref": format!("#/$defs/d{}", link + 1)}));
    }
    defs.insert(format!("d{links}"), json!({"type": "string"}));
    json!({"$ref": "#/$defs/d0", "$defs": defs})
}

/// A small schema that doubles `times` through a keyword.
fn doubling(times: usize, double: impl Fn(Value, Value) -> Value) -> Value {
    let mut defs = Map::new();
    for level in 0..times {
        let next = json!({"$ref": format!("#/$defs/d{}", level + 1)});
        defs.insert(format!("d{level}"), double(next.clone(), next));
    }
    defs.insert(format!("d{times}"), json!({"type": "string"}));
    json!({"$ref": "#/$defs/d0", "$defs": defs})
}

#[test]
fn every_bundled_schema_compiles_by_name_and_by_id() {
    for name in bundled_names() {
        let schema = Schema::bundled(name).unwrap_or_else(|error| panic!("{name}: {error}"));
        let id = schema.base_uri().to_owned();
        assert_eq!(bundled_text(name), bundled_text(&id), "{name}");
    }
    assert_eq!(Schema::bundled("meting").unwrap_err().help().unwrap().plain(), "did you mean meeting?");
}

#[test]
fn short_chains_of_references_are_followed_and_long_ones_refused() {
    let schema = compile(chain(200)).unwrap();
    assert!(accepts(&schema, "\"a\"") && !accepts(&schema, "1"));
    for links in [257, 8_000, 10_000, 100_000] {
        assert!(matches!(compile(chain(links)), Err(SchemaError::LongChain { .. })), "{links}");
    }
}

#[test]
fn a_schema_that_doubles_is_refused_at_once() {
    let ways: [fn(Value, Value) -> Value; 4] = [
        |one, other| json!({"allOf": [one, other]}),
        |one, other| json!({"anyOf": [one, other]}),
        |one, other| json!({"oneOf": [one, {"not": other}]}),
        // Through members: the same member of the record, judged twice as often at each level.
        |one, other| json!({"properties": {"a": one}, "anyOf": [{"properties": {"a": other}}]}),
    ];
    for double in ways {
        let schema = doubling(24, double);
        let start = Instant::now();
        assert!(matches!(compile(schema), Err(SchemaError::TooManyWays { .. })));
        assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
    }
    assert!(compile(doubling(8, ways[0])).is_ok());
}

#[test]
fn a_deep_schema_is_refused_and_dropped_without_recursion() {
    let mut deep = json!({});
    for _ in 0..100_000 {
        deep = Value::Array(vec![deep]);
    }
    assert!(matches!(compile(deep), Err(SchemaError::TooDeep { .. })));
    let mut nested = json!({"type": "string"});
    for _ in 0..62 {
        nested = json!({"properties": {"a": nested}});
    }
    assert!(compile(nested).is_ok());
}

#[test]
fn references_without_a_step_into_the_record_are_refused() {
    for schema in [
        json!({"$ref": "#"}),
        json!({"allOf": [{"$ref": "#/$defs/a"}], "$defs": {"a": {"anyOf": [{"$ref": "#"}]}}}),
    ] {
        assert!(matches!(compile(schema), Err(SchemaError::Circle { .. })));
    }
    assert!(compile(json!({"properties": {"a": {"$ref": "#"}}})).is_ok());
}

#[test]
fn evil_patterns_are_linear() {
    let evil = ["(a+)+$", "([a-zA-Z]+)*$", "(a|aa)+$", "(a|a?)+$", "(.*a){20}$", "^(a+)+b", "(\\w+\\s?)*$"];
    for pattern in evil {
        let schema = compile(json!({"type": "string", "pattern": pattern})).unwrap();
        for length in [100, 1_000, 10_000] {
            let text = format!("\"{}!\"", "a".repeat(length));
            let start = Instant::now();
            accepts(&schema, &text);
            assert!(start.elapsed() < SOON, "{pattern} {length} {:?}", start.elapsed());
        }
    }
}

#[test]
fn look_around_is_judged_and_what_takes_too_long_is_said() {
    let schema = compile(json!({"properties": {
        "code": {"pattern": "^(?!0)[0-9]+$"},
        "twice": {"pattern": r"^(\w+) \1$"},
        "evil": {"pattern": r"^(a|a)*\1c$"},
    }, "patternProperties": {"^(?!code|twice|evil)": {"type": "integer"}}, "additionalProperties": false}));
    let schema = schema.unwrap();
    assert!(schema.unchecked_patterns().is_empty());
    assert!(accepts(&schema, r#"{"code": "12", "twice": "نعم نعم", "x": 1}"#));
    let evil = format!("{}b", "a".repeat(40));
    let start = Instant::now();
    for (text, wrong, past_the_bound) in [
        (r#"{"code": "012"}"#.to_owned(), 1, 0),
        (r#"{"twice": "نعم لا"}"#.to_owned(), 1, 0),
        (r#"{"x": "1"}"#.to_owned(), 1, 0),
        (format!(r#"{{"evil": "{evil}"}}"#), 0, 1),
        (format!(r#"{{"evil": "{evil}", "x": "1", "code": "012"}}"#), 2, 1),
    ] {
        let mut tape = Tape::new();
        let record = Document::parse(&text, &Limits::default(), &mut tape).unwrap();
        let mut findings = Vec::new();
        let unchecked = schema.explain(record, crate::words::RecordRef { file: 0, start: 0 }, &mut findings);
        assert_eq!((findings.len(), unchecked.len()), (wrong, past_the_bound), "{text}");
    }
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn a_pattern_that_cannot_be_run_leaves_the_rest_of_the_schema() {
    let schema = compile(json!({
        "properties": {"a": {"pattern": "(a{1000}){1000}", "minLength": 3}},
        "patternProperties": {"(b{1000}){1000}": {"type": "integer"}, "^c": {"type": "integer"}},
        "additionalProperties": false,
    }));
    let schema = schema.unwrap();
    let told: Vec<String> = schema
        .unchecked_patterns()
        .iter()
        .map(|told| told.pointer.clone().unwrap_or_default().to_string())
        .collect();
    assert_eq!(told, ["/patternProperties/(b{1000}){1000}", "/properties/a/pattern"]);
    assert!(accepts(&schema, r#"{"a": "xyz", "b": "what", "c": 1}"#));
    assert!(!accepts(&schema, r#"{"a": "xy"}"#) && !accepts(&schema, r#"{"c": "1"}"#));
}

#[test]
fn many_patterns_are_soon_compiled() {
    let start = Instant::now();
    let of = |count: usize, pattern: fn(usize) -> String| {
        let fields = (0..count).map(|number| (format!("f{number}"), json!({"pattern": pattern(number)})));
        compile(json!({"properties": fields.collect::<Map<_, _>>()}))
    };
    assert!(of(500, |number| format!("^(?!x{number})y")).unwrap().unchecked_patterns().is_empty());
    let too_many = of(10_000, |number| format!("(a{{1{number:04}}}){{1000}}"));
    assert!(matches!(too_many, Err(SchemaError::Pattern { .. })), "{too_many:?}");
    assert!(start.elapsed() < SOON, "{:?}", start.elapsed());
}

#[test]
fn nothing_is_fetched_from_the_network() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = format!("http://{}/schema.json", listener.local_addr().unwrap());
    for schema in [
        json!({"$ref": address.clone()}),
        json!({"$schema": address.clone()}),
        json!({"$id": address.clone(), "$ref": "other.json"}),
        json!({"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"$ref": address.clone()}}}),
        json!({"properties": {"a": {"$dynamicRef": address}}}),
    ] {
        let refused = compile(schema.clone());
        assert!(
            matches!(refused, Err(SchemaError::Reference { .. } | SchemaError::UnknownDraft(_))),
            "{schema} {refused:?}"
        );
    }
    assert!(listener.accept().is_err(), "somebody has connected");
}

#[test]
fn no_file_outside_the_folder_is_read() {
    let outside = tempfile::tempdir().unwrap();
    let folder = outside.path().join("schemas");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(outside.path().join("secret.json"), "{\"title\": \"secret\"}").unwrap();
    std::fs::write(
        folder.join("person.json"),
        r##"{"type": "object", "properties": {"boss": {"$ref": "#"}}, "required": ["name"]}"##,
    )
    .unwrap();
    std::fs::write(folder.join("empty.json"), "").unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(outside.path().join("secret.json"), folder.join("link.json")).unwrap();
    let load = |schema: Value| {
        std::fs::write(folder.join("record.json"), schema.to_string()).unwrap();
        Schema::load_through(&folder.join("record.json"), None, &Reader::default())
    };
    for reference in [
        "/etc/passwd",
        "file:///etc/passwd",
        "../secret.json",
        "..%2Fsecret.json",
        "%2e%2e/secret.json",
        "link.json",
        "%2Fetc%2Fpasswd",
        "tadqiq:///../secret.json",
        "//localhost/secret.json",
        "nowhere.json",
        "empty.json",
        "person.json%00",
    ] {
        for schema in [
            json!({"$ref": reference}),
            json!({"$id": "https://example.org/s/record.json", "items": {"$ref": reference}}),
        ] {
            let refused = load(schema);
            let Err(SchemaError::Reference { pointer, reference: told, .. }) = &refused else {
                panic!("{reference}: {refused:?}")
            };
            assert!(pointer.as_str().ends_with("/$ref") && told == reference, "{pointer} {told}");
        }
    }
    for id in [None, Some("https://example.org/s/record.json")] {
        let mut schema = json!({"properties": {"person": {"$ref": "person.json"}}});
        if let Some(id) = id {
            schema["$id"] = json!(id);
        }
        let schema = load(schema).unwrap();
        assert!(!accepts(&schema, r#"{"person": {"name": "A", "boss": {}}}"#));
        assert!(accepts(&schema, r#"{"person": {"name": "A", "boss": {"name": "B"}}}"#));
        assert_eq!(schema.root()["$defs"].as_object().unwrap().len(), 1, "everything stands in one document");
    }
}

#[test]
fn references_lead_anywhere_below_the_root_by_path_and_by_id() {
    let root = tempfile::tempdir().unwrap();
    let write = |name: &str, schema: Value| {
        let path = root.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, schema.to_string()).unwrap();
    };
    write("kinds/name.json", json!({"type": "string"}));
    write("schemas/parts/day.json", json!({"$id": "/schemas/day", "type": "string", "minLength": 10}));
    write(
        "schemas/place.json",
        json!({"$id": "https://example.org/place", "$defs": {"city": {"type": "string"}}}),
    );
    write("elsewhere/code.json", json!({"$id": "https://example.org/code", "type": "integer"}));
    write("schemas/list.json", json!([1]));
    let outside = root.path().parent().unwrap().join("tadqiq-outside-of-the-root.json");
    let load = |id: Option<&str>, reference: &str| {
        let mut schema = json!({"properties": {"x": {"$ref": reference}}});
        if let Some(id) = id {
            schema["$id"] = json!(id);
        }
        write("schemas/record.json", schema);
        Schema::load_through(&root.path().join("schemas/record.json"), Some(root.path()), &Reader::default())
    };
    for id in [None, Some("https://example.org/schemas/record"), Some("record.json")] {
        for reference in [
            "../kinds/name.json",
            "parts/day.json",
            "/schemas/day",
            "place.json#/$defs/city",
            "https://example.org/place#/$defs/city",
        ] {
            let schema = load(id, reference).unwrap_or_else(|error| panic!("{id:?} {reference}: {error}"));
            assert!(
                accepts(&schema, r#"{"x": "2022-08-10"}"#) && !accepts(&schema, r#"{"x": 1}"#),
                "{reference}"
            );
        }
        let schema = load(id, "https://example.org/code").unwrap();
        assert!(accepts(&schema, r#"{"x": 1}"#) && !accepts(&schema, r#"{"x": "1"}"#));
    }
    let why = |reference: &str| load(None, reference).unwrap_err().to_string();
    assert!(
        why("../../tadqiq-outside-of-the-root.json")
            .ends_with("it lies outside of the project's folder, and no file there is read")
    );
    assert!(why("..%2F../x.json").contains("outside"), "{}", why("..%2F../x.json"));
    assert!(
        why("../kinds/nmae.json")
            .ends_with("there is no file kinds/nmae.json in the project, and none with that `$id`")
    );
    assert!(why("list.json").contains("schemas/list.json: a schema is an object"), "{}", why("list.json"));
    assert!(why("https://example.org/nowhere").ends_with("nothing is fetched from the network"));
    assert!(!outside.exists());
}

#[test]
fn a_part_of_another_file_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let write =
        |name: &str, schema: Value| std::fs::write(folder.path().join(name), schema.to_string()).unwrap();
    for (draft, parts) in [
        ("https://json-schema.org/draft/2020-12/schema", "$defs"),
        ("http://json-schema.org/draft-07/schema#", "definitions"),
    ] {
        write(
            "record.json",
            json!({"$schema": draft, "items": {"$ref": format!("parts/names.json#/{parts}/name")}}),
        );
        std::fs::create_dir_all(folder.path().join("parts")).unwrap();
        write(
            "parts/names.json",
            json!({"$schema": draft, "$id": "https://example.org/names", parts: {"name": {"$ref": "text.json"}}}),
        );
        write(
            "parts/text.json",
            json!({"$schema": draft, "$ref": format!("#/{parts}/text"), parts: {"text": {"type": "string"}}}),
        );
        let schema =
            Schema::load_through(&folder.path().join("record.json"), None, &Reader::default()).unwrap();
        assert!(accepts(&schema, "[\"a\"]") && !accepts(&schema, "[1]"), "{draft}");
        let names = schema.root()[parts].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
        assert_eq!(names, ["tadqiq:///parts/names.json", "tadqiq:///parts/text.json"]);
        let place = schema.validator_at(&format!("/{parts}/tadqiq:~1~1~1parts~1names.json/{parts}/name"));
        assert!(place.is_ok(), "{place:?}");
    }
}

#[test]
fn the_deepest_record_under_the_longest_chain_fits_the_stack() {
    // Each level of the record takes all the steps that are allowed, or one more.
    for (links, keyword, is_taken) in [
        (14, "allOf", true),
        (14, "anyOf", true),
        (29, "$ref", true),
        (16, "allOf", false),
        (32, "$ref", false),
        (100, "not", false),
    ] {
        let mut defs = Map::new();
        for link in 0..links {
            let next = json!({"$ref": format!("#/$defs/d{}", link + 1)});
            defs.insert(format!("d{link}"), if keyword == "$ref" { next } else { json!({keyword: [next]}) });
        }
        defs.insert(
            format!("d{links}"),
            json!({"type": "object", "properties": {"x": {"$ref": "#/$defs/d0"}}}),
        );
        let schema = compile(json!({"$ref": "#/$defs/d0", "$defs": defs}));
        assert_eq!(schema.is_ok(), is_taken, "{links} {keyword}");
        let Ok(schema) = schema else { continue };
        let text = format!("{}1{}", "{\"x\":".repeat(127), "}".repeat(127));
        let mut tape = Tape::new();
        let record = Document::parse(&text, &Limits::default(), &mut tape).unwrap();
        assert!(!schema.accepts(record));
        let mut findings = Vec::new();
        schema.explain(record, crate::words::RecordRef { file: 0, start: 0 }, &mut findings);
        assert_eq!(findings.len(), 1, "{links} {keyword}");
    }
}

#[test]
fn a_part_is_compiled_in_its_place() {
    let schema = json!({
        "$defs": {"name": {"type": "string"}, "a/b%c": {"required": ["x"]}},
        "anyOf": [{"properties": {"name": {"$ref": "#/$defs/name"}}}],
    });
    let schema = compile(schema).unwrap();
    let valid = |pointer: &str, text: &str| {
        let mut tape = Tape::new();
        let record = Document::parse(text, &Limits::default(), &mut tape).unwrap();
        schema.validator_at(pointer).unwrap().is_valid(record.root())
    };
    assert!(valid("/anyOf/0", r#"{"name": "A"}"#) && !valid("/anyOf/0", r#"{"name": 1}"#));
    assert!(valid("/$defs/a~1b%c", r#"{"x": 1}"#) && !valid("/$defs/a~1b%c", "{}"));
    assert!(schema.validator_at("/nowhere").is_err());
}

#[test]
fn every_draft_is_understood() {
    for draft in [
        "http://json-schema.org/draft-04/schema#",
        "http://json-schema.org/draft-06/schema#",
        "http://json-schema.org/draft-07/schema#",
        "https://json-schema.org/draft/2019-09/schema",
        "https://json-schema.org/draft/2020-12/schema",
    ] {
        let schema = compile(
            json!({"$schema": draft, "properties": {"a": {"$ref": "#/definitions/b"}}, "definitions": {"b": {"type": "string"}}}),
        );
        assert!(!accepts(&schema.unwrap(), r#"{"a": 1}"#), "{draft}");
    }
}

#[test]
fn formats_are_asserted() {
    assert!(!accepts(&compile(json!({"format": "date"})).unwrap(), "\"soon\""));
}

#[test]
fn our_annotations_are_no_error() {
    let schema = json!({"x-tadqiq": "record-id", "x-tadqiq-message": {"type": "a name"}, "x-tadqiq-labels": {"held": ["تم"]}, "enum": ["held"]});
    assert!(compile(schema).is_ok());
}

#[test]
fn each_error_says_where_what_and_the_way_out() {
    let broken = [
        json!([1]),
        json!({"type": "strnig"}),
        json!({"properties": {"id": {"minLength": -1}}}),
        json!({"properties": {"id": {"minLength": "two"}}}),
        json!({"required": "id"}),
        json!({"required": ["id", "id"]}),
        json!({"properties": ["id"]}),
        json!({"enum": "held"}),
        json!({"$ref": "#/$defs/person"}),
        json!({"items": {"$ref": "#person"}}),
        json!({"$schema": "https://example.org/draft"}),
        json!({"patternProperties": {"(a": {}}}),
        json!({"$ref": "\u{1b}[31m"}),
        json!({"$id": ":"}),
        json!({"$ref": "#"}),
        chain(300),
        doubling(20, |one, other| json!({"allOf": [one, other]})),
    ];
    let told: Vec<String> = broken.into_iter().map(refusal).collect();
    insta::assert_snapshot!(told.join("\n"));
}

proptest::proptest! {
    #![proptest_config(crate::properties::config())]

    #[test]
    fn no_reference_no_id_and_no_pattern_harms(
        text in r"(\.\./|[./#:?%2eE~a-c-]|\PC){0,12}",
        pattern in r"([()?=!<*+|\\1-3a-c.\[\]{}^$-]|\PC){0,12}",
        keyword in "(x-tadqiq)?[a-z$]{0,12}|\\PC{0,8}",
    ) {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("a");
        std::fs::create_dir(&folder).unwrap();
        let origin = Origin { folder: Some(&folder), root: Some(root.path()), name: "s.json", ..Origin::default() };
        for schema in [
            json!({"properties": {"x": {"$ref": text.clone()}}}),
            json!({"$id": text.clone(), "properties": {"x": {"$ref": "b.json"}}}),
            json!({"pattern": pattern.clone(), "patternProperties": {pattern: {}}}),
        ] {
            if let Err(error) = Schema::compile(schema, &origin) {
                let _ = (error.to_string(), error.help());
            }
        }
        let text = json!({keyword: text, "format": "x", "$ref": "#"}).to_string();
        let mut tape = Tape::new();
        let document = Document::parse(&text, &Limits::default(), &mut tape).unwrap();
        SchemaFile { document, file: 0, start: 0, draft: Some(Draft::Draft7) }.slips();
    }
}

#[test]
fn patterns_that_take_too_much_together_are_refused_soon() {
    let of = |count: usize, pattern: &dyn Fn(usize) -> String| {
        let field = |number: usize| (format!("p{number}"), json!({ "pattern": pattern(number) }));
        json!({ "properties": (0..count).map(field).collect::<serde_json::Map<_, _>>() })
    };
    let wide = |number: usize| format!("^\\p{{L}}{{1,60}}x{number}$");
    let plain = |number: usize| format!("^[a-z]+-{number}$");
    assert!(Schema::compile(of(5, &wide), &Origin::default()).is_ok());
    assert!(Schema::compile(of(500, &plain), &Origin::default()).is_ok());
    for of_one in [of(2_000, &wide), of(2_000, &|_| wide(0))] {
        let error = Schema::compile(of_one, &Origin::default()).unwrap_err();
        let told = error.to_string();
        assert!(told.contains("take too much memory together") && told.contains("/properties/p"), "{told}");
    }
    let names: serde_json::Map<_, _> = (0..2_000).map(|number| (wide(number), json!(true))).collect();
    let error = Schema::compile(json!({ "patternProperties": names }), &Origin::default()).unwrap_err();
    assert!(error.to_string().contains("take too much memory together"), "{error}");
}
