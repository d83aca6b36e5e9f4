//! tadqiq

pub mod text;
