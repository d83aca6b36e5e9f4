//! What a record leaves behind so that it can be held against others: whom, when, according to which source.

use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use crate::record::{Participant, Value};
use crate::text::arabic::fold_letter;
use crate::text::character::{is_harakat, is_plain};
use crate::text::key::loose_key;
use crate::{Context, FactPlace, Facts, Record, RecordRef, Role};

/// Participants beyond are not held against those of other records: their pairs would be too many.
const MOST_PARTICIPANTS: usize = 8;
/// Records of one pair that are held against each other at one time.
const MOST_AT_A_TIME: usize = 32;

/// What is remembered of a record: a few numbers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The first and the last day, as days since the beginning of the common era.
    pub days: (i32, i32),
    /// The digest of all its participants.
    pub participants: u64,
    /// The digest of its id.
    pub id: u64,
    /// The digest of all but its id.
    pub content: u64,
    /// Digests of the sources it cites.
    pub sources: Vec<u64>,
    /// Digests of the quotes.
    pub quotes: Vec<u64>,
    /// Digests of its prose: title, summary.
    pub titles: Vec<u64>,
}

/// A record and what is remembered of it.
#[derive(Debug, Clone, Copy)]
pub struct Meeting<'t> {
    /// Where it says its day.
    pub place: FactPlace,
    /// What is remembered.
    pub told: &'t Told,
}

impl Told {
    /// As a fact keeps it.
    fn write(&self) -> String {
        let list = |numbers: &[u64]| -> String {
            numbers.iter().map(|number| format!("{number:x}")).collect::<Vec<_>>().join(",")
        };
        let Self { days: (first, last), participants, id, content, .. } = self;
        let (sources, quotes, titles) = (list(&self.sources), list(&self.quotes), list(&self.titles));
        format!("{first} {last} {participants:x} {id:x} {content:x} {sources} {quotes} {titles}")
    }

    fn read(form: &str) -> Option<Self> {
        let mut words = form.split(' ');
        let mut day = || words.next()?.parse().ok();
        let days = (day()?, day()?);
        let mut number = || u64::from_str_radix(words.next()?, 16).ok();
        let (participants, id, content) = (number()?, number()?, number()?);
        let mut list = || -> Option<Vec<u64>> {
            let numbers = words.next()?.split(',').filter(|number| !number.is_empty());
            numbers.map(|number| u64::from_str_radix(number, 16).ok()).collect()
        };
        Some(Self { days, participants, id, content, sources: list()?, quotes: list()?, titles: list()? })
    }

    /// How many days two records share.
    pub fn days_shared(&self, other: &Self) -> i32 {
        self.days.1.min(other.days.1) - self.days.0.max(other.days.0) + 1
    }

    /// Whether they are one record twice, which other rules say.
    pub fn is_copy(&self, other: &Self) -> bool {
        self.id == other.id || self.content == other.content
    }

    /// How many days it lasts.
    pub fn length(&self) -> i32 {
        self.days.1 - self.days.0 + 1
    }

    /// Whether a source is cited by both.
    pub fn shares_source(&self, other: &Self) -> bool {
        share(&self.sources, &other.sources)
    }

    /// Whether they quote the same words.
    pub fn shares_quote(&self, other: &Self) -> bool {
        share(&self.quotes, &other.quotes)
    }

    /// Whether a title or another text is the same.
    pub fn shares_title(&self, other: &Self) -> bool {
        share(&self.titles, &other.titles)
    }
}

fn share(one: &[u64], other: &[u64]) -> bool {
    one.iter().any(|item| other.contains(item))
}

/// Leaves what is needed to hold a meeting against others with the same two participants. Nothing of a
/// record whose day is not known, or which names fewer than two.
pub fn observe_pairs(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    let status = record.status();
    // A meeting that was called off may be held on another day, or on the same day after all.
    if status.as_deref() == Some("cancelled") {
        return;
    }
    let Some((date, (first, last))) = days(record) else { return };
    let mut keys: Vec<u64> = record
        .participants()
        .filter_map(|participant| participant_key(&participant, context))
        .take(MOST_PARTICIPANTS)
        .map(|key| digest(&key))
        .collect();
    keys.sort_unstable();
    keys.dedup();
    if keys.len() < 2 {
        return;
    }
    let collection = context.collection.as_deref().unwrap_or_default();
    for (position, one) in keys.iter().enumerate() {
        for other in keys.iter().skip(position + 1) {
            facts.observe("pair", &format!("{:x}", digest(&(one, other, collection))), record);
        }
    }
    let texts =
        |role| -> Vec<u64> { record.values(role).filter_map(|value| prose_digest(&value.text())).collect() };
    let told = Told {
        days: (first.num_days_from_ce(), last.num_days_from_ce()),
        participants: digest(&keys),
        id: record.id().map_or(0, |id| digest(&id.text())),
        content: record.content_digest(),
        sources: sources(record, context),
        quotes: texts(Role::Quote),
        titles: texts(Role::Text),
    };
    facts.observe("told", &told.write(), &date);
}

