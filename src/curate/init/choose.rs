//! Which schema a collection gets: the one its records name, one that they are as, or an inferred one.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::SchemaPreference;
use super::annotate::{annotated, is_annotated, keys_described};
use super::group::RecordGroup;
use super::guess::Guesses;
use super::schema::{SchemaOutline, schema};
use super::written::json_text;
use crate::notation::document::{Limits, Tape};
use crate::project::files::Files;
use crate::schema::{Schema, bundled_name};

/// The schema of a collection.
#[derive(Debug)]
pub struct ChosenSchema {
    /// As the config names it.
    pub written: String,
    /// Why it.
    pub why: String,
    /// Whether it says what its places mean, so that nothing is guessed.
    pub has_roles: bool,
    /// The file to write, from the folder, where it is a new one.
    pub file: Option<(PathBuf, String)>,
    /// What else there is to know of it.
    pub notes: Vec<String>,
}

/// Of a hundred records, so many have to be as a schema says.
const SURE: usize = 80;

/// Chooses the schema of a group.
pub fn choose(
    folder: &Path,
    group: &RecordGroup,
    guesses: &Guesses,
    schemas: &[PathBuf],
    preference: SchemaPreference,
) -> ChosenSchema {
    if preference == SchemaPreference::Known {
        let known = named(folder, group, guesses).or_else(|| bundled(group));
        if let Some(known) = known.or_else(|| beside(folder, group, guesses, schemas)) {
            return known;
        }
    }
    inferred(group, guesses)
}

/// The schema that all records name in `$schema`.
fn named(folder: &Path, group: &RecordGroup, guesses: &Guesses) -> Option<ChosenSchema> {
    let name = group.schema_named()?;
    if let Some(bundled) = bundled_name(name) {
        return Some(ready(bundled.to_owned(), format!("its records name the bundled schema {bundled}")));
    }
    let beside = group.files.first()?.file.path.parent()?.join(name);
    let path = [beside, PathBuf::from(name)].into_iter().find(|path| {
        let is_inside = path.components().all(|part| matches!(part, std::path::Component::Normal(_)));
        is_inside && folder.join(path).is_file()
    })?;
    of_file(folder, &path, guesses, "its records name it in $schema".to_owned())
}

/// The bundled schema that the records are as.
fn bundled(group: &RecordGroup) -> Option<ChosenSchema> {
    let of_registry = match group.registry {
        Some("people") => &["person"][..],
        Some("organizations") => &["organization"],
        Some("sources") => &["source"],
        Some(_) => &[],
        None => &["meeting"],
    };
    let fits = of_registry.iter().map(|name| {
        let schema = Schema::bundled(name).ok();
        (*name, schema.map_or((0, 0), |schema| fitting(&schema, group)))
    });
    let (name, (some, all)) = fits.max_by_key(|(_, (some, _))| *some)?;
    let is_one = all > 0 && some * 100 >= all * SURE;
    is_one.then(|| {
        ready(name.to_owned(), format!("{some} of {all} records are as the bundled schema {name} says"))
    })
}

/// A schema in the folder that the records are as.
fn beside(
    folder: &Path,
    group: &RecordGroup,
    guesses: &Guesses,
    schemas: &[PathBuf],
) -> Option<ChosenSchema> {
    let keys = group.observed.members().count();
    let fits = schemas.iter().filter_map(|path| {
        let reader = Files::default().schema_reader();
        let schema = Schema::load_through(&folder.join(path), Some(folder), &reader).ok()?;
        let described = keys_described(schema.root(), group.observed.members().map(|(key, _)| key));
        let (some, all) = fitting(&schema, group);
        // A schema that asks for nothing is fitted by everything.
        (some * 100 >= all * SURE && described * 2 >= keys).then_some((described, some, all, path))
    });
    let (_, some, all, path) = fits.max_by_key(|(described, some, ..)| (*described, *some))?;
    of_file(folder, path, guesses, format!("{some} of {all} records are as it says"))
}

/// A schema that is there: used as it is if it has roles, else a copy with those that are guessed.
fn of_file(folder: &Path, path: &Path, guesses: &Guesses, why: String) -> Option<ChosenSchema> {
    let text = std::fs::read_to_string(folder.join(path)).ok()?;
    let schema: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    let written = as_path(path);
    if is_annotated(&schema) {
        return Some(ready(written, why));
    }
    let (copy, without_place) = annotated(&schema, &guesses.fields);
    let name = path.file_name()?.to_string_lossy();
    let stem = name.strip_suffix(".schema.json").or_else(|| name.strip_suffix(".json")).unwrap_or(&name);
    let copy_path = path.with_file_name(format!("{stem}.annotated.schema.json"));
    let notes = without_place
        .into_iter()
        .map(|pointer| format!("{written} says nothing of {pointer}, which has a role"));
    Some(ChosenSchema {
        written: as_path(&copy_path),
        why: format!("{why}; {written} has no roles, so this is a copy of it with those that are guessed"),
        has_roles: false,
        notes: notes.collect(),
        file: Some((copy_path, json_text(&copy))),
    })
}

fn inferred(group: &RecordGroup, guesses: &Guesses) -> ChosenSchema {
    let outline = SchemaOutline {
        records: &group.observed,
        guesses,
        is_read_whole: group.is_read_whole(),
        title: &group.name,
    };
    let name = format!("{}.schema.json", group.name);
    ChosenSchema {
        written: name.clone(),
        why: "no schema describes them: this one is inferred, and its roles are guessed".to_owned(),
        has_roles: false,
        file: Some((name.into(), json_text(&schema(&outline)))),
        notes: Vec::new(),
    }
}

fn ready(written: String, why: String) -> ChosenSchema {
    ChosenSchema { written, why, has_roles: true, file: None, notes: Vec::new() }
}

/// How many of the records whose texts are kept are as a schema says, and how many those are.
fn fitting(schema: &Schema, group: &RecordGroup) -> (usize, usize) {
    const MOST: usize = 200;

    let texts = group.texts();
    let step = texts.len().div_ceil(MOST).max(1);
    let mut tape = Tape::new();
    let limits = Limits::default();
    let (mut some, mut all) = (0, 0);
    for (text, notation) in texts.into_iter().step_by(step) {
        all += 1;
        some += usize::from(
            notation.parse(text, &limits, &mut tape).is_ok_and(|document| schema.accepts(document)),
        );
    }
    (some, all)
}

/// A path in a config: `/` between its parts, and one that a bundled schema's name cannot be taken for.
fn as_path(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
