//! `script/mixed`

use unicode_script::Script;

use crate::knowledge::blemishes::mixed_script;
use crate::knowledge::fields::CURATED;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{describe, main_script, script};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::Stretch;
use crate::words::{Argument, Level};

rule! {
    /// One word is written in two scripts.
    ///
    /// Наmmouchi begins with two Cyrillic letters. It looks like Hammouchi, and nothing that looks for the one finds
    /// the other. Such letters come from a keyboard that was left switched, or from a word meant to deceive.
    ///
    /// Write the word anew in one script.
    ///
    /// **Not an error:** كوفيد-19 and G20; a prefix before a foreign name (لـCNN, بGoogle); a Greek letter as a
    /// sign (μm, ΔT); Japanese in its three scripts.
    pub static RULE = {
        id: "script/mixed",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/mojibake"],
        check: Check::value(&CURATED, CharacterClasses::LATIN_AND_ARABIC.or(CharacterClasses::UNUSUAL), check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() {
        return;
    }
    let found: Vec<Stretch<'_>> = mixed_script::find(&text).collect();
    let Some((word, (stranger, own))) = found.first().and_then(|word| Some((word, stranger(word.text)?)))
    else {
        return;
    };
    let label = message!(
        "{word}: {stranger} is {its_script}, the word is {script}",
        word: word.text.chars().take(40).collect::<String>(),
        stranger: describe(stranger),
        its_script: Argument::ours(script(stranger).full_name()),
        script: Argument::ours(own.full_name())
    );
    findings.at_each(found.iter().map(|word| value.characters(word.characters.clone())), label);
}

/// The first letter of the script that fewer letters of the word are in, and the script of the others.
fn stranger(word: &str) -> Option<(char, Script)> {
    let own = main_script(word)?;
    let is_stranger = |letter: &char| mixed_script::is_judged(script(*letter)) && script(*letter) != own;
    Some((word.chars().find(is_stranger)?, own))
}
