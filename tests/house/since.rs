//! `check --since`, `--staged` and `--config-from`: only what a change brought, judged by whose config was asked for.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use proptest::prelude::*;
use serde_json::Value;
use tadqiq::{Options, Project, Report, Since, Subject};

use crate::support::{Ran, Scene, clean, copy, program};

/// The records are alike, which is not what this is about.
const CONFIG: &str = r#"
[rules]
dataset = "off"
[collections.meetings]
files = ["r/**/*.ndjson", "r/**/*.json"]
schema = "meeting"
"#;

/// A record whose first name has a form of address.
fn titled(id: &str) -> String {
    clean(id).replace("A. Person", &format!("Dr. {id}"))
}

fn lines(records: &[String]) -> String {
    records.join("\n") + "\n"
}

/// A folder that git keeps. Nobody's own settings of git count.
struct Repository(Scene);

impl Repository {
    fn empty<N: AsRef<str>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, T)>) -> Self {
        let repository = Self(Scene::new(files));
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository
    }

    /// The files, committed.
    fn new<N: AsRef<str>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, T)>) -> Self {
        let repository = Self::empty(files);
        repository.commit();
        repository
    }

    fn usual() -> Self {
        Self::new([
            ("tadqiq.toml", CONFIG.to_owned()),
            ("r/a.ndjson", lines(&[titled("one"), titled("two")])),
        ])
    }

    fn commit(&self) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", "x"]);
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.0.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn git(&self, words: &[&str]) -> String {
        git_in(&self.0.path(""), words)
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_in("", arguments, &[])
    }

    fn run_in(&self, folder: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Ran {
        let mut command = alone(program(&self.0.path(folder)));
        command.args(arguments).envs(environment.iter().copied()).stdin(std::process::Stdio::null());
        let Output { status, stdout, stderr } = command.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { code: status.code(), out: text(stdout), err: text(stderr) }
    }

    fn report(&self, arguments: &[&str]) -> Value {
        self.run(&[&["check", "--output-format", "json"], arguments].concat()).report()
    }

    /// The ids of the records that something is said of, and how many are new, fixed and unchanged.
    fn new_in(&self, arguments: &[&str]) -> (Vec<String>, [u64; 3]) {
        told(&self.report(arguments))
    }
}

fn told(report: &Value) -> (Vec<String>, [u64; 3]) {
    let found = report["diagnostics"].as_array().unwrap().iter();
    let ids = found.map(|found| found["record"]["id"].as_str().unwrap_or_default().to_owned()).collect();
    let counts = ["new", "fixed", "unchanged"].map(|key| report["since"][key].as_u64().unwrap());
    (ids, counts)
}

