//! Fixes held against the schema: what it asks for stays, and what it does not take is not written.

use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::reread::Rereader;
use crate::message;
use crate::notation::document::{Document, Tape};
use crate::project::{Collection, Inventory};
use crate::rule::{Finding, RuleId};
use crate::words::{Edit, Fix, Message, RecordRef};

/// The finding with those fixes that leave its record as good as it is to the schema. Of several that take something
/// out, which are ways to one end, the first; of the others, it is said which the schema forbids.
pub fn fitting<'f>(
    finding: &'f Finding,
    inventory: &Inventory,
    reader: &mut Rereader<'_>,
) -> Cow<'f, Finding> {
    let fits: Vec<Option<bool>> = finding.fixes.iter().map(|fix| fits(fix, inventory, reader)).collect();
    if finding.fixes.iter().zip(&fits).all(|(fix, fits)| !takes_out(fix) && *fits != Some(false)) {
        return Cow::Borrowed(finding);
    }
    let mut fitting = finding.clone();
    fitting.fixes.clear();
    let mut has_one = false;
    for (fix, fits) in finding.fixes.iter().zip(fits) {
        if takes_out(fix) {
            if !has_one && fits == Some(true) {
                has_one = true;
                fitting.fixes.push(fix.clone());
            }
        } else if fits == Some(false) {
            fitting
                .help
                .push(message!("the schema forbids what a fix would write: {fix}", fix: fix.title.clone()));
        } else {
            fitting.fixes.push(fix.clone());
        }
    }
    Cow::Owned(fitting)
}

fn takes_out(fix: &Fix) -> bool {
    fix.edits.iter().any(|edit| match edit {
        Edit::ReplaceValue { value, .. } => value.is_null(),
        Edit::RemoveElement { .. } | Edit::RemoveMember { .. } => true,
        _ => false,
    })
}

/// Whether the schema says nothing of the record after the fix that it did not say before; none where that cannot be
/// told: it changes several records, or one that cannot be read.
fn fits(fix: &Fix, inventory: &Inventory, reader: &mut Rereader<'_>) -> Option<bool> {
    let place = fix.edits.first().map(Edit::place)?;
    let record = place.record()?;
    if fix.edits.iter().any(|edit| edit.place().record() != Some(record)) {
        return None;
    }
    let collection = inventory.collection_of(record.file);
    let mut fits = None;
    reader.read(place, &mut |source| {
        let Some(document) = source.document else { return };
        let Some(text) = with_edits(document, &fix.edits) else { return };
        let mut tape = Tape::default();
        let Ok(after) = document.notation().parse(&text, &collection.limits, &mut tape) else { return };
        let said = |document: Document<'_>| said(collection, document, record);
        fits = Some(collection.schema.accepts(after) || said(after).is_subset(&said(document)));
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
