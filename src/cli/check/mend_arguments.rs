//! What `check` is told about mending.

use crate::edit::Choice;

/// What is made of fixes.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Mending")]
pub struct MendArguments {
    /// Make the safe fixes, and report what is left.
    #[arg(long, group = "mending", conflicts_with = "watch")]
    fix: bool,
    /// Show what --fix would change as a patch, and change nothing: it ends with 1 if there is something, else with 0.
    /// A file and a pipe get every byte of it, for git apply; on a terminal, and in the log of a CI runner, control
    /// characters are shown as their codes: there, write it to a file.
    #[arg(long, group = "mending", conflicts_with = "watch")]
    diff: bool,
    /// Make, or show, the fixes too that are offered: those that somebody should have looked at.
    #[arg(long, requires = "mending")]
    unsafe_fixes: bool,
}

/// What is to be done about fixes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MendingMode {
    /// They are shown with what they mend.
    Report,
    /// They are made.
    Fix,
    /// What they would change is shown, and nothing is changed.
    Diff,
}

impl MendArguments {
    /// What is to be done; of two things the one that changes nothing.
    pub fn mode(&self) -> MendingMode {
        match (self.diff, self.fix) {
            (true, _) => MendingMode::Diff,
            (false, true) => MendingMode::Fix,
            (false, false) => MendingMode::Report,
        }
    }

    /// Which fixes are meant.
    pub fn choice(&self) -> Choice {
        if self.unsafe_fixes { Choice::offered() } else { Choice::default() }
    }
}
