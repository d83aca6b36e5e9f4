//! The command line: what goes in, what comes out, what the shell is told.

use std::io::Read;
use std::process::Stdio;

use crate::support::{CLEAN, Ran, Scene, clean, lacking, program, run_here};

/// Bytes that are no record, or not wholly: what the file is called, what it holds, the rules that speak, and
/// how many records are seen and judged. Each file holds a sound record beside them where it can.
fn bad_input() -> Vec<(&'static str, Vec<u8>, &'static [&'static str], u64, u64)> {
    let utf16: Vec<u8> = CLEAN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let around =
        |line: &[u8]| [clean("a").as_bytes(), b"\n", line, b"\n", clean("b").as_bytes(), b"\n"].concat();
    let deep = format!("{{\"id\": \"deep\", \"x\": {}{}}}", "[".repeat(1000), "]".repeat(1000));
    let bottomless = "[".repeat(100_000);
    let large = format!("{{\"id\": \"large\", \"x\": \"{}\"}}", "y".repeat(17 << 20));
    let array = |broken: &str| format!("[{}, {broken}, {}]", clean("a"), clean("b")).into_bytes();
    vec![
        ("empty.json", Vec::new(), &["json/empty"], 0, 0),
        ("empty.ndjson", Vec::new(), &["json/empty"], 0, 0),
        ("blank.json", b" \n\t\r\n".to_vec(), &["json/empty"], 0, 0),
        ("blank.ndjson", b"\n\n  \n".to_vec(), &["json/empty"], 0, 0),
        ("binary.json", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), &["json/not-utf8"], 0, 0),
        ("binary.ndjson", b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec(), &["json/not-utf8"], 0, 0),
        ("utf16.json", [&[0xFF, 0xFE][..], &utf16].concat(), &["json/not-utf8"], 0, 0),
        ("utf16.ndjson", utf16, &["json/not-utf8"], 0, 0),
        ("invalid.json", b"{\"id\": \"\xE9t\xE9\"}".to_vec(), &["json/not-utf8"], 1, 0),
        ("invalid.ndjson", around(b"{\"id\": \"\xE9t\xE9\"}"), &["json/not-utf8"], 3, 2),
        ("half.json", clean("a").as_bytes()[..100].to_vec(), &["json/syntax"], 1, 0),
        (
            "half.ndjson",
            [clean("a").as_bytes(), b"\n", &clean("b").as_bytes()[..100]].concat(),
            &["json/syntax"],
            2,
            1,
        ),
        ("deep.json", deep.clone().into_bytes(), &["json/too-deep"], 1, 0),
        ("deep.ndjson", around(deep.as_bytes()), &["json/too-deep"], 3, 2),
        ("bottomless.ndjson", around(bottomless.as_bytes()), &["json/too-deep"], 3, 2),
        ("large.ndjson", around(large.as_bytes()), &["json/too-large"], 3, 2),
        ("large.json", array(&large), &["json/too-large"], 3, 2),
        ("line.ndjson", around(b"{\"id\": \"x\" \"kind\"}"), &["json/syntax"], 3, 2),
        ("element.json", array("{\"id\": \"x\" \"kind\"}"), &["json/syntax"], 3, 2),
        ("mark.json", [b"\xEF\xBB\xBF", CLEAN.as_bytes()].concat(), &["json/byte-order-mark"], 1, 1),
        ("mark.ndjson", [b"\xEF\xBB\xBF", CLEAN.as_bytes()].concat(), &["json/byte-order-mark"], 1, 1),
        ("old-mac.ndjson", format!("{}\r{}", clean("a"), clean("b")).into_bytes(), &["json/syntax"], 1, 0),
        ("string.json", b"\"text\"".to_vec(), &["schema/wrong-type"], 1, 1),
        ("number.ndjson", around(b"7"), &["schema/wrong-type"], 3, 3),
        ("null.json", array("null"), &["schema/wrong-type"], 3, 3),
    ]
}

