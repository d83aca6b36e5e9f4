//! `date/hijri-month-form`

use crate::date::{self, Calendar, Reading};
use crate::knowledge::dates;
use crate::message;
use crate::record::Value;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The name of a Hijri month has a wrong form.
    ///
    /// «جمادى الأول» should be «جمادى الأولى»: جمادى is feminine. The month was understood.
    ///
    /// There is no fix: the text is the source's.
    ///
    /// **Not an error:** the genitive «ذي القعدة», «ذي الحجة».
    pub static RULE = {
        id: "date/hijri-month-form",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::DateText, Role::HijriDate]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (_, text) in dates::texts(record, context) {
        report(&text.value, &text.reading, findings);
    }
    for value in record.values(Role::HijriDate) {
        report(&value, &date::read(&value.text(), &date::Settings::default()), findings);
    }
}

fn report(value: &Value<'_>, reading: &Reading, findings: &mut Findings<'_>) {
    for (part, right_form) in reading.misspelt_months() {
        if part.calendar == Calendar::Hijri {
            findings
                .at(value.bytes(part.range.clone()), message!("the right form is {right_form}", right_form));
        }
    }
}
