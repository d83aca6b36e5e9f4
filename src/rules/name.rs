//! Names of people, organisations, offices and places.

pub mod detached_waw;
pub mod digit_in_word;
pub mod honorific;
pub mod incomplete;
pub mod inconsistent_spelling;
pub mod near_duplicate;
pub mod not_a_name;
pub mod office_as_person;
pub mod office_conflict;
pub mod office_in_name;
pub mod run_together;
pub mod script;
pub mod stray_conjunction;
pub mod stray_punctuation;
