//! SARIF 2.1.0, as code scanning reads it.
//!
//! GitHub takes 25 000 results, shows 5 000 of them, knows a result by one partial fingerprint, shows its first
//! location alone, and related ones where the message links them. So the worst come first, and what is left out is
//! told.

use std::cmp::Reverse;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::json::write_document;
use super::{Setting, number};
use crate::report::{Diagnostic, Report};
use crate::words::Level;

mod location;
mod notification;
mod result;
mod rules;
mod standing;
mod text;

use notification::Notification;
use rules::UsedRules;
use standing::ResultStanding;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What one run may hold, for GitHub.
const MOST_RESULTS: usize = 25_000;
/// What GitHub shows of it.
const MOST_SHOWN: usize = 5_000;

/// Prints a log of one run.
pub fn write(report: &Report, setting: &Setting, out: &mut dyn Write) -> io::Result<()> {
    let mut found: Vec<&Diagnostic> = report.diagnostics().collect();
    found.sort_by_key(|found| Reverse(found.level));
    let untold = untold(found.len());
    found.truncate(MOST_RESULTS);
    let not_open: Vec<(&Diagnostic, ResultStanding<'_>)> =
        standing::not_open(report).take(MOST_RESULTS - found.len()).collect();
    let not_given = not_given(report, &not_open);
    let counted = super::summary::accepted(report).into_iter().chain(super::summary::unchanged(report));
    let accepted = counted.map(|text| Notification::ours("note", text));
    let found: Vec<(&Diagnostic, ResultStanding<'_>)> =
        found.into_iter().map(|found| (found, ResultStanding::Open)).chain(not_open).collect();
    let rules = UsedRules::of(found.iter().map(|(found, _)| *found));
    let invocation = Invocation {
        execution_successful: report.faults.is_empty(),
        exit_code: setting.exit_code,
        tool_execution_notifications: notification::of_faults(report, setting)
            .chain(untold)
            .chain(accepted)
            .chain(not_given)
            .collect(),
        tool_configuration_notifications: notification::of_skipped(report).collect(),
    };
    let driver = Driver {
        name: "tadqiq",
        semantic_version: env!("CARGO_PKG_VERSION"),
        information_uri: super::SITE,
        rules: &rules,
    };
    let run = Run {
        tool: Tool { driver },
        column_kind: "unicodeCodePoints",
        invocations: [invocation],
        results: Results { found: &found, rules: &rules, setting },
    };
    write_document(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] }, out)
}

/// What is said of results that do not reach whoever reads them.
fn untold(results: usize) -> Option<Notification> {
    let said = |what: String| Notification::ours("warning", what);
    match (results.checked_sub(MOST_RESULTS), results.checked_sub(MOST_SHOWN)) {
        (Some(more @ 1..), _) => Some(said(format!(
            "{} left out: a run may hold {MOST_RESULTS} results, the worst are given; the formats json and json-lines \
             have them all",
            findings_are(more)
        ))),
        (_, Some(more @ 1..)) => Some(said(format!(
            "GitHub shows {MOST_SHOWN} results of a run, the worst: {} not among them",
            findings_are(more)
        ))),
        _ => None,
    }
}

/// What is said of accepted findings where only some of them are given.
fn not_given(report: &Report, given: &[(&Diagnostic, ResultStanding<'_>)]) -> Option<Notification> {
    let given = given.iter().filter(|(_, standing)| matches!(standing, ResultStanding::Accepted(_))).count();
    let more = report.accepted().len().checked_sub(given).filter(|more| *more > 0 && given > 0)?;
    let said =
        format!("of what is accepted, {} not among the results that are suppressed", findings_are(more));
    Some(Notification::ours("note", said))
}

fn findings_are(count: usize) -> String {
    let are = if count == 1 { "is" } else { "are" };
    format!("{} {are}", number(count as u64, "finding"))
}

/// The level's name in SARIF.
fn level_name(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

#[derive(Serialize)]
struct Log<R> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [R; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'r> {
    tool: Tool<'r>,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    results: Results<'r>,
}

#[derive(Serialize)]
struct Tool<'r> {
    driver: Driver<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'r> {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: &'r UsedRules<'r>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    exit_code: Option<u8>,
    tool_execution_notifications: Vec<Notification>,
    tool_configuration_notifications: Vec<Notification>,
}

/// The results, made while they are printed.
struct Results<'r> {
    found: &'r [(&'r Diagnostic, ResultStanding<'r>)],
    rules: &'r UsedRules<'r>,
    setting: &'r Setting,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let results =
            self.found.iter().map(|(found, standing)| result::of(found, *standing, self.rules, self.setting));
        serializer.collect_seq(results)
    }
}
