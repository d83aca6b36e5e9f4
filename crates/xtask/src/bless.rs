//! Accepts what snapshots and the table of rules would be now.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::error::TaskError;

/// Where snapshots lie.
const FOLDERS: [&str; 3] = ["src", "tests", "fixtures/rules"];
/// Made of the index of rules.
const TABLE: &str = "RULES.md";

/// Runs the tests that hold texts, so that each keeps what it finds, and says which files changed. Its exit code is
/// that of the tests: one that fails still fails for another reason than its text.
pub fn bless(root: &Path) -> Result<ExitCode, TaskError> {
    let before = texts(root)?;
    let status = Command::new(env!("CARGO"))
        .args(["test", "--quiet", "--no-fail-fast", "--lib", "--test", "house", "--test", "rules"])
        .current_dir(root)
        .env("INSTA_UPDATE", "always")
        .env("INSTA_FORCE_PASS", "1")
        .env("TADQIQ_UPDATE", "1")
        .status()
        .map_err(|cause| TaskError::Cargo { cause })?;
    let changed = changes(&before, &texts(root)?);
    match changed.is_empty() {
        true => println!("nothing changed"),
        false => println!("accepted; read what changed before it is committed:\n  {}", changed.join("\n  ")),
    }
    if !status.success() {
        eprintln!("tests fail, and not because of a text that changed: see above");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

type Texts = BTreeMap<PathBuf, Vec<u8>>;

/// The texts that tests hold, by their path from the root.
fn texts(root: &Path) -> Result<Texts, TaskError> {
    let mut files = vec![root.join(TABLE)];
    FOLDERS.iter().try_for_each(|folder| gather(&root.join(folder), &mut files))?;
    let read = |file: PathBuf| {
        let bytes = std::fs::read(&file).map_err(TaskError::of_file(&file))?;
        Ok((file.strip_prefix(root).unwrap_or(&file).to_owned(), bytes))
    };
    files.into_iter().filter(|file| file.is_file()).map(read).collect()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), TaskError> {
    for entry in std::fs::read_dir(folder).map_err(TaskError::of_file(folder))? {
        let path = entry.map_err(TaskError::of_file(folder))?.path();
        match path.extension() {
            _ if path.is_dir() => gather(&path, files)?,
            Some(ending) if ending == "snap" => files.push(path),
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
