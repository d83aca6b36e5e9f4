//! The words that offices are made of.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::key::fold_word;

/// What a word is to an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfficeWord {
    /// An office that its holder is called by: President de Vigny.
    Title,
    /// An office that nobody is called by without more: CEO.
    Post,
    /// An office that is also a name: Bishop, أمين.
    AlsoAName,
    /// What its holder is rightly called by: King, Sheikh.
    Throne,
    /// What makes an office greater or smaller: prime, deputy, العام.
    Rank,
    /// What an office is of: trade, الداخلية.
    Subject,
    /// A word before what an office is of: "of".
    Link,
    /// Such a word that family names begin with as well: de.
    Particle,
    /// The, le, el.
    Article,
    /// And, et, y.
    And,
    /// What companies are called, and no person.
    Company,
}

/// What a folded word is to an office; nothing for most words.
///
/// ```
/// use tadqiq::internals::office_words::{OfficeWord, of};
/// assert_eq!(of("minister"), Some(OfficeWord::Title));
/// assert_eq!(of("الوزير"), Some(OfficeWord::Title));
/// assert_eq!(of("للتجاره"), Some(OfficeWord::Subject));
/// assert_eq!(of("robles"), None);
/// ```
pub fn of(word: &str) -> Option<OfficeWord> {
    let known = |word: &str| WORDS.get(word).copied();
    known(word).or_else(|| bare(word).find_map(known)).or_else(|| of_german(word))
}

/// An Arabic word without what is written on to it: the article, and a conjunction or preposition of one letter.
pub fn bare(word: &str) -> impl Iterator<Item = &str> {
    ["وال", "ولل", "بال", "كال", "لل", "ال", "و", "ل", "ب"]
        .into_iter()
        .filter_map(move |prefix| word.strip_prefix(prefix))
        .filter(|rest| rest.chars().nth(1).is_some())
}

/// Offices written in one word: Außenministerin, Bundeskanzler.
fn of_german(word: &str) -> Option<OfficeWord> {
    const ENDS: [&str; 10] = [
        "minister",
        "ministerin",
        "prasident",
        "prasidentin",
        "kanzler",
        "kanzlerin",
        "sekretar",
        "sekretarin",
        "botschafter",
        "direktor",
    ];
    let is_one = |end: &&str| word.strip_suffix(*end).is_some_and(|before| before.len() >= 3);
    ENDS.iter().any(is_one).then_some(OfficeWord::Title)
}

static WORDS: LazyLock<FxHashMap<String, OfficeWord>> = LazyLock::new(|| {
    let mut known = FxHashMap::default();
    for line in include_str!("tables/office_words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let Some((class, words)) = line.split_once('\t') else { continue };
        let Some(class) = named(class) else { continue };
        for word in words.split(' ') {
            // The first class of a word is what it is; ranks and subjects come last.
            known.entry(fold_word(word)).or_insert(class);
        }
    }
    known
});

fn named(class: &str) -> Option<OfficeWord> {
    Some(match class {
        "title" => OfficeWord::Title,
        "post" => OfficeWord::Post,
        "also-a-name" => OfficeWord::AlsoAName,
        "throne" => OfficeWord::Throne,
        "rank" => OfficeWord::Rank,
        "subject" => OfficeWord::Subject,
        "link" => OfficeWord::Link,
        "particle" => OfficeWord::Particle,
        "article" => OfficeWord::Article,
        "and" => OfficeWord::And,
        "company" => OfficeWord::Company,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_a_class() {
        for line in include_str!("tables/office_words.tsv").lines().filter(|line| !line.starts_with('#')) {
            let class = line.split('\t').next().unwrap_or_default();
            assert!(named(class).is_some(), "{line}");
        }
    }

    #[test]
    fn words_are_told() {
        for (word, expected) in [
            ("الوزير", Some(OfficeWord::Title)),
            ("وزير", Some(OfficeWord::Title)),
            ("الخارجيه", Some(OfficeWord::Subject)),
            ("والتعاون", Some(OfficeWord::Subject)),
            ("امين", Some(OfficeWord::AlsoAName)),
            ("العام", Some(OfficeWord::Rank)),
            ("aussenminister", Some(OfficeWord::Title)),
            ("king", Some(OfficeWord::Throne)),
            ("ruiz", None),
            ("علي", None),
            ("", None),
        ] {
            assert_eq!(of(word), expected, "{word}");
        }
    }
}
