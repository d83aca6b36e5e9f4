//! Folding: what two copies of one text may differ in.

use unicode_normalization::char::decompose_canonical;
use unicode_normalization::char::is_combining_mark;

use crate::text::arabic::fold_letter;
use crate::text::character::{is_harakat, is_invisible};

/// A text without what print and typing leave open: harakat, hamza seats, final forms, tatweel, spaces,
/// kinds of quotation marks and dashes, kinds of digits, case and accents.
pub fn fold(text: &str) -> String {
    let mut folded = String::new();
    fold_onto(&mut folded, text);
    folded
}

/// The same, behind what is folded already.
pub fn fold_onto(folded: &mut String, text: &str) {
    folded.extend(text.chars().filter_map(fold_character));
}

/// A character folded; none for one that folding leaves out. It does not depend on its neighbours: so a
/// folded text can be followed beside its original from any character on.
pub fn fold_character(character: char) -> Option<char> {
    match character {
        'a'..='z' | '0'..='9' => return Some(character),
        'A'..='Z' => return Some(character.to_ascii_lowercase()),
        ' ' | '\n' => return None,
        // All letters of Arabic but for tatweel, which stands in their midst.
        'ء'..='غ' | 'ف'..='ي' | 'ٱ' => return fold_letter(character),
        _ => {}
    }
    if character.is_whitespace() || is_harakat(character) || is_invisible(character) || character == '\u{640}'
    {
        return None;
    }
    match character {
        '\u{63b}'..='\u{63f}' => fold_letter(character),
        '٠'..='٩' => digit(character, '٠'),
        '۰'..='۹' => digit(character, '۰'),
        '«' | '»' | '“' | '”' | '„' | '‟' | '″' => Some('"'),
        '‘' | '’' | '‚' | '‛' | '′' | 'ʼ' | '`' => Some('\''),
        '–' | '—' | '‐' | '‑' | '−' => Some('-'),
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

/// Where two texts that are one after folding differ, in their order. Where a file breaks its lines is no
/// word of the source: a line break and a space are one.
pub fn alterations(quoted: &str, said: &str) -> Vec<Alteration> {
    let mut found = Vec::new();
    let mut quoted = quoted.chars().peekable();
    let mut said = said.chars().peekable();
    let mut character = 1;
    loop {
        let (own, own_letter) = to_next_letter(&mut quoted);
        let (theirs, their_letter) = to_next_letter(&mut said);
        let own_length = own.chars().count();
        if own != theirs && !are_a_line_break(&own, &theirs) {
            found.push(Alteration { character, quoted: own, said: theirs });
        }
        character += own_length;
        let (Some(own), Some(theirs)) = (own_letter, their_letter) else { return found };
        if own != theirs {
            found.push(Alteration { character, quoted: own.to_string(), said: theirs.to_string() });
        }
        character += 1;
    }
}

/// Whether one of two stretches breaks the line where the other has white space, or breaks it otherwise.
fn are_a_line_break(quoted: &str, said: &str) -> bool {
    let is_space = |text: &str| !text.is_empty() && text.chars().all(char::is_whitespace);
    is_space(quoted) && is_space(said) && (quoted.contains(['\n', '\r']) || said.contains(['\n', '\r']))
}

/// The characters that folding leaves out, up to the next that it keeps, and that one.
fn to_next_letter(text: &mut std::iter::Peekable<std::str::Chars<'_>>) -> (String, Option<char>) {
    let mut left_out = String::new();
    while let Some(character) = text.next_if(|character| fold_character(*character).is_none()) {
        left_out.push(character);
    }
    (left_out, text.next())
}