#[test]
fn bad_input_is_a_finding_and_hides_no_other_record() {
    for (name, bytes, rules, records, judged) in bad_input() {
        let ran = Scene::new([(name, bytes)]).run(&[
            "check",
            name,
            "--select",
            "json,schema",
            "--output-format",
            "json",
        ]);
        assert_eq!(ran.rules(), rules, "{name}: {ran:.2000?}");
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{name}");
        let counts = &ran.report()["counts"];
        assert_eq!(
            (counts["records"].as_u64(), counts["judged"].as_u64()),
            (Some(records), Some(judged)),
            "{name}"
        );
    }
}

#[test]
fn bad_input_is_told_with_a_place_and_in_few_words() {
    for (name, bytes, rules, _, _) in bad_input() {
        let ran = Scene::new([(name, bytes)]).run(&["check", name, "--select", "json,schema"]);
        assert!(ran.out.contains(rules[0]) && ran.out.contains(&format!("[{name}:")), "{name}: {}", ran.out);
        assert!(ran.out.lines().all(|line| line.chars().count() < 500), "{name}: {:.3000}", ran.out);
    }
}

/// What cannot be judged: the arguments, and words that the standard error must hold.
const FAULTS: &[(&[&str], &[&str])] = &[
    (&["check", "recrods.json"], &["no such file", "recrods.json", "did you mean", "records.json"]),
    (&["check", "nowhere/*.json"], &["no file of records matches", "nowhere/*.json"]),
    (&["check", "empty-folder"], &["no records in the folder", "empty-folder"]),
    (&["check", "notes.txt"], &["unknown file type", "notes.txt", "--stdin-filename"]),
    (&["check", "records.json", "--schema", "notes.txt"], &["notes.txt"]),
    (&["check", "records.json", "--schema", "no-schema.json"], &["no-schema.json", "not a schema"]),
    (
        &["check", "records.json", "--schema", "wrong-role.json"],
        &["wrong-role.json", "persn-name", "person-name"],
    ),
    (&["check", "records.json", "--schema", "meetin"], &["unknown schema", "did you mean meeting?"]),
    (&["check", "typo"], &["tadqiq.toml:1:", "colections", "collections"]),
    (&["check", "records.json", "--config", "nowhere.toml"], &["nowhere.toml"]),
    (&["check", "records.json", "--output-format", "jsno"], &["unknown output format", "did you mean json?"]),
    (
        &["check", "records.json", "--select", "name/inconsistent-speling"],
        &["unknown rule", "did you mean name/inconsistent-spelling?"],
    ),
    (&["check", "records.json", "--ignore", "schmea"], &["unknown rule", "did you mean schema?"]),
    (&["check", "records.json", "--fail-on", "loud"], &["loud", "error, warning, info"]),
    (&["check", "records.json", "--threads", "0"], &["--threads"]),
    (
        &["explain", "name/inconsistent-speling"],
        &["unknown rule", "did you mean name/inconsistent-spelling?"],
    ),
    (&["schema", "meetin"], &["unknown schema", "did you mean meeting?"]),
    (&["chekc"], &["chekc", "check"]),
];

