//! Text that was decoded with the wrong character set, and what it said.
//!
//! These accidents are known: UTF-8 read as Windows-1252 or Latin-1 (`NÃ¤ringsliv`), as Windows-1256 (`ط§ظ„`),
//! as Mac OS Roman (`N√§ringsliv`), as DOS wrote it (`N├ñringsliv`) or as Windows-1251 (`NГ¤ringsliv`), and
//! Windows-1256 read as Windows-1252 (`ÇáÍãæÔí`). A repair is believed only when a whole run of characters decodes
//! strictly and says something plausible; U+FFFD marks what is lost for good.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::character::{is_arabic_letter, is_harakat};

/// What a wrongly decoded text said; `None` for text that is in order or past repair.
///
/// ```
/// use tadqiq::text::mojibake::repair;
/// assert_eq!(repair("NÃ¤ringsliv").as_deref(), Some("Näringsliv"));
/// assert_eq!(repair("ÇáÍãæÔí").as_deref(), Some("الحموشي"));
/// assert_eq!(repair("Näringsliv"), None);
/// ```
#[must_use]
pub fn repair(text: &str) -> Option<String> {
    let mut repaired = repair_once(text)?;
    // Text that went through the accident twice is repaired twice.
    for _ in 0..3 {
        match repair_once(&repaired) {
            Some(again) => repaired = again,
            None => break,
        }
    }
    Some(with_lone_letters(&repaired))
}

/// The text with `à` where Ã stands for a word: the rest of the letter looked like a space, and became one.
fn with_lone_letters(repaired: &str) -> String {
    let word = |word| if word == "Ã" { "à" } else { word };
    repaired.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// The text as [`repair`] would have it, or as it is: for comparing only.
#[must_use]
pub fn repaired(text: &str) -> Cow<'_, str> {
    match repair(text) {
        Some(repaired) => Cow::Owned(repaired),
        None => Cow::Borrowed(text),
    }
}

/// Whether a text was decoded wrongly: it can be repaired, or holds U+FFFD.
#[must_use]
pub fn is_mojibake(text: &str) -> bool {
    text.contains('\u{FFFD}') || repair(text).is_some()
}

fn repair_once(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    // Each accident leaves a trace; almost all texts are told to be in order by the lack of it.
    let western = text.chars().any(|character| matches!(character, '\u{C2}'..='\u{F4}'));
    let arabic = text
        .chars()
        .any(|character| !is_plain(character) && arabic_byte(character).is_some_and(is_continuation));
    let utf8 = western.then(|| utf8_read_as(text, western_byte, 1)).flatten();
    utf8.or_else(|| arabic.then(|| utf8_read_as(text, arabic_byte, 3)).flatten())
        .or_else(|| western.then(|| arabic_read_as_western(text)).flatten())
        .or_else(|| of_rarer_accidents(text))
}

/// The character sets whose traces no other text has: each begins a letter with one of few signs.
fn of_rarer_accidents(text: &str) -> Option<String> {
    const SIGNS: [char; 17] =
        ['√', '¬', 'ÿ', 'Ÿ', '‚', '├', '┬', '┘', 'Ï', 'Ô', 'Г', 'В', 'Р', 'С', 'Ш', 'Щ', 'Ð'];

    if !text.chars().any(|character| !is_plain(character) && SIGNS.contains(&character)) {
        return None;
    }
    let has_any = |signs: &[char]| text.contains(signs);
    let has_latin = || text.chars().any(|character| character.is_ascii_alphabetic());
    let mac = || has_any(&['√', '¬', 'ÿ', 'Ÿ', '‚']).then(|| utf8_read_as(text, mac_byte, 1)).flatten();
    let dos = || has_any(&['├', '┬', '┘', 'Ï', 'Ô']).then(|| utf8_read_as(text, dos_byte, 1)).flatten();
    // Two letters of a Ukrainian word may look like one of Latin.
    let fewest = || if has_latin() { 1 } else { 3 };
    let cyrillic = || {
        let signs = ['Г', 'В', 'Р', 'С', 'Ш', 'Щ', 'Ð'];
        has_any(&signs).then(|| utf8_read_as(text, cyrillic_byte, fewest())).flatten()
    };
    mac().or_else(dos).or_else(cyrillic)
}

