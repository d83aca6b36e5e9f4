//! What rules go by: their names, those they had before, and those that must be said for a rule to run.

use tadqiq::rule::{Needs, RulesError, Stability};
use tadqiq::{Check, Error, Level, Options, Rule, RuleId, Rules, Subject};

use crate::own_rules::{against, and, with_own_rules, with_rules};
use crate::support::{CLEAN, Scene};

#[test]
fn rules_that_cannot_run_together_keep_a_run_from_starting() {
    let rule = |id: &'static str| {
        Rule::new(RuleId::new(id), Level::Info, Check::record(Needs::Nothing, |_, _, _| {}))
    };
    let aka = |id, aliases: &[&'static str]| {
        rule(id).with_aliases(aliases.iter().map(|alias| RuleId::new(alias)).collect::<Vec<_>>().into())
    };
    let run = |own: Vec<Rule>| {
        let mut rules = Rules::default();
        rules.extend(own);
        match tadqiq::check(&Subject::record(CLEAN), &with_rules(rules)) {
            Err(Error::Rules(error)) => Some(error),
            Err(other) => panic!("{other}"),
            Ok(_) => None,
        }
    };
    for id in [
        "",
        "capitals",
        "house/",
        "/capitals",
        "house/Capitals",
        "a/b/c",
        "house/cap itals",
        "1/2",
        "بيت/اسم",
    ] {
        assert_eq!(run(vec![rule(id)]), Some(RulesError::IdIllFormed { id: RuleId::new(id) }), "{id}");
    }
    let taken = |alias, rule, of| {
        Some(RulesError::AliasTaken {
            alias: RuleId::new(alias),
            rule: RuleId::new(rule),
            of: RuleId::new(of),
        })
    };
    for (own, expected) in [
        (vec![rule("house/a"), rule("house/b")], None),
        (vec![aka("house/a", &["house/old"]), rule("house/b")], None),
        (vec![rule("house/a"), rule("house/a")], Some(RulesError::IdTaken { id: "house/a".into() })),
        (vec![rule("json/syntax")], Some(RulesError::IdTaken { id: "json/syntax".into() })),
        (
            vec![aka("house/a", &["house/old"]), aka("house/b", &["house/old"])],
            taken("house/old", "house/a", "house/b"),
        ),
        (vec![aka("house/a", &["json/syntax"])], taken("json/syntax", "house/a", "json/syntax")),
    ] {
        assert_eq!(run(own), expected);
    }
    let error = Error::from(RulesError::IdTaken { id: "house/a".into() });
    assert_eq!(error.to_string(), "two rules are called house/a");
    assert_eq!(error.way_out().as_deref(), Some("rename one of them, or leave it out"));
}

#[test]
fn an_old_name_means_the_rule() {
    let record = CLEAN.replace("A. Person", "A. PERSON");
    let select = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    for (selected, ignored, said) in [
        (&["house/shouting"][..], &[][..], 1),
        (&[], &["house/shouting", "house/fails", "house/fails-at-the-end"], 0),
    ] {
        let options = Options { select: select(selected), ignore: select(ignored), ..with_own_rules() };
        let report = tadqiq::check(&Subject::record(&record), &options).unwrap();
        assert_eq!((report.diagnostics().len(), report.faults.len()), (said, 0), "{selected:?} {ignored:?}");
    }
    let config = "[rules]\n\"house/shouting\" = \"info\"\nall = \"off\"\n";
    let scene = Scene::new([("tadqiq.toml", config), ("r.json", record.as_str())]);
    let report = tadqiq::check(&Subject::paths([scene.path("r.json")]), &with_own_rules()).unwrap();
    assert_eq!(report.diagnostics().map(|found| found.level).collect::<Vec<_>>(), [Level::Info]);
}

#[test]
fn a_rule_in_preview_waits_until_its_name_is_said() {
    let new = || against("Nobody".to_owned(), Level::Warning).with_stability(Stability::Preview);
    let record = CLEAN.replace("A. Person", "Nobody");
    let said = |select: &[&str]| {
        let select = select.iter().map(|word| (*word).to_owned()).collect();
        let report = tadqiq::check(&Subject::record(&record), &Options { select, ..with_rules(and(new())) });
        report.unwrap().counts.by_rule.contains_key("house/no-nobody")
    };
    assert!(!said(&[]) && !said(&["all"]) && !said(&["house"]));
    assert!(said(&["house/no-nobody"]) && said(&["all", "house/no-nobody"]));
    let config = "[rules]\n\"house/no-nobody\" = \"error\"\n";
    let scene = Scene::new([("tadqiq.toml", config), ("r.json", record.as_str())]);
    let report = tadqiq::check(&Subject::paths([scene.path("r.json")]), &with_rules(and(new()))).unwrap();
    assert_eq!(report.counts.by_rule.get("house/no-nobody"), Some(&1));
}
