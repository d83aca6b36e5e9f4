//! `tadqiq inspect`: a record as it is understood, by exit code, standard output and standard error.

use serde_json::Value;
use tadqiq::text::character::display_width;

use crate::support::{CLEAN, Ran, Scene, clean, hostile, run_here};

fn schema() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(include_str!("../../schemas/inspect.schema.json")).unwrap();
    jsonschema::draft202012::new(&closed(schema)).unwrap()
}

/// The schema with nothing allowed that it does not name: what is added to the output is added to it.
fn closed(mut schema: Value) -> Value {
    let mut waiting = vec![&mut schema];
    while let Some(value) = waiting.pop() {
        match value {
            Value::Object(members) => {
                if members.contains_key("properties") && members.get("type") == Some(&"object".into()) {
                    members.insert("additionalProperties".into(), false.into());
                }
                waiting.extend(members.values_mut());
            }
            Value::Array(elements) => waiting.extend(elements),
            _ => {}
        }
    }
    schema
}

fn of(ran: &Ran) -> Value {
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    let value: Value = serde_json::from_str(&ran.out).unwrap();
    let wrong: Vec<String> = schema().iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    value
}

fn inspected(arguments: &[&str]) -> Value {
    of(&run_here(&[&["inspect", "--output-format", "json"], arguments].concat()))
}

/// What was read of the first role of a value.
fn read<'v>(inspection: &'v Value, pointer: &str) -> &'v Value {
    let values = inspection["values"].as_array().unwrap();
    let value = values.iter().find(|value| value["pointer"] == pointer).unwrap();
    &value["roles"][0]["read"]
}

#[test]
fn a_record_is_shown_as_it_is_understood() {
    for (name, arguments) in [
        ("meeting", ["fixtures/meetings-2022", "--record", "2022-germany"].as_slice()),
        ("foreign", &["fixtures/foreign"]),
        ("flat", &["fixtures/flat", "--record", "2"]),
    ] {
        let ran = run_here(&[&["inspect"], arguments].concat());
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
        // What belongs together here is the record: the lists of rules grow with every rule.
        let (record, rules) = ran.out.split_once("\nrules that look at this record\n").unwrap();
        let lacks = rules.contains("\nrules that can not look: the schema has no field for them\n");
        assert_eq!(lacks, name != "meeting", "{rules}");
        let without_counts: Vec<&str> =
            record.lines().filter(|line| !line.trim_start().starts_with("rules ")).collect();
        insta::assert_snapshot!(name, without_counts.join("\n"));
        let width = ran.out.lines().map(display_width).max().unwrap();
        assert!(width <= 100, "{width}: {}", ran.out);
    }
}

#[test]
fn a_program_is_told_the_same() {
    let flat = inspected(&["fixtures/flat"]);
    assert_eq!(
        (&flat["id"], &flat["collection"], &flat["records"]),
        (&"1".into(), &"visits".into(), &10.into())
    );
    assert_eq!(flat["schema"], "fixtures/flat/visit.schema.json");
    assert_eq!(read(&flat, "/visitor")["entry"]["id"], "1");
    assert_eq!(read(&flat, "/visitor")["entry_by"], "reference");
    assert_eq!(read(&flat, "/host")["entry_by"], "name");
    assert_eq!(read(&flat, "/visitor_no")["standing"], "resolved");
    assert_eq!(read(&flat, "/date_text")["edtf"], "2023-05-10");
    assert_eq!(read(&flat, "/words")["passages"][0]["column"], 27);
    let visitor =
        flat["values"].as_array().unwrap().iter().find(|value| value["pointer"] == "/visitor").unwrap();
    assert_eq!(visitor["roles"][0]["group"]["side"], "guest");
    let seats = flat["values"].as_array().unwrap().iter().find(|value| value["pointer"] == "/seats").unwrap();
    assert!(seats["roles"].as_array().unwrap().is_empty());

    let fourth = inspected(&["fixtures/flat", "--record", "3"]);
    assert_eq!((&fourth["number"], &fourth["others_with_this_id"]), (&3.into(), &1.into()));
    assert_eq!(fourth["elsewhere"], serde_json::json!(["fixtures/flat/people.json:4"]));
    let second = inspected(&["fixtures/flat", "--record", "2"]);
    assert_eq!(read(&second, "/words")["standing"], "not found");
    // By its number, where no record has such an id.
    let last = inspected(&["fixtures/meetings-2022", "--record", "26"]);
    assert_eq!(last["fits_schema"], true);
}

