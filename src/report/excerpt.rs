//! What a person is shown of a record: one member a line, ancestors kept, siblings left out.

use std::ops::Range;

use crate::notation::document::{Document, Kind, Node, NodeIndex};
use crate::notation::quoted;
use crate::report::locate::key_or_value;
use crate::report::{Excerpt, ExcerptLine, Run, RunKind, Underlined};
use crate::text::character::{code_point, needs_showing};
use crate::text::cut::{beginning, end};
use crate::words::At;

/// Characters of a value that are shown; more are cut, and `…` says so.
pub const MOST_CHARACTERS: usize = 96;
/// Characters of a container's summary.
const MOST_SUMMARY: usize = 56;
/// Characters of broken text that are shown before and behind the place.
const AROUND_BROKEN: usize = 48;

/// The view of a record that shows a place.
pub fn excerpt(document: Document<'_>, at: &At, start: u64) -> Excerpt {
    let (index, marked, on_key) = match at {
        At::Value(index) => (*index, None, false),
        At::Key(index) => (*index, None, true),
        At::Characters(index, characters) => {
            (*index, Some(characters.start as usize..characters.end as usize), false)
        }
        At::Bytes(bytes) => {
            let bytes = bytes.start.saturating_sub(start) as usize..bytes.end.saturating_sub(start) as usize;
            return broken(document.text().as_bytes(), bytes);
        }
    };
    let node = document.node(NodeIndex(index)).unwrap_or_else(|| document.root());
    let mut lines = ancestor_lines(document, node);
    let mut runs = key_runs(document, node, if on_key { Underlined::Yes } else { Underlined::No });
    runs.extend(value_runs(node, marked, if on_key { Underlined::No } else { Underlined::Yes }));
    lines.push(ExcerptLine { indent: lines.len(), runs });
    Excerpt { lines }
}

/// The line of a text that cannot be parsed, around some of its bytes.
pub fn broken(text: &[u8], bytes: Range<usize>) -> Excerpt {
    let at = bytes.start.min(text.len());
    // The line may be as long as a record may be: no more of it is looked at than can be shown.
    let line_start = memchr::memrchr(b'\n', &text[..at]).map_or(0, |end| end + 1);
    let near_start = line_start.max(at.saturating_sub(AROUND_BROKEN * 4 + 4));
    let line_end = memchr::memchr(b'\n', &text[at..]).map_or(text.len(), |length| at + length);
    // CR LF ends a line as LF does.
    let ends_in_two = line_end < text.len() && text[at..line_end].ends_with(b"\r");
    let line_end = if ends_in_two { line_end - 1 } else { line_end };
    let marked_end = bytes.end.clamp(at, line_end.max(at));
    let near_end = line_end.clamp(marked_end, marked_end + AROUND_BROKEN * 4 + 4);
    let before = shown_bytes(&text[near_start..at]);
    let after = shown_bytes(&text[marked_end..near_end]);
    let before_from = before.len() - fitting(before.chars().rev());
    let after_to = fitting(after.chars());
    let mut runs = Vec::new();
    if near_start > line_start || before_from > 0 {
        runs.push(run("…", RunKind::Syntax, Underlined::No));
    }
    runs.push(run(&before[before_from..], RunKind::Value, Underlined::No));
    let marked = shown_bytes(&text[at..marked_end.min(at + MOST_CHARACTERS * 4)]);
    match marked.is_empty() {
        true => runs.push(run("⟦end⟧", RunKind::Syntax, Underlined::Yes)),
        false => runs.push(run(cut(&marked, MOST_CHARACTERS), RunKind::Marked, Underlined::Yes)),
    }
    runs.push(run(&after[..after_to], RunKind::Value, Underlined::No));
    if near_end < line_end || after_to < after.len() {
        runs.push(run("…", RunKind::Syntax, Underlined::No));
    }
    runs.retain(|run| !run.text.expose().is_empty());
    Excerpt { lines: vec![ExcerptLine { indent: 0, runs }] }
}

/// How many bytes of these characters fit around what is broken, as they will be shown.
fn fitting(characters: impl Iterator<Item = char>) -> usize {
    let mut cells = 0;
    let fits = |character: &char| {
        cells += if needs_showing(*character) { code_point(*character).len() + 2 } else { 1 };
        cells <= AROUND_BROKEN
    };
    characters.take_while(fits).map(char::len_utf8).sum()
}

