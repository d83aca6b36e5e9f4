//! The weekday beside a date.

use super::super::reading::{PartKind, Relation, StatedDate};
use super::super::vocabulary::{mark, role};
use super::Parser;

impl Parser<'_> {
    /// `يوم الخميس`, `أمس الخميس`, `الأحد الموافق`, `lundi,`.
    pub(super) fn weekday(&mut self, said: &mut StatedDate) -> bool {
        let start = self.checkpoint();
        if self.has(0, role::OFFSET) && (self.has(1, role::WEEKDAY) || self.has(2, role::WEEKDAY)) {
            let offset = self.entry(0).map_or(0, |entry| entry.offset);
            self.push_part(PartKind::Relative, offset.into());
            said.relation = Some(Relation::Days(offset));
            if self.has(0, role::DAY_WORD) {
                self.at += 1;
            }
        }
        if self.has(0, role::RELATIVE_BEFORE) && self.has(1, role::WEEKDAY) && self.is_said_of_one() {
            self.weekday_relation(said);
        }
        let Some(entry) = self.entry(0).filter(|entry| entry.has(role::WEEKDAY)) else {
            (said.relation, said.follows) = (None, false);
            self.rewind(&start);
            return false;
        };
        if !self.weekday_is_meant(entry.has(role::MONTH), entry.weekday_marks) {
            (said.relation, said.follows) = (None, false);
            self.rewind(&start);
            return false;
        }
        said.weekday = Some(entry.weekday);
        self.push_part(PartKind::Weekday, entry.weekday.into());
        if self.has(0, role::RELATIVE) && !self.has(0, role::MONTH) {
            self.weekday_relation(said);
        }
        self.after_weekday();
        true
    }

    fn weekday_relation(&mut self, said: &mut StatedDate) {
        let relative = self.entry(0).map_or(0, |entry| entry.relative);
        said.follows = self.has(0, role::FOLLOWING);
        self.push_part(PartKind::Relative, relative.into());
        said.relation = Some(Relation::Nearest(relative));
    }

    /// `the following Saturday`; without its article, `following Saturday's talks` is "after" them.
    fn is_said_of_one(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let has_article = before.is_some_and(|token| {
            self.vocabulary.entry(token.entry).has(role::SKIP | role::DAY_WORD | role::TO)
        });
        !self.has(0, role::FOLLOWING) || has_article
    }

    /// A weekday's form that is also a month's (`mar`) or a common word (`أحد`, `Sat`) needs its date beside it.
    fn weekday_is_meant(&self, is_month_too: bool, marks: u8) -> bool {
        if marks & mark::CAPITAL != 0 && !self.token(0).is_some_and(|token| token.capital) {
            return false;
        }
        if marks & mark::WEAK == 0 && !is_month_too {
            return true;
        }
        let dot = usize::from(self.mark(1) == Some('.'));
        let is_number = self.number(1 + dot).is_some() || self.has(1 + dot, role::ORDINAL);
        let month = 2 + dot + usize::from(self.has(2 + dot, role::OF));
        is_number && self.has(month, role::MONTH | role::HIJRI)
    }

    /// Skips what may stand between a weekday and its date, when a date follows.
    fn after_weekday(&mut self) {
        let start = self.checkpoint();
        if matches!(self.mark(0), Some(',' | '.' | ':' | '(')) {
            self.at += 1;
        }
        if self.has(0, role::EQUALS) {
            self.push_part(PartKind::Equals, 0);
            if self.has(0, role::OF) {
                self.at += 1;
            }
        }
        if self.has(0, role::DAY_WORD | role::SKIP | role::AT) && !self.has(0, role::MONTH) {
            self.at += 1;
        }
        let is_date = self.number(0).is_some() || self.has(0, role::ORDINAL | role::MONTH | role::HIJRI);
        if !is_date {
            self.rewind(&start);
        }
    }

    /// `2 August 2022 (Tuesday)`.
    pub(super) fn weekday_after(&mut self, said: &mut StatedDate) {
        let is_bracketed = self.mark(0) == Some('(') && self.mark(2) == Some(')');
        let Some(entry) = self.entry(1).filter(|entry| is_bracketed && entry.has(role::WEEKDAY)) else {
            return;
        };
        self.at += 1;
        said.weekday = Some(entry.weekday);
        self.push_part(PartKind::Weekday, entry.weekday.into());
        self.at += 1;
    }
}
