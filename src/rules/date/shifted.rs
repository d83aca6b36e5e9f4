//! `date/shifted`

use chrono::{DateTime, Timelike};

use crate::knowledge::dates::offsets::offsets;
use crate::message;
use crate::record::{Context, Record, Value};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Argument, Level, Role};

rule! {
    /// The moment is midnight where the meeting was: a day was written as a time in UTC.
    ///
    /// A program that keeps days as moments writes the 18th of February in Cairo as `2014-02-17T22:00:00Z`. Whoever
    /// takes the day from it takes the day before; west of Greenwich, `T05:00:00Z` is a time of day that nobody meant.
    /// Where the source names the day, write that alone.
    ///
    /// **Not an error:** another hour; a zone of its own (`+02:00`); a country whose zones are not known.
    pub static RULE = {
        id: "date/shifted",
        level: Level::Info,
        since: "0.1.0",
        yields: ["date/text-disagrees", "date/default"],
        cause: CauseArguments::None,
        check: Check::record(Needs::any_of(&[Role::Date, Role::DateEnd]), check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for value in record.values_of(&[Role::Date, Role::DateEnd]) {
        report(record, &value, findings);
    }
}

fn report(record: &Record<'_>, value: &Value<'_>, findings: &mut Findings<'_>) {
    let words = value.text();
    if !words.contains('T') {
        return;
    }
    let Ok(moment) = DateTime::parse_from_rfc3339(&words) else { return };
    let is_midnight = moment.time().num_seconds_from_midnight() == 0;
    if moment.offset().local_minus_utc() != 0 || is_midnight {
        return;
    }
    let Some(country) = record.values(Role::Country).find(|country| country.group().is(Role::Place)) else {
        return;
    };
    let local = offsets(&country.text()).iter().find_map(|minutes| {
        let local = moment.naive_utc().checked_add_signed(chrono::Duration::minutes(*minutes))?;
        (local.time().num_seconds_from_midnight() == 0).then(|| local.date())
    });
    if let Some(day) = local {
        let label = message!(
            "is midnight of {day} in {country}, where the meeting was",
            day,
            country: Argument::ours(country.text().into_owned())
        );
        findings
            .at(value, label)
            .related(&country, "the country")
            .help("write the day alone, as the source names it");
    }
}
