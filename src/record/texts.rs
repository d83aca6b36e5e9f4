//! The texts of sources: what records are held against.
//!
//! A text is loaded, folded and indexed once; looking a quotation or a name up reads a few pages of it,
//! however long it is. Folding leaves out what print and typing leave open (harakat, hamza, spaces,
//! quotation marks, digits, case) and every place found in a folded text is told in the text itself.

mod aside;
mod fold;
mod index;
mod pages;
mod positions;
mod quotation;
mod sentence;

use std::ops::Range;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use crate::date;
use crate::words::span::Position;
use crate::words::{FactPlace, Place};

pub use aside::{Telling, telling};
pub use fold::{Alteration, alterations, fold};
use index::Index;
use positions::Positions;
pub use quotation::all_parts;
use quotation::ways;

/// The texts of the sources of a run, by the source.
#[derive(Debug, Clone, Default)]
pub struct SourceTexts {
    texts: Vec<Arc<SourceText>>,
    by_source: FxHashMap<(String, String), usize>,
}

/// The text of a source.
#[derive(Debug)]
pub struct SourceText {
    /// The collection of the source.
    pub collection: String,
    /// The id of the source.
    pub source: String,
    /// Its file, as the user would name it.
    pub file: PathBuf,
    /// Where the registry gives its digest, and whether that is still the text's.
    pub digest: Option<(FactPlace, DigestCheck)>,
    number: u32,
    text: String,
    index: Index,
    positions: Positions,
    known: Mutex<FxHashMap<String, Arc<[Range<usize>]>>>,
    dates: OnceLock<Vec<date::Reading>>,
    days: OnceLock<Vec<StatedDays>>,
}

/// Whether a digest is that of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum DigestCheck {
    /// It is.
    Same,
    /// The text has another one.
    Differs {
        /// The text's own, as the registry would write it.
        now: String,
    },
    /// It is no SHA-256.
    Unknown {
        /// What it is or may be: the algorithm that it names, else the one that its length tells.
        algorithm: Option<String>,
        /// How many characters of a digest stand there.
        length: usize,
        /// The digest that the registry would write.
        now: String,
    },
}

/// A quotation found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// The bytes of the text, from the first part's start to the last part's end.
    pub bytes: Range<usize>,
    /// Its parts, which marked ellipses divide; one where there are none.
    pub parts: Vec<QuotePart>,
    /// Whether it stands there letter by letter, line breaks aside; else only after folding.
    pub is_exact: bool,
}

/// A part of a quotation that stands in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuotePart {
    /// Its bytes in the quotation.
    pub quoted: Range<usize>,
    /// Its bytes in the text.
    pub said: Range<usize>,
}

/// Whole days that a text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedDays {
    /// Where.
    pub bytes: Range<usize>,
    /// The first of them.
    pub first: NaiveDate,
    /// The last of them.
    pub last: NaiveDate,
}

/// Occurrences of a quotation that are looked at.
const MOST_OCCURRENCES: usize = 64;
/// Occurrences of a name that are looked at: who is named more often is named wherever one looks.
const MOST_MENTIONS: usize = 256;
/// Characters of a word, for text that has no spaces.
const LONGEST_WORD: usize = 40;
/// Texts up to this size are read for dates as a whole.
const MOST_BYTES_READ_FOR_DATES: usize = 1 << 20;

impl SourceTexts {
    /// The text of a source; none where it has none or it could not be read.
    pub fn of(&self, collection: &str, source: &str) -> Option<&SourceText> {
        let index = self.by_source.get(&(collection.to_owned(), source.to_owned()))?;
        self.texts.get(*index).map(Arc::as_ref)
    }

    /// All texts, in the order of the registries.
    pub fn all(&self) -> impl Iterator<Item = &SourceText> {
        self.texts.iter().map(Arc::as_ref)
    }

