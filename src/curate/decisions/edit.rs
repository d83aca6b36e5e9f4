//! A registry's text with names added: nothing else of it changes.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use crate::notation::Notation;
use crate::notation::document::{Document, Limits, Tape};
use crate::notation::split::Piece;

/// What comes into an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// For an entry that is made: the language of its name, and the name.
    pub new_name: Option<(String, String)>,
    /// Spellings of its name.
    pub spellings: BTreeSet<String>,
    /// Names that are not its own.
    pub others: BTreeSet<String>,
}

impl Entry {
    /// An entry that nothing comes into yet.
    pub fn known(id: String) -> Self {
        Self { id, new_name: None, spellings: BTreeSet::new(), others: BTreeSet::new() }
    }

    /// Whether a name comes as one of its own.
    pub fn has(&self, name: &str) -> bool {
        self.new_name.as_ref().is_some_and(|(_, new)| new == name) || self.spellings.contains(name)
    }

    /// How many names come.
    pub fn count(&self) -> usize {
        self.spellings.len() + self.others.len() + usize::from(self.new_name.is_some())
    }
}

/// The text with the entry's names in it.
pub fn with_entry(text: &str, notation: Notation, limits: &Limits, entry: &Entry) -> String {
    let found = record_of(text, notation, limits, &entry.id);
    match found {
        Some(span) => {
            let mut record = text[span.clone()].to_owned();
            record = with_names(&record, "spellings", &entry.spellings, limits);
            record = with_names(&record, "not", &entry.others, limits);
            format!("{}{record}{}", &text[..span.start], &text[span.end..])
        }
        None => with_new(text, notation, limits, entry),
    }
}

fn records(text: &str, notation: Notation, limits: &Limits) -> Vec<(Range<usize>, Option<String>)> {
    let mut tape = Tape::new();
    let pieces = notation.pieces(text.as_bytes(), 0, limits).filter_map(|piece| match piece {
        Piece::Record(record) => Some((record.span.clone(), record.text.to_owned())),
        Piece::Problem(_) => None,
    });
    let found: Vec<(Range<usize>, String)> = pieces.collect();
    found
        .into_iter()
        .map(|(span, text)| {
            let id = Document::parse(&text, limits, &mut tape)
                .ok()
                .and_then(|document| Some(document.root().get("id")?.as_str()?.into_owned()));
            (span, id)
        })
        .collect()
}

fn record_of(text: &str, notation: Notation, limits: &Limits, id: &str) -> Option<Range<usize>> {
    records(text, notation, limits)
        .into_iter()
        .find(|(_, known)| known.as_deref() == Some(id))
        .map(|(span, _)| span)
}

/// The record with names added to one of its lists, in the order of the alphabet if they were.
fn with_names(record: &str, key: &str, names: &BTreeSet<String>, limits: &Limits) -> String {
    let mut record = record.to_owned();
    for name in names {
        record = with_name(&record, key, name, limits).unwrap_or(record);
    }
    record
}

fn with_name(record: &str, key: &str, name: &str, limits: &Limits) -> Option<String> {
    let mut tape = Tape::new();
    let document = Document::parse(record, limits, &mut tape).ok()?;
    let root = document.root();
    let written = json(name);
    let Some(list) = root.get(key) else {
        let (_, last) = root.members().last()?;
        let gap = gap_before_members(record, &document);
        let member = format!(",{gap}{}:{}[{written}]", json(key), space_of(record, &document));
        return Some(inserted(record, last.span().end, &member));
    };
    let known: Vec<String> =
        list.elements().filter_map(|element| Some(element.as_str()?.into_owned())).collect();
    if known.iter().any(|known| known == name) {
        return Some(record.to_owned());
    }
    let spans: Vec<Range<usize>> = list.elements().map(|element| element.span()).collect();
    let Some(first) = spans.first() else {
        return Some(inserted(record, list.span().start + 1, &written));
    };
    let lead = record.get(list.span().start + 1..first.start)?;
    let is_sorted = known.windows(2).all(|pair| pair[0] <= pair[1]);
    let before = if is_sorted { known.iter().position(|known| known.as_str() > name) } else { None };
    let between = spans.get(1).and_then(|second| record.get(first.end..second.start));
    let gap = match between.map(|between| between.trim_start().trim_start_matches(',')) {
        Some(gap) => gap,
        None if lead.contains('\n') => lead,
        None => space_of(record, &document),
    };
    Some(match before.and_then(|position| spans.get(position)) {
        Some(next) => inserted(record, next.start, &format!("{written},{gap}")),
        None => inserted(record, spans.last()?.end, &format!(",{gap}{written}")),
    })
}

