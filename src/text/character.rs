//! What one character is: its name, its script, its direction, and whether it
//! may be printed as it stands.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_script::UnicodeScript;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

pub use unicode_script::Script;

/// The code point and name of a character, as a curator is told it.
///
/// The name is the Unicode name; a control character, which has none, is named
/// by its alias (`NameAliases.txt`). An unassigned or private character is its
/// code point alone.
///
/// ```
/// use tadqiq::text::character::describe;
/// assert_eq!(describe('،'), "U+060C ARABIC COMMA");
/// assert_eq!(describe('\u{1B}'), "U+001B ESCAPE");
/// assert_eq!(describe('\u{E000}'), "U+E000");
/// ```
#[must_use]
pub fn describe(character: char) -> String {
    let code_point = code_point(character);
    if character.is_control() {
        return match control_name(character) {
            Some(name) => format!("{code_point} {name}"),
            None => code_point,
        };
    }
    match unicode_names2::name(character) {
        Some(name) => format!("{code_point} {name}"),
        None => code_point,
    }
}

/// The code point in the usual notation: `U+0651`, `U+1F600`.
#[must_use]
pub fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The text with every character that [needs showing](needs_showing) written as
/// its code point, `⟨U+202E⟩`. Nothing is dropped and nothing else changes.
///
/// The result holds no control character and no bidi control, so it cannot
/// steer a terminal or reorder what stands beside it. Showing twice is showing once.
///
/// ```
/// use tadqiq::text::character::show;
/// assert_eq!(show("a\u{202E}b"), "a⟨U+202E⟩b");
/// assert!(matches!(show("عبد اللطيف"), std::borrow::Cow::Borrowed(_)));
/// ```
#[must_use]
pub fn show(text: &str) -> Cow<'_, str> {
    let Some((clean, _)) = text.char_indices().find(|&(_, character)| needs_showing(character)) else {
        return Cow::Borrowed(text);
    };
    let (head, tail) = text.split_at(clean);
    let mut shown = String::with_capacity(text.len() + 16);
    shown.push_str(head);
    for character in tail.chars() {
        if needs_showing(character) {
            shown.push('⟨');
            shown.push_str(&code_point(character));
            shown.push('⟩');
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character must be shown as its code point instead of printed:
/// it would steer the terminal, reorder the line, or be seen by nobody.
///
/// ZWNJ and ZWJ are printed (Persian, Kurdish and emoji need them), and so are
/// the text and emoji presentation selectors U+FE0E and U+FE0F.
#[must_use]
pub fn needs_showing(character: char) -> bool {
    // The common case first: most of what is asked about are letters.
    if matches!(character, ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{34E}' | '\u{621}'..='\u{6FF}') {
        return false;
    }
    if matches!(
        character,
        '\u{200C}' | '\u{200D}' | '\u{FE0E}' | '\u{FE0F}' | '\u{180B}'..='\u{180D}' | '\u{180F}'
    ) {
        return false;
    }
    character.is_control()
        || is_bidi_control(character)
        || is_invisible(character)
        || is_private_use(character)
        || is_noncharacter(character)
        || matches!(character, '\u{2028}' | '\u{2029}')
}

/// The characters with the Unicode property `Bidi_Control`.
#[must_use]
pub fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Characters that draw nothing and are neither control characters nor bidi
/// controls: zero-width and format characters, fillers, tags, variation
/// selectors (the rest of `Default_Ignorable_Code_Point`, and U+FFF9–FFFB).
///
/// ZWNJ and ZWJ are among them; [`is_joiner`] tells them apart.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{AD}'
            | '\u{34F}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200D}'
            | '\u{2060}'..='\u{2065}'
            | '\u{206A}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

/// ZWNJ and ZWJ, which Persian and Kurdish spelling and emoji need.
#[must_use]
pub fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200C}' | '\u{200D}')
}

