//! The sentences of its sources that speak of a record's participants.

use crate::knowledge::citations::Citation;
use crate::knowledge::countries::code_of;
use crate::knowledge::sentences::{Fit, Given, Named, Office, Person, PlaceSaid, Sentence};

/// Sentences of a source that are read: where somebody is named more often, more of them tell nothing new.
const MOST_SENTENCES: usize = 48;

/// The sentences that name a participant, and those that are quoted.
pub struct Sentences<'e> {
    read: Vec<Quoted<'e>>,
}

struct Quoted<'e> {
    text: &'e str,
    sentence: Sentence<'e>,
    /// It is of the passage that is cited.
    is_cited: bool,
}

/// How the sources name a participant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Naming<'e> {
    /// By the name, as somebody who may take part.
    TakesPart,
    /// Only by these words, which say that he does not take part.
    Aside(&'e str),
    /// Only by the surname, with another given name.
    Another(&'e str),
    /// In no sentence that was read.
    Unread,
}

/// Who has an office in the passage that is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder<'e> {
    /// It stands there without a name.
    Nobody,
    /// Somebody who is named.
    Named(&'e str),
    /// It does not stand there.
    Unsaid,
}

/// Whether the words beside a name carry the office that is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeClaim<'e> {
    /// They do.
    Carried,
    /// They give another: of something else, of another country, former or deputy.
    Differs(&'e str),
    /// The office stands beside another participant's name only.
    OfAnother(&'e str),
    /// No office like it stands beside the name.
    Open,
}

/// Whether the sentences tell a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlaceClaim {
    /// They do, in these words or others.
    Carried,
    /// Only as the place of somebody's office, and they name another.
    OfAnOffice,
    /// They do not.
    Open,
}

impl Naming<'_> {
    /// Whether nothing speaks against it that the participant takes part.
    pub fn takes_part(self) -> bool {
        matches!(self, Naming::TakesPart | Naming::Unread)
    }
}

impl<'e> Sentences<'e> {
    /// Reads the sentences of these citations for people, whose surnames are given besides.
    pub fn of(
        evidence: &[Citation<'_, 'e>],
        people: &[Person],
        surnames: impl Iterator<Item = String>,
    ) -> Self {
        let surnames: Vec<String> = surnames.collect();
        let mut read = Vec::new();
        for citation in evidence {
            let Some(text) = citation.text else { continue };
            let cited = citation.found().into_iter().next().map(|found| text.sentence_around(&found.bytes));
            let mentions = surnames.iter().flat_map(|surname| text.mentions(surname));
            let around = mentions.take(MOST_SENTENCES).map(|bytes| text.sentence_around(&bytes));
            let mut ranges: Vec<_> = cited.clone().into_iter().chain(around).collect();
            ranges.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
            ranges.dedup_by(|next, before| next.end <= before.end);
            read.extend(ranges.into_iter().map(|range| {
                let text = text.text().get(range.clone()).unwrap_or_default();
                // A whole text that is cited is one passage.
                let is_cited =
                    cited.as_ref().is_none_or(|cited| range.start < cited.end && cited.start < range.end);
                Quoted { text, sentence: Sentence::read(text, people), is_cited }
            }));
        }
        Self { read }
    }

    /// How they name a participant.
    pub fn naming(&self, person: usize) -> Naming<'e> {
        let named: Vec<(&Quoted<'e>, &Named)> = self
            .read
            .iter()
            .flat_map(|quoted| quoted.sentence.named(person).map(move |named| (quoted, named)))
            .collect();
        let own = |given: Given| named.iter().filter(move |(_, named)| named.given == given);
        let takes_part = |given: Given| own(given).any(|(_, named)| !named.is_aside);
        let words = |(quoted, named): &(&Quoted<'e>, &Named)| quoted.sentence.text(&named.words, quoted.text);
        if takes_part(Given::Own) {
            return Naming::TakesPart;
        }
        if let Some(found) = own(Given::Another).next() {
            return Naming::Another(words(found));
        }
        if takes_part(Given::Absent) {
            return Naming::TakesPart;
        }
        match named.first() {
            Some((quoted, named)) => Naming::Aside(quoted.sentence.text_before(named, quoted.text)),
            None => Naming::Unread,
        }
    }

    /// Who has an office where the passage speaks of it.
    pub fn holder(&self, office: &str) -> Holder<'e> {
        let Some(claimed) = Office::read(office) else { return Holder::Unsaid };
        let cited = || self.read.iter().filter(|quoted| quoted.is_cited);
        let held = cited().flat_map(|quoted| {
            let fitting = quoted.sentence.offices().filter(|(said, _)| claimed.fit(said) == Fit::Same);
            fitting.map(|(_, holder)| holder.map(|named| quoted.sentence.text(&named.words, quoted.text)))
        });
        let held: Vec<Option<&'e str>> = held.collect();
        match held.first() {
            None => Holder::Unsaid,
            Some(_) if held.contains(&None) => Holder::Nobody,
            Some(written) => written.map_or(Holder::Nobody, Holder::Named),
        }
    }

