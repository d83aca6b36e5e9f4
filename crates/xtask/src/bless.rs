//! Accepts what snapshots and the table of rules would be now.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::error::TaskError;

/// Where snapshots lie.
const FOLDERS: [&str; 3] = ["src", "tests", "fixtures/rules"];
/// Made of the index of rules.
const TABLE: &str = "RULES.md";

/// The tests that hold texts: a target, and the names of the tests in it.
const TESTS: [(&str, &[&str]); 3] = [
    ("--lib", &["curate::compare::tests", "render::tests", "schema::tests", "schema::explain::tests"]),
    (
        "--test=house",
        &[
            "annotate",
            "baseline",
            "decisions",
            "door",
            "evidence",
            "formats",
            "init",
            "inspect",
            "mend",
            "rules_table",
            "seeing",
            "settings",
            "since",
        ],
    ),
    ("--test=rules", &["snapshot"]),
];

/// Runs the tests that hold texts, so that each keeps what it finds, and says which files changed. Its exit code is
/// that of the tests: one that still fails does so for another reason than its text.
pub fn bless(root: &Path) -> Result<ExitCode, TaskError> {
    let before = texts(root)?;
    let mut failed = Vec::new();
    for (target, names) in TESTS {
        let tests = Command::new(env!("CARGO"))
            .args(["test", "--quiet", target, "--"])
            .args(names)
            .current_dir(root)
            .env("INSTA_UPDATE", "always")
            .env("INSTA_FORCE_PASS", "1")
            .env("TADQIQ_UPDATE", "1")
            .output()
            .map_err(|cause| TaskError::Cargo { cause })?;
        if !tests.status.success() {
            failed.extend([tests.stdout, tests.stderr].concat());
        }
    }
    let changed = changes(&before, &texts(root)?);
    match changed.is_empty() {
        true => println!("nothing changed"),
        false => println!("accepted; read what changed before it is committed:\n  {}", changed.join("\n  ")),
    }
    if failed.is_empty() {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("{}\ntests fail, and not because of a text that changed", String::from_utf8_lossy(&failed));
    Ok(ExitCode::FAILURE)
}

type Texts = BTreeMap<PathBuf, Vec<u8>>;

/// The texts that tests hold, by their path from the root.
fn texts(root: &Path) -> Result<Texts, TaskError> {
    let mut files = vec![root.join(TABLE)];
    FOLDERS.iter().try_for_each(|folder| gather(&root.join(folder), "snap", &mut files))?;
    let read = |file: PathBuf| {
        let bytes = std::fs::read(&file).map_err(TaskError::of_file(&file))?;
        Ok((file.strip_prefix(root).unwrap_or(&file).to_owned(), bytes))
    };
    files.into_iter().filter(|file| file.is_file()).map(read).collect()
}

fn gather(folder: &Path, ending: &str, files: &mut Vec<PathBuf>) -> Result<(), TaskError> {
    for entry in std::fs::read_dir(folder).map_err(TaskError::of_file(folder))? {
        let path = entry.map_err(TaskError::of_file(folder))?.path();
        match path.extension() {
            _ if path.is_dir() => gather(&path, ending, files)?,
            Some(own) if own == ending => files.push(path),
            _ => {}
        }
    }
    Ok(())
}

fn changes(before: &Texts, after: &Texts) -> Vec<String> {
    let changed = after.iter().filter_map(|(file, text)| match before.get(file) {
        Some(old) if old == text => None,
        Some(_) => Some(file.display().to_string()),
        None => Some(format!("{} (new)", file.display())),
    });
    changed.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_that_holds_a_text_is_run() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let mut files = Vec::new();
        ["src", "tests"].iter().for_each(|folder| gather(&root.join(folder), "rs", &mut files).unwrap());
        let holds = |file: &PathBuf| {
            let text = std::fs::read_to_string(file).unwrap();
            let mut code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
            code.any(|line| line.contains("assert_snapshot!") || line.contains("TADQIQ_UPDATE"))
        };
        files.retain(holds);
        assert!(files.len() >= 5, "{files:?}");
        for file in files {
            let path = file.strip_prefix(&root).unwrap().with_extension("");
            let path = path.to_string_lossy().replace(['/', '\\'], "::");
            let is_run = TESTS.iter().flat_map(|(_, names)| *names).any(|name| path.ends_with(name));
            // What the suites are run over lies outside of the project.
            let is_elsewhere = path.starts_with("tests::suites::");
            assert!(is_run || is_elsewhere || path == "tests::rules", "{path}");
        }
    }

    #[test]
    fn what_changed_and_what_is_new_is_said() {
        let root = tempfile::tempdir().unwrap();
        for folder in FOLDERS {
            std::fs::create_dir_all(root.path().join(folder)).unwrap();
        }
        let write = |file: &str, text: &str| std::fs::write(root.path().join(file), text).unwrap();
        write("src/a.snap", "one");
        write("src/b.snap", "one");
        write("src/b.rs", "one");
        let before = texts(root.path()).unwrap();
        write("src/b.snap", "two");
        write("src/b.rs", "two");
        write("tests/c.snap", "two");
        write(TABLE, "two");
        let changed = changes(&before, &texts(root.path()).unwrap());
        assert_eq!(changed, ["RULES.md (new)", "src/b.snap", "tests/c.snap (new)"]);
    }
}
