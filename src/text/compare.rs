//! Whether two names are one: same, different or undecided, with the reasons.

use super::decision::{Decision, Evidence, Judgement, Reason, Verdict};
use super::key::{Tier, is_arabic, loose_key};
use super::known::{KnownNames, are_two_bundled_names, is_given_name};
use super::latin::{is_function_word, is_particle};
use super::name::Name;
use super::token::parts;

/// Letters that a key must have before one letter apart is called a slip of the pen.
pub const LONG_KEY: usize = 10;
/// Letters that a key must have when the two names share an office, organisation, counterpart or source.
pub const SHORT_KEY: usize = 4;
/// Consonants that a skeleton must have to join two scripts alone.
pub const LONG_SKELETON: usize = 6;
/// Consonants that a skeleton must have beside shared evidence; fewer decide nothing.
pub const SHORT_SKELETON: usize = 3;
/// Times that a form must be written to be a form of its own, if it is also a tenth of the other.
pub const FREQUENT: u64 = 10;

/// Whether two names are one.
///
/// In this order, the first that applies decides:
///
/// 1. a judgement on file; the registry (one entry, two entries);
/// 2. what is no name is never one with anything;
/// 3. what forbids: numbers, generations, initials that contradict;
/// 4. an equal key at any tier, or the same words in another order (unless given
///    names change places, محمد حسن is not حسن محمد, or the parts of a list do): *same*;
/// 5. across scripts, an equal skeleton of six consonants, or of three beside
///    shared evidence: *same*;
/// 6. in one script, loose keys at Damerau distance 1, both of ten letters, or of four
///    beside shared evidence: *same*, unless both forms are frequent (*different*),
///    the two words are both names, or a single letter there makes another name (an ending,
///    a word of four letters; without shared evidence also a first letter);
/// 7. an initial or a particle where the other has none: *same* beside shared evidence;
/// 8. everything else is *undecided*.
///
/// Symmetric: swapping the names (and the sides of the evidence) swaps the sides of the reasons.
///
/// ```
/// use tadqiq::text::compare::compare;
/// use tadqiq::text::decision::{Evidence, Verdict};
/// let bare = Evidence::default();
/// assert_eq!(compare("عبد اللطيف", "عبداللطيف", &bare).verdict, Verdict::Same);
/// assert_eq!(compare("Mohamed V", "Mohamed VI", &bare).verdict, Verdict::Different);
/// assert_eq!(compare("حسن العلوي", "حسين العلوي", &bare).verdict, Verdict::Undecided);
/// ```
#[must_use]
pub fn compare(a: &str, b: &str, evidence: &Evidence<'_>) -> Decision {
    compare_names(&Name::read(a), &Name::read(b), evidence)
}

/// [`compare`] for names that were read before.
#[must_use]
pub fn compare_names(a: &Name, b: &Name, evidence: &Evidence<'_>) -> Decision {
    let (verdict, reason) = decide(a, b, evidence);
    let mut reasons = vec![reason];
    let leans_on_shared = matches!(
        reasons.first(),
        Some(
            Reason::OneLetterApart { .. }
                | Reason::EqualSkeleton { .. }
                | Reason::InitialFits
                | Reason::ParticleInOne
        )
    );
    if verdict == Verdict::Same && leans_on_shared {
        let mut shared = evidence.shared.to_vec();
        shared.sort_unstable();
        shared.dedup();
        reasons.extend(shared.into_iter().map(Reason::Shares));
    }
    Decision { verdict, reasons }
}

