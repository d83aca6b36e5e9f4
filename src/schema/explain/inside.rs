//! A schema for what no other part of the schema knows: what is wrong with a value is told at that value.

use jsonschema::ValidationError;
use serde_json::{Value, json};

use super::{Defect, Explainer, MOST_FINDINGS, pointer_of};
use crate::words::Pointer;

/// The furthest element of a list that is looked into.
const FURTHEST: usize = 1_000;

impl Explainer<'_> {
    /// `unevaluatedProperties` that is a schema: what is wrong with the fields that it judges.
    pub(super) fn unevaluated_fields(
        &self,
        error: &ValidationError<'_>,
        names: &[String],
    ) -> Option<Vec<Defect>> {
        let own = self.own_schema(error)?;
        let fields = names.iter().take(MOST_FINDINGS).map(|name| (name.clone(), own.clone()));
        self.judged_inside(&pointer_of(error), json!({ "properties": Value::Object(fields.collect()) }))
    }

    /// `unevaluatedItems` that is a schema: what is wrong with the elements that it judges.
    pub(super) fn unevaluated_elements(
        &self,
        error: &ValidationError<'_>,
        values: &[String],
    ) -> Option<Vec<Defect>> {
        let own = self.own_schema(error)?;
        let part = self.schema.part_of(error)?;
        let listed =
            part.schema.get("prefixItems").or_else(|| part.schema.get("items")).and_then(Value::as_array);
        let listed = listed.map_or(0, Vec::len);
        let list = pointer_of(error);
        let elements = self.node(&list).elements().take(FURTHEST).enumerate().map(|(index, element)| {
            let is_meant = index >= listed && values.contains(&element.to_value().to_string());
            if is_meant { own.clone() } else { Value::Bool(true) }
        });
        let elements = elements.collect();
        self.judged_inside(&list, self.of_elements(elements))
    }

    /// A reference to the schema that a keyword holds; none where it holds none.
    fn own_schema(&self, error: &ValidationError<'_>) -> Option<Value> {
        let part = self.schema.part_of(error)?;
        part.schema.get(&part.keyword).filter(|own| own.is_object())?;
        Some(json!({ "$ref": error.absolute_keyword_location()?.as_str() }))
    }

    /// What a schema finds wrong with the value at a place.
    fn judged_inside(&self, place: &Pointer, schema: Value) -> Option<Vec<Defect>> {
        let wrapped = self.leading_to(place, schema)?;
        let validator = self.schema.validator_of(wrapped).ok()?;
        let errors: Vec<ValidationError<'_>> =
            validator.iter_errors(self.document.root()).take(MOST_FINDINGS).collect();
        let defects: Vec<Defect> = errors.iter().flat_map(|error| self.defects(error)).collect();
        (!defects.is_empty()).then_some(defects)
    }

    /// A schema of the whole record that judges the value at a place, and nothing else.
    fn leading_to(&self, place: &Pointer, schema: Value) -> Option<Value> {
        let mut schema = schema;
        let mut below = place.clone();
        while let (Some(above), Some(last)) = (below.parent(), below.last()) {
            let is_list = self.node(&above).kind() == crate::notation::document::Kind::Array;
            schema = match last.parse::<usize>() {
                Ok(index) if is_list => {
                    let before = (index <= FURTHEST).then_some(index)?;
                    let mut elements = vec![Value::Bool(true); before];
                    elements.push(schema);
                    self.of_elements(elements)
                }
                _ => json!({ "properties": { (&*last): schema } }),
            };
            below = above;
        }
        Some(schema)
    }

    fn of_elements(&self, elements: Vec<Value>) -> Value {
        let keyword = match self.schema.draft() {
            jsonschema::Draft::Draft202012 => "prefixItems",
            _ => "items",
        };
        json!({ keyword: elements })
    }

    /// How many elements of a list are as `contains` asks.
    pub(super) fn fitting_elements(&self, error: &ValidationError<'_>) -> Option<usize> {
        let address = error.absolute_keyword_location()?.as_str();
        let above = address.rsplit_once('/')?.0;
        let validator = self.schema.validator_of(json!({ "$ref": format!("{above}/contains") })).ok()?;
        Some(self.node(&pointer_of(error)).elements().filter(|element| validator.is_valid(*element)).count())
    }
}
