//! Words that everybody's names are made of: of organisations, offices and places. They tell no two names apart,
//! and whoever writes one a letter wrong has made a slip.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::key::loose_words;

/// Whether a folded word, or what it is the plural of, is such a word.
///
/// ```
/// use tadqiq::internals::common::is_common;
/// assert!(is_common("services"));
/// assert!(!is_common("sevices"));
/// ```
#[must_use]
pub fn is_common(word: &str) -> bool {
    WORDS.contains(word) || singulars(word).any(|singular| WORDS.contains(singular))
}

/// Whether one folded word is the other in the plural, and everybody's word.
#[must_use]
pub fn is_plural_of(one: &str, other: &str) -> bool {
    let (fewer, more) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    WORDS.contains(fewer) && singulars(more).any(|singular| singular == fewer)
}

/// Whether two folded words are an office of a man and of a woman, told apart by an e: délégué and déléguée.
#[must_use]
pub fn is_office_of_a_woman(one: &str, other: &str) -> bool {
    let (fewer, more) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    more.strip_suffix('e') == Some(fewer) && GENDERED.contains(fewer.strip_prefix("vice").unwrap_or(fewer))
}

fn singulars(word: &str) -> impl Iterator<Item = &str> {
    ["s", "es"].into_iter().filter_map(|ending| word.strip_suffix(ending))
}

static WORDS: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words_of(include_str!("tables/common_words.txt")));

static GENDERED: LazyLock<FxHashSet<String>> =
    LazyLock::new(|| words_of(include_str!("tables/gendered.txt")));

fn words_of(table: &str) -> FxHashSet<String> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).flat_map(loose_words).collect()
}
