//! What records leave behind of their names, and what is read out of it.

use rustc_hash::FxHashMap;

use super::entities::Use;
use crate::knowledge::countries::code_of;
use crate::knowledge::fields::language;
use crate::record::facts::Uses;
use crate::record::{Context, Facts, Record, Value};
use crate::text::character::{self, is_harakat};
use crate::text::cluster::Companion;
use crate::text::comparison::Shared;
use crate::text::token::parts;
use crate::words::{FactPlace, Role};

/// The roles whose values are compared, each among themselves.
pub(crate) const KINDS: [Role; 5] =
    [Role::PersonName, Role::OrganizationName, Role::Office, Role::PlaceName, Role::Country];

/// Stands between a name and what it is named with, in a fact; no name holds it.
const WITH: char = '\u{1F}';

/// The parts of places, each with the whole it was taken from; of a place that is one part, the place stands for it.
const PARTS: &str = "parts of places";

/// The parts of a place that are words and nothing else.
fn plain_parts(place: &str) -> impl Iterator<Item = &str> {
    // Every part is noted with the whole: those of an endless text would take the square of its length.
    const LONGEST: usize = 1_000;

    let place = if place.len() > LONGEST { "" } else { place };
    let parts = parts(place).into_iter().map(|part| part.strip_prefix("and ").unwrap_or(part));
    parts.filter(|part| is_plain(part))
}

/// Whether a part is words and nothing else: markup and code are no places.
fn is_plain(part: &str) -> bool {
    let is_letter = |character: char| match character::is_plain(character) {
        true => character.is_ascii_alphabetic() || !character.is_ascii(),
        false => character.is_alphabetic(),
    };
    let belongs = |character: char| {
        is_letter(character) || is_harakat(character) || matches!(character, ' ' | '-' | '\'' | '’' | '.')
    };
    part.starts_with(is_letter) && part.chars().all(belongs)
}

/// Leaves every name, and what people and organisations are named with.
pub(crate) fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    for role in KINDS.into_iter().chain([Role::CanonicalName]) {
        for name in record.values(role) {
            facts.observe(role.name(), &name.text(), &name);
        }
    }
    for role in KINDS {
        for name in record.values(role) {
            note_where(&name, &name.text(), context, facts);
        }
    }
    // «Newtown, United Kingom» is rare as a whole; that United Kingom is, its parts show.
    for place in record.values(Role::PlaceName) {
        let whole = place.text();
        for part in plain_parts(&whole).filter(|part| *part != whole) {
            facts.observe(PARTS, &format!("{part}{WITH}{whole}"), &place);
            note_where(&place, part, context, facts);
        }
    }
    for participant in record.participants() {
        let group = participant.group();
        let person = participant.person();
        let organization = if person.is_none() { participant.organization() } else { None };
        for name in [person, organization].into_iter().flatten() {
            let around = [
                (Shared::Office, group.value(Role::Office)),
                (Shared::Organization, group.value(Role::OrganizationName)),
            ];
            let references =
                group.values(Role::Reference).map(|reference| (Shared::Organization, Some(reference)));
            for (shared, value) in around.into_iter().chain(references) {
                let Some(value) = value.filter(|value| value.role() != name.role()) else { continue };
                facts.mention_with(named_beside(name.role(), shared), &name.text(), &value.text());
            }
        }
    }
}

/// Leaves the country and the language of a name, as far as they are known.
fn note_where(name: &Value<'_>, form: &str, context: &Context, facts: &mut Facts) {
    let role = name.role();
    if matches!(role, Role::PersonName | Role::PlaceName | Role::OrganizationName) {
        let said = name.group().value(Role::Country);
        if let Some(code) = said.and_then(|country| code_of(&country.text())) {
            facts.mention_with(lies_in(role, Shared::Country), form, code);
        }
    }
    let said = match role {
        Role::Country => None,
        Role::PlaceName => language_said(name).or_else(|| language_of_texts(&name.record())),
        _ => language_said(name),
    };
    if let Some(language) = said.or_else(|| language(name, context).filter(|_| role != Role::Country)) {
        facts.mention_with(lies_in(role, Shared::Language), form, &language);
    }
}

/// The first part of the tag that the schema gives a value.
fn language_said(value: &Value<'_>) -> Option<String> {
    let tag = value.language()?;
    let primary = tag.split(['-', '_']).next().filter(|primary| !primary.is_empty())?;
    Some(primary.to_ascii_lowercase())
}

