//! The JSON report is a contract: it is as its schema says, and says what is in the files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use serde_json::{Value, json};
use tadqiq::TextEdit;
use tadqiq::edit::edited;

use crate::support::{Scene, clean, hostile, lacking, run_here};

fn report_schema() -> Value {
    serde_json::from_str(include_str!("../../schemas/report.schema.json")).unwrap()
}

/// Says what does not hold of a report, and of each of its diagnostics as a line of its own.
fn violations(validator: &jsonschema::Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

fn of_report() -> jsonschema::Validator {
    jsonschema::options().should_validate_formats(true).build(&report_schema()).unwrap()
}

fn of_line() -> jsonschema::Validator {
    let mut schema = report_schema();
    let line = json!({"$schema": schema["$schema"].take(), "$ref": "#/$defs/diagnostic", "$defs": schema["$defs"].take()});
    jsonschema::options().should_validate_formats(true).build(&line).unwrap()
}

/// Folders of the project whose reports are held against the contract.
fn folders() -> Vec<String> {
    let mut folders = vec!["fixtures/meetings-2022".to_owned(), "fixtures/meetings-2022-clean".to_owned()];
    for family in std::fs::read_dir("fixtures/rules").unwrap() {
        for rule in std::fs::read_dir(family.unwrap().path()).unwrap() {
            folders.push(rule.unwrap().path().to_string_lossy().into_owned());
        }
    }
    folders.sort();
    folders
}

#[test]
fn every_report_of_the_fixtures_is_as_its_schema_says() {
    let (whole, line) = (of_report(), of_line());
    for folder in folders() {
        let ran = run_here(&["check", &folder, "--output-format", "json"]);
        let report = ran.report();
        assert_eq!(violations(&whole, &report), [""; 0], "{folder}");
        let lines = run_here(&["check", &folder, "--output-format", "json-lines"]);
        let lines: Vec<Value> = lines.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(Value::from(lines.clone()), report["diagnostics"], "{folder}");
        for diagnostic in &lines {
            assert_eq!(violations(&line, diagnostic), [""; 0], "{folder}");
        }
        tells_the_truth(Path::new("."), &report, &folder);
    }
}

#[test]
fn every_report_of_hostile_input_is_as_its_schema_says() {
    let whole = of_report();
    let scene = Scene::new(hostile());
    let ran = scene.run(&["check", "--output-format", "json", ".", "gone\u{1b}[31m.json"]);
    let report = ran.report();
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    assert_eq!(violations(&whole, &report), [""; 0]);
    let rules = report["counts"]["by_rule"].as_object().unwrap();
    assert!(rules.keys().filter(|rule| rule.starts_with("json/")).count() >= 6, "{rules:?}");
    tells_the_truth(&scene.path(""), &report, "hostile");
}

/// Spans, counts, causes and edits of a report, held against the files it is about.
fn tells_the_truth(folder: &Path, report: &Value, what: &str) {
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let mut by_rule: BTreeMap<&str, u64> = BTreeMap::new();
    for found in diagnostics {
        *by_rule.entry(found["rule"].as_str().unwrap()).or_default() += 1;
        for site in std::iter::once(found).chain(found["related"].as_array().unwrap()) {
            span_is_that_of_the_value(folder, site);
        }
        for fix in found["fixes"].as_array().unwrap() {
            edits_leave_json(folder, fix["edits"].as_array().unwrap(), found);
        }
    }
    causes_are_those_of_the_diagnostics(report, what);
    let counts = &report["counts"];
    assert_eq!(counts["by_rule"], json!(by_rule), "{what}");
    let levels = counts["by_level"].as_object().unwrap().values().filter_map(Value::as_u64);
    assert_eq!(levels.sum::<u64>(), diagnostics.len() as u64, "{what}");
    let broken = diagnostics.iter().filter(|found| is_of_a_broken_record(found)).count() as u64;
    let count = |name: &str| counts[name].as_u64().unwrap();
    assert_eq!(
        count("records"),
        count("judged") + broken,
        "{what}: records = judged + those reported broken"
    );
}

/// Every diagnostic is known by a fingerprint of its own and belongs to a cause, whose counts add up.
fn causes_are_those_of_the_diagnostics(report: &Value, what: &str) {
    let diagnostics = report["diagnostics"].as_array().unwrap();
    let causes = report["causes"].as_array().unwrap();
    let known_by: BTreeSet<&str> =
        diagnostics.iter().map(|found| found["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(known_by.len(), diagnostics.len(), "{what}: fingerprints are unique");
    for cause in causes {
        let own: Vec<&Value> = diagnostics.iter().filter(|found| found["cause"] == cause["id"]).collect();
        assert_eq!(cause["findings"], own.len(), "{what}: {cause}");
        let records: BTreeSet<String> = own
            .iter()
            .filter(|found| found["record"].is_object())
            .map(|found| format!("{} {}", found["file"], found["record"]["index"]))
            .collect();
        assert_eq!(cause["records"], records.len(), "{what}: {cause}");
        for member in ["rule", "message", "file", "record", "pointer", "span"] {
            assert_eq!(cause[member], own[0][member], "{what}: {cause}");
        }
    }
    let findings: u64 = causes.iter().map(|cause| cause["findings"].as_u64().unwrap()).sum();
    assert_eq!(findings, diagnostics.len() as u64, "{what}");
    let weight = |cause: &Value| {
        let level = ["error", "warning", "info"].iter().position(|level| cause["level"] == *level);
        (level, std::cmp::Reverse(cause["findings"].as_u64()))
    };
    assert!(causes.is_sorted_by_key(weight), "{what}: the heaviest first");
}

fn is_of_a_broken_record(found: &Value) -> bool {
    let breaks = ["json/syntax", "json/not-utf8", "json/too-deep", "json/too-large"];
    found["rule"].as_str().is_some_and(|rule| breaks.contains(&rule)) && found["record"].is_object()
}

fn span_is_that_of_the_value(folder: &Path, site: &Value) {
    let bytes = std::fs::read(folder.join(site["file"].as_str().unwrap())).unwrap();
    let Range { start, end } = span_counts_right(&bytes, site);
    let Ok(text) = std::str::from_utf8(&bytes) else { return };
    if is_of_a_broken_record(site) {
        return;
    }
    let Some(value) = value_at(text, site) else { return };
    let slice = &text[start..end];
    // What is meant is the value, its key, or some characters of it.
    if let Ok(meant) = serde_json::from_str::<Value>(slice) {
        let key = site["pointer"].as_str().unwrap().rsplit('/').next().unwrap();
        let is_key = meant == key.replace("~1", "/").replace("~0", "~");
        let is_part = value.as_str().is_some_and(|text| text.contains(slice));
        assert!(meant == value || is_key || is_part, "{slice} is not {value}: {site}");
    } else {
        let part = serde_json::from_str::<String>(&format!("\"{slice}\"")).unwrap();
        assert!(value.as_str().is_some_and(|text| text.contains(&part)), "{part} is not in {value}: {site}");
    }
}

/// The bytes of a span, whose lines and columns are held against those of the file.
fn span_counts_right(bytes: &[u8], of: &Value) -> Range<usize> {
    let unit = |name: &str| of["span"][name].as_u64().unwrap() as usize;
    let (start, end) = (unit("start"), unit("end"));
    assert!(start <= end && end <= bytes.len(), "{of}");
    let position = |byte: usize| {
        let line_start = bytes[..byte].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
        let line = 1 + bytes[..byte].iter().filter(|byte| **byte == b'\n').count();
        let before = String::from_utf8_lossy(&bytes[line_start..byte]).into_owned();
        (line, 1 + before.chars().count(), 1 + before.encode_utf16().count())
    };
    assert_eq!(position(start), (unit("line"), unit("column"), unit("utf16_column")), "{of}");
    assert_eq!(position(end), (unit("end_line"), unit("end_column"), unit("utf16_end_column")), "{of}");
    start..end
}

/// The value a site names; none if its record cannot be parsed, or holds a key twice.
fn value_at(text: &str, site: &Value) -> Option<Value> {
    let record = site["record"].as_object()?;
    let from =
        text.split_inclusive('\n').take(record["line"].as_u64()? as usize - 1).map(str::len).sum::<usize>();
    let is_lines = !site["file"].as_str()?.ends_with(".json");
    let value: Value = match is_lines {
        true => serde_json::from_str(text[from..].lines().next()?).ok()?,
        false => match serde_json::from_str(text).ok()? {
            Value::Array(records) => records.get(record["index"].as_u64()? as usize)?.clone(),
            value => value,
        },
    };
    // Of a key that stands twice serde_json keeps the last only.
    let is_twice = site["rule"] == "json/duplicate-key" || site["rule"].is_null();
    value.pointer(site["pointer"].as_str()?).filter(|_| !is_twice).cloned()
}

fn edits_leave_json(folder: &Path, edits: &[Value], found: &Value) {
    let mut by_file: BTreeMap<&str, Vec<TextEdit>> = BTreeMap::new();
    for edit in edits {
        let range = edit["start"].as_u64().unwrap() as usize..edit["end"].as_u64().unwrap() as usize;
        let span = &edit["span"];
        assert_eq!((&edit["start"], &edit["end"]), (&span["start"], &span["end"]), "{edit}");
        span_counts_right(&std::fs::read(folder.join(edit["file"].as_str().unwrap())).unwrap(), edit);
        let text = edit["text"].as_str().unwrap().to_owned();
        by_file.entry(edit["file"].as_str().unwrap()).or_default().push(TextEdit { range, text });
    }
    for (file, edits) in by_file {
        let text = std::fs::read_to_string(folder.join(file)).unwrap();
        let edited = String::from_utf8(edited(text.as_bytes(), &edits).unwrap()).unwrap();
        assert_ne!(edited, text, "{found}");
        let (before, after) = (broken_parts(&text, file), broken_parts(&edited, file));
        assert!(after <= before, "{after} broken parts instead of {before}: {found}\n{edited}");
    }
}

/// How many lines, or values, of a text are no JSON.
fn broken_parts(text: &str, file: &str) -> usize {
    let is_broken = |text: &&str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_err();
    if file.ends_with(".json") {
        return usize::from(is_broken(&text));
    }
    text.lines().filter(|line| !line.trim().is_empty()).filter(is_broken).count()
}

#[test]
fn counts_are_of_what_was_seen() {
    let lines = format!("{}\n{}\n\n{{\n{}\n", clean("a"), lacking("b"), clean("c"));
    let array = format!("[{}, oops, {}]", clean("d"), lacking("e"));
    let scene = Scene::new([("a.ndjson", lines), ("b.json", array), ("c.json", clean("f"))]);
    let report = scene.run(&["check", "--output-format", "json", "--fail-on", "info"]).report();
    let counts = &report["counts"];
    assert_eq!(counts["files"], 3);
    assert_eq!((&counts["records"], &counts["judged"]), (&8.into(), &6.into()));
    let lines: Vec<(u64, u64)> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|found| found["file"] == "a.ndjson" && found["rule"] == "json/syntax")
        .map(|found| (found["record"]["index"].as_u64().unwrap(), found["record"]["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(lines, [(2, 4)]);
}
