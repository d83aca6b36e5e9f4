//! The big list of naughty strings, as ids, keys, values, labels and file names, through every format.

use std::path::Path;

use libtest_mimic::{Failed, Trial};
use serde_json::{Map, Value, json};
use tadqiq::render::{Color, Format, render, render_faults};
use tadqiq::text::character::needs_showing;
use tadqiq::{Options, Report, Subject};

pub fn trials(shared: &Path) -> Vec<Trial> {
    let path = shared.join("suites/naughty_strings.json");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| "[]".to_owned());
    let strings: Vec<String> = serde_json::from_str(&text).expect("a list of strings");
    let strings: Vec<String> =
        strings.iter().flat_map(|string| [string.clone(), naughtier(string)]).collect();
    let mut trials: Vec<Trial> = Format::ALL
        .into_iter()
        .map(|format| {
            let strings = strings.clone();
            Trial::test(format!("naughty::{}", format.name()), move || in_records(&strings, format))
        })
        .collect();
    trials.push(Trial::test("naughty::file_names", move || as_file_names(&strings)));
    trials
}

/// The list has few strings with escapes and fewer in Arabic, so each is given some.
fn naughtier(string: &str) -> String {
    format!("\u{1b}]0;{string}\u{7}\u{202e}لقاء\u{9b}2J\n::error::##[group]{string}")
}

fn in_records(strings: &[String], format: Format) -> Result<(), Failed> {
    let records: Vec<String> = strings.iter().map(|string| record(string).to_string()).collect();
    let report = tadqiq::check(&Subject::text("naughty.ndjson", records.join("\n")), &Options::default())?;
    let found = report.diagnostics().len();
    if found < strings.len() {
        return Err(format!("{found} findings in {} records without a date", strings.len()).into());
    }
    nothing_is_obeyed(&report, format, "naughty.ndjson")
}

fn as_file_names(strings: &[String]) -> Result<(), Failed> {
    let checked = tadqiq::check(&Subject::text("naughty.json", "{"), &Options::default())?;
    for string in strings {
        let renamed = checked.diagnostics().cloned().map(|mut found| {
            found.site.file = string.as_str().into();
            found
        });
        let report: Report = renamed.collect();
        for format in Format::ALL {
            nothing_is_obeyed(&report, format, string)?;
        }
    }
    Ok(())
}

/// A record that is wrong in many ways, each of which shows the string.
fn record(string: &str) -> Value {
    let mut record = Map::new();
    record.insert("id".to_owned(), string.into());
    record.insert("kind".to_owned(), string.into());
    record.insert("when".to_owned(), json!({"text": string, "value": string, string: string}));
    record.insert("participants".to_owned(), json!([{"name": string, "country": string}, string]));
    record.insert(string.to_owned(), string.into());
    record.into()
}

fn nothing_is_obeyed(report: &Report, format: Format, name: &str) -> Result<(), Failed> {
    let mut printed = Vec::new();
    render(report, format, Color::Off, &mut printed)?;
    render_faults(&report.faults, Color::Off, &mut printed)?;
    let printed = String::from_utf8(printed)?;
    let are_isolates_ours = matches!(format, Format::Full | Format::Concise | Format::Markdown);
    for line in printed.split('\n') {
        let mut open = 0;
        for character in line.chars() {
            match character {
                '\u{2068}' if are_isolates_ours => open += 1,
                '\u{2069}' if are_isolates_ours && open > 0 => open -= 1,
                _ if needs_showing(character) => {
                    return Err(format!("{name:?}: {format:?} prints {character:?} in {line:?}").into());
                }
                _ => {}
            }
        }
        if open != 0 {
            return Err(format!("{name:?}: {format:?} leaves an isolate open in {line:?}").into());
        }
    }
    Ok(())
}
