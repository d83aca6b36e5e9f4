//! For programs.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Passage, Source};
use crate::render::write_line;
use crate::report::Report;
use crate::report::{Diagnostic, Site};
use crate::words::{Message, Untrusted};

/// Prints one object: the sources, each with its passages, each with its questions.
pub fn write(sources: &[Source<'_>], report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let sources: Vec<Value> = sources
        .iter()
        .map(|source| json!({"file": source.file, "passages": source.passages.iter().map(passage).collect::<Vec<_>>()}))
        .collect();
    let faults: Vec<String> = report.faults.iter().map(|fault| fault.message.plain()).collect();
    let all = json!({"version": "1", "sources": sources, "records": report.counts.judged, "faults": faults});
    write_line(&all, out)
}

fn passage(passage: &Passage<'_>) -> Value {
    let questions: Vec<Value> = passage.questions.iter().map(|question| self::question(question)).collect();
    let mut object = json!({"questions": questions});
    if let Some(site) = passage.site {
        object["text"] = words(site).into();
        object["line"] = site.span.line.into();
        object["column"] = site.span.column.into();
        object["start"] = site.span.start.into();
        object["end"] = site.span.end.into();
    }
    object
}

/// The words that are meant, without those around them.
fn words(site: &Site) -> String {
    let runs = site.excerpt.lines.iter().flat_map(|line| &line.runs);
    runs.filter(|run| run.kind == crate::report::RunKind::Marked).map(|run| run.text.expose()).collect()
}

fn question(found: &Diagnostic) -> Value {
    let id = found.site.record.as_ref().and_then(|record| record.id.as_ref()).map(Untrusted::expose);
    let help: Vec<String> = found.notes.iter().chain(&found.help).map(Message::plain).collect();
    json!({
        "rule": found.rule.id(),
        "level": found.level,
        "file": found.site.file.expose(),
        "line": found.site.span.line,
        "record": id,
        "pointer": found.site.pointer.as_str(),
        "message": found.label.plain(),
        "help": help,
    })
}
