//! What there is to judge, and what it is judged by: files, schemas, registries, texts, rules.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::files::{Files, real};
use super::own_files::{BASELINE_NAME, DECISIONS_NAME};
use super::{Collection, Links, Options, Subject};
use crate::layout::Layout;
use crate::message;
use crate::notation::Notation;
use crate::policy::ruleset::Ruleset;
use crate::project::config::{Config, ConfigChoice, ConfigNames, SchemaName, has_tables};
use crate::project::discover::{Assignment, Discovery, Location, Request, Source, discover};
use crate::project::error::{Error, ForeignError};
use crate::project::input::Input;
use crate::record::Context;
use crate::record::digest::digest;
use crate::record::texts::SourceText;
use crate::report::{Fault, Skipped};
use crate::rule::{Finding, RuleId, RuleRef};
use crate::schema::{Schema, bundled_names};
use crate::text::nearest::nearest;
use crate::words::paths::folder_of;
use crate::words::{Level, Message, Pointer};

mod baseline;
mod content;
mod datasets;
mod decisions;
mod grounds;
mod judged_by;
mod kept;
mod keywords;
mod registries;
mod schemas;
mod texts;

pub use baseline::ConfigBaseline;
pub use decisions::ConfigDecisions;
use decisions::Wholeness;
pub use grounds::{LevelLayer, SchemaGround};
pub use kept::JudgedBeside;
use kept::digest_of_schema;
pub(super) use registries::UNDESCRIBED;

/// The files of a selection, and what each is judged by.
#[derive(Debug)]
pub struct Inventory {
    /// The files to judge, then those that only registries are read from. Their positions are their numbers.
    pub files: Vec<ProjectFile>,
    judged: usize,
    by_real_path: FxHashMap<PathBuf, usize>,
    /// What configs, schemas, registries and texts were read from, by real path: what all else depends on.
    sources: FxHashSet<PathBuf>,
    /// What lay on disk and in its place when this was looked up, or when a file of records alone was overlaid since.
    pub(super) disk: Files,
    pub collections: Vec<Collection>,
    /// By collection: the schema that judges it.
    pub schema_names: Vec<SchemaName>,
    /// By collection: where levels of its rules are said.
    pub level_layers: Vec<Vec<LevelLayer>>,
    /// The texts of all sources, by their numbers.
    pub texts: Vec<Arc<SourceText>>,
    /// The files of the configs, as they were found; none without a config.
    config_paths: Vec<Option<PathBuf>>,
    /// The folders of the configs, without links, which the paths of findings begin at; none without a config.
    pub roots: Vec<Option<PathBuf>>,
    /// What dataset rules may know when they conclude, by config.
    pub datasets: Vec<Context>,
    pub faults: Vec<Fault>,
    pub skipped: Vec<Skipped>,
    /// How many files are judged by the schema that nobody named.
    unsaid: usize,
    /// Files that another config than their nearest would claim, a sentence each.
    nearer: Vec<Message>,
    /// What is wrong with the files of schemas themselves.
    pub of_schemas: Vec<Finding>,
    /// The files that those are placed in.
    schema_files: FxHashSet<u32>,
    /// The strictest of what the configs say.
    pub fail_on: Option<Level>,
    /// The names of all rules, in their order.
    pub rules: Vec<RuleId>,
    /// By config: what its records are judged beside.
    pub beside: Vec<JudgedBeside>,
    /// The decisions of each config that has any.
    pub decisions: Vec<Option<ConfigDecisions>>,
    /// Where the decisions of each config are, or would be; none where no config was to be read.
    pub decision_paths: Vec<Option<PathBuf>>,
    /// The baseline of each config that has one.
    pub baselines: Vec<Option<ConfigBaseline>>,
    /// Where the baseline of each config is, or would be.
    pub baseline_paths: Vec<Option<PathBuf>>,
    wholeness: Wholeness,
}

/// A file of a project.
#[derive(Debug)]
pub struct ProjectFile {
    /// Its path as given.
    pub name: String,
    /// Its path without links; none for what has no path to open it by again.
    pub real: Option<PathBuf>,
    /// Why its schema judges it.
    pub ground: SchemaGround,
    pub notation: Notation,
    /// What its records are judged by, by its position among the collections.
    pub collection: usize,
    /// Whether it is judged beside what is asked for, and not reported.
    is_beside: bool,
    content: Content,
}