fn git_in(folder: &Path, words: &[&str]) -> String {
    let mut command = alone(Command::new("git"));
    command.current_dir(folder).args(["-c", "user.name=A. Curator", "-c", "user.email=a@example.org"]);
    command.args(["-c", "protocol.file.allow=always"]).args(words);
    let output = command.output().expect("these tests need the program git");
    assert!(output.status.success(), "git {words:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A program that sees nothing of who runs the tests, be it from a hook.
fn alone(mut command: Command) -> Command {
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_PREFIX"] {
        command.env_remove(name);
    }
    let nobody = if cfg!(windows) { "NUL" } else { "/dev/null" };
    command.env("GIT_CONFIG_GLOBAL", nobody).env("GIT_CONFIG_SYSTEM", nobody);
    command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
    command
}

/// What was said, however it is laid out.
fn flat(said: &str) -> String {
    said.split_whitespace().filter(|word| *word != "│").collect::<Vec<_>>().join(" ")
}

fn says(said: &str, parts: [&str; 2]) {
    let flat = flat(said);
    assert!(parts.iter().all(|part| flat.contains(part)), "{flat}");
}

fn one(id: &str) -> Vec<String> {
    vec![id.to_owned()]
}

const NONE: Vec<String> = Vec::new();

#[test]
fn only_what_is_new_is_reported() {
    let repository = Repository::usual();
    let ran = repository.run(&["check", "--since", "HEAD"]);
    let commit = repository.git(&["rev-parse", "--short=7", "HEAD"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""), "{ran:?}");
    insta::assert_snapshot!(ran.out.replace(&commit, "COMMIT"), @r#"
    judged by tadqiq.toml with the bundled schema meeting

    2 records in 1 file: nothing to report
    since COMMIT (HEAD): 0 new, 0 fixed, 2 unchanged
    not checked: references into organizations, people, sources: the config names no
      such collection
    "#);
    repository.write("r/a.ndjson", lines(&[titled("one"), titled("three")]));
    let ran = repository.run(&["check", "--since", "HEAD", "--output-format", "concise"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    insta::assert_snapshot!(ran.out.replace(&commit, "COMMIT"), @r#"
    judged by tadqiq.toml with the bundled schema meeting

    r/a.ndjson:2:163: warning[name/honorific] a form of address stands in the name: Dr. is a form of address (three · /participants/0/name)
    2 records in 1 file: 1 warning
      name/honorific  1
    since COMMIT (HEAD): 1 new, 1 fixed, 1 unchanged
    not checked: references into organizations, people, sources: the config names no
      such collection
    "#);
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (one("three"), [1, 1, 1]));
    let report = repository.report(&["--since", "HEAD"]);
    assert_eq!(report["since"]["revision"], "HEAD");
    assert_eq!(report["since"]["commit"], repository.git(&["rev-parse", "HEAD"]));
    assert_eq!(report["counts"]["by_level"]["warning"], 1);
    let schema: Value = serde_json::from_str(include_str!("../../schemas/report.schema.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&report), "{report:#}");
}

#[test]
fn what_stood_before_is_told_where_it_is_asked_for() {
    let repository = Repository::usual();
    repository.write("r/b.json", titled("three"));
    let report = repository.report(&["--since", "HEAD", "--show-unchanged"]);
    assert_eq!(told(&report), (one("three"), [1, 0, 2]));
    let unchanged = report["unchanged"].as_array().unwrap();
    let ids: Vec<&str> = unchanged.iter().map(|found| found["record"]["id"].as_str().unwrap()).collect();
    assert_eq!((ids, &report["counts"]["in_revision"]), (vec!["one", "two"], &2.into()), "{report:#}");
    // What a baseline has is counted there.
    assert_eq!(repository.run(&["baseline"]).code, Some(0));
    let report = repository.report(&["--since", "HEAD"]);
    assert_eq!((told(&report), &report["counts"]["in_baseline"]), ((NONE, [0, 0, 0]), &3.into()));
}

/// A change must not write down what it brings as what was always there.
#[test]
fn a_baseline_that_comes_with_a_change_lets_nothing_through() {
    let repository = Repository::usual();
    assert_eq!(repository.run(&["baseline"]).code, Some(0));
    assert_eq!(repository.run(&["check"]).code, Some(0));
    let ran = repository.run(&["check", "--config-from", "HEAD"]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    says(&ran.out, ["without effect until it is merged", "baseline.ndjson (added)"]);
}

#[test]
fn files_that_come_go_and_are_renamed_are_seen_on_both_sides() {
    let repository = Repository::usual();
    repository.write("r/new/b.json", titled("three"));
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (one("three"), [1, 0, 2]), "untracked");
    repository.git(&["add", "--all"]);
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (one("three"), [1, 0, 2]), "staged");
    repository.commit();
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 0, 3]));
    assert_eq!(repository.new_in(&["--since", "HEAD~1"]), (one("three"), [1, 0, 2]));
    std::fs::remove_dir_all(repository.0.path("r/new")).unwrap();
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 1, 2]), "a folder is gone");
    repository.git(&["mv", "r/a.ndjson", "r/renamed.ndjson"]);
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 1, 2]), "renamed");
    repository.git(&["rm", "--quiet", "--cached", "r/renamed.ndjson"]);
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 1, 2]), "no longer tracked");
}

#[test]
fn what_is_written_otherwise_is_no_change() {
    let repository = Repository::usual();
    let one = titled("one").replace(", ", " ,\t");
    repository.write("r/a.ndjson", format!("{}\r\n\r\n{one}\r\n", titled("two")));
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 0, 2]), "sorted and spaced otherwise");
    repository.write("r/a.ndjson", lines(&[titled("one")]));
    repository.write("r/moved.json", titled("two"));
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 0, 2]), "moved to another file");
}

