//! The text of a date against its normal form, part by part. Shared by the rules that tell the
//! differences apart: each difference belongs to one of them.

use std::ops::{Range, RangeInclusive};

use chrono::{Datelike, Days, NaiveDate};

use crate::date::edtf::{DateParts, NormalForm, Precision};
use crate::date::weekday::weekday_of;
use crate::date::{Calendar, Outcome, Part, PartKind, Reading, Relation, Shape, StatedDate, Wording};
use crate::knowledge::dates::stretch::TimeStretch;
use crate::knowledge::dates::{self, Normal, Text};
use crate::record::Context;
use crate::record::When;
use crate::words::{Fix, Place};

/// A text and a normal form that say different things.
#[derive(Debug)]
pub struct Comparison<'r> {
    /// The text.
    pub text: Text<'r>,
    /// The normal form.
    pub normal: Normal<'r>,
    /// That of the end, where it is kept beside the start.
    pub end: Option<Normal<'r>>,
    /// How they differ.
    pub difference: DateDifference,
}

/// How a normal form differs from its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DateDifference {
    /// The text lists days, the normal form is a range from the first to the last.
    SetAsInterval,
    /// The text says from – to, the normal form lists days.
    IntervalAsSet,
    /// The normal form has a part that the text has not.
    TooPrecise(Unit),
    /// The day differs, and the text says it by an idiom or an ordinal.
    Idiom(Part),
    /// These parts differ.
    Parts(Vec<Unit>),
    /// One is a single date, the other is several, and not only by their form.
    Extent,
}

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// The year.
    Year,
    /// The month.
    Month,
    /// The day of the month.
    Day,
}

impl Unit {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
        }
    }
}

impl Comparison<'_> {
    /// What the text says, in normal form; a year that it does not name is that of the normal form.
    pub fn as_text_says(&self) -> Option<String> {
        let edtf = self.text.reading.outcome.edtf()?;
        let mut years = self.normal.form.dates().into_iter().filter_map(|date| date.year);
        let year = years.next();
        let is_one = years.all(|other| Some(other) == year);
        match year {
            Some(year) if is_one && !names_year(&self.text.reading) => {
                let written = format!("{year:04}");
                let form = edtf.replace("XXXX", &written);
                NormalForm::parse(&form).is_ok().then_some(form)
            }
            _ => Some(edtf.to_owned()),
        }
    }

    /// The offer to write what the text says; none where the end has a field of its own and the two do not say as many
    /// dates.
    pub fn offer(&self) -> Option<Fix> {
        const TITLE: &str = "write what the text says";
        let said = self.as_text_says()?;
        let Some(end) = &self.end else { return Some(self.normal.offer(TITLE, &said)) };
        let (first, last) = said.split_once('/')?;
        match (first != self.normal.words, last != end.words) {
            (true, true) => {
                let mut fix = self.normal.offer(TITLE, first);
                fix.edits.extend(end.offer(TITLE, last).edits);
                Some(fix)
            }
            (true, false) => Some(self.normal.offer(TITLE, first)),
            (false, true) => Some(end.offer(TITLE, last)),
            (false, false) => None,
        }
    }

    /// The one of the dates of a range or a list that differs, where the others agree.
    pub fn wrong_date(&self) -> Option<WrongDate> {
        let said = self.as_text_says()?;
        let of_text = NormalForm::parse(&said).ok()?.dates();
        let of_form = dates_of(&self.normal, self.end.as_ref());
        if of_form.len() < 2 || of_text.len() != of_form.len() {
            return None;
        }
        let differ = |(said, normal): (&DateParts, &DateParts)| {
            matches!(by_parts(&self.text, said, normal), Some(DateDifference::Parts(_)))
        };
        let pairs = of_text.iter().zip(&of_form).map(differ);
        let mut wrong = pairs.enumerate().filter_map(|(position, differs)| differs.then_some(position));
        let (position, None) = (wrong.next()?, wrong.next()) else { return None };
        let is_last = position + 1 == of_form.len();
        let end = match said.contains('/') && of_form.len() == 2 {
            true if is_last => Some(RangeEnd::Last),
            true => Some(RangeEnd::First),
            false => None,
        };
        let place = match &self.end {
            Some(end) if is_last => end.value.place(),
            Some(_) => self.normal.value.place(),
            None => self.normal.value.bytes(written_dates(&self.normal.words).nth(position)?),
        };
        Some(WrongDate { place, end })
    }
}

