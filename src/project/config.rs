//! `tadqiq.toml`: which files hold which records, and how they are judged.
//!
//! The nearest one upward from a file is that file's config; configs are never merged. Its paths
//! and globs begin at its own folder and stay below it. A file belongs to one collection: one that
//! two collections claim is an error, so the order of collections never matters.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::date::NumericOrder;
use crate::notation::document::Limits;
use crate::policy::RuleLevel;
use crate::project::error::Error;
use crate::project::files::Files;
use crate::record::digest::LastingDigest;
use crate::rule::Rules;
use crate::words::Level;

pub(crate) use self::languages::has_tables;
pub use self::patterns::Patterns;

mod languages;
mod patterns;
mod read;

/// The name of a config.
pub const FILE_NAME: &str = "tadqiq.toml";

/// What a `tadqiq.toml` says. [`Config::default`] is a run without one.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The file it was read from; none for the defaults.
    pub path: Option<PathBuf>,
    /// Which files hold which records, in the order of their names.
    pub collections: Vec<CollectionConfig>,
    /// The levels of rules, in the order of their names.
    pub rules: Vec<RuleLevel>,
    /// Levels of rules in some files, in the order of the config: a later one counts before an earlier one.
    pub overrides: Vec<Override>,
    /// What rules may know of it.
    pub profile: Profile,
    /// Bounds beyond which a record is reported and not read.
    pub limits: Limits,
    /// The lowest level that fails a run; none where the config does not say.
    pub fail_on: Option<Level>,
    /// Files that are not read, with everything below them.
    pub exclude: Patterns,
    /// The digest of its text.
    pub digest: [u8; 16],
}

/// The records of one kind: some files, one schema.
#[derive(Debug, Clone)]
pub struct CollectionConfig {
    /// Its name, which references point to.
    pub name: String,
    /// The files that hold its records.
    pub files: Patterns,
    /// What its records must look like.
    pub schema: SchemaName,
    /// The days its records may have.
    pub period: Period,
    /// The levels of rules in it, which count before the config's.
    pub rules: Vec<RuleLevel>,
    /// What comes first in its dates in figures; none: as the config says.
    pub date_order: Option<NumericOrder>,
    /// The languages of its records; none: as the config says.
    pub languages: Option<Vec<String>>,
}

/// Levels of rules in some files, whatever collection they are in.
#[derive(Debug, Clone)]
pub struct Override {
    /// The files.
    pub files: Patterns,
    /// The levels of rules in them.
    pub rules: Vec<RuleLevel>,
}

/// Which schema is meant.
///
/// A program that makes its schema hands it over as a text, or as a value:
///
/// ```
/// use serde_json::json;
/// use tadqiq::{Options, SchemaName, Subject};
///
/// let schema = json!({ "required": ["day"], "properties": { "day": { "type": "string", "x-tadqiq": "date" } } });
/// let options = Options { schema: Some(SchemaName::from(schema)), ..Options::default() };
/// let report = tadqiq::check(&Subject::record(r#"{"day": "2022-02-30"}"#), &options)?;
/// let found: Vec<&str> = report.diagnostics().map(|found| found.rule.id()).collect();
/// assert_eq!(found, ["date/impossible-day"]);
/// # Ok::<(), tadqiq::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SchemaName {
    /// One of ours: `meeting`.
    Bundled(String),
    /// A file of the curator's own.
    File(PathBuf),
    /// The schema itself, as a text of JSON. It may refer to the bundled schemas by their `$id`, and to no file.
    Text(String),
}

impl SchemaName {
    /// Reads a schema's name as a config or an option writes it: what ends in `.json` or has a
    /// slash is a path, which begins at `folder`; anything else is a bundled schema's name.
    pub fn read(written: &str, folder: &Path) -> Self {
        if written.contains(['/', '\\']) || written.ends_with(".json") {
            let here = folder == Path::new(".");
            return Self::File(if here { PathBuf::from(written) } else { folder.join(written) });
        }
        Self::Bundled(written.to_owned())
    }
}

/// The schema itself, as a value.
impl From<serde_json::Value> for SchemaName {
    fn from(schema: serde_json::Value) -> Self {
        Self::Text(schema.to_string())
    }
}

/// The first and the last day that records may have; either may be open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Option<NaiveDate>,
    /// The last day.
    pub to: Option<NaiveDate>,
}

/// What rules may know of a config.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Profile {
    /// What comes first where a date is written in figures.
    pub date_order: NumericOrder,
    /// The country whose ways of writing are usual, an ISO 3166-1 two-letter code in capitals.
    pub country: Option<String>,
    /// The languages of the records, BCP 47 tags, the most usual first.
    pub languages: Vec<String>,
}

/// Where configs come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigChoice {
    /// The nearest `tadqiq.toml` upward from each file.
    #[default]
    Nearest,
    /// One file for all.
    File(PathBuf),
    /// None: the defaults.
    Isolated,
}

/// The names that a config may use.
#[derive(Debug, Clone, Copy)]
pub struct ConfigNames<'n> {
    /// All rules.
    pub rules: &'n Rules,
    /// The names of the bundled schemas.
    pub schemas: &'n [&'n str],
}

impl Default for ConfigNames<'_> {
    fn default() -> Self {
        static NONE: Rules = Rules::none();
        Self { rules: &NONE, schemas: &[] }
    }
}

impl Config {
    /// Reads a config from files that may be overlaid.
    ///
    /// # Errors
    ///
    /// When the file cannot be read ([`Error::NoSuchFile`], [`Error::Unreadable`],
    /// [`Error::NotAFile`]) or says what no config says ([`Error::Config`], with line and column).
    pub fn load_from(path: &Path, known: ConfigNames<'_>, files: &Files) -> Result<Self, Error> {
        let text = read::text(path, files)?;
        Self::parse(path, &text, known)
    }

    /// Reads a config from its text; `path` says where its globs begin and what messages call it.
    ///
    /// # Errors
    ///
    /// [`Error::Config`], with line and column, when it says what no config says.
    ///
    /// ```
    /// use tadqiq::Rules;
    /// use tadqiq::internals::project::config::{Config, ConfigNames};
    /// let rules = Rules::default();
    /// let known = ConfigNames { rules: &rules, schemas: &["meeting"] };
    /// let text = "[rules]\n\"date/month-mising\" = \"off\"\n";
    /// let error = Config::parse("tadqiq.toml".as_ref(), text, known).unwrap_err();
    /// assert_eq!(error.to_string(), "tadqiq.toml:2:1: unknown rule: date/month-mising");
    /// assert_eq!(error.way_out().as_deref(), Some("did you mean date/month-missing?"));
    /// ```
    pub fn parse(path: &Path, text: &str, known: ConfigNames<'_>) -> Result<Self, Error> {
        let config = read::config(path, text, known).map_err(Error::Config)?;
        Ok(Self { digest: LastingDigest::of(&[text.as_bytes()]), ..config })
    }

    /// The folder where its paths and globs begin; none for the defaults.
    pub fn folder(&self) -> Option<&Path> {
        let folder = self.path.as_deref()?.parent()?;
        Some(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    }
}

#[cfg(test)]
mod tests;
