//! `script/direction-mark`

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{CURATED, is_prose};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{Direction, base_direction, describe};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::{Stretch, stretches};
use crate::words::Level;
use crate::words::Safety;

rule! {
    /// A mark of direction does nothing but hide.
    ///
    /// The marks U+200E, U+200F and U+061C tell a program which way a stop or a bracket between two scripts goes.
    /// At the edge of a name, inside a word, or in a text of one direction they change nothing that anybody
    /// sees, and make two names that look the same two.
    ///
    /// The fix takes them out; inside a word between two scripts it is offered.
    ///
    /// **Not an error:** a mark in prose that holds words or figures of both directions.
    pub static RULE = {
        id: "script/direction-mark",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&CURATED, CharacterClasses::UNUSUAL, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() || !text.chars().any(is_mark) {
        return;
    }
    let has_both = has_both_directions(&text);
    let inner = text.trim().trim_matches(is_mark);
    let start = text.len() - text.trim_start().trim_start_matches(is_mark).len();
    let is_at_an_edge =
        |mark: &Stretch<'_>| mark.before.len() < start || mark.before.len() >= start + inner.len();
    let found: Vec<Stretch<'_>> = stretches(&text, is_mark)
        .filter(|mark| !has_both || is_inside_a_word(mark) || (!is_prose(value) && is_at_an_edge(mark)))
        .collect();
    let Some(name) = found.first().and_then(|first| first.text.chars().next()).map(describe) else {
        return;
    };
    let safety =
        if found.iter().all(|mark| !has_both || is_at_an_edge(mark)) { Safety::Safe } else { Safety::Unsafe };
    let corrections: Vec<Correction> =
        found.iter().map(|mark| Correction::new(mark.characters.clone(), "")).collect();
    let title = if found.len() == 1 { message!("take it out") } else { message!("take them out") };
    let label = message!("holds {name}, which changes nothing here", name);
    report(value, &corrections, label, (safety, title), findings);
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}')
}

/// Figures count: which way a range of figures goes in Arabic, a mark may decide.
fn has_both_directions(text: &str) -> bool {
    let letters = |direction: Direction| {
        text.chars().any(|character| {
            character.is_alphabetic() && base_direction(character.encode_utf8(&mut [0; 4])) == direction
        })
    };
    letters(Direction::RightToLeft) && (letters(Direction::LeftToRight) || text.chars().any(char::is_numeric))
}

fn is_inside_a_word(mark: &Stretch<'_>) -> bool {
    let is_letter = |character: Option<char>| character.is_some_and(char::is_alphabetic);
    is_letter(mark.previous()) && is_letter(mark.next())
}
