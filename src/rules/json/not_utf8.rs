//! `json/not-utf8`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// The text is not UTF-8.
    ///
    /// JSON is exchanged as UTF-8 (RFC 8259, section 8.1). Here stand bytes that are not: the file was saved
    /// in another encoding (Windows-1256 and Windows-1252 are common, UTF-16 comes from spreadsheets), or
    /// it is no text at all. A letter that cannot be read cannot be compared, so the record is not judged
    /// further; the others are.
    ///
    /// To mend it, open the file in the encoding it was saved in and save it as UTF-8, without a
    /// byte order mark.
    pub static RULE = {
        id: "json/not-utf8",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
