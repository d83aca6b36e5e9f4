//! tadqiq
pub mod date;
