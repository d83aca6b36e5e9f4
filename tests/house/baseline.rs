//! The findings of the first day are written down, and a gate shows what came after it.

use crate::published::violations_of_sarif;
use crate::support::{MEETINGS as CONFIG, Ran, Scene, clean};

/// A record whose first name has a form of address, and a text without a month.
fn faulty(id: &str) -> String {
    clean(id).replace("A. Person", "Mr. Ada Winter")
}

fn scene() -> Scene {
    let records = [faulty("one"), faulty("two"), clean("three")];
    Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("r/a.ndjson", records.join("\n") + "\n")])
}

fn written(scene: &Scene, arguments: &[&str]) -> Ran {
    scene.run(&[&["baseline"], arguments].concat())
}

fn lines(scene: &Scene) -> Vec<String> {
    let text = std::fs::read_to_string(scene.path("baseline.ndjson")).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// How a check ends, and the ids of the records that it shows findings of.
fn shown(scene: &Scene, more: &[&str]) -> (Option<i32>, Vec<String>) {
    let ran = scene.run(&[&["check", "--output-format", "json"], more].concat());
    let report = ran.report();
    let found = report["diagnostics"].as_array().unwrap().iter();
    (ran.code, found.map(|found| found["record"]["id"].as_str().unwrap().to_owned()).collect())
}

#[test]
fn what_stood_is_counted_and_what_is_new_is_shown() {
    let scene = scene();
    assert_eq!(shown(&scene, &[]), (Some(1), vec!["one".into(), "two".into()]));
    let ran = written(&scene, &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert_eq!(ran.out, "baseline.ndjson: 2 findings, 2 taken in\n");
    assert!(
        lines(&scene)[0].starts_with(r#"{"rule":"name/honorific","collection":"meetings","record":"one""#)
    );
    let ran = scene.run(&["check"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    let said = "\n3 records in 1 file: nothing to report\n2 unchanged: in baseline.ndjson\n";
    assert!(ran.out.contains(said), "{}", ran.out);
    assert_eq!(shown(&scene, &["--no-baseline"]).1.len(), 2);
    // Sorted, moved and written otherwise they are the same; what comes is new.
    std::fs::remove_file(scene.path("r/a.ndjson")).unwrap();
    let moved = [faulty("four"), faulty("two")].join("\n");
    std::fs::write(scene.path("r/b.ndjson"), moved).unwrap();
    std::fs::write(scene.path("r/one.json"), faulty("one").replace("\"id\"", "\n \"id\"")).unwrap();
    assert_eq!(shown(&scene, &[]), (Some(1), vec!["four".into()]));
}

#[test]
fn a_baseline_only_shrinks() {
    let scene = scene();
    written(&scene, &[]);
    let records = [clean("one"), faulty("two"), faulty("three")];
    std::fs::write(scene.path("r/a.ndjson"), records.join("\n")).unwrap();
    let ran = scene.run(&["check"]);
    let gone = "1 of baseline.ndjson gone: tadqiq baseline --update takes them out\n";
    assert!(ran.out.contains(&format!("1 unchanged: in baseline.ndjson\n{gone}")), "{}", ran.out);
    let before = lines(&scene);
    let ran = written(&scene, &[]);
    assert_eq!((ran.code, ran.out.as_str(), lines(&scene)), (Some(2), "", before.clone()), "{ran:?}");
    assert!(ran.err.contains("there is a baseline: baseline.ndjson"), "{}", ran.err);
    let ran = written(&scene, &["--update"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    insta::assert_snapshot!(ran.out, @r"
    baseline.ndjson: 1 finding, 1 taken out
    1 finding not in it: mend or accept them; tadqiq check shows them
    ");
    assert_eq!(lines(&scene), before[1..]);
    let ran = written(&scene, &["--force"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "baseline.ndjson: 2 findings, 1 taken in\n"),
        "{ran:?}"
    );
}

#[test]
fn unchanged_findings_are_told_where_they_are_asked_for() {
    let scene = scene();
    written(&scene, &[]);
    let report = scene.run(&["check", "--output-format", "json", "--show-unchanged"]).report();
    assert_eq!(report["counts"]["in_baseline"], 2);
    let unchanged = report["unchanged"].as_array().unwrap();
    assert_eq!((unchanged.len(), &unchanged[0]["stood_in"]), (2, &"baseline".into()), "{report:#}");
    assert_eq!(unchanged[0]["record"]["id"], "one");
    let ran = scene.run(&["check", "--output-format", "json-lines", "--show-unchanged"]);
    assert_eq!((ran.code, ran.out.lines().count()), (Some(0), 2), "{ran:?}");
    assert_eq!(scene.run(&["check", "--output-format", "json-lines"]).out, "");
    let sarif = |more: &[&str]| scene.run(&[&["check", "--output-format", "sarif"], more].concat());
    assert_eq!(sarif(&[]).report()["runs"][0]["results"], serde_json::json!([]));
    let ran = sarif(&["--show-unchanged"]);
    assert_eq!(violations_of_sarif(&ran.out), [""; 0]);
    let run = ran.report()["runs"][0].take();
    let results = run["results"].as_array().unwrap();
    assert_eq!((ran.code, results.len()), (Some(0), 2));
    for result in results {
        assert_eq!(result["baselineState"], "unchanged");
        assert_eq!(result["suppressions"][0]["justification"], "it stands in baseline.ndjson");
    }
    assert!(run["invocations"].to_string().contains("2 unchanged: in baseline.ndjson"));
}

#[test]
fn an_accepted_finding_needs_no_baseline() {
    let scene = scene();
    let report = scene.run(&["check", "--output-format", "json"]).report();
    let one = report["diagnostics"][0]["fingerprint"].as_str().unwrap().to_owned();
    scene.run(&["accept", &one, "--why", "so it is printed", "--by", "Ada"]);
    assert_eq!(written(&scene, &[]).out, "baseline.ndjson: 1 finding, 1 taken in\n");
}

#[test]
fn nothing_is_let_through_by_a_baseline_that_cannot_be_read() {
    let scene = scene();
    written(&scene, &[]);
    let good = lines(&scene).join("\n");
    let cases = [
        ("<<<<<<< HEAD\n", "baseline.ndjson:1: this is the mark of a merge that was not finished"),
        ("{\"rule\":\"a/b\"}", "baseline.ndjson:1: this is no line of a baseline: missing field"),
        (
            &good.replace("\"fingerprint\":\"1", "\"fingerprint\":\"9"),
            "is no fingerprint\n  │ of this version",
        ),
    ];
    for (text, said) in cases {
        std::fs::write(scene.path("baseline.ndjson"), text).unwrap();
        let ran = scene.run(&["check"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        assert!(ran.err.contains(said), "{}", ran.err);
    }
    let ran = written(&scene, &["--force"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "baseline.ndjson: 2 findings, 2 taken in\n"),
        "{ran:?}"
    );
    std::fs::remove_file(scene.path("baseline.ndjson")).unwrap();
    std::fs::create_dir(scene.path("baseline.ndjson")).unwrap();
    let ran = scene.run(&["check"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.err.contains("baseline.ndjson: it is a folder, not a file"), "{}", ran.err);
}

#[test]
fn a_baseline_is_of_all_that_is_judged_and_of_what_could_be() {
    let scene = scene();
    std::fs::write(scene.path("r/b.json"), clean("five")).unwrap();
    let ran = written(&scene, &["r/a.ndjson"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    assert!(ran.err.contains("a part of the records is asked for"), "{}", ran.err);
    let ran = written(&scene, &["--isolated"]);
    assert!(ran.err.contains("leave --isolated out"), "{ran:?}");
    let ran = Scene::new([("a.json", clean("one"))]).run(&["baseline"]);
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(0), "nothing is wrong here: no baseline is needed\n"),
        "{ran:?}"
    );
}

#[test]
fn to_mend_a_name_leaves_the_rest_of_a_record_what_it_was() {
    let record = |name: &str| {
        clean("one").replace("A. Person\"", &format!("{name}\", \"office\": \"Minister  of X \""))
    };
    let scene = Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("r/a.json", record("Mr. Ada Winter"))]);
    assert_eq!(written(&scene, &[]).code, Some(0));
    assert!(lines(&scene).len() >= 2, "{:?}", lines(&scene));
    std::fs::write(scene.path("r/a.json"), record("Ada Winter")).unwrap();
    let ran = scene.run(&["check"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link_that_leads_out() {
    let outside = Scene::new([("theirs", "kept\n")]);
    for name in ["baseline.ndjson", "decisions.ndjson"] {
        for target in [outside.path("theirs"), outside.path("none")] {
            let scene = scene();
            let one = scene.run(&["check", "--output-format", "json"]).report();
            let one = one["diagnostics"][0]["fingerprint"].as_str().unwrap().to_owned();
            std::os::unix::fs::symlink(&target, scene.path(name)).unwrap();
            let arguments: [&[&str]; 4] =
                [&["baseline", "--force"], &["baseline"], &["accept", &one, "--why", "so"], &["check"]];
            for arguments in arguments {
                let writes = arguments[0] == "accept" && name == "baseline.ndjson";
                let ran = scene.run(arguments);
                assert!(ran.code == Some(2) || writes, "{name} {arguments:?}: {ran:?}");
                assert!(writes || ran.err.contains("a link that leads"), "{name} {arguments:?}: {ran:?}");
            }
            assert_eq!(std::fs::read_to_string(outside.path("theirs")).unwrap(), "kept\n");
            assert_eq!(outside.names(), ["theirs"]);
        }
    }
}

#[test]
fn what_stood_is_not_mended() {
    let spaced = |id: &str| clean(id).replace("A. Person", "A.  Person");
    let of = |records: &[String]| records.join("\n") + "\n";
    let scene = Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("r/a.ndjson", of(&[spaced("one")]))]);
    written(&scene, &[]);
    std::fs::write(scene.path("r/a.ndjson"), of(&[spaced("one"), spaced("two")])).unwrap();
    let ran = scene.run(&["check", "--fix"]);
    let text = std::fs::read_to_string(scene.path("r/a.ndjson")).unwrap();
    assert_eq!(text, of(&[spaced("one"), clean("two")]), "{ran:?}");
}
