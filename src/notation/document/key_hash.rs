//! Keys are told apart by a number first.

/// A hash of a key from its length and its first and last eight bytes.
///
/// It only sorts out keys that cannot be equal; equal hashes are always followed by a comparison.
#[inline]
pub(in crate::notation) fn key_hash(key: &[u8]) -> u32 {
    const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
    let (first, last) = match (key.first_chunk::<8>(), key.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => short_key_words(key),
    };
    let mixed = (first ^ last.rotate_left(29) ^ key.len() as u64).wrapping_mul(SPREAD);
    (mixed >> 32) as u32
}

#[inline]
fn short_key_words(key: &[u8]) -> (u64, u64) {
    match (key.first_chunk::<4>(), key.last_chunk::<4>()) {
        (Some(first), Some(last)) => (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()),
        _ => (key.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
    }
}
