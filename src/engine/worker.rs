//! One thread's part: pieces of files in, findings and facts out.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rustc_hash::FxHashMap;

use super::parallel::in_parallel;
use super::problems;
use crate::layout::RoleTape;
use crate::message;
use crate::notation::document::Tape;
use crate::notation::split::Piece;
use crate::project::{Collection, UncheckedPattern};
use crate::record::{Facts, Record, RecordIds};
use crate::report::Fault;
use crate::rule::{Check, Finding, Findings, Rule, RuleRef, Unchecked};
use crate::text::character::is_joiner;
use crate::text::character_classes::CharacterClasses;
use crate::text::memo::Memo;
use crate::words::{Argument, RecordRef};

/// What a thread keeps from record to record.
pub struct Worker<'e> {
    rules: &'e [RuleRef],
    tape: Tape,
    roles: RoleTape,
    gathering: Gathering,
    /// The facts of the files before this one.
    facts: FactsByConfig,
    facts_of_files: Vec<FactsOfFile>,
    /// The file that is judged, its config, and the facts of its records.
    current: Option<(u32, usize)>,
    facts_of_current: Vec<Facts>,
    /// Values that no rule has anything to say about.
    clean: CleanValues,
}

/// Values that no rule has anything to say about, by the address of their collection, which lives as long as the run,
/// and the number of their annotation.
type CleanValues = FxHashMap<(usize, u32), Memo<()>>;

/// The most values of a field that are kept: names, offices and places return by the thousand.
const MOST_OF_A_FIELD: usize = 1 << 16;

/// Where facts are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gathering {
    /// Those of all files together: for a run that is made once.
    Together,
    /// Each file its own, so that another file can be judged again.
    ByFile,
}

/// A file's facts, by the position of their rule.
pub type FactsOfFile = (u32, Vec<(usize, Facts)>);

/// Facts by the position of their config, and under it by that of their rule. Those of two configs say
/// nothing of each other.
pub type FactsByConfig = Vec<Vec<Facts>>;

/// What judging a chunk gave.
#[derive(Debug, Default)]
pub struct Judged {
    /// In the order of the chunk's records.
    pub findings: Vec<Finding>,
    /// Rules that failed.
    pub faults: Vec<Fault>,
    /// Records seen, the broken ones included.
    pub records: u64,
    /// Records that could be read.
    pub judged: u64,
    /// The ids of those that have one.
    pub ids: RecordIds,
    /// The patterns that some values were not held against.
    pub unchecked: BTreeSet<UncheckedPattern>,
    /// What rules left unchecked on purpose, and in how many records.
    pub left_unchecked: BTreeMap<Unchecked, u64>,
}

impl<'e> Worker<'e> {
    /// A worker for these rules over the files of so many configs.
    pub fn new(rules: &'e [RuleRef], configs: usize, gathering: Gathering) -> Self {
        Self {
            rules,
            tape: Tape::new(),
            roles: RoleTape::default(),
            gathering,
            facts: no_facts(rules, configs),
            facts_of_files: Vec::new(),
            current: None,
            facts_of_current: rules.iter().map(|_| Facts::default()).collect(),
            clean: CleanValues::default(),
        }
    }

    /// Judges a piece of a chunk that begins at `offset` of its file.
    pub fn judge(
        &mut self,
        piece: &Piece<'_>,
        file: u32,
        offset: u64,
        collection: &Collection,
        judged: &mut Judged,
    ) {
        let record = match piece {
            Piece::Problem(problem) => {
                judged.records += u64::from(problem.ordinal.is_some());
                return problems::of_file(problem, file, offset, &mut judged.findings);
            }
            Piece::Record(record) => record,
        };
        judged.records += 1;
        if self.current.is_none_or(|(current, _)| current != file) {
            self.finish_file();
            self.current = Some((file, collection.config));
        }
        let start = offset + record.span.start as u64;
        let document = match record.parse(&collection.limits, &mut self.tape) {
            Ok(document) => document,
            Err(error) => {
                let reading = record.notation.reading();
                return problems::of_record(error, file, start, reading, &mut judged.findings);
            }
        };
        judged.judged += 1;
        let reference = RecordRef { file, start };
        if !collection.schema.accepts(document) {
            judged.unchecked.extend(collection.schema.explain(document, reference, &mut judged.findings));
        }
        let roles = collection.layout.read(document, &mut self.roles);
        let record = Record::new(document, &collection.layout, roles, reference);
        if let Some(id) = record.id() {
            judged.ids.add(&id.text());
        }
        judge_values(self.rules, &record, collection, &mut self.clean, judged);
        // Of several rules that leave the same, one is enough.
        let mut left_unchecked = BTreeSet::new();
        for &position in &collection.of_records {
            let rule = &self.rules[position];
            let Check::Record { check, .. } = rule.check() else { continue };
            let mut findings = Findings::new(rule, &mut judged.findings);
            let judging = || check.call(&record, &collection.context, &mut findings);
            if is_defective(judging) {
                judged.faults.push(failed(rule, &record));
            }
            left_unchecked.extend(findings.take_unchecked());
            judged.faults.extend(not_judged(rule, findings, &record));
        }
        for unchecked in left_unchecked {
            *judged.left_unchecked.entry(unchecked).or_default() += 1;
        }
        for &position in &collection.leaving {
            let rule = &self.rules[position];
            let Check::Dataset { observe, .. } = rule.check() else { continue };
            let facts = &mut self.facts_of_current[position];
            if is_defective(|| observe.call(&record, &collection.context, facts)) {
                judged.faults.push(failed(rule, &record));
            }
        }
    }

