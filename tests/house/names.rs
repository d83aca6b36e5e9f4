//! The registry learns: what was decided once is not asked again.

use std::path::Path;

use tadqiq::edit::EditError;
use tadqiq::internals::curate::name_decisions::{NameDecision, record_decisions};
use tadqiq::text::comparison::Judgement;
use tadqiq::{Options, Subject};

use crate::support::{Scene, clean};

const CONFIG: &str = r#"
[collections.meetings]
files = ["meetings.ndjson"]
schema = "meeting"
[collections.people]
files = ["people.json"]
schema = "person"
"#;

#[test]
fn what_was_decided_is_not_asked_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("tadqiq.toml"), CONFIG).unwrap();
    std::fs::write(file("people.json"), "[]\n").unwrap();
    let meeting = |id: &str, name: &str| {
        format!(r#"{{"id":"{id}","kind":"visit","status":"held","participants":[{{"name":"{name}"}}]}}"#)
    };
    let names = [
        "عبد اللطيف العلوي",
        "عبد اللطيف العلوي",
        "عبداللطيف العلوي",
        "Petr Matyas Necas",
        "Petr Matyas Nebas",
        // Often enough that the other is a slip.
        "Petr Matyas Necas",
        "Petr Matyas Necas",
    ];
    let lines: Vec<String> =
        names.iter().enumerate().map(|(number, name)| meeting(&number.to_string(), name)).collect();
    std::fs::write(file("meetings.ndjson"), lines.join("\n") + "\n").unwrap();
    assert_eq!(found(folder.path()), ["name/inconsistent-spelling", "name/near-duplicate"]);

    let decided =
        |a: &str, b: &str, judgement| NameDecision { a: a.into(), b: b.into(), judgement, role: None };
    let decisions =
        [decided(names[0], names[2], Judgement::Same), decided(names[3], names[4], Judgement::Different)];
    let subject = Subject::paths([folder.path()]);
    let changes = record_decisions(&decisions, &subject, &Options::default()).unwrap();
    assert_eq!(changes.files.iter().map(|file| file.names).sum::<usize>(), 4, "{changes:?}");
    assert_eq!(found(folder.path()), [""; 0]);

    let written = std::fs::read_to_string(file("people.json")).unwrap();
    let again = record_decisions(&decisions, &subject, &Options::default()).unwrap();
    assert_eq!((again.files.len(), again.known), (0, 2), "{again:?}");
    assert_eq!(std::fs::read_to_string(file("people.json")).unwrap(), written);
}

#[test]
fn what_contradicts_the_registry_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    std::fs::write(file("tadqiq.toml"), CONFIG).unwrap();
    let people = r#"[{"id":"a","name":{"en":"Ada Winter"}},{"id":"b","name":{"en":"Bela Stone"},"spellings":["Béla Stone"]}]"#;
    std::fs::write(file("people.json"), people).unwrap();
    std::fs::write(file("meetings.ndjson"), "").unwrap();
    let decided =
        |a: &str, b: &str, judgement| NameDecision { a: a.into(), b: b.into(), judgement, role: None };
    let decisions = [
        decided("Ada Winter", "Bela Stone", Judgement::Same),
        decided("Bela Stone", "Béla Stone", Judgement::Different),
    ];
    let changes =
        record_decisions(&decisions, &Subject::paths([folder.path()]), &Options::default()).unwrap();
    assert_eq!(changes.refused.len(), 2, "{changes:?}");
    assert_eq!(std::fs::read_to_string(file("people.json")).unwrap(), people);
}

#[test]
fn a_file_that_may_not_be_written_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let people = folder.path().join("people.json");
    std::fs::write(folder.path().join("tadqiq.toml"), CONFIG).unwrap();
    std::fs::write(folder.path().join("meetings.ndjson"), meetings(&["Ada Winter", "Ada Wintre"])).unwrap();
    std::fs::write(&people, "[]").unwrap();
    let mut permissions = std::fs::metadata(&people).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&people, permissions).unwrap();
    let decided = NameDecision {
        a: "Ada Winter".into(),
        b: "Ada Wintre".into(),
        judgement: Judgement::Same,
        role: Some(tadqiq::Role::PersonName),
    };
    let error =
        record_decisions(&[decided], &Subject::paths([folder.path()]), &Options::default()).unwrap_err();
    assert!(
        matches!(&error, tadqiq::Error::Edit(EditError::ReadOnly { path }) if *path == people),
        "{error:?}"
    );
    assert_eq!(error.kind(), tadqiq::ErrorKind::Unwritable);
    assert_eq!(std::fs::read_to_string(&people).unwrap(), "[]");
}

