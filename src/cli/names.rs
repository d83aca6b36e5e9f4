//! `names` and `name`: the names of a dataset by entity, and one decision explained.

use std::io::{self, BufRead, BufWriter, Write};

use serde_json::{Value, json};

pub mod write;

use super::{Failure, ListFormat, NamesArguments, Outcome};
use crate::Role;
use crate::engine::names::{Entity, Names, Undecided, names};
use crate::engine::{Options, Subject};
use crate::error::Error;
use crate::render::{number, render_faults};
use crate::report::Site;
use crate::text::character::show;
use crate::text::compare::compare;
use crate::text::decision::{Decision, Evidence};

/// The most that is read of a line of pairs, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

/// Prints the entities of a dataset that have several forms.
pub fn list(
    arguments: &NamesArguments,
    options: &Options,
    choice: super::ColorChoice,
) -> Result<Outcome, Failure> {
    let subject = Subject::Paths { paths: arguments.paths.clone(), stdin_name: None };
    let found = names(&subject, options)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.output_format {
        ListFormat::Text => list_text(&found, &mut out)?,
        ListFormat::Json => list_json(&found, &mut out)?,
    }
    out.flush()?;
    render_faults(&found.faults, super::color::of_stderr(choice), &mut io::stderr().lock())?;
    Ok(if found.faults.is_empty() { Outcome::Clean } else { Outcome::Failed })
}

fn list_text(found: &Names, out: &mut dyn Write) -> io::Result<()> {
    for entity in &found.entities {
        writeln!(out, "{} {}", title(entity.role), isolated(&entity.cluster.proposed))?;
        for (form, places) in entity.cluster.forms.iter().zip(&entity.places) {
            write!(out, "  {:>6}  {}", form.count, isolated(&form.text))?;
            if let Some(first) = places.first() {
                write!(out, "  {}", where_it_is(first))?;
            }
            writeln!(out)?;
            if form.text != form.proposed {
                // Port of Spain differs from Port-of-Spain by one thing, twice.
                let mut by: Vec<String> = form.differences.iter().map(ToString::to_string).collect();
                by.dedup();
                writeln!(out, "          {}", isolated(&by.join(", ")))?;
            }
        }
        writeln!(out)?;
    }
    if !found.undecided.is_empty() {
        writeln!(out, "undecided: `tadqiq names --write` keeps what you decide")?;
    }
    for Undecided { role, pair } in &found.undecided {
        let why: Vec<String> = pair.reasons.iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "  {} {} / {}: {}",
            title(*role),
            isolated(&pair.a),
            isolated(&pair.b),
            why.join("; ")
        )?;
    }
    let (entities, undecided) = (found.entities.len(), found.undecided.len());
    writeln!(
        out,
        "{}: {} in several forms, {} undecided",
        number(found.records, "record"),
        number(entities as u64, "name"),
        number(undecided as u64, "pair"),
    )
}

fn list_json(found: &Names, out: &mut dyn Write) -> io::Result<()> {
    let entities: Vec<Value> = found.entities.iter().map(entity_json).collect();
    serde_json::to_writer_pretty(&mut *out, &entities)?;
    writeln!(out)
}

fn entity_json(entity: &Entity) -> Value {
    let forms: Vec<Value> = entity
        .cluster
        .forms
        .iter()
        .zip(&entity.places)
        .map(|(form, places)| {
            let places: Vec<Value> = places.iter().map(place_json).collect();
            json!({ "form": form.text, "count": form.count, "places": places })
        })
        .collect();
    let mut why: Vec<String> = Vec::new();
    for form in &entity.cluster.forms {
        let differences = form.differences.iter().map(ToString::to_string);
        for reason in form.reasons.iter().map(ToString::to_string).chain(differences) {
            if !why.contains(&reason) {
                why.push(reason);
            }
        }
    }
    json!({ "role": entity.role.name(), "forms": forms, "proposed": entity.cluster.proposed, "why": why })
}

