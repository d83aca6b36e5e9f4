//! What a curator decided, held against what is found: which findings are accepted, and which decisions still hold.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use rustc_hash::FxHashMap;

use crate::message;
use crate::notation::document::Tape;
use crate::policy::decisions::DecisionLine;
use crate::project::{ConfigDecisions, Inventory, JudgedFile};
use crate::report::identity::Identity;
use crate::report::{
    AcceptedFinding, Decision, DecisionStanding, DecisionSubject, Diagnostic, JudgedDecision, Settles,
    ValueDigest,
};
use crate::rule::{Check, Finding, Rules};
use crate::rules::decision::{expired, stale};
use crate::words::{At, Message, Place, RecordRef};

/// The decisions of a run, and how many findings each is of.
pub struct Deciding<'p> {
    inventory: &'p Inventory,
    today: Option<NaiveDate>,
    /// By config and by line: how many findings a decision is of, be it expired or not.
    counts: Vec<Vec<u64>>,
    accepted: Vec<AcceptedFinding>,
}

/// What came of all decisions.
pub struct Decided {
    pub accepted: Vec<AcceptedFinding>,
    pub decisions: Vec<JudgedDecision>,
    /// What is wrong with decisions.
    pub findings: Vec<Finding>,
}

impl<'p> Deciding<'p> {
    /// Before any finding was held against the decisions. Without a day nothing expires.
    pub fn new(inventory: &'p Inventory, today: Option<NaiveDate>) -> Self {
        let lines = |own: &Option<ConfigDecisions>| own.as_ref().map_or(0, |own| own.decisions.lines().len());
        let counts = inventory.decisions.iter().map(|own| vec![0; lines(own)]).collect();
        Self { inventory, today, counts, accepted: Vec::new() }
    }

    /// Whether a decision accepts a finding. It is counted at every decision that is of it: a cause's decision holds
    /// as long as the cause is there, whoever accepts each of its findings.
    pub fn accepts(&mut self, finding: &Finding, identity: Identity) -> bool {
        let mut accepting = None;
        for config in self.inventory.configs_of(finding) {
            let Some(Some(own)) = self.inventory.decisions.get(config) else { continue };
            let Identity { fingerprint, cause, .. } = identity;
            for (position, decision) in own.decisions.of(finding.rule.as_str(), fingerprint, cause) {
                if let Some(count) = self.counts.get_mut(config).and_then(|counts| counts.get_mut(position)) {
                    *count += 1;
                }
                if accepting.is_none() && !is_expired(decision, self.today) {
                    accepting = Some(Arc::clone(decision));
                }
            }
        }
        let Some(decision) = accepting else { return false };
        let Identity { fingerprint, cause, .. } = identity;
        self.accepted.push(AcceptedFinding { fingerprint, cause, decision });
        true
    }

    /// What came of all decisions, once every finding was held against them. `is_sound` says that nothing failed.
    pub fn conclude<'d>(
        self,
        rules: &Rules,
        files: &[&JudgedFile],
        shown: impl Iterator<Item = &'d Diagnostic>,
        is_sound: bool,
    ) -> Decided {
        let hearing = Hearing {
            inventory: self.inventory,
            rules,
            files,
            values: values_found(self.inventory, shown),
            today: self.today,
            is_sound,
        };
        let mut decided = Decided { accepted: self.accepted, decisions: Vec::new(), findings: Vec::new() };
        let of_configs = self.inventory.decisions.iter().zip(&self.counts).enumerate();
        for (config, (own, counts)) in of_configs {
            let Some(own) = own else { continue };
            for (line, count) in own.decisions.lines().iter().zip(counts) {
                let standing = hearing.standing(config, &line.decision, *count);
                decided.findings.extend(finding(self.inventory, own.file, line, standing));
                decided.decisions.push(JudgedDecision {
                    decision: Arc::clone(&line.decision),
                    file: name(self.inventory, own.file).into(),
                    line: line.line,
                    findings: *count,
                    standing,
                });
            }
        }
        decided
    }
}

