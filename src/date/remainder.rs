//! What a reading leaves over: the words around an expression that were not used, and that are not harmless there.

use std::ops::Range;

use super::reading::{Reading, Shape, StatedDate};
use super::token::{Token, TokenKind};
use super::vocabulary::{Vocabulary, WordEntry, role};

/// The bytes of each word, number or mark outside of an expression that may change what it says.
pub(super) fn left_over(
    text: &str,
    tokens: &[Token],
    vocabulary: &Vocabulary,
    reading: &Reading,
) -> Vec<Range<usize>> {
    let before = tokens.partition_point(|token| token.start < reading.extent.start);
    let behind = tokens.partition_point(|token| token.start < reading.extent.end);
    let [before, behind] = [tokens.get(..before), tokens.get(behind..)].map(|tokens| Around {
        text,
        tokens: tokens.unwrap_or_default(),
        vocabulary,
    });
    let mut found = Vec::new();
    before.leave_over(&mut found, |_| None);
    if is_of_days(reading) {
        behind.leave_over(&mut found, |at| behind.place(at));
    } else {
        behind.leave_over(&mut found, |_| None);
    }
    found
}

/// Days of a month, and nothing around them that changes them (`قبل 5 مايو بقليل`): where it was is no part of when.
fn is_of_days(reading: &Reading) -> bool {
    let is_day = |said: &StatedDate| {
        said.beside == 0 && (said.day.is_some() && said.month.is_some() || said.numeric.is_some())
    };
    matches!(reading.shape, Shape::SingleDay | Shape::Days | Shape::Range) && reading.dates.iter().all(is_day)
}

/// What may stand in a name of a place, or lead to it: `en la Casa Rosada`, `au Palais des Nations`.
const SMALL: u64 = role::PLACE | role::SKIP | role::OF | role::DAY_WORD | role::HARMLESS;

/// `in New York City`, `au Palais des Nations`: more is no name, but a sentence.
const MOST_WORDS_OF_A_PLACE: usize = 5;

/// What stands on one side of an expression.
struct Around<'a> {
    text: &'a str,
    tokens: &'a [Token],
    vocabulary: &'a Vocabulary,
}

