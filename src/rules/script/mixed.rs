//! `script/mixed`

use unicode_script::Script;
use unicode_security::confusable_detection::skeleton;

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
        its_script: in_words(script(stranger)),
        script: in_words(own)
    );
    let help = match in_one_script(word.text, own) {
        Some(anew) => message!("write it anew in {script} letters: {anew}", script: in_words(own), anew),
        None => message!("write it anew in {script} letters", script: in_words(own)),
    };
    let places = found.iter().map(|word| value.characters(word.characters.clone()));
    if let Some(finding) = findings.at_each(places, label) {
        finding.help(help);
    }
}

fn in_words(script: Script) -> Argument {
    Argument::ours(script.full_name())
}

/// The word in letters of its own script alone, where each letter of another looks like one of them.
fn in_one_script(word: &str, own: Script) -> Option<String> {
    let mut anew = String::with_capacity(word.len());
    for letter in word.chars() {
        if !mixed_script::is_judged(script(letter)) || script(letter) == own {
            anew.push(letter);
            continue;
        }
        let letter = letter.to_string();
        let mut alike = skeleton(&letter).filter(|alike| script(*alike) == own);
        let (Some(one), None) = (alike.next(), alike.next()) else { return None };
        anew.push(one);
    }
    Some(anew)
}

/// The first letter of the script that fewer letters of the word are in, and the script of the others.
fn stranger(word: &str) -> Option<(char, Script)> {
    let own = main_script(word)?;
    let is_stranger = |letter: &char| mixed_script::is_judged(script(*letter)) && script(*letter) != own;
    Some((word.chars().find(is_stranger)?, own))
}
