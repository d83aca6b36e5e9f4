//! `date/false-precision`

use crate::knowledge::dates::comparison::{self, DateDifference};
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, Level, Role};

rule! {
    /// The normal form is more exact than the text.
    ///
    /// "June 2022" written as `2022-06-01` invents a day: whoever reads the date alone takes it for the first of
    /// June. EDTF writes a month as `2022-06`, a year as `2022`, a day of an unknown month as `2022-XX-13`.
    ///
    /// The fix, offered, writes what the text says. Where another source gave the missing part, cite it.
    ///
    /// **Not an error:** a record that cites more than one source; a year that the text leaves out.
    pub static RULE = {
        id: "date/false-precision",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["date/default", "evidence/unsupported"],
        check: Check::record(Needs::all_of(&[Role::Date, Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    // Another source may have the part that this text has not.
    if record.groups(Role::Evidence).nth(1).is_some() {
        return;
    }
    for compared in record.whens().filter_map(|when| comparison::compare(&when, context)) {
        let DateDifference::TooPrecise(unit) = compared.difference else { continue };
        let label = message!("the text names no {unit}", unit: Argument::ours(unit.name()));
        let finding = findings.at(&compared.normal.value, label);
        finding.related(compared.text.extent(), "the text");
        if let Some(fix) = compared.offer() {
            finding.fix(fix);
        }
    }
}