impl Around<'_> {
    /// Adds what may change the expression; `place` tells how many tokens from one on say where it was.
    fn leave_over(&self, found: &mut Vec<Range<usize>>, place: impl Fn(usize) -> Option<usize>) {
        let mut at = 0;
        while let Some(token) = self.tokens.get(at) {
            if let Some(length) = self.time_of_day(at).or_else(|| place(at)) {
                at += length;
                continue;
            }
            if !self.is_harmless(token) {
                found.push(token.start..token.end);
            }
            at += 1;
        }
    }

    /// How many tokens from here say a place: a preposition and names (`in New York`, `à Paris`), and in Arabic a
    /// preposition and one word (`بالرباط`, `في المغرب`), with a definite one behind it (`بالدار البيضاء`).
    fn place(&self, at: usize) -> Option<usize> {
        let first = if self.is_arabic_place(at) { at } else { self.behind_preposition(at)? };
        if !self.is_place_name(first) {
            return None;
        }
        let further = (first + 1..first + MOST_WORDS_OF_A_PLACE).take_while(|next| {
            let is_link = self.has(*next, SMALL);
            let is_dash = self
                .tokens
                .get(*next)
                .is_some_and(|token| matches!(token.kind, TokenKind::Mark('-' | '\'')) && !token.spaced);
            self.is_further_name(*next) || (is_link || is_dash) && self.is_further_name(next + 1)
        });
        Some(first + 1 + further.count() - at)
    }

    /// Where a name may begin behind `in`, `en la`, `à l'`.
    fn behind_preposition(&self, at: usize) -> Option<usize> {
        if !self.has(at, role::PLACE) {
            return None;
        }
        let is_small = |ahead: &usize| self.has(*ahead, SMALL) || self.is_mark(*ahead, '\'');
        Some(at + 1 + (at + 1..at + 4).take_while(is_small).count())
    }

    /// A word that is not in the tables, behind ب: `بالرباط`, `بتونس`.
    fn is_arabic_place(&self, at: usize) -> bool {
        let word = self.tokens.get(at).and_then(|token| self.text.get(token.start..token.end));
        let name = word.and_then(|word| word.strip_prefix('ب'));
        name.is_some_and(|name| name.chars().nth(2).is_some()) && self.is_place_name(at)
    }

    /// In Latin letters a name has a capital, and not only capitals; in Arabic any word may be one.
    fn is_place_name(&self, at: usize) -> bool {
        let word = self.unknown_word(at);
        let mut letters = word.chars();
        letters.next().is_some_and(|first| {
            matches!(first, 'ء'..='ي') || first.is_uppercase() && letters.any(char::is_lowercase)
        })
    }

    /// A word more of a name; in Arabic a definite one.
    fn is_further_name(&self, at: usize) -> bool {
        let word = self.unknown_word(at);
        let is_arabic = word.starts_with(|first| matches!(first, 'ء'..='ي'));
        self.is_place_name(at) && (!is_arabic || word.starts_with("ال"))
    }

    /// A word that is not in the tables; empty for any other token.
    fn unknown_word(&self, at: usize) -> &str {
        let unknown = self.tokens.get(at).filter(|token| token.kind == TokenKind::Word && token.entry == 0);
        unknown.and_then(|token| self.text.get(token.start..token.end)).unwrap_or_default()
    }

    fn is_harmless(&self, token: &Token) -> bool {
        const HARMLESS: u64 = role::HARMLESS | role::AT | role::DAY_WORD | role::SKIP | role::PERIOD;
        match token.kind {
            TokenKind::Word => self.vocabulary.entry(token.entry).has(HARMLESS) && !token.conjunction,
            TokenKind::Number => false,
            TokenKind::Mark(mark) => matches!(
                mark,
                '.' | ','
                    | ';'
                    | ':'
                    | '؛'
                    | '!'
                    | '¿'
                    | '¡'
                    | '('
                    | ')'
                    | '['
                    | ']'
                    | '"'
                    | '\''
                    | '«'
                    | '»'
                    | '“'
                    | '”'
                    | '„'
                    | '-'
                    | '|'
                    | '•'
                    | '*'
                    | '·'
                    | '…'
                    | '。'
            ),
        }
    }

    /// How many tokens from here say the time of day: `at 10:30 am`, `à 10 h 30`, `الساعة 10`, `T10:00:00Z`.
    fn time_of_day(&self, at: usize) -> Option<usize> {
        let is_announced = self.has(at, role::HOUR | role::ISO_TIME);
        let mut next = at + usize::from(is_announced);
        if is_announced && self.entry(next).is_some_and(|entry| (1..=12).contains(&entry.ordinal)) {
            next += 1;
            next += usize::from(self.has(next, role::PART_OF_YEAR | role::TIME));
            next += self.times(next);
            return Some(next - at);
        }
        self.number(next).filter(|hour| *hour <= 24)?;
        next += 1;
        let mut is_told = is_announced;
        for _ in 0..3 {
            let is_joined = self.is_mark(next, ':') || self.has(next, role::TIME) || self.is_mark(next, '.');
            let is_part =
                is_joined && self.number(next + 1).is_some_and(|part| part < 60 || self.is_mark(next, '.'));
            // `10.30`: what no month has is minutes.
            let is_minutes =
                next == at + 1 && self.number(next + 1).is_some_and(|part| (13..60).contains(&part));
            if !is_part || self.is_mark(next, '.') && !is_told && !is_minutes {
                break;
            }
            is_told = true;
            next += 2;
        }
        let times = self.times(next);
        is_told |= times > 0;
        next += times;
        is_told.then(|| next + self.offset(next) - at)
    }

    /// How many words from here tell what a number before them is: `pm`, `GMT`.
    fn times(&self, at: usize) -> usize {
        (at..).take_while(|ahead| self.has(*ahead, role::TIME)).count()
    }

    /// `+01:00` behind a time.
    fn offset(&self, at: usize) -> usize {
        let is_offset = (self.is_mark(at, '+') || self.is_mark(at, '-')) && self.number(at + 1).is_some();
        let has_minutes = self.is_mark(at + 2, ':') && self.number(at + 3).is_some();
        match (is_offset, has_minutes) {
            (true, true) => 4,
            _ => 0,
        }
    }

    fn entry(&self, at: usize) -> Option<&WordEntry> {
        self.tokens.get(at).map(|token| self.vocabulary.entry(token.entry))
    }

    fn has(&self, at: usize, roles: u64) -> bool {
        self.entry(at).is_some_and(|entry| entry.has(roles))
    }

    fn number(&self, at: usize) -> Option<u32> {
        self.tokens.get(at).filter(|token| token.kind == TokenKind::Number).map(|token| token.value)
    }

    fn is_mark(&self, at: usize, wanted: char) -> bool {
        self.tokens.get(at).is_some_and(|token| token.kind == TokenKind::Mark(wanted))
    }
}
