//! `date/weekday-mismatch`

use chrono::{Datelike, NaiveDate};

use crate::date::weekday::{Field, Repair, repairs, weekday_of};
use crate::date::{self, Calendar, Contradiction, PartKind, Reading};
use crate::knowledge::dates::{self, Text};
use crate::message;
use crate::record::{Context, Record, Value, When};
use crate::rule::{CauseArguments, Check, Finding, Findings, Needs};
use crate::words::{Argument, Level, Message, Place, Role};

rule! {
    /// The weekday contradicts the date.
    ///
    /// A source that writes "Wednesday 2 August 2022" is wrong about one of the two: that day was a Tuesday.
    /// The help lists what a change of one part alone would make true: another day, month, year or weekday,
    /// those near the publication first. Just after New Year it is usually the year.
    ///
    /// A weekday beside a Hijri date is held against the Gregorian day beside it, else against its conversion.
    ///
    /// **Not an error:** a weekday within two days of a conversion, which the sighting of the moon decides; the weekday
    /// of the first or the last day of a range; a weekday that does not stand beside a date; «الاثنين» as "the two".
    pub static RULE = {
        id: "date/weekday-mismatch",
        level: Level::Error,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::DateText, Role::HijriDate, Role::Weekday]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for when in record.whens() {
        let in_part = dates::text_in_part(&when, context).filter(is_read_to_its_end);
        let judged = match &in_part {
            Some(text) => in_text(&when, text, context, findings),
            None => Vec::new(),
        };
        let text = in_part.filter(|text| text.reading.left_over.is_empty());
        beside(&when, text.as_ref(), &judged, context, findings);
        if let Some(text) = &text {
            with_hijri_date(&text.value, &text.words, &text.reading, None, findings);
        }
        if let Some(value) = when.hijri() {
            let words = value.text();
            let reading = date::read(&words, &date::Settings::default());
            let normal = dates::normal(&when).and_then(|normal| normal.form.single_day());
            with_hijri_date(&value, &words, &reading, normal, findings);
        }
    }
}

/// Whether nothing is left over, or only what stands behind the date (`Tuesday 5 May 2022, Paris`): it changes neither
/// the day nor the weekday beside it.
fn is_read_to_its_end(text: &Text<'_>) -> bool {
    text.reading.left_over.iter().all(|left| left.start >= text.reading.extent.end)
}

/// A weekday beside a Hijri date alone: where the sighting of the moon is not known, a day that many days off is
/// not contradicted. A Gregorian day beside it settles which day it was.
fn with_hijri_date(
    value: &Value<'_>,
    words: &str,
    reading: &Reading,
    gregorian: Option<NaiveDate>,
    findings: &mut Findings<'_>,
) {
    const SIGHTING: i64 = 2;

    let [said] = reading.dates() else { return };
    let (Some(stated), Some(converted)) = (said.weekday, said.date()) else { return };
    if said.calendar != Calendar::Hijri || !reading.left_over.is_empty() {
        return;
    }
    let gregorian = gregorian.filter(|day| (*day - converted).num_days().abs() <= SIGHTING);
    let apart = i64::from(stated.abs_diff(weekday_of(gregorian.unwrap_or(converted))));
    let apart = apart.min(7 - apart);
    if apart == 0 || gregorian.is_none() && apart <= SIGHTING {
        return;
    }
    let Some(part) = reading.parts_of(PartKind::Weekday).find(|part| part.value == i32::from(stated)) else {
        return;
    };
    let day = gregorian.unwrap_or(converted);
    let finding = report(value.bytes(part.range.clone()), part.text(words), stated, day, findings);
    if gregorian.is_none() {
        finding.note("converted by Umm al-Qura; two days are left to the sighting of the moon");
    }
}

/// Weekdays of the text. The stated ones that are wrong.
fn in_text(when: &When<'_>, text: &Text<'_>, context: &Context, findings: &mut Findings<'_>) -> Vec<u8> {
    let mut contradictions = text.reading.contradictions().to_vec();
    if contradictions.is_empty() {
        contradictions.extend(with_the_year_of_the_normal_form(when, text));
    }
    for contradiction in &contradictions {
        let Contradiction { stated, date, .. } = *contradiction;
        let extent = text.reading.dates().get(contradiction.index).map(|said| said.extent());
        let named =
            || text.reading.parts_of(PartKind::Weekday).filter(|part| part.value == i32::from(stated));
        let beside = extent.and_then(|extent| named().find(|part| extent.contains(&part.range.start)));
        let Some(part) = beside.or_else(|| named().next()) else { continue };
        let finding = report(text.at(part.range.clone()), part.text(&text.words), stated, date, findings);
        if contradiction.year_is_inferred {
            finding.note(message!(
                "the text names no year: {year} is that of the publication",
                year: date.year()
            ));
        }
        help(finding, date, stated, context.published(&text.value.record()));
    }
    contradictions.iter().map(|contradiction| contradiction.stated).collect()
}

