//! What the parser sees of the tokens, and what it notes of them.

use super::super::reading::{Calendar, Part, PartKind, Wording};
use super::super::token::{FOLLOWS_A_DATE, Token, TokenKind};
use super::super::vocabulary::{WordEntry, role};
use super::{Checkpoint, Parser};

impl<'a> Parser<'a> {
    pub(super) fn checkpoint(&self) -> Checkpoint {
        Checkpoint { at: self.at, parts: self.parts.len() }
    }

    pub(super) fn checkpoint_value(&self) -> (usize, usize) {
        (self.at, self.parts.len())
    }

    pub(super) fn rewind(&mut self, to: &Checkpoint) {
        self.at = to.at;
        self.parts.truncate(to.parts);
    }

    pub(super) fn token(&self, ahead: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + ahead)
    }

    pub(super) fn entry(&self, ahead: usize) -> Option<&'static WordEntry> {
        let token = self.token(ahead)?;
        (token.entry != 0).then(|| self.vocabulary.entry(token.entry))
    }

    pub(super) fn has(&self, ahead: usize, roles: u64) -> bool {
        self.entry(ahead).is_some_and(|entry| entry.has(roles))
    }

    pub(super) fn number(&self, ahead: usize) -> Option<(u32, u8)> {
        let token = self.token(ahead)?;
        (token.kind == TokenKind::Number).then_some((token.value, token.digits))
    }

    pub(super) fn mark(&self, ahead: usize) -> Option<char> {
        match self.token(ahead)?.kind {
            TokenKind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// The apostrophe of `l'été`, `d'octobre`.
    pub(super) fn is_elision(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let is_after_letter =
            before.is_some_and(|token| token.kind == TokenKind::Word && token.end - token.start <= 4);
        self.mark(0) == Some('\'') && self.is_glued(0) && is_after_letter
    }

    pub(super) fn end_before(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |token| token.end)
    }

    /// Notes the token at hand as a part, and goes on.
    pub(super) fn push_part(&mut self, kind: PartKind, value: i32) {
        self.push(kind, value, Calendar::Gregorian, Wording::Plain, None);
    }

    pub(super) fn push(
        &mut self,
        kind: PartKind,
        value: i32,
        calendar: Calendar,
        wording: Wording,
        right_form: Option<&'static str>,
    ) {
        if let Some(token) = self.token(0) {
            self.parts.push(Part {
                kind,
                range: token.start..token.end,
                value,
                calendar,
                wording,
                right_form,
            });
            self.at += 1;
        }
    }

    /// Notes several tokens as one part, and goes on after them.
    pub(super) fn push_over(&mut self, kind: PartKind, value: i32, count: usize) {
        let Some(start) = self.token(0).map(|token| token.start) else {
            return;
        };
        self.at += count;
        let range = start..self.end_before(self.at);
        let (calendar, wording) = (Calendar::Gregorian, Wording::Plain);
        self.parts.push(Part { kind, range, value, calendar, wording, right_form: None });
    }

    /// The number just read counts what follows it: `أكتوبر 3 لقاءات`.
    pub(super) fn is_counted_thing(&self) -> bool {
        let Some(next) = self.token(0) else {
            return false;
        };
        match next.kind {
            TokenKind::Word => {
                !self.has(0, FOLLOWS_A_DATE | role::UNTIL | role::EQUALS | role::YEAR_WORD)
                    && !next.conjunction
            }
            TokenKind::Number => !matches!(self.number(0), Some((1000..=3999, 4))),
            TokenKind::Mark(mark) => matches!(mark, '%' | '€' | '$' | '£'),
        }
    }

    pub(super) fn is_glued(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|token| !token.spaced)
    }
}
