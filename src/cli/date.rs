//! `date`: what date texts say.

use std::io::{self, BufRead, BufWriter, Write};
use std::ops::Range;

use clap::ValueEnum;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::{Value, json};

use super::failure::UntilClosed;
use super::{ExitStatus, Failure};
use crate::date::weekday::weekday_name;
use crate::date::{self, Calendar, Language, NumericOrder, Part, PartKind, Reading, Settings};
use crate::render::{LogLines, write_line};
use crate::report::shown::shown_without_isolates;

/// What `date` is told.
#[derive(Debug, clap::Args)]
pub struct DateArguments {
    /// The text; without it, one text a line from the standard input.
    text: Option<String>,
    /// Find every date in the text, instead of reading it as one.
    #[arg(long)]
    all: bool,
    /// The day of publication, which relative words and dates without a year refer to (2022-08-15).
    #[arg(long, value_name = "DATE")]
    reference: Option<chrono::NaiveDate>,
    /// What comes first in dates in figures, where that is known.
    #[arg(long, value_name = "ORDER", value_parser = date_order())]
    order: Option<NumericOrder>,
    /// How to print it: for a person, or as JSON, an object a line.
    #[arg(long, value_enum, default_value_t = DateFormat::Text, value_name = "FORMAT")]
    output_format: DateFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum DateFormat {
    Text,
    Json,
}

fn date_order() -> impl TypedValueParser<Value = NumericOrder> {
    let names = PossibleValuesParser::new(NumericOrder::NAMES);
    names.map(|name| NumericOrder::named(&name).unwrap_or_default())
}

/// Reads the texts and prints what they say: findings when one of them says no one date.
pub fn run(arguments: &DateArguments) -> Result<ExitStatus, Failure> {
    let settings = Settings { reference: arguments.reference, order: arguments.order.unwrap_or_default() };
    let mut out = UntilClosed::new(BufWriter::new(io::stdout().lock()));
    let mut all_read = true;
    let mut tell = |text: &str, out: &mut dyn Write| -> io::Result<()> {
        let readings = match arguments.all {
            true => date::read_all(text, &settings),
            false => vec![date::read(text, &settings)],
        };
        all_read &= !readings.is_empty() && readings.iter().all(|reading| reading.outcome.edtf().is_some());
        match arguments.output_format {
            DateFormat::Text => explain(text, &readings, out),
            DateFormat::Json => {
                let mut points = CodePoints::of(text);
                readings.iter().try_for_each(|reading| write_line(&object(&mut points, reading), out))
            }
        }
    };
    match &arguments.text {
        Some(text) => tell(text, &mut out)?,
        None => {
            for line in io::stdin().lock().split(b'\n') {
                let line = line?;
                let line = String::from_utf8_lossy(&line);
                tell(line.strip_suffix('\r').unwrap_or(&line), &mut out)?;
            }
        }
    }
    out.flush()?;
    Ok(if all_read { ExitStatus::Clean } else { ExitStatus::Findings })
}

/// Places of a text in code points. Each is counted from the one before, so that all of them take one walk.
struct CodePoints<'t> {
    text: &'t str,
    byte: usize,
    point: usize,
    is_told: bool,
}

impl<'t> CodePoints<'t> {
    fn of(text: &'t str) -> Self {
        CodePoints { text, byte: 0, point: 0, is_told: false }
    }

    /// The text; a long one only with the first of its readings, as there may be one in every few of its letters.
    fn input(&mut self) -> Option<&'t str> {
        const LONG: usize = 4096;
        let is_shown = self.text.len() <= LONG || !std::mem::replace(&mut self.is_told, true);
        is_shown.then_some(self.text)
    }

    fn at(&mut self, byte: usize) -> usize {
        let count = |bytes: Range<usize>| self.text.get(bytes).map_or(0, |walked| walked.chars().count());
        self.point = match byte >= self.byte {
            true => self.point + count(self.byte..byte),
            false => self.point - count(byte..self.byte),
        };
        self.byte = byte;
        self.point
    }

    fn range(&mut self, bytes: &Range<usize>) -> Range<usize> {
        self.at(bytes.start)..self.at(bytes.end)
    }
}

