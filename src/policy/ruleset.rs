//! Which rules run, and at which level. The only policy.
//!
//! What the config says of a rule counts before what it says of its family, and that before what
//! it says of all. What is selected or ignored on the command line counts before the config; there
//! too the particular wins over the general, and of two equally particular words `ignore` wins.

use rustc_hash::FxHashSet;

use crate::policy::RuleLevel;
use crate::policy::selector::{Precision, Selector, UnknownSelector};
use crate::project::error::Error;
use crate::rule::{Finding, Rule};
use crate::words::{At, Level, Place, RecordRef};

/// Which rules run, and at which level.
#[derive(Debug, Clone, Default)]
pub struct Ruleset {
    /// In the order of the index.
    running: Vec<(&'static Rule, Level)>,
}

impl Ruleset {
    /// The rules of `all` that run: those that `config` does not switch off, or, where `select`
    /// names any, those it names; less those that `ignore` names.
    ///
    /// A rule that the config switches off and `select` names runs at its own level.
    ///
    /// # Errors
    ///
    /// [`Error::UnknownRule`], with the nearest, when `select` or `ignore` names no rule, no family
    /// and not `all`.
    pub fn new<W: AsRef<str>>(
        config: &[RuleLevel],
        select: &[W],
        ignore: &[W],
        all: &[&'static Rule],
    ) -> Result<Self, Error> {
        let ids: Vec<&str> = all.iter().map(|rule| rule.id).collect();
        let select = selectors(select, &ids)?;
        let ignore = selectors(ignore, &ids)?;
        let running =
            all.iter().filter_map(|rule| Some((*rule, level(rule, config, &select, &ignore)?))).collect();
        Ok(Self { running })
    }

    /// The level of a rule in this run; none when it does not run.
    pub fn level(&self, rule: &Rule) -> Option<Level> {
        self.running.iter().find(|(running, _)| running.id == rule.id).map(|(_, level)| *level)
    }

    /// The rules that run, in the order of the index, each with its level.
    pub fn rules(&self) -> impl Iterator<Item = (&'static Rule, Level)> + '_ {
        self.running.iter().copied()
    }

    /// The findings without those that give way: a finding goes where a rule that its own
    /// [yields](Rule::yields) to has a finding at the same value of the same record, whichever
    /// characters of it each points at. The order is kept.
    pub fn giving_way(&self, mut findings: Vec<Finding>) -> Vec<Finding> {
        if findings.iter().all(|finding| finding.rule.yields.is_empty()) {
            return findings;
        }
        let taken: FxHashSet<(&str, Spot)> =
            findings.iter().map(|finding| (finding.rule.id, spot(finding))).collect();
        findings.retain(|finding| {
            let spot = spot(finding);
            !finding.rule.yields.iter().any(|stronger| taken.contains(&(*stronger, spot)))
        });
        findings
    }
}

/// A value of a record; where there is none, the first byte that is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Spot {
    Value(RecordRef, u32),
    RecordByte(RecordRef, u64),
    FileByte(u32, u64),
    TextByte(u32, u64),
}

fn spot(finding: &Finding) -> Spot {
    match &finding.place {
        Place::Record { record, at: At::Value(node) | At::Key(node) | At::Characters(node, _) } => {
            Spot::Value(*record, *node)
        }
        Place::Record { record, at: At::Bytes(bytes) } => Spot::RecordByte(*record, bytes.start),
        Place::File { file, bytes } => Spot::FileByte(*file, bytes.start),
        Place::Text { text, bytes } => Spot::TextByte(*text, bytes.start),
    }
}

fn level(rule: &Rule, config: &[RuleLevel], select: &[Selector], ignore: &[Selector]) -> Option<Level> {
    let selected = precision(rule, select);
    let ignored = precision(rule, ignore);
    let runs = match (selected, ignored) {
        (Some(selected), Some(ignored)) => selected > ignored,
        (Some(_), None) => true,
        (None, Some(_)) => false,
        (None, None) => select.is_empty(),
    };
    if !runs {
        return None;
    }
    let said = config.iter().filter(|said| said.selector.covers(rule.id)).max_by_key(|said| &said.selector);
    match said {
        None => Some(rule.level),
        Some(RuleLevel { level: Some(level), .. }) => Some(*level),
        Some(RuleLevel { level: None, .. }) => selected.map(|_| rule.level),
    }
}

fn precision(rule: &Rule, selectors: &[Selector]) -> Option<Precision> {
    selectors.iter().filter(|selector| selector.covers(rule.id)).map(Selector::precision).max()
}

fn selectors<W: AsRef<str>>(words: &[W], ids: &[&str]) -> Result<Vec<Selector>, Error> {
    words
        .iter()
        .map(|word| {
            let word = word.as_ref();
            Selector::read(word, ids)
                .map_err(|UnknownSelector { nearest }| Error::UnknownRule { name: word.to_owned(), nearest })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::{Check, Findings};
    use crate::words::{Place, RecordRef};

    macro_rules! rules {
        ($($name:ident $id:literal $level:ident $yields:expr;)*) => {
            $(static $name: Rule = Rule {
                id: $id,
                level: Level::$level,
                since: "0.1.0",
                page: $id,
                yields: &$yields,
                needs: &[],
                check: Check::Stage,
            };)*
        };
    }

    rules! {
        MONTH "date/month-missing" Error [];
        WEEKDAY "date/weekday-mismatch" Error ["date/month-missing"];
        SPELLING "name/inconsistent-spelling" Warning ["name/odd-character", "date/weekday-mismatch"];
        ODD "name/odd-character" Info [];
    }

    static ALL: [&Rule; 4] = [&MONTH, &WEEKDAY, &SPELLING, &ODD];

    fn said(word: &str, level: Option<Level>) -> RuleLevel {
        let ids: Vec<&str> = ALL.iter().map(|rule| rule.id).collect();
        RuleLevel { selector: Selector::read(word, &ids).unwrap(), level }
    }

    #[test]
    fn the_particular_wins_over_the_general() {
        let off = None;
        let info = Some(Level::Info);
        let config: &[(&str, Option<Level>)] =
            &[("all", info), ("date", off), ("date/month-missing", Some(Level::Warning))];
        for (config, select, ignore, expected) in [
            (&config[..0], "", "", "month:error weekday:error spelling:warning odd:info"),
            (config, "", "", "month:warning spelling:info odd:info"),
            (config, "date", "", "month:warning weekday:error"),
            (config, "all", "date/month-missing", "weekday:error spelling:info odd:info"),
            (config, "", "name", "month:warning"),
            (&config[..0], "date/month-missing", "date", "month:error"),
            (&config[..0], "date", "date", ""),
            (&config[..0], "date name/odd-character", "date/weekday-mismatch", "month:error odd:info"),
        ] {
            let config: Vec<RuleLevel> = config.iter().map(|(word, level)| said(word, *level)).collect();
            let words =
                |text: &'static str| text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>();
            let ruleset = Ruleset::new(&config, &words(select), &words(ignore), &ALL).unwrap();
            let seen: Vec<String> = ruleset
                .rules()
                .map(|(rule, level)| {
                    assert_eq!(ruleset.level(rule), Some(level));
                    let short = rule.id.split(['/', '-']).nth(1).unwrap().replace("inconsistent", "spelling");
                    format!("{short}:{}", level.name())
                })
                .collect();
            assert_eq!(seen.join(" "), expected, "select {select:?}, ignore {ignore:?}");
        }
    }

    #[test]
    fn an_unknown_rule_is_told_the_nearest() {
        for (select, ignore) in [(&["date/month-mising"][..], &[][..]), (&[], &["date/month-mising"])] {
            let error = Ruleset::new(&[], select, ignore, &ALL).unwrap_err();
            assert_eq!(error.way_out().as_deref(), Some("did you mean date/month-missing?"), "{error}");
        }
    }

    #[test]
    fn a_finding_gives_way_at_its_own_value_only() {
        let place = |start, at| Place::new(RecordRef { file: 0, start }, at);
        let mut found = Vec::new();
        for (rule, start, at) in [
            (&MONTH, 0, At::Characters(3, 1..2)),
            (&WEEKDAY, 0, At::Value(3)),
            (&WEEKDAY, 0, At::Value(4)),
            (&WEEKDAY, 9, At::Value(3)),
            (&SPELLING, 0, At::Value(3)),
            (&SPELLING, 0, At::Key(5)),
            (&ODD, 0, At::Characters(5, 0..1)),
            (&WEEKDAY, 0, At::Bytes(3..4)),
        ] {
            Findings::new(rule, &mut found).at(place(start, at), "x");
        }
        let left: Vec<(&str, u64, At)> = Ruleset::default()
            .giving_way(found)
            .into_iter()
            .filter_map(|finding| match finding.place {
                Place::Record { record, at } => Some((finding.rule.id, record.start, at)),
                _ => None,
            })
            .collect();
        assert_eq!(
            left,
            [
                (MONTH.id, 0, At::Characters(3, 1..2)),
                (WEEKDAY.id, 0, At::Value(4)),
                (WEEKDAY.id, 9, At::Value(3)),
                (ODD.id, 0, At::Characters(5, 0..1)),
                (WEEKDAY.id, 0, At::Bytes(3..4)),
            ]
        );
    }
}
