//! Whether two names are one: same, different or undecided, with the reasons.

mod guards;
mod initials;
mod order;
mod slip;

pub use slip::is_one_letter_apart;

pub(super) use order::puts_the_surname_first;

use guards::{address_left_out, addresses_differ, article_in_one, sign_in_one};
use initials::{initial_fits, initials_contradict};
use order::other_order;
use slip::{one_letter_apart, weight_of_equal_words};

use super::common::is_plural_of;
use super::comparison::{ComparisonReason, Evidence, Judgement, NameComparison, Verdict};
use super::key::{Tier, is_arabic};
use super::known::{are_two_bundled_names, is_arabic_given_name, is_one_name};
use super::latin::is_particle;
use super::name::Name;
use super::transliteration::sound;

/// Letters that a word must have before one letter apart in it is called a slip of the pen, whatever the letter.
pub(crate) const LONG_WORD: usize = 10;
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
/// Forms of address and offices before a name (Dr., السيد, Minister) are no part of it and are left out first.
/// Then, in this order, the first that applies decides:
///
/// 1. a judgement on file; the registry (one entry, two entries);
/// 2. what is no name is never one with anything;
/// 3. what forbids: no country or language in common, numbers, generations, tones, initials that contradict;
/// 4. a sign (`&`) in one only, Mr and Mrs: *undecided*;
/// 5. an equal key at any tier, unless an article makes a family name of a given name: *same*;
/// 6. the same words in another order: *same* where a family name is put first (a comma, capitals or
///    the order show it), but given names and initials keep their order;
/// 7. across scripts, an equal skeleton of six consonants, or of three beside
///    shared evidence: *same*;
/// 8. in one script, loose keys at Damerau distance 1: *same* if the word that differs shows a slip or another spelling
///    of one word (see the module `slip`), or the two share evidence; two names, endings and short words are none;
/// 9. words that are spellings of one name (Mustapha, Mustafa; Tameem, Tamim): *same* where enough of the
///    name is equal, or beside shared evidence; so are an initial or a particle where the other has none;
/// 10. everything else is *undecided*.
///
/// Symmetric: swapping the names (and the sides of the evidence) swaps the sides of the reasons.
///
/// ```
/// use tadqiq::text::compare::compare;
/// use tadqiq::text::comparison::{Evidence, Verdict};
/// let bare = Evidence::default();
/// assert_eq!(compare("عبد اللطيف", "عبداللطيف", &bare).verdict, Verdict::Same);
/// assert_eq!(compare("Mohamed V", "Mohamed VI", &bare).verdict, Verdict::Different);
/// assert_eq!(compare("حسن العلوي", "حسين العلوي", &bare).verdict, Verdict::Undecided);
/// ```
#[must_use]
pub fn compare(a: &str, b: &str, evidence: &Evidence<'_>) -> NameComparison {
    compare_names(&Name::read(a), &Name::read(b), evidence)
}

/// [`compare`] for names that were read before.
#[must_use]
pub fn compare_names(a: &Name, b: &Name, evidence: &Evidence<'_>) -> NameComparison {
    let (verdict, reason) = decide(a, b, evidence);
    let mut reasons = vec![reason];
    let leans_on_shared = matches!(
        reasons.first(),
        Some(
            ComparisonReason::OneLetterApart { .. }
                | ComparisonReason::EqualSkeleton { .. }
                | ComparisonReason::InitialFits
                | ComparisonReason::ParticleInOne
                | ComparisonReason::OtherSpelling { .. }
        )
    );
    if verdict == Verdict::Same && leans_on_shared {
        let mut shared = evidence.shared.to_vec();
        shared.retain(|shared| shared.is_evidence());
        shared.sort_unstable();
        shared.dedup();
        reasons.extend(shared.into_iter().map(ComparisonReason::Shares));
    }
    if matches!(verdict, Verdict::Same)
        && !matches!(reasons.first(), Some(ComparisonReason::Judged(_) | ComparisonReason::OneEntry { .. }))
    {
        reasons.extend(address_left_out(a, b));
    }
    NameComparison { verdict, reasons }
}

