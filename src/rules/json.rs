//! Can it be read?

pub mod byte_order_mark;
pub mod duplicate_key;
pub mod empty;
pub mod not_utf8;
pub mod number_precision;
pub mod syntax;
pub mod too_deep;
pub mod too_large;
