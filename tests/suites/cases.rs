//! Small inputs made after public reports, each with its right answer, and long lists that are written right.
//!
//! Each trial prints its figure and holds it. With `TADQIQ_LIST` set, each case that is not met is listed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use libtest_mimic::{Failed, Trial};
use regex::Regex;
use tadqiq::date::{Outcome, Settings, read};
use tadqiq::report::{Diagnostic, Report};
use tadqiq::text::compare::compare;
use tadqiq::text::comparison::{Evidence, Verdict};
use tadqiq::{ConfigChoice, Options, SchemaName, Subject};

/// Of so many right records, a rule may speak falsely on one.
const RIGHT_RECORDS_A_FALSE_ALARM: usize = 300;

/// The families that the right lists are for: what is in them is right by name, character, place and shape.
const FAMILIES_OF_LISTS: [&str; 5] = ["name", "reference", "schema", "script", "text"];

/// Rules that are right about these lists: some registers write the form of address into the name, and one writes an
/// Urdu letter in Arabic names.
const TRUE_THERE: [&str; 2] = ["name/honorific", "script/foreign-letter"];

/// The trials over the cases in `shared`.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let with = |name: &str, path: &str, trial: fn(PathBuf) -> Result<(), Failed>| {
        let path = shared.join(path);
        Trial::test(format!("cases::{name}"), move || trial(path))
    };
    let mut trials = vec![
        with("dates", "cases/dates.tsv", dates),
        with("names", "cases/names.tsv", names),
        with("records", "cases/records", records),
    ];
    for language in ["ar", "fa", "fr", "ur"] {
        trials.push(with(
            &format!("right lists, {language}"),
            &format!("data/right/{language}"),
            right_lists,
        ));
    }
    trials
}

/// A column of a row; empty where there is none.
fn column(row: &str, number: usize) -> &str {
    row.split('\t').nth(number).unwrap_or_default()
}

fn rows(path: &Path) -> Result<Vec<String>, Failed> {
    let text = fs::read_to_string(path)?;
    let is_row = |line: &&str| !line.is_empty() && !line.starts_with('#');
    Ok(text.lines().filter(is_row).map(str::to_owned).collect())
}

/// Text, day of publication, outcomes that are right, and normal forms that are.
fn dates(path: PathBuf) -> Result<(), Failed> {
    let rows = rows(&path)?;
    let (mut missed, mut read_otherwise) = (Vec::new(), Vec::new());
    for row in &rows {
        let reference = column(row, 1).parse::<NaiveDate>().ok();
        let outcome = read(column(row, 0), &Settings { reference, ..Settings::default() }).outcome;
        let is_due = |word: &str, list: &str| list.split('|').any(|due| due == word);
        let is_right = match &outcome {
            Outcome::Normalised(edtf) => is_due("normalised", column(row, 2)) && is_due(edtf, column(row, 3)),
            Outcome::Ambiguous(_) => is_due("ambiguous", column(row, 2)),
            Outcome::NotUnderstood(_) => is_due("none", column(row, 2)),
            _ => false,
        };
        let line = format!("{}: {outcome:?}, due: {} {}", column(row, 0), column(row, 2), column(row, 3));
        match outcome {
            _ if is_right => {}
            Outcome::Normalised(_) => read_otherwise.push(line),
            _ => missed.push(line),
        }
    }
    let right = rows.len() - missed.len() - read_otherwise.len();
    hold(right + 2 >= rows.len() && read_otherwise.is_empty(), "dates", right, rows.len(), || {
        [read_otherwise, missed].concat()
    })
}

/// Pairs, and whether they are one; whatever is not the same may be undecided.
fn names(path: PathBuf) -> Result<(), Failed> {
    let rows = rows(&path)?;
    let mut missed = Vec::new();
    for row in &rows {
        let verdict = compare(column(row, 0), column(row, 1), &Evidence::default()).verdict;
        if (verdict == Verdict::Same) != (column(row, 2) == "same") {
            missed.push(format!("{} / {}: {verdict}", column(row, 0), column(row, 1)));
        }
    }
    hold(missed.is_empty(), "names", rows.len() - missed.len(), rows.len(), || missed)
}

