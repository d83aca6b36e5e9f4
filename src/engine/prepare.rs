//! Before the first record: files, schemas, registries, rules.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Collection, Options, Subject};
use crate::date;
use crate::layout::Layout;
use crate::notation::Notation;
use crate::notation::document::Limits;
use crate::policy::ruleset::Ruleset;
use crate::project::config::{Config, DateOrder, KnownNames, SchemaName};
use crate::project::discover::{Assignment, Discovery, Location, Request, Source, discover};
use crate::project::error::{Cause, Error};
use crate::project::input::Input;
use crate::record::Context;
use crate::record::texts::SourceText;
use crate::report::{Fault, Skipped};
use crate::rule::Finding;
use crate::schema::{Schema, bundled_names};
use crate::text::nearest::nearest;
use crate::words::Level;

mod content;
mod registries;
mod texts;

/// A run that is ready to judge.
#[derive(Debug)]
pub struct Prepared {
    /// The files to judge, then those that only registries are read from.
    pub files: Vec<RunFile>,
    judged: usize,
    pub collections: Vec<Collection>,
    /// The texts of all sources, by their numbers.
    pub texts: Vec<Arc<SourceText>>,
    /// What dataset rules may know when they conclude, by config.
    pub datasets: Vec<Context>,
    pub faults: Vec<Fault>,
    pub skipped: Vec<Skipped>,
    /// The strictest of what the configs say.
    pub fail_on: Option<Level>,
}

/// A file of the run.
#[derive(Debug)]
pub struct RunFile {
    /// Its path as given.
    pub name: String,
    pub notation: Notation,
    /// What its records are judged by, by its position among the collections.
    pub collection: usize,
    content: Content,
}

impl RunFile {
    /// Where it can be written again; none for what was spooled.
    pub fn path(&self) -> Option<&Path> {
        match &self.content {
            Content::File(Source { location: Location::Path(path), .. }) => Some(path),
            _ => None,
        }
    }
}

#[derive(Debug)]
enum Content {
    /// Opened when it is read: a run may have more files than a process may hold open.
    File(Source),
    /// Without a path to open it by again: the standard input, a text in memory.
    Spooled(Arc<Input>),
}

impl Prepared {
    /// Prepares a run.
    ///
    /// # Errors
    ///
    /// What keeps it from starting: a config, a schema, a rule's name.
    pub fn new(subject: &Subject, options: &Options) -> Result<Self, Error> {
        let rule_ids: Vec<&str> = options.rules.iter().map(|rule| rule.id).collect();
        let schema_names: Vec<&str> = bundled_names().collect();
        let known = KnownNames { rules: &rule_ids, schemas: &schema_names };
        let mut preparation = Preparation {
            options,
            known,
            collections: Vec::new(),
            by_assignment: FxHashMap::default(),
            schemas: FxHashMap::default(),
            configs: Vec::new(),
            datasets: Vec::new(),
            texts: Vec::new(),
            files: Vec::new(),
            by_real_path: FxHashMap::default(),
            faults: Vec::new(),
            skipped: Vec::new(),
        };
        preparation.take(subject)?;
        let judged = preparation.files.len();
        preparation.load_registries()?;
        let Preparation { collections, files, faults, skipped, configs, datasets, texts, .. } = preparation;
        let fail_on = configs.iter().filter_map(|config| config.fail_on).min();
        Ok(Self { files, judged, collections, texts, datasets, faults, skipped, fail_on })
    }

    /// The files to judge, in the order of the run.
    pub fn judged_files(&self) -> &[RunFile] {
        &self.files[..self.judged]
    }

    /// What a file's records are judged by.
    pub fn collection_of(&self, file: u32) -> &Collection {
        &self.collections[self.files[file as usize].collection]
    }

    /// The level of a finding's rule where the finding points.
    pub fn level(&self, finding: &Finding) -> Option<Level> {
        match finding.place.file() {
            Some(file) => self.collection_of(file).ruleset.level(finding.rule),
            None => self.collections.iter().find_map(|collection| collection.ruleset.level(finding.rule)),
        }
    }

    /// Opens a file of the run.
    pub fn open(&self, file: &RunFile) -> Result<Arc<Input>, Error> {
        file.open()
    }
}

impl RunFile {
    fn open(&self) -> Result<Arc<Input>, Error> {
        match &self.content {
            Content::File(source) => source.open().map(Arc::new),
            Content::Spooled(input) => Ok(Arc::clone(input)),
        }
    }
}

struct Preparation<'o> {
    options: &'o Options,
    known: KnownNames<'o>,
    collections: Vec<Collection>,
    by_assignment: FxHashMap<(usize, Judging), usize>,
    schemas: FxHashMap<SchemaName, (Arc<Schema>, Arc<Layout>)>,
    configs: Vec<Config>,
    datasets: Vec<Context>,
    texts: Vec<Arc<SourceText>>,
    files: Vec<RunFile>,
    by_real_path: FxHashMap<PathBuf, usize>,
    faults: Vec<Fault>,
    skipped: Vec<Skipped>,
}

/// What a file is judged by, under its config.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Judging {
    Collection(usize),
    Schema(SchemaName),
}

