//! What a rule may know beside its record. Loaded before the records.

use crate::date;

/// What a rule may know beside its record.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// How this collection's dates are read.
    pub dates: date::Settings,
    /// The collection's name in the config, if a config claims the file.
    pub collection: Option<String>,
}
