//! `init`: what is proposed for a folder, held against schemas that people wrote, and what it does with bad input.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;

use crate::support::{CLEAN, Ran, Scene, hostile};

/// A copy of a folder of fixtures, without what is left out.
fn copy_of(folder: &str, left_out: &[&str]) -> Scene {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(folder);
    let mut files = Vec::new();
    gather(&root, &root, &mut files);
    Scene::new(files.into_iter().filter(|(name, _)| !left_out.contains(&name.as_str())))
}

fn gather(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            files.push((name, std::fs::read(&path).unwrap()));
        }
    }
}

fn read(scene: &Scene, name: &str) -> String {
    std::fs::read_to_string(scene.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn names_in(scene: &Scene) -> BTreeSet<String> {
    let entries = std::fs::read_dir(scene.path("")).unwrap();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

/// The roles of a schema by the pointer of their place, `*` for elements and for keys that are data.
fn roles_of(schema: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut roles = BTreeMap::new();
    roles_below(schema, schema, "", 0, &mut roles);
    roles
}

fn roles_below(
    root: &Value,
    schema: &Value,
    at: &str,
    depth: usize,
    roles: &mut BTreeMap<String, BTreeSet<String>>,
) {
    if depth > 20 || !schema.is_object() {
        return;
    }
    let mut below = |part: &Value, at: &str| roles_below(root, part, at, depth + 1, roles);
    if let Some(reference) = schema["$ref"].as_str() {
        below(root.pointer(reference.trim_start_matches('#')).unwrap(), at);
    }
    for (key, part) in schema["properties"].as_object().into_iter().flatten() {
        below(part, &format!("{at}/{key}"));
    }
    for keyword in ["items", "additionalProperties"] {
        below(&schema[keyword], &format!("{at}/*"));
    }
    for keyword in ["if", "then", "else"] {
        below(&schema[keyword], at);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        below(part, at);
    }
    let annotation = &schema["x-tadqiq"];
    if let Some(role) = annotation.as_str().or_else(|| annotation["role"].as_str()) {
        roles.entry(at.to_owned()).or_default().insert(role.to_owned());
    }
}

/// What was guessed of each place that a schema gives a role to: right, wrong, or unknown. Places that the guesses do not
/// have were in no record.
fn compared(guessed: &Value, reference: &Value) -> Vec<(String, String, String, &'static str)> {
    let (guessed, reference) = (roles_of(guessed), roles_of(reference));
    let words = |roles: Option<&BTreeSet<String>>| {
        roles.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" or ")
    };
    let places: BTreeSet<&String> = guessed.keys().chain(reference.keys()).collect();
    let rows = places.into_iter().map(|place| {
        let (ours, theirs) = (guessed.get(place), reference.get(place));
        let verdict = match (ours, theirs) {
            (None, _) => "unknown",
            (Some(ours), Some(theirs)) if ours.is_subset(theirs) => "right",
            _ => "wrong",
        };
        (place.clone(), words(theirs), words(ours), verdict)
    });
    rows.collect()
}

fn schema_at(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Checks and gives the report; nothing may stand in the way.
fn check(scene: &Scene) -> Ran {
    let ran = scene.run(&["check", "--output-format", "json"]);
    assert!(matches!(ran.code, Some(0 | 1)), "{ran:.3000?}");
    assert_eq!(ran.err, "", "{ran:.3000?}");
    assert_eq!(ran.report()["faults"].as_array().map(Vec::len), Some(0));
    ran
}

const ROWS: [&str; 5] = ["flat", "visits-ar", "visits-en", "visits-es", "visits-fr"];

#[test]
fn what_is_proposed_for_rows_is_as_somebody_agreed_to() {
    for rows in ROWS {
        let scene = copy_of(&format!("rows/{rows}"), &[]);
        let ran = scene.run(&["init"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{rows}");
        insta::assert_snapshot!(format!("init-{rows}"), ran.out);
    }
}

#[test]
fn check_works_on_what_was_written_and_judges_by_its_roles() {
    for rows in ROWS {
        let scene = copy_of(&format!("rows/{rows}"), &[]);
        let ran = scene.run(&["init", "--yes"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{rows}: {}", ran.out);
        assert!(
            ran.out.contains("written: ./tadqiq.toml") && ran.out.contains("  tadqiq check"),
            "{}",
            ran.out
        );
        let report = check(&scene).report();
        assert_eq!(report["counts"]["records"], report["counts"]["judged"], "{rows}");
        assert_eq!(
            report["diagnostics"].as_array().map(Vec::len),
            Some(0),
            "{rows}: {}",
            report["diagnostics"]
        );
        let skipped = report["skipped"].as_array().unwrap();
        let rules = skipped.iter().flat_map(|skipped| skipped["what"].as_str().unwrap().split(", "));
        let not_judged: Vec<&str> = rules.collect();
        // No source lies beside them.
        assert!(not_judged.contains(&"evidence/quote-absent"), "{rows}: {not_judged:?}");
        for rule in ["name/honorific", "name/script", "record/one-sided", "date/impossible-day"] {
            // Rows that have no sides say nothing of who is missing.
            let is_without_sides = rows == "flat" && rule == "record/one-sided";
            assert_eq!(not_judged.contains(&rule), is_without_sides, "{rows}: {rule}: {not_judged:?}");
        }
    }
}

#[test]
fn what_we_write_ourselves_and_schemas_are_no_records() {
    let rows = format!("{CLEAN}\n{CLEAN}\n");
    let ours = ["baseline.ndjson", "decisions.ndjson", "visits.expected.json", "other/Person.Schema.JSON"];
    let files = ours.iter().map(|name| (*name, "{\"a\": 1}\n")).chain([("visits.ndjson", rows.as_str())]);
    let scene = Scene::new(files);
    let ran = scene.run(&["init"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("visits.ndjson"), "{}", ran.out);
    for name in ["baseline", "decisions", "expected", "other/*"] {
        assert!(!ran.out.contains(name), "{name}: {}", ran.out);
    }
}

#[test]
fn a_slip_in_rows_is_found_by_what_was_proposed() {
    let scene = copy_of("rows/visits-en", &[]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    let wrong = read(&scene, "visits.ndjson").replace("Wednesday 14 September", "Monday 14 September");
    let wrong = wrong.replacen("Fatima Alaoui", "Mrs Fatima Alaoui", 1);
    std::fs::write(scene.path("visits.ndjson"), wrong).unwrap();
    let mut rules = check(&scene).rules();
    rules.sort();
    assert_eq!(rules, ["date/weekday-mismatch", "name/honorific"]);
}

#[test]
fn no_role_is_guessed_that_the_schema_of_the_foreign_records_does_not_name() {
    let scene = copy_of("foreign", &["tadqiq.toml", "record.schema.json"]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    let guessed: Value = serde_json::from_str(&read(&scene, "records.schema.json")).unwrap();
    let rows = compared(&guessed, &schema_at("fixtures/foreign/record.schema.json"));
    insta::assert_snapshot!("init-foreign-compared", table(&rows));
    assert!(rows.iter().all(|(.., verdict)| *verdict != "wrong"), "{}", table(&rows));
    check(&scene);
}

#[test]
fn no_role_is_guessed_that_the_bundled_schemas_do_not_name() {
    let scene = copy_of("meetings-2022", &["tadqiq.toml"]);
    assert_eq!(scene.run(&["init", "--own-schemas", "--yes"]).code, Some(0));
    let mut all = String::new();
    for (collection, bundled) in [
        ("records", "meeting"),
        ("people", "person"),
        ("organizations", "organization"),
        ("sources", "source"),
    ] {
        let guessed: Value =
            serde_json::from_str(&read(&scene, &format!("{collection}.schema.json"))).unwrap();
        let rows = compared(&guessed, &schema_at(&format!("schemas/{bundled}.schema.json")));
        all.push_str(&format!("{collection}, by {bundled}\n{}\n", table(&rows)));
        assert!(rows.iter().all(|(.., verdict)| *verdict != "wrong"), "{all}");
    }
    insta::assert_snapshot!("init-bundled-compared", all);
    check(&scene);
}

fn table(rows: &[(String, String, String, &str)]) -> String {
    let lines = rows.iter().map(|(place, theirs, ours, verdict)| {
        format!("{verdict:<8} {place:<34} schema: {theirs:<42} guessed: {ours}\n")
    });
    lines.collect()
}

#[test]
fn records_that_are_as_a_bundled_schema_says_are_judged_by_it() {
    let scene = copy_of("meetings-2022", &["tadqiq.toml"]);
    let ran = scene.run(&["init", "--yes"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    insta::assert_snapshot!("init-meetings", read(&scene, "tadqiq.toml"));
    let own = copy_of("meetings-2022", &[]);
    let found = |scene: &Scene| {
        let mut rules = check(scene).rules();
        // What the config alone says: the country's ways of writing.
        rules.retain(|rule| rule != "date/month-region");
        rules.sort();
        rules
    };
    assert_eq!(found(&scene), found(&own));
}

#[test]
fn without_yes_nothing_is_written_and_two_runs_say_the_same() {
    let scene = copy_of("rows/visits-fr", &[]);
    let before = names_in(&scene);
    let (first, second) = (scene.run(&["init"]), scene.run(&["init"]));
    assert_eq!((first.code, &first.out), (Some(0), &second.out));
    assert_eq!(names_in(&scene), before);
    assert!(
        first.out.ends_with("Nothing is written. To write these files: tadqiq init --yes\n"),
        "{}",
        first.out
    );
}

#[test]
fn a_schema_of_ones_own_with_roles_is_used_and_one_without_is_copied_with_them() {
    let scene = copy_of("foreign", &["tadqiq.toml"]);
    let schema = read(&scene, "record.schema.json");
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    assert!(read(&scene, "tadqiq.toml").contains("schema = \"record.schema.json\""));
    assert_eq!(read(&scene, "record.schema.json"), schema);
    check(&scene);

    let bare = serde_json::json!({
        "type": "object",
        "properties": { "visitor": { "$ref": "#/$defs/name" }, "host": { "type": "string" }, "date": { "type": "string", "description": "When" } },
        "$defs": { "name": { "type": "string" } }
    });
    let scene = copy_of("rows/visits-en", &[]);
    std::fs::write(scene.path("visit.schema.json"), bare.to_string()).unwrap();
    let ran = scene.run(&["init", "--yes"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("says nothing of /city, which has a role"), "{}", ran.out);
    assert_eq!(read(&scene, "visit.schema.json"), bare.to_string());
    let copy: Value = serde_json::from_str(&read(&scene, "visit.annotated.schema.json")).unwrap();
    assert_eq!(copy["properties"]["date"]["x-tadqiq"], "date-text");
    assert_eq!(copy["properties"]["date"]["description"], "When");
    assert_eq!(copy["$defs"]["name"]["x-tadqiq"]["side"], "guest");
    check(&scene);
}

#[test]
fn a_schema_that_records_name_is_the_one() {
    let named = r#"{"$schema": "https://tadqiq.github.io/tadqiq/schemas/meeting.schema.json", "id": "a", "status": "draft"}"#;
    let scene = Scene::new([("a.json", named)]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    assert!(read(&scene, "tadqiq.toml").contains("schema = \"meeting\""));
    check(&scene);
}

#[test]
fn nothing_that_is_there_is_written_over() {
    let scene = copy_of("rows/visits-en", &[]);
    std::fs::write(scene.path("visits.schema.json"), "{}").unwrap();
    let ran = scene.run(&["init", "--yes"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("visits.schema.json is there already"), "{}", ran.err);
    assert_eq!(ran.out, "");
    assert_eq!(names_in(&scene), ["visits.ndjson", "visits.schema.json"].map(str::to_owned).into());
    assert_eq!(read(&scene, "visits.schema.json"), "{}");

    let scene = copy_of("foreign", &[]);
    for arguments in [&["init"][..], &["init", "--yes"]] {
        let ran = scene.run(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
        assert!(
            ran.err.contains("tadqiq.toml is there already") && ran.err.contains("tadqiq inspect"),
            "{}",
            ran.err
        );
    }
}

/// What it is, its files, and what is said of it.
type BadFolder<'f> = (&'f str, &'f [(&'f str, &'f str)], &'f str);

#[test]
fn a_folder_that_holds_no_records_is_told_with_the_way_out() {
    let deep = format!("{}1{}", "[".repeat(5000), "]".repeat(5000));
    let cases: [BadFolder<'_>; 5] = [
        ("empty", &[], "no files of records in the folder ."),
        ("other files", &[("notes.txt", "x"), ("x.csv", "a,b")], "no files of records"),
        ("broken", &[("a.json", "{\"id\": "), ("b.ndjson", "{\n")], "no record can be read in the folder ."),
        (
            "nothing in them",
            &[("a.json", ""), ("b.ndjson", " \n"), ("c.json", "[]")],
            "no record can be read",
        ),
        (
            "no objects",
            &[("a.json", "7"), ("b.ndjson", "1\n2\n"), ("c.json", &deep)],
            "no record can be read",
        ),
    ];
    for (what, files, said) in cases {
        let scene = Scene::new(files.iter().copied());
        let ran = scene.run(&["init", "--yes"]);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{what}: {ran:?}");
        assert!(ran.err.contains(said) && ran.err.contains("help"), "{what}: {}", ran.err);
        assert!(!scene.path("tadqiq.toml").exists());
    }
    let scene = Scene::new([("a.ndjson", CLEAN)]);
    let ran = scene.run(&["init", "nowhere"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("cannot read nowhere"), "{}", ran.err);
    let ran = scene.run(&["init", "a.ndjson"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("a.ndjson is not a folder"), "{}", ran.err);
}

#[test]
fn broken_records_are_said_and_hide_no_others() {
    let rows = "{\"visitor\": \"Maria Lopez\", \"date\": \"14 May 2022\"}\n";
    let scene =
        Scene::new([("a.ndjson", format!("{rows}{{\"visitor\": \n{rows}")), ("b.ndjson", "{\n".to_owned())]);
    let ran = scene.run(&["init", "--yes"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.contains("note: a.ndjson: 1 record could not be read"), "{}", ran.out);
    assert!(ran.out.contains("note: no record was read of b.ndjson"), "{}", ran.out);
    let rules = scene.run(&["check", "--output-format", "json"]).rules();
    assert_eq!(rules.iter().filter(|rule| *rule == "json/syntax").count(), 2, "{rules:?}");
}

#[test]
fn records_of_several_shapes_in_one_file_become_optional_fields_and_that_is_said() {
    let lines = "{\"visitor\": \"Maria Lopez\", \"on\": 1}\n{\"speech\": \"On ports\", \"length\": 2.5}\n{\"speech\": null}\n";
    let scene = Scene::new([("a.ndjson", lines)]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    let schema: Value = serde_json::from_str(&read(&scene, "a.schema.json")).unwrap();
    assert!(schema["$comment"].as_str().unwrap().contains("no key is in all of them"), "{schema}");
    assert_eq!(schema["required"], Value::Null);
    assert_eq!(schema["properties"]["speech"]["type"], serde_json::json!(["string", "null"]));
    assert_eq!(schema["properties"]["length"]["type"], "number");
    check(&scene);
}

#[test]
fn one_record_that_is_an_object_is_a_file_of_one() {
    let scene = Scene::new([(
        "a.json",
        "{\"visitor\": \"Maria Lopez\", \"date\": \"2022-05-14\", \"tags\": [], \"more\": {}}",
    )]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    check(&scene);
}

#[test]
fn hostile_keys_and_files_are_written_harmless_and_read_back_the_same() {
    let key = "\u{202e}a\u{1b}[31m\u{9b}\u{7f} ##[error]b\n::error::c/~\"";
    let record = serde_json::json!({ key: "x", "name": { key: [key] } }).to_string();
    let scene = Scene::new([("a.ndjson".to_owned(), record)]);
    let shown = scene.run(&["init"]);
    let ran = scene.run(&["init", "--yes"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    for text in [&shown.out, &ran.out, &read(&scene, "a.schema.json"), &read(&scene, "tadqiq.toml")] {
        assert!(!text.contains(['\u{202e}', '\u{1b}', '\u{9b}', '\u{7f}']), "{text:?}");
        assert!(
            !text.contains("##[") && !text.lines().any(|line| line.trim_start().starts_with("::")),
            "{text}"
        );
    }
    let schema: Value = serde_json::from_str(&read(&scene, "a.schema.json")).unwrap();
    assert!(schema["properties"].get(key).is_some(), "{schema}");
    check(&scene);

    let scene = Scene::new(hostile());
    let ran = scene.run(&["init", "--yes"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(!ran.out.contains(['\u{202e}', '\u{1b}', '\u{9b}']), "{:?}", ran.out);
    let ran = scene.run(&["check", "--output-format", "json"]);
    assert_eq!(ran.code, Some(1), "{:.2000}", ran.err);
}

#[test]
fn what_is_deep_or_has_ten_thousand_keys_is_bounded_and_said() {
    let deep = format!("{{\"a\": {}1{}}}", "{\"b\": [".repeat(30), "]}".repeat(30));
    let scene = Scene::new([("a.json", deep)]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    assert!(read(&scene, "a.schema.json").contains("lies deeper than is looked"));
    check(&scene);

    let keys: Vec<String> = (0..10_000).map(|number| format!("\"key {number}\": {number}")).collect();
    let record = format!("{{{}}}\n", keys.join(", "));
    for (name, text) in [("many.ndjson", record.repeat(5)), ("one.json", record)] {
        let scene = Scene::new([(name, text)]);
        let ran = scene.run(&["init", "--yes"]);
        assert_eq!(ran.code, Some(0), "{ran:.2000?}");
        assert!(ran.out.len() < 100_000, "{}", ran.out.len());
        let schema =
            read(&scene, &name.replace(".ndjson", ".schema.json").replace("e.json", "e.schema.json"));
        assert!(schema.contains("10000"), "{schema:.3000}");
        check(&scene);
    }
}

#[test]
fn a_large_file_is_sampled_and_that_is_said() {
    let row = |number: usize| {
        format!(
            "{{\"id\": {number}, \"visitor\": \"Maria Lopez\", \"date\": \"2022-05-{:02}\", \"about\": \"{}\"}}\n",
            number % 28 + 1,
            "Working visit to the ports. ".repeat(20)
        )
    };
    let text: String = (0..30_000).map(row).collect();
    assert!(text.len() > 16 << 20);
    for (name, text) in
        [("a.ndjson", text.clone()), ("a.json", format!("[{}]", text.trim_end().replace('\n', ",\n")))]
    {
        let scene = Scene::new([(name, text)]);
        let ran = scene.run(&["init", "--yes"]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:.2000?}");
        assert!(ran.out.contains("records read, in "), "{:.1000}", ran.out);
        assert!(!ran.out.contains("note:"), "{:.1000}", ran.out);
        let config = read(&scene, "tadqiq.toml");
        assert!(!config.contains("\nperiod"), "{config}");
        let schema = read(&scene, "a.schema.json");
        assert!(
            schema.contains("not every record was read") && !schema.contains("\"enum\""),
            "{schema:.2000}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let scene = copy_of("rows/visits-en", &[]);
    std::fs::set_permissions(scene.path(""), std::fs::Permissions::from_mode(0o555)).unwrap();
    let may_all = std::fs::write(scene.path("probe"), "").is_ok();
    let ran = scene.run(&["init", "--yes"]);
    std::fs::set_permissions(scene.path(""), std::fs::Permissions::from_mode(0o755)).unwrap();
    // Who may do everything is stopped by nothing.
    if may_all {
        return;
    }
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("cannot write"), "{}", ran.err);
    assert_eq!(names_in(&scene).len(), 1);
}

#[test]
fn our_own_files_and_what_git_ignores_are_no_records() {
    let rows = "{\"visitor\": \"Maria Lopez\", \"date\": \"14 May 2022\"}\n";
    let other = "{\"x\": 1}\n";
    let scene = Scene::new([
        ("a.ndjson", rows),
        ("decisions.ndjson", other),
        ("package.json", other),
        ("old.ndjson", other),
        (".hidden.ndjson", other),
        (".gitignore", "old.ndjson\n"),
        ("sub/tadqiq.toml", ""),
        ("sub/b.ndjson", other),
    ]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    let config = read(&scene, "tadqiq.toml");
    assert!(
        config.contains("files = [\"a.ndjson\"]") && config.matches("[collections.").count() == 1,
        "{config}"
    );
}

#[test]
fn a_files_name_that_means_something_in_a_glob_or_in_toml_is_claimed_as_it_is() {
    let rows = "{\"visitor\": \"Maria Lopez\", \"date\": \"14 May 2022\"}\n";
    let scene = Scene::new([("a [1] {x} \"q\" é.ndjson", rows), ("زيارات/سجل.ndjson", "{\"x\": 1}\n")]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    let report = check(&scene).report();
    assert_eq!(report["counts"]["records"], 2, "{}", read(&scene, "tadqiq.toml"));
}

/// Of twenty dates four are slips: those are what the rules are for.
#[test]
fn a_column_of_dates_some_of_which_are_none_is_one_of_dates() {
    for key in ["date", "التاريخ", "Date", "fecha"] {
        let rows: Vec<String> = (1..=20)
            .map(|number| {
                let date = if number % 5 == 0 {
                    format!("semaine prochaine {number}")
                } else {
                    format!("{number} mars 2022")
                };
                serde_json::json!({ "visiteur": "Nadia Rahal", key: date }).to_string()
            })
            .collect();
        let scene = Scene::new([("a.ndjson", rows.join("\n"))]);
        assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
        let schema: Value = serde_json::from_str(&read(&scene, "a.schema.json")).unwrap();
        let role = roles_of(&schema).remove(&format!("/{key}"));
        assert_eq!(role, Some(BTreeSet::from(["date-text".to_owned()])), "{key}");
        let comment = schema["properties"][key].to_string();
        assert!(
            comment.contains("16 of 20 values are read as dates") && comment.contains("4 are not"),
            "{comment}"
        );
    }
}

#[test]
fn the_languages_of_a_tenth_of_dates_or_names_are_listed() {
    let row = |number: usize| match number % 2 {
        0 => serde_json::json!({"visiteur": "ناصر بوريطة", "date": "12 مارس 2022"}).to_string(),
        _ => serde_json::json!({"visiteur": "Nadia Rahal", "date": "12 février 2022"}).to_string(),
    };
    let rows: Vec<String> = (0..20).map(row).collect();
    let scene = Scene::new([("a.ndjson", rows.join("\n"))]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    let config = read(&scene, "tadqiq.toml");
    assert!(config.contains("languages = [\"ar\", \"fr\"]"), "{config}");
}

#[test]
fn what_init_says_fits_the_terminal() {
    let scene = copy_of("rows/visits-fr", &[]);
    let ran = scene.run(&["init", "--yes"]);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
}

/// What the key says for sure, and most values bear out, has its role; the odd ones are what is to be found.
#[test]
fn names_and_countries_some_of_which_are_none_have_their_roles() {
    let people = ["Nadia Rahal", "Ahmed Alaoui", "Fatima Idrissi", "Karim Tazi", "Maria Lopez", "John Smith"];
    let codes = ["MA", "FR", "ES", "US", "GB", "DE"];
    let odd = ["Maroc", "Espagne", "Italie"];
    let rows: Vec<String> = (0..9)
        .map(|number: usize| {
            let person =
                people.get(number).map_or_else(|| format!("{number} ???"), |name| (*name).to_owned());
            let country = codes.get(number).copied().unwrap_or_else(|| odd[number - 6]);
            serde_json::json!({ "nom_visiteur": person, "pays": country }).to_string()
        })
        .collect();
    let scene = Scene::new([("a.ndjson", rows.join("\n"))]);
    assert_eq!(scene.run(&["init", "--yes"]).code, Some(0));
    let schema: Value = serde_json::from_str(&read(&scene, "a.schema.json")).unwrap();
    let roles = roles_of(&schema);
    for (key, role) in [("/nom_visiteur", "person-name"), ("/pays", "country")] {
        assert_eq!(roles.get(key), Some(&BTreeSet::from([role.to_owned()])), "{key}: {schema}");
    }
    assert!(schema["properties"]["pays"].to_string().contains("3 are not"), "{schema}");
}
