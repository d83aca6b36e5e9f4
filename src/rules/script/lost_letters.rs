//! `script/lost-letters`

use std::collections::BTreeSet;

use regex::Regex;

use crate::knowledge::blemishes::lost_letters::{self, Writing};
use crate::knowledge::fields::{CURATED_AND_SPELLINGS, is_prose, is_verbatim};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::tokens;
use crate::words::{Edit, Fix, Level, Role, Safety};

rule! {
    /// Letters were replaced by question marks.
    ///
    /// Whoever saves a text in a character set that lacks a letter gets `?` in its place: Fran?ois, ???? محمد. The
    /// letter is lost; nothing in the text says what it was.
    ///
    /// Where exactly one name of the registries fits, the fix, offered, writes it. Else look it up in the source.
    ///
    /// **Not an error:** a real question; (?) as a doubt; the query of an address; ??? alone, which is a filler. What U+FFFD
    /// replaced is for script/mojibake.
    pub static RULE = {
        id: "script/lost-letters",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(
            &CURATED_AND_SPELLINGS,
            CharacterClasses::MARKS.or(CharacterClasses::UNUSUAL),
            check
        ),
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let found = lost_letters::find(&text, writing(value));
    let Some(first) = found.first() else { return };
    let word = tokens(&text).find(|word| word.characters.contains(&first.start));
    let word = word.map(|word| word.text.chars().take(40).collect::<String>()).unwrap_or_default();
    let marks: String = text.chars().skip(first.start).take(first.len()).collect();
    let label = match first.len() {
        1 => message!("{marks} in {word} stands where a letter was lost", marks, word),
        _ => message!("{marks} in {word} stand where letters were lost", marks, word),
    };
    let places = found.iter().map(|range| value.characters(range.clone()));
    let Some(finding) = findings.at_each(places, label) else { return };
    finding.help("look the letters up in the source");
    if is_prose(value) || is_verbatim(value) {
        return;
    }
    if let Some(name) = the_one_that_fits(&text, context) {
        let title = message!("write {name}, as the registry does", name: name);
        let edits = vec![Edit::Replace { place: value.place(), text: name.to_owned() }];
        finding.fix(Fix { title, safety: Safety::Unsafe, edits });
    }
}

fn writing(value: &Value<'_>) -> Writing {
    const LONGEST_NAME: usize = 3;

    match value.role() {
        Role::PersonName | Role::PlaceName | Role::Country => Writing::Name,
        // A person's, or an organisation's.
        Role::CanonicalName | Role::OtherSpelling if tokens(&value.text()).count() <= LONGEST_NAME => {
            Writing::Name
        }
        _ if is_prose(value) => Writing::Prose,
        _ => Writing::Title,
    }
}

/// The registries' one name that has letters beyond ASCII where the text has marks: one for a mark, or for two
/// where each byte of a letter became one.
fn the_one_that_fits<'c>(text: &str, context: &'c Context) -> Option<&'c str> {
    let mut pattern = String::from("^");
    let mut marks = 0;
    for character in text.chars().map(Some).chain(std::iter::once(None)) {
        if matches!(character, Some('?' | '¿')) {
            marks += 1;
            continue;
        }
        if marks > 0 {
            pattern.push_str(&format!(r"[^\x00-\x7F]{{{},{marks}}}", marks / 2 + marks % 2));
            marks = 0;
        }
        pattern.extend(character.map(|character| regex::escape(character.encode_utf8(&mut [0; 4]))));
    }
    pattern.push('$');
    let pattern = Regex::new(&pattern).ok()?;
    let entries = context.registries.all().flat_map(|(_, registry)| registry.entries());
    let fitting: BTreeSet<&str> =
        entries.flat_map(|entry| entry.names()).filter(|name| pattern.is_match(name)).take(100).collect();
    let mut fitting = fitting.into_iter();
    fitting.next().filter(|_| fitting.next().is_none())
}
