//! Why records cannot be held against what they were.

use std::path::PathBuf;

use miette::Diagnostic;

use super::{Error, ForeignError, shown, shown_path};

/// Why records cannot be held against what git knows of them.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[non_exhaustive]
pub enum GitError {
    /// There is no program `git`.
    #[error("git cannot be started")]
    #[diagnostic(
        code(tadqiq::no_git),
        help("install git, or see that it stands in the PATH; --since, --staged and --config-from ask it")
    )]
    NoGit {
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// A folder that is in no repository.
    #[error("{} is in no git repository", shown_path(.folder))]
    #[diagnostic(
        code(tadqiq::no_repository),
        help("run it where the records are kept in git, or leave --since, --staged and --config-from out")
    )]
    NoRepository {
        /// The folder.
        folder: PathBuf,
    },
    /// A repository without files, or the inside of one.
    #[error("the git repository at {} has no files checked out there", shown_path(.folder))]
    #[diagnostic(
        code(tadqiq::bare_repository),
        help("run it in a clone that has its files: git clone REPOSITORY FOLDER")
    )]
    Bare {
        /// The folder.
        folder: PathBuf,
    },
    /// A repository of somebody else, which git does not read.
    #[error("git does not read the repository at {}: it belongs to somebody else", shown_path(.folder))]
    #[diagnostic(
        code(tadqiq::unsafe_repository),
        help(
            "if you trust it, say so once: git config --global --add safe.directory FOLDER (in a container, as the user that runs tadqiq)"
        )
    )]
    NotTrusted {
        /// The folder.
        folder: PathBuf,
    },
    /// A repository in which nothing was committed yet.
    #[error("nothing is committed in this repository yet, so {} names nothing", shown(.revision))]
    #[diagnostic(
        code(tadqiq::no_commit),
        help("commit first, or let --staged judge what the first commit would hold")
    )]
    NoCommit {
        /// The revision as given.
        revision: String,
    },
    /// Words that cannot name a revision.
    #[error("no revision has the name «{}»", shown(.revision))]
    #[diagnostic(
        code(tadqiq::not_a_revision),
        help("name a branch, a tag or a commit: origin/main, HEAD~1, 1a2b3c4")
    )]
    NotARevision {
        /// The revision as given.
        revision: String,
    },
    /// A word that stands for two revisions.
    #[error("{} stands for two revisions: {} and {}", shown(.revision), shown(.one), shown(.other))]
    #[diagnostic(code(tadqiq::ambiguous_revision), help("name the one that is meant by its whole name"))]
    Ambiguous {
        /// The revision as given.
        revision: String,
        /// A name that it may stand for.
        one: String,
        /// Another.
        other: String,
    },
    /// A revision that the repository does not know.
    #[error("the repository knows no revision {}", shown(.revision))]
    #[diagnostic(code(tadqiq::unknown_revision), help("{}", unknown_revision_help(*is_shallow)))]
    UnknownRevision {
        /// The revision as given.
        revision: String,
        /// Whether the clone has but the last commits.
        is_shallow: bool,
    },
    /// A clone too shallow to know where a branch began.
    #[error("this clone does not reach back to where its branch left {}", shown(.revision))]
    #[diagnostic(
        code(tadqiq::shallow_clone),
        help(
            "fetch the rest: git fetch --unshallow; in a workflow, let actions/checkout have fetch-depth: 0"
        )
    )]
    Shallow {
        /// The revision as given.
        revision: String,
    },
    /// Contents that a partial clone does not have.
    #[error("this clone does not have what {} held", shown_path(.path))]
    #[diagnostic(
        code(tadqiq::partial_clone),
        help("fetch it first: git fetch --refetch --no-filter, or clone without --filter")
    )]
    NotFetched {
        /// The file.
        path: PathBuf,
    },
    /// A merge that is not finished.
    #[error("{} is not merged yet, so what is staged cannot be judged", shown_path(.path))]
    #[diagnostic(code(tadqiq::unmerged), help("settle the conflict, and stage the file: git add FILE"))]
    Unmerged {
        /// The file.
        path: PathBuf,
    },
    /// A file to judge that is not in the repository.
    #[error("{} lies outside of the git repository {}: what it was is not known", shown_path(.path), shown_path(.repository))]
    #[diagnostic(
        code(tadqiq::outside_of_repository),
        help("name files of one repository, or run it once for each")
    )]
    OutsideOfRepository {
        /// The file.
        path: PathBuf,
        /// The folder of the repository.
        repository: PathBuf,
    },
    /// Records that are in no file.
    #[error("what comes on the standard input, or as a text, has no past that git could know")]
    #[diagnostic(
        code(tadqiq::no_past),
        help("name the file itself, or leave --since, --staged and --config-from out")
    )]
    NoPast,
    /// Records that cannot be judged as they were.
    #[error("the records cannot be judged as they were at {}", shown(.revision))]
    #[diagnostic(
        code(tadqiq::past_not_judged),
        help("compare with a later revision, or check without --since")
    )]
    PastNotJudged {
        /// What they were compared with.
        revision: String,
        /// Why.
        #[source]
        cause: Box<Error>,
    },
    /// Anything else that git says.
    #[error("git failed: {words}")]
    #[diagnostic(code(tadqiq::git_failed), help("see whether git itself works here: git status"))]
    Failed {
        /// What it says.
        words: ForeignError,
    },
}

fn unknown_revision_help(is_shallow: bool) -> &'static str {
    match is_shallow {
        true => {
            "this clone has but the last commits; fetch the rest: git fetch --unshallow; in a workflow, let actions/checkout have fetch-depth: 0"
        }
        false => {
            "git branch --all and git tag list the names there are; git fetch brings those of the others"
        }
    }
}
