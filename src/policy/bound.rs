//! No record says one thing without end, no file, and no run.

use rustc_hash::FxHashMap;

use crate::message;
use crate::rule::{Finding, RuleId};
use crate::words::Argument;

/// So many findings of one rule in one record are kept. Whoever reads the first hundred knows what the matter is;
/// and each costs a walk through its record, which a record of a million defects would make a million walks.
pub const MOST_OF_A_RULE: usize = 100;

/// So many findings of one rule in one file are shown, and so many of one rule in a run.
pub const MOST_OF_A_FILE: usize = 10_000;
/// So many findings of one rule are shown in a run, whatever files they are in.
pub const MOST_OF_A_RUN: usize = 50_000;

/// How much of each rule is shown, by file and in all, of findings that come in the order of the run. The last one
/// that is shown says how many more there are.
#[derive(Debug)]
pub struct Shares {
    of_files: FxHashMap<(RuleId, Option<u32>), Share>,
    of_run: FxHashMap<RuleId, Share>,
}

#[derive(Debug, Default)]
struct Share {
    all: usize,
    taken: usize,
}

impl Share {
    /// Takes one more, if there is room; says at the last how many there are beyond.
    fn take(&mut self, most: usize, finding: &mut Finding, around: &'static str) {
        self.taken += 1;
        if self.taken == most && self.all > most {
            let more = self.all - most;
            finding.note(message!(
                "{more} more of this in {around} are counted and not shown",
                more,
                around: Argument::ours(around)
            ));
        }
    }
}

impl Shares {
    /// The shares of these findings.
    pub fn of(findings: &[Finding]) -> Self {
        let mut shares = Self { of_files: FxHashMap::default(), of_run: FxHashMap::default() };
        for finding in findings {
            let file = finding.place.file();
            shares.of_files.entry((finding.rule.clone(), file)).or_default().all += 1;
            shares.of_run.entry(finding.rule.clone()).or_default().all += 1;
        }
        shares
    }

    /// Whether a finding is shown. What is not is not taken from the share of the run.
    pub fn take(&mut self, finding: &mut Finding) -> bool {
        let key = (finding.rule.clone(), finding.place.file());
        let (Some(of_file), Some(of_run)) = (self.of_files.get_mut(&key), self.of_run.get_mut(&key.0)) else {
            return true;
        };
        if of_file.taken >= MOST_OF_A_FILE || of_run.taken >= MOST_OF_A_RUN {
            return false;
        }
        of_file.take(MOST_OF_A_FILE, finding, "the file");
        of_run.take(MOST_OF_A_RUN, finding, "the run");
        true
    }
}

/// The findings within the bound, each with what belongs to it, and what belongs to those beyond, for findings that
/// are in order by record. The last one kept says how many more there are.
pub fn bound<Own>(findings: Vec<(Finding, Own)>) -> (Vec<(Finding, Own)>, Vec<Own>) {
    if findings.len() <= MOST_OF_A_RULE {
        return (findings, Vec::new());
    }
    let mut counts: Vec<(RuleId, usize, usize)> = Vec::new();
    let mut record = None;
    let mut kept = Vec::with_capacity(findings.len());
    let mut beyond = Vec::new();
    for (finding, own) in findings {
        // Outside of records each finding is about another stretch of the file.
        let Some(around) = finding.place.record() else {
            kept.push((finding, own));
            continue;
        };
        if record != Some(around) {
            record = Some(around);
            say_how_many_more(&mut counts, &mut kept);
        }
        match counts.iter_mut().find(|(rule, ..)| *rule == finding.rule) {
            None => counts.push((finding.rule.clone(), 1, kept.len())),
            Some((_, count, _)) if *count >= MOST_OF_A_RULE => {
                *count += 1;
                beyond.push(own);
                continue;
            }
            Some((_, count, last)) => {
                *count += 1;
                *last = kept.len();
            }
        }
        kept.push((finding, own));
    }
    say_how_many_more(&mut counts, &mut kept);
    (kept, beyond)
}

fn say_how_many_more<Own>(counts: &mut Vec<(RuleId, usize, usize)>, kept: &mut [(Finding, Own)]) {
    for (_, count, last) in counts.drain(..) {
        if let (Some((last, _)), true) = (kept.get_mut(last), count > MOST_OF_A_RULE) {
            let more = count - MOST_OF_A_RULE;
            last.note(message!("{more} more of this in the record are not shown", more));
        }
    }
}
