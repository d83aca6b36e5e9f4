//! `schema/duplicate-keyword`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A key stands twice in the schema.
    ///
    /// Of two equal keys in an object, the last one counts, in silence: of `"minLength": 2` and `"minLength": 5` the
    /// schema asks for five, and of two fields of one name the first is never judged.
    ///
    /// Keep the one that is right, or write both under one key.
    ///
    /// **Not an error:** the same key in two objects.
    pub static RULE = {
        id: "schema/duplicate-keyword",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Stage,
    }
}
