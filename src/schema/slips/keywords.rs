//! The keywords and formats that schemas are written with.

use crate::text::nearest::nearest;

/// What the value of a keyword holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Schema,
    SchemaOrList,
    List,
    Map,
}

/// The keywords that judge, of all drafts, and those that hold what others refer to; each with the schemas it holds.
const JUDGING: &[(&str, Option<Holds>)] = &[
    ("$dynamicRef", None),
    ("$recursiveRef", None),
    ("$ref", None),
    ("additionalItems", Some(Holds::Schema)),
    ("additionalProperties", Some(Holds::Schema)),
    ("allOf", Some(Holds::List)),
    ("anyOf", Some(Holds::List)),
    ("const", None),
    ("contains", Some(Holds::Schema)),
    ("contentEncoding", None),
    ("contentMediaType", None),
    ("contentSchema", Some(Holds::Schema)),
    ("dependencies", Some(Holds::Map)),
    ("dependentRequired", None),
    ("dependentSchemas", Some(Holds::Map)),
    ("else", Some(Holds::Schema)),
    ("enum", None),
    ("exclusiveMaximum", None),
    ("exclusiveMinimum", None),
    ("format", None),
    ("if", Some(Holds::Schema)),
    ("items", Some(Holds::SchemaOrList)),
    ("maxContains", None),
    ("maxItems", None),
    ("maxLength", None),
    ("maxProperties", None),
    ("maximum", None),
    ("minContains", None),
    ("minItems", None),
    ("minLength", None),
    ("minProperties", None),
    ("minimum", None),
    ("multipleOf", None),
    ("not", Some(Holds::Schema)),
    ("oneOf", Some(Holds::List)),
    ("pattern", None),
    ("patternProperties", Some(Holds::Map)),
    ("prefixItems", Some(Holds::List)),
    ("properties", Some(Holds::Map)),
    ("propertyNames", Some(Holds::Schema)),
    ("required", None),
    ("then", Some(Holds::Schema)),
    ("type", None),
    ("unevaluatedItems", Some(Holds::Schema)),
    ("unevaluatedProperties", Some(Holds::Schema)),
    ("uniqueItems", None),
];

/// The other keywords of JSON Schema, of all drafts.
const OTHERS: &[(&str, Option<Holds>)] = &[
    ("$anchor", None),
    ("$comment", None),
    ("$defs", Some(Holds::Map)),
    ("$dynamicAnchor", None),
    ("$id", None),
    ("$recursiveAnchor", None),
    ("$schema", None),
    ("$vocabulary", None),
    ("default", None),
    ("definitions", Some(Holds::Map)),
    ("deprecated", None),
    ("description", None),
    ("examples", None),
    ("id", None),
    ("readOnly", None),
    ("title", None),
    ("writeOnly", None),
];

const OURS: [&str; 3] = ["x-tadqiq", "x-tadqiq-labels", "x-tadqiq-message"];

/// Keywords that other tools give a meaning, and words that annotate; some stand near one of JSON Schema's.
const OF_OTHER_TOOLS: &[&str] = &[
    "comment",
    "contents",
    "discriminator",
    "enumDescriptions",
    "enumNames",
    "errorMessage",
    "example",
    "externalDocs",
    "markdownDescription",
    "nullable",
    "terms",
    "times",
    "titles",
    "xml",
];

const FORMATS: &[&str] = &[
    "binary",
    "byte",
    "char",
    "date",
    "date-time",
    "decimal",
    "double",
    "duration",
    "email",
    "float",
    "hostname",
    "html",
    "idn-email",
    "idn-hostname",
    "int16",
    "int32",
    "int64",
    "int8",
    "ipv4",
    "ipv6",
    "iri",
    "iri-reference",
    "json-pointer",
    "password",
    "regex",
    "relative-json-pointer",
    "time",
    "uint16",
    "uint32",
    "uint64",
    "uint8",
    "unixtime",
    "uri",
    "uri-reference",
    "uri-template",
    "uuid",
];

/// Whether a keyword is one of JSON Schema's, ours or another tool's.
pub(super) fn is_known(name: &str) -> bool {
    keyword(name).is_some()
        || OURS.contains(&name)
        || OF_OTHER_TOOLS.contains(&name)
        || name.starts_with("x-") && !is_meant_for_ours(name)
}

