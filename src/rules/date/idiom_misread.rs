//! `date/idiom-misread`

use crate::knowledge::dates::comparison::{self, DateDifference};
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings};
use crate::words::{Argument, Level, Role};

crate::rule! {
    /// A day told by a word was taken for another day.
    ///
    /// فاتح is the first of the month and متم its last day; العاشر is the tenth, "premier" the first. A normal
    /// form with another day read the word wrong.
    ///
    /// The fix, offered, writes what the text says.
    ///
    /// **Not an error:** فاتح as a name.
    pub static RULE = {
        id: "date/idiom-misread",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::Date, Role::DateText],
        check: Check::Record(check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for compared in record.whens().filter_map(|when| comparison::compare(&when, context)) {
        let DateDifference::Idiom(part) = &compared.difference else { continue };
        let word = part.text(&compared.text.words);
        let label = match part.value {
            -1 => message!("{word} is the last day of the month", word),
            day => message!("{word} is day {day} of the month", word, day),
        };
        let finding = findings.at(&compared.normal.value, label);
        finding.related(compared.text.at(part.range.clone()), "the word");
        if let Some(said) = compared.as_text_says() {
            finding.note(message!("the text says {said}", said: Argument::ours(said)));
        }
        if let Some(fix) = compared.offer() {
            finding.fix(fix);
        }
    }
}
