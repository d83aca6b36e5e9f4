//! Ids as people write them: by their first digits.

use std::collections::BTreeMap;

use miette::Diagnostic as Explained;

use super::shown::{sentence, shown_without_isolates as shown};
use super::{AcceptedFinding, CauseId, Diagnostic, Report};
use crate::words::phrase::did_you_mean;

/// So many digits say at least which is meant, as git has it.
const LEAST_DIGITS: usize = 6;
/// Digits of a cause that are printed, at least.
const LEAST_SHOWN: usize = 8;
/// So many of those that begin alike are named.
const MOST_NAMED: usize = 10;

/// Why a word names nothing by the first digits of its id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Explained)]
#[non_exhaustive]
pub enum IdNameError {
    /// It is written as no id is.
    #[error("{} is not {what}", shown(.word))]
    #[diagnostic(code(tadqiq::not_an_id), help("{help}"))]
    NotAnId {
        /// The word as typed.
        word: String,
        /// What it should be: "a fingerprint".
        what: &'static str,
        /// The way out.
        help: &'static str,
    },
    /// Nothing has an id that begins so.
    #[error("{what} begins with {word}")]
    #[diagnostic(code(tadqiq::unknown_id), help("{}", unknown_help(nearest.as_deref(), help)))]
    Unknown {
        /// The digits as typed.
        word: String,
        /// What has it not: "no finding of this run".
        what: &'static str,
        /// The id that is written most like it.
        nearest: Option<String>,
        /// Where the ids stand.
        help: &'static str,
    },
    /// Several have ids that begin so.
    #[error("{count} ids begin with {word}:\n{}", listed(candidates, *count))]
    #[diagnostic(code(tadqiq::ambiguous_id), help("type more of its digits"))]
    Ambiguous {
        /// The digits as typed.
        word: String,
        /// How many there are.
        count: usize,
        /// The first of them, each with what it is of, ready to be printed.
        candidates: Vec<String>,
    },
}

/// What may be meant, by its id.
pub(crate) struct Ids<'m, T> {
    /// All of it.
    pub ids: &'m BTreeMap<String, T>,
    /// How an id is written: "a fingerprint".
    pub id: &'static str,
    /// What has none that begins so: "no finding of this run".
    pub nothing: &'static str,
    /// Where the ids stand.
    pub help: &'static str,
}

