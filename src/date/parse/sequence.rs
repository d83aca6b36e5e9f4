//! Dates in a row, with what joins them.

use super::super::reading::{Calendar, Join, PartKind, StatedDate};
use super::super::token::TokenKind;
use super::super::vocabulary::role;
use super::sharing::{is_bare_day, is_weekday_alone, share, zip_weekdays};
use super::{Checkpoint, Manner, Parser};

/// No list is longer; a bound on how far one expression can look ahead.
const LONGEST_LIST: usize = 40;
/// In prose every number may start one: what fails there is read again from the next.
const LONGEST_LIST_IN_PROSE: usize = 16;
/// Numbers so many tokens before a month or the like are no list of days.
const FAR: usize = 4 * LONGEST_LIST_IN_PROSE;

impl Parser<'_> {
    /// Dates with joins between them; parts that stand once are shared. After `between`, the
    /// first "and" makes a range.
    pub(super) fn sequence(&mut self, range_join: Join) -> Option<Vec<StatedDate>> {
        let is_announced = self.announcement();
        self.skip_inner_leads();
        let mut dates = vec![self.qualified_date()?];
        let mut ends = [self.checkpoint_value(); LONGEST_LIST];
        let manner = self.manner;
        let longest = match manner {
            Manner::Whole => LONGEST_LIST,
            Manner::Prose if self.is_far_from_signs() => 2,
            Manner::Prose => LONGEST_LIST_IN_PROSE,
        };
        while dates.len() < longest {
            let before = self.checkpoint();
            if self.month_then_range(&mut dates) {
                break;
            }
            let Some(mut join) = self.join() else { break };
            if join == range_join && dates.len() == 1 {
                join = Join::To;
            }
            let start = dates.last().copied().unwrap_or_default();
            // `May – June – July` is no range; only days are listed with dashes.
            let is_chain = join == Join::To && start.join == Join::To && !is_bare_day(&start);
            if is_chain && self.manner == Manner::Prose {
                self.rewind(&before);
                break;
            }
            // `en 1948 ou en 1949`
            self.at += usize::from(join == Join::Or && self.has(0, role::AT) && !self.has(0, role::MONTH));
            self.skip_inner_leads();
            let Some(mut date) = self.qualified_date() else {
                self.rewind(&before);
                break;
            };
            if self.is_other_calendar(before.at, &start, &date) {
                self.rewind(&before);
                break;
            }
            if join == Join::Slash && is_iso(&start) && is_iso(&date) {
                join = Join::To;
            }
            date.join = join;
            if let Some(end) = ends.get_mut(dates.len()) {
                *end = self.checkpoint_value();
            }
            let is_separate = self.manner == Manner::Prose && are_separate(&start, &date);
            dates.push(date);
            // The rest is not of this expression, and is read for itself.
            if is_separate {
                break;
            }
        }
        if let Some(at) = self.calendar_change(&dates, &ends) {
            dates.truncate(at);
            if let Some(&(at, parts)) = ends.get(at - 1) {
                self.rewind(&Checkpoint { at, parts });
            }
        }
        self.trim(&mut dates, &ends, is_announced);
        zip_weekdays(&mut dates);
        share(&mut dates);
        Some(dates)
    }

    /// `7 محرم 1444 - 5 أغسطس 2022`: a mark between whole dates of two calendars joins one day said twice.
    fn is_other_calendar(&self, join: usize, one: &StatedDate, other: &StatedDate) -> bool {
        let is_mark = self.tokens.get(join).is_some_and(|token| matches!(token.kind, TokenKind::Mark(_)));
        is_mark && are_of_two_calendars(one, other)
    }

    /// `3-5 رمضان 1437 / 8-10 يونيو 2016`: where days whose month is of the other calendar begin.
    fn calendar_change(&self, dates: &[StatedDate], ends: &[(usize, usize)]) -> Option<usize> {
        (1..dates.len().saturating_sub(1)).find(|at| {
            let (Some(before), Some(rest)) = (dates.get(at - 1), dates.get(*at..)) else {
                return false;
            };
            let dated = rest.iter().find(|date| !is_bare_day(date));
            rest.first().is_some_and(is_bare_day)
                && ends
                    .get(at - 1)
                    .zip(dated)
                    .is_some_and(|((join, _), dated)| self.is_other_calendar(*join, before, dated))
        })
    }

    /// No month, year word or relation stands within reach, without which numbers are no days. Each token is looked at
    /// once, however often this is asked.
    fn is_far_from_signs(&mut self) -> bool {
        const SIGNS: u64 = role::MONTH
            | role::HIJRI
            | role::MONTH_WORD
            | role::YEAR_WORD
            | role::DAYS_WORD
            | role::DAY_WORD
            | role::RELATIVE
            | role::UNIT
            | role::ANAPHOR
            | role::WEEKDAY;
        let is_sign = |at: usize| match self.tokens.get(at) {
            None => false,
            Some(token) => {
                token.kind == TokenKind::Word && {
                    let entry = self.vocabulary.entry(token.entry);
                    token.entry == 0 || entry.has(SIGNS)
                }
            }
        };
        let mut next = self.next_sign.max(self.at);
        while next < self.tokens.len().min(self.at + FAR) && !is_sign(next) {
            next += 1;
        }
        self.next_sign = next;
        next >= self.at + FAR
    }

    /// `يومي`, `أيام`, `شهري`, `les`: words that announce a list.
    fn announcement(&mut self) -> bool {
        let Some(entry) = self.entry(0) else {
            return false;
        };
        let is_days = entry.has(role::DAYS_WORD);
        let is_dual = entry.count == 2 && entry.has(role::DAYS_WORD | role::MONTH_WORD | role::YEAR_WORD);
        if !is_days && !is_dual {
            return false;
        }
        let (kind, value) = if is_dual { (PartKind::DualMark, 2) } else { (PartKind::ListMark, 0) };
        self.push_part(kind, value);
        is_dual || self.manner == Manner::Whole || entry.count > 0
    }

    /// `نوفمبر بين 15 و 19`: the month stands before its range of days.
    fn month_then_range(&mut self, dates: &mut Vec<StatedDate>) -> bool {
        let [month] = dates.as_slice() else {
            return false;
        };
        if month.day.is_some() || month.month.is_none() || !self.has(0, role::BETWEEN | role::FROM) {
            return false;
        }
        let (month, start) = (*month, self.checkpoint());
        let range_join = if self.has(0, role::BETWEEN) { Join::And } else { Join::To };
        self.push_part(PartKind::RangeMark, 0);
        let mut first = StatedDate { month_is_shared: true, ..month };
        let mut second = first;
        let found = self.day(&mut first) && self.join() == Some(range_join) && self.day(&mut second);
        if !found {
            self.rewind(&start);
            return false;
        }
        first.month_is_shared = false;
        second.start = self.tokens.get(self.at - 1).map_or(0, |token| token.start);
        second.end = self.end_before(self.at);
        second.join = Join::To;
        if self.year(&mut second) {
            second.end = self.end_before(self.at);
            (first.year, first.year_digits, first.year_is_shared) = (second.year, second.year_digits, true);
        }
        *dates = vec![first, second];
        true
    }

    fn join(&mut self) -> Option<Join> {
        let join = match self.tokens.get(self.at)?.kind {
            TokenKind::Mark(',') => Join::Comma,
            TokenKind::Mark('-') => Join::To,
            TokenKind::Mark('/') if self.manner == Manner::Whole => Join::Slash,
            TokenKind::Mark('&' | '+') => Join::And,
            _ if self.has(0, role::AND) => Join::And,
            _ if self.has(0, role::OR) => Join::Or,
            _ if self.has(0, role::TO | role::UNTIL) => {
                self.push_part(PartKind::RangeMark, 1);
                return Some(Join::To);
            }
            TokenKind::Word if self.tokens.get(self.at)?.conjunction => return Some(Join::And),
            _ => return None,
        };
        if join == Join::To {
            self.push_part(PartKind::RangeMark, 1);
            return Some(join);
        }
        self.at += 1;
        if join == Join::Comma && self.has(0, role::AND | role::OR) {
            let is_or = self.has(0, role::OR);
            self.at += 1;
            return Some(if is_or { Join::Or } else { Join::And });
        }
        Some(join)
    }

    /// Cuts off what follows the dates and is none: a bare number or weekday at the end, and in
    /// prose another whole date, which is a reading of its own.
    fn trim(
        &mut self,
        dates: &mut Vec<StatedDate>,
        ends: &[(usize, usize); LONGEST_LIST],
        is_announced: bool,
    ) {
        let mut keep = dates.len();
        if self.manner == Manner::Prose {
            let separate = dates.windows(2).position(|pair| match pair {
                [before, date] => are_separate(before, date),
                _ => false,
            });
            keep = separate.map_or(keep, |at| at + 1);
        }
        while keep > 1 {
            let (Some(last), Some(before)) = (dates.get(keep - 1), dates.get(keep - 2)) else {
                break;
            };
            // `13 and 14 2022`: days in a row with a year after the last.
            let is_listed = self.manner == Manner::Whole
                && last.join == Join::And
                && last.year.is_some()
                && is_bare_day(before);
            let has_month = last.day.is_some() && (before.month_is_first || is_announced || is_listed);
            let is_stray =
                is_bare_day(last) && !has_month || is_weekday_alone(last) && !is_weekday_alone(before);
            if !is_stray {
                break;
            }
            keep -= 1;
        }
        if keep < dates.len() {
            dates.truncate(keep);
            if let Some(&(at, parts)) = ends.get(keep - 1) {
                self.rewind(&Checkpoint { at, parts });
            }
        }
    }

    pub(super) fn skip_inner_leads(&mut self) {
        for _ in 0..2 {
            if self.has(0, role::DAY_WORD | role::SKIP)
                && !self.has(0, role::MONTH | role::WEEKDAY | role::UNIT)
            {
                self.at += 1;
            }
        }
    }
}

