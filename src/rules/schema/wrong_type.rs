//! `schema/wrong-type`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A value is of another type than is due.
    ///
    /// JSON tells a text from a number, a list from a single value, and both from nothing (`null`). A
    /// program that expects a list of participants stops at a single name.
    ///
    /// `"topics": "security"` is a string where a list is due: `"topics": ["security"]`.
    ///
    /// **Not an error:** `3.0` where a whole number is due: it is one.
    pub static RULE = {
        id: "schema/wrong-type",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
