//! A folder of records that nobody has described yet: a config and schemas proposed for it, each guess with its ground.
//!
//! [`propose`] looks at the files and says what it would write; [`write`] writes it, over nothing that is there.

mod annotate;
mod choose;
mod config;
mod contents;
mod conventions;
mod error;
mod folder;
mod group;
mod guess;
mod keys;
mod observed;
mod sample;
mod schema;
mod show;
mod table;
mod written;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use self::choose::{ChosenSchema, choose};
use self::config::{ProposedCollection, config};
use self::conventions::Conventions;
use self::folder::FolderSurvey;
use self::group::{RecordGroup, groups};
use self::guess::{Guesses, Surroundings, guess};
use self::sample::{Extent, FileSample, SampleBounds, sample};
use crate::edit::{NewFile, create};
use crate::project::config::FILE_NAME;
use crate::render::number;

pub use self::error::InitError;
pub use self::show::{write_files, write_summary};

/// Which schemas are proposed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum SchemaPreference {
    /// A bundled schema, or one that lies in the folder, where the records are as it says; else an inferred one.
    #[default]
    Known,
    /// An inferred one for every collection.
    Own,
}

/// What would be written for a folder, and why.
#[derive(Debug)]
pub struct ProjectProposal {
    /// The files that would be written, the config last. Their paths begin with the folder as given.
    pub files: Vec<(PathBuf, String)>,
    /// The collections.
    pub collections: Vec<CollectionProposal>,
    /// What else there is to know.
    pub notes: Vec<String>,
}

/// What is proposed for files of one kind.
#[derive(Debug)]
pub struct CollectionProposal {
    /// Its name.
    pub name: String,
    /// What was read, a line a file; of many files the first.
    pub read: Vec<String>,
    /// The schema, as the config names it, and why it.
    pub schema: String,
    /// Why that schema.
    pub why: String,
    /// What its places mean; none where the schema says so already.
    pub guesses: Guesses,
}

/// Proposes a config, and schemas where there are none, for the records in a folder.
///
/// # Errors
///
/// [`InitError`]: the folder cannot be read, has a config already, or holds no record that can be read.
pub fn propose(folder: &Path, preference: SchemaPreference) -> Result<ProjectProposal, InitError> {
    let survey = FolderSurvey::of(folder)?;
    if survey.files.is_empty() {
        return Err(InitError::NoFiles { folder: folder.to_owned() });
    }
    let mut notes = survey.notes.clone();
    let (samples, unread) = read_all(folder, &survey, &mut notes)?;
    let groups = groups(samples, &unread);
    let texts = texts_of(folder, &survey);
    let ids: Vec<(String, FxHashSet<String>)> =
        groups.iter().map(|group| (group.name.clone(), group.ids())).collect();
    let mut proposal = ProjectProposal { files: Vec::new(), collections: Vec::new(), notes };
    let (mut collections, mut all) = (Vec::new(), Conventions::default());
    for group in &groups {
        let folders: BTreeSet<PathBuf> = group
            .files
            .iter()
            .map(|file| folder.join(file.file.path.parent().unwrap_or(Path::new(""))))
            .collect();
        let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
        let others: Vec<(String, FxHashSet<String>)> =
            ids.iter().filter(|(name, ids)| *name != group.name && !ids.is_empty()).cloned().collect();
        let around = Surroundings {
            place: group.registry.unwrap_or("any"),
            records: group.records(),
            others: &others,
            texts: &texts,
            samples: &group.texts(),
            folders: &folders,
        };
        let guesses = guess(&group.observed, &around);
        let found = Conventions::of(group, &guesses);
        let chosen = choose(folder, group, &guesses, &survey.schemas, preference);
        collections.push(collection(group, &chosen, &found));
        all.merge(&found);
        if let Some((path, text)) = chosen.file {
            proposal.files.push((folder.join(path), text));
        }
        proposal.notes.extend(chosen.notes);
        proposal.collections.push(CollectionProposal {
            name: group.name.clone(),
            read: read_lines(group),
            schema: chosen.written,
            why: chosen.why,
            guesses: if chosen.has_roles { Guesses::default() } else { guesses },
        });
    }
    proposal.files.push((folder.join(FILE_NAME), config(&collections, &all)));
    Ok(proposal)
}

/// Writes what is proposed: all of it or nothing, and over nothing that is there.
///
/// # Errors
///
/// [`InitError::Edit`], with the file that is in the way or cannot be written.
pub fn write(proposal: &ProjectProposal) -> Result<(), InitError> {
    let files = proposal
        .files
        .iter()
        .map(|(path, text)| NewFile { path: path.clone(), bytes: text.clone().into_bytes() });
    Ok(create(&files.collect::<Vec<_>>())?)
}

