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
    std::fs::write(folder.path().join("meetings.ndjson"), "").unwrap();
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
    std::fs::write(file("meetings.ndjson"), "").unwrap();
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
