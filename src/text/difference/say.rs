//! A difference in words.

use std::fmt;

use super::super::character::{describe, is_harakat, show};
use super::{Difference, DifferenceKind};

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, left, right, character } = self;
        let word = match kind {
            DifferenceKind::Encoding => {
                return formatter.write_str("the same letters in other code points");
            }
            DifferenceKind::WordOrder => return formatter.write_str("the order of the words"),
            DifferenceKind::Script => return formatter.write_str("two scripts"),
            DifferenceKind::Mojibake => {
                return formatter.write_str("one was decoded with the wrong character set");
            }
            DifferenceKind::Invisible | DifferenceKind::Tatweel | DifferenceKind::Harakat => {
                return write!(formatter, "{}, character {character}", described(left, right));
            }
            DifferenceKind::Spacing => {
                let word = if left.is_empty() { right } else { left };
                if word.trim().is_empty() {
                    return write!(formatter, "a space (character {character})");
                }
                return write!(formatter, "a space after {} (character {character})", show(word));
            }
            DifferenceKind::Punctuation if left.is_empty() || right.is_empty() => {
                return write!(formatter, "{}, character {character}", described(left, right));
            }
            DifferenceKind::Hamza => "hamza",
            DifferenceKind::Punctuation => "punctuation",
            DifferenceKind::Case => "case",
            DifferenceKind::Accent => "accent",
            DifferenceKind::AlefMaksura => "alef maksura",
            DifferenceKind::TaMarbuta => "ta marbuta",
            DifferenceKind::ForeignLetter => "form of the letter",
            DifferenceKind::Article => "article",
            DifferenceKind::Letter => "letter",
            DifferenceKind::Word => "word",
        };
        write!(formatter, "{word}: {} / {}", or_nothing(left), or_nothing(right))?;
        match kind {
            DifferenceKind::Letter => write!(formatter, ", character {character}"),
            // These look alike: only the code points tell them apart.
            DifferenceKind::ForeignLetter => write!(formatter, " ({})", described(left, right)),
            _ => Ok(()),
        }
    }
}

fn or_nothing(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
        " " => "a space".to_owned(),
        _ => show(text).into_owned(),
    }
}

/// The characters of whichever side has some; marks without the word ARABIC, which goes without saying.
fn described(left: &str, right: &str) -> String {
    let names = |text: &str| -> Vec<String> {
        text.chars()
            .map(|character| {
                let name = describe(character);
                if is_harakat(character) { name.replacen("ARABIC ", "", 1) } else { name }
            })
            .collect()
    };
    match (left.is_empty(), right.is_empty()) {
        (false, false) => format!("{} / {}", names(left).join(", "), names(right).join(", ")),
        _ => names(left).into_iter().chain(names(right)).collect::<Vec<_>>().join(", "),
    }
}
