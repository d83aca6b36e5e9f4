//! `date/out-of-scope`

use chrono::{Datelike, NaiveDate};

use crate::date::edtf::NormalForm;
use crate::knowledge::dates;
use crate::message;
use crate::record::When;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Level, Place, Role};

rule! {
    /// The date lies outside of the collection's period.
    ///
    /// `tadqiq.toml` says from when to when the meetings of a collection were (`period = { from, to }`): a date
    /// outside of it is mistyped, or the record belongs elsewhere. Without a period, years before 1000 and after 2100
    /// are taken for slips of the keyboard: 3016 for 2016.
    ///
    /// **Not an error:** a date of which a part is unknown, so that it may lie inside.
    pub static RULE = {
        id: "date/out-of-scope",
        level: Level::Error,
        since: "0.1.0",
        yields: ["date/default", "date/hijri-as-gregorian"],
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::Date, Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for when in record.whens() {
        let Some((first, last, place)) = said_days(&when, context) else { continue };
        let (from, to) = context.period;
        if let Some(from) = from.filter(|from| last.is_some_and(|last| last < *from)) {
            let label = message!("before {from}, the start of the collection's period", from);
            findings.at(place, label).help(WAY_OUT);
        } else if let Some(to) = to.filter(|to| first.is_some_and(|first| first > *to)) {
            let label = message!("after {to}, the end of the collection's period", to);
            findings.at(place, label).help(WAY_OUT);
        } else if let Some(year) = absurd(first, last) {
            let label = match year {
                ..=999 => message!("the year {year} is far back", year),
                _ => message!("the year {year} is far ahead", year),
            };
            findings
                .at(place, label)
                .title("the year is far off")
                .help("look the year up in the source; a digit may be wrong");
        }
    }
}

const WAY_OUT: &str = "compare it with the source; if the date is right, the record belongs to another collection, \
                       or the period in tadqiq.toml is too narrow";

/// The years that meetings on record may have been in.
const YEARS: std::ops::RangeInclusive<i32> = 1000..=2100;

fn absurd(first: Option<NaiveDate>, last: Option<NaiveDate>) -> Option<i32> {
    let too_late = first.map(|first| first.year()).filter(|year| year > YEARS.end());
    too_late.or_else(|| last.map(|last| last.year()).filter(|year| year < YEARS.start()))
}

/// Buddhist years are 543 ahead: a text may count so, a normal form may not.
fn is_of_another_calendar(year: i32) -> bool {
    const BUDDHIST: std::ops::RangeInclusive<i32> = 2443..=2643;

    BUDDHIST.contains(&year)
}

/// The bounds of the normal form, else of the text.
fn said_days(when: &When<'_>, context: &Context) -> Option<(Option<NaiveDate>, Option<NaiveDate>, Place)> {
    if let Some(value) = when.date() {
        let form = dates::normal(when)?.form;
        return Some((form.earliest(), form.latest(), value.place()));
    }
    let text = dates::text(when, context)?;
    let is_written = text.reading.dates().iter().all(|said| {
        let year = said.year.filter(|_| !said.year_is_inferred);
        year.is_some_and(|year| !is_of_another_calendar(year))
    });
    let form = NormalForm::parse(text.reading.outcome.edtf().filter(|_| is_written)?).ok()?;
    Some((form.earliest(), form.latest(), text.extent()))
}
