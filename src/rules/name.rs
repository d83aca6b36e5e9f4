//! People, offices, organisations, places.

pub mod inconsistent_spelling;
