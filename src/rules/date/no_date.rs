//! `date/no-date`

use crate::knowledge::dates::unread::{Unread, unread};
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The text of a date says that there is none, or nothing that can be read as one.
    ///
    /// "date à préciser" and «غير محدد» are notes to oneself; "Autumn term" may mean a time to those who were there.
    /// Nobody can sort or search by them. When the date is known, write it; until then leave the text out, or say in
    /// a note what is known.
    ///
    /// **Not an error:** a text beside a normal form, a weekday or a Hijri date, which tell more; texts in languages
    /// or calendars that are not read.
    pub static RULE = {
        id: "date/no-date",
        level: Level::Info,
        since: "0.1.0",
        yields: ["date/impossible-day", "date/month-misspelt", "schema/placeholder"],
        cause: CauseArguments::None,
        check: Check::record(Needs::any_of(&[Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for when in record.whens() {
        match unread(&when, context) {
            Some((text, Unread::SaysNone)) => {
                findings
                    .at(&text.value, "says that there is no date, or not yet")
                    .title("the text of a date says that there is none");
            }
            Some((text, Unread::Nothing)) => {
                findings
                    .at(&text.value, "no date can be read in it, and nothing beside it tells more")
                    .title("the text of a date says nothing that can be read as one");
            }
            _ => {}
        }
    }
}