/// A first letter is seldom slipped on. Who holds the same office is taken for one nevertheless.
#[test]
fn one_office_joins_what_differs_in_a_first_letter() {
    for (offices, expected) in [
        (["prime minister", "prime minister"], &["name/near-duplicate"][..]),
        (["prime minister", "envoy"], &[]),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let lines = ["Petr Necas", "Petr Necas", "Petr Cecas"].iter().zip([0, 0, 1]).enumerate().map(
            |(number, (name, office))| {
                let office = offices[office];
                format!(
                    r#"{{"id":"{number}","kind":"visit","status":"held","participants":[{{"name":"{name}","office":"{office}"}}]}}"#
                )
            },
        );
        let lines: Vec<String> = lines.collect();
        std::fs::write(folder.path().join("tadqiq.toml"), CONFIG).unwrap();
        std::fs::write(folder.path().join("people.json"), "[]").unwrap();
        std::fs::write(folder.path().join("meetings.ndjson"), lines.join("\n") + "\n").unwrap();
        assert_eq!(found(folder.path()), expected, "{offices:?}");
    }
}

/// The name rules that have something to say, each once.
fn found(folder: &Path) -> Vec<String> {
    let options = Options { select: vec!["name".to_owned()], ..Options::default() };
    let report = tadqiq::check(&Subject::paths([folder]), &options).unwrap();
    let mut ids: Vec<String> = report.diagnostics().map(|found| found.rule.id().to_owned()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// Where the names of an entry stand its schema says, by roles: the keys are the curator's own.
#[test]
fn a_registry_with_keys_of_its_own_is_written_too() {
    let schema = r#"{"type": "object", "additionalProperties": false, "properties": {
        "code": {"type": "string", "x-tadqiq": "record-id"},
        "nom": {"type": "object", "additionalProperties": {"type": "string", "x-tadqiq": {"role": "canonical-name", "language": "key"}}},
        "aliases": {"type": "array", "items": {"type": "string", "x-tadqiq": "other-spelling"}},
        "pas": {"type": "array", "items": {"type": "string", "x-tadqiq": "other-entity"}},
        "fonctions": {"type": "array", "items": {"type": "string", "x-tadqiq": "office"}}}}"#;
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let config = CONFIG.replace("schema = \"person\"", "schema = \"./personne.json\"");
    std::fs::write(file("tadqiq.toml"), config).unwrap();
    std::fs::write(file("personne.json"), schema).unwrap();
    std::fs::write(file("people.json"), "[\n  {\"code\": \"ada\", \"nom\": {\"en\": \"Ada Winter\"}}\n]\n")
        .unwrap();
    let recorded = ["Ada Wintre", "Ada Winters", "Bela Stone", "Béla Stone"];
    std::fs::write(file("meetings.ndjson"), meetings(&recorded)).unwrap();
    let decided =
        |a: &str, b: &str, judgement| NameDecision { a: a.into(), b: b.into(), judgement, role: None };
    let decisions = [
        decided("Ada Winter", "Ada Wintre", Judgement::Same),
        decided("Ada Winter", "Ada Winters", Judgement::Different),
        decided("Bela Stone", "Béla Stone", Judgement::Same),
    ];
    let subject = Subject::paths([folder.path()]);
    let changes = record_decisions(&decisions, &subject, &Options::default()).unwrap();
    assert_eq!(changes.refused, [], "{changes:?}");
    let expected = "[\n  {\"code\": \"ada\", \"nom\": {\"en\": \"Ada Winter\"}, \"aliases\": [\"Ada Wintre\"], \"pas\": [\"Ada Winters\"]},\n  \
                    {\"code\": \"bela-stone\", \"nom\": {\"und\": \"Bela Stone\"}, \"aliases\": [\"Béla Stone\"]}\n]\n";
    assert_eq!(std::fs::read_to_string(file("people.json")).unwrap(), expected);
    let again = record_decisions(&decisions, &subject, &Options::default()).unwrap();
    assert_eq!((again.files.len(), again.known), (0, 3), "{again:?}");
}

