//! For a person.

use std::collections::BTreeMap;
use std::io::{self, Write};

use anstyle::Style;

use super::standing::RuleReach;
use super::values::{InspectedGroup, InspectedRole, InspectedValue, Written};
use super::{Inspection, RuleStanding};
use crate::message;
use crate::render::{Color, number, paint, wrapped};
use crate::report::shown::{sentence, shown};
use crate::words::{Argument, Message, Role};

/// The cells of a label before what is said.
const LABEL: usize = 11;

/// Prints where the record stands, its values, and the rules.
pub fn write(inspection: &Inspection, width: usize, color: Color, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Lines { width, color, out };
    head(inspection, &mut lines)?;
    for value in &inspection.values {
        self::value(value, &mut lines)?;
    }
    if inspection.left_out > 0 {
        let more = number(inspection.left_out as u64, "more value");
        lines.line(0, &format!("… and {more}, which are not shown"))?;
    }
    rules(&inspection.rules, &mut lines)?;
    if !inspection.unheld.is_empty() {
        lines.title("not held against anything")?;
        for (what, why) in &inspection.unheld {
            lines.line(2, &format!("{}: {}", sentence(what), sentence(why)))?;
        }
    }
    Ok(())
}

fn head(inspection: &Inspection, lines: &mut Lines<'_>) -> io::Result<()> {
    let place = format!("{}:{}", shown(inspection.file.expose()), inspection.line);
    writeln!(lines.out, "{}", paint(&place, Style::new().bold(), lines.color))?;
    lines.line(2, &format!("record {} of {} in this file", inspection.number, inspection.of_file))?;
    if inspection.records > 1 {
        let (records, files) = (number(inspection.records, "record"), number(inspection.files, "file"));
        lines.line(2, &format!("{records} in {files}; --record ID shows another"))?;
    }
    match &inspection.id {
        Some(id) => lines.line(2, &format!("id {}", shown(id.expose())))?,
        None => lines.line(2, "without id: the schema marks no value here as record-id")?,
    }
    if inspection.namesakes > 0 {
        let others = number(inspection.namesakes, "other record");
        lines.line(2, &format!("{others} with this id; this is the first"))?;
    }
    for place in &inspection.elsewhere {
        lines.line(2, &format!("another collection has the id as well, at {}", shown(place.expose())))?;
    }
    let schema = shown(inspection.schema.expose());
    let judged = match &inspection.collection {
        Some(name) => format!("in the collection {}, judged by {schema}", shown(name.expose())),
        None => format!("in no collection of a config, judged by {schema}"),
    };
    lines.line(2, &judged)?;
    match inspection.fits_schema {
        true => Ok(()),
        false => lines.line(2, "it does not fit its schema; tadqiq check says where"),
    }
}

fn value(value: &InspectedValue, lines: &mut Lines<'_>) -> io::Result<()> {
    writeln!(lines.out)?;
    let pointer = match value.pointer.as_str() {
        "" => "the record as a whole".to_owned(),
        pointer => shown(pointer),
    };
    match &value.written {
        Some(written) => lines.line(0, &format!("{pointer}: {}", self::written(written)))?,
        None => lines.line(0, &pointer)?,
    }
    for role in &value.roles {
        self::role(role, value.written.is_some(), lines)?;
    }
    if value.roles.is_empty() {
        lines.line(2, &without_role(value))?;
    }
    Ok(())
}

/// A string between quotation marks, so that white space at its edges and its type are seen.
fn written(written: &Written) -> String {
    let text = shown(written.text.expose());
    if written.json_type == "string" { format!("\"{text}\"") } else { text }
}

fn without_role(value: &InspectedValue) -> String {
    let Some(unfit) = value.unfit.first() else {
        return "no role: only its schema and the rules of json look at it".to_owned();
    };
    if value.written.as_ref().is_some_and(|written| written.json_type == "null") {
        return format!("nothing is said: the schema has {} here", unfit.name());
    }
    format!(
        "no role: the schema says {} here, and that goes on {}",
        unfit.name(),
        match unfit.goes_on().name() {
            name @ ("integer" | "object") => format!("an {name}"),
            name => format!("a {name}"),
        }
    )
}

