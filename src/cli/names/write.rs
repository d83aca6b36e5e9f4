//! `names --write`: what a curator decided goes into the registry.

use std::io::{self, Read, Write};

use serde_json::Value;

use super::isolated;
use crate::Role;
use crate::cli::{Failure, NamesArguments, Outcome};
use crate::engine::learn::{Decided, learn};
use crate::engine::{Options, Subject};
use crate::text::character::show;
use crate::text::decision::Judgement;

/// The most that is read of the standard input, in bytes.
const MOST_BYTES: u64 = 1 << 28;

/// Reads decisions from the standard input and writes them.
///
/// They come as `tadqiq name --output-format json` gives them, a pair a line with its `verdict`, or as
/// `tadqiq names --output-format json` gives them: a list of entities, whose forms are then one.
pub fn run(arguments: &NamesArguments, options: &Options) -> Result<Outcome, Failure> {
    let mut text = String::new();
    io::stdin().lock().take(MOST_BYTES).read_to_string(&mut text)?;
    let (decisions, unread) = decisions(&text);
    let subject = Subject::Paths { paths: arguments.paths.clone(), stdin_name: None };
    let learnt = learn(&decisions, &subject, options)?;
    let mut out = io::stdout().lock();
    for (path, count) in &learnt.written {
        writeln!(out, "{}: {count} names", show(&path.display().to_string()))?;
    }
    for (decided, why) in &learnt.refused {
        writeln!(out, "not written: {} / {}: {why}", isolated(&decided.a), isolated(&decided.b))?;
    }
    for what in &unread {
        writeln!(out, "not understood: {}", isolated(what))?;
    }
    writeln!(out, "{} decisions, {} known already", decisions.len(), learnt.known)?;
    let is_done = learnt.refused.is_empty() && unread.is_empty();
    Ok(if is_done { Outcome::Clean } else { Outcome::Findings })
}

/// The decisions of a text, and what in it is none.
fn decisions(text: &str) -> (Vec<Decided>, Vec<String>) {
    let mut found = Vec::new();
    let mut unread = Vec::new();
    if let Ok(Value::Array(entities)) = serde_json::from_str(text) {
        for entity in &entities {
            match of_entity(entity) {
                Some(decided) => found.extend(decided),
                None => unread.push(beginning(&entity.to_string())),
            }
        }
        return (found, unread);
    }
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        match serde_json::from_str(line).ok().and_then(|pair| of_pair(&pair)) {
            Some(Said::Decided(decided)) => found.push(decided),
            // Nothing was decided: nothing is written.
            Some(Said::Undecided) => {}
            None => unread.push(beginning(line)),
        }
    }
    (found, unread)
}

enum Said {
    Decided(Decided),
    Undecided,
}

fn of_pair(pair: &Value) -> Option<Said> {
    let text = |key: &str| Some(pair.get(key)?.as_str()?.to_owned());
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
    text.chars().take(60).collect()
}
