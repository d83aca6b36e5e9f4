//! `evidence/silent-correction`

use crate::knowledge::citations::wording::{quoting, words_it_replaces};
use crate::record::{Context, Record};
use crate::rule::{Check, Findings};
use crate::words::{Level, Role};

crate::rule! {
    /// The date's words are not the source's, and no note says so.
    ///
    /// A date text holds what the source says, defects included. Here it says what neither the quotation nor
    /// the rest of the source says: a month was filled in, a weekday corrected, a year added. Write the source's
    /// words and put the correction into the normal form, or tell it in a note.
    ///
    /// **Not an error:** a correction that a note tells; a source whose text is not kept and whose quotation
    /// holds no date; a word such as "on" before the date; words whose normal form contradicts the source
    /// as well, which `evidence/unsupported` says.
    pub static RULE = {
        id: "evidence/silent-correction",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::DateText, Role::Quote],
        check: Check::Record(check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let evidence = quoting(record, context);
    for stated in record.values(Role::DateText) {
        let Some(place) = words_it_replaces(&stated, &evidence, context) else { continue };
        findings
            .at(&stated, "the source does not say the date in these words")
            .related(place, "the words it cites")
            .help("write the source's own words, or tell the correction in a note");
    }
}
