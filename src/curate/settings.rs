//! By what records would be judged, and why: configs, schemas, registries, texts, and the level of every rule.
//! Nothing is judged.

mod json;
mod text;

use std::io::{self, Write};

use crate::curate::inspect::no_field;
use crate::date::NumericOrder;
use crate::message;
use crate::policy::LevelGround;
use crate::project::{Collection, Error, Inventory, LevelLayer, Options, Project, SchemaGround, Subject};
use crate::render::Color;
use crate::report::Fault;
use crate::words::{Argument, Level, Message, Untrusted};

/// How settings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsFormat {
    /// For a person, in lines of so many cells.
    Text {
        /// The cells of a line.
        width: usize,
        /// The colours.
        color: Color,
    },
    /// For a program.
    Json,
}

/// By what the files of a selection would be judged.
#[derive(Debug)]
pub struct RunSettings {
    /// The files, in the order of the run.
    pub files: Vec<FileSettings>,
    /// The configs of the run; one without a path stands for the defaults.
    pub configs: Vec<ConfigSettings>,
    /// What files have in common that are judged alike, in the order of the run.
    pub collections: Vec<CollectionSettings>,
    /// The lowest level that fails the run, if the configs say; the strictest of them.
    pub fail_on: Option<Level>,
    /// What could not be found or loaded.
    pub faults: Vec<Fault>,
}

/// By what a file would be judged.
#[derive(Debug, Clone)]
pub struct FileSettings {
    /// Its path as given.
    pub file: Untrusted,
    /// Its collection, if a config claims it.
    pub collection: Option<Untrusted>,
    /// The schema.
    pub schema: Untrusted,
    /// Why that one.
    pub ground: SchemaGround,
    /// The config; none for the defaults.
    pub config: Option<Untrusted>,
}

/// What a config brings with it.
#[derive(Debug, Clone)]
pub struct ConfigSettings {
    /// Its file; none for the defaults.
    pub path: Option<Untrusted>,
    /// The collections that others refer to, each with the number of its entries.
    pub registries: Vec<(Untrusted, usize)>,
    /// How many texts of sources are loaded.
    pub texts: usize,
    /// Where decisions stand, or would.
    pub decisions: Option<Untrusted>,
}

/// By what the files of a collection would be judged that are judged alike.
#[derive(Debug, Clone)]
pub struct CollectionSettings {
    /// What they have in common; its file is the first of them.
    pub first: FileSettings,
    /// How many files there are.
    pub files: usize,
    /// The reasons for their schema, each with the number of files.
    pub grounds: Vec<(SchemaGround, usize)>,
    /// The files of the overrides that hold for them.
    pub overrides: Vec<Untrusted>,
    /// The languages of the records.
    pub languages: Vec<Untrusted>,
    /// The country whose ways of writing are usual.
    pub country: Option<Untrusted>,
    /// What comes first in dates in figures: "day-first"; none where nobody says.
    pub date_order: Option<&'static str>,
    /// The first and the last day.
    pub period: (Option<String>, Option<String>),
    /// Every rule, in the order of the run.
    pub rules: Vec<RuleSettings>,
}

/// A rule in a collection.
#[derive(Debug, Clone)]
pub struct RuleSettings {
    /// Its id.
    pub rule: String,
    /// The level that it runs at, or would if it had a field; none where it is off.
    pub level: Option<Level>,
    /// Where that comes from.
    pub origin: Message,
    /// What it lacks in the schema; none where it has what it needs.
    pub lacks: Option<Message>,
}

impl RuleSettings {
    /// Whether it runs.
    pub fn runs(&self) -> bool {
        self.level.is_some() && self.lacks.is_none()
    }
}

/// Looks up what there is to judge, and by what.
///
/// # Errors
///
/// What keeps a run from starting, as for [`check`](crate::engine::check).
pub fn settings(subject: &Subject, options: &Options) -> Result<RunSettings, Error> {
    let inventory = Project::open(options.clone())?.inventory(subject)?;
    let files: Vec<(usize, FileSettings)> = inventory
        .asked_files()
        .iter()
        .map(|file| (file.collection, file_settings(&file.name, file.collection, file.ground, &inventory)))
        .collect();
    let mut collections: Vec<(usize, CollectionSettings)> = Vec::new();
    for (number, file) in &files {
        let known = collections.iter().position(|(known, _)| known == number);
        match known.and_then(|known| collections.get_mut(known)) {
            Some((_, settings)) => settings.count(file.ground),
            None => collections.push((*number, collection_settings(*number, file, &inventory))),
        }
    }
    Ok(RunSettings {
        configs: configs(&collections, &inventory),
        files: files.into_iter().map(|(_, file)| file).collect(),
        collections: collections.into_iter().map(|(_, settings)| settings).collect(),
        fail_on: inventory.fail_on,
        faults: inventory.faults.clone(),
    })
}

/// Prints the files, one a line, each with what judges it.
///
/// # Errors
///
/// What the output says.
pub fn write_files(settings: &RunSettings, format: SettingsFormat, out: &mut dyn Write) -> io::Result<()> {
    match format {
        SettingsFormat::Text { .. } => text::write_files(settings, out),
        SettingsFormat::Json => json::write_files(settings, out),
    }
}

/// Prints by what they are judged. `asked` is the level that whoever runs the program said fails the run.
///
/// # Errors
///
/// What the output says.
pub fn write(
    settings: &RunSettings,
    asked: Option<Level>,
    format: SettingsFormat,
    out: &mut dyn Write,
) -> io::Result<()> {
    match format {
        SettingsFormat::Text { width, color } => text::write(settings, asked, width, color, out),
        SettingsFormat::Json => json::write(settings, asked, out),
    }
}

