//! Fixes are made in files whole or not at all, and only in what was judged.

use std::process::Stdio;
use std::time::Instant;

use tadqiq::edit::{Choice, EditError, Why, apply, plan};
use tadqiq::{Options, Report, Subject};

use crate::support::{CLEAN, Scene, clean, program};

/// A record that nobody says anything of, but for this title.
fn with_title(id: &str, title: &str) -> String {
    clean(id).replace("A visit", title)
}

fn check(scene: &Scene, name: &str) -> Report {
    let report = tadqiq::check(&Subject::paths([scene.path(name)]), &Options::default()).unwrap();
    assert!(report.faults.is_empty(), "{:?}", report.faults);
    report
}

fn text(scene: &Scene, name: &str) -> String {
    std::fs::read_to_string(scene.path(name)).unwrap()
}

#[test]
fn findings_in_one_string_are_mended_together() {
    let lines = |title: &str| {
        let record = clean("a").replace(r#"{"en": "A visit"}"#, &format!(r#"{{"ar": "{title}"}}"#));
        format!("{record}\n{}\n", clean("b"))
    };
    let scene = Scene::new([("r.ndjson", lines("زيارة  \\u0639مل, محادثات"))]);
    let report = check(&scene, "r.ndjson");
    let rules: Vec<&str> = report.diagnostics().map(|found| found.rule.id()).collect();
    assert_eq!(rules, ["text/whitespace", "text/latin-comma"]);
    let applied = apply(&report, &Choice::default()).unwrap();
    assert_eq!((applied.fixes.len(), applied.left.len()), (2, 0));
    assert_eq!(text(&scene, "r.ndjson"), lines("زيارة \\u0639مل، محادثات"));
}

#[test]
fn a_file_that_was_changed_since_is_left_and_so_are_the_others() {
    let defect = with_title("a", "A  visit");
    let scene =
        Scene::new([("x/a.ndjson", defect.clone()), ("x/b.ndjson", defect.replace("\"a\"", "\"b\""))]);
    let report = check(&scene, "x");
    // Longer by one line: the same record stands elsewhere.
    std::fs::write(scene.path("x/b.ndjson"), format!("{CLEAN}\n{defect}")).unwrap();
    let Err(EditError::Changed { path }) = apply(&report, &Choice::default()) else { panic!() };
    assert_eq!(path, scene.path("x/b.ndjson"));
    assert_eq!(text(&scene, "x/a.ndjson"), defect);
    let again = check(&scene, "x");
    let applied = apply(&again, &Choice::default()).unwrap();
    assert_eq!((applied.fixes.len(), applied.files.len()), (2, 2));
    assert_eq!(text(&scene, "x/a.ndjson"), with_title("a", "A visit"));
    assert_eq!(text(&scene, "x/b.ndjson"), format!("{CLEAN}\n{}", with_title("a", "A visit")));
}

#[test]
fn a_line_that_cannot_be_read_stays_byte_for_byte() {
    let broken = b"{\"id\": \"\xff\xfe\"\n";
    let file = |title: &str| [broken, with_title("a", title).as_bytes(), b"\r\n", broken].concat();
    let scene = Scene::new([("r.ndjson", file("A  visit"))]);
    apply(&check(&scene, "r.ndjson"), &Choice::default()).unwrap();
    assert_eq!(std::fs::read(scene.path("r.ndjson")).unwrap(), file("A visit"));
}

#[test]
fn a_text_in_memory_has_no_file_to_write() {
    let report = tadqiq::check(&Subject::record(with_title("a", "A  visit")), &Options::default()).unwrap();
    let applied = apply(&report, &Choice::default()).unwrap();
    assert!(applied.files.is_empty() && matches!(applied.left[0].why, Why::NoFile));
}

#[test]
fn a_draft_shows_the_lines_that_change() {
    let scene = Scene::new([("r.ndjson", format!("{}\n{}\n", clean("a"), with_title("b", "A  visit")))]);
    let report = check(&scene, "r.ndjson");
    let plan = plan(&report, &Choice::default());
    let lines = plan.files[0].draft().unwrap().preview();
    let lines: Vec<(usize, &str)> = lines.iter().map(|line| (line.number, line.text.expose())).collect();
    assert_eq!(lines, [(2, with_title("b", "A  visit").as_str()), (2, with_title("b", "A visit").as_str())]);
    assert!(text(&scene, "r.ndjson").contains("A  visit"), "nothing is written");
}

const CONFIG: &str = r#"
[collections.meetings]
files = ["meetings.ndjson"]
schema = "meeting"
[collections.people]
files = ["people.json"]
schema = "person"
"#;

/// Whenever the writer of a registry is killed, the file is the old one or the new one.
#[test]
fn a_writer_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let people: Vec<String> = (0..500)
        .map(|number| format!("{{\"id\": \"p{number:03}\", \"name\": {{\"en\": \"Person {number}\"}}}}"))
        .collect();
    let old = format!("[\n  {}\n]\n", people.join(",\n  "));
    let decision = r#"{"a": "Person 7", "b": "Persen 7", "verdict": "same"}"#;
    let meeting = r#"{"id": "m", "kind": "visit", "status": "held", "participants": [{"name": "Persen 7"}]}"#;
    let scene =
        Scene::new([("tadqiq.toml", CONFIG), ("meetings.ndjson", meeting), ("people.json", old.as_str())]);
    let started = Instant::now();
    let written = scene.run_with_input(&["names", "--write", "."], decision);
    assert_eq!(written.code, Some(0), "{written:?}");
    let took = started.elapsed();
    let new = text(&scene, "people.json");
    assert!(new != old && new.contains("Persen 7"));
    for part in 0..24 {
        std::fs::write(scene.path("people.json"), &old).unwrap();
        let mut command = program(&scene.path(""));
        command
            .args(["names", "--write", "."])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), decision.as_bytes()).unwrap();
        std::thread::sleep(took * part / 20);
        child.kill().unwrap();
        child.wait().unwrap();
        let now = text(&scene, "people.json");
        assert!(now == old || now == new, "{now}");
    }
}

