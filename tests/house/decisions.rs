//! What a curator decided: written once, held to, and said where it holds no more.

use std::path::Path;

use serde_json::Value;
use tadqiq::{Options, Project, SchemaName, Subject};

use crate::published::violations_of_sarif;
use crate::support::{MEETINGS as CONFIG, Ran, Scene, clean};

/// A record whose first name has a form of address.
fn titled(id: &str, title: &str) -> String {
    clean(id).replace("A. Person", &format!("{title} Ada Winter"))
}

fn scene() -> Scene {
    let records = [titled("one", "Mr."), titled("two", "Mr."), titled("three", "Dr."), clean("four")];
    Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("r/a.ndjson", records.join("\n") + "\n")])
}

fn report(scene: &Scene, more: &[&str]) -> Value {
    let ran = scene.run(&[&["check", "--output-format", "json", "--today", "2026-06-01"], more].concat());
    ran.report()
}

/// The key of the finding in the record.
fn of_record(scene: &Scene, id: &str, key: &str) -> String {
    let report = report(scene, &[]);
    let found = report["diagnostics"].as_array().unwrap().iter().find(|found| found["record"]["id"] == id);
    found.unwrap_or_else(|| panic!("{report:#}"))[key].as_str().unwrap().to_owned()
}

fn accept(scene: &Scene, arguments: &[&str]) -> Ran {
    scene.run(&[&["accept", "--by", "Ada", "--today", "2026-06-01"], arguments].concat())
}

fn decisions(scene: &Scene) -> String {
    std::fs::read_to_string(scene.path("decisions.ndjson")).unwrap_or_default()
}

fn counts(report: &Value) -> (u64, u64, usize) {
    let count = |key: &str| report["counts"][key].as_u64().unwrap();
    (count("accepted"), count("accepted_by_cause"), report["diagnostics"].as_array().unwrap().len())
}

