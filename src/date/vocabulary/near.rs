//! MonthForms of months and weekdays that a word is one slip of the hand away from.

use std::str;

use super::{Vocabulary, WordEntry, role};
use crate::date::fold::fold;

/// In shorter words, every other word is one letter away.
const FEWEST_LETTERS: usize = 4;

/// The right names of months and weekdays, as they are folded, by how many letters they have.
#[derive(Default)]
pub(super) struct MonthForms {
    by_letters: Vec<Vec<(Box<str>, u16)>>,
}

impl MonthForms {
    pub(super) fn of(vocabulary: &Vocabulary) -> MonthForms {
        let mut names = MonthForms::default();
        for (form, index) in &vocabulary.by_form {
            let entry = vocabulary.entry(*index);
            let is_name = entry.has(role::MONTH | role::HIJRI | role::WEEKDAY) && entry.right_form.is_none();
            let Ok(form) = str::from_utf8(form) else { continue };
            let letters = form.chars().count();
            if !is_name || letters < FEWEST_LETTERS {
                continue;
            }
            if names.by_letters.len() <= letters {
                names.by_letters.resize_with(letters + 1, Vec::new);
            }
            if let Some(names) = names.by_letters.get_mut(letters) {
                names.push((form.into(), *index));
            }
        }
        for names in &mut names.by_letters {
            names.sort_by_key(|(_, index)| *index);
        }
        names
    }
}

impl Vocabulary {
    /// The names that are one letter away from a word: another letter, one more, one less, two that changed places.
    /// Those of as many letters come first, then the longer: `juillt` is `juillet` rather than `juill`.
    pub(crate) fn names_near(&self, word: &str) -> Vec<u16> {
        let folded = fold(word);
        let Some(Ok(word)) = folded.bytes().map(str::from_utf8) else {
            return Vec::new();
        };
        let letters = word.chars().count();
        if letters < FEWEST_LETTERS {
            return Vec::new();
        }
        let alike = [letters, letters + 1, letters - 1].map(|letters| self.names.by_letters.get(letters));
        alike
            .into_iter()
            .flatten()
            .flatten()
            .filter(|(name, _)| is_one_slip(word, name))
            .map(|(_, index)| *index)
            .collect()
    }

    /// The month of three letters that a word is with one of them written twice: `maii`, `مااي`.
    pub(crate) fn doubled_month(&self, word: &str) -> Option<u16> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() != FEWEST_LETTERS {
            return None;
        }
        let second = letters.windows(2).position(|pair| matches!(pair, [one, other] if one == other))? + 1;
        let kept = letters.iter().enumerate().filter(|(at, _)| *at != second);
        let once: String = kept.map(|(_, letter)| *letter).collect();
        let index = self.find(fold(&once).bytes()?);
        self.entry(index).has(role::MONTH).then_some(index)
    }

    /// The Gregorian month whose names alone are one letter away from this word.
    pub(crate) fn near_month(&self, word: &str) -> Option<u16> {
        let mut near = self.names_near(word);
        near.retain(|index| self.entry(*index).month != 0);
        let month = |index: &u16| -> &WordEntry { self.entry(*index) };
        let first = near.first().copied()?;
        near.iter().all(|index| month(index).month == self.entry(first).month).then_some(first)
    }
}

/// Whether two words are one letter apart, or have two neighbours the other way round.
fn is_one_slip(one: &str, other: &str) -> bool {
    let same = one.chars().zip(other.chars()).take_while(|(one, other)| one == other);
    let start: usize = same.map(|(letter, _)| letter.len_utf8()).sum();
    let (Some(one), Some(other)) = (one.get(start..), other.get(start..)) else {
        return false;
    };
    let mut ends = (one.chars(), other.chars());
    loop {
        let rest = ends.clone();
        let last = (ends.0.next_back(), ends.1.next_back());
        if last.0.is_none() || last.0 != last.1 {
            return is_slip(rest.0.as_str(), rest.1.as_str());
        }
    }
}

/// What is left when the same beginning and the same end are taken off.
fn is_slip(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.chars(), other.chars());
    match ((one.next(), one.next(), one.next()), (other.next(), other.next(), other.next())) {
        ((None, ..), (None, ..)) => false,
        ((_, None, _), (_, None, _)) => true,
        ((first, second, None), (other_first, other_second, None)) => {
            first == other_second && second == other_first
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_letter_or_two_that_changed_places() {
        for (one, other, expected) in [
            ("abirl", "abril", true),
            ("abrill", "abril", true),
            ("abri", "abril", true),
            ("abrel", "abril", true),
            ("abril", "abril", false),
            ("abrli", "arbil", false),
            ("ابرل", "ابريل", true),
            ("اكتوبر", "نوفمبر", false),
            ("", "", false),
            ("a", "", true),
        ] {
            assert_eq!(is_one_slip(one, other), expected, "{one} {other}");
            assert_eq!(is_one_slip(other, one), expected, "{other} {one}");
        }
    }
}
