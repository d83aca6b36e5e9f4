//! Spelling variants of one word, made equal: what the vocabulary is looked up by.

use unicode_normalization::char::{decompose_canonical, decompose_compatible};

/// Longest folded word that can be in the vocabulary, in bytes.
const LONGEST: usize = 48;

/// A word folded onto the stack; words too long for the vocabulary keep only their length.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    /// The folded bytes, or `None` for a word longer than any the vocabulary has.
    pub(crate) fn bytes(&self) -> Option<&[u8]> {
        self.bytes.get(..self.length)
    }

    fn push(&mut self, character: char) {
        let end = self.length + character.len_utf8();
        if let Some(slots) = self.bytes.get_mut(self.length..end) {
            character.encode_utf8(slots);
        }
        self.length = end;
    }
}

/// Folds a word: lower case, no accents, no harakat, no tatweel, no bidi or zero-width controls,
/// hamza seats to their letter, final `ة` to `ه` and `ى` to `ي`, presentation forms to letters.
pub(crate) fn fold(word: &str) -> Folded {
    let mut folded = Folded { bytes: [0; LONGEST], length: 0 };
    for character in word.chars() {
        fold_character(character, &mut folded);
    }
    folded
}

fn fold_character(character: char, folded: &mut Folded) {
    match character {
        'a'..='z' | '0'..='9' => folded.push(character),
        'A'..='Z' => folded.push(character.to_ascii_lowercase()),
        'أ' | 'إ' | 'آ' | 'ٱ' => folded.push('ا'),
        'ى' | 'ی' => folded.push('ي'),
        'ة' | 'ہ' | 'ۀ' | 'ە' => folded.push('ه'),
        'ک' => folded.push('ك'),
        'ء' => {}
        'ا'..='ي' if character != 'ـ' => folded.push(character),
        _ if is_ignorable(character) => {}
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
            decompose_compatible(character, |letter| {
                // A character that is its own decomposition stays as it is.
                if letter == character { folded.push(letter) } else { fold_character(letter, folded) }
            });
        }
        '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => fold_accented(character, folded),
        _ => character.to_lowercase().for_each(|letter| folded.push(letter)),
    }
}

fn fold_accented(character: char, folded: &mut Folded) {
    let mut letters = 0;
    decompose_canonical(character, |letter| {
        if !is_ignorable(letter) {
            letter.to_lowercase().for_each(|lower| folded.push(lower));
            letters += 1;
        }
    });
    debug_assert!(letters > 0, "an accented letter has a base");
}

/// Marks that spell nothing: harakat, tatweel, combining accents, bidi controls, zero-width characters.
pub(crate) fn is_ignorable(character: char) -> bool {
    matches!(character,
        '\u{0640}' | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{0610}'..='\u{061a}' | '\u{06d6}'..='\u{06ed}'
        | '\u{0300}'..='\u{036f}' | '\u{02bb}' | '\u{02bc}' | '\u{02bf}' | '\u{02be}'
        | '\u{00ad}' | '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        String::from_utf8(fold(word).bytes().unwrap_or_default().to_vec()).unwrap_or_default()
    }

    #[test]
    fn variants_fold_to_one_form() {
        for (left, right) in [
            ("أكتوبر", "اكتوبر"),
            ("الإثنين", "الاثنين"),
            ("الأربعاء", "الاربعا"),
            ("مُحَرَّم", "محرم"),
            ("هـ", "ه"),
            ("جويلية", "جويليه"),
            ("ينایر", "يناير"),
            ("Août", "aout"),
            ("FÉVRIER", "fevrier"),
            ("ﻳﻨﺎﻳﺮ", "يناير"),
            ("Rabiʻ", "rabi"),
            ("fe\u{301}vrier", "février"),
        ] {
            assert_eq!(folded(left), folded(right), "{left} {right}");
        }
    }

    #[test]
    fn a_word_longer_than_the_vocabulary_has_no_form() {
        assert!(fold(&"ا".repeat(40)).bytes().is_none());
    }
}
