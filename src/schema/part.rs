//! The part of a schema that an error comes from, and what the schema says of a place in a record.

use jsonschema::ValidationError;
use referencing::{Resolver, ResourceRef, uri};
use rustc_hash::FxHashSet;
use serde_json::Value;

use super::{Schema, draft_of};
use crate::message;
use crate::text::pattern::BoundedPattern;
use crate::words::{Argument, Message, Pointer, Role};

/// The schema object that an error comes from.
#[derive(Debug, Clone)]
pub(super) struct SchemaPart<'s> {
    pub(super) schema: &'s Value,
    /// The keyword in it that fails.
    pub(super) keyword: String,
}

/// More schemas than one value has in any schema made by people.
const MOST_SCHEMAS: usize = 1_000;

impl Schema {
    /// The schema object that an error comes from, with its keyword.
    pub(super) fn part_of(&self, error: &ValidationError<'_>) -> Option<SchemaPart<'_>> {
        let address = error.absolute_keyword_location()?.as_str();
        let (file, fragment) = address.split_once('#')?;
        let path = Pointer::parse(error.schema_path().as_str()).ok()?;
        let keyword = path.last()?.into_owned();
        // jsonschema goes on to the entry that failed inside some keywords (`dependentRequired/0`).
        let mut above = fragment;
        while let Some(slash) = above.rfind('/') {
            let token = above.get(slash + 1..)?;
            above = above.get(..slash)?;
            if token == keyword || !token.bytes().all(|byte| byte.is_ascii_digit()) {
                break;
            }
        }
        let resolver = self.registry.resolver(uri::from_str(&self.base_uri).ok()?);
        let resolved = resolver.lookup(&format!("{file}#{above}")).ok()?;
        Some(SchemaPart { schema: resolved.into_inner().0, keyword })
    }

    /// Every schema object that may judge the value at a place, conditional ones included, outermost first.
    pub(super) fn schemas_at(&self, place: &Pointer) -> Vec<&Value> {
        let Ok(base) = uri::from_str(&self.base_uri) else { return Vec::new() };
        let resolver = self.registry.resolver(base);
        let Ok(root) = resolver.lookup("") else { return Vec::new() };
        let (root, resolver, _) = root.into_inner();
        let mut here = self.beside(vec![(root, resolver)]);
        for token in place.tokens() {
            let below = here.iter().flat_map(|(schema, resolver)| {
                members(schema, &token).into_iter().filter_map(|below| self.inside(below, resolver))
            });
            let below = below.collect();
            here = self.beside(below);
        }
        here.into_iter().map(|(schema, _)| schema).collect()
    }

    /// These schemas and all that judge the same value with them.
    fn beside<'s>(&'s self, start: Vec<(&'s Value, Resolver<'s>)>) -> Vec<(&'s Value, Resolver<'s>)> {
        let mut found: Vec<(&Value, Resolver<'_>)> = Vec::new();
        let mut known = FxHashSet::default();
        let mut waiting: std::collections::VecDeque<_> = start.into();
        while let Some((schema, resolver)) = waiting.pop_front() {
            if !schema.is_object() || found.len() >= MOST_SCHEMAS || !known.insert(std::ptr::from_ref(schema))
            {
                continue;
            }
            for keyword in ["$ref", "$dynamicRef", "$recursiveRef"] {
                let reference = schema.get(keyword).and_then(Value::as_str);
                if let Some(Ok(target)) = reference.map(|reference| resolver.lookup(reference)) {
                    let (target, resolver, _) = target.into_inner();
                    waiting.push_back((target, resolver));
                }
            }
            let lists =
                ["allOf", "anyOf", "oneOf"].into_iter().filter_map(|keyword| schema.get(keyword)?.as_array());
            let single = ["then", "else"].into_iter().filter_map(|keyword| schema.get(keyword));
            let dependent = schema.get("dependentSchemas").and_then(Value::as_object);
            let parts =
                lists.flatten().chain(single).chain(dependent.into_iter().flat_map(|map| map.values()));
            waiting.extend(parts.filter_map(|part| self.inside(part, &resolver)));
            found.push((schema, resolver));
        }
        found
    }

    fn inside<'s>(&'s self, schema: &'s Value, resolver: &Resolver<'s>) -> Option<(&'s Value, Resolver<'s>)> {
        let resource = ResourceRef::new(schema, draft_of(&self.root));
        Some((schema, resolver.in_subresource(resource).ok()?))
    }

