//! Registries, filled before the first record is judged.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Content, Judging, Preparation, RunFile};
use crate::discover::{Assignment, Configuration, Location, Request, Source, discover};
use crate::document::{Document, Tape};
use crate::engine::judge::MOST_BYTES_AT_ONCE;
use crate::error::Error;
use crate::input::Whole;
use crate::layout::RoleTape;
use crate::registry::Registries;
use crate::report::Fault;
use crate::split::{Form, Piece, split};
use crate::{Record, RecordRef, message};

impl Preparation<'_> {
    /// Reads the collections that others refer to, from all their files, checked or not.
    pub(super) fn load_registries(&mut self) -> Result<(), Error> {
        for config in 0..self.configs.len() {
            let registries = self.registries_of(config)?;
            let registries = Arc::new(registries);
            for ((of, _), collection) in &self.by_assignment {
                if *of == config {
                    self.collections[*collection].context.registries = Arc::clone(&registries);
                }
            }
        }
        Ok(())
    }

    fn registries_of(&mut self, config: usize) -> Result<Registries, Error> {
        let mut registries = Registries::default();
        let Some(path) = self.configs[config].path.clone() else { return Ok(registries) };
        let folder = self.configs[config].folder().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let referred: Vec<usize> = self.referred_collections(config);
        if referred.is_empty() {
            return Ok(registries);
        }
        let request = Request {
            paths: &[folder],
            stdin_name: None,
            configuration: Configuration::File(&path),
            schema: None,
            known: self.known,
        };
        let discovery = discover(&request)?;
        for source in discovery.sources {
            let Assignment::Collection(number) = source.assignment else { continue };
            if !referred.contains(&number) {
                continue;
            }
            let collection = self.collection(config, Judging::Collection(number))?;
            let name = self.configs[config].collections[number].name.clone();
            let file = self.file_number(source, collection);
            self.fill(&mut registries, &name, file);
        }
        Ok(registries)
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
        let same = |file: &RunFile| match (&file.content, &source.location) {
            (Content::File(known), Location::Path(path)) => same_file(known, path),
            _ => false,
        };
        let known = self.files.iter().position(same);
        let number = known.unwrap_or_else(|| {
            let form = source.form.unwrap_or(Form::Value);
            let name = source.name.clone();
            self.files.push(RunFile { name, form, collection, content: Content::File(source) });
            self.files.len() - 1
        });
        number as u32
    }

    /// Takes the records of a file into a registry. What is broken is reported where the file is judged.
    fn fill(&mut self, registries: &mut Registries, name: &str, file: u32) {
        let run_file = &self.files[file as usize];
        let collection = &self.collections[run_file.collection];
        let bytes = match run_file.open().and_then(|input| input.read_whole(MOST_BYTES_AT_ONCE)) {
            Ok(Whole::Bytes(bytes)) => bytes,
            Ok(Whole::TooLarge { length }) => {
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
                self.faults.push(Fault::from(&error));
                return;
            }
        };
        let registry = registries.registry_mut(name);
        let (mut tape, mut roles) = (Tape::new(), RoleTape::default());
        for piece in split(&bytes, run_file.form, &collection.limits) {
            let Piece::Record(record) = piece else { continue };
            let Ok(document) = Document::parse(record.text, &collection.limits, &mut tape) else { continue };
            let roles = collection.layout.read(document, &mut roles);
            let reference = RecordRef { file, start: record.span.start as u64 };
            registry.add(&Record::new(document, &collection.layout, roles, reference));
        }
    }
}

fn same_file(known: &Source, path: &Path) -> bool {
    let Location::Path(known) = &known.location else { return false };
    known == path
        || matches!((std::fs::canonicalize(known), std::fs::canonicalize(path)), (Ok(a), Ok(b)) if a == b)
}
