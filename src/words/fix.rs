//! Fixes: edits to places.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::words::{Message, Place};

/// A way out, as edits to places.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does, as an order: "use the canonical spelling".
    pub title: Message,
    /// Whether it may be applied unseen.
    pub safety: Safety,
    /// Its edits. They are made together or not at all.
    pub edits: Vec<Edit>,
}

/// A change at a place.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Edit {
    /// Puts another string in the place of a string, or of the characters that the place names.
    Replace {
        /// A string, or a range of its characters.
        place: Place,
        /// The new characters, not yet escaped.
        text: String,
    },
    /// Puts another value in the place of a value.
    ReplaceValue {
        /// The value.
        place: Place,
        /// The new value, in no notation yet.
        #[serde(with = "as_text")]
        value: Value,
    },
    /// Makes a value the one element of a list.
    PutInList {
        /// The value.
        place: Place,
    },
    /// Puts the first element of a list in the place of the list.
    TakeOutOfList {
        /// The list.
        place: Place,
    },
    /// Gives a member another key.
    RenameKey {
        /// The member's value.
        place: Place,
        /// The new key, not yet escaped.
        key: String,
    },
    /// Adds a member behind the last one of an object, on a line of its own where they have one.
    AddMember {
        /// The object.
        object: Place,
        /// The key, not yet escaped.
        key: String,
        /// The value, in no notation yet.
        #[serde(with = "as_text")]
        value: Value,
    },
    /// Adds an element to an array, spaced as those that are there.
    AddElement {
        /// The array.
        array: Place,
        /// The number, from 0, of the element that it comes before; none: behind the last.
        before: Option<u32>,
        /// The element, in no notation yet.
        #[serde(with = "as_text")]
        value: Value,
    },
    /// Takes an element out of its array, with one of the commas beside it.
    RemoveElement {
        /// The element.
        place: Place,
    },
    /// Takes a member out of its object, key and value, with one of the commas beside it.
    RemoveMember {
        /// The member's value.
        place: Place,
    },
    /// Takes bytes out: what belongs to no value, such as a byte order mark.
    Remove {
        /// The bytes.
        place: Place,
    },
}

impl Edit {
    /// The place it changes, to change.
    pub(crate) fn place_mut(&mut self) -> &mut Place {
        match self {
            Self::Replace { place, .. }
            | Self::ReplaceValue { place, .. }
            | Self::PutInList { place }
            | Self::TakeOutOfList { place }
            | Self::RenameKey { place, .. }
            | Self::RemoveElement { place }
            | Self::RemoveMember { place }
            | Self::AddMember { object: place, .. }
            | Self::AddElement { array: place, .. }
            | Self::Remove { place } => place,
        }
    }

    /// The place it changes.
    pub fn place(&self) -> &Place {
        match self {
            Self::Replace { place, .. }
            | Self::ReplaceValue { place, .. }
            | Self::PutInList { place }
            | Self::TakeOutOfList { place }
            | Self::RenameKey { place, .. }
            | Self::RemoveElement { place }
            | Self::RemoveMember { place }
            | Self::AddMember { object: place, .. }
            | Self::AddElement { array: place, .. }
            | Self::Remove { place } => place,
        }
    }
}

/// Bytes of one text to put others in the place of: an edit, once its notation has written it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextEdit {
    /// The first byte that goes, and one past the last.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

/// Whether a fix may be applied unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Safety {
    /// It changes nothing that a reader could dispute.
    Safe,
    /// It is offered: somebody has to look.
    Unsafe,
}

impl Safety {
    /// The word of the report: `safe` or `unsafe`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// A value of JSON as its text, for notations that have to know beforehand what comes.
mod as_text {
    use serde::de::{Deserialize, Deserializer, Error};
    use serde::ser::{Error as _, Serializer};
    use serde_json::Value;

    pub fn serialize<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
        let text = value.to_string();
        // A number may lose its last digit, and what nests too deep is not read again.
        match serde_json::from_str::<Value>(&text) {
            Ok(again) if again == *value => serializer.serialize_str(&text),
            _ => Err(S::Error::custom("the value would not come back as it is")),
        }
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text).map_err(D::Error::custom)
    }
}
