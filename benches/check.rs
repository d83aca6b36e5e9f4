//! The whole check of meeting records on one thread, beside what parsing and judging the shape alone cost with
//! `serde_json::Value` and jsonschema, in the same run.
//!
//! `cargo bench --bench check`; throughput is of the text read.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use serde_json::Value;
use std::num::NonZeroUsize;
use tadqiq::internals::schema::bundled_text;
use tadqiq::{ConfigChoice, Options, Subject};

#[path = "support/meetings.rs"]
mod meetings;

fn main() {
    divan::main();
}

/// Enough that neither branch prediction nor a cache knows them by heart.
const RECORDS: usize = 20_000;
/// Who takes part is drawn from so many people.
const PEOPLE: usize = 50_000;

/// Reading, shape, layout, every rule, dataset rules and the report.
#[divan::bench]
fn tadqiq_all_rules(bencher: Bencher<'_, '_>) {
    check(bencher, &[]);
}

/// The same with no rules but those of shape.
#[divan::bench]
fn tadqiq_schema_rules(bencher: Bencher<'_, '_>) {
    check(bencher, &["schema"]);
}

/// The peer: no rules, no places, yes or no.
#[divan::bench]
fn serde_json_value_and_is_valid(bencher: Bencher<'_, '_>) {
    let schema = bundled_text("meeting").expect("the meeting schema comes with the program");
    let schema: Value = serde_json::from_str(schema).expect("a schema is JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let file = meetings::lines(RECORDS, PEOPLE);
    bencher.counter(BytesCount::of_str(&file)).bench(|| {
        for line in black_box(&file).lines() {
            let value: Value = serde_json::from_str(line).expect("a record is JSON");
            assert!(validator.is_valid(&value));
        }
    });
}

fn check(bencher: Bencher<'_, '_>, select: &[&str]) {
    let file = meetings::lines(RECORDS, PEOPLE);
    let options = Options {
        config: ConfigChoice::Isolated,
        select: select.iter().map(|rule| (*rule).to_owned()).collect(),
        threads: Some(NonZeroUsize::MIN),
        ..Options::default()
    };
    let subject = Subject::text("meetings.ndjson", &file);
    bencher.counter(BytesCount::of_str(&file)).bench(|| {
        let report = tadqiq::check(black_box(&subject), &options).expect("a check that can start");
        assert_eq!(report.counts.judged, RECORDS as u64);
        report
    });
}
