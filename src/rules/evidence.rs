//! The record against the words of its sources.

pub mod date_left_out;
pub mod in_another_source;
pub mod missing;
pub mod offset_wrong;
pub mod paraphrase;
pub mod quote_absent;
pub mod quote_altered;
pub mod silent_correction;
pub mod stale;
pub mod status;
pub mod unsupported;
