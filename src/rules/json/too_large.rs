//! `json/too-large`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// The record is too large.
    ///
    /// A record may have up to 16 MiB. A larger one is nearly always a file whose line ends were lost, or a text
    /// that belongs into a file of its own. `limits.record-bytes` in `tadqiq.toml` raises the bound.
    pub static RULE = {
        id: "json/too-large",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
