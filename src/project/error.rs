//! Why a run could not start, or a file could not be judged. About us, never about the data.
//!
//! Every error says the way out in its help. All of them end the program with exit code 2.

use std::path::PathBuf;

use miette::Diagnostic;

use crate::edit::EditError;
use crate::policy::UnknownRule;
use crate::report::shown::cut;
use crate::report::{CauseNameError, Fault};
use crate::rule::RulesError;
use crate::text::character::show;
use crate::words::phrase::did_you_mean;

pub use self::baseline::BaselineError;
pub use self::config::{ConfigError, ConfigProblem};
pub use self::decisions::DecisionsError;
pub use self::kind::ErrorKind;

mod baseline;
mod config;
mod decisions;
mod kind;

/// Why a run could not start, or a file could not be judged or written.
///
/// What a program wants to tell apart is its [kind](Self::kind); its variants say it to the letter. Its words, its help and its causes are ready for a terminal: what comes from outside in them
/// has its control characters shown, not obeyed.
#[derive(Debug, thiserror::Error, Diagnostic)]
#[non_exhaustive]
pub enum Error {
    /// A path that leads nowhere.
    #[error("no such file: {}", shown_path(.path))]
    #[diagnostic(code(tadqiq::no_such_file), help("{}", no_such_file_help(nearest.as_ref())))]
    NoSuchFile {
        /// The path as given.
        path: PathBuf,
        /// A path beside it that is written much alike.
        nearest: Option<PathBuf>,
    },
    /// A glob that no file of records matches.
    #[error("no file of records matches {}", shown(.pattern))]
    #[diagnostic(
        code(tadqiq::nothing_matches),
        help("* does not cross a folder, ** does; hidden files and those in .gitignore are passed over")
    )]
    NothingMatches {
        /// The glob as given.
        pattern: String,
    },
    /// A glob that is not one.
    #[error("{} is not a glob", shown(.pattern))]
    #[diagnostic(code(tadqiq::not_a_glob), help("write [*] for a star, [[] for a bracket"))]
    NotAGlob {
        /// The glob as given.
        pattern: String,
        /// What is wrong with it.
        #[source]
        cause: ForeignError,
    },
    /// A pipe, a device, a socket: reading it could wait for ever or never end.
    #[error("{} is {kind}, not a file", shown_path(.path))]
    #[diagnostic(code(tadqiq::not_a_file), help("give its contents on the standard input: tadqiq check -"))]
    NotAFile {
        /// The path as given.
        path: PathBuf,
        /// What it is: "a pipe".
        kind: &'static str,
    },
    /// A file that the system does not let us read.
    #[error("cannot read {}", shown_path(.path))]
    #[diagnostic(code(tadqiq::unreadable), help("{}", unreadable_help(cause)))]
    Unreadable {
        /// The path as given.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// A file that the output cannot be written to.
    #[error("cannot write {}", shown_path(.path))]
    #[diagnostic(code(tadqiq::unwritable), help("see that its folder is there and may be written to"))]
    Unwritable {
        /// The path as given.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// A file that is read in a run, be it records or what they are judged by, and written to.
    #[error("{} is read in this run, and what is found would be written over it", shown_path(.path))]
    #[diagnostic(code(tadqiq::output_is_input), help("write what is found to another file"))]
    OutputIsInput {
        /// The path as given.
        path: PathBuf,
    },
    /// A file that somebody wrote to while it was judged.
    #[error("{} was changed while it was read", shown_path(.path))]
    #[diagnostic(code(tadqiq::changed), help("let what writes it finish, then check it again"))]
    Changed {
        /// The path as given.
        path: PathBuf,
    },
    /// A file where a folder is needed.
    #[error("{} is not a folder", shown_path(.path))]
    #[diagnostic(code(tadqiq::not_a_folder), help("name the folder that it lies in"))]
    NotAFolder {
        /// The path as given.
        path: PathBuf,
    },
    /// A text in the place of a file that does not lie in the project.
    #[error("{} does not lie in the project's folder {}", shown_path(.path), shown_path(.root))]
    #[diagnostic(
        code(tadqiq::outside_of_project),
        help("open a project whose root holds it, or name a file in this one")
    )]
    OutsideOfProject {
        /// The path as given.
        path: PathBuf,
        /// The project's root.
        root: PathBuf,
    },
    /// A file that is named outright and that no collection claims: nobody would judge it.
    #[error("no collection of {} claims {}", shown_path(.config), shown_path(.file))]
    #[diagnostic(
        code(tadqiq::unclaimed),
        help("add it to the `files` of a collection, or let --only-claimed pass it over")
    )]
    Unclaimed {
        /// The file as given.
        file: PathBuf,
        /// The config.
        config: PathBuf,
    },
    /// A collection whose globs match no file.
    #[error("no file is in the collection {} of {}: nothing matches {}",
        shown(.collection), shown_path(.config), shown(&.globs.join(", ")))]
    #[diagnostic(
        code(tadqiq::empty_collection),
        help(
            "see where its files lie, or take the collection out; globs begin at the folder of the tadqiq.toml, and what `exclude` names is in no collection"
        )
    )]
    EmptyCollection {
        /// The config.
        config: PathBuf,
        /// The collection.
        collection: String,
        /// Its globs.
        globs: Vec<String>,
    },
    /// A file that is named outright and that is a schema.
    #[error("{} says that it is a JSON Schema: it holds no records", shown_path(.path))]
    #[diagnostic(
        code(tadqiq::is_a_schema),
        help("name the files of the records, and give the schema with --schema where they do not name it")
    )]
    IsASchema {
        /// The file as given.
        path: PathBuf,
    },
    /// A link that leads out of the project.
    #[error("{} leads out of the project's folder by a link", shown_path(.path))]
    #[diagnostic(
        code(tadqiq::leads_out),
        help("put the file itself in its place, or let --follow-links read what it leads to")
    )]
    LeadsOut {
        /// The path as given.
        path: PathBuf,
    },
    /// What goes by the name of a config and is no file.
    #[error("{} is {kind}, and no config", shown_path(.path))]
    #[diagnostic(
        code(tadqiq::not_a_config),
        help("put a plain file in its place, or take it away; --isolated judges without a config")
    )]
    NotAConfig {
        /// Its path.
        path: PathBuf,
        /// What it is: "a pipe".
        kind: &'static str,
    },
    /// A folder in which there is nothing to judge.
    #[error("no records in the folder {}", shown_path(.folder))]
    #[diagnostic(code(tadqiq::no_records), help("{}", no_records_help(*left_out)))]
    NoRecords {
        /// The folder as given.
        folder: PathBuf,
        /// How many files of the kinds that hold records a config leaves out.
        left_out: usize,
    },
    /// A record that is asked for by its id, and is not there.
    #[error("{}", no_such_record(id.as_deref()))]
    #[diagnostic(code(tadqiq::no_such_record), help("{}", no_such_record_help(nearest.as_deref(), *records, *broken)))]
    NoSuchRecord {
        /// The id as given; none where any record was asked for.
        id: Option<String>,
        /// The id of a record that is written much alike.
        nearest: Option<String>,
        /// How many records there are.
        records: u64,
        /// How many of them cannot be read.
        broken: u64,
    },
    /// A record that is asked for and cannot be read.
    #[error("the record at {}:{line} cannot be read: {}", shown(.file), shown(.cause))]
    #[diagnostic(
        code(tadqiq::broken_record),
        help("mend it first: tadqiq check shows the place; or name another record by its id: --record ID")
    )]
    BrokenRecord {
        /// Its file as given.
        file: String,
        /// The line it begins on, from 1.
        line: u64,
        /// What is wrong with it.
        cause: String,
    },
    /// A file named outright that is of no kind we know.
    #[error("unknown file type: {}", shown_path(.path))]
    #[diagnostic(
        code(tadqiq::unknown_file_type),
        help(
            "records are read from .json (one value), .ndjson and .jsonl (a record a line); \
             another name can be read with: tadqiq check - --stdin-filename NAME.json"
        )
    )]
    UnknownFileType {
        /// The path as given.
        path: PathBuf,
    },
    /// A packed file named outright.
    #[error("{} is compressed, and compressed files are not read", shown_path(.path))]
    #[diagnostic(code(tadqiq::compressed), help("unpack it first: {unpack} … | tadqiq check -"))]
    Compressed {
        /// The path as given.
        path: PathBuf,
        /// The command that unpacks it.
        unpack: &'static str,
    },
    /// A schema that cannot be used.
    #[error("records cannot be judged by {}", shown(.name))]
    #[diagnostic(code(tadqiq::schema), help("{}", way_out.as_deref().unwrap_or("mend the schema; tadqiq schema meeting prints one that works")))]
    Schema {
        /// Its name, or its path as given.
        name: String,
        /// The way out, where what is wrong with it has one of its own.
        way_out: Option<String>,
        /// What is wrong with it.
        #[source]
        cause: ForeignError,
    },
    /// A schema's name that is none of ours.
    #[error("unknown schema: {}", shown(.name))]
    #[diagnostic(code(tadqiq::unknown_schema), help("{}", unknown_schema_help(nearest.as_deref())))]
    UnknownSchema {
        /// The name as given.
        name: String,
        /// The bundled schema that is named most like it.
        nearest: Option<String>,
    },
    /// A config that cannot be used.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Config(#[from] Box<ConfigError>),
    /// A curator's decisions that cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Decisions(#[from] Box<DecisionsError>),
    /// A baseline that cannot be read.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Baseline(#[from] Box<BaselineError>),
    /// A file of ours in the place of records.
    #[error("{} cannot be taken for records: it is {what}", shown_path(.path))]
    #[diagnostic(code(tadqiq::own_file), help("{}", way_out))]
    OwnFile {
        /// The path as given.
        path: PathBuf,
        /// What it is: "a curator's decisions".
        what: &'static str,
        /// The way out.
        way_out: &'static str,
    },
    /// A file that two collections of one config claim.
    #[error("{} belongs to two collections of {}: {} and {}",
        shown_path(.file), shown_path(.config), shown(.first), shown(.second))]
    #[diagnostic(
        code(tadqiq::claimed_twice),
        help("a file has one schema: narrow the files of one of the two collections")
    )]
    ClaimedTwice {
        /// The file.
        file: PathBuf,
        /// The config.
        config: PathBuf,
        /// The collection that claims it first.
        first: String,
        /// The collection that claims it as well.
        second: String,
    },
    /// A rule's name that is none.
    #[error(transparent)]
    #[diagnostic(transparent)]
    UnknownRule(#[from] UnknownRule),
    /// A word that names no cause, or several.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Cause(#[from] CauseNameError),
    /// Rules that cannot run together.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Rules(#[from] RulesError),
    /// Files that fixes could not be written to. What [`edit`](crate::edit) says becomes one by `?`.
    #[error(transparent)]
    #[diagnostic(transparent)]
    Edit(#[from] EditError),
    /// An output format's name that is none.
    #[error("unknown output format: {}", shown(.name))]
    #[diagnostic(code(tadqiq::unknown_format), help("{}", unknown_format_help(nearest.as_deref(), known)))]
    UnknownFormat {
        /// The name as given.
        name: String,
        /// The format that is named most like it.
        nearest: Option<String>,
        /// The formats there are.
        known: Vec<&'static str>,
    },
}

impl Error {
    /// The file or folder it is about, if it is about one.
    pub fn file(&self) -> Option<&std::path::Path> {
        match self {
            Self::NoSuchFile { path, .. }
            | Self::NotAFile { path, .. }
            | Self::Unreadable { path, .. }
            | Self::Unwritable { path, .. }
            | Self::OutputIsInput { path }
            | Self::Changed { path }
            | Self::NotAFolder { path }
            | Self::OutsideOfProject { path, .. }
            | Self::Unclaimed { file: path, .. }
            | Self::EmptyCollection { config: path, .. }
            | Self::LeadsOut { path }
            | Self::IsASchema { path }
            | Self::NotAConfig { path, .. }
            | Self::NoRecords { folder: path, .. }
            | Self::UnknownFileType { path }
            | Self::Compressed { path, .. }
            | Self::OwnFile { path, .. }
            | Self::ClaimedTwice { file: path, .. } => Some(path),
            Self::Config(error) => Some(&error.path),
            Self::Decisions(error) => Some(&error.path),
            Self::Baseline(error) => Some(&error.path),
            Self::Edit(error) => Some(error.path()),
            _ => None,
        }
    }

    /// The way out, as one sentence.
    pub fn way_out(&self) -> Option<String> {
        self.help().map(|help| help.to_string())
    }

    /// What happened and why, as one sentence: the error and its causes.
    pub fn sentence(&self) -> String {
        chain(self)
    }
}

// An error's own words and help already have what came from outside made visible.
impl From<&Error> for Fault {
    fn from(error: &Error) -> Self {
        Self {
            message: crate::message!("{error}", error: error.sentence()),
            file: error.file().map(|path| path.to_string_lossy().into_owned().into()),
            help: error.way_out().map(|help| crate::message!("{help}", help)),
        }
    }
}

/// What another library says is wrong, its own causes included, ready for a terminal.
#[derive(Debug)]
pub struct ForeignError(Box<dyn std::error::Error + Send + Sync>);

impl ForeignError {
    /// Takes over an error whose words are not ours.
    pub fn new(cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self(cause.into())
    }
}

impl std::fmt::Display for ForeignError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // A sentence of several words of others, each of which may be cut already.
        const MOST_CHARACTERS: usize = 2_000;
        let words = chain(self.0.as_ref());
        match words.char_indices().nth(MOST_CHARACTERS) {
            None => formatter.write_str(&show(&words)),
            Some((end, _)) => write!(formatter, "{}…", show(&words[..end])),
        }
    }
}

