//! Text that came from outside: values, keys, file names, a schema's own sentences.

use serde::{Deserialize, Serialize};

/// Text from a record, a file name, a schema or a config.
///
/// It has no `Display` on purpose: a format prints it through its one sink, which shows control
/// characters and bidi controls (`⟨U+202E⟩`) and escapes what the format's reader would obey.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Untrusted(String);

impl Untrusted {
    /// Marks `text` as coming from outside.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text as it came: to compare, to measure, or to hand to a format's sink. Never to print.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl<T: Into<String>> From<T> for Untrusted {
    fn from(text: T) -> Self {
        Self::new(text)
    }
}
