//! The registry learns: what a curator decided about two names is written into it, so that a pair is asked once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::prepare::Prepared;
use super::{Options, Subject};
use crate::document::Limits;
use crate::error::Error;
use crate::input::Whole;
use crate::rules::name::registered::registries;
use crate::text::decision::Judgement;
use crate::{Context, Role};

mod edit;

use edit::{Entry, with_entry};

/// What a curator decided about two names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// The one name; the one to write, where the two are the same and the registry has neither.
    pub a: String,
    /// The other.
    pub b: String,
    /// One entity or two.
    pub judgement: Judgement,
    /// What they are names of, if it was said: people or organisations.
    pub role: Option<Role>,
}

/// What came of writing decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Learnt {
    /// The files that were written, each with the number of names that came.
    pub written: BTreeMap<PathBuf, usize>,
    /// The decisions that could not be written, each with the reason.
    pub refused: Vec<(Decided, &'static str)>,
    /// How many the registry knew already.
    pub known: usize,
}

/// Writes decisions into the registries that the config of `subject` names.
///
/// *Same* adds the other name to the spellings of the entry that has one of the two; *different* adds it
/// to the names that are not the entry's. Where the registry has neither, an entry is made. The
/// formatting of what is not touched stays; entries stay in the order of their ids, if they were.
///
/// # Errors
///
/// What keeps a run from starting, and files that cannot be read or written.
pub fn learn(decisions: &[Decided], subject: &Subject, options: &Options) -> Result<Learnt, Error> {
    let prepared = Prepared::new(subject, options)?;
    // One config's registries: the first that has any names.
    let context = prepared.datasets.first().cloned().unwrap_or_default();
    let mut learnt = Learnt::default();
    let mut changes: BTreeMap<usize, BTreeMap<String, Entry>> = BTreeMap::new();
    for decided in decisions {
        match change(decided, &prepared, &context, &mut changes) {
            Outcome::Taken => {}
            Outcome::Known => learnt.known += 1,
            Outcome::Refused(why) => learnt.refused.push((decided.clone(), why)),
        }
    }
    for (file, entries) in changes {
        let names = entries.values().map(Entry::count).sum();
        if let Some(path) = write(&prepared, file, entries.into_values().collect())? {
            learnt.written.insert(path, names);
        }
    }
    Ok(learnt)
}

enum Outcome {
    Taken,
    Known,
    Refused(&'static str),
}

/// Notes what a decision adds, by file and entry.
fn change(
    decided: &Decided,
    prepared: &Prepared,
    context: &Context,
    changes: &mut BTreeMap<usize, BTreeMap<String, Entry>>,
) -> Outcome {
    let roles = match decided.role {
        None => vec![Role::PersonName, Role::OrganizationName],
        Some(role @ (Role::PersonName | Role::OrganizationName)) => vec![role],
        Some(_) => return Outcome::Refused("only people and organisations have registries"),
    };
    let found = |name: &str| roles.iter().find_map(|role| Some((*role, entry_of(context, *role, name)?)));
    let (of_a, of_b) = (found(&decided.a), found(&decided.b));
    let is_same = decided.judgement == Judgement::Same;
    if let (Some((_, a)), Some((_, b))) = (of_a, of_b) {
        return match (a.id == b.id, is_same) {
            (true, true) | (false, false) => Outcome::Known,
            (false, true) => Outcome::Refused("the registry has them as two entries: join those first"),
            (true, false) => {
                Outcome::Refused("the registry has both as names of one entry: take one out first")
            }
        };
    }
    let (role, known, other) = match (of_a, of_b) {
        (Some((role, entry)), _) => (role, Some(entry), &decided.b),
        (None, Some((role, entry))) => (role, Some(entry), &decided.a),
        (None, None) => (decided.role.unwrap_or(Role::PersonName), None, &decided.b),
    };
    let already =
        known.is_some_and(|entry| entry.values(Role::OtherEntity).any(|value| value.text == *other));
    if already && !is_same {
        return Outcome::Known;
    }
    let file = match known {
        Some(entry) => Some(entry.place.record.file as usize),
        None => registry_file(prepared, role),
    };
    let Some(file) = file else { return Outcome::Refused("no registry takes such names") };
    let (id, is_new) = match known {
        Some(entry) => (entry.id.clone(), false),
        None => (id_of(&decided.a), true),
    };
    let entry = changes.entry(file).or_default().entry(id.clone()).or_insert_with(|| Entry {
        id,
        new_name: is_new.then(|| (language_of(&decided.a, context), decided.a.clone())),
        spellings: BTreeSet::new(),
        others: BTreeSet::new(),
    });
    if is_same { &mut entry.spellings } else { &mut entry.others }.insert(other.clone());
    Outcome::Taken
}

/// The entry that has a name, just so.
fn entry_of<'c>(context: &'c Context, role: Role, name: &str) -> Option<&'c crate::registry::Entry> {
    let mut entries = registries(context, role).flat_map(crate::registry::Registry::entries);
    entries.find(|entry| entry.names().any(|known| known == name))
}

/// The file that new entries of a role go into: the first of the registry's collection.
fn registry_file(prepared: &Prepared, role: Role) -> Option<usize> {
    prepared.files.iter().position(|file| {
        let Some(collection) = prepared.collections.get(file.collection) else { return false };
        let holds_people = collection.layout.has(Role::Office);
        file.path().is_some()
            && collection.layout.has(Role::OtherSpelling)
            && holds_people == (role == Role::PersonName)
    })
}

/// An id in the letters of the name: its words in small letters, with hyphens between.
fn id_of(name: &str) -> String {
    let words: Vec<String> = crate::text::token::words(name).iter().map(|word| word.to_lowercase()).collect();
    words.join("-")
}

/// The first language of the profile that is written in the script of the name; `und` where none is.
fn language_of(name: &str, context: &Context) -> String {
    use crate::text::character::{Script, main_script};
    let script = main_script(name);
    let fits = |tag: &&String| {
        crate::rules::text::language::script_of(tag, tag.split('-').next().unwrap_or_default()) == script
    };
    match context.languages.iter().find(fits) {
        Some(tag) => tag.clone(),
        None if script == Some(Script::Arabic) => "ar".to_owned(),
        None => "und".to_owned(),
    }
}

fn write(prepared: &Prepared, file: usize, entries: Vec<Entry>) -> Result<Option<PathBuf>, Error> {
    let Some(run_file) = prepared.files.get(file) else { return Ok(None) };
    let Some(path) = run_file.path().map(Path::to_path_buf) else { return Ok(None) };
    let Whole::Bytes(bytes) = prepared.open(run_file)?.read_whole(super::judge::MOST_BYTES_AT_ONCE)? else {
        return Ok(None);
    };
    // A file that is not wholly UTF-8 is left alone: writing it would lose what cannot be read.
    let Ok(mut text) = String::from_utf8(bytes) else { return Ok(None) };
    for entry in &entries {
        text = with_entry(&text, run_file.form, &Limits::default(), entry);
    }
    replace(&path, text.as_bytes()).map_err(|cause| Error::Unwritable { path: path.clone(), cause })?;
    Ok(Some(path))
}

/// Writes beside the file and moves it there: whoever reads sees the old file or the new one, never half.
fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let real = std::fs::canonicalize(path)?;
    let mut beside = tempfile::NamedTempFile::new_in(real.parent().unwrap_or(Path::new(".")))?;
    beside.write_all(bytes)?;
    beside.as_file().set_permissions(std::fs::metadata(&real)?.permissions())?;
    beside.persist(&real).map_err(|error| error.error)?;
    Ok(())
}
