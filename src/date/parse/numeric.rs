//! Dates in numbers alone: `13/06/2022`, `2022-06-13`, `13.6.22`, `06/2022`, `16-18/03/2014`.

use super::super::reading::{Numeric, PartKind, StatedDate};
use super::super::token::TokenKind;
use super::super::vocabulary::{WordEntry, role};
use super::{Manner, Parser};

impl Parser<'_> {
    pub(super) fn numeric(&mut self, said: &mut StatedDate) -> bool {
        if self.number(0).is_none() {
            return false;
        }
        self.three_numbers(said) || self.year_and_month(said) || self.day_and_month(said)
    }

    fn three_numbers(&mut self, said: &mut StatedDate) -> bool {
        let (Some(separator), Some(next)) = (self.loose_separator(1), self.loose_separator(3)) else {
            return false;
        };
        let (Some(first), Some(second), Some(third)) = (self.number(0), self.number(2), self.number(4))
        else {
            return false;
        };
        let is_longer = self.loose_separator(5).is_some_and(|longer| longer == next || separator != next);
        if is_longer || self.has(5, role::MONTH | role::HIJRI) {
            return false;
        }
        let lengths = (first.1, second.1, third.1);
        let is_even = separator == next && self.separator(1).is_some() && self.separator(3).is_some();
        if !is_even && !has_long_year(lengths) {
            return false;
        }
        if self.manner == Manner::Whole && has_no_year(lengths) {
            let number = if lengths.0 > 2 { first.0 } else { third.0 };
            said.no_year = Some(number);
            self.push_numbers(3);
            return true;
        }
        let is_year_first = matches!(lengths, (4, 1..=2, 1..=2));
        let is_year_last = matches!(lengths, (1..=2, 1..=2, 4))
            || matches!(lengths, (1..=2, 1..=2, 2)) && self.may_be_short(separator);
        let year = if is_year_first { first } else { third };
        if !is_year_first && !is_year_last || year.1 == 4 && !(1000..=3999).contains(&year.0) {
            return false;
        }
        let is_after_range = separator != '-' && self.is_after_bare_day();
        if is_after_range && is_year_last && (1..=12).contains(&second.0) {
            self.push_in_order(said);
        } else {
            said.numeric = Some(Numeric {
                numbers: [first.0, second.0, third.0],
                digits: [first.1, second.1, third.1],
                day_first: separator == '.' || next == '.',
            });
            self.push_numbers(3);
        }
        self.era(said);
        true
    }

    /// In prose `3 of 10 of 2015` is a count: a word for the month must stand there, or Spanish `de`.
    fn says_month_in_figures(&self, month_at: usize) -> bool {
        let says = |entry: &WordEntry| entry.has(role::MONTH_WORD) || matches!(entry.form, "de" | "del");
        self.manner == Manner::Whole || (1..month_at).any(|ahead| self.entry(ahead).is_some_and(says))
    }

    /// `9 de 8 de 1971`, `9 شهر 8 سنة 1971`, and in a date text `9 8 1971`.
    pub(super) fn spoken_figures(&mut self, said: &mut StatedDate) -> bool {
        let (Some((day, 1..=2)), true) = (self.number(0), said.day.is_none()) else {
            return false;
        };
        let links = |from: usize| {
            let is_link = |ahead| {
                self.has(ahead, role::OF | role::FROM | role::MONTH_WORD | role::YEAR_WORD)
                    && !self.has(ahead, role::MONTH)
            };
            (from..from + 3).take_while(|ahead| is_link(*ahead)).count()
        };
        let month_at = 1 + links(1);
        let Some((month, 1..=2)) = self.number(month_at) else {
            return false;
        };
        let year_at = month_at + 1 + links(month_at + 1);
        let Some((year @ 1000..=2999, 4)) = self.number(year_at) else {
            return false;
        };
        let is_spoken = month_at > 1 && year_at > month_at + 1 && self.says_month_in_figures(month_at);
        if is_spoken && (1..=31).contains(&day) && (1..=12).contains(&month) {
            let first = self.at;
            for (ahead, kind, value) in
                [(0, PartKind::Day, day), (month_at, PartKind::Month, month), (year_at, PartKind::Year, year)]
            {
                self.at = first + ahead;
                self.push_part(kind, i32::try_from(value).unwrap_or_default());
            }
            said.day = u8::try_from(day).ok();
            said.month = u8::try_from(month).ok();
            (said.year, said.year_digits) = (i32::try_from(year).ok(), 4);
            self.era(said);
            return true;
        }
        let is_listed = self
            .at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .is_some_and(|token| self.vocabulary.entry(token.entry).has(role::DAYS_WORD));
        let is_bare = self.manner == Manner::Whole && year_at == 2 && !is_listed;
        if !is_bare || day == 0 || month == 0 || day.min(month) > 12 || day.max(month) > 31 {
            return false;
        }
        said.numeric = Some(Numeric { numbers: [day, month, year], digits: [2, 2, 4], day_first: false });
        for _ in 0..3 {
            let value = self.number(0).map_or(0, |(value, _)| value);
            self.push_part(PartKind::Number, i32::try_from(value).unwrap_or_default());
        }
        self.era(said);
        true
    }

    /// A day alone and a join stand before: `16-`, `du 13 au`, `13 et`.
    fn is_after_bare_day(&self) -> bool {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.tokens.get(at));
        let is_join = before(1).is_some_and(|token| {
            let joins = self.vocabulary.entry(token.entry).has(role::TO | role::AND);
            token.kind == TokenKind::Mark('-') || joins
        });
        let is_day = before(2).is_some_and(|token| token.kind == TokenKind::Number && token.digits <= 2);
        let is_numeric = before(3).is_some_and(|token| matches!(token.kind, TokenKind::Mark('/' | '.')));
        is_join && is_day && !is_numeric
    }

    /// `16-18/03/2014`: the days before tell that the day comes first.
    fn push_in_order(&mut self, said: &mut StatedDate) {
        for (at, kind) in [PartKind::Day, PartKind::Month, PartKind::Year].into_iter().enumerate() {
            let (value, digits) = self.number(0).unwrap_or_default();
            match kind {
                PartKind::Day => said.day = u8::try_from(value).ok(),
                PartKind::Month => said.month = u8::try_from(value).ok(),
                _ => (said.year, said.year_digits) = (i32::try_from(value).ok(), digits),
            }
            self.push_part(kind, i32::try_from(value).unwrap_or_default());
            self.at += usize::from(at < 2);
        }
    }

    /// Notes numbers whose order is not known yet, with the separators between them.
    fn push_numbers(&mut self, count: usize) {
        for at in 1..=count {
            let value = self.number(0).map_or(0, |(value, _)| value);
            self.push_part(PartKind::Number, i32::try_from(value).unwrap_or_default());
            self.at += usize::from(at < count);
        }
    }

    /// Three numbers with a short year: a version or an article number in prose, when dotted.
    fn may_be_short(&self, separator: char) -> bool {
        self.manner == Manner::Whole || separator == '/'
    }

    /// `2022-06`, `06/2022`.
    fn year_and_month(&mut self, said: &mut StatedDate) -> bool {
        if self.manner == Manner::Prose
            || self.separator(1).is_none()
            || self.separator(3) == self.separator(1)
        {
            return false;
        }
        let (year_at, month_at) = match (self.number(0), self.number(2)) {
            (Some((1000..=3999, 4)), Some((1..=12, 2))) => (0, 2),
            (Some((1..=12, 1..=2)), Some((1000..=3999, 4))) => (2, 0),
            _ => return false,
        };
        let year = self.number(year_at).map_or(0, |(value, _)| value);
        let month = self.number(month_at).map_or(0, |(value, _)| value);
        (said.year, said.year_digits) = (i32::try_from(year).ok(), 4);
        said.month = u8::try_from(month).ok();
        for at in [0, 2] {
            let (kind, value) = if at == year_at { (PartKind::Year, year) } else { (PartKind::Month, month) };
            self.push_part(kind, i32::try_from(value).unwrap_or_default());
            self.at += usize::from(at == 0);
        }
        true
    }

    /// `20/09`: only where the whole text is a date, or as the start of a range that ends in a whole one.
    fn day_and_month(&mut self, said: &mut StatedDate) -> bool {
        let Some(separator) = self.separator(1) else {
            return false;
        };
        let (Some((first, 1..=2)), Some((second, 1..=2))) = (self.number(0), self.number(2)) else {
            return false;
        };
        if self.separator(3) == Some(separator) && self.number(4).is_some() {
            return false;
        }
        let opens_range =
            self.mark(3) == Some('-') && self.number(4).is_some() && self.separator(5) == Some(separator);
        let is_whole = self.manner == Manner::Whole && (separator != '-' || self.token(3).is_none());
        let has_month_after = self.has(3, role::MONTH | role::HIJRI | role::OF);
        if separator == '-' && !is_whole || has_month_after || !is_whole && !opens_range {
            return false;
        }
        if first == 0 || second == 0 || separator == '.' && self.is_time_beside(second) {
            return false;
        }
        said.numeric =
            Some(Numeric { numbers: [first, second, 0], digits: [1, 1, 0], day_first: separator == '.' });
        self.push_numbers(2);
        true
    }

    /// `9 July 2021, 10.30`: where more stands beside it, what no month has is the minutes of a time of day; behind a
    /// year so are other two figures.
    fn is_time_beside(&self, minutes: u32) -> bool {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.tokens.get(at));
        let is_comma = before(1).is_some_and(|token| token.kind == TokenKind::Mark(','));
        let is_behind_year = before(if is_comma { 2 } else { 1 }).is_some_and(|token| token.digits == 4);
        let is_beside = self.at > 0 || self.token(3).is_some();
        (13..60).contains(&minutes) && is_beside || is_behind_year && (0..60).contains(&minutes)
    }

    /// A separator with numbers on both sides, whatever the spaces; in prose only a slash with them.
    fn loose_separator(&self, ahead: usize) -> Option<char> {
        let mark = self.mark(ahead).filter(|mark| matches!(mark, '/' | '-' | '.'))?;
        self.number(ahead + 1)?;
        let is_glued = self.is_glued(ahead) && self.is_glued(ahead + 1);
        (is_glued || mark == '/' || self.manner == Manner::Whole).then_some(mark)
    }

    /// A separator with numbers on both sides: glued, or a slash with spaces where the text is a date.
    fn separator(&self, ahead: usize) -> Option<char> {
        let mark = self.mark(ahead).filter(|mark| matches!(mark, '/' | '-' | '.'))?;
        self.number(ahead + 1)?;
        let is_glued = self.is_glued(ahead) && self.is_glued(ahead + 1);
        (is_glued || mark == '/' && self.manner == Manner::Whole).then_some(mark)
    }
}

/// Two short numbers and one of three digits, or of five and more.
fn has_no_year(lengths: (u8, u8, u8)) -> bool {
    matches!(lengths, (1..=2, 1..=2, 3 | 5..) | (3 | 5.., 1..=2, 1..=2))
}

/// Separators that differ (`28.02/2014`) or stand apart (`24 .08.1973`, `5 - 8 - 2015`) make one date only
/// with a long year.
fn has_long_year(lengths: (u8, u8, u8)) -> bool {
    matches!(lengths, (4, 1..=2, 1..=2) | (1..=2, 1..=2, 3..))
}
