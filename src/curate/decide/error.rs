//! Why a decision cannot be taken.

use chrono::NaiveDate;
use miette::Diagnostic;

use crate::project::error::Error;
use crate::report::shown::sentence_without_isolates;
use crate::report::{Fault, IdNameError};
use crate::rule::RuleId;

/// Why a decision cannot be taken. Nothing was written.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[non_exhaustive]
pub enum DecideError {
    /// Without a reason nobody can review it.
    #[error("a decision needs a reason, and this one is empty")]
    #[diagnostic(code(tadqiq::decide), help("say in --why what the next reader has to know"))]
    NoReason,
    /// Its last day is over before it begins.
    #[error("it would hold until {until}, and today is {today}")]
    #[diagnostic(code(tadqiq::decide), help("name a day to come, or leave --until out"))]
    Past {
        /// The last day that was asked for.
        until: NaiveDate,
        /// The day it is.
        today: NaiveDate,
    },
    /// A word that names nothing.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Id(#[from] IdNameError),
    /// An id that nothing has of what could be judged, and not all could.
    #[error("{what} begins with {word}, and not all of it could be judged: {fault}")]
    #[diagnostic(code(tadqiq::decide), help("{}", fault_help(help.as_deref())))]
    NotAllJudged {
        /// The digits as typed.
        word: String,
        /// What has it not: "no finding of this run".
        what: &'static str,
        /// The first thing that went wrong, ready to be printed.
        fault: String,
        /// The way out of it, ready to be printed.
        help: Option<String>,
    },
    /// A finding that is about a decision.
    #[error("what is wrong with a decision cannot be accepted")]
    #[diagnostic(
        code(tadqiq::decide),
        help("tadqiq decisions --prune takes out what is stale or has expired")
    )]
    OfADecision,
    /// A finding of what could not be read.
    #[error("{rule} cannot be accepted: nobody knows what a record says that could not be read")]
    #[diagnostic(
        code(tadqiq::decide),
        help("mend the file, or leave it out: exclude in tadqiq.toml names what is not checked")
    )]
    Unread {
        /// The rule.
        rule: RuleId,
    },
    /// Nothing says where decisions stand.
    #[error("there is no place for decisions")]
    #[diagnostic(
        code(tadqiq::decide),
        help("they stand beside the config, or in the folder of the run; --isolated reads none")
    )]
    Nowhere,
    /// What keeps a run from starting, or a file from being written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Run(#[from] Error),
}

impl DecideError {
    pub(super) fn not_all_judged(word: String, what: &'static str, fault: &Fault) -> Self {
        Self::NotAllJudged {
            word,
            what,
            fault: sentence_without_isolates(&fault.message),
            help: fault.help.as_ref().map(sentence_without_isolates),
        }
    }
}

fn fault_help(help: Option<&str>) -> &str {
    help.unwrap_or("see to that first: tadqiq check says all that could not be judged")
}
