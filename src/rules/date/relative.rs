//! `date/relative`

use crate::date::{Outcome, PartKind, Reason};
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Argument, Level, Role};

rule! {
    /// The date is told by relation to another day, and has no normal form.
    ///
    /// "Last Thursday" means a day only together with the day it was written on. Whoever reads the record alone
    /// cannot know it.
    ///
    /// With a publication date the fix, offered, writes the day that is meant.
    ///
    /// **Not an error:** a relative text with its normal form beside it.
    pub static RULE = {
        id: "date/relative",
        level: Level::Warning,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (when, text) in dates::texts(record, context) {
        let is_unresolved = matches!(
            text.reading.outcome,
            Outcome::NotUnderstood(Reason::RelativeWithoutReference | Reason::NothingToReferTo)
        );
        let is_weekday_alone = matches!(text.reading.outcome, Outcome::Ambiguous(_))
            && text.reading.parts.iter().all(|part| part.kind == PartKind::Weekday);
        let is_relative = is_unresolved || is_weekday_alone || text.reading.is_relative();
        if !is_relative || when.date().is_some() {
            continue;
        }
        let Some(published) = context.published(record) else {
            let label = message!("it is not said to which day it relates");
            findings.at(text.extent(), label).help("look for the day the source was published");
            continue;
        };
        let Some(edtf) = text.reading.outcome.edtf() else {
            let finding = findings.at(text.extent(), message!("relates to a day that cannot be told"));
            if is_weekday_alone {
                let days = text.reading.outcome.readings();
                let days = dates::either(days.iter().map(|day| Argument::ours(day.clone())).collect());
                finding.note(message!(
                    "near the publication, {published}, it may be {days}",
                    published,
                    days
                ));
            }
            continue;
        };
        let said = Argument::ours(edtf.to_owned());
        let label = message!("is {said}, as the source was published on {published}", said, published);
        let finding = findings.at(text.extent(), label);
        if let Some(fix) = text.offer("write the day that is meant", edtf) {
            finding.fix(fix);
        }
    }
}