/// What decides whether a decision holds.
struct Hearing<'h> {
    inventory: &'h Inventory,
    rules: &'h Rules,
    files: &'h [&'h JudgedFile],
    /// The values that rules with decisions find, by rule, record and pointer.
    values: ValuesFound,
    today: Option<NaiveDate>,
    is_sound: bool,
}

impl Hearing<'_> {
    fn standing(&self, config: usize, decision: &Decision, count: u64) -> DecisionStanding {
        let is_expired = is_expired(decision, self.today);
        match (count, is_expired) {
            (1.., true) => return DecisionStanding::Expired,
            (1.., false) => return DecisionStanding::Holds,
            (0, _) => {}
        }
        match self.without_findings(config, decision) {
            DecisionStanding::NotJudged => DecisionStanding::NotJudged,
            _ if is_expired => DecisionStanding::Expired,
            standing => standing,
        }
    }

    /// Of a decision that no finding of the run is of.
    fn without_findings(&self, config: usize, decision: &Decision) -> DecisionStanding {
        let Some(rule) = self.rules.named(decision.rule.as_str()) else { return DecisionStanding::NotJudged };
        let name = decision.collection.as_ref().map(|name| name.expose());
        let is_whole = |name| self.is_sound && self.inventory.is_wholly_judged(config, name);
        let judged: Vec<usize> = self.judged_files(config, name).collect();
        let runs_in = |file: &usize| {
            let collection = self.inventory.collection_of(*file as u32);
            collection.ruleset.running(rule.id()).is_some() && collection.can_apply(rule)
        };
        let runs = match judged.is_empty() {
            false => judged.iter().any(runs_in),
            // All its files are gone: the config says whether it would run.
            true => self.runs_under(config, rule.id()) && is_whole(name),
        };
        if !runs {
            return DecisionStanding::NotJudged;
        }
        // What compares records says the same only of the same records.
        if matches!(rule.check(), Check::Dataset { .. }) && !is_whole(None) {
            return DecisionStanding::NotJudged;
        }
        let Settles::Finding { subject, .. } = &decision.settles else {
            return if is_whole(name) { DecisionStanding::FindingGone } else { DecisionStanding::NotJudged };
        };
        match subject {
            DecisionSubject::Record(id) => {
                let has_it =
                    |file: &usize| self.files.get(*file).is_some_and(|file| file.ids.contains(id.expose()));
                match judged.iter().any(has_it) {
                    true if !self.is_sound => DecisionStanding::NotJudged,
                    true if self.has_another_value(decision, id.expose()) => DecisionStanding::ValueChanged,
                    true => DecisionStanding::FindingGone,
                    // Among records that could not be read it may stand.
                    false if is_whole(name) && self.are_all_read(&judged) => DecisionStanding::RecordGone,
                    false => DecisionStanding::NotJudged,
                }
            }
            DecisionSubject::Content(..) if is_whole(name) && self.are_all_read(&judged) => {
                DecisionStanding::RecordGone
            }
            DecisionSubject::File(_) if is_whole(None) => DecisionStanding::FindingGone,
            _ => DecisionStanding::NotJudged,
        }
    }

    /// The files of a collection under a config that were judged, by number.
    fn judged_files(&self, config: usize, name: Option<&str>) -> impl Iterator<Item = usize> {
        let files = self.inventory.judged_files().iter().enumerate();
        let is_of_it = move |file: &usize| {
            let collection = self.inventory.collection_of(*file as u32);
            collection.config == config && collection.context.collection.as_deref() == name
        };
        files.map(|(number, _)| number).filter(is_of_it)
    }

    fn runs_under(&self, config: usize, rule: &str) -> bool {
        let collections = self.inventory.collections.iter().filter(|collection| collection.config == config);
        collections.into_iter().any(|collection| collection.ruleset.running(rule).is_some())
    }

    fn are_all_read(&self, files: &[usize]) -> bool {
        files.iter().filter_map(|file| self.files.get(*file)).all(|file| file.records == file.judged)
    }

    fn has_another_value(&self, decision: &Decision, id: &str) -> bool {
        let pointer =
            decision.pointer.as_ref().map(|pointer| pointer.as_str().to_owned()).unwrap_or_default();
        let Settles::Finding { value, .. } = &decision.settles else { return false };
        let found = self.values.get(&(decision.rule.to_string(), id.to_owned(), pointer));
        found.is_some_and(|found| found != value)
    }
}

