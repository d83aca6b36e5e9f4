//! `json/byte-order-mark`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// The file begins with a byte order mark.
    ///
    /// Three invisible bytes (EF BB BF) stand before the first record. Spreadsheets and some editors
    /// put them there. RFC 8259 forbids them in JSON: some programs refuse the file, others take
    /// them for a part of the first key. The records are judged all the same.
    ///
    /// The fix takes the three bytes out and nothing else. It is safe.
    pub static RULE = {
        id: "json/byte-order-mark",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
