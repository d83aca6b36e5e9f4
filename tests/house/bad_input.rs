//! Input that cannot be judged, or not wholly: each a clear message, and the other records still judged.

use crate::support::{CLEAN, Scene, clean, lacking};

type BadInput = (&'static str, Vec<u8>, &'static [&'static str], u64, u64);

/// Bytes that are no record, or not wholly: what the file is called, what it holds, the rules that speak, and
/// how many records are seen and judged. Each file holds a sound record beside them where it can.
fn bad_input() -> Vec<BadInput> {
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
        (
            "adjacent.json",
            format!("[{{\"id\" 1}},{{\"id\" 2}}, {{\"id\": \"x\" \"y\": []}},{}]", clean("c")).into_bytes(),
            &["json/syntax", "json/syntax", "json/syntax"],
            4,
            1,
        ),
        ("large-object.json", large.clone().into_bytes(), &["json/too-large"], 1, 0),
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
    (
        &["check", "records.json", "--schema", "no-schema.json"],
        &["no-schema.json", "not a valid JSON Schema"],
    ),
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