/// By the name of the rule, the id of the record and the pointer.
type ValuesFound = FxHashMap<(String, String, String), Option<ValueDigest>>;

/// What rules that have decisions find and what is shown.
fn values_found<'d>(inventory: &Inventory, shown: impl Iterator<Item = &'d Diagnostic>) -> ValuesFound {
    let lines = inventory.decisions.iter().flatten().flat_map(|own| own.decisions.lines());
    let rules: BTreeSet<&str> = lines.map(|line| line.decision.rule.as_str()).collect();
    let of_decided_rules = shown.filter(|found| rules.contains(found.rule.id()));
    let places = of_decided_rules.filter_map(|found| {
        let id = found.site.record.as_ref()?.id.as_ref()?.expose().to_owned();
        let place = (found.rule.id().to_owned(), id, found.site.pointer.as_str().to_owned());
        Some((place, found.known_by.value))
    });
    places.collect()
}

fn is_expired(decision: &Decision, today: Option<NaiveDate>) -> bool {
    decision.grounds.until.zip(today).is_some_and(|(until, today)| until < today)
}

fn name(inventory: &Inventory, file: u32) -> &str {
    inventory.files.get(file as usize).map_or("", |file| file.name.as_str())
}

/// What is wrong with a decision, at its line.
fn finding(
    inventory: &Inventory,
    file: u32,
    line: &DecisionLine,
    standing: DecisionStanding,
) -> Option<Finding> {
    let decision = &line.decision;
    let is_of_a_cause = matches!(decision.settles, Settles::Cause { .. });
    let (rule, key, label): (_, _, Message) = match standing {
        DecisionStanding::Holds | DecisionStanding::NotJudged => return None,
        DecisionStanding::Expired => {
            let until = decision.grounds.until.map(|day| day.to_string()).unwrap_or_default();
            (&expired::RULE, "until", message!("its last day was {until}", until))
        }
        DecisionStanding::ValueChanged => {
            (&stale::RULE, "pointer", "the value has changed, and the rule finds another there".into())
        }
        DecisionStanding::FindingGone if is_of_a_cause => {
            (&stale::RULE, "cause", "no record has this cause now".into())
        }
        DecisionStanding::FindingGone => {
            (&stale::RULE, "pointer", "the value was mended, or is judged otherwise now".into())
        }
        DecisionStanding::RecordGone => (&stale::RULE, "record", "there is no such record now".into()),
    };
    let record = RecordRef { file, start: line.start };
    let node = [key, "fingerprint", "cause"].into_iter().find_map(|key| node_of(inventory, file, line, key));
    let node = node.unwrap_or_default();
    let mut finding = Finding::new(rule, Place::new(record, At::Value(node)), label);
    finding.note(what_it_accepted(decision));
    finding.help(match standing {
        DecisionStanding::Expired => "mend what it accepted, or accept it anew: tadqiq accept",
        _ => "tadqiq decisions --prune takes it out",
    });
    Some(finding)
}

/// What a decision accepted, for whoever reads no fingerprints.
fn what_it_accepted(decision: &Decision) -> Message {
    let said = decision.message.as_ref().map_or(decision.rule.as_str(), |message| message.expose());
    let subject = match &decision.settles {
        Settles::Finding { subject, .. } => subject.name(),
        Settles::Cause { .. } => None,
    };
    match subject {
        Some(subject) => message!("it accepted, in {subject}: {said}", subject, said),
        None => message!("it accepted: {said}", said),
    }
}

/// The value of a key in the decision's line.
fn node_of(inventory: &Inventory, file: u32, line: &DecisionLine, key: &str) -> Option<u32> {
    let own = inventory.files.get(file as usize)?;
    let bytes =
        inventory.open(own).and_then(|input| input.read_range(line.start, line.end - line.start)).ok()?;
    let mut tape = Tape::new();
    let limits = &inventory.collection_of(file).limits;
    let document = own.notation.parse(std::str::from_utf8(&bytes).ok()?, limits, &mut tape).ok()?;
    document.root().get(key).map(|value| value.index().0)
}
