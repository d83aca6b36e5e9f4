//! Where a quotation that is not in its source parts from what is like it there.

use std::ops::Range;

use crate::record::texts::fold;

/// Words that differ; beyond, it is another text.
const MOST_WORDS: usize = 4;
/// Places in the passage where the quotation may begin: a common word stands in many.
const MOST_STARTS: usize = 16;

/// The only stretch of words in which a quotation differs from a passage: the bytes in the quotation, and those in
/// the passage. None where they differ in more than a few words.
///
/// The passage may begin and end in other words than the quotation; the first and the last word of the quotation are looked
/// for in it.
pub(crate) fn only_difference(quotation: &str, passage: &str) -> Option<(Range<usize>, Range<usize>)> {
    let quoted = words(quotation);
    let said = words(passage);
    let said = said.as_slice();
    let (first, last) = (quoted.first()?, quoted.last()?);
    let starts = said.iter().enumerate().filter(|(_, word)| word.folded == first.folded);
    let parts = starts.take(MOST_STARTS).flat_map(|(start, _)| {
        let lengths = quoted.len().saturating_sub(MOST_WORDS).max(1)..=quoted.len() + MOST_WORDS;
        lengths
            .filter_map(move |length| said.get(start..start + length))
            .filter(|part| part.last().is_some_and(|word| word.folded == last.folded))
    });
    let differing = parts.filter_map(|part| Some((part, differing(&quoted, part)?)));
    let (part, differing) = differing.min_by_key(|(_, differing)| differing.count)?;
    Some((differing.stretch(&quoted)?, differing.stretch(part)?))
}

/// The words in which two texts differ, between those that they share.
struct Differing {
    before: usize,
    after: usize,
    count: usize,
}

fn differing(quoted: &[Word], said: &[Word]) -> Option<Differing> {
    let same = |(one, other): &(&Word, &Word)| one.folded == other.folded;
    let before = quoted.iter().zip(said).take_while(same).count();
    let shorter = quoted.len().min(said.len());
    let after = quoted.iter().rev().zip(said.iter().rev()).take_while(same).count().min(shorter - before);
    let count = quoted.len().max(said.len()) - before - after;
    if count == 0 || count > MOST_WORDS || before + after < count {
        return None;
    }
    // Where a word is left out, the one before it is shown.
    let is_left_out = shorter == before + after;
    Some(Differing { before: if is_left_out { before.checked_sub(1)? } else { before }, after, count })
}

impl Differing {
    fn stretch(&self, words: &[Word]) -> Option<Range<usize>> {
        let differing = words.get(self.before..words.len().checked_sub(self.after)?)?;
        Some(differing.first()?.bytes.start..differing.last()?.bytes.end)
    }
}

struct Word {
    bytes: Range<usize>,
    folded: String,
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(|character: char| !character.is_whitespace()) {
        let word = rest.get(start..).unwrap_or_default();
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        let at = text.len() - rest.len() + start;
        let bare = word.get(..length).unwrap_or_default().trim_matches(|mark: char| !mark.is_alphanumeric());
        let folded = fold(bare);
        words.push(Word { bytes: at..at + length, folded });
        rest = word.get(length..).unwrap_or_default();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_only_difference_is_found() {
        for (quotation, passage, difference) in [
            (
                "le passage des navires de pêche",
                "dans le port, le passage des navire de pêche.",
                Some(("navires", "navire")),
            ),
            (
                "le passage navire de pêche",
                "le passage des navire de pêche",
                Some(("passage", "passage des")),
            ),
            (
                "التقى الوزير نظيره الفرنسي اليوم",
                "ثم التقى الوزير نظيره الإسباني اليوم",
                Some(("الفرنسي", "الإسباني")),
            ),
            ("one two three", "four five six", None),
            ("", "", None),
        ] {
            let found = only_difference(quotation, passage);
            let found = found.map(|(quoted, said)| (&quotation[quoted], &passage[said]));
            assert_eq!(found, difference, "{quotation}");
        }
    }
}
