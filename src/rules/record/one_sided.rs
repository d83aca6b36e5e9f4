//! `record/one-sided`

use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// A meeting has nobody on the other side.
    ///
    /// All participants are hosts, or all are guests: whom they met is not said. The other side was
    /// forgotten, or somebody was put on the wrong side.
    ///
    /// If the source gives no name for the other side, say so: a participant may be unnamed and known by
    /// office, or be an organisation.
    ///
    /// **Not an error:** participants whose side is not stated; a draft, which may still lack something.
    pub static RULE = {
        id: "record/one-sided",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Side]), check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    if record.status().as_deref() == Some("draft") {
        return;
    }
    let mut on_a_side =
        record.participants().filter_map(|participant| Some((participant.side()?, participant)));
    let Some((side, first)) = on_a_side.next() else { return };
    let other = match side.as_str() {
        "host" => "guest",
        "guest" => "host",
        _ => return,
    };
    let mut participants = record.participants();
    if participants.all(|participant| participant.side().as_deref() == Some(side.as_str())) {
        let label = message!(
            "every participant is a {side}, nobody is a {other}",
            side: crate::words::Argument::ours(side),
            other: crate::words::Argument::ours(other)
        );
        // Where the schema gives the side, no value says it.
        let said = first.group().value(Role::Side).map(|side| side.place());
        findings.at(said.unwrap_or_else(|| first.group().place()), label);
    }
}
