//! tadqiq

pub mod document;
pub mod pointer;
