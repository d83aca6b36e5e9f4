//! What a stop at the end of a word may belong to.

use crate::text::character::is_arabic_letter;
use crate::text::key::fold_word;
use crate::words::Role;

/// What is usually cut short.
const SHORTENED: [&str; 71] = [
    "adj", "adm", "asst", "assoc", "assn", "assocs", "attn", "ave", "bros", "bt", "capt", "cmdr", "co",
    "col", "comm", "corp", "corps", "cos", "dep", "dept", "dipl", "dir", "dist", "div", "dra", "ed", "esq",
    "est", "etc", "exec", "gen", "gov", "govt", "gral", "hon", "inc", "ind", "ing", "insp", "inst", "int",
    "intern", "intl", "jnr", "jr", "lic", "lieut", "llc", "ltd", "maj", "mfg", "min", "natl", "no", "pol",
    "pres", "prof", "pty", "rep", "rev", "ret", "sec", "secr", "sen", "snr", "sr", "srta", "supt", "univ",
    "vice", "ste",
];

/// Whether the stop behind a word may be an abbreviation's: initials, U.K., Ltd., words without vowels, words in
/// capitals, and what is usually cut short. In an organisation's name only a long word is surely whole.
pub(crate) fn may_be_abbreviated(word: &str, role: Role) -> bool {
    let folded = fold_word(word.trim_matches(|character: char| !character.is_alphanumeric()));
    let letters = folded.chars().count();
    let has_vowel = folded.chars().any(|letter| matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'));
    let is_arabic = word.chars().any(is_arabic_letter);
    letters <= 2
        || !is_arabic && !has_vowel
        || word.contains('.')
        || SHORTENED.contains(&folded.as_str())
        || word.chars().count() <= 5 && word.chars().all(|letter| !letter.is_lowercase()) && !is_arabic
        || role == Role::OrganizationName && letters < 6 && !is_arabic
}
