//! What a format may want to know besides the report.

use std::borrow::Cow;
use std::path::{Component, MAIN_SEPARATOR, Path, PathBuf};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::words::Untrusted;

/// What a format may want to know besides the report: where its reader looks for files, and how the run ended.
///
/// By default paths are written as they were given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Setting {
    /// The folder, from the file system's root, that the report's paths begin in.
    pub working_folder: PathBuf,
    /// The folder, from the file system's root, that the reader's paths begin in, such as a repository's checkout.
    pub root: Option<PathBuf>,
    /// What the shell is told, where that is known.
    pub exit_code: Option<u8>,
}

/// What may stand in a path of a URI as it is (RFC 3986, section 2.3).
const ESCAPED_IN_A_PATH: AsciiSet =
    NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
/// The name of the standard input, which is no path.
const STANDARD_INPUT: &str = "-";

impl Setting {
    /// A file's path as the reader knows it: from the root, with `/`, without `.` and without `..` that can be spared.
    /// What lies elsewhere is written as it was given.
    pub(super) fn path(&self, file: &Untrusted) -> String {
        let given = Path::new(file.expose());
        if file.expose() == STANDARD_INPUT {
            return STANDARD_INPUT.to_owned();
        }
        let whole = without_dots(&self.working_folder.join(given));
        let inside = self.root.as_deref().and_then(|root| whole.strip_prefix(without_dots(root)).ok());
        with_slashes(inside.unwrap_or(&without_dots(given))).into_owned()
    }

    /// A file's path as a URI reference.
    pub(super) fn uri(&self, file: &Untrusted) -> String {
        let path = self.path(file);
        let escaped = utf8_percent_encode(&path, &ESCAPED_IN_A_PATH);
        match path.starts_with('/') {
            true => format!("file://{escaped}"),
            false => escaped.to_string(),
        }
    }
}

/// The path without what leads nowhere, as it is written: no link is followed.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(plain.components().next_back(), Some(Component::Normal(_))) => {
                plain.pop();
            }
            Component::ParentDir if plain.has_root() => {}
            other => plain.push(other),
        }
    }
    plain
}

fn with_slashes(path: &Path) -> Cow<'_, str> {
    let text = path.to_string_lossy();
    if MAIN_SEPARATOR == '/' { text } else { text.replace(MAIN_SEPARATOR, "/").into() }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_those_of_the_root() {
        for (working, root, given, path) in [
            ("", None, "records/a.json", "records/a.json"),
            ("", None, "./records/../a.json", "a.json"),
            ("", None, "../a.json", "../a.json"),
            ("/w/data", Some("/w"), "a.json", "data/a.json"),
            ("/w/data", Some("/w/"), "./deep//../a.json", "data/a.json"),
            ("/w/data", Some("/w"), "../a.json", "a.json"),
            ("/w/data", Some("/w"), "/w/data/a.json", "data/a.json"),
            ("/w/data", Some("/w"), "../../x/a.json", "../../x/a.json"),
            ("/w/data", Some("/w"), "/x/./a.json", "/x/a.json"),
            ("/w", Some("/w2"), "a.json", "a.json"),
            ("/w/data", Some("/w"), "-", "-"),
        ] {
            let setting =
                Setting { working_folder: working.into(), root: root.map(PathBuf::from), exit_code: None };
            assert_eq!(setting.path(&given.into()), path, "{given} in {working} from {root:?}");
        }
    }

    #[test]
    fn uris_hold_nothing_that_has_a_meaning() {
        for (given, uri) in [
            ("./records/a-b_c.json", "records/a-b_c.json"),
            ("a b#c?d%e:f.json", "a%20b%23c%3Fd%25e%3Af.json"),
            ("محمد/\u{1b}.json", "%D9%85%D8%AD%D9%85%D8%AF/%1B.json"),
            ("/x/a.json", "file:///x/a.json"),
        ] {
            assert_eq!(Setting::default().uri(&given.into()), uri);
        }
    }
}
