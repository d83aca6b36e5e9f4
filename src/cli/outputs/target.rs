//! Where an output goes: whoever reads a file meanwhile sees the old one or the new one.

use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::edit;
use crate::words::paths::folder_of;

/// Where an output goes.
#[derive(Debug, PartialEq, Eq)]
pub enum Target {
    /// To the standard output.
    StandardOutput,
    /// To a file.
    File(TargetFile),
}

/// A file that an output goes to.
#[derive(Debug, PartialEq, Eq)]
pub struct TargetFile {
    /// Its path as given.
    pub given: PathBuf,
    /// Its path without links.
    real: PathBuf,
    kind: TargetKind,
}

/// What is done with what stands there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TargetKind {
    /// It is replaced.
    Replaced,
    /// It is added to: the steps of a job share the summary.
    AddedTo,
    /// It is a pipe or a device, which takes what it is given.
    Passed,
}

const STANDARD_OUTPUT: [&str; 4] = ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"];
/// Where what is open goes by a name: it is written to where it is, also if that is a file.
const OPEN: [&str; 4] = ["/dev/fd", "/dev/stderr", "/dev/stdin", "/proc"];
/// The variable that names the file which GitHub shows as the step's summary.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

impl Target {
    /// The place of a name.
    pub fn named(given: &Path) -> io::Result<Self> {
        if STANDARD_OUTPUT.iter().any(|name| given == Path::new(name)) {
            return Ok(Self::StandardOutput);
        }
        let metadata = std::fs::metadata(given).ok();
        if metadata.as_ref().is_some_and(std::fs::Metadata::is_dir) {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        let is_open = OPEN.iter().any(|place| given.starts_with(place));
        if is_open || metadata.is_some_and(|metadata| !metadata.is_file()) {
            let given = given.to_owned();
            return Ok(Self::File(TargetFile { real: given.clone(), given, kind: TargetKind::Passed }));
        }
        let real = real(given)?;
        let summary = std::env::var_os(SUMMARY).filter(|name| !name.is_empty());
        let is_summary = summary.is_some_and(|name| self::real(name.as_ref()).is_ok_and(|path| path == real));
        let kind = if is_summary { TargetKind::AddedTo } else { TargetKind::Replaced };
        Ok(Self::File(TargetFile { given: given.to_owned(), real, kind }))
    }

    /// Whether both are one place.
    pub fn is_the_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::StandardOutput, Self::StandardOutput) => true,
            (Self::File(file), Self::File(other)) => file.real == other.real,
            _ => false,
        }
    }

    /// What it is called.
    pub fn name(&self) -> String {
        match self {
            Self::StandardOutput => "the standard output".to_owned(),
            Self::File(file) => file.given.to_string_lossy().into_owned(),
        }
    }
}

/// The path without links, of a file that need not be there yet; its folder must be.
fn real(path: &Path) -> io::Result<PathBuf> {
    if let Ok(real) = path.canonicalize() {
        return Ok(real);
    }
    // A link to a file that is not there yet: it comes where the link leads.
    let path = match path.read_link() {
        Ok(leads_to) => folder_of(path).join(leads_to),
        Err(_) => path.to_owned(),
    };
    let name =
        path.file_name().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "it names no file"))?;
    Ok(folder_of(&path).canonicalize()?.join(name))
}

/// What was printed to a file, and is in its place once it is settled.
pub enum Destination {
    /// It is beside its place.
    Beside(NamedTempFile, PathBuf),
    /// It is yet to be added to a file.
    Held(Vec<u8>, PathBuf),
    /// It is where it goes.
    Gone,
}

impl Destination {
    /// Prints for a file.
    pub fn written(file: &TargetFile, print: impl Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<Self> {
        let path = file.real.clone();
        match file.kind {
            TargetKind::Replaced => {
                let mut beside = BufWriter::new(beside(&path)?);
                print(&mut beside)?;
                let beside = beside.into_inner().map_err(io::IntoInnerError::into_error)?;
                beside.as_file().sync_all()?;
                Ok(Self::Beside(beside, path))
            }
            TargetKind::AddedTo => {
                let mut held = Vec::new();
                print(&mut held)?;
                Ok(Self::Held(held, path))
            }
            TargetKind::Passed => {
                let mut out = BufWriter::new(OpenOptions::new().append(true).open(&path)?);
                print(&mut out)?;
                out.flush()?;
                Ok(Self::Gone)
            }
        }
    }

    /// Brings it to its place.
    pub fn settle(self) -> io::Result<()> {
        match self {
            Self::Beside(beside, path) => beside.persist(path).map(drop).map_err(|error| error.error),
            Self::Held(held, path) => add(&held, &path),
            Self::Gone => Ok(()),
        }
    }
}

/// A new file beside a place, with the mode of what stands there, which has to be one that may be written.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    match OpenOptions::new().append(true).open(path).and_then(|file| file.metadata()) {
        Ok(metadata) => {
            let beside = edit::beside(path)?;
            beside.as_file().set_permissions(metadata.permissions())?;
            Ok(beside)
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => edit::beside_as_new(path),
        Err(error) => Err(error),
    }
}

/// Adds a page to those that a file has, on a line of its own.
fn add(page: &[u8], path: &Path) -> io::Result<()> {
    let mut file = OpenOptions::new().read(true).append(true).create(true).open(path)?;
    if has_other_names(&file)? {
        return Err(io::Error::other("it goes by another name too: what is added to it is added there"));
    }
    let separator: &[u8] = if ends_a_line(&mut file)? { b"" } else { b"\n" };
    file.write_all(&[separator, page].concat())
}

/// Whether a file is hard-linked: by its other name it may be one that was read.
#[cfg(unix)]
fn has_other_names(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(file.metadata()?.nlink() > 1)
}

#[cfg(not(unix))]
fn has_other_names(_: &File) -> io::Result<bool> {
    Ok(false)
}

fn ends_a_line(file: &mut File) -> io::Result<bool> {
    if file.seek(SeekFrom::End(0))? == 0 {
        return Ok(true);
    }
    file.seek(SeekFrom::End(-1))?;
    let mut last = [0];
    file.read_exact(&mut last)?;
    Ok(last == *b"\n")
}
