//! A made dataset: a config, meetings, and the registry of the people they are about.

use std::io::Result;
use std::path::Path;

use serde_json::json;

#[path = "meetings.rs"]
mod meetings;

const CONFIG: &str = r#"
[collections.meetings]
files = ["meetings.ndjson"]
schema = "meeting"

[collections.people]
files = ["people.ndjson"]
schema = "person"
"#;

/// Writes so many records about so many people into the folder, which is made if need be.
pub fn write(folder: &Path, records: usize, people: usize) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("tadqiq.toml"), CONFIG)?;
    std::fs::write(folder.join("meetings.ndjson"), meetings::lines(records, people))?;
    let registry: String = (0..people).map(|person| entry(person) + "\n").collect();
    std::fs::write(folder.join("people.ndjson"), registry)
}

fn entry(person: usize) -> String {
    let language = if meetings::is_latin(person) { "fr" } else { "ar" };
    json!({
        "id": meetings::person_id(person),
        "name": {language: meetings::person_name(person)},
        "offices": [{"title": meetings::office(person), "from": "2000-01-01"}],
    })
    .to_string()
}
