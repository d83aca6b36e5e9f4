//! The stages, in order: prepare, judge, conclude, diagnose. There is no second way of checking.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::notation::Notation;
use crate::project::config::SchemaName;
use crate::project::discover::Configuration;
use crate::project::error::Error;
use crate::report::diagnose::diagnose;
use crate::report::{Counts, Diagnostic, Fault, Report, Skipped};
use crate::rule::{Finding, Rule};
use crate::words::{Argument, Place, Role};
use crate::{message, rules};

pub(crate) mod collection;
mod conclude;
pub(crate) mod judge;
mod parallel;
pub(crate) mod prepare;
mod problems;
mod remembered;
pub(crate) mod reread;
mod worker;

pub(crate) use collection::Collection;
use conclude::conclude;
use judge::Judgement;
use parallel::threads;
use prepare::Prepared;

/// What to check.
#[derive(Debug, Clone)]
pub enum Subject {
    /// Files, folders, globs, and `-` for the standard input.
    Paths {
        /// The paths, as given; the current folder when there is none.
        paths: Vec<PathBuf>,
        /// What the standard input is called.
        stdin_name: Option<PathBuf>,
    },
    /// A text in memory.
    Text {
        /// What the report calls it.
        name: String,
        /// How its records are written.
        notation: Notation,
        /// The text. Bytes, for whoever cannot promise that they are UTF-8.
        text: Arc<[u8]>,
    },
}

impl Subject {
    /// Files, folders and globs.
    pub fn paths<P: Into<PathBuf>>(paths: impl IntoIterator<Item = P>) -> Self {
        Self::Paths { paths: paths.into_iter().map(Into::into).collect(), stdin_name: None }
    }

    /// A text that is called `name`, whose ending says how its records are written (`.ndjson`: a record a line).
    pub fn text(name: &str, text: impl AsRef<[u8]>) -> Self {
        let notation = Notation::of_path(Path::new(name)).unwrap_or_default();
        Self::Text { name: name.to_owned(), notation, text: text.as_ref().into() }
    }

    /// One record.
    pub fn record(text: impl AsRef<[u8]>) -> Self {
        Self::text("record.json", text)
    }
}

/// How to check.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where configs come from.
    pub config: ConfigChoice,
    /// The schema to judge all records by, whatever configs say.
    pub schema: Option<SchemaName>,
    /// Rules or families to run, and no others; empty: what the config says.
    pub select: Vec<String>,
    /// Rules or families not to run.
    pub ignore: Vec<String>,
    /// The rules there are: ours, unless you add your own.
    pub rules: &'static [&'static Rule],
    /// How many threads judge; the report does not depend on it. By default, as many as there are cores.
    pub threads: Option<NonZeroUsize>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            config: ConfigChoice::Nearest,
            schema: None,
            select: Vec::new(),
            ignore: Vec::new(),
            rules: rules::ALL,
            threads: None,
        }
    }
}

/// Where configs come from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum ConfigChoice {
    /// The nearest `tadqiq.toml` upward from each file.
    #[default]
    Nearest,
    /// One file for all.
    File(PathBuf),
    /// None.
    Isolated,
}

impl ConfigChoice {
    pub(crate) fn as_configuration(&self) -> Configuration<'_> {
        match self {
            Self::Nearest => Configuration::Nearest,
            Self::File(path) => Configuration::File(path),
            Self::Isolated => Configuration::Isolated,
        }
    }
}

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
/// let found: Vec<_> = report.diagnostics.iter().map(|d| (d.rule.id, d.site.pointer.to_string())).collect();
/// assert_eq!(found, [("schema/unknown-field", "/when/valeu".to_owned())]);
/// # Ok::<(), tadqiq::Error>(())
/// ```
pub fn check(subject: &Subject, options: &Options) -> Result<Report, Error> {
    let mut prepared = Prepared::new(subject, options)?;
    let Judgement { mut findings, facts, mut faults, chunks, counts } = judge::judge(&prepared, options);
    conclude(&prepared, options.rules, threads(options), &facts, &mut findings, &mut faults);
    let findings = in_force(&prepared, findings);
    let diagnostics = locate(&prepared, &chunks, findings, &mut faults);
    faults.append(&mut prepared.faults);
    let mut skipped = std::mem::take(&mut prepared.skipped);
    skipped.extend(rules_without_a_field(&prepared, options.rules));
    let mut report = report(diagnostics, faults, skipped, counts);
    report.fail_on = prepared.fail_on;
    Ok(report)
}