/// Files that are read; of more, some from all over the folder.
const MOST_FILES: usize = 2000;
/// Bytes that are read of all files together before little is read of each further one.
const MOST_BYTES: u64 = 128 << 20;

/// The files with records, and those without any that can be read.
fn read_all(
    folder: &Path,
    survey: &FolderSurvey,
    notes: &mut Vec<String>,
) -> Result<(Vec<FileSample>, Vec<PathBuf>), InitError> {
    let step = survey.files.len().div_ceil(MOST_FILES);
    if step > 1 {
        let read = survey.files.len().div_ceil(step);
        notes.push(format!(
            "{read} of {} were read, from all over the folder",
            number(survey.files.len() as u64, "file")
        ));
    }
    let (mut samples, mut unread, mut bytes) = (Vec::new(), Vec::new(), 0);
    let mut found = Vec::new();
    for file in survey.files.iter().step_by(step) {
        let bounds = if bytes < MOST_BYTES { SampleBounds::default() } else { SampleBounds::LITTLE };
        let taken = sample(folder, file, &bounds);
        bytes += match taken.extent {
            Extent::Whole => std::fs::metadata(folder.join(&file.path)).map_or(0, |metadata| metadata.len()),
            Extent::Sampled { read, .. } => read,
        };
        let name = file.path.display();
        match (&taken.problem, taken.observed.objects) {
            (problem, 0) => {
                let why = problem.clone().unwrap_or_else(|| "its records are no objects".to_owned());
                let said = format!("{name}: {why}");
                notes.push(format!("no record was read of {said}"));
                found.push(said);
                unread.push(file.path.clone());
            }
            (Some(problem), _) => {
                let broken = number(taken.broken.max(1), "record");
                notes.push(format!("{name}: {broken} could not be read; the first: {problem}"));
                samples.push(taken);
            }
            (None, _) => samples.push(taken),
        }
    }
    match samples.is_empty() {
        true => {
            found.truncate(3);
            Err(InitError::NoRecords { folder: folder.to_owned(), found })
        }
        false => Ok((samples, unread)),
    }
}

/// The texts that lie in the folder, in which quotes may be found.
fn texts_of(folder: &Path, survey: &FolderSurvey) -> Vec<String> {
    const MOST: usize = 100;
    const LONGEST: u64 = 4 << 20;

    let is_short = |path: &PathBuf| std::fs::metadata(path).is_ok_and(|metadata| metadata.len() <= LONGEST);
    let paths = survey.texts.iter().take(MOST).map(|path| folder.join(path)).filter(is_short);
    paths.filter_map(|path| std::fs::read_to_string(path).ok()).map(|text| guess::settled(&text)).collect()
}

fn collection(group: &RecordGroup, chosen: &ChosenSchema, found: &Conventions) -> ProposedCollection {
    let period = found.period().filter(|_| group.is_read_whole() && !found.has_more_dates).map(
        |(first, last, left_out)| {
            let far = match left_out {
                0 => String::new(),
                some => format!(" {} far outside of it will be reported.", number(some, "date")),
            };
            (
                first,
                last,
                format!("The years of the dates that were read; widen it for records to come.{far}"),
            )
        },
    );
    let mut comments = read_lines(group);
    comments.push(chosen.why.clone());
    ProposedCollection {
        name: group.name.clone(),
        files: group.globs.clone(),
        schema: chosen.written.clone(),
        comments,
        period,
    }
}

/// What was read of a group's files.
fn read_lines(group: &RecordGroup) -> Vec<String> {
    const MOST: usize = 5;

    let line = |file: &FileSample| {
        let records = number(file.records, "record");
        let name = file.file.path.display();
        match file.extent {
            Extent::Whole => format!("{name}: {records}, all read"),
            Extent::Sampled { of, read } => {
                format!(
                    "{name}: {records} read, in {} of its {} from all over it",
                    megabytes(read),
                    megabytes(of)
                )
            }
        }
    };
    let mut lines: Vec<String> = group.files.iter().take(MOST).map(line).collect();
    if group.files.len() > MOST {
        let further = &group.files[MOST..];
        let records = further.iter().map(|file| file.records).sum();
        lines.push(format!(
            "and {} with {}",
            number(further.len() as u64, "more file"),
            number(records, "record")
        ));
    }
    lines
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
