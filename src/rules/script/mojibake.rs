//! `script/mojibake`

use crate::knowledge::fields::CURATED;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::text::mojibake::repair;
use crate::words::Safety;
use crate::words::{Edit, Fix, Level};

rule! {
    /// The text came out garbled.
    ///
    /// Letters beyond English were saved in one encoding and read in another: Näringsliv became NÃ¤ringsliv, الحموشي
    /// became Ø§Ù„Ø­Ù…ÙˆØ´ÙŠ. Where U+FFFD stands, the letter is lost.
    ///
    /// The fix, offered, writes what the text said. What U+FFFD replaced must be looked up in the source.
    ///
    /// **Not an error:** such letters in a quotation: they are what the source has.
    pub static RULE = {
        id: "script/mojibake",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&CURATED, CharacterClasses::MARKS.or(CharacterClasses::UNUSUAL), check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() {
        return;
    }
    if let Some(repaired) = repair(&text) {
        let label =
            message!("was read in the wrong encoding; it said {repaired}", repaired: repaired.as_str());
        let edits = vec![Edit::Replace { place: value.place(), text: repaired }];
        findings.at(value, label).fix(Fix {
            title: message!("write what it said"),
            safety: Safety::Unsafe,
            edits,
        });
    } else if let Some(position) = text.chars().position(|character| character == '\u{FFFD}') {
        findings
            .at(value.characters(position..position + 1), "a letter was lost here when the text was read")
            .help("look the letter up in the source");
    }
}
