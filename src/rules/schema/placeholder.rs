//! `schema/placeholder`

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::knowledge::fields::is_verbatim;
use crate::message;
use crate::record::Context;
use crate::record::Value;
use crate::rule::{Check, Findings};
use crate::text::key::fold_word;
use crate::text::makeup::Makeup;
use crate::text::token::words;
use crate::words::Safety;
use crate::words::{Edit, Fix, Level, Role};

crate::rule! {
    /// A filler stands where nothing is known.
    ///
    /// «غير محدد», "N/A" or a dash is text to every program: it is counted as a name, searched as a place, and
    /// taken for an answer. What is not known is left out, or `null` where the schema allows it.
    ///
    /// The fix, offered, writes `null`; delete the field instead where the schema has no use for that.
    ///
    /// **Not an error:** the same words in a quotation, or as a part of a longer text.
    pub static RULE = {
        id: "schema/placeholder",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Value { of: &ROLES, only_with: Makeup::ANYTHING, check },
    }
}

/// What a curator writes, dates and addresses included.
const ROLES: [Role; 14] = [
    Role::PersonName,
    Role::OrganizationName,
    Role::Office,
    Role::PlaceName,
    Role::Country,
    Role::CanonicalName,
    Role::Text,
    Role::Note,
    Role::Date,
    Role::DateEnd,
    Role::DateText,
    Role::HijriDate,
    Role::Weekday,
    Role::Url,
];

fn check(value: &Value<'_>, _: &Context, findings: &mut Findings<'_>) {
    let text = value.text();
    if !is_filler(&text) {
        return;
    }
    let label = message!("{filler} is a filler, not a value", filler: text.trim());
    let finding = findings.at(value, label);
    if is_verbatim(value) {
        finding.help("leave the field out; what the source does say of it belongs to the quotation");
        return;
    }
    let edits = vec![Edit::ReplaceValue { place: value.place(), value: serde_json::Value::Null }];
    finding.fix(Fix { title: message!("write null"), safety: Safety::Unsafe, edits });
}

/// Whether the text says no more than that there is nothing to say.
pub(crate) fn is_filler(text: &str) -> bool {
    const LONGEST: usize = 60;

    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return false;
    }
    if text.chars().all(is_dash_or_mark) {
        return true;
    }
    // Most values are names of more words, or prose: they are not folded.
    const MOST_WORDS: usize = 4;
    text.split_whitespace().nth(MOST_WORDS).is_none() && fillers().contains(&folded(text))
}

/// The words of a text without case, accents, vowel signs and marks.
fn folded(text: &str) -> String {
    let words: Vec<String> = words(text).iter().map(|word| fold_word(word)).collect();
    words.join(" ")
}

fn is_dash_or_mark(character: char) -> bool {
    matches!(
        character,
        '-' | '–' | '—' | '―' | '_' | '.' | '…' | '?' | '؟' | '*' | '/' | '#' | '!' | '~' | ' '
    )
}

/// What is written for nothing, folded as [`is_filler`] folds a text.
fn fillers() -> &'static FxHashSet<String> {
    static FILLERS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("tables/fillers.txt").lines().filter(|line| !line.starts_with('#'));
        lines.map(folded).collect()
    });
    &FILLERS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fillers_are_told_from_values() {
        for text in [
            "-",
            "—",
            "N/A",
            "n/a",
            "n.a.",
            "TBD",
            "؟",
            "؟؟",
            "غير محدد",
            "غير محدَّد",
            "(unknown)",
            "Non précisé",
            "null",
            " - ",
            "xxx",
        ] {
            assert!(is_filler(text), "{text}");
        }
        for text in [
            "",
            "Na",
            "Nil Patel",
            "X",
            "Unknown Soldier",
            "محدد",
            "مجهولي الهوية",
            "None Such",
            "NA-Group",
            "C++",
            "Who?",
        ] {
            assert!(!is_filler(text), "{text}");
        }
    }
}