/// One date of several that is another than in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongDate {
    /// Where it is written.
    pub place: Place,
    /// Which end of a range it is; none in a list.
    pub end: Option<RangeEnd>,
}

/// An end of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RangeEnd {
    /// The day it begins.
    First,
    /// The day it ends.
    Last,
}

/// Where the dates of a range or a list stand in it, in bytes.
fn written_dates(form: &str) -> impl Iterator<Item = Range<usize>> {
    let is_between =
        |character: char| matches!(character, '/' | ',' | '{' | '}' | '[' | ']') || character.is_whitespace();
    let mut start = 0;
    let parts = form.split_inclusive(is_between).map(move |part| {
        let begins = start;
        start += part.len();
        begins..begins + part.trim_end_matches(is_between).len()
    });
    parts.filter(|part| !part.is_empty())
}

/// How the normal form of a day differs from its text; none where they agree, or where one of
/// them is not there or not understood.
pub fn compare<'r>(when: &When<'r>, context: &Context) -> Option<Comparison<'r>> {
    let normal = dates::normal(when)?;
    let text = dates::text(when, context)?;
    if leans_on_more_than_itself(&text.reading)
        || follows_the_weekday(&text.reading, &normal.form)
        || counts_otherwise(&text.reading, &normal.form)
        || are_the_weekdays(&text, &normal, dates::normal_end(when).as_ref(), context)
    {
        return None;
    }
    let end = dates::normal_end(when);
    let difference = match &text.reading.outcome {
        Outcome::NotUnderstood(_) | Outcome::Partial(_) => return None,
        Outcome::Normalised(edtf) => differs(&text, edtf, &normal, end.as_ref())?,
        Outcome::Ambiguous(readings) => {
            let mut differences = Vec::new();
            for edtf in readings {
                differences.push(differs(&text, edtf, &normal, end.as_ref())?);
            }
            differences.into_iter().next()?
        }
    };
    Some(Comparison { text, normal, end, difference })
}

/// Told by relation to the publication; a relation to an earlier date of the text is as good as the date.
fn leans_on_more_than_itself(reading: &Reading) -> bool {
    reading.dates().iter().any(|said| !matches!(said.relation, None | Some(Relation::Anaphor)))
}

/// A text whose weekday contradicts its date, and a normal form that goes by the weekday.
fn follows_the_weekday(reading: &Reading, normal: &NormalForm) -> bool {
    let Some(day) = normal.single_day() else { return false };
    reading.contradictions().iter().any(|contradiction| contradiction.stated == weekday_of(day))
}

/// Weekdays and no date: the days from the first of them to the last, not far from the publication.
fn are_the_weekdays(
    text: &Text<'_>,
    normal: &Normal<'_>,
    end: Option<&Normal<'_>>,
    context: &Context,
) -> bool {
    const LONGEST: i64 = 7;
    const FAR: i64 = 15;
    let said = text.reading.dates();
    let is_weekday = |said: &StatedDate| {
        said.weekday.is_some() && said.day.is_none() && said.month.is_none() && said.relation.is_none()
    };
    let (Some(first), Some(last), true) = (said.first(), said.last(), said.iter().all(is_weekday)) else {
        return false;
    };
    let start = normal.form.dates().first().and_then(DateParts::day);
    let end = end.map_or(normal.form.dates(), |end| end.form.dates()).last().and_then(DateParts::day);
    let (Some(start), Some(end), Some(published)) = (start, end, context.published(&text.value.record()))
    else {
        return false;
    };
    let is_near = |day: NaiveDate| (day - published).num_days().abs() < FAR;
    first.weekday == Some(weekday_of(start))
        && last.weekday == Some(weekday_of(end))
        && (0..LONGEST).contains(&(end - start).num_days())
        && (is_near(start) || is_near(end))
}

/// How many years other calendars are behind: the Persian, the Hijri of our time, and the Buddhist, which is ahead.
const YEARS_BEHIND: [RangeInclusive<i64>; 3] = [621..=622, 578..=580, -543..=-543];

/// A year in figures that is the normal form's in another calendar: `1402/01/25` is 2023 in Iran.
fn counts_otherwise(reading: &Reading, normal: &NormalForm) -> bool {
    let year = |form: &NormalForm| form.dates().first().and_then(|date| date.year);
    let said = reading.outcome.readings().first().and_then(|said| year(&NormalForm::parse(said).ok()?));
    reading.hijri().is_empty()
        && said
            .zip(year(normal))
            .is_some_and(|(said, year)| YEARS_BEHIND.iter().any(|behind| behind.contains(&(year - said))))
}

