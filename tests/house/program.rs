//! The command line: what goes in, what comes out, what the shell is told.

use std::io::Read;
use std::process::Stdio;

use crate::support::{CLEAN, Ran, Scene, clean, lacking, program, run_here};

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
        // A program that shows findings has to be told what was not judged.
        if !["json", "github"].contains(&format) {
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
    let records: String = (0..1000).map(|number| lacking(&format!("r{number}")) + "\n").collect();
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
    assert_eq!(unclaimed.report()["faults"].as_array().map(Vec::len), Some(1), "{unclaimed:?}");
    assert_eq!(unclaimed.code, Some(2));
    // Without a name: a record a line where the first line is one and more follow, else one value.
    let bare = scene.run_with_input(&["check", "-", "--output-format", "json"], &lines).report();
    assert_eq!((&bare["counts"]["judged"], &bare["diagnostics"][0]["file"]), (&2.into(), &"-".into()));
    let one = scene.run_with_input(&["check", "-"], CLEAN);
    assert_eq!((one.code, one.out.lines().last()), (Some(0), Some("1 record in 1 file: nothing to report")));
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
    for paths in [&["."][..], &["records", "stray.json", "--only-claimed"]] {
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
fn a_family_or_a_defect_is_explained_too() {
    let family = run_here(&["explain", "date"]);
    assert_eq!((family.code, family.err.as_str()), (Some(0), ""));
    assert!(family.out.contains("date/month-missing ") && !family.out.contains("name/"), "{}", family.out);
    assert_eq!(run_here(&["explain", "month-missing"]).out, run_here(&["explain", "date/month-missing"]).out);
    let unknown = run_here(&["explain", "month-mising"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(unknown.err.contains("unknown rule: month-mising"), "{}", unknown.err);
}

#[test]
fn a_shell_and_a_reader_of_manuals_are_served() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run_here(&["completions", shell]);
        assert!(ran.code == Some(0) && ran.err.is_empty() && ran.out.contains("stdin-filename"), "{shell}");
    }
    let program = run_here(&["man"]);
    assert!(program.code == Some(0) && program.out.contains(".SH") && program.out.contains("evidence"));
    let check = run_here(&["man", "check"]);
    assert!(check.code == Some(0) && check.out.contains("fail\\-on") && check.out.contains("Exit codes"));
    let unknown = run_here(&["man", "chek"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (Some(2), ""));
    assert!(unknown.err.contains("did you mean check?"), "{}", unknown.err);
}

#[test]
fn a_file_in_the_place_of_a_command_leads_to_check() {
    let scene = Scene::new([("day.json", CLEAN)]);
    let ran = scene.run(&["day.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.ends_with("To judge a file: tadqiq check day.json\n"), "{}", ran.err);
    assert!(!scene.run(&["night.json"]).err.contains("tadqiq check"));
}

#[test]
fn help_names_every_exit_code_of_evidence() {
    let scene = Scene::new([("r.ndjson", format!("{}\n{{", clean("a")))]);
    assert_eq!(scene.run(&["evidence", "r.ndjson"]).code, Some(1));
    let help = scene.run(&["evidence", "--help"]).out;
    for code in ["\n  0  ", "\n  1  ", "\n  2  "] {
        assert!(help.contains(code), "{code:?} {help}");
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

#[test]
fn a_place_far_down_a_registry_that_is_not_checked_itself_is_shown() {
    let person =
        |number: u32| format!("{{\"id\": \"p-{number}\", \"name\": {{\"en\": \"Given{number} Name\"}}}}\n");
    let people: String = (0..3000).map(person).collect();
    let record =
        clean("a").replace("{\"name\": \"A. Person\"", "{\"name\": \"A. Person\", \"person\": \"p-2900\"");
    let config = "[collections.meetings]\nfiles = [\"r.json\"]\nschema = \"meeting\"\n\n[collections.people]\nfiles = [\"people.ndjson\"]\nschema = \"person\"\n";
    let scene =
        Scene::new([("r.json", record), ("people.ndjson", people), ("tadqiq.toml", config.to_owned())]);
    let ran = scene.run(&["check", "r.json", "--select", "reference/name-differs"]);
    assert!(ran.out.contains("people.ndjson:2901:8]  p-2900 · /id"), "{}", ran.out);
}
