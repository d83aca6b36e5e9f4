//! Titles of meetings that come in a series: the sessions of a committee.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use crate::record::digest::digest;
use crate::text::key::loose_words;

/// The digest of what a title that counts or letters its meeting says, in any orthography and with `6th`, `sixth`
/// and `6` as one; nothing for other titles.
pub(super) fn series_of(title: &str) -> Option<u64> {
    const LONGEST: usize = 400;
    if title.len() > LONGEST || !may_be_of_a_series(title) {
        return None;
    }
    let words: Vec<Word> = loose_words(title).iter().map(|word| read(word)).collect();
    let is_of_series = words.iter().any(|word| matches!(word, Word::Series(_)))
        && words.windows(2).any(|pair| {
            let [one, other] = pair else { return false };
            matches!(one, Word::Ordinal(_))
                || matches!(other, Word::Ordinal(_))
                || matches!((one, other), (Word::Series(_), Word::Number(_) | Word::Letter(_)))
        });
    if !is_of_series {
        return None;
    }
    let told = words.iter().filter_map(|word| match word {
        Word::Ordinal(number) | Word::Number(number) => Some(number.to_string()),
        Word::Letter(letter) => Some(letter.to_string()),
        Word::Series(word) | Word::Other(word) => (!is_link(word)).then(|| word.clone()),
    });
    let mut told: Vec<String> = told.collect();
    told.sort_unstable();
    Some(digest(&told.join(" ")))
}

/// The beginnings of words for what meetings come in, as they are written: most titles have none, and are not taken apart.
fn may_be_of_a_series(title: &str) -> bool {
    const BEGINNINGS: [&str; 32] = [
        "session",
        "meeting",
        "committee",
        "commission",
        "round",
        "sitting",
        "panel",
        "gro",
        "plen",
        "réunion",
        "reunion",
        "RÉUNION",
        "séance",
        "SÉANCE",
        "seance",
        "comit",
        "sesi",
        "comisi",
        "mesa",
        "tour",
        "atelier",
        "table",
        "workshop",
        "conf",
        "اجتماع",
        "جلس",
        "دور",
        "لجن",
        "جول",
        "مجموع",
        "فريق",
        "تمر",
    ];
    static FOUND: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(BEGINNINGS).ok());
    FOUND.as_ref().is_none_or(|found| found.is_match(title))
}

/// A word of a title, folded.
enum Word {
    /// What meetings come in: session, réunion, لجنة.
    Series(String),
    Ordinal(u32),
    Number(u32),
    Letter(char),
    Other(String),
}

fn read(word: &str) -> Word {
    if let Some(&number) = ORDINALS.get(word) {
        return Word::Ordinal(number);
    }
    let digits = word.trim_end_matches(|character: char| !character.is_ascii_digit());
    if let Ok(number) = digits.parse::<u32>() {
        let ending = word.get(digits.len()..).unwrap_or_default();
        let is_ordinal = matches!(
            ending,
            "st" | "nd" | "rd" | "th" | "e" | "er" | "re" | "eme" | "nde" | "ª" | "º" | "a" | "o"
        );
        return if is_ordinal { Word::Ordinal(number) } else { Word::Number(number) };
    }
    let mut letters = word.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if letter.is_alphabetic() => Word::Letter(letter),
        _ if SERIES.contains(&word.strip_prefix("لل").unwrap_or(word)) => Word::Series(word.to_owned()),
        _ => Word::Other(word.to_owned()),
    }
}

/// Words that one source writes and another leaves out.
fn is_link(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "of"
            | "for"
            | "on"
            | "and"
            | "de"
            | "du"
            | "des"
            | "la"
            | "le"
            | "les"
            | "del"
            | "los"
            | "las"
            | "y"
            | "et"
            | "en"
            | "in"
    )
}

/// What meetings come in, folded as [`loose_words`] does.
const SERIES: [&str; 36] = [
    "session",
    "sessions",
    "meeting",
    "committee",
    "subcommittee",
    "commission",
    "round",
    "sitting",
    "panel",
    "group",
    "plenary",
    "reunion",
    "seance",
    "comite",
    "groupe",
    "sesion",
    "comision",
    "ronda",
    "mesa",
    "grupo",
    "pleno",
    "tour",
    "atelier",
    "table",
    "workshop",
    "conference",
    "conferencia",
    "اجتماع",
    "جلسه",
    "دوره",
    "لجنه",
    "جوله",
    "مجموعه",
    "فريق",
    "جنه",
    "موتمر",
];

static ORDINALS: LazyLock<FxHashMap<&str, u32>> = LazyLock::new(|| {
    let lines = include_str!("series.tsv").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (number, words) = line.split_once('\t')?;
            Some((number.parse().ok()?, words))
        })
        .flat_map(|(number, words): (u32, &str)| words.split(' ').map(move |word| (word, number)))
        .collect()
});
