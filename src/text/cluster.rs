//! All names of a dataset, gathered by entity.
//!
//! Pairs worth comparing are found by blocks, so the cost grows
//! with the number of distinct names, not with its square; each such pair is
//! decided by [`compare`](super::compare); then forms are merged in
//! three steps, so that no chain of small differences joins strangers:
//!
//! 1. Forms with an equal key (or judged or registered as one) form a **group**.
//! 2. A group one letter from exactly one more frequent group joins it, as a
//!    satellite of that **star**. A satellite takes no satellites of its own; a
//!    group that fits two stars stays alone.
//! 3. Two stars in two scripts with equal skeletons join when each is the only
//!    one of its script that the other could mean.
//!
//! At every step what forbids the pair (a judgement, two registry entries,
//! numbers, generations, initials) is asked between the members of both sides,
//! and a single answer keeps the sides apart.
//!
//! The result depends on the set of forms only: not on their order, on hash order or on threads.

mod blocks;
mod forms;
mod merge;

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::character::Script;
use super::compare::compare_names;
use super::comparison::{ComparisonReason, Evidence, NameComparison, Shared, Verdict};
use super::difference::{Difference, difference};
use super::judgements::Judgements;
use super::known::KnownNames;
use super::name::Name;
use super::token::tidy;
use forms::{Read, apart, read, shared};

/// One form of a name, as the dataset writes it.
#[derive(Debug, Clone, Copy)]
pub struct NameForm<'a> {
    /// The name as written.
    pub text: &'a str,
    /// How often it is written.
    pub count: u64,
    /// The registry entry that has this form as one of its names.
    pub registered: Option<RegisteredName<'a>>,
    /// Where it is named: what two forms have in common here is evidence.
    pub companions: &'a [Companion<'a>],
}

/// A registry entry, as far as a form needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RegisteredName<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its canonical name in the language of the form.
    pub canonical: &'a str,
}

/// An office, organisation, counterpart or source that a form is named with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Companion<'a> {
    /// What it is.
    pub shared: Shared,
    /// Which one: an id or a key; two companions are one when this is equal.
    pub value: &'a str,
}

/// What a dataset's names come to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clusters {
    /// The entities with two forms or more, the most frequent first.
    pub clusters: Vec<Cluster>,
    /// The pairs that a curator could settle, by frequency.
    pub undecided: Vec<UndecidedPair>,
}

/// One entity under several forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// Its forms: the proposed one first if the dataset has it, then the most frequent first.
    pub forms: Vec<ClusterForm>,
    /// The form to write: the registered one, else the most frequent, else the first in
    /// code point order. Never one with stray spaces or characters that nobody sees: it is tidied first.
    pub proposed: String,
    /// The registry entry of its forms, if they have one.
    pub entry: Option<String>,
}

/// A form within its cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterForm {
    /// The name as written.
    pub text: String,
    /// How often it is written.
    pub count: u64,
    /// The form to write instead: as the cluster's, but of this form's own script.
    pub proposed: String,
    /// What it differs from that by; empty for the proposed form itself.
    pub differences: Vec<Difference>,
    /// Why it is taken for the cluster's proposed form; empty for that form itself.
    pub reasons: Vec<ComparisonReason>,
}

/// Two forms that nothing decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndecidedPair {
    /// The more frequent form.
    pub a: String,
    /// The other form.
    pub b: String,
    /// Why it is undecided.
    pub reasons: Vec<ComparisonReason>,
}

