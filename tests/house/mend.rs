//! Fixes from the command line: made or shown, round by round, in files of any kind; and gone through, cause by cause.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use serde_json::Value;
use tadqiq::edit::{Choice, apply};
use tadqiq::{Options, Report, Safety, Subject};

use crate::oracle::{orders_to_a_runner, orders_to_a_terminal};
use crate::support::{Scene, clean, copy, hostile, lacking, program};

/// A record that nobody says anything of, but for this title.
fn with_title(id: &str, title: &str) -> String {
    clean(id).replace("A visit", title)
}

fn text(scene: &Scene, name: &str) -> String {
    std::fs::read_to_string(scene.path(name)).unwrap()
}

#[test]
fn safe_fixes_are_made_and_what_is_left_is_reported() {
    let scene = Scene::new([("a.ndjson", format!("{}\n{}\n", with_title("a", "A  visit"), lacking("b")))]);
    let ran = scene.run(&["check", "--fix", "a.ndjson", "--output-format", "concise"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let mended =
        "mended: 1 finding in 1 file\n  text/whitespace  1  record a\n2 records in 1 file: 2 errors\n";
    assert!(ran.out.contains(mended) && ran.out.contains("“kind” is missing here (b)"), "{}", ran.out);
    assert_eq!(text(&scene, "a.ndjson"), format!("{}\n{}\n", clean("a"), lacking("b")));
    let again = scene.run(&["check", "--fix", "a.ndjson", "--output-format", "json"]);
    assert_eq!(again.report().get("mended"), None);
    assert_eq!(scene.names(), ["a.ndjson"]);
}

#[test]
fn all_that_was_mended_is_in_the_report_for_programs() {
    let scene = Scene::new([("a.ndjson", with_title("a", "A  visit"))]);
    let ran = scene.run(&["check", "--fix", "a.ndjson", "--output-format", "json"]);
    let schema = std::fs::read_to_string("schemas/report.schema.json").unwrap();
    let schema = jsonschema::validator_for(&serde_json::from_str(&schema).unwrap()).unwrap();
    assert!(schema.is_valid(&ran.report()), "{}", ran.out);
    let mended = &ran.report()["mended"][0];
    let said = ["rule", "safety", "file", "pointer"].map(|key| mended[key].as_str().unwrap());
    assert_eq!(said, ["text/whitespace", "safe", "a.ndjson", "/title/en"]);
    assert_eq!((&mended["record"]["id"], ran.code), (&Value::from("a"), Some(0)));
}

/// Indentation, order of keys, spelling of numbers and strings, ends of lines, and the lack of one at the end.
#[test]
fn what_no_fix_names_stays_byte_for_byte() {
    let odd = |title: &str| {
        format!(
            "[\r\n\t{{ \"x\" : 1.50E+2,\r\n\"id\":\"\\u0061\" ,\"title\":{{\"en\":\"{title}\\u0021\"}}  }}\r\n\r\n , \t7]"
        )
    };
    let scene = Scene::new([("a.json", odd("A  visit"))]);
    scene.run(&["check", "--fix", "a.json"]);
    assert_eq!(text(&scene, "a.json"), odd("A visit"));

    let marked = |title: &str| format!("\u{feff}{}\r\n\r\n{}", with_title("a", title), clean("b"));
    let scene = Scene::new([("a.ndjson", marked("A  visit"))]);
    scene.run(&["check", "--fix", "--select", "text", "a.ndjson"]);
    assert_eq!(text(&scene, "a.ndjson"), marked("A visit"));

    let broken = b"{\"id\": \"\xff\xfe\"\r\n";
    let file = |title: &str| [broken, with_title("a", title).as_bytes(), b"\n", broken].concat();
    let scene = Scene::new([("a.ndjson", file("A  visit"))]);
    assert_eq!(scene.run(&["check", "--fix", "a.ndjson"]).code, Some(1));
    assert_eq!(std::fs::read(scene.path("a.ndjson")).unwrap(), file("A visit"));
}

#[test]
fn only_what_is_selected_is_mended() {
    let defects = with_title("a", "A  visit").replace("B. Person", "B. Person ,");
    let scene = Scene::new([("a.ndjson", defects.clone())]);
    scene.run(&["check", "--fix", "--unsafe-fixes", "--select", "text", "a.ndjson"]);
    assert_eq!(text(&scene, "a.ndjson"), defects.replace("A  visit", "A visit"));
}

#[test]
fn offered_fixes_are_made_when_they_are_asked_for() {
    let scene = Scene::new([("a.ndjson", clean("a").replace("B. Person", "The Rt Hon B. Person"))]);
    let before = text(&scene, "a.ndjson");
    assert_eq!(scene.run(&["check", "--fix", "a.ndjson"]).code, Some(1));
    assert_eq!(text(&scene, "a.ndjson"), before);
    assert_eq!(scene.run(&["check", "--fix", "--unsafe-fixes", "a.ndjson"]).code, Some(0));
    assert_eq!(text(&scene, "a.ndjson"), clean("a"));
    let alone = scene.run(&["check", "--unsafe-fixes", "a.ndjson"]);
    assert!(alone.code == Some(2) && alone.out.is_empty() && alone.err.contains("--fix|--diff"), "{alone:?}");
}

#[test]
fn a_diff_is_a_patch_and_changes_nothing() {
    let lines = |title: &str| format!("{}\n{}\n{}", clean("a"), with_title("b", title), clean("c"));
    let scene = Scene::new([("x/a b.ndjson", lines("A  visit")), ("x/c.ndjson", clean("d"))]);
    let ran = scene.run(&["check", "--diff", "x"]);
    let (a, b, c) = (clean("a"), with_title("b", "A  visit"), clean("c"));
    let expected = format!(
        "--- x/a b.ndjson\t\n+++ x/a b.ndjson\t\n@@ -1,3 +1,3 @@\n {a}\n-{b}\n+{}\n {c}\n\\ No newline at end of file\n",
        clean("b")
    );
    assert_eq!((ran.code, ran.out), (Some(1), expected));
    assert_eq!(ran.err, "would mend: 1 finding in 1 file\n  text/whitespace  1  record b\n");
    assert_eq!(text(&scene, "x/a b.ndjson"), lines("A  visit"));

    scene.run(&["check", "--fix", "x"]);
    assert_eq!(text(&scene, "x/a b.ndjson"), lines("A visit"));
    let none = scene.run(&["check", "--diff", "x"]);
    assert_eq!((none.code, none.out.as_str(), none.err.as_str()), (Some(0), "", ""));
    let fault = scene.run(&["check", "--diff", "y"]);
    assert!(fault.code == Some(2) && fault.out.is_empty() && !fault.err.is_empty(), "{fault:?}");
}

#[test]
fn a_patch_has_every_byte_and_what_is_looked_at_gives_no_orders() {
    let evil = "A  visit \u{202e}\u{9b}31m ##[error]x\u{2028}";
    let line = with_title("a", evil);
    let scene = Scene::new([("a.ndjson", format!("::error::x\n  ::error::y\n{line}\n"))]);
    let patch = scene.run(&["check", "--diff", "a.ndjson"]);
    assert!(patch.out.contains(&format!("\n-{line}\n")), "{patch:?}");
    let logged = |variable: &str, value: &str| {
        let mut command = program(&scene.path(""));
        let arguments = ["check", "--diff", "a.ndjson"];
        let output = command.args(arguments).env(variable, value).stdin(Stdio::null()).output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    for variable in ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "TF_BUILD"] {
        let shown = logged(variable, "true");
        assert!(shown.contains("⟨U+202E⟩") && shown.contains("\n@@ -1,3 +1,3 @@\n"), "{shown}");
        assert_eq!((orders_to_a_terminal(&shown), orders_to_a_runner(&shown)), (Vec::new(), Vec::new()));
    }
    assert_eq!(logged("CI", "false"), patch.out);
    // In a file every byte counts, in a runner too: what git makes of it is what --fix makes.
    let mut command = program(&scene.path(""));
    let file = std::fs::File::create(scene.path("a.patch")).unwrap();
    command.args(["check", "--diff", "a.ndjson"]).env("CI", "true").stdin(Stdio::null()).stdout(file);
    command.stderr(Stdio::null()).status().unwrap();
    assert_eq!(text(&scene, "a.patch"), patch.out);
}

#[test]
fn the_mended_standard_input_stands_alone_on_the_standard_output() {
    let scene = Scene::new([("x", "")]);
    let input = format!("{}\r\n{}", with_title("a", "A  visit"), lacking("b"));
    let mended = format!("{}\r\n{}", clean("a"), lacking("b"));
    let ran = scene.run_with_input(&["check", "--fix", "-", "--output-format", "concise"], &input);
    assert_eq!((ran.code, ran.out.as_str()), (Some(1), mended.as_str()));
    assert!(
        ran.err.contains("mended: 1 finding in 1 file") && ran.err.contains("“kind” is missing"),
        "{ran:?}"
    );

    let arguments = ["check", "--fix", "-", "--output-format", "json", "--output-file", "report.json"];
    let ran = scene.run_with_input(&arguments, &input);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (Some(1), mended.as_str(), ""));
    let report: Value = serde_json::from_str(&text(&scene, "report.json")).unwrap();
    assert_eq!(report["mended"].as_array().unwrap().len(), 1);

    let whole = scene.run_with_input(&["check", "--fix", "-"], clean("a"));
    assert_eq!((whole.code, whole.out), (Some(0), clean("a")));
    let patch = scene.run_with_input(&["check", "--diff", "-", "--stdin-filename", "day.ndjson"], &input);
    assert!(
        patch.code == Some(1) && patch.out.starts_with("--- day.ndjson\n+++ day.ndjson\n@@"),
        "{patch:?}"
    );
    let broken = scene.run_with_input(&["check", "--fix", "-"], "{\"id\": \"half");
    assert_eq!((broken.code, broken.out.as_str()), (Some(1), "{\"id\": \"half"));
}

/// What a patch says is what is made, round after round; and hostile files stay what they are but for the fixes.
#[test]
fn a_patch_is_what_is_made() {
    let wrong = |id: &str| with_title(id, "A  visit");
    // Several hunks, of which the last has no end of a line.
    let long: Vec<String> = (0..60)
        .map(
            |number| {
                if number % 20 == 19 { wrong(&format!("l{number}")) } else { clean(&format!("l{number}")) }
            },
        )
        .collect();
    let list = format!("[\n{}\n]\n", wrong("m").replace(", ", ",\n  "));
    let raw = [b"{\"id\": \"\xff\xfe\"\r\n", wrong("n").as_bytes(), b"\n\xff\n"].concat();
    let mendable = [
        ("crlf.ndjson", format!("{}\r\n{}\r\n{}\r\n", clean("o"), wrong("p"), clean("q")).into_bytes()),
        ("a name.ndjson", long.join("\n").into_bytes()),
        ("list.json", list.into_bytes()),
        ("raw.ndjson", raw),
        ("odd\u{202e}\"name.ndjson", wrong("r").into_bytes()),
    ];
    let mendable = mendable.map(|(name, bytes)| (name.to_owned(), bytes));
    let scene = Scene::new(hostile().into_iter().chain(mendable));
    let patch = patch_of(&scene, &["check", "--diff", "--unsafe-fixes", "."]);
    let before: BTreeMap<String, Vec<u8>> = contents(&scene);
    let patched = patched(&before, &patch);
    scene.run(&["check", "--fix", "--unsafe-fixes", "."]);
    let after = contents(&scene);
    let changed = before.iter().filter(|(name, bytes)| after[*name] != **bytes).count();
    assert!(changed >= 5, "{changed}");
    for (name, bytes) in &after {
        let [expected, found] = [bytes, &patched[name]].map(|bytes| String::from_utf8_lossy(bytes));
        assert!(**bytes == patched[name], "{name:?}\n{expected}\n---\n{found}");
    }
    assert_eq!(patched.len(), after.len());
    let none = scene.run(&["check", "--diff", "--unsafe-fixes", "."]);
    assert_eq!(none.out, "");
}

/// The standard output, which need not be UTF-8.
fn patch_of(scene: &Scene, arguments: &[&str]) -> Vec<u8> {
    program(&scene.path("")).args(arguments).stdin(Stdio::null()).output().unwrap().stdout
}

/// What a patch makes of files: of each by its name, the lines that stay are held against those that are there.
fn patched(files: &BTreeMap<String, Vec<u8>>, patch: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut patched = files.clone();
    let mut lines = patch.split_inclusive(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        assert!(line.starts_with(b"--- "), "{:?}", String::from_utf8_lossy(line));
        let heading = String::from_utf8(lines.next().unwrap().to_vec()).unwrap();
        let name = unquoted(heading.trim_end_matches('\n').strip_prefix("+++ ").unwrap());
        let (mut rest, mut after) = (files[&name].as_slice(), Vec::new());
        while let Some(head) = lines.next_if(|line| line.starts_with(b"@@ ")) {
            let [first, mut gone, mut new] = hunk(std::str::from_utf8(head).unwrap());
            // What stands before the hunk stays.
            while files[&name].len() - rest.len() < start_of_line(&files[&name], first) {
                after.extend_from_slice(take_line(&mut rest));
            }
            while gone > 0 || new > 0 {
                let line = lines.next().unwrap();
                let has_no_end = lines.next_if(|line| line.starts_with(b"\\ ")).is_some();
                let (sign, line) = line.split_first().unwrap();
                let line = if has_no_end { &line[..line.len() - 1] } else { line };
                if *sign != b'+' {
                    assert_eq!(take_line(&mut rest), line, "{name:?}");
                    gone -= 1;
                }
                if *sign != b'-' {
                    after.extend_from_slice(line);
                    new -= 1;
                }
            }
        }
        after.extend_from_slice(rest);
        patched.insert(name, after);
    }
    patched
}

/// The first line of a hunk before the change, and how many it has before and after.
fn hunk(head: &str) -> [usize; 3] {
    let words: Vec<&str> = head.split(' ').collect();
    let range = |word: &str| {
        let (first, count) = word[1..].split_once(',').unwrap_or((&word[1..], "1"));
        [first, count].map(|number| number.parse::<usize>().unwrap())
    };
    let ([first, gone], [_, new]) = (range(words[1]), range(words[2]));
    [first, gone, new]
}

/// Where a line begins, by its number from 1.
fn start_of_line(bytes: &[u8], number: usize) -> usize {
    bytes.split_inclusive(|byte| *byte == b'\n').take(number.saturating_sub(1)).map(<[u8]>::len).sum()
}

fn take_line<'b>(rest: &mut &'b [u8]) -> &'b [u8] {
    let end = rest.iter().position(|byte| *byte == b'\n').map_or(rest.len(), |end| end + 1);
    let (line, behind) = rest.split_at(end);
    *rest = behind;
    line
}

