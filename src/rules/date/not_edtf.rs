//! `date/not-edtf`

use crate::date;
use crate::date::edtf::NormalForm;
use crate::message;
use crate::record::Value;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

rule! {
    /// The normal form of a date is not EDTF.
    ///
    /// EDTF (ISO 8601-2:2019) is how dates are written for programs: `2022-06-13`, `2022-06`, `2022-06-13/2022-06-15`,
    /// `{2022-06-13,2022-06-14}`, `2022-XX-13`. What is written otherwise can neither be sorted nor compared.
    ///
    /// The fix fills up digits where that is all (`2022-6-13`), which is safe; what can be read otherwise
    /// (`13/06/2022`) is offered in EDTF.
    ///
    /// **Not an error:** a schema that says by `format` or `pattern` how its dates are written.
    pub static RULE = {
        id: "date/not-edtf",
        level: Level::Error,
        since: "0.1.0",
        yields: ["date/foreign-digits", "date/hijri-as-gregorian", "date/impossible-day", "date/range-reversed"],
        check: Check::record(Needs::any_of(&[Role::Date, Role::DateEnd]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for value in record.values_of(&[Role::Date, Role::DateEnd]) {
        let words = value.text();
        let Err(error) = NormalForm::parse(&words) else { continue };
        if value.is_format_declared() {
            continue;
        }
        let finding =
            findings.at(&value, message!("{why}", why: crate::words::Argument::ours(error.message)));
        if let Some(fix) = padded(&value, &words).or_else(|| read(&value, &words, context)) {
            finding.fix(fix);
        }
    }
}

/// `2022-6-13`: all that is missing is a nought.
fn padded(value: &Value<'_>, words: &str) -> Option<Fix> {
    let mut parts = words.split('-');
    let year = parts.next().filter(|year| year.len() == 4 && is_digits(year))?;
    let mut padded = year.to_owned();
    for part in parts {
        if !is_digits(part) || part.len() > 2 {
            return None;
        }
        padded.push_str(&format!("-{part:0>2}"));
    }
    NormalForm::parse(&padded).ok()?;
    Some(fix(value, padded, Safety::Safe))
}

fn is_digits(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn read(value: &Value<'_>, words: &str, context: &Context) -> Option<Fix> {
    let settings = date::Settings { order: context.date_order, ..date::Settings::default() };
    let reading = date::read(words, &settings);
    let edtf = reading.outcome.edtf().filter(|_| reading.extent == (0..words.len()))?;
    Some(fix(value, edtf.to_owned(), Safety::Unsafe))
}

fn fix(value: &Value<'_>, edtf: String, safety: Safety) -> Fix {
    let title = message!("write {edtf}", edtf: edtf.as_str());
    Fix { title, safety, edits: vec![Edit::Replace { place: value.place(), text: edtf }] }
}
