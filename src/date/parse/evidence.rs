//! Whether what looks like a date is one: the context that prose must give.

use super::super::reading::{Calendar, Grouping, Join, Relation, StatedDate};
use super::super::token::TokenKind;
use super::super::vocabulary::role;
use super::sharing::{is_bare_day, is_weekday_alone};
use super::{Frame, Manner, Parser};

impl Parser<'_> {
    /// Judges the dates of an expression that starts at the token `first` and ends before `self.at`.
    pub(super) fn has_evidence(&self, first: usize, frame: Frame, dates: &[StatedDate]) -> bool {
        let is_dual = self.tokens.get(first).is_some_and(|token| {
            let entry = self.vocabulary.entry(token.entry);
            let is_dual = entry.count == 2 && entry.has(role::DAYS_WORD | role::YEAR_WORD | role::MONTH_WORD);
            // `أيام 22 و23 2021`: where a word for days announces them, and their year is said.
            let is_announced = entry.count == 1 && entry.has(role::DAYS_WORD) && dates.len() > 1;
            is_dual || is_announced && dates.iter().all(|date| date.year.is_some())
        });
        let lead = self.lead(first) | self.inner_lead;
        if self.manner == Manner::Whole {
            let is_led = lead != 0 || is_dual || self.is_figure_led(first);
            return dates.iter().all(|date| self.is_date_text(date, dates.len(), is_led));
        }
        if self.is_inside_number(first) || self.is_hour(first) || !self.bounds_a_date(frame, dates) {
            return false;
        }
        let has_list_word = dates.iter().any(|date| matches!(date.join, Join::And | Join::Or))
            || self
                .tokens
                .get(first)
                .is_some_and(|token| self.vocabulary.entry(token.entry).has(role::DAYS_WORD));
        if !has_list_word && dates.iter().any(|date| date.join == Join::Comma) {
            return false;
        }
        let is_framed = !matches!(frame, Frame::List | Frame::OneOf);
        dates.iter().all(|date| self.is_grounded(date, lead, is_dual, is_framed, first))
    }

    /// In a date text a month or year alone will do; a number alone is still anything.
    fn is_date_text(&self, date: &StatedDate, count: usize, is_led: bool) -> bool {
        if date.stretch.is_some() {
            return is_dated_stretch(date);
        }
        if is_weekday_alone(date) {
            return count <= 2;
        }
        if !is_bare_day(date) || date.weekday.is_some() || date.is_last_day {
            return true;
        }
        // `13 2022`, `second 2022`: one number before a year is no day; several are a list of days.
        is_led || date.year.is_some() && count > 1
    }

    /// `the 13th 2022`, `le 13 2022`: a small word leads to a day in figures.
    fn is_figure_led(&self, first: usize) -> bool {
        let is_number = self.tokens.get(first).is_some_and(|token| token.kind == TokenKind::Number);
        let before = first.checked_sub(1).and_then(|at| self.tokens.get(at));
        is_number
            && before.is_some_and(|token| self.vocabulary.entry(token.entry).has(role::DAY_WORD | role::SKIP))
    }

    fn is_grounded(
        &self,
        date: &StatedDate,
        lead: u64,
        is_dual: bool,
        is_framed: bool,
        first: usize,
    ) -> bool {
        if date.stretch.is_some() {
            return is_dated_stretch(date) && self.stretch_is_meant(date, lead, first);
        }
        if let Some(numeric) = date.numeric {
            return numeric.digits[2] != 0;
        }
        if date.relation.is_some() {
            return self.relation_is_meant(date);
        }
        let has_day = date.day.is_some() || date.is_last_day;
        match (has_day, date.month.is_some(), date.year.is_some()) {
            (true, true, has_year) => {
                self.month_is_meant(date, has_year, first)
                    && (has_year || is_framed || lead != 0 || is_ours_or_plain(date))
            }
            (false, true, true) => !self.is_name(first),
            (false, true, false) => {
                date.has_month_word
                    || date.has_portion
                    || is_framed && !date.month_is_weak
                    || lead & role::AT != 0 && !self.is_name(first)
            }
            (true, false, true) => is_dual || date.weekday.is_some() || lead & role::DAY_WORD != 0,
            (true, false, false) => {
                let is_led = is_dual || lead & role::DAY_WORD != 0;
                is_led && !self.is_counted_thing() && (is_dual || is_at_boundary(self))
            }
            (false, false, true) => self.year_is_meant(date, lead, is_framed, first),
            (false, false, false) => false,
        }
    }

    /// `a été 2022 fois`, `ربيع 2022`: where the season is another word too, something must lead to it.
    fn stretch_is_meant(&self, date: &StatedDate, lead: u64, first: usize) -> bool {
        let is_ours = date.year.is_none_or(|year| (1800..=2199).contains(&year));
        let before = first.checked_sub(1).and_then(|at| self.tokens.get(at));
        let is_led = lead != 0
            || date.has_portion
            || date.has_year_word
            || before.is_some_and(|token| {
                token.kind == TokenKind::Mark('\'') || self.vocabulary.entry(token.entry).has(role::SKIP)
            });
        is_ours && (is_led || !date.month_is_weak)
    }

    /// A month or year behind "before" or "after" that counts nothing: `after 2000 people`, `before May resigned`.
    fn bounds_a_date(&self, frame: Frame, dates: &[StatedDate]) -> bool {
        let is_bound = matches!(frame, Frame::Before | Frame::After | Frame::NotAfter | Frame::NotBefore);
        let is_whole = |date: &StatedDate| {
            date.numeric.is_some()
                || date.month.is_some() && (date.day.is_some() || date.year.is_some())
                || date.relation.is_some()
                || date.has_year_word
        };
        if !is_bound || dates.iter().all(is_whole) {
            return true;
        }
        // "up by 2000", "a speech by May".
        frame != Frame::NotAfter && !self.is_counted_thing()
    }

    /// A year by its word (`سنة`), its era, a preposition or a range; never a quantity (`1500 م`, `up to 2000 people`).
    fn year_is_meant(&self, date: &StatedDate, lead: u64, is_framed: bool, first: usize) -> bool {
        let is_ours = date.year.is_some_and(|year| (1900..=2099).contains(&year));
        let is_open =
            self.tokens.get(first).is_some_and(|token| self.vocabulary.entry(token.entry).has(role::UNTIL));
        if date.era.is_some() {
            return date.calendar == Calendar::Hijri || is_ours || date.has_year_word;
        }
        if date.has_year_word {
            return date.year_digits == 4 || !self.is_counted_thing();
        }
        date.has_portion
            || is_ours && (lead & role::AT != 0 || is_framed && !(is_open && self.is_counted_thing()))
    }

    /// `3 may` in lower case, `شباط 5`: the month is an ordinary word or a name unless more speaks for it.
    fn month_is_meant(&self, date: &StatedDate, has_year: bool, first: usize) -> bool {
        if date.month_is_first && date.month_is_weak && !has_year && date.weekday.is_none() {
            return false;
        }
        let is_lower_latin = date.month_is_weak
            && self.tokens.get(first).is_some_and(|token| token.kind == TokenKind::Number)
            && date.calendar == Calendar::Gregorian
            && self.has_latin_month(first)
            && !has_year;
        !(is_lower_latin || date.month_is_first && self.is_name(first))
    }

    fn has_latin_month(&self, first: usize) -> bool {
        self.tokens.get(first..self.at).unwrap_or_default().iter().any(|token| {
            let entry = self.vocabulary.entry(token.entry);
            entry.has(role::MONTH) && entry.form.is_ascii()
        })
    }

    /// A relation in prose: beside a weekday, a unit or a day; of the day words only those that are no other word.
    fn relation_is_meant(&self, date: &StatedDate) -> bool {
        match date.relation {
            Some(Relation::Days(offset)) => offset != 0 || date.weekday.is_some(),
            Some(Relation::Nearest(_) | Relation::Unit(..) | Relation::Anaphor) => true,
            None => false,
        }
    }

    /// What leads to the expression, by the word before it.
    fn lead(&self, first: usize) -> u64 {
        let Some(token) = first.checked_sub(1).and_then(|at| self.tokens.get(at)) else {
            return 0;
        };
        let entry = self.vocabulary.entry(token.entry);
        let mut lead = entry.roles & role::AT;
        if entry.has(role::DAY_WORD) && entry.count > 0 {
            lead |= role::DAY_WORD;
        }
        lead
    }

    /// A name before the month, or after it, makes it a name: `تيريزا ماي`, `رجب طيب`.
    fn is_name(&self, first: usize) -> bool {
        let before = first.checked_sub(1).and_then(|at| self.tokens.get(at));
        let is_after_name =
            before.is_some_and(|token| self.vocabulary.entry(token.entry).has(role::NAME_START));
        is_after_name || self.has(0, role::NAME_END)
    }

    /// `2,5 مارس`, `1.13`: the number is the tail of another.
    fn is_inside_number(&self, first: usize) -> bool {
        let Some(token) =
            self.tokens.get(first).filter(|token| token.kind == TokenKind::Number && !token.spaced)
        else {
            return false;
        };
        let Some(before) = first.checked_sub(1).and_then(|at| self.tokens.get(at)) else {
            return false;
        };
        let number_before = first
            .checked_sub(2)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|token| token.kind == TokenKind::Number);
        token.start == before.end
            && matches!(before.kind, TokenKind::Mark('.' | ',' | ':' | '/' | '-' | '٫'))
            && number_before
    }

    fn is_hour(&self, first: usize) -> bool {
        first
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|token| self.vocabulary.entry(token.entry).has(role::HOUR))
    }
}

/// A part of a year with its year; a century or decade is its own.
fn is_dated_stretch(date: &StatedDate) -> bool {
    date.year.is_some() || !matches!(date.stretch, Some(Grouping::PartOfYear(_)))
}

/// `2 صفر` is a score as well: a Hijri month that is a common word needs more than a number.
fn is_ours_or_plain(date: &StatedDate) -> bool {
    date.calendar == Calendar::Gregorian
        || !date.month_is_weak
        || date.weekday.is_some()
        || date.has_month_word
}

fn is_at_boundary(parser: &Parser<'_>) -> bool {
    match parser.token(0) {
        None => true,
        Some(token) => {
            matches!(token.kind, TokenKind::Mark('.' | ',' | '!' | '?' | '؟' | ')' | ';' | '؛'))
                || parser.has(0, role::AFTER_NUMBER)
        }
    }
}