/// The lowest level that fails the run, and who says so.
fn failing(settings: &RunSettings, asked: Option<Level>) -> (Level, &'static str) {
    match (asked, settings.fail_on) {
        (Some(level), _) => (level, "--fail-on"),
        (None, Some(level)) => (level, "the config"),
        (None, None) => (Level::Warning, "by default"),
    }
}

fn why(ground: SchemaGround) -> &'static str {
    match ground {
        SchemaGround::Asked => "--schema asks for it",
        SchemaGround::Collection => "the config names it for the collection",
        SchemaGround::Named => "$schema names it in the file",
        SchemaGround::Assumed => "assumed: no config, --schema or $schema names one",
    }
}

fn file_settings(name: &str, collection: usize, ground: SchemaGround, inventory: &Inventory) -> FileSettings {
    let of_file = inventory.collections.get(collection);
    let claimed = of_file.and_then(|collection| collection.context.collection.as_deref());
    let config = inventory.config_of(collection);
    FileSettings {
        file: name.into(),
        collection: claimed.map(Untrusted::from),
        schema: inventory.schema_called(collection).into(),
        ground,
        config: config.map(|path| path.to_string_lossy().into_owned().into()),
    }
}

fn configs(collections: &[(usize, CollectionSettings)], inventory: &Inventory) -> Vec<ConfigSettings> {
    let mut numbers: Vec<usize> = Vec::new();
    let mut configs = Vec::new();
    for (collection, settings) in collections {
        let Some(config) = inventory.collections.get(*collection).map(|collection| collection.config) else {
            continue;
        };
        if numbers.contains(&config) {
            continue;
        }
        numbers.push(config);
        let dataset = inventory.datasets.get(config);
        let loaded = dataset.into_iter().flat_map(|dataset| dataset.registries.all());
        let decisions = inventory.decision_paths.get(config).and_then(Option::as_deref);
        configs.push(ConfigSettings {
            path: settings.first.config.clone(),
            registries: loaded.map(|(name, registry)| (name.into(), registry.entries().len())).collect(),
            texts: dataset.map_or(0, |dataset| dataset.texts.all().count()),
            decisions: decisions.map(|path| path.to_string_lossy().into_owned().into()),
        });
    }
    configs
}

fn collection_settings(number: usize, first: &FileSettings, inventory: &Inventory) -> CollectionSettings {
    let Some(collection) = inventory.collections.get(number) else {
        return CollectionSettings::of(first);
    };
    let layers = inventory.level_layers.get(number).map_or(&[][..], Vec::as_slice);
    let context = &collection.context;
    let overrides = layers.iter().filter_map(|layer| match layer {
        LevelLayer::Override(files) => Some(files.join(", ").into()),
        LevelLayer::Config | LevelLayer::Collection => None,
    });
    CollectionSettings {
        overrides: overrides.collect(),
        languages: context.languages.iter().map(|tag| tag.as_str().into()).collect(),
        country: context.country.as_deref().map(Untrusted::from),
        date_order: order_name(context.date_order),
        period: (context.period.0.map(|day| day.to_string()), context.period.1.map(|day| day.to_string())),
        rules: rules(collection, layers),
        ..CollectionSettings::of(first)
    }
}

fn order_name(order: NumericOrder) -> Option<&'static str> {
    NumericOrder::NAMES.into_iter().find(|name| NumericOrder::named(name) == Some(order))
}

fn rules(collection: &Collection, layers: &[LevelLayer]) -> Vec<RuleSettings> {
    let settings = collection.ruleset.settings().map(|(rule, setting)| RuleSettings {
        rule: rule.id().to_owned(),
        level: setting.level,
        origin: origin(&setting.ground, layers),
        lacks: no_field(rule, collection),
    });
    settings.collect()
}

/// Where a rule's level comes from.
fn origin(ground: &LevelGround, layers: &[LevelLayer]) -> Message {
    match ground {
        LevelGround::Own => "by default".into(),
        LevelGround::Selected => "--select, though the config switches it off".into(),
        LevelGround::NotSelected => "--select names others".into(),
        LevelGround::Ignored => "--ignore".into(),
        LevelGround::Preview => "in preview: it runs where it is selected by its name".into(),
        LevelGround::Said(layer, selector) => {
            let word = Argument::ours(selector.name().to_owned());
            match layers.get(*layer) {
                Some(LevelLayer::Override(files)) => message!(
                    "the override for {files} says so of {word}",
                    files: files.join(", "),
                    word
                ),
                Some(LevelLayer::Collection) => {
                    message!("the collection's rules say so of {word}", word)
                }
                Some(LevelLayer::Config) | None => message!("the config says so of {word}", word),
            }
        }
    }
}

impl CollectionSettings {
    fn of(first: &FileSettings) -> Self {
        Self {
            first: first.clone(),
            files: 1,
            grounds: vec![(first.ground, 1)],
            overrides: Vec::new(),
            languages: Vec::new(),
            country: None,
            date_order: None,
            period: (None, None),
            rules: Vec::new(),
        }
    }

    fn count(&mut self, ground: SchemaGround) {
        self.files += 1;
        match self.grounds.iter_mut().find(|(known, _)| *known == ground) {
            Some((_, files)) => *files += 1,
            None => self.grounds.push((ground, 1)),
        }
    }
}
