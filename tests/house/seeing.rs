//! What a person sees: causes once, lines that fit, what judged what, and no more than was asked for.

use serde_json::Value;
use tadqiq::render::{Color, Display, Format, render};
use tadqiq::{Options, Report, Subject};

use crate::support::{Ran, Scene, clean, hostile, run_here};

const MEETINGS: &str = "fixtures/meetings-2022";

/// One cause in many places, as a person copies a form of address from record to record.
fn addressed(count: usize) -> Scene {
    let record = |number: usize| clean(&format!("r{number}")).replace("A. Person", "Mr. Ada Winter");
    let files =
        (0..count).map(|number| (format!("records/{}.json", number % 3 * 1000 + number), record(number)));
    let lines: String = (0..count).map(|number| record(number + count) + "\n").collect();
    Scene::new(files.chain([("records/all.ndjson".to_owned(), lines)]))
}

fn causes(ran: &Ran) -> Vec<Value> {
    ran.report()["causes"].as_array().unwrap().clone()
}

#[test]
fn a_cause_is_shown_once_with_two_more_places_and_the_rest_counted() {
    let scene = addressed(4);
    let ran = scene.run(&["check", ".", "--select", "name/honorific"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    assert_eq!(ran.out.matches("warning[name/honorific]").count(), 1, "{}", ran.out);
    assert!(ran.out.contains(", also at\n         records/"), "{}", ran.out);
    assert!(ran.out.contains("\n         and 5 more in 2 files\n"), "{}", ran.out);
    assert!(ran.out.contains("8 records in 5 files: 8 warnings, of 1 cause"), "{}", ran.out);
    let each = scene.run(&["check", ".", "--select", "name/honorific", "--group", "none"]);
    assert_eq!(each.out.matches("warning[name/honorific]").count(), 8, "{}", each.out);
    assert_eq!((each.out.matches("   finding: ").count(), each.code), (8, Some(1)));
    let concise = scene.run(&["check", ".", "--select", "name/honorific", "--output-format", "concise"]);
    assert_eq!(concise.out.matches("warning[name/honorific]").count(), 8, "{}", concise.out);
}

#[test]
fn each_cause_beyond_the_heaviest_is_one_line_with_its_id() {
    let records: String = (0..60)
        .map(|number| {
            clean(&format!("r{number}")).replace("\"visit\"", &format!("\"kind-{number:02}\"")) + "\n"
        })
        .collect();
    let scene = Scene::new([("r.ndjson", records)]);
    let ran = scene.run(&["check", "r.ndjson", "--select", "schema/not-allowed"]);
    assert_eq!(ran.out.matches("╭─[").count(), 50, "{}", ran.out);
    let (_, rest) = ran.out.split_once("and 10 more causes").unwrap();
    let lines: Vec<&str> = rest.lines().skip(1).take_while(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 10, "{rest}");
    for line in lines {
        let id = line.split_whitespace().next().unwrap();
        let one = scene.run(&["check", "r.ndjson", "--select", "schema/not-allowed", "--cause", id]);
        assert_eq!((one.code, one.out.matches("╭─[").count()), (Some(1), 1), "{one:?}");
        assert!(line.contains("  1  error[schema/not-allowed]: ") && line.chars().count() <= 80, "{line}");
    }
}

#[test]
fn a_cause_is_named_by_its_first_digits_in_every_format() {
    let all = causes(&run_here(&["check", MEETINGS, "--output-format", "json"]));
    let heaviest = all.iter().max_by_key(|cause| cause["findings"].as_u64()).unwrap();
    let (id, findings) = (heaviest["id"].as_str().unwrap(), heaviest["findings"].as_u64().unwrap());
    assert_eq!(findings, 2);
    for digits in [&id[..6], &id[..9], id, &id.to_uppercase()] {
        let ran = run_here(&["check", MEETINGS, "--cause", digits, "--output-format", "json"]);
        assert_eq!(ran.report()["diagnostics"].as_array().map(Vec::len), Some(2), "{digits}");
        assert_eq!(ran.report()["counts"]["by_level"], serde_json::json!({"warning": 2}));
        assert_eq!(ran.report()["counts"]["records"], 26);
    }
    for (format, begins) in [
        ("full", "warning["),
        ("concise", MEETINGS),
        ("json-lines", "{\"rule\":\"name/inconsistent-spelling\""),
        ("github", "::warning file="),
    ] {
        let ran = run_here(&["check", MEETINGS, "--cause", id, "--output-format", format]);
        assert_eq!(ran.out.lines().filter(|line| line.starts_with(begins)).count(), 2, "{ran:?}");
    }
    let two = format!("{id},{}", all[0]["id"].as_str().unwrap());
    assert_eq!(
        run_here(&["check", MEETINGS, "--cause", &two, "--output-format", "json-lines"]).out.lines().count(),
        3
    );
    // What is left says how it ends.
    assert_eq!(run_here(&["check", MEETINGS, "--cause", id, "--fail-on", "error"]).code, Some(0));
}

/// Arguments, and what is said of them on the standard error.
#[test]
fn what_cannot_be_shown_is_refused_with_the_way_out() {
    let known = causes(&run_here(&["check", MEETINGS, "--output-format", "json"]))[0]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    let last = if known.ends_with('0') { '1' } else { '0' };
    let slip = format!("{}{last}", &known[..7]);
    let cases: [(&[&str], &str); 10] = [
        (&["--cause", "zzz"], "zzz is not the id of a cause"),
        (&["--cause", "abcde"], "six at least"),
        (&["--cause", "\u{1b}[31mabcdef"], "is not the id of a cause"),
        (&["--cause", "ffffffffffffffff"], "no cause of this run begins with"),
        (&["--cause", &slip], "did you mean"),
        (&["--max-findings", "-1"], "invalid value '-1' for '--max-findings <N>'"),
        (&["--max-findings", "many"], "invalid digit"),
        (&["--group", "file"], "possible values: cause, none"),
        (&["--statistics", "--group", "none"], "cannot be used with"),
        (&["-q", "-v"], "cannot be used with"),
    ];
    for (arguments, said) in cases {
        let ran = run_here(&[&["check", MEETINGS], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}: {ran:?}");
        assert!(ran.err.contains(said) && !ran.err.contains('\u{1b}'), "{arguments:?}: {ran:?}");
    }
}

#[test]
fn no_more_is_shown_than_was_asked_for_and_all_is_counted() {
    for (format, most, shown) in
        [("full", "2", 2), ("full", "0", 0), ("concise", "3", 3), ("json-lines", "3", 3)]
    {
        let ran = run_here(&["check", MEETINGS, "--output-format", format, "--max-findings", most]);
        let entries = match format {
            "full" => ran
                .out
                .lines()
                .filter(|line| line.starts_with("error[") || line.starts_with("warning["))
                .count(),
            "concise" => ran.out.lines().filter(|line| line.starts_with(MEETINGS)).count(),
            _ => ran.out.lines().count(),
        };
        assert_eq!((entries, ran.code), (shown, Some(1)), "{format} {most}: {ran:?}");
        let (said, other) = if format == "json-lines" { (&ran.err, &ran.out) } else { (&ran.out, &ran.err) };
        assert!(said.contains("not shown") && !other.contains("not shown"), "{format}: {ran:?}");
    }
    let report = run_here(&["check", MEETINGS, "--output-format", "json", "--max-findings", "1"]).report();
    assert_eq!(
        (report["diagnostics"].as_array().map(Vec::len), report["unshown"].as_u64()),
        (Some(1), Some(10))
    );
    assert_eq!(
        (report["causes"].as_array().map(Vec::len), &report["counts"]["by_level"]["warning"]),
        (Some(10), &8.into())
    );
    let enough = run_here(&["check", MEETINGS, "--output-format", "json", "--max-findings", "11"]).report();
    assert_eq!(enough.get("unshown"), None);
}

#[test]
fn statistics_count_findings_causes_and_fixes_by_rule() {
    let ran = run_here(&["check", MEETINGS, "--statistics"]);
    let row = |rule: &str| {
        let line = ran.out.lines().find(|line| line.starts_with(rule)).unwrap();
        line.split_whitespace().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row("rule"), ["level", "findings", "causes", "safe", "offered"]);
    assert_eq!(row("name/inconsistent-spelling"), ["warning", "4", "3", "0", "4"]);
    assert_eq!(row("date/range-reversed"), ["error", "1", "1", "0", "0"]);
    assert_eq!((ran.code, ran.out.contains("╭─[")), (Some(1), false));
    let json = run_here(&["check", MEETINGS, "--statistics", "--output-format", "json"]).report();
    let lines = run_here(&["check", MEETINGS, "--statistics", "--output-format", "json-lines"]).out;
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json, Value::from(lines));
    assert_eq!(json.as_array().unwrap().iter().map(|row| row["findings"].as_u64().unwrap()).sum::<u64>(), 11);
    let github = run_here(&["check", MEETINGS, "--statistics", "--output-format", "github"]).out;
    assert!(github.starts_with("::notice title=tadqiq::") && github.lines().count() == 1, "{github}");
    let nothing = Scene::new([("r.json", clean("r"))]);
    assert_eq!(nothing.run(&["check", "r.json", "--statistics", "--output-format", "json"]).out, "[]\n");
}

#[test]
fn what_judged_is_said_first() {
    let assumed = "judged by the bundled schema meeting: no config, --schema or $schema names one";
    let named = clean("s").replacen('{', "{\"$schema\": \"meeting\", ", 1);
    let config = "[collections.meetings]\nfiles = [\"*.json\"]\nschema = \"meeting\"\n";
    let two = "[collections.meetings]\nfiles = [\"r.json\"]\nschema = \"meeting\"\n\
               [collections.people]\nfiles = [\"p.json\"]\nschema = \"person\"\n\
               [collections.own]\nfiles = [\"s.json\"]\nschema = \"own.schema.json\"\n";
    let scene = Scene::new([
        ("r.json", clean("r")),
        ("s.json", named),
        ("told/tadqiq.toml", config.to_owned()),
        ("told/r.json", clean("r")),
        ("two/tadqiq.toml", two.to_owned()),
        ("two/r.json", clean("r")),
        ("two/s.json", "{}".to_owned()),
        ("two/p.json", r#"{"id": "p", "name": {"en": "Ada Winter"}}"#.to_owned()),
        ("two/own.schema.json", "{}".to_owned()),
    ]);
    let cases: [(&[&str], Option<&str>); 10] = [
        (&["r.json"], Some(assumed)),
        (&["r.json", "--output-format", "concise"], Some(assumed)),
        (
            &["r.json", "s.json"],
            Some(
                "judged by the bundled schema meeting, without a config\n\
                 1 of 2 files judged by the bundled schema meeting: no config",
            ),
        ),
        (&["s.json"], Some("judged by the bundled schema meeting, without a config\n\n")),
        (
            &["r.json", "--schema", "meeting"],
            Some("judged by the bundled schema meeting, without a config\n\n"),
        ),
        (&["told"], Some("judged by told/tadqiq.toml with the bundled schema meeting\n\n")),
        (
            &["told", "two"],
            Some(
                "judged by told/tadqiq.toml with the bundled schema meeting\n\
                 judged by two/tadqiq.toml with two/own.schema.json and the bundled schemas",
            ),
        ),
        (&["told", "--output-format", "concise"], Some("judged by told/tadqiq.toml with")),
        (&["r.json", "-q"], None),
        (&["told", "-q"], None),
    ];
    for (arguments, said) in cases {
        let ran = scene.run(&[&["check", "--ignore", "dataset"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{arguments:?}: {ran:?}");
        match said {
            Some(said) => assert!(ran.out.starts_with(said), "{arguments:?}: {ran:?}"),
            None => assert!(!ran.out.contains("judged by"), "{arguments:?}: {ran:?}"),
        }
    }
    for format in ["json", "json-lines", "github"] {
        assert!(
            !scene.run(&["check", "r.json", "--output-format", format]).out.contains("judged by"),
            "{format}"
        );
    }
}

#[test]
fn what_was_not_checked_is_one_line_for_rules_and_one_a_file() {
    let config = "[collections.meetings]\nfiles = [\"r.json\"]\nschema = \"own.schema.json\"\n";
    let schema =
        r#"{"type": "object", "properties": {"name": {"type": "string", "x-tadqiq": "person-name"}}}"#;
    let files = [
        ("tadqiq.toml", config),
        ("own.schema.json", schema),
        ("r.json", "{\"name\": \"Ada Winter\"}"),
        ("a.json", "{}"),
        ("b.json", "{}"),
    ];
    let scene = Scene::new(files);
    let lines = |ran: &Ran| {
        ran.out.lines().filter(|line| line.starts_with("not checked:")).map(str::to_owned).collect::<Vec<_>>()
    };
    let usual = lines(&scene.run(&["check", "."]));
    assert_eq!(usual.len(), 3, "{usual:?}");
    assert!(usual[0].contains("a.json") && usual[1].contains("b.json"), "{usual:?}");
    assert!(usual[2].contains(" rules, ") && usual[2].ends_with("-v names them"), "{usual:?}");
    let verbose = scene.run(&["check", ".", "-v"]);
    assert!(lines(&verbose).len() > 3 && verbose.out.contains("date/month-missing"), "{verbose:?}");
    let quiet = scene.run(&["check", ".", "-q"]);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str(), quiet.code), ("", "", Some(0)));
    // Faults are always said.
    let fault = scene.run(&["check", ".", "gone.json", "-q"]);
    assert_eq!((fault.out.as_str(), fault.code), ("", Some(2)));
    assert!(fault.err.contains("gone.json"), "{fault:?}");
}

#[test]
fn lines_are_as_wide_as_the_environment_says() {
    for (width, said) in [(60, "60"), (100, "100"), (80, "no number"), (80, "0"), (140, "900")] {
        let mut command = crate::support::program(std::path::Path::new(env!("CARGO_MANIFEST_DIR")));
        let ran = command.args(["check", MEETINGS]).env("COLUMNS", said).output().unwrap();
        let out = String::from_utf8(ran.stdout).unwrap();
        let widest = out.lines().filter(|line| !line.contains(MEETINGS)).map(cells).max().unwrap();
        assert!(widest <= width && widest + 25 > width, "{said}: {widest}");
    }
}

fn cells(line: &str) -> usize {
    tadqiq::text::character::display_width(line)
}

#[test]
fn it_looks_as_the_snapshots() {
    let of_meetings = tadqiq::check(&Subject::paths([MEETINGS]), &Options::default()).unwrap();
    let files = hostile().into_iter().filter(|(name, _)| name == "lines.ndjson" || name.starts_with("odd"));
    let hostile =
        files.map(|(name, bytes)| tadqiq::check(&Subject::text(&name, bytes), &Options::default()).unwrap());
    let hostile: Vec<Report> = hostile.collect();
    for width in [60, 100] {
        let display = Display::from(Color::Off).of_width(width);
        let page = |report: &Report| {
            let mut bytes = Vec::new();
            render(report, Format::Full, display, &mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        insta::assert_snapshot!(format!("meetings_{width}"), page(&of_meetings));
        let pages: Vec<String> = hostile.iter().map(page).collect();
        insta::assert_snapshot!(format!("hostile_{width}"), pages.join("\n"));
    }
}

#[test]
fn pages_of_rules_fit() {
    for arguments in [&["explain", "date/month-missing"][..], &["rules"], &["explain", "name"]] {
        let ran = run_here(arguments);
        let wide: Vec<&str> = ran
            .out
            .lines()
            .filter(|line| cells(line) > 80 && !line.contains("://") && !line.contains("╭─["))
            .collect();
        assert_eq!(wide, [""; 0], "{arguments:?}");
    }
}
