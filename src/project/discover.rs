//! Paths, globs, folders and `-` → the files to judge, each with its config and its collection.
//!
//! - `.json` holds one value; `.ndjson` and `.jsonl` hold a record a line.
//! - In a folder, and for a glob, `.gitignore` and `.ignore` are respected, in a repository or not;
//!   hidden files, and files of other kinds, are no records. But what a collection claims is taken whatever
//!   such files say, so that nobody hides records by adding one; what else they leave out is said.
//! - A file named outright is taken as it is. One that its config excludes is skipped, and said to be; one that
//!   no collection of its config claims is a fault.
//! - Our own files (configs, decisions, baselines, schemas that a config names, what the output is written to) are no
//!   records, whatever globs say. One that is named outright is a fault, unless what is unclaimed is passed over.
//! - Links inside a folder are not followed. What they lead to is judged where it lies; one that leads out of the
//!   folder is skipped, and said to be. One that leads out of the project is a fault where it would be judged.
//! - What goes wrong with one path is a fault and hides no other path. Only a broken config, or two
//!   collections that claim one file, stop the run.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use crate::message;
use crate::notation::Notation;
use crate::project::config::{Config, ConfigChoice, ConfigNames, SchemaName};
use crate::project::error::Error;
use crate::project::files::{Files, real};
use crate::project::input::Input;
pub use crate::project::input::Location;
use crate::project::options::{Links, Unclaimed};
use crate::project::own_files::{DECISIONS_NAME, OUTPUT, OwnFile, SCHEMA, is_named_as_schema, own_file};
use crate::report::{Fault, Skipped};
use crate::words::phrase::number;
use crate::words::{Argument, Message};

use self::claims::{Claim, Configs};
use self::paths::{FoundPath, LinkPath, Meaning};

mod claims;
mod paths;

/// What to look for.
#[derive(Debug, Clone, Default)]
pub struct Request<'r> {
    /// Files, folders, globs, and `-` for the standard input; the current folder when there is none.
    pub paths: &'r [PathBuf],
    /// What the standard input is called: its ending says its notation, its folder its config.
    pub stdin_name: Option<&'r Path>,
    /// Where configs come from.
    pub config: ConfigChoice,
    /// The schema that all records are judged by, whatever configs say.
    pub schema: Option<SchemaName>,
    /// The names that configs may use.
    pub known: ConfigNames<'r>,
    /// What becomes of a file that is named outright and that no collection claims.
    pub unclaimed: Unclaimed,
    /// Which links are followed.
    pub links: Links,
    /// The files, on disk or overlaid.
    pub files: Files,
    /// The files that the output is written to.
    pub outputs: &'r [PathBuf],
}

/// What there is to judge, in an order that depends on the files alone: by path.
#[derive(Debug, Default)]
pub struct Discovery {
    /// The files to judge.
    pub sources: Vec<Source>,
    /// The configs that the files stand under; a [`Source::config`] is a number in this list.
    pub configs: Vec<Config>,
    /// What is not judged, and why.
    pub skipped: Vec<Skipped>,
    /// What could not be found or may not be read.
    pub faults: Vec<Fault>,
    /// A curator's decisions among the files: the real path, and the path as given.
    pub decisions: Vec<(PathBuf, String)>,
    /// What a config claims and a nearer one judges, a sentence for each two.
    pub nearer: Vec<Message>,
}

/// A file to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Its path as given, for people; not for opening.
    pub name: String,
    /// Where its bytes are.
    pub location: Location,
    /// How its records are written; none for a standard input without a name, whose text decides.
    pub notation: Option<Notation>,
    /// Its config, as a number in [`Discovery::configs`].
    pub config: usize,
    /// Which schema judges it.
    pub assignment: Assignment,
    /// Whether it was named outright.
    pub is_named: bool,
    /// Whether it is judged beside what is asked for, and not reported.
    pub is_beside: bool,
}

/// Which schema judges a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assignment {
    /// The one that was asked for.
    Schema(SchemaName),
    /// That of a collection, as a number in its config's [`Config::collections`].
    Collection(usize),
    /// The one that the file itself names in `$schema`, if it is bundled or lies under this folder;
    /// else the meeting schema.
    ByContent {
        /// The folder that was given, or the folder of the file that was given.
        root: PathBuf,
    },
}

