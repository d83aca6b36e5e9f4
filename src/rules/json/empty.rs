//! `json/empty`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// The file is empty.
    ///
    /// It holds nothing, or nothing but white space: no record can be read from it. An export that
    /// was cut off leaves such a file, and a list without records is written `[]`.
    ///
    /// **Not an error:** an empty list, `[]`.
    pub static RULE = {
        id: "json/empty",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
