//! The words by which a sentence tells an office.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::{SentenceWord, bare, without_clitic, words_of};
use crate::knowledge::countries::{acronyms_of, codes, is_acronym, names_of, stems_of};

const TABLE: &str = include_str!("words.tsv");

/// What a word, or a few, say in a sentence about offices.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordMeaning {
    /// An office, by the value of its row.
    Head(&'static str),
    /// What changes it: deputy, former …
    Qualifier(&'static str),
    /// A field of work.
    Topic(&'static str),
    /// A country, by its name or by the adjective for what is its own.
    Country(&'static str),
    /// Somebody of the same office on the other side.
    Counterpart,
    /// Nothing of its own.
    Weak,
    /// A form of address.
    Address,
    /// That whoever is named behind it does not take part.
    Aside,
    /// What is done, where and when: no part of an office.
    Verb,
    /// Any other word, by its key without article.
    Other(String),
}

/// The meanings of words, one after the other, each with the words it takes up. Short titles are written out.
pub fn meanings(words: &[SentenceWord<'_>]) -> Vec<(WordMeaning, std::ops::Range<usize>)> {
    let mut said = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let rest = &words[at..];
        let (meaning, length) = match longest(rest) {
            // "Saïd Ouali" said nothing: who is written with a capital within a sentence is somebody.
            Some((Row::Means(WordMeaning::Verb), 1))
                if at > 0 && rest[0].is_capital() && !rest[0].is_arabic() =>
            {
                (WordMeaning::Other(rest[0].key.clone()), 1)
            }
            // Who writes its dots means the name علي, not the preposition على.
            Some((Row::Means(_), 1)) if rest[0].text == "علي" => {
                (WordMeaning::Other(rest[0].key.clone()), 1)
            }
            Some((Row::Means(meaning), length)) => (meaning.clone(), length),
            Some((Row::ShortFor(whole), length)) => {
                let whole = words_of(whole);
                said.extend(meanings_of_whole(&whole).into_iter().map(|meaning| (meaning, at..at + length)));
                at += length;
                continue;
            }
            None => match country(rest) {
                Some((code, length)) => (WordMeaning::Country(code), length),
                None => (WordMeaning::Other(bare(&rest[0].key).to_owned()), 1),
            },
        };
        said.push((meaning, at..at + length));
        at += length;
    }
    said
}

fn meanings_of_whole(words: &[SentenceWord<'_>]) -> Vec<WordMeaning> {
    let mut said = Vec::new();
    let mut at = 0;
    while let Some(rest) = words.get(at..).filter(|rest| !rest.is_empty()) {
        let (meaning, length) = match longest(rest) {
            Some((Row::Means(meaning), length)) => (meaning.clone(), length),
            _ => (WordMeaning::Other(bare(&rest[0].key).to_owned()), 1),
        };
        said.push(meaning);
        at += length;
    }
    said
}

enum Row {
    Means(WordMeaning),
    ShortFor(&'static str),
}

/// The forms that begin with a word: what follows it, longest first.
type Forms = FxHashMap<String, Vec<(Vec<String>, Row)>>;

static FORMS: LazyLock<Forms> = LazyLock::new(|| {
    let mut forms: Forms = FxHashMap::default();
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let (kind, value, third) = (columns.next(), columns.next(), columns.next());
        let (Some(kind), Some(value)) = (kind, value) else { continue };
        let written = if kind == "short" { value } else { third.unwrap_or_default() };
        for form in written.split('|') {
            let mut keys = words_of(form).into_iter().map(|word| bare(&word.key).to_owned());
            let Some(first) = keys.next() else { continue };
            let Some(row) = row(kind, value, third) else { continue };
            forms.entry(first).or_default().push((keys.collect(), row));
        }
    }
    forms.values_mut().for_each(|rows| rows.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
    forms
});

fn row(kind: &str, value: &'static str, third: Option<&'static str>) -> Option<Row> {
    Some(Row::Means(match kind {
        "short" => return Some(Row::ShortFor(third?)),
        "head" => WordMeaning::Head(value),
        "qualifier" => WordMeaning::Qualifier(value),
        "topic" => WordMeaning::Topic(value),
        "counterpart" => WordMeaning::Counterpart,
        "weak" => WordMeaning::Weak,
        "address" => WordMeaning::Address,
        "aside" => WordMeaning::Aside,
        "verb" => WordMeaning::Verb,
        _ => return None,
    }))
}

/// The longest form of the table that words begin with.
fn longest(words: &[SentenceWord<'_>]) -> Option<(&'static Row, usize)> {
    let first = words.first()?;
    let keys = [first.key.as_str(), bare(&first.key)];
    // "بوزير", "لوزير": an office with its preposition.
    let unbound = without_clitic(&first.key).filter(|_| first.is_arabic());
    let heads = unbound.and_then(|key| FORMS.get(key)).into_iter().flatten();
    let heads = heads.filter(|(_, row)| matches!(row, Row::Means(WordMeaning::Head(_))));
    let rows = keys.iter().filter_map(|key| FORMS.get(*key)).flatten().chain(heads);
    let fits = |rest: &Vec<String>| {
        rest.iter().enumerate().all(|(at, key)| {
            words
                .get(at + 1)
                .is_some_and(|word| word.gap.is_close() && (word.key == *key || bare(&word.key) == key))
        })
    };
    rows.filter(|(rest, _)| fits(rest))
        .max_by_key(|(rest, _)| rest.len())
        .map(|(rest, row)| (row, rest.len() + 1))
}

/// Names of countries by their keys, and the beginnings of the words for what is theirs.
struct Countries {
    names: FxHashMap<String, &'static str>,
    stems: FxHashMap<String, &'static str>,
    /// What is a name only as it is written: US, UAE.
    acronyms: FxHashMap<&'static str, &'static str>,
}

/// The most words of a country's name that are looked at.
const LONGEST_NAME: usize = 5;
/// Fewer letters begin many words.
const SHORTEST_STEM: usize = 4;
/// What makes an adjective of a stem has no more letters: `marocain-e-s`, `costa-rricense`.
const LONGEST_ENDING: usize = 6;

static COUNTRIES: LazyLock<Countries> = LazyLock::new(|| {
    let mut countries = Countries {
        names: FxHashMap::default(),
        stems: FxHashMap::default(),
        acronyms: FxHashMap::default(),
    };
    for code in codes() {
        for acronym in acronyms_of(code) {
            countries.acronyms.entry(acronym).or_insert(code);
        }
        for name in names_of(code) {
            let keys: Vec<String> = words_of(name).iter().map(|word| bare(&word.key).to_owned()).collect();
            countries.names.entry(keys.join(" ")).or_insert(code);
            if let [only] = keys.as_slice() {
                countries.stems.entry(stem(only).to_owned()).or_insert(code);
            }
        }
        for name in stems_of(code) {
            let keys: Vec<String> = words_of(name).iter().map(|word| bare(&word.key).to_owned()).collect();
            countries.stems.insert(keys.join(" "), code);
        }
    }
    countries
});

/// The part of a country's name that its adjective shares: espan of España, maroc of Maroc.
fn stem(key: &str) -> &str {
    let cut = ["يا", "ا", "ه", "ia", "ie", "e", "a"].iter().find_map(|ending| key.strip_suffix(ending));
    cut.filter(|cut| cut.chars().count() >= 3).unwrap_or(key)
}

/// The country that words begin with, by a name or an adjective.
fn country(words: &[SentenceWord<'_>]) -> Option<(&'static str, usize)> {
    let close =
        1 + words.iter().skip(1).take(LONGEST_NAME - 1).take_while(|word| word.gap.is_close()).count();
    let keys: Vec<&str> = words.iter().take(close).map(|word| bare(&word.key)).collect();
    for length in (1..=keys.len()).rev() {
        let name = keys.get(..length)?.join(" ");
        if let Some(code) = COUNTRIES.names.get(&name) {
            return Some((code, length));
        }
    }
    let first = keys.first()?;
    let written = words.first()?.text;
    if is_acronym(written) {
        return COUNTRIES.acronyms.get(written).map(|code| (*code, 1));
    }
    let ends: Vec<usize> = first.char_indices().map(|(at, _)| at).chain([first.len()]).collect();
    let by_stem = ends
        .iter()
        .skip(SHORTEST_STEM)
        .rev()
        .take(LONGEST_ENDING + 1)
        .find_map(|end| COUNTRIES.stems.get(first.get(..*end)?).copied());
    by_stem.map(|code| (code, 1))
}