fn names_year(reading: &Reading) -> bool {
    reading.dates().iter().all(|said| said.year.is_some() && !said.year_is_inferred)
}

fn differs(
    text: &Text<'_>,
    edtf: &str,
    normal: &Normal<'_>,
    end: Option<&Normal<'_>>,
) -> Option<DateDifference> {
    if edtf == normal.words && end.is_none() {
        return None;
    }
    let said = NormalForm::parse(edtf).ok()?;
    if text.reading.dates().iter().all(|date| date.calendar == Calendar::Hijri) {
        return (!within_sighting(&said, &normal.form)).then_some(DateDifference::Parts(vec![Unit::Day]));
    }
    if let Some(stretch) = TimeStretch::of(edtf, &said) {
        if let Some(other) = TimeStretch::of_bounds(&normal.words, &normal.form).filter(|_| end.is_none()) {
            return stretch.against_bounds(&said, &other);
        }
        let last = end.map_or(normal.form.latest(), |end| end.form.latest());
        return stretch.difference(&said, &normal.form, normal.form.earliest().zip(last)?);
    }
    let shape = text.reading.shape();
    let is_open = said.earliest().is_none() || said.latest().is_none();
    if said.is_interval() && is_open {
        let (said, normal) = (said.dates(), normal.form.dates());
        return by_parts(text, said.first()?, normal.first()?);
    }
    match shape {
        Shape::Month | Shape::Year | Shape::Months | Shape::Years | Shape::Week => {
            by_bounds(text, &said, normal, end)
        }
        Shape::OneOf | Shape::Bound => beyond(&said, normal, end),
        _ => by_days(text, &said, normal, end),
    }
}

/// A text that leaves open which day of several is meant: a normal form that is none of them differs, one that is more
/// exact does not.
fn beyond(said: &NormalForm, normal: &Normal<'_>, end: Option<&Normal<'_>>) -> Option<DateDifference> {
    let (first, last) = (normal.form.earliest()?, end.map_or(normal.form.latest(), |end| end.form.latest())?);
    let is_beyond = said.earliest().is_some_and(|earliest| last < earliest)
        || said.latest().is_some_and(|latest| latest < first);
    is_beyond.then_some(DateDifference::Extent)
}

/// A country's own reckoning may move a Hijri date by two days.
fn within_sighting(said: &NormalForm, normal: &NormalForm) -> bool {
    let moved =
        |day: Option<NaiveDate>, days| day.and_then(|day| NaiveDate::checked_add_days(day, Days::new(days)));
    let reaches = |earlier: Option<NaiveDate>, later: Option<NaiveDate>| match (earlier, moved(later, 2)) {
        (Some(earlier), Some(later)) => earlier <= later,
        _ => true,
    };
    reaches(said.earliest(), normal.latest()) && reaches(normal.earliest(), said.latest())
}

/// A month or a year of the text: the normal form must lie in it, and say no less than all of it.
fn by_bounds(
    text: &Text<'_>,
    said: &NormalForm,
    normal: &Normal<'_>,
    end: Option<&Normal<'_>>,
) -> Option<DateDifference> {
    let (said_dates, normal_dates) = (said.dates(), normal.form.dates());
    if let ([said], [normal]) = (said_dates.as_slice(), normal_dates.as_slice())
        && let Some(DateDifference::Parts(parts)) = by_parts(text, said, normal)
    {
        return Some(DateDifference::Parts(parts));
    }
    if !names_year(&text.reading) || normal.form.has_unspecified() {
        return said_dates
            .first()
            .zip(normal_dates.first())
            .and_then(|(said, normal)| by_parts(text, said, normal));
    }
    let (first, last) = (normal.form.earliest()?, end.map_or(normal.form.latest(), |end| end.form.latest())?);
    let (earliest, latest) = (said.earliest()?, said.latest()?);
    // A week is also known by the day it begins with.
    if text.reading.shape() == Shape::Week && (first, last) == (earliest, earliest) {
        return None;
    }
    if first > latest || last < earliest {
        return Some(DateDifference::Parts(vec![if first.year() == latest.year() {
            Unit::Month
        } else {
            Unit::Year
        }]));
    }
    let says_less = first <= earliest && last >= latest;
    let has_portion = text.reading.parts_of(PartKind::Portion).next().is_some();
    let is_one_day = first == last;
    match normal_dates.iter().map(|date| date.precision).max()? {
        _ if says_less || has_portion && !is_one_day => None,
        Precision::Day => Some(DateDifference::TooPrecise(Unit::Day)),
        Precision::Month if text.reading.shape() == Shape::Year => {
            Some(DateDifference::TooPrecise(Unit::Month))
        }
        _ => None,
    }
}

