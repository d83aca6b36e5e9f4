//! What git knows of the files: asked of the program `git`, which must change nothing and run nothing of the
//! repository's own.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use super::error::{ForeignError, GitError};

mod blobs;
mod differences;

pub use blobs::{is_on_disk, spool_blobs};
pub use differences::{Content, DifferingFile};

/// What keeps git from changing anything, and from starting what a repository's config names.
const CAREFUL: [&str; 8] = [
    "--no-optional-locks",
    "--no-pager",
    "--literal-pathspecs",
    "-c",
    "core.fsmonitor=false",
    "-c",
    if cfg!(windows) { "core.hooksPath=NUL" } else { "core.hooksPath=/dev/null" },
    "-c",
];
/// What an end of [`CAREFUL`] needs: paths begin at the top, whatever a config says.
const FROM_THE_TOP: &str = "diff.relative=false";

/// Where git looks for what a word names.
const REFERENCES: [&str; 5] = ["", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"];

/// A repository with its files checked out.
#[derive(Debug)]
pub struct Repository {
    /// Where git is run.
    folder: PathBuf,
    /// The real path of the folder that its paths begin in.
    pub top: PathBuf,
    /// What takes the filters of its config away: variables of git's environment.
    without_filters: Vec<(OsString, OsString)>,
}

/// A commit, or a tree where there is none yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// Its hexadecimal name.
    pub object: String,
}

impl Revision {
    /// As people write it.
    pub fn short(&self) -> &str {
        self.object.get(..7).unwrap_or(&self.object)
    }
}

impl Repository {
    /// The repository that a folder lies in. Inside of a hook it is the one that git says, and so is its index.
    ///
    /// # Errors
    ///
    /// [`GitError::NoGit`], [`GitError::NoRepository`], [`GitError::Bare`], [`GitError::NotTrusted`].
    pub fn of(folder: &Path) -> Result<Self, GitError> {
        // Where git set the folder of the repository, its paths begin where it started us.
        let is_set = std::env::var_os("GIT_DIR").is_some();
        let folder = if is_set { PathBuf::from(".") } else { folder.to_owned() };
        let mut repository = Self { folder, top: PathBuf::new(), without_filters: Vec::new() };
        let said = repository.ask(["rev-parse", "--show-toplevel"])?;
        let failed = || GitError::Bare { folder: repository.folder.clone() };
        let top = path_of(said.strip_suffix(b"\n").unwrap_or(&said));
        if top.as_os_str().is_empty() {
            return Err(failed());
        }
        repository.top = std::fs::canonicalize(&top).map_err(|_| failed())?;
        if !is_set {
            repository.folder.clone_from(&repository.top);
        }
        repository.without_filters = repository.filters_taken_away()?;
        Ok(repository)
    }

    /// The commit that a revision names.
    ///
    /// # Errors
    ///
    /// [`GitError::NotARevision`], [`GitError::NoCommit`], [`GitError::UnknownRevision`].
    pub fn revision(&self, named: &str) -> Result<Revision, GitError> {
        let revision = || named.to_owned();
        // What begins with a dash is an option to git, and a line end would end its name.
        if named.is_empty() || named.starts_with('-') || named.contains(char::is_control) {
            return Err(GitError::NotARevision { revision: revision() });
        }
        if let Some(known) = self.commit(named)? {
            return match self.ambiguous(named)? {
                Some((one, other)) => Err(GitError::Ambiguous { revision: revision(), one, other }),
                None => Ok(known),
            };
        }
        if self.head()?.is_none() {
            return Err(GitError::NoCommit { revision: revision() });
        }
        Err(GitError::UnknownRevision { revision: revision(), is_shallow: self.is_shallow()? })
    }

    /// Two names of git that a word may stand for, of which each names another commit: git would take the tag, so whoever
    /// may push one would choose what everybody is held against.
    fn ambiguous(&self, named: &str) -> Result<Option<(String, String)>, GitError> {
        // "main~3" and "main@{yesterday}" begin with a name too.
        let end = named.find(['~', '^', ':']).into_iter().chain(named.find("@{")).min();
        let named = end.and_then(|end| named.get(..end)).unwrap_or(named);
        let full: Vec<String> = REFERENCES.iter().map(|folder| format!("{folder}{named}")).collect();
        let words = ["for-each-ref", "--format=%(objectname) %(*objectname) %(refname)"].map(str::to_owned);
        let said = self.run(words.into_iter().chain(full.iter().cloned()))?;
        let said = String::from_utf8_lossy(&said.stdout).into_owned();
        let mut found: Vec<(&str, &str)> = Vec::new();
        for line in said.lines() {
            // A tag with a message has an object of its own, and then that of its commit.
            let parts: Vec<&str> = line.split_whitespace().collect();
            let (Some(name), Some(object)) =
                (parts.last(), parts.len().checked_sub(2).and_then(|at| parts.get(at)))
            else {
                continue;
            };
            if full.iter().any(|full| full == name) && !found.iter().any(|(_, known)| known == object) {
                found.push((name, object));
            }
        }
        match found.as_slice() {
            [(one, _), (other, _), ..] => Ok(Some(((*one).to_owned(), (*other).to_owned()))),
            _ => Ok(None),
        }
    }

