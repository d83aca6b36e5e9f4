//! Strings as written and as meant: escapes, surrogate pairs, and the byte at which a character stands.

use std::borrow::Cow;

use super::syntax::{Found, SyntaxError, SyntaxErrorKind};

/// How many bytes the escape takes whose backslash stands at byte `at` of `text`.
///
/// # Errors
///
/// When it is none of RFC 8259, section 7, or half of a surrogate pair.
#[inline]
pub(in crate::notation) fn check_escape(text: &str, at: usize) -> Result<usize, SyntaxError> {
    let escape = text.as_bytes().get(at..).unwrap_or_default();
    match escape.get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => match code_unit(escape) {
            Some(0..0xD800 | 0xE000..) => Ok(6),
            Some(0xD800..0xDC00) if is_low_surrogate(escape) => Ok(12),
            other => Err(bad_unicode_escape(other, at)),
        },
        _ => Err(bad_escape(text, at)),
    }
}

fn is_low_surrogate(pair: &[u8]) -> bool {
    let second = pair.get(6..).and_then(code_unit);
    matches!(second, Some(0xDC00..0xE000))
}

#[cold]
fn bad_unicode_escape(unit: Option<u16>, at: usize) -> SyntaxError {
    let kind = unit.map_or(SyntaxErrorKind::BadUnicodeEscape, SyntaxErrorKind::LoneSurrogate);
    SyntaxError { kind, at }
}

#[cold]
fn bad_escape(text: &str, at: usize) -> SyntaxError {
    match text.get(at + 1..).and_then(|rest| rest.chars().next()) {
        None => SyntaxError { kind: SyntaxErrorKind::UnfinishedString(0), at: text.len() },
        Some(other) => SyntaxError { kind: SyntaxErrorKind::BadEscape(Found::Character(other)), at },
    }
}

/// The UTF-16 code unit of the `\uXXXX` that an escape starts with.
#[inline]
fn code_unit(escape: &[u8]) -> Option<u16> {
    let [b'\\', b'u', digits @ ..] = escape else {
        return None;
    };
    let digits = digits.first_chunk::<4>()?.map(|digit| HEX_VALUES[digit as usize]);
    let all_digits = digits.iter().fold(0, |all, value| all | value) != NO_HEX_DIGIT;
    let unit = digits.iter().fold(0_u16, |unit, value| unit << 4 | u16::from(*value));
    all_digits.then_some(unit)
}

/// All bits, so that it shows when the values of several digits are laid over one another.
const NO_HEX_DIGIT: u8 = 0xFF;

/// The value of each byte as a hexadecimal digit.
const HEX_VALUES: [u8; 256] = {
    let mut values = [NO_HEX_DIGIT; 256];
    let mut value = 0;
    while value < 16 {
        values[b"0123456789abcdef"[value] as usize] = value as u8;
        values[b"0123456789ABCDEF"[value] as usize] = value as u8;
        value += 1;
    }
    values
};

/// The value of what stands between a string's quotes; its escapes were checked when it was parsed.
pub(in crate::notation) fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(backslash) = memchr::memchr(b'\\', rest.as_bytes()) {
        let (plain, escape) = rest.split_at(backslash);
        let (character, length) = first_character(escape);
        value.push_str(plain);
        value.push(character);
        rest = escape.get(length..).unwrap_or_default();
    }
    value.push_str(rest);
    Cow::Owned(value)
}

/// The characters of what stands between a string's quotes, each with the byte of `raw` where it is written.
pub(in crate::notation) fn written_characters(raw: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = raw.get(at..).filter(|rest| !rest.is_empty())?;
        let (character, length) = first_character(rest);
        let start = at;
        at += length;
        Some((start, character))
    })
}

/// The first character of checked, not empty text between quotes, and how many bytes it is written in.
fn first_character(raw: &str) -> (char, usize) {
    let mut characters = raw.chars();
    let first = characters.next().unwrap_or(char::REPLACEMENT_CHARACTER);
    if first != '\\' {
        return (first, first.len_utf8());
    }
    let simple = match characters.next() {
        Some('b') => '\u{8}',
        Some('f') => '\u{c}',
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some('u') => return unicode_escape(raw),
        Some(itself) => itself,
        None => char::REPLACEMENT_CHARACTER,
    };
    (simple, 2)
}

fn unicode_escape(raw: &str) -> (char, usize) {
    let escape = raw.as_bytes();
    let units = [code_unit(escape), escape.get(6..).and_then(code_unit)];
    match char::decode_utf16(units.into_iter().flatten()).next() {
        Some(Ok(character)) => (character, 6 * character.len_utf16()),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}
