//! Why an answer is not taken.

use miette::Diagnostic;

use crate::curate::decide::DecideError;
use crate::edit::EditError;
use crate::project::error::Error;
use crate::report::IdNameError;
use crate::text::character::show;

/// Why an answer is not taken, or what was answered could not be made.
#[derive(Debug, thiserror::Error, Diagnostic)]
pub enum Refusal {
    /// The name of a cause or a finding that is accepted already.
    #[error("{} is accepted already: {}", show(.name), show(.why))]
    #[diagnostic(help("tadqiq decisions --remove takes the decision out"))]
    Accepted {
        /// The name as given.
        name: String,
        /// The reason that was given.
        why: String,
    },
    /// A name that nothing has.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Id(#[from] IdNameError),
    /// A decision that cannot be made.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Decide(#[from] DecideError),
    /// A decision without a reason.
    #[error("a decision needs a reason, and this one has none")]
    #[diagnostic(help("write it behind the d: d the register prints it so"))]
    NoReason,
    /// A line that is no answer.
    #[error("{} is no answer", show(.line))]
    #[diagnostic(help(
        "y, a, d, n, s, q or the number of a fix, alone or behind the name of a cause or a finding"
    ))]
    NoAnswer {
        /// The line as given.
        line: String,
    },
    /// The number of a fix that is not offered.
    #[error("there is no fix {number} of this finding")]
    #[diagnostic(help("{}", fixes_help(*ways)))]
    NoSuchFix {
        /// The number, from 1.
        number: usize,
        /// How many fixes there are.
        ways: usize,
    },
    /// A refusal of one of the lines that were given together.
    #[error("line {line} of the answers cannot be taken; nothing is changed")]
    #[diagnostic(help("{}", cause.help().map(|help| help.to_string()).unwrap_or_default()))]
    Line {
        /// The line, from 1.
        line: usize,
        /// Why.
        #[source]
        cause: Box<Refusal>,
    },
    /// The standard input is to be mended, and the answers are to come from it.
    #[error("the standard input cannot be gone through: the answers come from it")]
    #[diagnostic(help("name the file, or have all safe fixes made: tadqiq check --fix -"))]
    StdinIsTaken,
    /// What kept the project from being checked or written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Project(#[from] Error),
    /// What kept a file from being written.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Edit(#[from] EditError),
}

impl Refusal {
    /// Whether another answer may do: nothing else went wrong.
    pub fn is_of_the_answer(&self) -> bool {
        matches!(
            self,
            Self::Accepted { .. }
                | Self::Id(_)
                | Self::Decide(_)
                | Self::NoReason
                | Self::NoAnswer { .. }
                | Self::NoSuchFix { .. }
        )
    }
}

fn fixes_help(ways: usize) -> String {
    match ways {
        0 => "it has none: n leaves it as it is, and d accepts it".to_owned(),
        1 => "it has one: y makes it".to_owned(),
        ways => format!("1 to {ways} are the numbers of its fixes"),
    }
}
