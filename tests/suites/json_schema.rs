//! The JSON Schema suite, drafts 2020-12 and 7, judged through our document.
//!
//! Formats are asserted in the folder of formats and only noted elsewhere; patterns run on the linear
//! engine, as they do in the program.

use std::path::{Path, PathBuf};

use jsonschema::{Draft, PatternOptions, Registry, Uri};
use libtest_mimic::{Failed, Trial};
use serde::Deserialize;
use serde_json::Value;
use tadqiq::internals::notation::document::{Document, Limits, Tape, TapeJson};

/// Where the suite says its remote schemas are.
const REMOTES: &str = "http://localhost:1234/";

#[derive(Deserialize)]
struct Group {
    description: String,
    schema: Value,
    tests: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    description: String,
    data: Value,
    valid: bool,
}

pub fn trials(shared: &Path) -> Vec<Trial> {
    let suite = shared.join("suites/json_schema");
    let remotes = suite.join("remotes");
    let drafts = [("draft2020-12", Draft::Draft202012), ("draft7", Draft::Draft7)];
    let files = drafts.iter().flat_map(|(folder, draft)| {
        let files = json_files(&suite.join(folder));
        files.into_iter().map(move |file| (file, *draft))
    });
    files
        .map(|(file, draft)| {
            let name = file.strip_prefix(&suite).unwrap_or(&file).display().to_string();
            let remotes = remotes.clone();
            Trial::test(format!("json_schema::{name}"), move || check_file(&name, &file, draft, &remotes))
        })
        .collect()
}

fn check_file(name: &str, file: &Path, draft: Draft, remotes: &Path) -> Result<(), Failed> {
    let groups: Vec<Group> = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let failures: Vec<String> =
        groups.iter().flat_map(|group| failures_of(group, name, draft, remotes)).collect();
    if failures.is_empty() { Ok(()) } else { Err(Failed::from(failures.join("\n"))) }
}

fn failures_of(group: &Group, name: &str, draft: Draft, remotes: &Path) -> Vec<String> {
    let validator = match validator_of(&group.schema, name, draft, remotes) {
        Ok(validator) => validator,
        Err(error) => return vec![format!("{}: {error}", group.description)],
    };
    let mut tape = Tape::new();
    let mut failures = Vec::new();
    for case in &group.tests {
        for text in [case.data.to_string(), format!("{:#}", case.data)] {
            let document = match Document::parse(&text, &Limits::default(), &mut tape) {
                Ok(document) => document,
                Err(error) => {
                    failures.push(format!("{}: {error}", case.description));
                    continue;
                }
            };
            let says = [
                ("is_valid", validator.is_valid(document.root())),
                ("validate", validator.validate(document.root()).is_ok()),
                ("iter_errors", validator.iter_errors(document.root()).next().is_none()),
            ];
            for (method, _) in says.iter().filter(|(_, verdict)| *verdict != case.valid) {
                let place = format!("{}: {}", group.description, case.description);
                failures.push(format!("{place}: {method} should say {}", case.valid));
            }
        }
    }
    failures
}

fn validator_of(
    schema: &Value,
    name: &str,
    draft: Draft,
    remotes: &Path,
) -> Result<jsonschema::Validator<TapeJson>, String> {
    let folder = remotes.to_owned();
    let root = schema.get("$id").and_then(Value::as_str).unwrap_or("json-schema:///");
    let registry = Registry::new()
        .retriever(Remotes(folder))
        .draft(draft)
        .add(root, schema)
        .and_then(|registry| registry.prepare())
        .map_err(|error| error.to_string())?;
    let options = jsonschema::options_for::<TapeJson>()
        .with_draft(draft)
        .with_registry(&registry)
        .with_pattern_options(PatternOptions::regex());
    let options = match name {
        // There the schema itself says what becomes of formats.
        _ if name.ends_with("optional/format-assertion.json") => options,
        _ => options.should_validate_formats(name.contains("optional/format/")),
    };
    options.build(schema).map_err(|error| error.to_string())
}

struct Remotes(PathBuf);

impl jsonschema::Retrieve for Remotes {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn std::error::Error + Send + Sync>> {
        let path = uri.as_str().strip_prefix(REMOTES).ok_or("not a remote of the suite")?;
        Ok(serde_json::from_str(&std::fs::read_to_string(self.0.join(path))?)?)
    }
}

/// All JSON files at any depth below a folder, in the order of their names.
fn json_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "json") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}
