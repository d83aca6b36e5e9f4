//! What only the whole dataset shows.

pub mod conflicting_dates;
pub mod count_differs;
pub mod duplicate_id;
pub mod duplicate_record;
pub mod near_duplicate;
pub mod two_places;
