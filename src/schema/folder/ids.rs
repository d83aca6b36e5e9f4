//! Files by the address that they give themselves in `$id`.

use std::fs;
use std::path::{Path, PathBuf};

use memchr::memmem;
use serde_json::Value;

use super::is_named;
use crate::schema::Reader;

/// Files that are looked into, and bytes that are read of them in all.
const MOST_FILES: usize = 2_000;
const MOST_BYTES: u64 = 32 << 20;
/// Folders that are looked into.
const MOST_FOLDERS: usize = 500;
/// Bytes of a schema that somebody names by its `$id`.
const MOST_OF_ONE: u64 = 4 << 20;

/// The files below some folders that say an `$id`, those of nearer folders first.
#[derive(Debug, Default)]
pub(super) struct FilesWithIds(Vec<(String, PathBuf)>);

impl FilesWithIds {
    /// Those of a schema's folder and of all folders around it up to the root, each with what lies below.
    pub(super) fn below(folder: &Path, root: &Path, reader: &Reader) -> Self {
        let mut named = Self::default();
        let (mut folders, mut files, mut bytes) = (Vec::new(), 0, 0);
        let around = folder.ancestors().take_while(|above| above.starts_with(root));
        for start in around {
            let mut waiting = vec![start.to_owned()];
            while let Some(next) = waiting.pop() {
                if folders.len() == MOST_FOLDERS {
                    return named;
                }
                if folders.contains(&next) {
                    continue;
                }
                for path in entries(&next) {
                    // A link may lead out of the root, or round in a circle.
                    let Ok(kind) = fs::symlink_metadata(&path) else { continue };
                    if kind.is_dir() {
                        waiting.push(path);
                        continue;
                    }
                    let is_schema = kind.is_file() && path.extension().is_some_and(|ending| ending == "json");
                    if !is_schema || kind.len() > MOST_OF_ONE {
                        continue;
                    }
                    files += 1;
                    bytes += kind.len();
                    if files > MOST_FILES || bytes > MOST_BYTES {
                        return named;
                    }
                    named.0.extend(id_in(&path, reader).map(|id| (id, path)));
                }
                folders.push(next);
            }
        }
        named
    }

    /// The file that names itself so.
    pub(super) fn file_of(&self, address: &str) -> Option<&Path> {
        self.0.iter().find(|(id, _)| is_named(id, address)).map(|(_, path)| path.as_path())
    }
}

/// What lies in a folder, in order; nothing of what is hidden.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut paths: Vec<PathBuf> = entries
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .collect();
    paths.sort_unstable();
    paths
}

/// The `$id` (`id` in draft 4) of a file that holds a schema.
fn id_in(path: &Path, reader: &Reader) -> Option<String> {
    let bytes = reader.peek(path, MOST_OF_ONE).ok()?;
    // Most files are no schemas with an address, and need not be read as JSON.
    memmem::find(&bytes, b"id\"")?;
    let schema: Value = serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes)).ok()?;
    let keyword = crate::schema::draft_of(&schema).id_keyword();
    schema.get(keyword)?.as_str().map(str::to_owned)
}
