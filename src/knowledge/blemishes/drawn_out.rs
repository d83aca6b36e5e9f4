//! A letter that is written three times or more: الدباااغي, Jooohn.

use std::ops::Range;

use crate::knowledge::countries::countries_of_city;
use crate::text::character::{TATWEEL, is_arabic_letter, is_harakat};
use crate::text::key::loose_words;
use crate::text::known::KnownNames;
use crate::text::stretch::{Stretch, stretches};
use crate::words::Role;

/// A letter drawn out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DrawnOut {
    pub word: String,
    pub letter: char,
    /// Where the letters stand, in code points.
    pub characters: Range<usize>,
    /// How often to write it: the likelier first.
    pub times: Vec<usize>,
}

/// The letters of a name that are drawn out.
pub(crate) fn find(text: &str, role: Role) -> Vec<DrawnOut> {
    /// Who held the key so often did not write a name.
    const MOST: usize = 16;

    if !may_have_any(text) {
        return Vec::new();
    }
    let belongs =
        |character: char| (character.is_alphabetic() && character != TATWEEL) || is_harakat(character);
    stretches(text, belongs).flat_map(|word| of_word(&word, role)).take(MOST).collect()
}

/// Whether some letter stands three times in a row.
fn may_have_any(text: &str) -> bool {
    let (mut previous, mut count) = (' ', 1);
    for character in text.chars() {
        count = if character == previous && character.is_alphabetic() { count + 1 } else { 1 };
        if count == 3 {
            return true;
        }
        previous = character;
    }
    false
}

fn of_word(word: &Stretch<'_>, role: Role) -> Vec<DrawnOut> {
    const LONGEST_SHORT_FORM: usize = 4;
    const LONGEST_NAME: usize = 40;

    let letters: Vec<char> = word.text.chars().collect();
    // XVIII, AAAS, www.
    let are_figures = letters.iter().all(|letter| "IVXLCDM".contains(letter.to_ascii_uppercase()));
    let is_short_form = letters.iter().all(|letter| letter.is_uppercase())
        && (role != Role::PersonName || letters.len() <= LONGEST_SHORT_FORM);
    let is_one_letter = letters.iter().all(|letter| Some(letter) == letters.first());
    if are_figures || is_short_form || is_one_letter {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = 0;
    for run in letters.chunk_by(|one, next| one == next) {
        let end = start + run.len();
        if let Some(letter) =
            run.first().filter(|letter| is_too_often(**letter, run.len(), letters.len(), role))
        {
            let known = |times: usize| {
                if letters.len() > LONGEST_NAME {
                    return false;
                }
                let mut other = letters.clone();
                other.splice(start..end, std::iter::repeat_n(*letter, times));
                let other: String = other.into_iter().collect();
                let names = KnownNames::bundled();
                loose_words(&other).iter().any(|word| names.contains(word))
                    || !countries_of_city(&other).is_empty()
            };
            // و and ي are vowels and consonants: Novo-Ukrainka has three of them.
            if matches!(letter, 'و' | 'ي' | 'ی') && run.len() == 3 && !known(1) && !known(2) {
                start = end;
                continue;
            }
            let times = match (known(1), known(2)) {
                (true, false) => vec![1],
                (false, true) => vec![2],
                _ => vec![1, 2],
            };
            found.push(DrawnOut {
                word: word.text.chars().take(40).collect(),
                letter: *letter,
                characters: word.characters.start + start..word.characters.start + end,
                times,
            });
        }
        start = end;
    }
    found
}

/// German writes three where two words meet (Schifffahrt), Estonian vowels too: in offices and names of
/// organisations three are no proof, and in a long word three consonants are none.
fn is_too_often(letter: char, times: usize, length: usize, role: Role) -> bool {
    const LONG: usize = 9;

    if is_arabic_letter(letter) {
        // لل before a word that begins with ل.
        return times > 3 || times == 3 && letter != 'ل';
    }
    match role {
        Role::PersonName | Role::PlaceName => {
            times > 3 || times == 3 && (length <= LONG || "aeiouyAEIOUY".contains(letter))
        }
        // A person's or an organisation's.
        Role::CanonicalName => times > 3 || times == 3 && length <= LONG,
        _ => times > 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn drawn_out_letters_are_told_from_figures_and_compounds() {
        for (text, role, letter) in [
            ("Saaamir Blanc", Role::PersonName, 'a'),
            ("Lisssbon", Role::PlaceName, 's'),
            ("علي السمممار", Role::PersonName, 'م'),
            ("داووود السمار", Role::PersonName, 'و'),
            ("وزير الداااخلية", Role::Office, 'ا'),
            ("SAMIIIR", Role::PersonName, 'I'),
            ("Ministeeeer", Role::Office, 'e'),
        ] {
            assert_eq!(find(text, role).iter().map(|it| it.letter).collect::<Vec<_>>(), [letter], "{text}");
        }
        for (text, role) in [
            ("Juan Carlos III", Role::PersonName),
            ("Henri VIII", Role::PersonName),
            ("AAA", Role::OrganizationName),
            ("AAAS", Role::OrganizationName),
            ("www.example.org", Role::OrganizationName),
            ("Schifffahrtsamt", Role::Office),
            ("Seeschifffahrt", Role::PlaceName),
            ("Anna Hill", Role::PersonName),
            ("Bloom", Role::PersonName),
            ("وزير لللغات", Role::Office),
            ("عبد اللطيف", Role::PersonName),
            ("Louis xviii", Role::PersonName),
            ("نوووروسيسك", Role::PlaceName),
        ] {
            assert_eq!(find(text, role), [], "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn letters_lie_in_any_text(text in r"[abIبا ّé.]{0,20}") {
            let characters: Vec<char> = text.chars().collect();
            for drawn in find(&text, Role::PersonName) {
                prop_assert!(characters[drawn.characters].iter().all(|it| *it == drawn.letter));
            }
        }
    }
}
