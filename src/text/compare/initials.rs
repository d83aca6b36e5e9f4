//! Initials: where they contradict, and where they may stand for a word.

use super::super::key::is_arabic;
use super::super::name::Name;
use super::MOST_WORDS;

/// Initials contradict when neither side's are among the other's, or when all other
/// words are equal and an initial stands where the other has a word with another letter.
pub(super) fn initials_contradict(a: &Name, b: &Name) -> bool {
    if !a.initials.is_empty() && !b.initials.is_empty() {
        return !is_within(&a.initials, &b.initials) && !is_within(&b.initials, &a.initials);
    }
    match unmatched_words(a, b) {
        Some((left, right)) => {
            !left.is_empty()
                && left.len() == right.len()
                && has_initial(&left, &right)
                && !initials_pair(&left, &right)
        }
        None => false,
    }
}

/// Whether the words that only one side has are initials that fit words of the
/// other, or initials that the other leaves out.
pub(super) fn initial_fits(a: &Name, b: &Name) -> bool {
    match unmatched_words(a, b) {
        Some((left, right)) if left.len() == right.len() => {
            has_initial(&left, &right) && initials_pair(&left, &right)
        }
        Some((left, right)) => {
            left.iter().chain(&right).all(|word| is_initial(word)) && (left.is_empty() || right.is_empty())
        }
        None => false,
    }
}

/// The words that the other does not have, in order, if at least one longer word is in both and there is an
/// initial anywhere.
fn unmatched_words<'n>(a: &'n Name, b: &'n Name) -> Option<(Vec<&'n str>, Vec<&'n str>)> {
    // No name has so many words, and each is looked for among all others: not where there is no initial.
    let has_initial = a.words.iter().chain(&b.words).any(|word| is_initial(word));
    if !has_initial || a.words.len().max(b.words.len()) > MOST_WORDS {
        return None;
    }
    let only = |these: &'n Name, others: &'n Name| -> Vec<&'n str> {
        these.words.iter().filter(|word| !others.words.contains(word)).map(String::as_str).collect()
    };
    let common = a.words.iter().any(|word| !is_initial(word) && b.words.contains(word));
    common.then(|| (only(a, b), only(b, a)))
}

fn has_initial(left: &[&str], right: &[&str]) -> bool {
    left.iter().chain(right).any(|word| is_initial(word))
}

/// Whether each word stands beside one with the same first letter, one of the two being an initial.
fn initials_pair(left: &[&str], right: &[&str]) -> bool {
    left.iter().zip(right).all(|(left, right)| {
        (is_initial(left) || is_initial(right)) && left.chars().next() == right.chars().next()
    })
}

fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none() && !is_arabic(word)
}

fn is_within(some: &[char], all: &[char]) -> bool {
    some.iter().all(|initial| all.contains(initial))
}
