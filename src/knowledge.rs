//! What rules share about the world. A rule asks here, never another rule.

pub(crate) mod blemishes;
pub(crate) mod brackets;
pub(crate) mod citations;
pub(crate) mod claims;
pub mod contractions;
pub(crate) mod corrections;
pub mod countries;
pub mod dates;
pub(crate) mod fields;
pub(crate) mod fillers;
pub(crate) mod languages;
pub mod meetings;
pub mod names;
pub mod participants;
pub mod places;
pub mod references;
pub(crate) mod sentences;
