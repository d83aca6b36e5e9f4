//! Rows of columns are judged as the same data in objects.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::support::{Scene, run_here};

const FOLDER: &str = "fixtures/flat";
const GROUPS: [&str; 5] = ["participant", "when", "place", "evidence", "term"];

fn read(name: &str) -> String {
    std::fs::read_to_string(format!("{FOLDER}/{name}")).unwrap()
}

/// The group that a property of a flat schema belongs to: its role and its name.
fn group_of(property: &Value) -> Option<(&'static str, &str)> {
    let annotation = property.get("x-tadqiq")?;
    GROUPS.into_iter().find_map(|group| Some((group, annotation.get(group)?.as_str()?)))
}

/// The schema with an object for each group.
fn nested_schema(flat: &Value) -> Value {
    let mut properties = Map::new();
    for (key, property) in flat["properties"].as_object().unwrap() {
        let Some((group, name)) = group_of(property) else {
            properties.insert(key.clone(), property.clone());
            continue;
        };
        let mut leaf = property.clone();
        let annotation = leaf["x-tadqiq"].as_object_mut().unwrap();
        annotation.remove(group);
        let side = annotation.remove("side");
        let object = properties
            .entry(name)
            .or_insert_with(|| json!({"type": "object", "x-tadqiq": group, "properties": {}}));
        if side.is_some() {
            object["properties"]["side"] = json!({"type": "string", "x-tadqiq": "side"});
        }
        object["properties"][key] = leaf;
    }
    json!({"type": "object", "properties": properties})
}

/// A row with an object for each group that it has a value of.
fn nested_row(schema: &Value, row: &Value) -> Value {
    let mut nested = Map::new();
    for (key, value) in row.as_object().unwrap() {
        let Some((_, name)) = group_of(&schema["properties"][key]) else {
            nested.insert(key.clone(), value.clone());
            continue;
        };
        if value.is_null() {
            continue;
        }
        nested.entry(name).or_insert_with(|| json!({}))[key] = value.clone();
    }
    for property in schema["properties"].as_object().unwrap().values() {
        let side = property["x-tadqiq"].get("side");
        let object =
            group_of(property).and_then(|(_, name)| nested.get_mut(name)).and_then(Value::as_object_mut);
        if let (Some(side), Some(object)) = (side, object) {
            object.insert("side".into(), side.clone());
        }
    }
    Value::Object(nested)
}

/// What is said of each record: rule, id and words, and how often.
fn said(report: &str) -> BTreeMap<(String, String, String), usize> {
    let report: Value = serde_json::from_str(report).unwrap();
    let mut said = BTreeMap::new();
    for found in report["diagnostics"].as_array().unwrap() {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let key = (text(&found["rule"]), text(&found["record"]["id"]), text(&found["message"]));
        *said.entry(key).or_default() += 1;
    }
    said
}

#[test]
fn a_flat_dataset_gives_the_findings_of_the_nested_one_rule_for_rule() {
    let mut files: BTreeMap<String, String> =
        ["tadqiq.toml", "people.json", "reports.json", "texts/ports.txt", "report.schema.json"]
            .map(|name| (name.to_owned(), read(name)))
            .into();
    for (schema, records) in [("visit.schema.json", "visits.ndjson"), ("person.schema.json", "people.json")] {
        let flat: Value = serde_json::from_str(&read(schema)).unwrap();
        let text = read(records);
        let rows: Vec<Value> = match records.ends_with("ndjson") {
            true => text.lines().map(|line| serde_json::from_str(line).unwrap()).collect(),
            false => serde_json::from_str(&text).unwrap(),
        };
        let rows: Vec<Value> = rows.iter().map(|row| nested_row(&flat, row)).collect();
        let nested = match records.ends_with("ndjson") {
            true => rows.iter().map(|row| format!("{row}\n")).collect(),
            false => serde_json::to_string(&rows).unwrap(),
        };
        files.insert(schema.to_owned(), nested_schema(&flat).to_string());
        files.insert(records.to_owned(), nested);
    }
    let nested = Scene::new(files).run(&["check", "--output-format", "json"]);
    let flat = run_here(&["check", FOLDER, "--output-format", "json"]);
    assert_eq!((flat.code, nested.code), (Some(1), Some(1)), "{} {}", flat.err, nested.err);
    let (flat, nested) = (said(&flat.out), said(&nested.out));
    let only = |one: &BTreeMap<_, usize>, other: &BTreeMap<_, usize>| -> Vec<String> {
        one.iter()
            .filter(|(key, count)| other.get(*key) != Some(*count))
            .map(|it| format!("{it:?}"))
            .collect()
    };
    assert_eq!((only(&flat, &nested), only(&nested, &flat)), (Vec::new(), Vec::new()));
    let rules: std::collections::BTreeSet<&str> = flat.keys().map(|(rule, ..)| rule.as_str()).collect();
    assert!(rules.len() >= 17, "{rules:?}");
}

