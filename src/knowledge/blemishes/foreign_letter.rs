//! Persian and Urdu letters in Arabic words.

use crate::text::character::{is_arabic_letter, is_harakat};
use crate::text::stretch::{Stretch, stretches};

/// A letter of another language's keyboard in an Arabic word.
pub(crate) struct ForeignLetter {
    /// Where it stands, in code points.
    pub position: usize,
    pub letter: char,
    /// What Arabic has in its place.
    pub arabic: char,
    /// At the end of a word it may stand for ى as well.
    pub may_be_maksura: bool,
    /// The word, cut short where it is very long.
    pub word: String,
}

/// The foreign letters of a text, but for those of words that are Persian, Urdu or Kurdish themselves.
pub(crate) fn find(text: &str) -> impl Iterator<Item = ForeignLetter> {
    let words =
        stretches(text, |letter| is_arabic_letter(letter) || is_harakat(letter) || letter == '\u{200C}');
    words.filter(|word| !is_persian(word.text)).flat_map(|word| of_word(&word))
}

/// Whether a name whose language nobody says has such a letter in an Arabic word.
pub(crate) fn is_in_name(name: &str) -> bool {
    name.chars().any(is_arabic_only) && !is_persian(name) && find(name).next().is_some()
}

fn of_word(word: &Stretch<'_>) -> Vec<ForeignLetter> {
    let last = word.text.chars().count().saturating_sub(1);
    let letters = word.text.chars().enumerate();
    letters
        .filter_map(|(index, letter)| {
            Some(ForeignLetter {
                position: word.characters.start + index,
                letter,
                arabic: arabic_letter(letter)?,
                may_be_maksura: letter == 'ی' && index == last,
                word: word.text.chars().take(40).collect(),
            })
        })
        .collect()
}

/// The Arabic letter that a Persian, Urdu or Kurdish keyboard has another one for.
pub(crate) fn arabic_letter(letter: char) -> Option<char> {
    Some(match letter {
        'ی' | 'ے' | 'ې' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ہ' | 'ھ' | 'ە' => 'ه',
        'ۀ' | 'ۃ' => 'ة',
        _ => return None,
    })
}

/// Letters that Arabic has and Persian spelling does not.
pub(crate) fn is_arabic_only(letter: char) -> bool {
    matches!(letter, 'ي' | 'ك' | 'ة' | 'ى' | 'إ')
}

/// Whether the word has a letter of Persian, Urdu or Kurdish that is no look-alike of an Arabic one.
pub(crate) fn is_persian(word: &str) -> bool {
    word.chars().any(|letter| {
        matches!(
            letter,
            'پ' | 'چ'
                | 'ژ'
                | 'گ'
                | 'ٹ'
                | 'ڈ'
                | 'ڑ'
                | 'ں'
                | 'ۆ'
                | 'ێ'
                | 'ڕ'
                | 'ڵ'
                | 'ټ'
                | 'ډ'
                | 'ړ'
                | 'ږ'
                | 'ښ'
                | '\u{200C}'
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persian_letters_are_found_in_arabic_words_and_not_in_persian_ones() {
        let found: Vec<_> = find("الحموشی").map(|it| (it.position, it.arabic, it.may_be_maksura)).collect();
        assert_eq!(found, [(6, 'ي', true)]);
        for name in ["الکاتبة", "عبد اللطيف الحموشی"] {
            assert!(is_in_name(name), "{name}");
        }
        for name in ["الحموشي", "محمود احمدی نژاد", "پرویز مشرف", "Hammouchi", "ڤانيسا"]
        {
            assert!(!is_in_name(name), "{name}");
        }
    }
}
