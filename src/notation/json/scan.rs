//! The inner loops over bytes: the end of a string's plain run, the end of white space.

const EVERY_BYTE: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// The first byte from `from` on that a string cannot hold as it is: `"`, `\` or below U+0020.
///
/// The length of `bytes` if there is none. Eight bytes at a time: a byte that is zero after `^` borrows
/// from its high bit when one is taken away; the lowest hit is exact, and no other is asked for.
#[inline]
pub(in crate::notation) fn end_of_plain_run(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let quote = word ^ (EVERY_BYTE * b'"' as u64);
        let backslash = word ^ (EVERY_BYTE * b'\\' as u64);
        let hits = (quote.wrapping_sub(EVERY_BYTE) & !quote)
            | (backslash.wrapping_sub(EVERY_BYTE) & !backslash)
            | (word.wrapping_sub(EVERY_BYTE * 0x20) & !word);
        let hits = hits & HIGH_BITS;
        if hits != 0 {
            return at + (hits.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    while let Some(byte) = bytes.get(at) {
        if matches!(byte, b'"' | b'\\' | 0..0x20) {
            return at;
        }
        at += 1;
    }
    bytes.len()
}

/// The first byte from `from` on that is not JSON white space (space, tab, line feed, carriage return).
#[inline]
pub(in crate::notation) fn end_of_white_space(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::end_of_plain_run;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn a_run_ends_where_byte_by_byte_says(bytes: Vec<u8>, from in 0..16usize) {
            let slowly = (from..bytes.len())
                .find(|at| matches!(bytes[*at], b'"' | b'\\' | 0..0x20))
                .unwrap_or(bytes.len());
            prop_assert_eq!(end_of_plain_run(&bytes, from), slowly);
        }

        #[test]
        fn a_run_ends_at_the_byte_that_ends_it(
            plain in "[ -!#-\\[\\]-~\u{80}-\u{7ff}\u{10000}]{0,40}",
            end in prop::sample::select(vec!["\"", "\\", "\n", "\u{0}", "\u{1f}"]),
            rest: String,
        ) {
            let text = format!("{plain}{end}{rest}");
            prop_assert_eq!(end_of_plain_run(text.as_bytes(), 0), plain.len());
        }
    }
}
