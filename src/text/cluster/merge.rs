//! Forms into groups, groups into stars, stars across scripts.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::super::character::Script;
use super::super::compare::forbids;
use super::super::comparison::{ComparisonReason, Judgement, Verdict};
use super::{Compared, Dataset};

/// Members asked about what forbids, of each side of a merge. Forms of one group
/// differ in nothing that forbids but by chance, so a few speak for all.
const SPOKESMEN: usize = 16;

/// The clusters of all forms, singletons included: members in order, clusters by first member.
pub(super) fn merge(dataset: &Dataset<'_>, pairs: &[Compared]) -> Vec<Vec<usize>> {
    let mut sets = Sets::singletons(dataset);
    gather_groups(dataset, pairs, &mut sets);
    gather_stars(dataset, pairs, &mut sets);
    join_scripts(dataset, pairs, &mut sets);
    let mut clusters: Vec<Vec<usize>> =
        sets.members.into_iter().filter(|members| !members.is_empty()).collect();
    for members in &mut clusters {
        members.sort_unstable();
    }
    clusters.sort_unstable();
    clusters
}

/// Disjoint sets of forms. A set has the number of one of its forms.
struct Sets<'a> {
    of_form: Vec<usize>,
    members: Vec<Vec<usize>>,
    /// The registry entry of each set: all its registered forms have one.
    entry: Vec<Option<&'a str>>,
}

impl<'a> Sets<'a> {
    fn singletons(dataset: &Dataset<'a>) -> Self {
        let forms = dataset.forms.len();
        Self {
            of_form: (0..forms).collect(),
            members: (0..forms).map(|form| vec![form]).collect(),
            entry: dataset.forms.iter().map(|form| form.registered.map(|entry| entry.id)).collect(),
        }
    }

    fn of(&self, form: usize) -> usize {
        self.of_form.get(form).copied().unwrap_or(form)
    }

    fn members(&self, set: usize) -> &[usize] {
        self.members.get(set).map_or(&[], Vec::as_slice)
    }

    fn entry(&self, set: usize) -> Option<&'a str> {
        self.entry.get(set).copied().flatten()
    }

    /// The smaller set moves into the larger, so that all moves together stay n log n.
    fn join(&mut self, a: usize, b: usize) {
        let (into, from) = if self.members(a).len() >= self.members(b).len() { (a, b) } else { (b, a) };
        let moved = self.members.get_mut(from).map(std::mem::take).unwrap_or_default();
        for &form in &moved {
            if let Some(set) = self.of_form.get_mut(form) {
                *set = into;
            }
        }
        if let Some(members) = self.members.get_mut(into) {
            members.extend(moved);
        }
        let entry = self.entry(into).or(self.entry(from));
        if let Some(known) = self.entry.get_mut(into) {
            *known = entry;
        }
    }

    /// Whether something forbids that two sets are one entity.
    fn are_apart(&self, dataset: &Dataset<'_>, a: usize, b: usize) -> bool {
        if matches!((self.entry(a), self.entry(b)), (Some(a), Some(b)) if a != b) {
            return true;
        }
        let (a, b) = (self.members(a), self.members(b));
        judged_apart(dataset, a, b)
            || a.iter().take(SPOKESMEN).any(|&one| {
                b.iter().take(SPOKESMEN).any(|&other| dataset.ask(one, other, forbids).flatten().is_some())
            })
    }
}

fn judged_apart(dataset: &Dataset<'_>, a: &[usize], b: &[usize]) -> bool {
    let (fewer, more) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    fewer.iter().any(|&form| {
        dataset.judgements.about(dataset.text(form)).into_iter().any(|(other, judgement)| {
            judgement == Judgement::Different && more.iter().any(|&member| dataset.text(member) == other)
        })
    })
}

/// How surely a reason makes one group; `None` for what makes no group.
fn group_rank(reason: &ComparisonReason) -> Option<u8> {
    match reason {
        ComparisonReason::Judged(Judgement::Same) => Some(0),
        ComparisonReason::OneEntry { .. } => Some(1),
        ComparisonReason::EqualKey(tier) => Some(2 + *tier as u8),
        ComparisonReason::OtherOrder => Some(5),
        _ => None,
    }
}

fn gather_groups(dataset: &Dataset<'_>, pairs: &[Compared], sets: &mut Sets<'_>) {
    let mut edges: Vec<(u8, usize, usize)> = pairs
        .iter()
        .filter(|pair| pair.decision.verdict == Verdict::Same)
        .filter_map(|pair| Some((group_rank(pair.decision.reasons.first()?)?, pair.a, pair.b)))
        .collect();
    edges.sort_unstable();
    for (_, a, b) in edges {
        let (a, b) = (sets.of(a), sets.of(b));
        if a != b && !sets.are_apart(dataset, a, b) {
            sets.join(a, b);
        }
    }
}

