//! `script/foreign-letter`

use crate::knowledge::blemishes::foreign_letter::{
    self, ForeignLetter, arabic_letter, is_arabic_only, is_persian,
};
use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::{CURATED, is_prose, language};
use crate::knowledge::languages::extends_arabic;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::describe;
use crate::text::character_classes::CharacterClasses;
use crate::words::Level;
use crate::words::Safety;

rule! {
    /// An Arabic word has a Persian or Urdu letter in it.
    ///
    /// The ی of a Persian keyboard looks like ي or ى, its ک like ك, the Urdu ہ like ه. They are other
    /// characters, and a search for الحموشي does not find الحموشی.
    ///
    /// The fix, offered, writes the Arabic letter. At the end of a word ی may stand for ي or for ى: both are offered.
    ///
    /// **Not an error:** Persian, Urdu and Kurdish fields; a Persian name, told by its other letters (پ چ ژ گ) or by
    /// standing among none but Persian ones; ڤ پ چ گ ڭ in Maghrebi and borrowed names.
    pub static RULE = {
        id: "script/foreign-letter",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["text/language"],
        check: Check::value(&CURATED, CharacterClasses::UNUSUAL, check),
    }
}

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() || !text.chars().any(|letter| arabic_letter(letter).is_some()) {
        return;
    }
    let language = language(value, context);
    if language.as_deref().is_some_and(extends_arabic) {
        return;
    }
    if language.as_deref() != Some("ar") && !text.chars().any(is_arabic_only) {
        return;
    }
    // In a name, one Persian word makes the others Persian as well.
    if !is_prose(value) && is_persian(&text) {
        return;
    }
    let found: Vec<ForeignLetter> = foreign_letter::find(&text).collect();
    let Some(first) = found.first() else { return };
    let label = message!(
        "{name} in {word}, where Arabic has {letter}",
        name: describe(first.letter),
        word: first.word.clone(),
        letter: describe(first.arabic)
    );
    let as_written = |at_the_end: Option<char>| -> Vec<Correction> {
        let instead =
            |foreign: &ForeignLetter| at_the_end.filter(|_| foreign.may_be_maksura).unwrap_or(foreign.arabic);
        found
            .iter()
            .map(|foreign| Correction::new(foreign.position..foreign.position + 1, instead(foreign)))
            .collect()
    };
    let title = message!("write the Arabic letters");
    let Some(finding) = report(value, &as_written(None), label, (Safety::Unsafe, title), findings) else {
        return;
    };
    if found.iter().any(|foreign| foreign.may_be_maksura) {
        let edits = as_written(Some('ى')).into_iter().filter_map(|correction| {
            Some(crate::words::Edit::Replace {
                place: value.characters(correction.characters),
                text: correction.instead?,
            })
        });
        let edits = edits.collect();
        finding.fix(crate::words::Fix {
            title: message!("write the Arabic letters, ى at the end"),
            safety: Safety::Unsafe,
            edits,
        });
    }
}
