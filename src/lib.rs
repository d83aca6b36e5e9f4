//! tadqiq

pub mod document;
pub mod pointer;
pub mod split;
