//! Which config a file stands under, and which of its collections claims the file.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Location, Source};

use crate::message;
use crate::project::config::{Config, ConfigChoice, ConfigNames, FILE_NAME, SchemaName};
use crate::project::error::Error;
use crate::project::files::{Files, real};
use crate::project::options::Links;
use crate::report::Skipped;
use crate::words::Message;
use crate::words::phrase::number;

/// The configs of a run, each read once.
pub(super) struct Configs<'r> {
    known: ConfigNames<'r>,
    /// Those that say how others are judged.
    files: Files,
    links: Links,
    /// The real path of the current folder.
    here: PathBuf,
    /// Asked for by name, or by default: the same for every file.
    fixed: Option<usize>,
    loaded: Vec<Loaded>,
    /// The nearest config of a folder, by the folder's real path.
    nearest: FxHashMap<PathBuf, usize>,
    /// The real path of a folder, by its path as written.
    real_folders: FxHashMap<PathBuf, PathBuf>,
}

struct Loaded {
    config: Config,
    /// The real path of its folder.
    folder: Option<PathBuf>,
    /// The real paths of the schemas that its collections name.
    schemas: FxHashSet<PathBuf>,
    excluded: u64,
}

/// What a config says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// It is judged: as one of a collection, or because nothing is said against it.
    Taken { config: usize, collection: Option<usize> },
    /// The config has collections, and none claims it.
    Unclaimed { config: usize },
    /// The config excludes it.
    Excluded { config: usize },
}

impl Claim {
    /// The config that says so, by its number.
    pub(super) fn config(self) -> usize {
        match self {
            Self::Taken { config, .. } | Self::Unclaimed { config } | Self::Excluded { config } => config,
        }
    }
}

impl<'r> Configs<'r> {
    pub(super) fn new(
        choice: &ConfigChoice,
        known: ConfigNames<'r>,
        files: Files,
        links: Links,
    ) -> Result<Self, Error> {
        let mut configs = Self {
            known,
            files,
            links,
            here: std::env::current_dir().and_then(std::fs::canonicalize).unwrap_or_default(),
            fixed: None,
            loaded: Vec::new(),
            nearest: FxHashMap::default(),
            real_folders: FxHashMap::default(),
        };
        configs.fixed = match choice {
            ConfigChoice::Nearest => None,
            ConfigChoice::File(path) => Some(configs.load_named(path)?),
            ConfigChoice::Isolated => Some(configs.push(Config::default())),
        };
        Ok(configs)
    }

    /// What the config of a file says of it.
    pub(super) fn claim(
        &mut self,
        folder: &Path,
        file_name: &OsStr,
        schema: Option<&SchemaName>,
    ) -> Result<Claim, Error> {
        let folder = self.real_folder(folder);
        let number = self.number_of(&folder)?;
        let loaded = &self.loaded[number];
        let config = &loaded.config;
        let path = folder.join(file_name);
        let relative = loaded.folder.as_deref().and_then(|folder| path.strip_prefix(folder).ok());
        if relative.is_some_and(|relative| config.exclude.matches_or_holds(relative)) {
            return Ok(Claim::Excluded { config: number });
        }
        // A config without collections says nothing of which files hold records.
        if schema.is_some() || config.collections.is_empty() {
            return Ok(Claim::Taken { config: number, collection: None });
        }
        let Some(relative) = relative else { return Ok(Claim::Unclaimed { config: number }) };
        let mut claiming = config
            .collections
            .iter()
            .enumerate()
            .filter(|(_, collection)| collection.files.matches(relative));
        match (claiming.next(), claiming.next()) {
            (None, _) => Ok(Claim::Unclaimed { config: number }),
            (Some((collection, _)), None) => {
                Ok(Claim::Taken { config: number, collection: Some(collection) })
            }
            (Some((_, first)), Some((_, second))) => Err(Error::ClaimedTwice {
                file: relative.to_owned(),
                config: config.path.clone().unwrap_or_default(),
                first: first.name.clone(),
                second: second.name.clone(),
            }),
        }
    }

    /// The config that excludes a folder, if one does.
    pub(super) fn excluding(&mut self, folder: &Path) -> Result<Option<usize>, Error> {
        let folder = self.real_folder(folder);
        let Some((number, relative)) = self.governing(&folder, &folder)? else { return Ok(None) };
        let excludes = self.loaded[number].config.exclude.matches_or_holds(&relative);
        Ok(excludes.then_some(number))
    }

    /// Whether a collection may claim what lies in a folder.
    pub(super) fn may_claim_below(&mut self, folder: &Path) -> Result<bool, Error> {
        let Some(name) = folder.file_name() else { return Ok(false) };
        let above = self.real_folder(super::parent(folder));
        let Some((number, relative)) = self.governing(&above, &above.join(name))? else { return Ok(false) };
        let config = &self.loaded[number].config;
        let mut collections = config.collections.iter();
        Ok(!config.exclude.matches_or_holds(&relative)
            && collections.any(|collection| collection.files.may_match_below(&relative)))
    }