/// ASCII and the letters of plain Arabic text, none of which Windows-1256 has where UTF-8 continues.
fn is_plain(character: char) -> bool {
    matches!(character, '\0'..='\u{7F}' | '\u{621}'..='\u{64A}')
}

fn is_continuation(byte: u8) -> bool {
    (0x80..0xC0).contains(&byte)
}

/// UTF-8 that was read one byte at a time. Runs of characters that the character
/// set holds are decoded each on their own; `fewest` sequences must be found in all.
fn utf8_read_as(text: &str, byte_of: fn(char) -> Option<u8>, fewest: usize) -> Option<String> {
    let mut repaired = String::with_capacity(text.len());
    let mut sequences = 0;
    let mut run = String::new();
    let mut bytes = Vec::new();
    for character in text.chars().map(Some).chain(std::iter::once(None)) {
        if let Some((character, byte)) =
            character.and_then(|character| Some((character, byte_of(character)?)))
        {
            run.push(character);
            bytes.push(byte);
            continue;
        }
        match decoded(&bytes) {
            Some((decoded, found)) => {
                repaired.push_str(decoded);
                sequences += found;
            }
            // One word may be in order and the next not.
            None => {
                for part in run.split_inclusive(' ') {
                    let bytes: Option<Vec<u8>> = part.chars().map(byte_of).collect();
                    match bytes.as_deref().and_then(decoded) {
                        Some((decoded, found)) => {
                            repaired.push_str(decoded);
                            sequences += found;
                        }
                        None => repaired.push_str(part),
                    }
                }
            }
        }
        run.clear();
        bytes.clear();
        repaired.extend(character);
    }
    (sequences >= fewest).then_some(repaired)
}

/// A run as strict UTF-8, with the number of its characters beyond ASCII, if all of them are plausible.
fn decoded(bytes: &[u8]) -> Option<(&str, usize)> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut found = 0;
    for character in text.chars().filter(|character| !character.is_ascii()) {
        if !is_plausible(character) {
            return None;
        }
        found += 1;
    }
    (found > 0).then_some((text, found))
}

/// Characters that texts about meetings hold; phonetic letters, rare scripts and
/// control characters come about by chance.
fn is_plausible(character: char) -> bool {
    matches!(
        character,
        '\u{A0}'..='\u{17F}'
            | '\u{218}'..='\u{21B}'
            | '\u{384}'..='\u{3CE}'
            | '\u{400}'..='\u{45F}'
            | '\u{490}'..='\u{4BF}'
            | '\u{5BE}'..='\u{5F4}'
            | '\u{60C}'..='\u{6F9}'
            | '\u{900}'..='\u{D7F}'
            | '\u{E00}'..='\u{E7F}'
            | '\u{10D0}'..='\u{10FF}'
            | '\u{1E00}'..='\u{1EFF}'
            | '\u{200B}'..='\u{200F}'
            | '\u{2010}'..='\u{203A}'
            | '\u{20A0}'..='\u{20BF}'
            | '\u{2100}'..='\u{2199}'
            | '\u{2200}'..='\u{22FF}'
            | '\u{2500}'..='\u{27BF}'
            | '\u{3000}'..='\u{30FF}'
            | '\u{4E00}'..='\u{9FFF}'
            | '\u{AC00}'..='\u{D7A3}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE70}'..='\u{FEFF}'
            | '\u{1F300}'..='\u{1FAFF}'
    )
}

