//! `text/whitespace`

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{PROSE, language};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{Script, describe, script};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::{Stretch, stretches};
use crate::words::Safety;
use crate::words::{Level, Message};

rule! {
    /// White space stands where it means nothing.
    ///
    /// Two spaces in a row, a space at the edge of a text, a tab, a space that does not break: they look like one
    /// space or like none, and make two texts that read alike two.
    ///
    /// The fix writes one space, and none at the edges.
    ///
    /// **Not an error:** line breaks and the indent behind them; the spaces that French sets before `: ; ! ? »` and behind
    /// «, those that hold figures together, and one behind an abbreviation (M. Dupont).
    pub static RULE = {
        id: "text/whitespace",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/mojibake"],
        check: Check::value(&PROSE, CharacterClasses::STRAY_SPACE, check),
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let mut spaces =
        stretches(&text, char::is_whitespace).filter(|space| space.text != " " || is_edge(space)).peekable();
    if spaces.peek().is_none() {
        return;
    }
    let is_french = matches!(language(value, context).as_deref(), None | Some("fr" | "fra" | "fre"));
    let found: Vec<Stretch<'_>> = spaces.filter(|space| !is_right(space, is_french)).collect();
    let Some(first) = found.first() else { return };
    let corrections: Vec<Correction> = found
        .iter()
        .map(|space| Correction::new(space.characters.clone(), if is_edge(space) { "" } else { " " }))
        .collect();
    report(value, &corrections, what_it_is(first), (Safety::Safe, "write one space".into()), findings);
}

fn is_edge(space: &Stretch<'_>) -> bool {
    space.before.is_empty() || space.after.is_empty()
}

fn is_right(space: &Stretch<'_>, is_french: bool) -> bool {
    if is_edge(space) {
        return false;
    }
    match space.text {
        " " => true,
        "\u{A0}" | "\u{202F}" | "\u{2009}" => {
            let holds_figures = [space.previous(), space.next()].into_iter().flatten().any(char::is_numeric);
            let is_set =
                space.next().is_some_and(|next| matches!(next, ':' | ';' | '!' | '?' | '»' | '%' | '€'))
                    || space.previous() == Some('«');
            holds_figures || (is_french && is_set) || follows_an_abbreviation(space)
        }
        "\u{3000}" => space.previous().is_some_and(is_written_without_spaces),
        text => text.contains(['\n', '\r', '\u{2028}', '\u{2029}']),
    }
}

/// M. Dupont, No. 5: what is cut short is kept with what it belongs to.
fn follows_an_abbreviation(space: &Stretch<'_>) -> bool {
    const LONGEST: usize = 4;

    let word = space.before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let letters = word.strip_suffix('.').unwrap_or_default();
    (1..=LONGEST).contains(&letters.chars().count()) && letters.chars().all(char::is_alphabetic)
}

/// Chinese and Japanese, whose full-width space is U+3000.
fn is_written_without_spaces(character: char) -> bool {
    matches!(script(character), Script::Han | Script::Hiragana | Script::Katakana | Script::Common)
        && !character.is_ascii()
}

fn what_it_is(space: &Stretch<'_>) -> Message {
    match space.text.chars().find(|character| *character != ' ') {
        Some(character) => message!("{name} where a space will do", name: describe(character)),
        None if space.before.is_empty() => message!("the text begins with a space"),
        None if space.after.is_empty() => message!("the text ends with a space"),
        None => message!("{count} spaces in a row", count: space.text.len()),
    }
}
