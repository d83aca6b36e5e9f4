//! The names of a dataset, printed.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::{Entity, Names, OpenPair};
use crate::knowledge::names::report::said_of;
use crate::render::{LogLines, hanging, number, write_pretty};
use crate::report::Site;
use crate::report::shown::shown;
use crate::words::Role;

/// Prints the entities and the open pairs for a person, in lines of so many cells.
///
/// # Errors
///
/// What the output says.
pub fn write_text(found: &Names, width: usize, out: &mut dyn Write) -> io::Result<()> {
    let out = &mut LogLines::new(out);
    for entity in &found.entities {
        write_entity(entity, width, out)?;
    }
    if !found.undecided.is_empty() {
        let keeps = found.undecided.iter().any(|open| found.kept.contains(&open.role));
        let how = if keeps { ": `tadqiq names --write` keeps what you decide" } else { ":" };
        writeln!(out, "undecided{how}")?;
    }
    for OpenPair { role, pair } in &found.undecided {
        let why: Vec<String> = pair.reasons.iter().map(ToString::to_string).collect();
        let pair = format!("{} / {}: {}", shown(&pair.a), shown(&pair.b), shown(&why.join("; ")));
        writeln!(out, "{}", hanging(&format!("  {} ", title(*role)), &pair, width, 4))?;
    }
    let unkept: BTreeSet<Role> = found.undecided.iter().map(|open| open.role).collect();
    for role in unkept.difference(&found.kept) {
        writeln!(out, "{}", hanging("  ", &format!("{}.", without_registry(*role)), width, 2))?;
    }
    let (entities, undecided) = (found.entities.len(), found.undecided.len());
    let counts = format!(
        "{}: {} in several forms, {} undecided",
        number(found.records, "record"),
        number(entities as u64, "name"),
        number(undecided as u64, "pair"),
    );
    writeln!(out, "{}", hanging("", &counts, width, 2))
}

fn write_entity(entity: &Entity, width: usize, out: &mut dyn Write) -> io::Result<()> {
    const INDENT: usize = 10;

    let head = format!("{} ", title(entity.role));
    writeln!(out, "{}", hanging(&head, &shown(&entity.cluster.proposed), width, 2))?;
    for (form, places) in entity.cluster.forms.iter().zip(&entity.places) {
        let place = places.first().map(|first| format!("  {}", where_it_is(first))).unwrap_or_default();
        let said = format!("{}{place}", shown(&form.text));
        writeln!(out, "{}", hanging(&format!("  {:>6}  ", form.count), &said, width, INDENT))?;
        if form.text != form.proposed {
            // Port of Spain differs from Port-of-Spain by one thing, twice.
            let mut by = said_of(entity.role, &form.differences);
            by.dedup();
            writeln!(out, "{}", hanging(&" ".repeat(INDENT), &shown(&by.join(", ")), width, INDENT))?;
        }
    }
    writeln!(out)
}

/// That no registry keeps decisions about names of this role, and what to do.
pub(crate) fn without_registry(role: Role) -> String {
    let (what, schema) = match role {
        Role::PersonName => ("people", "person"),
        Role::OrganizationName => ("organisations", "organization"),
        Role::Office => {
            return "no registry keeps decisions about offices: `tadqiq accept` keeps one about a finding"
                .to_owned();
        }
        _ => {
            return "no registry keeps decisions about places: `tadqiq accept` keeps one about a finding"
                .to_owned();
        }
    };
    let collection = if role == Role::PersonName { "people" } else { "organizations" };
    format!(
        "no registry of {what} keeps what you decide: put a file for them ({collection}.json with [] in it) beside the \
         records, and in tadqiq.toml [collections.{collection}] with files = [\"{collection}.json\"] and \
         schema = \"{schema}\"; for a folder without a tadqiq.toml, `tadqiq init` proposes one"
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
        let differences = said_of(entity.role, &form.differences);
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