/// What forbids taking two names for one, whatever speaks for it: a judgement,
/// the registry, numbers, generations, initials. Counts are not asked here: two
/// frequent spellings of one key are still one name.
#[must_use]
pub fn forbids(a: &Name, b: &Name, evidence: &Evidence<'_>) -> Option<Reason> {
    match evidence.judgement {
        Some(Judgement::Same) => return None,
        Some(Judgement::Different) => return Some(Reason::Judged(Judgement::Different)),
        None => {}
    }
    if let (Some(left), Some(right)) = evidence.registered {
        let apart = || Reason::TwoEntries {
            left: left.to_owned(),
            right: right.to_owned(),
        };
        return (left != right).then(apart);
    }
    if !a.numbers.is_empty() && !b.numbers.is_empty() && a.numbers != b.numbers {
        return Some(Reason::NumbersDiffer {
            left: a.numbers.join(" "),
            right: b.numbers.join(" "),
        });
    }
    if let (Some(left), Some(right)) = (a.generation, b.generation)
        && left != right
    {
        return Some(Reason::GenerationsDiffer);
    }
    initials_contradict(a, b).then(|| {
        let side = |name: &Name| {
            name.initials
                .iter()
                .map(|initial| format!("{}.", initial.to_uppercase()))
                .collect::<Vec<_>>()
        };
        let or_words = |name: &Name| {
            if name.initials.is_empty() {
                name.text.clone()
            } else {
                side(name).join(" ")
            }
        };
        Reason::InitialsDiffer {
            left: or_words(a),
            right: or_words(b),
        }
    })
}

fn decide(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, Reason) {
    if evidence.judgement == Some(Judgement::Same) {
        return (Verdict::Same, Reason::Judged(Judgement::Same));
    }
    if let Some(reason) = forbids(a, b, evidence) {
        // Numbers and initials in what is no name forbid nothing that anybody would believe.
        let about_spelling = !matches!(reason, Reason::Judged(_) | Reason::TwoEntries { .. });
        if about_spelling && !(a.is_name && b.is_name) {
            return (Verdict::Undecided, Reason::NotAName);
        }
        return (Verdict::Different, reason);
    }
    if let (Some(id), Some(_)) = evidence.registered {
        return (Verdict::Same, Reason::OneEntry { id: id.to_owned() });
    }
    if !(a.is_name && b.is_name) {
        return (Verdict::Undecided, Reason::NotAName);
    }
    if let Some(tier) = equal_tier(a, b) {
        return (Verdict::Same, Reason::EqualKey(tier));
    }
    if a.bag == b.bag {
        return other_order(a, b);
    }
    if a.script != b.script {
        return across_scripts(a, b, evidence);
    }
    if is_one_letter_apart(&a.loose, &b.loose) {
        return one_letter_apart(a, b, evidence);
    }
    partly_left_out(a, b, evidence)
}

/// The first tier at which both keys are equal.
#[must_use]
pub fn equal_tier(a: &Name, b: &Name) -> Option<Tier> {
    [
        (&a.exact, &b.exact, Tier::Exact),
        (&a.orthographic, &b.orthographic, Tier::Orthographic),
        (&a.loose, &b.loose, Tier::Loose),
    ]
    .into_iter()
    .find_map(|(a, b, tier)| (a == b && !a.is_empty()).then_some(tier))
}

fn other_order(a: &Name, b: &Name) -> (Verdict, Reason) {
    if is_list_in_other_order(a, b) {
        return (Verdict::Undecided, Reason::ListInOtherOrder);
    }
    if a.numbers != b.numbers {
        return (Verdict::Undecided, Reason::NumberInOne);
    }
    let given = |name: &Name| {
        name.words
            .iter()
            .filter(|word| is_given_name(word))
            .cloned()
            .collect::<Vec<_>>()
    };
    if given(a) != given(b) {
        return (Verdict::Undecided, Reason::EitherOrderIsAName);
    }
    (Verdict::Same, Reason::OtherOrder)
}

/// Both are lists of the same parts (`Kabul, Bagram, Afghanistan`): the order may mean something.
fn is_list_in_other_order(a: &Name, b: &Name) -> bool {
    let sorted = |name: &Name| {
        let mut parts: Vec<String> = parts(&name.text).into_iter().map(loose_key).collect();
        parts.sort_unstable();
        parts
    };
    let (a, b) = (sorted(a), sorted(b));
    a.len() > 1 && a == b
}

