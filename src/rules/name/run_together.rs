//! `name/run-together`

use crate::knowledge::corrections::{Correction, report};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::stretches;
use crate::words::Safety;
use crate::words::{Level, Role};

rule! {
    /// Two parts of a name stand together without a space.
    ///
    /// "RADFORDChristine" comes of a list with the family name in capitals, whose two columns were joined. It is sorted and
    /// found as one word that nobody is called.
    ///
    /// The fix, offered, puts the space between them.
    ///
    /// **Not an error:** capitals inside a name (McDonald, McDONALD, DeVries, MacGREGOR, d'ARTAGNAN) and in short forms (PhD,
    /// GmbH, EUobserver, NGOs).
    pub static RULE = {
        id: "name/run-together",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&[Role::PersonName], CharacterClasses::LATIN.or(CharacterClasses::UNUSUAL), check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let seams = stretches(&text, char::is_alphabetic).filter_map(|word| Some((seam(word.text)?, word)));
    let (mut corrections, mut parts) = (Vec::new(), None);
    for ((byte, letters), word) in seams {
        let (first, second) = word.text.split_at(byte);
        let before = first.chars().next_back().unwrap_or_default();
        let at = word.characters.start + letters;
        // The letter before the space is named as well: a place has characters.
        corrections.push(Correction::new(at - 1..at, format!("{before} ")));
        parts.get_or_insert((first.to_owned(), second.to_owned()));
    }
    let Some((first, second)) = parts else { return };
    let label = message!("{first} and {second} stand together", first, second);
    report(value, &corrections, label, (Safety::Unsafe, "put a space between them".into()), findings);
}

/// Where two parts of a name meet in a word, in bytes and in letters: capitals run into small letters, or the reverse.
fn seam(word: &str) -> Option<(usize, usize)> {
    const FEWEST: usize = 3;

    let capitals = word.chars().take_while(|it| it.is_uppercase()).count();
    let small = word.chars().skip(capitals).take_while(|it| it.is_lowercase()).count();
    let rest = word.chars().count() - capitals - small;
    // RADFORD|Christine: the last capital is the second part's. A number (XVIIIth) is no name.
    if capitals > FEWEST && small >= 2 && rest == 0 {
        let letters = capitals - 1;
        let is_number = word.chars().take(letters).all(|it| matches!(it, 'I' | 'V' | 'X' | 'L' | 'C'));
        return (!is_number).then_some((byte_of(word, letters), letters));
    }
    // Christine|RADFORD
    let letters = capitals + small;
    let byte = byte_of(word, letters);
    let is_second = word[byte..].chars().all(char::is_uppercase) && rest >= FEWEST;
    (capitals == 1 && small >= FEWEST && is_second && !begins_a_family_name(&word[..byte]))
        .then_some((byte, letters))
}

fn byte_of(word: &str, letters: usize) -> usize {
    word.char_indices().nth(letters).map_or(word.len(), |(byte, _)| byte)
}

/// FitzGERALD, SaintMARTIN
fn begins_a_family_name(part: &str) -> bool {
    const PREFIXES: [&str; 10] =
        ["Fitz", "Saint", "Sainte", "Santa", "Della", "Vander", "Vande", "Abdel", "Abdul", "Ould"];
    PREFIXES.contains(&part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_that_stand_together_are_told_from_capitals_of_one_name() {
        for (word, letters) in
            [("RADFORDChristine", 7), ("ÉLIEZoé", 4), ("ChristineRADFORD", 9), ("ПЕТРОВИван", 6)]
        {
            assert_eq!(seam(word).map(|(_, letters)| letters), Some(letters), "{word}");
        }
        for word in [
            "McDonald",
            "McDONALD",
            "DeVries",
            "PhD",
            "GmbH",
            "CaixaBank",
            "EUobserver",
            "MacGREGOR",
            "ARTAGNAN",
            "OBRIEN",
            "NGOs",
            "USAid",
            "LaTeX",
            "XVIIIth",
            "FitzGERALD",
            "LeBLANC",
            "MacLEOD",
            "DiCaprio",
            "iPhone",
            "",
        ] {
            assert_eq!(seam(word), None, "{word}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn a_seam_is_between_two_letters(word in "(\\p{Lu}|\\p{Ll}|\\p{L}){0,12}") {
            if let Some((byte, letters)) = seam(&word) {
                prop_assert!(letters > 0 && byte < word.len());
                prop_assert_eq!(word[..byte].chars().count(), letters);
            }
        }
    }
}