#[test]
fn what_is_accepted_is_counted_and_not_shown() {
    let scene = scene();
    assert_eq!(counts(&report(&scene, &[])), (0, 0, 3));
    let (one, cause) = (of_record(&scene, "three", "fingerprint"), of_record(&scene, "one", "cause"));
    let ran = accept(&scene, &[&one[..8], "--why", "so it is printed"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    insta::assert_snapshot!(ran.out, @r"
    accepted: name/honorific in three · /participants/0/name: a form of address
      stands in the name: Dr. is a form of address
      decisions.ndjson: so it is printed (Ada, since 2026-06-01)
    ");
    let ran = accept(&scene, &["--cause", &cause, "--why", "they all are", "--until", "2026-12-31"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    insta::assert_snapshot!(ran.out, @r"
    accepted: name/honorific in /participants/*/name: a form of address stands in
      the name: Mr. is a form of address
      2 findings, and those of records to come
      decisions.ndjson: they all are (Ada, since 2026-06-01, until 2026-12-31)
    ");
    let accepted = report(&scene, &[]);
    assert_eq!(counts(&accepted), (3, 2, 0));
    assert_eq!(accepted["counts"]["by_rule"], serde_json::json!({}));
    let by: Vec<&str> = accepted["accepted"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["accepted_by"].as_str().unwrap())
        .collect();
    assert_eq!(by, ["cause", "cause", "fingerprint"]);
    let ran = scene.run(&["check", "--today", "2026-06-01"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("\n3 accepted, by decisions.ndjson: 2 by their cause\n"), "{ran:?}");
    for format in ["concise", "github"] {
        let ran = scene.run(&["check", "--today", "2026-06-01", "--output-format", format]);
        assert!(ran.out.contains("3 accepted, by decisions.ndjson"), "{ran:?}");
    }
    // A record to come.
    std::fs::write(scene.path("r/b.json"), titled("new", "Mr.")).unwrap();
    assert_eq!(counts(&report(&scene, &[])), (4, 3, 0));
}

#[test]
fn what_is_accepted_is_suppressed_in_sarif_where_that_is_asked_for() {
    let scene = scene();
    let sarif = |more: &[&str]| -> Value {
        let ran =
            scene.run(&[&["check", "--output-format", "sarif", "--today", "2026-06-01"], more].concat());
        assert_eq!(violations_of_sarif(&ran.out), [""; 0]);
        ran.report()["runs"][0].take()
    };
    let before = sarif(&[]);
    let found = before["results"][0].clone();
    let id = found["partialFingerprints"]["tadqiq/v1"].as_str().unwrap();
    let why = "so it is \u{202e}printed";
    assert_eq!(accept(&scene, &[id, "--why", why]).code, Some(0));
    // GitHub would show it as open again.
    let counted = sarif(&[]);
    assert!(!counted.to_string().contains(id), "{counted:#}");
    let shown = sarif(&["--show-accepted"]);
    let results = shown["results"].as_array().unwrap();
    assert_eq!(results.len(), before["results"].as_array().unwrap().len());
    let (suppressed, open): (Vec<&Value>, Vec<&Value>) =
        results.iter().partition(|result| result.get("suppressions").is_some());
    assert!(!open.is_empty() && suppressed.len() == 1);
    let mut suppressed = suppressed[0].clone();
    let suppressions = suppressed.as_object_mut().unwrap().remove("suppressions").unwrap();
    let reason = "so it is ⟨U+202E⟩printed";
    let expected = serde_json::json!([{"kind": "external", "status": "accepted", "justification": reason}]);
    assert_eq!(suppressions, expected);
    assert_eq!(suppressed["ruleId"], found["ruleId"]);
    assert_eq!(suppressed["locations"], found["locations"]);
    // It fails nothing, and no other format would show it.
    assert_eq!(shown["invocations"][0]["exitCode"], counted["invocations"][0]["exitCode"]);
    let ran = scene.run(&["check", "--show-accepted"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("--show-accepted is for sarif"), "{}", ran.err);
}

#[test]
fn of_what_is_accepted_so_many_results_are_given_and_the_rest_is_told() {
    let scene = scene();
    assert_eq!(
        accept(&scene, &["--cause", &of_record(&scene, "one", "cause"), "--why", "printed so"]).code,
        Some(0)
    );
    let records: Vec<String> = (0..5_002).map(|n| titled(&n.to_string(), "Mr.")).collect();
    std::fs::write(scene.path("r/a.ndjson"), records.join("\n")).unwrap();
    let run = scene
        .run(&["check", "--select", "name/honorific", "--output-format", "sarif", "--show-accepted"])
        .report()["runs"][0]
        .take();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), 5_000);
    assert!(results.iter().all(|result| result["suppressions"][0]["kind"] == "external"));
    let told = run["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(told.contains("5002 accepted"), "{told}");
    assert!(told.contains("of what is accepted, 2 findings are not among the results"), "{told}");
}

#[test]
fn each_line_is_a_decision_of_the_schema_and_all_are_in_order() {
    let scene = scene();
    let ids = ["three", "one"].map(|id| of_record(&scene, id, "fingerprint"));
    let cause = of_record(&scene, "one", "cause");
    accept(&scene, &[&ids[0], "--why", "##[error]x \u{1b}[31m \u{202e}y"]);
    accept(&scene, &["--cause", &cause, "--why", "b"]);
    accept(&scene, &[&ids[1], "--why", "never: its cause is accepted"]);
    let written = decisions(&scene);
    assert_eq!(written.lines().count(), 2, "{written}");
    assert!(!written.contains(['\u{1b}', '\u{202e}']) && !written.contains("##["), "{written}");
    let schema = Some(SchemaName::Bundled("decision".to_owned()));
    let options = Options { schema, ..Options::default() };
    let judged = tadqiq::check(&Subject::text("d.ndjson", &written), &options).unwrap();
    assert_eq!(judged.diagnostics().len(), 0, "{:?}", judged.diagnostics().next());
    let listed = scene.run(&["decisions", "--today", "2026-06-01"]);
    assert_eq!(listed.code, Some(0), "{listed:?}");
    assert!(!listed.out.contains(['\u{1b}', '\u{202e}']) && !listed.out.contains("##["), "{listed:?}");
    let json = scene.run(&["decisions", "--today", "2026-06-01", "--output-format", "json"]);
    let json: Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json[1]["decision"]["why"], "##[error]x \u{1b}[31m \u{202e}y");
    assert_eq!((&json[0]["state"], &json[0]["findings"]), (&"holds".into(), &2.into()));
}

#[test]
fn what_was_accepted_before_is_said_and_nothing_is_written() {
    let scene = scene();
    let (one, cause) = (of_record(&scene, "one", "fingerprint"), of_record(&scene, "one", "cause"));
    accept(&scene, &["--cause", &cause, "--why", "a"]);
    let written = decisions(&scene);
    for (arguments, why) in [(&[one.as_str()][..], "again"), (&["--cause", &cause], "a")] {
        let ran = accept(&scene, &[arguments, &["--why", why]].concat());
        assert_eq!(ran.code, Some(0), "{ran:?}");
        assert!(ran.out.starts_with("accepted before: "), "{ran:?}");
        assert!(ran.out.contains("\n  a (Ada, since 2026-06-01)\n"), "{ran:?}");
        let by = format!("by the decision on its cause {cause}; tadqiq decisions --remove takes it out");
        let said = ran.out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(said.contains(&by), "{ran:?}");
    }
    assert_eq!(decisions(&scene), written);
}

#[test]
fn what_is_accepted_for_another_reason_is_accepted_anew_and_the_old_one_told() {
    let scene = scene();
    let (three, cause) = (of_record(&scene, "three", "fingerprint"), of_record(&scene, "one", "cause"));
    for (what, count) in [(&[three.as_str()][..], 1), (&["--cause", &cause], 2)] {
        accept(&scene, &[what, &["--why", "a"]].concat());
        // Named twice it is written once.
        let ran = accept(&scene, &[what, what, &["--why", "b", "--until", "2026-12-31"]].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
        assert!(ran.out.starts_with("accepted anew: name/honorific"), "{ran:?}");
        assert!(ran.out.contains(": b (Ada, since 2026-06-01, until 2026-12-31)\n"), "{ran:?}");
        assert!(ran.out.ends_with("\n  in the place of: a (Ada, since 2026-06-01)\n"), "{ran:?}");
        let written = decisions(&scene);
        assert_eq!(written.lines().count(), count, "{written}");
        assert!(!written.contains(r#""why":"a""#), "{written}");
    }
    assert_eq!(counts(&report(&scene, &[])), (3, 2, 0));
}

#[test]
fn what_cannot_be_decided_is_refused_and_nothing_is_written() {
    let scene = scene();
    let one = of_record(&scene, "one", "fingerprint");
    let cause = of_record(&scene, "one", "cause");
    let last = if one.ends_with('0') { "1" } else { "0" };
    let slip = format!("{}{last}", &one[..one.len() - 1]);
    for (arguments, said, way_out) in [
        (&[one.as_str(), "--why", " "][..], "a decision needs a reason", "--why"),
        (&[&one, "--why", "x", "--until", "2026-05-31"], "it would hold until 2026-05-31", "a day to come"),
        (&["1ab", "--why", "x"], "1ab is not a fingerprint", "--output-format json"),
        (&["\u{1b}[31m", "--why", "x"], "⟨U+001B⟩[31m is not a fingerprint", "--output-format json"),
        (&["100000000000", "--why", "x"], "begins with 100000000000", "--output-format json"),
        (&[&slip, "--why", "x"], "no finding of this run", &one),
        (
            &["--cause", "000000", "--why", "x"],
            "no cause of this run begins with 000000",
            "tadqiq check prints the causes",
        ),
        (&[&cause, "--why", "x"], "no finding of this run", "give it as --cause"),
        (&["--cause", &one, "--why", "x"], "no cause of this run", "give it without --cause"),
        (&[&one, "--why", "x", "--isolated"], "there is no place for decisions", "--isolated"),
        (&[&one], "--why", "--why"),
        (&["--why", "x"], "FINGERPRINT", "--cause <ID>"),
        (
            &["--cause", &cause, "--why", "x", "--path", "nofolder"],
            "no such file: nofolder",
            "paths begin at",
        ),
        (&[&one, "--why", "x", "--path", "nofolder"], "no such file: nofolder", "no finding of this run"),
        (&[&one, "--why", "x", "--until", "soon"], "soon", "--until"),
    ] {
        let ran = accept(&scene, arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}: {ran:?}");
        let err = ran.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(err.contains(said) && err.contains(way_out), "{arguments:?}: {}", ran.err);
        assert!(!ran.err.contains('\u{1b}'), "{ran:?}");
    }
    assert!(!scene.path("decisions.ndjson").exists());
}

#[test]
fn several_that_begin_so_are_listed() {
    let many: Vec<String> = (0..600).map(|number| titled(&number.to_string(), "Mr.")).collect();
    let scene = Scene::new([("r.ndjson", many.join("\n"))]);
    let report = report(&scene, &["--schema", "meeting"]);
    let ids = report["diagnostics"].as_array().unwrap().iter().map(|it| it["fingerprint"].as_str().unwrap());
    let mut ids: Vec<&str> = ids.collect();
    ids.sort_unstable();
    // Of six hundred some share their first digits, hardly their first six: the least that is asked for.
    let alike = ids.windows(2).find(|pair| pair[0][..6] == pair[1][..6]);
    let Some(alike) = alike else { return };
    let ran = accept(&scene, &[&alike[0][..6], "--why", "x"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains(alike[0]) && ran.err.contains(alike[1]), "{ran:?}");
}

#[test]
fn a_decision_is_kept_however_its_record_is_written_and_wherever_it_stands() {
    let scene = scene();
    let one = of_record(&scene, "one", "fingerprint");
    accept(&scene, &[&one, "--why", "so it is printed"]);
    let record: Value = serde_json::from_str(&titled("one", "Mr.")).unwrap();
    let turned: serde_json::Map<String, Value> =
        record.as_object().unwrap().iter().rev().map(|(key, value)| (key.clone(), value.clone())).collect();
    let others = [titled("three", "Dr."), clean("zero"), titled("two", "Mr.")].join("\n");
    for (name, text) in [
        ("r/a.ndjson", format!("{others}\n{record}\n")),
        ("r/moved.json", format!("{record:#}")),
        ("r/turned.json", Value::Object(turned).to_string()),
    ] {
        std::fs::remove_dir_all(scene.path("r")).unwrap();
        std::fs::create_dir(scene.path("r")).unwrap();
        std::fs::write(scene.path(name), text).unwrap();
        let report = report(&scene, &[]);
        assert_eq!(report["counts"]["accepted"], 1, "{name}: {report:#}");
        assert!(report["counts"]["by_rule"].get("decision/stale").is_none(), "{name}: {report:#}");
    }
}

/// What is said of the one decision, by the records of the file, the arguments, and the day.
#[test]
fn a_decision_that_holds_no_more_is_said_where_that_is_known() {
    let stale = |label: &str| Some(format!("decision/stale: {label}"));
    let expired = |until: &str| Some(format!("decision/expired: its last day was {until}"));
    let mended = clean("one");
    let changed = titled("one", "Dr.");
    let other = clean("other");
    let broken = "{\"id\": \"one";
    for (records, arguments, expected) in [
        (titled("one", "Mr."), &[][..], None),
        (titled("one", "Mr."), &["--today", "2026-12-31"], None),
        (titled("one", "Mr."), &["--today", "2027-01-01"], expired("2026-12-31")),
        (mended.clone(), &[], stale("the value was mended, or is judged otherwise now")),
        (mended.clone(), &["--today", "2027-01-01"], expired("2026-12-31")),
        (changed.clone(), &[], stale("the value has changed, and the rule finds another there")),
        (other.clone(), &[], stale("there is no such record now")),
        // Where its record or its rule is not judged, nothing is known.
        (mended.clone(), &["--select", "date,decision"], None),
        (mended.clone(), &["--ignore", "name/honorific"], None),
        (mended.clone(), &["--ignore", "decision"], None),
        (mended.clone(), &["r/b.json"], None),
        (mended.clone(), &["r/a.ndjson"], stale("the value was mended, or is judged otherwise now")),
        (other.clone(), &["r/a.ndjson"], None),
        (other.clone(), &["r"], stale("there is no such record now")),
        (broken.to_owned(), &[], None),
        (mended.clone(), &["--isolated"], None),
        (other, &["--schema", "meeting"], None),
    ] {
        let scene = Scene::new([
            ("tadqiq.toml", CONFIG.to_owned()),
            ("r/a.ndjson", titled("one", "Mr.") + "\n"),
            ("r/b.json", clean("b")),
        ]);
        let one = of_record(&scene, "one", "fingerprint");
        let ran = accept(&scene, &[&one, "--why", "so it is printed", "--until", "2026-12-31"]);
        assert_eq!(ran.code, Some(0), "{ran:?}");
        std::fs::write(scene.path("r/a.ndjson"), format!("{records}\n")).unwrap();
        let today = if arguments.contains(&"--today") { &[][..] } else { &["--today", "2026-06-01"] };
        let ran = scene.run(&[&["check", "--output-format", "json"], today, arguments].concat());
        let report = ran.report();
        let own = report["diagnostics"].as_array().unwrap().iter();
        let own: Vec<String> = own
            .filter(|found| found["file"] == "decisions.ndjson")
            .map(|found| {
                let (_, label) = found["message"].as_str().unwrap().rsplit_once(": ").unwrap();
                format!("{}: {label}", found["rule"].as_str().unwrap())
            })
            .collect();
        assert_eq!(own, expected.into_iter().collect::<Vec<_>>(), "{arguments:?}, {records}");
    }
}

#[test]
fn a_decision_that_has_expired_is_made_anew_in_its_place() {
    let scene = scene();
    let one = of_record(&scene, "one", "fingerprint");
    accept(&scene, &[&one, "--why", "a", "--until", "2026-06-30"]);
    let ran = scene.run(&["accept", &one, "--why", "b", "--by", "Ada", "--today", "2026-07-01"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let written = decisions(&scene);
    assert_eq!(written.lines().count(), 1, "{written}");
    assert!(written.contains(r#""why":"b""#), "{written}");
    assert!(ran.out.contains("in the place of: a (Ada, since 2026-06-01, until 2026-06-30)"), "{ran:?}");
}

#[test]
fn decisions_are_listed_pruned_and_taken_out() {
    let scene = scene();
    let ids = ["one", "two", "three"].map(|id| of_record(&scene, id, "fingerprint"));
    for (id, until) in ids.iter().zip(["2026-06-30", "2027-06-30", "2027-06-30"]) {
        accept(&scene, &[id, "--why", "x", "--until", until]);
    }
    let records = [titled("one", "Mr."), clean("two"), titled("three", "Dr.")].join("\n");
    std::fs::write(scene.path("r/a.ndjson"), records).unwrap();
    let ran = scene.run(&["decisions", "--today", "2026-07-01"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    for said in [
        "decisions.ndjson:1: expired\n",
        "decisions.ndjson:2: holds, 1 finding\n",
        "decisions.ndjson:3: stale: it is not found any more\n",
        "3 decisions: 1 in force, 1 stale, 1 expired\n",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let ran = scene.run(&["decisions", "--prune", "--today", "2026-07-01"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.ends_with("2 decisions taken out\n"), "{ran:?}");
    assert_eq!(decisions(&scene).lines().count(), 1);
    let before = decisions(&scene);
    let ran = scene.run(&["decisions", "--prune", "--today", "2026-07-01"]);
    assert_eq!((ran.out.as_str(), decisions(&scene)), ("0 decisions taken out\n", before));
    let ran = scene.run(&["decisions", "--remove", "000000"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let ran = scene.run(&["decisions", "--remove", &ids[2][..6]]);
    assert_eq!((ran.code, decisions(&scene).as_str()), (Some(0), ""), "{ran:?}");
    let ran = scene.run(&["decisions"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(0), "0 decisions\n"), "{ran:?}");
}

/// None of them may count for decisions that were read, whatever command reads them.
#[test]
fn decisions_that_cannot_be_read_stop_the_run() {
    let good = r#"{"rule": "name/honorific", "why": "x", "cause": "0123456789abcdef"}"#;
    for (text, said, way_out) in [
        (
            format!("{good}\n{good}\n"),
            "decisions.ndjson:2: line 1 decides the same",
            "take one of the two lines out",
        ),
        (format!("{good}\n{{\n"), "decisions.ndjson:2: this is not JSON", "on a line of its own"),
        (good.replace("\"x\"", "\" \""), "decisions.ndjson:1: a decision needs a reason", "next reader"),
        (
            good.replace("honorific", "honorifc"),
            "decisions.ndjson:1: unknown rule: name/honorifc",
            "name/honorific?",
        ),
        (good.replace("why", "whi"), "decisions.ndjson:1: unknown key: whi", "did you mean why?"),
        (format!("<<<<<<< HEAD\n{good}\n"), "decisions.ndjson:1: this is the mark of a merge", "both sides"),
        (
            good.replace("why", "\\u001b[31m"),
            "decisions.ndjson:1: unknown key: ⟨U+001B⟩[31m",
            "schema decision",
        ),
    ] {
        let scene = scene();
        std::fs::write(scene.path("decisions.ndjson"), &text).unwrap();
        for command in
            [&["check"][..], &["decisions"], &["decisions", "--prune"], &["accept", "123456", "--why", "x"]]
        {
            let ran = scene.run(command);
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{text}: {ran:?}");
            let err = ran.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
            assert!(err.contains(said) && err.contains(way_out), "{text}: {}", ran.err);
            assert!(!ran.err.contains('\u{1b}'), "{ran:?}");
        }
        assert_eq!(decisions(&scene), text);
    }
    let scene = scene();
    std::fs::write(scene.path("decisions.ndjson"), b"{\"why\": \"\xff\"}").unwrap();
    let ran = scene.run(&["check"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("decisions.ndjson:1: this is not text in UTF-8"), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn what_stands_in_the_place_of_decisions_is_no_surprise() {
    use std::os::unix::fs::symlink;

    type Maker = fn(&Path);

    let make_fifo = |path: &Path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    };
    let make_folder = |path: &Path| std::fs::create_dir(path).unwrap();
    let make_dangling = |path: &Path| symlink("nowhere.ndjson", path).unwrap();
    let makers: [(Maker, &str); 3] = [
        (make_fifo, "it is a pipe, not a file"),
        (make_folder, "it is a folder, not a file"),
        (make_dangling, "it is a link that leads nowhere"),
    ];
    for (make, said) in makers {
        let scene = scene();
        make(&scene.path("decisions.ndjson"));
        for command in [&["check"][..], &["decisions"], &["accept", "123456", "--why", "x"]] {
            let ran = scene.run(command);
            assert_eq!(ran.code, Some(2), "{ran:?}");
            assert!(ran.err.contains(said) && ran.err.contains("help: "), "{said}: {ran:?}");
        }
    }
    // A link is followed, and stays one.
    let scene = scene();
    let one = of_record(&scene, "one", "fingerprint");
    std::fs::write(scene.path("kept.txt"), "").unwrap();
    symlink("kept.txt", scene.path("decisions.ndjson")).unwrap();
    let ran = accept(&scene, &[&one, "--why", "x"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(std::fs::symlink_metadata(scene.path("decisions.ndjson")).unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(scene.path("kept.txt")).unwrap().lines().count(), 1);
}

#[test]
fn without_a_config_they_stand_in_the_folder_of_the_run() {
    let scene = Scene::new([("below/r.ndjson", titled("one", "Mr."))]);
    let one = of_record(&scene, "one", "fingerprint");
    let ran = accept(&scene, &[&one, "--why", "x", "--path", "below/r.ndjson"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(counts(&report(&scene, &["below"])), (1, 0, 0));
    // Those that lie elsewhere count for nothing, which is said.
    std::fs::rename(scene.path("decisions.ndjson"), scene.path("below/decisions.ndjson")).unwrap();
    let elsewhere = report(&scene, &["below"]);
    assert_eq!(counts(&elsewhere), (0, 0, 1));
    assert_eq!(elsewhere["skipped"][0]["what"], "below/decisions.ndjson", "{elsewhere:#}");
}

#[test]
fn a_library_without_a_day_lets_nothing_expire_and_a_project_sees_decisions_come() {
    let scene = scene();
    let options = Options { root: scene.path(""), ..Options::default() };
    let mut project = Project::open(options).unwrap();
    let subject = Subject::paths([scene.path("")]);
    let before = project.check(&subject).unwrap();
    let found = before.diagnostics().next().unwrap();
    let line = format!(
        r#"{{"rule": "{}", "cause": "{}", "why": "x", "until": "1999-01-01"}}"#,
        found.rule.id(),
        found.cause
    );
    project.overlay(scene.path("decisions.ndjson"), &line).unwrap();
    let after = project.check(&subject).unwrap();
    assert_eq!((after.counts.accepted, after.counts.accepted_by_cause), (2, 2));
    let accepted = after.accepted().next().unwrap();
    assert_eq!((accepted.fingerprint, accepted.cause), (found.fingerprint, found.cause));
    assert_eq!(accepted.decision.grounds.why.expose(), "x");
    project.reveal(scene.path("decisions.ndjson")).unwrap();
    assert_eq!(project.check(&subject).unwrap().counts, before.counts);
    std::fs::write(scene.path("decisions.ndjson"), &line).unwrap();
    project.refresh([scene.path("decisions.ndjson")]);
    assert_eq!(project.check(&subject).unwrap().counts.accepted, 2);
}

/// What a report leaves unshown of one record is not what is accepted: the bound counts what is left.
#[test]
fn what_is_accepted_makes_room_within_the_bound() {
    let participants: Vec<String> = (0..120).map(|n| format!(r#"{{"name": "Mr. Person{n}"}}"#)).collect();
    let record = format!(
        r#"{{"id": "many", "kind": "visit", "status": "held", "participants": [{}]}}"#,
        participants.join(", ")
    );
    let scene = Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("r/a.json", record)]);
    let select = &["--select", "name/honorific"];
    assert_eq!(counts(&report(&scene, select)), (0, 0, 100));
    let cause = report(&scene, select)["causes"][0]["id"].as_str().unwrap().to_owned();
    let ran = accept(&scene, &["--cause", &cause, "--why", "x"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert_eq!(counts(&report(&scene, select)), (120, 120, 0));
}

#[test]
fn a_pair_of_names_is_judged_in_one_command() {
    let config = format!("{CONFIG}[collections.people]\nfiles = [\"people.json\"]\nschema = \"person\"\n");
    let at = |id: &str, city: &str| {
        clean(id).replace("\"title\"", &format!("\"place\": {{\"city\": \"{city}\"}}, \"title\""))
    };
    let named = |id: &str, name: &str| {
        format!(
            r#"{{"id": "{id}", "kind": "visit", "status": "held", "participants": [{{"name": "{name}"}}]}}"#
        )
    };
    let meeting = [
        at("a", "Rabat").trim_end(),
        at("b", "Ar-Rabat").trim_end(),
        &named("c", "Ada Wintre"),
        &named("d", "Ida Winter"),
    ]
    .join("\n");
    let scene = Scene::new([
        ("tadqiq.toml", config),
        ("people.json", "[{\"id\": \"ada\", \"name\": {\"en\": \"Ada Winter\"}}]\n".to_owned()),
        ("r/a.ndjson", meeting),
    ]);
    let people = || std::fs::read_to_string(scene.path("people.json")).unwrap();
    let before = people();
    let ran = scene.run(&["names", "--same", "Ada Winter", "Ada Wintre", "--dry-run"]);
    assert_eq!((ran.code, people() == before), (Some(0), true), "{ran:?}");
    let ran = scene.run(&["names", "--same", "Ada Winter", "Ada Wintre"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(people().contains("\"Ada Wintre\""), "{}", people());
    let ran = scene.run(&["names", "--different", "Ada Winter", "Ida Winter"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let written = people();
    for (arguments, code, said) in [
        (&["--same", "Ada Winter", "Ada Wintre"][..], 0, "1 known already"),
        (&["--different", "Ada Winter", "Ada Wintre"], 1, "not written: Ada Winter / Ada Wintre: "),
        (&["--same", "Ada Winter", "Ida Winter"], 1, "take that out first"),
        (&["--same", "Ada", "Ada"], 1, "it is the same name twice"),
        (&["--same", "Ada", " "], 1, "one of the names is empty"),
        // A place has no registry: it is no person for that.
        (&["--same", "Rabat", "Ar-Rabat"], 1, "records have them for places or offices"),
    ] {
        let ran = scene.run(&[&["names"], arguments].concat());
        assert_eq!(ran.code, Some(code), "{arguments:?}: {ran:?}");
        assert!(ran.out.contains(said), "{arguments:?}: {ran:?}");
        assert_eq!(people(), written, "{arguments:?}");
    }
    for wrong in [&["--same", "Ada"][..], &["--same", "a", "b", "--write"], &["--dry-run"]] {
        assert_eq!(scene.run(&[&["names"], wrong].concat()).code, Some(2), "{wrong:?}");
    }
}

/// What could not be read was not judged: to accept it would hide every broken record to come.
#[test]
fn what_could_not_be_read_is_never_accepted() {
    for (text, rule) in [
        ("{\"id\": \"one\n", "json/syntax"),
        ("", "json/empty"),
        ("{\"id\": \"\u{0}\"}\n", "json/syntax"),
        (&format!("{{\"id\": {}1{}}}\n", "[".repeat(600), "]".repeat(600)), "json/too-deep"),
    ] {
        let scene = scene();
        std::fs::write(scene.path("r/a.ndjson"), text).unwrap();
        let report = report(&scene, &["r/a.ndjson"]);
        let found = &report["diagnostics"][0];
        assert_eq!(found["rule"], rule, "{report:#}");
        let id = |key: &str| found[key].as_str().unwrap().to_owned();
        let (one, cause) = (id("fingerprint"), id("cause"));
        for arguments in [&[one.as_str()][..], &["--cause", &cause]] {
            let ran = accept(&scene, &[arguments, &["--why", "x"]].concat());
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{rule}: {ran:?}");
            let err = ran.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
            assert!(err.contains(&format!("{rule} cannot be accepted")), "{err}");
            assert!(err.contains("mend the file"), "{err}");
        }
        assert!(!scene.path("decisions.ndjson").exists());
    }
    let scene = scene();
    for rule in ["syntax", "too-deep", "too-large", "not-utf8", "empty"] {
        let line = format!(r#"{{"rule": "json/{rule}", "why": "x", "cause": "0123456789abcdef"}}"#);
        std::fs::write(scene.path("decisions.ndjson"), format!("\n{line}\n")).unwrap();
        let ran = scene.run(&["check"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        let err = ran.err.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ");
        assert!(err.contains(&format!("decisions.ndjson:2: json/{rule} cannot be accepted")), "{err}");
        assert!(err.contains("take the line out"), "{err}");
    }
}

/// A decision is read beside its config: one that stands beside another settles nothing.
#[test]
fn a_cause_under_several_configs_is_accepted_under_each_and_taken_out_of_each() {
    let scene = Scene::new([
        ("a/tadqiq.toml", CONFIG.to_owned()),
        ("a/r/1.ndjson", [titled("one", "Mr."), titled("two", "Mr.")].join("\n")),
        ("a/r/2.ndjson", titled("three", "Mr.")),
        ("b/tadqiq.toml", CONFIG.to_owned()),
        ("b/r/1.ndjson", titled("four", "Mr.")),
        ("c/tadqiq.toml", CONFIG.to_owned()),
        ("c/r/1.ndjson", titled("five", "Dr.")),
    ]);
    let cause = of_record(&scene, "four", "cause");
    let one = of_record(&scene, "five", "fingerprint");
    let ran = accept(&scene, &["--cause", &cause, "--why", "x"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    insta::assert_snapshot!(ran.out, @r"
    accepted: name/honorific in /participants/*/name: a form of address stands in
      the name: Mr. is a form of address
      3 findings, and those of records to come
      a/decisions.ndjson: x (Ada, since 2026-06-01)
    accepted: name/honorific in /participants/*/name: a form of address stands in
      the name: Mr. is a form of address
      1 finding, and those of records to come
      b/decisions.ndjson: x (Ada, since 2026-06-01)
    ");
    assert!(!scene.path("c/decisions.ndjson").exists());
    assert_eq!(counts(&report(&scene, &[])), (4, 4, 1));
    let ran = accept(&scene, &[&one, "--why", "x"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    let ran = scene.run(&["decisions", "--remove", &cause]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(ran.out.ends_with("2 decisions taken out\n"), "{ran:?}");
    assert_eq!(counts(&report(&scene, &[])), (1, 0, 4));
    // Where it is accepted under one of them, the others are left.
    accept(&scene, &["--cause", &cause, "--why", "x", "--path", "b"]);
    assert_eq!(counts(&report(&scene, &[])), (2, 1, 3));
    accept(&scene, &["--cause", &cause, "--why", "x"]);
    assert_eq!(counts(&report(&scene, &[])), (5, 4, 0));
}

#[test]
fn who_asks_about_a_cause_is_told_what_is_accepted() {
    let scene = scene();
    let (three, cause) = (of_record(&scene, "three", "fingerprint"), of_record(&scene, "one", "cause"));
    accept(&scene, &[&three, "--why", "x"]);
    let whole = report(&scene, &[]);
    let asked = report(&scene, &["--cause", &cause]);
    assert_eq!(counts(&asked), (1, 0, 2));
    assert_eq!(asked["accepted"], whole["accepted"], "{asked:#}");
    let ran = scene.run(&["check", "--today", "2026-06-01", "--cause", &cause]);
    assert!(ran.out.contains("1 accepted, by decisions.ndjson"), "{ran:?}");
    assert_eq!(ran.err, "");

    accept(&scene, &["--cause", &cause, "--why", "so \u{1b}[31m it is"]);
    for format in ["full", "json"] {
        let ran =
            scene.run(&["check", "--today", "2026-06-01", "--cause", &cause[..8], "--output-format", format]);
        let said = format!("tadqiq: {cause} is accepted, name/honorific in ");
        assert!(ran.code == Some(0) && ran.err.starts_with(&said), "{ran:?}");
        assert!(ran.err.ends_with("\n  so ⟨U+001B⟩[31m it is (Ada, since 2026-06-01)\n"), "{ran:?}");
    }
}

#[test]
fn what_is_accepted_is_not_among_what_is_counted_and_not_shown() {
    const ACCEPTED: u64 = 7;
    let open = (0..10_003).map(|number| titled(&number.to_string(), "Mr."));
    // They come last, when there is no room left.
    let accepted = (0..ACCEPTED).map(|number| titled(&format!("x{number}"), "Dr."));
    let records: Vec<String> = open.chain(accepted).collect();
    let scene = Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("r/a.ndjson", titled("x0", "Dr."))]);
    let cause = of_record(&scene, "x0", "cause");
    accept(&scene, &["--cause", &cause, "--why", "x"]);
    std::fs::write(scene.path("r/a.ndjson"), records.join("\n")).unwrap();
    let report = report(&scene, &["--select", "name/honorific"]);
    assert_eq!(counts(&report), (ACCEPTED, ACCEPTED, 10_000));
    let last = report["diagnostics"].as_array().unwrap().last().unwrap()["help"].as_str().unwrap();
    assert!(last.contains("3 more of this in the file are counted and not shown"), "{last}");
}