impl std::error::Error for ForeignError {}

fn chain(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut next = error.source();
    while let Some(cause) = next {
        words.push_str(": ");
        words.push_str(&cause.to_string());
        next = cause.source();
    }
    words
}

// miette's handler prints what it is given raw, so nothing from outside may reach it as it came.
fn shown(text: &str) -> String {
    show(&cut(text)).into_owned()
}

fn shown_path(path: &std::path::Path) -> String {
    shown(&path.to_string_lossy())
}

fn no_such_file_help(nearest: Option<&PathBuf>) -> String {
    match nearest {
        Some(nearest) => did_you_mean(shown_path(nearest)).plain(),
        None => "paths begin at the folder you are in; put a glob between quotation marks".to_owned(),
    }
}

fn unreadable_help(cause: &std::io::Error) -> &'static str {
    match cause.kind() {
        std::io::ErrorKind::PermissionDenied => "give yourself the right to read it, or leave it out",
        _ => "see whether it can be opened otherwise, or leave it out",
    }
}

fn no_records_help(left_out: usize) -> String {
    match left_out {
        0 => "records are read from .json, .ndjson and .jsonl files; hidden files and those in .gitignore \
              are passed over"
            .to_owned(),
        1 => "one file there could hold records, but the tadqiq.toml leaves it out; \
              --isolated reads it all the same"
            .to_owned(),
        many => format!(
            "{many} files there could hold records, but the tadqiq.toml leaves them out; \
             --isolated reads them all the same"
        ),
    }
}

