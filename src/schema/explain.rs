//! What is wrong with a record, in a curator's words.

mod condition;
mod differing;
mod fields;
mod form;
mod inside;
mod rules;
mod union;
mod values;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use rustc_hash::{FxHashMap, FxHashSet};

use self::rules::{FORMAT, MISSING_FIELD, UNKNOWN_FIELD, VIOLATION};
use super::Schema;
use super::part::SchemaPart;
use super::patterns::{Engine, UncheckedPattern, past_the_bound};
use crate::message;
use crate::notation::document::{Document, Node};
use crate::rule::{Finding, RuleId};
use crate::words::{At, Message, Place, Pointer, RecordRef};

/// Findings of one record that are shown; who has more starts with these.
const MOST_FINDINGS: usize = 100;
/// Errors that jsonschema may have to gather for one record: it gathers all before it gives the first.
const MOST_ERRORS: u64 = 5_000;
/// Schemas in one another that a thread's usual stack of 2 MiB holds errors of, and half as many again.
const STEPS_WITHOUT_ROOM: usize = 1_024;
/// The stack for more, in bytes.
const ROOM: usize = 64 << 20;

impl Schema {
    /// Says what is wrong with a record; nothing for one that the schema accepts.
    ///
    /// Each defect is told once, where it is: a branch that fails because of a defect inside of it, or
    /// a mistyped name that leaves the right one missing, is not told again. At most 100 are told.
    ///
    /// What is given back are patterns that a value of the record could not be held against within the bound: such a
    /// value is not wrong for it.
    pub fn explain(
        &self,
        document: Document<'_>,
        record: RecordRef,
        findings: &mut Vec<Finding>,
    ) -> Vec<UncheckedPattern> {
        if self.accepts(document) {
            return Vec::new();
        }
        if self.growth.steps <= STEPS_WITHOUT_ROOM {
            let (explained, unchecked) = self.explanation(document, record);
            findings.extend(explained);
            return unchecked;
        }
        // Errors take more of the stack than a yes or no.
        std::thread::scope(|scope| {
            let roomy = std::thread::Builder::new().stack_size(ROOM);
            let explained = roomy.spawn_scoped(scope, || self.explanation(document, record)).ok();
            let explained = explained.and_then(|thread| thread.join().ok());
            let (explained, unchecked) = explained.unwrap_or_else(|| {
                (vec![Explainer { schema: self, document, record }.unexplained()], Vec::new())
            });
            findings.extend(explained);
            unchecked
        })
    }

    fn explanation(
        &self,
        document: Document<'_>,
        record: RecordRef,
    ) -> (Vec<Finding>, Vec<UncheckedPattern>) {
        let explainer = Explainer { schema: self, document, record };
        if self.would_take_too_long(document) {
            return (vec![explainer.unexplained()], Vec::new());
        }
        let errors = self.validator.iter_errors(document.root());
        let (unfinished, errors): (Vec<_>, Vec<_>) = errors.partition(|error| {
            matches!(error.kind(), Kind::BacktrackLimitExceeded { .. } | Kind::RegexEngineFailure { .. })
        });
        let mut unchecked = match self.engine {
            Engine::Linear => Vec::new(),
            Engine::Bounded => past_the_bound(document, |place| self.schemas_at(place)),
        };
        if unchecked.is_empty() && !unfinished.is_empty() {
            unchecked.extend(
                unfinished.iter().map(|error| UncheckedPattern::past_the_bound(&self.pattern_of(error))),
            );
        }
        let mut defects: Vec<Defect> =
            errors.iter().take(MOST_FINDINGS).flat_map(|error| explainer.defects(error)).collect();
        drop_consequences(&mut defects, &errors, self);
        let mut told = FxHashSet::default();
        defects.retain(|Defect { finding, .. }| {
            told.insert((finding.rule.clone(), finding.place.clone(), finding.label.clone()))
        });
        if let Some(more) = errors.len().checked_sub(MOST_FINDINGS).filter(|more| *more > 0)
            && let Some(last) = defects.last_mut()
        {
            last.finding.note(message!("this record has {more} more defects that are not shown", more));
        }
        (defects.into_iter().map(|defect| defect.finding).collect(), unchecked)
    }

