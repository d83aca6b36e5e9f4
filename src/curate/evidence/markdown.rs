//! A list to work off, in Markdown.

use std::io::{self, Write};

use super::claims::{ToldClaim, by_kind, by_source, told};
use super::{EvidenceList, Source, place_in_record};
use crate::render::escaped_in_markdown;
use crate::report::shown::{sentence, shown};

/// Prints a heading a source and a box to tick a question.
pub fn write(sources: &[Source<'_>], evidence: &EvidenceList, out: &mut dyn Write) -> io::Result<()> {
    let report = &evidence.report;
    writeln!(out, "# Open questions")?;
    if sources.is_empty() {
        let none = match (report.faults.is_empty(), evidence.is_whole()) {
            (true, true) => "None.",
            (true, false) => "None in what was judged.",
            (false, _) => "None in what could be looked up.",
        };
        writeln!(out, "\n{none}")?;
    }
    write_what_was_not_judged(evidence, out)?;
    if !report.faults.is_empty() {
        writeln!(out, "\n## Could not be looked up\n")?;
    }
    for fault in &report.faults {
        writeln!(out, "- {}", escaped_in_markdown(&sentence(&fault.message)))?;
    }
    for source in sources {
        let name = source.file.map_or("No text to look it up in".to_owned(), shown);
        writeln!(out, "\n## {}", escaped_in_markdown(&name))?;
        for passage in &source.passages {
            if let Some(site) = passage.site {
                let place = format!("{}:{}", site.span.line, site.span.column);
                writeln!(out, "\n> **{place}** {}", escaped_in_markdown(site.shown().text.trim()))?;
            }
            writeln!(out)?;
            for question in &passage.questions {
                let place = escaped_in_markdown(&place_in_record(&question.site));
                let label = escaped_in_markdown(&sentence(&question.label));
                writeln!(out, "- [ ] {place}: {label} (`{}`)", question.rule.id())?;
                for line in question.notes.iter().chain(&question.help) {
                    writeln!(out, "  {}", escaped_in_markdown(&sentence(line)))?;
                }
            }
        }
    }
    Ok(())
}

fn write_what_was_not_judged(evidence: &EvidenceList, out: &mut dyn Write) -> io::Result<()> {
    let unjudged = evidence.unjudged.sentences();
    let unjudged = unjudged.iter().map(sentence);
    let skipped = evidence.report.skipped.iter();
    let skipped = skipped
        .map(|skipped| format!("not checked: {}: {}", sentence(&skipped.what), sentence(&skipped.why)));
    let mut said = unjudged.chain(skipped).peekable();
    if said.peek().is_some() {
        writeln!(out, "\n## Not judged\n")?;
    }
    said.try_for_each(|said| writeln!(out, "- {}", escaped_in_markdown(&said)))
}

/// Prints how the claims stand, and some of them one by one.
pub fn write_claims(claims: &[ToldClaim], listed: &[ToldClaim], out: &mut dyn Write) -> io::Result<()> {
    if claims.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n# Claims\n")?;
    for (kind, counts) in by_kind(claims) {
        writeln!(out, "- {}: {}", kind.name(), told(&counts))?;
    }
    writeln!(out)?;
    for (file, counts) in by_source(claims) {
        let name = file.map_or("no words of a source".to_owned(), shown);
        writeln!(out, "- {}: {}", escaped_in_markdown(&name), told(&counts))?;
    }
    if listed.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n| record | claim | | words |\n| --- | --- | --- | --- |")?;
    for claim in listed {
        let words = claim.words.first().filter(|words| words.site.record.is_none());
        writeln!(
            out,
            "| {} | {}: {} | {} | {} |",
            escaped_in_markdown(&place_in_record(&claim.site)),
            claim.kind.name(),
            escaped_in_markdown(&shown(&claim.value)),
            claim.verdict.name(),
            words.map(|words| escaped_in_markdown(words.site.shown().text.trim())).unwrap_or_default()
        )?;
    }
    Ok(())
}
