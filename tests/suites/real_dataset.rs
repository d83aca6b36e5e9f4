//! What the rules of references, evidence, records and the dataset say of real records, and of the made
//! records with a real article as their source.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use serde_json::{Value, json};
use tadqiq::SchemaName;
use tadqiq::{Options, Report, Subject};

/// The trials over the real records in `shared`.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let shared = shared.to_owned();
    let with = |name: &str, trial: fn(PathBuf) -> Result<(), Failed>| {
        let shared = shared.clone();
        Trial::test(format!("real_dataset::{name}"), move || trial(shared))
    };
    vec![
        with("every id that is there twice is found, and nothing else", ids_there_twice),
        with("a month in common is no duplicate", a_month_is_no_duplicate),
        with("a real article as the source of the made records", a_real_article),
    ]
}

fn check_real(shared: &Path, file: &str) -> Result<Report, Failed> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/foreign/record.schema.json");
    let options = Options {
        config: tadqiq::ConfigChoice::Isolated,
        schema: Some(SchemaName::File(schema)),
        select: ["dataset", "evidence", "record", "reference"].map(str::to_owned).to_vec(),
        ..Options::default()
    };
    let report = tadqiq::check(&Subject::paths([shared.join("data/real").join(file)]), &options)?;
    if report.faults.is_empty() { Ok(report) } else { Err(format!("{:?}", report.faults).into()) }
}

/// Each finding as `record pointer rule`.
fn said(report: &Report) -> BTreeSet<String> {
    let line = |found: &tadqiq::report::Diagnostic| {
        let id = found.site.record.as_ref().and_then(|record| record.id.as_ref());
        let id = id.map_or("-", |id| id.expose());
        format!("{id} {} {}", found.site.pointer, found.rule.id())
    };
    report.diagnostics().map(line).collect()
}

fn ids_there_twice(shared: PathBuf) -> Result<(), Failed> {
    let truth = std::fs::read_to_string(shared.join("data/real/truth_hs.ndjson"))?;
    let corrections = truth.lines().map(serde_json::from_str::<Value>).collect::<Result<Vec<_>, _>>()?;
    let twice = corrections.iter().filter(|correction| correction["class"] == "dup_id");
    let expected: BTreeSet<String> = twice
        .filter_map(|correction| Some(format!("{} /id dataset/duplicate-id", correction["id"].as_str()?)))
        .collect();
    let mut found = said(&check_real(&shared, "hs_travels_2017.ndjson")?);
    // Brusssels and The Hagaue.
    found.retain(|line| !line.ends_with(" /place reference/city-misspelt"));
    require(expected.len() == 11 && found == expected, || format!("expected {expected:#?}, found {found:#?}"))
}

fn a_month_is_no_duplicate(shared: PathBuf) -> Result<(), Failed> {
    for file in ["uk_meetings.ndjson", "uk_travel.ndjson"] {
        let found = said(&check_real(&shared, file)?);
        require(found.is_empty(), || format!("{file}: {found:#?}"))?;
    }
    Ok(())
}

/// Where the article tells of each record: words that only that paragraph has.
const TOLD: [(&str, &str); 10] = [
    ("2022-netherlands", "10 ماي 2022"),
    ("2022-germany", "10 يونيو 2022"),
    ("2022-united-states", "13 و 14 2022"),
    ("2022-israel", "2 غشت 2022"),
    ("2022-spain", "10 غشت 2022"),
    ("2022-mauritania", "بموريتانيا"),
    ("2022-spain-intelligence", "بموريتانيا"),
    ("2022-united-states-intelligence", "بموريتانيا"),
    ("2022-abu-dhabi", "بموريتانيا"),
    ("2022-germany-second", "بموريتانيا"),
];

/// Every defect that the article put into the records, each said by one rule; nothing that is right.
const EXPECTED: [&str; 11] = [
    "2022-germany /participants/0/name name/stray-punctuation",
    "2022-germany-call /participants/0/name name/inconsistent-spelling",
    "2022-israel /participants/1/office name/inconsistent-spelling",
    "2022-israel-follow-up /participants/0/name name/inconsistent-spelling",
    "2022-israel-follow-up /when/text date/weekday-mismatch",
    "2022-netherlands /participants/0/office name/stray-conjunction",
    "2022-netherlands /summary/ar text/space-before-punctuation",
    "2022-netherlands-follow-up /when/value date/range-reversed",
    "2022-spain /participants/1/office name/inconsistent-spelling",
    "2022-united-states /participants/0/office name/detached-waw",
    "2022-united-states /when/text date/month-missing",
];

fn a_real_article(shared: PathBuf) -> Result<(), Failed> {
    let article = std::fs::read_to_string(shared.join("seed/article.ar.txt"))?;
    let copy = tempfile::tempdir()?;
    let dataset = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/meetings-2022");
    copy_folder(&dataset, copy.path())?;
    std::fs::write(copy.path().join("sources/article.ar.txt"), &article)?;
    let sources = copy.path().join("sources.json");
    let mut registry: Value = serde_json::from_str(&std::fs::read_to_string(&sources)?)?;
    // The digest of the article is that of another text: what else changed is not asked here.
    registry[0].as_object_mut().ok_or("the article is no object")?.remove("digest");
    std::fs::write(&sources, registry.to_string())?;
    for (record, words) in TOLD {
        let path = copy.path().join("records").join(format!("{record}.json"));
        let mut value: Value = serde_json::from_str(&std::fs::read_to_string(&path)?)?;
        let quote = article.lines().find(|line| line.contains(words)).ok_or("no paragraph tells it")?;
        let start = article[..article.find(quote).unwrap_or(0)].chars().count();
        value["evidence"][0] = json!({"source": "article", "quote": quote, "start": start, "end": start + quote.chars().count()});
        std::fs::write(&path, serde_json::to_string_pretty(&value)?)?;
    }
    let report = tadqiq::check(&Subject::paths([copy.path()]), &Options::default())?;
    require(report.faults.is_empty(), || format!("{:?}", report.faults))?;
    let found = said(&report);
    let expected: BTreeSet<String> = EXPECTED.iter().map(ToString::to_string).collect();
    require(found == expected, || {
        let more: Vec<&String> = found.difference(&expected).collect();
        let missed: Vec<&String> = expected.difference(&found).collect();
        format!("said as well: {more:#?}\nnot said: {missed:#?}")
    })
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            std::fs::copy(entry.path(), &target)?;
        }
    }
    Ok(())
}

fn require(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(otherwise().into()) }
}