    /// The pattern that an error is about; that of its keyword where it is one of several.
    fn pattern_of(&self, error: &ValidationError<'_>) -> String {
        let part = self.part_of(error);
        let written = part.as_ref().and_then(|part| part.schema.get(&part.keyword)?.as_str());
        written.or(part.as_ref().map(|part| part.keyword.as_str())).unwrap_or("pattern").to_owned()
    }

    fn would_take_too_long(&self, document: Document<'_>) -> bool {
        if self.growth.factor < 2 {
            return false;
        }
        let depth = u32::try_from(depth(document)).unwrap_or(u32::MAX);
        self.growth.factor.checked_pow(depth).is_none_or(|errors| errors > MOST_ERRORS)
    }
}

/// A finding, with what tells whether another one says the same.
struct Defect {
    finding: Finding,
    /// The object and the name of a field that is missing, or that is unknown.
    field: Option<(Pointer, String)>,
    /// The known field that an unknown one is meant for.
    meant: Option<String>,
    keyword: &'static str,
}

struct Explainer<'e> {
    schema: &'e Schema,
    document: Document<'e>,
    record: RecordRef,
}

impl<'e> Explainer<'e> {
    /// An error as findings: one, except for fields that jsonschema lists together.
    fn defects(&self, error: &ValidationError<'_>) -> Vec<Defect> {
        let part = self.schema.part_of(error);
        let mut defects = match error.kind() {
            Kind::Required { property } => vec![self.missing(error, property.as_str().unwrap_or_default())],
            Kind::AdditionalProperties { unexpected } => {
                self.unknown(error, unexpected, "additionalProperties")
            }
            Kind::UnevaluatedProperties { unexpected } => self
                .unevaluated_fields(error, unexpected)
                .unwrap_or_else(|| self.unknown(error, unexpected, "unevaluatedProperties")),
            Kind::UnevaluatedItems { unexpected } => self
                .unevaluated_elements(error, unexpected)
                .unwrap_or_else(|| vec![self.violation(error, part.as_ref()).into()]),
            Kind::Type { kind } => vec![self.wrong_type(error, kind).into()],
            Kind::Enum { options } => {
                let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
                let differing = match options {
                    [only] => self.differing(error, only),
                    _ => None,
                };
                let finding = differing.unwrap_or_else(|| self.not_allowed(error, part.as_ref(), options));
                vec![finding.into()]
            }
            Kind::Constant { expected_value } => match self.differing(error, expected_value) {
                Some(differing) => vec![differing.into()],
                None => {
                    vec![self.not_allowed(error, part.as_ref(), std::slice::from_ref(expected_value)).into()]
                }
            },
            Kind::AnyOf { context } | Kind::OneOfNotValid { context } => {
                vec![self.no_branch(error, part.as_ref(), context).into()]
            }
            Kind::OneOfMultipleValid { context } => {
                vec![self.several_branches(error, part.as_ref(), context).into()]
            }
            Kind::PropertyNames { error: inner } => vec![self.field_name(error, inner).into()],
            _ => match self.form(error) {
                Some(label) => vec![self.ill_formed(error, part.as_ref(), label).into()],
                None => vec![self.violation(error, part.as_ref()).into()],
            },
        };
        let own = match error.kind() {
            Kind::PropertyNames { error: inner } => self.schema.part_of(inner),
            _ => part,
        };
        for defect in &mut defects {
            self.add_condition(error, &mut defect.finding);
            if let Some(sentence) = own.as_ref().and_then(SchemaPart::own_message) {
                defect.finding.title = Some(sentence);
            }
        }
        defects
    }

