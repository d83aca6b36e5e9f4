//! `text/whitespace`

use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{TYPED, is_prose, language};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{CauseArguments, Check, Findings};
use crate::text::character::{Script, describe, script};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::{Stretch, stretches};
use crate::words::Safety;
use crate::words::{Level, Message, Role};

rule! {
    /// White space stands where it means nothing.
    ///
    /// Two spaces in a row, a space at the edge of a text, a tab, a space that does not break: they look like one
    /// space or like none, and make two texts that read alike two. In a name, a line break does too.
    ///
    /// The fix writes one space, and none at the edges. An id gets none: others may refer to it as it stands.
    ///
    /// **Not an error:** line breaks in prose and the indent behind them; the space that does not break inside of « », beside figures
    /// and dashes, behind an abbreviation or a title (M. Dupont, Mme Durand) and behind a word of one letter; in French
    /// the one before `: ; ! ?`.
    pub static RULE = {
        id: "text/whitespace",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/letters-apart", "script/mojibake", "text/markup"],
        cause: CauseArguments::Named(&["count", "name"]),
        check: Check::value(&TYPED, CharacterClasses::STRAY_SPACE, check),
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let kind = Kind::of(value);
    let mut spaces =
        stretches(&text, char::is_whitespace).filter(|space| space.text != " " || is_edge(space)).peekable();
    if spaces.peek().is_none() {
        return;
    }
    let is_french = matches!(language(value, context).as_deref(), None | Some("fr" | "fra" | "fre"));
    let found: Vec<Stretch<'_>> = spaces.filter(|space| !is_right(space, is_french, kind)).collect();
    let Some(first) = found.first() else { return };
    let corrections: Vec<Correction> = found.iter().map(|space| correction(space, kind)).collect();
    let title = match found.iter().filter(|space| is_edge(space)).count() {
        0 => message!("write one space"),
        edges if edges < found.len() => message!("write one space between words, and none at the edges"),
        _ => message!("take the space out"),
    };
    report(value, &corrections, what_it_is(first), (Safety::Safe, title), findings);
}

/// What kind of text the white space stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Paragraphs are set apart by line breaks.
    Prose,
    /// One line.
    Name,
    /// Another key of the same record may hold it too: only its edges are minded, and nothing is offered.
    Id,
}

impl Kind {
    fn of(value: &Value<'_>) -> Self {
        match value.role() {
            Role::RecordId => Self::Id,
            _ if is_prose(value) => Self::Prose,
            _ => Self::Name,
        }
    }
}

fn correction(space: &Stretch<'_>, kind: Kind) -> Correction {
    match kind {
        Kind::Id => Correction::unknown(space.characters.clone()),
        _ => Correction::new(space.characters.clone(), if is_edge(space) { "" } else { " " }),
    }
}

fn is_edge(space: &Stretch<'_>) -> bool {
    space.before.is_empty() || space.after.is_empty()
}

fn is_right(space: &Stretch<'_>, is_french: bool, kind: Kind) -> bool {
    if is_edge(space) {
        return false;
    }
    match space.text {
        _ if kind == Kind::Id => true,
        // What is no space at all is for script/invisible.
        "\u{B}" | "\u{C}" | "\u{85}" => true,
        " " => true,
        "\u{A0}" | "\u{202F}" | "\u{2009}" | "\u{2007}" => {
            is_set_so_by_printers(space) || is_french && is_set_so_in_french(space)
        }
        "\u{3000}" => space.previous().is_some_and(is_written_without_spaces),
        text => kind == Kind::Prose && text.contains(['\n', '\r', '\u{2028}', '\u{2029}']),
    }
}

/// In any language: beside figures, Roman ones too; inside of « »; beside a dash; behind what is cut short and behind
/// a word of one letter.
fn is_set_so_by_printers(space: &Stretch<'_>) -> bool {
    let (previous, next) = (space.previous(), space.next());
    let holds_figures = [previous, next].into_iter().flatten().any(char::is_numeric);
    let is_quoted = matches!(previous, Some('«' | '‹')) || matches!(next, Some('»' | '›'));
    let is_dashed =
        [previous, next].into_iter().flatten().any(|it| matches!(it, '–' | '—' | '-' | '\u{2212}'));
    holds_figures
        || is_quoted
        || is_dashed
        || matches!(next, Some('%' | '‰' | '€' | '$' | '£' | '°'))
        || matches!(previous, Some('§' | '№' | '°' | '…'))
        || next.is_some_and(|next| matches!(next, '…' | '/'))
        || follows_a_short_word(space)
        || precedes_roman_figures(space)
}

fn is_set_so_in_french(space: &Stretch<'_>) -> bool {
    space.next().is_some_and(|next| matches!(next, ':' | ';' | '!' | '?'))
}

/// M. Dupont, No. 5, Mme Durand, v Praze: what is cut short is kept with what it belongs to, and in Slavic languages a
/// word of one letter is.
fn follows_a_short_word(space: &Stretch<'_>) -> bool {
    const LONGEST: usize = 4;
    const TITLES: [&str; 19] = [
        "Mme", "Mmes", "Mlle", "Mgr", "MM", "Me", "Dr", "Dre", "Pr", "Mr", "Mrs", "Ms", "St", "Ste", "Sr",
        "Sra", "Herr", "Frau", "Fr",
    ];

    let word = space.before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '«', '“', '"']);
    let letters = word.strip_suffix('.');
    let is_cut_short = letters.is_some_and(|letters| {
        (1..=LONGEST).contains(&letters.chars().count()) && letters.chars().all(char::is_alphabetic)
    });
    is_cut_short || word.chars().count() == 1 || TITLES.contains(&word)
}

fn precedes_roman_figures(space: &Stretch<'_>) -> bool {
    let word = space.after.split(|character: char| !character.is_alphanumeric()).next().unwrap_or_default();
    !word.is_empty() && word.chars().all(|letter| "IVXLC".contains(letter))
}

/// Chinese and Japanese, whose full-width space is U+3000.
fn is_written_without_spaces(character: char) -> bool {
    matches!(script(character), Script::Han | Script::Hiragana | Script::Katakana | Script::Common)
        && !character.is_ascii()
}

fn what_it_is(space: &Stretch<'_>) -> Message {
    let is_plain = space.text.chars().all(|character| character == ' ');
    let around = around(space);
    match space.text.chars().find(|character| *character != ' ') {
        Some(character) if !is_plain => message!("{name} where a space will do", name: describe(character)),
        _ if space.before.is_empty() => message!("the text begins with a space: {around}", around),
        _ if space.after.is_empty() => message!("the text ends with a space: {around}", around),
        _ => message!("{count} spaces in a row: {around}", count: space.text.len(), around),
    }
}

/// The words on either side, and the spaces as a sign that is seen.
fn around(space: &Stretch<'_>) -> String {
    const MOST: usize = 20;

    let is_part = |character: &char| !character.is_whitespace();
    let cut = |characters: &mut dyn Iterator<Item = char>| {
        let part: Vec<char> = characters.take_while(is_part).take(MOST + 1).collect();
        match part.get(..MOST) {
            Some(most) if part.len() > MOST => most.iter().copied().chain(['…']).collect(),
            _ => part,
        }
    };
    let before = cut(&mut space.before.chars().rev());
    let spaces = space.text.chars().take(MOST).map(|_| '␣');
    let after = cut(&mut space.after.chars());
    before.into_iter().rev().chain(spaces).chain(after).collect()
}
