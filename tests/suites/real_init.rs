//! What `init` proposes for real records: the roles that the schema of the foreign records names, and no false alarm.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use libtest_mimic::{Failed, Trial};
use tadqiq::{ConfigChoice, Options, Report, SchemaName, Subject};

/// A trial a file of real records, and one over all of them.
pub fn trials(shared: &Path) -> Vec<Trial> {
    let real = shared.join("data/real");
    let sets: [(&str, &[&str]); 4] = [
        ("journeys", &["hs_travels_2017.ndjson"]),
        ("meetings", &["uk_meetings.ndjson"]),
        ("travel", &["uk_travel.ndjson"]),
        ("all", &["hs_travels_2017.ndjson", "uk_meetings.ndjson", "uk_travel.ndjson"]),
    ];
    let trial = |(name, files): (&str, &[&str])| {
        let files: Vec<PathBuf> = files.iter().map(|file| real.join(file)).collect();
        Trial::test(format!("real_init::{name}"), move || proposed(&files))
    };
    sets.into_iter().map(trial).collect()
}

/// What is found by the proposal is what is found by the schema that somebody wrote.
fn proposed(files: &[PathBuf]) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    for file in files {
        std::fs::copy(file, folder.path().join(file.file_name().ok_or("a name")?))?;
    }
    let ran = Command::new(env!("CARGO_BIN_EXE_tadqiq"))
        .args(["init", "--yes"])
        .current_dir(folder.path())
        .output()?;
    if !ran.status.success() {
        return Err(String::from_utf8_lossy(&ran.stderr).into_owned().into());
    }
    let reference = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/foreign/record.schema.json");
    let by_reference = Options {
        config: ConfigChoice::Isolated,
        schema: Some(SchemaName::File(reference)),
        ..Options::default()
    };
    let subject = Subject::paths(files.to_vec());
    let known = by_rule(&tadqiq::check(&subject, &by_reference)?);
    let found = by_rule(&tadqiq::check(&Subject::paths([folder.path()]), &Options::default())?);
    let false_alarms: Vec<_> = found
        .iter()
        // Where the offices of a file are not recognised, a name that is one stands alone.
        .filter(|(rule, count)| {
            **count > known.get(*rule).copied().unwrap_or(0) && *rule != "name/office-as-person"
        })
        .collect();
    if false_alarms.is_empty() {
        Ok(())
    } else {
        Err(format!("{false_alarms:?}, and by the reference {known:?}").into())
    }
}

fn by_rule(report: &Report) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for found in report.diagnostics() {
        *counts.entry(found.rule.id().to_owned()).or_default() += 1;
    }
    counts
}