/// Days of the text, one, several or a range, against those of the normal form.
fn by_days(
    text: &Text<'_>,
    said: &NormalForm,
    normal: &Normal<'_>,
    end: Option<&Normal<'_>>,
) -> Option<DateDifference> {
    let said_dates = said.dates();
    let normal_dates = dates_of(normal, end);
    let ends_match = || {
        let first = by_parts(text, said_dates.first()?, normal_dates.first()?);
        first.or_else(|| by_parts(text, said_dates.last()?, normal_dates.last()?))
    };
    match (said_dates.as_slice(), normal_dates.as_slice()) {
        ([], _) | (_, []) => None,
        ([said], [normal]) => by_parts(text, said, normal),
        // The schema has a place for the end, and nobody filled it in; or the normal form is a month.
        (_, [only]) if only.day.is_none() => ends_match(),
        ([first, ..], [only]) if said.is_interval() && end.is_none() && has_place_for_end(normal) => {
            by_parts(text, first, only)
        }
        ([_], _) | (_, [_]) => Some(DateDifference::Extent),
        _ if said.is_set() && normal.form.is_interval() => {
            ends_match().or(Some(DateDifference::SetAsInterval))
        }
        _ if said.is_interval() && normal.form.is_set() => {
            ends_match().or(Some(DateDifference::IntervalAsSet))
        }
        _ if said.is_set() && end.is_some() => ends_match(),
        (said, normal) if said.len() != normal.len() => Some(DateDifference::Parts(vec![Unit::Day])),
        (said, normal) => said.iter().zip(normal).find_map(|(said, normal)| by_parts(text, said, normal)),
    }
}

/// The dates of a normal form, with those of the end beside it.
fn dates_of(normal: &Normal<'_>, end: Option<&Normal<'_>>) -> Vec<DateParts> {
    let mut dates = normal.form.dates();
    if let (Some(end), [_]) = (end.filter(|end| end.words != normal.words), dates.as_slice()) {
        dates.extend(end.form.dates());
    }
    dates
}

fn has_place_for_end(normal: &Normal<'_>) -> bool {
    normal.value.vacancy(crate::words::Role::DateEnd).is_some()
}

/// One date against one: only what both know can differ; what only the normal form knows is too precise.
fn by_parts(text: &Text<'_>, said: &DateParts, normal: &DateParts) -> Option<DateDifference> {
    let year = said.year.filter(|_| names_year(&text.reading)).zip(normal.year);
    let mut parts = Vec::new();
    if year.is_some_and(|(said, normal)| said != normal) {
        parts.push(Unit::Year);
    }
    if said.month.zip(normal.month).is_some_and(|(said, normal)| said != normal) {
        parts.push(Unit::Month);
    }
    if said.day.zip(normal.day).is_some_and(|(said, normal)| said != normal) {
        parts.push(Unit::Day);
    }
    match parts.as_slice() {
        [] if said.month.is_none() && normal.month.is_some() => Some(DateDifference::TooPrecise(Unit::Month)),
        [] if said.day.is_none() && normal.day.is_some() => Some(DateDifference::TooPrecise(Unit::Day)),
        [] => None,
        [Unit::Day] => match idiom(&text.reading, said.day) {
            Some(part) => Some(DateDifference::Idiom(part.clone())),
            None => Some(DateDifference::Parts(parts)),
        },
        _ => Some(DateDifference::Parts(parts)),
    }
}

/// The idiom or ordinal that says a day.
fn idiom(reading: &Reading, day: Option<u8>) -> Option<&Part> {
    let day = day.map(i32::from);
    reading.parts_of(PartKind::Day).find(|part| {
        let says_it = Some(part.value) == day || part.value == -1;
        says_it && matches!(part.wording, Wording::Idiom | Wording::Ordinal)
    })
}
