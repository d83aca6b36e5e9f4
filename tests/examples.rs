//! The examples do what they say. `cargo test` builds them beside this test; `cargo build --examples` does too.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// What a run of an example gave.
#[derive(Debug)]
struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

/// Runs an example in this project's folder.
fn run(name: &str, arguments: &[&str]) -> Ran {
    let output = Command::new(built(name))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap_or_else(|error| panic!("{name}: {error}; cargo build --examples builds it"));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Where an example lies: `examples` beside `deps`, in which this test is.
fn built(name: &str) -> PathBuf {
    let own = std::env::current_exe().unwrap();
    let profile = own.ancestors().nth(2).unwrap();
    profile.join("examples").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

#[test]
fn a_check_ends_as_the_program_does() {
    let clean = run("check", &["fixtures/meetings-2022-clean"]);
    assert_eq!((clean.code, clean.err.as_str()), (Some(0), ""), "{clean:?}");
    let found = run("check", &["fixtures/meetings-2022"]);
    assert_eq!((found.code, found.err.as_str()), (Some(1), ""), "{found:?}");
    assert!(
        found.out.contains("error[date/month-missing]: ") && found.out.contains(" records in "),
        "{found:?}"
    );
    let failed = run("check", &["nowhere.json"]);
    assert_eq!(failed.code, Some(2), "{failed:?}");
    assert!(failed.err.contains("nowhere.json"), "{failed:?}");
}

#[test]
fn rules_of_ones_own_speak_beside_ours() {
    let ran = run("own_rule", &[]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    for said in ["warning[house/capitals]: ", "JANE ROE is in capitals", "error[house/no-placeholder-nn]: "] {
        assert!(ran.out.contains(said), "{said}: {ran:?}");
    }
}

#[test]
fn a_program_of_ones_own_knows_its_rules() {
    let ran = run("own_program", &["explain", "house/capitals"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    assert!(ran.out.contains("A name is written in capitals."), "{ran:?}");
}

#[test]
fn a_format_of_ones_own_has_a_line_a_finding() {
    let rule = "fixtures/rules/name/honorific/fails.ndjson";
    let ran = run("own_format", &[rule]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    let mut lines = ran.out.lines();
    assert_eq!(lines.next(), Some("file,line,record,pointer,level,rule,message,fingerprint"));
    let (line, fingerprint) = lines.next().unwrap().rsplit_once(',').unwrap();
    assert!(
        line.starts_with(&format!("{rule},1,f1,/participants/0/name,warning,name/honorific,\"")),
        "{line}"
    );
    assert_eq!(fingerprint.len(), 33);
}

#[test]
fn fixes_are_made_in_a_copy_round_by_round() {
    let ran = run("apply_fixes", &["fixtures/meetings-2022"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    let findings = |round: usize| {
        let line = ran.out.lines().find_map(|line| line.strip_prefix(&format!("round {round}: ")));
        line.and_then(|line| line.split(' ').next()?.parse::<usize>().ok())
    };
    assert!(findings(1).unwrap() > findings(2).unwrap(), "{ran:?}");
    assert!(ran.out.contains(", edits: "), "{ran:?}");
}

#[test]
fn what_each_rule_costs_is_said() {
    let ran = run("timings", &["fixtures/meetings-2022", "--rounds", "1"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    for said in [
        "no rule ",
        "all rules ",
        "\nall, one by one ",
        "\nall together ",
        "date/month-missing",
        "one pays for all",
    ] {
        assert!(ran.out.contains(said), "{said}: {ran:?}");
    }
    for (arguments, said) in
        [(&["--rounds", "0", "x"][..], "timings PATH…"), (&["nowhere.json"], "no record was judged")]
    {
        let ran = run("timings", arguments);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        assert!(ran.err.contains(said), "{ran:?}");
    }
}

#[test]
fn a_made_dataset_has_nothing_wrong_with_its_records() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let ran = run("dataset", &[path, "30", "10"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    let lines = |file: &str| std::fs::read_to_string(folder.path().join(file)).unwrap().lines().count();
    assert_eq!((lines("meetings.ndjson"), lines("people.ndjson")), (30, 10));
    let checked = run("check", &[path]);
    assert!(checked.err.is_empty() && !checked.out.contains("error["), "{checked:?}");
}

#[test]
fn every_example_is_run_here() {
    let own = std::fs::read_to_string(file!()).unwrap();
    for entry in std::fs::read_dir("examples").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let is_example = path.extension().is_some_and(|ending| ending == "rs");
        assert!(!is_example || own.contains(&format!("run(\"{name}\", ")), "{}", Path::new(&path).display());
    }
}
