//! The stages, in order, over a project: judge, conclude, diagnose. There is no second way of checking.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rustc_hash::FxHashSet;

use crate::message;
use crate::policy::ruleset::giving_way;
use crate::project::{
    Error, Inventory, JudgedFile, KnownFindings, Memory, Options, Project, ProjectFile, RunStage, Subject,
};
use crate::record::Facts;
use crate::report::{Counts, Diagnostic, Fault, Fingerprint, Report, Skipped};
use crate::rule::{Finding, Needs, Rule, Rules, Unchecked};
use crate::words::phrase::number;
use crate::words::{Argument, Place, Role};

mod before;
mod conclude;
mod decided;
mod fitting;
mod identities;
mod judge;
mod parallel;
mod policy_changes;
mod problems;
mod recall;
mod reread;
mod since;
mod told;
mod worker;

use conclude::conclude;
pub(crate) use judge::Verdicts;
use parallel::threads;
use recall::judge_or_recall;
pub(crate) use reread::Rereader;
use since::check_since;
use told::{Beyond, FindingSink, Picking, ToldFindings, each_told, told};
use worker::{FactsByConfig, Gathering, no_facts};

/// Checks records and reports what is wrong with them.
///
/// What is wrong with the data is a diagnostic of the report; what could not be judged is a fault of
/// it; what was left out on purpose is in `skipped`. The same input gives the same report, whatever the
/// number of threads.
///
/// # Errors
///
/// Only what keeps a run from starting: a config or a schema that cannot be used, an unknown rule.
///
/// ```
/// use tadqiq::{Options, Subject};
///
/// let record = r#"{"id": "r1", "kind": "visit", "status": "held",
///     "participants": [{"name": "A. Person"}], "when": {"value": "2022-05-10", "valeu": 1}}"#;
/// let report = tadqiq::check(&Subject::record(record), &Options::default())?;
/// let found: Vec<_> = report.diagnostics().map(|d| (d.rule.id(), d.site.pointer.to_string())).collect();
/// assert_eq!(found, [("schema/unknown-field", "/when/valeu".to_owned())]);
/// # Ok::<(), tadqiq::Error>(())
/// ```
pub fn check(subject: &Subject, options: &Options) -> Result<Report, Error> {
    let project = Project::open(options.clone())?;
    project.check_once(subject)
}

impl Project {
    /// Judges what is selected and reports what is wrong with it. What is known of files that did not change since
    /// the last check is not judged again.
    ///
    /// # Errors
    ///
    /// As for [`check`].
    pub fn check(&mut self, subject: &Subject) -> Result<Report, Error> {
        self.options.progress.enter(RunStage::Loading);
        if self.options.since.is_some() || self.options.config_from.is_some() {
            return check_since(self, subject, None);
        }
        let inventory = self.inventory(subject)?;
        Ok(self.judged(&inventory, |judged| judged.report(None, None)))
    }