#[test]
fn a_branch_is_held_against_where_it_began() {
    let repository = Repository::usual();
    repository.git(&["checkout", "--quiet", "-b", "branch"]);
    repository.write("r/b.json", titled("three"));
    repository.commit();
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("r/a.ndjson", lines(&[clean("one"), titled("two"), titled("four")]));
    repository.commit();
    repository.git(&["checkout", "--quiet", "branch"]);
    // What main mended and what it brought is none of the branch's.
    assert_eq!(repository.new_in(&["--since", "main"]), (one("three"), [1, 0, 2]));
    let report = repository.report(&["--since", "main"]);
    assert_eq!(
        (&report["since"]["is_merge_base"], &report["since"]["revision"]),
        (&true.into(), &"main".into())
    );
    let ran = repository.run(&["check", "--since", "main"]);
    assert!(ran.out.contains("where this branch left main: 1 new, 0 fixed, 2 unchanged"), "{}", ran.out);
    // Histories that have nothing in common are held against each other as they are.
    repository.git(&["checkout", "--quiet", "--orphan", "apart"]);
    repository.commit();
    assert_eq!(
        repository.new_in(&["--since", "main"]),
        (vec!["one".to_owned(), "three".to_owned()], [2, 1, 1])
    );
}

#[test]
fn what_is_staged_is_judged_and_nothing_else() {
    let repository = Repository::usual();
    repository.write("r/a.ndjson", lines(&[titled("one"), titled("two"), titled("staged")]));
    repository.git(&["add", "--all"]);
    repository.write("r/a.ndjson", lines(&[titled("one"), titled("later")]));
    repository.write("r/untracked.json", titled("untracked"));
    assert_eq!(repository.new_in(&["--staged"]), (one("staged"), [1, 0, 2]));
    repository.git(&["reset", "--quiet"]);
    assert_eq!(repository.new_in(&["--staged"]), (NONE, [0, 0, 2]));
    // A config counts as it is staged.
    repository.write("tadqiq.toml", "[nonsense]\n");
    assert_eq!(repository.new_in(&["--staged"]), (NONE, [0, 0, 2]));
    repository.git(&["add", "tadqiq.toml"]);
    assert_eq!(repository.run(&["check", "--staged"]).code, Some(2));
}

