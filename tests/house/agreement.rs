//! The list of claims and the rules of evidence are of one mind: what the one says of a claim, the other says of its place.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tadqiq::report::Report;
use tadqiq::{Options, Subject};

/// Whether a rule reports a claim.
type IsReported = fn(&Claim<'_>) -> bool;

const REPORTING: [(&str, IsReported); 6] = [
    ("evidence/unsupported", |claim| {
        !["quotation", "status", "kind of meeting"].contains(&claim.kind) && claim.is_wrong()
    }),
    ("evidence/status", |claim| ["status", "kind of meeting"].contains(&claim.kind) && claim.is_wrong()),
    ("evidence/quote-absent", |claim| claim.kind == "quotation" && claim.is_wrong()),
    ("evidence/quote-altered", |claim| {
        claim.kind == "quotation" && claim.verdict == "in other words" && !claim.why.contains("note")
    }),
    ("evidence/in-another-source", |claim| claim.kind == "office" && claim.verdict == "in another source"),
    // Of a place that stands there in another script nobody would look for the record's word.
    ("evidence/paraphrase", |claim| {
        ["office", "place"].contains(&claim.kind)
            && claim.verdict == "in other words"
            && is_arabic(claim.value) == is_arabic(claim.words)
    }),
];

/// A claim, as the list has it.
struct Claim<'j> {
    kind: &'j str,
    verdict: &'j str,
    value: &'j str,
    words: &'j str,
    why: &'j str,
}

impl<'j> Claim<'j> {
    fn of(claim: &'j Value) -> Self {
        let text = |value: &'j Value| value.as_str().unwrap_or_default();
        Self {
            kind: text(&claim["kind"]),
            verdict: text(&claim["verdict"]),
            value: text(&claim["value"]),
            words: text(&claim["words"][0]["text"]),
            why: text(&claim["why"]),
        }
    }

    fn is_wrong(&self) -> bool {
        ["contradicted", "not found"].contains(&self.verdict)
    }
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(|character| ('\u{600}'..='\u{6ff}').contains(&character))
}

#[test]
fn rules_and_the_list_of_claims_say_the_same_of_every_fixture() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules/evidence");
    let mut told = BTreeMap::new();
    for family in std::fs::read_dir(&fixtures).unwrap() {
        let family = family.unwrap().path();
        // A rule whose examples are folders has a config in each.
        let inner = std::fs::read_dir(&family).unwrap().map(|inner| inner.unwrap().path());
        let inner: Vec<_> = inner.filter(|inner| inner.join("tadqiq.toml").exists()).collect();
        let folders = if inner.is_empty() { vec![family.clone()] } else { inner };
        for folder in folders {
            for (verdict, count) in agreement(&folder) {
                *told.entry(verdict).or_insert(0) += count;
            }
        }
    }
    let verdicts = [
        "verbatim",
        "in other words",
        "elsewhere in the source",
        "in another source",
        "not found",
        "contradicted",
    ];
    for verdict in verdicts {
        assert!(told.contains_key(verdict), "no fixture has a claim that is {verdict}: {told:?}");
    }
}

/// Holds the list of claims of a folder against what the rules report there, each of them if its config lets it run; how many
/// claims have which verdict.
pub fn agreement(folder: &Path) -> BTreeMap<String, usize> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tadqiq"));
    let output = command.arg("evidence").arg(folder).args(["--output-format", "json"]).output().unwrap();
    let json: Value = serde_json::from_slice(&output.stdout).unwrap();
    let claims = json["claims"].as_array().unwrap();
    let options = Options { select: vec!["evidence".to_owned()], ..Options::default() };
    let report = tadqiq::check(&Subject::paths([folder]), &options).unwrap();
    let is_on = |rule: &str| {
        let config = std::fs::read_to_string(folder.join("tadqiq.toml")).unwrap();
        !config.contains(&format!("\"{rule}\" = \"off\""))
    };
    for (rule, is_reported) in REPORTING.into_iter().filter(|(rule, _)| is_on(rule)) {
        let text = |claim: &Value, key: &str| claim[key].as_str().unwrap_or_default().to_owned();
        let told = claims.iter().filter(|claim| is_reported(&Claim::of(claim)));
        let told: BTreeSet<_> = told.map(|claim| (text(claim, "record"), text(claim, "pointer"))).collect();
        assert_eq!(told, reported(&report, rule), "{}: {rule}", folder.display());
    }
    let mut told = BTreeMap::new();
    for claim in claims {
        *told.entry(Claim::of(claim).verdict.to_owned()).or_default() += 1;
    }
    told
}

/// The records and pointers at which a rule speaks.
fn reported(report: &Report, rule: &str) -> BTreeSet<(String, String)> {
    let found = report.diagnostics().filter(|found| found.rule.id() == rule);
    let place = |found: &tadqiq::report::Diagnostic| {
        let record = found.site.record.as_ref().and_then(|record| record.id.as_ref()).unwrap();
        (record.expose().to_owned(), found.site.pointer.as_str().to_owned())
    };
    found.map(place).collect()
}
