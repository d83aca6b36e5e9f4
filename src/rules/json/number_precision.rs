//! `json/number-precision`

use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{At, Level, Place};

rule! {
    /// A number is more exact than programs can hold.
    ///
    /// Most programs read a JSON number as a double (IEEE 754): whole numbers beyond 2^53
    /// (9007199254740992) and decimals of more than 17 digits come out as a neighbour, in silence.
    /// `9007199254740993` becomes `9007199254740992`. An identifier that long is written as a string.
    ///
    /// **Not an error:** `0.1`, `1e3`, whole numbers up to 2^53.
    pub static RULE = {
        id: "json/number-precision",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::Nothing, check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for number in record.document().imprecise_numbers() {
        let place = Place::new(record.reference(), At::Value(number.index().0));
        let written = number.raw();
        // A number beyond the range of doubles reads as an infinity, which JSON cannot write.
        let label = match written.parse::<f64>() {
            Ok(held) if held.is_finite() => {
                message!("most programs read {written} as {held}", written, held: crate::words::Argument::ours(held.to_string()))
            }
            _ => message!("{written} is beyond what most programs can hold", written),
        };
        findings
            .at(place, label)
            .help("if it is an identifier, write it as a string, between quotation marks");
    }
}
