//! Text → tokens: numbers, words with their vocabulary entry, marks. One pass, linear in the text.

use super::fold::{fold, is_ignorable};
use super::slip::slip;
use super::vocabulary::{PhrasePiece, Vocabulary, role};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A run of digits; `value` saturates at `u32::MAX`.
    Number,
    /// A run of letters, a phrase of the vocabulary, or figures with a letter among them (`3O`).
    Word,
    /// Any other character; dashes, commas and quotes are made one of a kind.
    Mark(char),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Of a word: its index in the vocabulary, 0 when unknown.
    pub(crate) entry: u16,
    /// Of a number.
    pub(crate) value: u32,
    /// Of a number: how many digits it is written with.
    pub(crate) digits: u8,
    pub(crate) spaced: bool,
    /// The word is written with the conjunction و or ف before it.
    pub(crate) conjunction: bool,
    pub(crate) capital: bool,
}

/// Splits a text into tokens and joins the phrases of the vocabulary into one token each.
pub(crate) fn tokens(text: &str, vocabulary: &Vocabulary) -> Vec<Token> {
    let mut found = Vec::with_capacity((text.len() / 4).clamp(4, 4096));
    let mut at = 0;
    let mut spaced = true;
    let mut starts_phrase = false;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let start = at;
        at += character.len_utf8();
        if character.is_whitespace() {
            spaced = true;
            continue;
        }
        if is_ignorable(character) && !is_tatweel(character) {
            continue;
        }
        let mut token = Token {
            kind: TokenKind::Mark(plain_mark(character)),
            start,
            end: at,
            entry: 0,
            value: 0,
            digits: 0,
            spaced: std::mem::replace(&mut spaced, false),
            conjunction: false,
            capital: character.is_uppercase(),
        };
        if let Some(length) = slip(text.get(start..).unwrap_or_default()) {
            token.kind = TokenKind::Word;
            token.end = start + length;
        } else if digit(character).is_some() {
            read_number(text, &mut token);
        } else if is_letter(character) && !is_tatweel(character) {
            read_word(text, &mut token, vocabulary);
            starts_phrase |= vocabulary.starts_phrases(token.entry);
        }
        at = token.end;
        found.push(token);
    }
    if starts_phrase {
        join_phrases(&mut found, vocabulary);
    }
    found
}

/// A letter; those of Arabic and of English are told without a look into the Unicode tables.
fn is_letter(character: char) -> bool {
    match character {
        'a'..='z' | 'A'..='Z' | 'ء'..='غ' | 'ف'..='ي' => true,
        '\0'..='\u{7f}' => false,
        _ => character.is_alphabetic(),
    }
}

/// The value of a digit: ASCII, Arabic-Indic or Extended Arabic-Indic.
pub(crate) fn digit(character: char) -> Option<u32> {
    match character {
        '0'..='9' => Some(character as u32 - '0' as u32),
        '٠'..='٩' => Some(character as u32 - '٠' as u32),
        '۰'..='۹' => Some(character as u32 - '۰' as u32),
        _ => None,
    }
}

fn plain_mark(character: char) -> char {
    match character {
        // A tatweel that joins no letter is a dash of the Arabic keyboard.
        '\u{640}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
        '،' | '٬' | '\u{ff0c}' => ',',
        '\u{2018}' | '\u{2019}' | '\u{2b9}' | '\u{60}' => '\'',
        '\u{2044}' | '\u{2215}' | '\u{ff0f}' => '/',
        _ => character,
    }
}

fn read_number(text: &str, token: &mut Token) {
    token.kind = TokenKind::Number;
    token.end = token.start;
    for character in text.get(token.start..).unwrap_or_default().chars() {
        if let Some(value) = digit(character) {
            token.value = token.value.saturating_mul(10).saturating_add(value);
            token.digits = token.digits.saturating_add(1);
        } else if !is_ignorable(character) || is_tatweel(character) {
            break;
        }
        token.end += character.len_utf8();
    }
}

fn is_tatweel(character: char) -> bool {
    character == '\u{640}'
}

fn read_word(text: &str, token: &mut Token, vocabulary: &Vocabulary) {
    token.kind = TokenKind::Word;
    let rest = text.get(token.start..).unwrap_or_default();
    let length = rest
        .char_indices()
        .find(|(_, character)| !is_letter(*character) && !is_ignorable(*character))
        .map_or(rest.len(), |(at, _)| at);
    let word = rest.get(..length).unwrap_or_default();
    token.end = token.start + length;
    look_up(word, token, vocabulary);
    if token.entry == 0
        && let Some((entry, length)) = month_glued_to_adjective(word, vocabulary)
    {
        token.entry = entry;
        token.end = token.start + length;
    }
}

/// `أكتوبرالحالي`: a month and the adjective after it without their space.
fn month_glued_to_adjective(word: &str, vocabulary: &Vocabulary) -> Option<(u16, usize)> {
    /// Bytes that no month and adjective are longer than; at each place of a word both halves are looked up.
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    word.match_indices("ال").skip_while(|(at, _)| *at == 0).find_map(|(at, _)| {
        let (month, adjective) = word.split_at_checked(at)?;
        let month = vocabulary.find(fold(month).bytes()?);
        let adjective = vocabulary.find(fold(adjective).bytes()?);
        let is_both =
            vocabulary.entry(month).has(role::MONTH) && vocabulary.entry(adjective).has(role::RELATIVE);
        is_both.then_some((month, at))
    })
}

