//! Rules of one's own: made in the program or at run time, beside ours, in the library and in a program.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tadqiq::internals::curate::names::names;
use tadqiq::rule::{Conclude, Needs, Observe, RecordCheck, ValueCheck};
use tadqiq::text::character_classes::CharacterClasses;
use tadqiq::{
    Check, Context, Facts, Findings, Level, Options, Record, Report, Role, Rule, RuleId, Rules, Subject,
    message, rule,
};

use crate::support::{CLEAN, Scene, clean};

rule! {
    /// A name is written in capitals.
    ///
    /// For these tests: a rule of somebody else's.
    pub static CAPITALS = {
        id: "house/capitals",
        level: Level::Warning,
        since: "0.1.0",
        aliases: ["house/shouting"],
        check: Check::record(Needs::any_of(&[Role::PersonName]), capitals),
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
        check: Check::record(Needs::Nothing, fails),
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
        check: Check::dataset(Needs::Nothing, observe, conclude),
    }
}

fn observe(_: &Record<'_>, _: &Context, _: &mut Facts) {}

fn conclude(_: &Facts, _: &Context, _: &mut Findings<'_>) {
    panic!("on purpose");
}

/// Those three, before ours.
pub fn with_own_rules() -> Options {
    let own: [&'static Rule; 3] = [&CAPITALS, &FAILS, &FAILS_AT_THE_END];
    with_rules(own.into_iter().chain(tadqiq::internals::rules::ALL.iter().copied()).collect())
}

pub fn with_rules(rules: Rules) -> Options {
    Options { rules, ..Options::default() }
}

/// Ours, and one more.
pub fn and(own: Rule) -> Rules {
    let mut rules = Rules::default();
    rules.extend([own]);
    rules
}

fn found(report: &Report) -> Vec<(&str, String)> {
    report.diagnostics().map(|found| (found.rule.id(), found.site.pointer.to_string())).collect()
}

#[test]
fn a_rule_of_somebody_elses_runs_beside_ours() {
    let record = CLEAN.replace("A. Person", "A. PERSON");
    let report = tadqiq::check(&Subject::record(&record), &with_own_rules()).unwrap();
    assert_eq!(found(&report), [("house/capitals", "/participants/0/name".to_owned())]);
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

/// A rule against a word, as a file of somebody's may list them.
pub fn against(word: String, level: Level) -> Rule {
    let id = format!("house/no-{}", word.to_lowercase());
    let page = format!("A name is {word}.\n\nA list of one's own says that it stands for nobody.");
    let url = format!("https://house.example/{id}");
    let check = ValueCheck::closure(move |name, _, findings| {
        if name.text() == word {
            findings.at(name, message!("{word} is nobody", word: word.as_str()));
        }
    });
    let of = vec![Role::PersonName].into();
    Rule::new(id.into(), level, Check::Value { of, only_with: CharacterClasses::ANYTHING, check })
        .with_page(page.into())
        .with_url(url.into())
}

#[test]
fn a_rule_may_be_made_at_run_time_of_what_a_file_says() {
    let words = [("Nobody", Level::Error), ("Anybody", Level::Info)];
    let own = words.into_iter().map(|(word, level)| against(word.to_owned(), level));
    let mut rules = Rules::default();
    rules.extend(own);
    let record = CLEAN.replace("A. Person", "Nobody").replace("B. Person", "Anybody");
    let report = tadqiq::check(&Subject::record(&record), &with_rules(rules)).unwrap();
    let said = found(&report).into_iter().filter(|(rule, _)| rule.starts_with("house/"));
    let expected =
        [("house/no-nobody", "/participants/0/name"), ("house/no-anybody", "/participants/1/name")];
    assert_eq!(said.collect::<Vec<_>>(), expected.map(|(rule, pointer)| (rule, pointer.to_owned())));
    let nobody = report.diagnostics().find(|found| found.rule.id() == "house/no-nobody").unwrap();
    assert_eq!((nobody.level, nobody.title.plain().as_str()), (Level::Error, "a name is Nobody"));
    assert_eq!(nobody.rule.url(), Some("https://house.example/house/no-nobody"));
    assert!(nobody.rule.page().contains("stands for nobody"));
}

#[test]
fn what_is_made_at_run_time_goes_when_its_run_is_over() {
    let held = Arc::new(());
    let inside = Arc::clone(&held);
    let check = RecordCheck::closure(move |record, _, findings| {
        let _ = &inside;
        findings.at(&record.id().unwrap(), "x");
    });
    let rule = Rule::new("house/own".into(), Level::Info, Check::Record { needs: Needs::Nothing, check });
    let report = tadqiq::check(&Subject::record(CLEAN), &with_rules(and(rule))).unwrap();
    assert_eq!(found(&report), [("house/own", "/id".to_owned())]);
    assert_eq!(Arc::strong_count(&held), 2, "the report holds the rule");
    drop(report);
    assert_eq!(Arc::strong_count(&held), 1);
}

#[test]
fn a_closure_is_shared_by_all_threads_and_its_facts_by_all_rules_that_leave_them() {
    let observed = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&observed);
    let observe = Observe::closure(move |record, _, facts| {
        count.fetch_add(1, Ordering::Relaxed);
        if let Some(id) = record.id() {
            facts.observe("ids", &id.text(), &id);
        }
    });
    let concluding = |id: &'static str, observe: &Observe| {
        let conclude = Conclude::closure(|facts, _, findings| {
            for id in facts.uses("ids") {
                findings.at_each(id.places().map(Into::into), "it is here");
            }
        });
        let needs = Needs::any_of(&[Role::RecordId]);
        let check = Check::Dataset { needs, observe: observe.clone(), conclude };
        Rule::new(RuleId::new(id), Level::Info, check)
    };
    let ids = ["house/one", "house/two"];
    let rules: Rules = ids.iter().map(|id| concluding(id, &observe)).collect();
    let text: String = (0..40).map(|number| clean(&format!("r{number}")) + "\n").collect();
    let options = Options { threads: std::num::NonZeroUsize::new(3), ..with_rules(rules) };
    let report = tadqiq::check(&Subject::text("r.ndjson", &text), &options).unwrap();
    assert_eq!(observed.load(Ordering::Relaxed), 40, "once a record, for both");
    for id in ids {
        assert_eq!(report.counts.by_rule.get(id), Some(&40));
    }
}

#[test]
fn names_are_listed_whatever_other_rules_there_are() {
    let name = |id: &str, name: &str| clean(id).replace("A. Person", name);
    let text: String = ["Nasser Bourita", "Nasser Bourita", "Nasser Bourita", "Nasser BOURITA"]
        .iter()
        .enumerate()
        .map(|(number, form)| name(&number.to_string(), form) + "\n")
        .collect();
    let subject = Subject::text("r.ndjson", &text);
    let entities = |options: &Options| {
        let found = names(&subject, options).unwrap();
        found.entities.into_iter().map(|entity| entity.cluster.proposed.clone()).collect::<Vec<_>>()
    };
    let ours = entities(&Options::default());
    assert_eq!(ours.len(), 1);
    assert_eq!(entities(&with_own_rules()), ours);
}

#[test]
fn a_rule_of_ones_own_has_no_page_of_ours() {
    let record = CLEAN.replace("A. Person", "A. PERSON");
    let report = tadqiq::check(&Subject::record(&record), &with_own_rules()).unwrap();
    assert_eq!(report.diagnostics().next().unwrap().rule.url(), None);
    let mut out = Vec::new();
    tadqiq::render::render(&report, tadqiq::render::Format::Json, tadqiq::render::Color::Off, &mut out)
        .unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(json["diagnostics"][0]["url"], serde_json::Value::Null);
}

#[test]
fn a_program_of_ones_own_is_five_lines() {
    let scene = Scene::new([("r.json", CLEAN.replace("A. Person", "JANE ROE"))]);
    let file = scene.path("r.json").to_string_lossy().into_owned();
    let run = |arguments: &[&str]| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["run", "--quiet", "--offline", "--example", "own_program", "--"]).args(arguments);
        let ran = cargo.output().unwrap();
        (ran.status.code(), String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap())
    };
    let (code, out, _) = run(&["check", &file]);
    assert!(code == Some(1) && out.contains("warning[house/capitals]"), "{out}");
    let (code, out, _) = run(&["check", "--ignore", "house", &file]);
    assert_eq!(code, Some(0), "{out}");
    let (code, _, err) = run(&["check", "--select", "house/capitls", &file]);
    assert!(code == Some(2) && err.contains("did you mean house/capitals?"), "{err}");
    let (code, out, _) = run(&["explain", "house/capitals"]);
    assert!(code == Some(0) && out.starts_with("house/capitals (warning, since 1.0.0)"), "{out}");
    assert!(!out.contains("https://"), "{out}");
}
