//! Keys: two names with one key are spelled alike, up to what the tier forgives.

use std::borrow::Cow;

use super::arabic;
use super::character::{Script, is_arabic_letter, script};
use super::latin;
use super::memo::Memo;
use super::mojibake;
use super::token::{compose, words};

/// How much a key forgives. Each tier forgives what the one before it does, but
/// for the article: see [`Tier::Loose`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tier {
    /// Harakat, tatweel, invisible characters, presentation forms, Persian forms
    /// of Arabic letters, punctuation and spacing. Case and accents count.
    Exact,
    /// Also hamza, ى/ي and ة/ه; in Latin also case, accents and text that was
    /// decoded wrongly. Two names equal here are one name in two spellings.
    Orthographic,
    /// Also the article (ال, El, Al), the joining of عبد, أبو, آل and بن, borrowed
    /// letters (ڤ/ف), Mc/Mac, Ltd/Limited, St/Saint and the English words `the of for on and`.
    ///
    /// المانيا loses an article that ألمانيا does not have: a pair equal at
    /// the tier before need not be equal here, so ask both.
    Loose,
}

/// The key of a name at a tier: its folded words without anything between them.
///
/// Empty when the text holds no letter or digit: an empty key says nothing.
/// Exact and orthographic keys are their own keys; loose keys are not (an
/// article may come to light where two words meet).
///
/// ```
/// use tadqiq::text::key::{key, Tier};
/// assert_eq!(key("الأمن", Tier::Orthographic), key("الامن", Tier::Orthographic));
/// assert_eq!(key("عبد اللطيف الحموشي", Tier::Loose), key("عبداللطيف حموشى", Tier::Loose));
/// assert_eq!(key("El Ministère", Tier::Loose), "ministere");
/// ```
#[must_use]
pub fn key(text: &str, tier: Tier) -> String {
    match tier {
        Tier::Exact => exact_key(text),
        Tier::Orthographic => orthographic_key(text),
        Tier::Loose => loose_key(text),
    }
}

/// The key at [`Tier::Exact`].
#[must_use]
pub fn exact_key(text: &str) -> String {
    joined(&words(text))
}

/// The key at [`Tier::Orthographic`].
#[must_use]
pub fn orthographic_key(text: &str) -> String {
    fold_word(&exact_key(&mojibake::repaired(text)))
}

/// The key at [`Tier::Loose`].
#[must_use]
pub fn loose_key(text: &str) -> String {
    concat_loose(&loose_words(text))
}

/// The loose words in alphabetical order, with a space between: equal for names
/// whose words only stand in another order (`Hammouchi, Abdellatif`).
///
/// The English function words stay here: University of Miami is not Miami University.
#[must_use]
pub fn bag_key(text: &str) -> String {
    let mut words = loose_words(text);
    words.sort_unstable();
    words.join(" ")
}

/// The words that the loose key is made of, function words included.
#[must_use]
pub fn loose_words(text: &str) -> Vec<String> {
    thread_local! {
        static READ: Memo<Vec<String>> = Memo::default();
    }
    READ.with(|read| read.of(text, read_loose_words))
}

fn read_loose_words(text: &str) -> Vec<String> {
    settled_words(words(&mojibake::repaired(text)))
}

/// The loose words of a text whose [`words`] were taken before.
#[must_use]
pub fn settled_words(words: Vec<String>) -> Vec<String> {
    let split = split_articles(words);
    let joined =
        if split.iter().any(|word| is_arabic(word)) { arabic::join_compounds(&split) } else { split };
    let folded: Vec<String> = joined
        .iter()
        .map(|word| latin::with_mac(without_borrowed(fold_word(word))))
        .filter(|word| !word.is_empty())
        .collect();
    latin::settle_abbreviations(without_articles(folded))
}

/// The loose key of words that [`loose_words`] gave.
#[must_use]
pub fn concat_loose(words: &[String]) -> String {
    let told: String =
        words.iter().filter(|word| !latin::is_function_word(word)).map(String::as_str).collect();
    if told.is_empty() { words.concat() } else { told }
}

/// A word as the orthographic key spells it.
#[must_use]
pub fn fold_word(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let settled = arabic::settle_hamza(word);
    let mut letters = String::with_capacity(settled.len());
    letters.extend(settled.chars().filter_map(arabic::fold_letter).map(ascii_digit));
    latin::fold_owned(letters)
}

