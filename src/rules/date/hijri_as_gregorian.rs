//! `date/hijri-as-gregorian`

use crate::date::hijri;
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, Level, Role};

rule! {
    /// A Hijri year stands where a Gregorian one is due.
    ///
    /// EDTF counts Gregorian years: `1444-01-12` is a day of the fifteenth century. Where the source says "12 Muharram
    /// 1444", the normal form is its conversion, `2022-08-10~`: about, because the sighting may move it a day.
    ///
    /// The fix, offered, writes the conversion.
    ///
    /// **Not an error:** meetings of that century; a collection whose period reaches back to it.
    pub static RULE = {
        id: "date/hijri-as-gregorian",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Date]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for when in record.whens() {
        let Some(normal) = dates::normal(&when) else { continue };
        let dates = normal.form.dates();
        let [date] = dates.as_slice() else { continue };
        let Some(year) = date.year.and_then(|year| i32::try_from(year).ok()).filter(|year| is_recent(*year))
        else {
            continue;
        };
        let starts = context.period.0.map(|start| chrono::Datelike::year(&start));
        if starts.is_some_and(|start| start <= year) || is_gregorian_in_text(&when, year, context) {
            continue;
        }
        let Some((first, last)) = gregorian(year, date.month, date.day) else { continue };
        let label = message!("{year} is a Hijri year: it began in {began}", year, began: Argument::ours(first.format("%Y").to_string()));
        let edtf = match (date.month, date.day) {
            (Some(_), Some(_)) => format!("{first}~"),
            _ => format!("{first}~/{last}~"),
        };
        findings.at(&normal.value, label).fix(normal.offer("write the conversion", &edtf));
    }
}

/// Hijri years that meetings of our time may have.
fn is_recent(year: i32) -> bool {
    (1340..=1500).contains(&year)
}

fn is_gregorian_in_text(when: &crate::record::When<'_>, year: i32, context: &Context) -> bool {
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