    /// Judges what is not known to be judged, and keeps it; `tell` is given all.
    fn judged<Told>(&mut self, inventory: &Inventory, tell: impl FnOnce(Judged<'_>) -> Told) -> Told {
        let numbers = 0..inventory.judged_files().len() as u32;
        let Memory { judged, findings, .. } = &mut self.memory;
        let pending: Vec<u32> =
            numbers.clone().filter(|number| judged.recall(inventory, *number).is_none()).collect();
        let judgement = judge_or_recall(inventory, &self.options, &pending, Gathering::ByFile);
        let is_complete = judgement.faults.is_empty();
        let mut passing: BTreeMap<u32, JudgedFile> = BTreeMap::new();
        for (number, file) in pending.into_iter().zip(judgement.files) {
            let is_sound = is_complete && file.faults.is_empty();
            let left = if is_sound { judged.keep(inventory, number, file) } else { Some(file) };
            passing.extend(left.map(|file| (number, file)));
        }
        let nothing = JudgedFile::default();
        let known = |number: u32| passing.get(&number).or_else(|| judged.recall(inventory, number));
        let files: Vec<&JudgedFile> = numbers.map(|number| known(number).unwrap_or(&nothing)).collect();
        let facts = gathered(inventory, &self.options.rules, &files);
        let found = asked(inventory, &files).flat_map(|(_, file)| file.findings.iter().cloned()).collect();
        let faults = judgement.faults;
        tell(Judged::new(inventory, &self.options, files, facts, found, faults, Some(findings)))
    }

    /// Judges what is selected and reports what is wrong with it, once: nothing is kept, and less memory is taken.
    ///
    /// # Errors
    ///
    /// As for [`check`].
    pub fn check_once(mut self, subject: &Subject) -> Result<Report, Error> {
        self.check_anew(subject, None)
    }

    /// Judges all that is selected, whatever is known of it, and keeps nothing: what it takes is free again when the
    /// report is there. Beside the report it gives what is picked of all findings that are new and open, in the order
    /// of the report: of those beyond a bound too, as long as they have a fix.
    pub(crate) fn check_picking(
        &mut self,
        subject: &Subject,
        pick: &dyn Fn(&Diagnostic) -> Option<Diagnostic>,
    ) -> Result<(Report, Vec<Arc<Diagnostic>>), Error> {
        let mut picking = Picking { pick, picked: Vec::new() };
        let report = self.check_anew(subject, Some(&mut picking))?;
        Ok((report, picking.picked))
    }

    fn check_anew(&mut self, subject: &Subject, picking: Option<&mut Picking<'_>>) -> Result<Report, Error> {
        self.options.progress.enter(RunStage::Loading);
        // Most files are the same on both sides, and are judged once.
        if self.options.since.is_some() || self.options.config_from.is_some() {
            return check_since(self, subject, picking);
        }
        let inventory = self.inventory(subject)?;
        let Verdicts { mut files, facts, faults } = judge_together(&inventory, &self.options);
        let found = take_findings(&inventory, &mut files);
        let files: Vec<&JudgedFile> = files.iter().collect();
        Ok(Judged::new(&inventory, &self.options, files, facts, found, faults, None).report(None, picking))
    }

    /// Judges what is selected and hands out every finding that no decision accepts, one after another and none left
    /// out for a bound. Gives what could not be judged.
    pub(crate) fn each_finding(
        mut self,
        subject: &Subject,
        each: &mut FindingSink<'_>,
    ) -> Result<Vec<Fault>, Error> {
        self.options.progress.enter(RunStage::Loading);
        let inventory = self.inventory(subject)?;
        let Verdicts { mut files, facts, faults } = judge_together(&inventory, &self.options);
        let found = take_findings(&inventory, &mut files);
        let files: Vec<&JudgedFile> = files.iter().collect();
        let (findings, mut faults) = concluded(&inventory, &self.options, &files, facts, found, faults);
        self.options.progress.enter(RunStage::Telling);
        each_told(&inventory, &self.options, &files, findings, &mut faults, each);
        faults.extend(inventory.faults.iter().cloned());
        self.options.progress.end();
        Ok(faults)
    }
}

/// Judges all files, the facts of all together.
pub(crate) fn judge_together(inventory: &Inventory, options: &Options) -> Verdicts {
    let numbers: Vec<u32> = (0..inventory.judged_files().len() as u32).collect();
    judge_or_recall(inventory, options, &numbers, Gathering::Together)
}

/// Takes what was found in the files that are asked for out of what they gave.
fn take_findings(inventory: &Inventory, files: &mut [JudgedFile]) -> Vec<Finding> {
    let numbered = (0..).zip(files).filter(|(number, _)| inventory.is_reported(*number));
    numbered.flat_map(|(_, file)| std::mem::take(&mut file.findings)).collect()
}

/// The facts of all files, with the numbers that the files have now.
fn gathered(inventory: &Inventory, rules: &Rules, files: &[&JudgedFile]) -> FactsByConfig {
    let mut facts = no_facts(rules, inventory.datasets.len());
    for (number, file) in (0..).zip(files) {
        let of_config: &mut Vec<Facts> = &mut facts[inventory.collection_of(number).config];
        for (rule, of_file) in &file.facts {
            of_config[*rule].gather(number, of_file.clone());
        }
    }
    facts
}

/// What the files gave, and what is concluded from it: the findings in the order of the run.
struct Judged<'j> {
    inventory: &'j Inventory,
    options: &'j Options,
    files: Vec<&'j JudgedFile>,
    findings: Vec<Finding>,
    faults: Vec<Fault>,
    known: Option<&'j mut KnownFindings>,
}

