//! Which engine matches a schema's patterns, and those of them that none does.
//!
//! Where all patterns are ones that the linear engine takes, it takes them. Else all go to an engine that knows
//! look-around and back-references, and that stops at a bound.

use jsonschema::PatternOptions;
use serde_json::{Map, Value, json};

use super::folder::Folder;
use super::{Options, SchemaError, options, words};
use crate::notation::document::{Document, Kind, Node};
use crate::text::pattern::{BoundedPattern, MOST_BYTES, MOST_STEPS_BACK, PatternProblem};
use crate::words::{Argument, Pointer};

/// Texts of one record that are tried again, to say which could not be matched.
const MOST_TRIED: usize = 1_000;

/// Patterns that cannot be run and are left out: to see that one cannot takes a while.
const MOST_LEFT_OUT: usize = 20;

/// What matches the patterns of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Engine {
    /// In time that grows with the text.
    Linear,
    /// With look-around and back-references, up to a bound.
    Bounded,
}

impl Engine {
    pub(super) fn of<'r>(self, options: Options<'r>) -> Options<'r> {
        match self {
            Self::Linear => options.with_pattern_options(PatternOptions::regex().size_limit(MOST_BYTES)),
            Self::Bounded => {
                let bounded = PatternOptions::fancy_regex();
                options.with_pattern_options(
                    bounded
                        .backtrack_limit(MOST_STEPS_BACK)
                        .size_limit(MOST_BYTES)
                        .dfa_size_limit(MOST_BYTES),
                )
            }
        }
    }
}

/// A pattern that values were not held against.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UncheckedPattern {
    /// Where it stands in the schema; none where only some values were not held against it.
    pub pointer: Option<Pointer>,
    /// The pattern.
    pub pattern: String,
    /// Why.
    pub why: &'static str,
}

const TOO_MANY_STEPS: &str =
    "some values take more steps to match than a check may take; they were not held against it";
const NOT_TAKEN: &str = "it asks for what no engine with a bound can do; no value was held against it";
const REPEATS_TOO_MUCH: &str = "it repeats too much; no value was held against it";

impl UncheckedPattern {
    /// That some values take too many steps to be held against.
    pub fn past_the_bound(pattern: &str) -> Self {
        Self { pointer: None, pattern: pattern.to_owned(), why: TOO_MANY_STEPS }
    }

    /// The pattern, short enough for a sentence.
    pub fn shown(&self) -> Argument {
        words::cut(&self.pattern)
    }
}

/// Takes the patterns that cannot be run out of a schema: a `pattern` is no longer asked, and beside one of
/// `patternProperties` every name counts as known.
///
/// # Errors
///
/// [`SchemaError::Pattern`]: one that is no regular expression. That is for its author to mend.
pub(super) fn take_out_unusable(
    root: &mut Value,
    folder: &Folder,
) -> Result<Vec<UncheckedPattern>, SchemaError> {
    let mut unchecked = Vec::new();
    let mut waiting = vec![(root, Pointer::root())];
    while let Some((value, pointer)) = waiting.pop() {
        let members = match value {
            Value::Object(members) => members,
            Value::Array(elements) => {
                let inside = elements.iter_mut().enumerate();
                waiting.extend(inside.map(|(index, value)| (value, pointer.join_index(index))));
                continue;
            }
            _ => continue,
        };
        if let Some(pattern) = members.get("pattern").and_then(Value::as_str).map(str::to_owned)
            && let Some(why) = problem(&pattern, &pointer.join("pattern"), folder)?
        {
            check_count(&unchecked, &pattern, &pointer.join("pattern"))?;
            members.remove("pattern");
            unchecked.push(UncheckedPattern { pointer: Some(pointer.join("pattern")), pattern, why });
        }
        if let Some(patterns) = members.get_mut("patternProperties").and_then(Value::as_object_mut) {
            take_out_of(patterns, &pointer.join("patternProperties"), folder, &mut unchecked)?;
        }
        let parts = members
            .iter_mut()
            .filter(|(keyword, _)| !matches!(keyword.as_str(), "const" | "enum" | "examples" | "default"));
        waiting.extend(parts.map(|(keyword, part)| (part, pointer.join(keyword))));
    }
    unchecked.sort();
    Ok(unchecked)
}

