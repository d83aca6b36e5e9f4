use std::path::PathBuf;

use super::*;

/// A report in which each finding is a rule, a record, a level and a message; its fingerprint is of the first two.
fn report(folder: &Path, name: &str, findings: &[(&str, &str, &str, &str)]) -> PathBuf {
    let diagnostics: Vec<serde_json::Value> = findings
        .iter()
        .map(|(rule, record, level, message)| {
            serde_json::json!({"rule": rule, "level": level, "message": message, "file": "r/a.json",
                "record": {"id": record, "index": 0, "line": 1}, "pointer": "/when",
                "fingerprint": format!("{rule} {record}")})
        })
        .collect();
    let all = serde_json::json!({"version": "1", "diagnostics": diagnostics,
        "counts": {"by_level": {"error": diagnostics.len()}}});
    let path = folder.join(name);
    std::fs::write(&path, all.to_string()).unwrap();
    path
}

fn printed(comparison: &ReportComparison, format: ComparisonFormat) -> String {
    let mut out = Vec::new();
    comparison.write(format, Display::default().of_width(70), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn what_came_what_is_gone_and_what_is_said_otherwise() {
    let folder = tempfile::tempdir().unwrap();
    let old = report(
        folder.path(),
        "old.json",
        &[
            ("date/a", "one", "error", "no month"),
            ("date/a", "two", "error", "no month"),
            ("name/b", "one", "warning", "two spellings"),
            ("name/b", "two", "warning", "two spellings"),
        ],
    );
    let new = report(
        folder.path(),
        "new.json",
        &[
            ("date/a", "one", "error", "no month"),
            ("date/a", "six", "error", "no month: \u{1b}[31m::error::"),
            ("name/b", "one", "error", "two spellings"),
            ("name/b", "two", "warning", "two spellings of one name"),
        ],
    );
    let comparison = compare(&old, &new).unwrap();
    insta::assert_snapshot!(printed(&comparison, ComparisonFormat::Text));
    insta::assert_snapshot!(printed(&comparison, ComparisonFormat::Markdown));
    let same = compare(&new, &new).unwrap();
    assert!(same.is_empty());
    assert_eq!(printed(&same, ComparisonFormat::Text), "4 the same\n");
}

#[test]
fn what_is_no_report_is_said_with_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let good = report(folder.path(), "good.json", &[]);
    let cases = [
        ("{", "is no report: EOF while parsing"),
        (r#"{"version": "1"}"#, "is no report: missing field"),
        (
            r#"{"version": "7\u001b", "diagnostics": [], "counts": {"by_level": {}}}"#,
            "is a report of version 7⟨U+001B⟩, and this program reads 1",
        ),
    ];
    for (text, said) in cases {
        let path = folder.path().join("bad.json");
        std::fs::write(&path, text).unwrap();
        let error = compare(&good, &path).unwrap_err();
        assert!(error.to_string().contains(said), "{error}");
        assert!(miette::Diagnostic::help(&error).is_some());
    }
    assert!(matches!(compare(&folder.path().join("none"), &good), Err(NotAReport::Run(_))));
}

#[test]
fn what_a_report_leaves_out_is_not_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let good = report(folder.path(), "good.json", &[("date/a", "one", "error", "no month")]);
    let text = std::fs::read_to_string(&good).unwrap();
    let cut = folder.path().join("cut.json");
    std::fs::write(&cut, text.replace(r#""error":1"#, r#""error":8"#)).unwrap();
    let said = printed(&compare(&good, &cut).unwrap(), ComparisonFormat::Text);
    assert!(said.contains("7 findings left out of the reports"), "{said}");
}

#[test]
fn a_run_that_could_not_judge_is_not_the_same_as_a_clean_one() {
    let folder = tempfile::tempdir().unwrap();
    let good = report(folder.path(), "good.json", &[]);
    let text = std::fs::read_to_string(&good).unwrap();
    let broken = folder.path().join("broken.json");
    let fault = r#""faults":[{"message":"it is a pipe, not a file","file":"r/x.ndjson"}],"diagnostics""#;
    std::fs::write(&broken, text.replace(r#""diagnostics""#, fault)).unwrap();
    let comparison = compare(&good, &broken).unwrap();
    assert!(!comparison.is_empty());
    let said = printed(&comparison, ComparisonFormat::Text);
    assert_eq!(said, "0 the same\ncould not be judged any more: r/x.ndjson: it is a pipe, not a file\n");
    assert!(compare(&broken, &broken).unwrap().is_empty());
}
