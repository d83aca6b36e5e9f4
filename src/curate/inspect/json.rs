//! For a program: `schemas/inspect.schema.json`.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::standing::RuleReach;
use super::values::{InspectedGroup, InspectedRole, InspectedValue};
use super::{Inspection, RuleStanding};
use crate::render::write_line;
use crate::words::{Message, Role, Untrusted};

/// Characters of a value that are handed on.
const MOST_CHARACTERS: usize = 4096;

/// Prints one object.
pub fn write(inspection: &Inspection, out: &mut dyn Write) -> io::Result<()> {
    let unheld =
        inspection.unheld.iter().map(|(what, why)| json!({"what": what.plain(), "why": why.plain()}));
    let object = json!({
        "version": "1",
        "file": inspection.file.expose(),
        "line": inspection.line,
        "number": inspection.number,
        "records_of_file": inspection.of_file,
        "records": inspection.records,
        "files": inspection.files,
        "id": inspection.id.as_ref().map(Untrusted::expose),
        "others_with_this_id": inspection.namesakes,
        "elsewhere": inspection.elsewhere.iter().map(Untrusted::expose).collect::<Vec<_>>(),
        "collection": inspection.collection.as_ref().map(Untrusted::expose),
        "schema": inspection.schema.expose(),
        "fits_schema": inspection.fits_schema,
        "values": inspection.values.iter().map(value).collect::<Vec<_>>(),
        "values_left_out": inspection.left_out,
        "rules": inspection.rules.iter().map(rule).collect::<Vec<_>>(),
        "not_held_against": unheld.collect::<Vec<_>>(),
    });
    write_line(&object, out)
}

fn value(value: &InspectedValue) -> Value {
    let written = value.written.as_ref().map(|written| written.text.expose());
    let length = written.map(|written| written.chars().count());
    json!({
        "pointer": value.pointer.as_str(),
        "type": value.written.as_ref().map_or("object", |written| written.json_type),
        "value": written.map(|written| written.chars().take(MOST_CHARACTERS).collect::<String>()),
        "characters": length,
        "is_cut": length.is_some_and(|length| length > MOST_CHARACTERS),
        "roles": value.roles.iter().map(role).collect::<Vec<_>>(),
        "roles_of_another_type": names(&value.unfit),
    })
}

fn role(role: &InspectedRole) -> Value {
    json!({
        "role": role.role.name(),
        "group": role.group.as_ref().map(group),
        "language": role.language.as_ref().map(Untrusted::expose),
        "read": role.understood.members,
        "rules": role.rules,
    })
}

fn group(group: &InspectedGroup) -> Value {
    json!({
        "role": group.role.name(),
        "number": group.number,
        "name": group.name.as_ref().map(Untrusted::expose),
        "side": group.side.as_ref().map(Untrusted::expose),
    })
}

fn rule(rule: &RuleStanding) -> Value {
    let here = match &rule.standing {
        RuleReach::Looks(roles) => names(roles),
        _ => Vec::new(),
    };
    json!({
        "rule": rule.rule,
        "standing": rule.standing.name(),
        "needs": names(&rule.roles),
        "looks_at": here,
        "why": rule.standing.why().map(Message::plain),
    })
}

fn names(roles: &[Role]) -> Vec<&'static str> {
    roles.iter().map(|role| role.name()).collect()
}
