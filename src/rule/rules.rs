//! The rules of a run.

use std::fmt;
use std::ops::Deref;

use rustc_hash::{FxBuildHasher, FxHashMap};

use crate::rule::{RuleId, RuleRef};
use crate::text::character::show;
use crate::text::nearest::nearest;

/// The rules of a run, in order: ours by default, and those of your own.
///
/// ```
/// use tadqiq::rule::{Check, Needs, Rules};
/// use tadqiq::{Level, Rule};
///
/// let own = Rule::new("house/own".into(), Level::Info, Check::record(Needs::Nothing, |_, _, _| {}));
/// let mut rules = Rules::default();
/// rules.extend([own]);
/// assert!(rules.named("house/own").is_some() && rules.named("date/month-missing").is_some());
/// ```
#[derive(Clone)]
pub struct Rules {
    rules: Vec<RuleRef>,
    /// By id and by alias, the position of the first rule that goes by it.
    by_name: FxHashMap<RuleId, usize>,
}

/// Why rules cannot run together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum RulesError {
    /// A rule's name is not one.
    #[error("a rule cannot be called {}", show(.id.as_str()))]
    #[diagnostic(
        code(tadqiq::rule_name),
        help("call it family/defect, in small letters from a to z, digits and hyphens: house/capitals")
    )]
    IdIllFormed {
        /// The name.
        id: RuleId,
    },
    /// Two rules have one name.
    #[error("two rules are called {}", show(.id.as_str()))]
    #[diagnostic(code(tadqiq::rule_name), help("rename one of them, or leave it out"))]
    IdTaken {
        /// The name.
        id: RuleId,
    },
    /// A rule had the name that another has or had.
    #[error("the alias {} of {} is a name of {}", show(.alias.as_str()), show(.rule.as_str()), show(.of.as_str()))]
    #[diagnostic(
        code(tadqiq::rule_name),
        help("a name leads to one rule: take the alias from one of the two")
    )]
    AliasTaken {
        /// The alias.
        alias: RuleId,
        /// The rule whose alias it is.
        rule: RuleId,
        /// The other rule that goes by it.
        of: RuleId,
    },
}

impl Rules {
    /// No rules.
    #[must_use]
    pub const fn none() -> Self {
        Self { rules: Vec::new(), by_name: FxHashMap::with_hasher(FxBuildHasher) }
    }

    /// The rule that goes by that name, or went by it before.
    pub fn named(&self, name: &str) -> Option<&RuleRef> {
        self.rules.get(*self.by_name.get(name)?)
    }

    /// The rule whose name, or a name of whose before, is most like a word; none where nothing is much like it.
    pub fn nearest(&self, word: &str) -> Option<&RuleRef> {
        self.named(self.nearest_of(word, std::iter::empty())?)
    }

    /// The same, or the family that is named most like it.
    pub(crate) fn nearest_name(&self, word: &str) -> Option<&str> {
        let nearest = self.nearest_of(word, self.iter().map(|rule| rule.family()))?;
        // Whoever means an old name is told the new one.
        Some(self.named(nearest).map_or(nearest, |rule| rule.id()))
    }

    /// The name that is most like a word: the rule of that defect, a name of a rule or of `others`, the rule of the
    /// defect that is most like it, whatever family stands before it.
    fn nearest_of<'r>(&'r self, word: &str, others: impl Iterator<Item = &'r str>) -> Option<&'r str> {
        // In the order of the rules: of two that are equally near, it is always the same.
        let names = self
            .iter()
            .flat_map(|rule| std::iter::once(rule.id()).chain(rule.aliases().iter().map(RuleId::as_str)));
        let of_defect =
            |defect: &str| self.iter().map(|rule| rule.id()).find(|id| defect_of(id) == Some(defect));
        let defects = || self.iter().filter_map(|rule| defect_of(rule.id()));
        of_defect(word)
            .or_else(|| nearest(word, names.chain(others)))
            .or_else(|| of_defect(nearest(defect_of(word).unwrap_or(word), defects())?))
    }

    /// Whether they can run together: each has a well-formed name, and each name leads to one of them.
    ///
    /// # Errors
    ///
    /// What is wrong with the first that cannot.
    pub fn verify(&self) -> Result<(), RulesError> {
        for (position, rule) in self.rules.iter().enumerate() {
            let id = RuleId::from(rule);
            if !id.is_well_formed() {
                return Err(RulesError::IdIllFormed { id });
            }
            if self.rules[..position].iter().any(|other| other.id() == rule.id()) {
                return Err(RulesError::IdTaken { id });
            }
        }
        for (position, rule) in self.rules.iter().enumerate() {
            for alias in rule.aliases() {
                let goes_by =
                    |other: &RuleRef| other.id() == alias.as_str() || other.aliases().contains(alias);
                let mut others = self.rules.iter().enumerate().filter(|(other, _)| *other != position);
                if let Some((_, other)) = others.find(|(_, other)| goes_by(other)) {
                    let (rule, of) = (RuleId::from(rule), RuleId::from(other));
                    return Err(RulesError::AliasTaken { alias: alias.clone(), rule, of });
                }
            }
        }
        Ok(())
    }
}

/// The last part of a rule's name: `month-missing` of `date/month-missing`.
fn defect_of(id: &str) -> Option<&str> {
    id.split('/').nth(1)
}

impl Deref for Rules {
    type Target = [RuleRef];

    fn deref(&self) -> &[RuleRef] {
        &self.rules
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.rules.iter().map(|rule| rule.id())).finish()
    }
}

impl<R: Into<RuleRef>> Extend<R> for Rules {
    fn extend<I: IntoIterator<Item = R>>(&mut self, rules: I) {
        for rule in rules {
            let rule: RuleRef = rule.into();
            for name in std::iter::once(RuleId::from(&rule)).chain(rule.aliases().iter().cloned()) {
                self.by_name.entry(name).or_insert(self.rules.len());
            }
            self.rules.push(rule);
        }
    }
}

impl<R: Into<RuleRef>> FromIterator<R> for Rules {
    fn from_iter<I: IntoIterator<Item = R>>(rules: I) -> Self {
        let mut all = Self::none();
        all.extend(rules);
        all
    }
}
