//! `names` and `name`: the names of a dataset by entity, and two names compared.

use std::io::{self, BufRead, BufWriter, Write};

use serde_json::{Value, json};

mod write;

use super::failure::{UntilClosed, tell_faults, unless_closed};
use super::project_arguments::{ProjectArguments, RuleArguments};
use super::stdin::unreadable;
use super::{ColorChoice, ExitStatus, Failure, ListFormat, display};
use crate::curate::name_decisions::NameDecision;
use crate::curate::names::{Names, names, write_json, write_text};
use crate::render::{Display, LogLines, hanging, write_line};
use crate::report::shown::shown;
use crate::rule::Rules;
use crate::text::compare::compare;
use crate::text::comparison::{Evidence, Judgement, NameComparison};

/// The most that is read of a line of pairs, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

/// What `names` is told.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("writing").args(["write", "same", "different"])))]
pub struct NamesArguments {
    #[command(flatten)]
    project: ProjectArguments,
    /// How to print the list.
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    output_format: ListFormat,
    /// Write what you decided into the registries, so that it is not asked again: pairs
    /// {"a", "b", "verdict"} a line from the standard input, or what is left of this command's own JSON.
    #[arg(long)]
    write: bool,
    /// Write into the registry that two names are one.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    same: Vec<String>,
    /// Write into the registry that two names are of two.
    #[arg(long, num_args = 2, value_names = ["A", "B"])]
    different: Vec<String>,
    /// Show what would be written, and write nothing.
    #[arg(long, requires = "writing")]
    dry_run: bool,
}

/// What `name` is told.
#[derive(Debug, clap::Args)]
pub struct NameArguments {
    /// Two names.
    #[arg(num_args = 2, value_names = ["A", "B"])]
    names: Vec<String>,
    /// How to answer.
    #[arg(long, value_enum, default_value_t = ListFormat::Text, value_name = "FORMAT")]
    output_format: ListFormat,
}

/// Prints the entities of a dataset that have several forms, or writes what was decided of them.
pub fn run(arguments: &NamesArguments, rules: Rules, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let options = arguments.project.options(rules, &RuleArguments::default());
    match (arguments.same.as_slice(), arguments.different.as_slice()) {
        ([a, b], _) => return write::one(&pair_decision(a, b, Judgement::Same), arguments, &options, choice),
        (_, [a, b]) => {
            return write::one(&pair_decision(a, b, Judgement::Different), arguments, &options, choice);
        }
        _ if arguments.write => return write::run(arguments, &options, choice),
        _ => {}
    }
    let found = names(&arguments.project.subject(), &options)?;
    unless_closed(print(&found, arguments.output_format, display::of_stdout(choice)))?;
    tell_faults(&found.faults, choice)?;
    Ok(if found.faults.is_empty() { ExitStatus::Clean } else { ExitStatus::Failed })
}

fn print(found: &Names, format: ListFormat, display: Display) -> Result<(), Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    match format {
        ListFormat::Text => write_text(found, display.width, &mut out)?,
        ListFormat::Json => write_json(found, &mut out)?,
    }
    Ok(out.flush()?)
}

/// What they are names of, the records say.
fn pair_decision(a: &str, b: &str, judgement: Judgement) -> NameDecision {
    NameDecision { a: a.to_owned(), b: b.to_owned(), judgement, role: None }
}

/// Explains whether two names are one; without names, answers the pairs of the standard input.
pub fn explain(arguments: &NameArguments, choice: ColorChoice) -> Result<ExitStatus, Failure> {
    let (format, width) = (arguments.output_format, display::of_stdout(choice).width);
    let mut out = UntilClosed::new(BufWriter::new(io::stdout().lock()));
    let [a, b] = arguments.names.as_slice() else { return pairs(format, width, &mut out) };
    answer(a, b, &compare(a, b, &Evidence::default()), format, width, &mut out)?;
    out.flush()?;
    Ok(ExitStatus::Clean)
}

fn pairs(format: ListFormat, width: usize, out: &mut dyn Write) -> Result<ExitStatus, Failure> {
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
            Ok((a, b)) => answer(&a, &b, &compare(&a, &b, &Evidence::default()), format, width, out)?,
            Err(why) => {
                writeln!(
                    UntilClosed::new(io::stderr()),
                    "tadqiq: line {number} is no pair {{\"a\": …, \"b\": …}}: {why}"
                )?;
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

fn answer(
    a: &str,
    b: &str,
    comparison: &NameComparison,
    format: ListFormat,
    width: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    let why: Vec<String> = comparison.reasons.iter().map(ToString::to_string).collect();
    match format {
        ListFormat::Json => {
            let answer = json!({ "a": a, "b": b, "verdict": comparison.verdict.to_string(), "why": why });
            write_line(&answer, out)
        }
        ListFormat::Text => {
            let out = &mut LogLines::new(out);
            let verdict = format!("{}: {} / {}", comparison.verdict, shown(a), shown(b));
            writeln!(out, "{}", hanging("", &verdict, width, 2))?;
            for reason in why {
                writeln!(out, "{}", hanging("  ", &shown(&reason), width, 4))?;
            }
            for difference in crate::text::difference::difference(a, b) {
                let said = shown(&difference.to_string());
                writeln!(out, "{}", hanging("  they differ by ", &said, width, 4))?;
            }
            Ok(())
        }
    }
}
