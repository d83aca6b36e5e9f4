//! How a value is written: patterns, formats, lengths and limits.

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;

use super::{Explainer, pointer_of};
use crate::message;
use crate::schema::multiple::MULTIPLE_OF;
use crate::schema::words::{cut, quoted, value};
use crate::words::{Argument, Message};

/// The formats of JSON Schema in words, each with an example.
const FORMATS: [(&str, &str, &str); 15] = [
    ("date", "a day written year-month-day", "2022-08-10"),
    ("date-time", "a day and a time with its zone", "2022-08-10T09:30:00Z"),
    ("time", "a time with its zone", "09:30:00Z"),
    ("duration", "a duration", "P3D"),
    ("email", "an e-mail address", "name@example.org"),
    ("idn-email", "an e-mail address", "name@example.org"),
    ("uri", "an address on the web", "https://example.org/article"),
    ("uri-reference", "an address on the web, or a part of one", "articles/12"),
    ("iri", "an address on the web", "https://example.org/مقال"),
    ("iri-reference", "an address on the web, or a part of one", "articles/12"),
    ("hostname", "the name of a host", "example.org"),
    ("uuid", "a UUID", "0b8ff2de-5e2e-4f5e-9f5b-6d2b0c1c7e11"),
    ("json-pointer", "a JSON Pointer", "/participants/0"),
    ("regex", "a regular expression", "^[a-z]+$"),
    ("ipv4", "an IPv4 address", "192.0.2.1"),
];

impl Explainer<'_> {
    /// What is wrong with how a value is written; none if that is not what is wrong.
    pub(super) fn form(&self, error: &ValidationError<'_>) -> Option<Message> {
        let node = self.node(&pointer_of(error));
        let found = quoted(node);
        let length = || node.as_str().map_or(0, |text| text.chars().count());
        Some(match error.kind() {
            Kind::Pattern { pattern } => {
                message!("{found} does not match the pattern {pattern}", found, pattern: cut(pattern))
            }
            Kind::Format { format } => match FORMATS.iter().find(|(name, _, _)| name == format) {
                Some((_, words, example)) => message!(
                    "{found} is not {words}, such as {example}",
                    found,
                    words: Argument::ours(*words),
                    example: Argument::ours(*example)
                ),
                None => message!("{found} is not a valid {format}", found, format: cut(format)),
            },
            Kind::MinLength { .. } if length() == 0 => Message::from("the text is empty"),
            Kind::MinLength { limit } => {
                message!("{found} has {length} characters, and at least {limit} are due", found, length: length(), limit: *limit)
            }
            Kind::MaxLength { limit } => {
                message!("the text has {length} characters, and at most {limit} are allowed", length: length(), limit: *limit)
            }
            Kind::Minimum { limit } => {
                message!("{found} is less than {limit}, the least allowed", found, limit: value(limit))
            }
            Kind::Maximum { limit } => {
                message!("{found} is more than {limit}, the most allowed", found, limit: value(limit))
            }
            Kind::ExclusiveMinimum { limit } => {
                message!("{found} is not more than {limit}", found, limit: value(limit))
            }
            Kind::ExclusiveMaximum { limit } => {
                message!("{found} is not less than {limit}", found, limit: value(limit))
            }
            Kind::Custom { keyword, message } if keyword == MULTIPLE_OF => {
                message!("{found} is not a multiple of {unit}", found, unit: cut(message))
            }
            Kind::MinItems { .. } if node.is_empty() => Message::from("the list is empty"),
            Kind::MinItems { limit } => {
                message!("the list has {count} elements, and at least {limit} are due", count: node.len(), limit: *limit)
            }
            Kind::MaxItems { limit } => {
                message!("the list has {count} elements, and at most {limit} are allowed", count: node.len(), limit: *limit)
            }
            Kind::MinProperties { .. } if node.is_empty() => Message::from("the object is empty"),
            Kind::MinProperties { limit } => {
                message!("the object has {count} fields, and at least {limit} are due", count: node.len(), limit: *limit)
            }
            Kind::MaxProperties { limit } => {
                message!("the object has {count} fields, and at most {limit} are allowed", count: node.len(), limit: *limit)
            }
            Kind::ContentEncoding { content_encoding } => {
                message!("the text is not encoded as {encoding}", encoding: cut(content_encoding))
            }
            Kind::ContentMediaType { content_media_type } => {
                message!("the text is no {kind}", kind: cut(content_media_type))
            }
            _ => return None,
        })
    }
}
