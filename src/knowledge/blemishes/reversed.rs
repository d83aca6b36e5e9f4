//! Arabic in the order it is drawn in: from the last letter to the first.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use crate::text::arabic::compound_head;
use crate::text::character::{is_arabic_letter, is_harakat};
use crate::text::key::loose_words;
use crate::text::known::KnownNames;
use crate::text::stretch::{Stretch, stretches};

/// A text that is written from its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reversed {
    /// The word that shows it, as it is written.
    pub word: String,
    /// What is turned, in code points, and what it says, the likeliest first.
    pub readings: Vec<Vec<(Range<usize>, String)>>,
}

/// Whether the Arabic of a text is written from its end, and what it says.
///
/// No word begins with ة, or ends with إ, and none is يف. One that begins with ى or ends with لا, the article turned round, says so as
/// well, but not by itself.
pub(crate) fn find(text: &str) -> Option<Reversed> {
    const MOST_WORDS: usize = 64;

    let has_a_particle = has_a_turned_particle(text);
    if !may_be(text) && !has_a_particle {
        return name_from_its_end(text);
    }
    let words: Vec<Word<'_>> = stretches(text, belongs).map(Word::of).collect();
    // «طابرلا يف»: with a particle that is no word, an article at the end of another one is enough.
    let is_shown = |word: &Word<'_>| {
        word.lean == Lean::Proven
            || has_a_particle && word.lean == Lean::Turned && !is_turned_particle(&word.letters)
    };
    let proven = words.iter().position(is_shown)?;
    let (turned, right) = (
        words.iter().filter(|word| matches!(word.lean, Lean::Proven | Lean::Turned)).count(),
        words.iter().filter(|word| word.lean == Lean::Right).count(),
    );
    // One such word among others is a slip of another kind: a letter torn off, and put to the next word.
    let stuck = words
        .get(proven)
        .is_some_and(|word| word.letters.starts_with("ةال") || word.letters.starts_with("ةو"));
    if turned <= right || (stuck && turned < 2) {
        return None;
    }
    let word = words.get(proven)?.stretch.text.chars().take(40).collect();
    let each = |words: &mut dyn Iterator<Item = &Word<'_>>| -> Vec<(Range<usize>, String)> {
        words.map(|word| (word.stretch.characters.clone(), turned_round(word.stretch.text))).collect()
    };
    let mut readings = Vec::new();
    if words.len() > MOST_WORDS {
        // Which of a page's words are turned is for a reader.
    } else if right > 0 {
        readings
            .push(each(&mut words.iter().filter(|word| matches!(word.lean, Lean::Proven | Lean::Turned))));
    } else {
        let whole = turned_line(text);
        readings.push(vec![(0..text.chars().count(), whole)]);
        if words.len() > 1 {
            readings.push(each(&mut words.iter()));
        }
    }
    Some(Reversed { word, readings })
}

/// A name whose words are known names once they are turned round, and not as they stand.
fn name_from_its_end(text: &str) -> Option<Reversed> {
    const FEWEST: usize = 2;
    const MOST: usize = 5;

    let is_name = |word: &str| {
        let names = KnownNames::bundled();
        loose_words(word).iter().any(|word| names.contains(word))
    };
    let count = text.split(' ').take(MOST + 1).count();
    if !(FEWEST..=MOST).contains(&count) {
        return None;
    }
    let mut known = 0;
    for word in text.split(' ') {
        let turned = turned_round(word);
        // عبد and بن are no names by themselves.
        if compound_head(&turned).is_some() {
            known += 1;
            continue;
        }
        let is_whole =
            word.chars().count() > FEWEST && word.chars().all(|it| matches!(it, '\u{621}'..='\u{64A}'));
        if !is_whole || word.starts_with("ال") || is_name(word) {
            return None;
        }
        match is_name(&turned) {
            true => known += 1,
            false if turned.starts_with("ال") && turned.chars().count() > 4 => {}
            false => return None,
        }
    }
    (known > 0).then(|| Reversed {
        word: text.split(' ').next().unwrap_or_default().chars().take(40).collect(),
        readings: vec![vec![(0..text.chars().count(), turned_line(text))]],
    })
}

