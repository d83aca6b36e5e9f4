//! What it costs to ask a project again after one file of a thousand changed, beside what the first check cost: for the
//! rules that judge records, and for all rules, which conclude from the whole dataset anew.
//!
//! `cargo bench --bench project`; prints medians and their ratio. RECORDS, FILES and ROUNDS may be given in the environment.

use std::path::Path;
use std::time::{Duration, Instant};

use tadqiq::internals::rules;
use tadqiq::{Check, Options, Project, Subject};

#[path = "support/meetings.rs"]
mod meetings;

const CONFIG: &str = "[collections.meetings]\nfiles = [\"meetings/*.ndjson\"]\nschema = \"meeting\"\n";

fn main() {
    let (records, files, rounds) = (number("RECORDS", 100_000), number("FILES", 1_000), number("ROUNDS", 5));
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), records, files);
    let of_records: Vec<String> =
        rules::ALL.iter().filter(|rule| !is_of_datasets(rule)).map(|rule| rule.id().to_owned()).collect();
    println!("{records} records in {files} files");
    for (name, select) in [("rules of records", of_records), ("all rules", Vec::new())] {
        let (first, second): (Vec<Duration>, Vec<Duration>) =
            (0..rounds).map(|round| one_round(folder.path(), files, round, &select)).unzip();
        let (first, second) = (median(first), median(second));
        let ratio = first.as_secs_f64() / second.as_secs_f64();
        println!("{name}: first {first:.2?}, after a change {second:.2?}, {ratio:.1} times less");
    }
}

fn is_of_datasets(rule: &tadqiq::Rule) -> bool {
    matches!(rule.check(), Check::Dataset { .. })
}

fn one_round(folder: &Path, files: usize, round: usize, select: &[String]) -> (Duration, Duration) {
    let options = Options { root: folder.to_owned(), select: select.to_vec(), ..Options::default() };
    let subject = Subject::paths([folder]);
    let mut project = Project::open(options).expect("the folder is there");
    let first = Instant::now();
    let before = project.check(&subject).expect("a check");
    let first = first.elapsed();
    let path = folder.join("meetings").join(name(round * 37 % files));
    let changed = std::fs::read_to_string(&path).expect("a file").replacen("\"held\"", "\"helt\"", 1);
    project.overlay(&path, changed).expect("it lies in the project");
    let second = Instant::now();
    let after = project.check(&subject).expect("a check");
    let second = second.elapsed();
    assert_eq!(before.counts.records, after.counts.records);
    assert_ne!(before.counts.by_rule, after.counts.by_rule, "the change is seen");
    (first, second)
}

fn write(folder: &Path, records: usize, files: usize) {
    let text = meetings::lines(records, records / 10);
    let lines: Vec<&str> = text.lines().collect();
    std::fs::create_dir(folder.join("meetings")).expect("a folder");
    std::fs::write(folder.join("tadqiq.toml"), CONFIG).expect("a file");
    for (number, lines) in lines.chunks(records.div_ceil(files)).enumerate() {
        std::fs::write(folder.join("meetings").join(name(number)), lines.join("\n")).expect("a file");
    }
}

fn name(file: usize) -> String {
    format!("{file:05}.ndjson")
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

fn number(name: &str, default: usize) -> usize {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}
