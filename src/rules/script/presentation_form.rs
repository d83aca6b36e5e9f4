//! `script/presentation-form`

use unicode_normalization::UnicodeNormalization;

use crate::knowledge::blemishes::presentation_form;
use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::CURATED;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::Stretch;
use crate::words::Level;
use crate::words::Safety;

rule! {
    /// An Arabic letter is written as a drawn shape.
    ///
    /// Text taken out of a PDF often holds the shapes of the letters (ﺣ, ﻮ, ﻻ) instead of the letters
    /// (ح, و, لا). It looks right, and no search for the letters finds it.
    ///
    /// The fix writes the letters; nothing that a reader sees changes.
    ///
    /// **Not an error:** ﷺ, ﷲ and the other phrases that are one character, ﴾ ﴿ around a verse, ﷼.
    pub static RULE = {
        id: "script/presentation-form",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["script/reversed"],
        check: Check::value(&CURATED, CharacterClasses::UNUSUAL, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() {
        return;
    }
    let found: Vec<Stretch<'_>> = presentation_form::find(&text).collect();
    let Some(first) = found.first() else { return };
    let label = message!("{shapes} is written in shapes; the letters are {letters}", shapes: first.text, letters: letters(first));
    let corrections: Vec<Correction> =
        found.iter().map(|stretch| Correction::new(stretch.characters.clone(), letters(stretch))).collect();
    report(value, &corrections, label, (Safety::Safe, "write the letters".into()), findings);
}

fn letters(stretch: &Stretch<'_>) -> String {
    let mut letters = String::new();
    for shape in stretch.text.chars() {
        let written: String = std::iter::once(shape).nfkc().collect();
        // The shape of a lone vowel sign brings a space along to stand on.
        letters.push_str(written.strip_prefix(' ').unwrap_or(&written));
    }
    letters.nfc().collect()
}
