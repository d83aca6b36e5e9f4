//! `schema/of-a-list`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// The schema describes a list of records, not one record.
    ///
    /// Of a file that holds a list, each element is a record of its own, with its own findings. A schema that says
    /// `{"type": "array", "items": …}` asks each of them to be a list, and every record is wrong.
    ///
    /// Give the schema of one record: what stands under `items`.
    ///
    /// **Not an error:** such a schema where the records are lists themselves.
    pub static RULE = {
        id: "schema/of-a-list",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Stage,
    }
}