/// The variation selectors, which choose the look of the character before them.
#[must_use]
pub fn is_variation_selector(character: char) -> bool {
    matches!(character, '\u{180B}'..='\u{180D}' | '\u{180F}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// The private use areas: what they mean is known to one font only.
#[must_use]
pub fn is_private_use(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}

/// The 66 code points that will never be characters.
#[must_use]
pub fn is_noncharacter(character: char) -> bool {
    let value = u32::from(character);
    value & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&value)
}

/// A letter of the Arabic script, Persian, Urdu and Maghrebi letters and the
/// presentation forms included; no mark, digit or tatweel.
#[must_use]
pub fn is_arabic_letter(character: char) -> bool {
    // Most of what is asked about, without looking into the tables.
    match character {
        '\0'..'\u{600}' => false,
        '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' => true,
        _ => character.script() == Script::Arabic && character.is_alphabetic() && !is_arabic_mark(character),
    }
}

/// ASCII, and the letters of Arabic itself (U+0621–063A, U+0641–064A): most of what is ever asked about. No
/// normalisation changes them, in whatever order they stand, and none of them is a mark.
#[must_use]
#[inline]
pub fn is_plain(character: char) -> bool {
    matches!(character, '\0'..='\u{7F}' | '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}')
}

/// The vowel signs, shadda, sukun, dagger alef and Quranic marks that are
/// written above or below an Arabic letter and left out at will.
///
/// The combining madda and hamzas (U+0653–0655) are not among them: they are
/// part of the letter, and NFC joins them to it.
#[must_use]
pub fn is_harakat(character: char) -> bool {
    is_arabic_mark(character) && !matches!(character, '\u{653}'..='\u{655}')
}

/// U+0640, the stroke that lengthens the join between two letters.
pub const TATWEEL: char = '\u{640}';

/// The script a character is written in; `Common` and `Inherited` for what belongs to many.
#[must_use]
pub fn script(character: char) -> Script {
    // Most of what is asked about, without looking into the table.
    match character {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' => Script::Arabic,
        '\0'..='\u{7F}' => Script::Common,
        _ => character.script(),
    }
}

/// The scripts of the letters of a word, each once, in order of appearance.
/// Digits, punctuation and marks belong to every script and are left out.
///
/// ```
/// use tadqiq::text::character::{scripts, Script};
/// assert_eq!(scripts("لـCNN"), [Script::Arabic, Script::Latin]);
/// ```
#[must_use]
pub fn scripts(word: &str) -> Vec<Script> {
    let mut found = Vec::new();
    for script in word.chars().map(script) {
        if is_shared(script) || found.contains(&script) {
            continue;
        }
        found.push(script);
    }
    found
}

/// The script that most letters of a text are written in, the earlier one of
/// two that tie; `None` for a text without letters.
#[must_use]
pub fn main_script(text: &str) -> Option<Script> {
    let mut counts: Vec<(Script, usize)> = Vec::new();
    for script in text.chars().map(script) {
        if is_shared(script) {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == script) {
            Some((_, count)) => *count += 1,
            None => counts.push((script, 1)),
        }
    }
    let most = counts.iter().map(|&(_, count)| count).max()?;
    counts.into_iter().find(|&(_, count)| count == most).map(|(script, _)| script)
}

/// The cells a text fills on a terminal.
///
/// Counted a grapheme cluster at a time, so that an emoji sequence fills two
/// cells, while lam and alef fill one each: terminals do not draw the ligature
/// that `unicode-width` counts. Of use for [shown](show) text; what a control character fills is undefined.
#[must_use]
pub fn display_width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// The direction a text is laid out in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// Left to right.
    LeftToRight,
    /// Right to left.
    RightToLeft,
    /// No strong character says.
    Neutral,
}

