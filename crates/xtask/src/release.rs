//! Says whether what stands here can be released as a version, and prints what the release says of itself.

use std::path::{Path, PathBuf};

use crate::error::TaskError;

/// A place that names the version that others install: the text before it, and that behind it.
struct VersionPlace {
    file: &'static str,
    before: &'static str,
    after: &'static str,
}

/// All places that do.
const PLACES: [VersionPlace; 9] = [
    VersionPlace { file: "Cargo.toml", before: "\nversion = \"", after: "\"\n" },
    VersionPlace { file: "Cargo.lock", before: "\nname = \"tadqiq\"\nversion = \"", after: "\"\n" },
    VersionPlace { file: "pyproject.toml", before: "\nversion = \"", after: "\"\n" },
    VersionPlace { file: "pyproject.toml", before: "\"tadqiq==", after: "\"" },
    VersionPlace { file: "templates/gitlab.yml", before: "TADQIQ_VERSION: \"", after: "\"" },
    VersionPlace { file: "templates/gitlab.yml", before: "/tadqiq/tadqiq/v", after: "/" },
    VersionPlace { file: "docs/gate.md", before: "/tadqiq/tadqiq/v", after: "/" },
    VersionPlace { file: "docs/gate.md", before: "rev: v", after: "\n" },
    VersionPlace { file: "docs/gate.md", before: "uses: tadqiq/tadqiq@v", after: "\n" },
];
const CHANGES: &str = "CHANGELOG.md";

/// The notes of a release: its part of the changelog.
///
/// # Errors
///
/// [`TaskError::NotReady`] with all that is still to do.
pub fn release(root: &Path, version: &str) -> Result<String, TaskError> {
    let mut due = Vec::new();
    for place in &PLACES {
        let named = versions(&read(root, place.file)?, place);
        if named.is_empty() {
            due.push(format!("{}: there is no version behind {:?}", place.file, place.before.trim()));
        }
        let others = named.into_iter().filter(|named| named != version);
        due.extend(others.map(|other| format!("{}: {other} should be {version}", place.file)));
    }
    let notes = notes(&read(root, CHANGES)?, version);
    match notes {
        Some(notes) if due.is_empty() => Ok(notes),
        Some(_) => Err(TaskError::NotReady { due }),
        None => {
            due.push(format!(
                "{CHANGES}: there is no part \"## {version} (YEAR-MONTH-DAY)\" with something in it"
            ));
            Err(TaskError::NotReady { due })
        }
    }
}

fn read(root: &Path, file: &str) -> Result<String, TaskError> {
    let path: PathBuf = root.join(file);
    std::fs::read_to_string(&path).map_err(TaskError::of_file(&path))
}

/// The versions that stand in a place; the first alone of a manifest, which lists others behind its own.
fn versions(text: &str, place: &VersionPlace) -> Vec<String> {
    let found = text.split(place.before).skip(1).filter_map(|rest| rest.split(place.after).next());
    let most = if place.file.ends_with(".md") { usize::MAX } else { 1 };
    found.take(most).map(|version| version.trim().to_owned()).collect()
}

/// What stands below the heading of a version, which has the day of the release behind it.
fn notes(changes: &str, version: &str) -> Option<String> {
    let (_, rest) = changes.split_once(&format!("\n## {version} ("))?;
    let (day, rest) = rest.split_once(")\n")?;
    let is_day = day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let part = rest.split("\n## ").next()?.trim();
    (is_day && !part.is_empty()).then(|| format!("{part}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CHANGELOG: &str = "# Changes\n\n## Unreleased\n\n- later\n\n## 1.2.0 (2026-11-28)\n\n- one\n- two\n\n## 1.1.0 (2026-10-01)\n\n- old\n";

    /// A project that is ready for 1.2.0.
    fn project() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for file in ["templates", "docs"] {
            std::fs::create_dir(root.path().join(file)).unwrap();
        }
        for (file, text) in [
            ("Cargo.toml", "[package]\nname = \"tadqiq\"\nversion = \"1.2.0\"\n[x]\nversion = \"7\"\n"),
            ("Cargo.lock", "[[package]]\nname = \"tadqiq\"\nversion = \"1.2.0\"\n"),
            ("pyproject.toml", "[project]\nversion = \"1.2.0\"\ndependencies = [\"tadqiq==1.2.0\"]\n"),
            ("templates/gitlab.yml", "# x/tadqiq/tadqiq/v1.2.0/y\nTADQIQ_VERSION: \"1.2.0\"\n"),
            (
                "docs/gate.md",
                "rev: v1.2.0\nuses: tadqiq/tadqiq@v1.2.0\nrev: v1.2.0\nx/tadqiq/tadqiq/v1.2.0/y\n",
            ),
            (CHANGES, CHANGELOG),
        ] {
            std::fs::write(root.path().join(file), text).unwrap();
        }
        root
    }

    fn due(root: &Path, version: &str) -> Vec<String> {
        match release(root, version) {
            Err(TaskError::NotReady { due }) => due,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_notes_are_the_part_of_the_changelog() {
        assert_eq!(release(project().path(), "1.2.0").unwrap(), "- one\n- two\n");
    }

    #[test]
    fn every_place_that_names_another_version_is_said() {
        let root = project();
        assert_eq!(
            due(root.path(), "1.3.0").len(),
            PLACES.len() + 2,
            "the page names it three times, the log never"
        );
        for (place, text) in [
            (
                "docs/gate.md",
                "rev: v1.2.0\nuses: tadqiq/tadqiq@v1.2.0\nrev: v1.1.0\nx/tadqiq/tadqiq/v1.2.0/y\n",
            ),
            ("pyproject.toml", "[project]\nversion = \"1.2.0\"\ndependencies = [\"tadqiq\"]\n"),
            (CHANGES, "# Changes\n\n## 1.2.0 (not yet released)\n\n- one\n"),
            (CHANGES, "# Changes\n\n## 1.2.0 (2026-11-28)\n\n## 1.1.0\n\n- one\n"),
        ] {
            let root = project();
            std::fs::write(root.path().join(place), text).unwrap();
            let due = due(root.path(), "1.2.0");
            assert!(due.len() == 1 && due[0].starts_with(place), "{due:?}");
        }
    }
}