#[test]
fn every_record_of_the_fixtures_is_as_the_schema_says() {
    for (folder, records) in [("fixtures/flat", 10), ("fixtures/foreign", 6), ("fixtures/meetings-2022", 26)]
    {
        for number in 1..=records {
            inspected(&[folder, "--record", &number.to_string()]);
        }
    }
}

/// The standing of a rule, and why.
fn standing(inspection: &Value, rule: &str) -> (String, String) {
    let rules = inspection["rules"].as_array().unwrap();
    let found = rules.iter().find(|found| found["rule"] == rule).unwrap();
    let text = |key: &str| found[key].as_str().unwrap_or_default().to_owned();
    (text("standing"), text("why"))
}

#[test]
fn every_rule_has_a_standing_and_why() {
    let flat = inspected(&["fixtures/flat"]);
    let said = |rule: &str| standing(&flat, rule);
    assert_eq!(said("date/weekday-mismatch"), ("looks".into(), String::new()));
    assert_eq!(said("json/syntax"), ("looks".into(), String::new()));
    assert_eq!(
        said("evidence/offset-wrong"),
        ("no field".into(), "no field of the schema is marked as offset-start, offset-end".into())
    );
    assert_eq!(
        standing(&inspected(&["fixtures/flat", "--record", "5"]), "evidence/unsupported"),
        ("nothing here".into(), "the record has no value of quote".into())
    );
    let selected = inspected(&["fixtures/flat", "--select", "date"]);
    assert_eq!(standing(&selected, "name/honorific"), ("off".into(), "not selected".into()));
    assert_eq!(standing(&selected, "date/weekday-mismatch").0, "looks");
    let scene =
        Scene::new([("tadqiq.toml", "[rules]\n\"date/weekday-mismatch\" = \"off\"\n"), ("a.json", CLEAN)]);
    let off = of(&scene.run(&["inspect", "--output-format", "json"]));
    assert_eq!(standing(&off, "date/weekday-mismatch"), ("off".into(), "switched off by the config".into()));
    let unheld: Vec<&str> =
        off["not_held_against"].as_array().unwrap().iter().map(|it| it["what"].as_str().unwrap()).collect();
    assert!(unheld.contains(&"references into sources") && unheld.contains(&"quotations"), "{unheld:?}");
}

#[test]
fn a_rule_looks_at_the_values_that_check_points_at() {
    let report = run_here(&["check", "fixtures/flat", "--output-format", "json"]).report();
    for found in report["diagnostics"].as_array().unwrap() {
        let (rule, id) = (found["rule"].as_str().unwrap(), found["record"]["id"].as_str().unwrap());
        // Of two records with one id, the first is shown.
        let number = (found["record"]["index"].as_u64().unwrap() + 1).to_string();
        let arguments = ["fixtures/flat/visits.ndjson", "--record", if id == "3" { "3" } else { &number }];
        let inspection = inspected(&arguments);
        let expected = if rule == "evidence/missing" { "nothing here" } else { "looks" };
        let (said, why) = standing(&inspection, rule);
        assert!(said == expected || id == "3", "{rule} of {id}: {said}, {why}");
    }
}

#[test]
fn a_list_lines_one_record_and_the_standard_input_are_read_alike() {
    let list = format!("[{}, {}]", clean("a"), clean("b"));
    let lines = format!("{}\n\n{}\n", clean("a"), clean("b"));
    let scene = Scene::new([
        ("list.json", list.as_str()),
        ("lines.ndjson", lines.as_str()),
        ("one.json", &clean("b")),
    ]);
    for (path, line) in [("list.json", 1), ("lines.ndjson", 3), ("one.json", 1)] {
        let ran = of(&scene.run(&["inspect", "--record", "b", "--output-format", "json", path]));
        assert_eq!((&ran["id"], &ran["line"]), (&"b".into(), &line.into()), "{path}");
    }
    let ran =
        scene.run_with_input(&["inspect", "-", "--stdin-filename", "in.ndjson", "--record", "2"], &lines);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.starts_with("in.ndjson:3\n  record 2 of 2 in this file\n"), "{}", ran.out);
}

#[test]
fn the_first_record_is_one_that_is_no_registry() {
    let inspection = inspected(&["fixtures/flat"]);
    assert_eq!(inspection["file"], "fixtures/flat/visits.ndjson");
    assert_eq!(inspected(&["fixtures/flat/people.json"])["collection"], "people");
}

