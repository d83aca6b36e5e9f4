//! `date/foreign-digits`

use crate::message;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

rule! {
    /// A date is written with digits of another script, or of two.
    ///
    /// EDTF knows the digits 0–9 only: `٢٠٢٢-٠٦-١٣` looks right and is no date to any program. In a text the Arabic
    /// digits are the source's own, but two sets of digits in one number, «٢0٢٢», are a slip of whoever typed it.
    ///
    /// The fix, safe, writes the normal form with 0–9. A text is the source's, and has no fix.
    ///
    /// **Not an error:** Arabic digits in the source's text; a day in one set of digits and the year in another.
    pub static RULE = {
        id: "date/foreign-digits",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Date, Role::DateEnd, Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for value in record.values_of(&[Role::Date, Role::DateEnd]) {
        let words = value.text();
        if words.is_ascii() || !words.chars().any(|character| is_foreign(set(character))) {
            continue;
        }
        let plain: String = words.chars().map(plain).collect();
        let finding = findings.at(&value, message!("the digits are not 0–9"));
        finding.fix(Fix {
            title: message!("write {plain}", plain: plain.as_str()),
            safety: Safety::Safe,
            edits: vec![Edit::Replace { place: value.place(), text: plain }],
        });
    }
    for value in record.values(Role::DateText) {
        let words = value.text();
        if words.is_ascii() {
            continue;
        }
        for number in mixed_numbers(&words) {
            let digits = words.get(number.clone()).unwrap_or_default();
            findings.at(value.bytes(number), message!("{digits} has digits of two scripts", digits));
        }
    }
}

/// A set of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Digits {
    Ascii,
    Arabic,
    Extended,
}

fn set(character: char) -> Option<Digits> {
    match character {
        '0'..='9' => Some(Digits::Ascii),
        '\u{660}'..='\u{669}' => Some(Digits::Arabic),
        '\u{6f0}'..='\u{6f9}' => Some(Digits::Extended),
        _ => None,
    }
}

fn is_foreign(set: Option<Digits>) -> bool {
    matches!(set, Some(Digits::Arabic | Digits::Extended))
}

fn plain(character: char) -> char {
    let zero = match set(character) {
        Some(Digits::Arabic) => 0x660,
        Some(Digits::Extended) => 0x6f0,
        _ => return character,
    };
    u32::from(character).checked_sub(zero).and_then(|digit| char::from_digit(digit, 10)).unwrap_or(character)
}

/// The bytes of the numbers that have digits of more than one set.
fn mixed_numbers(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut mixed = Vec::new();
    let mut number: Option<(usize, Digits, bool)> = None;
    for (at, character) in text.char_indices().chain([(text.len(), ' ')]) {
        number = match (number, set(character)) {
            (None, None) => None,
            (None, Some(set)) => Some((at, set, false)),
            (Some((start, first, is_mixed)), Some(set)) => Some((start, first, is_mixed || set != first)),
            (Some((start, _, is_mixed)), None) => {
                if is_mixed {
                    mixed.push(start..at);
                }
                None
            }
        };
    }
    mixed
}
