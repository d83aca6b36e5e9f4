//! Registries, filled before the first record is judged.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Content, Judging, Preparation, RunFile, real};
use crate::engine::judge::MOST_BYTES_AT_ONCE;
use crate::layout::RoleTape;
use crate::message;
use crate::notation::document::Tape;
use crate::notation::split::Piece;
use crate::project::discover::{Assignment, Configuration, Location, Request, Source, discover};
use crate::project::error::Error;
use crate::project::input::Whole;
use crate::record::registry::Registries;
use crate::record::{Context, Record};
use crate::report::Fault;
use crate::words::{RecordRef, Role};

impl Preparation<'_> {
    /// Reads the collections that others refer to, from all their files, checked or not.
    pub(super) fn load_registries(&mut self) -> Result<(), Error> {
        let judged = self.files.len();
        for config in 0..self.configs.len().max(1) {
            let mut dataset = Context::default();
            self.load_dataset(config, judged, &mut dataset)?;
            for collection in self.collections.iter_mut().filter(|collection| collection.config == config) {
                collection.context.registries = Arc::clone(&dataset.registries);
                collection.context.texts = Arc::clone(&dataset.texts);
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
        let root = folder.clone();
        let referred: Vec<usize> = self.referred_collections(config);
        let request = Request {
            paths: &[folder],
            stdin_name: None,
            configuration: Configuration::File(&path),
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
        if self.needs_texts(config) {
            dataset.texts = Arc::new(self.load_texts(&registries, &root));
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
            let notation = source.notation.unwrap_or_default();
            let name = source.name.clone();
            self.push(RunFile { name, notation, collection, content: Content::File(source) })
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
        if !collection.layout.has(Role::RecordId) {
            registry.mark_as_incomplete();
        }
        let (mut tape, mut roles) = (Tape::new(), RoleTape::default());
        for piece in run_file.notation.pieces(&bytes, 0, &collection.limits) {
            let Piece::Record(record) = piece else {
                registry.mark_as_incomplete();
                continue;
            };
            let Ok(document) = record.parse(&collection.limits, &mut tape) else {
                registry.mark_as_incomplete();
                continue;
            };
            let roles = collection.layout.read(document, &mut roles);
            let reference = RecordRef { file, start: record.span.start as u64 };
            registry.add(&Record::new(document, &collection.layout, roles, reference));
        }
    }
}
