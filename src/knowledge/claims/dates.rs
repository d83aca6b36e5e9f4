//! The record's dates against those of its source.

use chrono::{Days, NaiveDate};

use super::{ClaimJudgement, ClaimKind, ClaimVerdict, JudgedClaim};
use crate::date::{self, Reading, Shape};
use crate::knowledge::citations::day::{Bounds, DateVerdict, is_of_another_day, quoted, verdict};
use crate::knowledge::citations::relative_days::{RelativeDay, relative_days};
use crate::knowledge::citations::wording::is_said_in_these_words;
use crate::knowledge::citations::{Citation, has_note};
use crate::knowledge::dates::stretch::in_words;
use crate::message;
use crate::record::texts::StatedDays;
use crate::record::{Context, Record, Value};
use crate::words::{Message, Place, Role};

/// The record's dates.
pub fn judge<'r>(
    record: &Record<'r>,
    evidence: &[Citation<'_, '_>],
    context: &Context,
) -> Vec<JudgedClaim<'r>> {
    let of_note = || ClaimJudgement::not_checked("a note tells of a correction");
    let judged = |date: Value<'r>| JudgedClaim {
        kind: ClaimKind::Date,
        value: date,
        judged: if has_note(record) { of_note() } else { self::date(&date, evidence, context) },
    };
    record.values(Role::Date).map(judged).collect()
}

fn date(date: &Value<'_>, evidence: &[Citation<'_, '_>], context: &Context) -> ClaimJudgement {
    let Some(bounds) = Bounds::of(date) else {
        return ClaimJudgement::not_checked("it is no date that can be read");
    };
    let quoted = quoted(&bounds, evidence, context);
    let verdicts: Vec<DateVerdict> = quoted.iter().map(|(_, reading)| verdict(&bounds, reading)).collect();
    let supporting = verdicts.iter().position(|verdict| *verdict == DateVerdict::Supports);
    if supporting.is_some() || verdicts.contains(&DateVerdict::SaysNothing) {
        if let Some(judged) = an_end_that_is_not_said(&bounds, &quoted, evidence, context) {
            return judged;
        }
        let Some((evidence_of, reading)) = supporting.and_then(|at| quoted.get(at)) else {
            return ClaimJudgement::not_checked(match is_told_from_nowhere(evidence, context) {
                true => NO_PUBLICATION,
                false => "the date that the passage says is not understood",
            });
        };
        let verdict = if reading.is_relative() { ClaimVerdict::InOtherWords } else { ClaimVerdict::Verbatim };
        return carried(verdict, passage(evidence_of, reading));
    }
    let Some((verdict, (evidence_of, reading))) = verdicts.first().zip(quoted.first()) else {
        return without_quoted_date(date, &bounds, evidence, context);
    };
    let why = match verdict {
        // Filled into the words as well, it is a correction without a note.
        DateVerdict::LacksTheMonth if has_other_words(date, evidence, context) => {
            return ClaimJudgement::not_checked("its words are not the source's");
        }
        DateVerdict::LacksTheMonth => message!("says a month, but the source does not say which"),
        // Beside its words, `date/false-precision` says so; and the day may stand elsewhere.
        DateVerdict::LacksTheDay if date.group().value(Role::DateText).is_some() => {
            return ClaimJudgement::not_checked("the passage says a month, as the words beside it do");
        }
        DateVerdict::LacksTheDay if is_said_anywhere(&bounds, evidence, context) => {
            return said_elsewhere(&bounds, evidence, context);
        }
        DateVerdict::LacksTheDay => message!("says a day, but the source does not say which"),
        _ => says(date),
    };
    let (verdict, told) = match (verdict, reading.outcome.edtf()) {
        (DateVerdict::Differs, Some(edtf)) => {
            (ClaimVerdict::Contradicted, message!("the source says {said}", said: in_words(edtf)))
        }
        (DateVerdict::Differs, None) => (ClaimVerdict::Contradicted, message!("the passage it cites")),
        _ => (ClaimVerdict::NotFound, message!("the passage it cites")),
    };
    ClaimJudgement { verdict, why, words: vec![(passage(evidence_of, reading), told)] }
}

fn carried(verdict: ClaimVerdict, place: Place) -> ClaimJudgement {
    ClaimJudgement {
        verdict,
        why: "the source says this date".into(),
        words: vec![(place, "the words that carry it".into())],
    }
}

