//! The record's date against the dates of its source.

use chrono::{Datelike, Days, NaiveDate};

use crate::date::edtf::{DateParts, NormalForm};
use crate::date::{self, Reading};
use crate::record::Value;
use crate::rules::evidence::cited::{Cited, has_note};
use crate::{Context, Findings, Message, Place, Record, Role, message};

/// Reports dates that no quotation of the record supports.
pub fn check(
    record: &Record<'_>,
    evidence: &[Cited<'_, '_>],
    context: &Context,
    findings: &mut Findings<'_>,
) {
    if has_note(record) {
        return;
    }
    for date in record.values(Role::Date) {
        let Ok(form) = NormalForm::parse(&date.text()) else { continue };
        let (Some(first), Some(last)) = (form.earliest(), form.latest()) else { continue };
        let last = end_beside(&date).unwrap_or(last);
        let quoted: Vec<(&Cited<'_, '_>, Reading)> = evidence
            .iter()
            .filter_map(|evidence| Some((evidence, evidence.quote?)))
            .flat_map(|(evidence, quote)| {
                let readings = date::read_all(&quote.text(), &evidence.date_settings(context));
                readings.into_iter().map(move |reading| (evidence, reading))
            })
            .collect();
        let verdicts: Vec<(Verdict, &Cited<'_, '_>, &Reading)> = quoted
            .iter()
            .map(|(evidence, reading)| (verdict(&form, (first, last), reading), *evidence, reading))
            .collect();
        if verdicts.iter().any(|(verdict, ..)| matches!(verdict, Verdict::Supports | Verdict::SaysNothing)) {
            continue;
        }
        match verdicts.first() {
            Some((verdict, evidence, reading)) => {
                let label = match verdict {
                    Verdict::LacksTheMonth => message!("says a month, which the source does not"),
                    _ => says(&date),
                };
                let place = passage(evidence, reading);
                let finding = findings.at(&date, label);
                match (verdict, reading.outcome.edtf()) {
                    (Verdict::Differs, Some(edtf)) => {
                        finding.related(place, message!("the source says {edtf}", edtf: edtf.to_owned()));
                    }
                    _ => {
                        finding.related(place, "the passage it cites");
                    }
                }
            }
            None => check_whole_texts(&date, (first, last), evidence, context, findings),
        }
    }
}

fn says(date: &Value<'_>) -> Message {
    message!("says {date}, the passage it cites does not", date: date.text())
}

/// A quotation without a date: the record's day must be somewhere in the text, or near its publication.
fn check_whole_texts(
    date: &Value<'_>,
    (first, last): (NaiveDate, NaiveDate),
    evidence: &[Cited<'_, '_>],
    context: &Context,
    findings: &mut Findings<'_>,
) {
    /// "Yesterday" and "last week" are said of days before the publication.
    const DAYS_TOLD_RELATIVELY: u64 = 31;
    if evidence.is_empty() {
        return;
    }
    for evidence in evidence {
        let Some(text) = evidence.text else { return };
        let Some(readings) = text.dates(&evidence.date_settings(context)) else { return };
        let is_said = readings.iter().any(|reading| match reading.outcome.readings() {
            [] => true,
            said => said.iter().any(|said| overlaps(said, first, last)),
        });
        let is_recent = evidence.published().is_some_and(|published| {
            first <= published && published - Days::new(DAYS_TOLD_RELATIVELY) <= last
        });
        if is_said || is_recent || readings.is_empty() {
            return;
        }
    }
    let place = evidence.iter().find_map(Cited::place_of_words);
    if let Some(place) = place {
        findings
            .at(date, says(date))
            .related(place, "the passage it cites; the source names other days only");
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Supports,
    /// Not understood, or too wide to tell.
    SaysNothing,
    LacksTheMonth,
    Differs,
}

fn verdict(form: &NormalForm, (first, last): (NaiveDate, NaiveDate), reading: &Reading) -> Verdict {
    let said = reading.outcome.readings();
    if said.is_empty() {
        return Verdict::SaysNothing;
    }
    if !said.iter().any(|said| overlaps(said, first, last)) {
        return Verdict::Differs;
    }
    let says_a_month = form.dates().iter().any(|date| date.month.is_some());
    if reading.is_month_missing() && says_a_month { Verdict::LacksTheMonth } else { Verdict::Supports }
}

/// Whether a date in normal form can mean a day between two; a part that it does not say fits any.
fn overlaps(said: &str, first: NaiveDate, last: NaiveDate) -> bool {
    let Ok(form) = NormalForm::parse(said) else { return true };
    if let (Some(earliest), Some(latest)) = (form.earliest(), form.latest())
        && (latest < first || last < earliest)
    {
        return false;
    }
    // Bounds are as wide as what is not said: the parts that are said have to fit as well.
    let dates = form.dates();
    let is_told_by_bounds = !form.has_unspecified() || dates.is_empty();
    is_told_by_bounds || dates.iter().any(|date| fits(date, first, last))
}

fn fits(date: &DateParts, first: NaiveDate, last: NaiveDate) -> bool {
    let in_one_year = first.year() == last.year();
    let in_one_month = in_one_year && first.month() == last.month();
    let month_fits = |month: u8| !in_one_year || (first.month()..=last.month()).contains(&month.into());
    let day_fits = |day: u8| !in_one_month || (first.day()..=last.day()).contains(&day.into());
    date.month.is_none_or(month_fits) && date.day.is_none_or(day_fits)
}

fn end_beside(date: &Value<'_>) -> Option<NaiveDate> {
    let end = date.group().value(Role::DateEnd)?;
    NormalForm::parse(&end.text()).ok()?.latest()
}

/// Where the source says a date: in its text where the quotation stands there, else in the quotation.
fn passage(evidence: &Cited<'_, '_>, reading: &Reading) -> Place {
    let quote = evidence.quote.map(|quote| (quote, quote.text()));
    let Some((quote, words)) = quote else { return evidence.group.place() };
    let said = words.get(reading.extent.clone()).unwrap_or_default();
    let in_text = evidence.text.and_then(|text| {
        let around = evidence.found().into_iter().next()?.bytes;
        let inside = text
            .find(said)
            .into_iter()
            .find(|found| around.start <= found.bytes.start && found.bytes.end <= around.end)?;
        Some(text.place(&inside.bytes))
    });
    in_text.unwrap_or_else(|| quote.bytes(reading.extent.clone()))
}
