//! `text/no-space-after`

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::PROSE;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::is_arabic_letter;
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::{Stretch, stretches, tokens};
use crate::words::Level;
use crate::words::Safety;

rule! {
    /// A space is missing after a mark.
    ///
    /// «ذاته،أن» is one word to a search, to a line break and to whoever counts words.
    ///
    /// The fix puts the space in.
    ///
    /// **Not an error:** figures (2,5), times, addresses, abbreviations (U.S.A., D.C.), names such as Booking.com and مغرب.كوم; a
    /// comma before a single letter, which may be a slip inside a word (الحموش،ي).
    pub static RULE = {
        id: "text/no-space-after",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/mojibake", "text/latin-comma", "text/markup"],
        check: Check::value(&PROSE, CharacterClasses::MARKS, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let found: Vec<(usize, char)> =
        tokens(&text).filter(|token| !is_address(token.text)).flat_map(glued).collect();
    let Some((_, mark)) = found.first() else { return };
    let label = message!("no space after {mark}", mark: mark.to_string());
    let corrections: Vec<Correction> = found
        .iter()
        .map(|(position, mark)| Correction::new(*position..position + 1, format!("{mark} ")))
        .collect();
    report(value, &corrections, label, (Safety::Safe, "put a space behind it".into()), findings);
}

/// Addresses, paths, code: their marks are their own.
fn is_address(token: &str) -> bool {
    token.contains(['/', '@', '\\', '_', '=', '&', '#', '<', '>', '{', '}']) || token.starts_with("www.")
}

/// The marks inside a token that end a phrase there, each with its position in the text.
fn glued(token: Stretch<'_>) -> Vec<(usize, char)> {
    let is_mark = |character: char| matches!(character, ',' | ';' | '،' | '؛' | '؟' | '!' | '.' | ':');
    let points = token.text.matches('.').count();
    stretches(token.text, is_mark)
        .filter_map(|mark| {
            let character = mark.text.chars().next().filter(|_| mark.text.chars().count() == 1)?;
            let ends = match character {
                '،' | '؛' | '؟' => separates_words(&mark),
                ',' | ';' | '!' => separates_words(&mark),
                '.' => is_end_of_sentence(&mark) && points == 1,
                _ => mark.previous().is_some_and(is_arabic_letter) && separates_words(&mark),
            };
            ends.then(|| (token.characters.start + mark.characters.start, character))
        })
        .collect()
}

/// The ends of addresses as they are said in Arabic: مغرب.كوم.
const ARABIC_DOMAINS: &str = include_str!("tables/arabic_domains.txt");

fn separates_words(mark: &Stretch<'_>) -> bool {
    word_before(mark).chars().count() > 1 && word_after(mark).chars().count() > 1
        || word_after(mark) == "و" && mark.previous().is_some_and(is_arabic_letter)
}

/// A point ends a sentence between two Arabic words, and in Latin script between a word in small letters and
/// one that begins with a capital.
fn is_end_of_sentence(mark: &Stretch<'_>) -> bool {
    const SUFFIXES: [&str; 8] = ["Com", "Org", "Net", "Gov", "Edu", "Info", "Eu", "Io"];

    let (before, after) = (word_before(mark), word_after(mark));
    if mark.previous().is_some_and(is_arabic_letter) {
        return mark.next().is_some_and(is_arabic_letter)
            && !ARABIC_DOMAINS.lines().any(|domain| domain == after)
            && before.chars().count() > 2
            && after.chars().count() > 1;
    }
    let is_small = before.chars().count() > 3 && before.chars().skip(1).all(char::is_lowercase);
    let mut letters = after.chars();
    let is_capital =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    is_small && is_capital && !SUFFIXES.contains(&after)
}

fn word_before<'t>(mark: &Stretch<'t>) -> &'t str {
    let start = mark.before.rfind(|character: char| !character.is_alphabetic());
    let start = start.map_or(0, |byte| byte + mark.before[byte..].chars().next().map_or(0, char::len_utf8));
    mark.before.get(start..).unwrap_or_default()
}

fn word_after<'t>(mark: &Stretch<'t>) -> &'t str {
    let end = mark.after.find(|character: char| !character.is_alphabetic()).unwrap_or(mark.after.len());
    mark.after.get(..end).unwrap_or_default()
}