    fn ill_formed(
        &self,
        error: &ValidationError<'_>,
        part: Option<&SchemaPart<'_>>,
        label: Message,
    ) -> Finding {
        let pointer = pointer_of(error);
        let mut finding = self.finding(FORMAT, self.value(&pointer), label);
        finding.help.extend(self.schema.hint(part.map(|part| part.schema), &pointer));
        if let Kind::Pattern { pattern } = error.kind() {
            finding.fixes.extend(self.other_letters(&pointer, pattern));
        }
        finding
    }

    fn unexplained(&self) -> Finding {
        let label = "this record is not as the schema says";
        let mut finding = self.finding(VIOLATION, self.value(&Pointer::root()), Message::from(label));
        finding.note(
            "the record is nested too deep in parts where the schema refers to itself to look for the place",
        );
        finding
    }

    fn finding(&self, rule: RuleId, place: Place, label: Message) -> Finding {
        Finding::new(rule, place, label)
    }

    fn node(&self, pointer: &Pointer) -> Node<'e> {
        self.document.resolve(pointer).unwrap_or_else(|| self.document.root())
    }

    fn value(&self, pointer: &Pointer) -> Place {
        self.place(At::Value(self.node(pointer).index().0))
    }

    /// The key of the member at a place; the value itself where it has none.
    fn key(&self, pointer: &Pointer) -> Place {
        let node = self.node(pointer);
        match node.key_of_value() {
            Some(_) => self.place(At::Key(node.index().0)),
            None => self.place(At::Value(node.index().0)),
        }
    }

    fn place(&self, at: At) -> Place {
        Place::new(self.record, at)
    }
}

impl From<Finding> for Defect {
    fn from(finding: Finding) -> Self {
        Self { finding, field: None, meant: None, keyword: "" }
    }
}

fn pointer_of(error: &ValidationError<'_>) -> Pointer {
    Pointer::parse(error.instance_path().as_str()).unwrap_or_default()
}

/// Takes out what follows from another defect.
fn drop_consequences(defects: &mut Vec<Defect>, errors: &[ValidationError<'_>], schema: &Schema) {
    // A mistyped name leaves the right one missing.
    let renamed: FxHashSet<(Pointer, String)> = defects
        .iter()
        .filter(|defect| defect.finding.rule == UNKNOWN_FIELD)
        .filter_map(|defect| Some((defect.field.as_ref()?.0.clone(), defect.meant.clone()?)))
        .collect();
    let missing = |defect: &Defect| defect.finding.rule == MISSING_FIELD;
    defects.retain(|defect| {
        !missing(defect) || !defect.field.as_ref().is_some_and(|field| renamed.contains(field))
    });

    // A way out of one defect is none if the same value has another.
    let ill_formed = |defect: &Defect| defect.finding.rule == FORMAT;
    let counted =
        defects.iter().filter(|defect| ill_formed(defect)).fold(FxHashMap::default(), |mut seen, defect| {
            *seen.entry(defect.finding.place.clone()).or_insert(0) += 1;
            seen
        });
    for defect in
        defects.iter_mut().filter(|defect| counted.get(&defect.finding.place).is_some_and(|count| *count > 1))
    {
        defect.finding.fixes.clear();
    }

    // A field is unevaluated because the branch that knows it fails over another defect.
    let places: Vec<Pointer> = errors
        .iter()
        .filter(|error| !matches!(error.kind(), Kind::UnevaluatedProperties { .. }))
        .map(pointer_of)
        .collect();
    defects.retain(|defect| {
        let Some((object, name)) =
            defect.field.as_ref().filter(|_| defect.keyword == "unevaluatedProperties")
        else {
            return true;
        };
        let fails_over_another = places.iter().any(|place| place.starts_with(object));
        !fails_over_another || !schema.known_fields(object).contains(&name.as_str())
    });
}

/// How many values lie in one another, at most.
fn depth(document: Document<'_>) -> usize {
    let mut deepest = 0;
    let mut waiting = vec![(document.root(), 1)];
    while let Some((node, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        waiting.extend(node.members().map(|(_, value)| (value, depth + 1)));
        waiting.extend(node.elements().map(|element| (element, depth + 1)));
    }
    deepest
}

#[cfg(test)]
mod tests;
