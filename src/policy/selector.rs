//! What a word for rules means: one rule, a family, or all of them.

use crate::text::nearest::nearest;
use crate::words::Level;

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
    Rule(String),
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
pub enum Precision {
    /// Said of all rules.
    All,
    /// Said of a family.
    Family,
    /// Said of one rule.
    Rule,
}

/// A word that selects no rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSelector {
    /// The rule or family that is named most like it.
    pub nearest: Option<String>,
}

impl Selector {
    /// Reads a rule's id, a family or `all`.
    ///
    /// # Errors
    ///
    /// When no rule of `ids` is meant; the nearest name is then said.
    pub fn read(word: &str, ids: &[&str]) -> Result<Self, UnknownSelector> {
        if word == "all" {
            return Ok(Self::All);
        }
        if ids.contains(&word) {
            return Ok(Self::Rule(word.to_owned()));
        }
        if ids.iter().any(|id| family(id) == word) {
            return Ok(Self::Family(word.to_owned()));
        }
        let names = ids.iter().copied().chain(ids.iter().map(|id| family(id)));
        let by_defect = || ids.iter().copied().find(|id| id.split('/').nth(1) == Some(word));
        Err(UnknownSelector { nearest: by_defect().or_else(|| nearest(word, names)).map(str::to_owned) })
    }

    /// Whether the rule of that id is meant.
    pub fn covers(&self, id: &str) -> bool {
        match self {
            Self::All => true,
            Self::Family(name) => family(id) == name,
            Self::Rule(name) => id == name,
        }
    }

    /// How particular it is.
    pub fn precision(&self) -> Precision {
        match self {
            Self::All => Precision::All,
            Self::Family(_) => Precision::Family,
            Self::Rule(_) => Precision::Rule,
        }
    }
}

fn family(id: &str) -> &str {
    id.split('/').next().unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDS: [&str; 4] = ["date/month-missing", "date/weekday-mismatch", "json/syntax", "schema/format"];

    #[test]
    fn words_select_a_rule_a_family_or_all() {
        assert_eq!(Selector::read("all", &IDS), Ok(Selector::All));
        assert_eq!(Selector::read("date", &IDS), Ok(Selector::Family("date".into())));
        assert_eq!(Selector::read("json/syntax", &IDS), Ok(Selector::Rule("json/syntax".into())));
    }

    #[test]
    fn other_words_are_told_the_nearest() {
        for (word, expected) in [
            ("date/month-mising", Some("date/month-missing")),
            ("dates", Some("date")),
            ("month-missing", Some("date/month-missing")),
            ("date/", Some("date")),
            ("", None),
            ("T012", None),
        ] {
            let unknown = Selector::read(word, &IDS).unwrap_err();
            assert_eq!(unknown.nearest.as_deref(), expected, "{word}");
        }
    }
}
