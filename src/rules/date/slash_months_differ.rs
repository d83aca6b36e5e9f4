//! `date/slash-months-differ`

use crate::date::PartKind;
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// Two names of one month are the names of two.
    ///
    /// Arabic press writes a month in two namings, «حزيران/يونيو», so that readers of every region understand it.
    /// Where the two are different months, one is wrong, and nobody can tell which.
    ///
    /// **Not an error:** two months of one naming, «يونيو/يوليو»: that is a span.
    pub static RULE = {
        id: "date/slash-months-differ",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (_, text) in dates::texts(record, context) {
        let Some((first, second)) = text.reading.differing_month_pair() else { continue };
        let named =
            |month: u8| text.reading.parts_of(PartKind::Month).find(|part| part.value == i32::from(month));
        let Some((left, right)) = named(first).zip(named(second)) else { continue };
        let label = message!(
            "{left} is {first}, but {right} is {second}",
            left: left.text(&text.words), first: dates::month(first),
            right: right.text(&text.words), second: dates::month(second)
        );
        findings
            .at(text.at(left.range.start.min(right.range.start)..left.range.end.max(right.range.end)), label);
    }
}
