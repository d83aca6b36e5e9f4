//! How a text writes its JSON, so that what comes into it is written likewise.

use std::io;

use serde::Serialize;
use serde_json::Value;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::notation::document::Document;

/// Which characters a text writes as they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// All that JSON lets stand.
    All,
    /// Those of ASCII, and escapes for all others, as Python's `json.dumps` does.
    AsciiOnly,
}

impl Letters {
    /// Those of a text.
    pub(super) fn of(text: &str) -> Self {
        if text.is_ascii() && text.contains("\\u") { Self::AsciiOnly } else { Self::All }
    }

    /// A value, on one line.
    pub(super) fn value(self, value: &Value) -> String {
        self.escaped(value.to_string())
    }

    /// A string in its quotes.
    pub(super) fn string(self, text: &str) -> String {
        self.value(&Value::from(text))
    }

    /// Characters of a string, without quotes around them.
    pub(super) fn characters(self, text: &str) -> String {
        let quoted = self.string(text);
        quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
    }

    /// JSON text with escapes where they are due. Outside of its strings JSON is ASCII.
    fn escaped(self, json: String) -> String {
        if self == Self::All || json.is_ascii() {
            return json;
        }
        let mut escaped = String::with_capacity(json.len());
        for character in json.chars() {
            if character.is_ascii() {
                escaped.push(character);
                continue;
            }
            for unit in character.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        }
        escaped
    }
}

/// A value in the style of a record: on one line or several, each line but the first behind `indent`.
pub(super) fn like(example: &str, value: &Value, indent: &str) -> String {
    let json = match example.split_once('\n') {
        Some((_, second_line)) => {
            let lead = &second_line[..second_line.len() - second_line.trim_start().len()];
            pretty(value, lead.strip_prefix(indent).unwrap_or(lead), indent)
        }
        None if example.contains(": ") || example.contains(", ") => with(Spaced, value),
        None => value.to_string(),
    };
    Letters::of(example).escaped(json)
}

/// A value on several lines, each `step` further in than what it stands in.
pub(super) fn pretty(value: &Value, step: &str, indent: &str) -> String {
    with(PrettyFormatter::with_indent(step.as_bytes()), value).replace('\n', &format!("\n{indent}"))
}

/// A space, unless a record is written without any.
pub(super) fn space_of(document: Document<'_>) -> &'static str {
    let first = document.root().members().next();
    let between = first.and_then(|(key, value)| document.text().get(key.span().end..value.span().start));
    if between.is_some_and(|between| between.ends_with(':')) { "" } else { " " }
}

fn with(formatter: impl Formatter, value: &Value) -> String {
    let mut bytes = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, formatter));
    written.ok().and_then(|()| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// One line, with a space after each colon and comma.
struct Spaced;

impl Formatter for Spaced {
    fn begin_array_value<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_key<W: ?Sized + io::Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        if first { Ok(()) } else { writer.write_all(b", ") }
    }

    fn begin_object_value<W: ?Sized + io::Write>(&mut self, writer: &mut W) -> io::Result<()> {
        writer.write_all(b": ")
    }
}
