//! Keys one letter apart: a slip of the pen, or another name.

use super::super::decision::{DecisionReason, Evidence, Verdict};
use super::super::key::is_arabic;
use super::super::known::{KnownNames, is_one_name};
use super::super::latin::is_function_word;
use super::super::name::Name;
use super::initials::initial_fits;
use super::{LONG_KEY, SHORT_KEY, beside_shared, both_frequent};

pub(super) fn one_letter_apart(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, DecisionReason) {
    let letters = a.letters().min(b.letters());
    if a.numbers != b.numbers {
        return (Verdict::Undecided, DecisionReason::NumberInOne);
    }
    if a.generation != b.generation {
        return (Verdict::Undecided, DecisionReason::GenerationInOne);
    }
    if let Some(reason) = both_frequent(evidence) {
        return (Verdict::Different, reason);
    }
    // Where one stands beside a name that begins with it, it is not seen which letter is more: Kofi A. Annan.
    if initial_fits(a, b) {
        return beside_shared(evidence, DecisionReason::InitialFits);
    }
    let (left, right) = differing_words(a, b);
    // The letter is a word of its own: a stray و perhaps, which no other word is short for.
    let is_one_letter = |word: &str| word.chars().count() == 1;
    let has_one_letter = |name: &Name| name.words.iter().any(|word| is_one_letter(word));
    if (is_arabic(&left) || left == right) && (has_one_letter(a) || has_one_letter(b)) {
        return (Verdict::Undecided, DecisionReason::NothingShown);
    }
    if is_one_letter(&left) || is_one_letter(&right) {
        return beside_shared(evidence, DecisionReason::InitialFits);
    }
    if let Some(reason) = makes_another_name(&left, &right, evidence) {
        return (Verdict::Undecided, reason);
    }
    let fewest = if evidence.shared.is_empty() { LONG_KEY } else { SHORT_KEY };
    if letters < fewest {
        return (Verdict::Undecided, DecisionReason::TooShort { letters });
    }
    (Verdict::Same, DecisionReason::OneLetterApart { letters })
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
fn makes_another_name(left: &str, right: &str, evidence: &Evidence<'_>) -> Option<DecisionReason> {
    let (left, right) = without_common_head(left, right);
    let (left, right) = (left.to_owned(), right.to_owned());
    let bundled = KnownNames::bundled();
    let known = evidence.known.unwrap_or(&bundled);
    if known.are_two(&left, &right) || plurals_are_two(&left, &right, known) {
        return Some(DecisionReason::BothAreNames { left, right });
    }
    if is_one_name(&left, &right) {
        return None;
    }
    if ending_makes_another_name(&left, &right) {
        return Some(DecisionReason::EndingDiffers { left, right });
    }
    if evidence.shared.is_empty() && first_letter_differs(&left, &right) {
        return Some(DecisionReason::FirstLetterDiffers { left, right });
    }
    if is_short_change(&left, &right) {
        return Some(DecisionReason::ShortWordsDiffer { left, right });
    }
    None
}

/// What a joined عبد or Abdel governs is a word of its own, حليم and عليم in عبدحليم and عبدعليم; so is
/// what follows a joined preposition or conjunction with its article.
fn without_common_head<'w>(left: &'w str, right: &'w str) -> (&'w str, &'w str) {
    let heads = ["عبد", "ابو", "بن", "وال", "لل", "بال", "abdel", "abdul", "abdal", "abd", "ben", "bou"];
    // A doubled letter may stand on either side of the seam: Benani and Bennani.
    if without_doubles(left) == without_doubles(right) {
        return (left, right);
    }
    let governed = heads.iter().find_map(|head| Some((left.strip_prefix(head)?, right.strip_prefix(head)?)));
    match governed {
        Some((left, right)) if left.chars().count().min(right.chars().count()) >= 3 => (left, right),
        _ => (left, right),
    }
}