impl<'j> Judged<'j> {
    fn new(
        inventory: &'j Inventory,
        options: &'j Options,
        files: Vec<&'j JudgedFile>,
        facts: FactsByConfig,
        found: Vec<Finding>,
        faults: Vec<Fault>,
        known: Option<&'j mut KnownFindings>,
    ) -> Self {
        let (findings, faults) = concluded(inventory, options, &files, facts, found, faults);
        options.progress.enter(RunStage::Telling);
        Self { inventory, options, files, findings, faults, known }
    }

    /// As a report. `revision` has what was found in the revision that the run is held against.
    fn report(
        mut self,
        revision: Option<&FxHashSet<Fingerprint>>,
        picking: Option<&mut Picking<'_>>,
    ) -> Report {
        let ToldFindings { diagnostics, beyond, accepted, decisions, unchanged, baselines } =
            told(&mut self, revision, picking);
        let Self { inventory, options, files, mut faults, .. } = self;
        let files = files.as_slice();
        faults.extend(inventory.faults.iter().cloned());
        let mut skipped = inventory.skipped.clone();
        skipped.extend(rules_without_a_field(inventory, &options.rules));
        skipped.extend(unchecked_values(inventory, files));
        skipped.extend(left_unchecked(inventory, files));
        skipped.extend(references_without_a_collection(inventory));
        let counts = Counts {
            files: asked(inventory, files).filter(|(_, file)| file.is_opened).count() as u64,
            records: asked(inventory, files).map(|(_, file)| file.records).sum(),
            judged: asked(inventory, files).map(|(_, file)| file.judged).sum(),
            ..Counts::default()
        };
        let mut report = report(diagnostics, faults, skipped, counts);
        for Beyond { rule, level, .. } in &beyond {
            *report.counts.by_rule.entry(rule.clone()).or_default() += 1;
            *report.counts.by_level.entry(*level).or_default() += 1;
        }
        report.leave_unshown(beyond.into_iter().map(|beyond| beyond.fingerprint));
        report.accept(accepted, decisions);
        report.leave_unchanged(unchanged, baselines);
        report.fail_on = inventory.fail_on;
        report.judged_by = inventory.judged_by();
        options.progress.end();
        report
    }
}

/// All that is found, in the order of the run, and all that could not be judged. The facts are gone then: they take more
/// room than all else.
fn concluded(
    inventory: &Inventory,
    options: &Options,
    files: &[&JudgedFile],
    facts: FactsByConfig,
    mut findings: Vec<Finding>,
    mut faults: Vec<Fault>,
) -> (Vec<Finding>, Vec<Fault>) {
    options.progress.enter(RunStage::Concluding);
    findings.extend(inventory.of_schemas.iter().cloned());
    faults.extend(files.iter().flat_map(|file| file.faults.iter().cloned()));
    conclude(inventory, &options.rules, threads(options), &facts, &mut findings, &mut faults);
    findings.retain(|finding| finding.place.file().is_none_or(|file| inventory.is_reported(file)));
    (in_force(inventory, &options.rules, findings), faults)
}

/// The findings of rules that run where they point, without those that give way to another, in the order of
/// the run.
fn in_force(inventory: &Inventory, rules: &Rules, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| inventory.rule(finding).is_some());
    let mut findings = giving_way(findings, rules);
    findings.sort_by_key(|finding| in_order(inventory, &finding.place));
    findings
}

/// Where a finding stands in the order of the run: before all records what is said of schemas; by record; behind the
/// records of a file what is said of the file itself, and behind all files what is said of texts.
fn in_order(inventory: &Inventory, place: &Place) -> (bool, u32, u64, Option<u32>) {
    match place {
        Place::Record { record, .. } => (true, record.file, record.start, place.node()),
        Place::File { file, bytes } if inventory.is_of_a_schema(*file) => (false, *file, bytes.start, None),
        Place::File { file, .. } => (true, *file, u64::MAX, None),
        Place::Text { .. } => (true, u32::MAX, u64::MAX, None),
    }
}

