//! `evidence/date-left-out`

use chrono::NaiveDate;

use super::cited::{Cited, cited};
use crate::date::edtf::NormalForm;
use crate::record::When;
use crate::{Check, Context, Findings, Level, Place, Record, Role, date, message};

crate::rule! {
    /// The cited passage gives a full date that the record leaves out.
    ///
    /// The record has no date, or knows it to the month or the year only, and the sentence that it cites names
    /// the day. Nobody who sorts or searches by date finds the meeting there.
    ///
    /// **Not an error:** the day the source was published; a passage with several dates, of which one is
    /// the record's; a date that the record has in words already.
    pub static RULE = {
        id: "evidence/date-left-out",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::Quote],
        check: Check::Record(check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let whens: Vec<When<'_>> = record.whens().collect();
    let known = whens.iter().find_map(|when| when.date()).map(|date| (date, NormalForm::parse(&date.text())));
    let (place, bounds): (Place, _) = match known {
        None if whens.is_empty() => (record.id().map_or(record.place(), |id| id.place()), None),
        // In words, or not in normal form: other rules say what is wrong with it.
        None | Some((_, Err(_))) => return,
        Some((date, Ok(form))) => match (form.earliest(), form.latest()) {
            (Some(first), Some(last))
                if first < last && !form.is_interval() && !form.is_set() && !form.is_approximate() =>
            {
                (date.place(), Some((first, last)))
            }
            _ => return,
        },
    };
    for evidence in cited(record, context) {
        let mut days = days_said(&evidence, context);
        days.retain(|(day, _)| {
            let fits = bounds.is_none_or(|(first, last)| first <= *day && *day <= last);
            fits && evidence.published() != Some(*day)
        });
        days.dedup_by_key(|(day, _)| *day);
        // Of several days, nobody could say which is meant.
        let [(day, words)] = &days[..] else { continue };
        let label = match bounds {
            None => message!("has no date; the passage it cites says {day}", day: *day),
            Some(_) => message!("less than the passage it cites says: {day}", day: *day),
        };
        findings
            .at(place.clone(), label)
            .related(words.clone(), "the day, in the source's words")
            .help(message!("write {day}, and the source's words beside it", day: *day));
        return;
    }
}

/// The full days that a piece of evidence says, each with its place: in the sentence that the quotation
/// stands in, else in the quotation.
fn days_said(evidence: &Cited<'_, '_>, context: &Context) -> Vec<(NaiveDate, Place)> {
    let settings = evidence.date_settings(context);
    let found = evidence.found();
    if let (Some(passage), Some(text)) = (found.first(), evidence.text) {
        let sentence = text.sentence_around(&passage.bytes);
        let readings = date::read_all(text.slice(&sentence), &settings);
        let in_text = readings.iter().filter(|reading| !reading.is_relative()).filter_map(|reading| {
            let at = sentence.start + reading.extent.start..sentence.start + reading.extent.end;
            Some((reading.single_date()?, text.place(&at)))
        });
        return in_text.collect();
    }
    let Some(quote) = evidence.quote else { return Vec::new() };
    let readings = date::read_all(&quote.text(), &settings);
    let in_quote = readings.iter().filter(|reading| !reading.is_relative());
    in_quote
        .filter_map(|reading| Some((reading.single_date()?, quote.bytes(reading.extent.clone()))))
        .collect()
}
