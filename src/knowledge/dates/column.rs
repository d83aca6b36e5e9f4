//! Dates in figures, field by field: what a column shows of its order and its century where they can be told.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::date::edtf::{DateParts, NormalForm};
use crate::date::{self, Outcome, PartKind};
use crate::knowledge::dates::{self, Text, figures};
use crate::record::{Context, Facts, Record, When};
use crate::words::FactPlace;

/// A date in figures that can be read in several ways.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDate {
    /// The characters of the text that say it.
    pub characters: Range<usize>,
    /// What it may be, in normal form.
    pub readings: Vec<String>,
    /// Its first two figures, where they may be day and month.
    figures: Option<(u32, u32)>,
}

/// A column and the dates in it that are open.
#[derive(Debug, Default)]
pub struct DateColumn {
    /// Its open dates, each with the places of the texts that say it.
    pub open: Vec<(OpenDate, Vec<FactPlace>)>,
    day_first: usize,
    month_first: usize,
    years: Vec<i32>,
}

/// What is noted of a text, behind the name of its column.
const OPEN: char = 'o';
const DAY_FIRST: char = 'd';
const MONTH_FIRST: char = 'm';
const YEAR: char = 'y';

/// Leaves what each date of a record shows of its column, or leaves open.
pub fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    for (when, text) in dates::texts(record, context) {
        let Some([first, second, year]) = figures::three(&text.words) else {
            observe_words(&when, &text, context, facts);
            continue;
        };
        let what = match shown(&when, &text, year).map(|day| (day.day(), day.month())) {
            Some((day, month)) if day == month => None,
            Some(shown) if shown == (first, second) => Some(DAY_FIRST),
            Some(shown) if shown == (second, first) => Some(MONTH_FIRST),
            _ => None,
        };
        if let Some(what) = what {
            facts.mention(&kind(&text, context, what), &text.words);
        }
        if year >= 100 {
            facts.mention(&kind(&text, context, YEAR), &year.to_string());
        }
        observe_open(&when, &text, Some((first, second)), context, facts);
    }
}

/// The first day of a date in figures, where its text or the normal form beside it tells.
fn shown(when: &When<'_>, text: &Text<'_>, year: u32) -> Option<NaiveDate> {
    match &text.reading.outcome {
        Outcome::Normalised(_) if year >= 100 => text.reading.dates().first()?.date(),
        Outcome::Ambiguous(readings) => {
            let day = dates::normal(when)?.form.dates().first()?.day()?;
            readings.iter().any(|reading| first_day(reading) == Some(day)).then_some(day)
        }
        _ => None,
    }
}

/// The first day of a date or a range in normal form.
fn first_day(form: &str) -> Option<NaiveDate> {
    NormalForm::parse(form).ok()?.dates().first()?.day()
}

fn observe_words(when: &When<'_>, text: &Text<'_>, context: &Context, facts: &mut Facts) {
    if let Outcome::Ambiguous(_) = &text.reading.outcome {
        observe_open(when, text, None, context, facts);
        return;
    }
    let said = text.reading.dates().first();
    if let Some(year) = said.filter(|said| !said.year_is_inferred).and_then(|said| said.year) {
        facts.mention(&kind(text, context, YEAR), &year.to_string());
    }
}

fn observe_open(
    when: &When<'_>,
    text: &Text<'_>,
    figures: Option<(u32, u32)>,
    context: &Context,
    facts: &mut Facts,
) {
    let Outcome::Ambiguous(readings) = &text.reading.outcome else { return };
    if text.reading.parts_of(PartKind::Number).next().is_none() {
        return;
    }
    let readings = left_by_normal_form(when, readings);
    if readings.len() < 2 {
        return;
    }
    let characters = date::code_points(&text.words, text.reading.extent.clone());
    // A struct of numbers and strings can always be written.
    let form = serde_json::to_string(&OpenDate { characters, readings, figures }).unwrap_or_default();
    facts.observe(&kind(text, context, OPEN), &form, &text.value);
}

/// The values of one field of the collection's schema are a column.
fn kind(text: &Text<'_>, context: &Context, what: char) -> String {
    let field = text.value.annotation_for_all_places().unwrap_or_default();
    format!("{what}{field}\n{}", context.collection.as_deref().unwrap_or_default())
}