/// A name of a patch: git writes one with odd characters as a string of C.
fn unquoted(name: &str) -> String {
    let Some(quoted) = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')) else {
        return name.split('\t').next().unwrap().to_owned();
    };
    let (mut bytes, mut rest) = (Vec::new(), quoted.as_bytes());
    while let [first, behind @ ..] = rest {
        rest = behind;
        if *first != b'\\' {
            bytes.push(*first);
            continue;
        }
        let octal =
            rest.get(..3).and_then(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 8).ok());
        bytes.push(octal.unwrap_or_else(|| match rest[0] {
            b'n' => b'\n',
            b't' => b'\t',
            other => other,
        }));
        rest = &rest[if octal.is_some() { 3 } else { 1 }..];
    }
    String::from_utf8(bytes).unwrap()
}

fn contents(scene: &Scene) -> BTreeMap<String, Vec<u8>> {
    scene.names().into_iter().map(|name| (name.clone(), std::fs::read(scene.path(&name)).unwrap())).collect()
}

/// By record and rule: how many findings there are.
fn tally(report: &Report) -> BTreeMap<String, usize> {
    let mut tally = BTreeMap::new();
    for found in report.diagnostics() {
        let record = found.site.record.as_ref().map(|record| record.index);
        let key = format!("{} {record:?} {}", found.site.file.expose(), found.rule.id());
        *tally.entry(key).or_default() += 1;
    }
    tally
}

