//! What the records of some files are judged by.

use std::sync::Arc;

use super::inventory::UNDESCRIBED;
use crate::layout::Layout;
use crate::notation::document::Limits;
use crate::policy::ruleset::Ruleset;
use crate::record::Context;
use crate::record::registry::EntryKind;
use crate::rule::{Check, Rule, RuleRef, Rules};
use crate::schema::Schema;
use crate::words::Role;

/// What the records of some files are judged by.
#[derive(Debug)]
pub struct Collection {
    /// The config that says so, by its position among the run's.
    pub config: usize,
    /// A digest of all that its judgement depends on beside the records: config, schema, registries, texts.
    pub basis: u64,
    /// The same in every run: what its judgement is [kept by](super::cache). None where it cannot be known again.
    pub kept_by: Option<[u8; 16]>,
    /// A digest of all that its schema was read from.
    pub schema_digest: [u8; 16],
    pub schema: Arc<Schema>,
    pub layout: Arc<Layout>,
    pub context: Context,
    pub ruleset: Arc<Ruleset>,
    pub limits: Limits,
    /// The rules to run, by their position among the run's rules.
    pub running: Vec<usize>,
    /// Those of them that judge values one by one, by the role of the values.
    pub of_values: Vec<(Role, Vec<usize>)>,
    /// Those of them that judge whole records.
    pub of_records: Vec<usize>,
    /// The facts that records leave for them: the rule that [keeps](keeper) each.
    pub leaving: Vec<usize>,
}

/// The rule that keeps what a rule observes: the first of those that observe the same. Such facts are left once,
/// for all of them.
pub fn keeper(rules: &[RuleRef], position: usize) -> usize {
    let Check::Dataset { observe, .. } = rules[position].check() else { return position };
    let observes_the_same = |rule: &RuleRef| match rule.check() {
        Check::Dataset { observe: other, .. } => observe.is_same(other),
        _ => false,
    };
    rules.iter().position(observes_the_same).unwrap_or(position)
}

impl Collection {
    /// Takes the rules to run: those at a level of its ruleset that can apply.
    pub fn run(&mut self, rules: &Rules) {
        let running = rules.iter().enumerate();
        let running =
            running.filter(|(_, rule)| self.ruleset.running(rule.id()).is_some() && self.can_apply(rule));
        self.running = running.map(|(position, _)| position).collect();
        let is_of_records = |position: &usize| matches!(rules[*position].check(), Check::Record { .. });
        self.of_records = self.running.iter().copied().filter(is_of_records).collect();
        let is_of_datasets = |position: &usize| matches!(rules[*position].check(), Check::Dataset { .. });
        let of_datasets = self.running.iter().copied().filter(is_of_datasets);
        self.leaving = of_datasets.map(|position| keeper(rules, position)).collect();
        self.leaving.sort_unstable();
        self.leaving.dedup();
        let judges = |position: &usize, role: Role| match rules[*position].check() {
            Check::Value { of, .. } => of.contains(&role),
            _ => false,
        };
        let of_role = |role| self.running.iter().copied().filter(|position| judges(position, role)).collect();
        let by_role =
            Role::ALL.iter().filter(|role| self.layout.has(**role)).map(|role| (*role, of_role(*role)));
        self.of_values = by_role.filter(|(_, rules): &(Role, Vec<usize>)| !rules.is_empty()).collect();
    }

    /// What its records are, if others refer to them: as its schema says; where that has no roles that tell, as
    /// the bundled schemas mean its name.
    pub fn entries(&self) -> EntryKind {
        let by_name =
            || UNDESCRIBED.iter().find(|(name, _)| Some(*name) == self.context.collection.as_deref());
        match EntryKind::of(&self.layout) {
            EntryKind::Other => by_name().map_or(EntryKind::Other, |(_, kind)| *kind),
            kind => kind,
        }
    }

    /// Whether its schema has fields for the roles that the rule needs.
    pub fn can_apply(&self, rule: &Rule) -> bool {
        rule.check().needs().are_met(|role| self.layout.has(role))
    }
}
