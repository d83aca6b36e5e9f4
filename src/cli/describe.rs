//! `explain`, `rules`, `schema`: what the program knows.

use std::io::{self, Write};

use serde_json::json;

use super::{ColorChoice, Failure, ListFormat, Outcome};
use crate::curate::explain;
use crate::project::error::Error;
use crate::rules;
use crate::schema::{bundled_names, bundled_text};
use crate::text::nearest::nearest;

/// Prints a rule's page, its example, and what the program says of it.
pub fn explain(id: &str, color: ColorChoice) -> Result<Outcome, Failure> {
    let Some(rule) = rules::named(id) else {
        let nearest = nearest(id, rules::ALL.iter().map(|rule| rule.id)).map(str::to_owned);
        return Err(Error::UnknownRule { name: id.to_owned(), nearest }.into());
    };
    let mut out = io::stdout().lock();
    explain::write(rule, super::color::of_stdout(color), &mut out)?;
    Ok(Outcome::Clean)
}

/// Prints the list of rules.
pub fn rules(format: ListFormat) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    if format == ListFormat::Json {
        let list: Vec<_> = rules::ALL
            .iter()
            .map(|rule| json!({"id": rule.id, "level": rule.level, "title": rule.title(), "since": rule.since, "url": rule.url()}))
            .collect();
        writeln!(out, "{:#}", json!(list))?;
        return Ok(Outcome::Clean);
    }
    let width = rules::ALL.iter().map(|rule| rule.id.len()).max().unwrap_or(0);
    for rule in rules::ALL {
        writeln!(out, "{:width$}  {:7}  {}", rule.id, rule.level.name(), rule.title())?;
    }
    Ok(Outcome::Clean)
}

/// Prints a bundled schema, or the names of all.
pub fn schema(name: Option<&str>) -> Result<Outcome, Failure> {
    let mut out = io::stdout().lock();
    let Some(name) = name else {
        for name in bundled_names() {
            writeln!(out, "{name}")?;
        }
        return Ok(Outcome::Clean);
    };
    let Some(text) = bundled_text(name) else {
        let nearest = nearest(name, bundled_names()).map(str::to_owned);
        return Err(Error::UnknownSchema { name: name.to_owned(), nearest }.into());
    };
    out.write_all(text.as_bytes())?;
    Ok(Outcome::Clean)
}
