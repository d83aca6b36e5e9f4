//! `name/stray-punctuation`

use std::ops::Range;

use super::registered::is_registered;
use crate::record::Value;
use crate::report::Safety;
use crate::rules::schema::placeholder::is_filler;
use crate::rules::script::correction::{Correction, report};
use crate::rules::text::unbalanced::lone;
use crate::text::character::is_arabic_letter;
use crate::text::key::fold_word;
use crate::text::makeup::Makeup;
use crate::{Check, Context, Findings, Level, Role, message};

crate::rule! {
    /// A mark stands in the name that does not belong to it.
    ///
    /// الحموش،ي with a comma inside, "C Wray." with a stop at the end, a bracket without its partner: left by
    /// a slip of the hand or by cutting a text in the wrong place. The name is then found under none of its spellings.
    ///
    /// The fix takes the mark out: at once where what remains is a registered name, else offered.
    ///
    /// **Not an error:** initials and abbreviations (C. Wray, CORP., Inc., U.K.); `Last, First`; quotation marks and pairs of
    /// brackets; marks of a brand (Yahoo!, Which?, .NET, Toys"R"Us); a missing space after a comma between two words.
    pub static RULE = {
        id: "name/stray-punctuation",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["schema/placeholder", "script/mojibake"],
        check: Check::Value { of: &ROLES, only_with: Makeup::MARKS.or(Makeup::UNUSUAL), check },
    }
}

const ROLES: [Role; 5] =
    [Role::PersonName, Role::OrganizationName, Role::Office, Role::PlaceName, Role::CanonicalName];

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if !text.chars().any(is_suspect) || is_filler(&text) || is_markup(&text) {
        return;
    }
    let found = stray(&text, value);
    let Some(first) = found.first() else { return };
    let marks: String = text.chars().skip(first.start).take(first.len()).collect();
    let without = text_without(&text, &found);
    let safety =
        if is_registered(context, value.role(), without.trim()) { Safety::Safe } else { Safety::Unsafe };
    let label = message!("{marks} does not belong to the name {without}", marks: marks.trim(), without: without.trim());
    let corrections: Vec<Correction> = found.into_iter().map(|range| Correction::new(range, "")).collect();
    report(value, &corrections, label, (safety, "take it out".into()), findings);
}

fn is_suspect(character: char) -> bool {
    matches!(
        character,
        '.' | ','
            | ';'
            | ':'
            | '،'
            | '؛'
            | '؟'
            | '('
            | ')'
            | '['
            | ']'
            | '«'
            | '»'
            | '"'
            | '“'
            | '”'
            | '„'
            | '*'
            | '|'
            | '_'
            | '/'
            | '\\'
            | '-'
            | '='
            | '~'
            | '^'
            | '•'
            | '؞'
            | '٫'
            | '٬'
    )
}

fn is_markup(text: &str) -> bool {
    text.contains(['<', '>', '{', '}'])
        || text.contains("://")
        || text.contains("&#")
        || text.contains("www.")
}

