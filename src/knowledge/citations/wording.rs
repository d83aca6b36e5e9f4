//! The words of a record's dates against those of its sources.

use crate::date;
use crate::knowledge::citations::day::differs_from_quotations;
use crate::knowledge::citations::{Citation, citations, has_note};
use crate::record::texts::fold;
use crate::record::{Context, Record, Value};
use crate::words::{Place, Role};

/// Whether a date's words are reported, so that nothing else need be said of what follows from them.
pub(crate) fn is_silently_corrected(stated: &Value<'_>, record: &Record<'_>, context: &Context) -> bool {
    words_it_replaces(stated, &quoting(record, context), context).is_some()
}

/// The evidence of a record that quotes and has no note; nothing otherwise.
pub(crate) fn quoting<'r>(record: &Record<'r>, context: &'r Context) -> Vec<Citation<'r, 'r>> {
    if has_note(record) {
        return Vec::new();
    }
    let evidence = citations(record, context);
    if evidence.iter().all(|evidence| evidence.quote.is_none()) { Vec::new() } else { evidence }
}

/// The words of the source that a date's text stands for and is not; none where it is, or where nobody can tell.
pub(crate) fn words_it_replaces(
    stated: &Value<'_>,
    evidence: &[Citation<'_, '_>],
    context: &Context,
) -> Option<Place> {
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

/// Whether a quotation or the rest of a source says a date in a record's words, after folding; the words that
/// lead to the date are not asked for.
pub(crate) fn is_said_in_these_words(
    stated: &Value<'_>,
    evidence: &[Citation<'_, '_>],
    context: &Context,
) -> bool {
    let words = stated.text();
    let reading = date::read(&words, &context.date_settings(&stated.record()));
    let said = fold(words.get(reading.extent).filter(|said| !said.is_empty()).unwrap_or(&words));
    said.is_empty()
        || evidence.iter().any(|evidence| {
            evidence.quote.is_some_and(|quote| fold(&quote.text()).contains(&said))
                || evidence.text.is_some_and(|text| text.contains(&said))
        })
}
