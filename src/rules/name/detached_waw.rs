//! `name/detached-waw`

use crate::knowledge::blemishes::detached_waw;
use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::language;
use crate::knowledge::languages::extends_arabic;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::Safety;
use crate::words::{Level, Role};

rule! {
    /// The conjunction و stands apart from its word.
    ///
    /// In Arabic و is written on to the next word: «الأمن والتعاون». Set apart it may be left alone at the end of a line,
    /// and the two spellings of one office are two to a search.
    ///
    /// The fix, offered, writes it on to the next word.
    ///
    /// **Not an error:** an initial (و. بوش); و before a figure, a foreign word or a quotation; Persian, Urdu and Kurdish, which
    /// write it apart.
    pub static RULE = {
        id: "name/detached-waw",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/stray-conjunction", "schema/packed-list"],
        check: Check::value(&ROLES, CharacterClasses::ARABIC, check),
    }
}

/// In the name of a participant a و of its own joins two people, which is another rule's; a registered name is one
/// entity's.
const ROLES: [Role; 4] = [Role::Office, Role::OrganizationName, Role::PlaceName, Role::CanonicalName];

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.chars().any(is_of_persian) || language(value, context).is_some_and(|tag| extends_arabic(&tag)) {
        return;
    }
    let corrections: Vec<Correction> = detached_waw::find(&text)
        .map(|waw| {
            let spaces = waw.after.chars().take_while(|character| character.is_whitespace()).count();
            Correction::new(waw.characters.start..waw.characters.end + spaces, "و")
        })
        .collect();
    let label = message!("و stands apart from its word");
    report(value, &corrections, label, (Safety::Unsafe, "write it on to the next word".into()), findings);
}

/// Letters that Arabic does not have and its neighbours do: ی ک گ پ چ ژ ے ہ ٹ ڈ ڑ ں.
fn is_of_persian(letter: char) -> bool {
    matches!(
        letter,
        'ی' | 'ک'
            | 'گ'
            | 'پ'
            | 'چ'
            | 'ژ'
            | 'ے'
            | 'ہ'
            | 'ھ'
            | 'ٹ'
            | 'ڈ'
            | 'ڑ'
            | 'ں'
            | 'ۆ'
            | 'ێ'
            | 'ە'
            | 'ڕ'
            | 'ڵ'
            | 'ټ'
            | 'ښ'
    )
}
