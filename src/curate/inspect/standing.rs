//! Which rules look at a record, and which can not, and why.

use std::collections::BTreeSet;

use crate::message;
use crate::project::{Collection, Options};
use crate::record::Record;
use crate::rule::{Check, Needs, Rule, Stability};
use crate::words::{Argument, Message, Role};

/// A rule, and whether it looks at the record.
#[derive(Debug, Clone)]
pub struct RuleStanding {
    /// Its id.
    pub rule: String,
    /// The roles it looks at; none where it looks at the record, its file or its schema as a whole.
    pub roles: Vec<Role>,
    /// Whether it looks.
    pub standing: RuleReach,
}

/// Whether a rule looks at a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleReach {
    /// It looks at values of these roles; none where it looks at the whole.
    Looks(Vec<Role>),
    /// The schema has what it needs, and this record does not.
    NothingHere(Message),
    /// The schema does not have what it needs.
    NoField(Message),
    /// It does not run.
    Off(Message),
}

impl RuleReach {
    /// Its name, for a program.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Looks(_) => "looks",
            Self::NothingHere(_) => "nothing here",
            Self::NoField(_) => "no field",
            Self::Off(_) => "off",
        }
    }

    /// Why it does not look.
    pub fn why(&self) -> Option<&Message> {
        match self {
            Self::Looks(_) => None,
            Self::NothingHere(why) | Self::NoField(why) | Self::Off(why) => Some(why),
        }
    }
}

/// All rules, in the order of the run.
pub fn of_all(record: &Record<'_>, collection: &Collection, options: &Options) -> Vec<RuleStanding> {
    let standing = |rule: &Rule| RuleStanding {
        rule: rule.id().to_owned(),
        roles: roles(&rule.check().needs()),
        standing: standing(rule, record, collection, options),
    };
    options.rules.iter().map(|rule| standing(rule)).collect()
}

fn standing(rule: &Rule, record: &Record<'_>, collection: &Collection, options: &Options) -> RuleReach {
    if collection.ruleset.running(rule.id()).is_none() {
        return RuleReach::Off(why_off(rule, options));
    }
    let needs = rule.check().needs();
    if let Some(lacks) = no_field(rule, collection) {
        return RuleReach::NoField(lacks);
    }
    // A rule over the whole dataset draws its facts from the record's values as well.
    if matches!(rule.check(), Check::Stage) || needs == Needs::Nothing {
        return RuleReach::Looks(Vec::new());
    }
    let is_here = |role| has(record, role);
    if !needs.are_met(is_here) {
        return RuleReach::NothingHere(lacking(&needs, "the record has no value of", is_here));
    }
    RuleReach::Looks(roles(&needs).into_iter().filter(|role| is_here(*role)).collect())
}

/// What a rule lacks in the schema of a collection; none where it has what it needs.
pub fn no_field(rule: &Rule, collection: &Collection) -> Option<Message> {
    let needs = rule.check().needs();
    let lacks = || lacking(&needs, "no field of the schema is marked as", |role| collection.layout.has(role));
    (!collection.can_apply(rule)).then(lacks)
}

/// Whether a record has a value of a role, a group of it, or a side that its schema gives to somebody.
fn has(record: &Record<'_>, role: Role) -> bool {
    record.value(role).is_some()
        || role.is_group() && record.groups(role).next().is_some()
        || role == Role::Side && record.participants().any(|participant| participant.side().is_some())
}

fn why_off(rule: &Rule, options: &Options) -> Message {
    match (options.select.is_empty(), options.ignore.is_empty()) {
        (false, _) => "not selected".into(),
        (true, false) => "ignored, or switched off by the config".into(),
        (true, true) if rule.stability() == Stability::Preview => {
            "in preview: it runs where it is selected by its name".into()
        }
        (true, true) => "switched off by the config".into(),
    }
}

/// What is lacking of what a rule needs.
fn lacking(needs: &Needs, what: &'static str, has: impl Fn(Role) -> bool) -> Message {
    let lacking: Vec<Argument> =
        roles(needs).iter().filter(|role| !has(**role)).map(|role| Argument::ours(role.name())).collect();
    message!("{what} {lacking}", what: Argument::ours(what), lacking)
}

fn roles(needs: &Needs) -> Vec<Role> {
    match needs {
        Needs::Nothing => Vec::new(),
        Needs::AnyOf(roles) | Needs::AllOf(roles) => roles.to_vec(),
    }
}

/// What nobody can hold the record against: collections that the config does not name, sources without a text.
pub fn unheld(collection: &Collection) -> Vec<(Message, Message)> {
    let registries = &collection.context.registries;
    let referred: BTreeSet<&str> = collection.layout.referred().collect();
    let without = |to: &&str| registries.registry(to).is_none();
    let mut unheld: Vec<(Message, Message)> = referred
        .into_iter()
        .filter(without)
        .map(|to| (message!("references into {to}", to), "the config names no such collection".into()))
        .collect();
    if collection.layout.has(Role::Quote) && collection.context.texts.all().next().is_none() {
        unheld.push(("quotations".into(), "no source has a text that is loaded".into()));
    }
    unheld
}