impl ProjectFile {
    /// Where it can be written again; none for what was spooled.
    pub fn path(&self) -> Option<&Path> {
        match &self.content {
            Content::File(Source { location: Location::Path(path), .. })
            | Content::Policy(Source { location: Location::Path(path), .. }) => Some(path),
            _ => None,
        }
    }
}

#[derive(Debug)]
enum Content {
    /// Opened when it is read: a run may have more files than a process may hold open.
    File(Source),
    /// The same of a file that says how others are judged.
    Policy(Source),
    /// Without a path to open it by again: the standard input, a text in memory.
    Spooled(Arc<Input>),
}

impl Inventory {
    /// Looks up what there is.
    ///
    /// # Errors
    ///
    /// What keeps a run from starting: a config, a schema, a rule's name.
    pub fn new(subject: &Subject, options: &Options, disk: &Files) -> Result<Self, Error> {
        options.rules.verify()?;
        let schema_names: Vec<&str> = bundled_names().collect();
        let known = ConfigNames { rules: &options.rules, schemas: &schema_names };
        let mut preparation = Preparation {
            options,
            disk,
            sources: FxHashSet::default(),
            bases: Vec::new(),
            known,
            collections: Vec::new(),
            by_assignment: FxHashMap::default(),
            schemas: FxHashMap::default(),
            schema_names: Vec::new(),
            level_layers: Vec::new(),
            configs: Vec::new(),
            datasets: Vec::new(),
            beside: Vec::new(),
            texts: Vec::new(),
            files: Vec::new(),
            by_real_path: FxHashMap::default(),
            faults: Vec::new(),
            skipped: Vec::new(),
            found_decisions: Vec::new(),
            wholeness: Wholeness::default(),
            unsaid: 0,
            datasets_found: Vec::new(),
            nearer: Vec::new(),
        };
        preparation.take(subject)?;
        let judged = preparation.files.len();
        preparation.load_registries()?;
        let of_schemas = preparation.slips_of_schemas(judged);
        let decision_paths = preparation.own_paths(subject, DECISIONS_NAME);
        let baseline_paths = preparation.own_paths(subject, BASELINE_NAME);
        let decisions = preparation.load_decisions(&decision_paths, subject)?;
        let baselines = preparation.load_baselines(&baseline_paths)?;
        preparation.refuse_to_write_over_what_is_read()?;
        preparation.know_again();
        let Preparation {
            mut collections,
            files,
            faults,
            skipped,
            configs,
            datasets,
            beside,
            texts,
            by_real_path,
            sources,
            bases,
            wholeness,
            unsaid,
            nearer,
            schema_names,
            level_layers,
            ..
        } = preparation;
        for collection in &mut collections {
            collection.basis = digest(&(collection.basis, bases.get(collection.config)));
        }
        let config_paths = configs.iter().map(|config| config.path.clone()).collect();
        let roots = configs.iter().map(|config| config.folder().map(real)).collect();
        let fail_on = configs.iter().filter_map(|config| config.fail_on).min();
        let disk = disk.clone();
        let schema_files = of_schemas.iter().filter_map(|finding| finding.place.file()).collect();
        Ok(Self {
            files,
            judged,
            by_real_path,
            sources,
            disk,
            collections,
            schema_names,
            level_layers,
            texts,
            config_paths,
            roots,
            datasets,
            faults,
            skipped,
            unsaid: unsaid.min(judged),
            nearer,
            of_schemas,
            schema_files,
            fail_on,
            rules: options.rules.iter().map(RuleId::from).collect(),
            beside,
            decisions,
            decision_paths,
            baselines,
            baseline_paths,
            wholeness,
        })
    }

    /// How many bytes these files have, as far as it can be said before they are opened.
    pub fn bytes_of(&self, numbers: &[u32]) -> u64 {
        let paths = numbers.iter().filter_map(|number| self.files.get(*number as usize)?.path());
        paths.filter_map(|path| std::fs::metadata(path).ok()).map(|metadata| metadata.len()).sum()
    }

    /// The files to judge, in the order of the run: those that are asked for, and those that belong to a dataset with
    /// them.
    pub fn judged_files(&self) -> &[ProjectFile] {
        &self.files[..self.judged]
    }

