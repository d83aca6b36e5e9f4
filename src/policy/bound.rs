//! No record says one thing without end.

use crate::message;
use crate::rule::{Finding, RuleId};

/// So many findings of one rule in one record are kept. Whoever reads the first hundred knows what the matter is;
/// and each costs a walk through its record, which a record of a million defects would make a million walks.
pub const MOST_OF_A_RULE: usize = 100;

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
