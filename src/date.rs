//! Dates.
/// s
#[derive(Debug, Clone, Default)]
pub struct Settings {}