/// What forbids taking two names for one, whatever speaks for it: a judgement,
/// the registry, numbers, generations, initials. Counts are not asked here: two
/// frequent spellings of one key are still one name.
#[must_use]
pub fn forbids(a: &Name, b: &Name, evidence: &Evidence<'_>) -> Option<ComparisonReason> {
    match evidence.judgement {
        Some(Judgement::Same) => return None,
        Some(Judgement::Different) => return Some(ComparisonReason::Judged(Judgement::Different)),
        None => {}
    }
    if let (Some(left), Some(right)) = evidence.registered {
        let apart = || ComparisonReason::TwoEntries { left: left.to_owned(), right: right.to_owned() };
        return (left != right).then(apart);
    }
    if let Some(apart) = evidence.apart {
        return Some(ComparisonReason::Apart(apart));
    }
    if a.tones.is_some() && b.tones.is_some() && a.tones != b.tones && a.orthographic == b.orthographic {
        return Some(ComparisonReason::TonesDiffer);
    }
    if !a.numbers.is_empty() && !b.numbers.is_empty() && a.numbers != b.numbers {
        return Some(ComparisonReason::NumbersDiffer {
            left: a.numbers.join(" "),
            right: b.numbers.join(" "),
        });
    }
    if let (Some(left), Some(right)) = (a.generation, b.generation)
        && left != right
    {
        return Some(ComparisonReason::GenerationsDiffer);
    }
    initials_contradict(a, b).then(|| {
        let side = |name: &Name| {
            name.initials.iter().map(|initial| format!("{}.", initial.to_uppercase())).collect::<Vec<_>>()
        };
        let or_words = |name: &Name| {
            if name.initials.is_empty() { name.text.clone() } else { side(name).join(" ") }
        };
        ComparisonReason::InitialsDiffer { left: or_words(a), right: or_words(b) }
    })
}

