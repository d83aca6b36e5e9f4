//! One finding for all the stretches of a value that have one defect, and one fix for all of them.

use std::ops::Range;

use crate::knowledge::fields::is_verbatim;
use crate::record::Value;
use crate::rule::{Finding, Findings};
use crate::words::Safety;
use crate::words::{Edit, Fix, Message};

/// Some characters of a value, in code points, and what may stand there instead.
pub(crate) struct Correction {
    pub characters: Range<usize>,
    pub instead: Option<String>,
}

impl Correction {
    pub(crate) fn new(characters: Range<usize>, instead: impl Into<String>) -> Self {
        Self { characters, instead: Some(instead.into()) }
    }

    pub(crate) fn unknown(characters: Range<usize>) -> Self {
        Self { characters, instead: None }
    }
}

/// More edits of one value are one edit: the whole text anew.
const MOST_EDITS: usize = 64;

/// The text with the corrections, which stand in their order.
fn corrected(text: &str, corrections: &[Correction]) -> String {
    let mut corrections = corrections.iter().filter(|correction| correction.instead.is_some()).peekable();
    let mut corrected = String::with_capacity(text.len());
    for (position, character) in text.chars().enumerate() {
        while corrections.next_if(|correction| correction.characters.end <= position).is_some() {}
        match corrections.peek() {
            Some(correction) if correction.characters.start == position => {
                corrected.extend(correction.instead.as_deref());
            }
            Some(correction) if correction.characters.contains(&position) => {}
            _ => corrected.push(character),
        }
    }
    corrected
}

/// Reports the corrections of a value, if there are any: at the first, with the others beside it.
/// The fix makes all of them; words of others are reported and get none.
pub(crate) fn report<'f>(
    value: &Value<'_>,
    corrections: &[Correction],
    label: Message,
    fix: (Safety, Message),
    findings: &'f mut Findings<'_>,
) -> Option<&'f mut Finding> {
    let place = |correction: &Correction| value.characters(correction.characters.clone());
    let finding = findings.at_each(corrections.iter().map(place), label)?;
    let edits: Vec<Edit> = match corrections.len() {
        0..=MOST_EDITS => corrections
            .iter()
            .filter_map(|correction| {
                Some(Edit::Replace { place: place(correction), text: correction.instead.clone()? })
            })
            .collect(),
        _ if corrections.iter().all(|correction| correction.instead.is_none()) => Vec::new(),
        _ => vec![Edit::Replace { place: value.place(), text: corrected(&value.text(), corrections) }],
    };
    if !edits.is_empty() && !is_verbatim(value) {
        let (safety, title) = fix;
        finding.fix(Fix { title, safety, edits });
    }
    Some(finding)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_corrections_are_made_in_one_pass() {
        let corrections = [Correction::new(0..1, ""), Correction::unknown(2..3), Correction::new(3..5, "؟")];
        assert_eq!(corrected("سعيد  ", &corrections), "عي؟ ");
        assert_eq!(corrected("", &[]), "");
    }
}
