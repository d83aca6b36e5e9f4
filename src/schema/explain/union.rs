//! Several shapes are allowed: the one that fits best is told, the others stand in the notes.

use std::cmp::Reverse;

use jsonschema::JsonType;
use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use referencing::uri;
use serde_json::Value;

use super::{Explainer, pointer_of};
use crate::rules::schema::violation;
use crate::schema::part::Part;
use crate::schema::words::cut;
use crate::{Argument, Finding, Message, Pointer, message};

type Branch = Vec<ValidationError<'static>>;

/// Further shapes, and further defects of the nearest one, that are told.
const TOLD: usize = 5;

impl Explainer<'_> {
    /// `anyOf` and `oneOf`: no shape fits.
    pub(super) fn no_branch(
        &self,
        error: &ValidationError<'_>,
        part: Option<&Part<'_>>,
        branches: &[Branch],
    ) -> Finding {
        let here = pointer_of(error);
        if let Some(types) = all_types(&here, branches) {
            return self.wrong_type_at(&here, &types);
        }
        if let Some(entries) = all_entries(&here, branches) {
            return self.not_allowed(error, part, &entries);
        }
        let nearest = branches.iter().enumerate().min_by_key(|(_, branch)| distance(&here, branch));
        let Some((nearest, defects)) = nearest.map(|(at, branch)| (at, self.of_branch(branch))) else {
            return self.new(&violation::RULE, self.value(&here), Message::from("no shape is allowed here"));
        };
        let mut defects = defects.into_iter();
        let Some(mut finding) = defects.next() else {
            return self.new(
                &violation::RULE,
                self.value(&here),
                Message::from("none of the allowed shapes fits"),
            );
        };
        finding.rule = &violation::RULE;
        finding.title.get_or_insert(Message::from("None of the allowed shapes fits"));
        for other in defects.take(TOLD) {
            finding.related.push((other.place, other.label));
        }
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
        part: Option<&Part<'_>>,
        branches: &[Branch],
    ) -> Finding {
        let fitting = branches.iter().enumerate().filter(|(_, branch)| branch.is_empty());
        let names: Vec<Argument> = fitting.map(|(at, _)| self.branch_name(part, at)).collect();
        let label = Message::new(
            "this fits {names} at once, and has to fit exactly one of them",
            vec![("names", Argument::List(names))],
        );
        self.new(&violation::RULE, self.value(&pointer_of(error)), label)
    }

    fn add_others(
        &self,
        part: Option<&Part<'_>>,
        branches: &[Branch],
        nearest: usize,
        finding: &mut Finding,
    ) {
        let others = branches.iter().enumerate().filter(|(at, _)| *at != nearest);
        for (at, branch) in others.take(TOLD) {
            let Some(first) = self.of_branch(branch).into_iter().next() else { continue };
            finding.notes.push(message!("{name} does not fit: {label}", name: self.branch_name(part, at), label: first.label));
        }
        if let Some(more) = branches.len().checked_sub(TOLD + 1).filter(|more| *more > 0) {
            finding.notes.push(message!("nor do {more} other shapes", more));
        }
    }

    /// A branch's defects, those that tell most first.
    fn of_branch(&self, branch: &[ValidationError<'static>]) -> Vec<Finding> {
        branch
            .iter()
            .take(TOLD + 1)
            .flat_map(|error| self.defects(error))
            .map(|defect| defect.finding)
            .collect()
    }

    /// What the schema calls a branch; its number from 1 where it has no title.
    fn branch_name(&self, part: Option<&Part<'_>>, at: usize) -> Argument {
        let branch = part.and_then(|part| part.schema.get(&part.keyword)?.get(at));
        match branch.and_then(|branch| self.title_of(branch)) {
            Some(title) => Argument::from(message!("“{title}”", title: cut(title))),
            None => Argument::from(message!("shape {number}", number: at + 1)),
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
        match error.kind() {
            Kind::Enum { options } => entries.extend(options.as_array()?.iter().cloned()),
            Kind::Constant { expected_value } => entries.push((**expected_value).clone()),
            _ => return None,
        }
    }
    (!entries.is_empty()).then_some(entries)
}
