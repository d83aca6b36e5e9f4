//! The names of a dataset, printed.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Entity, Names, OpenPair};
use crate::render::{LogLines, number, write_pretty};
use crate::report::Site;
use crate::report::shown::shown;
use crate::words::Role;

/// Prints the entities and the open pairs for a person.
///
/// # Errors
///
/// What the output says.
pub fn write_text(found: &Names, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut LogLines::new(out);
    for entity in &found.entities {
        writeln!(out, "{} {}", title(entity.role), shown(&entity.cluster.proposed))?;
        for (form, places) in entity.cluster.forms.iter().zip(&entity.places) {
            write!(out, "  {:>6}  {}", form.count, shown(&form.text))?;
            if let Some(first) = places.first() {
                write!(out, "  {}", where_it_is(first))?;
            }
            writeln!(out)?;
            if form.text != form.proposed {
                // Port of Spain differs from Port-of-Spain by one thing, twice.
                let mut by: Vec<String> = form.differences.iter().map(ToString::to_string).collect();
                by.dedup();
                writeln!(out, "          {}", shown(&by.join(", ")))?;
            }
        }
        writeln!(out)?;
    }
    if !found.undecided.is_empty() {
        writeln!(out, "undecided: `tadqiq names --write` keeps what you decide")?;
    }
    for OpenPair { role, pair } in &found.undecided {
        let why: Vec<String> = pair.reasons.iter().map(ToString::to_string).collect();
        writeln!(
            out,
            "  {} {} / {}: {}",
            title(*role),
            shown(&pair.a),
            shown(&pair.b),
            shown(&why.join("; "))
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

/// Prints the entities for a program.
///
/// # Errors
///
/// What the output says.
pub fn write_json(found: &Names, out: &mut dyn Write) -> io::Result<()> {
    let entities: Vec<Value> = found.entities.iter().map(entity_json).collect();
    write_pretty(&entities, out)
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
    let file = shown(site.file.expose());
    format!("{file}:{} {}", site.span.line, shown(site.pointer.as_str()))
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