/// The stretches of a name that do not belong to it, in code points, in order.
fn stray(text: &str, value: &Value<'_>) -> Vec<Range<usize>> {
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    found.extend(at_the_start(&characters));
    found.extend(inside(&characters));
    found.extend(lone(text).into_iter().map(|(position, _)| position..position + 1));
    found.extend(at_the_end(&characters, value.role()));
    found.sort_unstable_by_key(|range| (range.start, range.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for range in found {
        if apart.last().is_none_or(|last| last.end <= range.start) {
            apart.push(range);
        }
    }
    // A text of marks alone is no name with marks.
    let letters_left = characters.iter().filter(|character| character.is_alphabetic()).count() > 1;
    if letters_left { apart } else { Vec::new() }
}

fn at_the_start(characters: &[char]) -> Option<Range<usize>> {
    let start = characters.iter().position(|character| !character.is_whitespace())?;
    let is_mark = |character: &&char| {
        matches!(
            **character,
            ',' | ';' | ':' | '،' | '؛' | '|' | '_' | '•' | '*' | '=' | '~' | '^' | '\\' | '/'
        ) || character.is_whitespace()
    };
    let marks = characters.get(start..)?.iter().take_while(is_mark).count();
    let end = start + marks;
    let begins_with_a_stop = characters.get(start) == Some(&'.')
        && characters.get(start + 1).is_some_and(|next| next.is_whitespace());
    let begins_with_a_dash = matches!(characters.get(start), Some('-' | '–' | '—'))
        && characters.get(start + 1).is_some_and(|next| next.is_whitespace());
    match marks {
        0 if begins_with_a_stop || begins_with_a_dash => Some(start..start + 2),
        0 => None,
        _ => Some(start..end),
    }
}

fn at_the_end(characters: &[char], role: Role) -> Option<Range<usize>> {
    let end = characters.iter().rposition(|character| !character.is_whitespace())? + 1;
    let is_mark = |character: &&char| {
        matches!(**character, ',' | ';' | ':' | '،' | '؛' | '|' | '_' | '•' | '=' | '~' | '^' | '\\' | '/')
            || character.is_whitespace()
    };
    let marks = characters.get(..end)?.iter().rev().take_while(is_mark).count();
    if marks > 0 {
        return Some(end - marks..end);
    }
    if matches!(characters.get(end - 1), Some('-' | '–' | '—'))
        && end >= 2
        && characters.get(end - 2).is_some_and(|last| last.is_whitespace())
    {
        return Some(end - 2..end);
    }
    let stops = characters.get(..end)?.iter().rev().take_while(|character| **character == '.').count();
    let before = characters.get(..end - stops)?;
    let spaces = before.iter().rev().take_while(|character| character.is_whitespace()).count();
    let is_stray = match stops {
        0 => false,
        1 => spaces > 0 || !may_be_abbreviated(&last_word(before), before, role),
        _ => true,
    };
    is_stray.then_some(end - stops - spaces..end)
}

fn last_word(characters: &[char]) -> String {
    let start =
        characters.iter().rposition(|character| character.is_whitespace()).map_or(0, |space| space + 1);
    characters.get(start..).unwrap_or_default().iter().collect()
}

/// Whether the stop at the end may be an abbreviation's: initials, U.K., Ltd., words without vowels, words in
/// capitals, and what is usually cut short. In an organisation's name only a long word is surely whole.
fn may_be_abbreviated(word: &str, before: &[char], role: Role) -> bool {
    const SHORTENED: [&str; 44] = [
        "assoc", "assn", "assocs", "ave", "bros", "bt", "co", "corp", "corps", "cos", "dept", "dipl", "dist",
        "div", "ed", "esq", "est", "etc", "exec", "gen", "gov", "govt", "hon", "inc", "ind", "inst", "int",
        "intern", "intl", "jnr", "jr", "lic", "llc", "ltd", "mfg", "min", "natl", "no", "pty", "sen", "sr",
        "snr", "univ", "ret",
    ];
    if before.last().is_some_and(|last| matches!(last, ')' | ']' | '»' | '"' | '”')) {
        return false;
    }
    let folded = fold_word(word.trim_matches(|character: char| !character.is_alphanumeric()));
    let letters = folded.chars().count();
    let has_vowel = folded.chars().any(|letter| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let is_arabic = word.chars().any(is_arabic_letter);
    letters <= 2
        || !is_arabic && !has_vowel
        || word.contains('.')
        || SHORTENED.contains(&folded.as_str())
        || word.chars().count() <= 5 && word.chars().all(|letter| !letter.is_lowercase()) && !is_arabic
        || role == Role::OrganizationName && letters < 6 && !is_arabic
}

/// Marks between two letters, one of them alone: الحموش،ي. And a mark written twice.
fn inside(characters: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (position, character) in characters.iter().enumerate() {
        if !matches!(
            character,
            ',' | ';' | ':' | '،' | '؛' | '؟' | '*' | '|' | '_' | '=' | '~' | '^' | '\\' | '٫' | '٬' | '.'
        ) {
            continue;
        }
        let before = position.checked_sub(1).and_then(|before| characters.get(before));
        let Some(after) = characters.get(position + 1) else { continue };
        if before == Some(character) && matches!(character, ',' | '،' | ';' | '؛') {
            found.push(position..position + 1);
            continue;
        }
        let is_between = before.is_some_and(|before| before.is_alphabetic()) && after.is_alphabetic();
        if !is_between || !splits_a_word(characters, position, *character) {
            continue;
        }
        found.push(position..position + 1);
    }
    found
}

/// One side is a single letter that is no word, or the mark never stands between two words.
fn splits_a_word(characters: &[char], position: usize, mark: char) -> bool {
    let letters_before =
        characters[..position].iter().rev().take_while(|letter| letter.is_alphabetic()).take(3).count();
    let letters_after =
        characters[position + 1..].iter().take_while(|letter| letter.is_alphabetic()).take(3).count();
    let is_arabic = characters.get(position + 1).copied().is_some_and(is_arabic_letter);
    let has_a_stump = (letters_before == 1) != (letters_after == 1);
    match mark {
        // A stop behind one letter is an initial's, and between two words a brand's; a comma may lack its space.
        '.' => is_arabic && letters_after == 1 && letters_before > 1,
        ',' | '،' | ';' | '؛' | '؟' | '٫' | '٬' => {
            let is_slip = is_arabic || is_small_stump(characters, position, letters_before);
            has_a_stump && is_slip && characters.get(position + 1) != Some(&'و')
        }
        ':' => is_arabic && has_a_stump,
        '*' | '|' | '_' | '=' | '~' | '^' | '\\' => is_arabic,
        _ => false,
    }
}

/// In Latin script a single capital may be a name of its own (B&Q,Upside); a single small letter is cut off a word.
fn is_small_stump(characters: &[char], position: usize, letters_before: usize) -> bool {
    let stump = if letters_before == 1 { position.checked_sub(1) } else { Some(position + 1) };
    stump.and_then(|stump| characters.get(stump)).is_some_and(|letter| letter.is_lowercase())
}

fn text_without(text: &str, ranges: &[Range<usize>]) -> String {
    let characters = text.chars().enumerate();
    characters
        .filter(|(position, _)| !ranges.iter().any(|range| range.contains(position)))
        .map(|(_, character)| character)
        .collect()
}
