//! Names of people, organisations, offices and places.

pub(crate) mod abbreviated;
pub(crate) mod blemish;
pub mod detached_waw;
pub(crate) mod gathered;
pub mod honorific;
pub mod incomplete;
pub mod inconsistent_spelling;
pub mod near_duplicate;
pub(crate) mod observed;
pub mod office_as_person;
pub mod office_conflict;
pub(crate) mod office_words;
pub(crate) mod proposed;
pub(crate) mod registered;
pub mod script;
pub mod stray_conjunction;
pub mod stray_punctuation;
