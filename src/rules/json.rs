//! Can it be read?

use crate::rule::Rule;

pub mod byte_order_mark;
pub mod duplicate_key;
pub mod empty;
pub mod not_utf8;
pub mod number_precision;
pub mod syntax;
pub mod too_deep;
pub mod too_large;

/// The rules behind whose findings there is no record: nobody knows what it says, so none was judged, and no decision
/// is made on one.
static UNREAD: [&Rule; 5] = [&empty::RULE, &not_utf8::RULE, &syntax::RULE, &too_deep::RULE, &too_large::RULE];

/// Whether the rule of that name says of what could not be read that it could not.
pub fn is_of_unread(rule: &str) -> bool {
    UNREAD.iter().any(|unread| unread.id() == rule)
}