/// The direction of the first strong character outside isolates (UAX 9, rules P2 and P3).
///
/// Letters are taken for strong by their script, so no table of bidi classes is carried.
///
/// ```
/// use tadqiq::text::character::{base_direction, Direction};
/// assert_eq!(base_direction("20 يونيو"), Direction::RightToLeft);
/// assert_eq!(base_direction("2022-06-13"), Direction::Neutral);
/// ```
#[must_use]
pub fn base_direction(text: &str) -> Direction {
    let mut isolates = 0_usize;
    for character in text.chars() {
        match character {
            '\u{2066}'..='\u{2068}' => isolates += 1,
            '\u{2069}' => isolates = isolates.saturating_sub(1),
            _ if isolates > 0 => {}
            _ => match strong_direction(character) {
                Direction::Neutral => {}
                direction => return direction,
            },
        }
    }
    Direction::Neutral
}

fn strong_direction(character: char) -> Direction {
    match character {
        '\u{200E}' => return Direction::LeftToRight,
        '\u{200F}' | '\u{61C}' | TATWEEL => return Direction::RightToLeft,
        _ if !character.is_alphabetic() => return Direction::Neutral,
        _ => {}
    }
    match character.script() {
        Script::Inherited => Direction::Neutral,
        Script::Arabic
        | Script::Hebrew
        | Script::Syriac
        | Script::Thaana
        | Script::Nko
        | Script::Samaritan
        | Script::Mandaic
        | Script::Adlam
        | Script::Hanifi_Rohingya
        | Script::Mende_Kikakui
        | Script::Yezidi
        | Script::Phoenician
        | Script::Imperial_Aramaic
        | Script::Old_South_Arabian
        | Script::Nabataean
        | Script::Palmyrene => Direction::RightToLeft,
        _ => Direction::LeftToRight,
    }
}

fn is_shared(script: Script) -> bool {
    matches!(script, Script::Common | Script::Inherited | Script::Unknown)
}

fn is_arabic_mark(character: char) -> bool {
    matches!(
        character,
        '\u{610}'..='\u{61A}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{6D6}'..='\u{6DC}'
            | '\u{6DF}'..='\u{6E4}'
            | '\u{6E7}'..='\u{6E8}'
            | '\u{6EA}'..='\u{6ED}'
            | '\u{897}'..='\u{89F}'
            | '\u{8CA}'..='\u{8E1}'
            | '\u{8E3}'..='\u{8FF}'
    )
}