/// Records in which these are.
fn meetings(names: &[&str]) -> String {
    let line = |(number, name): (usize, &&str)| {
        format!(r#"{{"id":"{number}","kind":"visit","status":"held","participants":[{{"name":"{name}"}}]}}"#)
            + "\n"
    };
    names.iter().enumerate().map(line).collect()
}

const ADA: &str = "[{\"id\": \"ada\", \"name\": {\"en\": \"Ada Winter\"}}]\n";

fn scene(people: &str, names: &[&str]) -> Scene {
    Scene::new([
        ("tadqiq.toml", CONFIG.to_owned()),
        ("people.json", people.to_owned()),
        ("meetings.ndjson", meetings(names)),
    ])
}

#[test]
fn a_name_that_nobody_has_is_refused_and_the_nearest_said() {
    let scene = scene(ADA, &["Petr Matyas Necas", "Petr Matyas Nebas"]);
    let people = || std::fs::read_to_string(scene.path("people.json")).unwrap();
    for judgement in ["--same", "--different"] {
        for (a, b, said) in [
            ("Petr Matyas Necas", "Petr Matias Nebas", "the nearest that does is Petr Matyas Nebas"),
            ("Petr Matyas Necas", "Qwertz Uiop", "Qwertz Uiop stands in no record and in no registry"),
            ("Ada Winter", "Ada Wintre", "Ada Wintre stands in no record and in no registry"),
            ("Ida Wintr", "Petr Matyas Necas", "the nearest that does is Ada Winter"),
        ] {
            let ran = scene.run(&["names", judgement, a, b]);
            let out = ran.out.replace("\n  ", " ");
            assert_eq!((ran.code, out.contains(said)), (Some(1), true), "{judgement} {a} {b}: {ran:?}");
            assert_eq!(people(), ADA, "{ran:?}");
        }
    }
    let decision = b"{\"a\": \"Petr Matyas Necas\", \"b\": \"Petr Nobody\", \"verdict\": \"same\"}\n";
    let ran = scene.run_with_input(&["names", "--write"], decision);
    assert_eq!((ran.code, people().as_str()), (Some(1), ADA), "{ran:?}");
    assert!(ran.out.contains("Petr Nobody stands in no record"), "{ran:?}");
}

#[test]
fn a_spelling_of_a_registered_name_goes_to_its_entry_and_what_was_written_is_shown() {
    let scene = scene(ADA, &["ADA WINTER", "Ada Wintre"]);
    let ran = scene.run(&["names", "--same", "ADA WINTER", "Ada Wintre"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let people = std::fs::read_to_string(scene.path("people.json")).unwrap();
    assert_eq!(people.matches("\"id\"").count(), 1, "{people}");
    assert!(people.contains("\"ADA WINTER\"") && people.contains("\"Ada Wintre\""), "{people}");
    for said in ["people.json: 2 names in the entry ada", "  -     1  ", "  +     1  "] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let report = scene.run(&["check", "--output-format", "json"]);
    assert!(!report.rules().iter().any(|rule| rule == "reference/ambiguous"), "{report:?}");
}

#[test]
fn where_no_registry_keeps_a_decision_the_list_and_the_refusal_say_what_to_do() {
    let config = "[collections.meetings]\nfiles = [\"meetings.ndjson\"]\nschema = \"meeting\"\n";
    let (a, b) = ("Petr Matyas Necas", "Necas Matyas Petr");
    let scene = Scene::new([("tadqiq.toml", config.to_owned()), ("meetings.ndjson", meetings(&[a, b]))]);
    let list = scene.run(&["names"]);
    let refused = scene.run(&["names", "--same", a, b]);
    assert_eq!((list.code, refused.code), (Some(0), Some(1)), "{refused:?}");
    for ran in [&list, &refused] {
        let out = ran.out.replace("\n  ", " ");
        for said in ["no registry of people", "[collections.people]", "schema = \"person\"", "`tadqiq init`"]
        {
            assert!(out.contains(said), "{said}: {}", ran.out);
        }
        assert!(!out.contains("keeps what you decide\n"), "{}", ran.out);
        assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    }
}

/// Only what runs from right to left is put into an isolate: an accent turns nothing around.
#[test]
fn names_are_printed_as_findings_are() {
    let meeting = |id: &str, name: &str| clean(id).replace("B. Person", name);
    let names = ["Élise Étienne", "Elise Etienne", "عبد اللطيف العلوي", "عبداللطيف العلوي"];
    let lines: Vec<String> =
        names.iter().enumerate().map(|(number, name)| meeting(&number.to_string(), name)).collect();
    let scene = Scene::new([("r.ndjson", lines.join("\n"))]);
    let ran = scene.run(&["names", "r.ndjson"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(ran.out.contains("  Élise Étienne  r.ndjson:1"), "{}", ran.out);
    assert!(ran.out.contains("\u{2068}عبداللطيف العلوي\u{2069}"), "{}", ran.out);
    let ran = scene.run(&["name", "Élise Étienne", "عبد اللطيف"]);
    assert!(ran.out.contains("Élise Étienne / \u{2068}عبد اللطيف\u{2069}"), "{}", ran.out);
}
