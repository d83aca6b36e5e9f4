//! Tokens → expressions: a date, a list, a range, an open range, two calendars side by side.
//!
//! Written down by hand, one function a construction; every function either consumes what it
//! reads or leaves the parser as it was. Each look ahead is bounded, so the whole is linear.

mod around;
mod date;
mod evidence;
mod month;
mod nth;
mod numeric;
mod qualifier;
mod relative;
mod sequence;
mod sharing;
mod sight;
mod stretch;
mod weekday;
mod year;

use std::ops::Range;

use super::reading::{Calendar, Join, Part, PartKind, StatedDate};
use super::token::{Token, TokenKind};
use super::vocabulary::{CHANGES, STRETCH, Vocabulary, role};
use sequence::{are_of_two_calendars, calendar_by_year};

/// How the dates of an expression belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Frame {
    List,
    /// One of several, which is not said: `5 or 6 May`.
    OneOf,
    Range,
    OpenEnd,
    OpenStart,
    Before,
    After,
    NotAfter,
    NotBefore,
    Week(Week),
    /// The words around the dates change them to something that has no form.
    Changed,
}

/// How a week is told by one of its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Week {
    /// It has the day: `week of 2 May`. Where weeks may start on a Saturday as well (Arabic), that is said.
    Of { may_start_on_saturday: bool },
    /// It starts with the day: `week commencing 2 May`.
    From,
    /// It ends with the day: `week ending 6 May`.
    To,
}

pub(super) struct Expression {
    pub(super) frame: Frame,
    pub(super) dates: Vec<StatedDate>,
    /// The same in the other calendar.
    pub(super) beside: Vec<StatedDate>,
    pub(super) parts: Vec<Part>,
    /// A number where the year should be, that is none.
    pub(super) no_such_year: Option<u32>,
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
    /// A word for a season, a century … is in the text: without one, none is looked for.
    has_stretch_words: bool,
    pub(super) at: usize,
    parts: Vec<Part>,
    /// What leads to the date behind words that change it: `probably in 1973`.
    inner_lead: u64,
    /// The next token that tells what a number before it is, where it is known.
    next_sign: usize,
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
        let has_stretch_words = tokens.iter().any(|token| vocabulary.entry(token.entry).has(STRETCH));
        Parser {
            text,
            tokens,
            vocabulary,
            manner,
            has_stretch_words,
            at: 0,
            parts: Vec::new(),
            inner_lead: 0,
            next_sign: 0,
        }
    }

    /// Reads the expression that starts at the token `self.at`; on success `self.at` is after it.
    pub(super) fn expression(&mut self) -> Option<Expression> {
        if !self.may_start() {
            return None;
        }
        self.parts = Vec::with_capacity(4);
        self.inner_lead = 0;
        let first = self.at;
        let found = self.framed().filter(|(frame, dates)| self.has_evidence(first, *frame, dates));
        let Some((frame, dates)) = found else {
            self.at = first;
            return None;
        };
        let mut expression = Expression {
            frame,
            dates,
            beside: Vec::new(),
            parts: Vec::new(),
            no_such_year: None,
            start: self.tokens.get(first).map_or(0, |token| token.start),
            end: 0,
        };
        self.other_calendar(&mut expression);
        expression.no_such_year = self.no_such_year(&expression.dates);
        expression.end = self.end_before(self.at);
        expression.parts = std::mem::take(&mut self.parts);
        Some(expression)
    }

    /// Skips words that lead to a date text and are no part of it (`يوم`, `on`, `خلال`).
    pub(super) fn skip_leads(&mut self) {
        let leads = role::DAY_WORD | role::SKIP | role::AT | role::PERIOD;
        while self.has(0, leads) && !self.has(0, role::MONTH | role::WEEKDAY | role::FROM | role::OPEN)
            || matches!(self.mark(0), Some(mark) if !matches!(mark, '\'' | '~' | '≈') || self.is_elision())
        {
            self.at += 1;
        }
    }

    /// Nothing but marks and small words is left.
    pub(super) fn is_at_end(&self) -> bool {
        self.tokens
            .get(self.at..)
            .unwrap_or_default()
            .iter()
            .all(|token| matches!(token.kind, TokenKind::Mark(_)))
    }

    /// A word for a span that is no day, month or year (`أسبوع`, `quincena`) is among what is left over, each in the
    /// order of the text.
    pub(super) fn has_span_word(&self, left_over: &[Range<usize>]) -> bool {
        let is_left = |token: &Token| {
            let at = left_over.partition_point(|left| left.end <= token.start);
            left_over.get(at).is_some_and(|left| left.contains(&token.start))
        };
        self.tokens.iter().any(|token| self.vocabulary.entry(token.entry).has(role::SPAN) && is_left(token))
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
            | role::RELATIVE_BEFORE
            | role::SEASON
            | role::PART_OF_YEAR
            | role::CENTURY
            | role::DECADE
            | role::DECADE_WORD
            | role::MAYBE
            | CHANGES;
        self.number(0).is_some()
            || self.has(0, STARTS)
            || matches!(self.mark(0), Some('~' | '≈'))
            || self.has_stretch_words && self.has(0, role::PART_MARK)
            || self.has(0, role::RANK)
                && (1..=2).any(|ahead| self.has(ahead, role::WEEKDAY | role::PART_OF_YEAR | role::CENTURY))
    }

    /// Dates with the words around them that change them.
    fn framed(&mut self) -> Option<(Frame, Vec<StatedDate>)> {
        let start = self.checkpoint();
        let qualifier = self.qualifier_before();
        if !qualifier.is_plain() {
            self.skip_leads_inside();
        }
        let Some((frame, mut dates)) = self.changed().or_else(|| self.plain()) else {
            self.rewind(&start);
            return None;
        };
        for said in &mut dates {
            said.qualifier = said.qualifier.and(qualifier);
        }
        Some((frame, dates))
    }

    /// A list, a range, an open range.
    fn plain(&mut self) -> Option<(Frame, Vec<StatedDate>)> {
        let start = self.checkpoint();
        if self.has(0, role::OPEN) {
            self.push_part(PartKind::RangeMark, 0);
            if let Some(dates) = self.sequence(Join::To) {
                let frame = if is_range(&dates) { Frame::Range } else { Frame::OpenEnd };
                return Some((frame, dates));
            }
            self.rewind(&start);
        }
        if self.has(0, role::BETWEEN | role::FROM) {
            let join = if self.has(0, role::BETWEEN) { Join::And } else { Join::To };
            self.push_part(PartKind::RangeMark, 0);
            if let Some(dates) = self.sequence(join) {
                if is_range(&dates) {
                    return Some((Frame::Range, dates));
                }
                if self.has(0, role::ONWARD) {
                    self.push_part(PartKind::RangeMark, 1);
                    return Some((Frame::OpenEnd, dates));
                }
            }
            self.rewind(&start);
        }
        if self.has(0, role::UNTIL) {
            self.push_part(PartKind::RangeMark, 1);
            self.skip_inner_leads();
            if let Some(mut date) = self.qualified_date() {
                date.qualifier = date.qualifier.and(date.qualifier_behind);
                return Some((Frame::OpenStart, vec![date]));
            }
            self.rewind(&start);
        }
        let dates = self.sequence(Join::To)?;
        let frame = if dates.len() == 1 { self.bound_behind() } else { None };
        Some((frame.unwrap_or(frame_of(&dates)), dates))
    }

    /// `… الموافق 10 غشت 2022`, `… (10 غشت 2022)`: the same date in the other calendar.
    fn other_calendar(&mut self, expression: &mut Expression) {
        let start = self.checkpoint();
        let first = self.at;
        if self.has(0, role::EQUALS) {
            self.push_part(PartKind::Equals, 0);
        } else if matches!(self.mark(0), Some('(' | '[' | '/' | '-' | ',' | '=')) {
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
        let mut other = self.framed().map(|(_, dates)| dates);
        if let Some(other) = &mut other {
            tell_calendars(&mut expression.dates, other);
        }
        let calendar_of = |dates: &[StatedDate]| dates.first().map(|said| said.calendar);
        let is_whole =
            |dates: &[StatedDate]| dates.iter().all(|said| said.day.is_some() || said.numeric.is_some());
        match other {
            Some(mut other)
                if calendar_of(&other) != calendar_of(&expression.dates)
                    && is_whole(&other) == is_whole(&expression.dates) =>
            {
                let opening = self.tokens.get(first).map(|token| token.kind);
                let is_closed = match self.mark(0) {
                    Some(')') => opening == Some(TokenKind::Mark('(')),
                    Some(']') => opening == Some(TokenKind::Mark('[')),
                    _ => false,
                };
                self.at += usize::from(is_closed);
                if calendar_of(&other) == Some(Calendar::Gregorian) {
                    change_alike(&mut expression.dates, &mut other);
                    expression.beside = std::mem::replace(&mut expression.dates, other);
                } else {
                    expression.beside = other;
                }
            }
            _ => self.rewind(&start),
        }
    }
}

