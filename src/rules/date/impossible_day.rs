//! `date/impossible-day`

use chrono::NaiveDate;

use crate::date::{Outcome, Reason};
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, Level, Message, Role};

rule! {
    /// There is no such day.
    ///
    /// `2022-02-30` and «31 شتنبر» are in no calendar: a digit of the day or the month is wrong. The rule looks at
    /// the normal form and at the source's own words.
    ///
    /// **Not an error:** day 30 of a Hijri month, which the sighting of the moon decides.
    pub static RULE = {
        id: "date/impossible-day",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Date, Role::DateEnd, Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for value in record.values_of(&[Role::Date, Role::DateEnd]) {
        if let Some(label) = impossible(&value.text()) {
            findings.at(&value, label);
        }
    }
    for (_, text) in dates::texts(record, context) {
        match &text.reading.outcome {
            Outcome::NotUnderstood(Reason::ImpossibleDay { day, month, year, .. }) => {
                let month = month.map(dates::month);
                findings.at(text.extent(), no_such_day(*day, month, *year));
            }
            Outcome::NotUnderstood(Reason::ImpossibleMonth { month }) => {
                findings.at(text.extent(), message!("there is no month {month}", month: *month));
            }
            _ => {}
        }
    }
}

fn no_such_day(day: u32, month: Option<Argument>, year: Option<i32>) -> Message {
    match (month, year) {
        (Some(month), Some(year)) => message!("there is no {day} {month} {year}", day, month, year),
        (Some(month), None) => message!("{month} has no day {day}", day, month),
        (None, _) if day > 31 => message!("no month has a day {day}", day),
        // Figures of which none can be the month.
        (None, _) => message!("in no order of its figures is it a date"),
    }
}

/// What is impossible about a date in figures, year first.
fn impossible(words: &str) -> Option<Message> {
    let dates = words.split(|character: char| !character.is_ascii_digit() && character != '-');
    dates.filter_map(numbers).find_map(|[year, month, day]| match u8::try_from(month) {
        Ok(of @ 1..=12) => {
            let exists = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day).is_some();
            (!exists).then(|| no_such_day(day, Some(dates::month(of)), i32::try_from(year).ok()))
        }
        _ => Some(message!("there is no month {month}", month)),
    })
}

fn numbers(date: &str) -> Option<[u32; 3]> {
    let mut parts = date.split('-').map(|part| (part.len() <= 4).then(|| part.parse::<u32>().ok()).flatten());
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    let is_year_first = date.find('-') == Some(4) && parts.next().is_none();
    is_year_first.then_some(numbers)
}