    /// Whether the words beside a participant's name carry an office.
    pub fn claim(&self, person: usize, office: &str) -> OfficeClaim<'e> {
        let Some(claimed) = Office::read(office) else { return OfficeClaim::Open };
        let beside = self.read.iter().flat_map(|quoted| {
            quoted.sentence.offices_of(person).map(move |said| (quoted, said, claimed_fit(office, said)))
        });
        let beside: Vec<_> = beside.collect();
        let same: Vec<&&Office> =
            beside.iter().filter(|(_, _, fit)| *fit == Fit::Same).map(|(_, said, _)| said).collect();
        if !same.is_empty() {
            let has_country = same.iter().any(|said| said.countries().next().is_some());
            let other = self.other_of_that_country(person, &claimed).filter(|_| !has_country);
            return other.map_or(OfficeClaim::Carried, OfficeClaim::OfAnother);
        }
        if let Some((quoted, said, _)) = beside.iter().find(|(_, _, fit)| *fit == Fit::Differs) {
            return OfficeClaim::Differs(quoted.sentence.text(&said.words, quoted.text));
        }
        // Somebody else's office, and nobody's else: a bare "president" is anybody's.
        if !claimed.says_of_what() {
            return OfficeClaim::Open;
        }
        let mut others = Vec::new();
        for quoted in &self.read {
            for (said, holder) in quoted.sentence.offices() {
                match holder {
                    _ if claimed.fit(said) != Fit::Same => {}
                    Some(named) if named.person.is_some_and(|other| other != person) => {
                        others.push(quoted.sentence.text(&named.words, quoted.text));
                    }
                    _ => return OfficeClaim::Open,
                }
            }
        }
        others.first().map_or(OfficeClaim::Open, |written| OfficeClaim::OfAnother(written))
    }

    /// Another participant, of whose office alone the country is told that an office claims.
    fn other_of_that_country(&self, person: usize, claimed: &Office) -> Option<&'e str> {
        self.read.iter().find_map(|quoted| {
            let (_, named) = quoted.sentence.offices().find_map(|(said, holder)| {
                let named = holder.filter(|named| named.person.is_some_and(|other| other != person))?;
                let is_there = claimed.fit(said) == Fit::Same
                    && claimed.countries().any(|code| said.is_of_country(code));
                is_there.then_some((said, named))
            })?;
            Some(quoted.sentence.text(&named.words, quoted.text))
        })
    }

    /// The other participant beside whom alone a country is told, where another one is told beside this one.
    pub fn country_of_another(&self, person: usize, country: &str) -> Option<&'e str> {
        let code = code_of(country)?;
        let own: Vec<&str> =
            self.read.iter().flat_map(|quoted| quoted.sentence.countries_of(person)).collect();
        if own.is_empty() || own.contains(&code) {
            return None;
        }
        self.read.iter().find_map(|quoted| {
            let mut offices = quoted.sentence.offices();
            let (_, named) = offices.find_map(|(said, holder)| {
                let named = holder.filter(|named| named.person.is_some_and(|other| other != person))?;
                said.is_of_country(code).then_some((said, named))
            })?;
            Some(quoted.sentence.text(&named.words, quoted.text))
        })
    }

    /// Whether they tell a place.
    pub fn place(&self, name: &str) -> PlaceClaim {
        let told = self.read.iter().flat_map(|quoted| quoted.sentence.place(name));
        let told: Vec<PlaceSaid> = told.collect();
        if told.iter().any(|said| matches!(said, PlaceSaid::Plainly)) {
            return PlaceClaim::Carried;
        }
        match told.contains(&PlaceSaid::OfAnOfficeElsewhere) {
            true => PlaceClaim::OfAnOffice,
            false if told.is_empty() => PlaceClaim::Open,
            false => PlaceClaim::Carried,
        }
    }

    /// Whether a word of what an office is of is told; so it is where nothing is claimed.
    pub fn tell_what_it_is_of(&self, office: &str, say: impl Fn(&str) -> bool) -> bool {
        let Some(claimed) = Office::read(office) else { return true };
        claimed.is_told(|meaning| self.read.iter().any(|quoted| quoted.sentence.says(meaning)), say)
    }
}

fn claimed_fit(office: &str, said: &Office) -> Fit {
    Office::read(office).map_or(Fit::Unlike, |claimed| claimed.fit(said))
}
