//! How records are written: bytes → records → a tape of nodes with places.

pub mod document;
pub mod split;
