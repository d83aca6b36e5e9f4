//! `schema/unknown-keyword`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A keyword of the schema is unknown.
    ///
    /// JSON Schema passes over what it does not know: a schema that says `requred` asks for nothing, and every
    /// record is right. So a keyword that stands near a known one is said, a format too (`datetime` for
    /// `date-time`), and any that begins with `x-tadqiq` and is none of ours. The place is in the schema's file.
    ///
    /// Write the keyword that is meant. What the records then lack is said when they are checked again.
    ///
    /// **Not an error:** keywords of another tool, such as `x-order` or `nullable`; a word that stands near none of
    /// JSON Schema's.
    pub static RULE = {
        id: "schema/unknown-keyword",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Stage,
    }
}
