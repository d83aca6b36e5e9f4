//! `check --show-files` and `--show-settings`: what would be judged, by what, and why; by exit code and both outputs.

use serde_json::Value;
use tadqiq::text::character::display_width;

use crate::oracle::{orders_to_a_runner, orders_to_a_terminal};
use crate::support::{Ran, Scene, clean, copy};

/// The meetings of 2022, with levels of their own: in the config, in a collection, in some files.
fn meetings() -> Scene {
    let scene = Scene::new([("day.json", clean("a"))]);
    copy("fixtures/meetings-2022".as_ref(), &scene.path("m"));
    let path = scene.path("m/tadqiq.toml");
    let said = std::fs::read_to_string(&path).unwrap();
    let own =
        "period = { from = \"2022-01-01\", to = \"2022-12-31\" }\nrules = { \"date/no-date\" = \"error\" }\n";
    let said = said.replacen("period = { from = \"2022-01-01\", to = \"2022-12-31\" }\n", own, 1);
    let levels = "fail-on = \"error\"\n\n[rules]\nname = \"info\"\n\"date/ambiguous-numeric\" = \"off\"\n\n\
        [[overrides]]\nfiles = [\"records/*.ndjson\"]\nrules = { date = \"warning\", \"date/no-date\" = \"off\" }\n";
    std::fs::write(
        &path,
        format!("fail-on = \"error\"\n{said}{}", levels.replacen("fail-on = \"error\"\n", "", 1)),
    )
    .unwrap();
    scene
}

fn shown(ran: &Ran) -> Value {
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    serde_json::from_str(&ran.out).unwrap()
}

/// Without the names of rules, which grow with every rule.
fn without_rules(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.starts_with("      ")).map(|line| {
        let is_list = line.starts_with("    ") || line.starts_with("  rules");
        let head = if is_list { line.rsplit_once(':').map_or(line, |(head, _)| head) } else { line };
        format!("{head}\n")
    });
    lines.collect()
}

