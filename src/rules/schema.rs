//! Is the record as its schema says?

pub mod format;
pub mod missing_field;
pub mod not_allowed;
pub mod packed_list;
pub mod placeholder;
pub mod unknown_field;
pub mod violation;
pub mod wrong_type;
