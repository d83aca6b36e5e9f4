//! `name/digit-in-word`

use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::stretches;
use crate::words::{Level, Role};

rule! {
    /// A figure stands in a word of a person's name.
    ///
    /// "Bert4ux" and "0ldfield" are a slip of the hand or a letter that a machine read as a figure; "Winter2" has the number of
    /// a footnote with it. To a search that is another person.
    ///
    /// **Not an error:** figures that stand by themselves (50 Cent, a year in brackets); ordinals (John 3rd, 2º); names in
    /// capitals with a number (G20); names made of words and figures (Voice4Change).
    pub static RULE = {
        id: "name/digit-in-word",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/mojibake"],
        check: Check::value(&[Role::PersonName], CharacterClasses::ANYTHING, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if !text.chars().any(is_figure) {
        return;
    }
    for word in stretches(&text, |it| it.is_alphanumeric() || it == 'ـ') {
        let Some(at) = stray_figure(word.text) else { continue };
        let figure: String = word.text.chars().skip(at).take_while(|it| is_figure(*it)).collect();
        let start = word.characters.start + at;
        let place = value.characters(start..start + figure.chars().count());
        findings.at(place, message!("{figure} stands in {word}", figure, word: word.text));
    }
}

/// The first figure of a word of letters, as long as nothing else explains it.
fn stray_figure(word: &str) -> Option<usize> {
    const FEWEST_LETTERS: usize = 3;

    let characters: Vec<char> = word.chars().collect();
    let at = characters.iter().position(|it| is_figure(*it))?;
    let (before, rest) = characters.split_at(at);
    let figures = rest.iter().take_while(|it| is_figure(**it)).count();
    let after = rest.get(figures..).unwrap_or_default();
    let is_letters = |part: &[char]| part.iter().all(|it| it.is_alphabetic());
    if before.len() + after.len() < FEWEST_LETTERS || !is_letters(before) || !is_letters(after) {
        return None;
    }
    // Bert4ux, not Voice4Change nor NCVO2.
    let is_name = |part: &[char]| part.iter().skip(1).all(|it| !it.is_uppercase());
    let is_one = match (before, after) {
        ([], after) => figures == 1 && is_small(after) && !is_ordinal(after),
        (before, []) => is_name(before) && before.first().is_some_and(|first| !first.is_lowercase()),
        (before, after) => figures == 1 && is_name(before) && is_small(after),
    };
    is_one.then_some(at)
}

fn is_small(letters: &[char]) -> bool {
    letters.iter().all(|it| !it.is_uppercase())
}

/// 1ère, 3ème
fn is_ordinal(letters: &[char]) -> bool {
    const ENDS: [&str; 9] = ["ieme", "ième", "ère", "ere", "ème", "eme", "emes", "ero", "era"];
    let end: String = letters.iter().collect();
    ENDS.contains(&end.as_str())
}

fn is_figure(character: char) -> bool {
    matches!(character, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strays_are_told_from_figures_of_their_own() {
        for (word, at) in [
            ("Bert4ux", 4),
            ("ب2وريطة", 1),
            ("0ldfield", 0),
            ("Winter2", 6),
            ("التازي12", 6),
            ("5haw", 0),
            ("Rey4", 3),
        ] {
            assert_eq!(stray_figure(word), Some(at), "{word}");
        }
        for word in [
            "50",
            "3rd",
            "1er",
            "3ème",
            "1ero",
            "2Pac",
            "G20",
            "H1N1",
            "Voice4Change",
            "NCVO2",
            "A4e",
            "92Y",
            "",
            "1950",
            "6ix9ine",
            "agent47",
        ] {
            assert_eq!(stray_figure(word), None, "{word}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn what_is_found_is_a_figure(word: String) {
            if let Some(at) = stray_figure(&word) {
                prop_assert!(word.chars().nth(at).is_some_and(is_figure));
            }
        }
    }
}
