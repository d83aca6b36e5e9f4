//! What the tape asks of a notation: how a string is written, and what it means.

use std::borrow::Cow;
use std::ops::Range;

use super::Notation;
use super::document::tape::Slot;
use super::json;

impl Notation {
    /// The bytes of a string or key without the quotes around it.
    #[inline]
    pub(in crate::notation) fn inside(self, slot: &Slot) -> Range<usize> {
        match self {
            Self::Json | Self::JsonLines => slot.start as usize + 1..slot.end as usize - 1,
        }
    }

    /// The value of the string or key in `slot`, without its quotes and escapes.
    #[inline]
    pub(in crate::notation) fn text_of<'t>(self, text: &'t str, slot: &Slot) -> Cow<'t, str> {
        let raw = text.get(self.inside(slot)).unwrap_or_default();
        match self {
            _ if !slot.is_escaped => Cow::Borrowed(raw),
            Self::Json | Self::JsonLines => json::strings::unescape(raw),
        }
    }

    /// The characters of what stands between a string's quotes, each with the byte of `raw` where it is written.
    pub(in crate::notation) fn written_characters(
        self,
        raw: &str,
    ) -> impl Iterator<Item = (usize, char)> + '_ {
        match self {
            Self::Json | Self::JsonLines => json::strings::written_characters(raw),
        }
    }
}

/// A string as people are shown it, whatever its notation: as JSON writes it, but with every character that JSON
/// lets stand.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
