//! Schemas that a program gives: a text, a value.

use serde_json::json;
use tadqiq::{Error, ErrorKind, Options, Project, Report, SchemaName, Subject};

use crate::support::{CLEAN, Scene};

fn judged_by(schema: SchemaName, record: &str) -> Result<Report, Error> {
    tadqiq::check(&Subject::record(record), &Options { schema: Some(schema), ..Options::default() })
}

fn rules_of(report: &Report) -> Vec<&str> {
    report.diagnostics().map(|found| found.rule.id()).collect()
}

#[test]
fn a_schema_given_as_a_text_and_as_a_value_judges_alike() {
    let schema = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": { "day": { "type": "string", "x-tadqiq": "date" } }
    });
    let record = r#"{"day": "2022-02-30", "dya": 1}"#;
    let of_text = judged_by(SchemaName::Text(schema.to_string()), record).unwrap();
    let of_value = judged_by(SchemaName::from(schema), record).unwrap();
    assert_eq!(rules_of(&of_text), ["date/impossible-day", "schema/unknown-field"]);
    assert_eq!(tadqiq::render::plain(&of_text), tadqiq::render::plain(&of_value));
}

#[test]
fn a_given_schema_may_refer_to_a_bundled_one() {
    let schema = json!({ "$ref": "https://tadqiq.github.io/tadqiq/schemas/meeting.schema.json" });
    let report = judged_by(SchemaName::from(schema.clone()), CLEAN).unwrap();
    assert_eq!((rules_of(&report), report.counts.judged), (vec![], 1));
    let lacking = judged_by(SchemaName::from(schema), "{}").unwrap();
    assert!(rules_of(&lacking).contains(&"schema/missing-field"), "{}", tadqiq::render::plain(&lacking));
}

#[test]
fn a_schema_that_cannot_be_judged_by_is_an_error_of_its_kind() {
    let ill = [
        ("{", "it is not JSON"),
        ("[]", "a schema is an object, or true or false"),
        (r#"{"properties": {"id": {"type": "strnig"}}}"#, "not a valid JSON Schema at /properties/id/type"),
        (r#"{"$ref": "person.schema.json"}"#, "the schema has no folder to look in"),
        (r#"{"properties": {"id": {"x-tadqiq": "recrod-id"}}}"#, "recrod-id"),
    ];
    for (schema, why) in ill {
        let error = judged_by(SchemaName::Text(schema.to_owned()), CLEAN).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Schema, "{schema}");
        let sentence = error.sentence();
        let start = "records cannot be judged by the given schema: ";
        assert!(sentence.starts_with(start) && sentence.contains(why), "{sentence}");
        assert!(error.way_out().is_some());
    }
}

#[test]
fn a_project_judges_its_files_by_a_given_schema() {
    let scene = Scene::new([("a.json", r#"{"day": "2022-02-30"}"#), ("b.json", r#"{"day": 5}"#)]);
    let schema = json!({ "properties": { "day": { "type": "string", "x-tadqiq": "date" } } });
    let options =
        Options { root: scene.path(""), schema: Some(SchemaName::from(schema)), ..Options::default() };
    let mut project = Project::open(options).unwrap();
    let subject = Subject::paths([scene.path("")]);
    assert_eq!(rules_of(&project.check(&subject).unwrap()), ["date/impossible-day", "schema/wrong-type"]);
    project.overlay(scene.path("b.json"), r#"{"day": "2022-02-01"}"#).unwrap();
    assert_eq!(rules_of(&project.check(&subject).unwrap()), ["date/impossible-day"]);
}

#[test]
fn a_record_is_judged_by_the_schema_it_names_however_it_is_asked_for() {
    let scene = Scene::new([
        ("visit.schema.json", r#"{"properties": {"city": {"$ref": "kinds/city.json"}}}"#),
        ("kinds/city.json", r#"{"type": "string", "minLength": 2}"#),
        ("data/a.json", r#"{"$schema": "../visit.schema.json", "city": "F"}"#),
    ]);
    for arguments in [&["check", "."][..], &["check", "data/a.json"], &["check", "data"]] {
        let ran = scene.run(&[arguments, &["--output-format", "json"]].concat());
        assert_eq!(
            (ran.code, ran.rules()),
            (Some(1), vec!["schema/format".to_owned()]),
            "{arguments:?} {ran:?}"
        );
        assert_eq!(ran.report()["counts"]["judged"], 1, "{arguments:?}: what judges is no record");
    }
}

#[test]
fn a_schema_that_a_record_names_and_that_cannot_be_loaded_is_a_fault_of_its_file() {
    let outside = Scene::new([("x.schema.json", "{}")]);
    let elsewhere = outside.path("x.schema.json").display().to_string();
    let named = [
        ("gone.schema.json", "there is no such file"),
        ("https://example.org/visit.schema.json", "nothing is fetched from the network"),
        (elsewhere.as_str(), "it lies outside of the project's folder"),
        ("broken.schema.json", "it is not JSON"),
        ("leading.schema.json", "there is no file kinds/gone.json in the project"),
    ];
    for (schema, why) in named {
        let record = format!(r#"{{"$schema": "{schema}", "city": 1}}"#);
        let scene = Scene::new([
            ("a.json", record.as_str()),
            ("b.json", r#"{"$schema": "right.schema.json", "city": 1}"#),
            ("broken.schema.json", "{"),
            ("leading.schema.json", r#"{"$ref": "kinds/gone.json"}"#),
            ("right.schema.json", r#"{"properties": {"city": {"type": "string"}}}"#),
        ]);
        let ran = scene.run(&["check", ".", "--output-format", "json"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        let report = ran.report();
        let fault = report["faults"][0]["message"].to_string();
        assert!(fault.contains(why) && fault.matches(why).count() == 1, "{fault}");
        assert!(!fault.contains("is not a schema"), "{fault}");
        assert_eq!(ran.rules(), ["schema/wrong-type"], "the other file is judged all the same");
    }
}

#[test]
fn what_is_wrong_with_a_schema_is_told_once_before_its_records() {
    let scene = Scene::new([
        ("a.ndjson", "{\"city\": 1}\n{\"city\": 2}\n"),
        ("z.schema.json", r#"{"requred": ["city"], "properties": {"city": {"type": "string"}}}"#),
        ("tadqiq.toml", "[collections.all]\nfiles = [\"*.ndjson\"]\nschema = \"z.schema.json\"\n"),
    ]);
    let expected = ["schema/unknown-keyword", "schema/wrong-type", "schema/wrong-type"];
    for arguments in [&["check"][..], &["check", "--isolated", "--schema", "z.schema.json", "a.ndjson"]] {
        let ran = scene.run(&[arguments, &["--output-format", "json"]].concat());
        assert_eq!(ran.rules(), expected, "{arguments:?}");
        assert_eq!(ran.report()["diagnostics"][0]["file"], "z.schema.json");
    }
    let off = scene.run(&["check", "--ignore", "schema/unknown-keyword", "--output-format", "json"]);
    assert_eq!(off.rules(), expected[1..]);
}
