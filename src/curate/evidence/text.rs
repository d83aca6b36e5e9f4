//! For a terminal.

use std::io::{self, Write};

use anstyle::Style;

use super::claims::{ToldClaim, by_kind, by_source, told};
use super::{EvidenceList, Source, place_in_record};
use crate::render::{Display, number, of_level, paint, wrapped};
use crate::report::shown::{at_line_start, sentence, shown};
use crate::report::{Diagnostic, Related};

/// Prints the sources, a passage a paragraph, and what was not judged.
pub fn write(
    sources: &[Source<'_>],
    evidence: &EvidenceList,
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    for source in sources {
        let name = source.file.map_or("no text to look it up in".to_owned(), shown);
        let questions = number(source.questions() as u64, "open question");
        writeln!(out, "{}: {questions}", paint(&name, Style::new().bold(), display.color))?;
        for passage in &source.passages {
            writeln!(out)?;
            if let Some(site) = passage.site {
                let text = site.shown().text;
                write_lines(
                    &format!("{}:{}  {}", site.span.line, site.span.column, text.trim()),
                    2,
                    display.width,
                    out,
                )?;
            }
            for question in &passage.questions {
                write_question(question, display, out)?;
            }
        }
        writeln!(out)?;
    }
    let report = &evidence.report;
    if sources.is_empty() {
        let judged = number(report.counts.judged, "record");
        let faults = report.faults.len() as u64;
        match (faults, evidence.is_whole()) {
            (0, true) => writeln!(out, "{judged}: no open question")?,
            (0, false) => writeln!(out, "{judged}: no open question in what was judged")?,
            _ => writeln!(
                out,
                "{judged}: no open question in what could be looked up, {} on the standard error",
                number(faults, "fault")
            )?,
        }
    }
    write_what_was_not_judged(evidence, display, out)
}

fn write_question(question: &Diagnostic, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let rule = question.rule.id();
    let text = format!("{}: {} ({rule})", place_in_record(&question.site), sentence(&question.label));
    for line in lines(&text, 4, display.width) {
        let painted = || {
            Some(format!(
                "{}{})",
                line.strip_suffix(&format!("{rule})"))?,
                paint(rule, of_level(question.level), display.color)
            ))
        };
        writeln!(out, "{}", painted().unwrap_or_else(|| line.clone()))?;
    }
    for line in question.notes.iter().chain(&question.help) {
        write_lines(&sentence(line), 6, display.width, out)?;
    }
    Ok(())
}

fn write_what_was_not_judged(
    evidence: &EvidenceList,
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    for said in evidence.unjudged.sentences() {
        write_lines(&sentence(&said), 0, display.width, out)?;
    }
    if !evidence.is_whole() {
        writeln!(out, "  tadqiq check says what is wrong with them")?;
    }
    for skipped in &evidence.report.skipped {
        write_lines(
            &format!("not checked: {}: {}", sentence(&skipped.what), sentence(&skipped.why)),
            0,
            display.width,
            out,
        )?;
    }
    Ok(())
}

/// Prints some claims one by one, and how all of them stand.
pub fn write_claims(
    claims: &[ToldClaim],
    listed: &[ToldClaim],
    display: Display,
    out: &mut dyn Write,
) -> io::Result<()> {
    for claim in listed {
        write_claim(claim, display, out)?;
    }
    if claims.is_empty() {
        return Ok(());
    }
    if !listed.is_empty() {
        writeln!(out)?;
    }
    writeln!(out, "{}", number(claims.len() as u64, "claim"))?;
    for (kind, counts) in by_kind(claims) {
        write_lines(&format!("{}: {}", kind.name(), told(&counts)), 2, display.width, out)?;
    }
    for (file, counts) in by_source(claims) {
        let name = file.map_or("no words of a source".to_owned(), shown);
        write_lines(&format!("{name}: {}", told(&counts)), 2, display.width, out)?;
    }
    Ok(())
}

fn write_claim(claim: &ToldClaim, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let (place, kind, verdict) = (place_in_record(&claim.site), claim.kind.name(), claim.verdict.name());
    write_lines(&format!("{place}: {kind} {}: {verdict}", shown(&claim.value)), 0, display.width, out)?;
    write_lines(&sentence(&claim.why), 2, display.width, out)?;
    let of_a_source = |words: &&Related| words.site.record.is_none();
    for words in claim.words.iter().filter(of_a_source) {
        let span = words.site.span;
        let place = format!("{}:{}:{}", shown(words.site.file.expose()), span.line, span.column);
        write_lines(&format!("{place}  {}", sentence(&words.label)), 2, display.width, out)?;
        write_lines(words.site.shown().text.trim(), 4, display.width, out)?;
    }
    Ok(())
}

fn write_lines(text: &str, indent: usize, width: usize, out: &mut dyn Write) -> io::Result<()> {
    lines(text, indent, width).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// A paragraph in lines that fit, the first one so far from the edge and the others farther.
fn lines(text: &str, indent: usize, width: usize) -> Vec<String> {
    const HANGING: usize = 2;
    let lines = wrapped(&text.replace('\n', " "), width - indent - HANGING).into_iter().enumerate();
    let indented = lines.map(|(number, line)| {
        let indent = if number == 0 { indent } else { indent + HANGING };
        format!("{}{}", " ".repeat(indent), at_line_start(line.trim_start()))
    });
    indented.collect()
}
