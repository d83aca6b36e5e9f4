//! `name/incomplete`

use crate::knowledge::fillers::is_filler;
use crate::knowledge::names::offices::{is_of_a_monarch, is_office};
use crate::knowledge::names::registry::is_registered;
use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::text::character::{Script, main_script};
use crate::text::token::words;
use crate::words::{Level, Role};

rule! {
    /// The name is a single word.
    ///
    /// محمد or Smith alone may be many people. Where the source has no more, the record can say who is meant by
    /// a reference to the registry of people.
    ///
    /// **Not an error:** monarchs and popes; names of one word that the registry has; a participant with a
    /// reference; scripts that set no space between names.
    pub static RULE = {
        id: "name/incomplete",
        level: Level::Info,
        since: "0.1.0",
        yields: ["name/digit-in-word", "name/run-together", "script/invisible", "script/lost-letters", "script/mixed", "script/mojibake"],
        check: Check::record(Needs::any_of(&[Role::PersonName]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for value in record.values(Role::PersonName) {
        let text = value.text();
        if text.trim().contains(char::is_whitespace) {
            continue;
        }
        let [word] = words(&text).try_into().unwrap_or_else(|_| [String::new()]);
        if !word.chars().all(char::is_alphabetic) || word.chars().count() < 2 || !is_spaced(&word) {
            continue;
        }
        let group = value.group();
        let is_known = group.value(Role::Reference).is_some()
            || group.value(Role::Office).is_some_and(|office| is_of_a_monarch(&office.text()))
            || is_filler(&text)
            || is_office(&text)
            || is_registered(context, Role::PersonName, &text);
        if !is_known {
            findings.at(&value, message!("{name} alone may be many people", name: text.trim()));
        }
    }
}

/// Whether the script sets spaces between the parts of a name.
fn is_spaced(word: &str) -> bool {
    matches!(
        main_script(word),
        Some(
            Script::Arabic
                | Script::Latin
                | Script::Greek
                | Script::Cyrillic
                | Script::Hebrew
                | Script::Armenian
                | Script::Georgian
        )
    )
}
