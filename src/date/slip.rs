//! Figures with a letter where a figure is due: `3O`, `l4`, `2O22`.

use super::fold::is_ignorable;
use super::token::digit;

/// No day, month or year is longer. `1990S` is a decade in capitals.
const LONGEST: usize = 4;

/// How many bytes from here are a word of figures and of letters that look like figures; none where it has only
/// the ones or the others.
pub(super) fn slip(rest: &str) -> Option<usize> {
    let mut figures = 0;
    let mut letters = 0;
    let mut end = 0;
    for (at, character) in rest.char_indices() {
        if is_ignorable(character) {
            continue;
        }
        if digit(character).is_some() {
            figures += 1;
        } else if looks_like(character).is_some() {
            letters += 1;
        } else if character.is_alphanumeric() {
            return None;
        } else {
            break;
        }
        if figures + letters > LONGEST {
            return None;
        }
        end = at + character.len_utf8();
    }
    let word = rest.get(..end)?;
    // `S1 2022` is half a year.
    let is_one = letters > 0 && (figures > 0 || is_wide(word)) && !word.starts_with('S');
    (is_one && !is_ordinal(word, rest.get(end..)?)).then_some(end)
}

/// The word with figures in the place of its letters, in the digits that it has; none where it is no such word.
pub(super) fn mended(word: &str) -> Option<String> {
    if slip(word)? != word.len() {
        return None;
    }
    let zero = match word.chars().find(|character| digit(*character).is_some()) {
        Some('٠'..='٩') => '٠',
        Some('۰'..='۹') => '۰',
        _ => '0',
    };
    let figure = |character| looks_like(character).and_then(|value| char::from_u32(zero as u32 + value));
    let seen = word.chars().filter(|character| !is_ignorable(*character));
    Some(seen.map(|character| figure(character).unwrap_or(character)).collect())
}

/// The figure that is meant by a letter, or by a figure of another width.
fn looks_like(character: char) -> Option<u32> {
    match character {
        'O' | 'o' => Some(0),
        'l' | 'I' | 'ا' => Some(1),
        'S' => Some(5),
        'B' => Some(8),
        '\u{ff10}'..='\u{ff19}' => Some(character as u32 - 0xff10),
        _ => None,
    }
}

fn is_wide(word: &str) -> bool {
    word.contains(|character| matches!(character, '\u{ff10}'..='\u{ff19}'))
}

/// `1o de mayo`, `3o trimestre`: the º of a keyboard that has none.
fn is_ordinal(word: &str, behind: &str) -> bool {
    const COUNTED: [&str; 4] = ["bim", "cuatrim", "sem", "trim"];

    let behind = behind.strip_prefix('.').unwrap_or(behind).trim_start();
    let mut letters = word.chars();
    match (letters.next(), letters.next(), letters.next()) {
        (Some('1'), Some('o'), None) if behind.starts_with("de ") => true,
        (Some('1'..='9'), Some('o'), None) => COUNTED.iter().any(|counted| behind.starts_with(counted)),
        _ => false,
    }
}
