//! `date/text-disagrees`

use crate::knowledge::citations::wording::is_silently_corrected;
use crate::knowledge::dates::comparison::{self, DateDifference, RangeEnd};
use crate::knowledge::dates::stretch::in_words;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::phrase::all_of;
use crate::words::{Argument, Level, Role};

rule! {
    /// The normal form says another date than the text.
    ///
    /// The source's words and the date made of them differ in a part that both have: another day, month or year,
    /// or one day against several. One of the two was copied wrong, or one was corrected without the other.
    ///
    /// The fix, offered, writes what the text says. Where the text itself is wrong, keep it as the source has it
    /// and say in a note why the date differs.
    ///
    /// **Not an error:** a year that the text leaves out; a normal form that says less than the text; a Hijri date
    /// two days or less from its conversion, for the sighting; of a text whose weekday contradicts its date, the
    /// date that follows the weekday; words that are not the source's, which `evidence/silent-correction` says.
    pub static RULE = {
        id: "date/text-disagrees",
        level: Level::Error,
        since: "0.1.0",
        yields: [
            "date/default",
            "date/false-precision",
            "date/hijri-as-gregorian",
            "date/idiom-misread",
            "date/set-as-interval",
        ],
        cause: CauseArguments::Value,
        check: Check::record(Needs::all_of(&[Role::Date, Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for compared in record.whens().filter_map(|when| comparison::compare(&when, context)) {
        let said =
            compared.as_text_says().unwrap_or_else(|| compared.text.reading.outcome.readings().join(" or "));
        let said = Argument::ours(in_words(&said));
        let wrong = compared.wrong_date();
        let label = match &compared.difference {
            DateDifference::Parts(units) => {
                let units = all_of(units.iter().map(|unit| Argument::ours(unit.name())).collect());
                match wrong.as_ref().and_then(|wrong| wrong.end) {
                    Some(RangeEnd::First) => {
                        message!("the text says {said}: it begins on another {units}", said, units)
                    }
                    Some(RangeEnd::Last) => {
                        message!("the text says {said}: it ends on another {units}", said, units)
                    }
                    None => message!("the text says {said}: another {units}", said, units),
                }
            }
            DateDifference::Extent => message!("the text says {said}", said),
            _ => continue,
        };
        // The words are not the source's, and the normal form is: what is to be mended are the words.
        if is_silently_corrected(&compared.text.value, record, context) {
            continue;
        }
        let place = wrong.map_or_else(|| compared.normal.value.place(), |wrong| wrong.place);
        let finding = findings.at(place, label);
        finding.related(compared.text.extent(), "the text");
        if let Some(fix) = compared.offer() {
            finding.fix(fix);
        }
    }
}
