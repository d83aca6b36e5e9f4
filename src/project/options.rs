//! How records are judged, for as long as a project is open.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use chrono::NaiveDate;

use super::cache::Cache;
use super::config::{ConfigChoice, SchemaName};
use super::past::Since;
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
    /// What becomes of findings that a decision accepts.
    pub accepted: Accepted,
    /// Which links are followed.
    pub links: Links,
    /// How far a run looks.
    pub reach: Reach,
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
    /// What the records are held against: what was found in it is counted, and only what is new is reported. By default
    /// nothing: all is reported. The program `git` is asked what the files held.
    pub since: Option<Since>,
    /// The revision of git whose configs, schemas, decisions and baselines count, whatever the files say by now; so that nobody
    /// loosens the gate that their own change goes through. By default none: the files' own count.
    pub config_from: Option<String>,
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
            accepted: Accepted::default(),
            links: Links::default(),
            reach: Reach::default(),
            threads: None,
            today: None,
            baseline: BaselineUse::default(),
            unchanged: Unchanged::default(),
            outputs: Vec::new(),
            since: None,
            config_from: None,
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

/// What becomes of findings that a decision accepts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Accepted {
    /// They are counted.
    #[default]
    Counted,
    /// The first 5 000 are located and told too, apart from what is left.
    Told,
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

/// How far a run looks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reach {
    /// At whole datasets: where a part of the collections of a config is asked for, the others are judged beside it and
    /// not reported. So one file shows what it shows when all are asked for, an id that another file has too among it.
    #[default]
    Datasets,
    /// At what is asked for, and at registries and texts.
    Asked,
}
