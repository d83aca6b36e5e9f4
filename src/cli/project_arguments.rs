//! What every command is told that reads records: which, by what, and with how many threads.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use crate::project::config::SchemaName;
use crate::project::{BaselineUse, Cache, ConfigChoice, Links, Options, Subject, Unclaimed};
use crate::rule::Rules;

/// The records, and what they are read by.
#[derive(Debug, clap::Args)]
pub struct ProjectArguments {
    /// Files, folders or globs; - for the standard input. Without any, the folder you are in.
    paths: Vec<PathBuf>,
    #[command(flatten)]
    reading: ReadingArguments,
}

/// What records are read by, for a command whose words are no paths.
#[derive(Debug, clap::Args)]
pub struct ReadingArguments {
    /// The schema to judge all files by: a bundled one's name, or a file.
    #[arg(long, value_name = "SCHEMA")]
    schema: Option<String>,
    /// The config to use for all files, instead of the nearest tadqiq.toml.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    config: Option<PathBuf>,
    /// Use no config at all.
    #[arg(long)]
    isolated: bool,
    /// The name of the standard input, which says its kind and its place among the collections; the standard input
    /// is then read.
    #[arg(long, value_name = "FILE")]
    stdin_filename: Option<PathBuf>,
    /// Pass over files that are named and that no collection claims, instead of failing.
    #[arg(long)]
    only_claimed: bool,
    /// Follow links that lead out of the project, and those to folders.
    #[arg(long)]
    follow_links: bool,
    /// How many threads to use. By default as many as there are cores.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
}

/// Where it is kept what files gave when they were judged.
#[derive(Debug, Default, clap::Args)]
pub struct CacheArguments {
    /// The folder to keep in what files gave, so that what did not change is not judged again: for runs of any size. By
    /// default that of the system for caches, and for 1 MiB of records and more.
    #[arg(long, value_name = "DIR", conflicts_with = "no_cache")]
    cache_dir: Option<PathBuf>,
    /// Judge every file, and keep nothing.
    #[arg(long)]
    no_cache: bool,
}

impl CacheArguments {
    /// The cache that is meant; none: nothing is kept.
    pub fn cache(&self) -> Option<Cache> {
        match &self.cache_dir {
            Some(folder) => Some(Cache::in_folder(folder)),
            None if self.no_cache => None,
            None => Cache::of_user(),
        }
    }
}

/// The rules that are asked.
#[derive(Debug, Default, clap::Args)]
pub struct RuleArguments {
    /// Rules or families to run, and no others.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,
    /// Rules or families not to run.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,
}

/// The day it is.
#[derive(Debug, clap::Args)]
pub struct DayArguments {
    /// The day by which decisions expire (2026-11-27). By default today.
    #[arg(long, value_name = "DATE")]
    today: Option<NaiveDate>,
}

impl DayArguments {
    /// The day that was said, else the local day.
    pub fn today(&self) -> NaiveDate {
        self.today.unwrap_or_else(|| chrono::Local::now().date_naive())
    }
}

impl ProjectArguments {
    /// Whether records come on the standard input.
    pub fn reads_stdin(&self) -> bool {
        self.all_paths().iter().any(|path| path == Path::new("-"))
    }

    /// What the standard input is called.
    pub fn stdin_name(&self) -> &Path {
        self.reading.stdin_filename.as_deref().unwrap_or(Path::new("-"))
    }

    /// The paths that are meant: the folder one is in without any, the standard input where it has a name.
    pub fn all_paths(&self) -> Vec<PathBuf> {
        let stdin = PathBuf::from("-");
        let mut paths = self.paths.clone();
        if self.reading.stdin_filename.is_some() && !paths.contains(&stdin) {
            paths.push(stdin);
        }
        if paths.is_empty() {
            paths.push(PathBuf::from("."));
        }
        paths
    }

    /// What is asked for.
    pub fn subject(&self) -> Subject {
        self.reading.subject(&self.all_paths())
    }

    /// How it is judged.
    pub fn options(&self, rules: Rules, asked: &RuleArguments) -> Options {
        self.reading.options(rules, asked)
    }
}

impl ReadingArguments {
    /// What is asked for.
    pub fn subject(&self, paths: &[PathBuf]) -> Subject {
        Subject::Paths { paths: paths.to_vec(), stdin_name: self.stdin_filename.clone() }
    }

    /// How it is judged.
    pub fn options(&self, rules: Rules, asked: &RuleArguments) -> Options {
        Options {
            config: self.config(),
            schema: self.schema.as_deref().map(|name| SchemaName::read(name, "".as_ref())),
            select: asked.select.clone(),
            ignore: asked.ignore.clone(),
            rules,
            unclaimed: if self.only_claimed { Unclaimed::PassedOver } else { Unclaimed::Fault },
            links: if self.follow_links { Links::All } else { Links::WithinProject },
            threads: self.threads,
            // Whoever mends, decides or looks up wants all there is; a gate says otherwise.
            baseline: BaselineUse::Ignored,
            ..Options::default()
        }
    }

    fn config(&self) -> ConfigChoice {
        match &self.config {
            Some(path) => ConfigChoice::File(path.clone()),
            None if self.isolated => ConfigChoice::Isolated,
            None => ConfigChoice::Nearest,
        }
    }
}
