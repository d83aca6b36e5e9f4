//! Participants that are persons or bodies, as a neighbour says: `"role": "external organisation"`.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::{FieldGuess, GuessedMeaning, RoleGuess, Surroundings, Walk};
use crate::curate::init::contents::TextLooks;
use crate::curate::init::keys::KeyReading;
use crate::curate::init::observed::{ObservedTexts, ObservedValue};
use crate::notation::document::{Limits, Node, Tape};
use crate::words::Role;

/// A role that a place has only where a neighbour says so.
#[derive(Debug)]
pub struct ConditionalGuess {
    /// The place and its role.
    pub field: FieldGuess,
    /// The pointer of the object that both lie in.
    pub group: String,
    /// What the neighbour says.
    pub condition: Condition,
    /// The texts that stand there under the condition.
    pub texts: ObservedTexts,
}

/// What a neighbour says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The neighbour's key.
    pub key: String,
    /// The texts that it is one of, or none of.
    pub texts: BTreeSet<String>,
    /// Which of the two.
    pub holds: Holding,
}

/// Whether a text is one of several, or is there and none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holding {
    /// It is one of them.
    OneOf,
    /// It is a text, and none of them.
    NoneOf,
}

impl Condition {
    /// The condition in words.
    pub fn in_words(&self) -> String {
        let texts: Vec<String> = self.texts.iter().map(|text| format!("«{text}»")).collect();
        let is = if self.holds == Holding::OneOf { "is" } else { "is not" };
        format!("where «{}» {is} {}", self.key, texts.join(" or "))
    }
}

/// Tells participants apart by a neighbour that says which of them are bodies; what is guessed of all of them alike, and
/// holds for some only, becomes conditional.
pub(super) fn split(
    records: &ObservedValue,
    guesses: &mut [FieldGuess],
    around: &Surroundings<'_>,
) -> Vec<ConditionalGuess> {
    let groups: Vec<String> = guesses
        .iter()
        .filter(
            |field| matches!(&field.meaning, GuessedMeaning::Role(guess) if guess.role == Role::Participant),
        )
        .map(|field| field.pointer.clone())
        .collect();
    groups.iter().flat_map(|group| split_group(records, group, guesses, around)).collect()
}

fn split_group(
    records: &ObservedValue,
    group: &str,
    guesses: &mut [FieldGuess],
    around: &Surroundings<'_>,
) -> Vec<ConditionalGuess> {
    let Some(teller) = teller(records, group) else { return Vec::new() };
    let kinds = kinds(group, &teller, around);
    let walk = Walk { around, place: "participant", depth: 1, pointer: group.to_owned() };
    let mut parts: Vec<(Condition, Vec<FieldGuess>, &ObservedValue)> = Vec::new();
    for (kind, observed) in &kinds {
        let mut found = Vec::new();
        walk.members(observed, &mut found);
        found.iter_mut().for_each(|field| kind.adjust(field, &teller, observed));
        parts.push((kind.condition(&teller), found, observed));
    }
    let mut conditional = Vec::new();
    for field in guesses.iter_mut().filter(|field| is_directly_in(&field.pointer, group)) {
        let of_parts: Vec<Option<&RoleGuess>> =
            parts.iter().map(|(_, found, _)| role_at(found, &field.pointer)).collect();
        let all = role_of(field).map(|guess| guess.role);
        if of_parts.iter().all(|part| part.map(|guess| guess.role) == all) {
            continue;
        }
        for ((condition, _, observed), guess) in parts.iter().zip(&of_parts) {
            let Some(guess) = guess else { continue };
            let key = field.pointer.strip_prefix(group).unwrap_or_default();
            let mut texts = ObservedTexts::default();
            observed.visit(key, &mut |value| texts.merge(&value.texts));
            conditional.push(ConditionalGuess {
                field: FieldGuess {
                    pointer: field.pointer.clone(),
                    meaning: GuessedMeaning::Role((*guess).clone()),
                },
                group: group.to_owned(),
                condition: condition.clone(),
                texts,
            });
        }
        if conditional.iter().any(|guess| guess.field.pointer == field.pointer) {
            field.meaning = GuessedMeaning::Unknown(format!("it depends on «{}»", teller.key));
        }
    }
    conditional
}

/// A neighbour that tells bodies from persons.
#[derive(Debug)]
struct Teller {
    key: String,
    /// The texts that say a body.
    bodies: BTreeSet<String>,
    /// The texts that say a part in the meeting and no office: traveller.
    parts: BTreeSet<String>,
}

/// The participants of one kind, as the teller says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    Body,
    Part,
    Other,
}

impl Kind {
    fn condition(self, teller: &Teller) -> Condition {
        let (texts, holds) = match self {
            Self::Body => (teller.bodies.clone(), Holding::OneOf),
            Self::Part => (teller.parts.clone(), Holding::OneOf),
            Self::Other => (teller.bodies.union(&teller.parts).cloned().collect(), Holding::NoneOf),
        };
        Condition { key: teller.key.clone(), texts, holds }
    }

