//! The record's date against the dates of its source.

use chrono::{Datelike, Days, NaiveDate};

use crate::date::edtf::{DateParts, NormalForm};
use crate::date::{self, Reading, Shape};
use crate::knowledge::citations::{Cited, has_note, is_said_in_these_words};
use crate::message;
use crate::record::Value;
use crate::record::texts::{DaysSaid, Telling, telling};
use crate::record::{Context, Record};
use crate::rule::Findings;
use crate::words::{Message, Place, Role};

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
        let Some(bounds) = Bounds::of(&date) else { continue };
        let quoted = quoted(&bounds, evidence, context);
        let verdicts: Vec<Verdict> = quoted.iter().map(|(_, reading)| verdict(&bounds, reading)).collect();
        if verdicts.iter().any(|verdict| matches!(verdict, Verdict::Supports | Verdict::SaysNothing)) {
            check_ends(&date, &bounds, &quoted, evidence, context, findings);
            continue;
        }
        let Some((verdict, (evidence_of, reading))) = verdicts.first().zip(quoted.first()) else {
            check_without_quoted_date(&date, &bounds, evidence, context, findings);
            continue;
        };
        let label = match verdict {
            // Filled into the words as well, it is a correction without a note.
            Verdict::LacksTheMonth if has_other_words(&date, evidence, context) => continue,
            Verdict::LacksTheMonth => message!("says a month, but the source does not say which"),
            // Beside its words, `date/false-precision` says so; and the day may stand elsewhere.
            Verdict::LacksTheDay if date.group().value(Role::DateText).is_some() => continue,
            Verdict::LacksTheDay if is_said_anywhere(&bounds, evidence, context) => continue,
            Verdict::LacksTheDay => message!("says a day, but the source does not say which"),
            _ => says(&date),
        };
        let told = match (verdict, reading.outcome.edtf()) {
            (Verdict::Differs, Some(edtf)) => message!("the source says {edtf}", edtf: edtf.to_owned()),
            _ => message!("the passage it cites"),
        };
        findings.at(&date, label).related(passage(evidence_of, reading), told);
    }
}

/// Of several days, the quotation says some: the source has to say the others somewhere, or how long it took.
fn check_ends(
    date: &Value<'_>,
    bounds: &Bounds,
    quoted: &[(&Cited<'_, '_>, Reading)],
    evidence: &[Cited<'_, '_>],
    context: &Context,
    findings: &mut Findings<'_>,
) {
    const DURATIONS: [&str; 9] =
        ["يومين", "أيام", "أسبوع", "jours", "semaine", "day", "week", "días", "semana"];
    let [(evidence_of, reading)] = quoted else { return };
    let says_days = DaysSaid::of(reading).is_some();
    let is_of_several = bounds.form.is_interval() || bounds.form.is_set();
    let tells_how_long = |evidence: &Cited<'_, '_>| {
        evidence.text.is_none_or(|text| DURATIONS.iter().any(|word| !text.mentions_of_stem(word).is_empty()))
    };
    if !says_days || !is_of_several || evidence.iter().any(tells_how_long) {
        return;
    }
    let days = bounds.form.dates().into_iter().filter_map(|date| date.day());
    let is_unsaid = |day: &NaiveDate| {
        Bounds::of_day(*day).is_some_and(|bounds| !is_said_anywhere(&bounds, evidence, context))
    };
    if let Some(day) = days.into_iter().find(is_unsaid) {
        let label = message!("says {day} as well, but the source does not", day);
        findings.at(date, label).related(passage(evidence_of, reading), "the passage it cites");
    }
}

/// Whether every date that the quotations say is another than this: then `evidence/unsupported` reports it.
pub fn differs_from_quotations(date: &Value<'_>, evidence: &[Cited<'_, '_>], context: &Context) -> bool {
    let Some(bounds) = Bounds::of(date) else { return false };
    let quoted = quoted(&bounds, evidence, context);
    !quoted.is_empty() && quoted.iter().all(|(_, reading)| verdict(&bounds, reading) == Verdict::Differs)
}