/// في، إلى، على and بين from their last letter to their first: none of these is a word.
const TURNED_PARTICLES: [&str; 4] = ["يف", "ىلإ", "ىلع", "نيب"];

fn is_turned_particle(word: &str) -> bool {
    TURNED_PARTICLES.contains(&word)
}

fn has_a_turned_particle(text: &str) -> bool {
    TURNED_PARTICLES.iter().any(|particle| text.contains(particle)) && text.split(' ').any(is_turned_particle)
}

/// A quick look: a letter that ends words at the beginning of one, or one that begins them at the end of one.
fn may_be(text: &str) -> bool {
    let mut previous = ' ';
    for character in text.chars() {
        if matches!(character, 'ة' | '\u{FE93}' | '\u{FE94}') && !belongs(previous) {
            return true;
        }
        if matches!(previous, 'إ' | '\u{FE87}' | '\u{FE88}') && !belongs(character) {
            return true;
        }
        if is_shape(character) && !belongs(previous) && position(character) == Some(Position::Final) {
            return true;
        }
        previous = character;
    }
    matches!(previous, 'إ' | '\u{FE87}' | '\u{FE88}')
}

fn belongs(character: char) -> bool {
    is_arabic_letter(character) || is_harakat(character) || is_shape(character)
}

fn is_shape(character: char) -> bool {
    matches!(character, '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FBFF}' | '\u{FE80}'..='\u{FEFC}')
}

struct Word<'t> {
    stretch: Stretch<'t>,
    /// Its letters without marks, those of shapes in their place.
    letters: String,
    lean: Lean,
}

/// Which way a word seems to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lean {
    Proven,
    Turned,
    Right,
    Neither,
}

impl<'t> Word<'t> {
    fn of(stretch: Stretch<'t>) -> Self {
        let letters: String = stretch.text.chars().filter(|it| !is_harakat(*it)).nfkc().collect();
        let lean = lean(&stretch, &letters);
        Self { stretch, letters, lean }
    }
}

fn lean(stretch: &Stretch<'_>, letters: &str) -> Lean {
    const FEWEST: usize = 3;

    if is_turned_particle(letters) {
        return Lean::Turned;
    }
    let count = letters.chars().count();
    // مدير/ة and مدير(ة)ات: an ending that is set off.
    let is_an_ending = stretch
        .previous()
        .is_some_and(|previous| matches!(previous, '/' | '(' | ')' | '-' | '\\' | 'ـ' | '[' | '|'));
    if count < FEWEST || is_an_ending {
        return Lean::Neither;
    }
    let (first, last) = (stretch.text.chars().next(), stretch.text.chars().next_back());
    if is_shape(first.unwrap_or(' ')) && is_shape(last.unwrap_or(' ')) {
        return match (first.and_then(position), last.and_then(position)) {
            (Some(Position::Final), _) | (_, Some(Position::Initial)) => Lean::Proven,
            (Some(Position::Initial), _) | (_, Some(Position::Final)) => Lean::Right,
            _ => Lean::Neither,
        };
    }
    if letters.starts_with('ة') || letters.ends_with('إ') {
        return Lean::Proven;
    }
    if letters.starts_with("ال")
        || letters.starts_with("لل")
        || letters.ends_with(['ة', 'ى'])
        || letters.starts_with('إ')
    {
        return Lean::Right;
    }
    if letters.starts_with('ى') || (letters.ends_with("لا") && count > FEWEST) {
        return Lean::Turned;
    }
    Lean::Neither
}

/// Where in a word a shape stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Position {
    Initial,
    Final,
    Other,
}

fn position(shape: char) -> Option<Position> {
    let name = unicode_names2::name(shape)?.to_string();
    Some(match () {
        () if name.ends_with("INITIAL FORM") => Position::Initial,
        () if name.ends_with("FINAL FORM") => Position::Final,
        () => Position::Other,
    })
}

