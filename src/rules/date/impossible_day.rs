//! `date/impossible-day`

use chrono::NaiveDate;

use crate::date::edtf::NormalForm;
use crate::date::{self, Calendar, Outcome, Reading, Reason, StatedDate};
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Argument, Level, Message, Role};

rule! {
    /// There is no such day.
    ///
    /// `2022-02-30` and «31 شتنبر» are in no calendar, nor is «34 رجب»: a digit of the day or the month is wrong. The
    /// rule looks at the normal form, at the source's own words, and at the Hijri date in a field of its own.
    ///
    /// **Not an error:** day 30 of a Hijri month, which the sighting of the moon decides.
    pub static RULE = {
        id: "date/impossible-day",
        level: Level::Error,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(
            Needs::any_of(&[Role::Date, Role::DateEnd, Role::DateText, Role::HijriDate]),
            check,
        ),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let texts: Vec<_> = dates::texts(record, context)
        .filter_map(|(_, text)| Some((impossible_in(&text.reading)?, text)))
        .collect();
    // A slip that was copied is one: what is said of the normal form is not said of its text again.
    let mut copied: Vec<usize> = Vec::new();
    for value in record.values_of(&[Role::Date, Role::DateEnd]) {
        let words = value.text();
        let Some(impossible) = impossible(&words).or_else(|| impossible_otherwise(&words)) else { continue };
        let finding = findings.at(&value, impossible.label());
        finding.help(impossible.way_out_of_form());
        let of_text = texts.iter().position(|(of_text, text)| {
            of_text.is_same(&impossible) && text.value.group().number() == value.group().number()
        });
        if let Some((at, (_, text))) = of_text.and_then(|at| Some((at, texts.get(at)?))) {
            finding.related(text.extent(), "the source says so too");
            copied.push(at);
        }
    }
    for (at, (impossible, text)) in texts.iter().enumerate() {
        if !copied.contains(&at) {
            findings.at(text.extent(), impossible.label()).help(
                "compare it with the source; where the source itself has it so, keep its words, and say in the date \
                 only what is known",
            );
        }
    }
    for value in record.values(Role::HijriDate) {
        let reading = date::read(&value.text(), &date::Settings::default());
        if let Some(impossible) = impossible_in(&reading) {
            findings.at(&value, impossible.label()).help("compare it with the source");
        }
    }
}

/// A day or a month that there is not.
enum Impossible {
    Day { calendar: Calendar, day: u32, month: Option<u8>, year: Option<i32> },
    Month { month: u32 },
}

impl Impossible {
    /// Whether another says the same, be it with a year or without.
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Day { day, month, .. }, Self::Day { day: other_day, month: other_month, .. }) => {
                day == other_day && month == other_month
            }
            (Self::Month { month }, Self::Month { month: other }) => month == other,
            _ => false,
        }
    }

    /// What to do about a normal form: to say less is better than to guess.
    fn way_out_of_form(&self) -> Message {
        match self {
            Self::Day { calendar: Calendar::Gregorian, month: Some(month), year: Some(year), .. } => {
                message!(
                    "look the day up in the source; where it cannot be known, write the month alone: {month}",
                    month: Argument::ours(format!("{year:04}-{month:02}"))
                )
            }
            Self::Day { .. } => "look the day up in the source".into(),
            Self::Month { .. } => "look the month up in the source".into(),
        }
    }

    fn label(&self) -> Message {
        let (calendar, day, month, year) = match self {
            Self::Month { month } => return message!("there is no month {month}", month: *month),
            Self::Day { calendar, day, month, year } => (*calendar, *day, *month, *year),
        };
        let month = month.map(|month| dates::month_of(calendar, month));
        match (month, year) {
            (Some(month), Some(year)) => message!("{month} {year} has no day {day}", month, year, day),
            (Some(month), None) => message!("{month} has no day {day}", day, month),
            (None, _) if day == 0 || day > 31 => message!("no month has a day {day}", day),
            // Figures of which none can be the month.
            (None, _) => message!("none of its figures can be the month"),
        }
    }
}

/// What is impossible about what a text says.
fn impossible_in(reading: &Reading) -> Option<Impossible> {
    if !reading.left_over.is_empty() {
        return None;
    }
    if let Some(StatedDate { day: Some(day), month, year, calendar, .. }) = reading.impossible_hijri() {
        let (calendar, day) = (*calendar, u32::from(*day));
        return Some(Impossible::Day { calendar, day, month: *month, year: *year });
    }
    match reading.outcome {
        Outcome::NotUnderstood(Reason::ImpossibleDay { day, month, year, calendar }) => {
            Some(Impossible::Day { calendar, day, month, year })
        }
        Outcome::NotUnderstood(Reason::ImpossibleMonth { month }) => Some(Impossible::Month { month }),
        _ => None,
    }
}

/// What is impossible about a normal form that is written as texts are: `31/04/2021`.
fn impossible_otherwise(words: &str) -> Option<Impossible> {
    let is_otherwise = NormalForm::parse(words).is_err();
    is_otherwise.then(|| impossible_in(&date::read(words, &date::Settings::default())))?
}

/// What is impossible about a date in figures, year first.
fn impossible(words: &str) -> Option<Impossible> {
    let dates = words.split(|character: char| !character.is_ascii_digit() && character != '-');
    dates.filter_map(numbers).find_map(|[year, month, day]| match u8::try_from(month) {
        Ok(of @ 1..=12) => {
            let year = i32::try_from(year).ok()?;
            let exists = NaiveDate::from_ymd_opt(year, month, day).is_some();
            let (calendar, month, year) = (Calendar::Gregorian, Some(of), Some(year));
            (!exists).then_some(Impossible::Day { calendar, day, month, year })
        }
        _ => Some(Impossible::Month { month }),
    })
}

fn numbers(date: &str) -> Option<[u32; 3]> {
    let mut parts = date.split('-').map(|part| (part.len() <= 4).then(|| part.parse::<u32>().ok()).flatten());
    let numbers = [parts.next()??, parts.next()??, parts.next()??];
    let is_year_first = date.find('-') == Some(4) && parts.next().is_none();
    is_year_first.then_some(numbers)
}
