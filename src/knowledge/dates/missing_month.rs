//! The days of a dataset, and those whose month nobody says. Shared by the rules that go by their order.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::date;
use crate::knowledge::dates::sequence::{self, Standing};
use crate::knowledge::dates::{self, Text, missing_year};
use crate::record::facts::Uses;
use crate::record::{Context, Facts, Record};
use crate::record::{Vacancy, When};
use crate::words::{FactPlace, Role};

/// A date without a month, as the facts keep it.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct MissingMonth {
    /// The characters of the text that say it.
    pub characters: Range<usize>,
    /// Where its record stands.
    pub source: String,
    pub offset: Option<i64>,
    pub year: Option<i32>,
    pub days: Vec<u8>,
    /// By the position of their day.
    pub weekdays: Vec<Option<u8>>,
    pub edtf: String,
    pub vacancy: Option<Vacancy>,
}

/// No source has this name: it holds a character that ends a line.
const MISSING: &str = "missing\n\n";

/// Leaves the days of a record, and of the texts without a month or a year what they do say.
pub(crate) fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    let standing = sequence::standing(record, context);
    for when in record.whens() {
        let Some((text, edtf)) = without_month(&when, context) else {
            if !missing_year::observe(&when, context, &standing, facts) {
                sequence::observe(&when, context, &standing, facts);
            }
            continue;
        };
        let missing = missing(&text, edtf, &standing);
        // A struct of numbers and strings can always be written.
        let form = serde_json::to_string(&missing).unwrap_or_default();
        facts.observe(MISSING, &form, &text.value);
    }
}

/// The dates without a month that were left, each with the places of the texts that say it.
pub(crate) fn missing_months(facts: &Facts) -> Vec<(MissingMonth, Vec<FactPlace>)> {
    let read = |uses: Uses<'_>| Some((serde_json::from_str(uses.form).ok()?, uses.places().collect()));
    facts.uses(MISSING).into_iter().filter_map(read).collect()
}

fn without_month<'r>(when: &When<'r>, context: &Context) -> Option<(Text<'r>, String)> {
    if when.date().is_some() {
        return None;
    }
    let text = dates::text(when, context).filter(|text| text.reading.is_month_missing())?;
    let edtf = text.reading.outcome.edtf()?.to_owned();
    Some((text, edtf))
}

fn missing(text: &Text<'_>, edtf: String, standing: &Standing) -> MissingMonth {
    let dates = text.reading.dates();
    MissingMonth {
        characters: date::code_points(&text.words, text.reading.extent.clone()),
        source: standing.source.clone(),
        offset: standing.offset,
        year: dates.iter().find_map(|said| said.year),
        days: dates.iter().filter_map(|said| said.day).collect(),
        weekdays: dates.iter().filter(|said| said.day.is_some()).map(|said| said.weekday).collect(),
        edtf,
        vacancy: text.value.vacancy(Role::Date),
    }
}
