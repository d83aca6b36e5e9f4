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
        let start = "the given schema is not a schema that records can be judged by: ";
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