fn no_such_record(id: Option<&str>) -> String {
    match id {
        Some(id) => format!("no record has the id {}", shown(id)),
        None => "there is no record in what was asked for".to_owned(),
    }
}

fn no_such_record_help(nearest: Option<&str>, records: u64, broken: u64) -> String {
    let unread = match broken {
        0 => String::new(),
        1 => "; one of them cannot be read: tadqiq check says why".to_owned(),
        many => format!("; {many} of them cannot be read: tadqiq check says why"),
    };
    match nearest {
        Some(nearest) => format!("{}{unread}", did_you_mean(shown(nearest)).plain()),
        None if records == 0 => "name a file that holds records, or a folder".to_owned(),
        None => {
            format!("there are {records}; name one by its id, or by its number from 1 to {records}{unread}")
        }
    }
}

fn unknown_schema_help(nearest: Option<&str>) -> String {
    match nearest {
        Some(nearest) => did_you_mean(nearest).plain(),
        None => "name a bundled schema (meeting, person, organization, source) or a path ending in .json"
            .to_owned(),
    }
}

fn unknown_format_help(nearest: Option<&str>, known: &[&str]) -> String {
    match nearest {
        Some(nearest) => did_you_mean(nearest).plain(),
        None => format!("the formats are {}", known.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::BaselineProblem;
    use crate::policy::DecisionProblem;

    #[test]
    fn every_error_says_the_way_out_and_prints_nothing_raw() {
        let evil = "a\u{1b}[31m\u{202e}\u{9b}b.json";
        let path = || PathBuf::from(evil);
        let cause = || ForeignError::new(format!("broken: {evil}"));
        let io = || std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let errors = [
            Error::NoSuchFile { path: path(), nearest: Some(path()) },
            Error::NoSuchFile { path: path(), nearest: None },
            Error::NothingMatches { pattern: evil.into() },
            Error::NotAGlob { pattern: evil.into(), cause: cause() },
            Error::NotAFile { path: path(), kind: "a pipe" },
            Error::Unreadable { path: path(), cause: io() },
            Error::Unwritable { path: path(), cause: io() },
            Error::OutputIsInput { path: path() },
            Error::Changed { path: path() },
            Error::Unclaimed { file: path(), config: path() },
            Error::EmptyCollection { config: path(), collection: evil.into(), globs: vec![evil.into()] },
            Error::LeadsOut { path: path() },
            Error::IsASchema { path: path() },
            Error::NotAConfig { path: path(), kind: "a pipe" },
            Error::NoRecords { folder: path(), left_out: 2 },
            Error::NoSuchRecord { id: Some(evil.into()), nearest: Some(evil.into()), records: 2, broken: 1 },
            Error::NoSuchRecord { id: None, nearest: None, records: 0, broken: 0 },
            Error::BrokenRecord { file: evil.into(), line: 2, cause: evil.into() },
            Error::UnknownFileType { path: path() },
            Error::OwnFile { path: path(), what: "a config", way_out: "leave it out" },
            Box::new(DecisionsError {
                path: path(),
                line: Some(1),
                problem: DecisionProblem::UnknownKey { key: evil.into(), nearest: None },
            })
            .into(),
            Box::new(BaselineError {
                path: path(),
                line: Some(1),
                problem: BaselineProblem::AnotherVersion(evil.into()),
            })
            .into(),
            Error::Compressed { path: path(), unpack: "zstd -dc" },
            Error::Schema { name: evil.into(), way_out: None, cause: cause() },
            Error::UnknownSchema { name: evil.into(), nearest: None },
            Error::ClaimedTwice { file: path(), config: path(), first: evil.into(), second: evil.into() },
            EditError::NotAFile { path: path() }.into(),
            UnknownRule { name: evil.into(), nearest: Some("date/month-missing".into()) }.into(),
            CauseNameError::NotAName { name: evil.into() }.into(),
            CauseNameError::Unknown { name: evil.into(), nearest: None }.into(),
            RulesError::IdIllFormed { id: evil.into() }.into(),
            RulesError::IdTaken { id: evil.into() }.into(),
            RulesError::AliasTaken { alias: evil.into(), rule: evil.into(), of: evil.into() }.into(),
            Error::UnknownFormat { name: evil.into(), nearest: None, known: vec!["full", "json"] },
        ];
        let handler = miette::GraphicalReportHandler::new_themed(miette::GraphicalTheme::unicode_nocolor());
        for error in errors {
            let mut rendered = String::new();
            handler.render_report(&mut rendered, &error).unwrap();
            assert!(rendered.contains("help"), "{rendered}");
            assert!(!rendered.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{rendered:?}");
        }
    }
}
