//! Our own files are never records, whatever globs and walks say.

use crate::support::{CLEAN, Scene, clean};

const CONFIG: &str = "[collections.all]\nfiles = [\"**/*\"]\nschema = \"own.schema.json\"\n";

fn scene() -> Scene {
    Scene::new([
        ("tadqiq.toml", CONFIG.to_owned()),
        ("own.schema.json", r#"{"required": ["id", "never"]}"#.to_owned()),
        ("r.json", r#"{"id": "r", "never": 1}"#.to_owned()),
        ("decisions.ndjson", String::new()),
        ("baseline.ndjson", "\n".to_owned()),
        ("below/r.expected.json", "{}".to_owned()),
    ])
}

#[test]
fn no_walk_and_no_glob_takes_them_for_records() {
    let scene = scene();
    std::fs::write(scene.path("out.json"), "{}").unwrap();
    for paths in [&["."][..], &[], &["*"], &["**/*.json", "*.ndjson"]] {
        let mut arguments = vec!["check", "--output-format", "concise"];
        arguments.extend(paths);
        // The last run's report, which this run writes anew, is none either; here it is one that is excluded.
        let config = format!("exclude = [\"out.json\"]\n{CONFIG}");
        std::fs::write(scene.path("tadqiq.toml"), config).unwrap();
        let ran = scene.run(&arguments);
        assert!(ran.out.starts_with("1 record in 1 file: nothing to report"), "{paths:?}: {ran:?}");
    }
}

#[test]
fn one_that_is_named_is_said_to_be_what_it_is() {
    let scene = scene();
    for (name, what) in [
        ("tadqiq.toml", "it is a config"),
        ("decisions.ndjson", "it is a curator's decisions"),
        ("./baseline.ndjson", "it is a baseline"),
        ("below/r.expected.json", "it is the report that is expected of a dataset"),
        ("own.schema.json", "it is a schema that records are judged by"),
    ] {
        let ran = scene.run(&["check", name, "r.json"]);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        let said = format!("{} cannot be taken for records: {what}", name.trim_start_matches("./"));
        let err: Vec<&str> = ran.err.split_whitespace().filter(|word| *word != "│").collect();
        assert!(err.join(" ").contains(&said) && ran.err.contains("help: "), "{said}: {ran:?}");
        assert!(ran.out.contains("1 record in 1 file"), "it hides no other: {ran:?}");
    }
    let ran = scene.run_with_input(&["check", "-", "--stdin-filename", "decisions.ndjson"], CLEAN);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    // Who excludes it has said already that it is no record.
    std::fs::write(scene.path("tadqiq.toml"), format!("exclude = [\"baseline.ndjson\"]\n{CONFIG}")).unwrap();
    let ran = scene.run(&["check", "baseline.ndjson"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

#[test]
fn a_report_is_not_written_over_records_nor_judged_as_one() {
    let scene = Scene::new([("r.json", CLEAN.to_owned()), ("old.json", "{}".to_owned())]);
    let ran = scene.run(&["check", "--output-format", "json", "--output-file", "old.json"]);
    assert_eq!(ran.code, Some(0), "the report of the last run is no record: {ran:?}");
    let ran = scene.run(&["check", "--output-file", "./old.json"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");

    let config = "[collections.meetings]\nfiles = [\"*.json\"]\nschema = \"meeting\"\n";
    let scene = Scene::new([("tadqiq.toml", config.to_owned()), ("r.json", clean("r"))]);
    let ran = scene.run(&["check", "--output-file", "r.json"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let said = ran.err.replace("\n  │ ", " ");
    assert!(said.contains("it is the file that this run writes its output to"), "{ran:?}");
    assert_eq!(std::fs::read_to_string(scene.path("r.json")).unwrap(), clean("r"));
}
