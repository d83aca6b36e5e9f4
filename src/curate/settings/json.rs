//! For a program.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::{CollectionSettings, ConfigSettings, FileSettings, RuleSettings, RunSettings, failing, why};
use crate::render::write_line;
use crate::words::{Level, Message, Untrusted};

/// Prints a list of files.
pub fn write_files(settings: &RunSettings, out: &mut dyn Write) -> io::Result<()> {
    write_line(&settings.files.iter().map(file).collect::<Vec<_>>(), out)
}

/// Prints one object.
pub fn write(settings: &RunSettings, asked: Option<Level>, out: &mut dyn Write) -> io::Result<()> {
    let (level, origin) = failing(settings, asked);
    let object = json!({
        "version": "1",
        "fail_on": { "level": level, "origin": origin },
        "configs": settings.configs.iter().map(config).collect::<Vec<_>>(),
        "collections": settings.collections.iter().map(collection).collect::<Vec<_>>(),
    });
    write_line(&object, out)
}

fn file(file: &FileSettings) -> Value {
    json!({
        "file": file.file.expose(),
        "collection": exposed(file.collection.as_ref()),
        "schema": file.schema.expose(),
        "why": why(file.ground),
        "config": exposed(file.config.as_ref()),
    })
}

fn config(config: &ConfigSettings) -> Value {
    let registries = config.registries.iter();
    let registries =
        registries.map(|(name, entries)| json!({ "collection": name.expose(), "entries": entries }));
    json!({
        "path": exposed(config.path.as_ref()),
        "registries": registries.collect::<Vec<_>>(),
        "texts": config.texts,
        "decisions": exposed(config.decisions.as_ref()),
    })
}

fn collection(settings: &CollectionSettings) -> Value {
    let grounds = settings.grounds.iter();
    let grounds = grounds.map(|(ground, files)| json!({ "why": why(*ground), "files": files }));
    json!({
        "collection": exposed(settings.first.collection.as_ref()),
        "config": exposed(settings.first.config.as_ref()),
        "files": settings.files,
        "schema": settings.first.schema.expose(),
        "schema_grounds": grounds.collect::<Vec<_>>(),
        "overrides": settings.overrides.iter().map(Untrusted::expose).collect::<Vec<_>>(),
        "languages": settings.languages.iter().map(Untrusted::expose).collect::<Vec<_>>(),
        "country": exposed(settings.country.as_ref()),
        "date_order": settings.date_order,
        "period": { "from": settings.period.0, "to": settings.period.1 },
        "rules": settings.rules.iter().map(rule).collect::<Vec<_>>(),
    })
}

fn rule(rule: &RuleSettings) -> Value {
    json!({
        "rule": rule.rule,
        "runs": rule.runs(),
        "level": rule.level,
        "origin": rule.origin.plain(),
        "lacks": rule.lacks.as_ref().map(Message::plain),
    })
}

fn exposed(text: Option<&Untrusted>) -> Option<&str> {
    text.map(Untrusted::expose)
}