fn without_borrowed(word: String) -> String {
    if word.chars().all(|letter| arabic::fold_borrowed(letter) == letter) {
        return word;
    }
    word.chars().map(arabic::fold_borrowed).collect()
}

/// Whether a word is written in Arabic letters.
#[must_use]
pub fn is_arabic(word: &str) -> bool {
    word.chars().any(is_arabic_letter)
}

/// The exact key of a text whose [`words`] were taken before.
///
/// A mark that stood alone may meet a letter it composes with, hence NFC once more.
#[must_use]
pub fn joined(words: &[String]) -> String {
    let joined = words.concat();
    let composed = match compose(&joined) {
        Cow::Borrowed(_) => None,
        Cow::Owned(composed) => Some(composed),
    };
    composed.unwrap_or(joined)
}

fn split_articles(words: Vec<String>) -> Vec<String> {
    let mut split = Vec::with_capacity(words.len());
    for word in words {
        match latin::split_glued_article(&word) {
            Some((article, rest)) => split.extend([article.to_owned(), rest.to_owned()]),
            None => split.push(word),
        }
    }
    split
}

/// The words without El and Al, unless nothing else is left. After `abd` the
/// article is part of the name: `Abd el-Latif` is `Abdellatif`.
fn without_articles(words: Vec<String>) -> Vec<String> {
    let stays = |index: usize, word: &String| {
        let previous = index.checked_sub(1).and_then(|previous| words.get(previous));
        let Some(next) = words.get(index + 1) else {
            return true;
        };
        previous.is_some_and(|previous| previous == "abd")
            || !(latin::is_article(word) || latin::is_assimilated_article(word, next))
    };
    let kept: Vec<bool> = words.iter().enumerate().map(|(index, word)| stays(index, word)).collect();
    words.into_iter().zip(kept).filter_map(|(word, stays)| stays.then_some(word)).collect()
}

/// Arabic-Indic and Persian digits as ASCII ones.
fn ascii_digit(character: char) -> char {
    let zero = match character {
        '٠'..='٩' => '٠',
        '۰'..='۹' => '۰',
        _ => return character,
    };
    let value = u32::from(character) - u32::from(zero);
    char::from_digit(value, 10).unwrap_or(character)
}

/// Whether two texts are written in different scripts, so that their keys cannot be compared.
#[must_use]
pub fn scripts_differ(a: &str, b: &str) -> bool {
    matches!((first_script(a), first_script(b)), (Some(a), Some(b)) if a != b)
}

