//! `schema/unknown-field`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A field is unknown to the schema.
    ///
    /// The schema lists the fields of this object and allows no others. Most often the name is
    /// mistyped: then the value is there, and every program that looks for it finds nothing.
    ///
    /// `"particpants": […]` is meant for `participants`: the nearest known name is offered as a fix.
    ///
    /// Rename the field, move it to where it belongs, or take it out; if it is meant, add it to the schema.
    ///
    /// **Not an error:** a field that the schema leaves open, such as names that begin with `x-` in
    /// the schemas that come with tadqiq.
    pub static RULE = {
        id: "schema/unknown-field",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
