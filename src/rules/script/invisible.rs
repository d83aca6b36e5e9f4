//! `script/invisible`

use crate::knowledge::blemishes::invisible;
use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{WRITTEN_AND_ADDRESSES, language, language_of_country};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{describe, is_private_use};
use crate::text::character_classes::CharacterClasses;
use crate::text::mojibake::is_mojibake;
use crate::text::stretch::Stretch;
use crate::words::Safety;
use crate::words::{Level, Message};

rule! {
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
        check: Check::value(&WRITTEN_AND_ADDRESSES, CharacterClasses::UNUSUAL, check),
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if !text.chars().any(invisible::is_suspect) {
        return;
    }
    // Control characters among wrongly decoded letters are a part of that accident.
    if is_mojibake(&text) {
        return;
    }
    let language = language(value, context).or_else(|| language_of_country(value));
    let found: Vec<Stretch<'_>> = invisible::find(&text, language.as_deref()).collect();
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
    report(value, &corrections, label, (safety, what_is_done(&corrections)), findings);
}

fn what_is_done(corrections: &[Correction]) -> Message {
    let mut written = corrections.iter().filter_map(|correction| correction.instead.as_deref());
    match written.find(|instead| !instead.is_empty()) {
        Some(" ") => message!("write a space in its place"),
        Some(instead) => message!("write {instead} in its place", instead),
        None if corrections.len() == 1 => message!("take it out"),
        None => message!("take them out"),
    }
}

fn has_no_width(character: char) -> bool {
    !is_private_use(character) && (!character.is_control() || instead_of_control(character).is_empty())
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
