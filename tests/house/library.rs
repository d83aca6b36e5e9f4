//! The library as a program of somebody else's uses it.

use std::path::Path;
use std::sync::OnceLock;

use tadqiq::project::config::SchemaName;
use tadqiq::{
    Check, Context, Facts, Findings, Level, Options, Record, Report, Role, Rule, Subject, message, rule,
};

use crate::support::{CLEAN, Scene, clean, lacking};

fn found(report: &Report) -> Vec<(&str, String)> {
    let line = |found: &tadqiq::report::Diagnostic| (found.rule.id, found.site.file.expose().to_owned());
    report.diagnostics().map(line).collect::<Vec<_>>()
}

#[test]
fn paths_a_text_and_one_record_are_checked_alike() {
    let scene = Scene::new([("r.ndjson", format!("{}\n{}\n", clean("a"), lacking("b")))]);
    let path = scene.path("r.ndjson");
    let of_path = tadqiq::check(&Subject::paths([&path]), &Options::default()).unwrap();
    let text = std::fs::read(&path).unwrap();
    let of_text = tadqiq::check(&Subject::text("r.ndjson", &text), &Options::default()).unwrap();
    let of_record = tadqiq::check(&Subject::record(lacking("b")), &Options::default()).unwrap();
    let rules =
        |report: &Report| found(report).into_iter().map(|(rule, _)| rule.to_owned()).collect::<Vec<_>>();
    assert!(of_path.diagnostics().len() > 0);
    assert_eq!(rules(&of_path), rules(&of_text));
    assert_eq!(rules(&of_path), rules(&of_record));
    assert_eq!((of_path.counts.judged, of_text.counts.judged, of_record.counts.judged), (2, 2, 1));
    assert_eq!(of_record.diagnostics().next().unwrap().site.file.expose(), "record.json");
    let plain = |report: &Report| tadqiq::render::plain(report);
    assert_eq!(plain(&of_path).replace(&path.to_string_lossy().into_owned(), "r.ndjson"), plain(&of_text));
}

#[test]
fn what_keeps_a_run_from_starting_is_an_error_and_all_else_a_report() {
    let subject = Subject::record(CLEAN);
    let with = |schema: &str| Options {
        schema: Some(SchemaName::read(schema, Path::new("."))),
        ..Options::default()
    };
    assert!(matches!(tadqiq::check(&subject, &with("meetin")), Err(tadqiq::Error::UnknownSchema { .. })));
    assert!(tadqiq::check(&subject, &with("./nowhere.json")).is_err());
    let unknown = Options { select: vec!["nmae".to_owned()], ..Options::default() };
    assert!(matches!(tadqiq::check(&subject, &unknown), Err(tadqiq::Error::UnknownRule { .. })));
    let gone = tadqiq::check(&Subject::paths(["nowhere.json"]), &Options::default()).unwrap();
    assert_eq!((gone.faults.len(), gone.counts.records), (1, 0));
}

rule! {
    /// A name is written in capitals.
    ///
    /// For these tests: a rule of somebody else's.
    pub static CAPITALS = {
        id: "house/capitals",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::PersonName],
        check: Check::Record(capitals),
    }
}

fn capitals(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for name in record.values(Role::PersonName) {
        let text = name.text();
        if text.chars().any(char::is_lowercase) {
            continue;
        }
        findings.at(&name, message!("{text} is in capitals", text));
    }
}

rule! {
    /// A rule that fails.
    ///
    /// For these tests.
    pub static FAILS = {
        id: "house/fails",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Record(fails),
    }
}

fn fails(record: &Record<'_>, _: &Context, _: &mut Findings<'_>) {
    assert!(record.id().is_none_or(|id| !id.text().starts_with("bad")), "on purpose");
}

rule! {
    /// A rule that fails when it has seen all.
    ///
    /// For these tests.
    pub static FAILS_AT_THE_END = {
        id: "house/fails-at-the-end",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Dataset { observe, conclude },
    }
}