    /// The files that are asked for, with their numbers.
    pub fn asked_files(&self) -> impl Iterator<Item = (u32, &ProjectFile)> {
        (0..).zip(self.judged_files()).filter(|(_, file)| !file.is_beside)
    }

    /// Whether what is found in a file is reported.
    pub fn is_reported(&self, file: u32) -> bool {
        self.files.get(file as usize).is_none_or(|file| !file.is_beside)
    }

    /// Whether a file is one of a schema, and said something of: what is wrong with it is told before all records.
    pub fn is_of_a_schema(&self, file: u32) -> bool {
        self.schema_files.contains(&file)
    }

    /// The number of the file at a real path.
    pub fn number_of(&self, real: &Path) -> Option<u32> {
        self.by_real_path.get(real).map(|number| *number as u32)
    }

    /// The number of the file at a real path, if only what it holds can change the report: its records are judged,
    /// and nothing else is read from it.
    pub fn is_of_records_alone(&self, real: &Path) -> bool {
        let number = self.by_real_path.get(real).filter(|number| **number < self.judged);
        let file = number.and_then(|number| self.files.get(*number));
        file.is_some_and(|file| !file.ground.is_of_the_text()) && !self.sources.contains(real)
    }

    /// The real paths of the files that say how records are judged, be they there or not: configs, schemas and what
    /// they refer to, decisions, baselines.
    pub fn policy_files(&self) -> BTreeSet<PathBuf> {
        let own = self.config_paths.iter().chain(&self.decision_paths).chain(&self.baseline_paths);
        let named = own.flatten().map(|path| real(path));
        let schemas = self.schema_names.iter().filter_map(|name| match name {
            SchemaName::File(path) => Some(real(path)),
            SchemaName::Bundled(_) | SchemaName::Text(_) => None,
        });
        let referred = self.collections.iter().flat_map(|collection| collection.schema.files());
        named.chain(schemas).chain(referred).collect()
    }

    /// What a file's records are judged by.
    pub fn collection_of(&self, file: u32) -> &Collection {
        &self.collections[self.files[file as usize].collection]
    }

    /// The configs that a finding stands under; one of a source's text may stand under any.
    pub fn configs_of(&self, finding: &Finding) -> std::ops::Range<usize> {
        match finding.place.file() {
            Some(file) => {
                let config = self.collection_of(file).config;
                config..config + 1
            }
            None => 0..self.config_paths.len(),
        }
    }

    /// A finding's rule, and its level where the finding points; none where it does not run.
    pub fn rule(&self, finding: &Finding) -> Option<(&RuleRef, Level)> {
        let id = finding.rule.as_str();
        match finding.place.file() {
            Some(file) => self.collection_of(file).ruleset.running(id),
            None => self.collections.iter().find_map(|collection| collection.ruleset.running(id)),
        }
    }

    /// The path of a file from the folder of its config, with `/`; as it was given where there is none.
    pub fn path_from_root(&self, file: u32) -> String {
        let given = &self.files[file as usize];
        let root = self.roots.get(self.collection_of(file).config).and_then(Option::as_deref);
        let inside = given.real.as_deref().zip(root).and_then(|(path, root)| path.strip_prefix(root).ok());
        let path = inside.unwrap_or(Path::new(&given.name));
        let parts = path.components().filter(|part| !matches!(part, Component::CurDir));
        parts.map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
    }

    /// Whether a file is read from disk: neither the standard input, nor a text in memory, nor what an editor holds.
    pub fn lies_on_disk(&self, file: &ProjectFile) -> bool {
        file.path().is_some_and(|path| self.disk.overlaid(path).is_none())
    }

    /// Opens a file of the run.
    pub fn open(&self, file: &ProjectFile) -> Result<Arc<Input>, Error> {
        file.open(&self.disk)
    }
}

impl ProjectFile {
    fn open(&self, disk: &Files) -> Result<Arc<Input>, Error> {
        match &self.content {
            Content::File(source) => source.open(disk).map(Arc::new),
            Content::Policy(source) => source.open(&disk.policy()).map(Arc::new),
            Content::Spooled(input) => Ok(Arc::clone(input)),
        }
    }
}

