//! `evidence/paraphrase`

use crate::knowledge::claims::paraphrases;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Level, Role};

rule! {
    /// The source says it in other words.
    ///
    /// The record has an office or a place, and the passage says the same with other words: a short title (DG for
    /// directeur général), an adjective for a country, the official name of a state, "his counterpart" for the
    /// same office, another name of a city. Whoever searches the source for the record's words does not find them.
    /// The words that carry it are shown.
    ///
    /// Nothing is wrong: it is worth a look where a record should keep to the words of its source.
    ///
    /// **Not an error:** the source's own words, be it with another article, case or accent; a place behind a preposition that
    /// swallows its article; a place that the
    /// source writes in another script; what the source does not carry, which is `evidence/unsupported`; offices that the
    /// registry gives the person.
    pub static RULE = {
        id: "evidence/paraphrase",
        level: Level::Info,
        since: "0.1.0",
        yields: ["evidence/unsupported"],
        check: Check::record(Needs::all_of(&[Role::Quote]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for claim in paraphrases(record, context) {
        findings.at(&claim.value, claim.judged.why).related.extend(claim.judged.words);
    }
}
