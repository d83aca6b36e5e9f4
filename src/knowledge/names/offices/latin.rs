//! Offices in Latin letters: `Deputy Prime Minister`, `le ministre espagnol des Transports`, `CEO of Maersk`.

use super::Begun;
use super::word::{Word, is_person};
use crate::knowledge::countries::is_of_a_people;
use crate::text::known::KnownNames;
use crate::text::office_words::OfficeWord::{
    self, AlsoAName, And, Article, Company, Link, Particle, Post, Rank, Subject, Throne, Title,
};

/// What is known of an office while it is read.
#[derive(Debug, Default)]
struct Phrase {
    /// How many words it has.
    length: usize,
    head: Option<OfficeWord>,
    has_throne: bool,
    has_article: bool,
    /// General, prime.
    has_rank: bool,
    /// What it is of is said.
    has_object: bool,
    /// What it is of is a word that nobody knows, and may have more words.
    is_open: bool,
}

/// How far an office goes.
pub(super) fn begin(words: &[Word<'_>]) -> Begun {
    let phrase = phrase(words);
    let Some(head) = phrase.head.filter(|_| !phrase.has_throne) else { return Begun::No };
    let is_told = phrase.has_rank || phrase.has_object;
    if head == AlsoAName
        && (!is_told || phrase.is_open && !has_link(words.get(..phrase.length).unwrap_or_default()))
    {
        return Begun::No;
    }
    let rest = words.get(phrase.length..).unwrap_or_default();
    if rest.is_empty() {
        return Begun::Whole;
    }
    if phrase.is_open {
        return behind_the_unknown(words, phrase.length);
    }
    let is_a_name = match rest {
        // Head Smith, Minister for Silly Walks: a title stands before a family name alone, else it must be known.
        [one] => {
            head == Title && !phrase.has_object || is_told && KnownNames::bundled().contains(&one.folded)
        }
        // President de Tracy, Senador de Jalisco: nobody can tell.
        [first, ..] => first.is != Some(Particle),
        [] => false,
    };
    if is_a_name && is_person(rest) { Begun::Then(phrase.length) } else { Begun::No }
}

/// Whether an office behind a name is told by what it is of, or is written small.
pub(super) fn is_told(words: &[Word<'_>]) -> bool {
    let phrase = phrase(words);
    let is_small = words.first().is_some_and(Word::is_small);
    phrase.has_object || phrase.head == Some(Title) && (phrase.has_rank || is_small)
}

fn has_link(words: &[Word<'_>]) -> bool {
    words.iter().any(|word| word.is == Some(Link))
}

/// `Mayor of Springfield Joe Hale`: a given name that is known begins the name. `CEO of Goldman Sachs` has none.
fn behind_the_unknown(words: &[Word<'_>], length: usize) -> Begun {
    let rest = words.get(length..).unwrap_or_default();
    let names = rest.iter().enumerate().skip_while(|(_, word)| !word.is_given_name());
    if let Some((at, _)) = names.into_iter().next() {
        let name = rest.get(at..).unwrap_or_default();
        return if name.len() >= 2 && is_person(name) { Begun::Then(length + at) } else { Begun::No };
    }
    if rest.len() == 1 || rest.iter().any(|word| word.is == Some(Company)) { Begun::Whole } else { Begun::No }
}

fn phrase(words: &[Word<'_>]) -> Phrase {
    let mut phrase = Phrase::default();
    let is_all_small = words.iter().all(Word::is_small);
    while let Some(word) = words.get(phrase.length) {
        let next = words.get(phrase.length + 1);
        let previous = phrase.length.checked_sub(1).and_then(|before| words.get(before));
        let taken = match word.is {
            Some(class @ (Title | Post | AlsoAName)) => {
                // Chief Justice
                phrase.has_rank |= phrase.head == Some(AlsoAName) && class == AlsoAName;
                phrase.head = stronger(phrase.head, class);
                1
            }
            // "Duke": its holder is called by it.
            Some(Throne) if phrase.head.is_none() => {
                phrase.has_throne = true;
                1
            }
            Some(Throne) if previous.is_some_and(is_link) => 1,
            Some(Rank) => {
                phrase.has_rank = true;
                1
            }
            Some(Subject | Company) if takes_a_subject(&phrase, word, previous) => {
                phrase.has_object |= phrase.length > 0;
                1
            }
            Some(Article) => usize::from(next.is_some_and(|next| {
                is_known(next) || is_of_a_people(next.text) || phrase.head.is_some() && next.is_small()
            })),
            Some(And) => usize::from(next.is_some_and(|next| {
                is_known(next) || is_link(next) || phrase.has_object && next.is_small() && !is_all_small
            })),
            Some(Link | Particle) if phrase.head.is_some() => object(words, &mut phrase),
            _ if word.is_a_place() && !(phrase.head.is_some() && word.is_given_name()) => {
                phrase.has_object |= phrase.head.is_some();
                1
            }
            _ if phrase.head.is_none() => usize::from(is_of_a_people(word.text)),
            None if is_of_a_people(word.text) && word.is_small() => 1,
            None if word.is_small() && !is_all_small && !word.is_given_name() => 1,
            _ => 0,
        };
        if word.is == Some(Article) && phrase.length == 0 {
            phrase.has_article = true;
        }
        if taken == 0 {
            break;
        }
        phrase.length += taken;
    }
    phrase
}

fn stronger(known: Option<OfficeWord>, class: OfficeWord) -> Option<OfficeWord> {
    match known {
        Some(Title | Post) if class == AlsoAName => known,
        _ => Some(class),
    }
}

/// "Trade Minister", "Minister of Trade", but "Prime Minister Justice Okoro".
fn takes_a_subject(phrase: &Phrase, word: &Word<'_>, previous: Option<&Word<'_>>) -> bool {
    let follows_a_link = previous
        .is_some_and(|previous| previous.is_any(&[Link, Particle, Article, And, Rank, Subject, Company]));
    phrase.head.is_none() || word.is_small() || follows_a_link || phrase.has_object && !word.is_given_name()
}

fn is_known(word: &Word<'_>) -> bool {
    word.is_any(&[Title, Post, AlsoAName, Throne, Rank, Subject, Company])
}

fn is_link(word: &Word<'_>) -> bool {
    word.is_any(&[Link, Particle, Article])
}

/// How many words from a link on say what the office is of.
fn object(words: &[Word<'_>], phrase: &mut Phrase) -> usize {
    let here = words.get(phrase.length..).unwrap_or_default();
    let links = here.iter().take_while(|word| is_link(word)).count();
    let Some(object) = here.get(links) else { return 0 };
    let before = here.get(..links).unwrap_or_default();
    let is_known = is_known(object) || object.is_a_place() || object.is_an_acronym() || object.is_small();
    // President de Vigny, but Directeur de Citroën and Secretario general de Podemos.
    let is_no_name = has_link(before) || phrase.head != Some(Title) || phrase.has_rank || phrase.has_object;
    if !(is_known || is_no_name) {
        return 0;
    }
    phrase.has_object = true;
    if is_known && !object.is_a_place() && !object.is_an_acronym() {
        return links;
    }
    phrase.is_open |= !is_known;
    links + 1
}