fn control_name(character: char) -> Option<&'static str> {
    static NAMES: LazyLock<Vec<(u32, &'static str)>> = LazyLock::new(|| {
        include_str!("tables/control_names.tsv")
            .lines()
            .filter_map(|line| line.split_once('\t'))
            .filter_map(|(value, name)| Some((u32::from_str_radix(value, 16).ok()?, name)))
            .collect()
    });
    let value = u32::from(character);
    let index = NAMES.binary_search_by_key(&value, |&(known, _)| known).ok()?;
    NAMES.get(index).map(|&(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_shown_without_danger() {
        let all: Vec<char> = ('\0'..=char::MAX).collect();
        for some in all.chunks(1000) {
            let text: String = some.iter().collect();
            let shown = show(&text);
            let dangerous = |shown: char| {
                shown.is_control() || is_bidi_control(shown) || matches!(shown, '\u{2028}' | '\u{2029}')
            };
            assert_eq!(shown.chars().find(|&shown| dangerous(shown)).map(code_point), None);
            let one_by_one = some.iter().map(|&character| match needs_showing(character) {
                true => format!("⟨{}⟩", code_point(character)),
                false => character.to_string(),
            });
            assert_eq!(shown, one_by_one.collect::<String>());
            assert_eq!(show(&shown), shown);
            let harmless: String = some.iter().filter(|&&character| !needs_showing(character)).collect();
            assert!(matches!(show(&harmless), Cow::Borrowed(_)), "{harmless}");
        }
    }

    #[test]
    fn every_control_character_has_a_name() {
        for character in ('\0'..='\u{1F}').chain('\u{7F}'..='\u{9F}') {
            assert!(control_name(character).is_some(), "{}", code_point(character));
        }
    }

    #[test]
    fn characters_are_described() {
        for (character, description) in [
            ('\0', "U+0000 NULL"),
            ('\u{7}', "U+0007 ALERT"),
            ('\u{7F}', "U+007F DELETE"),
            ('\u{9B}', "U+009B CONTROL SEQUENCE INTRODUCER"),
            ('\u{651}', "U+0651 ARABIC SHADDA"),
            ('\u{202E}', "U+202E RIGHT-TO-LEFT OVERRIDE"),
            ('\u{FEFF}', "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
            ('\u{4E2D}', "U+4E2D CJK UNIFIED IDEOGRAPH-4E2D"),
            ('\u{1F600}', "U+1F600 GRINNING FACE"),
            ('\u{378}', "U+0378"),
            ('\u{FFFE}', "U+FFFE"),
        ] {
            assert_eq!(describe(character), description);
        }
    }

    #[test]
    fn what_belongs_to_the_language_is_printed() {
        for text in ["می\u{200C}خواهم", "👩\u{200D}🚀", "❤\u{FE0F}", "مُحَمَّد", "ڤيتامين", "a\u{A0}b", "כן", "ﷺ"]
        {
            assert_eq!(show(text), text);
        }
    }

    #[test]
    fn what_nobody_sees_is_shown() {
        for (text, shown) in [
            ("a\tb\n", "a⟨U+0009⟩b⟨U+000A⟩"),
            ("\u{1B}[31m", "⟨U+001B⟩[31m"),
            ("soft\u{AD}hyphen", "soft⟨U+00AD⟩hyphen"),
            ("\u{FEFF}a", "⟨U+FEFF⟩a"),
            ("a\u{E0041}", "a⟨U+E0041⟩"),
            ("\u{E000}", "⟨U+E000⟩"),
            ("\u{10FFFF}", "⟨U+10FFFF⟩"),
            ("\u{2028}", "⟨U+2028⟩"),
            ("\u{3164}", "⟨U+3164⟩"),
        ] {
            assert_eq!(show(text), shown);
        }
    }

    #[test]
    fn letters_and_marks() {
        for letter in "اأإآبةىيهءئؤپچڤگﻻ".chars() {
            assert!(is_arabic_letter(letter), "{letter}");
        }
        for other in ['ـ', '\u{651}', '\u{670}', '٣', '۳', '،', 'a', '\u{654}'] {
            assert!(!is_arabic_letter(other), "{}", describe(other));
        }
        for mark in '\u{64B}'..='\u{652}' {
            assert!(is_harakat(mark));
        }
        for other in ['\u{653}', '\u{654}', '\u{655}', 'ـ', 'ا', '\u{301}'] {
            assert!(!is_harakat(other), "{}", describe(other));
        }
    }

    #[test]
    fn words_have_scripts() {
        assert_eq!(scripts("Наmmouchi"), [Script::Cyrillic, Script::Latin]);
        assert_eq!(scripts("كوفيد-19"), [Script::Arabic]);
        assert_eq!(scripts("2022"), []);
        assert_eq!(main_script("محمد VI"), Some(Script::Arabic));
        assert_eq!(main_script("12"), None);
    }

    #[test]
    fn directions() {
        for (text, direction) in [
            ("", Direction::Neutral),
            ("12/3", Direction::Neutral),
            ("(a) عبد", Direction::LeftToRight),
            ("«عبد» a", Direction::RightToLeft),
            ("\u{2067}عبد\u{2069} a", Direction::LeftToRight),
            ("\u{200F}a", Direction::RightToLeft),
            ("٣ a", Direction::LeftToRight),
            ("שלום", Direction::RightToLeft),
        ] {
            assert_eq!(base_direction(text), direction, "{text}");
        }
    }

    #[test]
    fn widths() {
        for (text, width) in
            [("", 0), ("abc", 3), ("محمد", 4), ("مُحَمَّد", 4), ("لا", 2), ("中", 2), ("👩\u{200D}🚀", 2)]
        {
            assert_eq!(display_width(text), width, "{text}");
        }
    }
}
