//! `decision/stale`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// A decision is of something that is not found any more.
    ///
    /// Someone accepted a finding, or a cause, and now the value has changed, the finding is gone, or its record is.
    /// What changed was never looked at, so that it is shown like any other; and what is gone needs no decision. The
    /// place is in `decisions.ndjson`.
    ///
    /// Look at the new value, if there is one; then `tadqiq decisions --prune` takes the decision out.
    ///
    /// It is said only where the record and the rule were judged in this run. That a record is gone, or a cause, is
    /// said only when all records were judged among which it could stand; and so is what a rule found by comparing
    /// records.
    ///
    /// **Not an error:** a record that was sorted, indented or moved elsewhere; a decision whose rule does not run.
    pub static RULE = {
        id: "decision/stale",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Stage,
    }
}