/// A Hijri date and a Gregorian one, as exact as each other; figures alone by the size of their years.
pub(super) fn are_of_two_calendars(one: &StatedDate, other: &StatedDate) -> bool {
    let precision = precision(one);
    precision.is_some()
        && precision == self::precision(other)
        && calendar_by_year(one) != calendar_by_year(other)
}

/// How exact a date is: 2 a day, 1 a month, 0 a year.
fn precision(said: &StatedDate) -> Option<u8> {
    let has_day = said.day.is_some() || said.is_last_day;
    match (said.numeric, has_day, said.month, said.year) {
        (Some(_), ..) | (_, true, Some(_), _) => Some(2),
        (_, false, Some(_), _) => Some(1),
        (_, false, None, Some(_)) => Some(0),
        _ => None,
    }
}

/// The calendar a date is of: `25/9/1436` tells it by its year.
pub(super) fn calendar_by_year(said: &StatedDate) -> Calendar {
    let year = said.numeric.map(|numeric| if numeric.digits[0] == 4 { 0 } else { 2 });
    let year = said.numeric.zip(year).and_then(|(numeric, at)| numeric.numbers.get(at).copied());
    match year {
        Some(1300..=1500) if said.era.is_none() => Calendar::Hijri,
        _ => said.calendar,
    }
}

/// In prose, another whole date behind "and" or a comma is one of its own.
fn are_separate(before: &StatedDate, date: &StatedDate) -> bool {
    let own_year = before.year.is_some() || before.numeric.is_some_and(|numeric| numeric.digits[2] != 0);
    matches!(date.join, Join::And | Join::Comma)
        && (own_year && date.month.is_some()
            || before.day.is_some() && before.month.is_some() && date.day.is_none())
}

/// `2022-06-13`, `2022-06`, `2022`: with a slash between two of them, an interval of ISO 8601.
fn is_iso(date: &StatedDate) -> bool {
    match date.numeric {
        Some(numeric) => numeric.digits[0] == 4,
        None => date.year_digits == 4 && date.day.is_none() && !date.month_is_first && date.weekday.is_none(),
    }
}
