//! `--output`: several formats at once, each to its place.

use std::path::Path;

use crate::support::{Ran, Scene, clean, lacking, program};

fn scene() -> Scene {
    Scene::new([("data/r.ndjson", format!("{}\n{}\n", lacking("r1"), clean("r2")))])
}

/// Runs `check` in the folder of the data, with variables.
fn run_with(scene: &Scene, variables: &[(&str, &Path)], arguments: &[&str]) -> Ran {
    let mut command = program(&scene.path("data"));
    command.args([&["check", "r.ndjson"], arguments].concat());
    for (name, value) in variables {
        command.env(name, value);
    }
    let output = command.output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

fn read(scene: &Scene, name: &str) -> String {
    std::fs::read_to_string(scene.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn what_records_are_judged_by_is_not_written_over() {
    let config = "[collections.rows]\nfiles = [\"r.ndjson\"]\nschema = \"own.schema.json\"\n\n[collections.meetings]\nfiles = [\"m.ndjson\"]\nschema = \"meeting\"\n\n[collections.sources]\nfiles = [\"sources.json\"]\nschema = \"source\"\n";
    let meeting = clean("m");
    let files = [
        ("tadqiq.toml", config),
        ("m.ndjson", meeting.as_str()),
        ("own.schema.json", r#"{"type": "object"}"#),
        ("sources.json", r#"[{"id": "s", "title": "S", "text": "s.txt"}]"#),
        ("s.txt", "words\n"),
        ("r.ndjson", "{}\n"),
    ];
    for (name, text) in files {
        let scene = Scene::new(files);
        for arguments in [["--output", &format!("json={name}")], ["--output-file", name]] {
            let ran = scene.run(&[&["check"], &arguments[..]].concat());
            assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{name}: {ran:?}");
            assert_eq!(read(&scene, name), text, "{ran:?}");
        }
    }
    let scene = Scene::new(files);
    let ran = scene.run(&["check", "--output", "json=decisions.ndjson"]);
    assert_eq!((ran.code, scene.path("decisions.ndjson").exists()), (Some(2), false), "{ran:?}");
}

#[test]
fn several_formats_are_printed_at_once() {
    let scene = scene();
    let ran = scene.run(&[
        "check",
        "data",
        "--output",
        "sarif=out.sarif",
        "--output",
        "markdown=a=b.md",
        "--output",
        "concise=-",
    ]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    for (format, text) in
        [("sarif", read(&scene, "out.sarif")), ("markdown", read(&scene, "a=b.md")), ("concise", ran.out)]
    {
        assert_eq!(text, scene.run(&["check", "data", "--output-format", format]).out, "{format}");
    }
    assert_eq!(scene.names(), ["a=b.md", "data", "out.sarif"]);
    // Without one for the standard output nothing is printed there.
    let ran = scene.run(&["check", "data", "--output", "json=out.json"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(1), "", ""));
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_is_written() {
    let scene = scene();
    let cases: [(&[&str], &str); 12] = [
        (&["--output", "sarif"], "FORMAT=FILE"),
        (&["--output", "sarif="], "FORMAT=FILE"),
        (&["--output", "sarf=x"], "did you mean sarif?"),
        (&["--output", "=x"], "unknown output format"),
        (&["--output", "json=x", "--output", "sarif=./x"], "json and sarif both go to"),
        (&["--output", "json=x", "--output", "sarif=data/../x"], "give each format a file of its own"),
        (&["--output", "json=-", "--output", "sarif=-"], "the standard output"),
        (&["--output", "json=-", "--output", "sarif=/dev/stdout"], "the standard output"),
        (&["--output", "json=x", "--output-format", "sarif"], "cannot be used with"),
        (&["--output", "json=x", "--output-file", "y"], "cannot be used with"),
        (&["--output", "json=gone/x"], "cannot write gone/x"),
        (&["--output", "json=x", "--output", "sarif=data"], "cannot write data"),
    ];
    for (arguments, words) in cases {
        let ran = scene.run(&[&["check", "data"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(ran.err.contains(words), "{arguments:?}: {}", ran.err);
        assert_eq!(scene.names(), ["data"], "{arguments:?}");
    }
}

#[test]
fn a_file_that_is_written_to_holds_no_records() {
    let scene = Scene::new([("r.json", lacking("r"))]);
    let check =
        |arguments: &[&str]| scene.run(&[&["check", "--output", "json=report.json"], arguments].concat());
    for _ in 0..2 {
        let ran = check(&["--output", "json-lines=lines.jsonl", "--output", "concise=-"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.out.contains("1 record in 1 file: "), "{}", ran.out);
    }
    // Nobody's records are written over because a name was put in the wrong place.
    let ran = scene.run(&["check", "r.json", "--output", "json=r.json"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(
        ran.err.contains("r.json is read in this run, and what is found would be written over it"),
        "{}",
        ran.err
    );
    assert_eq!(read(&scene, "r.json"), lacking("r"));
}

#[test]
fn paths_are_those_of_the_checkout() {
    let scene = scene();
    let root = scene.path("");
    let formats = ["github", "sarif", "gitlab", "rdjson", "junit", "markdown"];
    for format in formats {
        for (variables, path) in [
            (&[][..], "r.ndjson"),
            (&[("GITHUB_WORKSPACE", root.as_path())], "data/r.ndjson"),
            (&[("CI_PROJECT_DIR", root.as_path())], "data/r.ndjson"),
            (&[("GITHUB_WORKSPACE", Path::new("/somewhere/else"))], "r.ndjson"),
            (&[("GITHUB_WORKSPACE", Path::new(""))], "r.ndjson"),
        ] {
            let ran = run_with(&scene, variables, &["--output-format", format]);
            let named = match format {
                "github" => format!("file={path},"),
                "sarif" => format!("\"uri\":\"{path}\""),
                "junit" => format!("<testsuite name=\"{path}\""),
                "markdown" => format!("`{path}:"),
                _ => format!("\"path\":\"{path}\""),
            };
            assert!(ran.out.contains(&named), "{named} of {variables:?}: {}", ran.out);
        }
    }
}

#[test]
fn a_file_has_one_name_in_a_page_of_junit() {
    let scene = scene();
    let root = scene.path("");
    let ran = run_with(
        &scene,
        &[("GITHUB_WORKSPACE", root.as_path())],
        &["--output-format", "junit", "./../data/r.ndjson", "./../data/gone.json"],
    );
    for said in ["classname=\"data/r.ndjson\"", " data/r.ndjson:", "<testcase name=\"data/gone.json\""] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    assert!(!ran.out.contains("../data/r.ndjson"), "{}", ran.out);
}

#[test]
fn the_summary_of_a_step_is_added_to_and_other_files_are_replaced() {
    let scene = scene();
    let summary = scene.path("summary.md");
    std::fs::write(&summary, "of another step").unwrap();
    std::fs::write(scene.path("other.md"), "old").unwrap();
    let asked = format!("markdown={}", summary.display());
    let variables = [("GITHUB_STEP_SUMMARY", summary.as_path())];
    let arguments = ["--output", &asked, "--output", "concise=../other.md"];
    for _ in 0..2 {
        assert_eq!(run_with(&scene, &variables, &arguments).code, Some(1));
    }
    let text = read(&scene, "summary.md");
    assert!(text.starts_with("of another step\n## tadqiq: "), "{text}");
    assert_eq!(text.matches("## tadqiq: ").count(), 2, "{text}");
    assert!(!read(&scene, "other.md").contains("old"));
}

#[test]
#[cfg(unix)]
fn a_file_keeps_its_mode_and_its_links() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
    let scene = scene();
    let mode = |name: &str| std::fs::metadata(scene.path(name)).unwrap().mode() & 0o777;
    std::fs::write(scene.path("private.json"), "old").unwrap();
    std::fs::set_permissions(scene.path("private.json"), PermissionsExt::from_mode(0o600)).unwrap();
    symlink("private.json", scene.path("link.json")).unwrap();
    symlink("made.json", scene.path("early.json")).unwrap();
    for name in ["link.json", "early.json"] {
        let ran = scene.run(&["check", "data", "--output-format", "json", "--output-file", name]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
    }
    assert!(std::fs::symlink_metadata(scene.path("link.json")).unwrap().is_symlink());
    assert!(std::fs::symlink_metadata(scene.path("early.json")).unwrap().is_symlink());
    assert!(read(&scene, "private.json").starts_with('{') && read(&scene, "made.json").starts_with('{'));
    assert_eq!(mode("private.json"), 0o600);
    std::fs::write(scene.path("usual"), "").unwrap();
    assert_eq!(mode("made.json"), mode("usual"));
}

#[test]
#[cfg(unix)]
fn a_file_that_may_not_be_written_stays_and_so_do_the_others() {
    use std::os::unix::fs::PermissionsExt;
    let scene = scene();
    for name in ["a.json", "b.json"] {
        std::fs::write(scene.path(name), "old").unwrap();
    }
    std::fs::set_permissions(scene.path("b.json"), PermissionsExt::from_mode(0o444)).unwrap();
    // The superuser is not asked for permission.
    let may_anyway = std::fs::OpenOptions::new().append(true).open(scene.path("b.json")).is_ok();
    let ran = scene.run(&["check", "data", "--output", "json=a.json", "--output", "json-lines=b.json"]);
    if !may_anyway {
        assert_eq!(ran.code, Some(2), "{}", ran.err);
        assert!(ran.err.contains("cannot write b.json"), "{}", ran.err);
        assert_eq!((read(&scene, "a.json"), read(&scene, "b.json")), ("old".to_owned(), "old".to_owned()));
    }
    assert_eq!(scene.names(), ["a.json", "b.json", "data"]);
}

#[test]
#[cfg(unix)]
fn a_disk_that_is_full_leaves_the_old_file() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let scene = scene();
    std::fs::write(scene.path("a.json"), "old").unwrap();
    let ran = scene.run(&["check", "data", "--output", "json=a.json", "--output", "sarif=/dev/full"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("cannot write /dev/full"), "{}", ran.err);
    assert_eq!(
        (read(&scene, "a.json").as_str(), scene.names()),
        ("old", vec!["a.json".to_owned(), "data".to_owned()])
    );
}

#[test]
#[cfg(target_os = "linux")]
fn pipes_and_devices_take_what_they_are_given() {
    let scene = scene();
    let ran =
        scene.run(&["check", "data", "--output", "json=/dev/stderr", "--output", "concise=/dev/stdout"]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.starts_with("{\"version\":") && ran.out.contains("\ndata/r.ndjson:1:"), "{ran:?}");
    let pipe = scene.path("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let reader = std::thread::spawn(move || std::fs::read_to_string(pipe).unwrap());
    let ran = scene.run(&["check", "data", "--output", "json=pipe"]);
    assert_eq!(ran.code, Some(1), "{}", ran.err);
    assert!(reader.join().unwrap().starts_with("{\"version\":"));
    assert_eq!(scene.names(), ["data", "pipe"]);
}

/// A record, or what judges it, may go by the name of an output too.
#[cfg(unix)]
#[test]
fn what_a_run_reads_keeps_its_bytes_by_whatever_name_it_is_written_to() {
    let scene = scene();
    let before = read(&scene, "data/r.ndjson");
    std::fs::hard_link(scene.path("data/r.ndjson"), scene.path("out.json")).unwrap();
    let ran = scene.run(&["check", "data", "--output", "json=out.json"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    assert!(read(&scene, "out.json").starts_with("{\"version\":"));
    assert_eq!(read(&scene, "data/r.ndjson"), before);

    std::fs::hard_link(scene.path("data/r.ndjson"), scene.path("summary.md")).unwrap();
    let mut command = crate::support::program(&scene.path(""));
    command.args(["check", "data", "--output", "markdown=summary.md"]);
    let output = command.env("GITHUB_STEP_SUMMARY", scene.path("summary.md")).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert!(told.contains("cannot write summary.md") && told.contains("another name"), "{told}");
    assert_eq!(read(&scene, "data/r.ndjson"), before);
}

/// A file in memory is a file, though it lies among the devices.
#[cfg(target_os = "linux")]
#[test]
fn a_file_among_the_devices_is_replaced() {
    let Ok(folder) = tempfile::tempdir_in("/dev/shm") else { return };
    let (scene, file) = (scene(), folder.path().join("out.txt"));
    let output = format!("concise={}", file.display());
    for _ in 0..2 {
        let ran = scene.run(&["check", "data", "--output", &output]);
        assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
        let expected = scene.run(&["check", "data", "--output-format", "concise"]).out;
        assert_eq!(std::fs::read_to_string(&file).unwrap(), expected);
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// What a descriptor leads to has been written to already, and goes on from there.
#[cfg(target_os = "linux")]
#[test]
fn a_descriptor_of_a_file_is_written_to_where_it_is() {
    let scene = scene();
    std::fs::write(scene.path("log.txt"), "before\n").unwrap();
    let log = std::fs::OpenOptions::new().append(true).open(scene.path("log.txt")).unwrap();
    let mut command = program(&scene.path(""));
    command.args(["check", "data", "--output", "concise=/dev/stderr"]).stderr(log);
    assert_eq!(command.status().unwrap().code(), Some(1));
    let log = read(&scene, "log.txt");
    assert!(log.starts_with("before\n") && log.contains("\ndata/r.ndjson:1:1: error"), "{log}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_may_have_a_name_that_is_no_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let scene = scene();
    let mut command = program(&scene.path(""));
    let output = command
        .args(["check", "data", "--output"])
        .arg(OsStr::from_bytes(b"json=\xff=\n.json"))
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(scene.path("").join(OsStr::from_bytes(b"\xff=\n.json")).exists());
}

#[test]
fn a_reader_that_leaves_changes_no_exit_code() {
    let records: String = (0..300).map(|number| lacking(&format!("r{number}")) + "\n").collect();
    let scene = Scene::new([("r.ndjson", records)]);
    for format in ["full", "concise", "json", "sarif", "github", "junit"] {
        let mut child = program(&scene.path(""))
            .args(["check", "r.ndjson", "--output-format", format])
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(1), &b""[..]), "{format}");
    }
}
