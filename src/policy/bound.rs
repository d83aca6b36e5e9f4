//! No record says one thing without end, no file, and no run.

use rustc_hash::FxHashMap;

use crate::message;
use crate::rule::{Finding, RuleId};
use crate::words::{Argument, Message};

/// So many findings of one rule in one record are kept. Whoever reads the first hundred knows what the matter is;
/// and each costs a walk through its record, which a record of a million defects would make a million walks.
pub const MOST_OF_A_RULE: usize = 100;

/// So many findings of one rule in one file are shown, and so many of one rule in a run.
pub const MOST_OF_A_FILE: usize = 10_000;
/// So many findings of one rule are shown in a run, whatever files they are in.
pub const MOST_OF_A_RUN: usize = 50_000;

/// So many findings that are accepted are kept with where they are and what they say.
pub const MOST_ACCEPTED: usize = 5_000;

/// How much of each rule is shown, by file and in all, of findings that come in the order of the run. Only at the end
/// it is known how many there are.
#[derive(Debug, Default)]
pub struct Shares {
    of_files: FxHashMap<(RuleId, Option<u32>), Share>,
    of_run: FxHashMap<RuleId, Share>,
}

#[derive(Debug, Default)]
struct Share {
    /// How many there are, those beyond a bound too.
    all: usize,
    /// How many are shown.
    taken: usize,
    /// Where the last of those stands.
    last: usize,
}

impl Share {
    fn take(&mut self, position: usize) {
        self.taken += 1;
        self.last = position;
    }

    /// What its last one says, if it is used up and there are more.
    fn note(&self, most: usize, around: &'static str) -> Option<(usize, Message)> {
        let more = self.all.checked_sub(self.taken).filter(|more| *more > 0 && self.taken >= most)?;
        let around = Argument::ours(around);
        Some((self.last, message!("{more} more of this in {around} are counted and not shown", more, around)))
    }
}

impl Shares {
    /// Counts a finding, be it shown or not.
    pub fn count(&mut self, finding: &Finding) {
        self.of_files.entry((finding.rule.clone(), finding.place.file())).or_default().all += 1;
        self.of_run.entry(finding.rule.clone()).or_default().all += 1;
    }

    /// Whether there is room for a finding, in its file and in the run.
    pub fn have_room(&self, finding: &Finding) -> bool {
        let of_file = self.of_files.get(&(finding.rule.clone(), finding.place.file()));
        let of_run = self.of_run.get(&finding.rule);
        of_file.is_none_or(|share| share.taken < MOST_OF_A_FILE)
            && of_run.is_none_or(|share| share.taken < MOST_OF_A_RUN)
    }

    /// Takes the room of a finding that is shown, and stands at a position.
    pub fn take(&mut self, finding: &Finding, position: usize) {
        self.of_files.entry((finding.rule.clone(), finding.place.file())).or_default().take(position);
        self.of_run.entry(finding.rule.clone()).or_default().take(position);
    }

    /// What the last that is shown of a rule says of those that are not, by its position.
    pub fn notes(&self) -> impl Iterator<Item = (usize, Message)> {
        let of_files = self.of_files.values().filter_map(|share| share.note(MOST_OF_A_FILE, "the file"));
        let of_run = self.of_run.values().filter_map(|share| share.note(MOST_OF_A_RUN, "the run"));
        of_files.chain(of_run)
    }
}

/// Findings, each with what belongs to it.
pub type OwningFindings<Own> = Vec<(Finding, Own)>;

/// The findings within the bound and those beyond, each with what belongs to it, for findings that are in order by
/// record. The last one kept says how many more there are.
pub fn bound<Own>(findings: OwningFindings<Own>) -> (OwningFindings<Own>, OwningFindings<Own>) {
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
                beyond.push((finding, own));
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
