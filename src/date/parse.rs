//! Tokens → expressions: a date, a list, a range, an open range, two calendars side by side.
//!
//! Written down by hand, one function a construction; every function either consumes what it
//! reads or leaves the parser as it was. Each look ahead is bounded, so the whole is linear.

mod date;
mod evidence;
mod numeric;

use super::reading::{Calendar, DateSaid, Join, Part, PartKind, Wording};
use super::token::{Kind, Token};
use super::vocabulary::{Entry, Vocabulary, role};

/// No list in prose is longer; a bound on how far one expression can look ahead.
const LONGEST_LIST: usize = 40;

/// How the dates of an expression belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    List,
    Range,
    OpenEnd,
    OpenStart,
}

pub(super) struct Expression {
    pub(super) frame: Frame,
    pub(super) dates: Vec<DateSaid>,
    /// The same in the other calendar.
    pub(super) beside: Vec<DateSaid>,
    pub(super) parts: Vec<Part>,
    pub(super) is_about: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// How much must speak for a date before it is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// The text is a date text: a month alone is a month.
    Whole,
    /// The text is prose: a word or number is a date only by its context.
    Prose,
}

pub(super) struct Parser<'a> {
    text: &'a str,
    tokens: &'a [Token],
    vocabulary: &'static Vocabulary,
    manner: Manner,
    pub(super) at: usize,
    parts: Vec<Part>,
}

/// A point to go back to.
struct Checkpoint {
    at: usize,
    parts: usize,
}

impl<'a> Parser<'a> {
    pub(super) fn new(
        text: &'a str,
        tokens: &'a [Token],
        vocabulary: &'static Vocabulary,
        manner: Manner,
    ) -> Self {
        Parser { text, tokens, vocabulary, manner, at: 0, parts: Vec::new() }
    }

    /// Reads the expression that starts at the token `self.at`; on success `self.at` is after it.
    pub(super) fn expression(&mut self) -> Option<Expression> {
        if !self.may_start() {
            return None;
        }
        self.parts = Vec::with_capacity(4);
        let first = self.at;
        let found = self.framed(first).filter(|(frame, dates, _)| self.has_evidence(first, *frame, dates));
        let Some((frame, dates, is_about)) = found else {
            self.at = first;
            return None;
        };
        let mut expression = Expression {
            frame,
            dates,
            beside: Vec::new(),
            parts: Vec::new(),
            is_about,
            start: self.tokens.get(first).map_or(0, |token| token.start),
            end: 0,
        };
        self.other_calendar(&mut expression);
        expression.end = self.end_before(self.at);
        expression.parts = std::mem::take(&mut self.parts);
        Some(expression)
    }

    /// Skips words that lead to a date text and are no part of it (`يوم`, `on`, `خلال`).
    pub(super) fn skip_leads(&mut self) {
        let leads = role::DAY_WORD | role::SKIP | role::AT | role::PERIOD;
        while self.has(0, leads) && !self.has(0, role::MONTH | role::WEEKDAY | role::FROM | role::OPEN)
            || matches!(self.mark(0), Some(mark) if mark != '\'')
        {
            self.at += 1;
        }
    }

