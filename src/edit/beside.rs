//! New files beside their places, until they are whole and moved there.

use std::io;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use crate::words::paths::folder_of;

/// What the names of new files begin with, until they are in their places.
const PREFIX: &str = ".tadqiq-";

/// A new file beside a place, which its owner alone may read. Dropped, it is gone.
///
/// # Errors
///
/// What the system says of the folder.
pub(crate) fn beside(place: &Path) -> io::Result<NamedTempFile> {
    Builder::new().prefix(PREFIX).tempfile_in(folder_of(place))
}

/// A new file beside a place, with the mode that a new file has.
///
/// # Errors
///
/// What the system says of the folder.
pub(crate) fn beside_as_new(place: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder_of(place))
}

/// Has the name of a file that was moved to its place flushed to the disk: only then does it outlive a power cut. The
/// file is in its place by now, and whole, whatever comes of this.
pub(super) fn keep_name(place: &Path) {
    let _ = flush_folder(folder_of(place));
}

#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    std::fs::File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