/// Carers and Careers are two as Carer and Career are.
fn plurals_are_two(left: &str, right: &str, known: &KnownNames) -> bool {
    match (left.strip_suffix('s'), right.strip_suffix('s')) {
        (Some(left), Some(right)) => known.are_two(left, right),
        _ => false,
    }
}

fn first_letter_differs(left: &str, right: &str) -> bool {
    let (mut rest_of_left, mut rest_of_right) = (left.chars(), right.chars());
    let (Some(first), Some(other)) = (rest_of_left.next(), rest_of_right.next()) else {
        return false;
    };
    first != other
        && rest_of_left.as_str() == rest_of_right.as_str()
        && !sound_alike(first, other, rest_of_left.as_str())
}

/// Two letters that begin one name in two ways of writing it: Qaddafi and Kaddafi, Chakib and Shakib,
/// Iohannis and Johannis, غوتيريش and جوتيريش. In a short Arabic word the three for a foreign g are three other sounds.
fn sound_alike(first: char, other: char, rest: &str) -> bool {
    const FEWEST_OF_FOREIGN: usize = 5;
    let both_among = |letters: &[char]| letters.contains(&first) && letters.contains(&other);
    both_among(&['c', 'k', 'q'])
        || (both_among(&['c', 's']) && rest.starts_with('h'))
        || (both_among(&['i', 'j', 'y']) && rest.starts_with(['a', 'e', 'o', 'u']))
        || (both_among(&['غ', 'ج', 'ك']) && rest.chars().count() >= FEWEST_OF_FOREIGN)
}

/// Endings that make a woman's name of a man's, an adjective of a name or another patronymic:
/// ه (for ة) and ي in Arabic; in Latin letters an a more, another vowel at the end, -sen for -son.
fn ending_makes_another_name(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if let Some(ending) = long.strip_prefix(short) {
        return matches!(ending, "ه" | "ي" | "a");
    }
    if let (Some(left), Some(right)) = (patronymic_stem(left), patronymic_stem(right)) {
        return left == right;
    }
    match (left.strip_suffix(['a', 'e', 'i', 'o']), right.strip_suffix(['a', 'e', 'i', 'o'])) {
        (Some(left_stem), Some(right_stem)) => left_stem == right_stem && left_stem.len() >= 2,
        _ => false,
    }
}

fn patronymic_stem(name: &str) -> Option<&str> {
    name.strip_suffix("sen").or_else(|| name.strip_suffix("son"))
}

/// Another letter in a word of four or fewer is as likely another word (Bahn, Bank); so is
/// a letter more in a Latin one, but a doubled letter is not. In Arabic a long vowel more between the
/// consonants of a word makes another word of it (بكري, بكوري), unless the word is long.
fn is_short_change(left: &str, right: &str) -> bool {
    const SHORT_WORD: usize = 4;
    let letters: (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if is_arabic(left) && letters.0.len() != letters.1.len() {
        return is_other_pattern(&letters.0, &letters.1);
    }
    if letters.0.len().max(letters.1.len()) > SHORT_WORD {
        return false;
    }
    if letters.0.len() == letters.1.len() {
        return true;
    }
    without_doubles(left) != without_doubles(right)
}

fn without_doubles(word: &str) -> Vec<char> {
    let mut letters: Vec<char> = word.chars().collect();
    letters.dedup();
    letters
}

/// Whether the letter more is a long vowel between two consonants of a word of five letters or fewer.
fn is_other_pattern(left: &[char], right: &[char]) -> bool {
    const LONGEST: usize = 5;
    let (short, long) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    let is_vowel = |letter: &char| matches!(letter, 'ا' | 'و' | 'ي');
    let place = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let around = [place.checked_sub(1), Some(place + 1)].map(|place| long.get(place?));
    long.len() <= LONGEST
        && long.get(place).is_some_and(is_vowel)
        && around.into_iter().all(|letter| letter.is_some_and(|letter| !is_vowel(letter)))
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
