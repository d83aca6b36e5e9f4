//! Words that are written in two scripts.

use unicode_script::Script;

use crate::text::character::{TATWEEL, script, scripts};
use crate::text::stretch::{Stretch, stretches};

/// The words of a text that are written in two scripts.
pub(crate) fn find(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    stretches(text, belongs_to_a_word).filter(is_mixed)
}

fn belongs_to_a_word(character: char) -> bool {
    character.is_alphanumeric() || script(character) == Script::Inherited || character == TATWEEL
}

fn is_mixed(word: &Stretch<'_>) -> bool {
    if word.text.is_ascii() {
        return false;
    }
    let text = word.text.split_once(TATWEEL).map_or(word.text, |(_, rest)| rest);
    let found: Vec<Script> =
        scripts(without_prefix(text)).into_iter().filter(|script| is_judged(*script)).collect();
    match found.as_slice() {
        [] | [_] => false,
        [Script::Greek, Script::Latin] | [Script::Latin, Script::Greek] => !has_greek_sign(text),
        _ => true,
    }
}

/// Scripts whose words are set apart by spaces, so that a letter of another one is a stranger.
pub(crate) fn is_judged(script: Script) -> bool {
    matches!(
        script,
        Script::Latin
            | Script::Greek
            | Script::Cyrillic
            | Script::Armenian
            | Script::Georgian
            | Script::Hebrew
            | Script::Arabic
            | Script::Cherokee
            | Script::Coptic
            | Script::Tifinagh
    )
}

/// A word without the Arabic particles that are written on to the next word.
fn without_prefix(word: &str) -> &str {
    const PREFIXES: [&str; 14] =
        ["وبال", "وال", "فال", "بال", "كال", "لل", "ال", "وب", "ول", "و", "ف", "ب", "ل", "ك"];
    let foreign = PREFIXES.iter().filter_map(|prefix| word.strip_prefix(prefix));
    foreign
        .into_iter()
        .find(|rest| {
            rest.chars().next().is_some_and(|first| !matches!(script(first), Script::Arabic | Script::Common))
        })
        .unwrap_or(word)
}

/// One Greek letter that is used as a sign and looks like no Latin letter.
fn has_greek_sign(word: &str) -> bool {
    let mut greek = word.chars().filter(|letter| script(*letter) == Script::Greek);
    let sign = greek.next().is_some_and(|letter| "αβγδεθλμπσφψωΓΔΘΛΣΦΨΩ".contains(letter));
    sign && greek.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_scripts_are_told_from_ordinary_mixtures() {
        let mixed = |text| find(text).next().is_some();
        for text in ["Наmmouchi", "Εspana", "محمدAhmed", "Rаbat", "الحמושי"] {
            assert!(mixed(text), "{text}");
        }
        for text in [
            "كوفيد-19",
            "G20",
            "لـCNN",
            "بـDGSN",
            "لCNN",
            "الGPS",
            "μm",
            "ΔT",
            "Hammouchi",
            "Москва",
            "東京タワー",
            "T恤",
            "محمد VI",
            "الحموشي",
            "café",
            "cafe\u{301}",
        ] {
            assert!(!mixed(text), "{text}");
        }
    }
}
