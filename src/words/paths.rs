//! Paths.

use std::path::Path;

/// The folder that a file lies in: of a name without one, the folder one is in.
pub fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
