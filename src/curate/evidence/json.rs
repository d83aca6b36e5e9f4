//! For programs.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::claims::{ToldClaim, VerdictCounts, by_kind, by_source};
use super::{EvidenceList, Passage, Source};
use crate::render::write_line;
use crate::report::{Diagnostic, Related, Site};
use crate::words::{Message, Untrusted};

/// Prints one object: the sources, each with its passages, each with its questions; and the claims.
pub fn write(sources: &[Source<'_>], evidence: &EvidenceList, out: &mut dyn Write) -> io::Result<()> {
    let sources: Vec<Value> = sources
        .iter()
        .map(|source| json!({"file": source.file, "passages": source.passages.iter().map(passage).collect::<Vec<_>>()}))
        .collect();
    let report = &evidence.report;
    let faults: Vec<String> = report.faults.iter().map(|fault| fault.message.plain()).collect();
    let skipped = report
        .skipped
        .iter()
        .map(|left_out| json!({"what": left_out.what.plain(), "why": left_out.why.plain()}));
    let of_kinds = by_kind(&evidence.claims);
    let of_kinds: Map<String, Value> =
        of_kinds.iter().map(|(kind, counts)| (kind.name().to_owned(), self::counts(counts))).collect();
    let of_sources = by_source(&evidence.claims);
    let of_sources =
        of_sources.iter().map(|(file, counts)| json!({"file": file, "verdicts": self::counts(counts)}));
    let all = json!({
        "version": "1",
        "sources": sources,
        "claims": evidence.claims.iter().map(claim).collect::<Vec<_>>(),
        "counts": {"by_kind": of_kinds, "by_source": of_sources.collect::<Vec<_>>()},
        "records": report.counts.judged,
        "unread": evidence.unjudged.unread_count,
        "not_judged": evidence.unjudged.unread.iter().map(unjudged).collect::<Vec<_>>(),
        "judged_in_part": evidence.unjudged.in_part.iter().map(unjudged).collect::<Vec<_>>(),
        "faults": faults,
        "skipped": skipped.collect::<Vec<_>>(),
    });
    write_line(&all, out)
}

fn counts(counts: &VerdictCounts) -> Value {
    let of_verdict = counts.iter().map(|(verdict, count)| (verdict.name().to_owned(), (*count).into()));
    Value::Object(of_verdict.collect())
}

/// A claim, with the words of the source that were looked at; the words of a record are its quotation.
fn claim(claim: &ToldClaim) -> Value {
    let id = claim.site.record.as_ref().and_then(|record| record.id.as_ref()).map(Untrusted::expose);
    json!({
        "file": claim.site.file.expose(),
        "line": claim.site.span.line,
        "record": id,
        "pointer": claim.site.pointer.as_str(),
        "kind": claim.kind.name(),
        "value": claim.value,
        "verdict": claim.verdict.name(),
        "why": claim.why.plain(),
        "words": claim.words.iter().map(looked_at).collect::<Vec<_>>(),
    })
}

/// A record that could not be judged as it should be: where it is, and what stands in the way.
fn unjudged(found: &Diagnostic) -> Value {
    let record = found.site.record.as_ref();
    json!({
        "file": found.site.file.expose(),
        "line": found.site.span.line,
        "record": record.and_then(|record| record.id.as_ref()).map(Untrusted::expose),
        "rule": found.rule.id(),
        "message": found.label.plain(),
    })
}

fn looked_at(related: &Related) -> Value {
    let site = &related.site;
    json!({
        "file": site.file.expose(),
        "line": site.span.line,
        "column": site.span.column,
        "start": site.span.start,
        "end": site.span.end,
        "text": words(site),
        "what": related.label.plain(),
    })
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
