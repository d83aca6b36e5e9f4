//! The same words in another order: a family name put first, or another name.

use super::super::common::is_common;
use super::super::comparison::{ComparisonReason, Verdict};
use super::super::key::{loose_key, loose_words};
use super::super::known::is_given_name;
use super::super::name::Name;
use super::super::token::parts;

pub(super) fn other_order(a: &Name, b: &Name) -> (Verdict, ComparisonReason) {
    if is_list_in_other_order(a, b) {
        return (Verdict::Undecided, ComparisonReason::ListInOtherOrder);
    }
    if a.numbers != b.numbers {
        return (Verdict::Undecided, ComparisonReason::NumberInOne);
    }
    if initials(a).ne(initials(b)) {
        return (Verdict::Undecided, ComparisonReason::InitialsInOtherOrder);
    }
    let given_names = |name| read_on(name).into_iter().filter(|word| is_given_name(word));
    if given_names(a).ne(given_names(b)) {
        return (Verdict::Undecided, ComparisonReason::EitherOrderIsAName);
    }
    let is_shown = puts_the_surname_first(a.bare()) || puts_the_surname_first(b.bare());
    let reads_alike = read_on(a) == read_on(b) || parts(a.bare()).len() > 2 || parts(b.bare()).len() > 2;
    if is_shown && reads_alike || is_first_word_last(a, b) {
        return (Verdict::Same, ComparisonReason::OtherOrder);
    }
    (Verdict::Undecided, ComparisonReason::WordsChangePlaces)
}

/// The single letters in the order in which they are written.
fn initials(name: &Name) -> impl Iterator<Item = String> {
    loose_words(name.bare()).into_iter().filter(|word| word.chars().count() == 1)
}

/// The words as they are read: what a comma or capitals show to be the surname comes last, in `HASSAN Mohamed` as
/// in `Hassan, Mohamed`.
fn read_on(name: &Name) -> Vec<String> {
    let (surname, rest) = match parts(name.bare())[..] {
        [surname, rest] => (surname, rest),
        _ => in_capitals(name.bare()),
    };
    loose_words(rest).into_iter().chain(loose_words(surname)).collect()
}

/// Whether a comma or capitals show that a name begins with the surname.
pub(in super::super) fn puts_the_surname_first(name: &str) -> bool {
    parts(name).len() > 1 || !in_capitals(name).0.is_empty()
}

/// The words in capitals that a text begins with, and the rest; nothing and the text where all or none are.
fn in_capitals(text: &str) -> (&str, &str) {
    let is_in_capitals = |word: &str| {
        let mut letters = word.chars().filter(|character| character.is_alphabetic());
        letters.clone().count() >= 2 && letters.all(char::is_uppercase)
    };
    let text = text.trim();
    let end = text
        .split_inclusive(char::is_whitespace)
        .take_while(|word| is_in_capitals(word))
        .map(str::len)
        .sum::<usize>();
    if end == text.len() { ("", text) } else { text.split_at(end) }
}

/// Whether one begins with what the other ends in, and goes on with the rest, as a family name that is moved does;
/// words that every organisation is made of are moved for other reasons.
fn is_first_word_last(a: &Name, b: &Name) -> bool {
    let (one, other) = (&a.words, &b.words);
    let is_moved = |moved: usize| {
        one.len() == other.len() && one.iter().skip(moved).chain(one.iter().take(moved)).eq(other.iter())
    };
    // A family name has one word, or is the rest beside a given name of one.
    !one.iter().any(|word| is_common(word)) && (is_moved(1) || one.len().checked_sub(1).is_some_and(is_moved))
}

/// Both are lists of the same parts (`Kabul, Bagram, Afghanistan`): the order may mean something.
fn is_list_in_other_order(a: &Name, b: &Name) -> bool {
    let sorted = |name: &Name| {
        let mut parts: Vec<String> = parts(name.bare()).into_iter().map(loose_key).collect();
        parts.sort_unstable();
        parts
    };
    let (a, b) = (sorted(a), sorted(b));
    a.len() > 1 && a == b
}
