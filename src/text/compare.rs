//! Whether two names are one: same, different or undecided, with the reasons.

mod initials;
mod slip;

pub use slip::is_one_letter_apart;

use initials::{initial_fits, initials_contradict};
use slip::one_letter_apart;

use super::decision::{Decision, DecisionReason, Evidence, Judgement, Verdict};
use super::key::{Tier, loose_key, loose_words};
use super::known::{are_two_bundled_names, is_given_name, is_one_name};
use super::latin::is_particle;
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
/// Words up to which the words of two names are compared each with each.
const MOST_WORDS: usize = 64;

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
/// 7. an initial or a particle where the other has none, or words that are all known as spellings of one
///    name (Mustapha, Mustafa): *same* beside shared evidence;
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
            DecisionReason::OneLetterApart { .. }
                | DecisionReason::EqualSkeleton { .. }
                | DecisionReason::InitialFits
                | DecisionReason::ParticleInOne
                | DecisionReason::OtherSpelling { .. }
        )
    );
    if verdict == Verdict::Same && leans_on_shared {
        let mut shared = evidence.shared.to_vec();
        shared.sort_unstable();
        shared.dedup();
        reasons.extend(shared.into_iter().map(DecisionReason::Shares));
    }
    Decision { verdict, reasons }
}

/// What forbids taking two names for one, whatever speaks for it: a judgement,
/// the registry, numbers, generations, initials. Counts are not asked here: two
/// frequent spellings of one key are still one name.
#[must_use]
pub fn forbids(a: &Name, b: &Name, evidence: &Evidence<'_>) -> Option<DecisionReason> {
    match evidence.judgement {
        Some(Judgement::Same) => return None,
        Some(Judgement::Different) => return Some(DecisionReason::Judged(Judgement::Different)),
        None => {}
    }
    if let (Some(left), Some(right)) = evidence.registered {
        let apart = || DecisionReason::TwoEntries { left: left.to_owned(), right: right.to_owned() };
        return (left != right).then(apart);
    }
    if !a.numbers.is_empty() && !b.numbers.is_empty() && a.numbers != b.numbers {
        return Some(DecisionReason::NumbersDiffer { left: a.numbers.join(" "), right: b.numbers.join(" ") });
    }
    if let (Some(left), Some(right)) = (a.generation, b.generation)
        && left != right
    {
        return Some(DecisionReason::GenerationsDiffer);
    }
    initials_contradict(a, b).then(|| {
        let side = |name: &Name| {
            name.initials.iter().map(|initial| format!("{}.", initial.to_uppercase())).collect::<Vec<_>>()
        };
        let or_words = |name: &Name| {
            if name.initials.is_empty() { name.text.clone() } else { side(name).join(" ") }
        };
        DecisionReason::InitialsDiffer { left: or_words(a), right: or_words(b) }
    })
}