    /// What the teller says counts for more than what names look like.
    fn adjust(self, field: &mut FieldGuess, teller: &Teller, observed: &ObservedValue) {
        let key = field.pointer.rsplit('/').next().unwrap_or_default().to_owned();
        let reading = KeyReading::of(&key);
        let is_named = |meanings: &[&str]| {
            !reading.has_unread
                && !reading.meanings.is_empty()
                && reading.meanings.iter().all(|it| meanings.contains(it))
        };
        let is_text = observed.member(&key).is_some_and(ObservedValue::is_text);
        let says = format!("key «{key}», and «{}» says a body", teller.key);
        field.meaning = match self {
            Self::Body if is_text && is_named(&["name", "organization"]) => {
                GuessedMeaning::Role(RoleGuess::new(Role::OrganizationName, says))
            }
            // What is left where bodies and parts are told apart is what people are.
            Self::Other if key == teller.key && is_text => {
                self.office(&key, observed).unwrap_or_else(|| field.meaning.clone())
            }
            Self::Body | Self::Part if key == teller.key => GuessedMeaning::Unknown(String::new()),
            // A traveller's organisation may be what they travel for.
            Self::Part if is_named(&["organization"]) => GuessedMeaning::Unknown(String::new()),
            _ => return,
        };
    }
}

impl Kind {
    fn office(self, key: &str, observed: &ObservedValue) -> Option<GuessedMeaning> {
        const ENOUGH: u32 = 40;

        let looks = TextLooks::of(&observed.member(key)?.texts);
        let ground = format!("key «{key}», {} of {} values are read as offices", looks.offices, looks.texts);
        let is_one = looks.has(looks.offices, ENOUGH) && !looks.has(looks.given_names, ENOUGH);
        is_one.then(|| GuessedMeaning::Role(RoleGuess::new(Role::Office, ground)))
    }
}

/// The member of a group that says of some that they are bodies, by a key for a part or a kind.
fn teller(records: &ObservedValue, group: &str) -> Option<Teller> {
    let mut found = None;
    records.visit(group, &mut |object| {
        let may_tell = |key: &str| {
            let reading = KeyReading::of(key);
            !reading.has_unread && (reading.says("role") || reading.says("kind"))
        };
        let tellers = object.members().filter(|(key, value)| may_tell(key) && value.texts_alone() > 0);
        for (key, value) in tellers {
            let saying = |says: fn(&KeyReading) -> bool| -> BTreeSet<String> {
                value
                    .texts
                    .said()
                    .filter(|text| says(&KeyReading::of(text)) && is_short(text))
                    .map(str::to_owned)
                    .collect()
            };
            let bodies =
                saying(|reading| reading.meanings.contains("organization") && reading.meanings.len() == 1);
            let parts = saying(|reading| {
                reading.part.is_some() && reading.meanings.is_empty() && !reading.has_unread
            });
            if !bodies.is_empty() && found.is_none() {
                found = Some(Teller { key: key.to_owned(), bodies, parts });
            }
        }
    });
    found
}

/// A word for a kind, not an office of many words.
fn is_short(text: &str) -> bool {
    text.split_whitespace().count() <= 2
}

/// The participants of each kind, counted in, of the records whose texts are kept.
fn kinds(group: &str, teller: &Teller, around: &Surroundings<'_>) -> Vec<(Kind, ObservedValue)> {
    let mut kinds: FxHashMap<Kind, ObservedValue> = FxHashMap::default();
    let (mut tape, limits) = (Tape::new(), Limits::default());
    for (text, notation) in around.samples {
        let Ok(document) = notation.parse(text, &limits, &mut tape) else { continue };
        at(document.root(), group, &mut |object| {
            let said = object.get(&teller.key).and_then(Node::as_str);
            let Some(said) = said.filter(|said| !said.trim().is_empty()) else { return };
            let kind = match () {
                () if teller.bodies.contains(said.as_ref()) => Kind::Body,
                () if teller.parts.contains(said.as_ref()) => Kind::Part,
                () => Kind::Other,
            };
            kinds.entry(kind).or_default().add(object);
        });
    }
    let mut kinds: Vec<(Kind, ObservedValue)> = kinds.into_iter().collect();
    kinds.sort_by_key(|(kind, _)| *kind);
    kinds
}

fn at(node: Node<'_>, pointer: &str, found: &mut dyn FnMut(Node<'_>)) {
    let Some(rest) = pointer.strip_prefix('/') else { return found(node) };
    let (step, rest) = rest.find('/').map_or((rest, ""), |end| rest.split_at(end));
    if step == "*" {
        return node.elements().for_each(|element| at(element, rest, found));
    }
    if let Some(member) = node.get(&step.replace("~1", "/").replace("~0", "~")) {
        at(member, rest, found);
    }
}

fn is_directly_in(pointer: &str, group: &str) -> bool {
    pointer.strip_prefix(group).and_then(|rest| rest.strip_prefix('/')).is_some_and(|key| !key.contains('/'))
}

fn role_at<'g>(guesses: &'g [FieldGuess], pointer: &str) -> Option<&'g RoleGuess> {
    guesses.iter().find(|field| field.pointer == pointer).and_then(role_of)
}

fn role_of(field: &FieldGuess) -> Option<&RoleGuess> {
    match &field.meaning {
        GuessedMeaning::Role(guess) => Some(guess),
        GuessedMeaning::Unknown(_) => None,
    }
}