/// A whole line, its words in the other order too; figures and words of other scripts keep theirs.
fn turned_line(text: &str) -> String {
    let characters: Vec<char> = text.chars().rev().collect();
    let mut line = String::with_capacity(text.len());
    let mut rest = characters.as_slice();
    while let Some(first) = rest.first() {
        let kept = rest.iter().take_while(|character| keeps_its_order(**character)).count();
        let turned = rest.iter().take_while(|character| !keeps_its_order(**character)).count();
        let (part, behind) = rest.split_at(kept.max(turned).max(1));
        if keeps_its_order(*first) {
            line.extend(part.iter().rev());
        } else {
            let mirrored: String = part.iter().map(|character| mirror(*character)).collect();
            line.push_str(&letters_of(&mirrored));
        }
        rest = behind;
    }
    line
}

fn turned_round(word: &str) -> String {
    letters_of(&word.chars().rev().collect::<String>())
}

/// Shapes as letters, marks behind the letter they stood before.
fn letters_of(turned: &str) -> String {
    let mut letters = String::with_capacity(turned.len());
    let mut marks = String::new();
    for character in turned.chars() {
        if is_harakat(character) {
            marks.push(character);
            continue;
        }
        match is_shape(character) {
            true => letters.extend(std::iter::once(character).nfkc()),
            false => letters.push(character),
        }
        letters.extend(marks.drain(..));
    }
    letters.push_str(&marks);
    letters.nfc().collect()
}

fn keeps_its_order(character: char) -> bool {
    character.is_numeric()
        || (character.is_alphabetic() && !is_arabic_letter(character) && !is_shape(character))
}

fn mirror(character: char) -> char {
    match character {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn turned(text: &str) -> Option<String> {
        let found = find(text)?;
        let mut characters: Vec<char> = text.chars().collect();
        for (range, said) in found.readings.first()?.iter().rev() {
            characters.splice(range.clone(), said.chars());
        }
        Some(characters.into_iter().collect())
    }

    #[test]
    fn arabic_from_its_end_is_turned_round() {
        for (text, said) in [
            ("ةيموكحلا ةعماجلا", "الجامعة الحكومية"),
            ("ةعماج", "جامعة"),
            ("يناتكلا ديعس", "سعيد الكتاني"),
            ("دمحم ريمس", "سمير محمد"),
            ("يناتكلا ديمحلا دبع", "عبد الحميد الكتاني"),
            ("2022 ماع ةرايز", "زيارة عام 2022"),
            ("ةسيئر (ةبئان)", "(نائبة) رئيسة"),
            ("\u{FE94}\u{FECC}\u{FEE3}\u{FE8E}\u{FE9F}", "جامعة"),
            ("زيارة ةيموكحلا ةعماجلا", "زيارة الحكومية الجامعة"),
        ] {
            assert_eq!(turned(text).as_deref(), Some(said), "{text}");
        }
        for text in [
            "الجامعة الحكومية",
            "المشارك(ة)",
            "مدير/ة",
            "مدير/ةعام",
            "ة",
            "حرف ة",
            "التال ةٌ",
            "أصلا وفعلا",
            "المدرس ةالابتدائية",
            "ى ئ",
            "نائب(ة)رئيس",
            "سمير محمد",
            "سعيد الكتاني",
            "ميلود رشيد",
            "أصلا وفصلا",
            "\u{FE9F}\u{FE8E}\u{FEE3}\u{FECC}\u{FE94}",
        ] {
            assert_eq!(turned(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn right_text_turned_round_is_found_and_comes_back(text in "[بتسع]{2,4}ة( ال[بتسع]{2,4}ة){0,2}") {
            prop_assert_eq!(turned(&text), None);
            let visual: String = text.chars().rev().collect();
            let back = turned(&visual);
            prop_assert_eq!(back.as_deref(), Some(text.as_str()));
        }

        #[test]
        fn any_text_does_no_harm(text in any::<String>(), arabic in "[ةإىابلت /(a2\u{FE94}\u{FE9F}ّ]{0,16}") {
            let _ = (turned(&text), turned(&arabic));
        }
    }
}
