//! `evidence/date-left-out`

use std::ops::Range;

use chrono::NaiveDate;

use crate::date::edtf::NormalForm;
use crate::knowledge::citations::{Citation, citations};
use crate::record::texts::{StatedDays, Telling, telling};
use crate::record::{Context, Record};
use crate::record::{Vacancy, When};
use crate::rule::{Check, Findings, Needs};
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Place, RecordRef, Role};
use crate::{date, message};

rule! {
    /// The cited passage gives a full date that the record leaves out.
    ///
    /// The record has no date, or knows it to the month or the year only, and the sentence that it cites names
    /// the day, or the days. Nobody who sorts or searches by date finds the meeting there.
    ///
    /// The fix, offered, writes the date in its normal form; the source's words belong beside it.
    ///
    /// **Not an error:** the day the source was published; the day somebody was born, or an agreement signed
    /// that the passage mentions; a passage with several dates, of which one is
    /// the record's; a date that the record has in words already.
    pub static RULE = {
        id: "evidence/date-left-out",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Quote]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let Some(gap) = gap(record) else { return };
    for evidence in citations(record, context) {
        let mut said = said(&evidence, context);
        said.retain(|said| gap.fits(said) && evidence.published() != Some(said.first));
        said.dedup_by(|one, other| one.edtf == other.edtf);
        // Of several days, nobody could say which is meant.
        let [said] = &said[..] else { continue };
        let label = match gap.bounds {
            None => message!("has no date; the passage it cites says {day}", day: said.edtf.as_str()),
            Some(_) => {
                message!("is less exact than the passage it cites, which says {day}", day: said.edtf.as_str())
            }
        };
        let finding = findings.at(gap.place, label);
        finding.related(said.place.clone(), "the day, in the source's words");
        match gap.space {
            None => {
                finding
                    .help(message!("write {day}, and the source's words beside it", day: said.edtf.as_str()));
            }
            Some(space) => {
                finding.fix(Fix {
                    title: message!("write what the passage says"),
                    safety: Safety::Unsafe,
                    edits: vec![space.fill(&said.edtf)],
                });
            }
        }
        return;
    }
}

/// Where a record has no date, or one that is less than a day.
struct Gap {
    place: Place,
    /// The first and the last day that the record leaves open; none where it says nothing.
    bounds: Option<(NaiveDate, NaiveDate)>,
    /// Where a date can be written, if the schema has a place for it.
    space: Option<Space>,
}

impl Gap {
    fn fits(&self, said: &Said) -> bool {
        self.bounds.is_none_or(|(first, last)| first <= said.first && said.last <= last)
    }
}

fn gap(record: &Record<'_>) -> Option<Gap> {
    let whens: Vec<When<'_>> = record.whens().collect();
    // In words: other rules say what is wrong with them.
    let in_words = |when: &When<'_>| when.text().or(when.hijri()).is_some();
    let Some(date) = whens.iter().find_map(|when| when.date()) else {
        if whens.iter().any(in_words) {
            return None;
        }
        let beside = whens.iter().find_map(|when| when.weekday());
        let vacancy = match beside {
            Some(weekday) => weekday.vacancy(Role::Date),
            None => record.vacancy(Role::Date, Role::When),
        };
        let place =
            beside.map_or_else(|| record.id().map_or(record.place(), |id| id.place()), |day| day.place());
        return Some(Gap {
            place,
            bounds: None,
            space: vacancy.map(|vacancy| Space::Empty(record.reference(), vacancy)),
        });
    };
    let form = NormalForm::parse(&date.text()).ok()?;
    let (first, last) = (form.earliest()?, form.latest()?);
    let is_less_than_a_day = first < last && !form.is_interval() && !form.is_set() && !form.is_approximate();
    is_less_than_a_day.then(|| Gap {
        place: date.place(),
        bounds: Some((first, last)),
        space: Some(Space::Taken(date.place())),
    })
}

/// Where a date can be written.
enum Space {
    Empty(RecordRef, Vacancy),
    Taken(Place),
}

impl Space {
    fn fill(self, date: &str) -> Edit {
        match self {
            Self::Empty(record, vacancy) => vacancy.fill(record, date),
            Self::Taken(place) => Edit::Replace { place, text: date.to_owned() },
        }
    }
}

/// Whole days that a piece of evidence says.
struct Said {
    first: NaiveDate,
    last: NaiveDate,
    edtf: String,
    place: Place,
}

/// The whole days that a piece of evidence says: in the sentence that the quotation stands in, else in the
/// quotation.
fn said(evidence: &Citation<'_, '_>, context: &Context) -> Vec<Said> {
    let settings = evidence.date_settings(context);
    let found = evidence.found();
    if let (Some(passage), Some(text)) = (found.first(), evidence.text) {
        let sentence = text.sentence_around(&passage.bytes);
        let place =
            |extent: Range<usize>| text.place(&(sentence.start + extent.start..sentence.start + extent.end));
        return days_in(text.slice(&sentence), &settings, place);
    }
    let Some(quote) = evidence.quote else { return Vec::new() };
    days_in(&quote.text(), &settings, |extent| quote.bytes(extent))
}

fn days_in(words: &str, settings: &date::Settings, place: impl Fn(Range<usize>) -> Place) -> Vec<Said> {
    let readings = date::read_all(words, settings);
    let of_event = |reading: &&date::Reading| telling(words, reading.extent.start) == Telling::Event;
    let whole = readings.iter().filter(of_event).filter_map(|reading| {
        let days = StatedDays::of(reading)?;
        let edtf = reading.outcome.edtf()?.to_owned();
        Some(Said { first: days.first, last: days.last, edtf, place: place(days.bytes) })
    });
    whole.collect()
}
