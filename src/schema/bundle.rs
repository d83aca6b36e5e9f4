//! Everything a schema refers to, in one document.
//!
//! jsonschema has a bundler of its own; of `person.json#/$defs/name` it embeds only the part after `#`,
//! under the address of the whole.

use referencing::{Draft, Uri, uri};
use rustc_hash::FxHashSet;
use serde_json::{Map, Value};

use super::folder::Folder;
use super::place::pointer_of;
use super::{NO_ADDRESS, ReferenceProblem, SchemaError};
use crate::words::Pointer;

/// The schema with all that it refers to, directly or not, in its `$defs` (`definitions` in older drafts).
pub(super) fn bundle(
    root: Value,
    base_uri: &str,
    draft: Draft,
    folder: &Folder,
) -> Result<Value, SchemaError> {
    let mut documents = vec![(base_uri.to_owned(), root)];
    let mut known = FxHashSet::default();
    let mut next = 0;
    while let Some((address, document)) = documents.get(next) {
        let place = if next == 0 { Pointer::root() } else { place_of(address, draft) };
        let names = Names::of(document, address, draft, &place)?;
        known.insert(address.clone());
        known.extend(names.given);
        let mut found = Vec::new();
        for reference in names.wanted {
            if known.contains(&reference.address) {
                continue;
            }
            let schema = folder.find(&reference.address).map_err(|problem| SchemaError::Reference {
                pointer: reference.pointer,
                reference: reference.written,
                problem,
            })?;
            known.insert(reference.address.clone());
            found.push((reference.address, schema));
        }
        documents.extend(found);
        next += 1;
    }
    Ok(in_one(documents, draft))
}

fn in_one(documents: Vec<(String, Value)>, draft: Draft) -> Value {
    let mut documents = documents.into_iter();
    let mut root = documents.next().map(|(_, root)| root).unwrap_or_default();
    let mut others = documents.peekable();
    if others.peek().is_none() {
        return root;
    }
    make_room_beside_reference(&mut root, draft);
    let Some(members) = root.as_object_mut() else { return root };
    let parts = members.entry(container(draft)).or_insert_with(|| Value::Object(Map::new()));
    if let Some(parts) = parts.as_object_mut() {
        for (address, mut schema) in others {
            make_room_beside_reference(&mut schema, draft);
            parts.insert(address, schema);
        }
    }
    root
}

fn container(draft: Draft) -> &'static str {
    if is_old(draft) { "definitions" } else { "$defs" }
}

fn place_of(address: &str, draft: Draft) -> Pointer {
    Pointer::root().join(container(draft)).join(address)
}

/// Up to draft 7, nothing beside a `$ref` counts, not even the address of the schema.
fn is_old(draft: Draft) -> bool {
    matches!(draft, Draft::Draft4 | Draft::Draft6 | Draft::Draft7)
}

fn make_room_beside_reference(schema: &mut Value, draft: Draft) {
    let Some(members) = schema.as_object_mut().filter(|_| is_old(draft)) else { return };
    if let Some(reference) = members.remove("$ref") {
        let kept = ["$schema", "$id", "id", "definitions"];
        members.retain(|keyword, _| kept.contains(&keyword.as_str()));
        members.insert("allOf".to_owned(), serde_json::json!([{ "$ref": reference }]));
    }
}

/// The addresses that a document gives to its parts, and those that it refers to.
#[derive(Default)]
struct Names {
    given: Vec<String>,
    wanted: Vec<Reference>,
}

struct Reference {
    address: String,
    written: String,
    pointer: Pointer,
}

impl Names {
    fn of(document: &Value, address: &str, draft: Draft, place: &Pointer) -> Result<Self, SchemaError> {
        let mut names = Self::default();
        let unusable = |reference: &str, keyword: &str, schema: &Value| SchemaError::Reference {
            pointer: place.concat(&pointer_of(document, schema).unwrap_or_default().join(keyword)),
            reference: reference.to_owned(),
            problem: ReferenceProblem::NoUri,
        };
        let start = uri::from_str(address).map_err(|_| unusable(address, "$id", document))?;
        let mut waiting = vec![(document, start, draft)];
        while let Some((value, mut base, mut draft)) = waiting.pop() {
            let Some(members) = value.as_object() else {
                let elements = value.as_array().into_iter().flatten();
                waiting.extend(elements.map(|element| (element, base.clone(), draft)));
                continue;
            };
            draft = match draft.detect(value) {
                Draft::Unknown => draft,
                detected => detected,
            };
            let id = members.get(draft.id_keyword()).and_then(Value::as_str);
            let is_ignored = is_old(draft) && members.get("$ref").is_some_and(Value::is_string);
            if let Some(id) = id.filter(|id| !is_ignored && !id.starts_with('#')) {
                base = resolved(&base, id).ok_or_else(|| unusable(id, draft.id_keyword(), value))?;
                names.given.push(base.as_str().to_owned());
            }
            for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
                let Some(written) = members.get(keyword).and_then(Value::as_str) else { continue };
                let target = resolved(&base, written).ok_or_else(|| unusable(written, keyword, value))?;
                if leaves_the_root(&base, written) {
                    return Err(SchemaError::Reference {
                        pointer: place.concat(&pointer_of(document, value).unwrap_or_default().join(keyword)),
                        reference: written.to_owned(),
                        problem: ReferenceProblem::Outside,
                    });
                }
                // Most references lead to the document itself; only of others the place is worked out.
                if target.as_str() != base.as_str() {
                    let pointer =
                        place.concat(&pointer_of(document, value).unwrap_or_default().join(keyword));
                    let address = target.as_str().to_owned();
                    names.wanted.push(Reference { address, written: written.to_owned(), pointer });
                }
            }
            let parts = members.iter().filter(|(keyword, _)| {
                !matches!(keyword.as_str(), "const" | "enum" | "examples" | "default")
            });
            waiting.extend(parts.map(|(_, part)| (part, base.clone(), draft)));
        }
        Ok(names)
    }
}

/// Whether a path goes up more folders than its base has below the root. A URI has nothing there, and would stay.
fn leaves_the_root(base: &Uri<String>, reference: &str) -> bool {
    let Some(own) = base.as_str().strip_prefix(NO_ADDRESS) else { return false };
    let path = reference.split(['#', '?']).next().unwrap_or_default();
    if path.starts_with('/') || path.contains(':') {
        return false;
    }
    let mut depth = own.matches('/').count();
    for part in path.split('/') {
        match part.to_ascii_lowercase().replace("%2e", ".").as_str() {
            ".." => match depth.checked_sub(1) {
                Some(above) => depth = above,
                None => return true,
            },
            "." | "" => {}
            _ => depth += 1,
        }
    }
    false
}

/// A reference against its base, without the part after `#`.
fn resolved(base: &Uri<String>, reference: &str) -> Option<Uri<String>> {
    let mut target = uri::resolve_against(&base.borrow(), reference).ok()?;
    target.set_fragment(None);
    Some(target)
}