    /// The config of a folder, and a path from where it lies. None where there is no config: only for files that are
    /// judged are the defaults taken.
    fn governing(&mut self, real_folder: &Path, path: &Path) -> Result<Option<(usize, PathBuf)>, Error> {
        let mut above = real_folder.ancestors();
        if self.fixed.is_none() && !above.any(|folder| self.files.is_anything(&folder.join(FILE_NAME))) {
            return Ok(None);
        }
        let number = self.number_of(real_folder)?;
        let own = self.loaded[number].folder.as_deref();
        Ok(own.and_then(|own| path.strip_prefix(own).ok()).map(|relative| (number, relative.to_owned())))
    }

    /// Whether a path leads out of its project by a link, and such links are not followed.
    pub(super) fn leads_out(&self, path: &Path) -> bool {
        if self.links == Links::All {
            return false;
        }
        let (given, real) = (super::paths::plain(path), real(path));
        given != real && !real.starts_with(self.root_of(&given))
    }

    /// The project that a path lies in, as it is given: the folder of the nearest config, or the current folder, or
    /// else its own.
    fn root_of(&self, given: &Path) -> PathBuf {
        let own_config = self.fixed.and_then(|number| self.loaded[number].folder.clone());
        let nearest = || {
            let configured = |folder: &&Path| self.files.is_anything(&folder.join(FILE_NAME));
            let found = given.ancestors().skip(1).find(configured).map(Path::to_owned);
            found.filter(|_| self.fixed.is_none())
        };
        let here =
            || Some(self.here.clone()).filter(|here| here.parent().is_some() && given.starts_with(here));
        let root = own_config.filter(|folder| given.starts_with(folder)).or_else(nearest).or_else(here);
        root.map_or_else(|| real(super::parent(given)), |root| real(&root))
    }

    /// Whether a file is a schema that a collection of the config names, by its real path.
    pub(super) fn is_schema(&self, config: usize, real: &Path) -> bool {
        self.loaded.get(config).is_some_and(|loaded| loaded.schemas.contains(real))
    }

    /// Says that a file is skipped; excluded ones are counted.
    pub(super) fn skip(&mut self, number: usize, claim: &Claim, name: &str, skipped: &mut Vec<Skipped>) {
        let loaded = &mut self.loaded[number];
        if matches!(claim, Claim::Excluded { .. }) {
            loaded.excluded += 1;
            return;
        }
        self.skip_by_name(number, claim, name, skipped);
    }

    /// Says that a file is skipped.
    pub(super) fn skip_by_name(&self, number: usize, claim: &Claim, name: &str, skipped: &mut Vec<Skipped>) {
        let config = display(&self.loaded[number].config);
        let why = match claim {
            Claim::Excluded { .. } => message!("{config} excludes it", config),
            _ => message!("no collection of {config} claims it", config),
        };
        skipped.push(Skipped::new(message!("{file}", file: name), why));
    }

    /// How many files each config excludes.
    pub(super) fn excluded(&self) -> Vec<Skipped> {
        let line = |loaded: &Loaded| {
            let config = display(&loaded.config);
            let why = match loaded.excluded {
                1 => message!("{config} excludes it", config),
                _ => message!("{config} excludes them", config),
            };
            Skipped::new(number(loaded.excluded, "file"), why)
        };
        self.loaded.iter().filter(|loaded| loaded.excluded > 0).map(line).collect()
    }

    /// Which files a collection of one config claims and a nearer config judges: whoever adds one below another takes
    /// records from under it, which is said.
    pub(super) fn nearer(&self, sources: &[Source]) -> Vec<Message> {
        let mut taken: BTreeMap<(usize, usize, usize), u64> = BTreeMap::new();
        for source in sources {
            let (Location::Path(path), inner) = (&source.location, source.config) else { continue };
            for (outer, collection) in self.claimed_above(path, inner) {
                *taken.entry((outer, collection, inner)).or_default() += 1;
            }
        }
        let told = taken.into_iter().filter_map(|((outer, collection, inner), count)| {
            let (outer, inner) = (&self.loaded.get(outer)?.config, &self.loaded.get(inner)?.config);
            let collection = outer.collections.get(collection)?.name.as_str();
            Some(message!(
                "{files} of the collection {collection} of {outer} judged by the nearer {inner}",
                files: number(count, "file"),
                collection,
                outer: display(outer),
                inner: display(inner)
            ))
        });
        told.collect()
    }

