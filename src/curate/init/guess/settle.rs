//! Guesses held against one another: what a record or a group can have once, and who is a participant.

use rustc_hash::FxHashMap;

use super::{FieldGuess, GuessedMeaning, RoleGuess};
use crate::words::Role;

/// Roles that a record or a group has once.
const ONCE: [Role; 17] = [
    Role::RecordId,
    Role::Status,
    Role::Date,
    Role::DateEnd,
    Role::DateText,
    Role::Weekday,
    Role::HijriDate,
    Role::Published,
    Role::Side,
    Role::Language,
    Role::Quote,
    Role::TextPath,
    Role::Digest,
    Role::OffsetStart,
    Role::OffsetEnd,
    Role::StatedCount,
    Role::Unnamed,
];

/// Leaves the likeliest of several places that cannot have one role together.
pub fn one_of_each(guesses: &mut [FieldGuess]) {
    let mut taken: FxHashMap<(String, Role), usize> = FxHashMap::default();
    for at in 0..guesses.len() {
        let Some((role, is_named_outright)) = guesses.get(at).and_then(once) else { continue };
        let group = guesses.get(at).map(|field| group(&field.pointer)).unwrap_or_default();
        let loser = match taken.get(&(group.clone(), role)) {
            None => {
                taken.insert((group, role), at);
                continue;
            }
            Some(first) => {
                let first_is_sure = guesses.get(*first).and_then(once).is_some_and(|(_, is_sure)| is_sure);
                if first_is_sure || !is_named_outright { at } else { *first }
            }
        };
        let winner = taken.get(&(group.clone(), role)).copied().filter(|first| *first != loser).unwrap_or(at);
        taken.insert((group, role), winner);
        let other = guesses.get(winner).map(|field| field.pointer.clone()).unwrap_or_default();
        unknown(
            guesses,
            loser,
            format!("looks like {}, and so does {other}; one of them may have that role", role.name()),
        );
    }
    let has_date = |guesses: &[FieldGuess], of: &str| {
        guesses.iter().any(|field| group(&field.pointer) == of && role(field) == Some(Role::Date))
    };
    for at in 0..guesses.len() {
        let Some(field) = guesses.get(at) else { continue };
        if role(field) == Some(Role::DateEnd) && !has_date(guesses, &group(&field.pointer)) {
            unknown(guesses, at, "the last day of several, and no first day beside it has a role".to_owned());
        }
    }
}

/// Leaves out participants of flat rows of whom nothing is known that names them.
pub fn participants(guesses: &mut [FieldGuess]) {
    const NAMING: [Role; 4] = [Role::PersonName, Role::OrganizationName, Role::Office, Role::Reference];

    let named: Vec<String> = guesses
        .iter()
        .filter_map(|field| match &field.meaning {
            GuessedMeaning::Role(RoleGuess { role, participant: Some(part), .. })
                if NAMING.contains(role) =>
            {
                Some(part.name.clone())
            }
            _ => None,
        })
        .collect();
    for at in 0..guesses.len() {
        let Some(GuessedMeaning::Role(guess)) = guesses.get(at).map(|field| &field.meaning) else { continue };
        let Some(part) = &guess.participant else { continue };
        if !named.contains(&part.name) {
            let why = format!("looks like {}, but no key says who «{}» is", guess.role.name(), part.name);
            unknown(guesses, at, why);
        }
    }
}

fn unknown(guesses: &mut [FieldGuess], at: usize, why: String) {
    if let Some(field) = guesses.get_mut(at) {
        field.meaning = GuessedMeaning::Unknown(why);
    }
}

fn role(field: &FieldGuess) -> Option<Role> {
    match &field.meaning {
        GuessedMeaning::Role(guess) => Some(guess.role),
        GuessedMeaning::Unknown(_) => None,
    }
}

/// A role that stands once, and whether the key says nothing else.
fn once(field: &FieldGuess) -> Option<(Role, bool)> {
    match &field.meaning {
        GuessedMeaning::Role(guess) if ONCE.contains(&guess.role) && guess.participant.is_none() => {
            Some((guess.role, guess.is_named_outright))
        }
        _ => None,
    }
}

/// The pointer of the object that a place lies in.
fn group(pointer: &str) -> String {
    pointer.rsplit_once('/').map_or("", |(group, _)| group).to_owned()
}
