//! The files of a project as they are judged, and as they were.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::error::{Error, GitError};
use super::files::{Files, Overlay, Overlays};
use super::git::{Content, DifferingFile, Repository, Revision, is_on_disk, spool_blobs};
use super::spool::{Spool, SpooledText};
use super::{Options, Subject};

/// What the records are held against: only what is found now and was not then is reported.
///
/// Both sides are judged by the policy of now: configs, schemas, decisions; or by that of
/// [`config_from`](Options::config_from). What git is told to ignore has no past, and counts as it lies on both sides.
/// Git itself runs nothing of what the repository's config names, and changes nothing.
///
/// ```
/// use std::process::Command;
/// use tadqiq::{Options, Since, Subject};
///
/// # let nobody = if cfg!(windows) { "NUL" } else { "/dev/null" };
/// let folder = tempfile::tempdir()?;
/// let git = |words: &[&str]| {
///     let mut git = Command::new("git");
/// #   git.env("GIT_CONFIG_GLOBAL", nobody).env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
///     git.current_dir(folder.path()).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]).args(words).output()
/// };
/// let record = |name: &str| format!(r#"{{"id": "{name}", "kind": "visit", "status": "held", "participants": [{{"name": "Dr. {name}"}}]}}"#);
/// std::fs::write(folder.path().join("old.json"), record("old"))?;
/// git(&["init", "--quiet"])?;
/// git(&["add", "--all"])?;
/// git(&["commit", "--quiet", "--message", "as it was"])?;
/// std::fs::write(folder.path().join("new.json"), record("new"))?;
///
/// let options = Options { since: Some(Since::Revision("HEAD".to_owned())), ..Options::default() };
/// let report = tadqiq::check(&Subject::paths([folder.path()]), &options)?;
/// let since = report.since.as_ref().ok_or("held against nothing")?;
/// assert_eq!((since.new, since.fixed, since.unchanged), (1, 0, 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Since {
    /// The files as they lie, against where their branch left that of a revision: a branch, a tag, a commit. Where the
    /// two have nothing in common, against the revision itself.
    Revision(String),
    /// The files as they are staged in git's index, against the last commit: what the next commit would bring.
    Staged,
}

/// The files of a project as they are judged, and as they were.
#[derive(Debug)]
pub struct Sides {
    /// As they are judged.
    pub head: Files,
    /// As they were, if they are held against what they were.
    pub past: Option<Past>,
    /// What says how they are judged, if another revision says it.
    pub policy: Option<PolicyRevision>,
}

/// The files of a project as they were.
#[derive(Debug)]
pub struct Past {
    /// The files.
    pub files: Files,
    /// When.
    pub revision: NamedRevision,
    /// What differs, by real path: a file, or a folder whose past is not known.
    pub differing: FxHashMap<PathBuf, PastKnowledge>,
    /// The folder of the repository: what lies elsewhere has no past.
    top: PathBuf,
}

/// What is known of a file that differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PastKnowledge {
    /// What it held.
    Known,
    /// Nothing: it is kept elsewhere.
    Unknown,
}

/// The revision that says how records are judged.
#[derive(Debug)]
pub struct PolicyRevision {
    /// The revision.
    pub revision: NamedRevision,
    /// Its files: what lies over the disk is another now.
    pub files: Files,
}

/// A revision, and how it was named.
#[derive(Debug, Clone)]
pub struct NamedRevision {
    /// As it was given.
    pub named: String,
    /// What is taken.
    pub revision: Revision,
    /// Whether that is what was named, and not where the branch left it.
    pub is_itself: bool,
}

impl Sides {
    /// The files over what lies on disk and what an editor holds; as they are where nothing else is asked for.
    ///
    /// # Errors
    ///
    /// [`GitError`], and where there is no room for what files held.
    pub fn of(options: &Options, subject: &Subject, files: &Files) -> Result<Self, Error> {
        if options.since.is_none() && options.config_from.is_none() {
            return Ok(Self { head: files.clone(), past: None, policy: None });
        }
        let mut git = Reading::of(subject, files)?;
        let mut head = files.clone();
        if options.since == Some(Since::Staged) {
            let index = git.repository.differing_from_the_index()?;
            let texts = git.texts(&index)?;
            head = git.disk.below(&texts.overlays);
        }
        let mut policy = None;
        if let Some(named) = &options.config_from {
            let revision = git.repository.revision(named)?;
            let differing = git.differing_from(&revision)?.overlays;
            // An editor's config is as much a change as one that is written.
            let files = git.disk.below(&differing);
            head = head.judged_by(&files);
            let revision = NamedRevision { named: named.clone(), revision, is_itself: true };
            policy = Some(PolicyRevision { revision, files });
        }
        let past = options.since.as_ref().map(|since| git.past(since, &head)).transpose()?;
        Ok(Self { head, past, policy })
    }
}

impl Past {
    /// Whether a file is another than it was, by its real path.
    pub fn differs(&self, real: &Path) -> bool {
        real.ancestors().any(|path| self.differing.contains_key(path))
    }

    /// Whether a file was there, and is another than it was, by its real path.
    pub fn was_another(&self, real: &Path) -> bool {
        self.differs(real) && !self.files.is_absent(real)
    }

    /// Refuses what has no past: it would pass for what was always there.
    pub fn knows(&self, real: &Path) -> Result<(), GitError> {
        match real.starts_with(&self.top) {
            true => Ok(()),
            false => {
                Err(GitError::OutsideOfRepository { path: real.to_owned(), repository: self.top.clone() })
            }
        }
    }