/// What has an id.
#[derive(Debug, Clone, Copy)]
pub(crate) enum FoundById<'r> {
    /// A finding that nobody decided on; for a cause, its first.
    Open(&'r Diagnostic),
    /// One that is accepted.
    Accepted(&'r AcceptedFinding),
}

impl<'r> Report {
    /// The cause of a finding that is named by its first digits, at least six, be the finding accepted or not.
    ///
    /// # Errors
    ///
    /// [`IdNameError`] where no cause of the report begins so, or several do.
    ///
    /// ```
    /// use tadqiq::{Options, Subject};
    ///
    /// let record = Subject::record(r#"{"id": "r1", "status": "held", "kind": "visit", "knid": 1}"#);
    /// let report = tadqiq::check(&record, &Options::default())?;
    /// let first = report.causes()[0].id;
    /// assert_eq!(report.cause_named(&first.to_string()[..8]), Ok(first));
    /// assert!(report.cause_named("zzz").is_err());
    /// # Ok::<(), tadqiq::Error>(())
    /// ```
    pub fn cause_named(&self, name: &str) -> Result<CauseId, IdNameError> {
        Ok(match self.first_of_cause_named(name)? {
            FoundById::Open(found) => found.cause,
            FoundById::Accepted(found) => found.cause,
        })
    }

    /// The first finding of the cause that is named so.
    pub(crate) fn first_of_cause_named(&'r self, name: &str) -> Result<FoundById<'r>, IdNameError> {
        let accepted = self.accepted().map(|found| (found.cause.to_string(), FoundById::Accepted(found)));
        let mut ids: BTreeMap<String, FoundById<'r>> = accepted.collect();
        // What is open of a cause counts: some of its findings may be accepted one by one.
        let open = self.diagnostics().rev();
        ids.extend(open.map(|found| (found.cause.to_string(), FoundById::Open(found))));
        Ids {
            ids: &ids,
            id: "the id of a cause: the first digits of one, six at least",
            nothing: "no cause of this run",
            help: "tadqiq check prints the causes there are; one that is mended, not selected, or stood before, in a \
                   baseline for one, is none of them",
        }
        .of(name, &|id, found| describe(id, *found))
    }

    /// The finding whose fingerprint begins so.
    pub(crate) fn finding_named(&'r self, name: &str) -> Result<FoundById<'r>, IdNameError> {
        let open = self.diagnostics().map(|found| (found.fingerprint.to_string(), FoundById::Open(found)));
        let accepted =
            self.accepted().map(|found| (found.fingerprint.to_string(), FoundById::Accepted(found)));
        let ids = open.chain(accepted).collect();
        Ids {
            ids: &ids,
            id: "a fingerprint: the first digits of one, six at least",
            nothing: "the fingerprint of no finding of this run",
            help: "tadqiq check --output-format json says the fingerprint of each finding, and its cause",
        }
        .of(name, &|id, found| describe(id, *found))
    }

    /// What is left of the report if only these causes are asked about: their findings, counted anew. What was seen,
    /// what is accepted and what could not be judged stays.
    #[must_use]
    pub fn of_causes(&self, causes: &[CauseId]) -> Self {
        self.keeping(|found| causes.contains(&found.cause))
    }

    /// How many digits tell the causes of the report apart, at least eight.
    pub(crate) fn digits_of_causes(&self) -> usize {
        let mut names: Vec<String> = self.diagnostics().map(|found| found.cause.to_string()).collect();
        names.sort_unstable();
        names.dedup();
        let shared = names
            .windows(2)
            .map(|pair| pair[0].bytes().zip(pair[1].bytes()).take_while(|(one, other)| one == other).count());
        shared.max().map_or(LEAST_SHOWN, |shared| (shared + 1).max(LEAST_SHOWN))
    }
}

impl<T: Clone> Ids<'_, T> {
    /// What has the only id that begins so. `describe` says of an id what has it.
    ///
    /// # Errors
    ///
    /// [`IdNameError`], with the nearest of an unknown one.
    pub fn of(self, word: &str, describe: &dyn Fn(&str, &T) -> String) -> Result<T, IdNameError> {
        let Self { ids, id, nothing, help } = self;
        let digits = word.trim().to_ascii_lowercase();
        if digits.len() < LEAST_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(IdNameError::NotAnId { word: word.to_owned(), what: id, help });
        }
        let meant = ids.range(digits.clone()..).take_while(|(id, _)| id.starts_with(&digits));
        let meant: Vec<(&String, &T)> = meant.collect();
        match meant.as_slice() {
            [(_, only)] => Ok((*only).clone()),
            [] => {
                let nearest = nearest(&digits, ids.keys());
                Err(IdNameError::Unknown { word: digits, what: nothing, nearest, help })
            }
            several => {
                let candidates =
                    several.iter().take(MOST_NAMED).map(|(id, meant)| describe(id, meant)).collect();
                Err(IdNameError::Ambiguous { word: digits, count: several.len(), candidates })
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
pub(crate) fn describe(id: &str, found: FoundById<'_>) -> String {
    match found {
        FoundById::Open(found) => {
            let place = found.site.shown().place;
            format!("{id}  {}  {place}: {}", found.rule.id(), sentence(&found.label))
        }
        FoundById::Accepted(found) => format!("{id}  {}, accepted", found.decision.rule),
    }
}

fn unknown_help(nearest: Option<&str>, help: &str) -> String {
    nearest.map_or_else(|| help.to_owned(), |nearest| did_you_mean(nearest.to_owned()).plain())
}

fn listed(candidates: &[String], count: usize) -> String {
    let mut lines: Vec<String> = candidates.iter().map(|line| format!("  {line}")).collect();
    if count > candidates.len() {
        lines.push(format!("  and {} more", count - candidates.len()));
    }
    lines.join("\n")
}
