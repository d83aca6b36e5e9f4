//! `script/stray-mark`

use crate::knowledge::blemishes::combining_mark::{self, StrayKind};
use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fields::CURATED_AND_SPELLINGS;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character::describe;
use crate::text::character_classes::CharacterClasses;
use crate::words::{Level, Safety};

rule! {
    /// A mark or a last letter stands apart from its word.
    ///
    /// Texts taken out of a PDF tear letters and their marks apart: الجامع ةٌ, a kasra before a Latin name, an accent
    /// behind the space. A mark typed twice is seen once. No search finds such a word.
    ///
    /// The fix, offered, takes the mark out, or puts it back where it makes one letter. Other letters may be
    /// lost with it: read the word.
    ///
    /// **Not an error:** vocalised text, shadda with a vowel; المشارك(ة) and مدير/ة; a letter that is spoken of, as in حرف ة;
    /// a mark shown by itself on ◌ or tatweel.
    pub static RULE = {
        id: "script/stray-mark",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::value(
            &CURATED_AND_SPELLINGS,
            CharacterClasses::UNUSUAL.or(CharacterClasses::ARABIC),
            check
        ),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if text.is_ascii() {
        return;
    }
    let found = combining_mark::find(&text);
    let Some(first) = found.first() else { return };
    let name = describe(first.what);
    let label = match first.kind {
        StrayKind::WithoutLetter => message!("{name} has no letter that it belongs to", name),
        StrayKind::OnAnotherScript => message!("{name} stands on a letter that has no such marks", name),
        StrayKind::Twice => message!("{name} stands twice on one letter", name),
        StrayKind::TornOff => {
            message!("{letter} is torn off the word before it", letter: first.what.to_string())
        }
    };
    let title = match first.kind {
        StrayKind::TornOff => message!("take the space out"),
        _ if first.instead.is_empty() => message!("take the mark out"),
        _ => message!("write {letter}", letter: first.instead.trim()),
    };
    let corrections: Vec<Correction> =
        found.iter().map(|stray| Correction::new(stray.characters.clone(), stray.instead.as_str())).collect();
    if let Some(finding) = report(value, &corrections, label, (Safety::Unsafe, title), findings) {
        finding.title(what_is_wrong(first.kind));
    }
}

fn what_is_wrong(kind: StrayKind) -> &'static str {
    match kind {
        StrayKind::WithoutLetter => "a mark stands without its letter",
        StrayKind::OnAnotherScript => "a mark stands on a letter of another script",
        StrayKind::Twice => "a mark stands twice on one letter",
        StrayKind::TornOff => "a last letter stands apart from its word",
    }
}
