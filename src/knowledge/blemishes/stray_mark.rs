//! Marks that stand in a name and do not belong to it.

use std::ops::Range;

use crate::knowledge::brackets::lone;
use crate::knowledge::names::abbreviation::may_be_abbreviated;
use crate::text::character::{is_arabic_letter, is_harakat};
use crate::text::key::loose_words;
use crate::text::known::KnownNames;
use crate::words::Role;

/// The stretches of a name that do not belong to it, in code points, in order.
pub(crate) fn find(text: &str, role: Role) -> Vec<Range<usize>> {
    if !may_have_any(text) {
        return Vec::new();
    }
    let characters: Vec<char> = text.chars().collect();
    let mut found = Vec::new();
    found.extend(at_the_start(&characters, role));
    found.extend(inside(&characters, role));
    found.extend(lone(text).into_iter().map(|(position, _)| position..position + 1));
    found.extend(at_the_end(&characters, role));
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

/// Whether a text has marks at all, and is no markup.
pub(crate) fn may_have_any(text: &str) -> bool {
    text.chars().any(is_suspect) && !is_markup(text)
}

/// Every comma and stop between two letters: strays if the name without them is known.
pub(crate) fn inside_words(text: &str) -> Vec<Range<usize>> {
    let characters: Vec<char> = text.chars().collect();
    let marks = characters
        .iter()
        .enumerate()
        .filter(|(position, mark)| is_mark_of_text(**mark) && parts_around(&characters, *position).is_some());
    marks.map(|(position, _)| position..position + 1).collect()
}

fn is_suspect(character: char) -> bool {
    is_mark_of_text(character)
        || matches!(
            character,
            '+' | '#'
                | '·'
                | '…'
                | '†'
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
                | '/'
                | '-'
                | '•'
                | '؞'
        )
}

fn is_markup(text: &str) -> bool {
    text.contains(['<', '>', '{', '}'])
        || text.contains("://")
        || text.contains("&#")
        || text.contains('&') && text.contains(';')
        || text.contains("www.")
}

fn at_the_start(characters: &[char], role: Role) -> Option<Range<usize>> {
    let start = characters.iter().position(|character| !character.is_whitespace())?;
    let is_mark = |character: &&char| is_mark_of_no_name(**character, role) || character.is_whitespace();
    let marks = characters.get(start..)?.iter().take_while(is_mark).count();
    // A click of Khoisan names: !Garus.
    if characters.get(start) == Some(&'!')
        && characters.get(start + 1).is_some_and(|next| next.is_alphabetic())
    {
        return None;
    }
    if marks > 0 {
        return Some(start..start + marks);
    }
    let next = characters.get(start + 1)?;
    match characters.get(start)? {
        '.' | '-' | '–' | '—' if next.is_whitespace() => Some(start..start + 2),
        // .NET is a product, and no person or place.
        '.' if next.is_alphabetic() && matches!(role, Role::PersonName | Role::PlaceName) => {
            Some(start..start + 1)
        }
        _ => None,
    }
}

fn at_the_end(characters: &[char], role: Role) -> Option<Range<usize>> {
    let end = characters.iter().rposition(|character| !character.is_whitespace())? + 1;
    let is_mark = |character: &&char| is_mark_of_no_name(**character, role) || character.is_whitespace();
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
    let is_closed = before.last().is_some_and(|last| matches!(last, ')' | ']' | '»' | '"' | '”'));
    let is_stray = match stops {
        0 => false,
        1 => spaces > 0 || is_closed || !may_be_abbreviated(&last_word(before), role) && !is_a_degree(before),
        _ => true,
    };
    is_stray.then_some(end - stops - spaces..end)
}

/// A short word behind a comma, as a degree is: Hadi, Apt.
fn is_a_degree(before: &[char]) -> bool {
    const LONGEST: usize = 5;
    let word = last_word(before);
    let name = before.get(..before.len() - word.chars().count()).unwrap_or_default();
    let is_behind_a_comma = name.iter().rev().find(|it| !it.is_whitespace()).is_some_and(|it| *it == ',');
    is_behind_a_comma && word.chars().count() <= LONGEST && word.starts_with(char::is_uppercase)
}

/// Marks that no name begins or ends with. A brand may (Yahoo!, Canal+, #we will gather), a person may not.
fn is_mark_of_no_name(mark: char, role: Role) -> bool {
    match mark {
        ',' | ';' | ':' | '،' | '؛' | '|' | '_' | '•' | '·' | '*' | '†' | '=' | '~' | '^' | '\\' | '/' => {
            true
        }
        '!' | '?' | '؟' | '+' | '#' | '…' => role == Role::PersonName,
        _ => false,
    }
}

fn last_word(characters: &[char]) -> String {
    let start =
        characters.iter().rposition(|character| character.is_whitespace()).map_or(0, |space| space + 1);
    characters.get(start..).unwrap_or_default().iter().collect()
}

/// Marks between two letters that split a word: الحموش،ي. And a mark written twice.
fn inside(characters: &[char], role: Role) -> Vec<Range<usize>> {
    let marks = characters.iter().enumerate().filter(|(position, mark)| {
        is_written_twice(characters, *position)
            || is_mark_of_text(**mark) && splits_a_word(characters, *position, role)
    });
    marks.map(|(position, _)| position..position + 1).collect()
}

fn is_written_twice(characters: &[char], position: usize) -> bool {
    let mark = characters.get(position);
    matches!(mark, Some(',' | '،' | ';' | '؛')) && position > 0 && characters.get(position - 1) == mark
}

fn is_mark_of_text(character: char) -> bool {
    matches!(
        character,
        ',' | ';'
            | ':'
            | '،'
            | '؛'
            | '؟'
            | '?'
            | '!'
            | '*'
            | '|'
            | '_'
            | '='
            | '~'
            | '^'
            | '\\'
            | '٫'
            | '٬'
            | '.'
    )
}

/// One side is a single letter that is no word, both together are a name and apart they are none, or the mark
/// never stands between two words.
fn splits_a_word(characters: &[char], position: usize, role: Role) -> bool {
    let Some((before, after)) = parts_around(characters, position) else { return false };
    let is_arabic = after.chars().next().is_some_and(is_arabic_letter);
    let (letters_before, letters_after) = (before.chars().count(), after.chars().count());
    let has_a_stump = (letters_before == 1) != (letters_after == 1);
    // A single capital may be a name of its own (B&Q,Upside); a single small letter is cut off a word.
    let stump = if letters_before == 1 { &before } else { &after };
    let is_slip = has_a_stump && (is_arabic || stump.chars().all(char::is_lowercase));
    let is_person = role == Role::PersonName;
    match characters.get(position) {
        // A stop behind one letter is an initial's, and between two words a brand's; a comma may lack its space.
        Some('.') if is_arabic => letters_after == 1 && letters_before > 1,
        Some('.') => is_person && is_one_latin_word(&before, &after) && !may_be_abbreviated(&before, role),
        Some(',' | '،' | ';' | '؛' | '؟' | '٫' | '٬') => {
            is_slip && !after.starts_with('و')
                || make_one_name(&before, &after)
                || is_person && is_one_latin_word(&before, &after)
        }
        Some(':') => is_arabic && has_a_stump || is_person && is_one_latin_word(&before, &after),
        Some('?' | '!') => is_person && (is_arabic || is_one_latin_word(&before, &after)),
        Some('*' | '|' | '_' | '=' | '~' | '^' | '\\') => is_arabic || is_person,
        _ => false,
    }
}

/// The parts of words on either side of a mark, if there are letters at both; an apostrophe and a hyphen are
/// inside a word.
fn parts_around(characters: &[char], position: usize) -> Option<(String, String)> {
    let belongs = |character: &&char| {
        character.is_alphabetic() || is_harakat(**character) || matches!(**character, '\'' | '’' | '-' | '‐')
    };
    let (head, tail) = (characters.get(..position)?, characters.get(position + 1..)?);
    let is_between = head.last()?.is_alphabetic() && tail.first()?.is_alphabetic();
    let length = head.iter().rev().take_while(belongs).count();
    let before = head.get(head.len() - length..)?.iter().collect();
    is_between.then(|| (before, tail.iter().take_while(belongs).collect()))
}

/// Whether the two parts are a known name together, and not two of them apart.
fn make_one_name(before: &str, after: &str) -> bool {
    let names = KnownNames::bundled();
    let is_known = |word: &str| loose_words(word).iter().any(|word| names.contains(word));
    is_known(&format!("{before}{after}")) && !(is_known(before) && is_known(after))
}

/// Blin.ken, Dup;ont: the second part begins with a small letter, as no name does but a particle (da, bin).
fn is_one_latin_word(before: &str, after: &str) -> bool {
    const SHORTEST: usize = 2;
    const PARTICLES: [&str; 20] = [
        "al", "ap", "ben", "bin", "da", "das", "de", "del", "den", "der", "di", "do", "dos", "du", "el",
        "la", "le", "ten", "van", "von",
    ];

    let mut letters = before.chars();
    let is_capitalised =
        letters.next().is_some_and(char::is_uppercase) && letters.all(|letter| letter.is_lowercase());
    is_capitalised
        && before.chars().count() >= SHORTEST
        && after.chars().all(char::is_lowercase)
        && !PARTICLES.contains(&after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_belong_to_no_name_are_told_from_those_of_initials_and_brands() {
        for (name, expected) in [("الحموش،ي", 6..7), ("C Wray.", 6..7), ("Evening Standard)", 16..17)]
        {
            assert_eq!(find(name, Role::PersonName), vec![expected], "{name}");
        }
        for name in [
            "C. Wray",
            "Wray, Christopher",
            "U.K.",
            "Jean-Pierre Dupont",
            "الحموشي",
            "!Nawas, Petrus",
            "Rahardi, Apt.",
        ] {
            assert!(find(name, Role::PersonName).is_empty(), "{name}");
        }
        for name in ["Yahoo!", "ACME CORP.", "Toys\"R\"Us"] {
            assert!(find(name, Role::OrganizationName).is_empty(), "{name}");
        }
    }
}
