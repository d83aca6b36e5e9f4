//! What lies on disk, and what an editor holds in its place.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;

use super::input::{Input, Location, open_file};
use super::spool::SpooledText;
use crate::notation::Notation;
use crate::project::Error;
use crate::record::digest::LastingDigest;
use crate::schema::Reader;

/// The files of a project: those on disk, but for what is overlaid. A handle: copy it freely.
#[derive(Debug, Clone, Default)]
pub struct Files {
    overlays: Overlays,
    /// What lies over the files that say how all others are judged; none: what lies over all.
    of_policy: Option<Overlays>,
    /// What stands in the place of the standard input, which can be read once only.
    stdin: Option<SpooledText>,
    reads: Option<Arc<Mutex<Vec<FileRead>>>>,
}

/// What stands in the place of files, by their [real path](real).
pub type Overlays = Arc<FxHashMap<PathBuf, Overlay>>;

/// What stands in the place of a file.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// Nothing: it is not there, and neither is what lies in it.
    Absent,
    /// What an editor holds.
    Memory(Arc<[u8]>),
    /// A text of any size.
    Spooled(SpooledText),
}

impl Overlay {
    /// Its bytes, at most so many; one more where it has more.
    fn bytes(&self, most: u64) -> io::Result<Vec<u8>> {
        let most = most.saturating_add(1);
        match self {
            Self::Absent => Err(io::ErrorKind::NotFound.into()),
            Self::Memory(text) => {
                Ok(text.iter().copied().take(usize::try_from(most).unwrap_or(usize::MAX)).collect())
            }
            Self::Spooled(text) => text.bytes(most),
        }
    }
}

/// A file that was read as a whole, and the digest of what it held.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileRead {
    /// Its [real path](real).
    pub path: PathBuf,
    /// The digest of its bytes; that of nothing where it could not be read.
    pub digest: [u8; 16],
}

impl Files {
    /// Puts a text in the place of a file, be it there or not.
    pub fn overlay(&mut self, path: &Path, text: Overlay) {
        Arc::make_mut(&mut self.overlays).insert(real(path), text);
    }

    /// Puts a text in the place of the standard input.
    pub fn overlay_stdin(&mut self, text: SpooledText) {
        self.stdin = Some(text);
    }

    /// Takes a text away again: what is on disk counts. Whether there was one.
    pub fn reveal(&mut self, path: &Path) -> bool {
        Arc::make_mut(&mut self.overlays).remove(&real(path)).is_some()
    }

    /// The files as they lie on disk.
    pub fn on_disk(&self) -> Self {
        Self { overlays: Overlays::default(), of_policy: None, ..self.clone() }
    }

    /// The same files with others over them, which lie over what says how they are judged too.
    pub fn below(&self, overlays: &Overlays) -> Self {
        let of_policy = self.of_policy.as_ref().map(|own| together(own, overlays));
        Self { overlays: together(&self.overlays, overlays), of_policy, ..self.clone() }
    }

    /// The same files, judged by what `policy` holds.
    pub fn judged_by(&self, policy: &Self) -> Self {
        Self { of_policy: Some(Arc::clone(policy.policy_overlays())), ..self.clone() }
    }

    /// The same files, each judged by what it lies among.
    pub fn judged_by_itself(&self) -> Self {
        Self { of_policy: None, ..self.clone() }
    }

    /// The files that say how all others are judged: configs, schemas and what they refer to, decisions, baselines.
    pub fn policy(&self) -> Self {
        Self { overlays: Arc::clone(self.policy_overlays()), of_policy: None, ..self.clone() }
    }

    fn policy_overlays(&self) -> &Overlays {
        self.of_policy.as_ref().unwrap_or(&self.overlays)
    }

    /// What is held in the place of a file.
    pub fn overlaid(&self, path: &Path) -> Option<&Overlay> {
        if self.overlays.is_empty() {
            return None;
        }
        self.overlaid_at(&real(path))
    }

    /// What is held in the place of a file, by its [real path](real).
    fn overlaid_at(&self, real: &Path) -> Option<&Overlay> {
        let own = self.overlays.get(real);
        let mut folders = real.ancestors().skip(1).filter_map(|folder| self.overlays.get(folder));
        own.or_else(|| folders.find(|overlay| matches!(overlay, Overlay::Absent)))
    }

    /// Whether something lies over a file, by its [real path](real).
    pub fn is_overlaid(&self, real: &Path) -> bool {
        self.overlaid_at(real).is_some()
    }

    /// Whether something lies over a file, by its [real path](real), that says it is not there.
    pub fn is_absent(&self, real: &Path) -> bool {
        !self.overlays.is_empty() && matches!(self.overlaid_at(real), Some(Overlay::Absent))
    }

    /// The real paths of the texts that are overlaid below a folder, in order.
    pub fn overlaid_below(&self, folder: &Path) -> Vec<&Path> {
        let texts = self.overlays.iter().filter(|(_, overlay)| !matches!(overlay, Overlay::Absent));
        let mut paths: Vec<&Path> = texts.map(|(path, _)| path.as_path()).collect();
        paths.retain(|path| path.starts_with(folder));
        paths.sort_unstable();
        paths
    }

    /// Whether anything lies over the disk.
    pub fn has_overlays(&self) -> bool {
        !self.overlays.is_empty()
    }

