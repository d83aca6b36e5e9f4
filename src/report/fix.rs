//! A fix → bytes of files, and the lines that it changes.

use super::diagnose::{ReadAgain, SourceRecord};
use super::excerpt::{cut, member_line};
use super::locate::key_or_value;
use super::{ExcerptLine, LocatedEdit, LocatedFix, PreviewLine, PreviewSide};
use crate::notation::document::{Document, Kind, Node, NodeIndex};
use crate::notation::quoted;
use crate::words::{At, Edit, Fix, Place, Pointer};

/// Characters of a value that is shown with its new key.
const MOST_OF_A_VALUE: usize = 48;
/// Characters of an element that is taken out.
const MOST_OF_AN_ELEMENT: usize = 96;

/// Finds the bytes that a fix changes; none if a record cannot be read again or has no such place.
pub fn locate_fix(fix: &Fix, read: &mut ReadAgain<'_>) -> Option<LocatedFix> {
    let mut edits = Vec::new();
    let mut preview = Vec::new();
    for edit in &fix.edits {
        let mut located = None;
        read(edit.place(), &mut |record| located = locate_edit(edit, record));
        let (edit, lines) = located?;
        edits.push(edit);
        preview.extend(lines);
    }
    Some(LocatedFix { title: fix.title.clone(), safety: fix.safety, edits, preview })
}

fn locate_edit(edit: &Edit, record: &SourceRecord<'_>) -> Option<(LocatedEdit, Vec<PreviewLine>)> {
    let place = edit.place();
    let file_start = record.position.byte;
    if let (Edit::Remove { .. }, Place::File { bytes, .. } | Place::Record { at: At::Bytes(bytes), .. }) =
        (edit, place)
    {
        let located = LocatedEdit {
            file: record.file.clone(),
            record: record.name(),
            pointer: Pointer::root(),
            start: bytes.start,
            end: bytes.end,
            text: String::new(),
        };
        return Some((located, Vec::new()));
    }
    let document = record.document?;
    let node = document.node(NodeIndex(place.node()?))?;
    let written = document.notation().write(document, edit)?;
    let located = LocatedEdit {
        file: record.file.clone(),
        record: record.name(),
        pointer: document.pointer_to(node),
        start: file_start + written.range.start as u64,
        end: file_start + written.range.end as u64,
        text: written.text,
    };
    Some((located, preview(edit, document, node, place)))
}

/// The lines that an edit changes.
fn preview(edit: &Edit, document: Document<'_>, node: Node<'_>, place: &Place) -> Vec<PreviewLine> {
    let key =
        document.parent(node).filter(|parent| parent.kind() == Kind::Object).and(key_or_value(node).as_str());
    let line = |value: &str| member_line(0, key.as_deref(), value);
    let spelled = |value| document.notation().spelled(value);
    match edit {
        Edit::Replace { text, .. } => {
            let old = node.as_str().unwrap_or_default();
            let new = match place {
                Place::Record { at: At::Characters(_, characters), .. } => {
                    let before: String = old.chars().take(characters.start as usize).collect();
                    let after: String = old.chars().skip(characters.end as usize).collect();
                    format!("{before}{text}{after}")
                }
                _ => text.clone(),
            };
            both(line(&quoted(&old)), line(&quoted(&new)))
        }
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
        Edit::Remove { .. } => Vec::new(),
    }
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

fn both(old: ExcerptLine, new: ExcerptLine) -> Vec<PreviewLine> {
    vec![before(old), after(new)]
}