/// What of the fixtures is a dataset by itself: what is said of its records, no other changes.
fn datasets(fixtures: &Path) -> Vec<PathBuf> {
    let entries = |folder: &Path| {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.is_dir() || path.extension().is_some_and(|ending| ending == "ndjson"));
        paths.sort();
        paths
    };
    let rules = entries(&fixtures.join("rules"));
    let examples = rules.iter().flat_map(|family| entries(family)).flat_map(|rule| entries(&rule));
    examples.chain(["meetings-2022", "meetings-2022-clean"].map(|name| fixtures.join(name))).collect()
}

/// All fixtures: no rule finds more in a record than before, and there is nothing to do the second time.
#[test]
fn safe_fixes_of_all_fixtures_bring_nothing_new_and_are_made_once() {
    let scene = Scene::new([("x", "")]);
    copy(Path::new("fixtures"), &scene.path("fixtures"));
    let mut made = 0;
    for dataset in datasets(&scene.path("fixtures")) {
        let check = || tadqiq::check(&Subject::paths([&dataset]), &Options::default());
        let Ok(first) = check() else { continue };
        let before = tally(&first);
        let mut report = first;
        for round in 0.. {
            let applied = apply(&report, &Choice::default()).unwrap();
            if applied.fixes.is_empty() {
                break;
            }
            assert!(round < 10, "{}: fixes that undo one another", dataset.display());
            made += applied.fixes.len();
            report = check().unwrap();
            let mut worse = tally(&report);
            worse.retain(|key, count| *count > before.get(key).copied().unwrap_or_default());
            assert!(worse.is_empty(), "{}: {worse:#?}", dataset.display());
        }
    }
    assert!(made > 50, "{made}");
    // What the library has made leaves nothing for the program.
    let patch = scene.run(&["check", "fixtures/meetings-2022", "--diff"]);
    assert_eq!(patch.out, "");
}

