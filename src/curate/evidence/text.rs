//! For a terminal.

use std::io::{self, Write};

use anstyle::Style;

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
                let rule = paint(question.rule.id, of_level(question.level), color);
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
