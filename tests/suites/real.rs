//! The real records of a foreign shape, judged through the annotated schema that was written for them.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use serde_json::Value;
use tadqiq::SchemaName;
use tadqiq::internals::rules;
use tadqiq::{ConfigChoice, Options, Report, Subject};

use self::rearranged::{Change, rearrange};

#[path = "../support/rearranged.rs"]
mod rearranged;

/// Files, and how many records each holds.
pub const FILES: [(&str, u64); 3] =
    [("hs_travels_2017.ndjson", 3738), ("uk_meetings.ndjson", 2499), ("uk_travel.ndjson", 205)];

/// The trials over the real records in `shared`.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let folder = shared.join("data/real");
    let with =
        |name: String, trial: fn(&Path, &str, u64) -> Result<(), Failed>, file: &'static str, records| {
            let folder = folder.clone();
            Trial::test(name, move || trial(&folder, file, records))
        };
    let mut trials: Vec<Trial> = FILES
        .into_iter()
        .map(|(file, records)| with(format!("real::{file} is judged whole"), is_judged_whole, file, records))
        .collect();
    for (file, records) in FILES {
        let name = format!("real::{file} has findings that are known by the same wherever its records stand");
        trials.push(with(name, is_known_by_the_same, file, records));
    }
    trials.push(with(
        "real::ids that stand twice are found".to_owned(),
        finds_ids_that_stand_twice,
        FILES[0].0,
        11,
    ));
    trials
}

/// Judges a file by the annotated schema.
pub fn check(path: PathBuf, select: &str) -> Result<Report, Failed> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/foreign/record.schema.json");
    let select = select.split_whitespace().map(str::to_owned).collect();
    let options = Options {
        config: ConfigChoice::Isolated,
        schema: Some(SchemaName::File(schema)),
        select,
        ..Options::default()
    };
    Ok(tadqiq::check(&Subject::paths([path]), &options)?)
}

/// Every record is judged, by every rule, without a fault; and their own schema fits them all.
fn is_judged_whole(folder: &Path, file: &str, records: u64) -> Result<(), Failed> {
    let report = check(folder.join(file), "")?;
    equal(&report.faults, &Vec::new())?;
    equal(&(report.counts.records, report.counts.judged), &(records, records))?;
    // What JSON Schema says, by itself: the family has rules of other kinds too.
    let of_the_schema =
        ["missing-field", "unknown-field", "wrong-type", "not-allowed", "format", "violation"];
    let select: Vec<String> = of_the_schema.iter().map(|defect| format!("schema/{defect}")).collect();
    let found = check(folder.join(file), &format!("json {}", select.join(" ")))?.counts.by_rule;
    equal(&found, &Default::default())
}

/// In whatever order, files and spelling its records stand.
fn is_known_by_the_same(folder: &Path, file: &str, _: u64) -> Result<(), Failed> {
    let known = |changes: &[Change]| -> Result<BTreeSet<String>, Failed> {
        let copied = tempfile::tempdir()?;
        std::fs::copy(folder.join(file), copied.path().join(file))?;
        for change in changes {
            rearrange(copied.path(), *change)?;
        }
        // What is found of the order in a file is another finding in another order.
        let all = rules::ALL.iter().map(|rule| rule.id()).filter(|id| *id != "date/order-break");
        let report = check(copied.path().to_owned(), &all.collect::<Vec<_>>().join(" "))?;
        Ok(report.fingerprints().map(|known| known.to_string()).collect())
    };
    let before = known(&[])?;
    for changes in [
        &[Change::Dealt, Change::Renamed][..],
        &[Change::Reversed, Change::Split, Change::Turned, Change::Escaped, Change::Spaced],
    ] {
        let differing = before.symmetric_difference(&known(changes)?).count();
        if differing > 0 {
            return Err(format!("{differing} of {} are known by another: {changes:?}", before.len()).into());
        }
    }
    Ok(())
}

/// What the maintainers of the dataset corrected later is what is found, and nothing else.
fn finds_ids_that_stand_twice(folder: &Path, file: &str, most: u64) -> Result<(), Failed> {
    let report = check(folder.join(file), "dataset/duplicate-id")?;
    let found: BTreeSet<String> = report
        .diagnostics()
        .filter_map(|found| Some(found.site.record.as_ref()?.id.as_ref()?.expose().to_owned()))
        .collect();
    let truth = std::fs::read_to_string(folder.join("truth_hs.ndjson"))?;
    let mut expected = BTreeSet::new();
    for line in truth.lines() {
        let correction: Value = serde_json::from_str(line)?;
        if correction["class"] == "dup_id" {
            expected.insert(correction["id"].as_str().unwrap_or_default().to_owned());
        }
    }
    equal(&found, &expected)?;
    equal(&(found.len() as u64), &most)
}

fn equal<T: PartialEq + std::fmt::Debug>(left: &T, right: &T) -> Result<(), Failed> {
    if left == right { Ok(()) } else { Err(format!("{left:?} is not {right:?}").into()) }
}
