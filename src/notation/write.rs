//! An edit → the bytes that change, and what comes in their place.

use std::ops::Range;

use serde_json::Value;

use super::document::Document;
use super::{Notation, json};
use crate::words::{Edit, TextEdit};

impl Notation {
    /// What an edit changes in the text of its record; what it does not name stays byte for byte.
    ///
    /// The new text is written as the record is: escaped where its strings are, spaced as what stands beside it.
    /// None for an edit of a place that the record does not have, or that its notation cannot write, and for
    /// [`Edit::Remove`], whose bytes belong to no record.
    ///
    /// ```
    /// use tadqiq::internals::notation::Notation;
    /// use tadqiq::internals::notation::document::{Limits, Tape};
    /// use tadqiq::internals::words::{At, Edit, Place, RecordRef, TextEdit};
    ///
    /// let mut tape = Tape::new();
    /// let document = Notation::Json.parse(r#"{"id": "m1"}"#, &Limits::default(), &mut tape)?;
    /// let id = document.root().get("id").unwrap();
    /// let place = Place::new(RecordRef { file: 0, start: 0 }, At::Value(id.index().0));
    /// let edit = Edit::Replace { place, text: "\"2\"".to_owned() };
    /// let written = Notation::Json.write(document, &edit).unwrap();
    /// assert_eq!(written, TextEdit { range: 7..11, text: r#""\"2\"""#.to_owned() });
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn write(self, document: Document<'_>, edit: &Edit) -> Option<TextEdit> {
        match self {
            Self::Json | Self::JsonLines => json::write::write(document, edit),
        }
    }

    /// What puts a new record into the text of a file, before the record of that number or behind the last.
    ///
    /// `records` are the bytes of all of them, in order. The new one is written as its neighbours are. None where
    /// the text holds what is neither a record nor a place for one.
    pub fn insert(
        self,
        text: &str,
        records: &[Range<usize>],
        before: Option<usize>,
        record: &Value,
    ) -> Option<Vec<TextEdit>> {
        match self {
            Self::Json => json::insert::into_value(text, records, before, record),
            Self::JsonLines => json::insert::into_lines(text, records, before, record).map(|edit| vec![edit]),
        }
    }

    /// A value as it is written, on one line.
    pub fn spelled(self, value: &Value) -> String {
        match self {
            Self::Json | Self::JsonLines => value.to_string(),
        }
    }
}
