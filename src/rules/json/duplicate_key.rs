//! `json/duplicate-key`

use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{At, Level, Place};

rule! {
    /// One key stands twice in an object.
    ///
    /// Programs that read the record keep the last value in silence, so the first one is lost
    /// without anybody having decided it. Escapes are read first: `"a"` and `"\u0061"` are one key.
    ///
    /// Keep the value that is right and delete the other.
    ///
    /// **Not an error:** the same key in two objects, such as `name` in each participant.
    pub static RULE = {
        id: "json/duplicate-key",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::Nothing, check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for repeated in record.document().duplicate_keys() {
        let place = |key: crate::notation::document::Node<'_>| {
            Place::new(record.reference(), At::Key(key.value().index().0))
        };
        let name = repeated.later.as_str().unwrap_or_default();
        let label = if repeated.earlier.value().same_value(repeated.later.value()) {
            message!("{name} stands here for the second time, with the same value", name)
        } else {
            message!(
                "{name} stands here for the second time, with another value; most programs keep this one",
                name
            )
        };
        findings.at(place(repeated.later), label).related(place(repeated.earlier), "the first time");
    }
}