#[test]
fn what_cannot_be_shown_says_why_and_the_way_out() {
    let scene = Scene::new([
        ("good.ndjson", format!("{}\n{{\"id\": \n{}\n", clean("first"), clean("second"))),
        ("broken.json", "{\"id\": ".to_owned()),
        ("empty.json", String::new()),
        ("none.json", "[]".to_owned()),
        ("picture.json", "\u{89}PNG\r\n\u{1a}\n\0".to_owned()),
    ]);
    for (arguments, said) in [
        (
            ["good.ndjson", "--record", "frist"].as_slice(),
            ["no record has the id frist", "did you mean first?"],
        ),
        (&["good.ndjson", "--record", "frist"], ["tadqiq::no_such_record", "one of them cannot be read"]),
        (&["good.ndjson", "--record", "zzzzzzzz"], ["no record has the id zzzzzzzz", "from 1 to 3"]),
        (&["good.ndjson", "--record", "2"], ["the record at good.ndjson:2 cannot be read", "mend it first"]),
        (&["broken.json"], ["the record at broken.json:1 cannot be read", "unfinished object"]),
        (&["empty.json"], ["cannot be read: the file is empty", "tadqiq check"]),
        (&["none.json"], ["there is no record in what was asked for", "name a file that holds records"]),
        (&["nowhere.json"], ["no such file: nowhere.json", "help"]),
        (&["good.ndjson", "--schema", "meetnig"], ["unknown schema: meetnig", "did you mean meeting?"]),
        (&["good.ndjson", "--select", "dat"], ["dat", "did you mean date"]),
    ] {
        let ran = scene.run(&[&["inspect"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}: {ran:?}");
        for part in said {
            assert!(ran.err.contains(part), "{arguments:?}: {part}: {}", ran.err);
        }
    }
}

#[test]
fn nothing_of_the_data_gives_orders() {
    let evil = "\u{1b}[31m\u{202e}\u{9b}\u{2028}::error::x ##[error]y";
    let escaped: String = evil.chars().map(|it| format!("\\u{:04x}", u32::from(it))).collect();
    let record = format!(
        "{{\"id\": \"{escaped}\", \"{escaped}\": \"{escaped}\", \"title\": {{\"ar\": \"{escaped}\"}}, \"when\": {{\"text\": \"{escaped} 3 May 2022\", \"value\": \"{escaped}\"}}, \"participants\": [{{\"name\": \"{escaped}\", \"person\": \"{escaped}\", \"office\": \"{escaped}\", \"country\": \"{escaped}\"}}], \"evidence\": [{{\"source\": \"{escaped}\", \"quote\": \"{escaped}\"}}]}}"
    );
    let scene = Scene::new(hostile().into_iter().chain([("evil.json".to_owned(), record.into_bytes())]));
    let mut shown = 0;
    let files: Vec<String> =
        hostile().into_iter().map(|(name, _)| name).chain(["evil.json".to_owned()]).collect();
    for file in files {
        for number in ["1", "2", "3", "4", evil] {
            let ran = scene.run(&["inspect", &file, "--record", number]);
            assert!(matches!(ran.code, Some(0 | 2)), "{ran:?}");
            for text in [&ran.out, &ran.err] {
                let orders = ['\u{1b}', '\u{202e}', '\u{9b}', '\u{2028}', '\0'];
                assert!(!text.contains(orders) && !text.contains("##["), "{file}: {text:?}");
                assert!(!text.lines().any(|line| line.trim_start().starts_with("::")), "{file}: {text}");
            }
            shown += usize::from(ran.code == Some(0));
        }
    }
    assert!(shown > 10, "{shown}");
}

#[test]
fn a_long_value_and_many_values_are_cut_and_said_to_be() {
    let long = "long words ".repeat(500_000);
    let many = format!("[{}]", vec!["1"; 5_000].join(","));
    let record = format!("{{\"id\": \"a\", \"title\": {{\"en\": \"{long}\"}}, \"x-many\": {many}}}");
    let scene = Scene::new([("a.json", record)]);
    let ran = scene.run(&["inspect", "--schema", "meeting", "a.json"]);
    assert_eq!(ran.code, Some(0), "{}", ran.err);
    assert!(ran.out.contains("(5500000 characters)"), "{}", &ran.out[..2000]);
    assert!(ran.out.contains("… and 3\u{a0}002 more values, which are not shown"));
    assert!(ran.out.len() < 300_000, "{}", ran.out.len());
    let ran = of(&scene.run(&["inspect", "a.json", "--output-format", "json"]));
    assert_eq!(ran["values_left_out"], 3002);
    let title = &ran["values"].as_array().unwrap()[1];
    assert_eq!((&title["is_cut"], &title["characters"]), (&true.into(), &5_500_000.into()));
}
