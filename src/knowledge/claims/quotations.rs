//! The record's quotations against their sources.

use super::{ClaimJudgement, ClaimKind, ClaimVerdict, JudgedClaim, Words};
use crate::knowledge::citations::Citation;
use crate::message;
use crate::record::texts::{Alteration, Passage, QuotePart, SourceText, alterations};
use crate::words::Role;

/// A quotation, if there is one: it stands in its source letter by letter, after folding, or not at all.
pub fn judge<'r>(citation: &Citation<'r, '_>) -> Option<JudgedClaim<'r>> {
    let value = citation.quote.filter(|quote| !quote.text().is_empty())?;
    let Some(text) = citation.text else {
        let judged = ClaimJudgement::not_checked("the text of the source is not known");
        return Some(JudgedClaim { kind: ClaimKind::Quotation, value, judged });
    };
    let judged = match citation.found().into_iter().next() {
        Some(found) => {
            let is_verbatim = found.is_exact || differences(&value.text(), &found, text).is_empty();
            let (verdict, why) = match is_verbatim {
                true => (ClaimVerdict::Verbatim, "letter by letter"),
                false if has_note_beside(citation) => {
                    (ClaimVerdict::InOtherWords, "not letter by letter, as a note beside it tells")
                }
                false => (ClaimVerdict::InOtherWords, "not letter by letter"),
            };
            let judged = ClaimJudgement::carried(verdict, &Words { text, bytes: found.bytes });
            ClaimJudgement { why: why.into(), ..judged }
        }
        None => ClaimJudgement {
            verdict: ClaimVerdict::NotFound,
            why: message!("these words are not in {source}", source: text.source.as_str()),
            words: text
                .nearest(&value.text())
                .map(|bytes| (text.place(&bytes), "the nearest passage".into()))
                .into_iter()
                .collect(),
        },
    };
    Some(JudgedClaim { kind: ClaimKind::Quotation, value, judged })
}

/// Where a quotation differs from a passage, counted in characters of the whole of it.
pub fn differences(words: &str, passage: &Passage, text: &SourceText) -> Vec<Alteration> {
    let of_part = |part: &QuotePart| {
        let before = words.get(..part.quoted.start).unwrap_or_default().chars().count();
        let quoted = words.get(part.quoted.clone()).unwrap_or_default();
        let found = alterations(quoted, text.slice(&part.said)).into_iter();
        found.map(move |difference| Alteration { character: difference.character + before, ..difference })
    };
    passage.parts.iter().flat_map(of_part).collect()
}

/// Whether a note beside a quotation tells what was corrected in it.
pub fn has_note_beside(citation: &Citation<'_, '_>) -> bool {
    citation.group.value(Role::Note).is_some_and(|note| !note.text().trim().is_empty())
}
