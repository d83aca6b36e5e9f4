//! Why a decision cannot be taken.

use chrono::NaiveDate;
use miette::Diagnostic;

use crate::project::error::Error;
use crate::rule::RuleId;
use crate::words::phrase::did_you_mean;

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
    /// A word that is written as no id is.
    #[error("{word} is not {what}")]
    #[diagnostic(code(tadqiq::decide), help("{help}"))]
    NotAnId {
        /// The word, ready to be printed.
        word: String,
        /// What it should be: "a fingerprint".
        what: &'static str,
        /// The way out.
        help: &'static str,
    },
    /// An id that nothing has.
    #[error("{what} begins with {word}")]
    #[diagnostic(code(tadqiq::decide), help("{}", unknown_help(nearest.as_deref(), help)))]
    Unknown {
        /// The word as typed.
        word: String,
        /// What has it not: "no finding of this run".
        what: &'static str,
        /// The id that is written most like it.
        nearest: Option<String>,
        /// Where the ids stand.
        help: &'static str,
    },
    /// Several have ids that begin so.
    #[error("{} begin with {word}:\n{}", crate::render::number(*count as u64, "id"), listed(candidates, *count))]
    #[diagnostic(code(tadqiq::decide), help("type more of its digits"))]
    Ambiguous {
        /// The word as typed.
        word: String,
        /// How many there are.
        count: usize,
        /// The first of them, each with what it is of, ready to be printed.
        candidates: Vec<String>,
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
