//! `date/calendars-disagree`

use chrono::{NaiveDate, TimeDelta};

use crate::date::{self, Calendar, hijri};
use crate::knowledge::dates;
use crate::message;
use crate::record::When;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Level, Place, Role};

rule! {
    /// The Hijri and the Gregorian date are three days apart or more.
    ///
    /// "12 Muharram 1444, that is 15 August 2022": by Umm al-Qura the 12th of Muharram 1444 was 10 August 2022. A
    /// country that goes by the sighting of the moon may be a day or two off; three days or more is an error in one
    /// of the two dates.
    ///
    /// **Not an error:** one or two days; a Hijri year without its month.
    pub static RULE = {
        id: "date/calendars-disagree",
        level: Level::Error,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::DateText, Role::HijriDate]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for when in record.whens() {
        in_text(&when, context, findings);
        beside(&when, context, findings);
    }
}

/// Days that the sighting of the moon may move a month by.
const SIGHTING: i64 = 2;

fn in_text(when: &When<'_>, context: &Context, findings: &mut Findings<'_>) {
    let Some(text) = dates::text(when, context) else { return };
    let Some(days) = text.reading.calendars_apart().filter(|days| days.abs() > SIGHTING) else { return };
    let hijri = text.reading.hijri();
    let Some(converted) = hijri.first().and_then(|said| said.date()) else { return };
    let words = hijri.first().and_then(|said| text.words.get(said.extent())).unwrap_or_default();
    report(text.extent(), words, converted, days, findings);
}

/// The Hijri date in a field of its own, against the normal form or else the text.
fn beside(when: &When<'_>, context: &Context, findings: &mut Findings<'_>) {
    let Some(value) = when.hijri() else { return };
    let words = value.text();
    let reading = date::read(&words, &date::Settings::default());
    let [said] = reading.dates() else { return };
    if !reading.left_over.is_empty() {
        return;
    }
    let Some(converted) = said.date().filter(|_| said.calendar == Calendar::Hijri) else { return };
    let gregorian = match when.date() {
        Some(_) => dates::normal(when).and_then(|normal| normal.form.single_day()),
        None => dates::text(when, context).and_then(|text| text.reading.single_date()),
    };
    let Some(gregorian) = gregorian else { return };
    let days = (gregorian - converted).num_days();
    if days.abs() > SIGHTING {
        report(value.place(), &words, converted, days, findings);
    }
}

fn report(place: Place, words: &str, converted: NaiveDate, days: i64, findings: &mut Findings<'_>) {
    let apart = days.abs();
    let label = match days {
        ..0 => message!(
            "{words} was {converted}, {apart} days after the Gregorian date",
            words,
            converted,
            apart
        ),
        _ => message!(
            "{words} was {converted}, {apart} days before the Gregorian date",
            words,
            converted,
            apart
        ),
    };
    let finding = findings.at(place, label);
    finding.note("converted by Umm al-Qura; two days are left to the sighting of the moon");
    let hijri = converted.checked_add_signed(TimeDelta::days(days)).and_then(hijri::from_gregorian);
    if let Some((year, month, day)) = hijri {
        finding.help(message!(
            "look in the source which of the two is right: the Gregorian date was {day} {month} {year} by the Hijri calendar",
            day,
            month: dates::month_of(Calendar::Hijri, month),
            year
        ));
    }
}
