//! `schema/ignored-sibling`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// What stands beside a reference of the schema is ignored.
    ///
    /// Up to draft 7, JSON Schema looks at nothing that stands beside a `$ref`: `{"$ref": "#/definitions/name",
    /// "minLength": 3}` takes a name of one letter.
    ///
    /// Put both into `allOf`, or write the schema in draft 2019-09 or 2020-12, where both count.
    ///
    /// **Not an error:** a title or a description beside a reference, and its definitions: they judge nothing.
    pub static RULE = {
        id: "schema/ignored-sibling",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Stage,
    }
}
