//! No record says one thing without end.

use crate::message;
use crate::rule::{Finding, RuleId};

/// So many findings of one rule in one record are kept. Whoever reads the first hundred knows what the matter is;
/// and each costs a walk through its record, which a record of a million defects would make a million walks.
pub const MOST_OF_A_RULE: usize = 100;

/// Drops what is beyond the bound, for findings that are in order by record; the last one kept says how many more there are.
pub fn bound(findings: &mut Vec<Finding>) {
    if findings.len() <= MOST_OF_A_RULE {
        return;
    }
    let mut counts: Vec<(RuleId, usize, usize)> = Vec::new();
    let mut record = None;
    let mut kept: Vec<Finding> = Vec::with_capacity(findings.len());
    for finding in findings.drain(..) {
        // Outside of records each finding is about another stretch of the file.
        let Some(own) = finding.place.record() else {
            kept.push(finding);
            continue;
        };
        if record != Some(own) {
            record = Some(own);
            say_how_many_more(&mut counts, &mut kept);
        }
        match counts.iter_mut().find(|(rule, ..)| *rule == finding.rule) {
            None => counts.push((finding.rule.clone(), 1, kept.len())),
            Some((_, count, _)) if *count >= MOST_OF_A_RULE => {
                *count += 1;
                continue;
            }
            Some((_, count, last)) => {
                *count += 1;
                *last = kept.len();
            }
        }
        kept.push(finding);
    }
    say_how_many_more(&mut counts, &mut kept);
    *findings = kept;
}

fn say_how_many_more(counts: &mut Vec<(RuleId, usize, usize)>, kept: &mut [Finding]) {
    for (_, count, last) in counts.drain(..) {
        if let (Some(last), true) = (kept.get_mut(last), count > MOST_OF_A_RULE) {
            let more = count - MOST_OF_A_RULE;
            last.note(message!("{more} more of this in the record are not shown", more));
        }
    }
}
