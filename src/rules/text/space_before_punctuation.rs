//! `text/space-before-punctuation`

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{PROSE, language};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::is_arabic_letter;
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::{Stretch, stretches};
use crate::words::Level;
use crate::words::Safety;

rule! {
    /// A space stands before a mark that belongs to the word before it.
    ///
    /// «الأمن ،» and "the visit ." may break into two lines between the word and its mark, and searches for the
    /// phrase miss it.
    ///
    /// The fix takes the space out.
    ///
    /// **Not an error:** the space before `: ; ! ?` in French; three points, `.com` and figures such as `.5`; a mark that
    /// stands alone.
    pub static RULE = {
        id: "text/space-before-punctuation",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/mojibake", "text/latin-comma", "text/markup"],
        check: Check::value(&PROSE, CharacterClasses::MARKS, check),
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let mut spaces = stretches(&text, is_space).filter(|space| is_misplaced(space)).peekable();
    if spaces.peek().is_none() {
        return;
    }
    let language = language(value, context);
    let found: Vec<Stretch<'_>> =
        spaces.filter(|space| !is_right_in_french(space, language.as_deref())).collect();
    let Some(mark) = found.first().and_then(Stretch::next) else { return };
    let corrections: Vec<Correction> = found.iter().map(moved_behind).collect();
    let label = message!("a space before {mark}", mark: mark.to_string());
    report(value, &corrections, label, (Safety::Safe, "take the space out".into()), findings);
}

/// Without the space; where the next word stands at the mark, the space belongs between the two.
fn moved_behind(space: &Stretch<'_>) -> Correction {
    let characters = space.characters.clone();
    let mut after = space.after.chars();
    match (after.next(), after.next()) {
        (Some(mark), Some(next)) if next.is_alphanumeric() => {
            Correction::new(characters.start..characters.end + 1, format!("{mark} "))
        }
        _ => Correction::new(characters, ""),
    }
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\u{A0}' | '\u{202F}')
}

fn is_misplaced(space: &Stretch<'_>) -> bool {
    let mut after = space.after.chars();
    let Some(mark) =
        after.next().filter(|mark| matches!(mark, '.' | ',' | ';' | ':' | '!' | '?' | '،' | '؛' | '؟'))
    else {
        return false;
    };
    let ends_a_word =
        space.previous().is_some_and(|previous| previous.is_alphanumeric() || ends_a_phrase(previous));
    let stands_apart = after.next().is_none_or(|next| next.is_whitespace() || ends_a_phrase(next));
    let is_number = |character: Option<char>| character.is_some_and(char::is_numeric);
    if mark == ':' && is_number(space.previous()) && is_number(after.as_str().trim_start().chars().next()) {
        return false; // A score: 3 : 2.
    }
    if matches!(mark, ':' | ';') && space.after[1..].starts_with([')', '(']) {
        return false; // A smiley.
    }
    // A mark on the next word is another defect, but for the Arabic ones: nothing begins with them.
    ends_a_word
        && (stands_apart
            || (matches!(mark, '،' | '؛' | '؟') && space.after.chars().nth(1).is_some_and(is_arabic_letter)))
}

fn ends_a_phrase(character: char) -> bool {
    matches!(character, ')' | ']' | '»' | '”' | '"' | '’' | '%')
}

/// French sets these marks off. A text in Latin letters whose language nobody says may be French.
fn is_right_in_french(space: &Stretch<'_>, language: Option<&str>) -> bool {
    let may_be_french = match language {
        Some(language) => matches!(language, "fr" | "fra" | "fre"),
        None => !space.before.chars().rev().take(16).any(is_arabic_letter),
    };
    may_be_french && space.next().is_some_and(|mark| matches!(mark, ':' | ';' | '!' | '?'))
}