/// The language of all texts of a record, if it has one only: places go by the name that they have in it.
fn language_of_texts(record: &Record<'_>) -> Option<String> {
    let mut languages = record.values(Role::Text).filter_map(|text| language_said(&text));
    let first = languages.next()?;
    languages.all(|language| language == first).then_some(first)
}

/// The kind of a mention: a name of a role, and a country or a language of it.
fn lies_in(role: Role, shared: Shared) -> &'static str {
    match (role, shared) {
        (Role::PersonName, Shared::Country) => "a person's country",
        (Role::PlaceName, Shared::Country) => "a place's country",
        (_, Shared::Country) => "an organisation's country",
        (Role::PersonName, _) => "a person's language",
        (Role::PlaceName, _) => "a place's language",
        (Role::Office, _) => "an office's language",
        (_, _) => "an organisation's language",
    }
}

/// The kind of a mention: a name of a role, and what it is named with.
fn named_beside(role: Role, shared: Shared) -> &'static str {
    match (role, shared) {
        (Role::PersonName, Shared::Office) => "a person's office",
        (Role::PersonName, _) => "a person's organisation",
        (_, Shared::Office) => "an organisation's office",
        (_, _) => "an organisation's organisation",
    }
}

/// Where a form stands, in the order of the run.
pub(super) enum Occurrences<'f> {
    /// As whole values.
    Whole(Uses<'f>),
    /// As parts of values.
    Parts(Vec<Use>),
}

impl Occurrences<'_> {
    /// In how many records.
    pub(super) fn records(&self) -> usize {
        match self {
            Self::Whole(uses) => records_of(uses.places()),
            Self::Parts(uses) => records(uses),
        }
    }

    pub(super) fn uses(&self) -> Vec<Use> {
        match self {
            Self::Whole(uses) => uses.places().map(|place| Use { place, characters: None }).collect(),
            Self::Parts(uses) => uses.clone(),
        }
    }
}

/// How many records the uses lie in. They are in order.
pub(super) fn records(uses: &[Use]) -> usize {
    records_of(uses.iter().map(|used| used.place))
}

fn records_of(places: impl Iterator<Item = FactPlace>) -> usize {
    let mut last = None;
    places.filter(|place| last.replace(place.record()) != Some(place.record())).count()
}

/// Every part of every place, with where it stands, but at places that are `said` to be wrong as a whole.
pub(super) fn parts_of_places(
    facts: &Facts,
    said: impl Fn(FactPlace) -> bool,
) -> FxHashMap<&str, Occurrences<'_>> {
    let mut parts: FxHashMap<&str, Vec<Use>> = FxHashMap::default();
    for uses in facts.uses(PARTS) {
        let Some((part, whole)) = uses.form.split_once(WITH) else { continue };
        let characters = whole.find(part).map(|byte| {
            let start = whole[..byte].chars().count();
            start..start + part.chars().count()
        });
        let places = uses.places().filter(|place| !said(*place));
        let found = places.map(|place| Use { place, characters: characters.clone() });
        parts.entry(part).or_default().extend(found);
    }
    let wholes = facts.uses(Role::PlaceName.name()).into_iter();
    for uses in wholes.filter(|uses| plain_parts(uses.form).eq([uses.form])) {
        let places = uses.places().filter(|place| !said(*place));
        let found = places.map(|place| Use { place, characters: None });
        parts.entry(uses.form).or_default().extend(found);
    }
    parts.retain(|_, uses| !uses.is_empty());
    for uses in parts.values_mut() {
        uses.sort_unstable_by_key(|used| used.place);
    }
    parts.into_iter().map(|(part, uses)| (part, Occurrences::Parts(uses))).collect()
}

/// What names of a role are named with.
pub(super) fn named_with<'f>(role: Role, facts: &'f Facts) -> FxHashMap<&'f str, Vec<Companion<'f>>> {
    let mut with: FxHashMap<&str, Vec<Companion<'_>>> = FxHashMap::default();
    let beside: &[Shared] = match role {
        Role::PersonName | Role::OrganizationName => {
            &[Shared::Office, Shared::Organization, Shared::Country, Shared::Language]
        }
        Role::PlaceName => &[Shared::Country, Shared::Language],
        Role::Office => &[Shared::Language],
        _ => &[],
    };
    for &shared in beside {
        let kind = if shared.is_evidence() { named_beside(role, shared) } else { lies_in(role, shared) };
        for (name, values) in facts.mentioned_with(kind) {
            let values = values.into_iter().map(|value| Companion { shared, value });
            with.entry(name).or_default().extend(values);
        }
    }
    with
}