/// The readings that the normal form beside the text leaves: none where it settles them, or says something else,
/// which is another rule's to say. A year of two figures stays open: the normal form may have been made of it.
fn left_by_normal_form(when: &When<'_>, readings: &[String]) -> Vec<String> {
    let Some(value) = when.date() else { return readings.to_vec() };
    let Some(normal) = dates::normal(when) else { return Vec::new() };
    let Some(day) = normal.form.dates().first().and_then(DateParts::day) else {
        let is_settled = readings.iter().any(|reading| *reading == *value.text());
        return if is_settled { Vec::new() } else { readings.to_vec() };
    };
    let first_days = || readings.iter().map(|reading| first_day(reading));
    if !first_days().any(|first| first == Some(day)) {
        return Vec::new();
    }
    let is_left = |first: Option<NaiveDate>| {
        first.is_some_and(|first| (first.month(), first.day()) == (day.month(), day.day()))
    };
    readings
        .iter()
        .zip(first_days())
        .filter(|(_, first)| is_left(*first))
        .map(|(left, _)| left.clone())
        .collect()
}

/// The columns that have open dates.
pub fn columns(facts: &Facts) -> BTreeMap<&str, DateColumn> {
    let mut columns: BTreeMap<&str, DateColumn> = BTreeMap::new();
    for kind in facts.kinds() {
        let Some(name) = kind.strip_prefix(OPEN) else { continue };
        let column = columns.entry(name).or_default();
        for uses in facts.uses(kind) {
            if let Ok(open) = serde_json::from_str(uses.form) {
                column.open.push((open, uses.places().collect()));
            }
        }
        let mentioned = |what: char| facts.mentioned(&format!("{what}{name}"));
        column.day_first = mentioned(DAY_FIRST).len();
        column.month_first = mentioned(MONTH_FIRST).len();
        column.years = mentioned(YEAR).into_iter().filter_map(|year| year.parse().ok()).collect();
    }
    columns
}

impl DateColumn {
    /// What a date may still be where the column has shown its order and its century.
    pub fn left_of(&self, open: &OpenDate) -> Vec<String> {
        let mut left = open.readings.clone();
        if let Some((first, second)) = open.figures.filter(|_| self.has_one_order()) {
            let expected = if self.day_first > 0 { (first, second) } else { (second, first) };
            let is_in_order = |reading: &String| {
                first_day(reading).is_some_and(|first| (first.day(), first.month()) == expected)
            };
            if left.iter().any(is_in_order) {
                left.retain(is_in_order);
            }
        }
        match Question::of(&left) {
            Question::Century => self.century(&left).map_or(left, |settled| vec![settled]),
            _ => left,
        }
    }

    /// Whether the dates that show an order all show the same. One alone may be the exception.
    fn has_one_order(&self) -> bool {
        const ENOUGH: usize = 2;

        self.day_first.min(self.month_first) == 0 && self.day_first.max(self.month_first) >= ENOUGH
    }

    /// The one reading that lies in the time of the years that the column writes out.
    fn century(&self, readings: &[String]) -> Option<String> {
        const SAME_TIME: i32 = 15;

        let (first, last) = (self.years.iter().min()?, self.years.iter().max()?);
        let is_of_its_time = |reading: &&String| {
            let day = first_day(reading);
            day.is_some_and(|day| (first - SAME_TIME..=last + SAME_TIME).contains(&day.year()))
        };
        let mut of_its_time = readings.iter().filter(is_of_its_time);
        of_its_time.next().filter(|_| of_its_time.next().is_none()).cloned()
    }
}

/// What is to be asked of a date that can be read in several ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// In which century it was.
    Century,
    /// Whether the day or the month comes first.
    Order,
    /// Both.
    OrderAndCentury,
    /// Whether a number is a year or a day.
    YearOrDay,
}

impl Question {
    /// The question that readings leave.
    pub fn of(readings: &[String]) -> Self {
        let days: Option<Vec<NaiveDate>> = readings.iter().map(|reading| first_day(reading)).collect();
        let Some(days) = days else { return Self::YearOrDay };
        let all = |holds: fn(&NaiveDate, &NaiveDate) -> bool| {
            days.windows(2).all(|two| matches!(two, [one, other] if holds(one, other)))
        };
        if all(|one, other| one.year() == other.year()) {
            return Self::Order;
        }
        if all(|one, other| (one.month(), one.day()) == (other.month(), other.day())) {
            return Self::Century;
        }
        Self::OrderAndCentury
    }
}
