//! Several shapes are allowed: the one that fits best is told, the others stand in the notes.

use std::cmp::Reverse;

use jsonschema::JsonType;
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use referencing::uri;
use serde_json::Value;

use super::rules::VIOLATION;
use super::{Explainer, pointer_of};
use crate::message;
use crate::rule::Finding;
use crate::schema::part::SchemaPart;
use crate::schema::words::{due, quote};
use crate::words::{Argument, Message, Place, Pointer};

type Branch = Vec<ValidationError<'static>>;

/// Further shapes, and further defects of the nearest one, that are told.
const TOLD: usize = 5;
const NONE_FITS: &str = "none of the allowed shapes fits";

impl Explainer<'_> {
    /// `anyOf` and `oneOf`: no shape fits.
    pub(super) fn no_branch(
        &self,
        error: &ValidationError<'_>,
        part: Option<&SchemaPart<'_>>,
        branches: &[Branch],
    ) -> Finding {
        let here = pointer_of(error);
        if let Some(types) = all_types(&here, branches) {
            return self.wrong_type_at(&here, &types);
        }
        if let Some(entries) = all_entries(&here, branches) {
            return self.not_allowed(error, part, &entries);
        }
        if let Some(kind) = self.unknown_kind(&here, branches) {
            return kind;
        }
        if let Some(names) = alternative_fields(&here, branches) {
            let names = names.into_iter().map(quote).collect();
            let label =
                Message::new("one of {names} has to be given here", vec![("names", Argument::List(names))]);
            return self.finding(VIOLATION, self.value(&here), label);
        }
        let nearest = branches.iter().enumerate().min_by_key(|(_, branch)| distance(&here, branch));
        let told = nearest.and_then(|(at, branch)| {
            let (first, more) = branch.split_first()?;
            Some((at, self.defects(first).into_iter().next()?.finding, more))
        });
        let Some((nearest, mut finding, more)) = told else {
            return self.finding(VIOLATION, self.value(&here), Message::from(NONE_FITS));
        };
        finding.rule = VIOLATION;
        finding.title.get_or_insert(Message::from("None of the allowed shapes fits"));
        finding.related.extend(more.iter().take(TOLD).map(|error| self.in_short(error)));
        finding.notes.push(message!(
            "of {count} allowed shapes, {nearest} fits best",
            count: branches.len(),
            nearest: self.branch_name(part, nearest)
        ));
        self.add_others(part, branches, nearest, &mut finding);
        finding
    }

    /// `oneOf`: more than one shape fits.
    pub(super) fn several_branches(
        &self,
        error: &ValidationError<'_>,
        part: Option<&SchemaPart<'_>>,
        branches: &[Branch],
    ) -> Finding {
        let fitting = branches.iter().enumerate().filter(|(_, branch)| branch.is_empty());
        let names: Vec<Argument> = fitting.map(|(at, _)| self.branch_name(part, at)).collect();
        let label = Message::new(
            "this fits {names} at once, and has to fit exactly one of them",
            vec![("names", Argument::List(names))],
        );
        self.finding(VIOLATION, self.value(&pointer_of(error)), label)
    }

    fn add_others(
        &self,
        part: Option<&SchemaPart<'_>>,
        branches: &[Branch],
        nearest: usize,
        finding: &mut Finding,
    ) {
        let others = branches.iter().enumerate().filter(|(at, _)| *at != nearest);
        for (at, branch) in others.take(TOLD) {
            let Some((_, label)) = branch.first().map(|first| self.in_short(first)) else { continue };
            finding
                .notes
                .push(message!("{name} does not fit: {label}", name: self.branch_name(part, at), label));
        }
        if let Some(more) = branches.len().checked_sub(TOLD + 1).filter(|more| *more > 0) {
            finding.notes.push(match more {
                1 => Message::from("nor does one other shape"),
                more => message!("nor do {more} other shapes", more),
            });
        }
    }

    /// A defect's place and label. Shapes in shapes are not entered: there may be twice as many at each level.
    fn in_short(&self, error: &ValidationError<'static>) -> (Place, Message) {
        let in_full = match error.kind() {
            Kind::AnyOf { .. } | Kind::OneOfNotValid { .. } | Kind::OneOfMultipleValid { .. } => None,
            _ => self.defects(error).into_iter().next(),
        };
        match in_full {
            Some(defect) => (defect.finding.place, defect.finding.label),
            None => (self.value(&pointer_of(error)), Message::from(NONE_FITS)),
        }
    }

    /// Shapes told apart by the value of one field (`"kind": "call"`), which is that of none of them.
    fn unknown_kind(&self, here: &Pointer, branches: &[Branch]) -> Option<Finding> {
        let of_type = |branch: &&Branch| !distance(here, branch).0;
        let of_kind = |branch: &Branch| -> Vec<(Pointer, Vec<Value>)> {
            let entries = branch.iter().filter_map(|error| Some((pointer_of(error), entries_of(error)?)));
            entries.filter(|(place, _)| place.parent().as_ref() == Some(here)).collect()
        };
        let mut kinds = branches.iter().filter(of_type).map(of_kind);
        let (field, mut entries) = kinds.next()?.into_iter().next()?;
        for kind in kinds {
            entries.extend(kind.into_iter().find(|(place, _)| *place == field)?.1);
        }
        (entries.len() > 1).then(|| self.not_allowed_at(&field, None, &entries))
    }

    /// What the schema calls a branch; its number from 1 where it has no title.
    fn branch_name(&self, part: Option<&SchemaPart<'_>>, at: usize) -> Argument {
        let branch = part.and_then(|part| part.schema.get(&part.keyword)?.get(at));
        match branch.and_then(|branch| self.title_of(branch)) {
            Some(title) => quote(title),
            None => branch
                .and_then(shape)
                .unwrap_or_else(|| Argument::from(message!("shape {number}", number: at + 1))),
        }
    }

    fn title_of<'s>(&'s self, branch: &'s Value) -> Option<&'s str> {
        let title =
            |schema: &'s Value| schema.get("title").and_then(Value::as_str).filter(|title| !title.is_empty());
        title(branch).or_else(|| {
            let resolver = self.schema.registry.resolver(uri::from_str(self.schema.base_uri()).ok()?);
            title(resolver.lookup(branch.get("$ref")?.as_str()?).ok()?.into_inner().0)
        })
    }
}

