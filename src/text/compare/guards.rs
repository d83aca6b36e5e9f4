//! What keeps two names apart although all their letters are equal: a sign, an article, a form of address.

use super::super::comparison::ComparisonReason;
use super::super::key::{fold_word, is_arabic};
use super::super::known::is_given_name;
use super::super::latin::{is_article, is_assimilated_article};
use super::super::name::Name;
use super::super::token::words;

/// The signs that belong to the name they stand in.
const SIGNS: [char; 4] = ['&', '+', '@', '#'];

/// A sign that belongs to one name and that the other has nowhere: S&D is not S. D.
pub(super) fn sign_in_one(a: &Name, b: &Name) -> Option<ComparisonReason> {
    let sign = sign_only_in(a.bare(), b.bare()).or_else(|| sign_only_in(b.bare(), a.bare()))?;
    Some(ComparisonReason::SignInOne { sign })
}

fn sign_only_in(text: &str, other: &str) -> Option<char> {
    if !text.contains(SIGNS) {
        return None;
    }
    SIGNS.into_iter().find(|&sign| {
        let bound = text.match_indices(sign).filter(|&(at, _)| is_bound(text, at, sign)).count();
        bound > 0 && said(other, sign) < bound
    })
}

/// Whether a sign stands beside a letter or a figure, or between two single letters.
fn is_bound(text: &str, at: usize, sign: char) -> bool {
    let (before, after) = text.split_at(at);
    let after = after.strip_prefix(sign).unwrap_or(after);
    let touches = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    let is_letter = |word: Option<&str>| word.is_some_and(|word| word.chars().count() == 1);
    touches(before.chars().next_back())
        || touches(after.chars().next())
        || is_letter(before.split_whitespace().next_back()) && is_letter(after.split_whitespace().next())
}

/// How often a text has a sign, or the word for it.
fn said(text: &str, sign: char) -> usize {
    let signs = text.matches(sign).count();
    let is_and = |word: &&str| matches!(word.to_lowercase().as_str(), "and" | "et" | "y" | "und" | "e");
    if sign == '&' { signs + text.split_whitespace().filter(is_and).count() } else { signs }
}

/// Forms of address that are said of two people, or two offices before one surname.
pub(super) fn addresses_differ(a: &Name, b: &Name) -> Option<ComparisonReason> {
    let (left, right) = (a.address.as_ref()?, b.address.as_ref()?);
    let is_one_word = a.words.len().min(b.words.len()) <= 1;
    let differ = left.contradicts(right) || is_one_word && left.is_another_office_than(right);
    differ.then(|| ComparisonReason::AddressesDiffer { left: left.said.clone(), right: right.said.clone() })
}

/// What stands before one name only, or otherwise before the other.
pub(super) fn address_left_out(a: &Name, b: &Name) -> Option<ComparisonReason> {
    let folded = |name: &Name| name.address.as_ref().map(|address| address.folded.clone());
    let said = |name: &Name| name.address.as_ref().map_or_else(String::new, |address| address.said.clone());
    (folded(a) != folded(b)).then(|| ComparisonReason::AddressLeftOut { left: said(a), right: said(b) })
}

/// A given name that has the article in one of them, where it may be a family name: حسن العلي is not حسن علي.
pub(super) fn article_in_one(a: &Name, b: &Name) -> Option<ComparisonReason> {
    let (left, right) = (with_article(a), with_article(b));
    let only = |these: &[String], others: &[String]| {
        these.iter().find(|word| !others.contains(word) && is_given_name(word)).cloned()
    };
    let word = only(&left, &right).or_else(|| only(&right, &left))?;
    Some(ComparisonReason::ArticleMakesAnother { word })
}

/// The words behind an article, without it; what عبد governs has one by nature.
fn with_article(name: &Name) -> Vec<String> {
    let words = words(name.bare());
    let mut found = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| words.get(before)).map(|word| fold_word(word));
        let before = before.as_deref().unwrap_or_default();
        if is_arabic(word) {
            let is_governed = matches!(before, "عبد" | "ابو" | "ابا" | "ابي");
            found.extend(word.strip_prefix("ال").filter(|_| !is_governed).map(fold_word));
        } else {
            let folded = fold_word(word);
            if is_article(before) || is_assimilated_article(before, &folded) {
                found.push(folded);
            }
        }
    }
    found
}