    /// The facts of all records that this worker judged.
    pub fn into_facts(mut self) -> (FactsByConfig, Vec<FactsOfFile>) {
        self.finish_file();
        (self.facts, self.facts_of_files)
    }

    /// Puts the facts of the file that was judged where they are kept.
    fn finish_file(&mut self) {
        let Some((file, config)) = self.current.take() else { return };
        let of_rules = self.facts_of_current.iter_mut().enumerate().filter(|(_, facts)| !facts.is_empty());
        let of_rules = of_rules.map(|(position, facts)| (position, std::mem::take(facts)));
        match self.gathering {
            Gathering::Together => {
                for (position, facts) in of_rules {
                    self.facts[config][position].gather(file, facts);
                }
            }
            Gathering::ByFile => self.facts_of_files.push((file, of_rules.collect())),
        }
    }
}

/// The facts of no record.
pub fn no_facts(rules: &[RuleRef], configs: usize) -> FactsByConfig {
    let of_a_config = || rules.iter().map(|_| Facts::default()).collect();
    (0..configs).map(|_| of_a_config()).collect()
}

/// The facts that several workers left, those of each rule together.
pub fn merged(
    rules: &[RuleRef],
    configs: usize,
    of_workers: Vec<FactsByConfig>,
    threads: usize,
) -> FactsByConfig {
    let mut merged = no_facts(rules, configs);
    let mut by_rule: Vec<Vec<Facts>> = merged.iter().flatten().map(|_| Vec::new()).collect();
    for facts in of_workers {
        by_rule.iter_mut().zip(facts.into_iter().flatten()).for_each(|(known, facts)| known.push(facts));
    }
    let together = in_parallel(threads, by_rule, |facts| {
        let merge = |mut one: Facts, other| {
            one.merge(other);
            one
        };
        facts.into_iter().reduce(merge).unwrap_or_default()
    });
    merged.iter_mut().flatten().zip(together).for_each(|(facts, together)| *facts = together);
    merged
}

/// Applies the rules that judge values one by one. A value that none of them minded is not judged again.
fn judge_values(
    rules: &[RuleRef],
    record: &Record<'_>,
    collection: &Collection,
    clean: &mut CleanValues,
    judged: &mut Judged,
) {
    let address = std::ptr::from_ref(collection) as usize;
    for (role, positions) in &collection.of_values {
        for value in record.values(*role) {
            let text = value.text();
            let field = value.annotation_for_all_places().map(|annotation| (address, annotation));
            let known =
                field.map(|field| &*clean.entry(field).or_insert_with(|| Memo::of_most(MOST_OF_A_FIELD)));
            if known.is_some_and(|known| known.get(&text).is_some()) {
                continue;
            }
            let classes = CharacterClasses::of(&text);
            let before = (judged.findings.len(), judged.faults.len());
            for &position in positions {
                let rule = &rules[position];
                let Check::Value { check, only_with, .. } = rule.check() else { continue };
                if classes.has_none_of(*only_with) {
                    continue;
                }
                let mut findings = Findings::new(rule, &mut judged.findings);
                let judging = || check.call(&value, &collection.context, &mut findings);
                if is_defective(judging) {
                    judged.faults.push(failed(rule, record));
                }
                judged.faults.extend(not_judged(rule, findings, record));
            }
            // What a joiner is worth may depend on the country beside the text.
            let is_the_same_everywhere = !text.contains(is_joiner);
            let known = known.filter(|_| is_the_same_everywhere);
            if let (Some(known), true) = (known, before == (judged.findings.len(), judged.faults.len())) {
                known.keep(&text, ());
            }
        }
    }
}

/// Whether a rule panics: it must not end the run, nor pass for one that found nothing.
fn is_defective(rule: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(rule)).is_err()
}

fn failed(rule: &Rule, record: &Record<'_>) -> Fault {
    let id = name_of(record);
    Fault {
        message: message!("the rule {rule} failed on the record {id}", rule: name(rule), id),
        file: None,
        help: Some("this is a defect of tadqiq: please report it, with the record if you can".into()),
    }
}

/// What the rule says it could not judge of the record.
fn not_judged(rule: &Rule, findings: Findings<'_>, record: &Record<'_>) -> impl Iterator<Item = Fault> {
    findings.into_not_judged().into_iter().map(|why| Fault {
        message: message!(
            "the rule {rule} could not judge the record {id}: {why}",
            rule: name(rule),
            id: name_of(record),
            why
        ),
        file: None,
        help: None,
    })
}

/// A rule's name in a message.
pub fn name(rule: &Rule) -> Argument {
    Argument::ours(rule.id().to_owned())
}

fn name_of(record: &Record<'_>) -> String {
    record.id().map_or_else(|| "without id".to_owned(), |id| id.text().into_owned())
}
