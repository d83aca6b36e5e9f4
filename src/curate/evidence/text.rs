//! For a terminal.

use std::io::{self, Write};

use anstyle::Style;

use super::claims::{ToldClaim, by_kind, by_source, told};
use super::{Source, place_in_record};
use crate::render::{Color, number, of_level, paint};
use crate::report::Report;
use crate::report::shown::{sentence, shown};

/// Prints the sources, a passage a paragraph.
pub fn write(sources: &[Source<'_>], report: &Report, color: Color, out: &mut dyn Write) -> io::Result<()> {
    for source in sources {
        let name = source.file.map_or("no text to look it up in".to_owned(), shown);
        let questions = number(source.questions() as u64, "open question");
        writeln!(out, "{}: {questions}", paint(&name, Style::new().bold(), color))?;
        for passage in &source.passages {
            if let Some(site) = passage.site {
                writeln!(out, "\n  {}:{}  {}", site.span.line, site.span.column, site.shown().text.trim())?;
            } else {
                writeln!(out)?;
            }
            for question in &passage.questions {
                let rule = paint(question.rule.id(), of_level(question.level), color);
                writeln!(
                    out,
                    "    {}: {} ({rule})",
                    place_in_record(&question.site),
                    sentence(&question.label)
                )?;
                for line in question.notes.iter().chain(&question.help) {
                    writeln!(out, "      {}", sentence(line))?;
                }
            }
        }
        writeln!(out)?;
    }
    let judged = number(report.counts.judged, "record");
    match (sources.is_empty(), report.faults.len()) {
        (false, _) => Ok(()),
        (true, 0) => writeln!(out, "{judged}: no open question"),
        (true, faults) => writeln!(
            out,
            "{judged}: no open question in what could be looked up, {} on the standard error",
            number(faults as u64, "fault")
        ),
    }
}

/// Prints some claims one by one, and how all of them stand.
pub fn write_claims(claims: &[ToldClaim], listed: &[ToldClaim], out: &mut dyn Write) -> io::Result<()> {
    for claim in listed {
        let (kind, verdict) = (claim.kind.name(), claim.verdict.name());
        writeln!(out, "{}: {kind} {}: {verdict}", place_in_record(&claim.site), shown(&claim.value))?;
        writeln!(out, "  {}", sentence(&claim.why))?;
        for words in claim.words.iter().filter(|words| words.site.record.is_none()) {
            let span = words.site.span;
            let place = format!("{}:{}:{}", shown(words.site.file.expose()), span.line, span.column);
            writeln!(out, "  {place}  {}  {}", words.site.shown().text.trim(), sentence(&words.label))?;
        }
    }
    if claims.is_empty() {
        return Ok(());
    }
    if !listed.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}", number(claims.len() as u64, "claim"))?;
    for (kind, counts) in by_kind(claims) {
        writeln!(out, "  {}: {}", kind.name(), told(&counts))?;
    }
    for (file, counts) in by_source(claims) {
        writeln!(out, "  {}: {}", file.map_or("no words of a source".to_owned(), shown), told(&counts))?;
    }
    Ok(())
}
