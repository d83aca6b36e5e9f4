//! `script/drawn-out`

use crate::knowledge::blemishes::drawn_out;
use crate::knowledge::fields::{NAMES, is_verbatim};
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::{Edit, Fix, Level, Safety};

rule! {
    /// A letter is written three times in a row, or more.
    ///
    /// The key was held too long: Jooohn, الدباااغي. A search for the name does not find it.
    ///
    /// The fix, offered, writes the letter once, or twice.
    ///
    /// **Not an error:** Roman figures (Henry VIII, Hassan III), AAA and www; compounds such as Schifffahrt.
    pub static RULE = {
        id: "script/drawn-out",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/inconsistent-spelling", "name/near-duplicate"],
        check: Check::value(&NAMES, CharacterClasses::ANYTHING, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let found = drawn_out::find(&text, value.role());
    let Some(first) = found.first() else { return };
    let label = message!(
        "{letter} stands {count} times in a row in {word}",
        letter: first.letter.to_string(),
        count: first.characters.len(),
        word: first.word.as_str()
    );
    let places = found.iter().map(|drawn| value.characters(drawn.characters.clone()));
    let Some(finding) = findings.at_each(places, label) else { return };
    if is_verbatim(value) {
        return;
    }
    for number in 0..first.times.len() {
        let written = |drawn: &drawn_out::DrawnOut| {
            let times = drawn.times.get(number).copied().unwrap_or(1);
            Edit::Replace {
                place: value.characters(drawn.characters.clone()),
                text: std::iter::repeat_n(drawn.letter, times).collect(),
            }
        };
        let title = match first.times.get(number) {
            Some(2) => message!("write it twice"),
            _ => message!("write it once"),
        };
        finding.fix(Fix { title, safety: Safety::Unsafe, edits: found.iter().map(written).collect() });
    }
}
