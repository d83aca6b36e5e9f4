//! `date/not-understood`

use crate::date::Reading;
use crate::date::edtf::NormalForm;
use crate::knowledge::dates::stretch::in_words;
use crate::knowledge::dates::unread::{Unread, unread};
use crate::knowledge::dates::{self, Text};
use crate::message;
use crate::record::{Context, Record, When};
use crate::rule::{CauseArguments, Check, Finding, Findings, Needs};
use crate::words::{Argument, Level, Role};

rule! {
    /// The text of a date cannot be read as it stands.
    ///
    /// "19 de abirl de 2023" is one letter away from a date, "3O juin 2022" has a letter among its figures,
    /// "5 مايو 202" has lost a figure of its year, and `44999`
    /// is how a spreadsheet counts the 14th of March 2023: it was exported without its format.
    ///
    /// The fix, offered, writes into the normal form what the text was meant to say. The text is the source's, and
    /// is left as it is; where the slip came in when the record was written, mend it by hand.
    ///
    /// **Not an error:** dates of other calendars (`1402/01/25`), and of languages that are not read; a name of a
    /// month that was read all the same, which `date/month-misspelt` says.
    pub static RULE = {
        id: "date/not-understood",
        level: Level::Warning,
        since: "0.1.0",
        yields: [
            "date/impossible-day",
            "date/month-misspelt",
            "date/relative",
            "date/text-disagrees",
            "date/year-missing",
            "schema/placeholder",
        ],
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for when in record.whens() {
        let Some((text, unread)) = unread(&when, context) else { continue };
        match unread {
            Unread::SpreadsheetDay(day) => {
                let label = message!("looks like a spreadsheet's day number: {day}", day);
                offer(&when, &text, &day.to_string(), findings.at(&text.value, label));
            }
            Unread::Near(near) => {
                let word = text.words.get(near.range.clone()).unwrap_or_default();
                let label = message!("{word}: did you mean {right_form}?", word, right_form: near.right_form);
                let finding = findings.at(text.at(near.range.clone()), label);
                would_say(&when, &text, &near.reading, finding);
            }
            Unread::SlippedFigures(slipped) => {
                let word = text.words.get(slipped.range.clone()).unwrap_or_default();
                let label = message!("{word}: did you mean {right_form}?", word, right_form: slipped.figures.as_str());
                let finding = findings.at(text.at(slipped.range.clone()), label);
                would_say(&when, &text, &slipped.reading, finding);
            }
            Unread::NoSuchYear(year) => no_such_year(&when, &text, year, findings),
            Unread::SaysNone | Unread::Nothing => {}
        }
    }
}

/// What the text says once it is mended, and the offer to write that.
fn would_say(when: &When<'_>, text: &Text<'_>, mended: &Reading, finding: &mut Finding) {
    let Some(said) = mended.outcome.edtf() else { return };
    finding.note(message!("it would say {said}", said: Argument::ours(in_words(said))));
    offer(when, text, said, finding);
}

fn no_such_year(when: &When<'_>, text: &Text<'_>, year: u32, findings: &mut Findings<'_>) {
    let normal = dates::normal(when);
    let years = normal.iter().flat_map(|normal| normal.form.dates()).filter_map(|date| date.year);
    // A normal form of that year has its own rule.
    if years.clone().any(|other| other == i64::from(year)) {
        return;
    }
    match normal {
        Some(normal) => {
            let said = Argument::ours(normal.words.clone().into_owned());
            let label = message!("{year} is no year; the normal form says {said}", year, said);
            findings.at(&text.value, label).related(&normal.value, "the normal form");
        }
        None => {
            let finding = findings.at(&text.value, message!("{year} is no year", year));
            finding.help("look for the year in the source; do not guess it");
        }
    }
}

/// The offer to write what the text was meant to say, where the normal form does not say so.
fn offer(when: &When<'_>, text: &Text<'_>, said: &str, finding: &mut Finding) {
    let title = message!("write what it was meant to say");
    let fix = match dates::normal(when) {
        None => text.offer(title, said),
        Some(normal) => {
            let agrees = NormalForm::parse(said).is_ok_and(|said| {
                said.earliest() <= normal.form.earliest() && normal.form.latest() <= said.latest()
            });
            (!agrees).then(|| normal.offer(title, said))
        }
    };
    if let Some(fix) = fix {
        finding.fix(fix);
    }
}
