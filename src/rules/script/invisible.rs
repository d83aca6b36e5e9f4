//! `script/invisible`

use unicode_script::Script;

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{WRITTEN, extends_arabic, language};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{
    describe, is_arabic_letter, is_invisible, is_joiner, is_private_use, is_variation_selector, script,
};
use crate::text::makeup::Makeup;
use crate::text::mojibake::is_mojibake;
use crate::text::stretch::{Stretch, stretches};
use crate::words::Level;
use crate::words::Safety;

crate::rule! {
    /// A character that nobody sees stands in the text.
    ///
    /// Zero-width spaces, soft hyphens, byte order marks inside a text, control characters and characters of
    /// private use come along when text is copied. Two values that look the same are then not the same, and a
    /// search finds one of them.
    ///
    /// The fix takes out what has no width. Where a control character stands for a letter or for a space, the
    /// fix is offered; what a character of private use was meant for, only its font knows.
    ///
    /// **Not an error:** the joiners U+200C and U+200D in Persian, Kurdish, Urdu, Indic scripts and emoji, and behind
    /// the ه of a Hijri year; variation selectors behind an emoji; a line break in prose.
    pub static RULE = {
        id: "script/invisible",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Value { of: &WRITTEN, only_with: Makeup::UNUSUAL, check },
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if !text.chars().any(is_suspect) {
        return;
    }
    // Control characters among wrongly decoded letters are a part of that accident.
    if is_mojibake(&text) {
        return;
    }
    let language = language(value, context);
    let found: Vec<Stretch<'_>> = stretches(&text, is_suspect)
        .flat_map(|stretch| one_by_one(&text, stretch))
        .filter(|stretch| !is_at_home(stretch, language.as_deref()))
        .collect();
    let Some(name) = found.first().and_then(|first| first.text.chars().next()).map(describe) else {
        return;
    };
    let label = match found.len() {
        1 => message!("holds {name}", name),
        count => message!("holds {count} characters that nobody sees, {name} first", count, name),
    };
    let corrections: Vec<Correction> = found.iter().map(correction).collect();
    let safety = if found.iter().all(|stretch| stretch.text.chars().all(has_no_width)) {
        Safety::Safe
    } else {
        Safety::Unsafe
    };
    report(value, &corrections, label, (safety, "take them out".into()), findings);
}

/// Whether a character that nobody sees stands in a text whose language nobody says.
pub(crate) fn is_in(text: &str) -> bool {
    stretches(text, is_suspect)
        .flat_map(|stretch| one_by_one(text, stretch))
        .any(|stretch| !is_at_home(&stretch, None))
}

fn is_suspect(character: char) -> bool {
    match character {
        ' '..='~' | '\t' | '\n' | '\r' => false,
        _ => character.is_control() || is_invisible(character) || is_private_use(character),
    }
}

fn has_no_width(character: char) -> bool {
    !is_private_use(character) && (!character.is_control() || instead_of_control(character).is_empty())
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
                    None => is_persian_word(stretch),
                }
        }
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew => false,
        Script::Common => chooses_a_look(previous),
        _ => true,
    }
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

fn correction(stretch: &Stretch<'_>) -> Correction {
    let characters = stretch.characters.clone();
    match stretch.text.chars().next() {
        Some(character) if is_private_use(character) => Correction::unknown(characters),
        Some(character) if character.is_control() => {
            Correction::new(characters, instead_of_control(character))
        }
        _ => Correction::new(characters, ""),
    }
}

/// What stands for a control character: the character that Windows-1252 has in its place, a space for
/// what separates, nothing for the rest.
fn instead_of_control(character: char) -> &'static str {
    match character {
        '\u{80}' => "€",
        '\u{82}' => "‚",
        '\u{84}' => "„",
        '\u{85}' => "…",
        '\u{8A}' => "Š",
        '\u{8B}' => "‹",
        '\u{8C}' => "Œ",
        '\u{8E}' => "Ž",
        '\u{91}' => "‘",
        '\u{92}' => "’",
        '\u{93}' => "“",
        '\u{94}' => "”",
        '\u{95}' => "•",
        '\u{96}' => "–",
        '\u{97}' => "—",
        '\u{99}' => "™",
        '\u{9A}' => "š",
        '\u{9B}' => "›",
        '\u{9C}' => "œ",
        '\u{9E}' => "ž",
        '\u{9F}' => "Ÿ",
        '\u{B}' | '\u{C}' | '\u{1C}'..='\u{1F}' => " ",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, language: Option<&str>) -> Vec<usize> {
        stretches(text, is_suspect)
            .flat_map(|stretch| one_by_one(text, stretch))
            .filter(|stretch| !is_at_home(stretch, language))
            .map(|stretch| stretch.characters.start)
            .collect()
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