/// Finds a word as it stands, else without its proclitics و ف and ب ل ك (للـ is ل + ال).
fn look_up(word: &str, token: &mut Token, vocabulary: &Vocabulary) {
    let folded = fold(word);
    let Some(mut bytes) = folded.bytes() else {
        return;
    };
    token.entry = vocabulary.find(bytes);
    if token.entry != 0 || bytes.first().is_none_or(|first| !(0xd8..=0xdb).contains(first)) {
        return;
    }
    for conjunction in ["و", "ف"] {
        if let Some(rest) = bytes.strip_prefix(conjunction.as_bytes()) {
            let entry = find_after_proclitic(rest, vocabulary);
            (token.entry, token.conjunction) = (entry, entry != 0);
            bytes = rest;
            break;
        }
    }
    if token.entry != 0 {
        return;
    }
    for preposition in ["ب", "ل", "ك"] {
        if let Some(rest) = bytes.strip_prefix(preposition.as_bytes()) {
            token.entry = find_after_proclitic(rest, vocabulary);
            if token.entry == 0 && rest.starts_with("ل".as_bytes()) {
                token.entry = find_with_article(rest, vocabulary);
            }
            break;
        }
    }
    token.conjunction = token.entry != 0 && bytes.len() < folded.bytes().map_or(0, <[u8]>::len);
}

/// What stands after a proclitic, three letters or more: باب is a door, not "in August".
fn find_after_proclitic(rest: &[u8], vocabulary: &Vocabulary) -> u16 {
    const THREE_LETTERS: usize = 6;
    if rest.len() < THREE_LETTERS { 0 } else { vocabulary.find(rest) }
}

/// A word after ل that lost the alef of its article: `للأربعاء` is `ل` + `الأربعاء`.
fn find_with_article(rest: &[u8], vocabulary: &Vocabulary) -> u16 {
    let mut whole = [0; 50];
    let alef = "ا".as_bytes();
    let length = alef.len() + rest.len();
    let Some(slots) = whole.get_mut(..length) else {
        return 0;
    };
    let (first, second) = slots.split_at_mut(alef.len());
    first.copy_from_slice(alef);
    second.copy_from_slice(rest);
    vocabulary.find(slots)
}

/// Replaces the tokens of each phrase by one token; hyphens, apostrophes, slashes (`w/c`) and the dots of initials
/// inside do not count.
fn join_phrases(tokens: &mut Vec<Token>, vocabulary: &Vocabulary) {
    let mut kept = 0;
    let mut at = 0;
    while let Some(&first) = tokens.get(at) {
        let mut token = first;
        let mut next = at + 1;
        if first.kind == TokenKind::Word
            && vocabulary.starts_phrases(first.entry)
            && let Some((entry, last)) = longest_phrase(tokens, at, vocabulary)
        {
            token.entry = entry;
            token.end = tokens.get(last).map_or(token.end, |last| last.end);
            next = last + 1;
        }
        if let Some(slot) = tokens.get_mut(kept) {
            *slot = token;
        }
        kept += 1;
        at = next;
    }
    tokens.truncate(kept);
}

fn longest_phrase(tokens: &[Token], first: usize, vocabulary: &Vocabulary) -> Option<(u16, usize)> {
    /// No phrase of the tables has more pieces after its first word.
    const LONGEST: usize = 6;
    let mut pieces = [(PhrasePiece::Number(u32::MAX), 0); LONGEST];
    let mut count = 0;
    for (at, token) in tokens.iter().enumerate().skip(first + 1).take(2 * LONGEST) {
        let piece = match token.kind {
            TokenKind::Word if !token.conjunction => PhrasePiece::Word(token.entry),
            TokenKind::Number => PhrasePiece::Number(token.value),
            TokenKind::Mark('-' | '\'' | '/') if !token.spaced => continue,
            TokenKind::Mark('.') if !token.spaced && is_abbreviation(tokens.get(at - 1)) => continue,
            _ => break,
        };
        let Some(slot) = pieces.get_mut(count) else {
            break;
        };
        *slot = (piece, at);
        count += 1;
    }
    let (entry, length) = vocabulary.phrase(tokens.get(first)?.entry, |at| {
        pieces.get(..count).and_then(|known| known.get(at)).map(|(piece, _)| *piece)
    })?;
    Some((entry, pieces.get(length.checked_sub(1)?)?.1))
}

/// `A.H.`, `av. J.-C.`: a dot after so few letters ends no sentence.
fn is_abbreviation(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.kind == TokenKind::Word && token.end - token.start <= 2)
}

/// Words that end a number's claim to be followed by what it counts.
pub(crate) const FOLLOWS_A_DATE: u64 =
    role::AFTER_NUMBER | role::AND | role::OR | role::AT | role::OF | role::FROM | role::TO;
