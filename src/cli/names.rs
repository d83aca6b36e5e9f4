//! `names` and `name`: the names of a dataset by entity, and one decision explained.

use std::io::{self, BufRead, BufWriter, Write};

use serde_json::{Value, json};

pub mod write;

use super::{ExitStatus, Failure, ListFormat, NamesArguments};
use crate::curate::names::{isolated, names, write_json, write_text};
use crate::project::error::Error;
use crate::project::{Options, Subject};
use crate::render::render_faults;
use crate::text::compare::compare;
use crate::text::decision::{Decision, Evidence};

/// The most that is read of a line of pairs, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

/// Prints the entities of a dataset that have several forms.
pub fn list(
    arguments: &NamesArguments,
    options: &Options,
    choice: super::ColorChoice,
) -> Result<ExitStatus, Failure> {
    let subject = Subject::Paths { paths: arguments.paths.clone(), stdin_name: None };
    let found = names(&subject, options)?;
    let mut out = BufWriter::new(io::stdout().lock());
    match arguments.output_format {
        ListFormat::Text => write_text(&found, &mut out)?,
        ListFormat::Json => write_json(&found, &mut out)?,
    }
    out.flush()?;
    render_faults(&found.faults, super::color::of_stderr(choice), &mut io::stderr().lock())?;
    Ok(if found.faults.is_empty() { ExitStatus::Clean } else { ExitStatus::Failed })
}

/// Explains whether two names are one; without names, answers the pairs of the standard input.
pub fn explain(pair: Option<(&str, &str)>, format: ListFormat) -> Result<ExitStatus, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let Some((a, b)) = pair else { return pairs(format, &mut out) };
    answer(a, b, &compare(a, b, &Evidence::default()), format, &mut out)?;
    out.flush()?;
    Ok(ExitStatus::Clean)
}

fn pairs(format: ListFormat, out: &mut dyn Write) -> Result<ExitStatus, Failure> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    let mut outcome = ExitStatus::Clean;
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
                outcome = ExitStatus::Failed;
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
