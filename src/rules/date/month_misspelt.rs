//! `date/month-misspelt`

use crate::date::Calendar;
use crate::knowledge::dates;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings};
use crate::words::phrase::did_you_mean;
use crate::words::{Level, Role};

crate::rule! {
    /// The name of a month is misspelt.
    ///
    /// A word beside a number is one letter away from a month: يليوز, ديسمير. It was read as that month. If it is the
    /// source's own slip, keep it; if it came in when the record was written, mend the text.
    ///
    /// There is no fix: the text is the source's.
    ///
    /// **Not an error:** surnames and other words that are no months; the spellings that a region uses.
    pub static RULE = {
        id: "date/month-misspelt",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::DateText],
        check: Check::Record(check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (_, text) in dates::texts(record, context) {
        for (part, right_form) in text.reading.misspelt_months() {
            if part.calendar == Calendar::Gregorian {
                findings.at(text.at(part.range.clone()), did_you_mean(right_form));
            }
        }
    }
}
