//! What of its sources speaks of the record's meeting.
//!
//! An article tells of several meetings, one after the other, and a name that it gives to one of them says
//! nothing of the next. A day divides it: what stands behind a day belongs to that day, up to the next one.

use std::ops::Range;

use chrono::NaiveDate;

use super::Words;
use crate::date::edtf::NormalForm;
use crate::knowledge::citations::Citation;
use crate::knowledge::contractions::contracted;
use crate::record::texts::{SourceText, StatedDays};
use crate::record::{Context, Record};
use crate::words::Role;

/// The sources of a record, each with the part that speaks of its meeting.
pub struct Scope<'e> {
    sources: Vec<SourceScope<'e>>,
}

/// What one source tells.
struct SourceScope<'e> {
    text: &'e SourceText,
    /// The sentences that the quotation stands in; none where the whole text is cited.
    passage: Option<Range<usize>>,
    /// The days of the meeting, as the record and the quotation have them.
    own: Vec<(NaiveDate, NaiveDate)>,
    published: Option<NaiveDate>,
    /// The days that the text says; none where the whole of it is taken to speak of the meeting.
    days: Option<&'e [StatedDays]>,
}

/// Where words stand in the sources of a record.
#[derive(Debug, Clone)]
pub enum Mention<'e> {
    /// In what speaks of the meeting: in these words.
    Here(Words<'e>),
    /// Only where the source speaks of other days.
    Elsewhere(Vec<Elsewhere<'e>>),
    /// Nowhere.
    Nowhere,
}

/// A place where a source speaks of another day.
#[derive(Debug, Clone)]
pub struct Elsewhere<'e> {
    pub text: &'e SourceText,
    pub bytes: Range<usize>,
    /// The day that it speaks of.
    pub day: NaiveDate,
    is_before: bool,
}

impl<'e> Scope<'e> {
    /// What the sources of a record tell; none where the text of one is not known: it may say the rest.
    pub fn of(record: &Record<'_>, evidence: &'e [Citation<'e, 'e>], context: &Context) -> Option<Self> {
        let days = days_of(record);
        let told = |evidence: &'e Citation<'e, 'e>| {
            let text = evidence.text?;
            let passage = evidence.found().into_iter().next().map(|found| text.sentence_around(&found.bytes));
            // A quotation that is not there is reported; what it would prove is not known.
            if evidence.quote.is_some() && passage.is_none() {
                return None;
            }
            let settings = evidence.date_settings(context);
            let published = evidence.published();
            let said = text.days(&settings);
            let mut told = SourceScope { text, passage, own: days.clone(), published, days: said };
            told.own.extend(told.days_of_the_passage());
            Some(told)
        };
        let sources: Option<Vec<SourceScope<'e>>> = evidence.iter().map(told).collect();
        sources.filter(|sources| !sources.is_empty()).map(|sources| Self { sources })
    }

    /// Where words occur as words of their own.
    pub fn mention(&self, words: &str) -> Mention<'e> {
        self.judge(words, |text| text.mentions(words))
    }

    /// Where a word occurs letter by letter as it is written.
    pub fn mention_as_written(&self, word: &str) -> Mention<'e> {
        self.judge(word, |text| {
            let mut found = text.mentions(word);
            found.retain(|bytes| text.slice(bytes) == word);
            found
        })
    }

    /// The same of a name, whose article the word before it may have swallowed: Le Havre in "au Havre".
    pub fn mention_of_name(&self, name: &str) -> Mention<'e> {
        let swallowed = contracted(name).into_iter().map(|words| self.mention(&words));
        std::iter::once_with(|| self.mention(name)).chain(swallowed).fold(Mention::Nowhere, Mention::or)
    }

    /// Where words begin that share a stem: the whole of them.
    pub fn mention_of_stem(&self, stem: &str) -> Mention<'e> {
        match self.judge(stem, |text| text.mentions_of_stem(stem)) {
            Mention::Here(words) => Mention::Here(words.with_the_rest_of_the_word()),
            other => other,
        }
    }

    /// Whether the sentences of the quotations have a word with this stem.
    pub fn is_in_a_passage(&self, stem: &str) -> bool {
        self.in_a_passage(stem).is_some()
    }

    /// The word with this stem in the sentences of the quotations.
    pub fn in_a_passage(&self, stem: &str) -> Option<Words<'e>> {
        self.sources.iter().find_map(|told| {
            let mut mentions = told.text.mentions_of_stem(stem).into_iter();
            let is_often = told.text.says_often(stem);
            let bytes = mentions.find(|bytes| is_often || told.is_in_passage(bytes))?;
            Some(Words { text: told.text, bytes }.with_the_rest_of_the_word())
        })
    }

    fn judge(&self, words: &str, find: impl Fn(&'e SourceText) -> Vec<Range<usize>>) -> Mention<'e> {
        let (mut here, mut elsewhere) = (Vec::new(), Vec::new());
        for told in &self.sources {
            let found = find(told.text);
            let is_often = !found.is_empty() && told.text.says_often(words);
            for bytes in found {
                let is_in_passage = told.is_in_passage(&bytes);
                let other_day = told.other_day(&bytes).filter(|_| !is_often);
                let Some(day) = other_day else {
                    let words = Words { text: told.text, bytes };
                    if is_in_passage {
                        return Mention::Here(words);
                    }
                    here.push(words);
                    continue;
                };
                let is_before = told.passage.as_ref().is_some_and(|passage| bytes.end <= passage.start);
                elsewhere.push(Elsewhere { text: told.text, bytes, day, is_before });
            }
        }
        match here.into_iter().next() {
            Some(words) => Mention::Here(words),
            None if elsewhere.is_empty() => Mention::Nowhere,
            None => Mention::Elsewhere(elsewhere),
        }
    }

    /// Whether words stand in a sentence of the quotations.
    pub fn has_in_a_passage(&self, words: &Words<'_>) -> bool {
        self.sources
            .iter()
            .any(|told| std::ptr::eq(told.text, words.text) && told.is_in_passage(&words.bytes))
    }
}

impl SourceScope<'_> {
    /// The days that the quotation's sentences say, else the day that they stand behind.
    fn days_of_the_passage(&self) -> Vec<(NaiveDate, NaiveDate)> {
        let Some(passage) = &self.passage else { return Vec::new() };
        let of = |said: &StatedDays| (said.first, said.last);
        let is_of_a_meeting = |said: &&StatedDays| self.published != Some(said.first);
        let within = |said: &&StatedDays| passage.start <= said.bytes.start && said.bytes.end <= passage.end;
        let said = self.days.into_iter().flatten().filter(within).filter(is_of_a_meeting);
        let said: Vec<_> = said.map(of).collect();
        match said.is_empty() {
            true => self.last_before(passage.start).filter(is_of_a_meeting).map(of).into_iter().collect(),
            false => said,
        }
    }

    fn is_in_passage(&self, bytes: &Range<usize>) -> bool {
        self.passage.as_ref().is_none_or(|passage| passage.start <= bytes.start && bytes.end <= passage.end)
    }

    /// The day that a stretch of the text speaks of, if that is not the meeting's.
    fn other_day(&self, bytes: &Range<usize>) -> Option<NaiveDate> {
        if self.own.is_empty() || self.is_in_passage(bytes) {
            return None;
        }
        let sentence = self.text.sentence_around(bytes);
        let days = self.days?;
        let from = days.partition_point(|said| said.bytes.start < sentence.start);
        let in_sentence = || days.iter().skip(from).take_while(|said| said.bytes.start < sentence.end);
        if in_sentence().any(|said| self.is_own(said)) {
            return None;
        }
        let said = in_sentence().next().or_else(|| self.last_before(sentence.start))?;
        (!self.is_own(said)).then_some(said.first)
    }

    fn last_before(&self, byte: usize) -> Option<&StatedDays> {
        let days = self.days?;
        days.get(days.partition_point(|said| said.bytes.start < byte).checked_sub(1)?)
    }

    /// Whether days may be the meeting's; those of the publication divide nothing.
    fn is_own(&self, said: &StatedDays) -> bool {
        let overlaps = |(first, last): &(NaiveDate, NaiveDate)| said.first <= *last && *first <= said.last;
        self.published == Some(said.first) || self.own.iter().any(overlaps)
    }
}