fn decide(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, ComparisonReason) {
    if evidence.judgement == Some(Judgement::Same) {
        return (Verdict::Same, ComparisonReason::Judged(Judgement::Same));
    }
    if let Some(reason) = forbids(a, b, evidence) {
        // Numbers and initials in what is no name forbid nothing that anybody would believe.
        let about_spelling = !matches!(
            reason,
            ComparisonReason::Judged(_) | ComparisonReason::TwoEntries { .. } | ComparisonReason::Apart(_)
        );
        if about_spelling && !(a.is_name && b.is_name) {
            return (Verdict::Undecided, ComparisonReason::NotAName);
        }
        return (Verdict::Different, reason);
    }
    if let (Some(id), Some(_)) = evidence.registered {
        return (Verdict::Same, ComparisonReason::OneEntry { id: id.to_owned() });
    }
    if !(a.is_name && b.is_name) {
        return (Verdict::Undecided, ComparisonReason::NotAName);
    }
    if let Some(reason) = sign_in_one(a, b).or_else(|| addresses_differ(a, b)) {
        return (Verdict::Undecided, reason);
    }
    if let Some(tier) = equal_tier(a, b) {
        return match article_in_one(a, b).filter(|_| tier == Tier::Loose && !shares_evidence(evidence)) {
            Some(reason) => (Verdict::Undecided, reason),
            None => (Verdict::Same, ComparisonReason::EqualKey(tier)),
        };
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

fn across_scripts(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, ComparisonReason) {
    let skeleton = match (&a.skeleton, &a.bag_skeleton) {
        (in_order, _) if *in_order == b.skeleton => in_order,
        (_, in_any_order) if *in_any_order == b.bag_skeleton => in_any_order,
        _ => return (Verdict::Undecided, ComparisonReason::NothingShown),
    };
    let consonants = skeleton.chars().filter(|consonant| consonant.is_alphabetic()).count();
    if consonants < SHORT_SKELETON {
        return (Verdict::Undecided, ComparisonReason::NothingShown);
    }
    if a.numbers != b.numbers {
        return (Verdict::Undecided, ComparisonReason::NumberInOne);
    }
    if let Some((left, right)) = names_at_odds(a, b) {
        return (Verdict::Undecided, ComparisonReason::BothAreNames { left, right });
    }
    if consonants >= LONG_SKELETON || shares_evidence(evidence) {
        return (Verdict::Same, ComparisonReason::EqualSkeleton { skeleton: skeleton.clone() });
    }
    (Verdict::Undecided, ComparisonReason::SkeletonTooShort { consonants })
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

fn partly_left_out(a: &Name, b: &Name, evidence: &Evidence<'_>) -> (Verdict, ComparisonReason) {
    let reason = if initial_fits(a, b) {
        ComparisonReason::InitialFits
    } else if without_particles(a) == without_particles(b) && !without_particles(a).is_empty() {
        ComparisonReason::ParticleInOne
    } else if let Some((left, right)) = spelled_in_another_way(a, b) {
        ComparisonReason::OtherSpelling { left, right }
    } else {
        return (Verdict::Undecided, ComparisonReason::NothingShown);
    };
    if a.numbers != b.numbers {
        return (Verdict::Undecided, ComparisonReason::NumberInOne);
    }
    if let Some(reason) = both_frequent(evidence) {
        return (Verdict::Different, reason);
    }
    let is_spelling = matches!(reason, ComparisonReason::OtherSpelling { .. });
    if is_spelling && (weight_of_equal_words(a, b) && !are_two_families(a, b) || differ_in_plurals(a, b)) {
        return (Verdict::Same, reason);
    }
    beside_shared(evidence, reason)
}

/// The first words that differ, if all words that do are spellings of one name: Mustapha and Mustafa, and in an
/// Arabic name Tameem and Tamim.
///
/// Not enough alone: names that Arabic keeps apart may share a spelling in Latin letters.
fn spelled_in_another_way(a: &Name, b: &Name) -> Option<(String, String)> {
    if a.words.len() != b.words.len() || a.words.len() < 2 {
        return None;
    }
    let differ = || a.words.iter().zip(&b.words).filter(|(left, right)| left != right);
    let (left, right) = differ().next()?;
    let is_arabic = is_arabic_in_latin(a) || is_arabic_in_latin(b);
    let is_one = |left: &str, right: &str| {
        is_one_name(left, right) || is_plural_of(left, right) || is_arabic && sound_alike(left, right)
    };
    differ().all(|(left, right)| is_one(left, right)).then(|| (left.clone(), right.clone()))
}

/// Whether the last words are two spellings of a surname that is not Arabic: Stewart and Stuart are two families.
fn are_two_families(a: &Name, b: &Name) -> bool {
    match (a.words.last(), b.words.last()) {
        (Some(left), Some(right)) => left != right && !is_arabic_given_name(left) && is_one_name(left, right),
        _ => false,
    }
}

/// Whether all words that differ are everybody's words, in the singular and in the plural.
fn differ_in_plurals(a: &Name, b: &Name) -> bool {
    let mut differ = a.words.iter().zip(&b.words).filter(|(left, right)| left != right);
    a.letters().min(b.letters()) >= LONG_KEY && differ.all(|(left, right)| is_plural_of(left, right))
}

/// Whether two words are one as they sound, and are not known as two.
fn sound_alike(left: &str, right: &str) -> bool {
    let sound_of_left = sound(left);
    sound_of_left.chars().count() >= SHORT_SKELETON
        && sound_of_left == sound(right)
        && !are_two_bundled_names(left, right)
}

/// Whether a name in Latin letters is Arabic, as far as its words show.
fn is_arabic_in_latin(name: &Name) -> bool {
    name.words.len() <= MOST_WORDS
        && !is_arabic(&name.loose)
        && name.words.iter().any(|word| {
            matches!(word.as_str(), "bin" | "bint" | "abu" | "ould" | "abd" | "abdel" | "abdul")
                || is_arabic_given_name(word)
        })
}

/// Whether the two have something in common that speaks for one name.
fn shares_evidence(evidence: &Evidence<'_>) -> bool {
    evidence.shared.iter().any(|shared| shared.is_evidence())
}

fn beside_shared(evidence: &Evidence<'_>, reason: ComparisonReason) -> (Verdict, ComparisonReason) {
    if shares_evidence(evidence) { (Verdict::Same, reason) } else { (Verdict::Undecided, reason) }
}

fn both_frequent(evidence: &Evidence<'_>) -> Option<ComparisonReason> {
    let (left, right) = evidence.counts?;
    let (fewer, more) = (left.min(right), left.max(right));
    (fewer >= FREQUENT && fewer.saturating_mul(10) >= more)
        .then_some(ComparisonReason::BothFrequent { left, right })
}

fn without_particles(name: &Name) -> Vec<&str> {
    name.words.iter().map(String::as_str).filter(|word| !is_particle(word)).collect()
}

#[cfg(test)]
mod tests;
