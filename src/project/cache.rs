//! What files gave when they were judged, kept on disk from run to run.
//!
//! A file's part is known by its content and by all that judged it, never by a path: by the digest of its bytes; of its
//! config, schema, registries, texts and rules ([`kept_by`](super::Collection::kept_by)); of the program that runs. It
//! is [written](entry) without the numbers of a run, and what is read is believed only as far as it holds together.
//!
//! A cache is never an error. Where it is busy, broken, of another version or cannot be written, files are judged.

mod entry;
mod keeping;
mod program;
mod shelf;

use std::path::PathBuf;

pub(crate) use keeping::Keeping;

/// Where what files gave is kept from run to run, so that what did not change is not judged again.
///
/// The report is the same with it and without it. Whoever can write into the folder can make a run say what he likes:
/// it belongs to those who are trusted with the program itself. It holds passages of the records, and is open to its
/// owner alone. It takes up to 2 GiB; what was not asked for longest goes first, and all that was not for a month.
///
/// Nothing is kept of texts in memory, of what an editor holds, where a fault arose, and where a rule runs that is no
/// plain function of the program.
///
/// ```
/// use tadqiq::{Cache, CacheUse, Options, Subject};
///
/// let (records, cache) = (tempfile::tempdir()?, tempfile::tempdir()?);
/// std::fs::write(records.path().join("day.json"), r#"{"id": "m1", "kind": "visit"}"#)?;
///
/// let options = Options { cache: Some(Cache::in_folder(cache.path())), ..Options::default() };
/// let first = tadqiq::check(&Subject::paths([records.path()]), &options)?;
/// let second = tadqiq::check(&Subject::paths([records.path()]), &options)?;
/// assert_eq!(options.progress.cache(), CacheUse::Asked { known: 1, files: 1 });
/// assert_eq!(tadqiq::render::plain(&first), tadqiq::render::plain(&second));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cache {
    folder: PathBuf,
    /// Runs over fewer bytes do not ask it.
    from_bytes: u64,
}

/// To open it takes as long as to judge so much.
const WORTH_IT: u64 = 1 << 20;

impl Cache {
    /// In this folder, which is made if need be, for runs of any size.
    pub fn in_folder(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), from_bytes: 0 }
    }

    /// Where the system keeps the caches of the user; none where that is not known. Runs over less than 1 MiB do not
    /// ask it: to judge them takes less time.
    ///
    /// That is the folder `tadqiq` in `XDG_CACHE_HOME`, else in `.cache` of the home folder; on macOS in
    /// `Library/Caches`; on Windows in `LOCALAPPDATA`.
    pub fn of_user() -> Option<Self> {
        let named = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let at_home = |folder: &str| std::env::home_dir().map(|home| home.join(folder));
        let caches = match std::env::consts::OS {
            "windows" => named("LOCALAPPDATA"),
            "macos" => named("XDG_CACHE_HOME").or_else(|| at_home("Library/Caches")),
            _ => named("XDG_CACHE_HOME").or_else(|| at_home(".cache")),
        };
        let folder = caches.filter(|caches| caches.is_absolute())?.join("tadqiq");
        Some(Self { folder, from_bytes: WORTH_IT })
    }
}

/// What something is kept under.
type Key = [u8; 16];