fn place_json(site: &Site) -> Value {
    let record = site.record.as_ref();
    json!({
        "file": site.file.expose(),
        "record": record.and_then(|record| record.id.as_ref()).map(|id| id.expose().to_owned()),
        "line": site.span.line,
        "pointer": site.pointer.to_string(),
    })
}

fn where_it_is(site: &Site) -> String {
    let file = show(site.file.expose()).into_owned();
    format!("{file}:{} {}", site.span.line, show(&site.pointer.to_string()))
}

/// A name as a terminal may print it: nothing in it steers the line, and its direction ends with it.
fn isolated(text: &str) -> String {
    let shown = show(text);
    if shown.is_ascii() { shown.into_owned() } else { format!("\u{2068}{shown}\u{2069}") }
}

fn title(role: Role) -> &'static str {
    match role {
        Role::PersonName => "person",
        Role::OrganizationName => "organisation",
        Role::Office => "office",
        Role::PlaceName => "place",
        _ => "country",
    }
}

/// Explains whether two names are one; without names, answers the pairs of the standard input.
pub fn explain(pair: Option<(&str, &str)>, format: ListFormat) -> Result<Outcome, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let Some((a, b)) = pair else { return pairs(format, &mut out) };
    answer(a, b, &compare(a, b, &Evidence::default()), format, &mut out)?;
    out.flush()?;
    Ok(Outcome::Clean)
}

fn pairs(format: ListFormat, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    let mut outcome = Outcome::Clean;
    for number in 1_u64.. {
        line.clear();
        if io::Read::take(&mut input, LONGEST_LINE).read_until(b'\n', &mut line).map_err(unreadable)? == 0 {
            break;
        }
        let is_cut = line.len() as u64 == LONGEST_LINE && !line.ends_with(b"\n");
        if is_cut {
            input.skip_until(b'\n').map_err(unreadable)?;
        }
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let pair = if is_cut { Err("it is too long".to_owned()) } else { pair_of(&line) };
        match pair {
            Ok((a, b)) => answer(&a, &b, &compare(&a, &b, &Evidence::default()), format, out)?,
            Err(why) => {
                writeln!(io::stderr(), "tadqiq: line {number} is no pair {{\"a\": …, \"b\": …}}: {why}")?;
                outcome = Outcome::Failed;
            }
        }
    }
    out.flush()?;
    Ok(outcome)
}

/// The two names of a line, or why it has none.
fn pair_of(line: &[u8]) -> Result<(String, String), String> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let pair: Value =
        serde_json::from_slice(line).map_err(|error| format!("not JSON at column {}", error.column()))?;
    let name = |key: &str| match pair.get(key).and_then(Value::as_str) {
        Some(name) => Ok(name.to_owned()),
        None => Err(format!("no text under {key}")),
    };
    Ok((name("a")?, name("b")?))
}

fn unreadable(cause: io::Error) -> Error {
    Error::Unreadable { path: "<stdin>".into(), cause }
}

fn answer(a: &str, b: &str, decision: &Decision, format: ListFormat, out: &mut dyn Write) -> io::Result<()> {
    let why: Vec<String> = decision.reasons.iter().map(ToString::to_string).collect();
    match format {
        ListFormat::Json => {
            serde_json::to_writer(
                &mut *out,
                &json!({ "a": a, "b": b, "verdict": decision.verdict.to_string(), "why": why }),
            )?;
            writeln!(out)
        }
        ListFormat::Text => {
            writeln!(out, "{}: {} / {}", decision.verdict, isolated(a), isolated(b))?;
            for reason in why {
                writeln!(out, "  {}", isolated(&reason))?;
            }
            for difference in crate::text::difference::difference(a, b) {
                writeln!(out, "  they differ by {}", isolated(&difference.to_string()))?;
            }
            Ok(())
        }
    }
}