/// A bad record and its right twin each: which rules are due, and that nothing is said of the twin.
fn records(folder: PathBuf) -> Result<(), Failed> {
    let rows = rows(&folder.join("expected.tsv"))?;
    let (mut missed, mut false_alarms) = (Vec::new(), Vec::new());
    for row in &rows {
        let report = check(&folder.join(column(row, 0)), SchemaName::Bundled("meeting".to_owned()))?;
        let found: Vec<&str> = report.diagnostics().map(|found| found.rule.id()).collect();
        let line = format!("{}: {found:?}, due: {}", column(row, 0), column(row, 2));
        match column(row, 2) {
            "nothing" if found.is_empty() => {}
            "nothing" => false_alarms.push(line),
            due if is_found(due, &found)? => {}
            _ => missed.push(line),
        }
    }
    let right = rows.len() - missed.len() - false_alarms.len();
    hold(right + 2 >= rows.len() && false_alarms.is_empty(), "records", right, rows.len(), || {
        [false_alarms, missed].concat()
    })
}

/// `PATTERN; not PATTERN`: a rule of the first speaks, and none of the others.
fn is_found(due: &str, found: &[&str]) -> Result<bool, Failed> {
    for (number, pattern) in due.split(';').map(str::trim).enumerate() {
        let bare = pattern.trim_start_matches("not ");
        let pattern = Regex::new(&format!("^(?:{bare})$"))?;
        if found.iter().any(|rule| pattern.is_match(rule)) != (number == 0) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Lists that are written right: each rule may be wrong on one record of many.
fn right_lists(stem: PathBuf) -> Result<(), Failed> {
    let report = check(&stem.with_extension("ndjson"), SchemaName::File(stem.with_extension("schema.json")))?;
    let records = usize::try_from(report.counts.judged)?;
    // A value that stands in many records is one to look at.
    let mut by_rule: BTreeMap<&str, BTreeMap<String, &Diagnostic>> = BTreeMap::new();
    for found in report.diagnostics().filter(|found| {
        FAMILIES_OF_LISTS.contains(&found.rule.family()) && !TRUE_THERE.contains(&found.rule.id())
    }) {
        by_rule.entry(found.rule.id()).or_default().entry(found.label.plain()).or_insert(found);
    }
    let said: usize = by_rule.values().map(BTreeMap::len).sum();
    by_rule.retain(|_, found| found.len() * RIGHT_RECORDS_A_FALSE_ALARM > records);
    let too_many = by_rule.values().flat_map(BTreeMap::values).map(|found| {
        let id = found.site.record.as_ref().and_then(|record| record.id.as_ref());
        let id = id.map_or("-", |id| id.expose());
        format!("{id} {} {}: {}", found.site.pointer, found.rule.id(), found.label.plain())
    });
    let too_many: Vec<String> = too_many.collect();
    hold(too_many.is_empty(), "findings of right records", said, records, || too_many)
}

fn check(path: &Path, schema: SchemaName) -> Result<Report, Failed> {
    let options = Options { config: ConfigChoice::Isolated, schema: Some(schema), ..Options::default() };
    let report = tadqiq::check(&Subject::paths([path]), &options)?;
    if report.faults.is_empty() { Ok(report) } else { Err(format!("{:?}", report.faults).into()) }
}

fn hold(
    is_held: bool,
    what: &str,
    figure: usize,
    of: usize,
    missed: impl FnOnce() -> Vec<String>,
) -> Result<(), Failed> {
    println!("  {what}: {figure} of {of}");
    let missed = missed();
    if std::env::var_os("TADQIQ_LIST").is_some() {
        missed.iter().for_each(|line| println!("    {line}"));
    }
    if is_held { Ok(()) } else { Err(missed.join("\n").into()) }
}
