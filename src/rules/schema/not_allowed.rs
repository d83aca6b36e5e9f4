//! `schema/not-allowed`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A value is none of those allowed.
    ///
    /// The schema has a fixed list of values for this field, so that records can be counted and
    /// compared. A value beside the list, however close, is counted apart.
    ///
    /// `"side": "Host"` is not `host`; `"status": "منعقد"` is what the list calls `held`. Where the list
    /// has an entry that is nearest to the value, or that the schema gives this very label
    /// (`x-tadqiq-labels`), it is offered as a fix.
    ///
    /// **Not an error:** any value in a field without a list.
    pub static RULE = {
        id: "schema/not-allowed",
        level: Level::Error,
        since: "0.1.0",
        yields: ["reference/country"],
        check: Check::Stage,
    }
}