/// Whether a keyword begins as ours do, or nearly.
pub(super) fn is_meant_for_ours(name: &str) -> bool {
    name.starts_with(OURS[0]) || nearest(name, OURS).is_some()
}

/// The schemas that the value of a keyword holds.
pub(super) fn holds(name: &str) -> Option<Holds> {
    keyword(name)?.1
}

/// Whether a keyword says what values may be.
pub(super) fn judges(name: &str) -> bool {
    JUDGING.iter().any(|(known, _)| *known == name)
}

fn keyword(name: &str) -> Option<&'static (&'static str, Option<Holds>)> {
    JUDGING.iter().chain(OTHERS).find(|(known, _)| *known == name)
}

/// The keyword that an unknown one is meant for. What has other words in it is a word of its author's.
pub(super) fn meant_keyword(name: &str) -> Option<&'static str> {
    if name.starts_with("x-") {
        return nearest(name, OURS);
    }
    // `comment` and `content` are words of many authors, and a comment judges nothing.
    let mut known =
        JUDGING.iter().chain(OTHERS).map(|(known, _)| *known).filter(|known| *known != "$comment");
    // A short word lies a letter away from many: only its letters in other order or of other case are meant.
    if name.chars().count() < SHORT {
        return known.find(|known| sorted(known) == sorted(name));
    }
    nearest(name, known.filter(|known| known.len() >= SHORT - 1)).filter(|known| !is_longer_word(name, known))
}

/// Whether a word is one of JSON Schema's with more behind or before it: `title_fr`, `descriptionAr`.
fn is_longer_word(name: &str, known: &str) -> bool {
    let (name, known) = (name.to_lowercase(), known.to_lowercase());
    name.len() > known.len() + 1 && (name.starts_with(&known) || name.ends_with(&known))
}

/// Letters of a keyword that may be mistyped in any way.
const SHORT: usize = 5;

fn sorted(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.trim_start_matches('$').to_lowercase().chars().collect();
    letters.sort_unstable();
    letters
}

pub(super) fn known_format(format: &str) -> bool {
    FORMATS.contains(&format)
}

/// The format that an unknown one is meant for.
pub(super) fn meant_format(format: &str) -> Option<&'static str> {
    nearest(format, FORMATS.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistyped_keywords_are_understood_and_words_of_others_left() {
        for (name, meant) in [
            ("requred", "required"),
            ("requierd", "required"),
            ("propertes", "properties"),
            ("additionalProperty", "additionalProperties"),
            ("aditionalProperties", "additionalProperties"),
            ("minlength", "minLength"),
            ("maxLenght", "maxLength"),
            ("tpye", "type"),
            ("itmes", "items"),
            ("emun", "enum"),
            ("ref", "$ref"),
            ("patern", "pattern"),
            ("desciption", "description"),
            ("x-tadqiqq", "x-tadqiq"),
            ("x-tadqik", "x-tadqiq"),
            ("x-tadqiq-lables", "x-tadqiq-labels"),
        ] {
            assert!(!is_known(name), "{name}");
            assert_eq!(meant_keyword(name), Some(meant), "{name}");
        }
        for name in [
            "title_fr",
            "descriptionAr",
            "label",
            "labels",
            "note",
            "unit",
            "name",
            "order",
            "source",
            "role",
            "x-note",
            "x-taxonomy",
            "group",
            "values",
            "content",
            "parent",
            "propertyOrder",
            "widget",
            "المصدر",
            "tags",
        ] {
            assert!(is_known(name) || meant_keyword(name).is_none(), "{name} {:?}", meant_keyword(name));
        }
    }

    #[test]
    fn mistyped_formats_are_understood() {
        for (format, meant) in [
            ("datetime", Some("date-time")),
            ("date_time", Some("date-time")),
            ("dateTime", Some("date-time")),
            ("emial", Some("email")),
            ("url", Some("uri")),
            ("uid", Some("uuid")),
            ("edtf", None),
            ("phone", None),
            ("year", None),
            ("country-code", None),
        ] {
            assert!(!known_format(format));
            assert_eq!(meant_format(format), meant, "{format}");
        }
    }
}