impl<'e> Mention<'e> {
    /// Of two ways to say one thing, where either is said.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (here @ Mention::Here(_), _) | (_, here @ Mention::Here(_)) => here,
            (Mention::Nowhere, other) => other,
            (own, Mention::Nowhere) => own,
            (Mention::Elsewhere(mut own), Mention::Elsewhere(others)) => {
                own.extend(others);
                Mention::Elsewhere(own)
            }
        }
    }
}

/// The first of some places, if all of them tell of one day: what is said of several days, one meeting after the other,
/// goes without saying of the next.
pub fn of_one_day<'p, 'e>(places: &'p [Elsewhere<'e>]) -> Option<&'p Elsewhere<'e>> {
    let first = places.first()?;
    places.iter().all(|place| place.day == first.day).then_some(first)
}

impl<'e> From<&Elsewhere<'e>> for Words<'e> {
    fn from(place: &Elsewhere<'e>) -> Self {
        Self { text: place.text, bytes: place.bytes.clone() }
    }
}

impl Elsewhere<'_> {
    /// Whether somebody who has read up to the quotation has read it.
    pub fn is_before_the_quotation(&self) -> bool {
        self.is_before
    }

    /// Whether what follows can go on about it without its name: it was read before the quotation, and
    /// its sentence begins with it, as with whoever acts.
    pub fn is_carried_on(&self) -> bool {
        let sentence = self.text.sentence_around(&self.bytes);
        self.is_before && self.bytes.start - sentence.start <= sentence.end - self.bytes.start
    }
}

fn days_of(record: &Record<'_>) -> Vec<(NaiveDate, NaiveDate)> {
    let dates = record.values(Role::Date).chain(record.values(Role::DateEnd));
    let bounds = dates.filter_map(|date| {
        let form = NormalForm::parse(&date.text()).ok()?;
        Some((form.earliest()?, form.latest()?))
    });
    bounds.collect()
}
