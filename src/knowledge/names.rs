//! Names of people, organisations, offices and places: what a dataset has of them, and what registries say.

pub(crate) mod abbreviation;
pub mod entities;
pub mod observation;
pub(crate) mod offices;
pub mod proposal;
pub(crate) mod registry;
pub(crate) mod report;
pub(crate) mod slips;
