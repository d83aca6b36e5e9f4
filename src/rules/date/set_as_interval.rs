//! `date/set-as-interval`

use crate::knowledge::dates::comparison::{self, DateDifference};
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings};
use crate::words::{Argument, Level, Role};

crate::rule! {
    /// Listed days are stored as a range, or a range as listed days.
    ///
    /// "On the 13th and 15th" names two days; the range `2022-06-13/2022-06-15` has a third between them. EDTF
    /// writes listed days as a set, `{2022-06-13,2022-06-15}`, and "from the 13th to the 15th" as a range.
    ///
    /// The fix, offered, writes what the text says.
    ///
    /// **Not an error:** a schema that keeps the end of a range in a field of its own has no way to list days.
    pub static RULE = {
        id: "date/set-as-interval",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::Date, Role::DateText],
        check: Check::Record(check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for compared in record.whens().filter_map(|when| comparison::compare(&when, context)) {
        let said = Argument::ours(compared.as_text_says().unwrap_or_default());
        let label = match compared.difference {
            DateDifference::SetAsInterval => message!("a range, where the text lists days: {said}", said),
            DateDifference::IntervalAsSet => {
                message!("listed days, where the text says from – to: {said}", said)
            }
            _ => continue,
        };
        let finding = findings.at(&compared.normal.value, label);
        finding.related(compared.text.extent(), "the text");
        if let Some(fix) = compared.offer() {
            finding.fix(fix);
        }
    }
}
