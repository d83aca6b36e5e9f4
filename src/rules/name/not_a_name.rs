//! `name/not-a-name`

use std::sync::LazyLock;

use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::text::key::fold_word;
use crate::text::stretch::{Stretch, tokens};
use crate::words::{Level, Role};

rule! {
    /// A count, a note or "and others" stands in a name or in the place of one.
    ///
    /// "et al.", "+ 3" and "[1]" came with a list that was cut into names. They are nobody, and are counted and searched
    /// as somebody. Whoever is meant by "and others" belongs to the record only where a source names them.
    ///
    /// **Not an error:** letters that an editor supplied (Jo[h]n), [sic], years in brackets; names with a figure of their
    /// own (3M, G20, Group of 77).
    pub static RULE = {
        id: "name/not-a-name",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&[Role::PersonName, Role::OrganizationName], CharacterClasses::ANYTHING, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let tokens: Vec<Stretch<'_>> = tokens(&text).collect();
    let Some(last) = tokens.last() else { return };
    // Most names end in a name.
    let is_of_a_person = value.role() == Role::PersonName;
    let found = others(&tokens).or_else(|| count(&tokens)).or_else(|| bracketed(last));
    let Some(start) = found else { return };
    if !is_of_a_person && start > 0 && others(&tokens).is_none() {
        return;
    }
    let note: String = text.chars().skip(start).collect();
    let place = value.characters(start..last.characters.end);
    findings.at(place, message!("{note} is nobody’s name", note: note.trim()));
}

/// Where "and others" begins, if the tokens end in it.
fn others(tokens: &[Stretch<'_>]) -> Option<usize> {
    let end = tokens.last()?;
    let is_here = |phrase: &Vec<String>| {
        let Some(start) = tokens.len().checked_sub(phrase.len()) else { return false };
        tokens
            .get(start..)
            .unwrap_or_default()
            .iter()
            .zip(phrase)
            .all(|(token, word)| folded(token.text) == *word)
    };
    let last = folded(end.text);
    let phrase =
        OTHERS.iter().filter(|phrase| phrase.last() == Some(&last)).find(|phrase| is_here(phrase))?;
    Some(tokens.get(tokens.len() - phrase.len())?.characters.start)
}

/// Where "+ 3" or "and 3 others" begins, if the tokens end in it.
fn count(tokens: &[Stretch<'_>]) -> Option<usize> {
    const MORE: [&str; 20] = [
        "others",
        "more",
        "people",
        "persons",
        "autres",
        "personnes",
        "otros",
        "otras",
        "mas",
        "personas",
        "outros",
        "andere",
        "weitere",
        "اخرون",
        "اخرين",
        "اخري",
        "اشخاص",
        "guests",
        "invites",
        "invitados",
    ];
    const AND: [&str; 8] = ["+", "&", "and", "et", "y", "e", "und", "و"];

    let (last, before) = tokens.split_last()?;
    let is_more = MORE.contains(&folded(last.text).as_str());
    let (number, before) = if is_more { before.split_last()? } else { (last, before) };
    let figures = number.text.trim_start_matches(['+', '&', 'و']);
    if figures.is_empty() || figures.chars().count() > MOST_FIGURES || !figures.chars().all(is_figure) {
        return None;
    }
    if figures.len() < number.text.len() {
        return (is_more || number.text.starts_with('+')).then_some(number.characters.start);
    }
    let joint = before.last().filter(|joint| AND.contains(&joint.text) && (is_more || joint.text == "+"))?;
    Some(joint.characters.start)
}

/// Where "[1]" or "(2)" begins, if a token ends in it. Four figures are a year.
fn bracketed(token: &Stretch<'_>) -> Option<usize> {
    let inner = token.text.strip_suffix([']', ')'])?;
    let figures = inner.chars().rev().take_while(|it| is_figure(*it)).count();
    let open = inner.chars().rev().nth(figures)?;
    let length = token.text.chars().count();
    ((1..=MOST_FIGURES).contains(&figures) && matches!(open, '[' | '('))
        .then(|| token.characters.start + length - figures - 2)
}

const MOST_FIGURES: usize = 3;

fn is_figure(character: char) -> bool {
    matches!(character, '0'..='9' | '٠'..='٩' | '۰'..='۹')
}

fn folded(word: &str) -> String {
    fold_word(word.trim_matches([',', '،', '.', '(', ')', '[', ']', '…']))
}

static OTHERS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let lines = include_str!("tables/and_others.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split(' ').map(folded).collect()).collect()
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(text: &str) -> Option<usize> {
        let tokens: Vec<Stretch<'_>> = tokens(text).collect();
        others(&tokens).or_else(|| count(&tokens)).or_else(|| bracketed(tokens.last()?))
    }

    #[test]
    fn notes_are_told_from_names() {
        for (text, start) in [
            ("et al.", 0),
            ("Ana Robles et al.", 11),
            ("+ 3", 0),
            ("Ana Robles +3", 11),
            ("Ana Robles and 3 others", 11),
            ("[1]", 0),
            ("Ana Robles[1]", 10),
            ("Ana Robles (2)", 11),
            ("Ana Robles, and others", 12),
            ("أحمد التازي وآخرون", 12),
            ("أحمد التازي و3 آخرين", 12),
            ("Paul Girard et autres", 12),
            ("Ana Robles y otros", 11),
        ] {
            assert_eq!(found(text), Some(start), "{text}");
        }
        for text in [
            "Jo[h]n Marsh",
            "John [sic]",
            "3M",
            "G20",
            "Group of 77",
            "Ana Robles (1950)",
            "Ana Robles",
            "",
            "]",
            "()",
            "Catch 22",
            "Juan y Ana",
            "Albert Al",
            "Peter Moore",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn what_is_found_stands_in_the_text(text in "(\\[|\\(|[0-9٣]|\\]|\\)| |\\+|and|others|\\PC){0,12}") {
            if let Some(start) = found(&text) {
                prop_assert!(start < text.chars().count());
            }
        }
    }
}
