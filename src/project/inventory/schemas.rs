//! The files of schemas: what they may refer to, and what is wrong with them themselves.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::{Content, Preparation, ProjectFile, SchemaGround};
use crate::message;
use crate::notation::document::{Kind, Limits, Tape};
use crate::notation::split::Piece;
use crate::notation::{Notation, ReadMode};
use crate::project::config::{FILE_NAME, SchemaName};
use crate::project::discover::{Assignment, Location, Source};
use crate::project::files::real;
use crate::project::input::MOST_BYTES_AT_ONCE;
use crate::rule::Finding;
use crate::schema::SchemaFile;

/// Bytes of a file of records that are read to see whether the first one is a list.
const ENOUGH_FOR_A_RECORD: u64 = 1 << 20;

impl Preparation<'_> {
    /// The root of the project that a schema lies in: the folder of its config, or of the nearest above it, or else
    /// the current folder.
    pub(super) fn root_of(&self, config: usize, schema: &Path) -> Option<PathBuf> {
        let schema = real(schema);
        let own = self.configs.get(config).and_then(|config| config.folder()).map(real);
        let holding = |folder: &PathBuf| schema.starts_with(folder);
        let nearest = || {
            let above = schema.ancestors().skip(1);
            let policy = self.disk.policy();
            above.into_iter().find(|folder| policy.is_file(&folder.join(FILE_NAME))).map(Path::to_path_buf)
        };
        let here = || {
            let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
            // The root of all files is nobody's project.
            here.filter(|here| here.parent().is_some()).filter(holding)
        };
        own.filter(holding).or_else(nearest).or_else(here)
    }

    /// What is wrong with the files of the schemas in use, each said once. Of the run's files, the first `judged` are
    /// judged.
    pub(super) fn slips_of_schemas(&mut self, judged: usize) -> Vec<Finding> {
        let mut found = Vec::new();
        let mut seen: FxHashSet<PathBuf> = FxHashSet::default();
        for collection in 0..self.collections.len() {
            let Some(SchemaName::File(path)) = self.schema_names.get(collection).cloned() else { continue };
            let schema = std::sync::Arc::clone(&self.collections[collection].schema);
            let of_a_list = schema.asks_for_a_list() && self.has_a_record_that_is_no_list(collection, judged);
            let is_root = std::iter::once((path, true));
            for (path, is_root) in is_root.chain(schema.files().into_iter().map(|path| (path, false))) {
                if !seen.insert(real(&path)) {
                    continue;
                }
                let file = self.number_of_schema_file(&path, collection);
                // What judges records is no record that was left out.
                let own = message!("{file}", file: self.files[file as usize].name.as_str());
                self.skipped.retain(|skipped| skipped.what != own);
                let read = self.files[file as usize].open(self.disk);
                let Ok(bytes) =
                    read.and_then(|input| input.read_range(0, input.length().min(MOST_BYTES_AT_ONCE)))
                else {
                    continue;
                };
                let (limits, mut tape) = (Limits::default(), Tape::new());
                for piece in Notation::default().pieces(&bytes, 0, &limits) {
                    let Piece::Record(record) = piece else { continue };
                    let Ok(document) = record.parse(&limits, &mut tape) else { continue };
                    let draft = (!is_root).then(|| schema.draft());
                    let file = SchemaFile { document, file, start: record.span.start as u64, draft };
                    if of_a_list && is_root {
                        found.push(file.of_a_list());
                    }
                    found.extend(file.slips());
                }
            }
        }
        found
    }

    /// The number of a schema's file in the run; it is added if it has none.
    fn number_of_schema_file(&mut self, path: &Path, collection: usize) -> u32 {
        if let Some(known) = self.by_real_path.get(&real(path)) {
            return *known as u32;
        }
        let here = std::env::current_dir().and_then(std::fs::canonicalize).ok();
        let real_path = real(path);
        let shown = here.and_then(|here| real_path.strip_prefix(here).ok().map(Path::to_path_buf));
        let name = shown.as_deref().unwrap_or(path).to_string_lossy().into_owned();
        let config = self.collections[collection].config;
        self.push_to_point_into(name, path.to_owned(), Notation::default(), config, collection)
    }

    /// Adds a file that is not judged, so that what is wrong with it can be shown in it.
    pub(super) fn push_to_point_into(
        &mut self,
        name: String,
        path: PathBuf,
        notation: Notation,
        config: usize,
        collection: usize,
    ) -> u32 {
        let source = Source {
            name: name.clone(),
            location: Location::Path(path),
            notation: Some(notation),
            config,
            assignment: Assignment::Collection(0),
            is_named: false,
            is_beside: false,
        };
        let content = Content::Policy(source);
        let ground = SchemaGround::Asked;
        self.push(ProjectFile { name, real: None, ground, notation, collection, is_beside: false, content })
            as u32
    }

    /// Whether the first record of a file of a collection is something else than a list.
    fn has_a_record_that_is_no_list(&self, collection: usize, judged: usize) -> bool {
        let files = self.files.iter().take(judged).filter(|file| file.collection == collection);
        files.into_iter().any(|file| {
            let read = file.open(self.disk);
            let bytes = read.and_then(|input| {
                let most = match file.notation.reading() {
                    ReadMode::Whole => Limits::default().bytes as u64,
                    ReadMode::Lines => ENOUGH_FOR_A_RECORD,
                };
                input.read_range(0, input.length().min(most))
            });
            let Ok(bytes) = bytes else { return false };
            let (limits, mut tape) = (Limits::default(), Tape::new());
            let first = file.notation.pieces(&bytes, 0, &limits).find_map(|piece| match piece {
                Piece::Record(record) => Some(record),
                Piece::Problem(_) => None,
            });
            let first = first.and_then(|record| Some(record.parse(&limits, &mut tape).ok()?.root().kind()));
            first.is_some_and(|kind| kind != Kind::Array)
        })
    }
}