impl Preparation<'_> {
    fn take(&mut self, subject: &Subject) -> Result<(), Error> {
        match subject {
            Subject::Paths { paths, stdin_name } => {
                let request = Request {
                    paths,
                    stdin_name: stdin_name.as_deref(),
                    configuration: self.options.config.as_configuration(),
                    schema: self.options.schema.clone(),
                    known: self.known,
                };
                let Discovery { sources, configs, skipped, faults } = discover(&request)?;
                self.configs = configs;
                self.faults.extend(faults);
                self.skipped.extend(skipped);
                for source in sources {
                    self.take_source(source)?;
                }
                Ok(())
            }
            Subject::Text { name, notation, text } => {
                let config = match &self.options.config {
                    super::ConfigChoice::File(path) => Config::load(path, self.known)?,
                    _ => Config::default(),
                };
                self.configs.push(config);
                let input = Input::spool(Path::new(name), &text[..], Some(*notation))?;
                let schema = self.options.schema.clone();
                let judging = match schema {
                    Some(schema) => Judging::Schema(schema),
                    None => self.by_content(&input, name, None),
                };
                let collection = self.collection(0, judging)?;
                let file = RunFile {
                    name: name.clone(),
                    notation: *notation,
                    collection,
                    content: Content::Spooled(Arc::new(input)),
                };
                self.files.push(file);
                Ok(())
            }
        }
    }

    fn take_source(&mut self, source: Source) -> Result<(), Error> {
        let content = match source.location {
            Location::Path(_) => None,
            Location::Stdin => match source.open() {
                Ok(input) => Some(input),
                Err(error) => {
                    self.faults.push(Fault::from(&error));
                    return Ok(());
                }
            },
        };
        let judging = match &source.assignment {
            Assignment::Schema(schema) => Judging::Schema(schema.clone()),
            Assignment::Collection(number) => Judging::Collection(*number),
            Assignment::ByContent { root } => match &content {
                Some(input) => self.by_content(input, &source.name, Some(root)),
                None => match source.open() {
                    Ok(input) => self.by_content(&input, &source.name, Some(root)),
                    Err(error) => {
                        self.faults.push(Fault::from(&error));
                        return Ok(());
                    }
                },
            },
        };
        let collection = self.collection(source.config, judging)?;
        let notation = source.notation.or(content.as_ref().map(Input::notation)).unwrap_or_default();
        let name = source.name.clone();
        let content = content.map_or(Content::File(source), |input| Content::Spooled(Arc::new(input)));
        self.push(RunFile { name, notation, collection, content });
        Ok(())
    }

    fn push(&mut self, file: RunFile) -> usize {
        let number = self.files.len();
        if let Content::File(Source { location: Location::Path(path), .. }) = &file.content {
            self.by_real_path.entry(real(path)).or_insert(number);
        }
        self.files.push(file);
        number
    }

    fn collection(&mut self, config: usize, judging: Judging) -> Result<usize, Error> {
        if let Some(&known) = self.by_assignment.get(&(config, judging.clone())) {
            return Ok(known);
        }
        let said = self.configs.get(config).cloned().unwrap_or_default();
        let (schema_name, collection) = match &judging {
            Judging::Schema(schema) => (schema.clone(), None),
            Judging::Collection(number) => {
                let collection = said.collections.get(*number).cloned();
                let schema = collection.as_ref().map(|collection| collection.schema.clone());
                (schema.unwrap_or(SchemaName::Bundled("meeting".to_owned())), collection)
            }
        };
        let (schema, layout) = self.schema(&schema_name)?;
        let ruleset =
            Ruleset::new(&said.rules, &self.options.select, &self.options.ignore, self.options.rules)?;
        let period = collection.as_ref().map(|collection| collection.period).unwrap_or_default();
        let context = Context {
            collection: collection.map(|collection| collection.name),
            date_order: match said.settings.date_order {
                None => date::NumericOrder::Unknown,
                Some(DateOrder::DayFirst) => date::NumericOrder::DayFirst,
                Some(DateOrder::MonthFirst) => date::NumericOrder::MonthFirst,
            },
            period: (period.from, period.to),
            country: said.settings.country.clone(),
            languages: said.settings.languages.clone(),
            ..Context::default()
        };
        let limits = Limits {
            bytes: usize::try_from(said.limits.record_bytes).unwrap_or(usize::MAX),
            depth: said.limits.depth,
        };
        let mut made = Collection {
            config,
            schema,
            layout,
            context,
            ruleset: Arc::new(ruleset),
            limits,
            running: Vec::new(),
            of_values: Vec::new(),
            of_records: Vec::new(),
            leaving: Vec::new(),
        };
        made.run(self.options.rules);
        self.collections.push(made);
        self.by_assignment.insert((config, judging), self.collections.len() - 1);
        Ok(self.collections.len() - 1)
    }

    fn schema(&mut self, name: &SchemaName) -> Result<(Arc<Schema>, Arc<Layout>), Error> {
        if let Some(known) = self.schemas.get(name) {
            return Ok(known.clone());
        }
        let (shown, schema) = match name {
            SchemaName::Bundled(name) => {
                if !bundled_names().any(|bundled| bundled == name) {
                    let nearest = nearest(name, bundled_names()).map(str::to_owned);
                    return Err(Error::UnknownSchema { name: name.clone(), nearest });
                }
                (name.clone(), Schema::bundled(name))
            }
            SchemaName::File(path) => (path.display().to_string(), Schema::load(path)),
        };
        let unusable = |cause: Cause| Error::Schema { name: shown.clone(), cause };
        let schema = schema.map_err(|error| unusable(Cause::new(error)))?;
        let validator_at = |pointer: &str| schema.validator_at(pointer).map_err(|error| error.to_string());
        let layout = Layout::compile(schema.root(), schema.base_uri(), &validator_at);
        let layout = layout.map_err(|error| unusable(Cause::new(error)))?;
        let made = (Arc::new(schema), Arc::new(layout));
        self.schemas.insert(name.clone(), made.clone());
        Ok(made)
    }
}

/// The path with its links followed, as far as it can be told.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}
