//! `evidence/unsupported`

use crate::knowledge::claims::{claims_of_what_is_said, say_what_is_unchecked};
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The record says what its source does not.
    ///
    /// The date read from the quotation is another than the record's, or lacks a part that the record
    /// has: the record says June, the source days and a year only. Or a participant's name, office or country,
    /// or the place, occurs neither as written nor by a registered spelling where the source speaks of the
    /// meeting. Both places are shown, the record's value and the passage it cites.
    ///
    /// An article tells of one meeting after the other, each with its day. It speaks of the record's meeting in
    /// the sentence of the quotation, and wherever it has not gone over to another day: what stands behind
    /// a day, up to the next, belongs to that day. A name that it gives to another day only is reported, with
    /// that day.
    ///
    /// **Not an error:** a pronoun, or an office that stands for a person, where the person is named before
    /// as the one who acts; a country told beside the person's name, wherever that is; an adjective
    /// for a country; an article that a preposition has swallowed (Le Havre, au Havre); somebody whom the source
    /// names in one meeting after the other; a year that the source says once for all; a name in a script in which no spelling of it is
    /// registered; a country that the registry knows of the participant; a correction that a note tells. For
    /// dates: the day before, where the source says "today" and is printed the day after; two days more or less
    /// than a Hijri date; one day of the range that the source gives; the day of an agreement, a letter or
    /// a birth, which the passage tells besides.
    pub static RULE = {
        id: "evidence/unsupported",
        level: Level::Error,
        since: "0.1.0",
        yields: ["date/idiom-misread", "date/text-disagrees", "evidence/in-another-source"],
        check: Check::record(Needs::any_of(&[Role::Quote]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let claims = claims_of_what_is_said(record, context);
    say_what_is_unchecked(record, &claims, context, findings);
    for claim in claims {
        if claim.judged.verdict.is_wrong() {
            findings.at(&claim.value, claim.judged.why).related.extend(claim.judged.words);
        }
    }
}
