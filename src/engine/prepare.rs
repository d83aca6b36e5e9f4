//! Before the first record: files, schemas, registries, rules.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Collection, Options, Subject};
use crate::config::{Config, DateOrder, KnownNames, SchemaName};
use crate::discover::{Assignment, Discovery, Location, Request, Source, discover};
use crate::document::{Document, Limits, Tape};
use crate::error::{Cause, Error};
use crate::input::{Input, Whole};
use crate::layout::{Layout, RoleTape};
use crate::registry::Registries;
use crate::report::{Fault, Skipped};
use crate::ruleset::Ruleset;
use crate::schema::{Schema, bundled_name, bundled_names};
use crate::split::{Form, Piece, split};
use crate::text::nearest::nearest;
use crate::{Context, Finding, Level, Record, RecordRef, Role, date, message};

use super::judge::MOST_BYTES_AT_ONCE;

/// A run that is ready to judge.
#[derive(Debug)]
pub struct Prepared {
    /// The files to judge, then those that only registries are read from.
    pub files: Vec<RunFile>,
    judged: usize,
    pub collections: Vec<Collection>,
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
    pub form: Form,
    /// What its records are judged by, by its position among the collections.
    pub collection: usize,
    content: Content,
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
            files: Vec::new(),
            by_real_path: FxHashMap::default(),
            faults: Vec::new(),
            skipped: Vec::new(),
        };
        preparation.take(subject)?;
        let judged = preparation.files.len();
        preparation.load_registries()?;
        let Preparation { collections, files, faults, skipped, configs, datasets, .. } = preparation;
        let fail_on = configs.iter().filter_map(|config| config.fail_on).min();
        Ok(Self { files, judged, collections, datasets, faults, skipped, fail_on })
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
        self.collection_of(finding.place.record.file).ruleset.level(finding.rule)
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
            Subject::Text { name, form, text } => {
                let config = match &self.options.config {
                    super::ConfigChoice::File(path) => Config::load(path, self.known)?,
                    _ => Config::default(),
                };
                self.configs.push(config);
                let input = Input::spool(Path::new(name), &text[..], Some(*form))?;
                let schema = self.options.schema.clone();
                let judging = match schema {
                    Some(schema) => Judging::Schema(schema),
                    None => self.by_content(&input, name, None),
                };
                let collection = self.collection(0, judging)?;
                let file = RunFile {
                    name: name.clone(),
                    form: *form,
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
        let form = source.form.or(content.as_ref().map(Input::form)).unwrap_or(Form::Value);
        let name = source.name.clone();
        let content = content.map_or(Content::File(source), |input| Content::Spooled(Arc::new(input)));
        self.push(RunFile { name, form, collection, content });
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

    /// The schema that a file without a collection is judged by: the one that its first record names, if
    /// it is bundled or lies under the checked folder; else the meeting schema.
    fn by_content(&mut self, input: &Input, name: &str, root: Option<&Path>) -> Judging {
        let meeting = Judging::Schema(SchemaName::Bundled("meeting".to_owned()));
        let Some(named) = schema_named_in(input) else { return meeting };
        if let Some(bundled) = bundled_name(&named) {
            return Judging::Schema(SchemaName::Bundled(bundled.to_owned()));
        }
        let under_root = root.and_then(|root| {
            let folder = Path::new(name).parent()?;
            let path = std::fs::canonicalize(folder.join(&named)).ok()?;
            path.starts_with(std::fs::canonicalize(root).ok()?).then_some(path)
        });
        if let Some(path) = under_root {
            return Judging::Schema(SchemaName::File(path));
        }
        self.skipped.push(Skipped {
            what: message!("the `$schema` of {name}, {named}", name, named),
            why: "it is neither bundled nor under the checked folder; the meeting schema judges instead"
                .into(),
        });
        meeting
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
        };
        let rules = self.options.rules.iter().enumerate();
        let running = rules.filter(|(_, rule)| made.ruleset.level(rule).is_some() && made.can_apply(rule));
        made.running = running.map(|(position, _)| position).collect();
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

    /// Reads the collections that others refer to, from all their files, checked or not.
    fn load_registries(&mut self) -> Result<(), Error> {
        let judged = self.files.len();
        for config in 0..self.configs.len().max(1) {
            let mut dataset = Context::default();
            self.load_dataset(config, judged, &mut dataset)?;
            for collection in self.collections.iter_mut().filter(|collection| collection.config == config) {
                collection.context.registries = Arc::clone(&dataset.registries);
                collection.context.is_whole = dataset.is_whole;
            }
            self.datasets.push(dataset);
        }
        Ok(())
    }

    /// Loads what all collections of a config share. Of its files, the first `judged` of the run are judged.
    fn load_dataset(&mut self, config: usize, judged: usize, dataset: &mut Context) -> Result<(), Error> {
        let Some(path) = self.configs.get(config).and_then(|config| config.path.clone()) else {
            return Ok(());
        };
        let folder = self.configs[config].folder().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let referred: Vec<usize> = self.referred_collections(config);
        let request = Request {
            paths: &[folder],
            stdin_name: None,
            configuration: crate::discover::Configuration::File(&path),
            schema: None,
            known: self.known,
        };
        let discovery = discover(&request)?;
        let mut registries = Registries::default();
        dataset.is_whole = true;
        for source in discovery.sources {
            let Assignment::Collection(number) = source.assignment else { continue };
            let is_judged = self.known_file(&source).is_some_and(|file| file < judged);
            dataset.is_whole &= is_judged;
            if !referred.contains(&number) {
                continue;
            }
            let collection = self.collection(config, Judging::Collection(number))?;
            let name = self.configs[config].collections[number].name.clone();
            let file = self.file_number(source, collection);
            self.fill(&mut registries, &name, file);
        }
        dataset.registries = Arc::new(registries);
        Ok(())
    }

    /// The collections of a config that a schema in use refers to.
    fn referred_collections(&self, config: usize) -> Vec<usize> {
        let mut names: Vec<&str> = Vec::new();
        for ((of, _), collection) in &self.by_assignment {
            if *of == config {
                names.extend(self.collections[*collection].layout.referred());
            }
        }
        let collections = self.configs[config].collections.iter().enumerate();
        collections
            .filter(|(_, collection)| names.contains(&collection.name.as_str()))
            .map(|(number, _)| number)
            .collect()
    }

    /// The number of a file in the run; it is added if it is not judged.
    fn file_number(&mut self, source: Source, collection: usize) -> u32 {
        let known = self.known_file(&source);
        let number = known.unwrap_or_else(|| {
            let form = source.form.unwrap_or(Form::Value);
            let name = source.name.clone();
            self.push(RunFile { name, form, collection, content: Content::File(source) })
        });
        number as u32
    }

    fn known_file(&self, source: &Source) -> Option<usize> {
        let Location::Path(path) = &source.location else { return None };
        self.by_real_path.get(&real(path)).copied()
    }

    /// Takes the records of a file into a registry. What is broken is reported where the file is judged.
    fn fill(&mut self, registries: &mut Registries, name: &str, file: u32) {
        let run_file = &self.files[file as usize];
        let collection = &self.collections[run_file.collection];
        let bytes = match run_file.open().and_then(|input| input.read_whole(MOST_BYTES_AT_ONCE)) {
            Ok(Whole::Bytes(bytes)) => bytes,
            Ok(Whole::TooLarge { length }) => {
                registries.registry_mut(name).mark_as_incomplete();
                self.faults.push(Fault {
                    message: message!(
                        "the registry {name} is too large: {length} bytes in one file",
                        name,
                        length
                    ),
                    file: Some(run_file.name.as_str().into()),
                    help: Some("cut it into several files".into()),
                });
                return;
            }
            Err(error) => {
                registries.registry_mut(name).mark_as_incomplete();
                self.faults.push(Fault::from(&error));
                return;
            }
        };
        let registry = registries.registry_mut(name);
        let has_offices = collection.layout.has(Role::Term) || collection.layout.has(Role::Office);
        if has_offices || name == "people" {
            registry.mark_as_people();
        }
        let (mut tape, mut roles) = (Tape::new(), RoleTape::default());
        for piece in split(&bytes, run_file.form, &collection.limits) {
            let Piece::Record(record) = piece else {
                registry.mark_as_incomplete();
                continue;
            };
            let Ok(document) = Document::parse(record.text, &collection.limits, &mut tape) else {
                registry.mark_as_incomplete();
                continue;
            };
            let roles = collection.layout.read(document, &mut roles);
            let reference = RecordRef { file, start: record.span.start as u64 };
            registry.add(&Record::new(document, &collection.layout, roles, reference));
        }
    }
}

/// The path with its links followed, as far as it can be told.
fn real(path: &Path) -> PathBuf {
    std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf())
}

/// What the first record of a file says its schema is.
fn schema_named_in(input: &Input) -> Option<String> {
    const ENOUGH_FOR_A_RECORD: u64 = 1 << 20;
    let most = if input.form() == Form::Value { MOST_BYTES_AT_ONCE } else { ENOUGH_FOR_A_RECORD };
    let bytes = input.read_range(0, input.length().min(most)).ok()?;
    let limits = Limits::default();
    let mut pieces = split(&bytes, input.form(), &limits);
    let record = pieces.find_map(|piece| match piece {
        Piece::Record(record) => Some(record),
        Piece::Problem(_) => None,
    })?;
    let mut tape = Tape::new();
    let document = Document::parse(record.text, &limits, &mut tape).ok()?;
    Some(document.root().get("$schema")?.as_str()?.into_owned())
}
