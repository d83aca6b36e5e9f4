//! What `check` is told of the past: what the records are held against, and whose config counts.

use crate::project::{Options, Since};

/// What the records are held against, and whose config counts.
#[derive(Debug, Default, clap::Args)]
#[command(next_help_heading = "What stood before")]
pub struct SinceArguments {
    /// Report only what is found now and was not found in the files as git has them in this revision: a branch, a tag,
    /// a commit. Where the branch that is checked out left that of the revision, it is held against the commit where
    /// it did, so that what others brought since is not reported. Files that git does not know are new; those that it
    /// is told to ignore have no past and count as they lie. With --fix, only what is new is mended.
    #[arg(long, value_name = "REV", allow_hyphen_values = true)]
    since: Option<String>,
    /// Judge the files as they are staged in git's index, and report only what the next commit would bring.
    #[arg(long, conflicts_with_all = ["since", "fix", "diff", "watch"])]
    staged: bool,
    /// Take configs, schemas, decisions and baselines as git has them in this revision, whatever they say here; what
    /// is another here is listed.
    #[arg(long, value_name = "REV", conflicts_with = "isolated", allow_hyphen_values = true)]
    config_from: Option<String>,
}

impl SinceArguments {
    /// The options with what is said of the past.
    pub fn put_into(&self, options: Options) -> Options {
        let since = match (&self.since, self.staged) {
            (Some(revision), _) => Some(Since::Revision(revision.clone())),
            (None, true) => Some(Since::Staged),
            (None, false) => None,
        };
        Options { since, config_from: self.config_from.clone(), ..options }
    }
}
