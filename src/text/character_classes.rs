//! What a text is made of, at a glance: enough to know which questions need not be asked of it.

/// What kinds of characters stand in a text.
///
/// Nearly every text is letters and single spaces, and most defects of script are of characters that such a text
/// does not have: one look at it spares a look for each.
///
/// ```
/// use tadqiq::text::character_classes::CharacterClasses;
/// assert!(CharacterClasses::of("الأمن الوطني").has_none_of(CharacterClasses::MARKS.or(CharacterClasses::UNUSUAL)));
/// assert!(!CharacterClasses::of("الأمن، الوطني").has_none_of(CharacterClasses::MARKS));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CharacterClasses(u8);

impl CharacterClasses {
    /// Any text, the empty one included.
    pub const ANYTHING: Self = Self(0);
    /// Latin letters of ASCII.
    pub const LATIN: Self = Self(1);
    /// The letters of Arabic itself, as [`is_plain`](super::character::is_plain) knows them.
    pub const ARABIC: Self = Self(1 << 1);
    /// Both of these.
    pub const LATIN_AND_ARABIC: Self = Self(1 << 2);
    /// Punctuation of ASCII, the Arabic comma, semicolon and question mark, quotation marks.
    pub const MARKS: Self = Self(1 << 3);
    /// White space at an edge, two side by side, or another one than U+0020.
    pub const STRAY_SPACE: Self = Self(1 << 4);
    /// Whatever else: accents, other scripts, vowel signs, tatweel, control and invisible characters.
    pub const UNUSUAL: Self = Self(1 << 5);

    /// Looks at a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut found = 0;
        // An edge is as good as a space.
        let mut previous = ' ';
        for character in text.chars() {
            found |= match character {
                '\u{621}'..='\u{63A}' | '\u{641}'..='\u{64A}' => Self::ARABIC.0,
                ' ' if previous == ' ' => Self::STRAY_SPACE.0,
                ' ' | '0'..='9' => 0,
                'a'..='z' | 'A'..='Z' => Self::LATIN.0,
                _ => Self::of_rarer(character),
            };
            previous = character;
        }
        if previous == ' ' && !text.is_empty() {
            found |= Self::STRAY_SPACE.0;
        }
        if found & 0b11 == 0b11 {
            found |= Self::LATIN_AND_ARABIC.0;
        }
        Self(found)
    }

    fn of_rarer(character: char) -> u8 {
        match character {
            '!'..='~' | '،' | '؛' | '؟' => Self::MARKS.0,
            '«' | '»' | '“' | '”' | '„' | '‘' | '’' => Self::MARKS.0 | Self::UNUSUAL.0,
            '\t' | '\n' | '\r' => Self::STRAY_SPACE.0,
            _ if character.is_whitespace() => Self::STRAY_SPACE.0 | Self::UNUSUAL.0,
            _ => Self::UNUSUAL.0,
        }
    }

    /// What stands in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether nothing of what is wanted stands in it. Who wants [`CharacterClasses::ANYTHING`] always finds some.
    #[must_use]
    pub fn has_none_of(self, wanted: Self) -> bool {
        wanted != Self::ANYTHING && self.0 & wanted.0 == 0
    }
}

#[cfg(test)]
mod tests {
    use super::super::character::is_plain;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_kind_is_told() {
        for (text, expected) in [
            ("", CharacterClasses::ANYTHING),
            ("a b", CharacterClasses::LATIN),
            ("عام 2022", CharacterClasses::ARABIC),
            (
                "aب",
                CharacterClasses::LATIN.or(CharacterClasses::ARABIC).or(CharacterClasses::LATIN_AND_ARABIC),
            ),
            ("a  b", CharacterClasses::LATIN.or(CharacterClasses::STRAY_SPACE)),
            (" a", CharacterClasses::LATIN.or(CharacterClasses::STRAY_SPACE)),
            ("a ", CharacterClasses::LATIN.or(CharacterClasses::STRAY_SPACE)),
            ("a\nb", CharacterClasses::LATIN.or(CharacterClasses::STRAY_SPACE)),
            ("(a)", CharacterClasses::LATIN.or(CharacterClasses::MARKS)),
            ("é", CharacterClasses::UNUSUAL),
            ("ـ", CharacterClasses::UNUSUAL),
            ("\u{7}", CharacterClasses::UNUSUAL),
        ] {
            assert_eq!(CharacterClasses::of(text), expected, "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn what_is_not_plain_always_shows(text: String) {
            let is_ordinary = text.chars().all(|character| is_plain(character) && !character.is_control());
            let says_so = CharacterClasses::of(&text).has_none_of(CharacterClasses::UNUSUAL.or(CharacterClasses::STRAY_SPACE).or(CharacterClasses::MARKS));
            prop_assert!(is_ordinary || !says_so);
        }
    }
}
