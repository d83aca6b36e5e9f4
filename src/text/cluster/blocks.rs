//! The pairs worth comparing: those that share a block.
//!
//! A block is a set of forms that could be one name for one reason: an equal
//! key, a key with one letter left out, a skeleton, an initial. The pairs of a
//! small block are all taken; in a large one each form is paired with the first
//! and with its neighbour only, so a block costs no more than its size.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::super::compare::{LONG_KEY, SHORT_KEY, SHORT_SKELETON, is_one_letter_apart};
use super::super::decision::Judgement;
use super::super::latin::is_particle;
use super::super::name::Name;
use super::{Dataset, shared};

/// Forms in a block up to which every pair is compared.
const SMALL: usize = 32;
/// Letters up to which a key is also tried with each letter left out: the work is quadratic in them.
const LONGEST_KEY: usize = 200;

/// The pairs to compare, the lower index first, in order, each once.
pub(super) fn candidates(dataset: &Dataset<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let everything = |_: usize, _: usize| true;
    collect(
        &mut pairs,
        keyed(dataset, |name| hash_of(&name.orthographic, !name.orthographic.is_empty())),
        everything,
    );
    collect(&mut pairs, keyed(dataset, |name| hash_of(&name.loose, !name.loose.is_empty())), everything);
    collect(&mut pairs, spelled_out(dataset), everything);
    collect(&mut pairs, keyed(dataset, |name| hash_of(&name.bag, name.words.len() > 1)), everything);
    let across = |a: usize, b: usize| match (dataset.form(a), dataset.form(b)) {
        (Some(a), Some(b)) => a.name.script != b.name.script,
        _ => false,
    };
    collect(
        &mut pairs,
        keyed(dataset, |name| hash_of(&name.skeleton, name.skeleton.len() >= SHORT_SKELETON)),
        across,
    );
    collect(
        &mut pairs,
        keyed(dataset, |name| hash_of(&name.bag_skeleton, name.bag_skeleton.len() >= SHORT_SKELETON)),
        across,
    );
    let has_initial = |index: usize| dataset.form(index).is_some_and(|form| !form.name.initials.is_empty());
    collect(&mut pairs, keyed(dataset, first_letter_and_last_word), |a, b| has_initial(a) || has_initial(b));
    collect(&mut pairs, keyed(dataset, without_particles), everything);
    pairs.extend(one_letter_apart(dataset));
    pairs.extend(known_to_be_one(dataset));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// A block's number and a form in it.
type Membership = (u64, usize);

fn keyed(dataset: &Dataset<'_>, key: impl Fn(&Name) -> Option<u64>) -> Vec<Membership> {
    let keys = dataset.forms.iter().enumerate().filter(|(_, form)| form.name.is_name);
    keys.filter_map(|(index, form)| Some((key(&form.name)?, index))).collect()
}

/// The names with an umlaut under the key that has it in two letters, and those that are written so.
fn spelled_out(dataset: &Dataset<'_>) -> Vec<Membership> {
    let mut blocks = keyed(dataset, |name| hash_of(name.spelled_out.as_ref()?, true));
    let keys: FxHashSet<u64> = blocks.iter().map(|&(key, _)| key).collect();
    if !keys.is_empty() {
        blocks.extend(keyed(dataset, |name| hash_of(&name.loose, true).filter(|key| keys.contains(key))));
    }
    blocks
}

fn hash_of(key: &impl Hash, wanted: bool) -> Option<u64> {
    wanted.then(|| {
        let mut hasher = FxHasher::default();
        key.hash(&mut hasher);
        hasher.finish()
    })
}

fn first_letter_and_last_word(name: &Name) -> Option<u64> {
    let (first, last) = (name.words.first()?.chars().next()?, name.words.last()?);
    hash_of(&(first, last), name.words.len() > 1)
}

fn without_particles(name: &Name) -> Option<u64> {
    let words: Vec<&String> = name.words.iter().filter(|word| !is_particle(word)).collect();
    hash_of(&words, !words.is_empty())
}

fn collect(
    pairs: &mut Vec<(usize, usize)>,
    mut blocks: Vec<Membership>,
    wanted: impl Fn(usize, usize) -> bool,
) {
    blocks.sort_unstable();
    blocks.dedup();
    for block in blocks.chunk_by(|a, b| a.0 == b.0) {
        for_each_pair(block, |a, b| {
            if wanted(a, b) {
                pairs.push((a.min(b), a.max(b)));
            }
        });
    }
}

fn for_each_pair(block: &[Membership], mut take: impl FnMut(usize, usize)) {
    let reach = if block.len() <= SMALL { block.len() } else { 1 };
    for (position, &(_, a)) in block.iter().enumerate() {
        for &(_, b) in block.iter().skip(position + 1).take(reach) {
            take(a, b);
        }
    }
    if block.len() > SMALL
        && let Some((&(_, first), rest)) = block.split_first()
    {
        rest.iter().for_each(|&(_, other)| take(first, other));
    }
}

/// Pairs whose loose keys are at Damerau distance 1: such keys become equal when
/// one letter is left out of one or of both. Each distinct key is taken once, by
/// its most frequent form, and together with the numbers in it, which must agree.
fn one_letter_apart(dataset: &Dataset<'_>) -> Vec<(usize, usize)> {
    let mut blocks: Vec<Membership> = Vec::new();
    for (index, contexts) in forms_by_key(dataset) {
        let Some(form) = dataset.form(index) else {
            continue;
        };
        let letters = form.name.letters();
        // Without a context a short key decides nothing.
        if !(SHORT_KEY..=LONGEST_KEY).contains(&letters) || (letters + 1 < LONG_KEY && contexts == 0) {
            continue;
        }
        let key = form.name.loose.as_str();
        blocks.extend(hash_of(&(key, &form.name.numbers), true).map(|block| (block, index)));
        for (start, letter) in key.char_indices() {
            let (Some(head), Some(tail)) = (key.get(..start), key.get(start + letter.len_utf8()..)) else {
                continue;
            };
            // As one text: where the letter was left out must not tell.
            let mut shorter = String::with_capacity(key.len());
            shorter.push_str(head);
            shorter.push_str(tail);
            blocks.extend(hash_of(&(shorter.as_str(), &form.name.numbers), true).map(|block| (block, index)));
        }
    }
    let mut pairs = Vec::new();
    let worth = |a: usize, b: usize| match (dataset.form(a), dataset.form(b)) {
        (Some(a), Some(b)) => {
            let long = a.name.letters().min(b.name.letters()) >= LONG_KEY;
            is_one_letter_apart(&a.name.loose, &b.name.loose)
                && (long || !shared(&a.contexts, &b.contexts).is_empty())
        }
        _ => false,
    };
    collect(&mut pairs, blocks, worth);
    pairs
}

/// The most frequent form of each loose key, and the number of contexts of all of them.
fn forms_by_key(dataset: &Dataset<'_>) -> Vec<(usize, usize)> {
    let mut by_key: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for (index, form) in dataset.forms.iter().enumerate().filter(|(_, form)| form.name.is_name) {
        let known = by_key.entry(&form.name.loose).or_insert((index, 0));
        if form.count > dataset.count(known.0) {
            known.0 = index;
        }
        known.1 += form.contexts.len();
    }
    let mut forms: Vec<(usize, usize)> = by_key.into_values().collect();
    forms.sort_unstable();
    forms
}

/// Pairs of one registry entry, and pairs judged to be one.
fn known_to_be_one(dataset: &Dataset<'_>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut of_entry: Vec<Membership> = Vec::new();
    for (index, form) in dataset.forms.iter().enumerate() {
        of_entry
            .extend(form.registered.and_then(|entry| hash_of(&entry.id, true)).map(|block| (block, index)));
        for (other, judgement) in dataset.judgements.about(&form.name.text) {
            let other = dataset.forms.binary_search_by(|form| form.name.text.as_str().cmp(other));
            if let (Judgement::Same, Ok(other)) = (judgement, other) {
                pairs.push((index.min(other), index.max(other)));
            }
        }
    }
    collect(&mut pairs, of_entry, |_, _| true);
    pairs.retain(|(a, b)| a != b);
    pairs
}