/// `25/9/1436 الموافق 12/7/2015`: of figures beside figures, those of the Hijri years are Hijri.
fn tell_calendars(dates: &mut [StatedDate], other: &mut [StatedDate]) {
    let is_pair = matches!((&*dates, &*other), ([one, ..], [other, ..]) if are_of_two_calendars(one, other));
    if !is_pair {
        return;
    }
    for said in dates.iter_mut().chain(other) {
        said.calendar = calendar_by_year(said);
    }
}

/// `the day after 11 رمضان 1437 / 16 June 2016`: the words before the one date change the other.
fn change_alike(dates: &mut [StatedDate], other: &mut [StatedDate]) {
    for (said, other) in dates.iter_mut().zip(other) {
        other.qualifier = other.qualifier.and(said.qualifier);
        if other.beside == 0 {
            (other.beside, other.may_be_evening) = (said.beside, said.may_be_evening);
        }
        (said.beside, said.may_be_evening) = (0, false);
    }
}

/// How dates belong together by what stands between them.
fn frame_of(dates: &[StatedDate]) -> Frame {
    let has = |join: Join| dates.iter().any(|date| date.join == join);
    match (is_range(dates), has(Join::Or)) {
        (true, _) => Frame::Range,
        (false, false) => Frame::List,
        (false, true) if has(Join::And) || has(Join::To) || has(Join::Slash) => Frame::Changed,
        (false, true) => Frame::OneOf,
    }
}

fn is_range(dates: &[StatedDate]) -> bool {
    matches!(dates, [_, end] if end.join == Join::To)
}
