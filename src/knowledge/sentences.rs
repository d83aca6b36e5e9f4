//! Who is named in a sentence of a source, and which offices the sentence gives to whom.
//!
//! An office belongs to the name that it stands beside: before it (`the minister, Ada Winter`), behind it
//! (`Ada Winter, minister of Trade`), and in Arabic right before it without a mark. Nothing is guessed of
//! verbs: what stands between two names and beside neither belongs to nobody.

mod offices;
mod people;
mod places;
mod vocabulary;
mod words;

use std::ops::Range;

pub use offices::{Fit, Office};
pub use people::{Given, Named, Person};
pub use places::PlaceSaid;
pub use vocabulary::WordMeaning;
use vocabulary::meanings;
use words::Gap;
pub use words::{SentenceWord, bare, without_clitic, words_of};

/// A sentence that was read for people and offices.
#[derive(Debug)]
pub struct Sentence<'t> {
    words: Vec<SentenceWord<'t>>,
    said: Vec<(WordMeaning, Range<usize>)>,
    named: Vec<Named>,
    offices: Vec<Stated>,
}

/// An office that a sentence states.
#[derive(Debug)]
struct Stated {
    office: Office,
    /// The name that it stands beside, by its number among the named.
    of: Option<usize>,
}

/// More words of a sentence are not read.
const MOST_WORDS: usize = 400;
/// An office has no more words.
const LONGEST_OFFICE: usize = 14;

impl<'t> Sentence<'t> {
    /// Reads a sentence for these people, and for whoever else is named in it.
    pub fn read(text: &'t str, people: &[Person]) -> Self {
        let mut words = words_of(text);
        words.truncate(MOST_WORDS);
        let said = meanings(&words);
        let named = people::named(&words, &said, people);
        let offices = stated(&words, &said, &named);
        Self { words, said, named, offices }
    }

    /// Where one of the people is named, by the number in the list that the sentence was read for.
    pub fn named(&self, person: usize) -> impl Iterator<Item = &Named> {
        self.named.iter().filter(move |named| named.person == Some(person))
    }

    /// The offices that stand beside one of the people.
    pub fn offices_of(&self, person: usize) -> impl Iterator<Item = &Office> {
        self.offices.iter().filter(move |stated| self.is_of(stated, person)).map(|stated| &stated.office)
    }

    /// The offices, and whether each stands beside a name.
    pub fn offices(&self) -> impl Iterator<Item = (&Office, Option<&Named>)> {
        self.offices.iter().map(|stated| (&stated.office, stated.of.and_then(|of| self.named.get(of))))
    }

    /// Where some of its words stand in it.
    pub fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        let (first, last) = (self.words.get(words.start), self.words.get(words.end.saturating_sub(1)));
        first.zip(last).map_or(0..0, |(first, last)| first.bytes.start..last.bytes.end)
    }

    /// Where the words before a name stand by which it is told aside, and the name.
    pub fn bytes_before(&self, named: &Named) -> Range<usize> {
        let aside =
            self.said.iter().rev().find(|(meaning, words)| {
                matches!(meaning, WordMeaning::Aside) && words.end <= named.words.start
            });
        let from = aside.map_or(named.words.start, |(_, words)| words.start);
        self.bytes(&(from..named.words.end))
    }

    /// The countries of the offices beside one of the people.
    pub fn countries_of(&self, person: usize) -> impl Iterator<Item = &'static str> {
        self.offices_of(person).flat_map(Office::countries)
    }

    fn is_of(&self, stated: &Stated, person: usize) -> bool {
        stated.of.and_then(|of| self.named.get(of)).is_some_and(|named| named.person == Some(person))
    }
}

