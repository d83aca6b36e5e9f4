//! `evidence`: what is open between records and their sources, by source, in the order of its text; and what the
//! sources say of each claim.

mod claims;
mod json;
mod markdown;
#[cfg(test)]
mod tests;
mod text;
mod unjudged;

use std::collections::BTreeMap;
use std::io::{self, Write};

use claims::{GATHERING, ToldClaim, gathering};
use unjudged::Unjudged;

use crate::project::Error;
use crate::project::{Options, Reach, Subject};
use crate::render::{Display, LogLines};
use crate::report::{Diagnostic, Report, Site};

/// How the list is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceFormat {
    /// For a person.
    Text,
    /// A list to tick off.
    Markdown,
    /// For a program.
    Json,
}

/// Which claims are printed one by one, for a person; a program gets all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClaimsShown {
    /// None: they are counted.
    Counted,
    /// Each of them.
    Each,
}

/// What is open, and every claim.
#[derive(Debug, Clone)]
pub struct EvidenceList {
    /// The findings, and what could not be judged.
    pub report: Report,
    claims: Vec<ToldClaim>,
    unjudged: Unjudged,
}

impl EvidenceList {
    /// Whether every record could be read and is as its schema has it, so that no claim of it is left out.
    pub fn is_whole(&self) -> bool {
        self.unjudged.is_nothing()
    }
}

/// Judges the evidence of records.
///
/// # Errors
///
/// What keeps a run from starting, as for [`check`](crate::engine::check).
pub fn evidence(subject: &Subject, options: &Options) -> Result<EvidenceList, Error> {
    let select = ["evidence"].iter().chain(&unjudged::FAMILIES).map(ToString::to_string).collect();
    let mut options = Options { select, reach: Reach::Asked, ..options.clone() };
    options.rules.extend([gathering()]);
    let all = crate::engine::check(subject, &options)?;
    let is_question = |found: &Diagnostic| found.rule.family() == "evidence" && found.rule.id() != GATHERING;
    let claims = all.diagnostics().filter(|found| found.rule.id() == GATHERING);
    let claims = claims.filter_map(ToldClaim::of).collect();
    Ok(EvidenceList { report: all.keeping(is_question), claims, unjudged: Unjudged::of(&all) })
}

/// Prints what is open, by source, in the order of its text, and the claims.
///
/// # Errors
///
/// What the output says.
pub fn write(
    evidence: &EvidenceList,
    format: EvidenceFormat,
    shown: ClaimsShown,
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    let sources = by_source(&evidence.report);
    let listed = match shown {
        ClaimsShown::Counted => &[],
        ClaimsShown::Each => evidence.claims.as_slice(),
    };
    let log = &mut LogLines::new(out);
    match format {
        EvidenceFormat::Text => {
            text::write(&sources, evidence, display, log)?;
            text::write_claims(&evidence.claims, listed, display, log)
        }
        EvidenceFormat::Markdown => {
            markdown::write(&sources, evidence, log)?;
            markdown::write_claims(&evidence.claims, listed, log)
        }
        EvidenceFormat::Json => json::write(&sources, evidence, out),
    }
}

/// A source and what is open about it.
struct Source<'r> {
    /// The file of its text; none for questions that lead to no text.
    file: Option<&'r str>,
    /// In the order of the text.
    passages: Vec<Passage<'r>>,
}

/// A passage and what is open about it.
struct Passage<'r> {
    /// None for questions that lead to no text.
    site: Option<&'r Site>,
    /// In the order of the records.
    questions: Vec<&'r Diagnostic>,
}

impl Source<'_> {
    fn questions(&self) -> usize {
        self.passages.iter().map(|passage| passage.questions.len()).sum()
    }
}

/// The passages of a source, by their bytes.
type Passages<'r> = BTreeMap<(u64, u64), Passage<'r>>;

/// The questions by source, those without a text last.
fn by_source(report: &Report) -> Vec<Source<'_>> {
    let mut sources: BTreeMap<(bool, &str), Passages<'_>> = BTreeMap::new();
    for question in report.diagnostics() {
        let site = question.related.iter().map(|related| &related.site).find(|site| site.record.is_none());
        let file = site.map_or("", |site| site.file.expose());
        let at = site.map_or((0, 0), |site| (site.span.start, site.span.end));
        let passages = sources.entry((site.is_none(), file)).or_default();
        let passage = passages.entry(at).or_insert(Passage { site, questions: Vec::new() });
        passage.questions.push(question);
    }
    let in_order = |((is_without, file), passages): ((bool, _), BTreeMap<_, _>)| Source {
        file: (!is_without).then_some(file),
        passages: passages.into_values().collect(),
    };
    sources.into_iter().map(in_order).collect()
}

/// "2022-spain · /when/value", as a record is called; one without an id by its line.
fn place_in_record(site: &Site) -> String {
    let shown = site.shown();
    if site.record.as_ref().is_some_and(|record| record.id.is_some()) {
        return shown.place;
    }
    let line = format!("{}:{}", shown.file, site.span.line);
    if shown.place.is_empty() { line } else { format!("{line} · {}", shown.place) }
}
