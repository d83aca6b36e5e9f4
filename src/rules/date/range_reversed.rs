//! `date/range-reversed`

use chrono::NaiveDate;

use crate::date::edtf::interval_ends;
use crate::date::{Outcome, Reason};
use crate::knowledge::dates::{self, Normal, Text};
use crate::message;
use crate::record::When;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The range ends before it starts.
    ///
    /// A meeting "from 5 to 3 March" or `2005-05-17/2005-05-08` cannot be: either the two ends are swapped,
    /// or one of them is wrong, often by its month. The rule looks at the normal form, at an end that is kept
    /// beside its start, and at the source's own words.
    ///
    /// **Not an error:** `من 28 إلى 3 مارس`: the 28th is that of February. A range whose order cannot be told
    /// because a part of it is unknown.
    pub static RULE = {
        id: "date/range-reversed",
        level: Level::Error,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::Date, Role::DateEnd, Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for when in record.whens() {
        let text = dates::text(&when, context).filter(|text| text.reading.is_reversed());
        if !normal_form(&when, text.as_ref(), findings)
            && !end_beside(&when, text.as_ref(), findings)
            && let Some(text) = text
            && let Outcome::NotUnderstood(Reason::EndBeforeStart { start, end }) = &text.reading.outcome
        {
            let label = message!("ends on {end}, before it starts on {start}", end: end.as_str(), start: start.as_str());
            findings.at(text.extent(), label).help(WAY_OUT);
        }
    }
}

const WAY_OUT: &str = "the two ends may be swapped, or one of them is wrong: look at the source";

fn normal_form(when: &When<'_>, text: Option<&Text<'_>>, findings: &mut Findings<'_>) -> bool {
    let Some(date) = when.date() else { return false };
    let words = date.text();
    let Some((start, end)) = interval_ends(&words) else { return false };
    let Some((start, end)) = reversed(start.earliest(), end.latest()) else { return false };
    let finding = findings.at(&date, message!("ends on {end}, before it starts on {start}", end, start));
    finding.help(WAY_OUT);
    if let Some(text) = text {
        finding.related(text.extent(), "the source says so too");
    }
    true
}

fn end_beside(when: &When<'_>, text: Option<&Text<'_>>, findings: &mut Findings<'_>) -> bool {
    let ends = dates::normal(when).zip(dates::normal_end(when));
    let Some((start, end)) = ends else { return false };
    let bounds: (&Normal<'_>, &Normal<'_>) = (&start, &end);
    let Some((first, last)) = reversed(bounds.0.form.earliest(), bounds.1.form.latest()) else {
        return false;
    };
    let finding =
        findings.at(&end.value, message!("the end {last} is before the start {first}", last, first));
    finding.related(&start.value, "the start").help(WAY_OUT);
    if let Some(text) = text {
        finding.related(text.extent(), "the source says so too");
    }
    true
}

fn reversed(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Option<(NaiveDate, NaiveDate)> {
    start.zip(end).filter(|(start, end)| end < start)
}
