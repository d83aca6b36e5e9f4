//! One offset in a text in its three units: UTF-8 bytes, code points, UTF-16 units.
//!
//! An offset past the end, or inside a character, has no counterpart: `None`.

/// The last byte offset at or before another that is inside no character, or the end of a shorter text.
///
/// ```
/// assert_eq!(tadqiq::text::offsets::boundary_before("عبد", 3), 2);
/// assert_eq!(tadqiq::text::offsets::boundary_before("عبد", 9), 6);
/// ```
#[must_use]
pub fn boundary_before(text: &str, byte: usize) -> usize {
    let mut boundary = byte.min(text.len());
    while !text.is_char_boundary(boundary) {
        boundary -= 1;
    }
    boundary
}

/// The code points before a byte offset.
///
/// ```
/// use tadqiq::text::offsets;
/// assert_eq!(offsets::code_points("عبد", 4), Some(2));
/// assert_eq!(offsets::code_points("عبد", 3), None);
/// ```
#[must_use]
pub fn code_points(text: &str, byte: usize) -> Option<usize> {
    Some(text.get(..byte)?.chars().count())
}

/// The UTF-16 units before a byte offset.
///
/// ```
/// assert_eq!(tadqiq::text::offsets::utf16_units("😀a", 4), Some(2));
/// ```
#[must_use]
pub fn utf16_units(text: &str, byte: usize) -> Option<usize> {
    Some(text.get(..byte)?.encode_utf16().count())
}

/// The byte offset after so many code points.
#[must_use]
pub fn byte_of_code_point(text: &str, code_points: usize) -> Option<usize> {
    boundaries(text).nth(code_points)
}

/// The byte offset after so many UTF-16 units.
///
/// ```
/// use tadqiq::text::offsets;
/// assert_eq!(offsets::byte_of_utf16_unit("😀a", 2), Some(4));
/// assert_eq!(offsets::byte_of_utf16_unit("😀a", 1), None);
/// ```
#[must_use]
pub fn byte_of_utf16_unit(text: &str, utf16_units: usize) -> Option<usize> {
    let mut units = 0;
    for (byte, character) in text.char_indices() {
        if units >= utf16_units {
            return (units == utf16_units).then_some(byte);
        }
        units += character.len_utf16();
    }
    (units == utf16_units).then_some(text.len())
}

fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    text.char_indices().map(|(byte, _)| byte).chain(std::iter::once(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn there_and_back(text in ".{0,20}", byte in 0_usize..60) {
            match code_points(&text, byte) {
                Some(points) => {
                    prop_assert_eq!(byte_of_code_point(&text, points), Some(byte));
                    let units = utf16_units(&text, byte);
                    prop_assert_eq!(units.and_then(|units| byte_of_utf16_unit(&text, units)), Some(byte));
                }
                None => prop_assert!(!text.is_char_boundary(byte)),
            }
        }
    }
}