    /// What differs and is kept where its past is not known, by its path from the top.
    pub fn unknown(&self) -> Vec<&Path> {
        let unknown = self.differing.iter().filter(|(_, known)| **known == PastKnowledge::Unknown);
        let mut paths: Vec<&Path> =
            unknown.map(|(path, _)| path.strip_prefix(&self.top).unwrap_or(path)).collect();
        paths.sort_unstable();
        paths
    }
}

/// What is read out of a repository.
struct Reading {
    repository: Repository,
    spool: Spool,
    /// What lies on disk, without what an editor holds.
    disk: Files,
    /// By revision.
    known: Vec<(Revision, PastTexts)>,
}

/// What files were, and whether that is known.
#[derive(Clone, Default)]
struct PastTexts {
    overlays: Overlays,
    unknown: Vec<PathBuf>,
}

impl Reading {
    fn of(subject: &Subject, files: &Files) -> Result<Self, Error> {
        let no_room = |cause| Error::Unwritable { path: std::env::temp_dir(), cause };
        Ok(Self {
            repository: Repository::of(&folder_of_subject(subject)?)?,
            spool: Spool::new().map_err(no_room)?,
            disk: files.on_disk(),
            known: Vec::new(),
        })
    }

    fn past(&mut self, since: &Since, head: &Files) -> Result<Past, Error> {
        let (revision, texts, is_same) = match since {
            Since::Revision(named) => {
                let itself = self.repository.revision(named)?;
                let revision = self.repository.merge_base(&itself, named)?;
                let is_itself = revision == itself;
                let texts = self.differing_from(&revision)?;
                (NamedRevision { named: named.clone(), revision, is_itself }, texts, false)
            }
            Since::Staged => {
                let (named, revision) = match self.repository.head()? {
                    Some(last) => ("HEAD", last),
                    None => ("before the first commit", self.repository.nothing()?),
                };
                let is_same = self.repository.staged_since(&revision)?.is_empty();
                let texts = self.differing_from(&revision)?;
                (NamedRevision { named: named.to_owned(), revision, is_itself: true }, texts, is_same)
            }
        };
        if is_same {
            let (files, top) = (head.clone(), self.repository.top.clone());
            return Ok(Past { files, revision, differing: FxHashMap::default(), top });
        }
        let known = head.all_overlaid().chain(texts.overlays.keys().map(PathBuf::as_path));
        let mut differing: FxHashMap<PathBuf, PastKnowledge> =
            known.map(|path| (path.to_path_buf(), PastKnowledge::Known)).collect();
        differing.extend(texts.unknown.into_iter().map(|path| (path, PastKnowledge::Unknown)));
        let files = self.disk.below(&texts.overlays).judged_by(head);
        Ok(Past { files, revision, differing, top: self.repository.top.clone() })
    }

    fn differing_from(&mut self, revision: &Revision) -> Result<PastTexts, Error> {
        if let Some((_, known)) = self.known.iter().find(|(known, _)| known == revision) {
            return Ok(known.clone());
        }
        let differing = self.repository.differing_from(revision)?;
        let texts = self.texts(&differing)?;
        self.known.push((revision.clone(), texts.clone()));
        Ok(texts)
    }

    /// What files were that differ, as it lies over the disk.
    fn texts(&mut self, differing: &[DifferingFile]) -> Result<PastTexts, Error> {
        let blobs = differing.iter().filter_map(|difference| match &difference.was {
            Content::Blob(object) => Some((difference.path.as_path(), object.as_str())),
            Content::Nothing | Content::Submodule | Content::Unmerged => None,
        });
        let blobs: Vec<(&Path, &str)> = blobs.collect();
        let texts = spool_blobs(&self.repository, &blobs, &mut self.spool)?;
        let mut overlays: FxHashMap<PathBuf, Overlay> = FxHashMap::default();
        let mut unknown = Vec::new();
        for difference in differing.iter().filter(|it| !matches!(it.was, Content::Blob(_))) {
            overlays.insert(difference.path.clone(), Overlay::Absent);
            if difference.was == Content::Submodule {
                unknown.push(difference.path.clone());
            }
        }
        for ((path, _), text) in blobs.into_iter().zip(texts) {
            let overlay = match () {
                // Listed because it was touched, and the same for all that.
                () if is_on_disk(path, &text).unwrap_or(false) => {
                    overlays.remove(path);
                    continue;
                }
                () if is_kept_elsewhere(&text) => {
                    unknown.push(path.to_path_buf());
                    Overlay::Absent
                }
                () => Overlay::Spooled(text),
            };
            overlays.insert(path.to_path_buf(), overlay);
        }
        Ok(PastTexts { overlays: Arc::new(overlays), unknown })
    }
}

/// Whether git holds but a note of where a file is kept (Git LFS).
fn is_kept_elsewhere(text: &SpooledText) -> bool {
    const NOTE: &[u8] = b"version https://git-lfs.github.com/spec/";
    text.bytes(NOTE.len() as u64).is_ok_and(|start| start == NOTE)
}

/// The folder to ask git in: that of the first path.
fn folder_of_subject(subject: &Subject) -> Result<PathBuf, GitError> {
    let here = || PathBuf::from(".");
    let Subject::Paths { paths, stdin_name: None } = subject else { return Err(GitError::NoPast) };
    if paths.iter().any(|path| path.as_os_str() == "-") {
        return Err(GitError::NoPast);
    }
    let Some(first) = paths.first() else { return Ok(here()) };
    Ok(first.ancestors().find(|path| path.is_dir()).map_or_else(here, Path::to_path_buf))
}
