//! `multipleOf` by the decimals that are written, never by what doubles make of them.

use jsonschema::json::{JsonNumber, Node as _};
use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError};
use serde_json::{Map, Value};

use crate::notation::document::{Node, TapeJson};

pub(super) const MULTIPLE_OF: &str = "multipleOf";

/// What numbers must be a multiple of, as it is written.
struct MultipleOf(String);

/// Reads the unit; what is none the schema of schemas has refused before.
pub(super) fn multiple_of<'s>(
    _: &'s Map<String, Value>,
    value: &'s Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i, TapeJson>>, ValidationError<'s>> {
    Ok(Box::new(MultipleOf(value.to_string())))
}

impl<'i> Keyword<'i, TapeJson> for MultipleOf {
    fn validate(&self, instance: Node<'i>) -> Result<(), ValidationError<'i>> {
        if Keyword::<TapeJson>::is_valid(self, instance) {
            return Ok(());
        }
        // The unit is all that whoever explains it has to know.
        Err(ValidationError::custom(self.0.clone()))
    }

    fn is_valid(&self, instance: Node<'i>) -> bool {
        let Some(number) = instance.as_number() else { return true };
        crate::notation::document::is_multiple(&number.as_str(), &self.0)
    }
}
