//! Judging, but for what a cache knows: a run that changed little judges little.

use super::judge::{Verdicts, judge};
use super::parallel::{in_parallel, threads};
use super::worker::{FactsByConfig, Gathering, no_facts};
use crate::project::{Inventory, JudgedFile, Keeping, Options, RunStage};
use crate::record::Facts;

/// So much is judged before it is kept: a run that is ended loses no more, and so much is in memory twice.
const BYTES_OF_A_PORTION: u64 = 256 << 20;

/// Judges the files of these numbers, or recalls what they gave.
pub fn judge_or_recall(
    inventory: &Inventory,
    options: &Options,
    numbers: &[u32],
    gathering: Gathering,
) -> Verdicts {
    let opened = options.cache.as_ref().and_then(|cache| {
        options.progress.enter(RunStage::Judging);
        Keeping::open(cache, inventory, numbers, &options.progress)
    });
    let Some(cache) = opened else { return judge(inventory, options, numbers, gathering) };
    let mut all =
        Verdicts { facts: no_facts(&options.rules, inventory.datasets.len()), ..Verdicts::default() };
    for portion in portions(inventory, numbers) {
        let mut verdicts = portion_of(&cache, inventory, options, portion);
        if gathering == Gathering::Together {
            gather(inventory, threads(options), portion, &mut verdicts.files, &mut all.facts);
        }
        all.files.extend(verdicts.files);
        all.faults.extend(verdicts.faults);
    }
    cache.close(&options.progress);
    all
}

/// The numbers, in their order, in portions of some size.
fn portions<'n>(inventory: &Inventory, numbers: &'n [u32]) -> Vec<&'n [u32]> {
    let mut portions = Vec::new();
    let (mut rest, mut bytes, mut count) = (numbers, 0, 0);
    for number in numbers {
        bytes += inventory.bytes_of(&[*number]);
        count += 1;
        if bytes >= BYTES_OF_A_PORTION {
            let (portion, others) = rest.split_at(count);
            portions.push(portion);
            (rest, bytes, count) = (others, 0, 0);
        }
    }
    portions.extend((!rest.is_empty()).then_some(rest));
    portions
}

/// What the files of a portion give, each with its own facts.
fn portion_of(cache: &Keeping<'_>, inventory: &Inventory, options: &Options, portion: &[u32]) -> Verdicts {
    let threads = threads(options);
    let known = in_parallel(threads, portion.to_vec(), |number| {
        let key = cache.key(number);
        let file = key.and_then(|key| cache.recall(number, key));
        if let (Some(file), Some(key)) = (&file, key) {
            options.progress.expect(key.length());
            options.progress.judged(key.length(), file.records);
        }
        (key, file)
    });
    let pending = portion.iter().zip(&known).filter(|(_, (_, file))| file.is_none());
    let pending: Vec<u32> = pending.map(|(number, _)| *number).collect();
    let judged = match pending.is_empty() {
        true => Verdicts::default(),
        false => judge(inventory, options, &pending, Gathering::ByFile),
    };
    if judged.faults.is_empty() {
        let keys = known.iter().filter(|(_, file)| file.is_none()).map(|(key, _)| *key);
        let jobs: Vec<_> = pending.iter().zip(keys).zip(&judged.files).collect();
        let entries = in_parallel(threads, jobs, |((number, key), file)| cache.entry(*number, key?, file));
        cache.keep(entries.into_iter().flatten().collect());
    }
    let mut judged_now = judged.files.into_iter();
    let files = known.into_iter().map(|(_, file)| file.or_else(|| judged_now.next()).unwrap_or_default());
    Verdicts { files: files.collect(), facts: FactsByConfig::new(), faults: judged.faults }
}

/// Takes the facts of files over into those of all, each rule's by one thread.
fn gather(
    inventory: &Inventory,
    threads: usize,
    numbers: &[u32],
    files: &mut [JudgedFile],
    facts: &mut FactsByConfig,
) {
    let mut by_rule: Vec<Vec<(u32, Facts)>> = facts.iter().flatten().map(|_| Vec::new()).collect();
    let rules = facts.first().map_or(0, Vec::len);
    for (number, file) in numbers.iter().zip(files) {
        let first = inventory.collection_of(*number).config * rules;
        for (rule, facts) in std::mem::take(&mut file.facts) {
            if let Some(of_rule) = by_rule.get_mut(first + rule) {
                of_rule.push((*number, facts));
            }
        }
    }
    let jobs: Vec<_> = facts.iter_mut().flatten().zip(by_rule).collect();
    in_parallel(threads, jobs, |(facts, of_files)| {
        of_files.into_iter().for_each(|(number, of_file)| facts.gather(number, of_file));
    });
}
