//! What rules did not judge is said: what they could not, and what no schema has.

use serde_json::json;
use tadqiq::SchemaName;
use tadqiq::rule::{Conclude, Needs, Observe, RecordCheck, ValueCheck};
use tadqiq::text::character_classes::CharacterClasses;
use tadqiq::{Check, Level, Options, Report, Role, Rule, RuleId, Subject, message};

use crate::own_rules::{with_own_rules, with_rules};
use crate::support::{Scene, clean};

#[test]
fn what_a_rule_could_not_judge_is_a_fault_that_names_rule_and_record() {
    let of = vec![Role::PersonName].into();
    let check = ValueCheck::closure(|name, _, findings| {
        if name.text().starts_with('A') {
            findings.not_judged(message!("{name} is in no list", name: name.text()));
        }
    });
    let values = Rule::new(
        "house/values".into(),
        Level::Error,
        Check::Value { of, only_with: CharacterClasses::ANYTHING, check },
    );
    let check = RecordCheck::closure(|_, _, findings| findings.not_judged("the moon is full"));
    let records =
        Rule::new("house/records".into(), Level::Error, Check::Record { needs: Needs::Nothing, check });
    let conclude = Conclude::closure(|_, _, findings| findings.not_judged("there are too few"));
    let check = Check::Dataset { needs: Needs::Nothing, observe: Observe::closure(|_, _, _| {}), conclude };
    let dataset = Rule::new("house/dataset".into(), Level::Error, check);
    let options = with_rules([values, records, dataset].into_iter().collect());
    let text = format!("{}\n{}\n", clean("one"), clean("two"));
    let report = tadqiq::check(&Subject::text("r.ndjson", &text), &options).unwrap();
    // The name stands in both records: a value that could not be judged is not remembered as clean.
    let expected = [
        "the rule house/dataset could not judge the dataset: there are too few",
        "the rule house/records could not judge the record one: the moon is full",
        "the rule house/records could not judge the record two: the moon is full",
        "the rule house/values could not judge the record one: A. Person is in no list",
        "the rule house/values could not judge the record two: A. Person is in no list",
    ];
    let mut said = faults(&report);
    said.sort();
    assert_eq!(said, expected);
    let files: Vec<_> =
        report.faults.iter().map(|fault| fault.file.as_ref().map(|file| file.expose())).collect();
    assert_eq!(files.iter().filter(|file| **file == Some("r.ndjson")).count(), 4, "{files:?}");
    assert_eq!(report.diagnostics().len(), 0);
}

#[test]
fn every_rule_that_lacks_what_it_needs_is_said_not_to_have_run() {
    let scene = Scene::new([("s.json", r#"{"type": "object"}"#)]);
    let schema = Some(SchemaName::File(scene.path("s.json")));
    let options = Options { schema, ..with_own_rules() };
    let report = tadqiq::check(&Subject::record("{}"), &options).unwrap();
    let skipped: Vec<String> = report.skipped.iter().map(|skipped| skipped.what.plain()).collect();
    let skipped: Vec<&str> = skipped.iter().flat_map(|rules| rules.split(", ")).collect();
    for rule in options.rules.iter() {
        let needs_something = rule.check().needs() != Needs::Nothing;
        assert!(needs_something || !matches!(rule.check(), Check::Value { .. }), "{}", rule.id());
        assert_eq!(skipped.contains(&rule.id()), needs_something, "{}: {skipped:?}", rule.id());
    }
}

#[test]
fn what_is_lacking_is_said_of_any_and_of_all() {
    let own = |id, needs| Rule::new(RuleId::new(id), Level::Info, Check::record(needs, |_, _, _| {}));
    let rules = [
        own("house/any", Needs::any_of(&[Role::DateText, Role::Quote])),
        own("house/all", Needs::all_of(&[Role::Date, Role::Quote])),
        own("house/can", Needs::any_of(&[Role::Date, Role::Quote])),
    ];
    let schema = json!({"properties": {"day": {"type": "string", "x-tadqiq": "date"}}}).to_string();
    let scene = Scene::new([("s.json", schema)]);
    let schema = Some(SchemaName::File(scene.path("s.json")));
    let options = Options { schema, ..with_rules(rules.into_iter().collect()) };
    let report = tadqiq::check(&Subject::record("{}"), &options).unwrap();
    let said: Vec<_> =
        report.skipped.iter().map(|skipped| (skipped.what.plain(), skipped.why.plain())).collect();
    let expected = [
        ("house/all", "the schema does not mark a field as each of date, quote"),
        ("house/any", "no field of the schema is marked as date-text, quote"),
    ];
    assert_eq!(said, expected.map(|(what, why)| (what.to_owned(), why.to_owned())));
}

fn faults(report: &Report) -> Vec<String> {
    report.faults.iter().map(|fault| fault.message.plain()).collect()
}
