//! The rules of the date family over real records: what they must find, and what they must not.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};
use tadqiq::SchemaName;
use tadqiq::report::Diagnostic;
use tadqiq::{ConfigChoice, Level, Options, Report, Subject};

/// The trials over the records in `shared`.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let with = |name: &str, file: &str, trial: fn(PathBuf) -> Result<(), Failed>| {
        let file = shared.join(file);
        Trial::test(format!("real_dates::{name}"), move || trial(file))
    };
    vec![
        with("journeys", "data/real/hs_travels_2017.ndjson", journeys),
        with("ministers_meetings", "data/real/uk_meetings.ndjson", |file| {
            errors_at_most(&judge(&foreign_schema(), &file)?, 0)
        }),
        with("ministers_journeys", "data/real/uk_travel.ndjson", |file| {
            let report = judge(&foreign_schema(), &file)?;
            must_find(&report, &[("date/impossible-day", "pmoverseastraveljanmar2012.csv:7")])?;
            errors_at_most(&report, 1)
        }),
        with(
            "weekday_contradictions",
            "data/dates/arabic_press_weekday_contradictions.ndjson",
            weekday_contradictions,
        ),
        with("press", "data/dates/arabic_press_dates.ndjson", press),
    ]
}

/// Journeys of presidents and secretaries of state, before their maintainers mended them.
fn journeys(file: PathBuf) -> Result<(), Failed> {
    let report = judge(&foreign_schema(), &file)?;
    let expected = [
        ("date/range-reversed", "2721"),
        ("date/range-reversed", "2879"),
        ("date/range-reversed", "2940"),
        ("date/out-of-scope", "3779"),
        ("date/order-break", "3497"),
        // The maintainers have not seen this one: 2006 among dates of 2007.
        ("date/order-break", "1588"),
    ];
    must_find(&report, &expected)?;
    let is_other = |found: &&Diagnostic| !expected.contains(&(found.rule.id(), id(found)));
    let others: Vec<&Diagnostic> = report.diagnostics().filter(is_other).collect();
    others.iter().for_each(|found| {
        println!("not expected: {} {}: {}", id(found), found.rule.id(), found.label.plain())
    });
    let errors = others.iter().filter(|found| found.level == Level::Error).count() as u64;
    hold(
        errors * 1000 <= report.counts.records,
        format!("{errors} other errors in {} records", report.counts.records),
    )
}

/// Contradictions that a person has read, each with what would mend it.
fn weekday_contradictions(file: PathBuf) -> Result<(), Failed> {
    let cases = lines(&file)?;
    let report = judge_texts(&cases)?;
    let mut mended = 0;
    for (number, case) in cases.iter().enumerate() {
        let own = report
            .diagnostics()
            .find(|found| found.rule.id() == "date/weekday-mismatch" && id(found) == number.to_string());
        let help: String = own.iter().flat_map(|found| &found.help).map(|help| help.plain()).collect();
        let repairs = case["single_field_fixes_near_pub"].as_array().map(Vec::as_slice).unwrap_or_default();
        let offered = repairs.iter().any(|repair| match repair[0].as_str() {
            Some("weekday") => help.contains("another weekday"),
            _ => repair[1].as_str().is_some_and(|date| help.contains(date)),
        });
        if offered {
            mended += 1;
        } else {
            println!("not offered: {case}: {help}");
        }
    }
    hold(mended * 33 >= cases.len() * 31, format!("{mended} of {} found, with a listed repair", cases.len()))
}

/// Dates of the press alone, as texts: the calendar must confirm every alarm, and there is no other error.
fn press(file: PathBuf) -> Result<(), Failed> {
    let report = judge_texts(&lines(&file)?)?;
    let errors = report.diagnostics().filter(|found| found.level == Level::Error);
    let others: Vec<&Diagnostic> =
        errors.filter(|found| found.rule.id() != "date/weekday-mismatch").collect();
    others.iter().for_each(|found| println!("not expected: {} {}", found.rule.id(), found.label.plain()));
    hold(others.is_empty(), format!("{} errors other than of the weekday", others.len()))
}

/// Judges date texts, each beside its day of publication. The id of a record is its number.
fn judge_texts(cases: &[Value]) -> Result<Report, Failed> {
    let folder = tempfile::tempdir()?;
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {
            "id": { "type": "string", "x-tadqiq": "record-id" },
            "text": { "type": "string", "x-tadqiq": "date-text" },
            "published": { "type": "string", "x-tadqiq": "published" }
        }
    });
    let schema_file = folder.path().join("schema.json");
    std::fs::write(&schema_file, schema.to_string())?;
    let records = cases.iter().enumerate().map(|(number, case)| {
        let record =
            json!({ "id": number.to_string(), "text": case["match"], "published": case["pub_date"] });
        format!("{record}\n")
    });
    let file = folder.path().join("records.ndjson");
    std::fs::write(&file, records.collect::<String>())?;
    judge(&schema_file, &file)
}

fn judge(schema: &Path, file: &Path) -> Result<Report, Failed> {
    let options = Options {
        config: ConfigChoice::Isolated,
        schema: Some(SchemaName::read(&schema.to_string_lossy(), "".as_ref())),
        select: vec!["date".to_owned()],
        ..Options::default()
    };
    let report = tadqiq::check(&Subject::paths([file]), &options)?;
    println!("{}: {:?}", file.display(), report.counts.by_rule);
    hold(report.faults.is_empty(), format!("{:?}", report.faults))?;
    Ok(report)
}

fn foreign_schema() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/foreign/record.schema.json")
}

fn must_find(report: &Report, expected: &[(&str, &str)]) -> Result<(), Failed> {
    let found: BTreeSet<(&str, &str)> =
        report.diagnostics().map(|found| (found.rule.id(), id(found))).collect();
    let missed: Vec<_> = expected.iter().filter(|expected| !found.contains(expected)).collect();
    hold(missed.is_empty(), format!("{missed:?} not found"))
}

fn errors_at_most(report: &Report, most: usize) -> Result<(), Failed> {
    let errors: Vec<String> = report
        .diagnostics()
        .filter(|found| found.level == Level::Error)
        .map(|found| format!("{} {}: {}", id(found), found.rule.id(), found.label.plain()))
        .collect();
    hold(errors.len() <= most, format!("errors:\n{}", errors.join("\n")))
}

fn id(found: &Diagnostic) -> &str {
    found.site.record.as_ref().and_then(|record| record.id.as_ref()).map_or("", |id| id.expose())
}

fn lines(file: &Path) -> Result<Vec<Value>, Failed> {
    Ok(std::fs::read_to_string(file)?.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

fn hold(holds: bool, otherwise: String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}
