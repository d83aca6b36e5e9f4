//! What is wrong with a line that should be a decision.

use crate::policy::UnknownRule;
use crate::rule::RuleId;
use crate::text::character::show;
use crate::words::phrase::did_you_mean;

/// What is wrong with a line of `decisions.ndjson`, or with the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DecisionProblem {
    /// It is not JSON.
    #[error("this is not JSON: {}", show(.0))]
    Syntax(String),
    /// It is a line that git writes where two changes contradict each other.
    #[error("this is the mark of a merge that was not finished")]
    Conflict,
    /// It is not text in UTF-8.
    #[error("this is not text in UTF-8")]
    NotUtf8,
    /// It is JSON, and no object.
    #[error("a decision is an object, and this is none")]
    NotAnObject,
    /// A key that no decision has.
    #[error("unknown key: {}", show(.key))]
    UnknownKey {
        /// The key.
        key: String,
        /// The key that is written most like it.
        nearest: Option<&'static str>,
    },
    /// A key that has to be there.
    #[error("a decision needs the key {0}")]
    MissingKey(&'static str),
    /// Without a reason nobody can review it.
    #[error("a decision needs a reason, and its why is empty")]
    NoReason,
    /// It has to be of a finding, or of a cause.
    #[error("a decision is of a fingerprint or of a cause: this is of {0}")]
    NotOfOne(&'static str),
    /// A value of another type.
    #[error("{key} must be {expected}")]
    WrongType {
        /// The key.
        key: &'static str,
        /// What it must be: "a text".
        expected: &'static str,
    },
    /// A value that is not what its key means.
    #[error("{key} is {:?}, which is not {expected}", show(.value))]
    NotUnderstood {
        /// The key.
        key: &'static str,
        /// The value.
        value: String,
        /// What it should be: "a day".
        expected: &'static str,
    },
    /// A rule that does not exist.
    #[error(transparent)]
    UnknownRule(#[from] UnknownRule),
    /// A rule of what could not be read.
    #[error("{rule} cannot be accepted: nobody knows what a record says that could not be read")]
    Unread {
        /// The rule.
        rule: RuleId,
    },
    /// Its last day comes before its first.
    #[error("it ends on {until}, before it begins on {since}")]
    Reversed {
        /// Its first day.
        since: chrono::NaiveDate,
        /// Its last day.
        until: chrono::NaiveDate,
    },
    /// Another line decides the same.
    #[error("line {line} decides the same")]
    Repeated {
        /// That line, from 1.
        line: u64,
    },
    /// A pipe, a folder, a device.
    #[error("it is {0}, not a file")]
    NotAFile(&'static str),
    /// It is far larger than decisions are.
    #[error("it has more than {most} bytes: these are no decisions")]
    TooLarge {
        /// The most that is read.
        most: u64,
    },
}

impl DecisionProblem {
    /// The way out, as one sentence.
    pub fn way_out(&self) -> String {
        let fixed = match self {
            Self::UnknownKey { nearest: Some(nearest), .. } => return did_you_mean(*nearest).plain(),
            Self::UnknownRule(unknown) => return unknown.way_out(),
            Self::Syntax(_) | Self::NotAnObject => {
                "put each decision on a line of its own, as tadqiq accept writes it"
            }
            Self::Conflict => {
                "keep the decisions of both sides, and take out the lines that begin with <, = and >"
            }
            Self::NotUtf8 => "save it as UTF-8",
            Self::NoReason => "say in its why what the next reader has to know",
            Self::NotOfOne(_) => "give it the one of the two that is meant",
            Self::NotUnderstood { expected: "a day", .. } => "write it so: \"2022-06-13\"",
            Self::NotUnderstood { .. } => "copy it from the report: tadqiq check --output-format json",
            Self::Unread { .. } => "take the line out, and mend what could not be read",
            Self::Reversed { .. } => "exchange the two days",
            Self::Repeated { .. } => "take one of the two lines out",
            Self::NotAFile(_) => "put a file in its place, or take it away",
            Self::TooLarge { .. } => "decide causes instead of single findings: tadqiq accept --cause",
            Self::UnknownKey { .. } | Self::MissingKey(_) | Self::WrongType { .. } => {
                "tadqiq schema decision says what a decision may hold"
            }
        };
        fixed.to_owned()
    }
}
