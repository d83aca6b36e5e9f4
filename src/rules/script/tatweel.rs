//! `script/tatweel`

use crate::knowledge::blemishes::tatweel;
use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{CURATED, is_prose};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::{TATWEEL, is_harakat};
use crate::text::character_classes::CharacterClasses;
use crate::text::stretch::Stretch;
use crate::words::Safety;
use crate::words::{Level, Role};

rule! {
    /// A word is stretched with tatweel.
    ///
    /// U+0640 draws the join between two letters longer. It means nothing, and a search for محمد does
    /// not find محـمد.
    ///
    /// The fix takes it out of names. In prose, where it may be meant as emphasis, it is offered.
    ///
    /// **Not an error:** هـ for the Hijri year, a prefix before a foreign word (لـCNN) or a quotation (لـ«المساء»),
    /// بـ and لـ set off from the word they belong to, a dagger alef that stands on it.
    pub static RULE = {
        id: "script/tatweel",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(&CURATED, CharacterClasses::UNUSUAL, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() || !text.contains(TATWEEL) {
        return;
    }
    let names_one = matches!(value.role(), Role::PersonName | Role::PlaceName);
    let found: Vec<Stretch<'_>> =
        tatweel::find(&text).filter(|stretch| names_one || !tatweel::follows_a_prefix(stretch)).collect();
    let corrections: Vec<Correction> =
        found.iter().map(|stretch| Correction::new(stretch.characters.clone(), "")).collect();
    let safety = if is_prose(value) { Safety::Unsafe } else { Safety::Safe };
    let words: Vec<String> = found.iter().take(1).map(word).collect();
    report(
        value,
        &corrections,
        message!("{words} is stretched with U+0640 ARABIC TATWEEL", words),
        (safety, "take the tatweel out".into()),
        findings,
    );
}

fn word(stretch: &Stretch<'_>) -> String {
    let is_part =
        |character: &char| character.is_alphanumeric() || is_harakat(*character) || *character == TATWEEL;
    let mut word: Vec<char> = stretch.before.chars().rev().take_while(is_part).collect();
    word.reverse();
    word.extend(stretch.text.chars());
    word.extend(stretch.after.chars().take_while(is_part));
    word.into_iter().collect()
}
