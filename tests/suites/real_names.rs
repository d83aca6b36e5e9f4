//! What the rules of names, script and text say of real records.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use tadqiq::SchemaName;
use tadqiq::{Options, Report, Subject};

/// The trials over the real records in `shared`.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let shared = shared.to_owned();
    let with = |name: &str, trial: fn(PathBuf) -> Result<(), Failed>| {
        let shared = shared.clone();
        Trial::test(format!("real_names::{name}"), move || trial(shared))
    };
    vec![
        with("misspelt places are found", misspelt_places),
        with("counts by rule", counts_by_rule),
        with("naughty strings are no two of them one", naughty_strings),
    ]
}

const FAMILIES: [&str; 5] = ["name", "script", "text", "schema/placeholder", "schema/packed-list"];

fn check_real(shared: &Path, file: &str) -> Result<Report, Failed> {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/foreign/record.schema.json");
    let options = Options {
        config: tadqiq::ConfigChoice::Isolated,
        schema: Some(SchemaName::File(schema)),
        select: FAMILIES.map(str::to_owned).to_vec(),
        ..Options::default()
    };
    let report = tadqiq::check(&Subject::paths([shared.join("data/real").join(file)]), &options)?;
    if report.faults.is_empty() { Ok(report) } else { Err(format!("{:?}", report.faults).into()) }
}

fn misspelt_places(shared: PathBuf) -> Result<(), Failed> {
    let report = check_real(&shared, "hs_travels_2017.ndjson")?;
    let mut missed = vec!["Parais", "The Hagaue", "Brusssels", "United Kingom"];
    for found in report.diagnostics().filter(|found| found.rule.family() == "name") {
        let shown = format!("{:?}", found.site.excerpt);
        missed.retain(|place| !shown.contains(place));
    }
    if missed.is_empty() { Ok(()) } else { Err(format!("not found: {missed:?}").into()) }
}

/// Most findings that each rule may have: a rule that says much more than when its findings were last read
/// has to be read again.
const MOST: [(&str, &str, usize); 9] = [
    ("uk_meetings.ndjson", "name/honorific", 1513),
    ("uk_meetings.ndjson", "name/inconsistent-spelling", 597),
    ("uk_meetings.ndjson", "name/near-duplicate", 17),
    ("uk_meetings.ndjson", "name/stray-punctuation", 40),
    ("uk_meetings.ndjson", "text/whitespace", 1081),
    ("hs_travels_2017.ndjson", "name/inconsistent-spelling", 24),
    ("hs_travels_2017.ndjson", "name/near-duplicate", 1),
    ("hs_travels_2017.ndjson", "text/no-space-after", 3),
    ("uk_travel.ndjson", "name/stray-punctuation", 1),
];

fn counts_by_rule(shared: PathBuf) -> Result<(), Failed> {
    let mut over = Vec::new();
    for file in ["uk_meetings.ndjson", "uk_travel.ndjson", "hs_travels_2017.ndjson"] {
        let report = check_real(&shared, file)?;
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for found in report.diagnostics() {
            *counts.entry(found.rule.id()).or_default() += 1;
        }
        for (rule, count) in &counts {
            println!("{file} {rule} {count}");
            let most = MOST.iter().find(|(of, id, _)| *of == file && id == rule).map(|(_, _, most)| *most);
            // What no line names was read, and is little.
            if *count > most.unwrap_or(200) {
                over.push(format!("{file} {rule}: {count}, at most {most:?} expected"));
            }
        }
    }
    if over.is_empty() { Ok(()) } else { Err(over.join("\n").into()) }
}

/// Each naughty string as a name, an office, a place and prose: nothing panics, and no rule takes two for one.
fn naughty_strings(shared: PathBuf) -> Result<(), Failed> {
    let text = std::fs::read_to_string(shared.join("suites/naughty_strings.json"))?;
    let strings: Vec<String> = serde_json::from_str(&text)?;
    let mut lines = String::new();
    for (number, text) in strings.iter().enumerate() {
        let record = serde_json::json!({
            "id": number.to_string(), "kind": "visit", "status": "held",
            "title": { "ar": text, "en": text },
            "place": { "city": text },
            "participants": [{ "name": text, "office": text }],
        });
        lines.push_str(&record.to_string());
        lines.push('\n');
    }
    let options = Options { config: tadqiq::ConfigChoice::Isolated, ..Options::default() };
    let report = tadqiq::check(&Subject::text("naughty.ndjson", lines), &options)?;
    if !report.faults.is_empty() {
        return Err(format!("{:?}", report.faults).into());
    }
    let joining = ["name/inconsistent-spelling", "name/near-duplicate"];
    let joined = report.diagnostics().filter(|found| joining.contains(&found.rule.id()));
    let joined: Vec<String> =
        joined.map(|found| format!("{} {}", found.site.pointer, found.label.plain())).collect();
    if joined.is_empty() { Ok(()) } else { Err(joined.join("\n").into()) }
}
