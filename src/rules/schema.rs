//! Is the record as its schema says?

pub mod duplicate_keyword;
pub mod format;
pub mod ignored_sibling;
pub mod missing_field;
pub mod not_allowed;
pub mod of_a_list;
pub mod packed_list;
pub mod placeholder;
pub mod unknown_field;
pub mod unknown_keyword;
pub mod violation;
pub mod wrong_type;
