//! Escapes of programs: `\u00e9`, `\n`, `%C3%A9`, `_x000D_`.

use super::written_plainly;

/// How far around an escape is looked for signs of a path, in bytes.
const AROUND: usize = 40;

/// More backslashes in a row are no escape, however often it was escaped again.
const MOST_SLASHES: usize = 4;

/// The length of the escape that stands at a byte of the text, and what it says.
pub(super) fn at(text: &str, at: usize) -> Option<(usize, String)> {
    let rest = &text[at..];
    match rest.as_bytes().first()? {
        b'\\' if !is_in_a_path(text, at) => backslash(text, at),
        b'%' => percent(text, at),
        b'_' => of_a_spreadsheet(rest),
        _ => None,
    }
}

fn backslash(text: &str, at: usize) -> Option<(usize, String)> {
    let rest = &text[at..];
    let slashes = rest.bytes().take(MOST_SLASHES + 1).take_while(|byte| *byte == b'\\').count();
    // An escape that was escaped again has two.
    if slashes > MOST_SLASHES {
        return None;
    }
    let code = &rest[slashes..];
    let (length, says) = match code.as_bytes().first()? {
        b'u' => unicode(code)?,
        b'x' => (3, written_plainly(char::from(u8::try_from(hexadecimal(code, 1..3)?).ok()?))),
        b'n' | b'r' | b't' => line_break(code)?,
        quote @ (b'\'' | b'"') if stands_at_a_letter(text, at, code) => (1, char::from(*quote).to_string()),
        _ => return None,
    };
    Some((slashes + length, says))
}

/// `u00e9`, and the two halves of a character beyond U+FFFF.
fn unicode(code: &str) -> Option<(usize, String)> {
    let unit = u16::try_from(hexadecimal(code, 1..5)?).ok()?;
    if let Some(character) = char::from_u32(u32::from(unit)) {
        return Some((5, written_plainly(character)));
    }
    let low = code.get(5..)?.strip_prefix("\\u").and_then(|_| hexadecimal(code, 7..11))?;
    let mut units = char::decode_utf16([unit, u16::try_from(low).ok()?]);
    Some((11, written_plainly(units.next()?.ok()?)))
}

/// `n` behind a backslash, unless it begins a word: a path, or a command of LaTeX.
fn line_break(code: &str) -> Option<(usize, String)> {
    let next = code.get(1..)?.chars().next();
    if next.is_some_and(char::is_lowercase) {
        return None;
    }
    Some((1, if code.starts_with('t') { " " } else { "\n" }.to_owned()))
}

fn stands_at_a_letter(text: &str, at: usize, code: &str) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphabetic)
        || code.chars().nth(1).is_some_and(char::is_alphabetic)
}

/// `%C3%A9`: bytes of UTF-8. A space, `%20`, only between letters.
fn percent(text: &str, at: usize) -> Option<(usize, String)> {
    const MOST: usize = 4;

    let rest = &text[at..];
    let is_letter = |character: Option<char>| character.is_some_and(char::is_alphabetic);
    if let Some(behind) = rest.strip_prefix("%20") {
        let is_between = is_letter(text[..at].chars().next_back()) && is_letter(behind.chars().next());
        return is_between.then(|| (3, " ".to_owned()));
    }
    let mut bytes = Vec::new();
    while bytes.len() < MOST {
        let start = bytes.len() * 3;
        rest.get(start..).filter(|rest| rest.starts_with('%'))?;
        let byte = u8::try_from(hexadecimal(rest, start + 1..start + 3)?).ok()?;
        bytes.push(byte);
        if let Ok(said) = std::str::from_utf8(&bytes) {
            let character = said.chars().next().filter(|character| !character.is_ascii())?;
            return Some((bytes.len() * 3, written_plainly(character)));
        }
    }
    None
}

/// `_x000D_`: how a workbook writes a control character.
fn of_a_spreadsheet(rest: &str) -> Option<(usize, String)> {
    let value = rest.strip_prefix("_x").and_then(|_| hexadecimal(rest, 2..6))?;
    rest.get(6..7).filter(|end| *end == "_")?;
    Some((7, written_plainly(char::from_u32(value).filter(|character| *character < '\u{80}')?)))
}

fn hexadecimal(text: &str, range: std::ops::Range<usize>) -> Option<u32> {
    let digits = text.get(range)?;
    digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
}

/// `C:\new`, `\\server\new`, `docs\new.txt`
fn is_in_a_path(text: &str, at: usize) -> bool {
    let is_inside = |byte: &u8| !byte.is_ascii_whitespace();
    let bytes = text.as_bytes();
    let before = bytes[..at].iter().rev().take(AROUND).take_while(|byte| is_inside(byte)).count();
    let behind = bytes[at..].iter().take(AROUND).take_while(|byte| is_inside(byte)).count();
    let token = &bytes[at - before..at + behind];
    let has_a_drive = matches!(token, [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic());
    let is_a_share = matches!(token, [b'\\', b'\\', next, ..] if next.is_ascii_alphanumeric())
        && !matches!(token, [_, _, b'u', a, b, c, d, ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()));
    has_a_drive || is_a_share
}
