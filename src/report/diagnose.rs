//! Finding → diagnostic: places become spans, pointers and excerpts. Only for what was found.

use std::ops::Range;

use crate::notation::document::{Document, Kind, Node, NodeIndex};
use crate::record::texts::SourceText;
use crate::report::excerpt::{broken, excerpt, member_line, passage, quoted};
use crate::report::identity::Identity;
use crate::report::locate::{bytes_of, key_or_value};
use crate::report::{
    Diagnostic, ExcerptLine, LocatedEdit, LocatedFix, PreviewLine, PreviewSide, RecordName, Related, Site,
};
use crate::rule::{Finding, RuleRef};
use crate::words::span::{Locator, Position};
use crate::words::{At, Edit, Fix, Level, Place, Pointer, Untrusted};

/// A record, or broken bytes in the place of one, read again.
#[derive(Debug, Clone)]
pub struct SourceRecord<'s> {
    /// The path of its file, as given.
    pub file: Untrusted,
    /// Its bytes.
    pub bytes: &'s [u8],
    /// Where its first byte stands in the file.
    pub position: Position,
    /// How many records stand before it in the file; none for what is no record.
    pub index: Option<u64>,
    /// The record, if its bytes are one.
    pub document: Option<Document<'s>>,
    /// Its id, if it says one.
    pub id: Option<Untrusted>,
}

impl SourceRecord<'_> {
    fn name(&self) -> Option<RecordName> {
        self.index.map(|index| RecordName { id: self.id.clone(), index, line: self.position.line })
    }
}

/// Gives the record of a place again; of a place in a file outside of all records, the beginning of the file.
pub type ReadAgain<'s> = dyn FnMut(&Place, &mut dyn FnMut(&SourceRecord<'_>)) + 's;

/// Gives the text of a source by its number.
pub type TextOf<'t> = dyn Fn(u32) -> Option<&'t SourceText> + 't;

/// Makes a diagnostic of a finding of a rule; none if its record cannot be read again.
pub fn diagnose<'t>(
    finding: &Finding,
    rule: &RuleRef,
    identity: Identity,
    level: Level,
    text_of: &TextOf<'t>,
    read: &mut ReadAgain<'_>,
) -> Option<Diagnostic> {
    let site = site(&finding.place, text_of, read)?;
    let related = finding.related.iter().filter_map(|(place, label)| {
        Some(Related { site: self::site(place, text_of, read)?, label: label.clone() })
    });
    let related = related.collect();
    let fixes = finding.fixes.iter().filter_map(|fix| locate_fix(fix, read)).collect();
    Some(Diagnostic {
        rule: rule.clone(),
        level,
        title: finding.title.clone().unwrap_or_else(|| rule.title_message()),
        label: finding.label.clone(),
        site,
        related,
        notes: finding.notes.clone(),
        help: finding.help.clone(),
        fixes,
        fingerprint: identity.fingerprint,
        cause: identity.cause,
    })
}

/// Where a place is, in its file; none if its record cannot be read again.
pub fn site(place: &Place, text_of: &TextOf<'_>, read: &mut ReadAgain<'_>) -> Option<Site> {
    if let Place::Text { text, bytes } = place {
        return Some(site_in_text(text_of(*text)?, bytes));
    }
    let mut found = None;
    read(place, &mut |record| found = Some(site_in(record, place)));
    found
}

/// A passage of a source's text. It lies in no record.
fn site_in_text(text: &SourceText, bytes: &Range<u64>) -> Site {
    let base = text.position_before(bytes.start);
    let from = base.byte as usize;
    let range = bytes.start as usize..bytes.end as usize;
    let rest = text.text().as_bytes().get(from..).unwrap_or_default();
    Site {
        file: text.file.display().to_string().into(),
        record: None,
        pointer: Pointer::root(),
        span: Locator::new(rest, base).span(range.start - from..range.end - from),
        excerpt: passage(text.text(), range),
    }
}

fn site_in(record: &SourceRecord<'_>, place: &Place) -> Site {
    let start = record.position.byte;
    let mut locator = Locator::new(record.bytes, record.position);
    let (Some(document), Place::Record { at, .. }) = (record.document, place) else {
        let within = |byte: u64| byte.saturating_sub(start).min(record.bytes.len() as u64) as usize;
        let bytes = match place {
            Place::Record { at: At::Bytes(bytes), .. } | Place::File { bytes, .. } => {
                within(bytes.start)..within(bytes.end)
            }
            _ => 0..record.bytes.len(),
        };
        let bytes = whole_characters(record.bytes, bytes);
        return Site {
            file: record.file.clone(),
            record: record.name(),
            pointer: Pointer::root(),
            span: locator.span(bytes.clone()),
            excerpt: broken(record.bytes, bytes),
        };
    };
    let pointer =
        place.node().and_then(|node| document.node(NodeIndex(node))).map(|node| document.pointer_to(node));
    Site {
        file: record.file.clone(),
        record: record.name(),
        pointer: pointer.unwrap_or_default(),
        span: locator.span(bytes_of(document, at, start)),
        excerpt: excerpt(document, at, start),
    }
}

/// The range with the rest of the character that it ends in.
fn whole_characters(bytes: &[u8], range: Range<usize>) -> Range<usize> {
    let is_continuation = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
    let rest = bytes.get(range.end..).unwrap_or_default().iter().take(3).take_while(is_continuation).count();
    let is_character =
        std::str::from_utf8(bytes.get(range.start..range.end + rest).unwrap_or_default()).is_ok();
    if range.is_empty() || !is_character { range } else { range.start..range.end + rest }
}

