//! What a reading leaves over: the words around an expression that were not used, and that are not harmless there.

use std::ops::Range;

use super::token::{Token, TokenKind};
use super::vocabulary::{Vocabulary, WordEntry, role};

/// The bytes of each word, number or mark outside of an expression that may change what it says.
pub(super) fn left_over(
    tokens: &[Token],
    vocabulary: &Vocabulary,
    expression: &Range<usize>,
) -> Vec<Range<usize>> {
    let before = tokens.partition_point(|token| token.start < expression.start);
    let behind = tokens.partition_point(|token| token.start < expression.end);
    let mut found = Vec::new();
    for around in [tokens.get(..before), tokens.get(behind..)].into_iter().flatten() {
        let around = Around { tokens: around, vocabulary };
        let mut at = 0;
        while let Some(token) = around.tokens.get(at) {
            if let Some(length) = around.time_of_day(at) {
                at += length;
                continue;
            }
            if !around.is_harmless(token) {
                found.push(token.start..token.end);
            }
            at += 1;
        }
    }
    found
}

/// What stands on one side of an expression.
struct Around<'a> {
    tokens: &'a [Token],
    vocabulary: &'a Vocabulary,
}

impl Around<'_> {
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
        self.number(next).filter(|hour| *hour <= 24)?;
        next += 1;
        let mut is_told = is_announced;
        for _ in 0..3 {
            let is_joined = self.is_mark(next, ':') || self.has(next, role::TIME) || self.is_mark(next, '.');
            let is_part =
                is_joined && self.number(next + 1).is_some_and(|part| part < 60 || self.is_mark(next, '.'));
            if !is_part || self.is_mark(next, '.') && !is_told {
                break;
            }
            is_told = true;
            next += 2;
        }
        while self.has(next, role::TIME) {
            is_told = true;
            next += 1;
        }
        is_told.then(|| next + self.offset(next) - at)
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