    /// The real paths of all that is overlaid.
    pub fn all_overlaid(&self) -> impl Iterator<Item = &Path> {
        self.overlays.keys().map(PathBuf::as_path)
    }

    /// Whether a file is there to be read.
    pub fn is_file(&self, path: &Path) -> bool {
        match self.overlaid(path) {
            Some(Overlay::Absent) => false,
            Some(_) => true,
            None => path.is_file(),
        }
    }

    /// Whether anything goes by that name: a file, but also a folder, a pipe, a link that leads nowhere.
    pub fn is_anything(&self, path: &Path) -> bool {
        match self.overlaid(path) {
            Some(Overlay::Absent) => false,
            Some(_) => true,
            None => path.symlink_metadata().is_ok(),
        }
    }

    /// Opens a file. Without a notation, its text decides.
    ///
    /// # Errors
    ///
    /// Those of [`Input::open`].
    pub fn open(&self, location: &Location, notation: Option<Notation>) -> Result<Input, Error> {
        match location {
            Location::Path(path) => match self.overlaid(path) {
                Some(Overlay::Absent) => Err(not_there(path)),
                Some(Overlay::Memory(text)) => Input::of_memory(path, Arc::clone(text), notation),
                Some(Overlay::Spooled(text)) => Input::of_spool(path, text.clone(), notation),
                None => Input::open(location, notation),
            },
            Location::Stdin => match &self.stdin {
                Some(text) => Input::of_spool(Path::new("-"), text.clone(), notation),
                None => Input::open(location, notation),
            },
        }
    }

    /// The bytes of a file, at most so many; one more where it has more.
    ///
    /// # Errors
    ///
    /// Those of [`Input::open`].
    pub fn read(&self, path: &Path, most: u64) -> Result<Vec<u8>, Error> {
        let bytes = match self.overlaid(path) {
            Some(Overlay::Absent) => Err(not_there(path)),
            Some(text) => {
                text.bytes(most).map_err(|cause| Error::Unreadable { path: path.to_owned(), cause })
            }
            None => read_from_disk(path, most),
        };
        self.note(path, bytes.as_deref().unwrap_or_default());
        bytes
    }

    /// How schemas read these files.
    pub fn schema_reader(&self) -> Reader {
        let (disk, of_real, of_bytes) = (Reader::default(), self.clone(), self.clone());
        let (then_disk, peeked_disk, of_peek) = (disk.clone(), disk.clone(), self.clone());
        let reader = Reader::new(
            move |path| match of_real.overlaid(path) {
                Some(Overlay::Absent) => Err(io::ErrorKind::NotFound.into()),
                Some(_) => Ok(real(path)),
                None => disk.real(path),
            },
            move |path, most| {
                let bytes = match of_bytes.overlaid(path) {
                    Some(text) => text.bytes(most),
                    None => then_disk.bytes(path, most),
                };
                of_bytes.note(path, bytes.as_deref().unwrap_or_default());
                bytes
            },
        );
        reader.peeking(move |path, most| match of_peek.overlaid(path) {
            Some(text) => text.bytes(most),
            None => peeked_disk.bytes(path, most),
        })
    }

    /// The same files, for a reader whose reads are to be known afterwards.
    pub fn watched(&self) -> Self {
        Self { reads: Some(Arc::default()), ..self.clone() }
    }

    /// Notes that a file was read and held these bytes.
    pub fn note(&self, path: &Path, bytes: &[u8]) {
        if let Some(reads) = &self.reads {
            let read = FileRead { path: real(path), digest: LastingDigest::of(&[bytes]) };
            reads.lock().unwrap_or_else(PoisonError::into_inner).push(read);
        }
    }

    /// What was read by this handle and its copies since it is [watched](Self::watched), in their order.
    pub fn reads(&self) -> Vec<FileRead> {
        let reads =
            self.reads.as_ref().map(|reads| reads.lock().unwrap_or_else(PoisonError::into_inner).clone());
        reads.unwrap_or_default()
    }
}

fn not_there(path: &Path) -> Error {
    Error::NoSuchFile { path: path.to_owned(), nearest: None }
}

/// What lies over files, and over that again.
fn together(below: &Overlays, above: &Overlays) -> Overlays {
    match (below.is_empty(), above.is_empty()) {
        (_, true) => Arc::clone(below),
        (true, false) => Arc::clone(above),
        (false, false) => {
            let both = below.iter().chain(above.iter());
            Arc::new(both.map(|(path, overlay)| (path.clone(), overlay.clone())).collect())
        }
    }
}

fn read_from_disk(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = open_file(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes);
    read.map_err(|cause| Error::Unreadable { path: path.to_owned(), cause })?;
    Ok(bytes)
}

/// The path with its links followed, as far as it can be told: what is not there yet by the folder above it that is.
pub fn real(path: &Path) -> PathBuf {
    if let Ok(real) = std::fs::canonicalize(path) {
        return real;
    }
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let by_folder = |folder: &Path| {
        let inside = whole.strip_prefix(folder).ok()?;
        Some(std::fs::canonicalize(folder).ok()?.join(inside))
    };
    whole.ancestors().skip(1).find_map(by_folder).unwrap_or_else(|| whole.clone())
}