#[test]
fn a_row_without_a_column_is_told_where_its_participant_is() {
    let ran = run_here(&["check", FOLDER, "--output-format", "concise", "--select", "record"]);
    assert!(ran.out.contains("(3 · /visitor)"), "{}", ran.out);
}

const SCHEMA: &str = r#"{"type": "object", "properties": {
    "n": {"type": ["integer", "string"], "x-tadqiq": "record-id"},
    "day": {"type": "string", "x-tadqiq": "date"},
    "boss": {"type": ["integer", "string"], "x-tadqiq": {"role": "reference", "to": "rows"}}}}"#;
const CONFIG: &str = "[collections.rows]\nfiles = [\"rows.ndjson\"]\nschema = \"row.schema.json\"\n";

#[test]
fn a_number_and_its_text_are_one_id() {
    let rows = "{\"n\": 7, \"boss\": \"8\"}\n{\"n\": \"7\", \"boss\": 8}\n{\"n\": 8, \"boss\": 9}\n{\"n\": -8, \"boss\": -8}\n";
    let scene = Scene::new([("tadqiq.toml", CONFIG), ("row.schema.json", SCHEMA), ("rows.ndjson", rows)]);
    let ran = scene.run(&[
        "check",
        "--output-format",
        "concise",
        "--select",
        "dataset/duplicate-id,reference/unknown",
    ]);
    let said: Vec<&str> = ran.out.lines().filter(|line| line.starts_with("rows")).collect();
    assert_eq!(
        said,
        [
            "rows.ndjson:2:7: error[dataset/duplicate-id] two records have one id: another record has the id 7 as well (7 · /n)",
            "rows.ndjson:3:18: error[reference/unknown] a reference names no entry of its registry: rows has no entry with the id 9 (8 · /boss)",
        ],
        "{ran:?}"
    );
}

#[test]
fn a_fingerprint_does_not_change_when_an_id_becomes_a_number() {
    let of = |id: &str| {
        let rows = format!("{{\"n\": {id}, \"day\": \"2022-13-01\"}}\n");
        let scene =
            Scene::new([("tadqiq.toml", CONFIG), ("row.schema.json", SCHEMA), ("rows.ndjson", &rows)]);
        let report = scene.run(&["check", "--output-format", "json", "--select", "date"]).out;
        let report: Value = serde_json::from_str(&report).unwrap();
        report["diagnostics"][0]["fingerprint"].as_str().unwrap().to_owned()
    };
    assert_eq!(of("7"), of("\"7\""));
    assert_ne!(of("7"), of("8"));
}

#[test]
fn a_bad_annotation_names_its_place() {
    let schema = SCHEMA.replace("\"date\"", r#"{"role": "date", "side": "host"}"#);
    let scene = Scene::new([("tadqiq.toml", CONFIG), ("row.schema.json", &schema), ("rows.ndjson", "{}\n")]);
    let ran = scene.run(&["check"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let said = format!("{}{}", ran.out, ran.err);
    assert!(said.contains("#/properties/day/x-tadqiq/side"), "{said}");
}
