//! `date/ambiguous-numeric`

use crate::date::{Outcome, PartKind};
use crate::knowledge::dates;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, Level, Role};

rule! {
    /// The date in figures can be read in several ways.
    ///
    /// `03/04/2022` is the 3rd of April in Rabat and the 4th of March in New York; in `13/6/22` the century is not
    /// said; `Oct-11` is October 2011 or 11 October. A record that stores one of them has guessed.
    ///
    /// Where a source keeps one order, say so once in `tadqiq.toml`: `[dates] order = "day-first"`.
    ///
    /// **Not an error:** a day over 12 with a year of four figures; an order that the config declares.
    pub static RULE = {
        id: "date/ambiguous-numeric",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for (_, text) in dates::texts(record, context) {
        let Outcome::Ambiguous(readings) = &text.reading.outcome else { continue };
        if text.reading.parts_of(PartKind::Number).next().is_none() {
            continue;
        }
        let readings = dates::either(readings.iter().map(|edtf| Argument::ours(edtf.clone())).collect());
        let finding = findings.at(text.extent(), message!("may be {readings}", readings));
        if context.date_order == crate::date::NumericOrder::Unknown {
            finding.help(
                "if the source keeps one order, declare it in tadqiq.toml: [dates] order = \"day-first\"",
            );
        }
    }
}
