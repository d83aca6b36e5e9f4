//! The pairs worth comparing: those that share a block.
//!
//! A block is a set of forms that could be one name for one reason: an equal
//! key, a key with one letter left out, a skeleton, an initial. The pairs of a
//! small block are all taken; in a large one each form is paired with the first
//! and with its neighbour only, so a block costs no more than its size.

use std::hash::{BuildHasher, Hash};

use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::super::compare::{LONG_KEY, SHORT_KEY, SHORT_SKELETON, is_one_letter_apart};
use super::super::comparison::Judgement;
use super::super::known::number_of_name;
use super::super::latin::is_particle;
use super::super::name::Name;
use super::super::transliteration::sound;
use super::Dataset;
use super::forms::{Read, shared};

/// Forms in a block up to which every pair is compared.
const SMALL: usize = 32;
/// Letters up to which a key is also tried with each letter left out: the work is quadratic in them.
const LONGEST_KEY: usize = 200;

/// The blocks of a dataset but for those of [`one_letter_apart`], filled while the names are read.
#[derive(Default)]
pub(super) struct Blocks {
    orthographic: Vec<Membership>,
    loose: Vec<Membership>,
    spelled_out: Vec<Membership>,
    bag: Vec<Membership>,
    skeleton: Vec<Membership>,
    bag_skeleton: Vec<Membership>,
    first_letter_and_last_word: Vec<Membership>,
    without_particles: Vec<Membership>,
    names: Vec<Membership>,
}

/// A block's number and a form in it.
type Membership = (u64, u32);

impl Blocks {
    /// Notes the blocks of a name; what is no name lies in none.
    pub(super) fn note(&mut self, index: usize, name: &Name) {
        // More forms than that do not fit into memory.
        let (Ok(index), true) = (u32::try_from(index), name.is_name) else {
            return;
        };
        let skeleton = |skeleton: &String| (skeleton.len() >= SHORT_SKELETON).then(|| hash_of(skeleton));
        let several_words = name.words.len() > 1;
        for (block, key) in [
            (&mut self.orthographic, Some(hash_of(&name.orthographic))),
            (&mut self.loose, (!name.loose.is_empty()).then(|| hash_of(&name.loose))),
            (&mut self.spelled_out, name.spelled_out.as_ref().map(hash_of)),
            (&mut self.bag, several_words.then(|| hash_of(&name.bag))),
            (&mut self.skeleton, skeleton(&name.skeleton)),
            (&mut self.bag_skeleton, skeleton(&name.bag_skeleton)),
            (&mut self.first_letter_and_last_word, first_letter_and_last_word(name)),
            (&mut self.without_particles, without_particles(name)),
            (&mut self.names, several_words.then(|| names(name)).flatten()),
        ] {
            block.extend(key.map(|key| (key, index)));
        }
    }

