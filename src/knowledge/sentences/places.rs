//! Places in a sentence.

use super::words::{SentenceWord, bare, without_clitic, words_of};
use super::{Sentence, WordMeaning};
use crate::knowledge::countries::countries_of_city;

/// How a sentence says a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceSaid {
    /// As a place.
    Plainly,
    /// As that of somebody's office: an ambassador's, a mayor's.
    OfAnOffice,
    /// The same, and another city is named as a place.
    OfAnOfficeElsewhere,
}

/// Words of a place's name that a source may leave out or write onto another: `Le Havre`, `au Havre`.
const SMALL: [&str; 18] = [
    "le", "la", "les", "l", "el", "los", "las", "the", "al", "de", "du", "des", "d", "del", "of", "c", "dc",
    "city",
];

/// What a place is, which goes without saying where it is named.
const KINDS: [&str; 20] = [
    "palais",
    "palacio",
    "palace",
    "hotel",
    "siege",
    "sede",
    "headquarters",
    "ville",
    "ciudad",
    "قصر",
    "مقر",
    "مدينه",
    "فندق",
    "aeroport",
    "aeropuerto",
    "airport",
    "مطار",
    "ambassade",
    "embassy",
    "embajada",
];

impl Sentence<'_> {
    /// How it says a place; nothing where it does not.
    pub fn place(&self, name: &str) -> Option<PlaceSaid> {
        let wanted = words_of(name);
        let telling = |word: &&SentenceWord<'_>| !SMALL.contains(&word.key.as_str());
        let mut own: Vec<&SentenceWord<'_>> = wanted.iter().filter(telling).collect();
        if own.iter().any(|word| !KINDS.contains(&word.key.as_str())) {
            own.retain(|word| !KINDS.contains(&word.key.as_str()) || self.has(word).is_some());
        }
        if own.is_empty() {
            return None;
        }
        let stand: Option<Vec<usize>> = own.iter().map(|word| self.has(word)).collect();
        let stand = stand?;
        let is_of_an_office = stand.iter().all(|at| self.is_of_an_office(*at));
        Some(match is_of_an_office {
            false => PlaceSaid::Plainly,
            true if self.names_another_city(&stand) => PlaceSaid::OfAnOfficeElsewhere,
            true => PlaceSaid::OfAnOffice,
        })
    }

    /// Where a word stands, rather not in an office.
    fn has(&self, wanted: &SentenceWord<'_>) -> Option<usize> {
        let places =
            self.words.iter().enumerate().filter(|(_, word)| are_one(word, wanted)).map(|(at, _)| at);
        let places: Vec<usize> = places.collect();
        places.iter().find(|at| !self.is_of_an_office(**at)).or(places.first()).copied()
    }

    fn is_of_an_office(&self, at: usize) -> bool {
        self.offices.iter().any(|stated| stated.office.words.contains(&at))
    }

    fn names_another_city(&self, own: &[usize]) -> bool {
        let is_named = |at: usize| self.named.iter().any(|named| named.words.contains(&at));
        self.words.iter().enumerate().any(|(at, word)| {
            !own.contains(&at)
                && !self.is_of_an_office(at)
                && !is_named(at)
                && (word.is_arabic() || word.is_capital())
                && !countries_of_city(city(word)).is_empty()
        })
    }

    /// Whether a meaning is said, be it in other words.
    pub fn says(&self, meaning: &WordMeaning) -> bool {
        self.said.iter().any(|(said, _)| super::offices::is_one_thing(said, meaning))
    }
}

/// A word as the table of cities has it: nothing written onto it.
fn city<'w>(word: &'w SentenceWord<'_>) -> &'w str {
    word.text.strip_prefix('ب').filter(|rest| rest.starts_with("ال")).unwrap_or(word.text)
}

fn are_one(word: &SentenceWord<'_>, wanted: &SentenceWord<'_>) -> bool {
    let (own, other) = (word.key.as_str(), wanted.key.as_str());
    let saints = ["st", "saint", "san", "sainte", "ste"];
    own == other
        || saints.contains(&own) && saints.contains(&other)
        || word.is_arabic() && (bare(own) == bare(other) || without_clitic(own) == Some(bare(other)))
}
