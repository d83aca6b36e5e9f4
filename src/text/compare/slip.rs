//! Keys one letter apart: a slip of the pen, or another name.

use super::super::common::{is_common, is_office_of_a_woman, is_plural_of};
use super::super::comparison::{ComparisonReason, Evidence, Shared, Verdict};
use super::super::key::is_arabic;
use super::super::known::{KnownNames, is_arabic_given_name, is_given_name, is_one_name};
use super::super::latin::{is_function_word, is_legal_form, is_particle};
use super::super::name::Name;
use super::initials::initial_fits;
use super::{LONG_KEY, LONG_WORD, SHORT_KEY, beside_shared, both_frequent, shares_evidence};

/// Times that both are written from which on neither is a slip, unless the other is written many times as often.
const IN_USE: u64 = 3;
/// Letters of a word in which neighbours change places by a slip.
const FEWEST_OF_SWAP: usize = 5;
/// Letters of a word that may be foreign, behind its first.
const FEWEST_OF_FOREIGN: usize = 5;

pub(super) fn one_letter_apart(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, ComparisonReason) {
    let letters = a.letters().min(b.letters());
    if a.numbers != b.numbers {
        return (Verdict::Undecided, ComparisonReason::NumberInOne);
    }
    if a.generation != b.generation {
        return (Verdict::Undecided, ComparisonReason::GenerationInOne);
    }
    if let Some(reason) = both_frequent(evidence) {
        return (Verdict::Different, reason);
    }
    // Where one stands beside a name that begins with it, it is not seen which letter is more: Kofi A. Annan.
    if initial_fits(a, b) {
        return beside_shared(evidence, ComparisonReason::InitialFits);
    }
    let (left, right) = differing_words(a, b);
    let letters_of = |word: &str| word.chars().filter(|character| character.is_alphabetic()).count();
    let in_word = letters_of(&left).min(letters_of(&right));
    // The letter is a word of its own: a stray و perhaps, which no other word is short for.
    let is_one_letter = |word: &str| word.chars().count() == 1;
    let has_one_letter = |name: &Name| name.words.iter().any(|word| is_one_letter(word));
    if (is_arabic(&left) || left == right) && (has_one_letter(a) || has_one_letter(b)) {
        return (Verdict::Undecided, ComparisonReason::NothingShown);
    }
    if is_one_letter(&left) || is_one_letter(&right) {
        // One letter beside two of its own (J. J. Abrams), or beside a word that it cannot stand for.
        let is_initial = left.is_empty() || right.is_empty() || left.chars().next() == right.chars().next();
        let is_left_out = is_initial && !is_arabic(&left) && !is_arabic(&right);
        return match is_left_out {
            true => beside_shared(evidence, ComparisonReason::InitialFits),
            false => (Verdict::Undecided, ComparisonReason::NothingShown),
        };
    }
    if let Some(reason) = makes_another_name(&left, &right, evidence) {
        return (Verdict::Undecided, reason);
    }
    if shares_evidence(evidence) {
        return match letters >= SHORT_KEY {
            true => (Verdict::Same, ComparisonReason::OneLetterApart { letters: in_word }),
            false => (Verdict::Undecided, ComparisonReason::TooShort { letters: in_word }),
        };
    }
    let is_last = |word: &str, name: &Name| told_words(name).last().is_some_and(|last| *last == word);
    let slip = Slip {
        is_surname: is_last(&left, a) && is_last(&right, b),
        is_in_use: evidence.counts.is_some_and(|(left, right)| left.min(right) >= IN_USE),
        left: &left,
        right: &right,
        longer: letters_of(&left).max(letters_of(&right)),
        is_all: told(a) == left && told(b) == right,
    };
    let shows_itself = || slip.shows_itself(weight_of_equal_words(a, b));
    if letters >= LONG_KEY && (is_rare_beside(evidence, slip.is_all) || shows_itself()) {
        return (Verdict::Same, ComparisonReason::OneLetterApart { letters: in_word });
    }
    // Of two places in one country, a letter that is doubled or has changed places is enough.
    if slip.is_all && evidence.shared.contains(&Shared::Country) && slip.is_of_the_hand() {
        return (Verdict::Same, ComparisonReason::OneLetterApart { letters: in_word });
    }
    if slip.is_all && in_word >= LONG_WORD {
        return (Verdict::Undecided, ComparisonReason::NothingBeside);
    }
    (Verdict::Undecided, ComparisonReason::TooShort { letters: in_word })
}