struct Preparation<'o> {
    options: &'o Options,
    disk: &'o Files,
    sources: FxHashSet<PathBuf>,
    /// By config: the digest of its registries and texts.
    bases: Vec<u64>,
    known: ConfigNames<'o>,
    collections: Vec<Collection>,
    /// By config, schema and the overrides that hold.
    by_assignment: FxHashMap<(usize, Judging, Vec<usize>), usize>,
    /// By their name and the root that they may refer to files of.
    schemas: FxHashMap<(SchemaName, Option<PathBuf>), JudgingSchema>,
    /// By collection: the schema that judges it.
    schema_names: Vec<SchemaName>,
    /// By collection: where levels of its rules are said.
    level_layers: Vec<Vec<LevelLayer>>,
    configs: Vec<Config>,
    datasets: Vec<Context>,
    beside: Vec<JudgedBeside>,
    texts: Vec<Arc<SourceText>>,
    files: Vec<ProjectFile>,
    by_real_path: FxHashMap<PathBuf, usize>,
    faults: Vec<Fault>,
    skipped: Vec<Skipped>,
    /// Files of decisions that were met among the records: their real path, and what each is called.
    found_decisions: Vec<(PathBuf, String)>,
    wholeness: Wholeness,
    /// How many files are judged by the schema that nobody named.
    unsaid: usize,
    /// By config: what all its collections claim; none without a config.
    datasets_found: Vec<Option<Discovery>>,
    /// Files that another config than their nearest would claim, a sentence each.
    nearer: Vec<Message>,
}

/// The bundled schema that judges records of which nobody says what they are.
const UNSAID_SCHEMA: &str = "meeting";

/// What a schema is called that has neither a name nor a file.
const GIVEN_SCHEMA: &str = "the given schema";

