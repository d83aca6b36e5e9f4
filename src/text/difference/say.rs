//! A difference in words.

use std::fmt;

use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

use super::super::character::{describe, is_harakat, show};
use super::super::compare::puts_the_surname_first;
use super::{Difference, DifferenceKind, UNSEEN};

impl fmt::Display for Difference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, left, right, character } = self;
        let word = match kind {
            DifferenceKind::Encoding => return say_encoding(left, right, formatter),
            DifferenceKind::WordOrder => return formatter.write_str(order(left, right)),
            DifferenceKind::Script => return say_scripts(left, right, formatter),
            DifferenceKind::Mojibake => {
                return formatter.write_str("one was decoded with the wrong character set");
            }
            DifferenceKind::Invisible | DifferenceKind::Tatweel | DifferenceKind::Harakat => {
                return write!(formatter, "{}, character {character}", described(left, right));
            }
            DifferenceKind::Spacing => {
                let word = if left.is_empty() { right } else { left };
                if word.contains(UNSEEN) {
                    return write!(formatter, "{} ({}, character {character})", unseen(word), show(word));
                }
                if word.trim().is_empty() {
                    return write!(formatter, "a space (character {character})");
                }
                return write!(formatter, "a space after {} (character {character})", show(word));
            }
            DifferenceKind::Punctuation if left.is_empty() || right.is_empty() => {
                return write!(formatter, "{} in one only (character {character})", described(left, right));
            }
            DifferenceKind::Punctuation => {
                let (left, right) = (mark(left), mark(right));
                return write!(formatter, "{left} against {right} (character {character})");
            }
            DifferenceKind::Hamza => "hamza",
            DifferenceKind::Case => "case",
            DifferenceKind::Accent => "accent",
            DifferenceKind::AlefMaksura => "alef maksura",
            DifferenceKind::TaMarbuta => "ta marbuta",
            DifferenceKind::ForeignLetter => "form of the letter",
            DifferenceKind::Article => "article",
            DifferenceKind::Letter => "letter",
            DifferenceKind::Word => "word",
        };
        if *kind == DifferenceKind::Letter && (left.is_empty() || right.is_empty()) {
            let more = if left.is_empty() { right } else { left };
            let letters = if more.chars().count() == 1 { "the letter" } else { "the letters" };
            return write!(formatter, "{letters} {} in one only (character {character})", show(more));
        }
        write!(formatter, "{word}: {} / {}", or_nothing(left), or_nothing(right))?;
        match kind {
            DifferenceKind::Letter if are_drawn_alike(left, right) => {
                write!(formatter, " ({}), character {character}", described(left, right))
            }
            DifferenceKind::Letter => write!(formatter, ", character {character}"),
            // These look alike: only the code points tell them apart.
            DifferenceKind::ForeignLetter => write!(formatter, " ({})", described(left, right)),
            _ => Ok(()),
        }
    }
}

/// Whether nobody sees the difference.
fn are_drawn_alike(left: &str, right: &str) -> bool {
    skeleton(left).eq(skeleton(right))
}

/// Two scripts that look alike: the first letter that differs is told by its code points.
fn say_scripts(left: &str, right: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut letters = (1_usize..).zip(left.chars().zip(right.chars()));
    let first = letters.find(|(_, (left, right))| left != right).filter(|_| are_drawn_alike(left, right));
    let Some((character, (left, right))) = first else { return formatter.write_str("two scripts") };
    let letters = described(&left.to_string(), &right.to_string());
    write!(formatter, "letters of two scripts that look alike: {letters}, character {character}")
}

/// What a mark is called; a space goes without a code point.
fn mark(text: &str) -> String {
    match text {
        " " => "a space".to_owned(),
        _ => described(text, ""),
    }
}

/// Where a space stands that nobody sees.
fn unseen(word: &str) -> &'static str {
    match (word.starts_with(UNSEEN), word.ends_with(UNSEEN)) {
        (true, _) => "a space at the beginning",
        (false, true) if word.matches(UNSEEN).count() > 1 => "a space too many",
        _ => "a space at the end",
    }
}

/// Two ways of encoding the same letters look alike: the first that differs is told by its code points.
fn say_encoding(left: &str, right: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    const MOST: usize = 4;
    let is_same = |(left, right): &(char, char)| left == right;
    let same = left.chars().zip(right.chars()).take_while(is_same).count();
    let goes_on = |text: &str| text.chars().nth(same).is_some_and(is_combining_mark);
    // A mark belongs to the letter before it.
    let start = same.saturating_sub(usize::from(goes_on(left) || goes_on(right)));
    let letter = |text: &str| -> Vec<char> {
        let mut characters = text.chars().skip(start);
        let first = characters.next();
        first.into_iter().chain(characters.take_while(|&next| is_combining_mark(next)).take(MOST)).collect()
    };
    let code_points = |letter: &[char]| {
        letter
            .iter()
            .map(|&character| format!("U+{:04X}", u32::from(character)))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let (of_left, of_right) = (letter(left), letter(right));
    let drawn: String = if of_left.len() <= of_right.len() { &of_left } else { &of_right }.iter().collect();
    write!(
        formatter,
        "the same letters in other code points: {} is {} / {} (character {})",
        show(&drawn),
        code_points(&of_left),
        code_points(&of_right),
        start + 1
    )
}

impl Difference {
    /// The difference in words, of names of what has no family name: an office, an organisation, a place.
    pub(crate) fn said_of_a_thing(&self) -> String {
        match self.kind {
            DifferenceKind::WordOrder => ORDER_OF_WORDS.to_owned(),
            _ => self.to_string(),
        }
    }
}

const ORDER_OF_WORDS: &str = "the order of the words";

/// What two orders of the same words differ by.
fn order(left: &str, right: &str) -> &'static str {
    if puts_the_surname_first(left) != puts_the_surname_first(right) {
        "the family name first in one, last in the other"
    } else {
        ORDER_OF_WORDS
    }
}

fn or_nothing(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
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