    /// Nothing but marks and small words is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.tokens.get(self.at..).unwrap_or_default().iter().all(|token| matches!(token.kind, Kind::Mark(_)))
    }

    fn may_start(&self) -> bool {
        const STARTS: u64 = role::MONTH
            | role::HIJRI
            | role::WEEKDAY
            | role::ORDINAL
            | role::DAYS_WORD
            | role::MONTH_WORD
            | role::YEAR_WORD
            | role::FROM
            | role::BETWEEN
            | role::OPEN
            | role::UNTIL
            | role::ABOUT
            | role::PORTION
            | role::OFFSET
            | role::UNIT
            | role::RELATIVE_BEFORE;
        self.number(0).is_some() || self.has(0, STARTS)
    }

    fn framed(&mut self, first: usize) -> Option<(Frame, Vec<DateSaid>, bool)> {
        let is_about = self.has(0, role::ABOUT);
        if is_about {
            self.push_part(PartKind::About, 0);
        }
        let start = self.checkpoint();
        if self.has(0, role::OPEN) {
            self.push_part(PartKind::RangeMark, 0);
            if let Some(dates) = self.sequence(Join::To) {
                let frame = if is_range(&dates) { Frame::Range } else { Frame::OpenEnd };
                return Some((frame, dates, is_about));
            }
            self.rewind(&start);
        }
        if self.has(0, role::BETWEEN | role::FROM) {
            let join = if self.has(0, role::BETWEEN) { Join::And } else { Join::To };
            self.push_part(PartKind::RangeMark, 0);
            if let Some(dates) = self.sequence(join) {
                if is_range(&dates) {
                    return Some((Frame::Range, dates, is_about));
                }
                if self.has(0, role::ONWARD) {
                    self.push_part(PartKind::RangeMark, 1);
                    return Some((Frame::OpenEnd, dates, is_about));
                }
            }
            self.rewind(&start);
        }
        if self.has(0, role::UNTIL) {
            self.push_part(PartKind::RangeMark, 1);
            self.skip_inner_leads();
            if let Some(date) = self.date() {
                return Some((Frame::OpenStart, vec![date], is_about));
            }
            self.rewind(&start);
        }
        debug_assert!(self.at >= first, "a construction rewinds no further than its start");
        let dates = self.sequence(Join::To)?;
        let frame = if is_range(&dates) { Frame::Range } else { Frame::List };
        Some((frame, dates, is_about))
    }

    /// Dates with joins between them; parts that stand once are shared. After `between`, the
    /// first "and" makes a range.
    fn sequence(&mut self, range_join: Join) -> Option<Vec<DateSaid>> {
        let is_announced = self.announcement();
        self.skip_inner_leads();
        let mut dates = vec![self.date()?];
        let mut ends = [self.checkpoint_value(); LONGEST_LIST];
        while dates.len() < LONGEST_LIST {
            let before = self.checkpoint();
            if self.month_then_range(&mut dates) {
                break;
            }
            let Some(mut join) = self.join() else { break };
            if join == range_join && dates.len() == 1 {
                join = Join::To;
            }
            self.skip_inner_leads();
            let Some(mut date) = self.date() else {
                self.rewind(&before);
                break;
            };
            date.join = join;
            if let Some(end) = ends.get_mut(dates.len()) {
                *end = self.checkpoint_value();
            }
            dates.push(date);
        }
        self.trim(&mut dates, &ends, is_announced);
        zip_weekdays(&mut dates);
        share(&mut dates);
        Some(dates)
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
        is_dual
    }

    /// `نوفمبر بين 15 و 19`: the month stands before its range of days.
    fn month_then_range(&mut self, dates: &mut Vec<DateSaid>) -> bool {
        let [month] = dates.as_slice() else {
            return false;
        };
        if month.day.is_some() || month.month.is_none() || !self.has(0, role::BETWEEN | role::FROM) {
            return false;
        }
        let (month, start) = (*month, self.checkpoint());
        let range_join = if self.has(0, role::BETWEEN) { Join::And } else { Join::To };
        self.push_part(PartKind::RangeMark, 0);
        let mut first = DateSaid { month_is_shared: true, ..month };
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
            Kind::Mark(',') => Join::Comma,
            Kind::Mark('-') => Join::To,
            Kind::Mark('/') if self.manner == Manner::Whole => Join::Slash,
            Kind::Mark('&' | '+') => Join::And,
            _ if self.has(0, role::AND) => Join::And,
            _ if self.has(0, role::TO | role::UNTIL) => {
                self.push_part(PartKind::RangeMark, 1);
                return Some(Join::To);
            }
            Kind::Word if self.tokens.get(self.at)?.conjunction => return Some(Join::And),
            _ => return None,
        };
        if join == Join::To {
            self.push_part(PartKind::RangeMark, 1);
            return Some(join);
        }
        self.at += 1;
        if join == Join::Comma && self.has(0, role::AND) {
            self.at += 1;
            return Some(Join::And);
        }
        Some(join)
    }

    /// Cuts off what follows the dates and is none: a bare number or weekday at the end, and in
    /// prose another whole date, which is a reading of its own.
    fn trim(&mut self, dates: &mut Vec<DateSaid>, ends: &[(usize, usize); LONGEST_LIST], is_announced: bool) {
        let mut keep = dates.len();
        if self.manner == Manner::Prose {
            let own_year =
                |date: &DateSaid| date.year.is_some() || date.numeric.is_some_and(|n| n.digits[2] != 0);
            let separate = dates.windows(2).position(|pair| match pair {
                [before, date] => {
                    matches!(date.join, Join::And | Join::Comma)
                        && (own_year(before) && date.month.is_some()
                            || before.day.is_some() && before.month.is_some() && date.day.is_none())
                }
                _ => false,
            });
            keep = separate.map_or(keep, |at| at + 1);
        }
        while keep > 1 {
            let (Some(last), Some(before)) = (dates.get(keep - 1), dates.get(keep - 2)) else {
                break;
            };
            let has_month = before.month_is_first && last.day.is_some() || is_announced && last.day.is_some();
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

    fn skip_inner_leads(&mut self) {
        for _ in 0..2 {
            if self.has(0, role::DAY_WORD | role::SKIP)
                && !self.has(0, role::MONTH | role::WEEKDAY | role::UNIT)
            {
                self.at += 1;
            }
        }
    }

    /// `… الموافق 10 غشت 2022`, `… (10 غشت 2022)`: the same date in the other calendar.
    fn other_calendar(&mut self, expression: &mut Expression) {
        let start = self.checkpoint();
        let first = self.at;
        if self.has(0, role::EQUALS) {
            self.push_part(PartKind::Equals, 0);
        } else if matches!(self.mark(0), Some('(' | '/' | '-' | ',')) {
            self.at += 1;
            if self.has(0, role::EQUALS) {
                self.push_part(PartKind::Equals, 0);
            }
        } else {
            return;
        }
        for _ in 0..3 {
            if self.has(0, role::OF | role::DAY_WORD | role::SKIP | role::AT) && !self.has(0, role::MONTH) {
                self.at += 1;
            }
        }
        let other = self.framed(self.at).map(|(_, dates, _)| dates);
        let calendar_of = |dates: &[DateSaid]| dates.first().map(|said| said.calendar);
        let is_whole =
            |dates: &[DateSaid]| dates.iter().all(|said| said.day.is_some() || said.numeric.is_some());
        match other {
            Some(other)
                if calendar_of(&other) != calendar_of(&expression.dates)
                    && is_whole(&other) == is_whole(&expression.dates) =>
            {
                if self.mark(0) == Some(')')
                    && self.tokens.get(first).is_some_and(|t| t.kind == Kind::Mark('('))
                {
                    self.at += 1;
                }
                if calendar_of(&other) == Some(Calendar::Gregorian) {
                    expression.beside = std::mem::replace(&mut expression.dates, other);
                } else {
                    expression.beside = other;
                }
            }
            _ => self.rewind(&start),
        }
    }

    // What the parser sees and notes.

    fn checkpoint(&self) -> Checkpoint {
        Checkpoint { at: self.at, parts: self.parts.len() }
    }

    fn checkpoint_value(&self) -> (usize, usize) {
        (self.at, self.parts.len())
    }

    fn rewind(&mut self, to: &Checkpoint) {
        self.at = to.at;
        self.parts.truncate(to.parts);
    }

    fn token(&self, ahead: usize) -> Option<&'a Token> {
        self.tokens.get(self.at + ahead)
    }

    fn entry(&self, ahead: usize) -> Option<&'static Entry> {
        let token = self.token(ahead)?;
        (token.entry != 0).then(|| self.vocabulary.entry(token.entry))
    }

    fn has(&self, ahead: usize, roles: u64) -> bool {
        self.entry(ahead).is_some_and(|entry| entry.has(roles))
    }

    fn number(&self, ahead: usize) -> Option<(u32, u8)> {
        let token = self.token(ahead)?;
        (token.kind == Kind::Number).then_some((token.value, token.digits))
    }

    fn mark(&self, ahead: usize) -> Option<char> {
        match self.token(ahead)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    fn end_before(&self, at: usize) -> usize {
        at.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(0, |token| token.end)
    }

    /// Notes the token at hand as a part, and goes on.
    fn push_part(&mut self, kind: PartKind, value: i32) {
        self.push(kind, value, Calendar::Gregorian, Wording::Plain, None);
    }

    fn push(
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
}

fn is_range(dates: &[DateSaid]) -> bool {
    matches!(dates, [_, end] if end.join == Join::To)
}

/// Gives each date the month and year that stand once for several.
fn share(dates: &mut [DateSaid]) {
    for at in 1..dates.len() {
        let (before, from) = dates.split_at_mut(at);
        let (Some(previous), Some(date)) = (before.last(), from.first_mut()) else {
            continue;
        };
        if previous.month_is_first && is_bare_day(date) {
            (date.month, date.calendar, date.month_is_shared) = (previous.month, previous.calendar, true);
            date.month_is_first = true;
        }
    }
    for at in (1..dates.len()).rev() {
        let (before, from) = dates.split_at_mut(at);
        let (Some(date), Some(next)) = (before.last_mut(), from.first()) else {
            continue;
        };
        share_from_next(date, next);
    }
}

fn share_from_next(date: &mut DateSaid, next: &DateSaid) {
    if let (Some(numeric), Some(whole)) = (&mut date.numeric, next.numeric) {
        if numeric.digits[2] == 0 && whole.digits[2] != 0 {
            (numeric.numbers[2], numeric.digits[2]) = (whole.numbers[2], whole.digits[2]);
            date.year_is_shared = true;
        }
        return;
    }
    if is_bare_day(date) {
        (date.month, date.calendar) = (next.month, next.calendar);
        (date.other_month, date.relation) = (next.other_month, next.relation);
        date.month_is_shared = next.month.is_some();
        date.month_is_weak = next.month_is_weak;
    }
    if date.year.is_none() && date.relation == next.relation && date.calendar == next.calendar {
        (date.year, date.year_digits, date.era) = (next.year, next.year_digits, next.era);
        date.year_is_shared = next.year.is_some();
    }
}

/// A day that waits for the month beside it.
fn is_bare_day(date: &DateSaid) -> bool {
    (date.day.is_some() || date.is_last_day)
        && date.month.is_none()
        && date.numeric.is_none()
        && date.relation.is_none()
}

/// `يومي الاثنين والثلاثاء 13 و14 يونيو`: as many weekdays as days, each for its own.
fn zip_weekdays(dates: &mut Vec<DateSaid>) {
    let alone = dates.iter().take_while(|date| is_weekday_alone(date)).count();
    if alone == 0 || dates.len() != 2 * alone + 1 {
        return;
    }
    let rest = dates.get(alone + 1..).unwrap_or_default();
    if rest.iter().any(|date| date.weekday.is_some() || date.day.is_none()) {
        return;
    }
    let weekdays: Vec<Option<u8>> = dates.iter().take(alone + 1).map(|date| date.weekday).collect();
    let mut days = dates.split_off(alone);
    for ((day, weekday), place) in
        days.iter_mut().zip(weekdays).zip(dates.iter().map(|date| date.join).chain([Join::And]))
    {
        (day.weekday, day.join) = (weekday, place);
    }
    *dates = days;
}

fn is_weekday_alone(date: &DateSaid) -> bool {
    date.weekday.is_some() && date.day.is_none() && date.month.is_none() && date.relation.is_none()
}
