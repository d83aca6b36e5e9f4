//! Letters that became question marks when a text was saved in a character set that has none of them.

use std::ops::Range;

use crate::text::stretch::{Stretch, stretches, tokens};

/// What kind of text is asked about: in prose a question mark mostly ends a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Writing {
    /// A name of a person or a place.
    Name,
    /// Another name: an organisation's may end with a question mark before its last word.
    Title,
    /// Whole sentences.
    Prose,
}

/// The marks of a text that stand for letters, each run of them in code points.
pub(crate) fn find(text: &str, writing: Writing) -> Vec<Range<usize>> {
    if memchr::memchr(b'?', text.as_bytes()).is_none() && !text.contains('¿') {
        return Vec::new();
    }
    let words: Vec<Stretch<'_>> = tokens(text).collect();
    let mut found: Vec<Range<usize>> = words.iter().flat_map(|word| inside(word, writing)).collect();
    if writing != Writing::Prose {
        let is_proven = !found.is_empty();
        let edges = |(index, word)| at_an_edge(word, index + 1 == words.len(), is_proven, writing);
        found.extend(words.iter().enumerate().flat_map(edges));
    }
    if are_lost(&words, writing) {
        found.extend(words.iter().filter(|word| is_of_marks(word)).map(|word| word.characters.clone()));
    }
    found.sort_unstable_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

/// `?`, and the mark that some databases write instead.
fn is_mark(character: char) -> bool {
    matches!(character, '?' | '¿')
}

/// Addresses, alternatives, and a doubt that somebody set in brackets.
fn is_left_alone(word: &str) -> bool {
    word.contains(['/', '=', '&', '@', '\\', '(', '[', '{', '<'])
        || word.contains("://")
        || word.starts_with("www.")
        || word.find('.').is_some_and(|stop| word[stop + 1..].starts_with(char::is_alphanumeric))
}

fn inside(word: &Stretch<'_>, writing: Writing) -> Vec<Range<usize>> {
    const MOST: usize = 4;

    if !word.text.contains(is_mark) || is_left_alone(word.text) {
        return Vec::new();
    }
    let of_text = |mark: &Stretch<'_>| {
        word.characters.start + mark.characters.start..word.characters.start + mark.characters.end
    };
    stretches(word.text, is_mark)
        .filter(|mark| mark.text.len() <= MOST && is_between_letters(mark, writing))
        .map(|mark| of_text(&mark))
        .collect()
}

fn is_between_letters(mark: &Stretch<'_>, writing: Writing) -> bool {
    let mut before = mark.before.chars().rev();
    let (Some(previous), Some(next)) = (before.next(), mark.next()) else { return false };
    // l'?cole: an apostrophe is inside of a word.
    let is_elided = matches!(previous, '\'' | '’') && before.next().is_some_and(char::is_alphabetic);
    if !next.is_alphabetic() || !(previous.is_alphabetic() || is_elided) {
        return false;
    }
    match writing {
        Writing::Name | Writing::Title => true,
        // "Really?Yes" lacks a space.
        Writing::Prose => {
            next.is_lowercase()
                || (previous.is_uppercase() && mark.after.chars().all(|it| !it.is_lowercase()))
        }
    }
}

/// `?lvaro`, and `Jos? Prado`: a mark at the end of the last word may be a doubt.
fn at_an_edge(word: &Stretch<'_>, is_last: bool, is_proven: bool, writing: Writing) -> Vec<Range<usize>> {
    if is_left_alone(word.text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let head = word.text.trim_start_matches(is_mark);
    let marks = word.text[..word.text.len() - head.len()].chars().count();
    let start = word.characters.start;
    if marks > 0 && head.chars().take(2).filter(|letter| letter.is_lowercase()).count() == 2 {
        found.push(start..start + marks);
    }
    let tail = word.text.trim_end_matches(is_mark);
    let marks = word.text[tail.len()..].chars().count();
    let may_be_lost = is_proven || (writing == Writing::Name && !is_last);
    let is_a_question = QUESTION_WORDS.contains(&tail.to_lowercase().as_str());
    if !is_a_question && (1..=2).contains(&marks) && may_be_lost && tail.ends_with(char::is_lowercase) {
        let end = word.characters.end;
        found.push(end - marks..end);
    }
    found
}

/// Who? Weekly.
const QUESTION_WORDS: [&str; 18] = [
    "who", "what", "where", "when", "why", "how", "which", "whose", "qui", "quoi", "quand", "comment",
    "pourquoi", "cuando", "como", "donde", "que", "quien",
];

fn is_of_marks(word: &Stretch<'_>) -> bool {
    word.text.len() > 1 && word.text.chars().all(|character| character == '?')
}

/// Whether words of nothing but marks were words once: several side by side, or a long one beside a name.
fn are_lost(words: &[Stretch<'_>], writing: Writing) -> bool {
    const FEWEST_MARKS: usize = 6;
    const LONG: usize = 4;

    let of_marks = || words.iter().filter(|word| is_of_marks(word));
    let marks: usize = of_marks().map(|word| word.text.len()).sum();
    let side_by_side = words.windows(2).any(|pair| pair.iter().all(is_of_marks));
    if side_by_side && marks >= FEWEST_MARKS {
        return true;
    }
    // Before a name: behind a sentence such marks are astonishment.
    let is_before_a_word = |word: &Stretch<'_>| {
        word.text.len() >= LONG && word.after.trim_start().starts_with(char::is_alphabetic)
    };
    match writing {
        Writing::Prose => words.first().is_some_and(|first| is_of_marks(first) && is_before_a_word(first)),
        Writing::Name | Writing::Title => words.len() > 1 && of_marks().any(|word| word.text.len() >= LONG),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks_that_were_letters_are_told_from_questions() {
        for (text, writing) in [
            ("Ren?e Blanc", Writing::Name),
            ("Ren?? Blanc", Writing::Name),
            ("Ren¿e Blanc", Writing::Name),
            ("Jos? Prado", Writing::Name),
            ("?ngel Prado", Writing::Name),
            ("PE?A Luis", Writing::Name),
            ("???? علي", Writing::Name),
            ("???? ???? ????", Writing::Name),
            ("Secr?taire g?n?ral", Writing::Title),
            ("la r?union de l'?quipe", Writing::Prose),
            ("????? ??????? ?? ??????", Writing::Prose),
        ] {
            assert!(!find(text, writing).is_empty(), "{text}");
        }
        for (text, writing) in [
            ("???", Writing::Name),
            ("?", Writing::Name),
            ("Ines Prado ?", Writing::Name),
            ("Ines Prado (?)", Writing::Name),
            ("Prado?", Writing::Name),
            ("Ines ???", Writing::Name),
            ("Who? Weekly", Writing::Title),
            ("Qui vient ? Nous.", Writing::Prose),
            ("Really??? We do.", Writing::Prose),
            ("Really?Yes.", Writing::Prose),
            ("see https://a.org/?q=1&b", Writing::Prose),
            ("index.php?page", Writing::Prose),
            ("2022?-05", Writing::Prose),
            ("¿Qué tal? ¿Y tú?", Writing::Prose),
            ("هل وصل؟", Writing::Prose),
        ] {
            assert!(find(text, writing).is_empty(), "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn marks_lie_in_any_text(text in r"[?¿a-cA-Cé ب'./]{0,20}") {
            let characters: Vec<char> = text.chars().collect();
            for writing in [Writing::Name, Writing::Title, Writing::Prose] {
                for range in find(&text, writing) {
                    prop_assert!(characters[range].iter().all(|character| is_mark(*character)));
                }
            }
        }
    }
}