impl Source {
    /// Opens it.
    ///
    /// # Errors
    ///
    /// Those of [`Files::open`].
    pub fn open(&self, files: &Files) -> Result<Input, Error> {
        files.open(&self.location, self.notation)
    }
}

/// Finds the files to judge.
///
/// # Errors
///
/// [`Error::Config`] and the others of [`Config::load_from`] for a config that cannot be used;
/// [`Error::ClaimedTwice`] for a file that two collections of its config claim.
pub fn discover(request: &Request<'_>) -> Result<Discovery, Error> {
    let here = [PathBuf::from(".")];
    let paths = if request.paths.is_empty() { &here[..] } else { request.paths };
    let mut gathering = Gathering {
        configs: Configs::new(&request.config, request.known, request.files.policy(), request.links)?,
        schema: request.schema.as_ref(),
        files: &request.files,
        unclaimed: request.unclaimed,
        links: request.links,
        outputs: request.outputs.iter().map(|path| real(path)).collect(),
        seen: FxHashMap::default(),
        ignored: 0,
        discovery: Discovery::default(),
    };
    for path in paths {
        if path.as_os_str() == "-" {
            gathering.take_stdin(request.stdin_name)?;
            continue;
        }
        gathering.take(path)?;
    }
    Ok(gathering.finish())
}

struct Gathering<'r> {
    configs: Configs<'r>,
    schema: Option<&'r SchemaName>,
    files: &'r Files,
    unclaimed: Unclaimed,
    links: Links,
    /// Files that nobody claims and that an ignore file leaves out.
    ignored: u64,
    /// The real paths of the files that the output is written to.
    outputs: Vec<PathBuf>,
    /// Where files really are, so that one that is reached twice counts once.
    seen: FxHashMap<PathBuf, Outcome>,
    discovery: Discovery,
}