/// The offices of a sentence, each with the name that it stands beside.
fn stated(words: &[SentenceWord<'_>], said: &[(WordMeaning, Range<usize>)], named: &[Named]) -> Vec<Stated> {
    let mut offices = Vec::new();
    let (mut at, mut taken) = (0, 0);
    while at < said.len() {
        let Some(end) = office_end(words, said, named, at) else {
            at += 1;
            continue;
        };
        let begin = begun_before(words, said, named, taken, at);
        let stretch = said.get(begin..end).unwrap_or_default();
        let range = stretch.first().map_or(0, |(_, words)| words.start)
            ..stretch.last().map_or(0, |(_, words)| words.end);
        let of = beside(words, said, named, &range, &offices);
        let office = Office::of(stretch.iter().map(|(meaning, _)| meaning), range);
        offices.push(Stated { office, of });
        at = end;
        taken = end;
    }
    offices
}

/// Where an office begins whose field stands before its head: "Spanish interior minister".
fn begun_before(
    words: &[SentenceWord<'_>],
    said: &[(WordMeaning, Range<usize>)],
    named: &[Named],
    taken: usize,
    head: usize,
) -> usize {
    let word = |at: usize| said.get(at).and_then(|(_, range)| words.get(range.start));
    let mut begin = head;
    while begin > taken && word(begin).is_some_and(|word| word.gap.is_close() && !word.is_arabic()) {
        let Some((meaning, range)) = said.get(begin - 1) else { break };
        let is_named = named.iter().any(|named| named.words.contains(&range.start));
        // "Ireland's minister": the country's own.
        let is_possessive = words.get(range.start).is_some_and(|word| word.text == "s");
        let is_of_it =
            matches!(meaning, WordMeaning::Topic(_) | WordMeaning::Country(_) | WordMeaning::Qualifier(_));
        if is_named || !is_of_it && !is_possessive {
            break;
        }
        begin -= 1;
    }
    begin
}

/// Where the office ends that begins with a meaning; none if none does.
fn office_end(
    words: &[SentenceWord<'_>],
    said: &[(WordMeaning, Range<usize>)],
    named: &[Named],
    start: usize,
) -> Option<usize> {
    let begins =
        |at: usize| matches!(said.get(at)?.0, WordMeaning::Head(_) | WordMeaning::Counterpart).then_some(());
    let is_named = |words: &Range<usize>| named.iter().any(|named| named.words.contains(&words.start));
    if is_named(&said.get(start)?.1) {
        return None;
    }
    match said.get(start)?.0 {
        WordMeaning::Qualifier(_) => {
            // "ancien ministre", "the former Spanish minister"; «نائب» by itself is no office of ours.
            let next = (start + 1..start + 4).find(|at| begins(*at).is_some())?;
            let between = said.get(start + 1..next)?;
            let is_bound = |(meaning, _): &(WordMeaning, Range<usize>)| {
                matches!(meaning, WordMeaning::Qualifier(_) | WordMeaning::Country(_) | WordMeaning::Weak)
            };
            if !between.iter().all(is_bound) {
                return None;
            }
        }
        _ => begins(start)?,
    }
    let mut end = start + 1;
    let mut seen_head = begins(start).is_some();
    while let Some((meaning, range)) = said.get(end) {
        let word = words.get(range.start)?;
        let is_stop = word.gap == Gap::Stop
            || word.gap == Gap::Comma && seen_head
            || is_named(range)
            || matches!(meaning, WordMeaning::Verb | WordMeaning::Aside)
            || matches!(meaning, WordMeaning::Counterpart) && seen_head
            || range.end - said.get(start)?.1.start > LONGEST_OFFICE;
        if is_stop {
            break;
        }
        seen_head |= matches!(meaning, WordMeaning::Head(_) | WordMeaning::Counterpart);
        end += 1;
    }
    Some(end)
}

/// The name that an office stands beside.
fn beside(
    words: &[SentenceWord<'_>],
    said: &[(WordMeaning, Range<usize>)],
    named: &[Named],
    office: &Range<usize>,
    before: &[Stated],
) -> Option<usize> {
    let next = named.iter().position(|named| named.words.start >= office.end);
    let previous = named.iter().rposition(|named| named.words.end <= office.start);
    let gap_at = |at: usize| words.get(at).map_or(Gap::Stop, |word| word.gap);
    // Only articles, forms of address and the like stand between.
    let only_weak = |from: usize, to: usize| {
        said.iter().filter(|(_, range)| range.start >= from && range.end <= to).all(|(meaning, range)| {
            matches!(meaning, WordMeaning::Weak | WordMeaning::Address | WordMeaning::Qualifier(_))
                && words.get(range.start).is_some_and(|word| word.gap != Gap::Stop)
        })
    };
    let adjoins_next = next.and_then(|at| named.get(at)).is_some_and(|name| {
        let has_clitic = name.has_clitic;
        only_weak(office.end, name.words.start) && !has_clitic && name.words.start - office.end <= 3
    });
    let adjoins_previous = previous
        .and_then(|at| named.get(at))
        .is_some_and(|name| only_weak(name.words.end, office.start) && office.start - name.words.end <= 3);
    let is_taken = previous.is_some_and(|at| before.iter().any(|stated| stated.of == Some(at)));
    match (adjoins_previous, adjoins_next) {
        (false, false) => None,
        (true, false) => previous,
        (false, true) => next,
        (true, true) => {
            let comma_before = previous
                .and_then(|at| named.get(at))
                .is_some_and(|name| (name.words.end..=office.start).any(|at| gap_at(at) == Gap::Comma));
            let comma_behind = next
                .and_then(|at| named.get(at))
                .is_some_and(|name| (office.end..=name.words.start).any(|at| gap_at(at) == Gap::Comma));
            let next_is_joined = next.and_then(|at| named.get(at)).is_some_and(|name| name.is_joined);
            if next_is_joined || comma_before && comma_behind && !is_taken { previous } else { next }
        }
    }
}

#[cfg(test)]
mod tests;
