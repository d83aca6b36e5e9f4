//! What an office is: a head, what it is of, and what changes it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::vocabulary::{WordMeaning, meanings};
use super::words::words_of;

/// An office as a text states it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Office {
    heads: BTreeSet<&'static str>,
    qualifiers: BTreeSet<&'static str>,
    countries: BTreeSet<&'static str>,
    /// What it is of, by field or by word.
    complements: BTreeSet<WordMeaning>,
    is_counterpart: bool,
    /// Its words in the sentence; empty for one that was read by itself.
    pub words: Range<usize>,
}

/// Whether an office that a source states is the one that a record claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// As far as both tell, it is.
    Same,
    /// It is of something else, of another country, or one of them is former or deputy.
    Differs,
    /// They are offices of two kinds, or too little is said.
    Unlike,
}

impl Office {
    /// Reads an office that stands by itself; none if no word of it is known for one.
    pub fn read(text: &str) -> Option<Self> {
        let words = words_of(text);
        let said = meanings(&words);
        let office = Self::of(said.iter().map(|(meaning, _)| meaning), 0..0);
        (!office.heads.is_empty()).then_some(office)
    }

    pub(super) fn of<'m>(said: impl Iterator<Item = &'m WordMeaning>, words: Range<usize>) -> Self {
        let mut office = Self { words, ..Self::default() };
        for meaning in said {
            match meaning {
                // What a head stands behind, it is of: "adviser to the president".
                WordMeaning::Head(head) => {
                    if office.heads.is_empty() {
                        office.heads.insert(head);
                    } else {
                        office.complements.insert(meaning.clone());
                    }
                }
                WordMeaning::Qualifier(qualifier) => {
                    office.qualifiers.insert(qualifier);
                }
                WordMeaning::Country(code) => {
                    office.countries.insert(code);
                }
                WordMeaning::Counterpart => office.is_counterpart = true,
                WordMeaning::Topic(_) | WordMeaning::Other(_) => {
                    office.complements.insert(meaning.clone());
                }
                WordMeaning::Weak | WordMeaning::Address | WordMeaning::Aside | WordMeaning::Verb => {}
            }
        }
        office
    }

    /// The countries it is of.
    pub fn countries(&self) -> impl Iterator<Item = &'static str> {
        self.countries.iter().copied()
    }

    /// Whether it is of a country.
    pub fn is_of_country(&self, code: &str) -> bool {
        self.countries.contains(code)
    }

    /// Whether it says more than its head.
    pub fn says_of_what(&self) -> bool {
        !self.complements.is_empty() || !self.countries.is_empty()
    }

    /// Whether something of what it is of is told: a meaning, or a word as it stands. So it is where it is of nothing.
    pub fn is_told(&self, means: impl Fn(&WordMeaning) -> bool, say: impl Fn(&str) -> bool) -> bool {
        self.complements.is_empty()
            || self.complements.iter().any(|complement| match complement {
                WordMeaning::Other(word) => means(complement) || say(word),
                _ => means(complement),
            })
    }

    /// Whether this office, which a record claims, is the one that a source states.
    pub fn fit(&self, said: &Self) -> Fit {
        let countries_differ = !self.countries.is_empty()
            && !said.countries.is_empty()
            && self.countries.is_disjoint(&said.countries);
        if said.is_counterpart && said.heads.is_empty() {
            return if countries_differ { Fit::Differs } else { Fit::Same };
        }
        if !self.heads.iter().any(|head| said.heads.iter().any(|other| are_one_head(head, other))) {
            return Fit::Unlike;
        }
        if self.qualifiers != said.qualifiers || countries_differ || self.is_of_another_thing(said) {
            return Fit::Differs;
        }
        Fit::Same
    }

    fn is_of_another_thing(&self, said: &Self) -> bool {
        let topics = |office: &Self| -> BTreeSet<WordMeaning> {
            let topics = office.complements.iter().filter(|meaning| matches!(meaning, WordMeaning::Topic(_)));
            topics.cloned().collect()
        };
        let (own, other) = (topics(self), topics(said));
        if !own.is_empty() && !other.is_empty() && own.is_disjoint(&other) {
            return true;
        }
        !self.complements.is_empty()
            && !said.complements.is_empty()
            && !self
                .complements
                .iter()
                .any(|own| said.complements.iter().any(|other| is_one_thing(own, other)))
    }
}

/// Whether two heads are used of one office: the president is the head of state.
fn are_one_head(one: &str, other: &str) -> bool {
    const OF_A_STATE: [&str; 4] = ["head-of-state", "president", "king", "emir"];
    const OF_A_HOUSE: [&str; 4] = ["director", "chief", "president", "chief-executive"];
    const SENT: [&str; 4] = ["ambassador", "representative", "envoy", "delegate"];
    let both = |kind: &[&str]| kind.contains(&one) && kind.contains(&other);
    one == other
        || [one, other].contains(&"head-of-state") && both(&OF_A_STATE)
        || [one, other].contains(&"chief") && both(&OF_A_HOUSE)
        || ["chair", "president", "chief"].contains(&one) && ["chair", "president", "chief"].contains(&other)
        || [one, other].contains(&"representative") && both(&SENT)
        || ["chief", "commander"].contains(&one) && ["chief", "commander"].contains(&other)
}

pub(super) fn is_one_thing(one: &WordMeaning, other: &WordMeaning) -> bool {
    const SHARED_BEGINNING: usize = 5;
    match (one, other) {
        (WordMeaning::Other(one), WordMeaning::Other(other)) => {
            let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
            one == other || shared >= SHARED_BEGINNING
        }
        _ => one == other,
    }
}
