//! What Latin spelling leaves open, folded away: case, accents, particles.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::character::is_plain;

/// A word in lower case, without the accents of Latin and Greek letters.
///
/// Letters that Unicode does not take apart are written with their usual
/// replacement: ø o, ł l, đ d, ß ss, æ ae, œ oe, þ th, ı i. Marks of other scripts
/// (Indic vowels, Japanese voicing, й) are part of the letter and stay; ё becomes е.
///
/// ```
/// use tadqiq::internals::latin::fold;
/// assert_eq!(fold("Esmée"), "esmee");
/// assert_eq!(fold("Ørsted"), "orsted");
/// ```
#[must_use]
pub fn fold(word: &str) -> String {
    fold_owned(word.to_owned())
}

/// [`fold`] of a word that nobody else has use for.
#[must_use]
pub fn fold_owned(mut word: String) -> String {
    // Most words that are not ASCII are Arabic, and there is nothing Latin to fold in them.
    if word.chars().all(is_plain) {
        word.make_ascii_lowercase();
        return word;
    }
    let mut folded = String::with_capacity(word.len());
    let mut base = Script::Unknown;
    for character in word.chars().flat_map(char::to_lowercase).nfd() {
        if is_combining_mark(character) {
            if !matches!(base, Script::Latin | Script::Greek) {
                folded.push(character);
            }
            continue;
        }
        base = character.script();
        match replacement(character) {
            Some(letters) => folded.push_str(letters),
            None => folded.push(character),
        }
    }
    folded.nfc().map(|character| if character == 'ё' { 'е' } else { character }).collect()
}

/// Whether a folded word is the Arabic article as Latin letters write it.
#[must_use]
pub fn is_article(word: &str) -> bool {
    matches!(word, "el" | "al" | "ul")
}

/// Whether a folded word is the article in the form it takes before `next`:
/// `as` before `sisi`, `ash` before `sharq`.
#[must_use]
pub fn is_assimilated_article(word: &str, next: &str) -> bool {
    let Some(consonants) = word.strip_prefix(['a', 'e']) else {
        return false;
    };
    matches!(consonants, "s" | "sh" | "ch" | "r" | "n" | "t" | "d" | "z" | "dh" | "th")
        && next.starts_with(consonants)
}

/// Whether a folded word is a family particle: it may be dropped in use, but
/// not without a reason to think of the same person.
#[must_use]
pub fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "du"
            | "des"
            | "del"
            | "della"
            | "di"
            | "da"
            | "do"
            | "dos"
            | "das"
            | "la"
            | "le"
            | "les"
            | "los"
            | "van"
            | "von"
            | "der"
            | "den"
            | "ten"
            | "ter"
            | "zu"
            | "af"
            | "av"
            | "y"
            | "e"
            | "et"
            | "bin"
            | "ben"
            | "ibn"
            | "ould"
            | "bint"
    )
}

/// Whether a folded word only holds an English title together: `of`, `for`, `on`, `the`, `and`.
#[must_use]
pub fn is_function_word(word: &str) -> bool {
    matches!(word, "the" | "of" | "for" | "on" | "and")
}

/// The words of a name with `Ltd`, `Corp`, `Co` and `Inc` at its end spelled out, `Saint` written `St`, and the son
/// and the father of Arabic names in one spelling.
///
/// `Co` is short for company only where a name ends: `Co-operatives` begins with another.
#[must_use]
pub fn settle_abbreviations(mut words: Vec<String>) -> Vec<String> {
    let last = words.len().saturating_sub(1);
    for word in words.iter_mut().take(last) {
        match word.as_str() {
            "saint" => "st".clone_into(word),
            "sainte" => "ste".clone_into(word),
            "abou" => "abu".clone_into(word),
            _ => {}
        }
    }
    // Between two names; Ben Affleck is no son of anybody's.
    for word in words.iter_mut().take(last).skip(1) {
        if matches!(word.as_str(), "ibn" | "ben") {
            "bin".clone_into(word);
        }
    }
    for word in words.iter_mut().skip(1).rev() {
        if !is_legal_form(word) {
            break;
        }
        let full = match word.as_str() {
            "ltd" => "limited",
            "corp" => "corporation",
            "co" => "company",
            "inc" => "incorporated",
            _ => continue,
        };
        full.clone_into(word);
    }
    words
}

/// Whether a folded word says what kind of company a name is of: it tells no two names apart nor makes one long.
#[must_use]
pub fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "ltd"
            | "limited"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "inc"
            | "incorporated"
            | "plc"
            | "llc"
            | "llp"
            | "gmbh"
            | "sarl"
            | "spa"
    )
}

/// A text with ä, ö, ü, å and ø in two letters, as they are written where a keyboard has none of them; `None`
/// if it has none of them either.
///
/// ```
/// use tadqiq::internals::latin::spelled_out;
/// assert_eq!(spelled_out("Jürgen Møller").as_deref(), Some("Juergen Moeller"));
/// assert_eq!(spelled_out("Esmée"), None);
/// ```
#[must_use]
pub fn spelled_out(text: &str) -> Option<String> {
    let letters = |character| match character {
        'ä' => Some("ae"),
        'Ä' => Some("Ae"),
        'ö' | 'ø' => Some("oe"),
        'Ö' | 'Ø' => Some("Oe"),
        'ü' => Some("ue"),
        'Ü' => Some("Ue"),
        'å' => Some("aa"),
        'Å' => Some("Aa"),
        _ => None,
    };
    if !text.chars().any(|character| letters(character).is_some()) {
        return None;
    }
    let mut spelled = String::with_capacity(text.len() + 2);
    for character in text.chars() {
        match letters(character) {
            Some(letters) => spelled.push_str(letters),
            None => spelled.push(character),
        }
    }
    Some(spelled)
}

/// `Mc` and `Mac` before a surname are one.
#[must_use]
pub fn with_mac(word: String) -> String {
    match word.strip_prefix("mc") {
        Some(rest) if rest.len() >= 3 => format!("mac{rest}"),
        _ => word,
    }
}

/// `ElBaradei` as `El` and `Baradei`: a capital inside shows where the article ends.
#[must_use]
pub fn split_glued_article(word: &str) -> Option<(&str, &str)> {
    let (article, rest) = word.split_at_checked(2)?;
    let capital = rest.chars().next().is_some_and(char::is_uppercase);
    let lower = rest.chars().nth(1).is_some_and(char::is_lowercase);
    (matches!(article, "El" | "Al") && capital && lower).then_some((article, rest))
}

fn replacement(character: char) -> Option<&'static str> {
    Some(match character {
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ı' => "i",
        'ŧ' => "t",
        'ς' => "σ",
        _ => return None,
    })
}