    /// Takes a text in.
    pub fn add(&mut self, text: Arc<SourceText>) {
        let source = (text.collection.clone(), text.source.clone());
        self.by_source.entry(source).or_insert(self.texts.len());
        self.texts.push(text);
    }
}

impl SourceText {
    /// A text that is the run's `number`th, with the digest that its registry gives.
    pub fn new(
        (collection, source): (&str, &str),
        file: PathBuf,
        text: String,
        number: u32,
        digest: Option<(FactPlace, &str)>,
    ) -> Self {
        let digest = digest.map(|(place, stated)| (place, check_digest(stated, &text)));
        let (positions, folded) = Positions::and_folded(&text);
        Self {
            collection: collection.to_owned(),
            source: source.to_owned(),
            file,
            digest,
            number,
            positions,
            index: Index::new(folded),
            text,
            known: Mutex::default(),
            dates: OnceLock::new(),
            days: OnceLock::new(),
        }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A stretch of it; empty for what is no stretch of it.
    pub fn slice(&self, bytes: &Range<usize>) -> &str {
        self.text.get(bytes.clone()).unwrap_or_default()
    }

    /// A stretch of it as a place.
    pub fn place(&self, bytes: &Range<usize>) -> Place {
        Place::Text { text: self.number, bytes: bytes.start as u64..bytes.end as u64 }
    }

    /// The same stretch in code points from the start of the text. A byte order mark is not counted: it says
    /// how the file is written, and is no character of the text.
    pub fn code_points(&self, bytes: &Range<usize>) -> Range<u64> {
        let mark = u64::from(self.has_byte_order_mark());
        let at = |byte| self.positions.code_points(&self.text, byte).saturating_sub(mark);
        at(bytes.start)..at(bytes.end)
    }

    /// Whether its file begins with a byte order mark.
    pub fn has_byte_order_mark(&self) -> bool {
        self.text.starts_with('\u{feff}')
    }

    /// A position at or before a byte from which to count on.
    pub(crate) fn position_before(&self, byte: u64) -> Position {
        self.positions.before(byte as usize)
    }

    /// Where a quotation stands: first where it stands letter by letter, then where it does after
    /// folding, each in the order of the text. A marked ellipsis `[…]` stands for anything; so does one
    /// without brackets, and the marks around the whole are left out, where the words are not there as they stand.
    pub fn find(&self, quote: &str) -> Vec<Passage> {
        let found = ways(quote).into_iter().map(|parts| self.find_parts(quote, &parts));
        found.into_iter().find(|found| !found.is_empty()).unwrap_or_default()
    }

    fn find_parts(&self, quote: &str, parts: &[&str]) -> Vec<Passage> {
        let Some((first, others)) = parts.split_first() else { return Vec::new() };
        let passages = |starts| self.passages(quote, (first, others), starts);
        let mut found = passages(self.occurrences(first, 0, MOST_OCCURRENCES));
        if found.len() == MOST_OCCURRENCES && !found.iter().any(|passage| passage.is_exact) {
            let looked_at = found.last().map_or(0, |passage| passage.bytes.start);
            found.extend(passages(self.occurrences_by_letter(first, looked_at)));
        }
        found.sort_by_key(|passage| (!passage.is_exact, passage.bytes.start));
        found
    }

    /// The passages that begin with these occurrences of a first part, each with the next of every other part.
    fn passages(
        &self,
        quote: &str,
        (first, others): (&str, &[&str]),
        starts: Vec<Range<usize>>,
    ) -> Vec<Passage> {
        let passage = |start: Range<usize>| {
            let mut parts = vec![QuotePart { quoted: within(quote, first), said: start }];
            for part in others {
                let after = parts.last().map_or(0, |before| before.said.end);
                let said = self.occurrences(part, after, 1).into_iter().next()?;
                parts.push(QuotePart { quoted: within(quote, part), said });
            }
            let is_exact = parts.iter().all(|part| {
                let quoted = quote.get(part.quoted.clone()).unwrap_or_default();
                are_same_words(quoted, self.slice(&part.said))
            });
            Some(Passage { bytes: parts.first()?.said.start..parts.last()?.said.end, parts, is_exact })
        };
        // What does not follow an earlier occurrence follows no later one.
        starts.into_iter().map_while(passage).collect()
    }

    /// Whether words occur in it, after folding.
    pub fn contains(&self, words: &str) -> bool {
        fold(words).is_empty() || !self.stretches_of(words).is_empty()
    }

    /// Where words occur in it as words of their own, after folding: what Arabic writes onto the next word
    /// (و, ب, ل, ال …) may stand before them.
    pub fn mentions(&self, words: &str) -> Vec<Range<usize>> {
        let mut found = self.mentions_of_stem(words);
        found.retain(|stretch| !self.text[stretch.end..].starts_with(char::is_alphanumeric));
        found
    }

    /// Where a stem begins a word of it, after folding: إسبان in الإسبانية, Maroc in marocaine.
    pub fn mentions_of_stem(&self, stem: &str) -> Vec<Range<usize>> {
        let begins_a_word = |stretch: &&Range<usize>| begins_a_word(&self.text, stretch.start);
        self.stretches_of(stem).iter().filter(begins_a_word).cloned().collect()
    }

    /// Whether words occur so often that not every place is known.
    pub fn says_often(&self, words: &str) -> bool {
        self.stretches_of(words).len() == MOST_MENTIONS
    }

    /// Where words occur, after folding. Remembered: names come again and again.
    fn stretches_of(&self, words: &str) -> Arc<[Range<usize>]> {
        let folded = fold(words);
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(&folded) {
            return Arc::clone(found);
        }
        let found: Arc<[Range<usize>]> = self.occurrences(words, 0, MOST_MENTIONS).into();
        known().insert(folded, Arc::clone(&found));
        found
    }

    /// The stretch that shares most with a quotation which is not there; none where nothing is alike.
    pub fn nearest(&self, quote: &str) -> Option<Range<usize>> {
        let folded = self.index.nearest(&fold(quote))?;
        Some(self.whole_words(self.unfolded(&folded)))
    }

    /// A stretch with the rest of the words that it begins and ends in.
    fn whole_words(&self, bytes: Range<usize>) -> Range<usize> {
        let is_of_word = |character: &char| character.is_alphanumeric();
        let before = self.text.get(..bytes.start).unwrap_or_default();
        let after = self.text.get(bytes.end..).unwrap_or_default();
        let length =
            |characters: &mut dyn Iterator<Item = char>| -> usize { characters.map(char::len_utf8).sum() };
        let begun = length(&mut before.chars().rev().take_while(is_of_word).take(LONGEST_WORD));
        let open = length(&mut after.chars().take_while(is_of_word).take(LONGEST_WORD));
        bytes.start - begun..bytes.end + open
    }

    /// The sentence, or the line where none ends before, that a stretch lies in.
    pub fn sentence_around(&self, bytes: &Range<usize>) -> Range<usize> {
        sentence::around(&self.text, bytes)
    }

    /// Every date in it, read against the day it was published; none are read of a very long text.
    pub fn dates(&self, settings: &date::Settings) -> Option<&[date::Reading]> {
        if self.text.len() > MOST_BYTES_READ_FOR_DATES {
            return None;
        }
        Some(self.dates.get_or_init(|| date::read_all(&self.text, settings)))
    }

    /// The days that it says something took place, in order: whole ones, of their own, not told in passing. None
    /// are read of a very long text.
    pub fn days(&self, settings: &date::Settings) -> Option<&[StatedDays]> {
        let readings = self.dates(settings)?;
        Some(self.days.get_or_init(|| StatedDays::of_events(&self.text, readings)))
    }

    fn occurrences(&self, part: &str, from: usize, most: usize) -> Vec<Range<usize>> {
        let folded = fold(part);
        if folded.is_empty() {
            return Vec::new();
        }
        let from = self.positions.folded(&self.text, from);
        self.index
            .find(&folded, from, most)
            .iter()
            .map(|start| self.unfolded(&(*start..*start + folded.len())))
            .collect()
    }

    /// Where a part stands letter by letter behind a byte. It reads the text itself: for words so often there
    /// otherwise that what is looked at of the folded text does not reach them.
    fn occurrences_by_letter(&self, part: &str, from: usize) -> Vec<Range<usize>> {
        let length = fold(part).len();
        let stretch = self.text.get(from..).unwrap_or_default();
        let starts = stretch.match_indices(part).take(MOST_OCCURRENCES);
        starts
            .map(|(start, _)| self.positions.folded(&self.text, from + start))
            .map(|folded| self.unfolded(&(folded..folded + length)))
            .filter(|stretch| stretch.start > from)
            .collect()
    }

    fn unfolded(&self, folded: &Range<usize>) -> Range<usize> {
        self.positions.unfolded(&self.text, folded)
    }
}

impl StatedDays {
    /// The days on which what a text speaks of took place; those of births and of agreements are left out.
    pub fn of_events(text: &str, readings: &[date::Reading]) -> Vec<Self> {
        let of_event = |reading: &&date::Reading| telling(text, reading.extent.start) == Telling::Event;
        readings.iter().filter(of_event).filter_map(Self::of).collect()
    }

