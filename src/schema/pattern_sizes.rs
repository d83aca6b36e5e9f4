//! How much memory the patterns of a schema take together: each is bounded, and their number is not.

use regex::RegexBuilder;
use rustc_hash::FxHashMap;
use serde_json::Value;

use super::SchemaError;
use crate::text::pattern::{BoundedPattern, MOST_BYTES};
use crate::words::Pointer;

/// Bytes that the patterns of one schema may take together when they are compiled. A schema of people takes a hundredth.
const MOST_OF_ALL: usize = 32 << 20;

/// Bytes that a pattern is tried within: what it takes is found to a factor of four.
const TRIED: [usize; 5] = [1 << 12, 1 << 14, 1 << 16, 1 << 18, MOST_BYTES];

/// Refuses a schema whose patterns take too much memory together, before they are compiled.
///
/// # Errors
///
/// [`SchemaError::Pattern`] at the pattern that is too much.
pub(super) fn check(root: &Value) -> Result<(), SchemaError> {
    let mut known: FxHashMap<&str, usize> = FxHashMap::default();
    let mut taken = 0;
    let mut waiting = vec![(root, Pointer::root())];
    while let Some((value, pointer)) = waiting.pop() {
        for (keyword, pattern) in patterns(value) {
            // The same pattern is compiled wherever it stands.
            taken += *known.entry(pattern).or_insert_with(|| size(pattern));
            if taken > MOST_OF_ALL {
                return Err(SchemaError::Pattern {
                    pointer: pointer.join(keyword),
                    pattern: pattern.to_owned(),
                    reason: "it and the patterns before it take too much memory together".to_owned(),
                });
            }
        }
        // From behind, so that the first is taken next.
        match value {
            Value::Object(members) => {
                let parts = members.iter().rev().filter(|(keyword, _)| holds_schemas(keyword));
                waiting.extend(parts.map(|(keyword, part)| (part, pointer.join(keyword))));
            }
            Value::Array(elements) => {
                let inside = elements.iter().enumerate().rev();
                waiting.extend(inside.map(|(index, value)| (value, pointer.join_index(index))));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The patterns that an object of a schema has itself, each with its keyword.
fn patterns(value: &Value) -> impl Iterator<Item = (&'static str, &str)> {
    let own = value.get("pattern").and_then(Value::as_str).map(|pattern| ("pattern", pattern));
    let of_names = value.get("patternProperties").and_then(Value::as_object).into_iter().flatten();
    own.into_iter().chain(of_names.map(|(pattern, _)| ("patternProperties", pattern.as_str())))
}

fn holds_schemas(keyword: &str) -> bool {
    !matches!(keyword, "const" | "enum" | "examples" | "default")
}

/// Bytes that a pattern takes at most, as far as the engines tell.
fn size(pattern: &str) -> usize {
    for tried in TRIED {
        match RegexBuilder::new(pattern).size_limit(tried).build() {
            Ok(_) => return tried,
            Err(regex::Error::CompiledTooBig(_)) => {}
            // The other engine hands the parts around what it looks at to the linear one, each for itself.
            Err(_) => return size_in_parts(pattern),
        }
    }
    MOST_BYTES
}

fn size_in_parts(pattern: &str) -> usize {
    let parts = 1 + pattern.matches('(').count();
    let fits = |size: &usize| BoundedPattern::of_parts_within(pattern, *size).is_ok();
    TRIED.into_iter().find(fits).unwrap_or(MOST_BYTES).saturating_mul(parts)
}