/// Windows-1256 read as Windows-1252: no Latin word has four letters in a row
/// that are all beyond ASCII, and in Arabic every one of them is.
fn arabic_read_as_western(text: &str) -> Option<String> {
    let letters = text.chars().filter(|character| character.is_alphabetic()).count();
    if letters < 4 || text.chars().any(|character| character.is_ascii_alphabetic()) {
        return None;
    }
    let repaired: Option<String> =
        text.chars()
            .map(|character| {
                if character.is_ascii() {
                    Some(character)
                } else {
                    arabic_character(western_byte(character)?)
                }
            })
            .collect();
    let repaired = repaired?;
    let expected = |character: char| {
        !character.is_alphabetic() || is_arabic_letter(character) || is_harakat(character) || character == 'ـ'
    };
    (repaired.chars().all(expected)
        && repaired.chars().filter(|&letter| is_arabic_letter(letter)).count() >= 3)
        .then_some(repaired)
}

/// The byte that Windows-1252 shows as this character; a byte it leaves open is the Latin-1 control character.
fn western_byte(character: char) -> Option<u8> {
    static BYTES: LazyLock<FxHashMap<char, u8>> = LazyLock::new(|| {
        table(include_str!("tables/windows_1252.tsv")).map(|(byte, character)| (character, byte)).collect()
    });
    match u8::try_from(u32::from(character)) {
        Ok(byte) => Some(byte),
        Err(_) => BYTES.get(&character).copied(),
    }
}

/// The byte that Mac OS Roman shows as this character.
fn mac_byte(character: char) -> Option<u8> {
    static BYTES: LazyLock<FxHashMap<char, u8>> =
        LazyLock::new(|| by_character(include_str!("tables/mac_roman.tsv")));
    byte_in(character, &BYTES)
}

/// The byte that code page 850 shows as this character.
fn dos_byte(character: char) -> Option<u8> {
    static BYTES: LazyLock<FxHashMap<char, u8>> =
        LazyLock::new(|| by_character(include_str!("tables/dos_850.tsv")));
    byte_in(character, &BYTES)
}

/// The byte that Windows-1251 shows as this character.
fn cyrillic_byte(character: char) -> Option<u8> {
    static BYTES: LazyLock<FxHashMap<char, u8>> =
        LazyLock::new(|| by_character(include_str!("tables/windows_1251.tsv")));
    byte_in(character, &BYTES)
}

fn by_character(lines: &'static str) -> FxHashMap<char, u8> {
    table(lines).map(|(byte, character)| (character, byte)).collect()
}

fn byte_in(character: char, bytes: &FxHashMap<char, u8>) -> Option<u8> {
    match character.is_ascii() {
        true => u8::try_from(u32::from(character)).ok(),
        false => bytes.get(&character).copied(),
    }
}

/// The byte that Windows-1256 shows as this character.
fn arabic_byte(character: char) -> Option<u8> {
    static BYTES: LazyLock<FxHashMap<char, u8>> =
        LazyLock::new(|| arabic_table().map(|(byte, character)| (character, byte)).collect());
    if character.is_ascii() {
        return u8::try_from(u32::from(character)).ok();
    }
    BYTES.get(&character).copied()
}

fn arabic_character(byte: u8) -> Option<char> {
    static CHARACTERS: LazyLock<FxHashMap<u8, char>> = LazyLock::new(|| arabic_table().collect());
    CHARACTERS.get(&byte).copied()
}

fn arabic_table() -> impl Iterator<Item = (u8, char)> {
    table(include_str!("tables/windows_1256.tsv"))
}