impl Gathering<'_> {
    fn take_stdin(&mut self, name: Option<&Path>) -> Result<(), Error> {
        if self.discovery.sources.iter().any(|source| source.location == Location::Stdin) {
            return Ok(());
        }
        let place = name.unwrap_or(Path::new("stdin.json"));
        if let Some(own) = own_file(place) {
            self.take_error(&own.named(place));
            return Ok(());
        }
        let folder = parent(place);
        let claim = self.configs.claim(folder, place.file_name().unwrap_or_default(), self.schema)?;
        let display = name.map_or("-".to_owned(), paths::display);
        let (config, assignment) = match claim {
            Claim::Taken { config, collection: Some(number) } if name.is_some() => {
                (config, Assignment::Collection(number))
            }
            Claim::Unclaimed { .. } | Claim::Excluded { .. } if name.is_some() => {
                self.leave_out_by_name(&claim, place, &display);
                return Ok(());
            }
            // Without a name no config can claim it or leave it out.
            Claim::Taken { config, .. } | Claim::Unclaimed { config } | Claim::Excluded { config } => {
                (config, self.unassigned(folder))
            }
        };
        let notation = name.and_then(Notation::of_path);
        self.discovery.sources.push(Source {
            name: display,
            location: Location::Stdin,
            notation,
            config,
            assignment,
            is_named: true,
            is_beside: false,
        });
        Ok(())
    }

    fn take(&mut self, path: &Path) -> Result<(), Error> {
        if path.is_dir()
            && let Some(config) = self.configs.excluding(path)?
        {
            self.leave_out_by_name(&Claim::Excluded { config }, path, &paths::display(path));
            return Ok(());
        }
        let look = paths::look(path, self.files, self.links);
        let place = if look.meaning == Meaning::File { path } else { look.root.as_path() };
        if !look.found.is_empty() && self.configs.leads_out(place) {
            self.fault(&Error::LeadsOut { path: path.to_owned() });
            return Ok(());
        }
        self.discovery.skipped.extend(look.skipped);
        for error in &look.errors {
            self.take_error(error);
        }
        look.unread.iter().for_each(|error| self.fault(error));
        let (mut taken, mut left_out, mut excluded) = (0, 0, 0);
        let mut is_told = !look.errors.is_empty();
        let mut count = |outcome| match outcome {
            Outcome::Taken => taken += 1,
            Outcome::Refused => is_told = true,
            Outcome::LeftOut => left_out += 1,
            Outcome::Excluded => excluded += 1,
            Outcome::NoRecords => {}
        };
        for found in look.found {
            count(self.take_file(&found, &look.root, look.meaning)?);
        }
        for link in look.links {
            count(self.take_link(&link, &look.root, look.meaning)?);
        }
        if taken > 0 || is_told {
            return Ok(());
        }
        match look.meaning {
            Meaning::File => {}
            Meaning::Folder => {
                let left_out = left_out + excluded;
                self.fault(&Error::NoRecords { folder: path.to_owned(), left_out });
            }
            // What is excluded and named is said, and no more.
            Meaning::Glob if excluded > 0 && left_out == 0 => {}
            Meaning::Glob => self.fault(&Error::NothingMatches { pattern: paths::display(path) }),
        }
        Ok(())
    }

    /// What is wrong with a path is a fault; but a file of another kind, or of ours, may be passed over, and said to be:
    /// whoever names all that changed names those too.
    fn take_error(&mut self, error: &Error) {
        let (path, why) = match (self.unclaimed, error) {
            (Unclaimed::PassedOver, Error::UnknownFileType { path } | Error::Compressed { path, .. }) => {
                (path, "files of its kind hold no records".into())
            }
            (Unclaimed::PassedOver, Error::OwnFile { path, what, .. }) => {
                (path, message!("it is {what}", what: Argument::ours(*what)))
            }
            _ => return self.fault(error),
        };
        let what = message!("{file}", file: paths::display(path));
        self.discovery.skipped.push(Skipped::new(what, why));
    }

    /// A link inside a folder: what it leads to is judged where it lies, or else here.
    fn take_link(&mut self, link: &LinkPath, root: &Path, meaning: Meaning) -> Result<Outcome, Error> {
        let is_claimed = match link.notation {
            None => self.configs.may_claim_below(&link.path)?,
            Some(_) => {
                let name = link.path.file_name().unwrap_or_default();
                let claim = self.configs.claim(parent(&link.path), name, self.schema)?;
                match claim {
                    Claim::Taken { collection: Some(_), .. } => true,
                    Claim::Taken { collection: None, .. } => !link.is_inside && !link.is_ignored,
                    Claim::Unclaimed { .. } | Claim::Excluded { .. } => false,
                }
            }
        };
        if is_claimed && self.configs.leads_out(&link.path) {
            self.fault(&Error::LeadsOut { path: paths::tidy(&link.path).to_owned() });
            return Ok(Outcome::Refused);
        }
        if link.is_ignored && !is_claimed {
            return Ok(Outcome::NoRecords);
        }
        if !link.is_inside {
            let what = message!("{file}", file: paths::display(&link.path));
            let why = "it is a link that leads out of the folder";
            self.discovery.skipped.push(Skipped::new(what, why));
            return Ok(Outcome::NoRecords);
        }
        let Some(notation) = link.notation.filter(|_| is_claimed) else { return Ok(Outcome::NoRecords) };
        let is_taken = matches!(self.seen.get(&link.real), Some(Outcome::Taken));
        if is_taken || !link.real.is_file() {
            return Ok(Outcome::NoRecords);
        }
        let found = FoundPath {
            path: link.path.clone(),
            real: link.real.clone(),
            notation,
            is_ignored: link.is_ignored,
        };
        let outcome = self.take_new_file(&found, root, meaning)?;
        self.seen.insert(found.real, outcome);
        Ok(outcome)
    }

    /// What is named outright and its config leaves out.
    fn leave_out_by_name(&mut self, claim: &Claim, path: &Path, name: &str) {
        match *claim {
            Claim::Unclaimed { config } if self.unclaimed == Unclaimed::Fault => {
                let config = self.configs.path(config);
                self.fault(&Error::Unclaimed { file: path.to_owned(), config });
            }
            Claim::Unclaimed { config } | Claim::Excluded { config } | Claim::Taken { config, .. } => {
                self.configs.skip_by_name(config, claim, name, &mut self.discovery.skipped);
            }
        }
    }

    fn take_file(&mut self, found: &FoundPath, root: &Path, meaning: Meaning) -> Result<Outcome, Error> {
        if let Some(outcome) = self.seen.get(&found.real) {
            return Ok(*outcome);
        }
        let outcome = self.take_new_file(found, root, meaning)?;
        self.seen.insert(found.real.clone(), outcome);
        Ok(outcome)
    }

    fn take_new_file(&mut self, found: &FoundPath, root: &Path, meaning: Meaning) -> Result<Outcome, Error> {
        let name = paths::display(&found.path);
        if meaning == Meaning::File && self.outputs.contains(&found.real) {
            return Err(Error::OutputIsInput { path: found.path.clone() });
        }
        let file_name = found.path.file_name().unwrap_or_default();
        let claim = self.configs.claim(parent(&found.path), file_name, self.schema)?;
        if let Some(own) = self.own_file(found, &claim)? {
            match meaning {
                Meaning::File => self.take_error(&own.named(&found.path)),
                _ if file_name == DECISIONS_NAME => self.discovery.decisions.push((found.real.clone(), name)),
                _ => {}
            }
            return Ok(Outcome::NoRecords);
        }
        let (config, assignment) = match claim {
            Claim::Taken { config, collection: Some(number) } => (config, Assignment::Collection(number)),
            _ if found.is_ignored => {
                self.ignored += 1;
                return Ok(Outcome::NoRecords);
            }
            // Nobody named it or claims it: a schema among the files is what records are judged by.
            Claim::Taken { collection: None, .. }
                if meaning != Meaning::File && is_named_as_schema(&found.path) =>
            {
                let why = "its name says that it is a schema";
                self.discovery.skipped.push(Skipped::new(message!("{file}", file: name), why));
                return Ok(Outcome::NoRecords);
            }
            Claim::Taken { config, collection: None } => (config, self.unassigned(root)),
            Claim::Unclaimed { config } | Claim::Excluded { config } => {
                match meaning {
                    Meaning::File => self.leave_out_by_name(&claim, &found.path, &name),
                    _ => {
                        let skipped = &mut self.discovery.skipped;
                        self.configs.skip(config, &claim, &name, skipped);
                    }
                }
                return Ok(match claim {
                    Claim::Excluded { .. } => Outcome::Excluded,
                    _ => Outcome::LeftOut,
                });
            }
        };
        let location = Location::Path(found.path.clone());
        self.discovery.sources.push(Source {
            name,
            location,
            notation: Some(found.notation),
            config,
            assignment,
            is_named: meaning == Meaning::File,
            is_beside: false,
        });
        Ok(Outcome::Taken)
    }

    /// What a file of ours is that was found among records. One that is excluded is left out as all else is.
    fn own_file(&self, found: &FoundPath, claim: &Claim) -> Result<Option<OwnFile>, Error> {
        if self.outputs.contains(&found.real) {
            return match claim {
                Claim::Taken { collection: Some(_), .. } => Err(OUTPUT.named(&found.path)),
                _ => Ok(Some(OUTPUT)),
            };
        }
        let schema = || self.configs.is_schema(claim.config(), &found.real).then_some(SCHEMA);
        match claim {
            Claim::Excluded { .. } => Ok(None),
            _ => Ok(own_file(&found.path).or_else(|| own_file(&found.real)).or_else(schema)),
        }
    }

    fn unassigned(&self, root: &Path) -> Assignment {
        match self.schema {
            Some(schema) => Assignment::Schema(schema.clone()),
            None => Assignment::ByContent { root: root.to_owned() },
        }
    }

    fn fault(&mut self, error: &Error) {
        self.discovery.faults.push(Fault::from(error));
    }

    fn finish(mut self) -> Discovery {
        self.discovery.skipped.extend(self.configs.excluded());
        if self.ignored > 0 {
            let what = number(self.ignored, "file");
            let why = "an ignore file leaves out what no collection claims";
            self.discovery.skipped.push(Skipped::new(what, why));
        }
        self.discovery.skipped.sort();
        self.discovery.skipped.dedup();
        sort(&mut self.discovery.sources);
        self.discovery.nearer = self.configs.nearer(&self.discovery.sources);
        self.discovery.configs = self.configs.into_configs();
        self.discovery
    }
}

#[derive(Clone, Copy)]
enum Outcome {
    Taken,
    /// No collection claims it.
    LeftOut,
    /// Its config excludes it.
    Excluded,
    /// It was told what is wrong with it.
    Refused,
    NoRecords,
}

/// Puts files in the order of a run.
pub fn sort(sources: &mut [Source]) {
    sources.sort_by(|one, other| order(one).cmp(&order(other)));
}

/// Paths are compared part by part, so that `a/b.json` comes before `a-b.json` on every system.
fn order(source: &Source) -> (&Path, &str) {
    match &source.location {
        Location::Path(path) => (paths::tidy(path), &source.name),
        Location::Stdin => (Path::new(&source.name), &source.name),
    }
}

fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests;
