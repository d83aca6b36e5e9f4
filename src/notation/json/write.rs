//! An edit of a record → bytes of its text.

use std::ops::Range;

use super::style::{Letters, space_of};
use crate::notation::document::{Document, Kind, Node, NodeIndex};
use crate::words::{At, Edit, Place, TextEdit};

/// What an edit changes in the text of its record.
pub(in crate::notation) fn write(document: Document<'_>, edit: &Edit) -> Option<TextEdit> {
    let place = edit.place();
    let node = document.node(NodeIndex(place.node()?))?;
    let letters = Letters::of(document.text());
    let (range, text) = match edit {
        Edit::Replace { text, .. } => match place {
            Place::Record { at: At::Characters(_, characters), .. } => {
                let from = node.byte_of(characters.start as usize)?;
                let to = node.byte_of(characters.end as usize)?;
                (from..to, letters.characters(text))
            }
            _ if node.kind() == Kind::String => (node.span(), letters.string(text)),
            _ => return None,
        },
        Edit::ReplaceValue { value, .. } => (node.span(), letters.value(value)),
        Edit::PutInList { .. } => (node.span(), format!("[{}]", node.raw())),
        Edit::TakeOutOfList { .. } => (node.span(), node.element(0)?.raw().to_owned()),
        Edit::RenameKey { key, .. } => (node.key_of_value()?.span(), letters.string(key)),
        Edit::AddMember { key, value, .. } => {
            added_member(document, node, &letters.string(key), &letters.value(value))?
        }
        Edit::AddElement { before, value, .. } => {
            added_element(document, node, *before, &letters.value(value))?
        }
        Edit::RemoveElement { .. } => {
            let array = document.parent(node).filter(|parent| parent.kind() == Kind::Array)?;
            (with_a_comma(node.span(), array.elements().map(Node::span)), String::new())
        }
        Edit::RemoveMember { .. } => {
            let object = document.parent(node).filter(|parent| parent.kind() == Kind::Object)?;
            let whole = |(key, value): (Node<'_>, Node<'_>)| key.span().start..value.span().end;
            let member = node.key_of_value()?.span().start..node.span().end;
            (with_a_comma(member, object.written_members().map(whole)), String::new())
        }
        Edit::Remove { .. } => return None,
    };
    Some(TextEdit { range, text })
}

/// A member behind the last one, spaced as the last one is.
fn added_member(
    document: Document<'_>,
    object: Node<'_>,
    key: &str,
    value: &str,
) -> Option<(Range<usize>, String)> {
    if object.kind() != Kind::Object {
        return None;
    }
    let Some((last_key, last_value)) = object.written_members().last() else {
        let inside = object.span().start + 1;
        return Some((inside..inside, format!("{key}: {value}")));
    };
    let text = document.text();
    let before_key = &text[object.span().start + 1..last_key.span().start];
    let white = &before_key[before_key.trim_end().len()..];
    let colon = &text[last_key.span().end..last_value.span().start];
    let end = last_value.span().end;
    Some((end..end, format!(",{white}{key}{colon}{value}")))
}

/// An element before another or behind the last one, spaced as those that are there.
fn added_element(
    document: Document<'_>,
    array: Node<'_>,
    before: Option<u32>,
    value: &str,
) -> Option<(Range<usize>, String)> {
    if array.kind() != Kind::Array {
        return None;
    }
    let spans: Vec<Range<usize>> = array.elements().map(Node::span).collect();
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        let inside = array.span().start + 1;
        return Some((inside..inside, value.to_owned()));
    };
    let text = document.text();
    let lead = &text[array.span().start + 1..first.start];
    let gap = match spans.get(1) {
        Some(second) => text[first.end..second.start].trim_start().trim_start_matches(','),
        None if lead.contains('\n') => lead,
        None => space_of(document),
    };
    match before {
        Some(before) => {
            let at = spans.get(before as usize)?.start;
            Some((at..at, format!("{value},{gap}")))
        }
        None => Some((last.end..last.end, format!(",{gap}{value}"))),
    }
}

/// The bytes of an element or a member and of the comma before it, or, of the first one, behind it.
fn with_a_comma(this: Range<usize>, all: impl Iterator<Item = Range<usize>>) -> Range<usize> {
    let (mut before, mut after) = (None, None);
    for that in all {
        if that.end <= this.start {
            before = Some(that.end);
        } else if that.start >= this.end {
            after = Some(that.start);
            break;
        }
    }
    match (before, after) {
        (Some(end), _) => end..this.end,
        (None, Some(start)) => this.start..start,
        (None, None) => this,
    }
}
