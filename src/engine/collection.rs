//! What the records of some files are judged by.

use std::sync::Arc;

use crate::document::Limits;
use crate::layout::Layout;
use crate::ruleset::Ruleset;
use crate::schema::Schema;
use crate::{Context, Rule};

/// What the records of some files are judged by.
#[derive(Debug)]
pub struct Collection {
    /// The config that says so, by its position among the run's.
    pub config: usize,
    pub schema: Arc<Schema>,
    pub layout: Arc<Layout>,
    pub context: Context,
    pub ruleset: Arc<Ruleset>,
    pub limits: Limits,
    /// The rules to run, by their position among the run's rules.
    pub running: Vec<usize>,
}

impl Collection {
    /// Whether its schema has a field for any role that the rule looks at.
    pub fn can_apply(&self, rule: &Rule) -> bool {
        rule.needs.is_empty() || rule.needs.iter().any(|role| self.layout.has(*role))
    }
}