    /// The whole days that a reading says by themselves; none where a part is missing, or told by relation.
    pub fn of(reading: &date::Reading) -> Option<Self> {
        if reading.is_relative() || reading.shape() == date::Shape::Bound {
            return None;
        }
        let days: Option<Vec<NaiveDate>> = reading.dates().iter().map(date::StatedDate::date).collect();
        let days = days?;
        Some(Self { bytes: reading.extent.clone(), first: *days.iter().min()?, last: *days.iter().max()? })
    }
}

/// Whether a word begins at a byte of a text, or what Arabic writes onto the next word stands before it.
fn begins_a_word(text: &str, at: usize) -> bool {
    const LONGEST_PREFIX: usize = 4;
    let before = text.get(..at).unwrap_or_default().chars().rev();
    let mut written_on = before.take_while(|character| character.is_alphanumeric()).take(LONGEST_PREFIX + 1);
    let mut length = 0;
    written_on.all(|letter| {
        length += 1;
        length <= LONGEST_PREFIX && "وفبلكسا".contains(letter)
    })
}

/// Whether two texts are one letter by letter; a line break is as good as a space.
fn are_same_words(quoted: &str, said: &str) -> bool {
    quoted == said || alterations(quoted, said).is_empty()
}

/// The bytes that a part of a text, borrowed from it, takes up in it.
fn within(whole: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    start..start + part.len()
}

fn check_digest(stated: &str, text: &str) -> DigestCheck {
    let digits: String = Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    let now = format!("sha256:{digits}");
    let (algorithm, said) = match stated.trim().split_once(':') {
        Some((algorithm, said)) => (Some(algorithm.to_lowercase().replace('-', "")), said),
        None => (None, stated.trim()),
    };
    let is_hexadecimal = said.bytes().all(|digit| digit.is_ascii_hexdigit());
    match algorithm.as_deref() {
        None | Some("sha256") if is_hexadecimal && said.len() == digits.len() => {
            if digits.eq_ignore_ascii_case(said) { DigestCheck::Same } else { DigestCheck::Differs { now } }
        }
        None => DigestCheck::Unknown { algorithm: algorithm_of_length(said), length: said.len(), now },
        Some(_) => DigestCheck::Unknown { algorithm, length: said.len(), now },
    }
}

/// What a digest without a name most likely is, by its hexadecimal digits.
fn algorithm_of_length(digits: &str) -> Option<String> {
    let name = match digits.len() {
        32 => "md5",
        40 => "sha1",
        128 => "sha512",
        _ => return None,
    };
    digits.bytes().all(|digit| digit.is_ascii_hexdigit()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests;
