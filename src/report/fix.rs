//! A fix → bytes of files, and the lines that it changes.

use std::ops::Range;

use super::alike::told_apart;
use super::diagnose::{ReadAgain, SourceRecord};
use super::excerpt::{MOST_CHARACTERS, cut, member_line};
use super::locate::key_or_value;
use super::{ExcerptLine, LocatedEdit, LocatedFix, PreviewLine, PreviewSide};
use crate::notation::document::{Document, Kind, Node, NodeIndex};
use crate::notation::quoted;
use crate::words::span::Locator;
use crate::words::{At, Edit, Fix, Place, Pointer, RecordRef, TextEdit};

/// Characters of a value that is shown with its new key.
const MOST_OF_A_VALUE: usize = 48;
/// Characters shown before an edit of a longer string, and after it.
const AROUND_AN_EDIT: usize = 24;
/// Characters of an element that is taken out.
const MOST_OF_AN_ELEMENT: usize = 96;

/// Finds the bytes that a fix changes; none if a record cannot be read again or has no such place.
pub fn locate_fix(fix: &Fix, read: &mut ReadAgain<'_>) -> Option<LocatedFix> {
    let mut edits = Vec::new();
    let mut preview = Vec::new();
    for (number, edit) in fix.edits.iter().enumerate() {
        let mut located = None;
        read(edit.place(), &mut |record| {
            located = locate_edit(edit, record).map(|edit| (edit, lines(fix, number, record)));
        });
        let (edit, lines) = located?;
        edits.push(edit);
        preview.extend(lines);
    }
    Some(LocatedFix { title: fix.title.clone(), safety: fix.safety, edits, preview })
}

fn locate_edit(edit: &Edit, record: &SourceRecord<'_>) -> Option<LocatedEdit> {
    let place = edit.place();
    let start = record.position.byte;
    let (pointer, written) = match (edit, place) {
        (Edit::Remove { .. }, Place::File { bytes, .. } | Place::Record { at: At::Bytes(bytes), .. }) => {
            let within = |byte: u64| byte.saturating_sub(start).min(record.bytes.len() as u64) as usize;
            let range = within(bytes.start)..within(bytes.end);
            (Pointer::root(), TextEdit { range, text: String::new() })
        }
        _ => {
            let document = record.document?;
            let node = document.node(NodeIndex(place.node()?))?;
            (document.pointer_to(node), document.notation().write(document, edit)?)
        }
    };
    Some(LocatedEdit {
        file: record.file.clone(),
        record: record.name(),
        pointer,
        span: Locator::new(record.bytes, record.position).span(written.range),
        text: written.text,
        original: record.original(),
    })
}

/// The lines that an edit of a fix changes. Edits of one string are shown together, by the first of them; in a string
/// too long for a line, each by what stands around it.
fn lines(fix: &Fix, number: usize, record: &SourceRecord<'_>) -> Vec<PreviewLine> {
    let edit = &fix.edits[number];
    let node = edit.place().node();
    let Some((document, node)) = record.document.and_then(|document| {
        let node = document.node(NodeIndex(node?))?;
        Some((document, node))
    }) else {
        return Vec::new();
    };
    let Some(of_string) = StringEdit::of(edit) else { return preview(edit, document, node) };
    let old = node.as_str().unwrap_or_default();
    if quoted(&old).chars().count() > MOST_CHARACTERS {
        let (old, new) = around(&old, &of_string);
        return both_texts(document, node, &old, &new);
    }
    let of_fix = fix.edits.iter().filter_map(StringEdit::of).filter(|other| other.string == of_string.string);
    if fix.edits[..number].iter().filter_map(StringEdit::of).any(|earlier| earlier.string == of_string.string)
    {
        return Vec::new();
    }
    let new = with_edits(&old, of_fix.collect());
    both_texts(document, node, &quoted(&old), &quoted(&new))
}

/// An edit of some characters of a string.
struct StringEdit<'f> {
    string: (RecordRef, u32),
    characters: Range<usize>,
    text: &'f str,
}

impl<'f> StringEdit<'f> {
    fn of(edit: &'f Edit) -> Option<Self> {
        let Edit::Replace { place: Place::Record { record, at: At::Characters(node, range) }, text } = edit
        else {
            return None;
        };
        let characters = range.start as usize..range.end as usize;
        Some(Self { string: (*record, *node), characters, text })
    }
}

