//! What is meant by the first digits of an id.

use std::collections::BTreeMap;

use super::{DecideError, WrittenDecision};
use crate::report::shown::{sentence, shown};
use crate::report::{AcceptedFinding, Diagnostic, Report};

/// So many digits say at least which is meant, as git has it.
const LEAST_DIGITS: usize = 6;
/// So many of those that begin alike are named.
const MOST_NAMED: usize = 10;

/// What has an id.
#[derive(Debug, Clone, Copy)]
pub(in crate::curate) enum FoundById<'r> {
    /// A finding that nobody decided on; for a cause, its first.
    Open(&'r Diagnostic),
    /// One that is accepted.
    Accepted(&'r AcceptedFinding),
}

/// The finding of a run whose fingerprint begins so.
///
/// # Errors
///
/// [`DecideError::NotAnId`], [`DecideError::Unknown`] with the nearest, [`DecideError::Ambiguous`] with those that
/// are meant.
pub(super) fn finding<'r>(word: &str, report: &'r Report) -> Result<FoundById<'r>, DecideError> {
    let open = report.diagnostics().map(|found| (found.fingerprint.to_string(), FoundById::Open(found)));
    let accepted = report.accepted().map(|found| (found.fingerprint.to_string(), FoundById::Accepted(found)));
    let ids = open.chain(accepted).collect();
    Ids {
        ids: &ids,
        id: "a fingerprint: the first digits of one, six at least",
        nothing: "the fingerprint of no finding of this run",
        help: "tadqiq check --output-format json says the fingerprint of each finding, and its cause",
    }
    .of(word, &|id, found| describe(id, *found))
    .map_err(|error| {
        other_kind(error, || cause(word, report).is_ok(), "it is a cause's id: give it as --cause")
    })
}

/// The first finding of a run whose cause begins so.
///
/// # Errors
///
/// As for [`finding`].
pub(super) fn cause<'r>(word: &str, report: &'r Report) -> Result<FoundById<'r>, DecideError> {
    let accepted = report.accepted().map(|found| (found.cause.to_string(), FoundById::Accepted(found)));
    let mut ids: BTreeMap<String, FoundById<'r>> = accepted.collect();
    // What is open of a cause counts: some of its findings may be accepted one by one.
    ids.extend(report.causes().into_iter().map(|cause| (cause.id.to_string(), FoundById::Open(cause.first))));
    Ids {
        ids: &ids,
        id: "the id of a cause: the first digits of one, six at least",
        nothing: "no cause of this run",
        help: "tadqiq check --output-format json says the id of each cause",
    }
    .of(word, &|id, found| describe(id, *found))
    .map_err(|error| {
        let is_finding = || report.fingerprints().any(|known| known.to_string().starts_with(word));
        other_kind(error, is_finding, "it is a finding's fingerprint: give it without --cause")
    })
}

/// The decisions on the fingerprint or the cause that begins so, one for each config that has one.
pub(super) fn decisions<'k>(
    word: &str,
    known: &'k [WrittenDecision],
) -> Result<Vec<&'k WrittenDecision>, DecideError> {
    let mut ids: BTreeMap<String, Vec<&WrittenDecision>> = BTreeMap::new();
    for one in known {
        ids.entry(one.decision.id()).or_default().push(one);
    }
    Ids {
        ids: &ids,
        id: "the id of a decision: the first digits of its fingerprint or cause, six at least",
        nothing: "no decision",
        help: "tadqiq decisions lists them",
    }
    .of(word, &|id, same| {
        let rule = same.first().map(|one| format!("  {}", one.decision.rule));
        format!("{id}{}", rule.unwrap_or_default())
    })
}

/// Who gave the id of a cause for that of a finding, or the other way round, is told so.
fn other_kind(error: DecideError, is_other: impl Fn() -> bool, help: &'static str) -> DecideError {
    match error {
        DecideError::Unknown { word, what, .. } if is_other() => {
            DecideError::Unknown { word, what, nearest: None, help }
        }
        error => error,
    }
}

/// What may be meant, by its id.
pub(in crate::curate) struct Ids<'m, T> {
    /// All of it.
    pub ids: &'m BTreeMap<String, T>,
    /// How an id is written: "a fingerprint".
    pub id: &'static str,
    /// What has none that begins so: "no finding of this run".
    pub nothing: &'static str,
    /// Where the ids stand.
    pub help: &'static str,
}

impl<T: Clone> Ids<'_, T> {
    /// What has the only id that begins so.
    pub fn of(self, word: &str, describe: &dyn Fn(&str, &T) -> String) -> Result<T, DecideError> {
        let Self { ids, id, nothing, help } = self;
        let digits = word.trim().to_ascii_lowercase();
        if digits.len() < LEAST_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let word = shown(word);
            return Err(DecideError::NotAnId { word, what: id, help });
        }
        let meant = ids.range(digits.clone()..).take_while(|(id, _)| id.starts_with(&digits));
        let meant: Vec<(&String, &T)> = meant.collect();
        match meant.as_slice() {
            [(_, only)] => Ok((*only).clone()),
            [] => {
                let nearest = nearest(&digits, ids.keys());
                Err(DecideError::Unknown { word: digits, what: nothing, nearest, help })
            }
            several => {
                let candidates =
                    several.iter().take(MOST_NAMED).map(|(id, meant)| describe(id, meant)).collect();
                Err(DecideError::Ambiguous { word: digits, count: several.len(), candidates })
            }
        }
    }
}

/// The id that begins most like a word: of random digits only a slip or two is near.
fn nearest<'i>(word: &str, ids: impl Iterator<Item = &'i String>) -> Option<String> {
    let allowed = 1 + word.len() / 16;
    let near = ids.filter_map(|id| {
        let start = id.get(..word.len().min(id.len()))?;
        let distance = strsim::damerau_levenshtein(word, start);
        (distance <= allowed).then_some((distance, id))
    });
    near.min().map(|(_, id)| id.clone())
}

/// "10ab…  date/month-missing  2022-us · /when/text: days 13 and 14, year 2022, no month"
pub(in crate::curate) fn describe(id: &str, found: FoundById<'_>) -> String {
    match found {
        FoundById::Open(found) => {
            let place = found.site.shown().place;
            format!("{id}  {}  {place}: {}", found.rule.id(), sentence(&found.label))
        }
        FoundById::Accepted(found) => format!("{id}  {}, accepted", found.decision.rule),
    }
}