/// A passage of a text with the words around it, on one line: `… during ⟦the 13th and 14th⟧, when …`.
pub fn passage(text: &str, bytes: Range<usize>) -> Excerpt {
    const AROUND: usize = 32;
    let before = text.get(..bytes.start).unwrap_or_default();
    let before: Vec<char> =
        before.chars().rev().take_while(|character| *character != '\n').take(AROUND + 1).collect();
    let after = text.get(bytes.end..).unwrap_or_default();
    let after: Vec<char> =
        after.chars().take_while(|character| *character != '\n').take(AROUND + 1).collect();
    let words = |characters: Vec<char>, is_cut: bool, cut_at_start: bool| -> String {
        let words: String = characters.into_iter().collect();
        // Cut between words where there is a space.
        match (is_cut, cut_at_start) {
            (false, _) => words,
            (true, true) => words.split_once(' ').map_or(words.clone(), |(_, rest)| rest.to_owned()),
            (true, false) => words.rsplit_once(' ').map_or(words.clone(), |(rest, _)| rest.to_owned()),
        }
    };
    let (more_before, more_after) = (before.len() > AROUND, after.len() > AROUND);
    let before = words(before.into_iter().rev().collect(), more_before, true);
    let after = words(after, more_after, false);
    let marked = in_the_middle(&text.get(bytes).unwrap_or_default().replace('\n', " "), MOST_CHARACTERS);
    let mut runs = vec![
        run(if more_before { "… " } else { "" }, RunKind::Syntax, Underlined::Yes),
        run(before, RunKind::Value, Underlined::Yes),
        run(marked, RunKind::Marked, Underlined::Yes),
        run(after, RunKind::Value, Underlined::Yes),
        run(if more_after { " …" } else { "" }, RunKind::Syntax, Underlined::Yes),
    ];
    runs.retain(|run| !run.text.expose().is_empty());
    Excerpt { lines: vec![ExcerptLine { indent: 0, runs }] }
}

/// A text of at most so many characters: its beginning and its end, with `…` for what lies between.
fn in_the_middle(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return text.to_owned();
    }
    format!("{} … {}", beginning(text, most * 2 / 3).trim_end(), end(text, most / 3).trim_start())
}

/// A line that shows a member, or an element, with its value as it would be.
pub fn member_line(indent: usize, key: Option<&str>, value: &str) -> ExcerptLine {
    let mut runs = Vec::new();
    if let Some(key) = key {
        runs.push(run(quoted(key), RunKind::Key, Underlined::No));
        runs.push(run(": ", RunKind::Syntax, Underlined::No));
    }
    runs.push(run(cut(value, MOST_CHARACTERS), RunKind::Value, Underlined::No));
    ExcerptLine { indent, runs }
}

/// A text cut to at most `most` characters, between words, with `…` where it was cut.
pub fn cut(text: &str, most: usize) -> String {
    let kept = beginning(text, most);
    if kept.len() == text.len() { text.to_owned() } else { format!("{kept}…") }
}

fn ancestor_lines(document: Document<'_>, node: Node<'_>) -> Vec<ExcerptLine> {
    let ancestors = document.ancestors(node);
    let mut lines: Vec<ExcerptLine> = Vec::new();
    // An element has no line of its own: its bracket stands behind the key of its array.
    for pair in ancestors.windows(2) {
        let (around, ancestor) = (pair[0], pair[1]);
        let bracket = if ancestor.kind() == Kind::Object { "{" } else { "[" };
        if around.kind() == Kind::Array {
            let is_first = around.elements().next() == Some(ancestor);
            let bracket = if is_first { bracket.to_owned() } else { format!("…, {bracket}") };
            match lines.last_mut() {
                Some(line) => line.runs.push(run(bracket, RunKind::Syntax, Underlined::No)),
                None => lines.push(ExcerptLine {
                    indent: 0,
                    runs: vec![run(format!("[{bracket}"), RunKind::Syntax, Underlined::No)],
                }),
            }
            continue;
        }
        let mut runs = key_runs(document, ancestor, Underlined::No);
        runs.push(run(bracket, RunKind::Syntax, Underlined::No));
        lines.push(ExcerptLine { indent: lines.len(), runs });
    }
    let in_array = ancestors.last().filter(|parent| parent.kind() == Kind::Array);
    let in_array = in_array.filter(|parent| parent.elements().next() != Some(node));
    if let (Some(_), Some(line)) = (in_array, lines.last_mut()) {
        line.runs.push(run("…,", RunKind::Syntax, Underlined::No));
    }
    lines
}

fn key_runs(document: Document<'_>, node: Node<'_>, underlined: Underlined) -> Vec<Run> {
    let is_member = document.parent(node).is_some_and(|parent| parent.kind() == Kind::Object);
    if !is_member {
        return Vec::new();
    }
    let key = key_or_value(node).as_str().unwrap_or_default();
    vec![
        run(quoted(&cut(&key, MOST_CHARACTERS)), RunKind::Key, underlined),
        run(": ", RunKind::Syntax, Underlined::No),
    ]
}

fn value_runs(node: Node<'_>, marked: Option<Range<usize>>, underlined: Underlined) -> Vec<Run> {
    match node.kind() {
        Kind::String => string_runs(&node.as_str().unwrap_or_default(), marked, underlined),
        Kind::Object | Kind::Array => vec![run(summary(node), RunKind::Value, underlined)],
        _ => vec![run(cut(node.raw(), MOST_CHARACTERS), RunKind::Value, underlined)],
    }
}