fn across_scripts(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let skeleton = match (&a.skeleton, &a.bag_skeleton) {
        (in_order, _) if *in_order == b.skeleton => in_order,
        (_, in_any_order) if *in_any_order == b.bag_skeleton => in_any_order,
        _ => return (Verdict::Undecided, Reason::NothingShown),
    };
    let consonants = skeleton
        .chars()
        .filter(|consonant| consonant.is_alphabetic())
        .count();
    if consonants < SHORT_SKELETON {
        return (Verdict::Undecided, Reason::NothingShown);
    }
    if a.numbers != b.numbers {
        return (Verdict::Undecided, Reason::NumberInOne);
    }
    if let Some((left, right)) = names_at_odds(a, b) {
        return (Verdict::Undecided, Reason::BothAreNames { left, right });
    }
    if consonants >= LONG_SKELETON || !evidence.shared.is_empty() {
        return (
            Verdict::Same,
            Reason::EqualSkeleton {
                skeleton: skeleton.clone(),
            },
        );
    }
    (Verdict::Undecided, Reason::SkeletonTooShort { consonants })
}

/// Words of one skeleton in two scripts that the table knows as two names: حسن and Hussein.
fn names_at_odds(a: &Name, b: &Name) -> Option<(String, String)> {
    if a.words.len() != a.word_skeletons.len() || b.words.len() != b.word_skeletons.len() {
        return None;
    }
    a.words
        .iter()
        .zip(&a.word_skeletons)
        .find_map(|(left, skeleton)| {
            let mut partners = b
                .words
                .iter()
                .zip(&b.word_skeletons)
                .filter(|(_, other)| *other == skeleton)
                .map(|(word, _)| word);
            let first = partners.next()?;
            let at_odds = |right: &String| are_two_bundled_names(left, right);
            (at_odds(first) && partners.all(at_odds)).then(|| (left.clone(), first.clone()))
        })
}

fn one_letter_apart(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, Reason) {
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
    let fewest = if evidence.shared.is_empty() {
        LONG_KEY
    } else {
        SHORT_KEY
    };
    if letters < fewest {
        return (Verdict::Undecided, Reason::TooShort { letters });
    }
    (Verdict::Same, Reason::OneLetterApart { letters })
}

