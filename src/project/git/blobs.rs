//! What files held, out of git's store into a spool.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::Stdio;

use super::{GitError, Repository};
use crate::project::error::{Error, ForeignError};
use crate::project::spool::{Spool, SpooledText};

/// What objects hold, in the order of the list; each has the path that it stood at.
///
/// # Errors
///
/// [`GitError::NotFetched`] for what a partial clone does not have, and where there is no room for the texts.
pub fn spool_blobs(
    repository: &Repository,
    wanted: &[(&Path, &str)],
    spool: &mut Spool,
) -> Result<Vec<SpooledText>, Error> {
    if wanted.is_empty() {
        return Ok(Vec::new());
    }
    let no_git = |cause| GitError::NoGit { cause };
    let mut command = repository.command(["cat-file", "--batch"]);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().map_err(no_git)?;
    let (Some(mut asked), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(broken(io::ErrorKind::BrokenPipe.into()).into());
    };
    let mut answers = BufReader::with_capacity(1 << 16, answers);
    let spooled = std::thread::scope(|scope| {
        // Both ends wait for one another where one thread writes and reads. What breaks here is seen below.
        scope.spawn(move || {
            for (_, object) in wanted {
                writeln!(asked, "{object}")?;
            }
            asked.flush()
        });
        let texts = wanted.iter().map(|(path, _)| next_blob(path, &mut answers, spool));
        let texts: Result<Vec<SpooledText>, Error> = texts.collect();
        if texts.is_err() {
            let _ = child.kill();
        }
        texts
    });
    child.wait().map_err(no_git)?;
    spooled
}

/// The next answer: "OBJECT blob SIZE", a line's end, the bytes, a line's end.
fn next_blob(path: &Path, answers: &mut impl BufRead, spool: &mut Spool) -> Result<SpooledText, Error> {
    let mut said = String::new();
    answers.read_line(&mut said).map_err(broken)?;
    let mut words = said.split_whitespace();
    let size = match (words.next(), words.next(), words.next()) {
        (Some(_), Some("blob"), Some(size)) => size.parse::<u64>().ok(),
        (Some(_), Some("missing"), _) => {
            return Err(GitError::NotFetched { path: path.to_owned() }.into());
        }
        _ => None,
    };
    let size = size.ok_or_else(|| broken(io::ErrorKind::InvalidData.into()))?;
    let (text, ()) = spool.add(|out| copy(answers, size, out)).map_err(spool_error)?;
    let mut end = [0];
    answers.read_exact(&mut end).map_err(broken)?;
    Ok(text)
}

fn copy(answers: &mut impl BufRead, size: u64, out: &mut dyn Write) -> io::Result<()> {
    match io::copy(&mut answers.take(size), out)? {
        copied if copied == size => Ok(()),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn spool_error(cause: io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::UnexpectedEof => broken(cause).into(),
        _ => Error::Unwritable { path: std::env::temp_dir(), cause },
    }
}

fn broken(cause: io::Error) -> GitError {
    GitError::Failed { words: ForeignError::new(format!("what it holds could not be read: {cause}")) }
}

/// Whether a text is what lies on disk.
pub fn is_on_disk(path: &Path, text: &SpooledText) -> io::Result<bool> {
    let metadata = std::fs::symlink_metadata(path)?;
    if !metadata.is_file() || metadata.len() != text.length() {
        return Ok(false);
    }
    let (mut disk, mut text) = (BufReader::new(std::fs::File::open(path)?), BufReader::new(text.reader()));
    loop {
        let (one, other) = (disk.fill_buf()?, text.fill_buf()?);
        let count = one.len().min(other.len());
        if one.get(..count) != other.get(..count) || (count == 0 && one.len() != other.len()) {
            return Ok(false);
        }
        if count == 0 {
            return Ok(true);
        }
        disk.consume(count);
        text.consume(count);
    }
}
