//! Finding → diagnostic: places become spans, pointers and excerpts. Only for what was found.

use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use crate::notation::document::{Document, NodeIndex};
use crate::record::texts::SourceText;
use crate::report::excerpt::{broken, excerpt, passage};
use crate::report::fix::locate_fix;
use crate::report::identity::Identity;
use crate::report::locate::bytes_of;
use crate::report::{Diagnostic, Original, RecordName, Related, Site};
use crate::rule::{Finding, RuleRef};
use crate::words::span::{Locator, Position};
use crate::words::{At, Level, Place, Pointer, Untrusted};

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
    /// What it is known again by, once it was asked for.
    pub original: &'s OnceLock<Arc<Original>>,
    /// Where its file can be opened again, if it can.
    pub path: Option<&'s Path>,
}

impl SourceRecord<'_> {
    /// What it is known again by. Worked out once, and only for a record that has a fix.
    pub fn original(&self) -> Arc<Original> {
        let original = || Arc::new(Original::new(self.path, self.position.byte, self.bytes));
        Arc::clone(self.original.get_or_init(original))
    }

    /// What it is called; none for what is no record.
    pub fn name(&self) -> Option<RecordName> {
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
        known_by: identity.known_by,
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