/// Of several days, the quotation says some: the source has to say the others somewhere, or how long it took.
fn an_end_that_is_not_said(
    bounds: &Bounds,
    quoted: &[(&Citation<'_, '_>, Reading)],
    evidence: &[Citation<'_, '_>],
    context: &Context,
) -> Option<ClaimJudgement> {
    const DURATIONS: [&str; 9] =
        ["يومين", "أيام", "أسبوع", "jours", "semaine", "day", "week", "días", "semana"];
    let [(evidence_of, reading)] = quoted else { return None };
    let says_days = StatedDays::of(reading).is_some();
    let is_of_several = bounds.form.is_interval() || bounds.form.is_set();
    let tells_how_long = |evidence: &Citation<'_, '_>| {
        evidence.text.is_none_or(|text| DURATIONS.iter().any(|word| !text.mentions_of_stem(word).is_empty()))
    };
    if !says_days || !is_of_several || evidence.iter().any(tells_how_long) {
        return None;
    }
    let days = bounds.form.dates().into_iter().filter_map(|date| date.day());
    let is_unsaid = |day: &NaiveDate| {
        Bounds::of_day(*day).is_some_and(|bounds| !is_said_anywhere(&bounds, evidence, context))
    };
    let day = days.into_iter().find(is_unsaid)?;
    Some(ClaimJudgement {
        verdict: ClaimVerdict::NotFound,
        why: message!("says {day} as well, but the source does not", day),
        words: vec![(passage(evidence_of, reading), "the passage it cites".into())],
    })
}

/// Whether the words beside a date are not the source's.
fn has_other_words(date: &Value<'_>, evidence: &[Citation<'_, '_>], context: &Context) -> bool {
    let words = date.group().value(Role::DateText);
    words.is_some_and(|words| !is_said_in_these_words(&words, evidence, context))
}

fn says(date: &Value<'_>) -> Message {
    message!("says {date}, but the passage it cites does not", date: date.text())
}

/// A quotation without a date: the record's day must be somewhere in the text, or near its publication
/// where the sentence of the quotation says no other day.
fn without_quoted_date(
    date: &Value<'_>,
    bounds: &Bounds,
    evidence: &[Citation<'_, '_>],
    context: &Context,
) -> ClaimJudgement {
    /// "Yesterday" and "last week" are said of days before the publication.
    const DAYS_TOLD_RELATIVELY: u64 = 31;
    let mut told: Vec<FromPublication> =
        evidence.iter().map(|evidence| told_from_publication(bounds, evidence, context)).collect();
    if let Some(place) = told.iter().find_map(|told| match told {
        FromPublication::Supports(place) => Some(place),
        _ => None,
    }) {
        return carried(ClaimVerdict::InOtherWords, place.clone());
    }
    told.retain(|told| matches!(told, FromPublication::Differs(..)));
    if let Some(FromPublication::Differs(words, day, place)) = told.into_iter().next()
        && !is_said_by_a_date(bounds, evidence, context)
    {
        let told = message!("the source says {words}, which is {day}", words, day);
        return ClaimJudgement {
            verdict: ClaimVerdict::Contradicted,
            why: says(date),
            words: vec![(place, told)],
        };
    }
    if !is_said_by_a_date(bounds, evidence, context) && is_told_from_nowhere(evidence, context) {
        return ClaimJudgement::not_checked(NO_PUBLICATION);
    }
    if is_said_anywhere(bounds, evidence, context) {
        return said_elsewhere(bounds, evidence, context);
    }
    for evidence in evidence {
        if let Some((said, place)) = day_of_the_sentence(evidence, context) {
            let told = message!("the source says {day}", day: said);
            return ClaimJudgement {
                verdict: ClaimVerdict::Contradicted,
                why: says(date),
                words: vec![(place, told)],
            };
        }
        let is_recent = evidence.published().is_some_and(|published| {
            bounds.first <= published && published - Days::new(DAYS_TOLD_RELATIVELY) <= bounds.last
        });
        if is_recent {
            return ClaimJudgement::not_checked("the passage says no day, and it is near the publication");
        }
    }
    let Some(place) = evidence.iter().find_map(Citation::place_of_words) else {
        return ClaimJudgement::not_checked("nothing is quoted");
    };
    let told = "the passage it cites; the source names other days only".into();
    ClaimJudgement { verdict: ClaimVerdict::NotFound, why: says(date), words: vec![(place, told)] }
}

/// A date that stands outside of the passage, where a text says so.
fn said_elsewhere(bounds: &Bounds, evidence: &[Citation<'_, '_>], context: &Context) -> ClaimJudgement {
    let saying = |evidence: &Citation<'_, '_>| {
        let text = evidence.text?;
        let readings = text.dates(&evidence.date_settings(context))?;
        let says = |reading: &&Reading| !is_of_another_day(reading) && bounds.is_told_by(reading);
        Some((text.place(&readings.iter().find(says)?.extent), evidence.quote.is_some()))
    };
    match evidence.iter().find_map(saying) {
        Some((place, true)) => carried(ClaimVerdict::Elsewhere, place),
        Some((place, false)) => carried(ClaimVerdict::InAnotherSource, place),
        None => ClaimJudgement::not_checked("the source says no date"),
    }
}

/// What a passage proves by a weekday, or by "today" and "yesterday".
enum FromPublication {
    /// Where.
    Supports(Place),
    /// Words, the nearest day they may mean, and where they stand.
    Differs(String, NaiveDate, Place),
    SaysNothing,
}

