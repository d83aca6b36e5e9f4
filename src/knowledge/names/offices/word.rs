//! The words of a text that may be an office or a name.

use crate::knowledge::countries::{code_of, countries_of_city};
use crate::text::character::is_arabic_letter;
use crate::text::key::fold_word;
use crate::text::known::is_given_name;
use crate::text::office_words::{self, OfficeWord, bare};

use super::is_edge;

/// A word between spaces, apostrophes and hyphens.
#[derive(Debug, Clone)]
pub(super) struct Word<'t> {
    /// As it is written, without marks at its edges.
    pub text: &'t str,
    pub folded: String,
    /// What it is to an office.
    pub is: Option<OfficeWord>,
    /// The byte where it begins.
    pub start: usize,
    pub is_after_space: bool,
}

/// The words of a text.
pub(super) fn cut(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut is_after_space = true;
    for (end, mark) in text.char_indices().chain([(text.len(), ' ')]) {
        if !(mark.is_whitespace() || matches!(mark, '’' | '\'' | '-')) {
            continue;
        }
        words.extend(word(text, start, end, is_after_space));
        start = end + if end < text.len() { mark.len_utf8() } else { 0 };
        is_after_space = mark.is_whitespace();
    }
    words
}

fn word(text: &str, start: usize, end: usize, is_after_space: bool) -> Option<Word<'_>> {
    let whole = &text[start..end];
    let rest = whole.trim_start_matches(is_edge);
    let start = start + whole.len() - rest.len();
    let text = rest.trim_end_matches(is_edge);
    let folded = fold_word(text);
    // على is "on", علي a man.
    let is = if text == "على" { Some(OfficeWord::Link) } else { office_words::of(&folded) };
    (!text.is_empty()).then_some(Word { text, folded, is, start, is_after_space })
}

impl Word<'_> {
    pub fn is_arabic(&self) -> bool {
        self.text.chars().any(is_arabic_letter)
    }

    pub fn is_an_office(&self) -> bool {
        matches!(self.is, Some(OfficeWord::Title | OfficeWord::Post | OfficeWord::AlsoAName))
    }

    /// Whether it may be the first word of an office behind a name.
    pub fn begins_an_office(&self) -> bool {
        matches!(self.is, Some(OfficeWord::Title | OfficeWord::Post | OfficeWord::Rank))
    }

    pub fn is_any(&self, classes: &[OfficeWord]) -> bool {
        self.is.is_some_and(|is| classes.contains(&is))
    }

    /// Begins with a capital, or is written in letters that have none.
    pub fn is_like_a_name(&self) -> bool {
        let first = self.text.chars().next();
        first.is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
    }

    pub fn is_small(&self) -> bool {
        self.text.chars().next().is_some_and(|first| first.is_lowercase() || first.is_numeric())
    }

    pub fn is_given_name(&self) -> bool {
        is_given_name(&self.folded)
    }

    /// A country or a well-known city, in Arabic also with what is written on to it.
    pub fn is_a_place(&self) -> bool {
        const SHORTEST: usize = 4;

        let is_long = self.text.chars().nth(SHORTEST - 1).is_some();
        let is_one = |word: &str| code_of(word).is_some() || !countries_of_city(word).is_empty();
        if self.is_arabic() {
            let is_one = |word: &str| word.chars().nth(2).is_some() && is_one(word);
            return is_one(&self.folded) || bare(&self.folded).any(is_one);
        }
        // Ben and Guy are codes of three letters; US and UAE are written in capitals.
        (is_long || self.is_an_acronym()) && is_one(self.text)
    }

    /// OCP, UK.
    pub fn is_an_acronym(&self) -> bool {
        self.text.chars().nth(1).is_some() && self.text.chars().all(|it| it.is_uppercase() || it == '.')
    }
}

/// Whether the words may be somebody's name.
pub(super) fn is_person(words: &[Word<'_>]) -> bool {
    const MOST: usize = 8;
    const OF_NO_NAME: [OfficeWord; 6] = [
        OfficeWord::Title,
        OfficeWord::Post,
        OfficeWord::Company,
        OfficeWord::Rank,
        OfficeWord::Subject,
        OfficeWord::Link,
    ];

    let Some((first, others)) = words.split_first() else { return false };
    let joins = |word: &Word<'_>| word.is_any(&[OfficeWord::Particle, OfficeWord::And, OfficeWord::Article]);
    // Fernando Grande
    let may_be_a_family = |word: &Word<'_>| {
        first.is_given_name()
            && word.start > first.start
            && word.is_any(&[OfficeWord::Rank, OfficeWord::Subject])
    };
    let fits = |word: &Word<'_>| {
        (word.is_like_a_name() || joins(word))
            && !word.text.contains(char::is_numeric)
            && (!word.is_any(&OF_NO_NAME) || word.is_given_name() || may_be_a_family(word))
    };
    words.len() <= MOST
        && (first.is_like_a_name() || first.is == Some(OfficeWord::Particle))
        && words.iter().all(fits)
        && !words.iter().all(|word| joins(word) || word.is_a_place() && !word.is_given_name())
        && others.last().is_none_or(|last| last.is_like_a_name())
}