/// The dates that the quotations say, and that a date can be held against: a year alone, or a day told in
/// passing, may be that of the meeting, and if not, says nothing of it.
fn quoted<'e>(
    bounds: &Bounds,
    evidence: &'e [Cited<'e, 'e>],
    context: &Context,
) -> Vec<(&'e Cited<'e, 'e>, Reading)> {
    let with_quote = evidence.iter().filter_map(|evidence| Some((evidence, evidence.quote?)));
    let readings = with_quote.flat_map(|(evidence, quote)| {
        let words = quote.text();
        let mut readings = date::read_all(&words, &evidence.date_settings(context));
        readings.retain(|reading| match telling(&words, reading.extent.start) {
            Telling::Birth => false,
            Telling::Making => bounds.is_told_by(reading),
            Telling::Event => {
                !matches!(reading.shape(), Shape::Year | Shape::Years) || bounds.is_told_by(reading)
            }
        });
        readings.into_iter().map(move |reading| (evidence, reading))
    });
    readings.collect()
}

/// Whether the words beside a date are not the source's.
fn has_other_words(date: &Value<'_>, evidence: &[Cited<'_, '_>], context: &Context) -> bool {
    let words = date.group().value(Role::DateText);
    words.is_some_and(|words| !is_said_in_these_words(&words, evidence, context))
}

/// A date of a record, and the days that it spans.
struct Bounds {
    form: NormalForm,
    first: NaiveDate,
    last: NaiveDate,
}

impl Bounds {
    fn of(date: &Value<'_>) -> Option<Self> {
        let form = NormalForm::parse(&date.text()).ok()?;
        let (first, last) = (form.earliest()?, form.latest()?);
        Some(Self { form, first, last: end_beside(date).unwrap_or(last) })
    }

    fn of_day(day: NaiveDate) -> Option<Self> {
        let form = NormalForm::parse(&day.to_string()).ok()?;
        Some(Self { form, first: day, last: day })
    }

    fn says_no_day(&self) -> bool {
        self.form.dates().iter().all(|date| date.day.is_none())
    }

    fn is_told_by(&self, reading: &Reading) -> bool {
        let said = reading.outcome.readings();
        let leeway = Days::new(leeway(reading));
        let (first, last) = (self.first - leeway, self.last + leeway);
        said.is_empty() || said.iter().any(|said| overlaps(said, first, last))
    }
}

/// The days that a source may be off without being contradicted: who writes "today" is printed the day after;
/// the sight of the moon moves a Hijri day.
fn leeway(reading: &Reading) -> u64 {
    let is_approximate = |said: &String| NormalForm::parse(said).is_ok_and(|form| form.is_approximate());
    match reading.outcome.readings().iter().any(is_approximate) {
        true => 2,
        false => u64::from(reading.is_relative()),
    }
}

fn says(date: &Value<'_>) -> Message {
    message!("says {date}, but the passage it cites does not", date: date.text())
}