fn table(lines: &'static str) -> impl Iterator<Item = (u8, char)> {
    lines.lines().filter_map(|line| line.split_once('\t')).filter_map(|(byte, character)| {
        Some((u8::from_str_radix(byte, 16).ok()?, char::from_u32(u32::from_str_radix(character, 16).ok()?)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The text as it looks after the accident, if every byte has a character.
    fn misread(text: &str, lines: &'static str) -> Option<String> {
        let characters: FxHashMap<u8, char> = table(lines).collect();
        let western = characters.len() < 100;
        text.bytes()
            .map(|byte| match characters.get(&byte) {
                Some(&character) => Some(character),
                None if byte.is_ascii() || western => Some(char::from(byte)),
                None => None,
            })
            .collect()
    }

    const WESTERN: &str = include_str!("tables/windows_1252.tsv");
    const ARABIC: &str = include_str!("tables/windows_1256.tsv");

    #[test]
    fn accidents_are_undone() {
        for text in [
            "الحموشي",
            "عبد اللطيف",
            "Näringsliv",
            "Côte d’Ivoire",
            "São Tomé",
            "إسبانيا",
            "Москва",
            "José – Ñuño",
        ] {
            let misread = misread(text, WESTERN).unwrap();
            assert_eq!(repair(&misread).as_deref(), Some(text), "{misread}");
        }
        for text in ["الحموشي", "عبد اللطيف الحموشي", "إسبانيا"] {
            let misread = misread(text, ARABIC).unwrap();
            assert_eq!(repair(&misread).as_deref(), Some(text), "{misread}");
        }
        assert_eq!(repair("ÚÈÏ ÇááØíÝ ÇáÍãæÔí").as_deref(), Some("عبد اللطيف الحموشي"));
    }

    #[test]
    fn rarer_accidents_are_undone() {
        for (text, said) in [
            ("Fran√ßois", "François"),
            ("Jos√© Prado", "José Prado"),
            ("Rendu Ã la sociÃ©tÃ©", "Rendu à la société"),
            ("Rendu Ã\u{A0} la sociÃ©tÃ©", "Rendu à la société"),
            ("Fran├ºois", "François"),
            ("JosГ© Prado", "José Prado"),
            ("РњРѕСЃРєРІР°", "Москва"),
            ("ÿπŸÑŸä", "علي"),
            ("ط¹ظ„ظٹ الكتاني", "علي الكتاني"),
        ] {
            assert_eq!(repair(text).as_deref(), Some(said), "{text}");
        }
        for text in
            ["√2", "Гія", "Гіппіус", "Ґонгадзе", "Рівне", "Ÿ", "L’Haÿ", "├─┤", "¬p", "Џорџ", "Сіті FM"]
        {
            assert_eq!(repair(text), None, "{text}");
        }
    }

    #[test]
    fn an_accident_that_happened_twice() {
        let twice = misread(&misread("é", WESTERN).unwrap(), WESTERN).unwrap();
        assert_eq!(repair(&twice).as_deref(), Some("é"));
    }

    #[test]
    fn texts_in_order_are_left_alone() {
        for text in [
            "",
            "Hammouchi",
            "Näringsliv",
            "SÃO PAULO",
            "«IRMû",
            "CAFÉ»",
            "Ørsted",
            "Öß",
            "Ñandú",
            "الحموشي",
            "فقط،",
            "ط، ظ،",
            "Đặng",
            "Århus",
            "ÎLE-DE-FRANCE",
            "ÉÈÀ",
            "naïve",
            "Ääkköset",
            "Москва",
            "中文",
            "😀",
            "50 £",
            "±½",
            "Côte d’Ivoire",
        ] {
            assert_eq!(repair(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_lost_is_seen() {
        assert!(is_mojibake("N\u{FFFD}ringsliv"));
        assert!(is_mojibake("Ø§Ù„"));
        assert!(!is_mojibake("الأمن"));
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn arabic_text_comes_back(text in "[ا-غف-ي]{2,8}( [ا-غف-ي]{2,8}){0,2}") {
            let misread = misread(&text, WESTERN).unwrap();
            prop_assert_eq!(repair(&misread), Some(text.clone()));
            prop_assert_eq!(repair(&text), None);
        }

        #[test]
        fn any_text_does_no_harm(text in any::<String>()) {
            let _ = repair(&text);
        }
    }
}