    /// The pairs to compare, the lower index first, in order, each once.
    pub(super) fn candidates(self, dataset: &Dataset<'_>) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        let everything = |_: usize, _: usize| true;
        let across = |a: usize, b: usize| match (dataset.form(a), dataset.form(b)) {
            (Some(a), Some(b)) => a.script != b.script,
            _ => false,
        };
        let has_initial = |index: usize| dataset.form(index).is_some_and(|form| form.has_initial);
        collect(&mut pairs, with_loose(self.spelled_out, &self.loose), everything);
        collect(&mut pairs, self.orthographic, everything);
        collect(&mut pairs, self.loose, everything);
        collect(&mut pairs, self.bag, everything);
        collect(&mut pairs, self.skeleton, across);
        collect(&mut pairs, self.bag_skeleton, across);
        collect(&mut pairs, self.first_letter_and_last_word, |a, b| has_initial(a) || has_initial(b));
        collect(&mut pairs, self.without_particles, everything);
        collect(&mut pairs, self.names, everything);
        pairs.extend(one_letter_apart(dataset));
        pairs.extend(known_to_be_one(dataset));
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// The names with an umlaut under the key that has it in two letters, and those that are written so.
fn with_loose(mut spelled_out: Vec<Membership>, loose: &[Membership]) -> Vec<Membership> {
    let keys: FxHashSet<u64> = spelled_out.iter().map(|&(key, _)| key).collect();
    if !keys.is_empty() {
        spelled_out.extend(loose.iter().filter(|(key, _)| keys.contains(key)));
    }
    spelled_out
}

fn hash_of(key: impl Hash) -> u64 {
    FxBuildHasher.hash_one(key)
}

fn first_letter_and_last_word(name: &Name) -> Option<u64> {
    let (first, last) = (name.words.first()?.chars().next()?, name.words.last()?);
    (name.words.len() > 1).then(|| hash_of((first, last)))
}

fn without_particles(name: &Name) -> Option<u64> {
    let words: Vec<&String> = name.words.iter().filter(|word| !is_particle(word)).collect();
    (!words.is_empty()).then(|| hash_of(&words))
}

fn collect<Number: Ord>(
    pairs: &mut Vec<(usize, usize)>,
    mut blocks: Vec<(Number, u32)>,
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

fn for_each_pair<Number>(block: &[(Number, u32)], mut take: impl FnMut(usize, usize)) {
    let reach = if block.len() <= SMALL { block.len() } else { 1 };
    for (position, &(_, a)) in block.iter().enumerate() {
        for &(_, b) in block.iter().skip(position + 1).take(reach) {
            take(a as usize, b as usize);
        }
    }
    if block.len() > SMALL
        && let Some(((_, first), rest)) = block.split_first()
    {
        rest.iter().for_each(|&(_, other)| take(*first as usize, other as usize));
    }
}

/// The words, each known name as itself whatever its spelling, and others as they sound.
fn names(name: &Name) -> Option<u64> {
    let names: Vec<Result<usize, String>> =
        name.words.iter().map(|word| number_of_name(word).ok_or_else(|| sound(word))).collect();
    names.iter().any(Result::is_ok).then(|| hash_of(&names))
}

/// Pairs whose loose keys are at Damerau distance 1: such keys become equal when
/// one letter is left out of one or of both. Each distinct key is taken once, by
/// its most frequent form, and together with the numbers in it, which must agree.
fn one_letter_apart(dataset: &Dataset<'_>) -> Vec<(usize, usize)> {
    // There are twenty times as many of these as of others. Half a hash will do: who meets by chance is
    // not one letter apart.
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    let mut shorter = String::new();
    for (index, companions) in forms_by_key(dataset) {
        let (Some(form), Ok(position)) = (dataset.form(index), u32::try_from(index)) else {
            continue;
        };
        // Without a context a short key decides nothing.
        if !(SHORT_KEY..=LONGEST_KEY).contains(&form.letters)
            || (form.letters + 1 < LONG_KEY && companions == 0 && !may_be_a_place(form))
        {
            continue;
        }
        let key = &*form.loose;
        let block = |key: &str| ((hash_of((key, form.numbers)) >> 32) as u32, position);
        blocks.push(block(key));
        for (start, letter) in key.char_indices() {
            let (Some(head), Some(tail)) = (key.get(..start), key.get(start + letter.len_utf8()..)) else {
                continue;
            };
            // As one text: where the letter was left out must not tell.
            shorter.clear();
            shorter.push_str(head);
            shorter.push_str(tail);
            blocks.push(block(&shorter));
        }
    }
    let mut pairs = Vec::new();
    let worth = |a: usize, b: usize| match (dataset.form(a), dataset.form(b)) {
        (Some(a), Some(b)) => {
            let long = a.letters.min(b.letters) >= LONG_KEY;
            is_one_letter_apart(&a.loose, &b.loose) && (long || !shared(a, b).is_empty())
        }
        _ => false,
    };
    collect(&mut pairs, blocks, worth);
    pairs
}

/// Whether a form is one word with a country: in one country a slip in a short one shows.
fn may_be_a_place(form: &Read<'_>) -> bool {
    form.is_one_word && !form.lies_in.is_empty()
}

/// The most frequent form of each loose key, and the number of companions of all of them.
fn forms_by_key(dataset: &Dataset<'_>) -> Vec<(usize, usize)> {
    let mut by_key: FxHashMap<&str, (usize, usize)> = FxHashMap::default();
    for (index, form) in dataset.forms.iter().enumerate().filter(|(_, form)| form.is_name) {
        let known = by_key.entry(&form.loose).or_insert((index, 0));
        if form.count > dataset.count(known.0) {
            known.0 = index;
        }
        known.1 += form.companions.len();
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
        let position = u32::try_from(index).ok();
        of_entry.extend(form.registered.map(|entry| hash_of(entry.id)).zip(position));
        for (other, judgement) in dataset.judgements.about(form.text) {
            let other = dataset.forms.binary_search_by(|form| form.text.cmp(other));
            if let (Judgement::Same, Ok(other)) = (judgement, other) {
                pairs.push((index.min(other), index.max(other)));
            }
        }
    }
    collect(&mut pairs, of_entry, |_, _| true);
    pairs.retain(|(a, b)| a != b);
    pairs
}
