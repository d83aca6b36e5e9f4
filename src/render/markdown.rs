//! Markdown, for the summary of a step and for a comment: what was found, by cause.
//!
//! What comes of the data stands in code, where it is no link, no markup, and calls nobody. A comment holds 65 536
//! characters at most, so rows are left out that would make it longer, and that is said.

use std::io::{self, Write};

use super::sink::Sink;
use super::{Setting, number};
use crate::report::shown::shown;
use crate::report::{Cause, Counts, Report};
use crate::words::Level;

/// Bytes of the whole.
const MOST_BYTES: usize = 60_000;
/// Bytes of them that faults may take, and what was not checked.
const MOST_BYTES_OF_A_LIST: usize = 10_000;

/// Our words escaped, the data's as code.
const SINK: Sink = Sink { ours: escaped, data: code };
/// The same inside of a table's cell.
const CELL: Sink = Sink { ours: escaped, data: code_in_a_cell };

/// Prints the counts, what could not be judged, a table of causes, and what was not checked.
pub fn write(report: &Report, setting: &Setting, out: &mut dyn Write) -> io::Result<()> {
    let mut page = head(report);
    let faults = report.faults.iter().map(|fault| SINK.fault(fault).replace('\n', ". "));
    add_list("Could not be judged", faults, &mut page);
    let skipped = report.skipped.iter();
    let skipped = skipped.map(|it| format!("{}: {}", SINK.sentence(&it.what), SINK.sentence(&it.why)));
    let mut foot = String::new();
    add_list("Not checked", skipped, &mut foot);
    let room = MOST_BYTES.saturating_sub(page.len() + foot.len());
    add_table(&report.causes(), setting, room, &mut page);
    page.push_str(&foot);
    out.write_all(page.as_bytes())
}

/// The data's words as code: what a terminal or a browser would obey is shown, and no tick in them ends it.
pub fn code(text: &str) -> String {
    let shown = shown(text);
    if shown.is_empty() {
        return shown;
    }
    let ticks = shown.split(|it| it != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(ticks + 1);
    // One space at each end is no part of the code, where both are there (CommonMark, section 6.1).
    let pad = if shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{shown}{pad}{fence}")
}

/// The same where a bar would end the cell: it is escaped even in code, where nothing else is. Readers do not agree on
/// one behind a backslash.
fn code_in_a_cell(text: &str) -> String {
    code(&text.replace("\\|", "\\⟨U+007C⟩")).replace('|', "\\|")
}

/// What Markdown and HTML would take for a mark of theirs is escaped (CommonMark, section 2.4).
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(
            character,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '!' | '@'
        ) {
            escaped.push('\\');
        }
        escaped.push(if character == '\n' { ' ' } else { character });
    }
    escaped
}

/// A heading with the counts by level, and how much was seen.
fn head(report: &Report) -> String {
    let Counts { files, records, judged, by_level, .. } = &report.counts;
    let found = Level::ALL.iter().rev().filter_map(|level| Some((level, *by_level.get(level)?)));
    let found: Vec<String> =
        found.filter(|(_, count)| *count > 0).map(|(level, count)| count_of(*level, count)).collect();
    let found = match (found.is_empty(), report.faults.is_empty()) {
        (false, _) => found.join(", "),
        (true, false) if *judged == 0 => "nothing was judged".to_owned(),
        (true, _) => "nothing to report".to_owned(),
    };
    let seen = format!("{} in {}", number(*records, "record"), number(*files, "file"));
    let broken = match records.saturating_sub(*judged) {
        0 => String::new(),
        broken => format!("; not judged: {}, which could not be read", number(broken, "record")),
    };
    let lines = super::summary::accepted(report).into_iter().chain(super::summary::unchanged(report));
    let apart: String = lines.map(|text| format!("\n{}.\n", escaped(&text))).collect();
    format!("## tadqiq: {found}\n\n{seen}{broken}.\n{apart}")
}

fn count_of(level: Level, count: u64) -> String {
    match level {
        Level::Info => format!("{count} info"),
        Level::Warning | Level::Error => number(count, level.name()),
    }
}

/// A heading with a list, as far as there is room.
fn add_list(heading: &str, items: impl ExactSizeIterator<Item = String>, page: &mut String) {
    let all = items.len();
    if all == 0 {
        return;
    }
    page.push_str(&format!("\n### {heading}\n\n"));
    let end = page.len() + MOST_BYTES_OF_A_LIST;
    for (position, item) in items.enumerate() {
        if page.len() + item.len() > end {
            page.push_str(&format!("- … and {} more\n", all - position));
            return;
        }
        page.push_str(&format!("- {item}\n"));
    }
}

/// A row a cause, heaviest first, as far as there is room.
fn add_table(causes: &[Cause<'_>], setting: &Setting, room: usize, page: &mut String) {
    if causes.is_empty() {
        return;
    }
    page.push_str("\n| level | findings | records | rule | what | first place |\n| --- | ---: | ---: | --- | --- | --- |\n");
    let end = page.len() + room.saturating_sub(LEFT_OUT);
    for (position, cause) in causes.iter().enumerate() {
        let row = row(cause, setting);
        if page.len() + row.len() > end {
            let left_out = &causes[position..];
            let findings = left_out.iter().map(|cause| cause.findings).sum();
            page.push_str(&format!(
                "\n{} with {} left out: the page would be too long. Another format has them all.\n",
                number(left_out.len() as u64, "more cause"),
                number(findings, "finding")
            ));
            return;
        }
        page.push_str(&row);
    }
}

/// Bytes that the table's head and the words on what is left out take.
const LEFT_OUT: usize = 400;

fn row(cause: &Cause<'_>, setting: &Setting) -> String {
    let found = cause.first;
    let id = found.rule.id();
    let rule = match found.rule.url() {
        Some(url) => format!("[{}](<{}>)", code_in_a_cell(id), url.replace(['<', '>', '|', '\n'], "")),
        None => code_in_a_cell(id),
    };
    let place = format!("{}:{}", setting.path(&found.site.file), found.site.span.line);
    let place = code_in_a_cell(&place);
    let inside = CELL.place(&found.site).map(|place| format!(" {place}")).unwrap_or_default();
    format!(
        "| {} | {} | {} | {rule} | {} | {place}{inside} |\n",
        cause.level.name(),
        cause.findings,
        cause.records,
        CELL.statement(found)
    )
}
