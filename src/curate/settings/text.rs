//! For a person.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;

use super::{CollectionSettings, ConfigSettings, FileSettings, RuleSettings, RunSettings, failing, why};
use crate::render::{Color, hanging, number, paint};
use crate::report::shown::{at_line_start, sentence, shown};
use crate::words::{Level, Untrusted};

/// Prints the files, one a line, whatever its width: other programs read lines.
pub fn write_files(settings: &RunSettings, width: usize, out: &mut dyn Write) -> io::Result<()> {
    settings.files.iter().try_for_each(|file| {
        let line = format!("{}: {}", at_line_start(&shown(file.file.expose())), judged_by(file));
        writeln!(out, "{}", hanging("", &line, width, 2))
    })
}

/// Prints configs, then collections, each with its rules.
pub fn write(
    settings: &RunSettings,
    asked: Option<Level>,
    width: usize,
    color: Color,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut lines = SettingLines { width, color, out };
    let (level, origin) = failing(settings, asked);
    lines.title(&format!("the run fails at {}: {origin}", level.name()))?;
    for config in &settings.configs {
        self::config(config, &mut lines)?;
    }
    settings.collections.iter().try_for_each(|settings| collection(settings, &mut lines))
}

/// "in the collection meetings, judged by the bundled schema meeting"
fn judged_by(file: &FileSettings) -> String {
    let schema = shown(file.schema.expose());
    match &file.collection {
        Some(name) => format!("in the collection {}, judged by {schema}", shown(name.expose())),
        None => format!("judged by {schema} ({})", why(file.ground)),
    }
}

fn config(config: &ConfigSettings, lines: &mut SettingLines<'_>) -> io::Result<()> {
    writeln!(lines.out)?;
    match &config.path {
        Some(path) => lines.title(&format!("config {}", shown(path.expose())))?,
        None => lines.title("no config")?,
    }
    let registries = config.registries.iter();
    let registries: Vec<String> = registries
        .map(|(name, entries)| format!("{} ({})", shown(name.expose()), count(*entries, "entry", "entries")))
        .collect();
    lines.line("registries", &or_none(&registries))?;
    lines.line("texts of sources", &config.texts.to_string())?;
    let decisions = config.decisions.as_ref().map(|path| shown(path.expose()));
    lines.line("decisions stand in", decisions.as_deref().unwrap_or("no file: none are read"))
}

fn collection(settings: &CollectionSettings, lines: &mut SettingLines<'_>) -> io::Result<()> {
    writeln!(lines.out)?;
    let files = number(settings.files as u64, "file");
    match &settings.first.collection {
        Some(name) => lines.title(&format!("collection {}: {files}", shown(name.expose())))?,
        None => lines.title(&format!("in no collection: {files}"))?,
    }
    if let Some(config) = &settings.first.config {
        lines.line("config", &shown(config.expose()))?;
    }
    for files in &settings.overrides {
        lines.line("override for", &shown(files.expose()))?;
    }
    lines.line("schema", &shown(settings.first.schema.expose()))?;
    for (ground, files) in &settings.grounds {
        let of_files = match settings.grounds.len() {
            1 => String::new(),
            _ => format!(" ({})", number(*files as u64, "file")),
        };
        lines.line("why", &format!("{}{of_files}", why(*ground)))?;
    }
    lines.line("languages", &or_none(&settings.languages.iter().map(of_data).collect::<Vec<_>>()))?;
    lines.line("country", settings.country.as_ref().map(of_data).as_deref().unwrap_or("none is said"))?;
    lines.line("order of dates", settings.date_order.unwrap_or("none is said"))?;
    match &settings.period {
        (None, None) => {}
        (from, to) => {
            let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "any day".to_owned());
            lines.line("period", &format!("{} to {}", day(from), day(to)))?;
        }
    }
    rules(&settings.rules, lines)
}

/// Rules by what they have in common.
fn rules(rules: &[RuleSettings], lines: &mut SettingLines<'_>) -> io::Result<()> {
    let running = |rule: &&RuleSettings| rule.runs();
    lines.line("rules that run", &rules.iter().filter(running).count().to_string())?;
    let named = rules.iter().filter(running).map(|rule| {
        let level = rule.level.map_or("off", Level::name);
        (std::cmp::Reverse(rule.level), format!("{level}, {}", sentence(&rule.origin)), rule.rule.as_str())
    });
    grouped(named, lines)?;
    let off = rules.iter().filter(|rule| !rule.runs());
    lines.line("rules that do not run", &off.clone().count().to_string())?;
    let named = off.map(|rule| match &rule.lacks {
        // What is switched off does not look for fields.
        Some(lacks) if rule.level.is_some() => (true, sentence(lacks), rule.rule.as_str()),
        _ => (false, sentence(&rule.origin), rule.rule.as_str()),
    });
    grouped(named, lines)
}

fn grouped<'r, K: Ord>(
    rules: impl Iterator<Item = (K, String, &'r str)>,
    lines: &mut SettingLines<'_>,
) -> io::Result<()> {
    let mut groups: BTreeMap<(K, String), Vec<&str>> = BTreeMap::new();
    for (order, why, rule) in rules {
        groups.entry((order, why)).or_default().push(rule);
    }
    groups.iter().try_for_each(|((_, why), rules)| lines.further(&format!("{why}: {}", rules.join(", "))))
}

fn of_data(text: &Untrusted) -> String {
    shown(text.expose())
}

fn or_none(names: &[String]) -> String {
    if names.is_empty() { "none".to_owned() } else { names.join(", ") }
}

fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Lines that fit.
struct SettingLines<'o> {
    width: usize,
    color: Color,
    out: &'o mut dyn Write,
}

impl SettingLines<'_> {
    fn title(&mut self, title: &str) -> io::Result<()> {
        let title = hanging("", title, self.width, 0);
        writeln!(self.out, "{}", paint(&title, Style::new().bold(), self.color))
    }

    fn line(&mut self, label: &str, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", hanging(&format!("  {label}: "), text, self.width, 4))
    }

    fn further(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", hanging("    ", text, self.width, 6))
    }
}
