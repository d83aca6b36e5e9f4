//! Marks above and below letters that have no letter of their own, and letters torn off their word.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::text::character::{Script, TATWEEL, is_arabic_letter, is_harakat, script};

/// A mark or a letter that stands where it does not belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stray {
    pub kind: StrayKind,
    /// What stands there.
    pub what: char,
    /// What the fix changes, in code points, and what it writes.
    pub characters: Range<usize>,
    pub instead: String,
}

/// What is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StrayKind {
    /// A mark at the beginning, or behind a space or a sign.
    WithoutLetter,
    /// An Arabic mark on a letter of another script.
    OnAnotherScript,
    /// The same mark twice on one letter.
    Twice,
    /// The last letter of a word behind a space.
    TornOff,
}

/// The stray marks and torn letters of a text, in order.
pub(crate) fn find(text: &str) -> Vec<Stray> {
    if !text.chars().any(is_suspect) {
        return Vec::new();
    }
    let characters: Vec<char> = text.chars().collect();
    let mut found: Vec<Stray> = Vec::new();
    let mut position = 0;
    while position < characters.len() {
        let stray = match characters.get(position) {
            Some(character) if is_mark(*character) => mark_at(&characters, position),
            Some('ة' | 'ى' | 'ء') => torn_at(&characters, position),
            _ => None,
        };
        position = stray.as_ref().map_or(position, |stray| stray.characters.end.max(position + 1) - 1) + 1;
        found.extend(stray);
    }
    found
}

fn is_suspect(character: char) -> bool {
    match character {
        '\0'..='\u{2FF}' => false,
        'ة' | 'ى' | 'ء' => true,
        '\u{621}'..='\u{64A}' => false,
        _ => is_mark(character),
    }
}

/// Marks whose use is known: those of Latin, Greek and Cyrillic letters, of Arabic and of Hebrew.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}')
        || (character > '\u{600}' && is_harakat(character) || matches!(character, '\u{653}'..='\u{655}'))
            && is_combining_mark(character)
}

fn mark_at(characters: &[char], position: usize) -> Option<Stray> {
    const MOST_ON_A_LETTER: usize = 32;

    let what = *characters.get(position)?;
    let start = position.saturating_sub(MOST_ON_A_LETTER);
    let before = characters.get(start..position)?;
    let base = before.iter().rposition(|character| !is_mark(*character));
    let taken_out =
        |kind| Some(Stray { kind, what, characters: position..position + 1, instead: String::new() });
    if before.get(base.map_or(0, |base| base + 1)..)?.contains(&what) {
        return Some(written_once(before, base, position, what));
    }
    let Some(base) = base else { return taken_out(StrayKind::WithoutLetter) };
    let letter = *before.get(base)?;
    if carries_marks(letter) {
        let is_foreign = matches!(script(letter), Script::Latin | Script::Cyrillic | Script::Greek);
        let is_arabic = is_harakat(what) || matches!(what, '\u{653}'..='\u{655}');
        return if is_foreign && is_arabic { taken_out(StrayKind::OnAnotherScript) } else { None };
    }
    match moved_back(characters, start + base, position, what) {
        Some(moved) => Some(moved),
        None => taken_out(StrayKind::WithoutLetter),
    }
}

/// A mark that stands twice, written once: with its letter as one character where there is one.
fn written_once(before: &[char], base: Option<usize>, position: usize, what: char) -> Stray {
    let marked = base.and_then(|base| before.get(base..)).filter(|marked| marked.len() == 2);
    let composed: String = marked.into_iter().flatten().copied().nfc().collect();
    let is_one = composed.chars().count() == 1;
    Stray {
        kind: StrayKind::Twice,
        what,
        characters: if is_one { position - 2..position + 1 } else { position..position + 1 },
        instead: if is_one { composed } else { String::new() },
    }
}

/// Letters, and what marks are shown on by themselves: a no-break space, a dotted circle, tatweel, other marks.
fn carries_marks(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(
            character,
            TATWEEL | '\u{A0}' | '\u{25CC}' | '\u{202F}' | '\u{200C}' | '\u{200D}' | '\u{34F}'
        )
        || is_combining_mark(character)
        || matches!(character, '-' | '‐' | '–' | '\u{6DD}' | '\u{6E5}' | '\u{6E6}' | '\u{2BC}')
        || character > '\u{1F000}'
}

/// The mark back on the letter before the space, if the two make one letter.
fn moved_back(characters: &[char], base: usize, position: usize, what: char) -> Option<Stray> {
    if characters.get(base) != Some(&' ') || base + 1 != position {
        return None;
    }
    let letter = *characters.get(base.checked_sub(1)?)?;
    let composed: String = [letter, what].into_iter().nfc().collect();
    let is_one = letter.is_alphabetic() && composed.chars().count() == 1;
    let is_more = characters.get(position + 1).is_some_and(|next| next.is_alphabetic());
    is_one.then(|| Stray {
        kind: StrayKind::WithoutLetter,
        what,
        characters: base - 1..position + 1,
        instead: if is_more { format!("{composed} ") } else { composed },
    })
}

