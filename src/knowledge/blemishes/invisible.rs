//! Characters that nobody sees, and that do not belong where they stand.

use unicode_script::Script;

use crate::knowledge::languages::extends_arabic;
use crate::text::character::{
    is_arabic_letter, is_invisible, is_joiner, is_private_use, is_variation_selector, script,
};
use crate::text::stretch::{Stretch, stretches};

/// The characters of a text that nobody sees and that its language has no use for, one by one. Where nobody says
/// the language, the letters around a joiner tell.
pub(crate) fn find<'t>(text: &'t str, language: Option<&str>) -> impl Iterator<Item = Stretch<'t>> {
    stretches(text, is_suspect)
        .flat_map(|stretch| one_by_one(text, stretch))
        .filter(move |stretch| !is_at_home(stretch, language))
}

/// Whether a character is one that nobody sees, wherever it stands.
pub(crate) fn is_suspect(character: char) -> bool {
    match character {
        ' '..='~' | '\t' | '\n' | '\r' => false,
        _ => character.is_control() || is_invisible(character) || is_private_use(character),
    }
}

/// Each character of a stretch on its own: which of them belong is asked of its neighbours.
fn one_by_one<'t>(text: &'t str, stretch: Stretch<'t>) -> impl Iterator<Item = Stretch<'t>> {
    let start = stretch.before.len();
    stretch.text.char_indices().zip(stretch.characters).map(move |((byte, character), position)| {
        let at = start + byte;
        let end = at + character.len_utf8();
        Stretch {
            text: &text[at..end],
            characters: position..position + 1,
            before: &text[..at],
            after: &text[end..],
        }
    })
}

fn is_at_home(stretch: &Stretch<'_>, language: Option<&str>) -> bool {
    let Some(character) = stretch.text.chars().next() else { return true };
    let Some(previous) = stretch.before.chars().rev().take(8).find(|character| !is_mark_of_emoji(*character))
    else {
        return false;
    };
    if is_joiner(character) {
        return joins(character, previous, stretch, language);
    }
    if is_variation_selector(character) || matches!(character, '\u{E0020}'..='\u{E007F}') {
        return chooses_a_look(previous);
    }
    match character {
        '\u{200B}' => {
            matches!(script(previous), Script::Thai | Script::Lao | Script::Khmer | Script::Myanmar)
        }
        '\u{34F}' => script(previous) == Script::Hebrew,
        '\u{115F}' | '\u{1160}' => script(previous) == Script::Hangul,
        _ => false,
    }
}

fn is_mark_of_emoji(character: char) -> bool {
    is_variation_selector(character)
        || matches!(character, '\u{E0020}'..='\u{E007F}' | '\u{1F3FB}'..='\u{1F3FF}')
}

fn chooses_a_look(previous: char) -> bool {
    match script(previous) {
        Script::Common => !previous.is_whitespace() && !previous.is_ascii_punctuation(),
        Script::Latin | Script::Arabic | Script::Hebrew | Script::Greek | Script::Cyrillic => false,
        _ => true,
    }
}

fn joins(character: char, previous: char, stretch: &Stretch<'_>, language: Option<&str>) -> bool {
    match script(previous) {
        Script::Arabic | Script::Inherited => {
            let is_hijri =
                character == '\u{200D}' && previous == 'ه' && !stretch.next().is_some_and(is_arabic_letter);
            is_hijri
                || match language {
                    Some(language) => extends_arabic(language),
                    None => is_persian_word(stretch) || is_persian_ending(stretch),
                }
        }
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew => false,
        Script::Common => chooses_a_look(previous),
        _ => true,
    }
}

/// Whether what stands behind a joiner is an ending of Persian: خانه‌ها, نجف‌آباد.
fn is_persian_ending(stretch: &Stretch<'_>) -> bool {
    const ENDINGS: [&str; 9] = ["ها", "های", "هایی", "تر", "ترین", "ام", "ای", "اند", "شان"];

    let is_part = |letter: &char| is_arabic_letter(*letter);
    let ending: String = stretch.after.chars().take(8).take_while(is_part).collect();
    ending.starts_with('آ') || ENDINGS.contains(&ending.as_str())
}

/// Whether the word that a joiner stands in has a letter that Arabic does not have.
fn is_persian_word(stretch: &Stretch<'_>) -> bool {
    const LONGEST: usize = 32;

    let is_part = |character: &char| is_arabic_letter(*character) || is_joiner(*character);
    let before = stretch.before.chars().rev().take(LONGEST).take_while(is_part);
    let around = before.chain(stretch.after.chars().take(LONGEST).take_while(is_part));
    around
        .into_iter()
        .any(|letter| matches!(letter, 'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' | 'ۆ' | 'ێ' | 'ە' | 'ڕ' | 'ڵ'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: Option<&str>) -> Vec<usize> {
        find(text, language).map(|stretch| stretch.characters.start).collect()
    }

    #[test]
    fn what_belongs_to_a_language_is_at_home() {
        for text in [
            "👩\u{200D}🚀",
            "❤\u{FE0F}",
            "👨🏽\u{200D}⚕\u{FE0F}",
            "क\u{94D}\u{200D}ष",
            "1443 ه\u{200D}",
            "🏴\u{E0067}\u{E007F}",
        ] {
            assert_eq!(found(text, None), [0; 0], "{text}");
        }
        assert_eq!(found("می\u{200C}خواهم", Some("fa")), [0; 0]);
        assert_eq!(found("پادشاه\u{200C}ها", None), [0; 0]);
        assert_eq!(found("حسن\u{200C}آباد", None), [0; 0]);
        assert_eq!(found("خانه\u{200C}ها", None), [0; 0]);
        assert_eq!(found("سا\u{200C}مر", None), [2]);
        assert_eq!(found("می\u{200C}خواهم", Some("ar")), [2]);
    }

    #[test]
    fn what_belongs_to_none_is_not() {
        for (text, expected) in [
            ("\u{FEFF}a", vec![0]),
            ("Ham\u{AD}mouchi", vec![3]),
            ("الحم\u{200B}\u{200B}وشي", vec![4, 5]),
            ("a\u{FE0F}", vec![1]),
            ("a\u{200D}b", vec![1]),
            ("a\u{7}b\u{E000}", vec![1, 3]),
        ] {
            assert_eq!(found(text, None), expected, "{text:?}");
        }
    }
}