fn scene_of_faults() -> Scene {
    Scene::new([
        ("records.json", CLEAN),
        ("notes.txt", "no record"),
        ("empty-folder/notes.txt", "no record"),
        ("no-schema.json", r#"{"type": "objekt"}"#),
        ("wrong-role.json", r#"{"properties": {"name": {"type": "string", "x-tadqiq": "persn-name"}}}"#),
        ("typo/tadqiq.toml", "[colections.meetings]\nfiles = [\"*.json\"]\n"),
        ("typo/records.json", CLEAN),
    ])
}

#[test]
fn what_cannot_be_judged_is_a_fault_that_says_the_way_out() {
    let scene = scene_of_faults();
    for (arguments, words) in FAULTS {
        let ran = scene.run(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        for word in *words {
            let unwrapped = ran.err.replace("\n  │ ", " ").replace("\n        ", " ");
            assert!(unwrapped.contains(word), "{arguments:?} does not say {word}: {}", ran.err);
        }
        assert!(!ran.err.contains('\u{1b}'), "{arguments:?} colours a pipe: {}", ran.err);
    }
}

#[test]
fn a_fault_hides_no_finding() {
    let scene = Scene::new([("bad.json", lacking("r1")), ("notes.txt", String::new())]);
    let ran = scene.run(&["check", "notes.txt", "bad.json", "gone.json", "--output-format", "json"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.rules().iter().all(|rule| rule == "schema/missing-field"));
    assert_eq!(ran.report()["faults"].as_array().unwrap().len(), 2);
    assert!(ran.err.contains("notes.txt") && ran.err.contains("gone.json"));
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_a_fault() {
    use std::os::unix::fs::PermissionsExt;
    let scene = Scene::new([("closed.json", CLEAN), ("open.json", &lacking("r1"))]);
    let closed = scene.path("closed.json");
    std::fs::set_permissions(&closed, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::File::open(&closed).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let ran = scene.run(&["check", "closed.json", "open.json"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("cannot read closed.json"), "{}", ran.err);
    assert!(ran.out.contains("schema/missing-field"), "{}", ran.out);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_place_of_a_file_is_a_fault_and_nobody_waits_for_it() {
    let scene = Scene::new([("open.json", CLEAN)]);
    let made = std::process::Command::new("mkfifo").arg(scene.path("pipe.json")).status();
    if !made.is_ok_and(|made| made.success()) {
        eprintln!("skipped: no mkfifo here");
        return;
    }
    let ran = scene.run(&["check", "pipe.json", "open.json"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("is a pipe"), "{}", ran.err);
}

/// Records, arguments, and the exit code.
#[test]
fn the_exit_code_says_how_it_went() {
    let twice = r#"{"id": "r", "id": "r", "kind": "visit", "status": "held"}"#;
    let cases: &[(String, &[&str], i32)] = &[
        (clean("r"), &[], 0),
        (clean("r"), &["--fail-on", "info"], 0),
        (lacking("r"), &[], 1),
        (lacking("r"), &["--exit-zero"], 0),
        (lacking("r"), &["--fail-on", "error"], 1),
        (lacking("r"), &["--ignore", "schema"], 0),
        (lacking("r"), &["--select", "json"], 0),
        (twice.to_owned(), &["--select", "json"], 1),
        (twice.to_owned(), &["--select", "name,json"], 1),
        (twice.to_owned(), &["--select", "json/duplicate-key"], 1),
        (twice.to_owned(), &["--select", "json", "--ignore", "json/duplicate-key"], 0),
        (lacking("r"), &["--exit-zero", "gone.json"], 2),
    ];
    for (record, arguments, code) in cases {
        let ran = Scene::new([("r.json", record)]).run(&[&["check", "r.json"], *arguments].concat());
        assert_eq!(ran.code, Some(*code), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn a_warning_fails_unless_only_errors_may() {
    let arguments = ["check", "fixtures/meetings-2022", "--select", "name/inconsistent-spelling"];
    assert_eq!(run_here(&arguments).code, Some(1));
    assert_eq!(run_here(&[&arguments[..], &["--fail-on", "error"]].concat()).code, Some(0));
    assert_eq!(run_here(&[&arguments[..], &["--fail-on", "warning"]].concat()).code, Some(1));
}

#[test]
fn findings_go_to_the_standard_output_and_faults_to_the_other() {
    let scene = Scene::new([("r.json", lacking("r"))]);
    for format in ["full", "concise", "json", "json-lines", "github"] {
        let ran = scene.run(&["check", "r.json", "gone.json", "--output-format", format]);
        assert!(ran.out.contains("missing-field") && !ran.err.contains("missing-field"), "{format}: {ran:?}");
        assert!(ran.err.contains("gone.json"), "{format}: {ran:?}");
        if format != "json" {
            assert!(!ran.out.contains("gone.json"), "{format}: {ran:?}");
        }
    }
}

#[test]
fn a_machine_format_is_not_mixed_with_prose() {
    for records in [lacking("r"), clean("r")] {
        let scene = Scene::new([("r.json", records)]);
        scene.run(&["check", "r.json", "--output-format", "json"]).report();
        let ran = scene.run(&["check", "r.json", "--output-format", "json-lines"]);
        assert!(
            ran.out.lines().all(|line| serde_json::from_str::<serde_json::Value>(line).is_ok()),
            "{ran:?}"
        );
        let ran = scene.run(&["check", "r.json", "--output-format", "github"]);
        assert!(ran.out.lines().all(|line| line.starts_with("::")), "{ran:?}");
    }
}

#[test]
fn a_reader_that_has_read_enough_ends_it_quietly() {
    let records: String = (0..3000).map(|number| lacking(&format!("r{number}")) + "\n").collect();
    let scene = Scene::new([("r.ndjson", records)]);
    for format in ["full", "concise", "json", "json-lines"] {
        let mut child = program(&scene.path(""))
            .args(["check", "r.ndjson", "--output-format", format])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut first = [0; 64];
        child.stdout.take().unwrap().read_exact(&mut first).unwrap();
        let mut err = String::new();
        child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
        assert_eq!(err, "", "{format}");
        assert!(child.wait().unwrap().code().is_some_and(|code| code < 2), "{format}");
    }
}

#[test]
fn colour_is_for_terminals_unless_asked_for() {
    let scene = Scene::new([("r.json", lacking("r"))]);
    let escape = |ran: &Ran| ran.out.contains('\u{1b}');
    for format in ["full", "concise"] {
        let check = ["check", "r.json", "--output-format", format];
        assert!(!escape(&scene.run(&check)), "{format}");
        assert!(!escape(&scene.run(&[&check[..], &["--color", "never"]].concat())), "{format}");
        assert!(escape(&scene.run(&[&check[..], &["--color", "always"]].concat())), "{format}");
    }
    for format in ["json", "json-lines", "github"] {
        assert!(
            !escape(&scene.run(&["check", "r.json", "--output-format", format, "--color", "always"])),
            "{format}"
        );
    }
    assert!(!escape(&scene.run(&["explain", "json/syntax"])));
}

#[test]
fn colour_changes_no_word() {
    let scene = Scene::new([("r.json", lacking("r"))]);
    let plain = scene.run(&["check", "r.json"]).out;
    let coloured = scene.run(&["check", "r.json", "--color", "always"]).out;
    assert_eq!(anstream::adapter::strip_str(&coloured).to_string(), plain);
}

#[test]
fn the_standard_input_is_a_file_by_the_name_it_is_given() {
    let scene = Scene::new([
        ("tadqiq.toml", "[collections.meetings]\nfiles = [\"records/*.ndjson\"]\nschema = \"meeting\"\n"),
        ("records/other.ndjson", CLEAN),
    ]);
    let lines = format!("{}\n{}\n", clean("a"), lacking("b"));
    let named = scene.run_with_input(
        &["check", "-", "--stdin-filename", "records/new.ndjson", "--output-format", "json"],
        &lines,
    );
    let report = named.report();
    assert_eq!(report["diagnostics"][0]["file"], "records/new.ndjson");
    assert_eq!(report["diagnostics"][0]["span"]["line"], 2);
    assert_eq!(report["counts"]["judged"], 2);
    let unclaimed = scene.run_with_input(
        &["check", "-", "--stdin-filename", "elsewhere.ndjson", "--output-format", "json"],
        &lines,
    );
    assert_eq!(unclaimed.report()["skipped"].as_array().map(Vec::len), Some(1), "{unclaimed:?}");
    // Without a name: a record a line where the first line is one and more follow, else one value.
    let bare = scene.run_with_input(&["check", "-", "--output-format", "json"], &lines).report();
    assert_eq!((&bare["counts"]["judged"], &bare["diagnostics"][0]["file"]), (&2.into(), &"-".into()));
    let one = scene.run_with_input(&["check", "-"], CLEAN);
    assert_eq!((one.code, one.out.lines().next()), (Some(0), Some("1 record in 1 file: nothing to report")));
    let nothing = scene.run_with_input(&["check", "-", "--output-format", "json"], "");
    assert_eq!((nothing.rules(), nothing.code), (vec!["json/empty".to_owned()], Some(1)));
}

/// Arguments, and the files that are judged.
#[test]
fn paths_folders_and_globs_name_files_and_ignore_files_leave_some_out() {
    let files = ["a.json", "b.ndjson", "deep/er/c.jsonl", "ignored/d.json", ".hidden/e.json", "f.txt"];
    let scene = Scene::new(
        files.iter().map(|name| (*name, lacking("r"))).chain([(".gitignore", "ignored/\n".to_owned())]),
    );
    let cases: &[(&[&str], &[&str])] = &[
        (&["."], &["a.json", "b.ndjson", "deep/er/c.jsonl"]),
        (&[], &["a.json", "b.ndjson", "deep/er/c.jsonl"]),
        (&["*.json"], &["a.json"]),
        (&["**/*.json*"], &["a.json", "deep/er/c.jsonl"]),
        (&["deep"], &["deep/er/c.jsonl"]),
        (&["a.json", "./a.json", "*.json"], &["a.json"]),
        (&["ignored/d.json"], &["ignored/d.json"]),
        (&[".hidden/e.json"], &[".hidden/e.json"]),
    ];
    for (paths, expected) in cases {
        let ran = scene.run(&[&["check", "--output-format", "json", "--select", "schema"], *paths].concat());
        let report = ran.report();
        let mut judged: Vec<&str> = report["diagnostics"]
            .as_array()
            .unwrap()
            .iter()
            .map(|found| found["file"].as_str().unwrap().trim_start_matches("./"))
            .collect();
        judged.dedup();
        assert_eq!(judged, *expected, "{paths:?}: {}", ran.err);
    }
}

#[test]
fn a_file_that_no_collection_claims_is_said_to_be_skipped() {
    let scene = Scene::new([
        ("tadqiq.toml", "[collections.meetings]\nfiles = [\"records/*.json\"]\nschema = \"meeting\"\n"),
        ("records/a.json", CLEAN),
        ("stray.json", CLEAN),
    ]);
    for paths in [&["."][..], &["records", "stray.json"]] {
        let ran = scene.run(&[&["check", "--output-format", "json"], paths].concat());
        let skipped = &ran.report()["skipped"];
        assert!(skipped.to_string().contains("stray.json"), "{skipped}");
        assert_eq!((ran.code, &ran.report()["counts"]["judged"]), (Some(0), &1.into()));
        assert!(scene.run(&[&["check"], paths].concat()).out.contains("stray.json"));
    }
}

#[test]
fn the_nearest_config_of_each_file_says_what_it_is_and_what_runs() {
    let scene = Scene::new([
        ("tadqiq.toml", "[rules]\nschema = \"off\"\n".to_owned()),
        ("a.json", lacking("a")),
        ("below/tadqiq.toml", "[rules]\n\"schema/missing-field\" = \"info\"\n".to_owned()),
        ("below/b.json", lacking("b")),
    ]);
    let ran = scene.run(&["check", "--output-format", "json"]);
    let report = ran.report();
    let said = report["diagnostics"].as_array().unwrap();
    assert!(!said.is_empty() && ran.code == Some(0), "{ran:?}");
    assert!(said.iter().all(|found| found["level"] == "info" && found["file"] == "below/b.json"), "{ran:?}");
    assert_eq!(scene.run(&["check", "--isolated"]).code, Some(1));
    assert_eq!(scene.run(&["check", "--config", "below/tadqiq.toml"]).code, Some(0));
}

#[test]
fn line_ends_do_not_move_places() {
    let lines = [clean("a"), lacking("b"), "{\"id\": }".to_owned(), lacking("c")];
    for (name, separator) in [("r.ndjson", "\n"), ("r.json", ",\n")] {
        let text = if name == "r.json" {
            format!("[{}]\n", lines.join(separator))
        } else {
            lines.join(separator) + "\n"
        };
        let places = |text: &str| -> Vec<(String, u64, u64, u64, u64)> {
            let ran = Scene::new([(name, text)]).run(&["check", name, "--output-format", "json"]);
            let report = ran.report();
            let found = report["diagnostics"].as_array().unwrap().clone();
            found
                .iter()
                .map(|found| {
                    let span = |unit: &str| found["span"][unit].as_u64().unwrap();
                    let rule = found["rule"].as_str().unwrap().to_owned();
                    (rule, span("line"), span("column"), span("end_line"), span("end_column"))
                })
                .collect()
        };
        let unix = places(&text);
        assert!(unix.len() >= 3);
        assert_eq!(unix, places(&text.replace('\n', "\r\n")), "{name}");
    }
}

#[test]
fn the_number_of_threads_changes_no_byte() {
    let record = |file: u32, number: u32| match number % 5 {
        0 => lacking(&format!("r{}", (file + number) % 70)),
        1 => "{\"id\": broken".to_owned(),
        _ => clean(&format!("c{}", number % 90)),
    };
    let text = |file: u32| -> String { (0..60).map(|number| record(file, number) + "\n").collect() };
    let scene = Scene::new((0..12).map(|file| (format!("{file}.ndjson"), text(file))));
    for format in ["full", "concise", "json", "json-lines", "github"] {
        let one = scene.run(&["check", "--threads", "1", "--output-format", format]);
        assert!(one.out.len() > 500);
        for threads in ["2", "4"] {
            let more = scene.run(&["check", "--threads", threads, "--output-format", format]);
            assert!(more.out == one.out && more.code == one.code, "{format} with {threads} threads");
        }
    }
}

#[test]
fn the_output_can_go_to_a_file() {
    let scene = Scene::new([("r.json", lacking("r"))]);
    let printed = scene.run(&["check", "r.json"]);
    let written = scene.run(&["check", "r.json", "--output-file", "report.txt", "--color", "always"]);
    assert_eq!((written.out.as_str(), written.code), ("", Some(1)));
    assert_eq!(std::fs::read_to_string(scene.path("report.txt")).unwrap(), printed.out);
    let nowhere = scene.run(&["check", "r.json", "--output-file", "no/such/folder/report.txt"]);
    assert_eq!(nowhere.code, Some(2));
    assert!(nowhere.err.contains("no/such/folder/report.txt"), "{}", nowhere.err);
}

#[test]
fn what_the_program_knows_can_be_asked() {
    for name in run_here(&["schema"]).out.lines() {
        let ran = run_here(&["schema", name]);
        assert_eq!(ran.code, Some(0));
        assert!(ran.report()["$schema"].is_string(), "{name}");
    }
    let rules = run_here(&["rules", "--output-format", "json"]).report();
    let listed = run_here(&["rules"]).out;
    for rule in rules.as_array().unwrap() {
        let id = rule["id"].as_str().unwrap();
        assert!(listed.contains(id));
        let page = run_here(&["explain", id]);
        assert!(page.code == Some(0) && page.out.contains(id) && page.err.is_empty(), "{id}: {page:?}");
    }
}

#[test]
fn help_and_version_are_no_failures() {
    for arguments in [&["--help"][..], &["--version"], &["check", "--help"], &["help", "explain"]] {
        let ran = run_here(arguments);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{arguments:?}");
        assert!(!ran.out.is_empty());
    }
    assert_eq!(run_here(&[]).code, Some(2));
}
