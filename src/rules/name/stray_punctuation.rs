//! `name/stray-punctuation`

use std::ops::Range;

use crate::knowledge::blemishes::stray_mark;
use crate::knowledge::brackets::lone;
use crate::knowledge::corrections::{Correction, report};
use crate::knowledge::fillers::is_filler;
use crate::knowledge::names::registry::is_registered;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::character_classes::CharacterClasses;
use crate::words::Safety;
use crate::words::{Level, Role};

rule! {
    /// A mark stands in the name that does not belong to it.
    ///
    /// الحموش،ي with a comma inside, "C Wray." with a stop at the end, a bracket without its partner: left by
    /// a slip of the hand or by cutting a text in the wrong place. The name is then found under none of its spellings.
    ///
    /// The fix takes the mark out: at once where what remains is a registered name, else offered. There is none for a
    /// bracket that opens inside an unregistered name: it is the closing one that is missing, and may belong anywhere.
    ///
    /// **Not an error:** initials and abbreviations (C. Wray, CORP., Inc., U.K.); `Last, First`; quotation marks and pairs of
    /// brackets; marks of a brand (Yahoo!, Which?, .NET, Toys"R"Us); the click of a Khoisan name (!Garus); a degree behind a comma
    /// (Hadi, Apt.); a missing space after a comma between two words.
    pub static RULE = {
        id: "name/stray-punctuation",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/not-a-name", "schema/placeholder", "script/lost-letters", "script/mojibake", "text/markup"],
        check: Check::value(&ROLES, CharacterClasses::MARKS.or(CharacterClasses::UNUSUAL), check),
    }
}

const ROLES: [Role; 5] =
    [Role::PersonName, Role::OrganizationName, Role::Office, Role::PlaceName, Role::CanonicalName];

fn check(value: &Value<'_>, context: &Context, findings: &mut Findings<'_>) {
    // More marks are no slip, and each is looked for in the whole text.
    const MOST_MARKS: usize = 64;

    let text = value.text();
    if !stray_mark::may_have_any(&text) || is_filler(&text) {
        return;
    }
    let is_known = |name: &str| is_registered(context, value.role(), name);
    let mut found = stray_mark::find(&text, value.role());
    if found.is_empty() {
        found = stray_mark::inside_words(&text);
        if found.is_empty() || found.len() > MOST_MARKS || !is_known(text_with(&text, &found).trim()) {
            return;
        }
    }
    found.truncate(MOST_MARKS);
    let Some(first) = found.first() else { return };
    let marks: String = text.chars().skip(first.start).take(first.len()).collect();
    let with = text_with(&text, &found);
    let label = match marks.trim() {
        bracket if lone(bracket).len() == 1 => message!("{bracket} has no partner", bracket),
        // In a list of many, nobody sees where a mark is by the names.
        marks if is_list(&text) => match text.trim_end().chars().count() == first.end {
            true => message!("{marks} stands at the end of a list, and nothing follows", marks),
            false => message!("{marks} stands in a list, and separates nothing", marks),
        },
        marks => message!("{marks} does not belong to the name {with}", marks, with: with.trim()),
    };
    let is_right_without = is_known(with.trim());
    let safety = if is_right_without { Safety::Safe } else { Safety::Unsafe };
    let correction = |range: Range<usize>| match instead(&text, &range) {
        _ if !is_right_without && opens_inside(&text, &range) => Correction::unknown(range),
        instead => Correction::new(range, instead),
    };
    let corrections: Vec<Correction> = found.into_iter().map(correction).collect();
    report(value, &corrections, label, (safety, what_to_do(&corrections).into()), findings);
}

/// Whether several names are kept in one value, separated by commas or semicolons.
fn is_list(text: &str) -> bool {
    /// Parts that one name may have: `Winter, Ada, MP`.
    const MOST_PARTS: usize = 3;

    let parts = text.split([',', ';', '،', '؛']);
    parts.filter(|part| part.chars().any(char::is_alphabetic)).count() > MOST_PARTS
}

/// What stands for the marks of a range: the space that a low line was typed for, else nothing.
fn what_to_do(corrections: &[Correction]) -> &'static str {
    let is_replaced =
        |correction: &Correction| correction.instead.as_deref().is_some_and(|text| !text.is_empty());
    match corrections {
        [one] if is_replaced(one) => "write a space in its place",
        [_] => "take it out",
        several if several.iter().any(is_replaced) => "write the name without them",
        _ => "take them out",
    }
}

fn instead(text: &str, range: &Range<usize>) -> &'static str {
    let around = |at: Option<usize>| at.and_then(|at| text.chars().nth(at)).is_some_and(char::is_alphabetic);
    let is_low_line = text.chars().nth(range.start) == Some('_');
    if is_low_line && around(range.start.checked_sub(1)) && around(Some(range.end)) { " " } else { "" }
}

/// Whether a bracket opens with letters on both sides. Without it, what it sets off would run into the name.
fn opens_inside(text: &str, range: &Range<usize>) -> bool {
    let mut rest = text.chars().skip(range.start);
    matches!(rest.next(), Some('(' | '['))
        && rest.any(char::is_alphabetic)
        && text.chars().take(range.start).any(char::is_alphabetic)
}

fn text_with(text: &str, ranges: &[Range<usize>]) -> String {
    let mut with = String::with_capacity(text.len());
    for (position, character) in text.chars().enumerate() {
        match ranges.iter().find(|range| range.contains(&position)) {
            Some(range) if range.start == position => with.push_str(instead(text, range)),
            Some(_) => {}
            None => with.push(character),
        }
    }
    with
}
