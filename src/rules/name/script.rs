//! `name/script`

use crate::knowledge::languages::script_of;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{Script, main_script};
use crate::text::character_classes::CharacterClasses;
use crate::words::{Argument, Level, Role};

rule! {
    /// The name is not in the script of its language.
    ///
    /// A Latin name under `ar` is the French form in the wrong field: whoever reads the Arabic names does not
    /// find it, and the French field may be empty for it.
    ///
    /// **Not an error:** brands and acronyms (DGSN, Interpol, Renault) under another language.
    pub static RULE = {
        id: "name/script",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/mojibake"],
        check: Check::value(&ROLES, CharacterClasses::ANYTHING, check),
    }
}

const ROLES: [Role; 5] =
    [Role::PersonName, Role::OrganizationName, Role::Office, Role::PlaceName, Role::CanonicalName];

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let Some(tag) = value.language() else { return };
    let Some(expected) = script_of(&tag) else { return };
    let text = value.text();
    let Some(script) = main_script(&text).filter(|script| *script != expected) else { return };
    if script == Script::Latin && may_be_a_brand(&text, value) {
        return;
    }
    let label = message!(
        "{script} letters under {tag}, which is written in {expected} letters",
        script: Argument::ours(script.full_name()),
        tag: tag.as_str(),
        expected: Argument::ours(expected.full_name())
    );
    findings.at(value, label);
}

/// Brands and acronyms keep their letters: a few capitals (DGSN, OCP Group), and where an organisation may be meant
/// any single word. A name in capitals (NASSER BOURITA) is longer than an acronym.
fn may_be_a_brand(text: &str, value: &Value<'_>) -> bool {
    const LONGEST_ACRONYM: usize = 5;

    let is_acronym = |word: &&str| {
        !word.chars().any(char::is_lowercase) && word.chars().count() <= LONGEST_ACRONYM
            || word.chars().skip(1).any(char::is_uppercase) && word.chars().any(char::is_lowercase)
    };
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [one] => is_acronym(one) || value.role() != Role::PersonName,
        [first, others @ ..] => is_acronym(first) && others.len() < 3,
        [] => false,
    }
}
