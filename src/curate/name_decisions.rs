//! The registry learns: what a curator decided about two names is written into it, so that a pair is asked once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::curate::names::kinds_of;
use crate::edit::{Draft, write};
use crate::knowledge::languages::script_of;
use crate::knowledge::names::registry::registries;
use crate::project::error::Error;
use crate::project::input::{MOST_BYTES_AT_ONCE, Whole};
use crate::project::{Inventory, Options, Project, Subject};
use crate::record::Context;
use crate::record::registry::EntryKind;
use crate::text::comparison::Judgement;
use crate::words::Role;

mod edit;
mod entry;
mod read;

pub use read::decisions;

use edit::RegistryFile;
use entry::EntryAddition;

/// What a curator decided about two names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameDecision {
    /// The one name; the one to write, where the two are the same and the registry has neither.
    pub a: String,
    /// The other.
    pub b: String,
    /// One entity or two.
    pub judgement: Judgement,
    /// What they are names of, if it was said: people or organisations.
    pub role: Option<Role>,
}

/// What came of decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegistryChanges {
    /// The files that change, in order.
    pub files: Vec<FileChange>,
    /// The decisions that could not be taken, each with the reason.
    pub refused: Vec<(NameDecision, &'static str)>,
    /// How many the registry knew already.
    pub known: usize,
}

/// A registry's file, with what was decided in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileChange {
    /// The file as it is, and with the names.
    pub draft: Draft,
    /// The number of names that come.
    pub names: usize,
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
pub fn record_decisions(
    decisions: &[NameDecision],
    subject: &Subject,
    options: &Options,
) -> Result<RegistryChanges, Error> {
    let changes = plan(decisions, subject, options)?;
    write(changes.files.iter().map(|file| file.draft.clone()))?;
    Ok(changes)
}

/// What [`record_decisions`] would write; nothing is written.
///
/// # Errors
///
/// As for [`record_decisions`].
pub fn plan(
    decisions: &[NameDecision],
    subject: &Subject,
    options: &Options,
) -> Result<RegistryChanges, Error> {
    let mut project = Project::open(options.clone())?;
    let inventory = project.inventory(subject)?;
    // One config's registries: the first that has any names.
    let context = inventory.datasets.first().cloned().unwrap_or_default();
    let unregistered = unregistered(decisions, &context);
    let kinds = match unregistered.is_empty() {
        true => BTreeMap::new(),
        false => kinds_of(&unregistered, subject, options)?,
    };
    let mut recorder = Recorder { inventory: &inventory, context: &context, kinds, coming: BTreeMap::new() };
    let mut changes = RegistryChanges::default();
    for decided in decisions {
        match recorder.take(decided) {
            Outcome::Taken => {}
            Outcome::Known => changes.known += 1,
            Outcome::Refused(why) => changes.refused.push((decided.clone(), why)),
        }
    }
    let mut by_file: BTreeMap<usize, Vec<EntryAddition>> = BTreeMap::new();
    for ((file, _), (_, entry)) in recorder.coming {
        by_file.entry(file).or_default().push(entry);
    }
    for (file, entries) in by_file {
        changes.files.extend(changed(&inventory, &context, file, &entries)?);
    }
    Ok(changes)
}

/// The names that no registry has, of decisions that do not say what they are names of.
fn unregistered<'d>(decisions: &'d [NameDecision], context: &Context) -> BTreeSet<&'d str> {
    let is_known = |name: &str| {
        [Role::PersonName, Role::OrganizationName].iter().any(|role| entry_of(context, *role, name).is_some())
    };
    let open = decisions.iter().filter(|decided| decided.role.is_none());
    let open = open.filter(|decided| !is_known(&decided.a) && !is_known(&decided.b));
    open.flat_map(|decided| [decided.a.as_str(), decided.b.as_str()]).collect()
}

enum Outcome {
    Taken,
    Known,
    Refused(&'static str),
}

/// The registries, and what comes into them: by file and id, each with what it names.
struct Recorder<'p> {
    inventory: &'p Inventory,
    context: &'p Context,
    /// What the records have names for that no registry has.
    kinds: BTreeMap<String, BTreeSet<Role>>,
    coming: BTreeMap<(usize, String), (Role, EntryAddition)>,
}