/// Gathers forms by entity. Forms with equal text count as one, their counts added.
///
/// Offices, people, organisations and places are to be gathered each among
/// themselves: one call, one role.
///
/// ```
/// use tadqiq::text::cluster::{NameForm, cluster};
/// use tadqiq::text::judgements::Judgements;
/// let form = |text, count| NameForm { text, count, registered: None, companions: &[] };
/// let forms = [form("عبداللطيف الحموشي", 1), form("عبد اللطيف الحموشي", 9), form("ناصر بوريطة", 4)];
/// let found = cluster(&forms, &Judgements::default());
/// assert_eq!(found.clusters.len(), 1);
/// assert_eq!(found.clusters[0].proposed, "عبد اللطيف الحموشي");
/// assert_eq!(found.clusters[0].forms[1].differences[0].to_string(), "a space after عبد (character 4)");
/// ```
#[must_use]
pub fn cluster(forms: &[NameForm<'_>], judgements: &Judgements) -> Clusters {
    let (dataset, blocks) = read(forms, judgements);
    let pairs: Vec<Compared> = blocks
        .candidates(&dataset)
        .into_iter()
        .map(|(a, b)| Compared { a, b, decision: dataset.compare(a, b) })
        .filter(|pair| pair.decision.verdict == Verdict::Same || is_worth_a_look(&pair.decision))
        .collect();
    let merged = merge::merge(&dataset, &pairs);
    let mut clusters: Vec<Cluster> = merged
        .iter()
        .filter(|members| members.len() > 1)
        .map(|members| described(&dataset, members))
        .collect();
    clusters.sort_by_cached_key(|cluster| {
        let total: u64 = cluster.forms.iter().map(|form| form.count).sum();
        (Reverse(total), cluster.proposed.clone())
    });
    Clusters { undecided: undecided(&dataset, &pairs, &merged), clusters }
}

/// The forms of a dataset, read, in code point order.
struct Dataset<'a> {
    forms: Vec<Read<'a>>,
    known: KnownNames,
    judgements: &'a Judgements,
}

/// A pair of forms, the first before the second, and what was decided: that they are one, or something
/// worth a look.
struct Compared {
    a: usize,
    b: usize,
    decision: NameComparison,
}

impl<'a> Dataset<'a> {
    fn form(&self, index: usize) -> Option<&Read<'a>> {
        self.forms.get(index)
    }

    fn count(&self, index: usize) -> u64 {
        self.form(index).map_or(0, |form| form.count)
    }

    fn text(&self, index: usize) -> &str {
        self.form(index).map_or("", |form| form.text)
    }

    /// Asks `question` about two forms with all that is known about them.
    fn ask<T>(
        &self,
        a: usize,
        b: usize,
        question: impl FnOnce(&Name, &Name, &Evidence<'_>) -> T,
    ) -> Option<T> {
        let (a, b) = (self.form(a)?, self.form(b)?);
        let shared = shared(a, b);
        let evidence = Evidence {
            shared: &shared,
            counts: Some((a.count, b.count)),
            known: Some(&self.known),
            registered: (a.registered.map(|entry| entry.id), b.registered.map(|entry| entry.id)),
            judgement: self.judgements.of(a.text, b.text),
            apart: apart(&a.lies_in, &b.lies_in),
        };
        Some(question(a.name(), b.name(), &evidence))
    }

    fn compare(&self, a: usize, b: usize) -> NameComparison {
        self.ask(a, b, compare_names).unwrap_or_else(|| NameComparison {
            verdict: Verdict::Undecided,
            reasons: vec![ComparisonReason::NothingShown],
        })
    }

    /// Why a form belongs with the main one: directly, or through another member.
    fn why_one(&self, form: usize, main: usize, members: &[usize]) -> Vec<ComparisonReason> {
        let through = std::iter::once(main).chain(members.iter().copied()).filter(|&other| other != form);
        let same =
            through.map(|other| self.compare(form, other)).find(|decision| decision.verdict == Verdict::Same);
        same.unwrap_or_else(|| self.compare(form, main)).reasons
    }

    /// The form to write for all of these: the registered one, else the most
    /// written tidy spelling of the most written key, else the first in order.
    fn proposal(&self, members: &[usize]) -> String {
        // Of an entry's names in several scripts, the one that is written most.
        let registered = members
            .iter()
            .filter_map(|&index| Some((self.form(index)?.count, self.form(index)?.registered?)));
        let most = registered.enumerate().max_by_key(|&(position, (count, _))| (count, Reverse(position)));
        if let Some((_, (_, entry))) = most {
            return entry.canonical.to_owned();
        }
        let mut of_key: FxHashMap<&str, u64> = FxHashMap::default();
        let mut of_spelling: FxHashMap<(&str, String), u64> = FxHashMap::default();
        for form in members.iter().filter_map(|&index| self.form(index)) {
            *of_key.entry(&form.loose).or_default() += form.count;
            *of_spelling.entry((&form.loose, tidy(form.text))).or_default() += form.count;
        }
        let most =
            of_spelling.into_iter().min_by(|((key, text), count), ((other_key, other_text), other_count)| {
                let rank = |key: &str, count: u64| (Reverse(of_key.get(key).copied()), Reverse(count));
                (rank(key, *count), text).cmp(&(rank(other_key, *other_count), other_text))
            });
        most.map(|((_, text), _)| text).unwrap_or_default()
    }

    /// The member that stands for all: written as proposed, or tidied to it, or the most frequent.
    fn main_form(&self, members: &[usize]) -> Option<usize> {
        let proposal = self.proposal(members);
        let rank = |&index: &usize| {
            let text = self.text(index);
            (text != proposal, tidy(text) != proposal, Reverse(self.count(index)), index)
        };
        members.iter().copied().min_by_key(rank)
    }
}