/// The script of the first letter of a text.
#[must_use]
pub fn first_script(text: &str) -> Option<Script> {
    text.chars()
        .map(script)
        .find(|script| !matches!(script, Script::Common | Script::Inherited | Script::Unknown))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The lowest tier at which two names are equal.
    fn tier(a: &str, b: &str) -> Option<Tier> {
        [Tier::Exact, Tier::Orthographic, Tier::Loose].into_iter().find(|&tier| key(a, tier) == key(b, tier))
    }

    #[test]
    fn each_tier_forgives_its_own() {
        use Tier::{Exact, Loose, Orthographic};
        for (a, b, expected) in [
            ("بشّار الأسد", "بشار الأسد", Some(Exact)),
            ("محـمد", "محمد", Some(Exact)),
            ("مح\u{200F}مد", "محمد", Some(Exact)),
            ("ﺍﻟﺤﻤﻮﺷﻲ", "الحموشي", Some(Exact)),
            ("الحموشی", "الحموشي", Some(Exact)),
            ("Rolls-Royce", "Rolls Royce", Some(Exact)),
            ("Alzheimer's", "Alzheimer’s", Some(Exact)),
            ("أحمد", "احمد", Some(Orthographic)),
            ("ا\u{654}حمد", "احمد", Some(Orthographic)),
            ("الهمامى", "الهمامي", Some(Orthographic)),
            ("جمعية", "جمعيه", Some(Orthographic)),
            ("قائد", "قايد", Some(Orthographic)),
            ("مسؤول", "مسوول", Some(Orthographic)),
            ("علاء", "علا", Some(Orthographic)),
            ("الشؤون", "الشئون", Some(Orthographic)),
            ("هيأة", "هيئه", Some(Orthographic)),
            ("المادة ٣", "المادة 3", Some(Orthographic)),
            ("BAE systems", "BAE Systems", Some(Orthographic)),
            ("Esmée", "Esmee", Some(Orthographic)),
            ("NÃ¤ringsliv", "Näringsliv", Some(Orthographic)),
            ("عبد اللطيف", "عبداللطيف", Some(Exact)),
            ("عبد الله", "عبدالله", Some(Exact)),
            ("عبد اللطيف رشيد", "عبد لطيف رشيد", Some(Loose)),
            ("العديلي", "عديلي", Some(Loose)),
            ("عبدالله المسعودي", "عبد الله مسعودي", Some(Loose)),
            ("أبو الغيط", "ابوالغيط", Some(Orthographic)),
            ("أبو غيط", "ابو الغيط", Some(Loose)),
            ("ابن كيران", "بنكيران", Some(Loose)),
            ("عز الدين ميداوي", "عزالدين الميداوي", Some(Loose)),
            ("خالدين", "خدين", None),
            ("El Hammouchi", "Hammouchi", Some(Loose)),
            ("Al-Sisi", "as-Sisi", Some(Loose)),
            ("ElBaradei", "El Baradei", Some(Exact)),
            ("ElBaradei", "Baradei", Some(Loose)),
            ("Abd el-Latif", "Abdellatif", Some(Orthographic)),
            ("Ian MacGregor", "Ian McGregor", Some(Loose)),
            ("Institute for Government", "Institute of Government", Some(Loose)),
            ("Tata & Sons", "Tata Sons", Some(Exact)),
            ("أڭادير", "اكادير", Some(Loose)),
            ("ألبرت", "برت", None),
            ("حسن", "حسين", None),
            ("عبد الله", "عبد الإله", None),
            ("علي", "العلي", Some(Loose)),
            ("Mohamed V", "Mohamed VI", None),
            ("الله", "له", None),
        ] {
            assert_eq!(tier(a, b), expected, "{a} / {b}");
        }
    }

    #[test]
    fn order_is_forgiven_by_the_bag() {
        assert_eq!(bag_key("Hammouchi, Abdellatif"), bag_key("Abdellatif EL HAMMOUCHI"));
        assert_ne!(bag_key("University of Miami"), bag_key("Miami University"));
    }

    #[test]
    fn other_scripts_keep_their_vowels() {
        assert_ne!(orthographic_key("が"), orthographic_key("か"));
        assert_ne!(orthographic_key("कि"), orthographic_key("की"));
        assert_ne!(orthographic_key("й"), orthographic_key("и"));
        assert_eq!(orthographic_key("Фёдор"), orthographic_key("федор"));
    }

    #[test]
    fn marks_that_meet_are_put_in_order() {
        let key = orthographic_key("נּ:\u{11173}");
        assert_eq!(orthographic_key(&key), key);
    }

    #[test]
    fn nothing_has_no_key() {
        for text in ["", " ", "!!!", "؟", "\u{202E}", "ـ", "…"] {
            assert_eq!(orthographic_key(text), "", "{text:?}");
            assert_eq!(loose_key(text), "", "{text:?}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn exact_and_orthographic_keys_are_their_own_keys(text in "\\PC{0,24}") {
            for tier in [Tier::Exact, Tier::Orthographic] {
                let once = key(&text, tier);
                prop_assert_eq!(key(&once, tier), once.clone());
            }
        }

        #[test]
        fn what_is_equal_exactly_is_equal_orthographically(a in "[اأإىيةه ـ\u{651}\u{654}عبد]{0,6}", b in "[اأإىيةه ـ\u{651}\u{654}عبد]{0,6}") {
            if exact_key(&a) == exact_key(&b) {
                prop_assert_eq!(orthographic_key(&a), orthographic_key(&b));
            }
        }

        #[test]
        fn any_text_has_keys(text in any::<String>()) {
            for tier in [Tier::Exact, Tier::Orthographic, Tier::Loose] {
                let _ = key(&text, tier);
            }
            let _ = bag_key(&text);
        }
    }
}
