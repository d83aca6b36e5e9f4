//! `json/too-deep`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// The record is nested too deeply.
    ///
    /// Objects and lists lie in one another deeper than the bound, by default 128. No record of a meeting
    /// needs that, and programs that read it may crash. `limits.depth` in `tadqiq.toml` raises the bound, up to 512.
    pub static RULE = {
        id: "json/too-deep",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
