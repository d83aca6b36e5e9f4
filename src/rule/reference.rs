//! A rule that several hold.

use std::ops::Deref;
use std::sync::Arc;

use crate::rule::Rule;

/// A rule that several hold: one that stands in the program, or one that was made at run time and is shared.
#[derive(Debug, Clone)]
pub struct RuleRef(Held);

#[derive(Debug, Clone)]
enum Held {
    Static(&'static Rule),
    Shared(Arc<Rule>),
}

impl RuleRef {
    /// Whether all that it does stands in the program: it was not made at run time, and holds nothing that was.
    pub(crate) fn is_of_the_program(&self) -> bool {
        matches!(self.0, Held::Static(_)) && self.check().holds_nothing()
    }
}

impl Deref for RuleRef {
    type Target = Rule;

    fn deref(&self) -> &Rule {
        match &self.0 {
            Held::Static(rule) => rule,
            Held::Shared(rule) => rule,
        }
    }
}

impl From<&'static Rule> for RuleRef {
    fn from(rule: &'static Rule) -> Self {
        Self(Held::Static(rule))
    }
}

impl From<&&'static Rule> for RuleRef {
    fn from(rule: &&'static Rule) -> Self {
        Self(Held::Static(rule))
    }
}

impl From<Arc<Rule>> for RuleRef {
    fn from(rule: Arc<Rule>) -> Self {
        Self(Held::Shared(rule))
    }
}

impl From<Rule> for RuleRef {
    fn from(rule: Rule) -> Self {
        Self::from(Arc::new(rule))
    }
}

impl From<&RuleRef> for RuleRef {
    fn from(rule: &RuleRef) -> Self {
        rule.clone()
    }
}
