//! What a finding is known by stays as long as the finding does, and what settles it is the same wherever it stands.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;

use proptest::prelude::*;
use serde_json::{Value, json};
use tadqiq::SchemaName;
use tadqiq::internals::rules;
use tadqiq::report::Report;
use tadqiq::{Check, Options, Subject};

use crate::moved::rearranged::turned;

/// Checks records, one a line, with the rules that judge them one by one.
fn check(text: &str) -> Report {
    check_with(text, "r.ndjson", Options::default())
}

fn check_with(text: &str, name: &str, options: Options) -> Report {
    let alone = rules::ALL.iter().filter(|rule| !matches!(rule.check(), Check::Dataset { .. }));
    let select = alone.map(|rule| rule.id().to_string()).collect();
    // Said here, or the first record of a file could name another.
    let schema = Some(SchemaName::Bundled("meeting".to_owned()));
    tadqiq::check(&Subject::text(name, text), &Options { select, schema, ..options }).unwrap()
}

fn known_by(report: &Report) -> BTreeSet<String> {
    let all: Vec<String> = report.fingerprints().map(|fingerprint| fingerprint.to_string()).collect();
    let set: BTreeSet<String> = all.iter().cloned().collect();
    assert_eq!(set.len(), all.len(), "no two findings of a run are known by the same");
    set
}

fn lines(records: &[Value]) -> String {
    records.iter().map(|record| record.to_string() + "\n").collect()
}

/// Records with findings of all sorts: at values, keys and characters, of members that are missing, inside of arrays
/// whose elements have references, names, or nothing but their content.
fn records() -> Vec<Value> {
    vec![
        json!({
            "id": "one", "kind": "vist", "status": "held", "knid": 1, "title": {"en": "A  visit , long"},
            "participants": [
                {"name": "Mr. John Smith", "side": "hots"},
                {"person": "b", "name": "Mr. Bill Brown", "side": "gest"},
                {"name": "Mr. Carl Cole", "side": "guest", "extra": [1]},
            ],
            "evidence": [{"source": "s", "quote": "on 10 May 2022"}, {"source": "t", "page": 1}],
            "tags": [{"a": 1, "b": [2]}],
        }),
        json!({"id": "two", "kind": "visit", "status": "held"}),
        json!({"id": "twice", "status": "held", "kind": "visit", "summary": {"en": "x"}}),
        json!({"id": "twice", "status": "held", "kind": "visit", "summary": {"en": "y"}}),
        json!({"kind": "vist", "status": "held"}),
        json!({"kind": "vist", "status": "planned"}),
        json!({"kind": "vist", "status": "planned"}),
    ]
}

/// Everything but braces, brackets, colons and commas outside of strings as escapes.
fn escaped(text: &str) -> String {
    let mut inside = false;
    let mut escaped = String::new();
    for character in text.chars() {
        inside ^= character == '"';
        match character {
            '"' => escaped.push(character),
            _ if inside => escaped.push_str(&format!("\\u{:04x}", u32::from(character))),
            _ => escaped.push(character),
        }
    }
    escaped
}

#[test]
fn a_finding_is_known_by_the_same_however_its_file_is_written() {
    let records = records();
    let expected = known_by(&check(&lines(&records)));
    assert!(expected.len() > 20, "{expected:?}");
    let backwards: Vec<Value> = records.iter().rev().cloned().collect();
    let turned: Vec<Value> = records.iter().map(turned).collect();
    let clean: Value = serde_json::from_str(crate::support::CLEAN).unwrap();
    let with_another: Vec<Value> = std::iter::once(clean).chain(records.clone()).collect();
    for (change, text) in [
        ("sorted anew", lines(&backwards)),
        ("its members turned", lines(&turned)),
        ("escaped", escaped(&lines(&records))),
        ("with spaces", lines(&records).replace(":", " : ").replace(",\"", " ,\t\"")),
        ("behind another record", lines(&with_another)),
        ("with empty lines", lines(&records).replace('\n', "\r\n\n")),
    ] {
        assert_eq!(known_by(&check(&text)), expected, "{change}");
    }
    let pretty = serde_json::to_string_pretty(&records).unwrap();
    assert_eq!(known_by(&check_with(&pretty, "other.json", Options::default())), expected, "as an array");
    for threads in [1, 3] {
        let options = Options { threads: NonZeroUsize::new(threads), ..Options::default() };
        assert_eq!(
            known_by(&check_with(&lines(&records), "r.ndjson", options)),
            expected,
            "{threads} threads"
        );
    }
}

