//! `script/bidi-control`

use std::ops::Range;

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{WRITTEN, is_prose};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::describe;
use crate::text::character_classes::CharacterClasses;
use crate::words::Level;
use crate::words::Safety;

rule! {
    /// A character overrides the direction of the text.
    ///
    /// Overrides, embeddings and isolates are characters that nobody sees and that turn the order of what
    /// stands around them: `abc` may be shown as `cba`, and a reader is shown something else than what a
    /// program reads. They come along from word processors and web pages, and now and then on purpose.
    ///
    /// The fix, offered, takes them out. Read the value again afterwards: it may have been shown in another order
    /// than it is written in.
    ///
    /// **Not an error:** isolates in prose (U+2066 to U+2068), each closed by U+2069 in its paragraph.
    pub static RULE = {
        id: "script/bidi-control",
        level: Level::Error,
        since: "0.1.0",
        check: Check::value(&WRITTEN, CharacterClasses::UNUSUAL, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() {
        return;
    }
    let found = if is_prose(value) { unbalanced(&text) } else { controls(&text).collect() };
    let Some((_, first)) = found.first() else { return };
    let name = describe(*first);
    let label = match found.len() {
        1 => message!("holds {name}", name),
        count => message!("holds {count} controls of direction, {name} first", count, name),
    };
    let corrections: Vec<Correction> =
        found.into_iter().map(|(characters, _)| Correction::new(characters, "")).collect();
    let title = if corrections.len() == 1 { message!("take it out") } else { message!("take them out") };
    report(value, &corrections, label, (Safety::Unsafe, title), findings);
}

fn controls(text: &str) -> impl Iterator<Item = (Range<usize>, char)> {
    let positions = text.chars().enumerate();
    positions
        .filter(|(_, character)| matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'))
        .map(|(position, character)| (position..position + 1, character))
}

/// The controls without isolates that are closed in their paragraph (UAX 9, BD9 and P1).
fn unbalanced(text: &str) -> Vec<(Range<usize>, char)> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for (position, character) in text.chars().enumerate() {
        let control = (position..position + 1, character);
        match character {
            '\u{202A}'..='\u{202E}' => found.push(control),
            '\u{2066}'..='\u{2068}' => open.push(control),
            '\u{2069}' if open.pop().is_none() => found.push(control),
            '\n' | '\r' | '\u{85}' | '\u{2029}' => found.append(&mut open),
            _ => {}
        }
    }
    found.append(&mut open);
    found.sort_unstable_by_key(|(characters, _)| characters.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn isolates_are_balanced_in_their_paragraph() {
        for (text, expected) in [
            ("a\u{2067}ب\u{2069}c", vec![]),
            ("\u{2067}\u{2066}a\u{2069}\u{2069}", vec![]),
            ("\u{2067}a\nb\u{2069}", vec![0, 4]),
            ("\u{2067}\u{2066}a\u{2069}", vec![0]),
            ("a\u{202E}b\u{202C}", vec![1, 3]),
        ] {
            let found: Vec<usize> =
                unbalanced(text).into_iter().map(|(characters, _)| characters.start).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
