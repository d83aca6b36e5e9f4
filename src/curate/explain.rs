//! A rule's page in the terminal: the page, an example, and what the program says of it.

use std::io::{self, Write};
use std::path::Path;

use anstyle::Style;
use chrono::NaiveDate;
use include_dir::{Dir, include_dir};

use crate::project::{ConfigChoice, Options, Subject};
use crate::render::{Color, Display, wrapped, write_findings};
use crate::report::{Report, Site};
use crate::rule::{Rule, RuleId, Rules, Stability};
use crate::rules::decision;
use crate::words::Untrusted;

/// The examples that the tests run too: what is shown is what is true.
static EXAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/fixtures/rules");

/// Prints a rule's page.
pub fn write(rule: &Rule, rules: &Rules, display: Display, out: &mut dyn Write) -> io::Result<()> {
    let Display { color, width, .. } = display;
    writeln!(out, "{}\n", bold(&head(rule), color))?;
    let page: Vec<&str> = rule.page().lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    for lines in page.chunk_by(|one, next| !begins(next) && !one.is_empty()) {
        for line in prose(&lines.join(" "), width, color) {
            writeln!(out, "{line}")?;
        }
    }
    if let Some(report) = example(rule, rules)? {
        writeln!(out, "\n{}\n", bold("For example", color))?;
        write_findings(&report, display, out)?;
    }
    if !rule.aliases().is_empty() {
        let names: Vec<&str> = rule.aliases().iter().map(RuleId::as_str).collect();
        writeln!(out, "It was called {} before.", names.join(", "))?;
    }
    rule.url().map_or(Ok(()), |url| writeln!(out, "{url}"))
}

/// "date/month-missing (error, since 0.1.0)"
fn head(rule: &Rule) -> String {
    let mut about = vec![rule.level().name().to_owned()];
    about.extend(rule.since().map(|version| format!("since {version}")));
    about.extend((rule.stability() != Stability::Stable).then(|| rule.stability().name().to_owned()));
    format!("{} ({})", rule.id(), about.join(", "))
}

/// What the program says of the rule's first failing example: the first finding, and no summary worth showing.
fn example(rule: &Rule, rules: &Rules) -> io::Result<Option<Report>> {
    let Some(folder) = EXAMPLES.get_dir(rule.id()) else { return Ok(None) };
    let mut entries: Vec<&Path> = folder.entries().iter().map(include_dir::DirEntry::path).collect();
    entries.sort();
    let is_failing =
        |path: &&&Path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("fails"));
    let Some(failing) = entries.iter().find(is_failing) else { return Ok(None) };
    let copy = tempfile::tempdir()?;
    let root = copy.path().join(rule.id());
    std::fs::create_dir_all(&root)?;
    folder.extract(copy.path())?;
    let options = Options {
        config: ConfigChoice::Nearest,
        // What is wrong with a decision shows only where the rule that it is about was asked too.
        select: if rule.family() == decision::FAMILY { Vec::new() } else { vec![rule.id().to_owned()] },
        rules: rules.clone(),
        // The decisions of examples that are to expire have expired by then.
        today: NaiveDate::from_ymd_opt(2023, 1, 1),
        ..Options::default()
    };
    let subject = Subject::paths([copy.path().join(failing)]);
    let Ok(report) = crate::engine::check(&subject, &options) else { return Ok(None) };
    let Some(mut found) = report.diagnostics().find(|found| found.rule.id() == rule.id()).cloned() else {
        return Ok(None);
    };
    found.related.iter_mut().for_each(|related| name_from_here(&mut related.site, copy.path()));
    name_from_here(&mut found.site, copy.path());
    Ok(Some(Report::from_iter([found])))
}

/// The file's name as it stands in the project, not in the temporary folder.
fn name_from_here(site: &mut Site, root: &Path) {
    let name = Path::new(site.file.expose());
    let inside = name.strip_prefix(root).unwrap_or(name);
    site.file = Untrusted::new(inside.to_string_lossy());
}

fn bold(text: &str, color: Color) -> String {
    match color {
        Color::Off => text.to_owned(),
        Color::On => format!("{style}{text}{style:#}", style = Style::new().bold()),
    }
}

/// Whether a line of a page begins something: a paragraph, an item of a list, a row of a table, lines as they stand.
fn begins(line: &str) -> bool {
    line.is_empty() || line.starts_with(['-', '*', '|', '#', '`', ' ']) && !line.starts_with("**")
}

/// A paragraph of the page in lines that fit, without its marks for bold print.
fn prose(paragraph: &str, width: usize, color: Color) -> Vec<String> {
    let mut is_bold = false;
    let lines = wrapped(paragraph, width).into_iter().map(|line| {
        let mut printed = String::new();
        for (position, part) in line.split("**").enumerate() {
            is_bold ^= position > 0;
            printed.push_str(&if is_bold && !part.is_empty() { bold(part, color) } else { part.to_owned() });
        }
        printed
    });
    lines.collect()
}
