//! Causes as people write them: by the first digits of their id.

use miette::Diagnostic as Explained;

use super::{CauseId, Report};

/// Digits that have to be written, at least.
const LEAST_DIGITS: usize = 6;
/// Digits that are printed, at least.
const LEAST_SHOWN: usize = 8;
/// Causes of one beginning that are named.
const MOST_NAMED: usize = 6;

/// Why a word names no cause of a report.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Explained)]
#[non_exhaustive]
pub enum CauseNameError {
    /// It is not written as one.
    #[error("{} names no cause", shown(.name))]
    #[diagnostic(
        code(tadqiq::not_a_cause),
        help(
            "a cause is named by its first digits, at least {LEAST_DIGITS} of 0 to 9 and a to f; tadqiq check prints them"
        )
    )]
    NotAName {
        /// The word.
        name: String,
    },
    /// Nothing was found of it.
    #[error("no cause begins with {}", shown(.name))]
    #[diagnostic(code(tadqiq::unknown_cause), help("{}", unknown_help(nearest.as_ref())))]
    Unknown {
        /// The word.
        name: String,
        /// A cause that is written much alike.
        nearest: Option<CauseId>,
    },
    /// Several begin so.
    #[error("{} causes begin with {}", .causes.len(), shown(.name))]
    #[diagnostic(code(tadqiq::ambiguous_cause), help("write more of one: {}", listed(.causes)))]
    Ambiguous {
        /// The word.
        name: String,
        /// Those that begin with it.
        causes: Vec<CauseId>,
    },
}

impl Report {
    /// The cause of a finding that is named by its first digits, at least six.
    ///
    /// # Errors
    ///
    /// [`CauseNameError`] where no cause of the report begins so, or several do.
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
    pub fn cause_named(&self, name: &str) -> Result<CauseId, CauseNameError> {
        let digits = name.to_ascii_lowercase();
        let is_written_as_one = (LEAST_DIGITS..=CauseId::DIGITS).contains(&digits.len())
            && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        if !is_written_as_one {
            return Err(CauseNameError::NotAName { name: name.to_owned() });
        }
        let causes = self.sorted_causes();
        let begun: Vec<CauseId> =
            causes.iter().copied().filter(|cause| cause.to_string().starts_with(&digits)).collect();
        match begun.as_slice() {
            [cause] => Ok(*cause),
            [] => Err(CauseNameError::Unknown { name: name.to_owned(), nearest: nearest(&digits, &causes) }),
            _ => Err(CauseNameError::Ambiguous { name: name.to_owned(), causes: begun }),
        }
    }

    /// What is left of the report if only these causes are asked about: their findings, counted anew. What was seen,
    /// what is accepted and what could not be judged stays.
    #[must_use]
    pub fn of_causes(&self, causes: &[CauseId]) -> Self {
        self.keeping(|found| causes.contains(&found.cause))
    }

    /// How many digits tell the causes of the report apart, at least eight.
    pub(crate) fn digits_of_causes(&self) -> usize {
        let causes = self.sorted_causes();
        let names: Vec<String> = causes.iter().map(CauseId::to_string).collect();
        let shared = names
            .windows(2)
            .map(|pair| pair[0].bytes().zip(pair[1].bytes()).take_while(|(one, other)| one == other).count());
        shared.max().map_or(LEAST_SHOWN, |shared| (shared + 1).max(LEAST_SHOWN))
    }

    fn sorted_causes(&self) -> Vec<CauseId> {
        let mut causes: Vec<CauseId> = self.diagnostics().map(|found| found.cause).collect();
        causes.sort_unstable();
        causes.dedup();
        causes
    }
}

/// The cause whose first digits differ least from those written, if only by a slip.
fn nearest(digits: &str, causes: &[CauseId]) -> Option<CauseId> {
    const MOST_SLIPS: usize = 2;
    let slips = |cause: &CauseId| strsim::damerau_levenshtein(digits, &cause.to_string()[..digits.len()]);
    let nearest = causes.iter().copied().map(|cause| (slips(&cause), cause)).min()?;
    (nearest.0 <= MOST_SLIPS).then_some(nearest.1)
}

fn unknown_help(nearest: Option<&CauseId>) -> String {
    match nearest {
        Some(cause) => format!("did you mean {cause}?"),
        None => {
            "it may be mended, or another selection was asked about; tadqiq check prints the causes there are"
                .to_owned()
        }
    }
}

fn listed(causes: &[CauseId]) -> String {
    let mut named: Vec<String> = causes.iter().take(MOST_NAMED).map(CauseId::to_string).collect();
    named
        .extend((causes.len() > MOST_NAMED).then(|| format!("or one of {} more", causes.len() - MOST_NAMED)));
    named.join(", ")
}

fn shown(name: &str) -> String {
    super::shown::shown_without_isolates(name)
}
