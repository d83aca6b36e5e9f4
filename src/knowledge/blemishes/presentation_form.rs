//! Arabic letters that are written as drawn shapes.

use crate::text::stretch::{Stretch, stretches};

/// The stretches of shapes in a text.
pub(crate) fn find(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    stretches(text, is_shape)
}

/// Arabic Presentation Forms A and B, but for what is written as one character on purpose.
fn is_shape(character: char) -> bool {
    matches!(character, '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDC7}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_are_told_from_letters_and_from_phrases_that_are_one_character() {
        let positions = |text| -> Vec<usize> { find(text).map(|it| it.characters.start).collect() };
        assert_eq!(positions("ﺍﻟحﻤﻮﺷﻲ"), [0, 3]);
        for text in ["الحموشي", "ﷺ", "ﷲ", "﴾﴿", "﷼"] {
            assert_eq!(positions(text), [0; 0], "{text}");
        }
    }
}
