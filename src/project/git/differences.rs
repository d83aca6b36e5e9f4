//! Which files differ between a revision, the index and the folder, and what they held.

use std::path::PathBuf;

use super::{GitError, Repository, Revision, path_of};

/// A file that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferingFile {
    /// Its path, from the root of all files.
    pub path: PathBuf,
    /// What it was.
    pub was: Content,
}

/// What stood at a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// No file, or a link: what that leads to is judged where it lies.
    Nothing,
    /// The file of so an object.
    Blob(String),
    /// Another repository, whose past is not known here.
    Submodule,
    /// What is not merged yet.
    Unmerged,
}

impl Repository {
    /// The files that are not in the folder as they were in a revision, each with what it was then.
    pub fn differing_from(&self, revision: &Revision) -> Result<Vec<DifferingFile>, GitError> {
        // What is in the revision and no longer in the index is listed twice, and was what the revision says.
        let mut differing = self.untracked()?;
        let mut tracked = self.differences(&["diff-index"], Some(revision))?;
        self.settle_unmerged(revision, &mut tracked)?;
        differing.extend(tracked);
        Ok(differing)
    }

    /// The files that are not in the index as they were in a revision, each with what it was then.
    pub fn staged_since(&self, revision: &Revision) -> Result<Vec<DifferingFile>, GitError> {
        self.differences(&["diff-index", "--cached"], Some(revision))
    }

    /// The files that are not in the folder as they are in the index, each with what it is there.
    ///
    /// # Errors
    ///
    /// [`GitError::Unmerged`] for what has several contents there.
    pub fn differing_from_the_index(&self) -> Result<Vec<DifferingFile>, GitError> {
        let mut differing = self.differences(&["diff-files"], None)?;
        if let Some(unmerged) = differing.iter().find(|difference| difference.was == Content::Unmerged) {
            let path = unmerged.path.strip_prefix(&self.top).unwrap_or(&unmerged.path).to_owned();
            return Err(GitError::Unmerged { path });
        }
        differing.extend(self.untracked()?);
        Ok(differing)
    }

    /// The files that git does not know and is not told to pass over: they were not there.
    fn untracked(&self) -> Result<Vec<DifferingFile>, GitError> {
        let listed = self.ask(["ls-files", "--others", "--exclude-standard", "--full-name", "-z"])?;
        let paths = listed.split(|byte| *byte == 0).filter(|path| !path.is_empty());
        Ok(paths
            .map(|path| DifferingFile { path: self.below_the_top(path), was: Content::Nothing })
            .collect())
    }

    fn differences(&self, command: &[&str], of: Option<&Revision>) -> Result<Vec<DifferingFile>, GitError> {
        let options = ["--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=dirty"];
        let of = of.map(|revision| revision.object.as_str());
        let words = command.iter().copied().chain(options).chain(of).chain(["--"]);
        let listed = self.ask(words)?;
        let mut parts = listed.split(|byte| *byte == 0);
        let mut differing = Vec::new();
        while let (Some(said), Some(path)) = (parts.next(), parts.next()) {
            differing.push(DifferingFile { path: self.below_the_top(path), was: content(said) });
        }
        Ok(differing)
    }

    /// What is not merged is listed without what it was.
    fn settle_unmerged(
        &self,
        revision: &Revision,
        differing: &mut Vec<DifferingFile>,
    ) -> Result<(), GitError> {
        let unmerged = |difference: &DifferingFile| difference.was == Content::Unmerged;
        let paths: Vec<PathBuf> =
            differing.iter().filter(|it| unmerged(it)).map(|difference| difference.path.clone()).collect();
        differing.retain(|difference| !unmerged(difference));
        for path in paths {
            let inside = path.strip_prefix(&self.top).unwrap_or(&path).as_os_str();
            let mut words =
                ["ls-tree", "-z", "--full-tree", &revision.object, "--"].map(|it| it.as_ref()).to_vec();
            words.push(inside);
            let listed = self.ask(words)?;
            // "100644 blob OBJECT\tPATH"
            let said = String::from_utf8_lossy(&listed).into_owned();
            let mut parts = said.split([' ', '\t']);
            let was = match (parts.next(), parts.next(), parts.next()) {
                (Some(mode), Some("blob"), Some(object)) if mode != LINK => Content::Blob(object.to_owned()),
                _ => Content::Nothing,
            };
            differing.push(DifferingFile { path, was });
        }
        Ok(())
    }

    fn below_the_top(&self, path: &[u8]) -> PathBuf {
        // A folder is written with a slash behind it: another repository that lies there.
        let mut whole = self.top.clone();
        // Part by part: on Windows a path without links knows no `/`.
        whole.extend(path_of(path.strip_suffix(b"/").unwrap_or(path)).components());
        whole
    }
}

const LINK: &str = "120000";

/// What stood there, of ":100644 100755 OBJECT OBJECT M".
fn content(said: &[u8]) -> Content {
    let said = String::from_utf8_lossy(said);
    let mut words = said.trim_start_matches(':').split(' ');
    let (mode, now, object) = (words.next(), words.next(), words.next());
    let status = words.nth(1).unwrap_or_default();
    match (mode, object) {
        _ if status.starts_with('U') => Content::Unmerged,
        (Some("160000"), _) => Content::Submodule,
        _ if now == Some("160000") => Content::Submodule,
        (Some("000000" | LINK), _) | (_, None) | (None, _) => Content::Nothing,
        (Some(_), Some(object)) => Content::Blob(object.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stood_there_is_read_off_the_raw_line() {
        for (said, was) in [
            (":100644 100644 aaa bbb M", Content::Blob("aaa".into())),
            (":100644 000000 aaa 000 D", Content::Blob("aaa".into())),
            (":000000 100644 000 bbb A", Content::Nothing),
            (":120000 100644 aaa bbb T", Content::Nothing),
            (":160000 160000 aaa bbb M", Content::Submodule),
            (":100644 160000 aaa bbb T", Content::Submodule),
            (":000000 000000 000 000 U", Content::Unmerged),
            ("", Content::Nothing),
        ] {
            assert_eq!(content(said.as_bytes()), was, "{said}");
        }
    }
}