/// Whether one form is written many times as often as the other: then that is evidence of a slip, the more so where
/// another word of the name is equal.
fn is_rare_beside(evidence: &Evidence<'_>, is_all: bool) -> bool {
    let many = if is_all { 10 } else { 3 };
    evidence.counts.is_some_and(|(left, right)| {
        let (fewer, more) = (left.min(right), left.max(right));
        fewer > 0 && fewer.saturating_mul(many) <= more
    })
}

/// Whether enough of two names is equal, word by word, to know them by: two words, or one of eight letters. Particles
/// and words of every organisation say nothing.
pub(super) fn weight_of_equal_words(a: &Name, b: &Name) -> bool {
    const LONG: usize = 8;
    if a.words.len() != b.words.len() {
        return false;
    }
    let tells = |word: &&String| {
        !is_function_word(word) && !is_particle(word) && !is_common(word) && !is_legal_form(word)
    };
    let equal = a.words.iter().zip(&b.words).filter(|(left, right)| left == right).map(|(left, _)| left);
    let letters: Vec<usize> =
        equal.filter(tells).map(|word| word.chars().count()).filter(|&letters| letters > 1).collect();
    letters.len() >= 2 || letters.iter().any(|&letters| letters >= LONG)
}

/// Two words one letter apart, which nothing forbids to be one.
struct Slip<'w> {
    left: &'w str,
    right: &'w str,
    /// Letters of the longer.
    longer: usize,
    /// Whether the names have no other word.
    is_all: bool,
    /// Whether they stand where a surname does.
    is_surname: bool,
    /// Whether both are written again and again, as a slip is not.
    is_in_use: bool,
}

impl Slip<'_> {
    /// Whether the words themselves show that they are one, without a look at those beside them.
    fn shows_itself(&self, is_beside_much: bool) -> bool {
        let (left, right) = (self.left, self.right);
        // Alan and Allan are one given name, and two families.
        if self.is_surname && is_one_name(left, right) && !is_arabic_given_name(left) && !is_arabic(left) {
            return false;
        }
        if is_one_name(left, right) || without_doubles(left) == without_doubles(right) {
            return true;
        }
        if is_arabic(left) {
            return self.longer >= LONG_WORD && !self.is_all && !self.is_in_use
                || is_long_vowel_more(left, right)
                || is_beside_much && is_vowel_written_out(left, right)
                || self.longer >= FEWEST_OF_FOREIGN && are_first_letters_of_one_sound(left, right);
        }
        is_swap(left, right) && self.longer >= FEWEST_OF_SWAP
            || is_written_for_the_same_sound(left, right)
            || !self.is_all
                && !self.is_in_use
                && (self.longer >= LONG_WORD || is_common_word_misspelt(left, right) || self.is_other_vowel())
    }

    /// A letter doubled, or two that have changed places, in a word that is not short.
    fn is_of_the_hand(&self) -> bool {
        const FEWEST: usize = 7;
        self.longer >= FEWEST
            && (without_doubles(self.left) == without_doubles(self.right) || is_swap(self.left, self.right))
    }

    /// Another vowel in a long word, or an e at its end that is not heard.
    fn is_other_vowel(&self) -> bool {
        const LONG: usize = 8;
        let (short, long) = by_length(self.left, self.right);
        let (mut of_left, mut of_right) = apart(self.left, self.right);
        let is_vowel = |letter: char| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        self.longer >= LONG
            && (long.strip_suffix('e') == Some(short)
                || matches!((of_left.next(), of_right.next()), (Some(left), Some(right)) if is_vowel(left) && is_vowel(right))
                    && of_left.as_str().len() + of_right.as_str().len() == 0)
    }
}

/// One is a word of every organisation, and the other is none or its plural.
fn is_common_word_misspelt(left: &str, right: &str) -> bool {
    is_common(left) != is_common(right) || is_plural_of(left, right)
}

