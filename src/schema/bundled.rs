//! The schemas that come with the program.

use super::SchemaError;
use crate::text::nearest::nearest;

const BUNDLED: [(&str, &str); 9] = [
    ("meeting", include_str!("../../schemas/meeting.schema.json")),
    ("person", include_str!("../../schemas/person.schema.json")),
    ("organization", include_str!("../../schemas/organization.schema.json")),
    ("source", include_str!("../../schemas/source.schema.json")),
    ("x-tadqiq", include_str!("../../schemas/x-tadqiq.schema.json")),
    ("inspect", include_str!("../../schemas/inspect.schema.json")),
    ("report", include_str!("../../schemas/report.schema.json")),
    ("config", include_str!("../../schemas/config.schema.json")),
    ("decision", include_str!("../../schemas/decision.schema.json")),
];

/// The names of the schemas that come with the program.
pub fn bundled_names() -> impl Iterator<Item = &'static str> {
    BUNDLED.iter().map(|(name, _)| *name)
}

/// The text of a schema that comes with the program, by its name or its `$id`.
///
/// ```
/// assert!(tadqiq::internals::schema::bundled_text("meeting").is_some());
/// assert!(tadqiq::internals::schema::bundled_text("https://tadqiq.github.io/tadqiq/schemas/meeting.schema.json").is_some());
/// ```
pub fn bundled_text(name: &str) -> Option<&'static str> {
    let name = bundled_name(name)?;
    BUNDLED.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

/// The name of a schema that comes with the program, by its name or its `$id`.
pub fn bundled_name(name: &str) -> Option<&'static str> {
    let name = name.trim_end_matches('#');
    let name = name.strip_prefix(ADDRESS).and_then(|file| file.strip_suffix(ENDING)).unwrap_or(name);
    bundled_names().find(|known| *known == name)
}

const ADDRESS: &str = "https://tadqiq.github.io/tadqiq/schemas/";
const ENDING: &str = ".schema.json";

pub(super) fn unknown_name(name: &str) -> SchemaError {
    SchemaError::UnknownName { name: name.to_owned(), nearest: nearest(name, bundled_names()) }
}
