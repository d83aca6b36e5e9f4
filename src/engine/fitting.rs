//! Fixes that take something out, held against the schema: what it asks for stays.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::reread::Rereader;
use crate::notation::document::{Document, Tape};
use crate::project::{Collection, Inventory};
use crate::rule::{Finding, RuleId};
use crate::words::{Edit, Fix, Message, RecordRef};

/// The finding with those fixes that leave its record as good as it is to the schema. Of several that take something
/// out, which are ways to one end, the first.
pub fn fitting<'f>(
    finding: &'f Finding,
    inventory: &Inventory,
    reader: &mut Rereader<'_>,
) -> Cow<'f, Finding> {
    if !finding.fixes.iter().any(takes_out) {
        return Cow::Borrowed(finding);
    }
    let mut fitting = finding.clone();
    let mut has_one = false;
    fitting.fixes.retain(|fix| {
        let is_kept = !takes_out(fix) || !has_one && fits(fix, inventory, reader);
        has_one |= is_kept && takes_out(fix);
        is_kept
    });
    Cow::Owned(fitting)
}

fn takes_out(fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| match edit {
        Edit::ReplaceValue { value, .. } => value.is_null(),
        Edit::RemoveElement { .. } | Edit::RemoveMember { .. } => true,
        _ => false,
    })
}

/// Whether the schema says nothing of the record after the fix that it did not say before.
fn fits(fix: &Fix, inventory: &Inventory, reader: &mut Rereader<'_>) -> bool {
    let Some(place) = fix.edits.first().map(Edit::place) else { return false };
    let Some(record) = place.record() else { return false };
    let collection = inventory.collection_of(record.file);
    let said = |document: Document<'_>| said(collection, document, record);
    let mut fits = false;
    reader.read(place, &mut |source| {
        let Some(document) = source.document else { return };
        let Some(text) = with_edits(document, &fix.edits) else { return };
        let mut tape = Tape::default();
        let Ok(after) = document.notation().parse(&text, &collection.limits, &mut tape) else { return };
        fits = said(after).is_subset(&said(document));
    });
    fits
}

fn said(collection: &Collection, document: Document<'_>, record: RecordRef) -> FxHashSet<(RuleId, Message)> {
    let mut findings = Vec::new();
    collection.schema.explain(document, record, &mut findings);
    findings.into_iter().map(|finding| (finding.rule, finding.label)).collect()
}

/// The text of a record with edits made; none if one of them cannot be.
fn with_edits(document: Document<'_>, edits: &[Edit]) -> Option<String> {
    let written: Option<Vec<_>> =
        edits.iter().map(|edit| document.notation().write(document, edit)).collect();
    let mut written = written?;
    written.sort_by_key(|edit| std::cmp::Reverse(edit.range.start));
    let mut text = document.text().to_owned();
    for edit in written {
        text.replace_range(edit.range, &edit.text);
    }
    Some(text)
}
