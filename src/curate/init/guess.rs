//! What each place of the records means: by its key, and by what stands there.
//!
//! A wrong role makes false alarms, so a role is guessed only where the values bear it out, and each guess says its
//! ground. All else is unknown, and says why.

mod leaf;
mod settle;
mod split;

pub(super) use self::leaf::settled;
pub use self::split::{ConditionalGuess, Holding};

use std::collections::BTreeMap;
use std::path::Path;

use rustc_hash::FxHashSet;

use self::leaf::Leaf;
use super::contents::TextLooks;
use super::keys::{KeyReading, MeetingPart};
use super::observed::ObservedValue;
use crate::knowledge::languages::script_of;
use crate::notation::Notation;
use crate::words::Role;

/// What is guessed of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldGuess {
    /// The place: a pointer with `*` for the elements of a list and the keys of a map.
    pub pointer: String,
    /// What it means.
    pub meaning: GuessedMeaning,
}

/// What a place may mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GuessedMeaning {
    /// A role, to be reviewed.
    Role(RoleGuess),
    /// Nothing that is sure, and why.
    Unknown(String),
}

/// A role that a place seems to have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGuess {
    /// The role.
    pub role: Role,
    /// The collection that a reference points into.
    pub to: Option<String>,
    /// Whether the key that it stands under is its language.
    pub is_keyed_by_language: bool,
    /// The words that stand for ours.
    pub values: BTreeMap<&'static str, Vec<String>>,
    /// The participant that it belongs to, in a flat record.
    pub participant: Option<MeetingPart>,
    /// What speaks for it.
    pub ground: String,
    /// Whether its key may mean nothing else.
    pub is_named_outright: bool,
}

impl RoleGuess {
    /// A guess of a role, on this ground.
    pub fn new(role: Role, ground: impl Into<String>) -> Self {
        Self {
            role,
            to: None,
            is_keyed_by_language: false,
            values: BTreeMap::new(),
            participant: None,
            ground: ground.into(),
            is_named_outright: false,
        }
    }
}

/// What lies around the records of a collection.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'s> {
    /// The registry that the collection is named like; `any` for other records.
    pub place: &'static str,
    /// How many records were read.
    pub records: u64,
    /// The other collections, each with its ids.
    pub others: &'s [(String, FxHashSet<String>)],
    /// Texts of sources that lie in the folder, their white space settled.
    pub texts: &'s [String],
    /// Texts of some records, each with its notation.
    pub samples: &'s [(&'s str, Notation)],
    /// Where the collection's files lie: what a record names as a path begins there.
    pub folders: &'s [&'s Path],
}

/// What the places of a collection's records mean.
#[derive(Debug, Default)]
pub struct Guesses {
    /// Each place, in the order of the keys.
    pub fields: Vec<FieldGuess>,
    /// What holds of some records only, as a neighbour says.
    pub conditional: Vec<ConditionalGuess>,
}

/// What each place of the records means.
pub fn guess(records: &ObservedValue, around: &Surroundings<'_>) -> Guesses {
    let mut fields = Vec::new();
    let walk = Walk { around, place: around.place, depth: 0, pointer: String::new() };
    match is_map(records) {
        true => walk.map(records, &mut fields),
        false => walk.members(records, &mut fields),
    }
    settle::one_of_each(&mut fields);
    settle::participants(&mut fields);
    let conditional = split::split(records, &mut fields, around);
    Guesses { fields, conditional }
}

/// An object whose members are guessed.
struct Walk<'w> {
    around: &'w Surroundings<'w>,
    /// The group or the registry that it is, as the table of roles calls it.
    place: &'static str,
    depth: usize,
    pointer: String,
}

