//! `evidence`: what is open between records and their sources, by source, in the order of its text.

mod json;
mod markdown;
mod text;

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::project::Error;
use crate::project::{Options, Subject};
use crate::render::Color;
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

/// Judges the evidence of records.
///
/// # Errors
///
/// What keeps a run from starting, as for [`check`](crate::engine::check).
pub fn evidence(subject: &Subject, options: &Options) -> Result<Report, Error> {
    let options = Options { select: vec!["evidence".to_owned()], ..options.clone() };
    crate::engine::check(subject, &options)
}

/// Prints what is open, by source, in the order of its text.
///
/// # Errors
///
/// What the output says.
pub fn write(report: &Report, format: EvidenceFormat, color: Color, out: &mut dyn Write) -> io::Result<()> {
    let sources = by_source(&report.diagnostics);
    match format {
        EvidenceFormat::Text => text::write(&sources, report, color, out),
        EvidenceFormat::Markdown => markdown::write(&sources, report, out),
        EvidenceFormat::Json => json::write(&sources, report, out),
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
fn by_source(found: &[Diagnostic]) -> Vec<Source<'_>> {
    let mut sources: BTreeMap<(bool, &str), Passages<'_>> = BTreeMap::new();
    for question in found {
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

/// "2022-spain /when/value", as a record is called.
fn place_in_record(site: &Site) -> String {
    let shown = site.shown();
    let line = format!("{}:{}", site.file.expose(), site.span.line);
    if shown.place.is_empty() {
        crate::text::character::show(&line).into_owned()
    } else {
        shown.place.clone()
    }
}