fn decide(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, DecisionReason) {
    if evidence.judgement == Some(Judgement::Same) {
        return (Verdict::Same, DecisionReason::Judged(Judgement::Same));
    }
    if let Some(reason) = forbids(a, b, evidence) {
        // Numbers and initials in what is no name forbid nothing that anybody would believe.
        let about_spelling = !matches!(reason, DecisionReason::Judged(_) | DecisionReason::TwoEntries { .. });
        if about_spelling && !(a.is_name && b.is_name) {
            return (Verdict::Undecided, DecisionReason::NotAName);
        }
        return (Verdict::Different, reason);
    }
    if let (Some(id), Some(_)) = evidence.registered {
        return (Verdict::Same, DecisionReason::OneEntry { id: id.to_owned() });
    }
    if !(a.is_name && b.is_name) {
        return (Verdict::Undecided, DecisionReason::NotAName);
    }
    if let Some(tier) = equal_tier(a, b) {
        return (Verdict::Same, DecisionReason::EqualKey(tier));
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
    .or_else(|| {
        let spelled_alike = |a: &Name, b: &Name| a.spelled_out.as_ref() == Some(&b.loose);
        (spelled_alike(a, b) || spelled_alike(b, a)).then_some(Tier::Orthographic)
    })
}

fn other_order(a: &Name, b: &Name) -> (Verdict, DecisionReason) {
    if is_list_in_other_order(a, b) {
        return (Verdict::Undecided, DecisionReason::ListInOtherOrder);
    }
    if a.numbers != b.numbers {
        return (Verdict::Undecided, DecisionReason::NumberInOne);
    }
    if given_names(a) != given_names(b) {
        return (Verdict::Undecided, DecisionReason::EitherOrderIsAName);
    }
    (Verdict::Same, DecisionReason::OtherOrder)
}

/// The given names among the words, as they are read: what a comma or capitals show to be the surname
/// comes last, in `HASSAN Mohamed` as in `Hassan, Mohamed`.
fn given_names(name: &Name) -> Vec<String> {
    let (surname, rest) = match parts(&name.text)[..] {
        [surname, rest] => (surname, rest),
        _ => in_capitals(&name.text),
    };
    let words = loose_words(rest).into_iter().chain(loose_words(surname));
    words.filter(|word| is_given_name(word)).collect()
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

fn across_scripts(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, DecisionReason) {
    let skeleton = match (&a.skeleton, &a.bag_skeleton) {
        (in_order, _) if *in_order == b.skeleton => in_order,
        (_, in_any_order) if *in_any_order == b.bag_skeleton => in_any_order,
        _ => return (Verdict::Undecided, DecisionReason::NothingShown),
    };
    let consonants = skeleton.chars().filter(|consonant| consonant.is_alphabetic()).count();
    if consonants < SHORT_SKELETON {
        return (Verdict::Undecided, DecisionReason::NothingShown);
    }
    if a.numbers != b.numbers {
        return (Verdict::Undecided, DecisionReason::NumberInOne);
    }
    if let Some((left, right)) = names_at_odds(a, b) {
        return (Verdict::Undecided, DecisionReason::BothAreNames { left, right });
    }
    if consonants >= LONG_SKELETON || !evidence.shared.is_empty() {
        return (Verdict::Same, DecisionReason::EqualSkeleton { skeleton: skeleton.clone() });
    }
    (Verdict::Undecided, DecisionReason::SkeletonTooShort { consonants })
}

/// Words of one skeleton in two scripts that the table knows as two names: حسن and Hussein.
fn names_at_odds(a: &Name, b: &Name) -> Option<(String, String)> {
    if a.words.len() > MOST_WORDS || b.words.len() > MOST_WORDS {
        return None;
    }
    if a.words.len() != a.word_skeletons.len() || b.words.len() != b.word_skeletons.len() {
        return None;
    }
    a.words.iter().zip(&a.word_skeletons).find_map(|(left, skeleton)| {
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

fn partly_left_out(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, DecisionReason) {
    let reason = if initial_fits(a, b) {
        DecisionReason::InitialFits
    } else if without_particles(a) == without_particles(b) && !without_particles(a).is_empty() {
        DecisionReason::ParticleInOne
    } else if let Some((left, right)) = spelled_in_another_way(a, b) {
        DecisionReason::OtherSpelling { left, right }
    } else {
        return (Verdict::Undecided, DecisionReason::NothingShown);
    };
    if a.numbers != b.numbers {
        return (Verdict::Undecided, DecisionReason::NumberInOne);
    }
    if let Some(reason) = both_frequent(evidence) {
        return (Verdict::Different, reason);
    }
    beside_shared(evidence, reason)
}

/// The first words that differ, if all words that do are spellings of one name: Mustapha and Mustafa.
///
/// Not enough alone: names that Arabic keeps apart may share a spelling in Latin letters.
fn spelled_in_another_way(a: &Name, b: &Name) -> Option<(String, String)> {
    if a.words.len() != b.words.len() || a.words.len() < 2 {
        return None;
    }
    let differ = || a.words.iter().zip(&b.words).filter(|(left, right)| left != right);
    let (left, right) = differ().next()?;
    differ().all(|(left, right)| is_one_name(left, right)).then(|| (left.clone(), right.clone()))
}

fn beside_shared(evidence: &Evidence<'_>, reason: DecisionReason) -> (Verdict, DecisionReason) {
    if evidence.shared.is_empty() { (Verdict::Undecided, reason) } else { (Verdict::Same, reason) }
}

fn both_frequent(evidence: &Evidence<'_>) -> Option<DecisionReason> {
    let (left, right) = evidence.counts?;
    let (fewer, more) = (left.min(right), left.max(right));
    (fewer >= FREQUENT && fewer.saturating_mul(10) >= more)
        .then_some(DecisionReason::BothFrequent { left, right })
}

fn without_particles(name: &Name) -> Vec<&str> {
    name.words.iter().map(String::as_str).filter(|word| !is_particle(word)).collect()
}

#[cfg(test)]
mod tests;
