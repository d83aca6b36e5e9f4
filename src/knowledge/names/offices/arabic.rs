//! Offices in Arabic: المدير العام لميناء داكار, and the name behind one: وزير العدل عبد اللطيف وهبي.

use super::Begun;
use super::word::{Word, is_person};
use crate::text::address;
use crate::text::known::KnownNames;
use crate::text::office_words::OfficeWord::{AlsoAName, Link, Post, Rank, Subject, Throne, Title};

/// Words that a name is made of with the office's word: نجم الدين, وزير الدين.
const OF_NAMES: [&str; 6] = ["الدين", "الله", "الرحمن", "الحق", "الاسلام", "الزمان"];

const PREPOSITIONS: [&str; 7] = ["في", "من", "لدي", "الي", "باسم", "بين", "مع"];

/// How far an office goes. A noun without the article is bound to what follows (وزير + التجارة), and what it is of is
/// over with the first word that has an article or is a place: a word without one then begins a name.
pub(super) fn begin(words: &[Word<'_>]) -> Begun {
    let Some((head, others)) = words.split_first() else { return Begun::No };
    if !head.is_an_office() {
        return Begun::No;
    }
    let is_a_name_too = head.is == Some(AlsoAName);
    if others.first().is_some_and(|next| OF_NAMES.contains(&next.folded.as_str()))
        || is_a_name_too
            && !others.first().is_some_and(|next| says_what_it_is_of(next) || next.is_any(&[Title, Post]))
    {
        return Begun::No;
    }
    let mut length = 1;
    let mut is_closed = has_article(head);
    while let Some(word) = words.get(length) {
        let previous = words.get(length - 1).map_or("", |word| word.folded.as_str());
        // What follows في is a place, and what follows شركة its name.
        let is_bound_to =
            |noun: &Word<'_>| noun.is == Some(Subject) && !has_article(noun) && !noun.is_a_place();
        let is_bound = belongs(word)
            || words.get(length - 1).is_some_and(is_bound_to) && !word.is_given_name()
            || PREPOSITIONS.contains(&previous)
            || previous == "علي" && is_on(words, length - 1);
        if word.folded == "و" && words.get(length + 1).is_none_or(|next| !belongs(next)) {
            return Begun::No;
        }
        if !is_bound && (is_closed || word.is_given_name()) || is_address(words, length) {
            break;
        }
        is_closed |= has_article(word) || word.is_a_place();
        length += 1;
    }
    let rest = words.get(length..).unwrap_or_default();
    if rest.is_empty() {
        return if is_whole(words) { Begun::Whole } else { Begun::No };
    }
    if is_closed && is_name(rest) { Begun::Then(length) } else { Begun::No }
}

/// Whether an office behind a name says what it is of.
pub(super) fn is_told(words: &[Word<'_>]) -> bool {
    words.iter().skip(1).any(|word| word.is == Some(Subject) || word.is_a_place())
}

/// «السفير الحموشي» may be a man by his family name; «وزير الداخلية» and «المدير العام» are nobody's.
fn is_whole(words: &[Word<'_>]) -> bool {
    let [head, next, rest @ ..] = words else { return true };
    // «وزير أكبر خان» is a man: what an office is of has an article, or is known.
    let is_of_something = |word: &Word<'_>| has_article(word) || says_what_it_is_of(word);
    let is_bound = !has_article(head) && words.iter().skip(1).any(is_of_something);
    is_bound
        || has_article(head) && !rest.is_empty()
        || says_what_it_is_of(next)
        || next.folded.starts_with("لل")
}

fn says_what_it_is_of(word: &Word<'_>) -> bool {
    word.is_any(&[Subject, Rank]) || word.is_a_place() || is_of_a_people(word)
}

/// Whether a word behind an office's belongs to it.
fn belongs(word: &Word<'_>) -> bool {
    has_article(word)
        || word.is_any(&[Title, Post, Rank, Subject, Throne, Link])
        || word.is == Some(AlsoAName) && !word.is_given_name()
        || PREPOSITIONS.contains(&word.folded.as_str())
        || matches!(word.folded.as_str(), "و" | "ب" | "ل")
        || word.is_a_place()
}

fn has_article(word: &Word<'_>) -> bool {
    ["ال", "لل", "بال", "وال", "ولل", "كال"].iter().any(|article| word.text.starts_with(article))
}

fn is_on(words: &[Word<'_>], at: usize) -> bool {
    words.get(at).is_some_and(|word| word.is == Some(Link))
}

/// الإسباني: the people of a country, by its name without what is written on at either end.
fn is_of_a_people(word: &Word<'_>) -> bool {
    crate::knowledge::countries::is_of_a_people(&word.folded)
}

/// Whether a form of address stands at a word: the name is behind it.
fn is_address(words: &[Word<'_>], at: usize) -> bool {
    let here: Vec<&str> = words.iter().skip(at).map(|word| word.text).collect();
    address::split(&here.join(" "), || false).is_some()
}

/// Two words or more, the first of which is a name's; a form of address may stand before it.
fn is_name(words: &[Word<'_>]) -> bool {
    let text: Vec<&str> = words.iter().map(|word| word.text).collect();
    let text = text.join(" ");
    let named = address::without(&text).split_whitespace().count();
    let words = words.get(words.len().saturating_sub(named)..).unwrap_or_default();
    let is_of_a_place = |word: &Word<'_>| word.is_a_place() && !word.is_given_name();
    let is_known = |word: &Word<'_>| word.is_given_name() || KnownNames::bundled().contains(&word.folded);
    let Some(first) = words.first().filter(|first| !is_of_a_place(first)) else { return false };
    // ونظيره الإسباني, لكرة القدم, مكافحة الإرهاب
    let is_like_one = !first.folded.starts_with(['و', 'ل']) && !words.iter().any(has_article);
    words.len() >= 2 && is_person(words) && (is_known(first) || first.folded == "عبد" || is_like_one)
}
