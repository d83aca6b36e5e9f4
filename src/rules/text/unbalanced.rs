//! `text/unbalanced`

use crate::knowledge::brackets::lone;
use crate::knowledge::fields::PROSE;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::Level;

rule! {
    /// A bracket or a quotation mark has no partner.
    ///
    /// Either the other one was forgotten, or a part of the text was lost when it was copied.
    ///
    /// **Not an error:** a quotation that runs over several paragraphs; the bracket of a list, 1) or أ); marks of
    /// inches and minutes; a smiley.
    pub static RULE = {
        id: "text/unbalanced",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/not-a-name", "script/mojibake", "text/markup"],
        check: Check::value(&PROSE, CharacterClasses::MARKS, check),
    }
}

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    let lone = lone(&text);
    let Some((_, mark)) = lone.first() else { return };
    let label = message!("{mark} has no partner", mark: mark.to_string());
    findings.at_each(lone.iter().map(|(position, _)| value.characters(*position..position + 1)), label);
}
