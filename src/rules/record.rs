//! What one record says of its participants as a whole.

pub mod duplicate_participant;
pub mod one_sided;
pub mod self_meeting;