#[test]
fn a_filler_gives_way_to_null_only_where_the_schema_allows_it() {
    let schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "required": ["must", "may"],
        "properties": {
            "must": { "type": "string", "x-tadqiq": "place-name" },
            "may": { "type": ["string", "null"], "x-tadqiq": "office" },
            "need-not": { "type": "string", "x-tadqiq": "note" },
        },
    });
    let scene = Scene::new([("r.ndjson", "{\"must\": \"N/A\", \"may\": \"N/A\", \"need-not\": \"N/A\"}\n")]);
    let options = Options { schema: Some(schema.into()), ..Options::default() };
    let report = tadqiq::check(&Subject::paths([scene.path("r.ndjson")]), &options).unwrap();
    let fixes: Vec<Vec<String>> =
        report.diagnostics().map(|found| found.fixes.iter().map(|fix| fix.title.plain()).collect()).collect();
    assert_eq!(fixes, [vec![], vec!["write null".to_owned()], vec!["take the field out".to_owned()]]);
    apply(&report, &Choice::offered()).unwrap();
    assert_eq!(text(&scene, "r.ndjson"), "{\"must\": \"N/A\", \"may\": null}\n");
}

#[test]
fn a_fix_that_the_schema_forbids_is_not_offered_and_said() {
    let schema = |words: serde_json::Value| {
        serde_json::json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "type": "object",
            "properties": { "name": { "enum": words, "x-tadqiq": "person-name" } },
        })
    };
    for (words, after, helps) in [
        (serde_json::json!(["A. Person "]), "{\"name\": \"A. Person \"}\n", 1),
        (serde_json::json!(["A. Person ", "A. Person"]), "{\"name\": \"A. Person\"}\n", 0),
    ] {
        let scene = Scene::new([("r.ndjson", "{\"name\": \"A. Person \"}\n")]);
        let options = Options { schema: Some(schema(words).into()), ..Options::default() };
        let report = tadqiq::check(&Subject::paths([scene.path("r.ndjson")]), &options).unwrap();
        let help: Vec<String> =
            report.diagnostics().flat_map(|found| &found.help).map(|help| help.plain()).collect();
        let said =
            help.iter().filter(|help| help.contains("the schema forbids what a fix would write")).count();
        assert_eq!(said, helps, "{help:?}");
        apply(&report, &Choice::default()).unwrap();
        assert_eq!(text(&scene, "r.ndjson"), after);
    }
}