/// A text may name weekday, day and month, and the normal form the year.
fn with_the_year_of_the_normal_form(when: &When<'_>, text: &Text<'_>) -> Option<Contradiction> {
    let [said] = text.reading.dates() else { return None };
    let day = dates::normal(when)?.form.single_day()?;
    let stated = said.weekday?;
    let is_the_day = said.year.is_none()
        && said.day.map(u32::from) == Some(day.day())
        && said.month.map(u32::from) == Some(day.month());
    let computed = weekday_of(day);
    (is_the_day && computed != stated).then_some(Contradiction {
        stated,
        computed,
        date: day,
        year_is_inferred: false,
        index: 0,
    })
}

/// The weekday that is kept apart, against the normal form or else the text.
fn beside(
    when: &When<'_>,
    text: Option<&Text<'_>>,
    judged: &[u8],
    context: &Context,
    findings: &mut Findings<'_>,
) {
    let Some(value) = when.weekday() else { return };
    let words = value.text();
    let stated = dates::weekdays(&words);
    let [stated] = stated.as_slice() else { return };
    if judged.contains(stated) {
        return;
    }
    let Some((days, place)) = days(when, text) else { return };
    let Some(first) = days.first() else { return };
    if days.iter().any(|day| weekday_of(*day) == *stated) {
        return;
    }
    let finding = report((&value).into(), &words, *stated, *first, findings);
    finding.related(place, "the date it is compared with");
    help(finding, *first, *stated, context.published(&value.record()));
}

/// The whole days that a weekday may belong to: of a range, its first and last.
fn days(when: &When<'_>, text: Option<&Text<'_>>) -> Option<(Vec<NaiveDate>, Place)> {
    if let Some(normal) = dates::normal(when) {
        let whole = |form: &crate::date::edtf::NormalForm| {
            // About a day may be the day beside it.
            if form.is_approximate() {
                return None;
            }
            form.dates().iter().map(|date| date.day()).collect::<Option<Vec<NaiveDate>>>()
        };
        let mut days = whole(&normal.form)?;
        days.extend(dates::normal_end(when).and_then(|end| whole(&end.form)).unwrap_or_default());
        return Some((days, normal.value.place()));
    }
    if when.date().is_some() {
        return None;
    }
    let text = text?;
    let said = text.reading.dates().iter();
    let days: Option<Vec<NaiveDate>> =
        said.map(|said| said.date().filter(|_| said.calendar == Calendar::Gregorian)).collect();
    Some((days?, text.extent()))
}

fn report<'f>(
    place: Place,
    word: &str,
    stated: u8,
    date: NaiveDate,
    findings: &'f mut Findings<'_>,
) -> &'f mut Finding {
    let weekday = dates::weekday(weekday_of(date));
    let label = match dates::weekday(stated) {
        Argument::Ours(stated) if stated.eq_ignore_ascii_case(word) => {
            message!("says {word}, but {date} is a {weekday}", word, date, weekday)
        }
        stated => message!("says {word} ({stated}), but {date} is a {weekday}", word, stated, date, weekday),
    };
    findings.at(place, label)
}

/// Of each field, many more would be no help.
const MOST_REPAIRS: usize = 2;

fn help(finding: &mut Finding, date: NaiveDate, stated: u8, published: Option<NaiveDate>) {
    let (Ok(day), Ok(month)) = (u8::try_from(date.day()), u8::try_from(date.month())) else { return };
    let mut repaired = repairs(day, month, date.year(), stated, published);
    if repaired.is_empty() {
        repaired = repairs(day, month, date.year(), stated, None);
    }
    // The field of the best repair first.
    let mut fields: Vec<Field> = Vec::new();
    for repair in &repaired {
        if !fields.contains(&repair.field) {
            fields.push(repair.field);
        }
    }
    let ways: Vec<Argument> = fields
        .into_iter()
        .map(|field| {
            let of_field: Vec<&Repair> = repaired.iter().filter(|repair| repair.field == field).collect();
            in_words(field, &nearest(&of_field, date)).into()
        })
        .collect();
    if !ways.is_empty() {
        finding.help(message!("it would be true with {ways}", ways: dates::either(ways)));
    }
}

/// Of one field's repairs the nearest to the publication, which come first, and the nearest to the date
/// itself: a slip lands near it, wherever the publication is.
fn nearest<'r>(repairs: &[&'r Repair], date: NaiveDate) -> Vec<&'r Repair> {
    let mut by_date = repairs.to_vec();
    by_date.sort_by_key(|repair| (repair.date - date).num_days().abs());
    by_date.truncate(MOST_REPAIRS);
    if let Some(first) = repairs.first().filter(|first| !by_date.contains(first)) {
        by_date.push(first);
    }
    by_date
}

fn in_words(field: Field, repairs: &[&Repair]) -> Message {
    let dates = dates::either(repairs.iter().map(|repair| repair.date.into()).collect());
    match field {
        Field::Year => message!("another year ({dates})", dates),
        Field::Month => message!("another month ({dates})", dates),
        Field::Day => message!("another day ({dates})", dates),
        Field::Weekday => {
            let weekdays =
                dates::either(repairs.iter().map(|repair| dates::weekday(repair.weekday)).collect());
            message!("another weekday ({weekdays})", weekdays)
        }
    }
}