/// Why one letter between these two words may make another name of the word.
fn makes_another_name(left: &str, right: &str, evidence: &Evidence<'_>) -> Option<Reason> {
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

fn first_letter_differs(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (left.chars(), right.chars());
    left.next() != right.next() && left.as_str() == right.as_str()
}

/// Endings that make a woman's name of a man's or an adjective of a name:
/// ه (for ة) and ي in Arabic, a in Latin letters, o for a.
fn ending_makes_another_name(left: &str, right: &str) -> bool {
    let (short, long) = if left.len() <= right.len() {
        (left, right)
    } else {
        (right, left)
    };
    if let Some(ending) = long.strip_prefix(short) {
        return matches!(ending, "ه" | "ي" | "a");
    }
    match (
        left.strip_suffix(['a', 'o']),
        right.strip_suffix(['a', 'o']),
    ) {
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

fn partly_left_out(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, Reason) {
    let reason = if initial_fits(a, b) {
        Reason::InitialFits
    } else if without_particles(a) == without_particles(b) && !without_particles(a).is_empty() {
        Reason::ParticleInOne
    } else {
        return (Verdict::Undecided, Reason::NothingShown);
    };
    if a.numbers != b.numbers {
        return (Verdict::Undecided, Reason::NumberInOne);
    }
    if let Some(reason) = both_frequent(evidence) {
        return (Verdict::Different, reason);
    }
    beside_shared(evidence, reason)
}

fn beside_shared(evidence: &Evidence<'_>, reason: Reason) -> (Verdict, Reason) {
    if evidence.shared.is_empty() {
        (Verdict::Undecided, reason)
    } else {
        (Verdict::Same, reason)
    }
}

fn both_frequent(evidence: &Evidence<'_>) -> Option<Reason> {
    let (left, right) = evidence.counts?;
    let (fewer, more) = (left.min(right), left.max(right));
    (fewer >= FREQUENT && fewer.saturating_mul(10) >= more)
        .then_some(Reason::BothFrequent { left, right })
}

/// Initials contradict when neither side's are among the other's, or when all other
/// words are equal and an initial stands where the other has a word with another letter.
fn initials_contradict(a: &Name, b: &Name) -> bool {
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
fn initial_fits(a: &Name, b: &Name) -> bool {
    match unmatched_words(a, b) {
        Some((left, right)) if left.len() == right.len() => {
            has_initial(&left, &right) && initials_pair(&left, &right)
        }
        Some((left, right)) => {
            left.iter().chain(&right).all(|word| is_initial(word))
                && (left.is_empty() || right.is_empty())
        }
        None => false,
    }
}

/// The words that the other does not have, in order, if at least one longer word is in both.
fn unmatched_words<'n>(a: &'n Name, b: &'n Name) -> Option<(Vec<&'n str>, Vec<&'n str>)> {
    let only = |these: &'n Name, others: &'n Name| -> Vec<&'n str> {
        these
            .words
            .iter()
            .filter(|word| !others.words.contains(word))
            .map(String::as_str)
            .collect()
    };
    let common = a
        .words
        .iter()
        .any(|word| !is_initial(word) && b.words.contains(word));
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

fn without_particles(name: &Name) -> Vec<&str> {
    name.words
        .iter()
        .map(String::as_str)
        .filter(|word| !is_particle(word))
        .collect()
}

/// The pair of words that the one letter stands in.
fn differing_words(a: &Name, b: &Name) -> (String, String) {
    let (left, right) = (told_words(a), told_words(b));
    if left.len() == right.len() {
        let mut pairs = left
            .iter()
            .zip(&right)
            .filter(|(left, right)| left != right);
        if let (Some((left, right)), None) = (pairs.next(), pairs.next()) {
            return ((*left).to_owned(), (*right).to_owned());
        }
    }
    let position = a
        .loose
        .chars()
        .zip(b.loose.chars())
        .take_while(|(a, b)| a == b)
        .count();
    (word_at(&left, position), word_at(&right, position))
}

fn told_words(name: &Name) -> Vec<&str> {
    let told: Vec<&str> = name
        .words
        .iter()
        .map(String::as_str)
        .filter(|word| !is_function_word(word))
        .collect();
    if told.is_empty() {
        name.words.iter().map(String::as_str).collect()
    } else {
        told
    }
}

fn word_at(words: &[&str], position: usize) -> String {
    let mut before = 0;
    for word in words {
        before += word.chars().count();
        if position < before {
            return (*word).to_owned();
        }
    }
    words
        .last()
        .map(|word| (*word).to_owned())
        .unwrap_or_default()
}

/// Whether one insertion, deletion, substitution or swap of neighbours makes one key the other.
#[must_use]
pub fn is_one_letter_apart(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() {
        (&a, &b)
    } else {
        (&b, &a)
    };
    if long.len() - short.len() > 1 || a == b {
        return false;
    }
    let start = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let end = short
        .iter()
        .rev()
        .zip(long.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::decision::Shared;
    use proptest::prelude::*;

    /// One line of `compare/pairs.tsv`.
    fn check(line: &str) -> Option<String> {
        let fields: Vec<&str> = line.split('\t').collect();
        let [a, b, beside, verdict, why] = fields[..] else {
            panic!("not five fields: {line}")
        };
        let known;
        let mut evidence = Evidence::default();
        for (name, value) in beside.split(' ').filter_map(|part| part.split_once('=')) {
            match (name, value) {
                ("shared", "office") => evidence.shared = &[Shared::Office],
                ("shared", "organization") => evidence.shared = &[Shared::Organization],
                ("shared", "counterpart") => evidence.shared = &[Shared::Counterpart],
                ("shared", "source") => evidence.shared = &[Shared::Source],
                ("judged", "same") => evidence.judgement = Some(Judgement::Same),
                ("judged", "different") => evidence.judgement = Some(Judgement::Different),
                ("ids", ids) => {
                    let (left, right) = ids.split_once('/').unwrap();
                    evidence.registered = (Some(left), Some(right));
                }
                ("counts", counts) => {
                    let (left, right) = counts.split_once('/').unwrap();
                    evidence.counts = Some((left.parse().unwrap(), right.parse().unwrap()));
                }
                _ => panic!("{line}"),
            }
        }
        if let Some((_, names)) = beside.split_once("known:") {
            known = KnownNames::of_names(names.split(','));
            evidence.known = Some(&known);
        }
        let decision = compare(a, b, &evidence);
        let said = decision
            .reasons
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("; ");
        let met = decision.verdict.to_string() == verdict && said.contains(why);
        (!met).then(|| {
            format!(
                "{a} / {b}: {} ({said}), expected {verdict} ({why})",
                decision.verdict
            )
        })
    }

    #[test]
    fn pairs() {
        let lines: Vec<&str> = include_str!("compare/pairs.tsv")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .collect();
        assert!(lines.len() >= 120, "{}", lines.len());
        let missed: Vec<String> = lines.into_iter().filter_map(check).collect();
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn one_letter() {
        for (a, b, apart) in [
            ("", "", false),
            ("a", "", true),
            ("ab", "ba", true),
            ("abc", "abd", true),
            ("abc", "acb", true),
            ("abcd", "badc", false),
            ("aab", "ab", true),
            ("abc", "cba", false),
            ("abc", "abcde", false),
            ("abc", "abc", false),
        ] {
            assert_eq!(is_one_letter_apart(a, b), apart, "{a} {b}");
            assert_eq!(is_one_letter_apart(b, a), apart, "{b} {a}");
        }
    }

    /// Reasons with their sides taken off: what must not depend on the order of the pair.
    fn kinds(decision: &Decision) -> Vec<std::mem::Discriminant<Reason>> {
        decision
            .reasons
            .iter()
            .map(std::mem::discriminant)
            .collect()
    }

    const NAMES: &str = "((Mohamed|Mohamad|محمد|حسن|حسين|J\\.|Jon|John|El|de|Abdel|عبد|اللطيف|V|VI|الثاني|Jr|Carlo|Carla|Alaoui|Alaouui|العلوي)[ ,-]?){1,4}";

    proptest! {
        #[test]
        fn one_letter_is_the_distance_of_strsim(a in "[abc]{0,6}", b in "[abc]{0,6}") {
            prop_assert_eq!(is_one_letter_apart(&a, &b), strsim::osa_distance(&a, &b) == 1);
        }

        #[test]
        fn the_order_of_the_pair_does_not_matter(a in NAMES, b in NAMES) {
            let (there, back) = (compare(&a, &b, &Evidence::default()), compare(&b, &a, &Evidence::default()));
            prop_assert_eq!(there.verdict, back.verdict);
            prop_assert_eq!(kinds(&there), kinds(&back));
        }

        #[test]
        fn any_text_does_no_harm(a in any::<String>(), b in any::<String>()) {
            let there = compare(&a, &b, &Evidence::default());
            prop_assert_eq!(there.verdict, compare(&b, &a, &Evidence::default()).verdict);
            for reason in there.reasons {
                prop_assert!(!reason.to_string().chars().any(char::is_control));
            }
        }

        #[test]
        fn a_name_is_one_with_itself(a in NAMES) {
            let name = Name::read(&a);
            if name.is_name {
                prop_assert_eq!(compare(&a, &a, &Evidence::default()).verdict, Verdict::Same);
            }
        }
    }
}
