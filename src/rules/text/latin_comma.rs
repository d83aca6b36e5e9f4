//! `text/latin-comma`

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::PROSE;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{is_arabic_letter, is_harakat};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::{Stretch, stretches};
use crate::words::Level;
use crate::words::Safety;

rule! {
    /// A Latin mark stands among Arabic words.
    ///
    /// Arabic has its own comma ، semicolon ؛ and question mark ؟. The Latin ones point the wrong way.
    ///
    /// The fix writes the Arabic mark, at the word before it and with a space behind it.
    ///
    /// **Not an error:** marks in figures, code and addresses, and beside words in Latin letters.
    pub static RULE = {
        id: "text/latin-comma",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/mojibake", "text/markup"],
        check: Check::value(&PROSE, CharacterClasses::MARKS, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() {
        return;
    }
    let found: Vec<Stretch<'_>> = stretches(&text, |character| arabic_mark(character).is_some())
        .filter(|mark| mark.text.chars().count() == 1 && is_between_arabic_words(mark))
        .collect();
    let Some((first, arabic)) = found.first().and_then(|mark| Some((mark, instead(mark)?))) else { return };
    let label =
        message!("{mark} is a Latin mark; Arabic has {arabic}", mark: first.text, arabic: arabic.to_string());
    let corrections: Vec<Correction> = found.iter().filter_map(correction).collect();
    report(value, &corrections, label, (Safety::Safe, "write the Arabic mark".into()), findings);
}

/// The Arabic mark at the word before it, and a space behind it.
fn correction(mark: &Stretch<'_>) -> Option<Correction> {
    let written = instead(mark)?;
    let spaces = mark.before.len() - mark.before.trim_end_matches(' ').len();
    let characters = mark.characters.start - spaces..mark.characters.end;
    let is_glued = mark.next().is_some_and(|next| !next.is_whitespace());
    Some(Correction::new(characters, if is_glued { format!("{written} ") } else { written.to_string() }))
}

fn instead(mark: &Stretch<'_>) -> Option<char> {
    mark.text.chars().next().and_then(arabic_mark)
}

fn arabic_mark(character: char) -> Option<char> {
    match character {
        ',' => Some('،'),
        ';' => Some('؛'),
        '?' => Some('؟'),
        _ => None,
    }
}

fn is_between_arabic_words(mark: &Stretch<'_>) -> bool {
    let is_arabic = |character: char| is_arabic_letter(character) || is_harakat(character);
    let before = mark.before.chars().next_back();
    let before =
        if before == Some(' ') { mark.before.trim_end_matches(' ').chars().next_back() } else { before };
    let after = mark.after.trim_start().chars().next();
    // A question mark ends a text as well.
    before.is_some_and(is_arabic) && after.map_or(mark.text == "?", is_arabic)
}