impl Walk<'_> {
    fn members(&self, object: &ObservedValue, guesses: &mut Vec<FieldGuess>) {
        for (key, value) in object.members() {
            self.member(key, value, guesses);
        }
    }

    fn member(&self, key: &str, value: &ObservedValue, guesses: &mut Vec<FieldGuess>) {
        let pointer = format!("{}/{}", self.pointer, escaped(key));
        if key == "$schema" {
            return;
        }
        let reading = KeyReading::of(key);
        let (value, pointer) = match &value.elements {
            Some(elements) if value.is_list() => (elements.as_ref(), format!("{pointer}/*")),
            _ => (value, pointer),
        };
        if value.is_object() {
            return self.object(key, &reading, value, pointer, guesses);
        }
        if value.seen == value.nulls {
            let why = format!("key «{key}», and no value to go by");
            return guesses.push(FieldGuess { pointer, meaning: GuessedMeaning::Unknown(why) });
        }
        let leaf =
            Leaf { key, reading: &reading, value, place: self.place, depth: self.depth, around: self.around };
        let is_in_list = pointer.ends_with("/*");
        let meaning = leaf.guess(&TextLooks::of(&value.texts), is_in_list);
        guesses.push(FieldGuess { pointer, meaning });
    }

    /// An object whose keys are data: its values are of one kind.
    fn map(&self, object: &ObservedValue, guesses: &mut Vec<FieldGuess>) {
        let all = object.all_members();
        if all.is_object() {
            let inside =
                Walk { pointer: format!("{}/*", self.pointer), depth: self.depth + 1, place: "any", ..*self };
            inside.members(&all, guesses);
        }
    }

    fn object(
        &self,
        key: &str,
        reading: &KeyReading,
        object: &ObservedValue,
        pointer: String,
        guesses: &mut Vec<FieldGuess>,
    ) {
        if is_by_language(object) {
            let all = object.all_members();
            let leaf =
                Leaf { key, reading, value: &all, place: self.place, depth: self.depth, around: self.around };
            let mut meaning = leaf.guess(&TextLooks::of(&all.texts), true);
            if let GuessedMeaning::Role(guess) = &mut meaning {
                guess.is_keyed_by_language = true;
                guess.ground.push_str(", by language");
            }
            return guesses.push(FieldGuess { pointer: format!("{pointer}/*"), meaning });
        }
        if is_map(object) {
            let inside = Walk { pointer, depth: self.depth + 1, place: "any", ..*self };
            return inside.map(object, guesses);
        }
        let group = group_of(reading, self.place);
        let place = group.map_or("any", Role::name);
        let at = guesses.len();
        let inside = Walk { pointer: pointer.clone(), depth: self.depth + 1, place, ..*self };
        inside.members(object, guesses);
        let Some(group) = group else { return };
        let within = guesses.get(at..).unwrap_or_default();
        let meaning = match ground_of(group, within) {
            Some(ground) => GuessedMeaning::Role(RoleGuess::new(group, format!("key «{key}», {ground}"))),
            None => GuessedMeaning::Unknown(format!(
                "key «{key}» says {}, but nothing in it bears that out",
                group.name()
            )),
        };
        guesses.insert(at, FieldGuess { pointer, meaning });
    }
}

/// The group that an object under such a key would be.
fn group_of(reading: &KeyReading, place: &str) -> Option<Role> {
    if reading.has_unread {
        return None;
    }
    let is_one =
        |meanings: &[&str]| reading.meanings.len() == 1 && meanings.iter().any(|it| reading.says(it));
    match () {
        () if place != "any" => (place == "people" && is_one(&["term", "office"])).then_some(Role::Term),
        () if reading.part.is_some() && reading.meanings.is_empty() => Some(Role::Participant),
        () if is_one(&["person"]) => Some(Role::Participant),
        () if is_one(&["when", "date"]) => Some(Role::When),
        () if is_one(&["place"]) => Some(Role::Place),
        () if is_one(&["evidence", "source", "quote"]) => Some(Role::Evidence),
        () => None,
    }
}

/// What in a group speaks for its being one.
fn ground_of(group: Role, within: &[FieldGuess]) -> Option<String> {
    let telling: &[Role] = match group {
        Role::Participant => &[Role::PersonName, Role::OrganizationName, Role::Office, Role::Reference],
        Role::When => &[Role::Date, Role::DateText],
        Role::Place => &[Role::PlaceName, Role::Country],
        Role::Evidence => &[Role::Reference, Role::Quote, Role::Url],
        _ => &[Role::Office, Role::TermStart],
    };
    let found = within.iter().find_map(|field| match &field.meaning {
        GuessedMeaning::Role(guess) => telling.iter().find(|role| **role == guess.role),
        GuessedMeaning::Unknown(_) => None,
    });
    match found {
        Some(role) => Some(format!("{} is in it", role.name())),
        // Who is named there, persons or bodies, is another question than what the object is.
        None if group == Role::Participant => {
            let named = within.iter().any(|field| {
                let key = field.pointer.rsplit('/').next().unwrap_or_default();
                KeyReading::of(key).says("name")
            });
            named.then(|| "a name is in it".to_owned())
        }
        None => None,
    }
}

/// Whether the keys of an object are languages: `{"ar": "…", "fr": "…"}`.
pub fn is_by_language(object: &ObservedValue) -> bool {
    let is_tag = |key: &str| {
        let first = key.split('-').next().unwrap_or_default();
        matches!(first.len(), 2 | 3)
            && first.bytes().all(|it| it.is_ascii_lowercase())
            && script_of(key).is_some()
    };
    object.keys() > 0
        && object.unlisted.is_none()
        && object.members().all(|(key, value)| is_tag(key) && value.is_text())
}

/// Whether the keys of an object are data themselves, as ids are: many, and each in few objects.
pub fn is_map(object: &ObservedValue) -> bool {
    const MANY: usize = 40;
    const RARE: u64 = 10;

    let keys = object.keys();
    let in_each =
        object.members().map(|(_, value)| value.seen).sum::<u64>() / (object.members().count().max(1) as u64);
    object.unlisted.is_some() && object.objects <= 1 || keys >= MANY && in_each * RARE <= object.objects
}

/// A key as a pointer has it (RFC 6901).
pub fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
