//! `date/era-conflict`

use crate::date::{Outcome, PartKind, Reason};
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The era does not fit the size of the year.
    ///
    /// هـ stands behind a Hijri year and م behind a Gregorian one: «2022 هـ» is either a Gregorian year with the
    /// wrong mark, or a mistyped Hijri one. The same holds for a Hijri month before a Gregorian year.
    ///
    /// **Not an error:** م for metre or for "p.m.".
    pub static RULE = {
        id: "date/era-conflict",
        level: Level::Warning,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (_, text) in dates::texts(record, context) {
        let not_understood = match text.reading.outcome {
            Outcome::NotUnderstood(Reason::EraConflict { year, calendar }) => Some((year, calendar)),
            _ => None,
        };
        let Some((year, calendar)) = not_understood.or_else(|| text.reading.era_conflict()) else { continue };
        let label = message!("{year} is no year of the {calendar} calendar", year, calendar: dates::calendar(calendar));
        let mut parts = text.reading.parts_of(PartKind::Year).filter(|part| part.value == year);
        let place = parts.next().map_or(text.extent(), |part| text.at(part.range.clone()));
        findings.at(place, label);
    }
}