/// What the sentence of a quotation says from the day that it was published.
fn told_from_publication(bounds: &Bounds, evidence: &Citation<'_, '_>, context: &Context) -> FromPublication {
    let told = || {
        let (text, published) = (evidence.text?, evidence.published()?);
        let sentence = text.sentence_around(&evidence.found().first()?.bytes);
        let mut days = relative_days(text.slice(&sentence), published);
        // A weekday beside its date is told by the date.
        let dates = text.dates(&evidence.date_settings(context))?;
        days.retain(|told| {
            let at = sentence.start + told.bytes.start;
            !dates.iter().any(|reading| reading.extent.contains(&at) && !is_of_another_day(reading))
        });
        let is_meant = |day: &NaiveDate| bounds.first <= *day && *day <= bounds.last;
        let in_text = |told: &RelativeDay| sentence.start + told.bytes.start..sentence.start + told.bytes.end;
        if let Some(told) = days.iter().find(|told| told.days.iter().any(is_meant)) {
            return Some(FromPublication::Supports(text.place(&in_text(told))));
        }
        let told = days.into_iter().find(|told| !told.is_of_words)?;
        let bytes = in_text(&told);
        let is_past = |day: &&NaiveDate| **day <= published;
        let day = told.days.iter().rev().find(is_past).or(told.days.first())?;
        Some(FromPublication::Differs(text.slice(&bytes).to_owned(), *day, text.place(&bytes)))
    };
    told().unwrap_or(FromPublication::SaysNothing)
}

const NO_PUBLICATION: &str = "the passage tells the day from a publication whose day is not known";

fn is_told_from_nowhere(evidence: &[Citation<'_, '_>], context: &Context) -> bool {
    evidence.iter().any(|evidence| is_told_from_a_publication_that_is_not_known(evidence, context))
}

/// Whether a passage tells its day by "today" or a weekday, and nobody knows of which day: its source has none.
pub fn is_told_from_a_publication_that_is_not_known(evidence: &Citation<'_, '_>, context: &Context) -> bool {
    let Some(quote) = evidence.quote.filter(|_| evidence.published().is_none()) else { return false };
    let quoted = quote.text();
    let passage = match evidence.passage() {
        Some((text, passage)) => text.slice(&passage),
        None => &quoted,
    };
    let dates = date::read_all(passage, &evidence.date_settings(context));
    // Any day will do: only whether one is told is asked.
    let told = relative_days(passage, NaiveDate::default());
    told.iter().any(|told| {
        let is_beside_its_date = |reading: &Reading| {
            reading.extent.contains(&told.bytes.start)
                && !reading.is_relative()
                && !reading.outcome.readings().is_empty()
        };
        !told.is_of_words && !dates.iter().any(is_beside_its_date)
    })
}

/// Whether a source may say a date of the record somewhere: it does, or what it says is not known.
fn is_said_anywhere(bounds: &Bounds, evidence: &[Citation<'_, '_>], context: &Context) -> bool {
    let says_nothing = |evidence: &Citation<'_, '_>| {
        let dates = evidence.text.and_then(|text| text.dates(&evidence.date_settings(context)));
        dates.is_none_or(<[Reading]>::is_empty)
    };
    evidence.iter().any(says_nothing) || is_said_by_a_date(bounds, evidence, context)
}

/// Whether a date that stands in a source is one of the record's.
fn is_said_by_a_date(bounds: &Bounds, evidence: &[Citation<'_, '_>], context: &Context) -> bool {
    // A month says no day of it.
    let is_day = |reading: &Reading| {
        !matches!(reading.shape(), Shape::Month | Shape::Months | Shape::Year | Shape::Years)
    };
    let dates = |evidence: &Citation<'_, '_>| {
        let readings = evidence.text.and_then(|text| text.dates(&evidence.date_settings(context)));
        readings.is_some_and(|readings| {
            let mut saying = readings
                .iter()
                .filter(|reading| !is_of_another_day(reading) && (bounds.says_no_day() || is_day(reading)));
            saying.any(|reading| bounds.is_told_by(reading))
        })
    };
    evidence.iter().any(dates)
}

/// The whole day that the sentence of a quotation says, and where, if it is one other than the publication's.
fn day_of_the_sentence(evidence: &Citation<'_, '_>, context: &Context) -> Option<(NaiveDate, Place)> {
    let (text, found) = (evidence.text?, evidence.found());
    let sentence = text.sentence_around(&found.first()?.bytes);
    let days = text.days(&evidence.date_settings(context))?;
    let within = |days: &&StatedDays| sentence.start <= days.bytes.start && days.bytes.end <= sentence.end;
    let day = days.iter().find(within).filter(|days| evidence.published() != Some(days.first))?;
    Some((day.first, text.place(&day.bytes)))
}

/// Where the source says a date: in its text where the quotation stands there, else in the quotation.
fn passage(evidence: &Citation<'_, '_>, reading: &Reading) -> Place {
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