#[test]
fn before_the_first_commit_all_is_new() {
    let repository = Repository::empty([("tadqiq.toml", CONFIG.to_owned()), ("r/a.json", titled("one"))]);
    repository.git(&["add", "--all"]);
    let ran = repository.run(&["check", "--staged", "--output-format", "json"]);
    assert_eq!((told(&ran.report()), ran.code), ((one("one"), [1, 0, 0]), Some(1)));
    assert_eq!(ran.err, "");
    let ran = repository.run(&["check", "--since", "HEAD"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    says(&ran.err, ["nothing is committed in this repository yet", "commit first"]);
}

/// Inside of a hook git says which repository and which index it means.
#[test]
fn in_a_hook_the_index_of_the_commit_is_judged() {
    let repository = Repository::usual();
    repository.write("r/a.ndjson", lines(&[titled("one"), titled("two"), titled("three")]));
    repository.write("r/other.json", titled("other"));
    repository.git(&["add", "r/other.json"]);
    let hook = repository.0.path(".git/hooks/pre-commit");
    let program = env!("CARGO_BIN_EXE_tadqiq");
    let script = format!(
        "#!/bin/sh\n'{program}' check --staged --output-format json > staged.json 2> staged.err\nexit 0\n"
    );
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, script).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    // A commit of one path has an index of its own, in which the other file is not staged.
    repository.git(&["commit", "--quiet", "--message", "x", "r/a.ndjson"]);
    let said = std::fs::read_to_string(repository.0.path("staged.err")).unwrap();
    let report = std::fs::read_to_string(repository.0.path("staged.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap_or_else(|error| panic!("{error}: {said}"));
    assert_eq!(told(&report), (one("three"), [1, 0, 2]), "{said}");
}

#[test]
fn every_way_to_fail_says_the_way_out() {
    let nowhere = Repository(Scene::new([("tadqiq.toml", CONFIG.to_owned()), ("r/a.json", clean("one"))]));
    let repository = Repository::usual();
    let (stdin, file) = ("-", "r/a.ndjson");
    let outside = Scene::new([("r/a.json", clean("one"))]);
    let outside = outside.path("").to_string_lossy().into_owned();
    let cases: [(&Repository, &[&str], &str, &str); 14] = [
        (
            &nowhere,
            &["--since", "HEAD"],
            "is in no git repository",
            "run it where the records are kept in git",
        ),
        (&nowhere, &["--staged"], "is in no git repository", "run it where the records are kept in git"),
        (&nowhere, &["--config-from", "HEAD"], "is in no git repository", "run it where the records"),
        (&repository, &["--since", "nope"], "knows no revision nope", "git branch --all"),
        (&repository, &["--since", "HEAD~9"], "knows no revision HEAD~9", "git branch --all"),
        (&repository, &["--since", "HEAD:r"], "knows no revision HEAD:r", "git branch --all"),
        (&repository, &["--since=--output=x"], "no revision has the name «--output=x»", "name a branch"),
        (&repository, &["--since", ""], "no revision has the name «»", "name a branch"),
        (&repository, &["--since", "a\u{1b}[31m\nb"], "a⟨U+001B⟩[31m⟨U+000A⟩b", "name a branch"),
        (&repository, &["--config-from", "-x"], "no revision has the name «-x»", "name a branch"),
        (&repository, &["--since", "HEAD", stdin], "has no past that git could know", "name the file itself"),
        (
            &repository,
            &["--since", "HEAD", file, &outside],
            "lies outside of the git repository",
            "one repository",
        ),
        (&repository, &["--since", "HEAD", "--staged"], "cannot be used with", ""),
        (&repository, &["--staged", "--fix"], "cannot be used with", ""),
    ];
    for (place, arguments, what, way_out) in cases {
        let ran = place.run(&[&["check"], arguments].concat());
        let err = flat(&ran.err);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{arguments:?}: {err}");
        assert!(err.contains(what) && err.contains(way_out), "{arguments:?}: {err}");
    }
    let ran = repository.run_in("", &["check", "--since", "HEAD"], &[("PATH", "/nowhere")]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    says(&ran.err, ["git cannot be started", "install git"]);
}

#[test]
fn a_clone_that_lacks_the_past_says_how_to_fetch_it() {
    let repository = Repository::usual();
    repository.commit();
    repository.git(&["branch", "old", "HEAD~1"]);
    let scene = Scene::new([("x", "")]);
    let url = format!("file://{}", repository.0.path("").display());
    git_in(&scene.path(""), &["clone", "--quiet", "--depth=1", &url, "clone"]);
    let clone = Repository(scene);
    let first = repository.git(&["rev-parse", "old"]);
    let ran = clone.run_in("clone", &["check", "--since", &first], &[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""));
    says(&ran.err, ["fetch-depth: 0", "git fetch --unshallow"]);
    // Both ends are there, and not what lies between.
    repository.git(&["checkout", "--quiet", "-b", "branch", "old"]);
    repository.write("r/b.json", titled("three"));
    repository.commit();
    git_in(&clone.0.path("clone"), &["fetch", "--quiet", "--depth=1", "origin", "branch:branch"]);
    let ran = clone.run_in("clone", &["check", "--since", "branch"], &[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    says(&ran.err, ["does not reach back", "fetch-depth: 0"]);
    // A clone without contents fetches none on the way.
    repository.git(&["config", "uploadpack.allowFilter", "true"]);
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("r/a.ndjson", lines(&[titled("other")]));
    repository.commit();
    git_in(&clone.0.path(""), &["clone", "--quiet", "--filter=blob:none", &url, "partial"]);
    let ran = clone.run_in("partial", &["check", "--since", "HEAD~1"], &[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    says(&ran.err, ["does not have what", "--no-filter"]);
}

#[test]
fn a_repository_that_git_refuses_is_refused_with_the_way_out() {
    let repository = Repository::usual();
    // What git itself is told in its own tests of safe.directory.
    let ran =
        repository.run_in("", &["check", "--since", "HEAD"], &[("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    says(&ran.err, ["belongs to somebody else", "safe.directory"]);
    let ran = repository.run_in(".git", &["check", "--since", "HEAD", "--isolated"], &[]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    says(&ran.err, ["no files checked out", "git clone"]);
}

#[test]
fn what_is_not_merged_is_not_judged_as_staged() {
    let repository = Repository::usual();
    repository.git(&["checkout", "--quiet", "-b", "branch"]);
    repository.write("r/a.ndjson", lines(&[titled("one"), titled("three")]));
    repository.commit();
    repository.git(&["checkout", "--quiet", "main"]);
    repository.write("r/a.ndjson", lines(&[titled("one"), titled("four")]));
    repository.commit();
    let mut merge = alone(Command::new("git"));
    let identity = ["-c", "user.name=A. Curator", "-c", "user.email=a@example.org"];
    merge.current_dir(repository.0.path("")).args(identity).args(["merge", "--quiet", "branch"]);
    assert!(!merge.output().unwrap().status.success());
    let ran = repository.run(&["check", "--staged"]);
    assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
    says(&ran.err, ["r/a.ndjson is not merged yet", "git add"]);
    // As it lies it is judged: the marks of the conflict are what is new.
    let (_, [_, fixed, unchanged]) = repository.new_in(&["--since", "HEAD"]);
    assert_eq!((fixed, unchanged), (0, 2));
}

/// Commands that a repository's config names would be run by git in the name of whoever checks it.
#[test]
fn nothing_of_the_repository_is_run() {
    let repository = Repository::usual();
    repository.write(".gitattributes", "*.ndjson filter=evil diff=evil\n*.json filter=a=b\n");
    repository.commit();
    let ran = repository.0.path("ran");
    let run = format!("touch '{}'; cat", ran.display());
    for (key, value) in [
        ("core.fsmonitor", run.as_str()),
        ("filter.evil.clean", &run),
        ("filter.evil.smudge", &run),
        ("filter.evil.process", &run),
        ("filter.evil.required", "true"),
        ("filter.a=b.clean", &run),
        ("diff.evil.textconv", &run),
        ("diff.evil.command", &run),
        ("diff.external", &run),
        ("core.pager", &run),
        ("core.hooksPath", "hooks"),
    ] {
        repository.git(&["config", key, value]);
    }
    repository.write("hooks/post-index-change", format!("#!/bin/sh\n{run}\n"));
    repository.write("r/a.ndjson", lines(&[titled("one"), titled("three")]));
    repository.write("r/b.json", titled("four"));
    for arguments in [["--since", "HEAD"], ["--config-from", "HEAD"], ["--staged", "--verbose"]] {
        let told = repository.run(&[&["check"], &arguments[..]].concat());
        assert_ne!(told.code, Some(2), "{told:?}");
        assert!(!ran.exists(), "{arguments:?}");
    }
}

#[test]
fn odd_names_are_files_like_others() {
    let repository = Repository::usual();
    let names = ["r/a\nb.json", "r/ :(glob)*.json", "r/-x.json", "r/\u{202e}é.json", "r/\"q\".json"];
    for (number, name) in names.iter().enumerate() {
        repository.write(name, titled(&format!("odd{number}")));
    }
    repository.commit();
    assert_eq!(repository.new_in(&["--since", "HEAD~1"]).1, [5, 0, 2]);
    assert_eq!(repository.new_in(&["--since", "HEAD"]).1, [0, 0, 7]);
    for name in names {
        repository.write(
            name,
            clean(
                name.trim_start_matches("r/").trim_end_matches(".json").escape_default().to_string().as_str(),
            ),
        );
    }
    assert_eq!(repository.new_in(&["--since", "HEAD"]).1[1..], [5, 2]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_utf8_is_a_file_like_others() {
    use std::os::unix::ffi::OsStrExt;
    let repository = Repository::usual();
    let name = std::ffi::OsStr::from_bytes(b"r/\xe9.json");
    std::fs::write(repository.0.path("").join(name), titled("latin")).unwrap();
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (one("latin"), [1, 0, 2]));
    repository.commit();
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 0, 3]));
    std::fs::write(repository.0.path("").join(name), titled("other")).unwrap();
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (one("other"), [1, 1, 2]));
}

#[cfg(unix)]
#[test]
fn links_were_what_they_led_to() {
    let repository = Repository::usual();
    std::os::unix::fs::symlink("a.ndjson", repository.0.path("r/link.ndjson")).unwrap();
    repository.commit();
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 0, 2]));
    std::fs::remove_file(repository.0.path("r/link.ndjson")).unwrap();
    repository.write("r/link.ndjson", lines(&[titled("three")]));
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (one("three"), [1, 0, 2]));
    repository.commit();
    std::fs::remove_file(repository.0.path("r/link.ndjson")).unwrap();
    std::os::unix::fs::symlink("a.ndjson", repository.0.path("r/link.ndjson")).unwrap();
    assert_eq!(repository.new_in(&["--since", "HEAD"]).0, NONE);
}

/// What git knows by a name alone, or keeps elsewhere, is new; and that is said.
#[test]
fn what_is_kept_elsewhere_counts_as_new() {
    let part = Repository::new([("b.json", titled("part"))]);
    let repository = Repository::usual();
    let url = part.0.path("").to_string_lossy().into_owned();
    repository.git(&["submodule", "--quiet", "add", &url, "r/part"]);
    repository.commit();
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (NONE, [0, 0, 3]));
    git_in(&repository.0.path("r/part"), &["commit", "--quiet", "--allow-empty", "--message", "x"]);
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (one("part"), [1, 0, 2]));
    let ran = repository.run(&["check", "--since", "HEAD", "--verbose"]);
    let out = flat(&ran.out);
    assert!(out.contains("r/part as it was at") && out.contains("counts as new"), "{out}");

    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 5\n";
    let repository = Repository::usual();
    repository.write("r/large.json", pointer);
    repository.commit();
    repository.write("r/large.json", titled("large"));
    assert_eq!(repository.new_in(&["--since", "HEAD"]), (one("large"), [1, 0, 2]));
}

#[test]
fn the_repository_may_begin_above_the_project_or_below_it() {
    let repository = Repository::new([
        ("data/tadqiq.toml", CONFIG),
        ("data/r/a.json", &titled("one")),
        ("tadqiq.toml", "[nonsense]\n"),
    ]);
    repository.write("data/r/b.json", titled("two"));
    let ran = repository.run_in("data", &["check", "--since", "HEAD", "--output-format", "json"], &[]);
    assert_eq!(told(&ran.report()), (one("two"), [1, 0, 1]));
    let ran =
        repository.run_in("data/r", &["check", "--since", "HEAD", "--output-format", "json", "b.json"], &[]);
    assert_eq!(told(&ran.report()).0, one("two"));

    let scene = Repository(Scene::new([("tadqiq.toml", CONFIG), ("r/a.json", &titled("one"))]));
    let below = scene.0.path("r");
    git_in(&below, &["init", "--quiet"]);
    git_in(&below, &["add", "--all"]);
    git_in(&below, &["commit", "--quiet", "--message", "x"]);
    scene.write("r/b.json", titled("two"));
    for (folder, paths) in [("r", "."), ("", "r")] {
        let arguments = ["check", "--since", "HEAD", "--output-format", "json", paths];
        assert_eq!(
            told(&scene.run_in(folder, &arguments, &[]).report()),
            (one("two"), [1, 0, 1]),
            "{folder}"
        );
    }
}

#[test]
fn only_what_is_new_is_mended() {
    let repository = Repository::usual();
    let spaced = |id: &str| titled(id).replace("B. Person", "B.  Person");
    repository.write("r/a.ndjson", lines(&[spaced("one"), titled("two")]));
    repository.commit();
    repository.write("r/a.ndjson", lines(&[spaced("one"), titled("two"), spaced("three")]));
    let ran = repository.run(&["check", "--fix", "--since", "HEAD"]);
    let text = std::fs::read_to_string(repository.0.path("r/a.ndjson")).unwrap();
    let expected = lines(&[spaced("one"), titled("two"), titled("three")]);
    assert_eq!(text, expected, "{ran:?}");
}

/// A change must not loosen the gate that it goes through.
#[test]
fn the_config_of_a_revision_judges_in_the_place_of_ones_own() {
    let schema = r#"{"$schema": "https://json-schema.org/draft/2020-12/schema", "required": ["id"]}"#;
    let config =
        CONFIG.to_owned() + "[collections.others]\nfiles = [\"o/*.json\"]\nschema = \"own.schema.json\"\n";
    let decision = r#"{"rule": "name/honorific", "why": "so it is printed", "by": "Ada", "cause": "CAUSE"}"#;
    let repository = Repository::new([
        ("tadqiq.toml", config.as_str()),
        ("own.schema.json", schema),
        ("o/a.json", r#"{"id": "other"}"#),
        ("r/a.json", &titled("one")),
    ]);
    let report = repository.report(&["--config-from", "HEAD"]);
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 1);
    assert_eq!(report["config_from"]["files"], Value::Array(Vec::new()));
    let cause = report["diagnostics"][0]["cause"].as_str().unwrap();

    repository.write("tadqiq.toml", config.replace("[rules]", "[rules]\nname = \"off\""));
    repository.write("own.schema.json", "{}");
    repository.write("decisions.ndjson", decision.replace("CAUSE", cause) + "\n");
    repository.write("o/a.json", "{}");
    let own = repository.run(&["check"]);
    assert_eq!(own.code, Some(0), "{own:?}");
    let ran = repository.run(&["check", "--config-from", "HEAD"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""), "{ran:?}");
    let commit = repository.git(&["rev-parse", "--short=7", "HEAD"]);
    insta::assert_snapshot!(ran.out.replace(&commit, "COMMIT"), @r#"
    judged by tadqiq.toml with own.schema.json and the bundled schema meeting
    configs, schemas, decisions and baselines are those of COMMIT (HEAD)
    another here, and without effect until it is merged: decisions.ndjson (added),
    own.schema.json (changed), tadqiq.toml (changed)
    1 new decision here, without effect until merged:
      name/honorific, cause 8d5a86fadbe66ad6: so it is printed (Ada)

    error[schema/missing-field]: a required field is missing
       ╭─[o/a.json:1:1]
       │   {}
       ·   ──  “id” is missing here
       ╰─
       cause: ff0cfe86

    warning[name/honorific]: a form of address stands in the name
       ╭─[r/a.json:1:161]  one · /participants/0/name
       │   "participants": [{
       │     "name": "⟦Dr. ⟧one"
       ·             ───────────  Dr. is a form of address
       ╰─
       cause: 8d5a86fa

    2 records in 2 files: 1 error, 1 warning
      name/honorific        1
      schema/missing-field  1
    not checked: references into organizations, people, sources: the config names no
      such collection
    "#);
    let ran = repository.run(&["check", "--config-from", "HEAD", "--output-format", "github"]);
    let first = ran.out.lines().next().unwrap_or_default();
    assert!(
        first.starts_with("::notice title=tadqiq::configs, schemas, decisions and baselines are"),
        "{ran:?}"
    );
    assert!(
        first.contains("%0Aanother here, and without effect until it is merged: decisions.ndjson"),
        "{ran:?}"
    );
    assert_eq!(ran.err, "");
    let ran = repository.run(&["check", "--config-from", "HEAD", "--output-format", "json"]);
    let report = ran.report();
    insta::assert_snapshot!(ran.err.replace(&commit, "COMMIT"), @r#"
    tadqiq: configs, schemas, decisions and baselines are those of COMMIT (HEAD)
    tadqiq: another here, and without effect until it is merged: decisions.ndjson (added), own.schema.json (changed), tadqiq.toml (changed)
    tadqiq: 1 new decision here, without effect until merged:
    tadqiq:   name/honorific, cause 8d5a86fadbe66ad6: so it is printed (Ada)
    "#);
    let schema: Value = serde_json::from_str(include_str!("../../schemas/report.schema.json")).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&report), "{report:#}");
    assert_eq!(report["config_from"]["decisions"][0]["why"], "so it is printed");
    // With both, old findings are held back and none is let through by the change.
    let (ids, counts) = repository.new_in(&["--config-from", "HEAD", "--since", "HEAD"]);
    assert_eq!((ids.len(), counts), (1, [1, 0, 1]));

    // What would break every run once it is merged is said before.
    repository.write("tadqiq.toml", "[nonsense]\n");
    let ran = repository.run(&["check", "--config-from", "HEAD"]);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    says(&ran.err, ["cannot be used", "nonsense"]);
    // A config that is taken away counts all the same, and so does a schema.
    std::fs::remove_file(repository.0.path("tadqiq.toml")).unwrap();
    std::fs::remove_file(repository.0.path("own.schema.json")).unwrap();
    let report = repository.report(&["--config-from", "HEAD"]);
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 2, "{report:#}");
    let shown = repository.run(&["check", "--config-from", "HEAD", "--show-settings"]);
    assert!(shown.code == Some(0) && shown.out.contains("own.schema.json"), "{shown:?}");
}

/// Schemas are found by the address that they give themselves; as it was in the revision, too.
#[test]
fn no_other_schema_takes_the_address_of_one_in_the_revision() {
    let schema = |id: &str, required: &str| {
        format!(r#"{{"$id": "https://example.org/{id}", "required": [{required}]}}"#)
    };
    let config = "[collections.others]\nfiles = [\"o/*.json\"]\nschema = \"s/own.schema.json\"\n";
    let repository = Repository::new([
        ("tadqiq.toml", config),
        ("s/own.schema.json", r#"{"$ref": "https://example.org/strict"}"#),
        ("s/a.json", &schema("lax", "")),
        ("s/b.json", &schema("strict", "\"day\"")),
        ("o/a.json", r#"{"id": "a"}"#),
    ]);
    assert_eq!(repository.run(&["check"]).code, Some(1));
    repository.write("s/a.json", schema("strict", ""));
    assert_eq!(repository.run(&["check"]).code, Some(0), "it is the first of that address");
    let report = repository.report(&["--config-from", "HEAD"]);
    assert_eq!(report["diagnostics"].as_array().unwrap().len(), 1, "{report:#}");
}

/// A file of the fixture, and what it may come to hold.
const FILES: [(&str, &[&str]); 8] = [
    ("records/2022-spain.json", &["{", r#"{"id": "2022-spain"}"#, "[]"]),
    ("records/2022-germany.json", &["", r#"{"id": "2022-spain", "kind": "visit", "status": "held"}"#]),
    ("records/second-source.ndjson", &["\n", "{}\n{}\n"]),
    ("records/0-first.ndjson", &[r#"{"id": "new", "participants": [{"name": "عبداللطيف الحموشي"}]}"#]),
    ("people.json", &["[]", "[", r#"[{"id": "someone", "name": {"ar": "عبداللطيف الحموشي"}}]"#]),
    ("sources.json", &["[]", r#"[{"id": "article", "text": "sources/other.txt"}]"#]),
    ("sources/other.txt", &["لا شيء", "\u{0}"]),
    ("tadqiq.toml", &["[rules]\nname = \"off\"\n"]),
];

#[derive(Debug, Clone)]
enum Edit {
    Write(usize, usize),
    Remove(usize),
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        3 => (0..FILES.len(), 0usize..3).prop_map(|(file, text)| Edit::Write(file, text)),
        1 => (0..FILES.len() - 1).prop_map(Edit::Remove),
    ];
    proptest::collection::vec(edit, 0..5)
}

fn apply(edits: &[Edit], repository: &Repository) {
    for edit in edits {
        match *edit {
            Edit::Write(file, text) => {
                repository.write(FILES[file].0, FILES[file].1[text % FILES[file].1.len()])
            }
            Edit::Remove(file) => drop(std::fs::remove_file(repository.0.path(FILES[file].0))),
        }
    }
}

fn fingerprints(report: &Report) -> BTreeSet<String> {
    report.diagnostics().map(|found| found.fingerprint.to_string()).collect()
}

/// A case reads a dataset several times over: a sixteenth as many of them.
fn fewer(config: ProptestConfig) -> ProptestConfig {
    ProptestConfig { cases: config.cases.div_ceil(16), ..config }
}

proptest! {
    #![proptest_config(fewer(crate::properties::config()))]

    #[test]
    fn what_is_new_is_what_two_runs_differ_by(first in edits(), then in edits()) {
        let repository = Repository::empty(Vec::<(String, Vec<u8>)>::new());
        copy(Path::new("fixtures/meetings-2022"), &repository.0.path(""));
        apply(&first, &repository);
        repository.commit();
        apply(&then, &repository);
        let options = |since| Options { root: repository.0.path(""), since, ..Options::default() };
        let subject = Subject::paths([repository.0.path("")]);
        let (Ok(now), Ok(since)) = (
            Project::open(options(None)).unwrap().check(&subject),
            Project::open(options(Some(Since::Revision("HEAD".to_owned())))).unwrap().check(&subject),
        ) else {
            return Ok(());
        };
        // The files as they were, with the config as it is.
        let config = std::fs::read(repository.0.path("tadqiq.toml")).unwrap();
        repository.git(&["stash", "--quiet", "--include-untracked"]).clear();
        repository.write("tadqiq.toml", config);
        let before = Project::open(options(None)).unwrap().check(&subject);
        let before = before.as_ref().map(fingerprints).unwrap_or_default();
        let now = fingerprints(&now);
        let new: BTreeSet<String> = now.difference(&before).cloned().collect();
        prop_assert_eq!(&fingerprints(&since), &new);
        let counts = since.since.unwrap();
        let all = [counts.new, counts.fixed, counts.unchanged];
        let expected = [new.len(), before.difference(&now).count(), now.intersection(&before).count()];
        prop_assert_eq!(all, expected.map(|count| count as u64));
    }
}

#[test]
fn nobody_takes_the_place_of_a_branch_by_a_tag_of_its_name() {
    let repository = Repository::usual();
    repository.git(&["branch", "base"]);
    repository.write("r/a.ndjson", lines(&[titled("one"), titled("three")]));
    repository.git(&["add", "."]);
    repository.git(&["commit", "--quiet", "--message", "a change"]);
    assert_eq!(repository.run(&["check", "--since", "base"]).code, Some(1));
    // The same commit by two names is one.
    repository.git(&["tag", "--annotate", "--message", "same", "base", "base"]);
    assert_eq!(repository.run(&["check", "--since", "base"]).code, Some(1));
    repository.git(&["tag", "--force", "--annotate", "--message", "other", "base", "HEAD"]);
    for arguments in [["--since", "base"], ["--since", "base~0"], ["--config-from", "base"]] {
        let ran = repository.run(&[&["check"], &arguments[..]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{ran:?}");
        says(&ran.err, ["stands for two revisions: refs/", "whole name"]);
    }
    assert_eq!(repository.run(&["check", "--since", "refs/heads/base"]).code, Some(1));
}
