//! Globs of a config.

use std::path::{Component, Path, PathBuf};

use globset::{Glob, GlobBuilder, GlobSet, GlobSetBuilder};

/// Globs that begin at a config's folder: `*` stays in a folder, `**` crosses folders.
#[derive(Debug, Clone, Default)]
pub struct Patterns {
    set: GlobSet,
    written: Vec<String>,
}

impl Patterns {
    /// Globs as a config writes them.
    ///
    /// # Errors
    ///
    /// The position of the first that is no glob or leads out of the folder, and what is wrong
    /// with it.
    pub fn new(written: Vec<String>) -> Result<Self, (usize, String)> {
        let mut set = GlobSetBuilder::new();
        for (position, pattern) in written.iter().enumerate() {
            set.add(glob(pattern).map_err(|why| (position, why))?);
        }
        let set = set.build().map_err(|error| (0, error.to_string()))?;
        Ok(Self { set, written })
    }

    /// Whether one of them matches a path that begins at the config's folder.
    pub fn matches(&self, relative: &Path) -> bool {
        self.set.is_match(relative)
    }

    /// As the config writes them.
    pub fn written(&self) -> &[String] {
        &self.written
    }

    /// Whether one of them may match something below a folder: as far as their folders are written out.
    pub fn may_match_below(&self, folder: &Path) -> bool {
        self.written.iter().any(|pattern| {
            let is_literal = |part: &Component<'_>| !part.as_os_str().to_string_lossy().contains(GLOB_SIGNS);
            let pattern = Path::new(pattern.strip_prefix("./").unwrap_or(pattern));
            let literal: PathBuf = pattern.components().take_while(is_literal).collect();
            folder.starts_with(&literal) || literal.starts_with(folder)
        })
    }

    /// Whether one of them matches the path or a folder above it.
    pub fn matches_or_holds(&self, relative: &Path) -> bool {
        relative.ancestors().any(|path| !path.as_os_str().is_empty() && self.matches(path))
    }
}

/// What means something in a glob.
const GLOB_SIGNS: [char; 4] = ['*', '?', '[', '{'];

fn glob(pattern: &str) -> Result<Glob, String> {
    let below = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
    if below.is_empty() {
        return Err("it is empty".to_owned());
    }
    if Path::new(below).is_absolute() || below.split('/').any(|part| part == "..") {
        return Err("it leads out of the folder of the config".to_owned());
    }
    GlobBuilder::new(below).literal_separator(true).build().map_err(|error| error.kind().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_begin_at_the_folder() {
        for (pattern, path, expected) in [
            ("records/*.json", "records/a.json", true),
            ("records/*.json", "records/deep/a.json", false),
            ("records/**/*.json", "records/deep/a.json", true),
            ("records/**/*.json", "records/a.json", true),
            ("./people.json", "people.json", true),
            ("people.json", "old/people.json", false),
            ("*.{json,ndjson}", "a.ndjson", true),
            ("سجلات/*.json", "سجلات/a.json", true),
        ] {
            let patterns = Patterns::new(vec![pattern.to_owned()]).unwrap();
            assert_eq!(patterns.matches(Path::new(path)), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn a_folder_holds_what_lies_below_it() {
        for pattern in ["drafts", "drafts/", "drafts/**", "dr*"] {
            let patterns = Patterns::new(vec![pattern.to_owned()]).unwrap();
            assert!(patterns.matches_or_holds(Path::new("drafts/deep/a.json")), "{pattern}");
            assert!(!patterns.matches_or_holds(Path::new("records/drafts.json")), "{pattern}");
        }
    }

    #[test]
    fn a_folder_may_hold_what_is_meant() {
        for (pattern, folder, expected) in [
            ("records/**/*.json", "records/2022", true),
            ("./records/*.json", "records", true),
            ("a/b/*.json", "a", true),
            ("people.json", "records", false),
            ("records/*.json", "drafts", false),
            ("**/*.json", "drafts", true),
        ] {
            let patterns = Patterns::new(vec![pattern.to_owned()]).unwrap();
            assert_eq!(patterns.may_match_below(Path::new(folder)), expected, "{pattern} {folder}");
        }
    }

    #[test]
    fn what_is_no_glob_is_said() {
        for pattern in ["", "./", "/etc/*.json", "../x.json", "a/../../x.json", "a[", "{a"] {
            assert!(Patterns::new(vec![pattern.to_owned()]).is_err(), "{pattern}");
        }
    }
}
