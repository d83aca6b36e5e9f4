//! The registry learns: what a curator decided about two names is written into it, so that a pair is asked once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::curate::names::{kinds, registry_file};
use crate::edit::{Draft, write};
use crate::knowledge::languages::script_of;
use crate::knowledge::names::registry::registries;
use crate::project::error::Error;
use crate::project::input::{MOST_BYTES_AT_ONCE, Whole};
use crate::project::{Inventory, Options, Project, Subject};
use crate::record::Context;
use crate::record::registry::{Entry, Registry};
use crate::text::address;
use crate::text::comparison::Judgement;
use crate::text::key::orthographic_key;
use crate::text::mojibake::repaired;
use crate::text::nearest::nearest;
use crate::words::Role;

mod edit;
mod entry;
mod read;
mod refusal;

pub use read::decisions;
pub use refusal::NameRefusal;

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
    pub refused: Vec<(NameDecision, NameRefusal)>,
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
    /// The ids of the entries that they come into, in order.
    pub entries: Vec<String>,
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
    let recorded = match decisions.iter().all(|decided| are_registered(decided, &context)) {
        true => BTreeMap::new(),
        false => kinds(subject, options)?,
    };
    let mut recorder =
        Recorder { inventory: &inventory, context: &context, recorded, coming: BTreeMap::new() };
    let mut changes = RegistryChanges::default();
    for decided in decisions {
        match recorder.take(decided) {
            Ok(Outcome::Taken) => {}
            Ok(Outcome::Known) => changes.known += 1,
            Err(why) => changes.refused.push((decided.clone(), why)),
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

/// Whether registries have both names of a decision, just so.
fn are_registered(decided: &NameDecision, context: &Context) -> bool {
    let is_known = |name: &str| REGISTERED.iter().any(|role| entry_of(context, *role, name).is_some());
    is_known(&decided.a) && is_known(&decided.b)
}

/// What registries have the names of.
const REGISTERED: [Role; 2] = [Role::PersonName, Role::OrganizationName];

enum Outcome {
    Taken,
    Known,
}

/// The registries, and what comes into them: by file and id, each with what it names.
struct Recorder<'p> {
    inventory: &'p Inventory,
    context: &'p Context,
    /// The names of the records, each with what they have it for; none where the registries have all that is decided.
    recorded: BTreeMap<String, BTreeSet<Role>>,
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
    fn take(&mut self, decided: &NameDecision) -> Result<Outcome, NameRefusal> {
        let roles = match decided.role {
            None => REGISTERED.to_vec(),
            Some(role) if REGISTERED.contains(&role) => vec![role],
            Some(_) => return Err(NameRefusal::WithoutRegistry),
        };
        if decided.a.trim().is_empty() || decided.b.trim().is_empty() {
            return Err(NameRefusal::Empty);
        }
        if decided.a == decided.b {
            return Err(NameRefusal::Twice);
        }
        let is_same = decided.judgement == Judgement::Same;
        let (a, b) = (self.found(&roles, &decided.a), self.found(&roles, &decided.b));
        if self.are_two(a.as_ref(), &decided.b) || self.are_two(b.as_ref(), &decided.a) {
            return if is_same { Err(NameRefusal::DecidedBefore) } else { Ok(Outcome::Known) };
        }
        for (name, entry) in [(&decided.a, &a), (&decided.b, &b)] {
            if entry.is_none() && !self.is_anywhere(name) {
                return Err(self.nobody(name, &decided.a, &decided.b));
            }
        }
        match (a, b) {
            (Some(a), Some(b)) => of_two(&a, &b, is_same),
            (Some(found), None) => self.note_beside(found, &decided.b, &roles, is_same),
            (None, Some(found)) => self.note_beside(found, &decided.a, &roles, is_same),
            (None, None) => self.take_unregistered(decided, &roles, is_same),
        }
    }

    /// Notes a name beside an entry that has the other.
    fn note_beside(
        &mut self,
        found: Found,
        other: &str,
        roles: &[Role],
        is_same: bool,
    ) -> Result<Outcome, NameRefusal> {
        // As one entry's name it would be two entries'.
        if is_same && self.spelt(roles, other)?.is_some_and(|entry| entry != found) {
            return Err(NameRefusal::TwoEntries);
        }
        self.note(found, other, is_same)
    }

    /// Two names that no registry has just so: of the entry that goes by a spelling of one, else of a new one.
    fn take_unregistered(
        &mut self,
        decided: &NameDecision,
        roles: &[Role],
        is_same: bool,
    ) -> Result<Outcome, NameRefusal> {
        let (a, b) = (self.spelt(roles, &decided.a)?, self.spelt(roles, &decided.b)?);
        match (a, b) {
            (Some(a), Some(b)) if a == b && is_same => {
                self.note(a, &decided.a, is_same)?;
                self.note(b, &decided.b, is_same)
            }
            (Some(a), Some(b)) => of_two(&a, &b, is_same),
            (Some(found), None) => self.note_spelling_and(found, &decided.a, &decided.b, is_same),
            (None, Some(found)) => self.note_spelling_and(found, &decided.b, &decided.a, is_same),
            (None, None) => {
                let role = self.role_of_new(decided).ok_or(NameRefusal::WithoutRegistry)?;
                let made = self.made(&decided.a, role).ok_or(NameRefusal::NoRegistry(role))?;
                self.note(made, &decided.b, is_same)
            }
        }
    }

    fn note_spelling_and(
        &mut self,
        found: Found,
        spelling: &str,
        other: &str,
        is_same: bool,
    ) -> Result<Outcome, NameRefusal> {
        self.note(found.clone(), spelling, true)?;
        self.note(found, other, is_same)
    }

    /// Notes that an entry has a name, or has it not.
    fn note(&mut self, found: Found, name: &str, is_its_own: bool) -> Result<Outcome, NameRefusal> {
        let role = if is_its_own { Role::OtherSpelling } else { Role::OtherEntity };
        if !self.takes(found.file, role) {
            return Err(NameRefusal::NoList);
        }
        let (_, entry) = self
            .coming
            .entry((found.file, found.id.clone()))
            .or_insert_with(|| (found.role, EntryAddition::known(found.id)));
        if is_its_own { &mut entry.spellings } else { &mut entry.others }.insert(name.to_owned());
        Ok(Outcome::Taken)
    }

    /// Whether a name stands in a record or in a registry, in any of its orthographies: what is proposed is tidied.
    fn is_anywhere(&self, name: &str) -> bool {
        let key = orthographic_key(name);
        let bare = |form: &str| address::split(form, || true).map(|(_, bare)| orthographic_key(bare));
        self.recorded.contains_key(name)
            || self.recorded.keys().any(|form| {
                orthographic_key(form) == key
                    || orthographic_key(&repaired(form)) == key
                    || bare(form).is_some_and(|bare| bare == key)
            })
            || REGISTERED.iter().any(|role| {
                registries(self.context, *role).any(|registry| registry.named(name).next().is_some())
            })
    }

    /// That nobody has a name, and which known one is nearest to it; the two of the decision are not meant.
    fn nobody(&self, name: &str, a: &str, b: &str) -> NameRefusal {
        let registered = REGISTERED
            .iter()
            .flat_map(|role| registries(self.context, *role))
            .flat_map(Registry::entries)
            .flat_map(Entry::names);
        let known = registered.chain(self.recorded.keys().map(String::as_str));
        let nearest = nearest(name, known.filter(|known| *known != a && *known != b));
        NameRefusal::Nobody { name: name.to_owned(), nearest: nearest.map(str::to_owned) }
    }

    /// The one entry that goes by a name in another spelling.
    fn spelt(&self, roles: &[Role], name: &str) -> Result<Option<Found>, NameRefusal> {
        let mut found: Vec<Found> = Vec::new();
        for &role in roles {
            for entry in registries(self.context, role).flat_map(|registry| registry.named(name)) {
                let entry = found_entry(role, entry);
                if !found.iter().any(|known| (known.file, &known.id) == (entry.file, &entry.id)) {
                    found.push(entry);
                }
            }
        }
        if found.len() > 1 { Err(NameRefusal::SeveralEntries(name.to_owned())) } else { Ok(found.pop()) }
    }

    /// What an entry for the two would be of: as was said, else as the records have them. None for what has no
    /// registry.
    fn role_of_new(&self, decided: &NameDecision) -> Option<Role> {
        let kinds = [&decided.a, &decided.b].into_iter().filter_map(|name| self.recorded.get(name)).flatten();
        let kinds: BTreeSet<Role> = kinds.copied().collect();
        let as_recorded = REGISTERED.into_iter().find(|role| kinds.contains(role));
        decided.role.or(as_recorded)
    }

    /// The entry that has a name, just so.
    fn found(&self, roles: &[Role], name: &str) -> Option<Found> {
        let registered =
            roles.iter().find_map(|&role| Some(found_entry(role, entry_of(self.context, role, name)?)));
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

fn found_entry(role: Role, entry: &Entry) -> Found {
    Found { role, file: entry.place.record().file as usize, id: entry.id.clone() }
}

/// What to do where both names have an entry.
fn of_two(a: &Found, b: &Found, is_same: bool) -> Result<Outcome, NameRefusal> {
    match (a == b, is_same) {
        (true, true) | (false, false) => Ok(Outcome::Known),
        (false, true) => Err(NameRefusal::TwoEntries),
        (true, false) => Err(NameRefusal::OneEntry),
    }
}

/// The entry that has a name, just so.
fn entry_of<'c>(context: &'c Context, role: Role, name: &str) -> Option<&'c Entry> {
    let mut entries = registries(context, role).flat_map(Registry::entries);
    entries.find(|entry| entry.names().any(|known| known == name))
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
    let entries = entries.iter().map(|entry| entry.id.clone()).collect();
    Ok(is_changed.then_some(FileChange { draft, names, entries }))
}