/// What the files gave that are asked for: what was judged beside them is no part of the report.
fn asked<'f>(
    inventory: &'f Inventory,
    files: &'f [&JudgedFile],
) -> impl Iterator<Item = (&'f ProjectFile, &'f JudgedFile)> {
    let known = |number: u32| files.get(number as usize).copied();
    inventory.asked_files().filter_map(move |(number, file)| Some((file, known(number)?)))
}

/// The patterns that values of a file were not held against.
fn unchecked_values(inventory: &Inventory, files: &[&JudgedFile]) -> Vec<Skipped> {
    let lines = asked(inventory, files).flat_map(|(file, judged)| {
        judged.unchecked.iter().map(|unchecked| {
            let what = message!("values of {file} against the pattern {pattern}", file: file.name.as_str(), pattern: unchecked.shown());
            Skipped::new(what, unchecked.why)
        })
    });
    lines.collect()
}

/// What rules left unchecked on purpose, each with the number of the records.
fn left_unchecked(inventory: &Inventory, files: &[&JudgedFile]) -> Vec<Skipped> {
    let mut left: BTreeMap<&Unchecked, u64> = BTreeMap::new();
    for (unchecked, records) in asked(inventory, files).flat_map(|(_, file)| &file.left_unchecked) {
        *left.entry(unchecked).or_default() += records;
    }
    let lines = left.into_iter().map(|(Unchecked { what, why }, records)| {
        let of_records =
            message!("{what} of {records}", what: what.clone(), records: number(records, "record"));
        Skipped::new(of_records, why.clone())
    });
    lines.collect()
}

/// The rules that could not apply, because no schema in use has fields for the roles they need.
fn rules_without_a_field(inventory: &Inventory, rules: &Rules) -> Vec<Skipped> {
    let collections = || inventory.collections.iter();
    let runs = |rule: &Rule| collections().any(|collection| collection.ruleset.running(rule.id()).is_some());
    let lacks = |rule: &Rule| collections().all(|collection| !collection.can_apply(rule));
    let mut by_needs: BTreeMap<Needs, Vec<Argument>> = BTreeMap::new();
    for rule in rules.iter().filter(|rule| runs(rule) && lacks(rule)) {
        by_needs.entry(rule.check().needs()).or_default().push(worker::name(rule));
    }
    let lines = by_needs.into_iter().map(|(needs, rules)| Skipped {
        rules: Some(rules.len() as u64),
        what: message!("{rules}", rules),
        why: match needs {
            Needs::Nothing => "there is nothing to judge".into(),
            Needs::AnyOf(roles) => {
                message!("no field of the schema is marked as {roles}", roles: names(&roles))
            }
            Needs::AllOf(roles) => {
                message!("the schema does not mark a field as each of {roles}", roles: names(&roles))
            }
        },
    });
    lines.collect()
}

/// The collections that a config's records refer to and that it does not name: nobody holds these references against
/// anything.
fn references_without_a_collection(inventory: &Inventory) -> Option<Skipped> {
    let of_config = inventory.collections.iter().filter(|collection| collection.context.collection.is_some());
    let referred = of_config.flat_map(|collection| {
        let registries = &collection.context.registries;
        collection.layout.referred().filter(|to| registries.registry(to).is_none())
    });
    let missing: BTreeSet<&str> = referred.collect();
    let collections: Vec<Argument> = missing.into_iter().map(Argument::from).collect();
    (!collections.is_empty()).then(|| {
        Skipped::new(
            message!("references into {collections}", collections),
            "the config names no such collection",
        )
    })
}

fn names(roles: &[Role]) -> Vec<Argument> {
    roles.iter().map(|role| Argument::ours(role.name())).collect()
}

fn report(
    diagnostics: Vec<Arc<Diagnostic>>,
    mut faults: Vec<Fault>,
    mut skipped: Vec<Skipped>,
    counts: Counts,
) -> Report {
    faults.sort_by(|a, b| (&a.file, &a.message).cmp(&(&b.file, &b.message)));
    faults.dedup();
    skipped.sort();
    skipped.dedup();
    let mut report: Report = diagnostics.into_iter().collect();
    report.counts = Counts { by_rule: report.counts.by_rule, by_level: report.counts.by_level, ..counts };
    report.faults = faults;
    report.skipped = skipped;
    report
}
