//! Files that hold records of one kind become a collection.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::keys::{KeyReading, registry_named};
use super::observed::ObservedValue;
use super::sample::{Extent, FileSample};
use crate::notation::Notation;

/// Files whose records are of one kind.
#[derive(Debug)]
pub struct RecordGroup {
    /// What the collection is called.
    pub name: String,
    /// The registry that its files are named like, if they are.
    pub registry: Option<&'static str>,
    /// The files, in the order of their paths.
    pub files: Vec<FileSample>,
    /// Their records, counted in.
    pub observed: ObservedValue,
    /// The globs that the config claims them by.
    pub globs: Vec<String>,
}

impl RecordGroup {
    /// How many records were read.
    pub fn records(&self) -> u64 {
        self.files.iter().map(|file| file.records).sum()
    }

    /// Whether every record of every file was read.
    pub fn is_read_whole(&self) -> bool {
        self.files.iter().all(|file| file.extent == Extent::Whole)
    }

    /// The texts of records that are kept, each with its notation.
    pub fn texts(&self) -> Vec<(&str, Notation)> {
        let texts = self
            .files
            .iter()
            .flat_map(|sample| sample.texts.iter().map(|text| (text.as_str(), sample.file.notation)));
        texts.collect()
    }

    /// The ids of its records, where a key that says so holds different ones.
    pub fn ids(&self) -> FxHashSet<String> {
        let ids = self.observed.members().find(|(key, value)| {
            let is_id = KeyReading::of(key).says("id") && KeyReading::of(key).meanings.len() == 1;
            let count = value.texts.count - value.texts.blank;
            is_id && count > 0 && value.texts.different() as u64 * 100 >= count * 95
        });
        ids.map(|(_, value)| value.texts.said().map(str::to_owned).collect()).unwrap_or_default()
    }

    /// The schema that its records name, where all of them name one.
    pub fn schema_named(&self) -> Option<&str> {
        let named = self.observed.member("$schema")?;
        match &named.texts.distinct[..] {
            [(only, _)] if named.texts.count == self.observed.objects => Some(only),
            _ => None,
        }
    }
}

/// Puts files together whose records have the same keys, and gives each group its name and its globs.
///
/// `unread` are files in which no record could be read: they are claimed with those that lie beside them.
pub fn groups(samples: Vec<FileSample>, unread: &[PathBuf]) -> Vec<RecordGroup> {
    let mut groups: Vec<RecordGroup> = Vec::new();
    for sample in samples {
        let registry = registry_of(&sample.file.path);
        let keys = keys(&sample.observed);
        let known = groups
            .iter_mut()
            .find(|group| group.registry == registry && are_alike(&keys, &self::keys(&group.observed)));
        match known {
            Some(group) => {
                group.observed.merge(&sample.observed);
                group.files.push(sample);
            }
            None => {
                let mut observed = ObservedValue::default();
                observed.merge(&sample.observed);
                groups.push(RecordGroup {
                    name: String::new(),
                    registry,
                    files: vec![sample],
                    observed,
                    globs: Vec::new(),
                });
            }
        }
    }
    name(&mut groups);
    claim(&mut groups, unread);
    groups
}

fn registry_of(path: &Path) -> Option<&'static str> {
    let stem = path.file_stem().and_then(|stem| stem.to_str())?;
    let folder = || path.parent()?.file_name()?.to_str();
    registry_named(stem).or_else(|| folder().and_then(registry_named))
}

/// The keys of records, and those that they all have.
fn keys(records: &ObservedValue) -> BTreeSet<String> {
    records
        .members()
        .filter(|(key, _)| !key.starts_with("x-") && *key != "$schema")
        .map(|(key, _)| key.to_owned())
        .collect()
}

/// Whether most keys of the two are in both, or nearly all of the smaller one in the other.
fn are_alike(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let shared = one.intersection(other).count();
    let all = one.union(other).count();
    let least = one.len().min(other.len());
    shared == all || shared * 10 >= all * 6 || least >= 4 && shared * 10 >= least * 9
}

fn name(groups: &mut [RecordGroup]) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for group in groups {
        let name = group.registry.map_or_else(|| name_of(&group.files), str::to_owned);
        let times = taken.entry(name.clone()).and_modify(|times| *times += 1).or_insert(1);
        group.name = if *times == 1 { name } else { format!("{name}-{times}") };
    }
}

fn name_of(files: &[FileSample]) -> String {
    let folders: BTreeSet<Option<&str>> = files
        .iter()
        .map(|file| {
            file.file.path.parent().and_then(|folder| folder.iter().next()).and_then(|first| first.to_str())
        })
        .collect();
    let name = match (files, folders.first()) {
        (_, Some(Some(folder))) if folders.len() == 1 => folder,
        ([only], _) => only.file.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default(),
        _ => "records",
    };
    let plain: String = name.chars().map(|it| if it.is_alphanumeric() { it } else { '-' }).collect();
    let plain = plain.trim_matches('-');
    if plain.is_empty() { "records".to_owned() } else { plain.to_owned() }
}

/// Gives each group globs that claim its files and no other group's.
fn claim(groups: &mut [RecordGroup], unread: &[PathBuf]) {
    let owners: Vec<(PathBuf, usize)> = groups
        .iter()
        .enumerate()
        .flat_map(|(number, group)| group.files.iter().map(move |file| (file.file.path.clone(), number)))
        .collect();
    for (number, group) in groups.iter_mut().enumerate() {
        let mut globs: BTreeSet<String> = BTreeSet::new();
        for file in &group.files {
            let path = &file.file.path;
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            let is_own = |folder: &Path, is_deep: bool| {
                owners
                    .iter()
                    .filter(|(other, _)| {
                        let is_there =
                            if is_deep { other.starts_with(folder) } else { other.parent() == Some(folder) };
                        is_there && other.extension() == path.extension()
                    })
                    .all(|(_, owner)| *owner == number)
            };
            let top = path.iter().next().map(Path::new).filter(|top| *top != path.as_path());
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            globs.insert(match (top, folder) {
                (Some(top), Some(folder)) if folder != top && is_own(top, true) => {
                    format!("{}/**/*.{ending}", literal(top))
                }
                (_, Some(folder)) if is_own(folder, false) => format!("{}/*.{ending}", literal(folder)),
                _ => literal(path),
            });
        }
        // **/ holds what lies in the folder itself as well.
        let deep: Vec<String> =
            globs.iter().filter_map(|glob| glob.split_once("/**/").map(|(top, _)| top.to_owned())).collect();
        globs.retain(|glob| {
            glob.contains("/**/") || !deep.iter().any(|top| glob.starts_with(&format!("{top}/*")))
        });
        let in_root =
            unread.iter().filter(|path| path.parent().is_some_and(|folder| folder.as_os_str().is_empty()));
        if number == 0 {
            globs.extend(in_root.map(|path| literal(path)));
        }
        group.globs = globs.into_iter().collect();
    }
}

/// A path as a glob that means it alone, with `/` between its parts.
fn literal(path: &Path) -> String {
    let parts = path.iter().map(|part| {
        let mut written = String::new();
        for letter in part.to_string_lossy().chars() {
            match letter {
                '*' | '?' | '[' | ']' | '{' | '}' => written.push_str(&format!("[{letter}]")),
                _ => written.push(letter),
            }
        }
        written
    });
    parts.collect::<Vec<_>>().join("/")
}