/// The findings of rules that run where they point, without those that give way to another, in the order of
/// the run and within bounds.
fn in_force(prepared: &Prepared, mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.retain(|finding| prepared.level(finding).is_some());
    let mut findings = match prepared.collections.first() {
        Some(collection) => collection.ruleset.giving_way(findings),
        None => findings,
    };
    findings.sort_by_key(|finding| in_order(&finding.place));
    crate::policy::bound::bound(&mut findings);
    findings
}

/// Where a finding stands in the order of the run: by record; behind the records of a file what is said of the file
/// itself, and behind all files what is said of texts.
fn in_order(place: &Place) -> (u32, u64, Option<u32>) {
    match place {
        Place::Record { record, .. } => (record.file, record.start, place.node()),
        Place::File { file, .. } => (*file, u64::MAX, None),
        Place::Text { .. } => (u32::MAX, u64::MAX, None),
    }
}

fn locate(
    prepared: &Prepared,
    chunks: &judge::Chunks,
    findings: Vec<Finding>,
    faults: &mut Vec<Fault>,
) -> Vec<Diagnostic> {
    let mut reader = reread::Rereader::new(prepared, chunks);
    let mut diagnostics = Vec::new();
    for finding in &findings {
        let Some(level) = prepared.level(finding) else { continue };
        let text_of = |number: u32| prepared.texts.get(number as usize).map(Arc::as_ref);
        let diagnostic = diagnose(finding, level, &text_of, &mut |place, use_it| reader.read(place, use_it));
        // What cannot be read again has been reported as a fault of its file.
        diagnostics.extend(diagnostic.map(|diagnostic| (finding.place.file(), diagnostic)));
    }
    faults.extend(reader.into_faults());
    diagnostics.sort_by(|(a_file, a), (b_file, b)| {
        let key = |file: &Option<u32>, diagnostic: &Diagnostic| {
            (file.is_none(), *file, diagnostic.site.span, diagnostic.rule.id)
        };
        key(a_file, a).cmp(&key(b_file, b)).then_with(|| a.label.cmp(&b.label))
    });
    diagnostics.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// The rules that could not apply, because no field of any schema in use carries the roles they need.
fn rules_without_a_field(prepared: &Prepared, rules: &[&'static Rule]) -> Vec<Skipped> {
    let runs =
        |rule: &Rule| prepared.collections.iter().any(|collection| collection.ruleset.level(rule).is_some());
    let lacks = |rule: &Rule| prepared.collections.iter().all(|collection| !collection.can_apply(rule));
    let idle = rules.iter().filter(|rule| !rule.needs.is_empty() && runs(rule) && lacks(rule));
    let mut by_roles: BTreeMap<&[Role], Vec<Argument>> = BTreeMap::new();
    for rule in idle {
        by_roles.entry(rule.needs).or_default().push(Argument::ours(rule.id));
    }
    let lines = by_roles.into_iter().map(|(roles, rules)| {
        let roles: Vec<Argument> = roles.iter().map(|role| Argument::ours(role.name())).collect();
        Skipped {
            what: message!("{rules}", rules),
            why: message!("no field of the schema is marked as {roles}", roles),
        }
    });
    lines.collect()
}

fn report(
    diagnostics: Vec<Diagnostic>,
    mut faults: Vec<Fault>,
    mut skipped: Vec<Skipped>,
    counts: Counts,
) -> Report {
    let mut counts = counts;
    for diagnostic in &diagnostics {
        *counts.by_rule.entry(diagnostic.rule.id).or_default() += 1;
        *counts.by_level.entry(diagnostic.level).or_default() += 1;
    }
    faults.sort_by(|a, b| (&a.file, &a.message).cmp(&(&b.file, &b.message)));
    faults.dedup();
    skipped.sort();
    skipped.dedup();
    Report { diagnostics, faults, skipped, counts, fail_on: None }
}
