//! Strings as written and as meant: escapes, surrogate pairs, and the byte at which a character stands.

use std::borrow::Cow;

use super::syntax::{Found, SyntaxError, SyntaxErrorKind};
use super::tape::Slot;

/// The value of the string or key in `slot`, without its quotes and escapes.
pub(super) fn text_of_string<'t>(text: &'t str, slot: &Slot) -> Cow<'t, str> {
    let raw = raw_string(text, slot);
    if slot.is_escaped { unescape(raw) } else { Cow::Borrowed(raw) }
}

/// What stands between the quotes of the string or key in `slot`.
#[inline]
pub(super) fn raw_string<'t>(text: &'t str, slot: &Slot) -> &'t str {
    text.get(slot.start as usize + 1..slot.end as usize - 1).unwrap_or_default()
}

/// How many bytes the escape takes whose backslash stands at byte `at` of `text`.
///
/// # Errors
///
/// When it is none of RFC 8259, section 7, or half of a surrogate pair.
#[cold]
pub(super) fn check_escape(text: &str, at: usize) -> Result<usize, SyntaxError> {
    let error = |kind| Err(SyntaxError { kind, at });
    let rest = text.get(at..).unwrap_or_default();
    match rest.as_bytes().get(1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(2),
        Some(b'u') => match (code_unit(rest), code_unit(rest.get(6..).unwrap_or_default())) {
            (None, _) => error(SyntaxErrorKind::BadUnicodeEscape),
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => Ok(12),
            (Some(half @ 0xD800..=0xDFFF), _) => error(SyntaxErrorKind::LoneSurrogate(half)),
            (Some(_), _) => Ok(6),
        },
        None => Err(SyntaxError { kind: SyntaxErrorKind::UnfinishedString, at: text.len() }),
        Some(_) => {
            let found = rest.chars().nth(1).map_or(Found::End, Found::Character);
            error(SyntaxErrorKind::BadEscape(found))
        }
    }
}

/// The UTF-16 code unit of the `\uXXXX` that `text` starts with.
fn code_unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    // `from_str_radix` alone would let a sign pass.
    all_digits.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
}

/// The value of what stands between a string's quotes; its escapes were checked when it was parsed.
pub(super) fn unescape(raw: &str) -> Cow<'_, str> {
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
pub(super) fn written_characters(raw: &str) -> impl Iterator<Item = (usize, char)> + '_ {
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
    let units = code_unit(raw).into_iter().chain(code_unit(raw.get(6..).unwrap_or_default()));
    match char::decode_utf16(units).next() {
        Some(Ok(character)) => (character, 6 * character.len_utf16()),
        _ => (char::REPLACEMENT_CHARACTER, 6),
    }
}
