//! A schema of somebody's own that has no roles yet: a copy of it with those that were guessed.

use serde_json::{Map, Value, json};

use super::guess::{FieldGuess, GuessedMeaning};
use super::schema::{annotation, comment};

/// Whether anything in a schema has a role.
pub fn is_annotated(schema: &Value) -> bool {
    match schema {
        Value::Object(members) => members.contains_key("x-tadqiq") || members.values().any(is_annotated),
        Value::Array(elements) => elements.iter().any(is_annotated),
        _ => false,
    }
}

/// The schema with the guesses at the places that it describes, and the pointers of those it has no place for.
pub fn annotated(schema: &Value, guesses: &[FieldGuess]) -> (Value, Vec<String>) {
    let mut annotated = schema.clone();
    let mut without_place = Vec::new();
    for field in guesses {
        let at = place_of(&annotated, "", &field.pointer, 0);
        match at.and_then(|at| annotated.pointer_mut(&at)).and_then(Value::as_object_mut) {
            Some(place) => say(place, &field.meaning),
            None if matches!(field.meaning, GuessedMeaning::Role(_)) => {
                without_place.push(field.pointer.clone())
            }
            None => {}
        }
    }
    (annotated, without_place)
}

/// How many of the places that a schema describes at its root the records have.
pub fn keys_described<'k>(schema: &Value, keys: impl Iterator<Item = &'k str>) -> usize {
    keys.filter(|key| place_of(schema, "", &format!("/{}", super::guess::escaped(key)), 0).is_some()).count()
}

fn say(place: &mut Map<String, Value>, meaning: &GuessedMeaning) {
    if let GuessedMeaning::Role(guess) = meaning {
        // Two places that share a definition cannot mean two things.
        let role = annotation(guess);
        if place.get("x-tadqiq").is_some_and(|known| *known != role) {
            place.remove("x-tadqiq");
            place.insert(
                "$comment".into(),
                json!("role unknown: places of several roles share this definition — review"),
            );
            return;
        }
        place.insert("x-tadqiq".into(), role);
    }
    let said = comment(meaning);
    let before = place.get("$comment").and_then(Value::as_str);
    let said = match before {
        Some(before) if before != said => format!("{before}; {said}"),
        _ => said,
    };
    place.insert("$comment".into(), json!(said));
}

/// The pointer, inside of the schema, of the subschema that describes a place: by `properties`, `items`,
/// `additionalProperties` and references within the schema.
fn place_of(schema: &Value, at: &str, pointer: &str, references: usize) -> Option<String> {
    const MOST_REFERENCES: usize = 32;

    let here = schema.pointer(at)?;
    let is_end = pointer.is_empty();
    if let Some(reference) = here.get("$ref").and_then(Value::as_str)
        && references < MOST_REFERENCES
        && let Some(target) = reference.strip_prefix('#')
        && let Some(place) = place_of(schema, target, pointer, references + 1)
    {
        return Some(place);
    }
    if is_end {
        return here.is_object().then(|| at.to_owned());
    }
    let rest = pointer.strip_prefix('/')?;
    let (step, rest) = rest.find('/').map_or((rest, ""), |end| rest.split_at(end));
    let below = match step {
        "*" => ["items", "additionalProperties"].map(|keyword| format!("{at}/{keyword}")).to_vec(),
        key => vec![format!("{at}/properties/{key}")],
    };
    below.iter().find_map(|below| place_of(schema, below, rest, references))
}
