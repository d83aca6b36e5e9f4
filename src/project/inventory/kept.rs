//! What judgements are kept by from run to run: digests of all that they depend on beside the file, and of no path.

use std::ops::Range;

use super::Preparation;
use crate::project::Collection;
use crate::project::config::{Config, SchemaName};
use crate::project::files::FileRead;
use crate::record::digest::LastingDigest;
use crate::rule::Rules;

/// What the records of a config are judged beside.
#[derive(Debug, Default)]
pub struct JudgedBeside {
    /// The files that registries are read from, in their order, by their numbers.
    pub files: Vec<u32>,
    /// The numbers of its texts.
    pub texts: Range<u32>,
    /// The digest of the config's text.
    pub config: [u8; 16],
    /// What was read: which collections, by which schemas, and the content of every file.
    read: LastingDigest,
}

impl JudgedBeside {
    /// Takes a file of a registry, which is read by a schema.
    pub(super) fn add_file(&mut self, file: u32, collection: &str, schema: &[u8; 16]) {
        self.files.push(file);
        self.read.add(collection.as_bytes());
        self.read.add(schema);
    }

    /// Takes what was read of registries and texts, in its order.
    pub(super) fn read(&mut self, reads: &[FileRead]) {
        reads.iter().for_each(|read| self.read.add(&read.digest));
    }
}

impl Preparation<'_> {
    /// Says of every collection what its judgement can be known again by.
    pub(super) fn know_again(&mut self) {
        let nothing = Config::default();
        for (number, beside) in self.beside.iter_mut().enumerate() {
            beside.config = self.configs.get(number).unwrap_or(&nothing).digest;
        }
        let mut overrides = vec![Vec::new(); self.collections.len()];
        for ((_, _, meant), collection) in &self.by_assignment {
            overrides[*collection].clone_from(meant);
        }
        for (collection, overrides) in self.collections.iter_mut().zip(overrides) {
            let Some(beside) = self.beside.get(collection.config) else { continue };
            collection.kept_by = known_by(collection, &overrides, beside, &self.options.rules);
        }
    }
}

/// The digest of all that judges the records of a collection; none where a rule runs that was made at run time: what
/// that one holds is not known.
fn known_by(
    collection: &Collection,
    overrides: &[usize],
    beside: &JudgedBeside,
    rules: &Rules,
) -> Option<[u8; 16]> {
    let running =
        || collection.running.iter().chain(&collection.leaving).filter_map(|number| rules.get(*number));
    if !running().all(|rule| rule.is_of_the_program()) {
        return None;
    }
    let context = &collection.context;
    let mut digest = LastingDigest::default();
    digest.add(&beside.config);
    digest.add(&collection.schema_digest);
    digest.add(&beside.read.clone().finish());
    // All of this follows from the config. But who adds to it must not have to think of that.
    digest.add(context.collection.as_deref().unwrap_or_default().as_bytes());
    digest
        .add(format!("{:?}", (overrides, collection.limits, context.date_order, context.period)).as_bytes());
    digest.add(format!("{:?}", (&context.country, &context.languages, context.is_whole)).as_bytes());
    running().for_each(|rule| digest.add(rule.id().as_bytes()));
    Some(digest.finish())
}

/// The digest of what a schema was read from.
pub(super) fn digest_of_schema(name: &SchemaName, reads: &[FileRead]) -> [u8; 16] {
    let mut digest = LastingDigest::default();
    match name {
        SchemaName::Bundled(name) => digest.add(format!("bundled {name}").as_bytes()),
        SchemaName::Text(text) => digest.add(format!("text {text}").as_bytes()),
        SchemaName::File(_) => digest.add(b"file"),
    }
    reads.iter().for_each(|read| digest.add(&read.digest));
    digest.finish()
}