fn described(dataset: &Dataset<'_>, members: &[usize]) -> Cluster {
    let main = dataset.main_form(members).unwrap_or_default();
    let entry = members.iter().find_map(|&index| dataset.form(index)?.registered);
    let mut by_script: FxHashMap<Option<Script>, Vec<usize>> = FxHashMap::default();
    let script = |index: usize| dataset.form(index).and_then(|form| form.script);
    for &index in members {
        by_script.entry(script(index)).or_default().push(index);
    }
    let proposals: FxHashMap<Option<Script>, String> =
        by_script.into_iter().map(|(script, members)| (script, dataset.proposal(&members))).collect();
    let proposal = |index: usize| proposals.get(&script(index)).cloned().unwrap_or_default();
    let mut order = members.to_vec();
    order.sort_by_key(|&index| (index != main, Reverse(dataset.count(index)), index));
    let forms = order
        .into_iter()
        .filter_map(|index| {
            let form = dataset.form(index)?;
            let proposed = proposal(index);
            Some(ClusterForm {
                text: form.text.to_owned(),
                count: form.count,
                differences: difference(form.text, &proposed),
                reasons: if index == main { Vec::new() } else { dataset.why_one(index, main, members) },
                proposed,
            })
        })
        .collect();
    Cluster { forms, proposed: proposal(main), entry: entry.map(|entry| entry.id.to_owned()) }
}

/// Whether a pair is undecided for a reason that speaks for one name.
fn is_worth_a_look(decision: &NameComparison) -> bool {
    let speaks_for_one = |reason: &ComparisonReason| {
        matches!(
            reason,
            ComparisonReason::InitialFits
                | ComparisonReason::ParticleInOne
                | ComparisonReason::OtherSpelling { .. }
                | ComparisonReason::EitherOrderIsAName
                | ComparisonReason::SkeletonTooShort { .. }
                | ComparisonReason::FirstLetterDiffers { .. }
                | ComparisonReason::EndingDiffers { .. }
                | ComparisonReason::ShortWordsDiffer { .. }
                | ComparisonReason::TooShort { .. }
                | ComparisonReason::NothingBeside
                | ComparisonReason::WordsChangePlaces
                | ComparisonReason::ArticleMakesAnother { .. }
                | ComparisonReason::SignInOne { .. }
        )
    };
    decision.verdict == Verdict::Undecided && decision.reasons.first().is_some_and(speaks_for_one)
}

/// The pairs that a curator could settle: those worth a look, and those called the same that no cluster
/// could take.
fn undecided(dataset: &Dataset<'_>, pairs: &[Compared], merged: &[Vec<usize>]) -> Vec<UndecidedPair> {
    let mut cluster_of = vec![0; dataset.forms.len()];
    for (number, members) in merged.iter().enumerate() {
        for &member in members {
            if let Some(cluster) = cluster_of.get_mut(member) {
                *cluster = number;
            }
        }
    }
    let apart = |pair: &&Compared| cluster_of.get(pair.a) != cluster_of.get(pair.b);
    let mut found: Vec<&Compared> = pairs.iter().filter(apart).collect();
    found.sort_by_key(|pair| {
        let counts = (dataset.count(pair.a), dataset.count(pair.b));
        (Reverse(counts.0.saturating_add(counts.1)), pair.a, pair.b)
    });
    found
        .into_iter()
        .map(|pair| {
            let (a, b) = if dataset.count(pair.b) > dataset.count(pair.a) {
                (pair.b, pair.a)
            } else {
                (pair.a, pair.b)
            };
            UndecidedPair {
                a: dataset.text(a).to_owned(),
                b: dataset.text(b).to_owned(),
                reasons: dataset.compare(a, b).reasons,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