/// A schema with its layout, and a digest of all that it was read from.
#[derive(Debug, Clone)]
struct JudgingSchema {
    schema: Arc<Schema>,
    layout: Arc<Layout>,
    basis: u64,
    digest: [u8; 16],
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
                    config: self.options.config.clone(),
                    schema: self.options.schema.clone(),
                    known: self.known,
                    unclaimed: self.options.unclaimed,
                    links: self.options.links,
                    files: self.disk.clone(),
                    outputs: &self.options.outputs,
                };
                let Discovery { sources, configs, skipped, faults, decisions, nearer } = discover(&request)?;
                self.nearer = nearer;
                self.configs = configs;
                self.found_decisions = decisions;
                let configs = self.configs.iter().filter_map(|config| config.path.as_deref());
                self.sources.extend(configs.map(real));
                self.faults.extend(faults);
                self.skipped.extend(skipped);
                let sources = self.with_datasets(sources, stdin_name.as_deref())?;
                self.take_sources(sources)
            }
            Subject::Text { name, text } => {
                let notation = Notation::of_path(Path::new(name)).unwrap_or_default();
                let config = match &self.options.config {
                    ConfigChoice::File(path) => Config::load_from(path, self.known, &self.disk.policy())?,
                    _ => Config::default(),
                };
                self.configs.push(config);
                self.with_datasets(Vec::new(), None)?;
                let input = Input::of_memory(Path::new(name), Arc::clone(text), Some(notation))?;
                let schema = self.options.schema.clone();
                let (judging, ground) = match schema {
                    Some(schema) => (Judging::Schema(schema), SchemaGround::Asked),
                    None => self.by_content_of_text(&input, name),
                };
                let collection = self.collection(0, judging, Vec::new())?;
                let file = ProjectFile {
                    name: name.clone(),
                    real: None,
                    ground,
                    notation,
                    collection,
                    is_beside: false,
                    content: Content::Spooled(Arc::new(input)),
                };
                self.files.push(file);
                Ok(())
            }
        }
    }

    /// A report takes the place of no config, schema, registry, text or decisions of its own run.
    fn refuse_to_write_over_what_is_read(&self) -> Result<(), Error> {
        let is_read = |path: &&PathBuf| self.sources.contains(&real(path));
        match self.options.outputs.iter().find(is_read) {
            Some(path) => Err(Error::OutputIsInput { path: path.clone() }),
            None => Ok(()),
        }
    }

    /// Takes the files whose schema can be loaded. A file that others are judged by is no record.
    fn take_sources(&mut self, sources: Vec<Source>) -> Result<(), Error> {
        let mut prepared = Vec::with_capacity(sources.len());
        for source in sources {
            let opened = match source.location {
                Location::Path(_) => None,
                Location::Stdin => Some(source.open(self.disk)),
            };
            let content = match opened.transpose() {
                Ok(content) => content,
                Err(error) => {
                    self.faults.push(Fault::from(&error));
                    continue;
                }
            };
            let judging = match &source.assignment {
                Assignment::Schema(schema) => Some((Judging::Schema(schema.clone()), SchemaGround::Asked)),
                Assignment::Collection(number) => {
                    Some((Judging::Collection(*number), SchemaGround::Collection))
                }
                Assignment::ByContent { root } => self.by_content(&source, content.as_ref(), root),
            };
            prepared.extend(judging.map(|judging| (source, content, judging)));
        }
        for (source, content, judging) in prepared {
            self.take_source(source, content, judging)?;
        }
        Ok(())
    }

    fn take_source(
        &mut self,
        source: Source,
        content: Option<Input>,
        (judging, ground): (Judging, SchemaGround),
    ) -> Result<(), Error> {
        let is_claimed = matches!(source.assignment, Assignment::Collection(_));
        if let Location::Path(path) = &source.location
            && !is_claimed
            && self.sources.contains(&real(path))
        {
            let what = message!("{file}", file: source.name.as_str());
            self.skipped.push(Skipped::new(what, "it is a schema that records are judged by"));
            return Ok(());
        }
        let overrides = self.overrides_of(&source);
        let collection = self.collection(source.config, judging, overrides)?;
        let notation = source.notation.or(content.as_ref().map(Input::notation)).unwrap_or_default();
        let (name, is_beside) = (source.name.clone(), source.is_beside);
        let content = content.map_or(Content::File(source), |input| Content::Spooled(Arc::new(input)));
        self.push(ProjectFile { name, real: None, ground, notation, collection, is_beside, content });
        Ok(())
    }

    fn push(&mut self, mut file: ProjectFile) -> usize {
        let number = self.files.len();
        if let Some(path) = file.path() {
            let real = real(path);
            self.by_real_path.entry(real.clone()).or_insert(number);
            file.real = Some(real);
        }
        self.files.push(file);
        number
    }

    /// The overrides of its config that a file is meant by, by their positions.
    fn overrides_of(&self, source: &Source) -> Vec<usize> {
        let Some(config) = self.configs.get(source.config) else { return Vec::new() };
        let path = match &source.location {
            Location::Path(path) => path.as_path(),
            Location::Stdin => Path::new(&source.name),
        };
        // As collections do it: by the place of a link, not by what it leads to.
        let folder = folder_of(path);
        let (Some(name), Some(root)) = (path.file_name(), config.folder().map(real)) else {
            return Vec::new();
        };
        let place = real(folder).join(name);
        let Ok(relative) = place.strip_prefix(root) else { return Vec::new() };
        let meant = config.overrides.iter().enumerate();
        meant.filter(|(_, told)| told.files.matches_or_holds(relative)).map(|(number, _)| number).collect()
    }

    fn collection(&mut self, config: usize, judging: Judging, overrides: Vec<usize>) -> Result<usize, Error> {
        let key = (config, judging.clone(), overrides);
        if let Some(&known) = self.by_assignment.get(&key) {
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
        if collection.is_some() {
            self.stays_below(&said, &schema_name)?;
        }
        let JudgingSchema { schema, layout, basis, digest: schema_digest } =
            self.schema(config, &schema_name)?;
        let mut layers = vec![LevelLayer::Config];
        layers.extend(collection.as_ref().map(|_| LevelLayer::Collection));
        let overrides = key.2.iter().filter_map(|number| said.overrides.get(*number));
        layers.extend(overrides.map(|told| LevelLayer::Override(told.files.written().to_vec())));
        let mut levels = vec![said.rules.as_slice()];
        levels.extend(collection.as_ref().map(|collection| collection.rules.as_slice()));
        levels.extend(key.2.iter().filter_map(|number| Some(said.overrides.get(*number)?.rules.as_slice())));
        let ruleset = Ruleset::new(&levels, &self.options.select, &self.options.ignore, &self.options.rules)?;
        let date_order = collection.as_ref().and_then(|collection| collection.date_order);
        let languages = collection.as_ref().and_then(|collection| collection.languages.clone());
        let languages = languages.unwrap_or_else(|| said.profile.languages.clone());
        self.say_languages_without_tables(&languages);
        let period = collection.as_ref().map(|collection| collection.period).unwrap_or_default();
        let context = Context {
            collection: collection.map(|collection| collection.name),
            date_order: date_order.unwrap_or(said.profile.date_order),
            period: (period.from, period.to),
            country: said.profile.country.clone(),
            languages,
            ..Context::default()
        };
        let mut made = Collection {
            config,
            basis: digest(&(said.digest, basis, &key.1, &key.2)),
            kept_by: None,
            schema_digest,
            schema,
            layout,
            context,
            ruleset: Arc::new(ruleset),
            limits: said.limits,
            running: Vec::new(),
            of_values: Vec::new(),
            of_records: Vec::new(),
            leaving: Vec::new(),
        };
        made.run(&self.options.rules);
        self.schema_names.push(schema_name);
        self.level_layers.push(layers);
        self.collections.push(made);
        self.by_assignment.insert(key, self.collections.len() - 1);
        Ok(self.collections.len() - 1)
    }

    /// A language that no table of ours is of is a language all the same; what is not judged for it is said.
    fn say_languages_without_tables(&mut self, languages: &[String]) {
        for tag in languages.iter().filter(|tag| !has_tables(tag)) {
            let what = message!("words of dates and offices in the language {tag}", tag: tag.as_str());
            let said = Skipped::new(what, "no table of ours is of that language");
            if !self.skipped.contains(&said) {
                self.skipped.push(said);
            }
        }
    }

    /// The schema that a config names lies below its folder, links followed: else anything could be shown by it.
    fn stays_below(&self, config: &Config, schema: &SchemaName) -> Result<(), Error> {
        let (SchemaName::File(path), Some(folder)) = (schema, config.folder()) else { return Ok(()) };
        if self.options.links == Links::All || real(path).starts_with(real(folder)) {
            return Ok(());
        }
        Err(Error::LeadsOut { path: path.clone() })
    }

    fn schema(&mut self, config: usize, name: &SchemaName) -> Result<JudgingSchema, Error> {
        let root = match name {
            SchemaName::File(path) => self.root_of(config, path),
            SchemaName::Bundled(_) | SchemaName::Text(_) => None,
        };
        let key = (name.clone(), root.clone());
        if let Some(known) = self.schemas.get(&key) {
            return Ok(known.clone());
        }
        let watched = self.disk.policy().watched();
        let (shown, schema) = match name {
            SchemaName::Bundled(name) => {
                if !bundled_names().any(|bundled| bundled == name) {
                    let nearest = nearest(name, bundled_names()).map(str::to_owned);
                    return Err(Error::UnknownSchema { name: name.clone(), nearest });
                }
                (name.clone(), Schema::bundled(name))
            }
            SchemaName::File(path) => (
                path.display().to_string(),
                Schema::load_through(path, root.as_deref(), &watched.schema_reader()),
            ),
            SchemaName::Text(text) => (GIVEN_SCHEMA.to_owned(), Schema::parse(text)),
        };
        let unusable = |way_out, cause: ForeignError| Error::Schema { name: shown.clone(), way_out, cause };
        let schema = schema.map_err(|error| {
            let way_out = error.help().map(|help| help.plain());
            unusable(way_out, ForeignError::new(error.to_string()))
        })?;
        let validator_at = |pointer: &str| schema.validator_at(pointer).map_err(|error| error.to_string());
        let layout = Layout::compile(schema.root(), schema.base_uri(), &validator_at);
        let layout = layout.map_err(|error| unusable(None, ForeignError::new(error)))?;
        self.skipped.extend(schema.unchecked_patterns().iter().map(|unchecked| {
            let what = message!(
                "the pattern {pattern} at {pointer} of {schema}",
                pattern: unchecked.shown(),
                pointer: unchecked.pointer.as_ref().map_or("", Pointer::as_str),
                schema: shown.as_str()
            );
            Skipped::new(what, unchecked.why)
        }));
        let reads = watched.reads();
        let made = JudgingSchema {
            schema: Arc::new(schema),
            layout: Arc::new(layout),
            basis: digest(&(name, &reads)),
            digest: digest_of_schema(name, &reads),
        };
        self.sources.extend(reads.into_iter().map(|read| read.path));
        self.schemas.insert(key, made.clone());
        Ok(made)
    }
}
