//! Which rules run, and at which level. The only policy.
//!
//! What the config says of a rule counts before what it says of its family, and that before what
//! it says of all. What it says of some files counts before what it says of their collection, and
//! that before what it says of everything. What is selected or ignored on the command line counts before the config; there
//! too the particular wins over the general, and of two equally particular words `ignore` wins.
//!
//! A rule in preview runs only where its own name is selected, or stands in the config.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::policy::RuleLevel;
use crate::policy::selector::{Selector, SelectorRank, UnknownRule};
use crate::rule::{Finding, Rule, RuleId, RuleRef, Rules, Stability};
use crate::words::{At, Level, Place, RecordRef};

/// Which rules run, and at which level.
#[derive(Debug, Clone, Default)]
pub struct Ruleset {
    /// In the order of the run's rules.
    running: Vec<(RuleRef, Level)>,
    /// By the rule's name, its position among those.
    positions: FxHashMap<RuleId, usize>,
    /// Of every rule, in the order of the run's rules, what is decided of it.
    settings: Vec<(RuleRef, RuleSetting)>,
}

/// What is decided of a rule, and by what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleSetting {
    /// The level it runs at; none where it does not run.
    pub level: Option<Level>,
    /// What decides.
    pub ground: LevelGround,
}

/// What decides whether a rule runs, and at which level.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LevelGround {
    /// Nobody says anything of it: its own level.
    Own,
    /// A word of the config, in one of its layers, by its position from the general.
    Said(usize, Selector),
    /// It is selected, and runs at its own level although the config switches it off.
    Selected,
    /// Others are selected.
    NotSelected,
    /// It is ignored.
    Ignored,
    /// It is in preview, and nobody names it.
    Preview,
}

impl Ruleset {
    /// Those of the rules that run: those that `config`, from what it says of everything to what it says of some files,
    /// does not switch off, or, where `select`
    /// names any, those it names; less those that `ignore` names.
    ///
    /// A rule that the config switches off and `select` names runs at its own level.
    ///
    /// # Errors
    ///
    /// When `select` or `ignore` names no rule, no family and not `all`; the nearest name is then said.
    pub fn new<W: AsRef<str>>(
        config: &[&[RuleLevel]],
        select: &[W],
        ignore: &[W],
        rules: &Rules,
    ) -> Result<Self, UnknownRule> {
        let select = selectors(select, rules)?;
        let ignore = selectors(ignore, rules)?;
        let settings: Vec<(RuleRef, RuleSetting)> =
            rules.iter().map(|rule| (rule.clone(), setting(rule, config, &select, &ignore))).collect();
        let level = |(rule, setting): &(RuleRef, RuleSetting)| Some((rule.clone(), setting.level?));
        let running: Vec<_> = settings.iter().filter_map(level).collect();
        let ids = running.iter().map(|(rule, _)| RuleId::from(rule));
        let positions = ids.enumerate().map(|(position, id)| (id, position)).collect();
        Ok(Self { running, positions, settings })
    }

    /// The rule of that name and its level in this run; none when it does not run.
    pub fn running(&self, id: &str) -> Option<(&RuleRef, Level)> {
        let (rule, level) = self.running.get(*self.positions.get(id)?)?;
        Some((rule, *level))
    }

    /// Every rule, in the order of the run's rules, with what is decided of it.
    pub fn settings(&self) -> impl Iterator<Item = (&RuleRef, &RuleSetting)> {
        self.settings.iter().map(|(rule, setting)| (rule, setting))
    }

    /// The rules that run, in the order of the run's rules, each with its level.
    pub fn rules(&self) -> impl Iterator<Item = (&RuleRef, Level)> {
        self.running.iter().map(|(rule, level)| (rule, *level))
    }
}