/// Letters that are written for one sound: c, k and q, ch and sh, i, y and j.
fn is_written_for_the_same_sound(left: &str, right: &str) -> bool {
    /// With fewer letters Karlsen and Carlsen are two families.
    const LONG: usize = 8;
    let (mut of_left, mut of_right) = apart(left, right);
    let (Some(one), Some(other), None, None) =
        (of_left.next(), of_right.next(), of_left.next(), of_right.next())
    else {
        return false;
    };
    let start = left.chars().zip(right.chars()).take_while(|(left, right)| left == right).count();
    let rest: String = left.chars().skip(start + 1).collect();
    let is_c_for_k = matches!((one, other), ('c', 'k') | ('k', 'c'));
    let is_end = rest.is_empty() && matches!((one, other), ('i', 'y') | ('y', 'i'));
    is_end || sound_alike(one, other, &rest) && (!is_c_for_k || left.chars().count() >= LONG)
}

fn are_first_letters_of_one_sound(left: &str, right: &str) -> bool {
    let (mut of_left, mut of_right) = (left.chars(), right.chars());
    match (of_left.next(), of_right.next()) {
        (Some(one), Some(other)) => {
            of_left.as_str() == of_right.as_str() && sound_alike(one, other, of_left.as_str())
        }
        _ => false,
    }
}

/// Two neighbours that have changed places.
fn is_swap(left: &str, right: &str) -> bool {
    left.chars().count() == right.chars().count() && apart(left, right).0.count() == 2
}

/// What two words have between their common beginning and their common end.
fn apart<'w>(left: &'w str, right: &'w str) -> (std::str::Chars<'w>, std::str::Chars<'w>) {
    let start: usize = left
        .chars()
        .zip(right.chars())
        .take_while(|(left, right)| left == right)
        .map(|(left, _)| left.len_utf8())
        .sum();
    let (mut left, mut right) =
        (left.get(start..).unwrap_or_default().chars(), right.get(start..).unwrap_or_default().chars());
    while let (Some(one), Some(other)) = (left.clone().next_back(), right.clone().next_back()) {
        if one != other {
            break;
        }
        left.next_back();
        right.next_back();
    }
    (left, right)
}

fn by_length<'w>(left: &'w str, right: &'w str) -> (&'w str, &'w str) {
    if left.len() <= right.len() { (left, right) } else { (right, left) }
}

const fn is_long_vowel(letter: char) -> bool {
    matches!(letter, 'ا' | 'و' | 'ي')
}

/// A long vowel more in a long Arabic word, but at its end, where it is an ending: الرحمان and الرحمن, فرانسوا and فرنسوا.
fn is_long_vowel_more(left: &str, right: &str) -> bool {
    const FEWEST: usize = 6;
    let (short, long) = by_length(left, right);
    if short.chars().count() < FEWEST - 1 || long.chars().count() < FEWEST {
        return false;
    }
    let (mut more, mut fewer) = {
        let (fewer, more) = apart(short, long);
        (more, fewer)
    };
    let is_alef_at_end = long.strip_suffix('ا') == Some(short);
    let is_at_end = long.starts_with(short);
    fewer.next().is_none() && more.next().is_some_and(is_long_vowel) && (!is_at_end || is_alef_at_end)
}