fn take_out_of(
    patterns: &mut Map<String, Value>,
    place: &Pointer,
    folder: &Folder,
    unchecked: &mut Vec<UncheckedPattern>,
) -> Result<(), SchemaError> {
    let before = unchecked.len();
    for pattern in patterns.keys() {
        let pointer = place.join(pattern);
        if let Some(why) = problem(pattern, &pointer, folder)? {
            check_count(unchecked, pattern, &pointer)?;
            unchecked.push(UncheckedPattern { pointer: Some(pointer), pattern: pattern.clone(), why });
        }
    }
    let unusable = unchecked.get(before..).unwrap_or_default();
    if unusable.is_empty() {
        return Ok(());
    }
    patterns.retain(|pattern, _| !unusable.iter().any(|other| other.pattern == *pattern));
    patterns.entry("").or_insert(Value::Bool(true));
    Ok(())
}

fn check_count(unchecked: &[UncheckedPattern], pattern: &str, pointer: &Pointer) -> Result<(), SchemaError> {
    if unchecked.len() < MOST_LEFT_OUT {
        return Ok(());
    }
    Err(SchemaError::Pattern {
        pointer: pointer.clone(),
        pattern: pattern.to_owned(),
        reason: "it cannot be run, and so many others of the schema cannot either".to_owned(),
    })
}

/// Why a pattern cannot be run; none for one that can.
fn problem(pattern: &str, pointer: &Pointer, folder: &Folder) -> Result<Option<&'static str>, SchemaError> {
    if options(folder, Engine::Bounded).build(&json!({ "pattern": pattern })).is_ok() {
        return Ok(None);
    }
    match BoundedPattern::new(pattern) {
        Err(PatternProblem::Malformed(reason)) => {
            Err(SchemaError::Pattern { pointer: pointer.clone(), pattern: pattern.to_owned(), reason })
        }
        Err(PatternProblem::TooMuch) => Ok(Some(REPEATS_TOO_MUCH)),
        Err(PatternProblem::Unsupported) | Ok(_) => Ok(Some(NOT_TAKEN)),
    }
}

/// The patterns that texts of a record could not be held against, of those that `judging` finds for a place.
pub(super) fn past_the_bound<'s>(
    document: Document<'_>,
    judging: impl Fn(&Pointer) -> Vec<&'s Value>,
) -> Vec<UncheckedPattern> {
    let mut found = Vec::new();
    let mut compiled: Vec<(&str, Option<BoundedPattern>)> = Vec::new();
    for node in texts(document).take(MOST_TRIED) {
        let Some(text) = node.as_str() else { continue };
        for schema in judging(&document.pointer_to(node)) {
            let Some(pattern) = schema.get("pattern").and_then(Value::as_str) else { continue };
            if regex::Regex::new(pattern).is_ok() {
                continue;
            }
            let known = compiled.iter().position(|(known, _)| *known == pattern).unwrap_or_else(|| {
                compiled.push((pattern, BoundedPattern::new(pattern).ok()));
                compiled.len() - 1
            });
            let engine = compiled.get(known).and_then(|(_, engine)| engine.as_ref());
            if engine.is_some_and(|engine| engine.matches(&text).is_none()) {
                found.push(UncheckedPattern::past_the_bound(pattern));
            }
        }
    }
    found.sort();
    found.dedup();
    found
}

fn texts<'d>(document: Document<'d>) -> impl Iterator<Item = Node<'d>> {
    let mut waiting = vec![document.root()];
    std::iter::from_fn(move || {
        let node = waiting.pop()?;
        waiting.extend(node.members().map(|(_, value)| value));
        waiting.extend(node.elements());
        Some(node)
    })
    .filter(|node| node.kind() == Kind::String)
}