fn observe(_: &Record<'_>, _: &Context, _: &mut Facts) {}

fn conclude(_: &Facts, _: &Context, _: &mut Findings<'_>) {
    panic!("on purpose");
}

fn with_own_rules() -> Options {
    static RULES: OnceLock<Vec<&'static Rule>> = OnceLock::new();
    let own: [&'static Rule; 3] = [&CAPITALS, &FAILS, &FAILS_AT_THE_END];
    let rules = RULES.get_or_init(|| own.into_iter().chain(tadqiq::rules::ALL.iter().copied()).collect());
    Options { rules, ..Options::default() }
}

#[test]
fn a_rule_of_somebody_elses_runs_beside_ours() {
    let record = CLEAN.replace("A. Person", "A. PERSON");
    let report = tadqiq::check(&Subject::record(&record), &with_own_rules()).unwrap();
    assert_eq!(found(&report), [("house/capitals", "record.json".to_owned())]);
    assert_eq!(report.faults.len(), 1);
    assert!(
        tadqiq::render::plain(&report).contains("warning[house/capitals]: a name is written in capitals")
    );
    let selected = Options { select: vec!["house/capitals".to_owned()], ..with_own_rules() };
    let report = tadqiq::check(&Subject::record(&record), &selected).unwrap();
    assert_eq!((report.diagnostics().len(), report.faults.len()), (1, 0));
    let ignored = Options { ignore: vec!["house".to_owned()], ..with_own_rules() };
    let report = tadqiq::check(&Subject::record(&record), &ignored).unwrap();
    assert_eq!((report.diagnostics().len(), report.faults.len()), (0, 0));
}

#[test]
fn a_rule_that_panics_is_a_fault_and_stops_no_other() {
    let capitals = |id: &str| clean(id).replace("A. Person", "A. PERSON");
    let text = format!("{}\n{}\n{}\n", capitals("one"), capitals("bad-two"), capitals("three"));
    for threads in [1, 3] {
        let options = Options { threads: std::num::NonZeroUsize::new(threads), ..with_own_rules() };
        let report = tadqiq::check(&Subject::text("r.ndjson", &text), &options).unwrap();
        let said = found(&report).into_iter().filter(|(rule, _)| *rule == "house/capitals").count();
        assert_eq!(said, 3, "the others are judged, and by the other rules");
        assert_eq!(report.counts.judged, 3);
        let file = |fault: &tadqiq::report::Fault| fault.file.as_ref().map(|file| file.expose().to_owned());
        let faults: Vec<_> = report.faults.iter().map(|fault| (file(fault), fault.message.plain())).collect();
        let expected = [
            (None, "the rule house/fails-at-the-end failed on the dataset"),
            (Some("r.ndjson".to_owned()), "the rule house/fails failed on the record bad-two"),
        ];
        assert_eq!(faults, expected.map(|(file, words)| (file, words.to_owned())));
    }
}

#[test]
fn a_rule_without_its_field_is_said_not_to_have_run() {
    let scene =
        Scene::new([("s.json", r#"{"properties": {"id": {"type": "string", "x-tadqiq": "record-id"}}}"#)]);
    let schema = Some(SchemaName::File(scene.path("s.json")));
    let options = Options { schema, ..with_own_rules() };
    let report = tadqiq::check(&Subject::record("{}"), &options).unwrap();
    let skipped: Vec<String> = report.skipped.iter().map(|skipped| skipped.what.plain()).collect();
    assert!(skipped.iter().any(|skipped| skipped.contains("house/capitals")), "{skipped:?}");
}

#[test]
fn the_plain_rendering_is_the_same_every_time() {
    let options = |threads| Options { threads: std::num::NonZeroUsize::new(threads), ..Options::default() };
    let report =
        |threads| tadqiq::check(&Subject::paths(["fixtures/meetings-2022"]), &options(threads)).unwrap();
    let first = tadqiq::render::plain(&report(1));
    assert!(first.contains("name/inconsistent-spelling") && !first.contains('\u{1b}'));
    for threads in [1, 2, 4] {
        assert_eq!(tadqiq::render::plain(&report(threads)), first);
    }
}

#[test]
fn reports_may_cross_threads() {
    fn is_shared<T: Send + Sync + 'static>() {}
    is_shared::<Report>();
    is_shared::<tadqiq::Error>();
    is_shared::<Subject>();
    is_shared::<Options>();
}