    /// The last commit of the branch that is checked out; none where there is none yet.
    pub fn head(&self) -> Result<Option<Revision>, GitError> {
        self.commit("HEAD")
    }

    /// What a repository holds before its first commit.
    pub fn nothing(&self) -> Result<Revision, GitError> {
        Ok(Revision { object: word(&self.ask(["hash-object", "-t", "tree", "--stdin"])?) })
    }

    /// Where the branch that is checked out left that of a revision; the revision itself where they have nothing in
    /// common.
    ///
    /// # Errors
    ///
    /// [`GitError::Shallow`] where the clone does not reach so far.
    pub fn merge_base(&self, of: &Revision, named: &str) -> Result<Revision, GitError> {
        let Some(head) = self.head()? else { return Ok(of.clone()) };
        let output = self.run(["merge-base", &head.object, &of.object])?;
        match word(&output.stdout) {
            object if output.status.success() && !object.is_empty() => Ok(Revision { object }),
            _ if output.status.code() != Some(1) => Err(self.failure(&output)),
            _ if self.is_shallow()? => Err(GitError::Shallow { revision: named.to_owned() }),
            _ => Ok(of.clone()),
        }
    }

    fn commit(&self, named: &str) -> Result<Option<Revision>, GitError> {
        let commit = format!("{named}^{{commit}}");
        let output = self.run(["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        let object = word(&output.stdout);
        let is_object = !object.is_empty() && object.bytes().all(|byte| byte.is_ascii_hexdigit());
        Ok((output.status.success() && is_object).then_some(Revision { object }))
    }

    fn is_shallow(&self) -> Result<bool, GitError> {
        Ok(word(&self.ask(["rev-parse", "--is-shallow-repository"])?) == "true")
    }

    /// Settings by which no filter of a config is run, whatever files say of it in `.gitattributes`. They are no
    /// options, because a filter may have any name.
    fn filters_taken_away(&self) -> Result<Vec<(OsString, OsString)>, GitError> {
        const COUNT: &str = "GIT_CONFIG_COUNT";
        let keys = r"^filter\..*\.(clean|smudge|process|required)$";
        let output = self.run(["config", "--name-only", "-z", "--get-regexp", keys])?;
        let named = output.stdout.split(|byte| *byte == 0).filter(|key| !key.is_empty());
        let before = std::env::var(COUNT).ok().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
        let mut settings = Vec::new();
        let mut count = before;
        for key in named {
            let value = if key.ends_with(b".required") { "false" } else { "" };
            settings.push((format!("GIT_CONFIG_KEY_{count}").into(), path_of(key).into_os_string()));
            settings.push((format!("GIT_CONFIG_VALUE_{count}").into(), value.into()));
            count += 1;
        }
        if count > before {
            settings.push((COUNT.into(), count.to_string().into()));
        }
        Ok(settings)
    }

    /// What git answers.
    fn ask<W: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = W>) -> Result<Vec<u8>, GitError> {
        let output = self.run(words)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(self.failure(&output)),
        }
    }

    fn run<W: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = W>) -> Result<Output, GitError> {
        self.command(words).stdin(Stdio::null()).output().map_err(|cause| GitError::NoGit { cause })
    }

    fn command<W: AsRef<OsStr>>(&self, words: impl IntoIterator<Item = W>) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.folder).args(CAREFUL).arg(FROM_THE_TOP).args(words);
        command.envs(self.without_filters.iter().map(|(key, value)| (key, value)));
        // Its words are read, so they must be English; it asks nobody, and fetches nothing.
        command.env("LC_ALL", "C").env("LANGUAGE", "C").env("GIT_TERMINAL_PROMPT", "0");
        // What a clone puts in the place of a commit is not what everybody else has.
        command.env("GIT_NO_REPLACE_OBJECTS", "1");
        command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none");
        command
    }

    fn failure(&self, output: &Output) -> GitError {
        let words = String::from_utf8_lossy(&output.stderr);
        let folder = || std::fs::canonicalize(&self.folder).unwrap_or_else(|_| self.folder.clone());
        match words {
            _ if words.contains("dubious ownership") => GitError::NotTrusted { folder: folder() },
            _ if words.contains("not a git repository") => GitError::NoRepository { folder: folder() },
            _ if words.contains("must be run in a work tree") => GitError::Bare { folder: folder() },
            _ => GitError::Failed { words: ForeignError::new(words.trim().to_owned()) },
        }
    }
}

/// What git writes on one line.
fn word(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim().to_owned()
}

/// A path as git writes it.
fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        PathBuf::from(OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
    }
}