fn string_runs(text: &str, marked: Option<Range<usize>>, underlined: Underlined) -> Vec<Run> {
    let length = text.chars().count();
    let marked =
        marked.map(|range| range.start.min(length)..range.end.clamp(range.start.min(length), length));
    let window = between_words(text, window(length, marked.as_ref()), marked.as_ref());
    let slice =
        |range: Range<usize>| -> String { text.chars().skip(range.start).take(range.len()).collect() };
    let escaped = |range: Range<usize>| {
        let quoted = quoted(&slice(range));
        quoted[1..quoted.len() - 1].to_owned()
    };
    let mut runs = vec![run("\"", RunKind::Syntax, underlined)];
    if window.start > 0 {
        runs.push(run("…", RunKind::Syntax, underlined));
    }
    // A mark around the whole value says no more than the line under it.
    match marked.filter(|range| !range.is_empty() && *range != (0..length)) {
        None => runs.push(run(escaped(window.clone()), RunKind::Value, underlined)),
        Some(marked) => {
            let end = marked.end.min(window.end);
            runs.push(run(escaped(window.start..marked.start), RunKind::Value, underlined));
            runs.push(run(escaped(marked.start..end), RunKind::Marked, underlined));
            runs.push(run(escaped(end..window.end), RunKind::Value, underlined));
        }
    }
    if window.end < length {
        runs.push(run("…", RunKind::Syntax, underlined));
    }
    runs.push(run("\"", RunKind::Syntax, underlined));
    runs.retain(|run| !run.text.expose().is_empty());
    runs
}

/// The characters that are shown: all, or as many as fit around what is marked.
fn window(length: usize, marked: Option<&Range<usize>>) -> Range<usize> {
    if length <= MOST_CHARACTERS {
        return 0..length;
    }
    let center = marked.map_or(0, |range| range.start);
    let start = center.saturating_sub(MOST_CHARACTERS / 2).min(length - MOST_CHARACTERS);
    start..start + MOST_CHARACTERS
}

/// The window without the parts of words at its ends, as far as what is marked allows.
fn between_words(text: &str, window: Range<usize>, marked: Option<&Range<usize>>) -> Range<usize> {
    let slice =
        |range: Range<usize>| -> String { text.chars().skip(range.start).take(range.len()).collect() };
    let length = text.chars().count();
    let (keep_from, keep_to) =
        marked.map_or((window.start, window.start), |marked| (marked.start, marked.end));
    let mut around = window;
    if around.start > 0 && keep_from > around.start {
        // One character more says whether a word is cut.
        let before = slice(around.start - 1..keep_from);
        let count = before.chars().count() - 1;
        around.start = keep_from - end(&before, count).chars().count();
    }
    if around.end < length && keep_to < around.end {
        let after = slice(keep_to..around.end + 1);
        let count = after.chars().count() - 1;
        around.end = keep_to + beginning(&after, count).chars().count();
    }
    around
}

/// A container in one line: its first members, and `…` for the rest.
fn summary(node: Node<'_>) -> String {
    let (open, close) = if node.kind() == Kind::Object { ("{", "}") } else { ("[", "]") };
    let mut parts: Vec<String> = Vec::new();
    let mut length = 0;
    let mut left_out = false;
    let mut add = |part: String| {
        length += part.chars().count() + 2;
        left_out |= length > MOST_SUMMARY && !parts.is_empty();
        if !left_out {
            parts.push(part);
        }
        !left_out
    };
    if node.kind() == Kind::Object {
        for (key, value) in node.members() {
            if !add(format!("{}: {}", quoted(&cut(&key.as_str().unwrap_or_default(), 32)), brief(value))) {
                break;
            }
        }
    } else {
        for element in node.elements() {
            if !add(brief(element)) {
                break;
            }
        }
    }
    if left_out {
        parts.push("…".to_owned());
    }
    let space = if node.kind() == Kind::Object && !parts.is_empty() { " " } else { "" };
    format!("{open}{space}{}{space}{close}", parts.join(", "))
}

fn brief(node: Node<'_>) -> String {
    match node.kind() {
        Kind::String => quoted(&cut(&node.as_str().unwrap_or_default(), 32)),
        Kind::Object if node.is_empty() => "{}".to_owned(),
        Kind::Array if node.is_empty() => "[]".to_owned(),
        Kind::Object => "{…}".to_owned(),
        Kind::Array => "[…]".to_owned(),
        _ => cut(node.raw(), 32),
    }
}

fn shown_bytes(bytes: &[u8]) -> String {
    let mut shown = String::new();
    for chunk in bytes.utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            shown.push_str(&format!("⟨0x{byte:02X}⟩"));
        }
    }
    shown
}

fn run(text: impl Into<String>, kind: RunKind, underlined: Underlined) -> Run {
    Run { text: text.into().into(), kind, underlined }
}
