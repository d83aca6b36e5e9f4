//! `script/reversed`

use crate::knowledge::blemishes::reversed;
use crate::knowledge::fields::{CURATED_AND_SPELLINGS, is_verbatim};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::{Edit, Fix, Level, Safety};

rule! {
    /// The letters of a text stand in reverse order.
    ///
    /// Some programs take the letters out of a PDF in the order they are drawn in, from the left: ةيبرعلا ةرايز for
    /// زيارة العربية. No word of Arabic begins with ة, and none ends with إ.
    ///
    /// The fix, offered, turns the line round, figures and Latin words left as they are; or each word by itself.
    ///
    /// **Not an error:** المشارك(ة), مدير/ة, a ة that stands alone or is torn off its word.
    pub static RULE = {
        id: "script/reversed",
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
    let Some(found) = reversed::find(&text) else { return };
    let label = message!("{word} is written from its last letter to its first", word: found.word.as_str());
    let finding = findings.at(value, label);
    if is_verbatim(value) {
        return;
    }
    for (number, reading) in found.readings.into_iter().enumerate() {
        let title =
            if number == 0 { message!("turn it round") } else { message!("turn each word round by itself") };
        let edits = reading.into_iter();
        let edits =
            edits.map(|(range, text)| Edit::Replace { place: value.characters(range), text }).collect();
        finding.fix(Fix { title, safety: Safety::Unsafe, edits });
    }
}