/// An entry that has a name already, or is about to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    role: Role,
    file: usize,
    id: String,
}

impl Recorder<'_> {
    /// Notes what a decision adds.
    fn take(&mut self, decided: &NameDecision) -> Outcome {
        let roles = match decided.role {
            None => vec![Role::PersonName, Role::OrganizationName],
            Some(role @ (Role::PersonName | Role::OrganizationName)) => vec![role],
            Some(_) => return Outcome::Refused("only people and organisations have registries"),
        };
        if decided.a.trim().is_empty() || decided.b.trim().is_empty() {
            return Outcome::Refused("one of the names is empty");
        }
        if decided.a == decided.b {
            return Outcome::Refused("it is the same name twice");
        }
        let is_same = decided.judgement == Judgement::Same;
        let (a, b) = (self.found(&roles, &decided.a), self.found(&roles, &decided.b));
        if self.are_two(a.as_ref(), &decided.b) || self.are_two(b.as_ref(), &decided.a) {
            return if is_same {
                Outcome::Refused(
                    "they are two by the registry or by what you decided before: take that out first",
                )
            } else {
                Outcome::Known
            };
        }
        let (found, other) = match (a, b) {
            (Some(a), Some(b)) => return of_two(&a, &b, is_same),
            (Some(a), None) => (a, &decided.b),
            (None, Some(b)) => (b, &decided.a),
            (None, None) => {
                let Some(role) = self.role_of_new(decided) else {
                    return Outcome::Refused(
                        "records have them for places or offices, which have no registry",
                    );
                };
                match self.made(&decided.a, role) {
                    Some(made) => (made, &decided.b),
                    None => return Outcome::Refused("no registry takes such names"),
                }
            }
        };
        let role = if is_same { Role::OtherSpelling } else { Role::OtherEntity };
        if !self.takes(found.file, role) {
            return Outcome::Refused("the registry's schema has no list for such names");
        }
        let (_, entry) = self
            .coming
            .entry((found.file, found.id.clone()))
            .or_insert_with(|| (found.role, EntryAddition::known(found.id)));
        if is_same { &mut entry.spellings } else { &mut entry.others }.insert(other.clone());
        Outcome::Taken
    }

    /// What an entry for the two would be of: as was said, else as the records have them, else a person. None for
    /// what has no registry.
    fn role_of_new(&self, decided: &NameDecision) -> Option<Role> {
        let kinds = [&decided.a, &decided.b].into_iter().filter_map(|name| self.kinds.get(name)).flatten();
        let kinds: BTreeSet<Role> = kinds.copied().collect();
        let as_recorded =
            [Role::PersonName, Role::OrganizationName].into_iter().find(|role| kinds.contains(role));
        let is_nowhere = kinds.is_empty();
        decided.role.or(as_recorded).or(is_nowhere.then_some(Role::PersonName))
    }

    /// The entry that has a name, just so.
    fn found(&self, roles: &[Role], name: &str) -> Option<Found> {
        let registered = roles.iter().find_map(|&role| {
            let entry = entry_of(self.context, role, name)?;
            Some(Found { role, file: entry.place.record().file as usize, id: entry.id.clone() })
        });
        let coming = || {
            let mut coming = self.coming.iter();
            let ((file, id), (role, _)) =
                coming.find(|(_, (role, entry))| roles.contains(role) && entry.has(name))?;
            Some(Found { role: *role, file: *file, id: id.clone() })
        };
        registered.or_else(coming)
    }

    /// Whether the entries of a file have a list for names of a role.
    fn takes(&self, file: usize, role: Role) -> bool {
        let file = self.inventory.files.get(file);
        let collection = file.and_then(|file| self.inventory.collections.get(file.collection));
        collection.is_some_and(|collection| RegistryFile::takes(&collection.layout, role))
    }

    /// Whether a name is said to be another's than the entry's.
    fn are_two(&self, found: Option<&Found>, name: &str) -> bool {
        let Some(found) = found else { return false };
        let mut entries =
            registries(self.context, found.role).filter_map(|registry| registry.entry(&found.id));
        entries.any(|entry| entry.values(Role::OtherEntity).any(|value| value.text == name))
            || self
                .coming
                .get(&(found.file, found.id.clone()))
                .is_some_and(|(_, entry)| entry.others.contains(name))
    }

    /// A new entry for a name; none where no registry takes it.
    fn made(&mut self, name: &str, role: Role) -> Option<Found> {
        let file = registry_file(self.inventory, role)?;
        let is_taken = |id: &String| {
            registries(self.context, role).any(|registry| registry.entry(id).is_some())
                || self.coming.contains_key(&(file, id.clone()))
        };
        let wanted = id_of(name);
        let numbered = (2_u32..).map(|number| format!("{wanted}-{number}"));
        let id = std::iter::once(wanted.clone()).chain(numbered).find(|id| !is_taken(id))?;
        let entry = EntryAddition {
            new_name: Some((language_of(name, self.context), name.to_owned())),
            ..EntryAddition::known(id.clone())
        };
        self.coming.insert((file, id.clone()), (role, entry));
        Some(Found { role, file, id })
    }
}