/// What a source says is reported on, and no fix changes it; but a quote may be set to the words of its source.
#[test]
fn no_fix_edits_the_words_of_a_source() {
    let report = tadqiq::check(&Subject::paths(["fixtures"]), &Options::default()).unwrap();
    let mut edits = 0;
    for found in report.diagnostics() {
        for fix in &found.fixes {
            for edit in &fix.edits {
                edits += 1;
                let pointer = edit.pointer.as_str();
                let is_said = pointer.ends_with("/when/text") || pointer.ends_with("/quote");
                let is_of_its_source =
                    found.rule.id() == "evidence/quote-altered" && fix.safety == Safety::Unsafe;
                assert!(!is_said || is_of_its_source, "{} edits {pointer}", found.rule.id());
            }
        }
    }
    assert!(edits > 50, "{edits}");
}

#[test]
fn what_may_not_be_written_is_said_and_stays() {
    let defect = with_title("a", "A  visit");
    let scene = Scene::new([("a.ndjson", defect.clone()), ("b.ndjson", with_title("b", "B  visit"))]);
    let mut permissions = std::fs::metadata(scene.path("a.ndjson")).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(scene.path("a.ndjson"), permissions).unwrap();
    let ran = scene.run(&["check", "--fix", "."]);
    assert!(
        ran.code == Some(2) && ran.out.is_empty() && ran.err.contains("a.ndjson is read-only"),
        "{ran:?}"
    );
    assert_eq!(text(&scene, "a.ndjson"), defect);
    assert!(text(&scene, "b.ndjson").contains("B  visit"), "where one is refused none is written");
    assert_eq!(scene.names().len(), 2);
    let ran = scene.run_with_input(&["fix", "a.ndjson"], "a\n");
    assert!(ran.code == Some(2) && ran.err.contains("a.ndjson is read-only"), "{ran:?}");
    assert_eq!(scene.run(&["check", "--diff", "."]).code, Some(1));
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_files_of_two_names_refused() {
    let scene = Scene::new([("a.ndjson", with_title("a", "A  visit"))]);
    std::os::unix::fs::symlink("a.ndjson", scene.path("link.ndjson")).unwrap();
    let ran = scene.run(&["check", "--fix", "a.ndjson", "./a.ndjson", "link.ndjson"]);
    assert_eq!((ran.code, text(&scene, "a.ndjson")), (Some(0), clean("a")));
    std::fs::write(scene.path("a.ndjson"), with_title("a", "A  visit")).unwrap();
    assert_eq!(scene.run(&["check", "--fix", "link.ndjson"]).code, Some(0));
    assert!(std::fs::symlink_metadata(scene.path("link.ndjson")).unwrap().is_symlink());
    assert_eq!(text(&scene, "a.ndjson"), clean("a"));

    let scene = Scene::new([("a.ndjson", with_title("a", "A  visit"))]);
    std::fs::hard_link(scene.path("a.ndjson"), scene.path("other.txt")).unwrap();
    let ran = scene.run(&["check", "--fix", "a.ndjson"]);
    assert!(ran.code == Some(2) && ran.err.contains("2 names (hard links)"), "{ran:?}");
    assert_eq!(text(&scene, "other.txt"), with_title("a", "A  visit"));
}

/// An id that is a number does not look like a count, and what has no id is named by its place.
#[test]
fn what_was_mended_is_told_by_record() {
    let lines: Vec<String> = (1..=6).map(|number| with_title(&number.to_string(), "A  visit")).collect();
    let nameless = r#"{"kind": "visit", "status": "held", "title": {"en": "A  visit"}}"#;
    for (text, told) in [
        (lines[5].clone(), "  text/whitespace  1  record 6\n"),
        (lines[..3].join("\n"), "  text/whitespace  3  records 1, 2, 3\n"),
        (lines.join("\n"), "  text/whitespace  6  records 1, 2, 3 and 3 more\n"),
        (nameless.to_owned(), "  text/whitespace  1  record a.ndjson:1\n"),
    ] {
        let scene = Scene::new([("a.ndjson", text)]);
        let ran = scene.run(&["check", "--fix", "a.ndjson", "--select", "text"]);
        assert!(ran.out.contains(told), "{told:?} {}", ran.out);
    }
}

/// Links out of the root, pipes, empty files, and records that nobody can read, beside one that can be mended.
#[cfg(unix)]
#[test]
fn what_is_odd_is_said_and_stays_and_the_rest_is_mended() {
    let lone = r#"{"id": "s", "title": {"en": "A  v\ud800isit"}}"#;
    let wrong = with_title("a", "A  visit");
    let outside = Scene::new([("x.ndjson", wrong.as_str())]);
    let scene = Scene::new([
        ("a.ndjson", wrong.as_str()),
        ("empty.json", ""),
        ("empty.ndjson", ""),
        ("lone.ndjson", lone),
    ]);
    std::os::unix::fs::symlink(outside.path("x.ndjson"), scene.path("link.ndjson")).unwrap();
    let made = std::process::Command::new("mkfifo").arg(scene.path("pipe.ndjson")).status().unwrap();
    assert!(made.success());
    let ran = scene.run(&["check", "--fix", "--unsafe-fixes", "."]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    let err = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(err.contains("link.ndjson leads out of the project's folder by a link"), "{err}");
    assert!(err.contains("pipe.ndjson is a pipe, not a file"), "{err}");
    assert!(ran.out.contains("half of a surrogate pair") && ran.out.contains("the file is empty"), "{ran:?}");
    assert_eq!(text(&scene, "a.ndjson"), clean("a"));
    assert_eq!((text(&scene, "lone.ndjson").as_str(), text(&scene, "empty.json").as_str()), (lone, ""));
    assert_eq!(text(&outside, "x.ndjson"), wrong);

    let followed = scene.run(&["check", "--fix", "--follow-links", "link.ndjson"]);
    assert_eq!((followed.code, text(&outside, "x.ndjson")), (Some(0), clean("a")), "{followed:?}");
    assert!(std::fs::symlink_metadata(scene.path("link.ndjson")).unwrap().is_symlink());
}

/// So many records that need a fix, among others that do not.
fn many(count: usize) -> (String, String) {
    let lines = |title: &str| {
        let line = |number: usize| match number % 100 {
            0 => with_title(&format!("r{number}"), title),
            _ => clean(&format!("r{number}")),
        };
        (0..count).map(line).collect::<Vec<_>>().join("\n") + "\n"
    };
    (lines("A  visit"), lines("A visit"))
}

#[test]
fn of_two_that_mend_one_file_at_once_none_tears_it() {
    let (old, new) = many(600);
    for _ in 0..4 {
        let scene = Scene::new([("a.ndjson", old.as_str())]);
        let start = || {
            let mut command = program(&scene.path(""));
            command.args(["check", "--fix", "a.ndjson", "--select", "text"]);
            command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let both = [start(), start()].map(|child| child.wait_with_output().unwrap());
        assert_eq!(text(&scene, "a.ndjson"), new);
        assert_eq!(scene.names(), ["a.ndjson"]);
        let mut made = 0;
        for ran in both {
            match ran.status.code() {
                Some(0) => made += 1,
                code => {
                    let said = String::from_utf8(ran.stderr).unwrap();
                    let is_said = ["was changed since", "while it was read", "by another program"];
                    assert!(
                        code == Some(2) && is_said.iter().any(|words| said.contains(words)),
                        "{code:?} {said}"
                    );
                }
            }
        }
        assert!(made > 0, "one of them is the first");
    }
}

/// Whenever the program is killed, the file is the old one or the new one. `TADQIQ_KILLS` says how often, and
/// `TADQIQ_KILL_RECORDS` how large the file is.
#[test]
fn a_program_that_is_killed_leaves_the_old_file_or_the_new_one() {
    let asked = |name: &str| std::env::var(name).ok().and_then(|value| value.parse::<u32>().ok());
    let kills = asked("TADQIQ_KILLS").unwrap_or(8);
    let (old, new) = many(asked("TADQIQ_KILL_RECORDS").unwrap_or(2000) as usize);
    let scene = Scene::new([("a.ndjson", old.as_str())]);
    let start = || {
        let mut command = program(&scene.path(""));
        command.args(["check", "--fix", "a.ndjson", "--select", "text"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    };
    let started = Instant::now();
    start().wait().unwrap();
    let took = started.elapsed();
    assert!(text(&scene, "a.ndjson") == new);
    let mut seen = [0, 0];
    for kill in 0..kills {
        std::fs::write(scene.path("a.ndjson"), &old).unwrap();
        let mut child = start();
        // Spread over the run and a little beyond, in no order.
        let part = f64::from(kill.wrapping_mul(2_654_435_761) % 1000) / 1000.0;
        std::thread::sleep(Duration::from_secs_f64(took.as_secs_f64() * part * 1.1));
        child.kill().unwrap();
        child.wait().unwrap();
        let now = text(&scene, "a.ndjson");
        assert!(now == old || now == new, "a file that is neither");
        seen[usize::from(now == new)] += 1;
        for name in scene.names().iter().filter(|name| *name != "a.ndjson") {
            assert!(name.starts_with(".tadqiq-"), "{name}");
            std::fs::remove_file(scene.path(name)).unwrap();
        }
    }
    println!("killed {kills} times: {} old, {} new", seen[0], seen[1]);
}

/// Three records of one cause, and one of another rule.
fn desk() -> Scene {
    let of = |id: &str, month: &str, number: &str, name: &str| {
        let record = clean(id).replace("10 May", &format!("10 {month}"));
        record.replace("-05-", &format!("-{number}-")).replace("B. Person", name)
    };
    let lines = [
        of("a", "January", "01", "The Rt Hon Bea Winter"),
        of("b", "March", "03", "The Rt Hon Carl Spring"),
        of("c", "June", "06", "The Rt Hon Dora Summer"),
        of("d", "October", "10", "Emil Fall").replace("A visit", "A  visit"),
    ];
    Scene::new([("a.ndjson", lines.join("\n"))])
}

/// Which records of the desk are mended.
fn mended(scene: &Scene) -> String {
    let text = text(scene, "a.ndjson");
    let is_mended =
        |line: &&str| line.contains("title") && !line.contains("The Rt Hon") && !line.contains("A  visit");
    text.lines().filter(is_mended).map(|line| &line[8..9]).collect()
}

#[test]
fn answers_are_taken_in_order() {
    for (answers, expected, left) in [
        ("y\nn\ny\ny\n", "acd", 1),
        ("y\n", "a", 3),
        ("a\n", "abc", 1),
        ("s\na\n", "d", 3),
        ("# a comment\n\n1\nq\ny\n", "a", 3),
        ("n\na\n?\ny", "bcd", 1),
        ("", "", 4),
        ("q\n", "", 4),
        ("a\r\na\r\ny\ny\n", "abcd", 0),
        ("Y\nN\nYES\nS\n", "ac", 2),
    ] {
        let scene = desk();
        let ran = scene.run_with_input(&["fix", "a.ndjson"], answers);
        assert_eq!(
            (mended(&scene).as_str(), ran.code),
            (expected, Some(i32::from(left > 0))),
            "{answers:?} {ran:?}"
        );
        let found = if left == 0 { "nothing to report".to_owned() } else { format!("{left} warning") };
        assert!(ran.out.contains(&found), "{answers:?} {}", ran.out);
        assert_eq!(scene.names(), ["a.ndjson"]);
    }
}

#[test]
fn a_question_shows_the_finding_and_the_change() {
    let scene = desk();
    let ran = scene.run_with_input(&["fix", "a.ndjson"], "y\nq\n");
    insta::assert_snapshot!(format!("{}\n---\n{}", ran.err, ran.out));
}

#[test]
fn an_answer_may_name_what_it_is_about() {
    let scene = desk();
    let report = scene.run(&["check", "a.ndjson", "--output-format", "json"]).report();
    let of = |index: usize, key: &str| report["diagnostics"][index][key].as_str().unwrap().to_owned();
    let answers = format!("{} y\n{} a\n", of(1, "fingerprint"), of(3, "cause"));
    let ran = scene.run_with_input(&["fix", "a.ndjson"], &answers);
    assert_eq!((mended(&scene).as_str(), ran.code), ("bd", Some(1)), "{ran:?}");

    let scene = desk();
    let only = scene.run_with_input(&["fix", "a.ndjson", "--cause", &of(3, "cause")], "a\na\na\n");
    assert_eq!((mended(&scene).as_str(), only.code), ("d", Some(1)), "{only:?}");
}

#[test]
fn an_answer_that_names_nothing_changes_nothing() {
    let scene = desk();
    let report = scene.run(&["check", "a.ndjson", "--output-format", "json"]).report();
    let cause = report["diagnostics"][0]["cause"].as_str().unwrap().to_owned();
    let other = format!("{}{}", &cause[..15], if cause.ends_with('0') { '1' } else { '0' });
    let help = "check --output-format json names";
    for (answers, line, said) in [
        (format!("a\n{other} a\n"), 2, format!("did you mean {cause}?")),
        ("a\n\nfar-away-from-all y\n".to_owned(), 3, help.to_owned()),
        ("a\nmaybe\n".to_owned(), 2, "y, a, d, n, s, q".to_owned()),
        (format!("y\n{cause} d \n"), 2, "a decision needs a reason".to_owned()),
        ("d\n".to_owned(), 1, "d the register prints it so".to_owned()),
        (format!("{} y\n", &cause[..5]), 1, "six at least".to_owned()),
        (format!("{cause} 7\n"), 1, "it has one: y makes it".to_owned()),
        ("\u{1b}[31m##[error]x\u{202e} y\n".to_owned(), 1, "⟨U+001B⟩".to_owned()),
        ("\u{1b}[31m##[error]x\u{202e} d so\n".to_owned(), 1, "⟨U+001B⟩".to_owned()),
    ] {
        let ran = scene.run_with_input(&["fix", "a.ndjson"], &answers);
        assert_eq!((ran.code, ran.out.as_str(), mended(&scene).as_str()), (Some(2), "", ""), "{ran:?}");
        let err = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(err.contains(&format!("line {line} of the answers")) && err.contains(&said), "{err}");
        assert_eq!((orders_to_a_terminal(&ran.err), orders_to_a_runner(&ran.err)), (Vec::new(), Vec::new()));
    }
    let unknown = scene.run_with_input(&["fix", "a.ndjson", "--cause", &other], "");
    assert!(unknown.code == Some(2) && unknown.err.contains(&cause), "{unknown:?}");
    let taken = scene.run_with_input(&["fix", "-"], "y\n");
    assert!(taken.code == Some(2) && taken.err.contains("check --fix -"), "{taken:?}");
}

/// A bare answer is about what is asked: only then is it known that there is no such fix.
#[test]
fn what_was_answered_before_a_slip_is_kept() {
    let scene = desk();
    let ran = scene.run_with_input(&["fix", "a.ndjson"], "y\n7\ny\n");
    assert_eq!((mended(&scene).as_str(), ran.code), ("a", Some(2)), "{ran:?}");
    assert!(ran.err.contains("there is no fix 7"), "{ran:?}");
}

/// Of two files the second cannot be moved to its place: what went wrong first is told, with what is written.
#[cfg(unix)]
#[test]
fn of_files_that_are_written_in_part_it_is_told_which_are() {
    for arguments in [&["fix", "a.ndjson", "b.ndjson"][..], &["check", "--fix", "a.ndjson", "b.ndjson"]] {
        let scene =
            Scene::new(["a", "b"].map(|id| (format!("{id}.ndjson"), with_title(id, "A  visit") + "\n")));
        let held = std::fs::File::open(scene.path("b.ndjson")).unwrap();
        held.lock().unwrap();
        let ran = scene.run_with_input(arguments, "a\n");
        let err = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(err.contains("a.ndjson was written, the others were not"), "{err}");
        assert!(err.contains("b.ndjson is being written by another program"), "{err}");
        let mended = ["a", "b"].map(|id| !text(&scene, &format!("{id}.ndjson")).contains("A  visit"));
        assert_eq!((mended, scene.names()), ([true, false], vec!["a.ndjson".into(), "b.ndjson".into()]));
    }
}

/// What was answered is written before everything is checked again, and whoever interrupts that need not wait for it.
#[cfg(unix)]
#[test]
fn who_interrupts_loses_nothing_and_does_not_wait() {
    let (old, new) = many(3000);
    let scene = Scene::new([("a.ndjson", old.as_str())]);
    let mut command = program(&scene.path(""));
    command.args(["fix", "a.ndjson", "--select", "text,name,date,dataset"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let started = Instant::now();
    let mut child = command.spawn().unwrap();
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"a\n").unwrap();
    while text(&scene, "a.ndjson") != new {
        assert!(started.elapsed() < Duration::from_secs(120), "it is never written");
        std::thread::sleep(Duration::from_millis(1));
    }
    let first_check = started.elapsed();
    let number = child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &number]).status().unwrap().success());
    let interrupted = Instant::now();
    let ran = child.wait_with_output().unwrap();
    let took = interrupted.elapsed();
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(ran.status.code(), Some(130), "{said}");
    assert!(
        said.ends_with(
            "mended: 30 findings in 1 file\n  text/whitespace  30  records r0, r100, r200 and 27 more\n"
        ),
        "{said}"
    );
    assert!(ran.stdout.is_empty() && text(&scene, "a.ndjson") == new);
    assert!(took < first_check / 2, "{took:?} of {first_check:?}");
}

/// Nobody has to read on, and what was answered is made all the same.
#[test]
fn a_closed_pipe_ends_quietly() {
    let scene = desk();
    let mut command = program(&scene.path(""));
    command.args(["fix", "a.ndjson"]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop((child.stdout.take(), child.stderr.take()));
    std::io::Write::write_all(&mut child.stdin.take().unwrap(), b"a\n").unwrap();
    assert_eq!((child.wait().unwrap().code(), mended(&scene).as_str()), (Some(1), "abc"));
}

/// The desk, and records of one cause that no fix is of: it is asked about last.
fn larger_desk() -> Scene {
    let desk = text(&desk(), "a.ndjson");
    let of = |id| format!(r#"{{"id": "{id}", "status": "held", "participants": [{{"name": "A. Person"}}]}}"#);
    Scene::new([("a.ndjson", format!("{desk}\n{}\n{}", of("e"), of("f")))])
}

fn decisions(scene: &Scene) -> Vec<Value> {
    let text = std::fs::read_to_string(scene.path("decisions.ndjson")).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn counts(scene: &Scene) -> Value {
    scene.run(&["check", "a.ndjson", "--output-format", "json"]).report()["counts"].clone()
}

#[test]
fn a_cause_is_decided_with_its_reason() {
    let scene = larger_desk();
    let why = "d they are styled so \u{1b}[31m in the  register\n";
    let ran = scene.run_with_input(&["fix", "a.ndjson", "--today", "2026-11-27"], why);
    assert_eq!((ran.code, mended(&scene).as_str()), (Some(1), ""), "{ran:?}");
    let decided = decisions(&scene);
    let [decision] = decided.as_slice() else { panic!("{decided:?}") };
    assert_eq!(decision["why"], "they are styled so \u{1b}[31m in the  register");
    assert_eq!((&decision["rule"], &decision["since"]), (&"name/honorific".into(), &"2026-11-27".into()));
    assert_eq!((decision.get("fingerprint"), decision["cause"].as_str().map(str::len)), (None, Some(16)));
    assert!(ran.out.starts_with("accepted: 3 findings by 1 decision\n  name/honorific"), "{}", ran.out);
    assert!(ran.out.contains("3 accepted, by decisions.ndjson"), "{}", ran.out);
    assert_eq!((orders_to_a_terminal(&ran.out), orders_to_a_terminal(&ran.err)), (Vec::new(), Vec::new()));
    assert_eq!(counts(&scene)["accepted"], 3);
}

#[test]
fn fixes_are_asked_about_before_what_can_only_be_decided() {
    for (answers, expected, rest, accepted) in [
        ("a\ny\nd nobody knows the kind\n", "abcd", 0, 2),
        ("d so\nd so too\nn\n", "", 2, 4),
        ("a\ny\nn\nd never asked\n", "abcd", 2, 0),
        ("a\ny\ns\n", "abcd", 2, 0),
        ("a\nq\nd no\n", "abc", 3, 0),
    ] {
        let scene = larger_desk();
        let ran = scene.run_with_input(&["fix", "a.ndjson"], answers);
        let is_mended = mended(&scene);
        assert_eq!(
            (is_mended.as_str(), ran.code),
            (expected, Some(i32::from(rest > 0))),
            "{answers:?} {ran:?}"
        );
        let counts = counts(&scene);
        let found: u64 = counts["by_level"].as_object().unwrap().values().filter_map(Value::as_u64).sum();
        assert_eq!(
            (found, counts["accepted"].as_u64().unwrap_or(0)),
            (rest, accepted),
            "{answers:?} {ran:?}"
        );
    }
}

/// What could not be read can be neither mended nor accepted.
#[test]
fn what_has_no_answer_is_not_asked() {
    let scene = Scene::new([("a.ndjson", format!("{{\"id\": \n{}", clean("a")))]);
    let ran = scene.run_with_input(&["fix", "a.ndjson"], "d so\n");
    assert_eq!((ran.code, ran.err.as_str(), decisions(&scene).len()), (Some(1), "", 0), "{ran:?}");
    assert!(ran.out.contains("json/syntax  1"), "{ran:?}");
}

#[test]
fn a_fingerprint_is_decided_alone_and_names_are_known_by_their_beginning() {
    let scene = larger_desk();
    let report = scene.run(&["check", "a.ndjson", "--output-format", "json"]).report();
    let all = report["diagnostics"].as_array().unwrap();
    let honorifics: Vec<&Value> = all.iter().filter(|found| found["rule"] == "name/honorific").collect();
    let of = |found: &Value, key: &str| found[key].as_str().unwrap()[..8].to_owned();
    let kind = all.iter().find(|found| found["record"]["id"] == "e").unwrap();
    let answers = format!(
        "{} d she signs so\n{} a\n{} decide the register has none\n",
        of(honorifics[1], "fingerprint"),
        of(honorifics[0], "cause"),
        of(kind, "cause"),
    );
    let ran = scene.run_with_input(&["fix", "a.ndjson"], &answers);
    assert_eq!((ran.code, mended(&scene).as_str()), (Some(1), "ac"), "{ran:?}");
    let decided = decisions(&scene);
    let by: Vec<(bool, &Value)> =
        decided.iter().map(|line| (line.get("fingerprint").is_some(), &line["why"])).collect();
    assert_eq!(by.len(), 2, "{by:?}");
    assert!(by.contains(&(true, &"she signs so".into())), "{by:?}");
    assert!(by.contains(&(false, &"the register has none".into())), "{by:?}");
    assert!(ran.out.starts_with("accepted: 3 findings by 2 decisions\n"), "{}", ran.out);

    let again = scene.run_with_input(&["fix", "a.ndjson"], format!("{} d once more\n", of(kind, "cause")));
    assert!(
        again.code == Some(2) && again.err.contains("accepted already: the register has none"),
        "{again:?}"
    );
    let spaces = all.iter().find(|found| found["rule"] == "text/whitespace").unwrap();
    let only = scene.run_with_input(&["fix", "a.ndjson", "--cause", &of(spaces, "cause")], "a\na\n");
    assert_eq!(mended(&scene), "acd", "{only:?}");
}

/// Nothing is mended where a decision could not be written, and what was decided before a slip is kept.
#[test]
fn a_decision_that_cannot_be_written_is_told_at_once() {
    let scene = larger_desk();
    let isolated = scene.run_with_input(&["fix", "--isolated", "a.ndjson"], "y\nd so\n");
    assert_eq!((isolated.code, mended(&scene).as_str()), (Some(2), ""), "{isolated:?}");
    assert!(isolated.err.contains("there is no place for decisions"), "{isolated:?}");
    let slipped = scene.run_with_input(&["fix", "a.ndjson"], "d so\n7\n");
    assert_eq!((slipped.code, decisions(&scene).len()), (Some(2), 1), "{slipped:?}");
}
