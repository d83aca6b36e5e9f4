//! Stretches of a text, counted in code points as places count them.

use std::ops::Range;

/// Some neighbouring characters of a text, with what stands on either side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch<'t> {
    /// The characters.
    pub text: &'t str,
    /// Where they stand, in code points from 0.
    pub characters: Range<usize>,
    /// Everything before them.
    pub before: &'t str,
    /// Everything behind them.
    pub after: &'t str,
}

impl Stretch<'_> {
    /// The character before, if there is one.
    #[must_use]
    pub fn previous(&self) -> Option<char> {
        self.before.chars().next_back()
    }

    /// The character behind, if there is one.
    #[must_use]
    pub fn next(&self) -> Option<char> {
        self.after.chars().next()
    }
}

/// The longest stretches of characters that belong, in the order of the text.
///
/// ```
/// use tadqiq::internals::stretch::stretches;
/// let digits: Vec<_> = stretches("عام 2022 و 23", |character| character.is_ascii_digit()).collect();
/// assert_eq!(digits[0].characters, 4..8);
/// assert_eq!((digits[1].text, digits[1].before), ("23", "عام 2022 و "));
/// ```
pub fn stretches<'t>(text: &'t str, belongs: impl Fn(char) -> bool) -> impl Iterator<Item = Stretch<'t>> {
    let mut byte = 0;
    let mut count = 0;
    std::iter::from_fn(move || {
        let rest = &text[byte..];
        let skipped = rest.find(&belongs)?;
        let found = &rest[skipped..];
        let length = found.find(|character| !belongs(character)).unwrap_or(found.len());
        let start = count + rest[..skipped].chars().count();
        let stretch = Stretch {
            text: &found[..length],
            characters: start..start + found[..length].chars().count(),
            before: &text[..byte + skipped],
            after: &found[length..],
        };
        byte += skipped + length;
        count = stretch.characters.end;
        Some(stretch)
    })
}

/// The stretches without white space in them.
pub fn tokens(text: &str) -> impl Iterator<Item = Stretch<'_>> {
    stretches(text, |character| !character.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_cover_what_belongs_and_nothing_else() {
        for (text, expected) in
            [("", vec![]), ("ab", vec![(0..2, "ab")]), (" é  ب ", vec![(1..2, "é"), (4..5, "ب")])]
        {
            let found: Vec<_> = tokens(text).map(|token| (token.characters, token.text)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
