//! `names --write`: what a curator decided goes into the registry.

use std::io::{self, Read, Write};

use serde_json::Value;
use similar::{ChangeTag, TextDiff};

use super::{isolated, unreadable};
use crate::Role;
use crate::cli::{Failure, NamesArguments, Outcome};
use crate::engine::learn::{Changed, Decided, learn, plan};
use crate::engine::{Options, Subject};
use crate::render::number;
use crate::text::character::show;
use crate::text::decision::Judgement;

/// The most that is read of the standard input, in bytes.
const MOST_BYTES: u64 = 1 << 28;

/// Reads decisions from the standard input and writes them, or shows what would be written.
///
/// They come as `tadqiq name --output-format json` gives them, a pair a line with its `verdict`, or as
/// `tadqiq names --output-format json` gives them: a list of entities, whose forms are then one.
pub fn run(arguments: &NamesArguments, options: &Options) -> Result<Outcome, Failure> {
    let mut text = String::new();
    let length = io::stdin().lock().take(MOST_BYTES).read_to_string(&mut text).map_err(unreadable)?;
    if length as u64 == MOST_BYTES {
        return Err(
            unreadable(io::Error::other("more decisions than one run takes; nothing is written")).into()
        );
    }
    let (decisions, unread) = decisions(text.trim_start_matches('\u{feff}'));
    let subject = Subject::Paths { paths: arguments.paths.clone(), stdin_name: None };
    let decide = if arguments.dry_run { plan } else { learn };
    let learnt = decide(&decisions, &subject, options)?;
    let mut out = io::stdout().lock();
    for file in &learnt.changed {
        let names = number(file.names as u64, "name");
        writeln!(out, "{}: {names}", show(&file.path.display().to_string()))?;
        if arguments.dry_run {
            show_changes(file, &mut out)?;
        }
    }
    for (decided, why) in &learnt.refused {
        writeln!(out, "not written: {} / {}: {why}", isolated(&decided.a), isolated(&decided.b))?;
    }
    let read = number(decisions.len() as u64, "decision");
    let end = if arguments.dry_run { "; nothing is written" } else { "" };
    writeln!(out, "{read}: {} known already, {} refused{end}", learnt.known, learnt.refused.len())?;
    for what in &unread {
        writeln!(io::stderr(), "tadqiq: {what}")?;
    }
    Ok(match (unread.is_empty(), learnt.refused.is_empty()) {
        (true, true) => Outcome::Clean,
        (true, false) => Outcome::Findings,
        (false, _) => Outcome::Failed,
    })
}

/// The lines that go and come, each with its number.
fn show_changes(file: &Changed, out: &mut dyn Write) -> io::Result<()> {
    let lines = TextDiff::from_lines(&file.before, &file.after);
    for line in lines.iter_all_changes() {
        let (sign, index) = match line.tag() {
            ChangeTag::Equal => continue,
            ChangeTag::Delete => ('-', line.old_index()),
            ChangeTag::Insert => ('+', line.new_index()),
        };
        let number = index.map_or(0, |index| index + 1);
        writeln!(out, "  {sign} {number:>5}  {}", isolated(line.value().trim_end_matches(['\n', '\r'])))?;
    }
    Ok(())
}

/// The decisions of a text, and what in it is none: each with the line or the entity it stands in.
fn decisions(text: &str) -> (Vec<Decided>, Vec<String>) {
    match text.trim_start().starts_with('[') {
        true => of_entities(text),
        false => of_lines(text),
    }
}

fn of_entities(text: &str) -> (Vec<Decided>, Vec<String>) {
    let entities: Vec<Value> = match serde_json::from_str(text) {
        Ok(entities) => entities,
        Err(error) => {
            let why = show(&error.to_string()).into_owned();
            return (Vec::new(), vec![format!("the list is not JSON, so nothing of it was read: {why}")]);
        }
    };
    let mut found = Vec::new();
    let mut unread = Vec::new();
    for (entity, number) in entities.iter().zip(1..) {
        match of_entity(entity) {
            Some(decided) => found.extend(decided),
            None => {
                let beginning = beginning(&entity.to_string());
                unread
                    .push(format!("entity {number} of the list has no forms and proposed form: {beginning}"));
            }
        }
    }
    (found, unread)
}

fn of_lines(text: &str) -> (Vec<Decided>, Vec<String>) {
    let mut found = Vec::new();
    let mut unread = Vec::new();
    for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
        match serde_json::from_str(line).ok().and_then(|pair| of_pair(&pair)) {
            Some(Said::Decided(decided)) => found.push(decided),
            // Nothing was decided: nothing is written.
            Some(Said::Undecided) => {}
            None => unread.push(format!(
                "line {number} is no decision {{\"a\": …, \"b\": …, \"verdict\": \"same\" or \"different\"}}: {}",
                beginning(line)
            )),
        }
    }
    (found, unread)
}

enum Said {
    Decided(Decided),
    Undecided,
}

fn of_pair(pair: &Value) -> Option<Said> {
    let text = |key: &str| pair.get(key)?.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let judgement = match text("verdict")?.as_str() {
        "same" => Judgement::Same,
        "different" => Judgement::Different,
        "undecided" => return Some(Said::Undecided),
        _ => return None,
    };
    let role = text("role").and_then(|role| Role::named(&role));
    Some(Said::Decided(Decided { a: text("a")?, b: text("b")?, judgement, role }))
}

/// The forms of an entity are the proposed one.
fn of_entity(entity: &Value) -> Option<Vec<Decided>> {
    let role = entity.get("role").and_then(Value::as_str).and_then(Role::named);
    let proposed = entity.get("proposed")?.as_str()?;
    let forms = entity.get("forms")?.as_array()?.iter().filter_map(|form| form.get("form")?.as_str());
    let others = forms.filter(|form| *form != proposed);
    Some(
        others
            .map(|form| Decided {
                a: proposed.to_owned(),
                b: form.to_owned(),
                judgement: Judgement::Same,
                role,
            })
            .collect(),
    )
}

fn beginning(text: &str) -> String {
    isolated(&text.chars().take(60).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_decision_is_told_by_its_line() {
        let (read, unread) = decisions(concat!(
            "{\"a\":\"Ada\",\"b\":\"Adah\",\"verdict\":\"same\"}\n",
            "{\"a\":\"Ada\",\"b\":\" \",\"verdict\":\"same\"}\n",
            "\n",
            "{\"a\":\"Ada\",\"b\":\"Bela\",\"verdict\":\"undecided\"}\n",
            "{\"a\":\"Ada\"\n",
        ));
        assert_eq!(read.len(), 1);
        let lines: Vec<&str> =
            unread.iter().filter_map(|line| line.split(" is no decision").next()).collect();
        assert_eq!(lines, ["line 2", "line 5"]);
    }
}
