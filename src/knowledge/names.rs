//! Names of people, organisations, offices and places: what a dataset has of them, and what registries say.

pub(crate) mod abbreviated;
pub mod gathered;
pub mod observed;
pub(crate) mod office_words;
pub mod proposed;
pub(crate) mod registered;
pub(crate) mod slips;