/// What to do where both names have an entry.
fn of_two(a: &Found, b: &Found, is_same: bool) -> Outcome {
    match (a == b, is_same) {
        (true, true) | (false, false) => Outcome::Known,
        (false, true) => Outcome::Refused("the registry has them as two entries: join those first"),
        (true, false) => Outcome::Refused("the registry has both as names of one entry: take one out first"),
    }
}

/// The entry that has a name, just so.
fn entry_of<'c>(context: &'c Context, role: Role, name: &str) -> Option<&'c crate::record::registry::Entry> {
    let mut entries = registries(context, role).flat_map(crate::record::registry::Registry::entries);
    entries.find(|entry| entry.names().any(|known| known == name))
}

/// The file that new entries of a role go into: the first of the registry's collection.
fn registry_file(inventory: &Inventory, role: Role) -> Option<usize> {
    inventory.files.iter().position(|file| {
        let Some(collection) = inventory.collections.get(file.collection) else { return false };
        file.path().is_some()
            && collection.layout.has(Role::OtherSpelling)
            && collection.layout.has(Role::RecordId)
            && collection.entries() == EntryKind::named_by(role)
    })
}

/// An id in the letters of the name: its words in small letters, with hyphens between.
fn id_of(name: &str) -> String {
    let words: Vec<String> = crate::text::token::words(name).iter().map(|word| word.to_lowercase()).collect();
    if words.is_empty() { "unnamed".to_owned() } else { words.join("-") }
}

/// The first language of the profile that is written in the script of the name; `und` where none is.
fn language_of(name: &str, context: &Context) -> String {
    use crate::text::character::{Script, main_script};
    let script = main_script(name);
    let fits = |tag: &&String| script_of(tag) == script;
    match context.languages.iter().find(fits) {
        Some(tag) => tag.clone(),
        None if script == Some(Script::Arabic) => "ar".to_owned(),
        None => "und".to_owned(),
    }
}

/// The file with the entries' names in it; none where the file has them all.
fn changed(
    inventory: &Inventory,
    context: &Context,
    file: usize,
    entries: &[EntryAddition],
) -> Result<Option<FileChange>, Error> {
    let Some(file_of_run) = inventory.files.get(file) else { return Ok(None) };
    let Some(path) = file_of_run.path().map(Path::to_path_buf) else { return Ok(None) };
    let unwritable = |why: &str| Error::Unwritable { path: path.clone(), cause: std::io::Error::other(why) };
    let Whole::Bytes(bytes) = inventory.open(file_of_run)?.read_whole(MOST_BYTES_AT_ONCE)? else {
        return Err(unwritable("it is too large to be written anew"));
    };
    let before = String::from_utf8(bytes)
        .map_err(|_| unwritable("it is not wholly UTF-8, and what cannot be read would be lost"))?;
    let collection = inventory.collection_of(file as u32);
    let registry = RegistryFile {
        notation: file_of_run.notation,
        layout: &collection.layout,
        limits: collection.limits,
        language_of: &|name| language_of(name, context),
    };
    let mut after = before.clone();
    for entry in entries {
        after = registry.with_entry(&after, entry).ok_or_else(|| {
            unwritable("it is broken, or its schema has no place for what would come into it")
        })?;
    }
    let names = entries.iter().map(EntryAddition::count).sum();
    let is_changed = before != after;
    let draft = Draft { path, before: before.into_bytes(), after: after.into_bytes() };
    Ok(is_changed.then_some(FileChange { draft, names }))
}
