//! What judges a run, as its report says first.

use super::{Inventory, UNSAID_SCHEMA};
use crate::message;
use crate::project::SchemaGround;
use crate::project::config::SchemaName;
use crate::words::phrase::{all_of, number};
use crate::words::{Argument, Message};

/// Schemas of one config that are named; the others are counted.
const MOST_SCHEMAS: usize = 6;

impl Inventory {
    /// What judges the files, a sentence for each config, and one for the files of which nobody says what they hold.
    pub fn judged_by(&self) -> Vec<Message> {
        let mut by_config: Vec<(usize, Vec<&SchemaName>)> = Vec::new();
        for (_, file) in self.asked_files().filter(|(_, file)| file.ground != SchemaGround::Assumed) {
            let Some(collection) = self.collections.get(file.collection) else { continue };
            let Some(schema) = self.schema_names.get(file.collection) else { continue };
            let known = by_config.iter().position(|(config, _)| *config == collection.config);
            match known.and_then(|known| by_config.get_mut(known)) {
                Some((_, schemas)) if schemas.contains(&schema) => {}
                Some((_, schemas)) => schemas.push(schema),
                None => by_config.push((collection.config, vec![schema])),
            }
        }
        let said = by_config.iter().map(|(config, schemas)| {
            let schemas = in_words(schemas);
            match self.config_paths.get(*config).and_then(Option::as_deref) {
                Some(path) => {
                    message!("judged by {config} with {schemas}", config: path.to_string_lossy().into_owned(), schemas)
                }
                None => message!("judged by {schemas}, without a config", schemas),
            }
        });
        said.chain(self.assumed()).chain(self.nearer.iter().cloned()).collect()
    }

    fn assumed(&self) -> Option<Message> {
        let schema = Argument::ours(UNSAID_SCHEMA);
        let asked = self.asked_files().count();
        match self.unsaid {
            0 => None,
            all if all == asked => Some(message!(
                "judged by the bundled schema {schema}: no config, --schema or $schema names one",
                schema
            )),
            some => Some(message!(
                "{unsaid} of {files} judged by the bundled schema {schema}: no config, --schema or $schema names one",
                unsaid: some as u64,
                files: number(asked as u64, "file"),
                schema
            )),
        }
    }
}

/// "visit.schema.json and the bundled schemas meeting and person"
fn in_words(schemas: &[&SchemaName]) -> Argument {
    let shown = schemas.iter().take(MOST_SCHEMAS);
    let mut files = Vec::new();
    let mut bundled = Vec::new();
    for schema in shown {
        match schema {
            SchemaName::File(path) => files.push(path.to_string_lossy().into_owned().into()),
            SchemaName::Bundled(name) => bundled.push(name.as_str().into()),
            SchemaName::Text(_) => files.push(Argument::ours("the given schema")),
        }
    }
    let bundled = match bundled.len() {
        0 => None,
        1 => Some(message!("the bundled schema {name}", name: all_of(bundled))),
        _ => Some(message!("the bundled schemas {names}", names: all_of(bundled))),
    };
    let more = schemas.len().checked_sub(MOST_SCHEMAS).filter(|more| *more > 0);
    let more = more.map(|more| number(more as u64, "more schema"));
    let parts = files.into_iter().chain(bundled.map(Argument::from)).chain(more.map(Argument::from));
    all_of(parts.collect())
}