/// What stands around an edit of a long string, without it and with it.
fn around(old: &str, edit: &StringEdit<'_>) -> (String, String) {
    let Range { start, end } = edit.characters;
    let from = start.saturating_sub(AROUND_AN_EDIT);
    let before: String = old.chars().skip(from).take(start - from).collect();
    let replaced: String = old.chars().skip(start).take(end.saturating_sub(start)).collect();
    let mut behind = old.chars().skip(end);
    let after: String = behind.by_ref().take(AROUND_AN_EDIT).collect();
    let opening = if from > 0 { "…" } else { "" };
    let closing = if behind.next().is_some() { "…" } else { "" };
    let with = |middle: &str| quoted(&format!("{opening}{before}{middle}{after}{closing}"));
    (with(&cut(&replaced, AROUND_AN_EDIT)), with(&cut(edit.text, AROUND_AN_EDIT)))
}

/// A string with all of these edits made.
fn with_edits(old: &str, mut edits: Vec<StringEdit<'_>>) -> String {
    edits.sort_by_key(|edit| (edit.characters.start, edit.characters.end, edit.text));
    edits.dedup_by_key(|edit| (edit.characters.clone(), edit.text));
    let mut characters = old.chars();
    let mut new = String::new();
    let mut from = 0;
    for edit in edits {
        let Some(kept) = edit.characters.start.checked_sub(from) else { continue };
        new.extend(characters.by_ref().take(kept));
        new.push_str(edit.text);
        characters.by_ref().take(edit.characters.len()).for_each(drop);
        from = edit.characters.end;
    }
    new.extend(characters);
    new
}

/// The lines that an edit changes that has them to itself.
fn preview(edit: &Edit, document: Document<'_>, node: Node<'_>) -> Vec<PreviewLine> {
    let line = |value: &str| line(document, node, value);
    let spelled = |value| document.notation().spelled(value);
    match edit {
        Edit::Replace { text, .. } => both_texts(document, node, &shown(node), &quoted(text)),
        Edit::ReplaceValue { value, .. } => both(line(&shown(node)), line(&spelled(value))),
        Edit::PutInList { .. } => both(line(&shown(node)), line(&format!("[{}]", node.raw()))),
        Edit::TakeOutOfList { .. } => both(line(&shown(node)), line(node.element(0).map_or("", Node::raw))),
        Edit::RenameKey { key: new, .. } => {
            let old = node.key_of_value().and_then(Node::as_str);
            let value = cut(&shown(node), MOST_OF_A_VALUE);
            both(member_line(0, old.as_deref(), &value), member_line(0, Some(new), &value))
        }
        Edit::AddMember { key, value, .. } => vec![after(member_line(0, Some(key), &spelled(value)))],
        Edit::AddElement { value, .. } => vec![after(member_line(0, None, &spelled(value)))],
        Edit::RemoveElement { .. } => {
            vec![before(member_line(0, None, &cut(&shown(node), MOST_OF_AN_ELEMENT)))]
        }
        Edit::RemoveMember { .. } => vec![before(line(&shown(node)))],
        Edit::Remove { .. } => Vec::new(),
    }
}

/// The member or element that a value is, with another value.
fn line(document: Document<'_>, node: Node<'_>, value: &str) -> ExcerptLine {
    let key =
        document.parent(node).filter(|parent| parent.kind() == Kind::Object).and(key_or_value(node).as_str());
    member_line(0, key.as_deref(), value)
}

fn shown(node: Node<'_>) -> String {
    node.as_str().map_or_else(|| node.raw().to_owned(), |text| quoted(&text))
}

fn before(line: ExcerptLine) -> PreviewLine {
    PreviewLine { side: PreviewSide::Before, line }
}

fn after(line: ExcerptLine) -> PreviewLine {
    PreviewLine { side: PreviewSide::After, line }
}

/// A text before and after; those that look alike with what tells them apart.
fn both_texts(document: Document<'_>, node: Node<'_>, old: &str, new: &str) -> Vec<PreviewLine> {
    let (old, new) = told_apart(old, new);
    both(line(document, node, &old), line(document, node, &new))
}

fn both(old: ExcerptLine, new: ExcerptLine) -> Vec<PreviewLine> {
    vec![before(old), after(new)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_of_a_long_text_is_shown_by_what_stands_around_it() {
        let old = format!("{}, met  him, {}", "ا".repeat(200), "z".repeat(200));
        let string = (RecordRef { file: 0, start: 0 }, 0);
        let (before, after) = around(&old, &StringEdit { string, characters: 205..207, text: " " });
        let (opening, closing) = ("ا".repeat(19), "z".repeat(19));
        assert_eq!(before, format!("\"…{opening}, met  him, {closing}…\""));
        assert_eq!(after, format!("\"…{opening}, met him, {closing}…\""));

        let (before, after) = around("met  him", &StringEdit { string, characters: 3..5, text: " " });
        assert_eq!((before.as_str(), after.as_str()), ("\"met  him\"", "\"met him\""));
    }
}
