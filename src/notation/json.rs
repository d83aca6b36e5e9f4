//! JSON (RFC 8259, strictly): one value, an array of records, or a record a line.

pub(in crate::notation) mod array;
pub(in crate::notation) mod insert;
pub(in crate::notation) mod lines;
pub(in crate::notation) mod parse;
mod scan;
pub(in crate::notation) mod strings;
mod style;
pub(in crate::notation) mod syntax;
pub(in crate::notation) mod write;

pub use lines::lines;

use std::ops::Range;

/// Without the white space that JSON allows at both ends.
fn trimmed(bytes: &[u8], span: Range<usize>) -> Range<usize> {
    let is_white = |at: usize| matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r'));
    let Range { mut start, mut end } = span;
    while start < end && is_white(start) {
        start += 1;
    }
    while start < end && is_white(end - 1) {
        end -= 1;
    }
    start..end
}
