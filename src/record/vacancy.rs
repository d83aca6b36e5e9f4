//! A place for a value that is not there.

use serde::{Deserialize, Serialize};

use crate::words::{At, Edit, Place, RecordRef};

/// A place for a value that is not there, within its record: a fact may keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Vacancy {
    /// An object could have it as a member.
    Absent {
        /// The object's node.
        object: u32,
        /// The key.
        key: String,
    },
    /// There is a `null` in its place, whose node this is.
    Null(u32),
    /// The object that would hold it is not there itself.
    Within {
        /// The place of that object.
        around: Box<Vacancy>,
        /// The key.
        key: String,
    },
}

impl Vacancy {
    /// The edit that puts a text there, in the record whose place it is.
    pub fn fill(self, record: RecordRef, text: &str) -> Edit {
        self.fill_with(record, serde_json::Value::from(text))
    }

    fn fill_with(self, record: RecordRef, value: serde_json::Value) -> Edit {
        let place = |node| Place::new(record, At::Value(node));
        match self {
            Self::Within { around, key } => around.fill_with(record, serde_json::json!({ key: value })),
            Self::Absent { object, key } => Edit::AddMember { object: place(object), key, value },
            Self::Null(node) => Edit::ReplaceValue { place: place(node), value },
        }
    }
}