    /// Whether a place holds words of a source: those are reported on, and never changed.
    pub(super) fn holds_words_of_a_source(&self, place: &Pointer) -> bool {
        self.has_a_role(place, &[Role::DateText, Role::Weekday, Role::HijriDate, Role::Quote])
    }

    /// Whether the normal form of a date is due at a place.
    pub(super) fn holds_a_date(&self, place: &Pointer) -> bool {
        self.has_a_role(place, &[Role::Date, Role::DateEnd])
    }

    fn has_a_role(&self, place: &Pointer, roles: &[Role]) -> bool {
        let annotations = self.schemas_at(place).into_iter().filter_map(|schema| schema.get("x-tadqiq"));
        let mut names =
            annotations.filter_map(|given| given.as_str().or_else(|| given.get("role")?.as_str()));
        names.any(|name| roles.iter().any(|role| role.name() == name))
    }

    /// The fields that some schema names for the object at a place, in the schema's order.
    pub(super) fn known_fields(&self, place: &Pointer) -> Vec<&str> {
        let mut names = Vec::new();
        let mut known = FxHashSet::default();
        for schema in self.schemas_at(place) {
            let properties = schema.get("properties").and_then(Value::as_object);
            for (name, field) in properties.into_iter().flatten() {
                if *field != Value::Bool(false) && known.insert(name.as_str()) {
                    names.push(name.as_str());
                }
            }
        }
        names
    }

    /// The sentence that tells what belongs at a place: the schema's description and an example.
    pub(super) fn hint(&self, own: Option<&Value>, place: &Pointer) -> Option<Message> {
        let schemas: Vec<&Value> = own.into_iter().chain(self.schemas_at(place)).collect();
        let description = schemas.iter().find_map(|schema| schema.get("description")?.as_str());
        let examples = schemas.iter().filter_map(|schema| schema.get("examples")?.as_array()).flatten();
        let example =
            examples.map(Value::to_string).find(|example| example.chars().count() <= LONGEST_EXAMPLE);
        Some(match (description, example) {
            (Some(description), Some(example)) => {
                let template = if description.ends_with(['.', '!', '?', '؟', '。']) {
                    "{description} For example {example}"
                } else {
                    "{description}; for example {example}"
                };
                Message::new(
                    template,
                    vec![("description", sentence(description)), ("example", example.into())],
                )
            }
            (Some(description), None) => message!("{description}", description: sentence(description)),
            (None, Some(example)) => message!("for example {example}", example),
            (None, None) => return None,
        })
    }

    /// What the schema calls the value at a place.
    pub(super) fn title_at(&self, place: &Pointer) -> Option<&str> {
        self.schemas_at(place)
            .into_iter()
            .find_map(|schema| schema.get("title")?.as_str())
            .filter(|title| !title.is_empty())
    }
}

const LONGEST_EXAMPLE: usize = 200;
const LONGEST_SENTENCE: usize = 300;

/// A sentence of the schema's author, cut if it is endless.
pub(super) fn sentence(text: &str) -> Argument {
    let cut: String = text.chars().take(LONGEST_SENTENCE).collect();
    if cut.len() == text.len() { Argument::from(text) } else { Argument::from(format!("{cut}…")) }
}

impl SchemaPart<'_> {
    /// The author's own sentence for this failure.
    pub(super) fn own_message(&self) -> Option<Message> {
        let given = self.schema.get("x-tadqiq-message")?;
        let text = given.as_str().or_else(|| given.get(&self.keyword)?.as_str())?;
        Some(message!("{text}", text: sentence(text)))
    }
}

fn members<'s>(schema: &'s Value, token: &str) -> Vec<&'s Value> {
    let mut found = Vec::new();
    let index = token.parse::<usize>().ok();
    found.extend(schema.get("properties").and_then(|properties| properties.get(token)));
    let patterns = schema.get("patternProperties").and_then(Value::as_object);
    let fitting = patterns.into_iter().flatten().filter(|(pattern, _)| {
        BoundedPattern::new(pattern).is_ok_and(|pattern| pattern.matches(token) == Some(true))
    });
    found.extend(fitting.map(|(_, below)| below));
    if found.is_empty() {
        found.extend(schema.get("additionalProperties"));
    }
    if let Some(index) = index {
        let listed =
            ["prefixItems", "items"].into_iter().filter_map(|keyword| schema.get(keyword)?.get(index));
        let before = found.len();
        found.extend(listed);
        if found.len() == before {
            found.extend(
                ["items", "additionalItems"]
                    .into_iter()
                    .filter_map(|keyword| schema.get(keyword))
                    .filter(|below| !below.is_array()),
            );
        }
    }
    found.into_iter().filter(|below| below.is_object()).collect()
}
