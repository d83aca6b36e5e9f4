//! A place for a value that is not there.

use serde::{Deserialize, Serialize};

use crate::words::{Edit, FactPlace};

/// A place for a value that is not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Vacancy {
    /// An object could have it as a member.
    Absent {
        /// The object.
        object: FactPlace,
        /// The key.
        key: String,
    },
    /// There is a `null` in its place.
    Null(FactPlace),
    /// The object that would hold it is not there itself.
    Within {
        /// The place of that object.
        around: Box<Vacancy>,
        /// The key.
        key: String,
    },
}

impl Vacancy {
    /// The edit that puts a text there.
    pub fn fill(self, text: &str) -> Edit {
        self.fill_with(serde_json::Value::from(text))
    }

    fn fill_with(self, value: serde_json::Value) -> Edit {
        match self {
            Self::Within { around, key } => around.fill_with(serde_json::json!({ key: value })),
            Self::Absent { object, key } => Edit::AddMember { object: object.into(), key, value },
            Self::Null(place) => Edit::ReplaceValue { place: place.into(), value },
        }
    }
}