/// How far a value is from a branch: of another type at all; of another kind by one of its fields
/// (`"type": "call"`); then by how many defects it has, deep ones being the smaller.
fn distance(here: &Pointer, branch: &[ValidationError<'static>]) -> (bool, bool, usize, Reverse<usize>) {
    let of_other_type = |error: &ValidationError<'_>| {
        matches!(error.kind(), Kind::Type { .. } | Kind::FalseSchema) && pointer_of(error) == *here
    };
    let of_other_kind = |error: &ValidationError<'_>| {
        matches!(error.kind(), Kind::Constant { .. } | Kind::Enum { .. })
            && pointer_of(error).depth() <= here.depth() + 1
    };
    let deepest = branch.iter().map(|error| pointer_of(error).depth()).max().unwrap_or(0);
    (branch.iter().any(of_other_type), branch.iter().any(of_other_kind), branch.len(), Reverse(deepest))
}

/// A short shape in words: its type, or the fields it asks for.
fn shape(branch: &Value) -> Option<Argument> {
    let object = branch.as_object().filter(|object| object.len() == 1)?;
    if let Some(name) = object.get("type").and_then(Value::as_str) {
        return Some(due(&[name.parse().ok()?]));
    }
    let names = object.get("required")?.as_array()?.iter().filter_map(Value::as_str).map(quote).collect();
    Some(Argument::from(Message::new("the one with {names}", vec![("names", Argument::List(names))])))
}

/// The fields of which one would do, if a field is all that any branch misses.
fn alternative_fields<'b>(here: &Pointer, branches: &'b [Branch]) -> Option<Vec<&'b str>> {
    let field = |branch: &'b Branch| match branch.as_slice() {
        [error] if pointer_of(error) == *here => match error.kind() {
            Kind::Required { property } => property.as_str(),
            _ => None,
        },
        _ => None,
    };
    branches.iter().map(field).collect::<Option<Vec<_>>>().filter(|names| names.len() > 1)
}

fn entries_of(error: &ValidationError<'_>) -> Option<Vec<Value>> {
    match error.kind() {
        Kind::Enum { options } => options.as_array().cloned(),
        Kind::Constant { expected_value } => Some(vec![(**expected_value).clone()]),
        _ => None,
    }
}

/// The types of all branches, if a type is all that any of them misses.
fn all_types(here: &Pointer, branches: &[Branch]) -> Option<Vec<JsonType>> {
    let mut types = Vec::new();
    for branch in branches {
        let [error] = branch.as_slice() else { return None };
        match error.kind() {
            Kind::Type { kind: TypeKind::Single(single) } if pointer_of(error) == *here => {
                types.push(*single)
            }
            Kind::Type { kind: TypeKind::Multiple(several) } if pointer_of(error) == *here => {
                types.extend(several.iter())
            }
            _ => return None,
        }
    }
    let mut unique = Vec::new();
    types.into_iter().for_each(|one| {
        if !unique.contains(&one) {
            unique.push(one)
        }
    });
    (!unique.is_empty()).then_some(unique)
}

/// The entries of all branches, if an entry is all that any of them misses.
fn all_entries(here: &Pointer, branches: &[Branch]) -> Option<Vec<Value>> {
    let mut entries = Vec::new();
    for branch in branches {
        let [error] = branch.as_slice() else { return None };
        if pointer_of(error) != *here {
            return None;
        }
        entries.extend(entries_of(error)?);
    }
    (!entries.is_empty()).then_some(entries)
}
