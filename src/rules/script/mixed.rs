//! `script/mixed`

use unicode_script::Script;

use crate::knowledge::fields::CURATED;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{TATWEEL, describe, script, scripts};
use crate::text::makeup::Makeup;
use crate::text::stretch::{Stretch, stretches};
use crate::words::{Argument, Level};

crate::rule! {
    /// One word is written in two scripts.
    ///
    /// Наmmouchi begins with two Cyrillic letters. It looks like Hammouchi, and nothing that looks for the one finds
    /// the other. Such letters come from a keyboard that was left switched, or from a word meant to deceive.
    ///
    /// Write the word anew in one script.
    ///
    /// **Not an error:** كوفيد-19 and G20; a prefix before a foreign name (لـCNN, بGoogle); a Greek letter as a
    /// sign (μm, ΔT); Japanese in its three scripts.
    pub static RULE = {
        id: "script/mixed",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Value { of: &CURATED, only_with: Makeup::LATIN_AND_ARABIC.or(Makeup::UNUSUAL), check },
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() {
        return;
    }
    let found: Vec<Stretch<'_>> = stretches(&text, belongs_to_a_word).filter(is_mixed).collect();
    let Some((word, (stranger, own))) = found.first().and_then(|word| Some((word, stranger(word.text)?)))
    else {
        return;
    };
    let label = message!(
        "{word}: {stranger} is {its_script}, the word is {script}",
        word: word.text.chars().take(40).collect::<String>(),
        stranger: describe(stranger),
        its_script: Argument::ours(script(stranger).full_name()),
        script: Argument::ours(own.full_name())
    );
    findings.at_each(found.iter().map(|word| value.characters(word.characters.clone())), label);
}

/// Whether a word of a text is written in two scripts.
pub(crate) fn is_in(text: &str) -> bool {
    stretches(text, belongs_to_a_word).any(|word| is_mixed(&word))
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
fn is_judged(script: Script) -> bool {
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

/// The first letter of the script that fewer letters of the word are in, and the script of the others.
fn stranger(word: &str) -> Option<(char, Script)> {
    let own = crate::text::character::main_script(word)?;
    let is_stranger = |letter: &char| is_judged(script(*letter)) && script(*letter) != own;
    Some((word.chars().find(is_stranger)?, own))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_two_scripts_are_told_from_ordinary_mixtures() {
        let mixed = is_in;
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