/// The white space that stands before the members of a record.
fn gap_before_members<'r>(record: &'r str, document: &Document<'_>) -> &'r str {
    let first = document.root().members().next().map(|(key, _)| key.span().start);
    let gap = first.and_then(|first| record.get(document.root().span().start + 1..first)).unwrap_or_default();
    if gap.contains('\n') { gap } else { space_of(record, document) }
}

/// A space, unless the record is written without any.
fn space_of(record: &str, document: &Document<'_>) -> &'static str {
    let first = document.root().members().next();
    let between = first.and_then(|(key, value)| record.get(key.span().end..value.span().start));
    if between.is_some_and(|between| between.ends_with(':')) { "" } else { " " }
}

fn inserted(text: &str, at: usize, what: &str) -> String {
    format!("{}{what}{}", &text[..at], &text[at..])
}

/// The text with a new entry, where its id belongs if the entries are in order, else behind the last.
fn with_new(text: &str, notation: Notation, limits: &Limits, entry: &Entry) -> String {
    let records = records(text, notation, limits);
    let newline = newline_of(text);
    let Some((last, _)) = records.last() else {
        return only_entry(text, notation, entry).replace('\n', newline);
    };
    let ids: Vec<&str> = records.iter().filter_map(|(_, id)| id.as_deref()).collect();
    let is_sorted = ids.windows(2).all(|pair| pair[0] <= pair[1]);
    let next = match is_sorted {
        true => records.iter().find(|(_, id)| id.as_deref().is_some_and(|id| id > entry.id.as_str())),
        false => None,
    };
    let example = &text[last.clone()];
    if notation == Notation::JsonLines {
        let line = like(example, entry, "");
        return match next {
            Some((span, _)) => inserted(text, span.start, &format!("{line}{newline}")),
            None => inserted(text, last.end, &format!("{newline}{line}")),
        };
    }
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('[') {
        // A file of one entry becomes a list of two.
        let both = format!("[\n{},\n{}\n]\n", text.trim(), like(example, entry, ""));
        return both.replace("\r\n", "\n").replace('\n', newline);
    }
    let indent = indent_of(text, last.start);
    let written = like(example, entry, indent).replace('\n', newline);
    let gap = match records.windows(2).next().and_then(|two| text.get(two[0].0.end..two[1].0.start)) {
        Some(between) => between.trim_start().trim_start_matches(',').to_owned(),
        None => format!("{newline}{indent}"),
    };
    match next {
        Some((span, _)) => inserted(text, span.start, &format!("{written},{gap}")),
        None => inserted(text, last.end, &format!(",{gap}{written}")),
    }
}

fn newline_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

fn only_entry(text: &str, notation: Notation, entry: &Entry) -> String {
    match notation {
        Notation::JsonLines => format!("{}{}\n", text.trim_end_matches('\u{feff}'), compact(entry)),
        Notation::Json => format!("[\n  {}\n]\n", pretty(entry, "  ", "  ")),
    }
}

/// An entry in the style of another: on one line or several.
fn like(example: &str, entry: &Entry, indent: &str) -> String {
    let Some((_, second_line)) = example.split_once('\n') else {
        let has_spaces = example.contains(": ") || example.contains(", ");
        return if has_spaces { spaced(entry) } else { compact(entry) };
    };
    let lead = &second_line[..second_line.len() - second_line.trim_start().len()];
    pretty(entry, lead.strip_prefix(indent).unwrap_or(lead), indent)
}

fn indent_of(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let lead = &text[line..at];
    &lead[..lead.len() - lead.trim_start().len()]
}

fn value(entry: &Entry) -> serde_json::Value {
    let mut object = serde_json::Map::new();
    object.insert("id".to_owned(), entry.id.clone().into());
    if let Some((language, name)) = &entry.new_name {
        object.insert("name".to_owned(), serde_json::json!({ language.as_str(): name }));
    }
    for (key, names) in [("spellings", &entry.spellings), ("not", &entry.others)] {
        if !names.is_empty() {
            object.insert(key.to_owned(), names.iter().cloned().collect());
        }
    }
    object.into()
}

fn compact(entry: &Entry) -> String {
    value(entry).to_string()
}

/// On one line, with a space after each colon and comma.
fn spaced(entry: &Entry) -> String {
    let list = |names: &BTreeSet<String>| names.iter().map(|name| json(name)).collect::<Vec<_>>().join(", ");
    let mut members = vec![format!("\"id\": {}", json(&entry.id))];
    members.extend(
        entry
            .new_name
            .as_ref()
            .map(|(language, name)| format!("\"name\": {{{}: {}}}", json(language), json(name))),
    );
    for (key, names) in [("spellings", &entry.spellings), ("not", &entry.others)] {
        if !names.is_empty() {
            members.push(format!("\"{key}\": [{}]", list(names)));
        }
    }
    format!("{{{}}}", members.join(", "))
}

/// On several lines, each `step` further in than what it stands in.
fn pretty(entry: &Entry, step: &str, indent: &str) -> String {
    let mut bytes = Vec::new();
    let formatter = serde_json::ser::PrettyFormatter::with_indent(step.as_bytes());
    let written = value(entry).serialize(&mut serde_json::Serializer::with_formatter(&mut bytes, formatter));
    let text = written.ok().and_then(|()| String::from_utf8(bytes).ok()).unwrap_or_default();
    text.replace('\n', &format!("\n{indent}"))
}

fn json(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(id: &str, new: bool, spellings: &[&str], others: &[&str]) -> Entry {
        Entry {
            id: id.to_owned(),
            new_name: new.then(|| ("en".to_owned(), id.to_owned())),
            spellings: spellings.iter().map(|name| (*name).to_owned()).collect(),
            others: others.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn names_come_in_and_nothing_else_changes() {
        let pretty = "[\n  {\n    \"id\": \"b\",\n    \"name\": {\"en\": \"B\"},\n    \"spellings\": [\n      \"BB\",\n      \"BD\"\n    ]\n  }\n]\n";
        for (text, notation, entry, expected) in [
            (pretty, Notation::Json, entry("b", false, &["BC"], &[]), pretty.replace("\"BB\",\n", "\"BB\",\n      \"BC\",\n")),
            (
                pretty,
                Notation::Json,
                entry("b", false, &[], &["X"]),
                pretty.replace("\"BD\"\n    ]", "\"BD\"\n    ],\n    \"not\": [\"X\"]"),
            ),
            ("{\"id\":\"b\",\"name\":{}}\n", Notation::JsonLines, entry("b", false, &["C"], &[]), "{\"id\":\"b\",\"name\":{},\"spellings\":[\"C\"]}\n".to_owned()),
            (
                "{\"id\":\"b\"}\n{\"id\":\"d\"}\n",
                Notation::JsonLines,
                entry("c", true, &["CC"], &[]),
                "{\"id\":\"b\"}\n{\"id\":\"c\",\"name\":{\"en\":\"c\"},\"spellings\":[\"CC\"]}\n{\"id\":\"d\"}\n".to_owned(),
            ),
            ("[]\n", Notation::Json, entry("a", true, &[], &[]), "[\n  {\n    \"id\": \"a\",\n    \"name\": {\n      \"en\": \"a\"\n    }\n  }\n]\n".to_owned()),
            ("[{\"id\": \"a\"}]", Notation::Json, entry("b", true, &[], &[]), "[{\"id\": \"a\"},\n{\"id\": \"b\", \"name\": {\"en\": \"b\"}}]".to_owned()),
        ] {
            let once = with_entry(text, notation, &Limits::default(), &entry);
            assert_eq!(once, expected);
            assert_eq!(with_entry(&once, notation, &Limits::default(), &entry), once, "twice is once");
        }
    }
}
