//! A scene of files, and the program run in it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A config of meetings. Records of a test are mostly alike, which is not what it is about.
pub const MEETINGS: &str = r#"
[rules]
dataset = "off"
[collections.meetings]
files = ["r/*.ndjson", "r/*.json"]
schema = "meeting"
"#;

/// A record that the bundled meeting schema takes and no rule has anything to say of.
pub const CLEAN: &str = r#"{"id": "clean", "kind": "visit", "status": "held", "title": {"en": "A visit"}, "when": {"text": "10 May 2022", "value": "2022-05-10"}, "participants": [{"name": "A. Person", "side": "host"}, {"name": "B. Person", "side": "guest"}], "evidence": [{"source": "s", "quote": "on 10 May 2022"}]}"#;

/// [`CLEAN`] by another name.
pub fn clean(id: &str) -> String {
    CLEAN.replacen("\"clean\"", &format!("\"{id}\""), 1)
}

/// A record without what a record needs.
pub fn lacking(id: &str) -> String {
    format!(r#"{{"id": "{id}", "status": "held"}}"#)
}

/// A folder of files that lasts as long as it is used.
pub struct Scene(tempfile::TempDir);

impl Scene {
    /// A folder that holds these files.
    pub fn new<N: AsRef<str>, T: AsRef<[u8]>>(files: impl IntoIterator<Item = (N, T)>) -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = scene.path(name.as_ref());
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        scene
    }

    /// Where one of its files lies.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The names in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path("")).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Runs the program in the folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        run_in(self.0.path(), arguments, b"")
    }

    /// Runs the program in the folder, with something to read.
    pub fn run_with_input(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        run_in(self.0.path(), arguments, input.as_ref())
    }
}

#[cfg(unix)]
impl Scene {
    /// Runs a script where the program is on the path.
    pub fn run_script(&self, script: &str, variables: &[(&str, &str)]) -> Ran {
        let folder = Path::new(env!("CARGO_BIN_EXE_tadqiq")).parent().unwrap();
        let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap());
        let mut command = quiet(Command::new("sh"), self.0.path());
        command.args(["-e", "-c", script]).env("PATH", path).envs(variables.iter().copied());
        ran(command.stdin(Stdio::null()).output().unwrap())
    }
}

/// Copies a folder with all that lies in it.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &to),
            false => std::fs::write(to, std::fs::read(entry.path()).unwrap()).unwrap(),
        }
    }
}

/// The fenced blocks of a page, each with its language.
pub fn blocks_of(page: &str) -> Vec<(String, String)> {
    let mut blocks: Vec<(String, String)> = Vec::new();
    let mut is_in = false;
    for line in std::fs::read_to_string(page).unwrap().lines() {
        match line.strip_prefix("```") {
            Some(language) if !is_in => {
                blocks.push((language.to_owned(), String::new()));
                is_in = true;
            }
            Some(_) => is_in = false,
            None if is_in => blocks.last_mut().unwrap().1.push_str(&format!("{line}\n")),
            None => {}
        }
    }
    blocks
}

/// The program, with an environment that says nothing of colours, widths and workflows.
pub fn program(folder: &Path) -> Command {
    quiet(Command::new(env!("CARGO_BIN_EXE_tadqiq")), folder)
}

/// A command in a folder, with an environment that says nothing of colours, widths and workflows.
fn quiet(mut command: Command, folder: &Path) -> Command {
    command.current_dir(folder);
    let of_colors = ["NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "CLICOLOR", "COLUMNS"];
    let of_workflows = ["GITHUB_WORKSPACE", "GITHUB_STEP_SUMMARY", "CI_PROJECT_DIR"];
    let of_runners = ["CI", "GITHUB_ACTIONS", "GITLAB_CI", "JENKINS_URL", "TEAMCITY_VERSION", "TF_BUILD"];
    for name in of_colors.into_iter().chain(of_workflows).chain(of_runners) {
        command.env_remove(name);
    }
    // Who develops this has a cache of his own.
    command.env("XDG_CACHE_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache"));
    command
}

/// Runs the program in this project's folder.
pub fn run_here(arguments: &[&str]) -> Ran {
    run_in(Path::new(env!("CARGO_MANIFEST_DIR")), arguments, b"")
}

