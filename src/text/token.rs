//! A name cut into words, with everything that is not spelling taken off.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::character::{TATWEEL, is_bidi_control, is_harakat, is_invisible, is_joiner, is_plain};
use super::mojibake;

/// The words of a text: NFC, presentation forms resolved, harakat, tatweel,
/// bidi controls and invisible characters dropped, Persian and Urdu forms of
/// Arabic letters made Arabic, cut at spaces, hyphens and punctuation.
///
/// An apostrophe does not cut (`O'Brien` is one word); it is dropped. Case and
/// accents stay. These are steps 1 to 3 of the Arabic key.
///
/// ```
/// use tadqiq::text::token::words;
/// assert_eq!(words("Al-Ḥasan (d’Arc)"), ["Al", "Ḥasan", "dArc"]);
/// assert_eq!(words("الحمّوشی، عبـد"), ["الحموشي", "عبد"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for character in compose(text).chars() {
        // Most characters are such; the questions below have tables to look into.
        if is_plain(character) && (character.is_ascii_alphanumeric() || !character.is_ascii()) {
            word.push(character);
            continue;
        }
        if is_dropped(character) {
            continue;
        }
        if character.is_alphanumeric() || is_combining_mark(character) || character == TATWEEL {
            word.push(arabic_form(character));
        } else if !word.is_empty() {
            words.push(finish(std::mem::take(&mut word)));
        }
    }
    if !word.is_empty() {
        words.push(finish(word));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The parts of a name that commas, semicolons and brackets cut it into, trimmed:
/// a place and its country, a person and an organisation, the stops of a journey.
///
/// ```
/// use tadqiq::text::token::parts;
/// assert_eq!(parts("Newtown, Cardiff, United Kingom (Wales)"), ["Newtown", "Cardiff", "United Kingom", "Wales"]);
/// ```
#[must_use]
pub fn parts(text: &str) -> Vec<&str> {
    text.split([',', '،', ';', '؛', '(', ')']).map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// The text without what nobody meant to write: spaces at the edges and doubled
/// ones, invisible characters and bidi controls, tatweel, decomposed letters and
/// presentation forms, wrongly decoded characters. Joiners stay (Persian).
///
/// ```
/// assert_eq!(tadqiq::text::token::tidy(" Philip  Dunne\u{200B} MP "), "Philip Dunne MP");
/// ```
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in compose(&mojibake::repaired(text)).split_whitespace() {
        let is_kept = |character: &char| {
            is_joiner(*character)
                || !(is_invisible(*character) || is_bidi_control(*character) || character.is_control())
        };
        let word = finish(word.chars().filter(is_kept).collect());
        if !tidy.is_empty() && !word.is_empty() {
            tidy.push(' ');
        }
        tidy.push_str(&word);
    }
    tidy
}

/// NFC, with Arabic presentation forms, Latin ligatures and full-width letters
/// resolved as NFKC does. Other compatibility characters (², ™, Ⅳ) keep their form.
#[must_use]
pub fn compose(text: &str) -> Cow<'_, str> {
    // Nothing below U+0300 is composed any further, by itself or with what stands beside it.
    if text.chars().all(|character| character < '\u{300}' || is_plain(character)) {
        return Cow::Borrowed(text);
    }
    if !text.chars().any(is_presentation_form) {
        return Cow::Owned(text.nfc().collect());
    }
    let mut resolved = String::with_capacity(text.len());
    for character in text.chars() {
        if is_presentation_form(character) {
            resolved.extend(std::iter::once(character).nfkc());
        } else {
            resolved.push(character);
        }
    }
    Cow::Owned(resolved.nfc().collect())
}

/// Arabic presentation forms A and B, Latin ligatures, full- and half-width forms.
#[must_use]
pub fn is_presentation_form(character: char) -> bool {
    matches!(character, '\u{FB00}'..='\u{FB06}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{FF01}'..='\u{FFEE}')
}

/// The marks that are written for an apostrophe, ayn or hamza in Latin letters.
#[must_use]
pub fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '`' | '´' | '\u{2018}' | '\u{2019}' | '\u{201B}' | '\u{2032}' | '\u{2B9}'
            ..='\u{2BF}' | '\u{2C8}'
    )
}

fn is_dropped(character: char) -> bool {
    is_harakat(character) || is_bidi_control(character) || is_invisible(character) || is_apostrophe(character)
}

/// The era mark هـ is written with a tatweel; everywhere else a tatweel is ornament.
fn finish(word: String) -> String {
    if word == "هـ" || !word.contains(TATWEEL) {
        return word;
    }
    word.chars().filter(|&character| character != TATWEEL).collect()
}

/// The Arabic letter that a Persian, Urdu or Kurdish letter of the same sound and look stands for.
fn arabic_form(character: char) -> char {
    match character {
        'ی' | 'ے' => 'ي',
        'ک' | 'ڪ' => 'ك',
        'ہ' | 'ھ' => 'ه',
        'ۀ' => 'ة',
        _ => character,
    }
}
