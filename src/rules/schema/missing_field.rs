//! `schema/missing-field`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A required field is missing.
    ///
    /// The schema says that every record has this field, or that a record like this one has it: an
    /// unnamed participant needs an office, a meeting that was held needs participants. Whoever reads
    /// the data counts on it, and a record without it drops out of their tables.
    ///
    /// `{"id": "m1", "status": "held"}` lacks `kind` and `participants`; with `"status": "draft"` it
    /// may do without them.
    ///
    /// Give the field if the source says it. If the source does not, say so in the way the schema
    /// offers (`"unnamed": true`, a draft), rather than with a made-up value.
    ///
    /// **Not an error:** a field that the schema only allows.
    pub static RULE = {
        id: "schema/missing-field",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
