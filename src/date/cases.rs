//! The cases of the reader: a line in a table each.

mod properties;
mod questions;

use std::fmt::Write;

use super::*;

fn settings(written: &str) -> Settings {
    match written {
        "dmy" => Settings { order: NumericOrder::DayFirst, ..Settings::default() },
        "mdy" => Settings { order: NumericOrder::MonthFirst, ..Settings::default() },
        _ => Settings { reference: written.parse().ok(), ..Settings::default() },
    }
}

fn written(outcome: &Outcome) -> String {
    match outcome {
        Outcome::NotUnderstood(reason) => {
            let debug = format!("{reason:?}");
            format!("!{}", debug.split(' ').next().unwrap_or_default())
        }
        Outcome::Partial(readings) => format!("partial {}", readings.join(" | ")),
        outcome => outcome.readings().join(" | "),
    }
}

fn cases(table: &'static str) -> impl Iterator<Item = [&'static str; 3]> {
    table.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        [0; 3].map(|_| columns.next().unwrap_or_default())
    })
}

#[test]
fn date_texts_are_read_as_the_table_says() {
    let mut wrong = String::new();
    for [set, text, wanted] in cases(include_str!("cases/read.tsv")) {
        let reading = read(text, &settings(set));
        let mut found = written(&reading.outcome);
        if let Outcome::Partial(_) = reading.outcome {
            let left_over: Vec<&str> = reading.left_over.iter().map(|bytes| &text[bytes.clone()]).collect();
            let _ = write!(found, " without {}", left_over.join(" "));
        }
        if found != wanted {
            let _ = writeln!(wrong, "{set} {text}: {found}, wanted {wanted}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn prose_is_read_as_the_table_says() {
    let mut wrong = String::new();
    for [set, text, wanted] in cases(include_str!("cases/prose.tsv")) {
        let found: Vec<String> = read_all(text, &settings(set))
            .iter()
            .map(|reading| format!("{} = {}", &text[reading.extent.clone()], written(&reading.outcome)))
            .collect();
        let found = if found.is_empty() { "-".to_owned() } else { found.join(" ; ") };
        if found != wanted {
            let _ = writeln!(wrong, "{set} {text}: {found}, wanted {wanted}");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn every_normal_form_is_edtf() {
    for [set, text, _] in cases(include_str!("cases/read.tsv")) {
        for edtf in read(text, &settings(set)).outcome.readings() {
            assert!(edtf::NormalForm::parse(edtf).is_ok(), "{text}: {edtf}");
        }
    }
}
