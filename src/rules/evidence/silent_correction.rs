//! `evidence/silent-correction`

use crate::date;
use crate::knowledge::citations::day::differs_from_quotations;
use crate::knowledge::citations::{Cited, cited, has_note, is_said_in_these_words};
use crate::record::Value;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings};
use crate::words::{Level, Place, Role};

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

/// Whether a date's words are reported, so that nothing else need be said of what follows from them.
pub(crate) fn is_silently_corrected(stated: &Value<'_>, record: &Record<'_>, context: &Context) -> bool {
    words_it_replaces(stated, &quoting(record, context), context).is_some()
}

/// The evidence of a record that quotes and has no note; nothing otherwise.
fn quoting<'r>(record: &Record<'r>, context: &'r Context) -> Vec<Cited<'r, 'r>> {
    if has_note(record) {
        return Vec::new();
    }
    let evidence = cited(record, context);
    if evidence.iter().all(|evidence| evidence.quote.is_none()) { Vec::new() } else { evidence }
}

fn words_it_replaces(stated: &Value<'_>, evidence: &[Cited<'_, '_>], context: &Context) -> Option<Place> {
    if evidence.is_empty() || is_said_in_these_words(stated, evidence, context) {
        return None;
    }
    // Words and normal form that say another day than the source are wrong together: `evidence/unsupported`.
    let beside = stated.group().value(Role::Date);
    if beside.is_some_and(|date| differs_from_quotations(&date, evidence, context)) {
        return None;
    }
    let with_date = evidence.iter().find(|evidence| {
        let quote = evidence.quote.map(|quote| quote.text().into_owned()).unwrap_or_default();
        !date::read_all(&quote, &evidence.date_settings(context)).is_empty()
    });
    // Without a date in the quotation, only the whole text can tell.
    let has_text = || evidence.iter().find(|evidence| evidence.text.is_some() && evidence.quote.is_some());
    with_date.or_else(has_text)?.place_of_words()
}
