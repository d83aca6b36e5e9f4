//! `decision/expired`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A decision has expired.
    ///
    /// Whoever made it said how long it holds, and its last day is over: what it accepted is shown again. The place is
    /// in `decisions.ndjson`.
    ///
    /// Mend what it accepted, or accept it anew with `tadqiq accept`, which takes the place of the old decision;
    /// `tadqiq decisions --prune` takes it out. A run in which its record or its rule was not judged says nothing of it.
    ///
    /// **Not an error:** the last day itself; a decision without one.
    pub static RULE = {
        id: "decision/expired",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Stage,
    }
}