fn sources(record: &Record<'_>, context: &Context) -> Vec<u64> {
    let is_source = |reference: &Value<'_>| {
        let (to, id) = (reference.to().unwrap_or_default(), reference.text());
        let has_text =
            context.registries.entry(to, &id).is_some_and(|entry| entry.value(Role::TextPath).is_some());
        has_text || to == "sources" || reference.group().value(Role::Quote).is_some()
    };
    record.values(Role::Reference).filter(is_source).map(|source| digest(&source.text())).collect()
}

/// Hands over the records of each pair of participants that lie in one window of days, two by two, the
/// one with the later date second. `window` says how many days apart two may lie.
pub fn each_two(facts: &Facts, window: i32, mut judge: impl FnMut(Meeting<'_>, Meeting<'_>)) {
    let pairs = facts.uses_of_several("pair", 2);
    if pairs.is_empty() {
        return;
    }
    let told: FxHashMap<RecordRef, (FactPlace, Told)> = facts
        .each("told")
        .filter_map(|(form, place)| Some((place.record, (place, Told::read(form)?))))
        .collect();
    for pair in pairs {
        let meeting =
            |place: &FactPlace| told.get(&place.record).map(|(place, told)| Meeting { place: *place, told });
        let mut meetings: Vec<Meeting<'_>> = pair.places.iter().filter_map(meeting).collect();
        meetings.sort_by_key(|meeting| (meeting.told.days.0, meeting.place));
        for (position, later) in meetings.iter().enumerate() {
            let earlier = meetings.get(..position).unwrap_or_default();
            let near = earlier.iter().rev().take(MOST_AT_A_TIME);
            for earlier in near.filter(|earlier| later.told.days.0 - earlier.told.days.1 <= window) {
                judge(*earlier, *later);
            }
        }
    }
}

/// The date of a record that says one only, and its first and last day, if they are known.
pub fn days<'r>(record: &Record<'r>) -> Option<(Value<'r>, (NaiveDate, NaiveDate))> {
    let mut dated = record.whens().filter(|when| when.date().is_some());
    let when = dated.next()?;
    if dated.next().is_some() {
        return None;
    }
    Some((when.date()?, when.days()?))
}

/// What a participant is known by across records: the registered person, else the name, else the
/// organisation, else the office.
pub fn participant_key(participant: &Participant<'_>, context: &Context) -> Option<String> {
    let group = participant.group();
    let mut references = group.values(Role::Reference);
    let person = references.find(|reference| {
        reference.to().and_then(|to| context.registries.registry(to)).is_some_and(|to| to.holds_people())
    });
    if let Some(person) = person.or_else(|| participant.reference("people")) {
        return Some(format!("person {}", person.text()));
    }
    if let Some(name) = participant.person() {
        return Some(name_key(&name.text(), context)).filter(|key| !key.is_empty());
    }
    let organization = group.value(Role::Reference).or(participant.organization());
    let other = organization.or(participant.office())?;
    let key = loose_key(&other.text());
    (!key.is_empty()).then(|| format!("other {key}"))
}

fn name_key(name: &str, context: &Context) -> String {
    let registries = context.registries.collections();
    let mut people = registries.iter().filter_map(|name| context.registries.registry(name));
    let entry = people.find_map(|registry| registry.only_one_named(name).filter(|_| registry.holds_people()));
    match entry {
        Some(entry) => format!("person {}", entry.id),
        None => loose_key(name),
    }
}

/// The digest of a prose text by its letters and figures. Prose is copied rather than respelt: a key of its words,
/// as names have it, would cost more than all else that is done with the record.
fn prose_digest(text: &str) -> Option<u64> {
    let letters = text.chars().filter(|character| is_told(*character)).filter_map(fold_letter);
    let told: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    (!told.is_empty()).then(|| digest(&told))
}

fn is_told(character: char) -> bool {
    match is_plain(character) {
        true => character.is_ascii_alphanumeric() || !character.is_ascii(),
        false => character.is_alphanumeric() && !is_harakat(character),
    }
}

fn digest(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_told_survives_as_a_fact(
            days in any::<(i32, i32)>(),
            (participants, id, content) in any::<(u64, u64, u64)>(),
            sources in proptest::collection::vec(any::<u64>(), 0..3),
            quotes in proptest::collection::vec(any::<u64>(), 0..3),
            titles in proptest::collection::vec(any::<u64>(), 0..3),
        ) {
            let told = Told { days, participants, id, content, sources, quotes, titles };
            prop_assert_eq!(Told::read(&told.write()), Some(told));
        }
    }
}
