//! Records whose claims were not judged, or not all of them: what keeps a list from being the whole.

use std::collections::BTreeSet;

use crate::message;
use crate::report::{Diagnostic, Report, Site};
use crate::rules::json;
use crate::words::phrase::number;
use crate::words::{Argument, Message};

/// Records whose claims were not judged, or not all of them.
#[derive(Debug, Clone, Default)]
pub struct Unjudged {
    /// How many could not be read.
    pub unread_count: u64,
    /// What says so, a finding a record.
    pub unread: Vec<Diagnostic>,
    /// What says of records that they are not as their schema has them, a finding a record: where a field is not known,
    /// its claims are not.
    pub in_part: Vec<Diagnostic>,
}

/// The families that say what keeps a record from being judged; `json` and `schema` are asked beside `evidence`.
pub const FAMILIES: [&str; 2] = ["json", "schema"];

impl Unjudged {
    /// What a run says of it.
    pub fn of(report: &Report) -> Self {
        let is_unread = |found: &&Diagnostic| json::is_of_unread(found.rule.id());
        let is_in_part =
            |found: &&Diagnostic| found.rule.id().starts_with("schema/") && found.site.record.is_some();
        let unread = one_a_record(report.diagnostics().filter(is_unread));
        let counts = &report.counts;
        // A file that holds no record has none that is counted.
        let unread_count = (counts.records - counts.judged).max(unread.len() as u64);
        Self { unread_count, unread, in_part: one_a_record(report.diagnostics().filter(is_in_part)) }
    }

    /// Whether all was judged.
    pub fn is_nothing(&self) -> bool {
        self.unread_count == 0 && self.in_part.is_empty()
    }

    /// What is said of it, a sentence a kind.
    pub fn sentences(&self) -> Vec<Message> {
        let unread = (self.unread_count > 0).then(|| {
            message!(
                "not judged: {records}, which could not be read{places}",
                records: number(self.unread_count, "record"),
                places: places(&self.unread)
            )
        });
        let in_part = (!self.in_part.is_empty()).then(|| {
            let records = number(self.in_part.len() as u64, "record");
            let places = places(&self.in_part);
            match self.in_part.len() {
                1 => message!(
                    "judged in part: {records}, which is not as its schema has it{places}",
                    records,
                    places
                ),
                _ => message!(
                    "judged in part: {records}, which are not as their schema has them{places}",
                    records,
                    places
                ),
            }
        });
        unread.into_iter().chain(in_part).collect()
    }
}

/// ": day.ndjson:3, day.ndjson:9 and 4 more"
fn places(found: &[Diagnostic]) -> Message {
    /// A program is told all of them.
    const MOST_SHOWN: usize = 10;
    let place =
        |found: &Diagnostic| Argument::from(format!("{}:{}", found.site.file.expose(), found.site.span.line));
    let shown: Vec<Argument> = found.iter().take(MOST_SHOWN).map(place).collect();
    match found.len().checked_sub(MOST_SHOWN) {
        _ if shown.is_empty() => "".into(),
        Some(more @ 1..) => message!(": {shown} and {more} more", shown, more),
        _ => message!(": {shown}", shown),
    }
}

/// The first of the findings of each record.
fn one_a_record<'r>(found: impl Iterator<Item = &'r Diagnostic>) -> Vec<Diagnostic> {
    let mut seen = BTreeSet::new();
    let is_first = |found: &&'r Diagnostic| seen.insert(record_of(&found.site));
    found.filter(is_first).cloned().collect()
}

/// The file, and the record by its number; what is said of a file is known by its line.
fn record_of(site: &Site) -> (&str, Option<u64>, Option<u64>) {
    let record = site.record.as_ref().map(|record| record.index);
    (site.file.expose(), record, record.is_none().then_some(site.span.line))
}