    /// The collections of configs around that of a file which would claim it.
    fn claimed_above(&self, path: &Path, inner: usize) -> Vec<(usize, usize)> {
        let folder = |number: usize| self.loaded.get(number).and_then(|loaded| loaded.folder.as_deref());
        let Some(own) = folder(inner) else { return Vec::new() };
        let is_around = |number: &usize| folder(*number).is_some_and(|it| it != own && own.starts_with(it));
        let around: Vec<usize> = (0..self.loaded.len()).filter(is_around).collect();
        if around.is_empty() {
            return Vec::new();
        }
        let file = real(path);
        let claims = around.into_iter().filter_map(|number| {
            let relative = file.strip_prefix(folder(number)?).ok()?;
            let config = &self.loaded.get(number)?.config;
            let mut collections = config.collections.iter();
            let claiming = collections.position(|collection| collection.files.matches(relative))?;
            (!config.exclude.matches_or_holds(relative)).then_some((number, claiming))
        });
        claims.collect()
    }

    pub(super) fn into_configs(self) -> Vec<Config> {
        self.loaded.into_iter().map(|loaded| loaded.config).collect()
    }

    fn number_of(&mut self, real_folder: &Path) -> Result<usize, Error> {
        match self.fixed {
            Some(number) => Ok(number),
            None => self.nearest(real_folder),
        }
    }

    pub(super) fn path(&self, number: usize) -> PathBuf {
        self.loaded[number].config.path.clone().unwrap_or_default()
    }

    /// The number of the nearest config upward from a folder; that of the defaults if there is none.
    fn nearest(&mut self, folder: &Path) -> Result<usize, Error> {
        let known = folder.ancestors().find_map(|above| Some((above, *self.nearest.get(above)?)));
        let fresh = folder.ancestors().take_while(|above| Some(*above) != known.map(|(above, _)| above));
        let fresh: Vec<&Path> = fresh.collect();
        let holding = fresh.iter().position(|above| self.files.is_anything(&above.join(FILE_NAME)));
        let (covered, number) = match (holding, known) {
            (Some(position), _) => {
                let path = fresh[position].join(FILE_NAME);
                let shown = shorten(&path, &self.here);
                // Were it read, what is wrong with it would be shown, and with it a file of somebody else.
                if self.links == Links::WithinProject && !real(&path).starts_with(fresh[position]) {
                    return Err(leads_out(&shown));
                }
                (position + 1, self.load(&shown)?)
            }
            (None, Some((_, number))) => (fresh.len(), number),
            (None, None) => (fresh.len(), self.push(Config::default())),
        };
        for above in fresh.into_iter().take(covered) {
            self.nearest.insert(above.to_owned(), number);
        }
        Ok(number)
    }

    fn load_named(&mut self, path: &Path) -> Result<usize, Error> {
        if self.leads_out(path) {
            return Err(leads_out(path));
        }
        self.load(path)
    }

    fn load(&mut self, path: &Path) -> Result<usize, Error> {
        let config = Config::load_from(path, self.known, &self.files)?;
        Ok(self.push(config))
    }

    fn push(&mut self, config: Config) -> usize {
        let folder = config.folder().and_then(|folder| std::fs::canonicalize(folder).ok());
        let schemas = config.collections.iter().filter_map(|collection| match &collection.schema {
            SchemaName::File(path) => Some(real(path)),
            SchemaName::Bundled(_) | SchemaName::Text(_) => None,
        });
        let schemas = schemas.collect();
        self.loaded.push(Loaded { config, folder, schemas, excluded: 0 });
        self.loaded.len() - 1
    }

    fn real_folder(&mut self, folder: &Path) -> PathBuf {
        if let Some(real) = self.real_folders.get(folder) {
            return real.clone();
        }
        let real = std::fs::canonicalize(folder)
            .or_else(|_| std::path::absolute(folder))
            .unwrap_or_else(|_| folder.to_owned());
        self.real_folders.insert(folder.to_owned(), real.clone());
        real
    }
}

fn leads_out(config: &Path) -> Error {
    Error::NotAConfig { path: config.to_owned(), kind: "a link that leads out of its folder" }
}

fn display(config: &Config) -> String {
    config.path.as_deref().map(super::paths::display).unwrap_or_default()
}

/// The real path of a config as a person would write it in the folder `here`.
fn shorten(path: &Path, here: &Path) -> PathBuf {
    if let Ok(below) = path.strip_prefix(here) {
        return below.to_owned();
    }
    let above = path.parent().and_then(|folder| here.strip_prefix(folder).ok());
    match (above, path.file_name()) {
        (Some(down), Some(name)) => down.components().map(|_| "..").collect::<PathBuf>().join(name),
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_config_is_called_as_seen_from_here() {
        for (path, here, expected) in [
            ("/data/tadqiq.toml", "/data", "tadqiq.toml"),
            ("/data/set/tadqiq.toml", "/data", "set/tadqiq.toml"),
            ("/data/tadqiq.toml", "/data/set/2022", "../../tadqiq.toml"),
            ("/other/tadqiq.toml", "/data", "/other/tadqiq.toml"),
        ] {
            assert_eq!(shorten(Path::new(path), Path::new(here)), Path::new(expected));
        }
    }
}