fn role(role: &InspectedRole, is_value: bool, lines: &mut Lines<'_>) -> io::Result<()> {
    let mut said = role.role.name().to_owned();
    match &role.group {
        Some(group) if is_value => said.push_str(&format!(", of {}", self::group(group))),
        Some(group) => said = self::group(group),
        None => {}
    }
    if let Some(language) = &role.language {
        said.push_str(&format!(", language {}", shown(language.expose())));
    }
    lines.line(2, &said)?;
    for (what, message) in &role.understood.lines {
        lines.labelled(what, message)?;
    }
    match role.rules.len() as u64 {
        0 if is_value => {
            lines.labelled("rules", &"none by itself; some read it beside what they look at".into())
        }
        0 => Ok(()),
        count => lines.labelled("rules", &message!("{count}", count: Argument::ours(number(count, "rule")))),
    }
}

fn group(group: &InspectedGroup) -> String {
    let mut said = format!("{} {}", group.role.name(), group.number);
    if let Some(name) = &group.name {
        said.push_str(&format!(" ({})", shown(name.expose())));
    }
    if let Some(side) = &group.side {
        said.push_str(&format!(", {}", shown(side.expose())));
    }
    said
}

fn rules(rules: &[RuleStanding], lines: &mut Lines<'_>) -> io::Result<()> {
    lines.title("rules that look at this record")?;
    let mut by_role: BTreeMap<Option<Role>, Vec<&str>> = BTreeMap::new();
    for rule in rules {
        let RuleReach::Looks(roles) = &rule.standing else { continue };
        if roles.is_empty() {
            by_role.entry(None).or_default().push(&rule.rule);
        }
        for role in roles {
            by_role.entry(Some(*role)).or_default().push(&rule.rule);
        }
    }
    for (role, rules) in by_role {
        let role = role.map_or("the whole", Role::name);
        lines.line(2, &format!("{role}: {}", rules.join(", ")))?;
    }
    let mut by_reason: BTreeMap<(&str, &Message), Vec<&str>> = BTreeMap::new();
    for rule in rules {
        let Some(why) = rule.standing.why() else { continue };
        by_reason.entry((rule.standing.name(), why)).or_default().push(&rule.rule);
    }
    let mut title = "";
    for ((standing, why), rules) in by_reason {
        if standing != title {
            lines.title(match standing {
                "nothing here" => "rules that find nothing of theirs in this record",
                "no field" => "rules that can not look: the schema has no field for them",
                _ => "rules that do not run",
            })?;
            title = standing;
        }
        lines.line(2, &format!("{}: {}", sentence(why), rules.join(", ")))?;
    }
    Ok(())
}

/// Lines that fit.
struct Lines<'o> {
    width: usize,
    color: Color,
    out: &'o mut dyn Write,
}

impl Lines<'_> {
    fn title(&mut self, title: &str) -> io::Result<()> {
        writeln!(self.out, "\n{}", paint(title, Style::new().bold(), self.color))
    }

    /// A line behind so many spaces; what does not fit stands below it, further in.
    fn line(&mut self, indent: usize, text: &str) -> io::Result<()> {
        self.hanging(&" ".repeat(indent), indent + 2, text)
    }

    fn labelled(&mut self, label: &str, said: &Message) -> io::Result<()> {
        self.hanging(&format!("    {label:LABEL$} "), LABEL + 5, &sentence(said))
    }

    fn hanging(&mut self, before: &str, indent: usize, text: &str) -> io::Result<()> {
        let lines = wrapped(text, self.width.saturating_sub(indent).max(20));
        let mut lines = lines.iter();
        writeln!(self.out, "{before}{}", lines.next().map_or("", String::as_str))?;
        lines.try_for_each(|line| writeln!(self.out, "{}{line}", " ".repeat(indent)))
    }
}
