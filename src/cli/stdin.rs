//! The standard input, read whole.

use std::io::{self, Read};

use crate::project::error::Error;

/// The most that is read of it, in bytes.
const MOST_BYTES: u64 = 1 << 28;

/// All of it as text; `too_much` is said where there is more than one run takes.
pub fn read_whole(too_much: &'static str) -> Result<String, Error> {
    let mut text = String::new();
    let length = io::stdin().lock().take(MOST_BYTES).read_to_string(&mut text).map_err(unreadable)?;
    match length as u64 {
        MOST_BYTES => Err(unreadable(io::Error::other(too_much))),
        _ => Ok(text),
    }
}

/// Why it cannot be read.
pub fn unreadable(cause: io::Error) -> Error {
    Error::Unreadable { path: "<stdin>".into(), cause }
}
