//! Registries, filled before the first record is judged.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Content, JudgedBeside, Judging, Preparation, ProjectFile, SchemaGround};
use crate::layout::RoleTape;
use crate::message;
use crate::notation::document::Tape;
use crate::notation::split::Piece;
use crate::project::discover::{Assignment, Discovery, Location, Source};
use crate::project::error::Error;
use crate::project::files::{Files, real};
use crate::project::input::{MOST_BYTES_AT_ONCE, Whole};
use crate::record::digest::digest;
use crate::record::registry::{EntryKind, Registries};
use crate::record::{Context, Record};
use crate::report::Fault;
use crate::words::{RecordRef, Role};

/// What the collections hold that the bundled schemas refer to, where no config describes them: as the bundled
/// schemas of such entries do.
pub(in crate::project) const UNDESCRIBED: [(&str, EntryKind); 3] =
    [("organizations", EntryKind::Other), ("people", EntryKind::Person), ("sources", EntryKind::Source)];

impl Preparation<'_> {
    /// Reads the collections that others refer to, from all their files, checked or not.
    pub(super) fn load_registries(&mut self) -> Result<(), Error> {
        let judged = self.files.len();
        let found = std::mem::take(&mut self.datasets_found);
        for (config, discovery) in found.into_iter().enumerate() {
            let mut dataset = Context::default();
            self.beside.push(JudgedBeside::default());
            let watched = self.disk.watched();
            self.load_dataset(config, discovery, judged, &watched, &mut dataset)?;
            let reads = watched.reads();
            self.beside[config].read(&reads);
            self.bases.push(digest(&reads));
            self.sources.extend(reads.into_iter().map(|read| read.path));
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
    fn load_dataset(
        &mut self,
        config: usize,
        discovery: Option<Discovery>,
        judged: usize,
        disk: &Files,
        dataset: &mut Context,
    ) -> Result<(), Error> {
        let mut registries = Registries::default();
        for (name, kind) in UNDESCRIBED {
            registries.declare(name, kind);
        }
        let Some(discovery) = discovery else {
            dataset.registries = Arc::new(registries);
            return Ok(());
        };
        let root = self.configs[config].folder().map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        let referred: Vec<usize> = self.referred_collections(config);
        self.refuse_empty_collections(config, &discovery);
        dataset.is_whole = true;
        for source in discovery.sources {
            let Assignment::Collection(number) = source.assignment else { continue };
            let known = self.known_file(&source);
            dataset.is_whole &= known.is_some_and(|file| file < judged);
            if known.is_none_or(|file| file >= judged || self.files[file].is_beside) {
                let name = self.configs[config].collections[number].name.clone();
                self.wholeness.lacks(config, name);
            }
            if !referred.contains(&number) {
                continue;
            }
            let collection = self.collection(config, Judging::Collection(number), Vec::new())?;
            let name = self.configs[config].collections[number].name.clone();
            registries.declare(&name, self.collections[collection].entries());
            let file = self.file_number(source, collection);
            let schema = self.collections[collection].schema_digest;
            self.beside[config].add_file(file, &name, &schema);
            self.fill(&mut registries, &name, file, disk);
        }
        if self.needs_texts(config) {
            let first = self.texts.len() as u32;
            dataset.texts = Arc::new(self.load_texts(&registries, &root, disk));
            self.beside[config].texts = first..self.texts.len() as u32;
        }
        dataset.registries = Arc::new(registries);
        Ok(())
    }

    /// A collection without a file is a fault, whatever part of the project is asked for: who moves its files away,
    /// or misspells a glob, would else have nothing judged.
    fn refuse_empty_collections(&mut self, config: usize, discovery: &Discovery) {
        if self.options.schema.is_some() {
            return;
        }
        let claimed = |number: usize| {
            let mut sources = discovery.sources.iter();
            sources.any(|source| source.assignment == Assignment::Collection(number))
        };
        let said = &self.configs[config];
        let empty = said.collections.iter().enumerate().filter(|(number, _)| !claimed(*number));
        let faults = empty.map(|(_, collection)| {
            Fault::from(&Error::EmptyCollection {
                config: said.path.clone().unwrap_or_default(),
                collection: collection.name.clone(),
                globs: collection.files.written().to_vec(),
            })
        });
        self.faults.extend(faults);
    }

    /// The collections of a config that a schema in use refers to.
    fn referred_collections(&self, config: usize) -> Vec<usize> {
        let mut names: Vec<&str> = Vec::new();
        for ((of, ..), collection) in &self.by_assignment {
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
            let content = Content::File(source);
            self.push(ProjectFile {
                name,
                real: None,
                ground: SchemaGround::Collection,
                notation,
                collection,
                is_beside: false,
                content,
            })
        });
        number as u32
    }

    pub(super) fn known_file(&self, source: &Source) -> Option<usize> {
        let Location::Path(path) = &source.location else { return None };
        self.by_real_path.get(&real(path)).copied()
    }

    /// Takes the records of a file into a registry. What is broken is reported where the file is judged.
    fn fill(&mut self, registries: &mut Registries, name: &str, file: u32, disk: &Files) {
        let file_of_run = &self.files[file as usize];
        let collection = &self.collections[file_of_run.collection];
        // What cannot be read is depended on all the same: it may be mended.
        if let Some(path) = &file_of_run.real {
            disk.note(path, &[]);
        }
        let bytes = match file_of_run.open(disk).and_then(|input| input.read_whole(MOST_BYTES_AT_ONCE)) {
            Ok(Whole::Bytes(bytes)) => bytes,
            Ok(Whole::TooLarge { length }) => {
                registries.registry_mut(name).mark_as_incomplete();
                self.faults.push(Fault {
                    message: message!(
                        "the registry {name} is too large: {length} bytes in one file",
                        name,
                        length
                    ),
                    file: Some(file_of_run.name.as_str().into()),
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
        if let Some(path) = &file_of_run.real {
            disk.note(path, &bytes);
        }
        let registry = registries.registry_mut(name);
        if !collection.layout.has(Role::RecordId) {
            registry.mark_as_incomplete();
        }
        let (mut tape, mut roles) = (Tape::new(), RoleTape::default());
        for piece in file_of_run.notation.pieces(&bytes, 0, &collection.limits) {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Layout;
    use crate::schema::Schema;

    fn layout(schema: &str) -> Layout {
        let schema = Schema::bundled(schema).unwrap();
        let validator_at = |pointer: &str| schema.validator_at(pointer).map_err(|error| error.to_string());
        Layout::compile(schema.root(), schema.base_uri(), &validator_at).unwrap()
    }

    #[test]
    fn what_the_bundled_schemas_refer_to_is_what_they_describe() {
        let described = [("organizations", "organization"), ("people", "person"), ("sources", "source")]
            .map(|(collection, schema)| (collection, EntryKind::of(&layout(schema))));
        assert_eq!(described, UNDESCRIBED);
        let layout = layout("meeting");
        let referred: std::collections::BTreeSet<&str> = layout.referred().collect();
        assert!(referred.into_iter().eq(UNDESCRIBED.iter().map(|(name, _)| *name)));
        assert_eq!(EntryKind::of(&layout), EntryKind::Other, "meetings are nobody and no source");
    }
}
