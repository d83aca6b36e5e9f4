//! `evidence/quote-absent`

use std::ops::Range;

use crate::knowledge::citations::citations;
use crate::knowledge::citations::difference::only_difference;
use crate::message;
use crate::record::texts::{SourceText, all_parts};
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The quotation is not in the source.
    ///
    /// The quoted words stand nowhere in the source's text, even with vowel signs, hamza, spaces, quotation
    /// marks and kinds of digits left aside. They were typed from memory, summarised, or belong to another
    /// source. The passage that shares most with them is shown; where that is a few words off, these words.
    ///
    /// Where words are left out on purpose, mark it: `[…]` stands for anything between two parts of
    /// a quotation.
    ///
    /// **Not an error:** a marked ellipsis; quotation marks around the whole; a source whose text is not kept.
    pub static RULE = {
        id: "evidence/quote-absent",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Quote]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for evidence in citations(record, context) {
        let (Some(quote), Some(text)) = (evidence.quote, evidence.text) else { continue };
        let words = quote.text();
        if words.is_empty() || !text.find(&words).is_empty() {
            continue;
        }
        if !words.contains(char::is_alphanumeric) {
            findings.at(&quote, "quotes no word");
            continue;
        }
        let parts = all_parts(&words);
        let absent: Vec<&str> = parts.iter().copied().filter(|part| text.find(part).is_empty()).collect();
        let label = match (absent.len(), parts.len()) {
            (_, 1) => message!("these words are not in the source {source}", source: text.source.as_str()),
            (0, _) => {
                message!("its parts are in the source {source}, but not in this order", source: text.source.as_str())
            }
            (1, _) => message!(
                "a part is not in the source {source}: {part}",
                source: text.source.as_str(),
                part: absent.first().copied().unwrap_or_default()
            ),
            (count, _) => {
                message!("{count} of its parts are not in the source {source}", count, source: text.source.as_str())
            }
        };
        if let [part] = parts[..]
            && let Some((quoted, said)) = difference(&words, part, text)
        {
            findings.at(quote.bytes(quoted.clone()), label).related(
                text.place(&said),
                message!("the source has {said}", said: text.slice(&said).to_owned()),
            );
            continue;
        }
        let finding = findings.at(&quote, label);
        match text.nearest(absent.first().unwrap_or(&words.as_ref())) {
            Some(nearest) => {
                finding.related(text.place(&nearest), "the nearest passage");
            }
            None => {
                let what = if parts.len() > 1 {
                    "nothing in this text is like that part"
                } else {
                    "nothing in this text is like them"
                };
                finding.related(text.place(&(0..0)), what);
            }
        }
    }
}

/// Where a quotation of one part is a word off: in the quotation, and in the source.
fn difference(words: &str, part: &str, text: &SourceText) -> Option<(Range<usize>, Range<usize>)> {
    let nearest = text.nearest(part)?;
    let sentence = text.sentence_around(&nearest);
    let around = sentence.start.min(nearest.start)..sentence.end.max(nearest.end);
    let (quoted, said) = only_difference(part, text.slice(&around))?;
    // The quotation may have marks around its words.
    let start = words.find(part)?;
    Some((start + quoted.start..start + quoted.end, around.start + said.start..around.start + said.end))
}
