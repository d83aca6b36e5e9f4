//! `date/year-missing`

use crate::date::Outcome;
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, Level, Role};

rule! {
    /// The date names a month, but no year.
    ///
    /// "Tuesday 2 August" is a date for its readers of that summer, and for nobody after. What the year is follows
    /// from the day of publication, and from the weekday where one is stated.
    ///
    /// With a publication date the fix, offered, writes the date in the year nearest to it that agrees.
    ///
    /// **Not an error:** a normal form that names the year; texts that say "last" or "next", which
    /// `date/relative` judges.
    pub static RULE = {
        id: "date/year-missing",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (when, text) in dates::texts(record, context) {
        if !text.reading.is_year_missing() || text.reading.is_relative() {
            continue;
        }
        let Outcome::Normalised(edtf) = &text.reading.outcome else { continue };
        if when.date().is_some() {
            continue;
        }
        let is_inferred = text.reading.dates().iter().all(|said| said.year.is_some());
        let published = context.published(record).filter(|_| is_inferred);
        let Some(published) = published else {
            findings.at(text.extent(), "names no year").help("look for the day the source was published");
            continue;
        };
        let said = Argument::ours(edtf.clone());
        let label =
            message!("names no year: {said} is the nearest to the publication, {published}", said, published);
        let finding = findings.at(text.extent(), label);
        if let Some(fix) = text.offer("write the date in that year", edtf) {
            finding.fix(fix);
        }
    }
}
