//! What was mended before a report, for people: by rule and record.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use anstyle::Style;

use super::summary::grouped;
use super::terminal::paint;
use super::wrap::hanging;
use super::{Display, number};
use crate::report::MendedFinding;
use crate::report::shown::{at_line_start, shown};

/// Records that are named of a rule; the others are counted.
const MOST_RECORDS: usize = 3;

/// How far the records of a rule stand in where they need more than its line.
const INDENT: usize = 6;

/// Prints what was mended, behind what was done with it, such as "mended"; nothing where nothing was.
pub fn write(done: &str, mended: &[MendedFinding], display: Display, out: &mut dyn Write) -> io::Result<()> {
    if mended.is_empty() {
        return Ok(());
    }
    let files: BTreeSet<&str> = mended.iter().map(|mended| mended.file.expose()).collect();
    let mut by_rule: BTreeMap<&str, Vec<&MendedFinding>> = BTreeMap::new();
    for one in mended {
        by_rule.entry(one.rule.id()).or_default().push(one);
    }
    let findings = number(mended.len() as u64, "finding");
    let head = paint(done, Style::new().bold(), display.color);
    writeln!(out, "{head}: {findings} in {}", number(files.len() as u64, "file"))?;
    let width = by_rule.keys().map(|rule| rule.len()).max().unwrap_or(0);
    let count = |mended: &Vec<_>| grouped(mended.len() as u64);
    let most = by_rule.values().map(|mended| count(mended).chars().count()).max().unwrap_or(0);
    for (rule, mended) in by_rule {
        let head = format!("  {rule:width$}  {:>most$}  ", count(&mended));
        writeln!(out, "{}", hanging(&head, &records(&mended), display.width, INDENT))?;
    }
    Ok(())
}

/// The records by name, as many as a line has room for: "record 6", as an id may look like a count.
fn records(mended: &[&MendedFinding]) -> String {
    let mut names: Vec<String> = Vec::new();
    let mut known = BTreeSet::new();
    for one in mended {
        if known.insert((one.file.expose(), one.record.as_ref())) && names.len() < MOST_RECORDS {
            names.push(name_of(one));
        }
    }
    let noun = match (known.iter().all(|(_, record)| record.is_some()), known.len()) {
        (true, 1) => "record ",
        (true, _) => "records ",
        (false, _) => "",
    };
    let more = (known.len() - names.len()) as u64;
    let end = if more > 0 { format!(" and {} more", grouped(more)) } else { String::new() };
    at_line_start(&format!("{noun}{}{end}", names.join(", "))).into_owned()
}

/// What a record is called: by its id, else by where it begins.
fn name_of(mended: &MendedFinding) -> String {
    let file = || shown(mended.file.expose());
    match &mended.record {
        Some(record) => match &record.id {
            Some(id) => shown(id.expose()),
            None => format!("{}:{}", file(), record.line),
        },
        None => file(),
    }
}
