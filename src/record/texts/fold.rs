//! Folding: what two copies of one text may differ in.

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::char::{decompose_canonical, decompose_compatible};

use crate::text::arabic::fold_letter;
use crate::text::character::{is_bidi_control, is_harakat, is_invisible};

/// A text without what print and typing leave open: harakat, hamza seats, final forms, tatweel, spaces, marks of
/// direction, kinds of quotation marks, commas and dashes, kinds of digits, ligatures, case and accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    fold_onto(&mut folded, text);
    folded
}

/// The same, behind what is folded already.
pub fn fold_onto(folded: &mut String, text: &str) {
    text.chars().for_each(|character| folded.extend(fold_character(character)));
}

/// What a character is folded to: nothing, a letter, or the few that a ligature is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FoldedCharacter {
    letters: [Option<char>; 3],
    next: usize,
}

impl FoldedCharacter {
    /// Whether folding leaves it out.
    pub fn is_nothing(&self) -> bool {
        self.letters[0].is_none()
    }

    /// Its bytes.
    pub fn len_utf8(self) -> usize {
        self.map(char::len_utf8).sum()
    }
}

impl From<Option<char>> for FoldedCharacter {
    fn from(letter: Option<char>) -> Self {
        Self { letters: [letter, None, None], next: 0 }
    }
}

impl Iterator for FoldedCharacter {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let letter = self.letters.get(self.next).copied().flatten();
        self.next += 1;
        letter
    }
}

/// A character folded. It does not depend on its neighbours: so a folded text can be followed beside its original
/// from any character on.
pub fn fold_character(character: char) -> FoldedCharacter {
    match character {
        'œ' | 'Œ' => letters("oe"),
        'æ' | 'Æ' => letters("ae"),
        'ß' => letters("ss"),
        '\u{fb00}'..='\u{fb06}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => {
            presentation_form(character)
        }
        _ => fold_letter_of_one(character).into(),
    }
}

fn letters(of: &str) -> FoldedCharacter {
    let mut folded = FoldedCharacter::default();
    folded.letters.iter_mut().zip(of.chars()).for_each(|(slot, letter)| *slot = Some(letter));
    folded
}

/// The letters that a ligature or a shape of a letter stands for; one of many words (ﷺ) stays what it is.
fn presentation_form(character: char) -> FoldedCharacter {
    let mut letters = Vec::new();
    decompose_compatible(character, |letter| letters.push(letter));
    if letters == [character] {
        return Some(character).into();
    }
    let kept: Vec<char> = letters.into_iter().filter_map(fold_letter_of_one).collect();
    let mut folded = FoldedCharacter::default();
    if kept.len() > folded.letters.len() {
        return Some(character).into();
    }
    folded.letters.iter_mut().zip(kept).for_each(|(slot, letter)| *slot = Some(letter));
    folded
}

fn fold_letter_of_one(character: char) -> Option<char> {
    match character {
        'a'..='z' | '0'..='9' => return Some(character),
        'A'..='Z' => return Some(character.to_ascii_lowercase()),
        ' ' | '\n' => return None,
        // All letters of Arabic but for tatweel, which stands in their midst.
        'ء'..='غ' | 'ف'..='ي' | 'ٱ' => return fold_letter(character),
        _ => {}
    }
    let is_left_out = character.is_whitespace()
        || is_harakat(character)
        || is_invisible(character)
        || is_bidi_control(character)
        || character == '\u{640}';
    if is_left_out {
        return None;
    }
    match character {
        '\u{63b}'..='\u{63f}' => fold_letter(character),
        'ی' | 'ې' => Some('ي'),
        'ک' => Some('ك'),
        'ہ' | 'ە' | 'ۀ' => Some('ه'),
        '٠'..='٩' => digit(character, '٠'),
        '۰'..='۹' => digit(character, '۰'),
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => Some('"'),
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '`' => Some('\''),
        '–' | '—' | '‐' | '‑' | '−' => Some('-'),
        '،' => Some(','),
        '؛' => Some(';'),
        '؟' => Some('?'),
        _ if character.is_ascii() => Some(character),
        _ if is_combining_mark(character) => None,
        _ => {
            let mut base = character;
            let mut is_first = true;
            decompose_canonical(character, |part| {
                if std::mem::take(&mut is_first) {
                    base = part;
                }
            });
            base.to_lowercase().next()
        }
    }
}

fn digit(character: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(character) - u32::from(zero), 10)
}

/// A place where a quotation is not letter by letter what its source says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alteration {
    /// The character of the quotation that differs, counted from 1.
    pub character: usize,
    /// What stands there; empty where the quotation leaves something out.
    pub quoted: String,
    /// What the source has; empty where the quotation adds something.
    pub said: String,
}

/// Where two texts that are one after folding differ, in their order. Which white space stands between two words,
/// and the marks of direction among them, are no words of the source.
pub fn alterations(quoted: &str, said: &str) -> Vec<Alteration> {
    let mut found = Vec::new();
    let mut quoted = quoted.chars().peekable();
    let mut said = said.chars().peekable();
    let mut character = 1;
    loop {
        let (own, own_letter) = to_next_letter(&mut quoted);
        let (theirs, their_letter) = to_next_letter(&mut said);
        let own_length = own.chars().count();
        if !are_one_gap(&own, &theirs) {
            found.push(Alteration { character, quoted: own, said: theirs });
        }
        character += own_length;
        let (Some(own), Some(theirs)) = (own_letter, their_letter) else { return found };
        let (own, theirs) = (with_rest(own, theirs, &mut quoted), with_rest(theirs, own, &mut said));
        let length = own.chars().count();
        if own != theirs {
            found.push(Alteration { character, quoted: own, said: theirs });
        }
        character += length;
    }
}

/// A letter, and of the next ones as many as the ligature on the other side stands for.
fn with_rest(own: char, other: char, rest: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut written = String::from(own);
    let missing = fold_character(other).count().saturating_sub(fold_character(own).count());
    for _ in 0..missing {
        written.extend(rest.next());
    }
    written
}

/// Whether what stands between two letters is the same for whoever reads it: the same characters, or a space of some
/// kind and marks that are not seen.
fn are_one_gap(quoted: &str, said: &str) -> bool {
    let seen =
        |text: &str| -> String { text.chars().filter(|character| !is_bidi_control(*character)).collect() };
    let (quoted, said) = (seen(quoted), seen(said));
    let is_space = |text: &str| !text.is_empty() && text.chars().all(char::is_whitespace);
    let is_one = |text: &str| text.chars().count() == 1;
    quoted == said
        || is_space(&quoted)
            && is_space(&said)
            && (is_one(&quoted) && is_one(&said)
                || quoted.contains(['\n', '\r'])
                || said.contains(['\n', '\r']))
}

/// The characters that folding leaves out, up to the next that it keeps, and that one.
fn to_next_letter(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> (String, Option<char>) {
    let mut left_out = String::new();
    while let Some(character) = text.next_if(|character| fold_character(*character).is_nothing()) {
        left_out.push(character);
    }
    (left_out, text.next())
}