/// The findings without those that give way: a finding goes where a rule that its own
/// [yields](Rule::yields) to has a finding at the same value of the same record, whichever
/// characters of it each points at. The order is kept.
pub fn giving_way(mut findings: Vec<Finding>, rules: &Rules) -> Vec<Finding> {
    let yields = |finding: &Finding| rules.named(finding.rule.as_str()).map_or(&[][..], |rule| rule.yields());
    if findings.iter().all(|finding| yields(finding).is_empty()) {
        return findings;
    }
    let taken: FxHashSet<(RuleId, Spot)> =
        findings.iter().map(|finding| (finding.rule.clone(), spot(finding))).collect();
    findings.retain(|finding| {
        let spot = spot(finding);
        !yields(finding).iter().filter_map(|name| rules.named(name.as_str())).any(|stronger| {
            // By whatever name it is called.
            taken.contains(&(RuleId::from(stronger), spot))
        })
    });
    findings
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

fn setting(rule: &Rule, config: &[&[RuleLevel]], select: &[Selector], ignore: &[Selector]) -> RuleSetting {
    let off = |ground| RuleSetting { level: None, ground };
    if rule.stability() == Stability::Preview && !is_asked_for(rule, config, select) {
        return off(LevelGround::Preview);
    }
    let selected = precision(rule, select);
    let ignored = precision(rule, ignore);
    match (selected, ignored) {
        (Some(selected), Some(ignored)) if selected > ignored => {}
        (_, Some(_)) => return off(LevelGround::Ignored),
        (None, None) if !select.is_empty() => return off(LevelGround::NotSelected),
        (_, None) => {}
    }
    let of_one = |(layer, said): (usize, &&[RuleLevel])| {
        let of_rule = said.iter().filter(|said| said.selector.covers(rule));
        of_rule.max_by_key(|said| &said.selector).map(|said| (layer, said.clone()))
    };
    let own = |ground| RuleSetting { level: Some(rule.level()), ground };
    match config.iter().enumerate().rev().find_map(of_one) {
        None => own(LevelGround::Own),
        Some((_, RuleLevel { level: None, .. })) if selected.is_some() => own(LevelGround::Selected),
        Some((layer, said)) => {
            RuleSetting { level: said.level, ground: LevelGround::Said(layer, said.selector) }
        }
    }
}

fn precision(rule: &Rule, selectors: &[Selector]) -> Option<SelectorRank> {
    selectors.iter().filter(|selector| selector.covers(rule)).map(Selector::precision).max()
}

/// Whether its own name is selected, or stands in the config with a level.
fn is_asked_for(rule: &Rule, config: &[&[RuleLevel]], select: &[Selector]) -> bool {
    let names_it = |selector: &Selector| selector.precision() == SelectorRank::Rule && selector.covers(rule);
    let mut config = config.iter().copied().flatten();
    select.iter().any(names_it) || config.any(|said| said.level.is_some() && names_it(&said.selector))
}

fn selectors<W: AsRef<str>>(words: &[W], rules: &Rules) -> Result<Vec<Selector>, UnknownRule> {
    words.iter().map(|word| Selector::read(word.as_ref(), rules)).collect()
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::slice::from_ref;

    use super::*;
    use crate::rule::{Check, Findings};
    use crate::words::{Place, RecordRef};

    macro_rules! rules {
        ($($name:ident $id:literal $level:ident $stability:ident [$($yields:literal),*];)*) => {
            $(static $name: Rule = Rule::new(RuleId::new($id), Level::$level, Check::Stage)
                .with_stability(Stability::$stability)
                .with_yields(Cow::Borrowed(const { &[$(RuleId::new($yields)),*] }));)*
        };
    }

    rules! {
        MONTH "date/month-missing" Error Stable [];
        WEEKDAY "date/weekday-mismatch" Error Stable ["date/month-missing"];
        SPELLING "name/inconsistent-spelling" Warning Stable ["name/odd-character", "date/weekday-mismatch"];
        ODD "name/odd-character" Info Stable [];
        LETTER "name/new-letter" Info Preview [];
    }

    fn all() -> Rules {
        [&MONTH, &WEEKDAY, &SPELLING, &ODD, &LETTER].into_iter().collect()
    }

    fn said(word: &str, level: Option<Level>) -> RuleLevel {
        RuleLevel { selector: Selector::read(word, &all()).unwrap(), level }
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
            let ruleset = Ruleset::new(&[&config], &words(select), &words(ignore), &all()).unwrap();
            let seen: Vec<String> = ruleset
                .rules()
                .map(|(rule, level)| {
                    assert_eq!(ruleset.running(rule.id()).map(|(_, level)| level), Some(level));
                    let short =
                        rule.id().split(['/', '-']).nth(1).unwrap().replace("inconsistent", "spelling");
                    format!("{short}:{}", level.name())
                })
                .collect();
            assert_eq!(seen.join(" "), expected, "select {select:?}, ignore {ignore:?}");
        }
    }

    #[test]
    fn the_near_wins_over_the_far() {
        let level = |layers: &[&[RuleLevel]]| {
            let ruleset = Ruleset::new::<&str>(layers, &[], &[], &all()).unwrap();
            ruleset.running("date/month-missing").map(|(_, level)| level)
        };
        let (one, family) =
            (said("date/month-missing", Some(Level::Info)), said("date", Some(Level::Warning)));
        assert_eq!(level(&[from_ref(&one), from_ref(&family)]), Some(Level::Warning));
        assert_eq!(level(&[from_ref(&family), from_ref(&one)]), Some(Level::Info));
        assert_eq!(level(&[from_ref(&one), &[said("date", None)]]), None);
        assert_eq!(level(&[&[one], &[said("name", None)], &[]]), Some(Level::Info));
    }

    #[test]
    fn a_rule_in_preview_runs_where_its_name_is_said() {
        let info = Some(Level::Info);
        let name = "name/new-letter";
        for (config, select, ignore, runs) in [
            (&[][..], &[][..], &[][..], false),
            (&[], &["all"], &[], false),
            (&[], &["name"], &[], false),
            (&[("name", info)], &[], &[], false),
            (&[(name, None)], &["name"], &[], false),
            (&[], &[name], &[], true),
            (&[(name, info)], &[], &[], true),
            (&[(name, info)], &["name"], &[], true),
            (&[(name, info)], &["date"], &[], false),
            (&[(name, info)], &[], &["name"], false),
            (&[(name, None)], &[name], &[], true),
            (&[], &[name], &[name], false),
        ] {
            let config: Vec<RuleLevel> = config.iter().map(|(word, level)| said(word, *level)).collect();
            let ruleset = Ruleset::new(&[&config], select, ignore, &all()).unwrap();
            assert_eq!(ruleset.running(name).is_some(), runs, "{config:?}, {select:?}, {ignore:?}");
        }
    }

    #[test]
    fn an_unknown_rule_is_told_the_nearest() {
        for (select, ignore) in [(&["date/month-mising"][..], &[][..]), (&[], &["date/month-mising"])] {
            let error = Ruleset::new(&[], select, ignore, &all()).unwrap_err();
            assert_eq!(error.way_out(), "did you mean date/month-missing?", "{error}");
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
        let left: Vec<(RuleId, u64, At)> = giving_way(found, &all())
            .into_iter()
            .filter_map(|finding| match finding.place {
                Place::Record { record, at } => Some((finding.rule, record.start, at)),
                _ => None,
            })
            .collect();
        assert_eq!(
            left,
            [
                (RuleId::from(&MONTH), 0, At::Characters(3, 1..2)),
                (RuleId::from(&WEEKDAY), 0, At::Value(4)),
                (RuleId::from(&WEEKDAY), 9, At::Value(3)),
                (RuleId::from(&ODD), 0, At::Characters(5, 0..1)),
                (RuleId::from(&WEEKDAY), 0, At::Bytes(3..4)),
            ]
        );
    }
}
