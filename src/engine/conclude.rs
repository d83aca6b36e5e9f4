//! What the dataset rules say of the facts of all records.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::parallel::in_parallel;
use super::worker::FactsByConfig;
use crate::message;
use crate::project::{Inventory, keeper};
use crate::record::{Context, Facts};
use crate::report::Fault;
use crate::rule::{Check, Finding, Findings, Rule};
use crate::words::Argument;

/// A rule and what it concludes from.
struct Conclusion<'f> {
    rule: &'static Rule,
    conclude: fn(&Facts, &Context, &mut Findings<'_>),
    facts: &'f Facts,
    context: &'f Context,
}

/// What the dataset rules that run say of the facts of all records.
pub fn conclude(
    inventory: &Inventory,
    rules: &[&'static Rule],
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
        for (position, &rule) in rules.iter().enumerate().filter(|(position, _)| runs(*position)) {
            let Check::Dataset { conclude, .. } = rule.check else { continue };
            let Some(facts) = facts.get(keeper(rules, position)) else { continue };
            conclusions.push(Conclusion { rule, conclude, facts, context });
        }
    }
    for concluded in in_parallel(threads, conclusions, |conclusion| conclusion.draw()) {
        match concluded {
            Ok(found) => findings.extend(found),
            Err(fault) => faults.push(fault),
        }
    }
}

impl Conclusion<'_> {
    /// A rule that panics must not pass for one that found nothing.
    fn draw(self) -> Result<Vec<Finding>, Fault> {
        let rule = self.rule;
        let concluded = catch_unwind(AssertUnwindSafe(|| {
            let mut found = Vec::new();
            (self.conclude)(self.facts, self.context, &mut Findings::new(rule, &mut found));
            found
        }));
        concluded.map_err(|_| Fault {
            message: message!("the rule {rule} failed on the dataset", rule: Argument::ours(rule.id)),
            file: None,
            help: Some("this is a defect of tadqiq: please report it, with the records if you can".into()),
        })
    }
}
