//! Names in a sentence.

use std::ops::Range;

use super::vocabulary::WordMeaning;
use super::words::{Gap, SentenceWord, bare, without_clitic, words_of};
use crate::knowledge::countries::countries_of_city;

/// A person who is looked for: the names he goes by, each as its words.
#[derive(Debug, Clone)]
pub struct Person {
    names: Vec<Vec<String>>,
}

/// Where a name stands in a sentence.
#[derive(Debug, Clone)]
pub struct Named {
    /// Its words.
    pub words: Range<usize>,
    /// Whose it is, by the number in the list that the sentence was read for; none for anybody else's.
    pub person: Option<usize>,
    /// Which given name stands before the surname.
    pub given: Given,
    /// A word before it says that whoever bears it does not take part.
    pub is_aside: bool,
    /// Something is written onto it: «بعمر», «لعمر».
    pub(super) has_clitic: bool,
    /// It is joined to what stands before by a word for "and".
    pub(super) is_joined: bool,
}

/// The given name that a sentence has beside a surname.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// The person's own, or an initial of it.
    Own,
    /// None.
    Absent,
    /// One that the person does not have.
    Another,
}

impl Person {
    /// Somebody who goes by these names.
    pub fn new<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let keys = |name: &str| words_of(name).into_iter().map(|word| word.key).collect();
        Self { names: names.into_iter().map(keys).filter(|name: &Vec<String>| !name.is_empty()).collect() }
    }
}

/// Everybody who is named, in the order of the sentence.
pub(super) fn named(
    words: &[SentenceWord<'_>],
    said: &[(WordMeaning, Range<usize>)],
    people: &[Person],
) -> Vec<Named> {
    let kinds = Kinds::of(words, said);
    let mut named: Vec<Named> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = person_at(words, &kinds, people, at).or_else(|| {
            let other = other_at(words, &kinds, at)?;
            // "Sander van Dijk" is one of the people by his surname.
            let within = other.words.start + 1..other.words.end;
            within.into_iter().find_map(|at| person_at(words, &kinds, people, at)).or(Some(other))
        });
        match found {
            Some(found) => {
                // A surname takes in the given name before it.
                at = found.words.end;
                named.push(found);
            }
            None => at += 1,
        }
    }
    named
}

/// What each word is part of.
struct Kinds<'m> {
    of_word: Vec<Option<&'m WordMeaning>>,
}

impl<'m> Kinds<'m> {
    fn of(words: &[SentenceWord<'_>], said: &'m [(WordMeaning, Range<usize>)]) -> Self {
        let mut of_word = vec![None; words.len()];
        for (meaning, range) in said {
            for slot in of_word.get_mut(range.clone()).unwrap_or_default() {
                *slot = Some(meaning);
            }
        }
        Self { of_word }
    }

    fn at(&self, word: usize) -> Option<&'m WordMeaning> {
        self.of_word.get(word).copied().flatten()
    }

    /// Whether a word means nothing that is known: it may be a name.
    fn is_open(&self, word: usize) -> bool {
        matches!(self.at(word), Some(WordMeaning::Other(_)))
    }
}

