//! Real records, mended: by the safe fixes, and by all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use libtest_mimic::{Failed, Trial};
use tadqiq::edit::{Choice, apply};
use tadqiq::report::Diagnostic;
use tadqiq::{ConfigChoice, Options, Report, SchemaName, Subject};

const FOREIGN: &str = "fixtures/foreign/record.schema.json";

/// After so many rounds of fixes none may be left.
const MOST_ROUNDS: usize = 10;

/// The trials over the real records in `shared`.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let data = shared.join("data");
    let real = ["hs_travels_2017", "uk_meetings", "uk_travel"];
    let real = real.map(|name| (data.join(format!("real/{name}.ndjson")), Path::new(FOREIGN).to_owned()));
    let right = ["ar", "fr", "fa", "ur"].map(|name| {
        let at = |ending: &str| data.join(format!("right/{name}.{ending}"));
        (at("ndjson"), at("schema.json"))
    });
    let trial = |(file, schema): (PathBuf, PathBuf)| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(format!("real_mended::{name} has nothing new in it"), move || mends(&file, &schema))
    };
    real.into_iter().chain(right).map(trial).collect()
}

/// A record by its number, and a rule.
type Key = (Option<u64>, String);

/// What compares records speaks where a form is the rarer one: which records these are changes with every other, so of
/// such rules only the number counts.
fn key(found: &Diagnostic) -> Key {
    let compares = matches!(found.rule.check(), tadqiq::Check::Dataset { .. });
    let record = found.site.record.as_ref().map(|record| record.index).filter(|_| !compares);
    (record, found.rule.id().to_owned())
}

/// By record and rule: how many findings there are.
fn tally(report: &Report) -> BTreeMap<Key, usize> {
    let mut tally = BTreeMap::new();
    for found in report.diagnostics() {
        *tally.entry(key(found)).or_default() += 1;
    }
    tally
}

/// Safe fixes leave no record worse, leave nothing of theirs to do, and are made once.
fn mends(file: &Path, schema: &Path) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let copy = folder.path().join("records.ndjson");
    // Not a copy of the file: it may be read-only.
    std::fs::write(&copy, std::fs::read(file)?)?;
    let options = Options {
        config: ConfigChoice::Isolated,
        schema: Some(SchemaName::File(schema.to_owned())),
        ..Options::default()
    };
    let check = || tadqiq::check(&Subject::paths([&copy]), &options);
    let mut report = check()?;
    let before = tally(&report);
    let mut mended: BTreeSet<Key> = BTreeSet::new();
    for round in 0.. {
        let applied = apply(&report, &Choice::default())?;
        if applied.fixes.is_empty() {
            break;
        }
        if round == MOST_ROUNDS {
            return Err(format!("after {round} rounds there is more to mend: some fixes undo others").into());
        }
        mended.extend(applied.fixes.iter().map(|made| key(made.diagnostic)));
        report = check()?;
    }
    // What gave way to a finding that is mended is seen now, and was there before.
    let rules = tadqiq::Rules::default();
    let gave_way = |(record, rule): &Key| {
        let yields = rules.named(rule).map(|rule| rule.yields()).unwrap_or_default();
        let is_stronger = |(place, made): &Key| {
            (record.is_none() || place == record) && yields.iter().any(|stronger| stronger.as_str() == made)
        };
        mended.iter().filter(|made| is_stronger(made)).count()
    };
    let mut worse = tally(&report);
    worse.retain(|key, count| *count > before.get(key).copied().unwrap_or_default() + gave_way(key));
    if worse.is_empty() { Ok(()) } else { Err(format!("{worse:#?}").into()) }
}
