//! Keys one letter apart: a slip of the pen, or another name.

use super::super::decision::{Evidence, Reason, Verdict};
use super::super::key::is_arabic;
use super::super::known::KnownNames;
use super::super::latin::is_function_word;
use super::super::name::Name;
use super::{LONG_KEY, SHORT_KEY, beside_shared, both_frequent};

pub(super) fn one_letter_apart(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let letters = a.letters().min(b.letters());
    if a.numbers != b.numbers {
        return (Verdict::Undecided, Reason::NumberInOne);
    }
    if a.generation != b.generation {
        return (Verdict::Undecided, Reason::GenerationInOne);
    }
    if let Some(reason) = both_frequent(evidence) {
        return (Verdict::Different, reason);
    }
    let (left, right) = differing_words(a, b);
    if left.chars().count() == 1 || right.chars().count() == 1 {
        return beside_shared(evidence, Reason::InitialFits);
    }
    if let Some(reason) = makes_another_name(&left, &right, evidence) {
        return (Verdict::Undecided, reason);
    }
    let fewest = if evidence.shared.is_empty() { LONG_KEY } else { SHORT_KEY };
    if letters < fewest {
        return (Verdict::Undecided, Reason::TooShort { letters });
    }
    (Verdict::Same, Reason::OneLetterApart { letters })
}

/// Whether one insertion, deletion, substitution or swap of neighbours makes one key the other.
#[must_use]
pub fn is_one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 || a == b {
        return false;
    }
    let start = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let end = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    if long.len() > short.len() {
        return start + end >= short.len();
    }
    let Some(middle) = long.len().checked_sub(start + end) else {
        return false;
    };
    match middle {
        1 => true,
        2 => short.get(start) == long.get(start + 1) && short.get(start + 1) == long.get(start),
        _ => false,
    }
}

/// Why one letter between these two words may make another name of the word.
fn makes_another_name(left: &str, right: &str, evidence: &Evidence<'_>) -> Option<Reason> {
    let (left, right) = without_common_head(left, right);
    let (left, right) = (left.to_owned(), right.to_owned());
    let bundled = KnownNames::bundled();
    if evidence.known.unwrap_or(&bundled).are_two(&left, &right) {
        return Some(Reason::BothAreNames { left, right });
    }
    if ending_makes_another_name(&left, &right) {
        return Some(Reason::EndingDiffers { left, right });
    }
    if evidence.shared.is_empty() && first_letter_differs(&left, &right) {
        return Some(Reason::FirstLetterDiffers { left, right });
    }
    if is_short_change(&left, &right) {
        return Some(Reason::ShortWordsDiffer { left, right });
    }
    None
}

/// What a joined عبد or Abdel governs is a word of its own: حليم and عليم in عبدحليم and عبدعليم.
fn without_common_head<'w>(left: &'w str, right: &'w str) -> (&'w str, &'w str) {
    let heads = ["عبد", "ابو", "بن", "abdel", "abdul", "abdal", "abd", "ben", "bou"];
    let governed = heads.iter().find_map(|head| Some((left.strip_prefix(head)?, right.strip_prefix(head)?)));
    match governed {
        Some((left, right)) if left.chars().count().min(right.chars().count()) >= 3 => (left, right),
        _ => (left, right),
    }
}

fn first_letter_differs(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (left.chars(), right.chars());
    left.next() != right.next() && left.as_str() == right.as_str()
}

/// Endings that make a woman's name of a man's or an adjective of a name:
/// ه (for ة) and ي in Arabic, a in Latin letters, o for a.
fn ending_makes_another_name(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if let Some(ending) = long.strip_prefix(short) {
        return matches!(ending, "ه" | "ي" | "a");
    }
    match (left.strip_suffix(['a', 'o']), right.strip_suffix(['a', 'o'])) {
        (Some(left_stem), Some(right_stem)) => left_stem == right_stem && left_stem.len() >= 2,
        _ => false,
    }
}

/// Another letter in a word of four or fewer is as likely another word (Bahn, Bank); so is
/// a letter more in a Latin one, but a doubled letter or a long vowel written out is not.
fn is_short_change(left: &str, right: &str) -> bool {
    const SHORT_WORD: usize = 4;
    let letters: (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if letters.0.len().max(letters.1.len()) > SHORT_WORD {
        return false;
    }
    if letters.0.len() == letters.1.len() {
        return true;
    }
    let without_doubles = |mut letters: Vec<char>| {
        letters.dedup();
        letters
    };
    !is_arabic(left) && without_doubles(letters.0) != without_doubles(letters.1)
}

/// The pair of words that the one letter stands in.
fn differing_words(a: &Name, b: &Name) -> (String, String) {
    let (left, right) = (told_words(a), told_words(b));
    if left.len() == right.len() {
        let mut pairs = left.iter().zip(&right).filter(|(left, right)| left != right);
        if let (Some((left, right)), None) = (pairs.next(), pairs.next()) {
            return ((*left).to_owned(), (*right).to_owned());
        }
    }
    let position = a.loose.chars().zip(b.loose.chars()).take_while(|(a, b)| a == b).count();
    (word_at(&left, position), word_at(&right, position))
}

fn told_words(name: &Name) -> Vec<&str> {
    let told: Vec<&str> =
        name.words.iter().map(String::as_str).filter(|word| !is_function_word(word)).collect();
    if told.is_empty() { name.words.iter().map(String::as_str).collect() } else { told }
}

fn word_at(words: &[&str], position: usize) -> String {
    let mut before = 0;
    for word in words {
        before += word.chars().count();
        if position < before {
            return (*word).to_owned();
        }
    }
    words.last().map(|word| (*word).to_owned()).unwrap_or_default()
}
