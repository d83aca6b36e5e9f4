//! `json/syntax`

use crate::rule::Check;
use crate::words::Level;

rule! {
    /// The record is not JSON.
    ///
    /// A bracket, a quotation mark or a comma is missing or too many, so that nobody can tell what the record
    /// says. The label names what was expected, the mark is where reading had to stop: the slip itself is
    /// there or just before. Other records of the file are judged as if this one did not exist.
    ///
    /// **Not an error:** a final line end, or none; CRLF line ends; white space around a record.
    pub static RULE = {
        id: "json/syntax",
        level: Level::Error,
        since: "0.1.0",
        check: Check::Stage,
    }
}
