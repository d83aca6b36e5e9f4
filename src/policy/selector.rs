//! What a word for rules means: one rule, a family, or all of them.

use crate::rule::{Rule, RuleId, Rules};
use crate::text::character::show;
use crate::words::Level;
use crate::words::phrase::did_you_mean;

/// One rule, a family of rules, or all of them.
///
/// The order is from general to particular, and the particular wins: what is said of
/// `date/month-missing` counts before what is said of `date`, and that before `all`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selector {
    /// `all`.
    All,
    /// A family: `date`.
    Family(String),
    /// One rule: `date/month-missing`.
    Rule(RuleId),
}

/// What a config says of a rule, a family, or all rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLevel {
    /// Which rules.
    pub selector: Selector,
    /// Their level; none is `off`.
    pub level: Option<Level>,
}

/// How particular a selector is; the most particular one decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SelectorRank {
    /// Said of all rules.
    All,
    /// Said of a family.
    Family,
    /// Said of one rule.
    Rule,
}

/// A rule's name that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, miette::Diagnostic)]
#[error("unknown rule: {}", show(&beginning(.name)))]
#[diagnostic(code(tadqiq::unknown_rule), help("{}", self.way_out()))]
#[non_exhaustive]
pub struct UnknownRule {
    /// The name as given.
    pub name: String,
    /// The rule or family that is named most like it.
    pub nearest: Option<String>,
}

/// As much of a name as tells which is meant.
fn beginning(name: &str) -> String {
    const MOST_CHARACTERS: usize = 100;
    match name.char_indices().nth(MOST_CHARACTERS) {
        None => name.to_owned(),
        Some((end, _)) => format!("{}… ({} characters)", &name[..end], name.chars().count()),
    }
}

impl UnknownRule {
    /// The way out, as one sentence.
    pub fn way_out(&self) -> String {
        match &self.nearest {
            Some(nearest) => did_you_mean(nearest.as_str()).plain(),
            None => "tadqiq rules lists them all".to_owned(),
        }
    }
}

impl Selector {
    /// Reads a rule's id or alias, a family or `all`.
    ///
    /// # Errors
    ///
    /// When none of the rules is meant; the nearest name is then said.
    pub fn read(word: &str, rules: &Rules) -> Result<Self, UnknownRule> {
        if word == "all" {
            return Ok(Self::All);
        }
        // No rule of today is called as a family is; an old name might be.
        if rules.iter().any(|rule| rule.family() == word) {
            return Ok(Self::Family(word.to_owned()));
        }
        if let Some(rule) = rules.named(word) {
            return Ok(Self::Rule(rule.into()));
        }
        Err(UnknownRule { name: word.to_owned(), nearest: rules.nearest_name(word).map(str::to_owned) })
    }

    /// Whether that rule is meant.
    pub fn covers(&self, rule: &Rule) -> bool {
        match self {
            Self::All => true,
            Self::Family(name) => rule.family() == name,
            Self::Rule(name) => rule.id() == name.as_str(),
        }
    }

    /// The word for it.
    pub fn name(&self) -> &str {
        match self {
            Self::All => "all",
            Self::Family(name) => name,
            Self::Rule(name) => name.as_str(),
        }
    }

    /// How particular it is.
    pub fn precision(&self) -> SelectorRank {
        match self {
            Self::All => SelectorRank::All,
            Self::Family(_) => SelectorRank::Family,
            Self::Rule(_) => SelectorRank::Rule,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::rule::Check;

    fn rules() -> Rules {
        let rule = |id| Rule::new(RuleId::new(id), Level::Error, Check::Stage);
        let renamed =
            rule("schema/format").with_aliases(Cow::Borrowed(const { &[RuleId::new("shape/form")] }));
        let ids = ["date/month-missing", "date/weekday-mismatch", "json/syntax"];
        ids.map(rule).into_iter().chain([renamed]).collect()
    }

    #[test]
    fn words_select_a_rule_a_family_or_all() {
        assert_eq!(Selector::read("all", &rules()), Ok(Selector::All));
        assert_eq!(Selector::read("date", &rules()), Ok(Selector::Family("date".into())));
        assert_eq!(Selector::read("json/syntax", &rules()), Ok(Selector::Rule("json/syntax".into())));
        assert_eq!(Selector::read("shape/form", &rules()), Ok(Selector::Rule("schema/format".into())));
    }

    #[test]
    fn other_words_are_told_the_nearest() {
        for (word, expected) in [
            ("date/month-mising", Some("date/month-missing")),
            ("dates", Some("date")),
            ("month-missing", Some("date/month-missing")),
            ("date/", Some("date")),
            ("shape/from", Some("schema/format")),
            ("", None),
            ("T012", None),
        ] {
            let unknown = Selector::read(word, &rules()).unwrap_err();
            assert_eq!(unknown.nearest.as_deref(), expected, "{word}");
        }
    }
}
