//! What is written where nothing is known.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::text::key::fold_word;
use crate::text::token::words;

/// Whether the text says no more than that there is nothing to say.
pub(crate) fn is_filler(text: &str) -> bool {
    const LONGEST: usize = 60;

    let text = text.trim();
    // S&D is a party, and no S/D.
    if text.is_empty() || text.len() > LONGEST || text.contains('&') {
        return false;
    }
    if text.chars().all(is_dash_or_mark) || is_template(text) {
        return true;
    }
    // Most values are names of more words, or prose: they are not folded.
    const MOST_WORDS: usize = 4;
    text.split_whitespace().nth(MOST_WORDS).is_none() && fillers().contains(&folded(text))
}

/// `<name>`, `{{nombre}}`, `[your name]`: where a form says what is to be written there.
fn is_template(text: &str) -> bool {
    static LABELS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
        let lines = include_str!("fillers/labels.txt").lines().filter(|line| !line.starts_with('#'));
        lines.map(folded).collect()
    });
    const BRACKETS: [(char, char); 3] = [('<', '>'), ('{', '}'), ('[', ']')];
    let inner = BRACKETS.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    inner.is_some_and(|inner| LABELS.contains(&folded(inner)))
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
        let lines = include_str!("fillers/words.txt").lines().filter(|line| !line.starts_with('#'));
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
            "<your name>",
            "{{nombre}}",
            "[nom]",
            "<الاسم>",
            "N.N.",
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
            "S&D",
            "N&A",
            "<Ada Winter>",
            "Nom",
        ] {
            assert!(!is_filler(text), "{text}");
        }
    }
}
