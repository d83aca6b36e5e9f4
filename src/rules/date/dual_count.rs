//! `date/dual-count`

use crate::date::{Outcome, PartKind};
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// A dual announces two days, and there are not two.
    ///
    /// يومي is "the two days of": «يومي 3 و4 و5 ماي» lists three after it, so a day is too many, or the word should
    /// be أيام. The same holds for شهري and عامي.
    ///
    /// **Not an error:** a range after it, «يومي 13-14».
    pub static RULE = {
        id: "date/dual-count",
        level: Level::Error,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (_, text) in dates::texts(record, context) {
        let Some(count) = text.reading.count_after_dual().filter(|count| *count != 2) else { continue };
        if !matches!(text.reading.outcome, Outcome::Normalised(_)) {
            continue;
        }
        // Something that could not be read may follow a single one.
        let ends_there = text.words.get(text.reading.extent.end..).is_some_and(|rest| rest.trim().is_empty());
        if count < 2 && !ends_there {
            continue;
        }
        let Some(mark) = text.reading.parts_of(PartKind::DualMark).next() else { continue };
        let word = mark.text(&text.words);
        let label = match count {
            1 => message!("{word} announces two, but one follows", word),
            count => message!("{word} announces two, but {count} follow", word, count),
        };
        findings.at(text.at(mark.range.clone()), label).related(text.extent(), "the list");
    }
}