/// What is changed in the first record, and how many of its findings are known by something else then.
type Change = (&'static str, fn(&mut Value), usize);

#[test]
fn a_finding_is_known_by_the_same_while_what_stands_around_it_changes() {
    let base = records().remove(0);
    let expected = known_by(&check(&lines(std::slice::from_ref(&base))));
    let changes: [Change; 9] = [
        (
            "an element with an identity moves",
            |record| {
                record["participants"].as_array_mut().unwrap().reverse();
            },
            0,
        ),
        ("another field is added", |record| record["notes"] = "seen".into(), 0),
        ("another value is given", |record| record["summary"] = json!({"en": "Fine."}), 0),
        (
            "an element is added before",
            |record| {
                let clean = json!({"name": "New Comer", "side": "host"});
                record["participants"].as_array_mut().unwrap().insert(0, clean);
            },
            0,
        ),
        ("a value is another", |record| record["kind"] = "vast".into(), 1),
        (
            "a key is another",
            |record| {
                let value = record.as_object_mut().unwrap().remove("knid").unwrap();
                record["dink"] = value;
            },
            1,
        ),
        (
            "one with a reference gets another name",
            |record| {
                record["participants"][1]["name"] = "Mr. Bill Black".into();
            },
            1,
        ),
        (
            "one without a reference gets another name",
            |record| {
                record["participants"][0]["name"] = "Mr. John Smythe".into();
            },
            // What is wrong with its other values is what it was.
            1,
        ),
        ("the record is another", |record| record["id"] = "other".into(), expected.len()),
    ];
    for (change, make, lost) in changes {
        let mut record = base.clone();
        make(&mut record);
        let report = check(&lines(&[record]));
        let found = known_by(&report);
        assert_eq!(expected.difference(&found).count(), lost, "{change}: {}", tadqiq::render::plain(&report));
    }
}

#[test]
fn a_missing_member_is_known_by_its_key() {
    let both = check(r#"{"id": "r", "status": "held"}"#);
    let one = check(r#"{"id": "r", "status": "held", "kind": "visit"}"#);
    let (both, one) = (known_by(&both), known_by(&one));
    assert!(both.len() > one.len() && !one.is_empty() && one.is_subset(&both), "{both:?} {one:?}");
}

#[test]
fn of_equals_as_many_are_known_as_there_are() {
    let participant = r#"{"name": "Mr. John Smith", "side": "host"}"#;
    let record = |count: usize| {
        let participants = vec![participant; count].join(", ");
        format!(r#"{{"id": "r", "kind": "visit", "status": "held", "participants": [{participants}]}}"#)
    };
    let of_address = |count: usize| {
        let report = check(&record(count));
        let own = report.diagnostics().filter(|found| found.rule.id() == "name/honorific");
        own.map(|found| found.fingerprint).collect::<Vec<_>>()
    };
    let (two, three) = (of_address(2), of_address(3));
    assert_eq!((two.len(), three.len()), (2, 3));
    assert_eq!(three[..2], two);
}

#[test]
fn what_is_beyond_the_bound_is_known_too() {
    let unknown: Vec<String> =
        (0..500).map(|number| format!(r#"{{"name": "Mr. No {number}", "x": 1}}"#)).collect();
    let record = format!(r#"{{"id": "r", "kind": "visit", "participants": [{}]}}"#, unknown.join(","));
    let report = check(&record);
    assert!(
        report.diagnostics().len() < 300 && known_by(&report).len() >= 500,
        "{}",
        known_by(&report).len()
    );
}

#[test]
fn a_broken_record_is_known_by_its_bytes_in_whatever_file() {
    let scene = crate::support::Scene::new([
        ("data/a.ndjson", "{\"id\": \"a\"]\n{\"id\": \"b\"]\n"),
        ("data/b.ndjson", "\n\n {\"id\" :  \"b\"]\n"),
        ("data/c.ndjson", "{\"id\": \"c\"]\n"),
    ]);
    let known_of = |name: &str| {
        known_by(&tadqiq::check(&Subject::paths([scene.path(name)]), &Options::default()).unwrap())
    };
    let (a, b, c) = (known_of("data/a.ndjson"), known_of("data/b.ndjson"), known_of("data/c.ndjson"));
    assert_eq!((a.len(), b.len(), c.len()), (2, 1, 1));
    assert!(b.is_subset(&a) && c.is_disjoint(&a), "{a:?} {b:?} {c:?}");
    let all = known_of("data");
    assert!(all.len() == 4 && a.union(&c).all(|known| all.contains(known)), "{all:?}");
}

#[test]
fn a_finding_of_a_file_is_known_by_its_path_and_the_bytes() {
    let scene = crate::support::Scene::new([
        ("tadqiq.toml", "[collections.meetings]\nfiles = [\"data/*\"]\nschema = \"meeting\"\n"),
        ("data/a.ndjson", "\u{feff}\n"),
        ("data/b.ndjson", "\u{feff}\n"),
    ]);
    let known_of = |path: std::path::PathBuf| {
        known_by(&tadqiq::check(&Subject::paths([path]), &Options::default()).unwrap())
    };
    let (a, b) = (known_of(scene.path("data/a.ndjson")), known_of(scene.path("data/b.ndjson")));
    assert_eq!((a.len(), b.len()), (1, 1));
    assert_ne!(a, b);
    assert_eq!(known_of(scene.path("data/../data/a.ndjson")), a);
    assert_eq!(known_of(scene.path("data")), a.union(&b).cloned().collect());
    std::fs::write(scene.path("data/a.ndjson"), "\u{feff}\n\n\n").unwrap();
    assert_eq!(known_of(scene.path("data/a.ndjson")), a);
}

#[test]
fn a_date_that_is_accepted_says_nothing_of_another() {
    let record =
        |id: &str, text: &str| json!({"id": id, "kind": "visit", "status": "held", "when": {"text": text}});
    let texts = ["Wednesday 4 October 2022", "Wednesday 5 May 2022", "Wednesday 4 October 2022"];
    let records: Vec<Value> = texts.iter().zip(["a", "b", "c"]).map(|(text, id)| record(id, text)).collect();
    let report = check(&lines(&records));
    let weekday = |id: &&tadqiq::report::Diagnostic| id.rule.id() == "date/weekday-mismatch";
    let causes: Vec<_> = report.diagnostics().filter(weekday).map(|found| found.cause).collect();
    assert_eq!(causes.len(), 3);
    assert!(causes[0] == causes[2] && causes[0] != causes[1], "{causes:?}");
}

#[test]
fn a_cause_is_the_same_wherever_its_value_stands() {
    let record = |id: &str, names: &[&str]| {
        let names: Vec<Value> = names.iter().map(|name| json!({"name": name, "side": "host"})).collect();
        json!({"id": id, "kind": "visit", "status": "draft", "participants": names})
    };
    let report = check(&lines(&[
        record("a", &["Mr. John Smith", "Mr. Bill Brown"]),
        record("b", &["C. Cole", "Mr. Carl Cole", "Mme Dora Dean"]),
        json!({"id": "c", "kind": "visit", "status": "draft", "unheard": 1}),
    ]));
    let causes: Vec<(&str, String, u64, u64)> = report
        .causes()
        .iter()
        .map(|cause| {
            let words = cause.first.label.plain();
            (cause.first.rule.id(), words, cause.findings, cause.records)
        })
        .filter(|(rule, ..)| ["name/honorific", "schema/unknown-field"].contains(rule))
        .collect();
    let expected = [("schema/unknown-field", 1, 1), ("name/honorific", 3, 2), ("name/honorific", 1, 1)];
    let told: Vec<_> =
        causes.iter().map(|(rule, _, findings, records)| (*rule, *findings, *records)).collect();
    assert_eq!(told, expected, "{causes:?}");
    assert_eq!(causes[1].1, "Mr. is a form of address");
}

/// The failing examples of the rules that judge records one by one, many of them under one id.
fn examples() -> Vec<String> {
    let alone = rules::ALL.iter().filter(|rule| !matches!(rule.check(), Check::Dataset { .. }));
    let texts =
        alone.filter_map(|rule| std::fs::read(format!("fixtures/rules/{}/fails.ndjson", rule.id())).ok());
    let lines: Vec<String> = texts
        .filter_map(|text| String::from_utf8(text).ok())
        .flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter(|line| !line.trim().is_empty() && !line.starts_with('\u{feff}'))
        .collect();
    lines
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..crate::properties::config() })]

    #[test]
    fn records_in_any_order_have_findings_that_are_known_by_the_same(
        shuffled in Just(examples()).prop_shuffle(),
    ) {
        let sorted = check(&examples().join("\n"));
        let expected = known_by(&sorted);
        prop_assert!(expected.len() > 200);
        let found = known_by(&check(&shuffled.join("\n")));
        let changed: Vec<&String> = found.symmetric_difference(&expected).collect();
        prop_assert!(changed.is_empty(), "{} of {}: {:.200?}", changed.len(), expected.len(), changed);
    }
}