fn run_in(folder: &Path, arguments: &[&str], input: &[u8]) -> Ran {
    let mut command = program(folder);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || {
        // A program that stops without reading is judged by what it says, not by this.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    ran(output)
}

fn ran(Output { status, stdout, stderr }: Output) -> Ran {
    Ran {
        code: status.code(),
        out: String::from_utf8(stdout).expect("the output is UTF-8"),
        err: String::from_utf8(stderr).expect("the standard error is UTF-8"),
    }
}

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; none where a signal ended it.
    pub code: Option<i32>,
    /// The standard output.
    pub out: String,
    /// The standard error.
    pub err: String,
}

impl Ran {
    /// The report, of a run with `--output-format json`.
    pub fn report(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error} in {self:?}"))
    }

    /// The rules that have something to say, each as often as it says it.
    pub fn rules(&self) -> Vec<String> {
        let report = self.report();
        let diagnostics = report["diagnostics"].as_array().unwrap();
        diagnostics.iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
    }
}

/// Files with everything in them that programs choke on; a sound record beside it where there can be one.
pub fn hostile() -> Vec<(String, Vec<u8>)> {
    let deep = format!("{{\"id\": \"deep\", \"x\": {}{}}}", "[".repeat(5000), "]".repeat(5000));
    let controls: String =
        ('\0'..='\u{1f}').map(|control| format!("\\u{:04x}", u32::from(control))).collect();
    let raw =
        "\u{7f}\u{80}\u{9b}31m\u{9f}\u{202e}\u{2066}\u{2028}\u{2029}\u{feff}\u{e0041}\u{fff9}\u{10ffff}";
    let evil = format!("{controls}{raw}::error::x ##[error]y %0A %25 \\u001b]0;t\\u0007 \\\\ \\\"");
    let lines: Vec<Vec<u8>> = vec![
        clean("a").into_bytes(),
        b"{\"id\": \"\xE9t\xE9\"}".to_vec(),
        format!("{{\"id\": \"{evil}\", \"{evil}\": \"{evil}\", \"kind\": \"{evil}\"}}").into_bytes(),
        format!("{{\"id\": \"{evil}\", \"kind\": 1, \"kind\": 2}}").into_bytes(),
        b"{\"id\": \"half".to_vec(),
        b"{\"id\": \"\\ud800\", \"x\": 1e400, \"y\": 18446744073709551617, \"z\": \"\x1b\"}".to_vec(),
        b"7".to_vec(),
        b"[]".to_vec(),
        b"\0\0\0".to_vec(),
        deep.clone().into_bytes(),
        clean("b").into_bytes(),
    ];
    let unix = lines.join(&b'\n');
    let windows = lines.join(&b"\r\n"[..]);
    let array =
        [b"[", lines[..4].join(&b",\n"[..]).as_slice(), b", tru, {\"id\": }, ", deep.as_bytes(), b"]"]
            .concat();
    vec![
        ("lines.ndjson".to_owned(), unix),
        ("windows.jsonl".to_owned(), windows),
        ("array.json".to_owned(), array),
        ("half-array.json".to_owned(), format!("[{}, {}", clean("c"), lacking("d")).into_bytes()),
        ("trailing.json".to_owned(), format!("{} {}", clean("e"), clean("f")).into_bytes()),
        ("empty.json".to_owned(), Vec::new()),
        ("blank.ndjson".to_owned(), b" \n".to_vec()),
        ("mark.ndjson".to_owned(), format!("\u{feff}{}\n", clean("g")).into_bytes()),
        ("utf16.json".to_owned(), clean("h").encode_utf16().flat_map(u16::to_be_bytes).collect()),
        ("picture.json".to_owned(), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()),
        ("old-mac.ndjson".to_owned(), format!("{}\r{}", clean("i"), clean("j")).into_bytes()),
        ("odd\u{202e}\u{1b}[31mname %,:\n.json".to_owned(), lacking("k").into_bytes()),
        (
            "numbers.json".to_owned(),
            format!("[{}, -0.0, 1E+999999999999, 0.1e-400]", lacking("l")).into_bytes(),
        ),
    ]
}