/// A short vowel that is written out as a long one where no other Arabic word comes of it: behind the first consonant of
/// a word with a long vowel of its own (كاريم, حوسين) or of four consonants (موحمد), and behind the alef of إيدريس.
fn is_vowel_written_out(left: &str, right: &str) -> bool {
    let (short, long) = by_length(left, right);
    let (short, long): (Vec<char>, Vec<char>) = (short.chars().collect(), long.chars().collect());
    let ([first, rest @ ..], [of_long, more, rest_of_long @ ..]) = (&short[..], &long[..]) else {
        return false;
    };
    if first != of_long || rest != rest_of_long || !is_long_vowel(*more) {
        return false;
    }
    if *first == 'ا' {
        return rest.len() >= 2 && *more != 'ا';
    }
    match rest {
        [_, vowel, _, ..] if is_long_vowel(*vowel) => true,
        [second, third, fourth, ..] => {
            let ends_openly = rest.last().is_some_and(|last| matches!(last, 'ي' | 'ه' | 'ا'));
            let has_long_vowel = [second, third, fourth].into_iter().any(|letter| is_long_vowel(*letter));
            let may_be_another = rest.len() == 3 && ends_openly;
            !has_long_vowel && !may_be_another
        }
        _ => false,
    }
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
fn makes_another_name(left: &str, right: &str, evidence: &Evidence<'_>) -> Option<ComparisonReason> {
    let (left, right) = without_common_head(left, right);
    let (left, right) = (left.to_owned(), right.to_owned());
    let bundled = KnownNames::bundled();
    let known = evidence.known.unwrap_or(&bundled);
    if known.are_two(&left, &right) || plurals_are_two(&left, &right, known) {
        return Some(ComparisonReason::BothAreNames { left, right });
    }
    if is_one_name(&left, &right) {
        return None;
    }
    if is_office_of_a_woman(&left, &right) {
        return Some(ComparisonReason::EndingDiffers { left, right });
    }
    if is_given_name(&left) != is_given_name(&right) && is_with_an_e(&left, &right) {
        return Some(ComparisonReason::EndingDiffers { left, right });
    }
    if ending_makes_another_name(&left, &right) {
        return Some(ComparisonReason::EndingDiffers { left, right });
    }
    if !shares_evidence(evidence) && first_letter_differs(&left, &right) {
        return Some(ComparisonReason::FirstLetterDiffers { left, right });
    }
    if is_short_change(&left, &right) {
        return Some(ComparisonReason::ShortWordsDiffer { left, right });
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

/// Whether one is the other, a given name, with an e more: René and Renée.
fn is_with_an_e(left: &str, right: &str) -> bool {
    let (short, long) = by_length(left, right);
    is_given_name(short) && long.strip_suffix('e') == Some(short)
}

fn first_letter_differs(left: &str, right: &str) -> bool {
    let (short, long) = by_length(left, right);
    let mut behind_first = long.chars();
    // Volt and SVolt; but a doubled letter is a slip, and an alef before a word is a matter of spelling.
    let is_more = |first| {
        let is_spelling = first == 'ا' || short.starts_with(first) || first == 'd' && short.starts_with('j');
        !is_spelling
    };
    if behind_first.next().is_some_and(is_more) && behind_first.as_str() == short {
        return true;
    }
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
        return !is_vowel_written_out(left, right) && is_other_pattern(&letters.0, &letters.1);
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

/// The words that the one letter stands in. A space that only one side has ends a word on both: `Wild Europe` and
/// `WindEurope` differ in Wild and Wind.
fn differing_words(a: &Name, b: &Name) -> (String, String) {
    let (left, right) = (told_words(a), told_words(b));
    if left.len() == right.len() {
        let mut pairs = left.iter().zip(&right).filter(|(left, right)| left != right);
        if let (Some((left, right)), None) = (pairs.next(), pairs.next()) {
            return ((*left).to_owned(), (*right).to_owned());
        }
    }
    let (of_left, of_right): (Vec<char>, Vec<char>) =
        (left.concat().chars().collect(), right.concat().chars().collect());
    let shorter = of_left.len().min(of_right.len());
    let start = of_left.iter().zip(&of_right).take_while(|(left, right)| left == right).count();
    let end = of_left
        .iter()
        .rev()
        .zip(of_right.iter().rev())
        .take_while(|(left, right)| left == right)
        .count()
        .min(shorter - start);
    let starts = edges(left.iter().copied())
        .chain(edges(right.iter().copied()))
        .filter(|&edge| edge <= start)
        .max()
        .unwrap_or_default();
    let backwards = edges(left.iter().rev().copied()).chain(edges(right.iter().rev().copied()));
    let ends = backwards.filter(|&edge| edge <= end).max().unwrap_or_default();
    let within =
        |letters: &[char]| letters.get(starts..letters.len() - ends).unwrap_or_default().iter().collect();
    (within(&of_left), within(&of_right))
}

/// How many letters lie before each word, and before the end.
fn edges<'w>(words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(words.scan(0, |before, word| {
        *before += word.chars().count();
        Some(*before)
    }))
}

/// The letters of the words that tell.
fn told(name: &Name) -> String {
    told_words(name).concat()
}

fn told_words(name: &Name) -> Vec<&str> {
    let told: Vec<&str> =
        name.words.iter().map(String::as_str).filter(|word| !is_function_word(word)).collect();
    if told.is_empty() { name.words.iter().map(String::as_str).collect() } else { told }
}
