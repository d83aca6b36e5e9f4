//! What is meant by the name in an answer: a finding by its fingerprint, or a cause by its id.

use std::collections::BTreeMap;

use crate::report::{CauseId, FoundById, IdNameError, Ids, Report, describe};

/// The names of all that a report has, each with what has it.
#[derive(Debug, Default)]
pub struct AnswerNames(BTreeMap<String, NamedPart>);

/// What of a report has a name.
#[derive(Debug, Clone, Copy)]
pub enum NamedPart {
    /// A finding, by its position.
    Finding(usize),
    /// A cause that has findings.
    Cause(CauseId),
    /// What is accepted, by its position: it, or all there is of its cause.
    Accepted(usize),
}

impl AnswerNames {
    /// The names of a report.
    pub fn of(report: &Report) -> Self {
        let mut names = BTreeMap::new();
        for (position, found) in report.accepted().enumerate() {
            names.insert(found.cause.to_string(), NamedPart::Accepted(position));
            names.insert(found.fingerprint.to_string(), NamedPart::Accepted(position));
        }
        // What is open of a cause counts: some of its findings may be accepted one by one.
        for (position, found) in report.diagnostics().enumerate() {
            names.insert(found.cause.to_string(), NamedPart::Cause(found.cause));
            names.insert(found.fingerprint.to_string(), NamedPart::Finding(position));
        }
        Self(names)
    }

    /// What has the only name that begins so.
    ///
    /// # Errors
    ///
    /// [`IdNameError`].
    pub fn meant(&self, word: &str, report: &Report) -> Result<NamedPart, IdNameError> {
        let found = |part: NamedPart| match part {
            NamedPart::Finding(position) => report.diagnostic(position).map(|found| FoundById::Open(found)),
            NamedPart::Cause(id) => report.diagnostics().find(|found| found.cause == id).map(FoundById::Open),
            NamedPart::Accepted(position) => report.accepted().nth(position).map(FoundById::Accepted),
        };
        let ids = Ids {
            ids: &self.0,
            id: "the name of a cause or a finding: its first digits, six at least",
            nothing: "no cause and no finding of this run",
            help: "tadqiq check --output-format json names causes and fingerprints",
        };
        ids.of(word, &|id, part| found(*part).map_or_else(|| id.to_owned(), |found| describe(id, found)))
    }
}
