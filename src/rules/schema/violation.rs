//! `schema/violation`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A condition of the schema is not met.
    ///
    /// What the other `schema/` rules do not name: none of several allowed shapes fits, or more than
    /// one; two fields exclude each other; an element of a list stands twice or a needed one is not
    /// there; the name of a field is not as the schema asks.
    ///
    /// `{"name": "A", "unnamed": true}` says two things about a participant that exclude each other.
    ///
    /// Where several shapes are allowed, the finding stands where the one that fits best fails; the
    /// notes tell what the others miss.
    ///
    /// **Not an error:** a value that fits one shape and misses the others, where one is enough.
    pub static RULE = {
        id: "schema/violation",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