fn gather_stars(dataset: &Dataset<'_>, pairs: &[Compared], sets: &mut Sets<'_>) {
    let edges = edges_between_sets(pairs, sets, |reason| {
        matches!(
            reason,
            ComparisonReason::OneLetterApart { .. }
                | ComparisonReason::InitialFits
                | ComparisonReason::ParticleInOne
                | ComparisonReason::OtherSpelling { .. }
        )
    });
    // Each centre with its satellites; sets are not joined before all have their place.
    let mut stars: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for set in by_weight(dataset, sets, &edges) {
        let mut centres = neighbours(&edges, set).filter(|other| stars.contains_key(other));
        let (first, second) = (centres.next(), centres.next());
        let fits = match (first, second) {
            (Some(centre), None) => stars.get_mut(&centre),
            _ => None,
        };
        match fits.filter(|star| star.iter().all(|&member| may_stand_together(dataset, sets, member, set))) {
            Some(star) => star.push(set),
            None => {
                stars.insert(set, vec![set]);
            }
        }
    }
    for (centre, star) in stars {
        for satellite in star {
            if satellite != centre {
                sets.join(sets.of(centre), satellite);
            }
        }
    }
}

/// Two satellites of one star must not be two names themselves.
fn may_stand_together(dataset: &Dataset<'_>, sets: &Sets<'_>, a: usize, b: usize) -> bool {
    if sets.are_apart(dataset, a, b) {
        return false;
    }
    let (Some(a), Some(b)) = (dataset.main_form(sets.members(a)), dataset.main_form(sets.members(b))) else {
        return false;
    };
    let decision = dataset.compare(a, b);
    decision.verdict != Verdict::Different
        && !matches!(decision.reasons.first(), Some(ComparisonReason::BothAreNames { .. }))
}

/// The sets at either end of the pairs that are the same for such a reason, each way, sorted.
fn edges_between_sets(
    pairs: &[Compared],
    sets: &Sets<'_>,
    wanted: impl Fn(&ComparisonReason) -> bool,
) -> Vec<(usize, usize)> {
    let mut edges: Vec<(usize, usize)> = pairs
        .iter()
        .filter(|pair| {
            pair.decision.verdict == Verdict::Same && pair.decision.reasons.first().is_some_and(&wanted)
        })
        .map(|pair| (sets.of(pair.a), sets.of(pair.b)))
        .filter(|(a, b)| a != b)
        .flat_map(|(a, b)| [(a, b), (b, a)])
        .collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

fn neighbours(edges: &[(usize, usize)], set: usize) -> impl Iterator<Item = usize> {
    let start = edges.partition_point(|&(from, _)| from < set);
    edges.iter().skip(start).take_while(move |&&(from, _)| from == set).map(|&(_, to)| to)
}

/// The sets with edges, the registered first, then the most frequent, then by their first form.
fn by_weight(dataset: &Dataset<'_>, sets: &Sets<'_>, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut ends: Vec<usize> = edges.iter().map(|&(from, _)| from).collect();
    ends.dedup();
    ends.sort_by_cached_key(|&set| {
        let members = sets.members(set);
        let registered =
            members.iter().any(|&form| dataset.form(form).is_some_and(|form| form.registered.is_some()));
        let total = members.iter().fold(0_u64, |sum, &form| sum.saturating_add(dataset.count(form)));
        (!registered, Reverse(total), members.iter().min().copied())
    });
    ends
}

fn join_scripts(dataset: &Dataset<'_>, pairs: &[Compared], sets: &mut Sets<'_>) {
    let edges =
        edges_between_sets(pairs, sets, |reason| matches!(reason, ComparisonReason::EqualSkeleton { .. }));
    let script = |set: usize| -> Option<Script> { dataset.form(*sets.members(set).first()?)?.script };
    let only = |from: usize, to: usize| {
        neighbours(&edges, from).filter(|&other| script(other) == script(to)).all(|other| other == to)
    };
    let mutual: Vec<(usize, usize)> = edges
        .iter()
        .copied()
        .filter(|&(a, b)| a < b && only(a, b) && only(b, a) && !sets.are_apart(dataset, a, b))
        .collect();
    for (a, b) in mutual {
        let (a, b) = (sets.of(a), sets.of(b));
        if a != b && !sets.are_apart(dataset, a, b) {
            sets.join(a, b);
        }
    }
}
