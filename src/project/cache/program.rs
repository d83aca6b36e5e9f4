//! Which program runs: what another one kept is nothing to it.

use std::fs::File;
use std::io::{self, Read};
use std::sync::OnceLock;

use crate::record::digest::LastingDigest;

/// Another way of writing entries has another number.
const FORMAT: &[u8] = b"tadqiq cache 1";

/// The digest of the program: of its version, and of its own file, for it may be built again without another version,
/// and with other rules. None where its file cannot be read.
pub fn program() -> Option<[u8; 16]> {
    static PROGRAM: OnceLock<Option<[u8; 16]>> = OnceLock::new();
    *PROGRAM.get_or_init(|| read().ok())
}

fn read() -> io::Result<[u8; 16]> {
    let mut digest = LastingDigest::default();
    digest.add(FORMAT);
    digest.add(env!("CARGO_PKG_VERSION").as_bytes());
    let mut file = File::open(std::env::current_exe()?)?;
    let mut room = vec![0; 1 << 18];
    loop {
        match file.read(&mut room)? {
            0 => return Ok(digest.finish()),
            count => digest.add(room.get(..count).unwrap_or_default()),
        }
    }
}
