//! `script/letters-apart`

use crate::knowledge::blemishes::letters_apart;
use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::CURATED_AND_SPELLINGS;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::{Level, Safety};

rule! {
    /// The letters of a word are written apart.
    ///
    /// Some programs write each letter of a PDF as a word of its own: م ح م د. It may even look right, and no search
    /// for محمد finds it.
    ///
    /// The fix, offered, takes the spaces out. Where one word ends and the next begins, only a reader can tell.
    ///
    /// **Not an error:** initials, J R R Tolkien; short forms, ش م م; the alphabet, أ ب ج د; letters in a list.
    pub static RULE = {
        id: "script/letters-apart",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&CURATED_AND_SPELLINGS, CharacterClasses::ANYTHING, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let found = letters_apart::find(&text);
    let Some((_, word)) = found.first() else { return };
    let label = message!("the letters of {word} are written apart", word: word.as_str());
    let corrections: Vec<Correction> =
        found.iter().map(|(characters, word)| Correction::new(characters.clone(), word.as_str())).collect();
    report(value, &corrections, label, (Safety::Unsafe, "write them together".into()), findings);
}
