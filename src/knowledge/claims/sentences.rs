//! The sentences of its sources that speak of a record's participants.

use std::ops::Range;

use super::Words;
use crate::knowledge::citations::Citation;
use crate::knowledge::countries::code_of;
use crate::knowledge::sentences::{Fit, Given, Named, Office, Person, PlaceSaid, Sentence};
use crate::record::texts::SourceText;

/// Sentences of a source that are read: where somebody is named more often, more of them tell nothing new.
const MOST_SENTENCES: usize = 48;

/// The sentences that name a participant, and those that are quoted.
pub struct Sentences<'e> {
    read: Vec<Quoted<'e>>,
}

struct Quoted<'e> {
    text: &'e SourceText,
    /// Where the sentence begins in it.
    start: usize,
    sentence: Sentence<'e>,
    /// It is of the passage that is cited.
    is_cited: bool,
}

/// How the sources name a participant.
#[derive(Debug, Clone)]
pub enum Naming<'e> {
    /// By the name, in these words, as somebody who may take part.
    TakesPart(Words<'e>),
    /// Only by these words, which say that he does not take part.
    Aside(Words<'e>),
    /// Only by the surname, with another given name.
    Another(Words<'e>),
    /// In no sentence that was read.
    Unread,
}

/// Who has an office in the passage that is cited.
#[derive(Debug, Clone)]
pub enum Holder<'e> {
    /// It stands there, in these words, without a name.
    Nobody(Words<'e>),
    /// Somebody who is named.
    Named(Words<'e>),
    /// It does not stand there.
    Unsaid,
}

/// Whether the words beside a name carry the office that is claimed.
#[derive(Debug, Clone)]
pub enum Carrying<'e> {
    /// These do.
    Carried(Words<'e>),
    /// They give another: of something else, of another country, former or deputy.
    Differs(Words<'e>),
    /// The office stands beside another participant's name only.
    OfAnother(Words<'e>),
    /// No office like it stands beside the name.
    Open,
}

/// Whether the sentences tell a place.
#[derive(Debug, Clone)]
pub enum PlaceTold<'e> {
    /// They do, in these words.
    Carried(Words<'e>),
    /// Only as the place of somebody's office, and they name another.
    OfAnOffice(Words<'e>),
    /// They do not.
    Open,
}

impl Naming<'_> {
    /// Whether nothing speaks against it that the participant takes part.
    pub fn takes_part(&self) -> bool {
        matches!(self, Naming::TakesPart(_) | Naming::Unread)
    }
}

impl<'e> Quoted<'e> {
    /// What stands at some bytes of its sentence.
    fn words(&self, bytes: Range<usize>) -> Words<'e> {
        Words { text: self.text, bytes: self.start + bytes.start..self.start + bytes.end }
    }

    /// Some of its words.
    fn at(&self, words: &Range<usize>) -> Words<'e> {
        self.words(self.sentence.bytes(words))
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
                let read = text.text().get(range.clone()).unwrap_or_default();
                // A whole text that is cited is one passage.
                let is_cited =
                    cited.as_ref().is_none_or(|cited| range.start < cited.end && cited.start < range.end);
                Quoted { text, start: range.start, sentence: Sentence::read(read, people), is_cited }
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
        let words = |(quoted, named): &(&Quoted<'e>, &Named)| quoted.at(&named.words);
        let own = |given: Given| named.iter().filter(move |(_, named)| named.given == given);
        let takes_part = |given: Given| own(given).find(|(_, named)| !named.is_aside).map(words);
        if let Some(words) = takes_part(Given::Own) {
            return Naming::TakesPart(words);
        }
        if let Some(found) = own(Given::Another).next() {
            return Naming::Another(words(found));
        }
        if let Some(words) = takes_part(Given::Absent) {
            return Naming::TakesPart(words);
        }
        match named.first() {
            Some((quoted, named)) => Naming::Aside(quoted.words(quoted.sentence.bytes_before(named))),
            None => Naming::Unread,
        }
    }

    /// Who has an office where the passage speaks of it.
    pub fn holder(&self, office: &str) -> Holder<'e> {
        let Some(claimed) = Office::read(office) else { return Holder::Unsaid };
        let cited = || self.read.iter().filter(|quoted| quoted.is_cited);
        let held = cited().flat_map(|quoted| {
            let fitting = quoted.sentence.offices().filter(|(said, _)| claimed.fit(said) == Fit::Same);
            fitting.map(move |(said, holder)| (quoted, said, holder))
        });
        let held: Vec<_> = held.collect();
        let free = held.iter().find(|(.., holder)| holder.is_none());
        match (free, held.first()) {
            (Some((quoted, said, _)), _) => Holder::Nobody(quoted.at(&said.words)),
            (None, Some((quoted, _, Some(named)))) => Holder::Named(quoted.at(&named.words)),
            (None, _) => Holder::Unsaid,
        }
    }

    /// Whether the words beside a participant's name carry an office.
    pub fn claim(&self, person: usize, office: &str) -> Carrying<'e> {
        let Some(claimed) = Office::read(office) else { return Carrying::Open };
        let beside = self
            .read
            .iter()
            .flat_map(|quoted| quoted.sentence.offices_of(person).map(move |said| (quoted, said)));
        let beside: Vec<_> = beside.map(|(quoted, said)| (quoted, said, claimed.fit(said))).collect();
        let same = || beside.iter().filter(|(_, _, fit)| *fit == Fit::Same);
        if let Some((quoted, said, _)) =
            same().max_by_key(|(quoted, said, _)| (quoted.is_cited, said.words.len()))
        {
            let has_country = same().any(|(_, said, _)| said.countries().next().is_some());
            let other = self.other_of_that_country(person, &claimed).filter(|_| !has_country);
            return other.map_or_else(|| Carrying::Carried(quoted.at(&said.words)), Carrying::OfAnother);
        }
        if let Some((quoted, said, _)) = beside.iter().find(|(_, _, fit)| *fit == Fit::Differs) {
            return Carrying::Differs(quoted.at(&said.words));
        }
        // Somebody else's office, and nobody's else: a bare "president" is anybody's.
        if !claimed.says_of_what() {
            return Carrying::Open;
        }
        let mut others = Vec::new();
        for quoted in &self.read {
            for (said, holder) in quoted.sentence.offices() {
                match holder {
                    _ if claimed.fit(said) != Fit::Same => {}
                    Some(named) if named.person.is_some_and(|other| other != person) => {
                        others.push(quoted.at(&named.words));
                    }
                    _ => return Carrying::Open,
                }
            }
        }
        others.into_iter().next().map_or(Carrying::Open, Carrying::OfAnother)
    }

    /// Another participant, of whose office alone the country is told that an office claims.
    fn other_of_that_country(&self, person: usize, claimed: &Office) -> Option<Words<'e>> {
        self.read.iter().find_map(|quoted| {
            let (_, named) = quoted.sentence.offices().find_map(|(said, holder)| {
                let named = holder.filter(|named| named.person.is_some_and(|other| other != person))?;
                let is_there = claimed.fit(said) == Fit::Same
                    && claimed.countries().any(|code| said.is_of_country(code));
                is_there.then_some((said, named))
            })?;
            Some(quoted.at(&named.words))
        })
    }

    /// The other participant beside whom alone a country is told, where another one is told beside this one.
    pub fn country_of_another(&self, person: usize, country: &str) -> Option<Words<'e>> {
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
            Some(quoted.at(&named.words))
        })
    }

    /// Whether they tell a place.
    pub fn place(&self, name: &str) -> PlaceTold<'e> {
        let told = self.read.iter().filter_map(|quoted| {
            let (said, words) = quoted.sentence.place(name)?;
            Some((said, quoted.at(&words)))
        });
        let told: Vec<(PlaceSaid, Words<'e>)> = told.collect();
        let said =
            |as_what: PlaceSaid| told.iter().find(|(said, _)| *said == as_what).map(|(_, words)| words);
        if let Some(words) = said(PlaceSaid::Plainly) {
            return PlaceTold::Carried(words.clone());
        }
        if let Some(words) = said(PlaceSaid::OfAnOfficeElsewhere) {
            return PlaceTold::OfAnOffice(words.clone());
        }
        said(PlaceSaid::OfAnOffice).map_or(PlaceTold::Open, |words| PlaceTold::Carried(words.clone()))
    }

    /// Whether a word of what an office is of is told; so it is where nothing is claimed.
    pub fn tell_what_it_is_of(&self, office: &str, say: impl Fn(&str) -> bool) -> bool {
        let Some(claimed) = Office::read(office) else { return true };
        claimed.is_told(|meaning| self.read.iter().any(|quoted| quoted.sentence.says(meaning)), say)
    }
}