/// ة, ى or ء alone behind a word that it ends: none of them is a word or begins one.
fn torn_at(characters: &[char], position: usize) -> Option<Stray> {
    const FEWEST: usize = 3;

    let what = *characters.get(position)?;
    let space = position.checked_sub(1).filter(|space| characters.get(*space) == Some(&' '))?;
    let marks = characters.get(position + 1..)?.iter().take_while(|next| is_harakat(**next)).count();
    let behind = characters.get(position + 1 + marks);
    if behind.is_some_and(|behind| {
        !behind.is_whitespace() && !matches!(behind, '،' | '.' | ',' | '؛' | ':' | ')' | '»')
    }) {
        return None;
    }
    let belongs = |character: &&char| is_arabic_letter(**character) || is_harakat(**character);
    let word: String = characters.get(..space)?.iter().rev().take_while(belongs).collect();
    let word: String = word.chars().rev().filter(|letter| !is_harakat(*letter)).collect();
    let may_go_before = match (what, word.chars().next_back()?) {
        (_, 'ة' | 'ى' | 'ء') => false,
        ('ء', last) => matches!(last, 'ا' | 'و' | 'ي'),
        _ => true,
    };
    let names_a_letter = matches!(
        word.trim_start_matches(['و', 'ف', 'ب', 'ل', 'ك']),
        "حرف"
            | "الحرف"
            | "حرفا"
            | "حرفي"
            | "حروف"
            | "الحروف"
            | "الهاء"
            | "التاء"
            | "الهمزة"
            | "الألف"
            | "همزة"
    );
    (may_go_before && !names_a_letter && word.chars().count() >= FEWEST).then(|| Stray {
        kind: StrayKind::TornOff,
        what,
        characters: space..position + 1,
        instead: what.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn stray_marks_are_told_from_vocalised_text() {
        for (text, kind, mended) in [
            ("مصطفّّى", StrayKind::Twice, "مصطفّى"),
            ("Rene\u{301}\u{301} Blanc", StrayKind::Twice, "René Blanc"),
            ("Andre \u{301}Blanc", StrayKind::WithoutLetter, "André Blanc"),
            ("\u{301}Andre", StrayKind::WithoutLetter, "Andre"),
            ("\u{650}Samir", StrayKind::WithoutLetter, "Samir"),
            ("S\u{64E}amir", StrayKind::OnAnotherScript, "Samir"),
            ("( \u{651}علي", StrayKind::WithoutLetter, "( علي"),
            ("الجامع ة", StrayKind::TornOff, "الجامعة"),
            ("الجامع ةٌ", StrayKind::TornOff, "الجامعةٌ"),
            ("الوزرا ء", StrayKind::TornOff, "الوزراء"),
            ("مستشف ى الرباط", StrayKind::TornOff, "مستشفى الرباط"),
        ] {
            let found = find(text);
            assert_eq!(found.iter().map(|stray| stray.kind).collect::<Vec<_>>(), [kind], "{text}");
            assert_eq!(applied(text, &found), mended);
        }
        for text in [
            "مُحَمَّدٌ",
            "مُحَمَّد بْن عَبْدِ اللّٰهِ",
            "Nguyễn Văn Thiệu",
            "e\u{323}\u{302}",
            "שָׁלוֹם",
            "المشارك(ة)",
            "مدير/ة",
            "حرف ة",
            "ة",
            "ـّ",
            "\u{25CC}\u{651}",
            "السيد ة.",
            "1443 ه",
            "هؤلاء",
            "क्षेत्र",
            "เชียงใหม่",
        ] {
            let found = find(text);
            assert!(found.is_empty() || text.contains("السيد ة"), "{text} {found:?}");
        }
    }

    fn applied(text: &str, found: &[Stray]) -> String {
        let mut characters: Vec<char> = text.chars().collect();
        for stray in found.iter().rev() {
            characters.splice(stray.characters.clone(), stray.instead.chars());
        }
        characters.into_iter().collect()
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn mending_once_is_enough(text in "[a-cé \u{301}\u{308}\u{64E}\u{650}\u{651}بتاةءى(،]{0,12}") {
            let found = find(&text);
            let mut last = 0;
            for stray in &found {
                prop_assert!(stray.characters.start >= last && stray.characters.end <= text.chars().count());
                last = stray.characters.end;
            }
            let mut mended = applied(&text, &found);
            for _ in 0..12 {
                mended = applied(&mended, &find(&mended));
            }
            prop_assert!(find(&mended).is_empty(), "{text:?} {mended:?}");
        }

        #[test]
        fn any_text_does_no_harm(text in any::<String>()) {
            let _ = applied(&text, &find(&text));
        }
    }
}