#[test]
fn settings_say_what_judges_and_why() {
    let scene = meetings();
    let ran = scene.run(&["check", "--show-settings", "m/records", "day.json", "--ignore", "text"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    for line in ran.out.lines() {
        assert!(display_width(line) <= 80, "{line}");
    }
    insta::assert_snapshot!(without_rules(&ran.out));
}

#[test]
fn a_level_is_said_with_where_it_comes_from() {
    let scene = meetings();
    let arguments = ["check", "--show-settings", "m/records", "--output-format", "json"];
    let of = |collection: usize, rule: &str, more: &[&str]| {
        let settings = shown(&scene.run(&[&arguments, more].concat()));
        let rules = settings["collections"][collection]["rules"].as_array().unwrap().clone();
        let found = rules.into_iter().find(|it| it["rule"] == rule).unwrap();
        let level = found["level"].as_str().unwrap_or("off").to_owned();
        format!("{level}, {}: {}", found["runs"], found["origin"].as_str().unwrap())
    };
    for (collection, rule, more, expected) in [
        (0, "date/month-missing", &[][..], "error, true: by default"),
        (0, "date/no-date", &[], "error, true: the collection's rules say so of date/no-date"),
        (0, "date/ambiguous-numeric", &[], "off, false: the config says so of date/ambiguous-numeric"),
        (0, "name/script", &[], "info, true: the config says so of name"),
        (1, "date/no-date", &[], "off, false: the override for records/*.ndjson says so of date/no-date"),
        (
            1,
            "date/ambiguous-numeric",
            &[],
            "warning, true: the override for records/*.ndjson says so of date",
        ),
        (0, "name/script", &["--ignore", "name"], "off, false: --ignore"),
        (0, "name/script", &["--select", "date"], "off, false: --select names others"),
        (
            0,
            "date/ambiguous-numeric",
            &["--select", "date"],
            "warning, true: --select, though the config switches it off",
        ),
    ] {
        assert_eq!(of(collection, rule, more), expected, "{rule} {more:?}");
    }
    let settings = shown(&scene.run(&arguments));
    assert_eq!(settings["fail_on"]["level"], "error");
    let asked = shown(&scene.run(&[&arguments[..], &["--fail-on", "info"]].concat()));
    assert_eq!(asked["fail_on"], serde_json::json!({ "level": "info", "origin": "--fail-on" }));
}

#[test]
fn a_rule_without_a_field_is_said_to_lack_it() {
    let scene = meetings();
    let ran = scene.run(&["check", "--show-settings", "m/people.json", "--output-format", "json"]);
    let settings = shown(&ran);
    let rules = settings["collections"][0]["rules"].as_array().unwrap();
    let month = rules.iter().find(|rule| rule["rule"] == "date/month-missing").unwrap();
    assert_eq!((&month["runs"], &month["level"]), (&false.into(), &"error".into()));
    assert!(month["lacks"].as_str().unwrap().starts_with("no field of the schema is marked as"), "{month}");
}

#[test]
fn files_are_listed_with_what_judges_them() {
    let named = clean("b").replacen('{', "{\"$schema\": \"own.schema.json\", ", 1);
    let scene = meetings();
    std::fs::write(scene.path("named.json"), named).unwrap();
    std::fs::write(scene.path("own.schema.json"), "{}").unwrap();
    let asked = ["check", "--show-files", "day.json", "named.json", "m/people.json"];
    let ran = scene.run(&asked);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    insta::assert_snapshot!(ran.out);
    let files = shown(&scene.run(&[&asked[..], &["--output-format", "json"]].concat()));
    let why: Vec<&str> = files.as_array().unwrap().iter().map(|file| file["why"].as_str().unwrap()).collect();
    assert_eq!(why.len(), 3, "{files}");
    assert!(
        why[0].starts_with("assumed") && why[1].contains("the config") && why[2].contains("$schema"),
        "{why:?}"
    );
    let by = shown(&scene.run(&[
        "check",
        "--show-files",
        "day.json",
        "--schema",
        "person",
        "--output-format",
        "json",
    ]));
    assert_eq!(
        (&by[0]["schema"], &by[0]["why"]),
        (&"the bundled schema person".into(), &"--schema asks for it".into())
    );
}

/// What a run could not judge is told here too; nothing is judged, so that findings do not count.
#[test]
fn faults_end_with_2_and_findings_with_0() {
    let scene = meetings();
    std::fs::write(scene.path("m/loose.json"), "{}").unwrap();
    std::fs::write(scene.path("bad.json"), "{\"id\": \"x\"}").unwrap();
    for option in ["--show-files", "--show-settings"] {
        let ran = scene.run(&["check", option, "bad.json"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
        let ran = scene.run(&["check", option, "m/loose.json", "day.json"]);
        let is_shown = ran.out.contains("day.json") || ran.out.contains("in no collection");
        assert!(ran.code == Some(2) && ran.err.contains("loose.json") && is_shown, "{ran:?}");
        for (more, said) in [
            (&["--output-format", "sarif"][..], "there are no settings in the format sarif"),
            (&["--fix"], "cannot be used with"),
            (&["--statistics"], "cannot be used with"),
            (&["gone.json"], "no such file: gone.json"),
            (&["--select", "dates"], "did you mean date?"),
        ] {
            let ran = scene.run(&[&["check", option], more].concat());
            assert!(ran.code == Some(2) && ran.err.contains(said), "{ran:?}");
        }
    }
    let both = scene.run(&["check", "--show-files", "--show-settings"]);
    assert!(both.code == Some(2) && both.out.is_empty(), "{both:?}");
}

#[test]
fn what_is_shown_gives_no_orders() {
    let config = "[collections.\"a\\u001b[31m\\n##[error]b\"]\nfiles = [\"*.json\"]\nschema = \"meeting\"\n";
    for name in ["::error::x.json", "##[error]y.json", "\u{1b}[31mred\u{202e}.json"] {
        let scene = Scene::new([(name, clean("a").as_str()), ("tadqiq.toml", config)]);
        for arguments in [
            &["check", "--show-files"][..],
            &["check", "--show-settings"],
            &["check", "--show-files", "--isolated"],
            &["check", "--show-settings", "--output-format", "json"],
        ] {
            let ran = scene.run(arguments);
            assert_eq!(ran.code, Some(0), "{ran:?}");
            let orders = (orders_to_a_terminal(&ran.out), orders_to_a_runner(&ran.out));
            assert_eq!(orders, (Vec::new(), Vec::new()), "{name:?} {arguments:?}");
        }
    }
}