/// One of the people, whose name begins at a word.
fn person_at(words: &[SentenceWord<'_>], kinds: &Kinds<'_>, people: &[Person], at: usize) -> Option<Named> {
    let fits = people.iter().enumerate().flat_map(|(number, person)| {
        person.names.iter().filter_map(move |name| Some((number, match_at(words, kinds, name, at)?)))
    });
    let (person, (range, given)) = fits.max_by_key(|(_, (range, given))| {
        (*given != Given::Another, range.len(), std::cmp::Reverse(*given as u8))
    })?;
    let is_own_letter = people.get(person).is_some_and(|person| {
        let first = words.get(range.start).map_or("", |word| word.key.as_str());
        person.names.iter().flatten().any(|part| part == first)
    });
    let mut named = about(words, kinds, range, Some(person), given);
    named.has_clitic &= !is_own_letter;
    Some(named)
}

/// How a name stands at a word: its words, and which given name is with them.
fn match_at(
    words: &[SentenceWord<'_>],
    kinds: &Kinds<'_>,
    name: &[String],
    at: usize,
) -> Option<(Range<usize>, Given)> {
    let mut end = at;
    let mut next = 0;
    let mut told = 0;
    while let Some(word) = words.get(end).filter(|word| end == at || word.gap.is_close()) {
        let found = name.iter().skip(next).position(|part| is_part(word, part, end == at));
        match found {
            Some(found) => (next, told) = (next + found + 1, told + 1),
            // An initial, a name that the record leaves out, between two that it has.
            None if told > 0 && is_between(words, name, next, end) => {}
            None => break,
        }
        end += 1;
    }
    let is_a_name = |word: &SentenceWord<'_>| word.is_arabic() || word.is_capital();
    if (told >= 2 || told == name.len()) && words.get(at..end)?.iter().any(is_a_name) {
        let has_first = words.get(at).zip(name.first()).is_some_and(|(word, part)| is_part(word, part, true));
        let other = at.checked_sub(1).filter(|before| {
            let first = words.get(at).filter(|word| word.gap.is_close());
            !has_first
                && first.is_some_and(|first| {
                    let binds = !first.is_arabic() || is_bound_to_the_name_before(first);
                    binds && words.get(*before).is_some_and(|word| is_given(word, kinds, *before, true))
                })
        });
        return Some(other.map_or((at..end, Given::Own), |before| (before..end, Given::Another)));
    }
    // What stands before a surname is a given name.
    let surname = name.last().filter(|_| name.len() > 1)?;
    let from = at;
    let mut to = at;
    while words.get(to).is_some_and(|word| is_given(word, kinds, to, to == at)) && to - from < MOST_GIVEN {
        if words.get(to + 1).is_some_and(|word| word.gap.is_close() && is_part(word, surname, false)) {
            let given = words.get(from..=to)?;
            let own = |word: &SentenceWord<'_>| name.iter().any(|part| is_short_for(&word.key, part));
            let is_own = given.first().is_some_and(own);
            // The name begins with a later word: what stands here is no part of it.
            if !is_own && given.iter().any(own) {
                return None;
            }
            return Some((from..to + 2, if is_own { Given::Own } else { Given::Another }));
        }
        to += 1;
    }
    let is_alone = words.get(at).is_some_and(|word| is_part(word, surname, true))
        && surname.chars().count() >= SHORTEST_SURNAME;
    is_alone.then_some((at..at + 1, Given::Absent))
}

/// Whether an Arabic word of a name goes with the word before it: بن عمر, الدين, القادر.
fn is_bound_to_the_name_before(word: &SentenceWord<'_>) -> bool {
    matches!(word.key.as_str(), "بن" | "بنت" | "ابن" | "ولد") || bare(&word.key) != word.key
}

/// More given names than this nobody has before a surname.
const MOST_GIVEN: usize = 3;
const SHORTEST_SURNAME: usize = 3;

/// Whether a word of a sentence is a word of a name; at its beginning something may be written onto it.
fn is_part(word: &SentenceWord<'_>, part: &str, is_first: bool) -> bool {
    let key = word.key.as_str();
    key == part
        || word.is_arabic()
            && (bare(key) == bare(part) || is_first && without_clitic(key) == Some(bare(part)))
}

fn is_between(words: &[SentenceWord<'_>], name: &[String], next: usize, at: usize) -> bool {
    let is_small = words.get(at).is_some_and(|word| word.is_capital() && word.key.chars().count() <= 2);
    is_small
        && words.get(at + 1).is_some_and(|word| {
            word.gap.is_close() && name.iter().skip(next).any(|part| is_part(word, part, false))
        })
}

/// Whether a word may be a given name where it stands.
fn is_given(word: &SentenceWord<'_>, kinds: &Kinds<'_>, at: usize, is_first: bool) -> bool {
    let is_known_name = kinds.is_open(at) || is_named_as_a_country(word, kinds, at);
    if !is_known_name || !is_first && !word.gap.is_close() {
        return false;
    }
    if word.is_arabic() { may_be_an_arabic_name(word) } else { word.is_capital() }
}

/// Whether a word is written as a given name is that means a country as well: Germán, Israel, Chad, France. Behind an
/// office or "of" it is the country.
fn is_named_as_a_country(word: &SentenceWord<'_>, kinds: &Kinds<'_>, at: usize) -> bool {
    let is_told_of = word.gap.is_close()
        && at.checked_sub(1).is_some_and(|before| {
            !matches!(kinds.at(before), Some(WordMeaning::Verb | WordMeaning::Aside | WordMeaning::Address))
        });
    !word.is_arabic()
        && word.is_capital()
        && matches!(kinds.at(at), Some(WordMeaning::Country(_)))
        && !is_told_of
}

/// A verb begins with the letters of its person, a noun that is talked of with the article.
fn may_be_an_arabic_name(word: &SentenceWord<'_>) -> bool {
    const SHORTEST: usize = 3;
    /// Names that begin as a verb does, or a word behind "and".
    const NAMES: [&str; 16] = [
        "يوسف",
        "ياسر",
        "ياسين",
        "يحيي",
        "يونس",
        "يزيد",
        "يعقوب",
        "يسري",
        "يمني",
        "ياسمين",
        "وليد",
        "وايل",
        "وسيم",
        "وفاء",
        "وهيب",
        "وحيد",
    ];
    bare(&word.key) == word.key
        && word.key.chars().count() >= SHORTEST
        && (!word.key.starts_with(['ي', 'و']) || NAMES.contains(&word.key.as_str()))
        && !word.text.ends_with(['ا', '\u{064b}', 'ة'])
        && !word.key.ends_with("ات")
}

/// Whether a given name stands for a part of a name: the same, an initial, a short form.
fn is_short_for(key: &str, part: &str) -> bool {
    const SHORT_FORM: usize = 4;
    let length = key.chars().count();
    let shared = key.chars().zip(part.chars()).take_while(|(a, b)| a == b).count();
    key == part
        || bare(key) == bare(part)
        || length == 1 && shared == 1
        || length.min(part.chars().count()) <= SHORT_FORM && shared >= 2
        || length >= 5 && strsim::osa_distance(key, part) <= 1
}

/// A name of anybody else that begins at a word.
fn other_at(words: &[SentenceWord<'_>], kinds: &Kinds<'_>, at: usize) -> Option<Named> {
    let word = words.get(at)?;
    let range =
        if word.is_arabic() { arabic_other(words, kinds, at) } else { latin_other(words, kinds, at) }?;
    Some(about(words, kinds, range, None, Given::Absent))
}

/// Capitals in a row that mean nothing else; a single one only right behind an office.
fn latin_other(words: &[SentenceWord<'_>], kinds: &Kinds<'_>, at: usize) -> Option<Range<usize>> {
    const PARTICLES: [&str; 16] = [
        "de", "van", "von", "bin", "ben", "ibn", "al", "el", "da", "dos", "di", "del", "der", "den", "du",
        "la",
    ];
    /// What stands behind them belongs to what stands before.
    const BINDS: [&str; 10] = ["de", "du", "des", "d", "of", "del", "della", "l", "for", "pour"];
    /// Behind them a city is a place.
    const PLACES: [&str; 8] = ["a", "in", "at", "en", "to", "from", "desde", "near"];
    let is_name = |at: usize| {
        words
            .get(at)
            .is_some_and(|word| word.is_capital() && kinds.is_open(at) && word.key.chars().count() > 1)
    };
    // "à Paris Paul Martin": the city is no part of the name.
    let is_city = |at: usize| words.get(at).is_some_and(|word| !countries_of_city(word.text).is_empty());
    let before = |keys: &[&str]| {
        words.get(at).is_some_and(|word| word.gap.is_close())
            && at
                .checked_sub(1)
                .and_then(|at| words.get(at))
                .is_some_and(|word| keys.contains(&word.key.as_str()))
    };
    let is_country = |at: usize| {
        words.get(at).is_some_and(|word| is_named_as_a_country(word, kinds, at)) && is_name(at + 1)
    };
    if !is_name(at) && !is_country(at) || is_city(at) && before(&PLACES) || before(&BINDS) {
        return None;
    }
    let mut end = at + 1;
    while let Some(word) = words.get(end).filter(|word| word.gap.is_close()) {
        let is_particle = PARTICLES.contains(&word.key.as_str())
            && (is_name(end + 1)
                || words.get(end + 1).is_some_and(|next| PARTICLES.contains(&next.key.as_str()))
                    && is_name(end + 2));
        let is_initial = word.is_capital() && word.key.chars().count() == 1;
        // "Kim Dae-jung": the second half of a given name.
        let is_half = end > at + 1 && word.gap == Gap::Hyphen && word.text.chars().all(char::is_alphabetic);
        if !is_name(end) && !is_particle && !is_initial && !is_half {
            break;
        }
        end += 1;
    }
    let follows_office = at > 0
        && matches!(
            kinds.at(at - 1),
            Some(
                WordMeaning::Head(_)
                    | WordMeaning::Topic(_)
                    | WordMeaning::Country(_)
                    | WordMeaning::Qualifier(_)
            )
        );
    (end - at >= 2 || follows_office).then_some(at..end)
}

/// Behind an Arabic office that is told to its end: two words that mean nothing else.
fn arabic_other(words: &[SentenceWord<'_>], kinds: &Kinds<'_>, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 4;
    let may_begin = |at: usize| {
        words.get(at).is_some_and(|word| kinds.is_open(at) && word.is_arabic() && may_be_an_arabic_name(word))
    };
    let goes_on = |at: usize| {
        words.get(at).is_some_and(|word| word.gap.is_close() && kinds.is_open(at) && word.is_arabic())
    };
    let is_addressed =
        at.checked_sub(1).is_some_and(|before| matches!(kinds.at(before), Some(WordMeaning::Address)));
    let begins = may_begin(at) && is_behind_an_office(words, kinds, at) || is_addressed && goes_on(at);
    if !begins || !goes_on(at + 1) {
        return None;
    }
    let length = (1..LONGEST).take_while(|next| goes_on(at + next)).count();
    Some(at..at + 1 + length)
}

/// Whether the words before are an office, and what it is of is told: by a word with the article, a field of
/// work, a country.
fn is_behind_an_office(words: &[SentenceWord<'_>], kinds: &Kinds<'_>, at: usize) -> bool {
    const LONGEST_OFFICE: usize = 8;
    let Some(last) = at.checked_sub(1) else { return false };
    let is_told = match kinds.at(last) {
        Some(WordMeaning::Topic(_) | WordMeaning::Country(_) | WordMeaning::Qualifier(_)) => true,
        Some(WordMeaning::Other(_) | WordMeaning::Weak | WordMeaning::Head(_)) => {
            words.get(last).is_some_and(|word| bare(&word.key) != word.key)
        }
        _ => false,
    };
    is_told
        && (at.saturating_sub(LONGEST_OFFICE)..at)
            .rev()
            .take_while(|at| !matches!(kinds.at(*at), Some(WordMeaning::Verb | WordMeaning::Aside) | None))
            .any(|at| matches!(kinds.at(at), Some(WordMeaning::Head(_) | WordMeaning::Counterpart)))
}

fn about(
    words: &[SentenceWord<'_>],
    kinds: &Kinds<'_>,
    range: Range<usize>,
    person: Option<usize>,
    given: Given,
) -> Named {
    const FAR: usize = 4;
    let first = words.get(range.start);
    let has_clitic = first.is_some_and(|word| {
        word.is_arabic()
            && word.key.starts_with(['ب', 'ل'])
            && person.is_some()
            && bare(&word.key) == word.key
            && without_clitic(&word.key).is_some()
            && matches!(kinds.at(range.start), Some(WordMeaning::Other(_)))
    });
    let joins = |key: &str| matches!(key, "et" | "and" | "y" | "e" | "و");
    let is_joined = range.start > 0 && words.get(range.start - 1).is_some_and(|word| joins(&word.key));
    let before = (range.start.saturating_sub(FAR)..range.start).rev();
    let mut near = before.take_while(|at| {
        words.get(at + 1).is_some_and(|word| word.gap != Gap::Stop)
            && !matches!(kinds.at(*at), Some(WordMeaning::Verb) | Some(WordMeaning::Other(_)))
    });
    let is_aside = near.any(|at| matches!(kinds.at(at), Some(WordMeaning::Aside)));
    Named { words: range, person, given, is_aside, has_clitic, is_joined }
}
