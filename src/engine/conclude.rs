//! What the dataset rules say of the facts of all records.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::parallel::in_parallel;
use super::worker::{FactsByConfig, name};
use crate::message;
use crate::project::{Inventory, keeper};
use crate::record::{Context, Facts};
use crate::report::Fault;
use crate::rule::{Check, Conclude, Finding, Findings, Rule, Rules};
use crate::words::Message;

/// A rule and what it concludes from.
struct Conclusion<'f> {
    rule: &'f Rule,
    conclude: &'f Conclude,
    facts: &'f Facts,
    context: &'f Context,
}

/// What the dataset rules that run say of the facts of all records.
pub fn conclude(
    inventory: &Inventory,
    rules: &Rules,
    threads: usize,
    facts: &FactsByConfig,
    findings: &mut Vec<Finding>,
    faults: &mut Vec<Fault>,
) {
    let runs = |position: usize| {
        inventory.collections.iter().any(|collection| collection.running.contains(&position))
    };
    let mut conclusions = Vec::new();
    for (context, facts) in inventory.datasets.iter().zip(facts) {
        for (position, rule) in rules.iter().enumerate().filter(|(position, _)| runs(*position)) {
            let Check::Dataset { conclude, .. } = rule.check() else { continue };
            let Some(facts) = facts.get(keeper(rules, position)) else { continue };
            conclusions.push(Conclusion { rule, conclude, facts, context });
        }
    }
    for concluded in in_parallel(threads, conclusions, |conclusion| conclusion.draw()) {
        findings.extend(concluded.findings);
        faults.extend(concluded.faults);
    }
}

/// What a rule concludes.
struct Concluded {
    findings: Vec<Finding>,
    faults: Vec<Fault>,
}

impl Conclusion<'_> {
    /// A rule that panics must not pass for one that found nothing.
    fn draw(self) -> Concluded {
        let mut found = Vec::new();
        let mut findings = Findings::new(self.rule, &mut found);
        let conclude = || self.conclude.call(self.facts, self.context, &mut findings);
        let is_defective = catch_unwind(AssertUnwindSafe(conclude)).is_err();
        let mut faults: Vec<Fault> =
            findings.into_not_judged().into_iter().map(|why| self.not_judged(why)).collect();
        // What it found before it failed may be one half of what it would have said.
        if is_defective {
            found.clear();
            faults.push(self.failed());
        }
        Concluded { findings: found, faults }
    }

    fn failed(&self) -> Fault {
        Fault {
            message: message!("the rule {rule} failed on the dataset", rule: name(self.rule)),
            file: None,
            help: Some("this is a defect of tadqiq: please report it, with the records if you can".into()),
        }
    }

    fn not_judged(&self, why: Message) -> Fault {
        Fault {
            message: message!("the rule {rule} could not judge the dataset: {why}", rule: name(self.rule), why),
            file: None,
            help: None,
        }
    }
}
