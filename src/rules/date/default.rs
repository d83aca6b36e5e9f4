//! `date/default`

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};

use crate::knowledge::citations::citations;
use crate::knowledge::dates::{self, Normal, figures};
use crate::message;
use crate::record::{Context, Facts, Record, When};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, Edit, Fix, Level, Place, Role, Safety};

rule! {
    /// The date is the day on which a program begins to count.
    ///
    /// A field that was left empty comes out of a spreadsheet or a database as `1900-01-01`, `1970-01-01` or
    /// `0001-01-01`: the first day that it knows. Nothing else in the record speaks of that year, nor do the other
    /// dates of the collection lie near it.
    ///
    /// Where the text says a date, the fix, offered, writes that; else look for the date in the source, or leave the
    /// field out.
    ///
    /// **Not an error:** a text, a quotation or a source that says the year too; a year alone; a collection of that
    /// time, by its period or by the dates of its other records.
    pub static RULE = {
        id: "date/default",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::dataset(Needs::any_of(&[Role::Date, Role::DateEnd]), observe, conclude),
    }
}

/// The days on which programs begin to count: year, month, day.
const FIRST_DAYS: [(i32, u32, u32); 7] = [
    // Calendars of programming languages.
    (1, 1, 1),
    // Windows.
    (1601, 1, 1),
    // Databases.
    (1753, 1, 1),
    // Spreadsheets: their day 0 by two ways of counting, and day 1.
    (1899, 12, 30),
    (1899, 12, 31),
    (1900, 1, 1),
    // Unix.
    (1970, 1, 1),
];

/// Dates of other records so many years off are of the same time.
const SAME_TIME: i32 = 5;

fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    let collection = context.collection.as_deref().unwrap_or_default();
    for when in record.whens() {
        for normal in [dates::normal(&when), dates::normal_end(&when)].into_iter().flatten() {
            match normal.form.single_day().filter(|day| is_first_day(*day)) {
                None => note_year(&normal, collection, facts),
                Some(day) if is_supported(day, record, context) => {}
                Some(day) => {
                    let said = said(&when, context).unwrap_or_default();
                    facts.observe(collection, &format!("{day}\n{said}"), &normal.value);
                }
            }
        }
    }
}

fn is_first_day(day: NaiveDate) -> bool {
    FIRST_DAYS.contains(&(day.year(), day.month(), day.day()))
}

/// The other dates of the collection, by their years.
fn note_year(normal: &Normal<'_>, collection: &str, facts: &mut Facts) {
    let is_year = |year: &&str| year.bytes().all(|byte| byte.is_ascii_digit());
    if let Some(year) = normal.words.get(..4).filter(is_year) {
        facts.mention(collection, year);
    }
}

/// Whether the record, its source or the period of its collection speaks of that time.
fn is_supported(day: NaiveDate, record: &Record<'_>, context: &Context) -> bool {
    const SAYING: [Role; 5] = [Role::DateText, Role::Quote, Role::Text, Role::Note, Role::Published];

    if let (Some(from), to) = context.period
        && from <= day
        && to.is_none_or(|to| day <= to)
    {
        return true;
    }
    let year = format!("{:04}", day.year());
    let says_year = |text: &str| figures::numbers(text).any(|number| number == year);
    record.values_of(&SAYING).any(|value| says_year(&value.text()))
        || citations(record, context).iter().any(|citation| {
            let published = citation
                .published()
                .is_some_and(|published| published.year() - day.year() <= SAME_TIME && day <= published);
            published || citation.text.is_some_and(|text| says_year(text.text()))
        })
}

/// What the text says instead, if it says one thing.
fn said(when: &When<'_>, context: &Context) -> Option<String> {
    let text = dates::text(when, context).filter(|text| !text.reading.is_year_missing())?;
    Some(text.reading.outcome.edtf()?.to_owned())
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    for collection in facts.kinds() {
        let mentioned = facts.mentioned(collection);
        let years: BTreeSet<i32> = mentioned.into_iter().filter_map(|year| year.parse().ok()).collect();
        for uses in facts.uses(collection) {
            let Some((day, said)) = read(uses.form) else { continue };
            let of_its_time = day.year() - SAME_TIME..=day.year() + SAME_TIME;
            if years.range(of_its_time).next().is_none() {
                uses.places().for_each(|place| report(place.into(), day, said, findings));
            }
        }
    }
}

fn read(form: &str) -> Option<(NaiveDate, &str)> {
    let (day, said) = form.split_once('\n')?;
    Some((day.parse().ok()?, said))
}

fn report(place: Place, day: NaiveDate, said: &str, findings: &mut Findings<'_>) {
    let label = message!("{day} is where programs begin to count; nothing here speaks of that time", day);
    let finding = findings.at(place.clone(), label);
    if said.is_empty() {
        finding.help("look for the date in the source; where it is not known, leave the field out");
        return;
    }
    finding.note(message!("the text says {said}", said: Argument::ours(said.to_owned())));
    finding.fix(Fix {
        title: message!("write what the text says"),
        safety: Safety::Unsafe,
        edits: vec![Edit::Replace { place, text: said.to_owned() }],
    });
}
