//! Words that are stretched with U+0640.

use crate::text::character::{TATWEEL, is_arabic_letter, is_harakat};
use crate::text::stretch::{Stretch, stretches};

/// The tatweels inside the words of a text, those behind a prefix included.
pub(crate) fn find(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    stretches(text, |character| character == TATWEEL).filter(is_inside_a_word)
}

fn is_inside_a_word(stretch: &Stretch<'_>) -> bool {
    let before = stretch.before.chars().rev().find(|character| !is_harakat(*character));
    let carries_a_mark = stretch.next().is_some_and(|next| matches!(next, '\u{670}' | '\u{654}' | '\u{655}'));
    let after = stretch.after.chars().find(|character| !is_harakat(*character));
    !carries_a_mark && before.is_some_and(is_arabic_letter) && after.is_some_and(is_arabic_letter)
}

/// Whether only a prefix stands before: بـ, لـ, كـ, with و or ف before it or alone.
pub(crate) fn follows_a_prefix(stretch: &Stretch<'_>) -> bool {
    let letters = stretch
        .before
        .chars()
        .rev()
        .take_while(|character| is_arabic_letter(*character) || is_harakat(*character));
    let mut prefix: Vec<char> = letters.filter(|character| !is_harakat(*character)).take(3).collect();
    prefix.reverse();
    match prefix.as_slice() {
        [one] => matches!(one, 'و' | 'ف' | 'ب' | 'ل' | 'ك' | 'ه'),
        [first, second] => matches!(first, 'و' | 'ف') && matches!(second, 'ب' | 'ل' | 'ك'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_are_stretched_are_told_from_prefixes_and_years() {
        let positions = |text| -> Vec<usize> {
            find(text).filter(|it| !follows_a_prefix(it)).map(|it| it.characters.start).collect()
        };
        assert_eq!(positions("محـمد"), [2]);
        assert_eq!(positions("العـــربي"), [3]);
        for text in ["1444 هـ", "لـCNN", "بـالرباط", "وبـالرباط", "هـٰذا", "محمد"]
        {
            assert_eq!(positions(text), [0; 0], "{text}");
        }
    }
}