fn object(points: &mut CodePoints<'_>, reading: &Reading) -> Value {
    let (outcome, reason) = match &reading.outcome {
        date::Outcome::Normalised(_) => ("normalised", None),
        date::Outcome::Ambiguous(_) => ("ambiguous", None),
        date::Outcome::Partial(_) => ("partial", None),
        date::Outcome::NotUnderstood(reason) => ("none", Some(reason.to_string())),
    };
    let extent = points.range(&reading.extent);
    let parts: Vec<Value> = reading.parts.iter().map(|part| part_object(points, part)).collect();
    let left_over: Vec<Value> =
        reading.left_over.iter().map(|range| left_over_object(points, range)).collect();
    let first = reading.dates().first();
    json!({
        "input": points.input(),
        "outcome": outcome,
        "edtf": reading.outcome.edtf(),
        "readings": shown_readings(reading),
        "left_over": left_over,
        "reason": reason,
        "start": extent.start,
        "end": extent.end,
        "parts": parts,
        "weekday": first.and_then(|said| said.weekday),
        "calendar": first.map(|said| calendar_name(said.calendar)),
        "contradictions": reading.contradictions().iter().map(|contradiction| json!({
            "date": contradiction.date.to_string(),
            "stated": contradiction.stated,
            "computed": contradiction.computed,
        })).collect::<Vec<Value>>(),
    })
}

/// What may be meant, or what the part that is understood says.
fn shown_readings(reading: &Reading) -> &[String] {
    match &reading.outcome {
        date::Outcome::Partial(readings) => readings,
        outcome => outcome.readings(),
    }
}

fn left_over_object(points: &mut CodePoints<'_>, bytes: &Range<usize>) -> Value {
    let range = points.range(bytes);
    json!({ "text": points.text.get(bytes.clone()), "start": range.start, "end": range.end })
}

fn part_object(points: &mut CodePoints<'_>, part: &Part) -> Value {
    let range = points.range(&part.range);
    json!({
        "kind": part.kind.name(),
        "text": part.text(points.text),
        "start": range.start,
        "end": range.end,
        "value": part.value,
    })
}

fn explain(text: &str, readings: &[Reading], out: &mut dyn Write) -> io::Result<()> {
    let out = &mut LogLines::new(out);
    writeln!(out, "{}", shown(text))?;
    for reading in readings {
        writeln!(out, "  {}", answer(reading))?;
        for part in &reading.parts {
            writeln!(out, "    {:10} {}{}", part.kind.name(), shown(part.text(text)), meaning(part))?;
        }
        for range in &reading.left_over {
            writeln!(out, "    {:10} {}", "left over", shown(text.get(range.clone()).unwrap_or_default()))?;
        }
        for contradiction in reading.contradictions() {
            let weekday = |day| weekday_name(day, Language::English);
            let (stated, computed) = (weekday(contradiction.stated), weekday(contradiction.computed));
            writeln!(out, "    but {} is a {computed}, not a {stated}", contradiction.date)?;
        }
    }
    if readings.is_empty() {
        writeln!(out, "  no date in it")?;
    }
    Ok(())
}

fn answer(reading: &Reading) -> String {
    match &reading.outcome {
        date::Outcome::Normalised(edtf) => edtf.clone(),
        date::Outcome::Ambiguous(readings) => format!("ambiguous: {}", readings.join(" or ")),
        date::Outcome::Partial(readings) => {
            format!("understood in part: {}; words are left over", readings.join(" or "))
        }
        date::Outcome::NotUnderstood(reason) => {
            format!("not understood: {}", shown_without_isolates(&reason.to_string()))
        }
    }
}

fn meaning(part: &Part) -> String {
    let name = part.name_of_value();
    match (name, part.kind) {
        (Some(name), _) => format!(" = {name}"),
        (None, PartKind::Day | PartKind::Month | PartKind::Year) => format!(" = {}", part.value),
        _ => String::new(),
    }
}

/// Text from outside: its controls shown, its direction kept from what stands around it.
fn shown(text: &str) -> String {
    format!("\u{2068}{}\u{2069}", shown_without_isolates(text))
}

fn calendar_name(calendar: Calendar) -> &'static str {
    match calendar {
        Calendar::Gregorian => "gregorian",
        Calendar::Hijri => "hijri",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_are_in_code_points() {
        let text = "يوم الأربعاء 10 غشت 2022";
        let object = object(&mut CodePoints::of(text), &date::read(text, &Settings::default()));
        assert_eq!(object["outcome"], "normalised");
        assert_eq!(object["edtf"], "2022-08-10");
        assert_eq!((&object["weekday"], &object["calendar"]), (&json!(3), &json!("gregorian")));
        let day = json!({"kind": "day", "text": "10", "start": 13, "end": 15, "value": 10});
        assert_eq!(object["parts"][1], day);
    }

    #[test]
    fn an_explanation_obeys_no_control_of_the_text() {
        let text = "\u{202e}13 juin 2022\u{1b}[31m";
        let mut out = Vec::new();
        explain(text, &[date::read(text, &Settings::default())], &mut out).unwrap();
        let shown = String::from_utf8(out).unwrap();
        assert!(shown.contains("2022-06-13") && !shown.contains(['\u{202e}', '\u{1b}']), "{shown}");
    }
}
