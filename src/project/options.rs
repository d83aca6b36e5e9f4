//! How records are judged, for as long as a project is open.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::cache::Cache;
use super::config::{ConfigChoice, SchemaName};
use super::progress::Progress;
use crate::rule::Rules;

/// How to check.
#[derive(Debug, Clone)]
pub struct Options {
    /// The project's folder; what is overlaid lies in it. By default the working folder.
    pub root: PathBuf,
    /// Where configs come from.
    pub config: ConfigChoice,
    /// The schema to judge all records by, whatever configs say.
    pub schema: Option<SchemaName>,
    /// Rules or families to run, and no others; empty: what the config says.
    pub select: Vec<String>,
    /// Rules or families not to run.
    pub ignore: Vec<String>,
    /// The rules there are: ours, unless you add your own.
    pub rules: Rules,
    /// What becomes of a file that is named outright and that no collection claims.
    pub unclaimed: Unclaimed,
    /// Which links are followed.
    pub links: Links,
    /// How many threads judge; the report does not depend on it. By default, as many as there are cores.
    pub threads: Option<NonZeroUsize>,
    /// The day it is, by which decisions expire. By default none: nothing expires.
    pub today: Option<NaiveDate>,
    /// What becomes of baselines.
    pub baseline: BaselineUse,
    /// What becomes of findings that stood before.
    pub unchanged: Unchanged,
    /// Files that the output is written to: they are no records, whatever selects them.
    pub outputs: Vec<PathBuf>,
    /// Where what files gave is kept from run to run. By default nowhere. The report does not depend on it.
    pub cache: Option<Cache>,
    /// Where runs say how far they are.
    pub progress: Progress,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            root: PathBuf::from("."),
            config: ConfigChoice::Nearest,
            schema: None,
            select: Vec::new(),
            ignore: Vec::new(),
            rules: Rules::default(),
            unclaimed: Unclaimed::default(),
            links: Links::default(),
            threads: None,
            today: None,
            baseline: BaselineUse::default(),
            unchanged: Unchanged::default(),
            outputs: Vec::new(),
            cache: None,
            progress: Progress::default(),
        }
    }
}

/// What becomes of a file that is named outright and that no collection of its config claims.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unclaimed {
    /// It is a fault: whoever names a file expects it to be judged.
    #[default]
    Fault,
    /// It is passed over, and said to be.
    PassedOver,
}

/// Which links are followed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Links {
    /// Those that stay within the project: below the folder of the nearest config, else below the working folder,
    /// else below the folder that the link lies in.
    #[default]
    WithinProject,
    /// All, those in folders too.
    All,
}

/// What becomes of the `baseline.ndjson` beside a config.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum BaselineUse {
    /// Its findings are counted, and not shown.
    #[default]
    Read,
    /// It is not read: its findings are shown as any other.
    Ignored,
}

/// What becomes of findings that stood before, in a baseline or a revision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Unchanged {
    /// They are counted.
    #[default]
    Counted,
    /// They are located and told too, apart from what is new.
    Told,
}
