//! The record's quotations against their sources.

use super::{ClaimJudgement, ClaimKind, ClaimVerdict, JudgedClaim, Words};
use crate::knowledge::citations::Citation;
use crate::message;

/// A quotation, if there is one: it stands in its source letter by letter, after folding, or not at all.
pub fn judge<'r>(citation: &Citation<'r, '_>) -> Option<JudgedClaim<'r>> {
    let value = citation.quote.filter(|quote| !quote.text().is_empty())?;
    let Some(text) = citation.text else {
        let judged = ClaimJudgement::not_checked("the text of the source is not known");
        return Some(JudgedClaim { kind: ClaimKind::Quotation, value, judged });
    };
    let judged = match citation.found().into_iter().next() {
        Some(found) => {
            let verdict = if found.is_exact { ClaimVerdict::Verbatim } else { ClaimVerdict::InOtherWords };
            let mut judged = ClaimJudgement::carried(verdict, &Words { text, bytes: found.bytes });
            judged.why = match found.is_exact {
                true => "letter by letter".into(),
                false => "not letter by letter".into(),
            };
            judged
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