/// A quotation without a date: the record's day must be somewhere in the text, or near its publication
/// where the sentence of the quotation says no other day.
fn check_without_quoted_date(
    date: &Value<'_>,
    bounds: &Bounds,
    evidence: &[Cited<'_, '_>],
    context: &Context,
    findings: &mut Findings<'_>,
) {
    /// "Yesterday" and "last week" are said of days before the publication.
    const DAYS_TOLD_RELATIVELY: u64 = 31;
    if evidence.is_empty() || is_said_anywhere(bounds, evidence, context) {
        return;
    }
    for evidence in evidence {
        if let Some((said, place)) = day_of_the_sentence(evidence, context) {
            findings.at(date, says(date)).related(place, message!("the source says {day}", day: said));
            return;
        }
        let is_recent = evidence.published().is_some_and(|published| {
            bounds.first <= published && published - Days::new(DAYS_TOLD_RELATIVELY) <= bounds.last
        });
        if is_recent {
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

/// Whether a source may say a date of the record somewhere: it does, or what it says is not known.
fn is_said_anywhere(bounds: &Bounds, evidence: &[Cited<'_, '_>], context: &Context) -> bool {
    evidence.iter().any(|evidence| {
        let dates = evidence.text.and_then(|text| text.dates(&evidence.date_settings(context)));
        let Some(readings) = dates else { return true };
        // A month says no day of it.
        let is_day = |reading: &&Reading| {
            !matches!(reading.shape(), Shape::Month | Shape::Months | Shape::Year | Shape::Years)
        };
        let mut saying = readings.iter().filter(|reading| bounds.says_no_day() || is_day(reading));
        readings.is_empty() || saying.any(|reading| bounds.is_told_by(reading))
    })
}

/// The whole day that the sentence of a quotation says, and where, if it is one other than the publication's.
fn day_of_the_sentence(evidence: &Cited<'_, '_>, context: &Context) -> Option<(NaiveDate, Place)> {
    let (text, found) = (evidence.text?, evidence.found());
    let sentence = text.sentence_around(&found.first()?.bytes);
    let days = text.days(&evidence.date_settings(context))?;
    let within = |days: &&DaysSaid| sentence.start <= days.bytes.start && days.bytes.end <= sentence.end;
    let day = days.iter().find(within).filter(|days| evidence.published() != Some(days.first))?;
    Some((day.first, text.place(&day.bytes)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Supports,
    /// Not understood, or too wide to tell.
    SaysNothing,
    LacksTheMonth,
    LacksTheDay,
    Differs,
}

fn verdict(bounds: &Bounds, reading: &Reading) -> Verdict {
    if reading.outcome.readings().is_empty() {
        return Verdict::SaysNothing;
    }
    if !bounds.is_told_by(reading) {
        return Verdict::Differs;
    }
    let says_a_month = bounds.form.dates().iter().any(|date| date.month.is_some());
    match reading.shape() {
        _ if reading.is_month_missing() && says_a_month => Verdict::LacksTheMonth,
        Shape::Month if !bounds.says_no_day() => Verdict::LacksTheDay,
        _ => Verdict::Supports,
    }
}

/// Whether a date in normal form can mean a day between two; a part that it does not say fits any.
fn overlaps(said: &str, first: NaiveDate, last: NaiveDate) -> bool {
    let Ok(form) = NormalForm::parse(said) else { return true };
    // An open end bounds nothing.
    let ends_before = form.latest().is_some_and(|latest| latest < first);
    let begins_behind = form.earliest().is_some_and(|earliest| last < earliest);
    if ends_before || begins_behind {
        return false;
    }
    // Bounds are as wide as what is not said: the parts that are said have to fit as well.
    let dates = form.dates();
    if let [start, end] = &dates[..]
        && form.is_interval()
        && let (Some(start), Some(end)) = (month_and_day(start), month_and_day(end))
    {
        return lies_between(start, end, first, last);
    }
    let is_told_by_bounds = !form.has_unspecified() || dates.is_empty();
    is_told_by_bounds || dates.iter().any(|date| fits(date, first, last))
}

fn month_and_day(date: &DateParts) -> Option<(u32, u32)> {
    Some((date.month?.into(), date.day?.into()))
}

/// Whether a day of a stretch lies between two days of the year, over its end where the second comes first.
fn lies_between(start: (u32, u32), end: (u32, u32), first: NaiveDate, last: NaiveDate) -> bool {
    const A_YEAR: usize = 366;
    let days = first.iter_days().take_while(|day| *day <= last).take(A_YEAR);
    days.map(|day| (day.month(), day.day())).any(|day| match start <= end {
        true => start <= day && day <= end,
        false => start <= day || day <= end,
    })
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