fn locate_fix(fix: &Fix, read: &mut ReadAgain<'_>) -> Option<LocatedFix> {
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
    let change = change(edit, document, node, place)?;
    let located = LocatedEdit {
        file: record.file.clone(),
        record: record.name(),
        pointer: document.pointer_to(node),
        start: file_start + change.range.start as u64,
        end: file_start + change.range.end as u64,
        text: change.text,
    };
    Some((located, change.preview))
}

struct Change {
    range: Range<usize>,
    text: String,
    preview: Vec<PreviewLine>,
}

fn change(edit: &Edit, document: Document<'_>, node: Node<'_>, place: &Place) -> Option<Change> {
    let in_ascii = writes_ascii_only(node);
    let key =
        document.parent(node).filter(|parent| parent.kind() == Kind::Object).and(key_or_value(node).as_str());
    let line = |value: &str| member_line(0, key.as_deref(), value);
    let shown = |node: Node<'_>| node.as_str().map_or_else(|| node.raw().to_owned(), |text| quoted(&text));
    match edit {
        Edit::Replace { text, .. } => {
            let old = node.as_str()?;
            let (range, written, new) = match place {
                Place::Record { at: At::Characters(_, characters), .. } => {
                    let from = node.byte_of(characters.start as usize)?;
                    let to = node.byte_of(characters.end as usize)?;
                    let before: String = old.chars().take(characters.start as usize).collect();
                    let after: String = old.chars().skip(characters.end as usize).collect();
                    (from..to, json_characters(text, in_ascii), format!("{before}{text}{after}"))
                }
                _ => (node.span(), json_string(text, in_ascii), text.clone()),
            };
            Some(Change { range, text: written, preview: both(line(&quoted(&old)), line(&quoted(&new))) })
        }
        Edit::ReplaceValue { json, .. } => Some(Change {
            range: node.span(),
            text: json.clone(),
            preview: both(line(&shown(node)), line(json)),
        }),
        Edit::RenameKey { key: new, .. } => {
            let old = node.key_of_value()?;
            let value = crate::report::excerpt::cut(&shown(node), 48);
            let preview =
                both(member_line(0, old.as_str().as_deref(), &value), member_line(0, Some(new), &value));
            Some(Change { range: old.span(), text: json_string(new, in_ascii), preview })
        }
        Edit::AddMember { key, json, .. } => {
            let (range, text) = added_member(document, node, key, json)?;
            let added = PreviewLine { side: PreviewSide::After, line: member_line(0, Some(key), json) };
            Some(Change { range, text, preview: vec![added] })
        }
        Edit::RemoveElement { .. } => {
            let range = with_a_comma(document, node)?;
            let line = member_line(0, None, &crate::report::excerpt::cut(&shown(node), 96));
            let preview = vec![PreviewLine { side: PreviewSide::Before, line }];
            Some(Change { range, text: String::new(), preview })
        }
        Edit::Remove { .. } => None,
    }
}

/// The bytes of an element and of the comma before it, or, of the first one, behind it.
fn with_a_comma(document: Document<'_>, element: Node<'_>) -> Option<std::ops::Range<usize>> {
    let array = document.parent(element).filter(|parent| parent.kind() == Kind::Array)?;
    let (mut before, mut after) = (None, None);
    for other in array.elements() {
        let (this, that) = (element.span(), other.span());
        if that.end <= this.start {
            before = Some(that.end);
        } else if that.start >= this.end {
            after = Some(that.start);
            break;
        }
    }
    Some(match (before, after) {
        (Some(end), _) => end..element.span().end,
        (None, Some(start)) => element.span().start..start,
        (None, None) => element.span(),
    })
}

fn both(before: ExcerptLine, after: ExcerptLine) -> Vec<PreviewLine> {
    vec![
        PreviewLine { side: PreviewSide::Before, line: before },
        PreviewLine { side: PreviewSide::After, line: after },
    ]
}

/// A member behind the last one, spaced as the last one is.
fn added_member(
    document: Document<'_>,
    object: Node<'_>,
    key: &str,
    json: &str,
) -> Option<(Range<usize>, String)> {
    if object.kind() != Kind::Object {
        return None;
    }
    let key_text = json_string(key, writes_ascii_only(object));
    let Some((last_key, last_value)) = object.written_members().last() else {
        let inside = object.span().start + 1;
        return Some((inside..inside, format!("{key_text}: {json}")));
    };
    let text = document.text();
    let before_key = &text[object.span().start + 1..last_key.span().start];
    let white = &before_key[before_key.trim_end().len()..];
    let colon = &text[last_key.span().end..last_value.span().start];
    let end = last_value.span().end;
    Some((end..end, format!(",{white}{key_text}{colon}{json}")))
}

/// Whether the record is written with escapes for all that is not ASCII, as Python's `json.dumps` does.
fn writes_ascii_only(node: Node<'_>) -> bool {
    let text = node.document().text();
    text.is_ascii() && text.contains("\\u")
}

fn json_string(text: &str, ascii_only: bool) -> String {
    format!("\"{}\"", json_characters(text, ascii_only))
}

fn json_characters(text: &str, ascii_only: bool) -> String {
    let quoted = serde_json::to_string(text).unwrap_or_default();
    let inner = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
    if !ascii_only {
        return inner.to_owned();
    }
    let mut written = String::with_capacity(inner.len());
    for character in inner.chars() {
        if character.is_ascii() {
            written.push(character);
            continue;
        }
        for unit in character.encode_utf16(&mut [0; 2]) {
            written.push_str(&format!("\\u{unit:04x}"));
        }
    }
    written
}
