//! What only the whole dataset shows.

pub mod duplicate_id;
