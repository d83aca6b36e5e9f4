//! Dates whose year nobody says: neither their text, nor a normal form, nor the day of publication.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::date::weekday::weekday_of;
use crate::date::{self, Outcome};
use crate::knowledge::dates::sequence::{self, Standing};
use crate::knowledge::dates::{self, Text};
use crate::record::facts::Uses;
use crate::record::{Context, Facts, Vacancy, When};
use crate::words::{FactPlace, Role};

/// A date without a year, as the facts keep it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MissingYear {
    /// The characters of the text that say it.
    pub characters: Range<usize>,
    /// The collection and the source of its record.
    pub source: String,
    /// Day and month of its first date, as far as they are said.
    pub day: Option<u8>,
    pub month: Option<u8>,
    pub weekday: Option<u8>,
    /// The date in the year nearest to the publication, and the publication.
    pub nearest: Option<(String, String)>,
    pub vacancy: Option<Vacancy>,
}

/// No source has this name: it holds a character that ends a line.
const MISSING: &str = "year\n\n";

/// Leaves what a text without a year does say. The publication settles the year of a day near to it, or whose
/// weekday agrees. Whether there was something to leave.
pub(crate) fn observe(when: &When<'_>, context: &Context, standing: &Standing, facts: &mut Facts) -> bool {
    let Some(text) = without_year(when, context) else { return false };
    let nearest = nearest(&text, context);
    if nearest.as_ref().is_some_and(|nearest| nearest.is_settled) {
        return false;
    }
    let said = text.reading.dates().first();
    let missing = MissingYear {
        characters: date::code_points(&text.words, text.reading.extent.clone()),
        source: standing.source.clone(),
        day: said.and_then(|said| said.day),
        month: said.and_then(|said| said.month),
        weekday: said.and_then(|said| said.weekday),
        vacancy: text
            .value
            .vacancy(Role::Date)
            .filter(|_| !nearest.as_ref().is_some_and(|nearest| nearest.is_later)),
        nearest: nearest.map(|nearest| (nearest.edtf, nearest.published.to_string())),
    };
    // A struct of numbers and strings can always be written.
    let form = serde_json::to_string(&missing).unwrap_or_default();
    facts.observe(MISSING, &form, &text.value);
    true
}

/// The dates without a year that were left, each with the places of the texts that say it.
pub(crate) fn missing_years(facts: &Facts) -> Vec<(MissingYear, Vec<FactPlace>)> {
    let read = |uses: Uses<'_>| Some((serde_json::from_str(uses.form).ok()?, uses.places().collect()));
    facts.uses(MISSING).into_iter().filter_map(read).collect()
}

fn without_year<'r>(when: &When<'r>, context: &Context) -> Option<Text<'r>> {
    if when.date().is_some() {
        return None;
    }
    dates::text(when, context).filter(|text| {
        let reading = &text.reading;
        let is_normalised = matches!(reading.outcome, Outcome::Normalised(_));
        is_normalised && reading.is_year_missing() && !reading.is_relative()
    })
}

/// A date in the year that is nearest to its publication.
struct Nearest {
    edtf: String,
    published: NaiveDate,
    /// Nobody would take another year to be meant.
    is_settled: bool,
    /// It is behind the publication: who met had not met by then.
    is_later: bool,
}

/// Days from the publication within which no other year is meant.
const NEAR: u64 = 100;

fn nearest(text: &Text<'_>, context: &Context) -> Option<Nearest> {
    let published = context.published(&text.value.record())?;
    let said = text.reading.dates().first()?;
    let edtf = text.reading.outcome.edtf()?;
    let distance = |day: &NaiveDate| (*day - published).num_days().unsigned_abs();
    // The reader has found the year that agrees with the weekday.
    if let Some(day) = said.date() {
        let is_confirmed = said.weekday.is_some() && text.reading.contradictions().is_empty();
        let is_settled = is_confirmed || distance(&day) <= NEAR;
        return Some(Nearest { edtf: edtf.to_owned(), published, is_settled, is_later: published < day });
    }
    let (month, day) = (said.month?, said.day.unwrap_or(MIDDLE));
    let years = published.year() - 1..=published.year() + 1;
    let days = years.filter_map(|year| NaiveDate::from_ymd_opt(year, month.into(), day.into()));
    let nearest = days.min_by_key(distance)?;
    let edtf = edtf.replace("XXXX", &format!("{:04}", nearest.year()));
    let is_settled = distance(&nearest) <= NEAR;
    Some(Nearest { edtf, published, is_settled, is_later: published < nearest })
}

/// The day that a month is measured from.
const MIDDLE: u8 = 15;

impl MissingYear {
    /// The year of all the other days of its source, where they agree on one in which its day and weekday exist.
    pub fn year_of_its_source(&self, facts: &Facts) -> Option<i32> {
        const ENOUGH: usize = 2;

        if !self.has_source() {
            return None;
        }
        let days = sequence::days_of(facts, &self.source);
        let mut years = days.iter().flat_map(|(first, last)| [first.year(), last.year()]);
        let year = years.next()?;
        let is_one = days.len() >= ENOUGH && years.all(|other| other == year);
        (is_one && self.fits(year)).then_some(year)
    }

    fn fits(&self, year: i32) -> bool {
        let (Some(day), Some(month)) = (self.day, self.month) else { return true };
        let date = NaiveDate::from_ymd_opt(year, month.into(), day.into());
        date.is_some_and(|date| self.weekday.is_none_or(|weekday| weekday == weekday_of(date)))
    }

    /// Whether its record cites a source.
    fn has_source(&self) -> bool {
        !self.source.ends_with('\n')
    }
}
