//! `date/hijri-as-gregorian`

use chrono::Datelike;

use crate::date::{self, Calendar, hijri};
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record, Value, When};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Argument, Level, Role};

rule! {
    /// A Hijri year stands where a Gregorian one is due.
    ///
    /// EDTF counts Gregorian years: `1444-01-12` is a day of the fifteenth century. Where the source says "12 Muharram
    /// 1444", the normal form is its conversion, `2022-08-10~`: about, because the sighting may move it a day.
    ///
    /// The other way round, a field that is there for Hijri dates holds "10 August 2022": whoever reads it as Hijri
    /// looks for a year that has not come yet.
    ///
    /// The fix, offered, writes the conversion of a Hijri year.
    ///
    /// **Not an error:** meetings of that century; a collection whose period reaches back to it; a field that has both
    /// dates.
    pub static RULE = {
        id: "date/hijri-as-gregorian",
        level: Level::Warning,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::Date, Role::HijriDate]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for when in record.whens() {
        in_normal_form(&when, context, findings);
        if let Some(value) = when.hijri() {
            in_hijri_field(&value, findings);
        }
    }
}

fn in_normal_form(when: &When<'_>, context: &Context, findings: &mut Findings<'_>) {
    let Some(normal) = dates::normal(when) else { return };
    let dates = normal.form.dates();
    let [date] = dates.as_slice() else { return };
    let year = date.year.and_then(|year| i32::try_from(year).ok()).filter(|year| is_recent(*year));
    let Some(year) = year else { return };
    let starts = context.period.0.map(|start| start.year());
    if starts.is_some_and(|start| start <= year) || is_gregorian_in_text(when, year, context) {
        return;
    }
    let Some((first, last)) = gregorian(year, date.month, date.day) else { return };
    let began = Argument::ours(first.format("%Y").to_string());
    let label = message!("{year} is a Hijri year: it began in {began}", year, began);
    let edtf = match (date.month, date.day) {
        (Some(_), Some(_)) => format!("{first}~"),
        _ => format!("{first}~/{last}~"),
    };
    findings.at(&normal.value, label).fix(normal.offer("write the conversion", &edtf));
}

fn in_hijri_field(value: &Value<'_>, findings: &mut Findings<'_>) {
    let words = value.text();
    let reading = date::read(&words, &date::Settings::default());
    if !reading.left_over.is_empty() || !reading.hijri().is_empty() {
        return;
    }
    let years = reading.years();
    let [year] = years.as_slice() else { return };
    if *year <= hijri::LAST_YEAR {
        return;
    }
    let finding = findings.at(value, message!("{year} is a Gregorian year", year: *year));
    finding.title = Some("a Gregorian date stands where a Hijri one is due".into());
    let day = reading.single_date().and_then(hijri::from_gregorian);
    if let Some((year, month, day)) = day {
        let month = dates::month_of(Calendar::Hijri, month);
        finding.help(message!(
            "by Umm al-Qura it is {day} {month} {year}, give or take two days",
            day,
            month,
            year
        ));
    }
}

/// Hijri years that meetings of our time may have.
fn is_recent(year: i32) -> bool {
    (1340..=1500).contains(&year)
}

fn is_gregorian_in_text(when: &When<'_>, year: i32, context: &Context) -> bool {
    let Some(text) = dates::text(when, context) else { return false };
    let mut dates = text.reading.dates().iter();
    dates.any(|said| said.year == Some(year) && said.calendar == crate::date::Calendar::Gregorian)
}

/// The days that a Hijri date, month or year covers.
fn gregorian(
    year: i32,
    month: Option<u8>,
    day: Option<u8>,
) -> Option<(chrono::NaiveDate, chrono::NaiveDate)> {
    match (month, day) {
        (Some(month), Some(day)) => hijri::to_gregorian(year, month, day).map(|day| (day, day)),
        (Some(month), None) => hijri::month_bounds(year, month),
        (None, _) => hijri::month_bounds(year, 1)
            .zip(hijri::month_bounds(year, 12))
            .map(|(first, last)| (first.0, last.1)),
    }
}
