//! A name read once: its keys, and the marks in it that forbid taking it for another.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::address::{self, Address};
use super::character::Script;
use super::key::{concat_loose, exact_key, fold_word, is_arabic, joined, loose_key, settled_words};
use super::latin::{is_legal_form, spelled_out};
use super::mojibake;
use super::skeleton::{collapsed, skeletons_of};
use super::token::{self, compose, is_apostrophe};

/// What comparing asks of a name, read once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name as written.
    pub text: String,
    /// What stands before the name and is no part of it; all that follows is read without it.
    pub(crate) address: Option<Address>,
    /// Its key at the exact tier.
    pub exact: String,
    /// Its key at the orthographic tier.
    pub orthographic: String,
    /// Its key at the loose tier.
    pub loose: String,
    /// The loose key with ä, ö, ü, å and ø in two letters, if it has one of them.
    pub spelled_out: Option<String>,
    /// The words of the loose key, function words included.
    pub words: Vec<String>,
    /// The same words in alphabetical order, with a space between.
    pub bag: String,
    /// The consonant skeleton of each word.
    pub word_skeletons: Vec<String>,
    /// The skeleton in the order of the words.
    pub skeleton: String,
    /// The skeleton with the words in alphabetical order.
    pub bag_skeleton: String,
    /// The script of its first letter.
    pub script: Option<Script>,
    /// The numbers in it, in ascending order: digits, Roman numerals after the
    /// first word, ordinals (`VI`, `6`, `السادس` and `sixth` are all 6).
    pub numbers: Vec<String>,
    /// The initials in it, in alphabetical order, in lower case.
    pub initials: Vec<char>,
    /// The generation it marks.
    pub generation: Option<Generation>,
    /// Its letters with their tones, if it is written with those of Vietnamese.
    pub(crate) tones: Option<String>,
    /// Whether the text can be a name at all: two letters or more, no markup or code,
    /// and not one of the words that stand for nothing (`null`, `N/A`, `غير محدد`).
    pub is_name: bool,
}

/// Which of two namesakes in a family is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Generation {
    /// Sr., père, الأب.
    Elder,
    /// Jr., fils, الابن.
    Younger,
}

impl Name {
    /// Reads a name. Any text will do; one without letters has empty keys.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let whole = mojibake::repaired(text);
        let (address, repaired) = address::split(&whole);
        let cut = token::words(repaired);
        let joined = joined(&cut);
        let orthographic = fold_word(&joined);
        let exact = if *whole == *text { joined } else { exact_key(address::split(text).1) };
        let word_skeletons = skeletons_of(&cut);
        let words = settled_words(cut);
        let written = written_words(repaired);
        let mut numbers = numbers(&written);
        numbers.sort_unstable();
        let mut initials: Vec<char> =
            written.iter().enumerate().filter_map(|(index, word)| initial(index, word)).collect();
        initials.sort_unstable();
        Self {
            text: text.to_owned(),
            address: address.clone(),
            is_name: is_name(repaired, &orthographic),
            exact,
            orthographic,
            loose: concat_loose(&words),
            spelled_out: spelled_out(&compose(repaired)).map(|spelled| loose_key(&spelled)),
            bag: sorted(&words).join(" "),
            skeleton: collapsed(word_skeletons.iter().map(String::as_str)),
            bag_skeleton: collapsed(sorted(&word_skeletons)),
            words,
            word_skeletons,
            script: super::key::first_script(repaired),
            tones: tones(repaired),
            numbers,
            initials,
            generation: written.last().and_then(|word| generation(&word.folded)),
        }
    }

    /// The name without what stands before it.
    #[must_use]
    pub fn bare(&self) -> &str {
        match self.address {
            Some(_) => address::split(&self.text).1,
            None => &self.text,
        }
    }

    /// The letters of the loose key. Digits are not counted, nor what every company may end in (`Limited`).
    #[must_use]
    pub fn letters(&self) -> usize {
        let letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count();
        let legal_forms = self.words.iter().skip(1).filter(|word| is_legal_form(word));
        letters(&self.loose).saturating_sub(legal_forms.map(|word| letters(word)).sum())
    }
}

/// The letters of a text in which a letter stands that only Vietnamese writes: there a mark makes another name.
fn tones(text: &str) -> Option<String> {
    let is_vietnamese = |letter: char| {
        matches!(letter, '\u{1EA0}'..='\u{1EF9}' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă' | 'đ' | 'Đ')
    };
    let composed = compose(text);
    let letters = || composed.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase);
    composed.chars().any(is_vietnamese).then(|| letters().collect())
}

fn sorted(words: &[String]) -> Vec<&str> {
    let mut sorted: Vec<&str> = words.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    sorted
}

/// Two letters or more, no markup or code, and not a word that stands for nothing.
fn is_name(text: &str, orthographic: &str) -> bool {
    const CODE: [char; 6] = ['<', '>', '{', '}', '\\', '='];
    const RARE: [char; 8] = [';', '$', '|', '`', '^', '~', '%', '*'];
    orthographic.chars().filter(|character| character.is_alphabetic()).count() >= 2
        && !text.contains(CODE)
        && text.matches(RARE).count() < 2
        && !FILLERS.contains(orthographic)
}

/// The words that stand for nothing, by their orthographic keys.
static FILLERS: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| include_str!("tables/fillers.tsv").lines().collect());

/// A word as it is written, with what follows it.
struct Written {
    text: String,
    folded: String,
    dotted: bool,
}

fn written_words(text: &str) -> Vec<Written> {
    let mut words: Vec<Written> = Vec::new();
    let mut word = String::new();
    for character in compose(text).chars().chain(std::iter::once(' ')) {
        if character.is_alphanumeric() {
            word.push(character);
        } else if !is_apostrophe(character) && !word.is_empty() {
            let text = std::mem::take(&mut word);
            words.push(Written { folded: fold_word(&text), text, dotted: character == '.' });
        }
    }
    words
}

fn initial(index: usize, word: &Written) -> Option<char> {
    let mut letters = word.text.chars();
    let (Some(letter), None) = (letters.next(), letters.next()) else {
        return None;
    };
    let is_numeral = index > 0 && !word.dotted && matches!(letter, 'I' | 'V' | 'X');
    let latin = letter.is_alphabetic() && !is_arabic(&word.text);
    (latin && !is_numeral && (word.dotted || letter.is_uppercase()))
        .then(|| word.folded.chars().next())
        .flatten()
}

fn numbers(words: &[Written]) -> Vec<String> {
    let mut numbers = Vec::new();
    for (index, word) in words.iter().enumerate() {
        if word.folded.contains(|character: char| character.is_ascii_digit()) {
            let runs = word
                .folded
                .split(|character: char| !character.is_ascii_digit())
                .filter(|run| !run.is_empty());
            numbers.extend(runs.map(|run| match run.trim_start_matches('0') {
                "" => "0".to_owned(),
                digits => digits.to_owned(),
            }));
            continue;
        }
        if index == 0 {
            continue;
        }
        let teen = words.get(index + 1).is_some_and(|next| matches!(next.folded.as_str(), "عشر" | "عشره"));
        if let Some(ordinal) = ordinal(&word.folded) {
            numbers.push((ordinal + if teen { 10 } else { 0 }).to_string());
        } else if let Some(value) = roman(word) {
            numbers.push(value.to_string());
        }
    }
    numbers
}

/// A Roman numeral up to 39, written in capitals or all small; `Vi` and `Xi` are names.
fn roman(word: &Written) -> Option<u32> {
    const TENS: [&str; 4] = ["", "x", "xx", "xxx"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];

    let capitals = word.text.chars().all(|character| matches!(character, 'I' | 'V' | 'X'));
    let small = word.text.chars().all(|character| matches!(character, 'i' | 'v' | 'x'));
    let alone = word.text.chars().count() == 1;
    if (alone && (word.dotted || small)) || !(capitals || small) {
        return None;
    }
    TENS.iter().zip(0..).find_map(|(tens, ten)| {
        let rest = word.folded.strip_prefix(tens)?;
        let one = ONES.iter().zip(0..).find_map(|(ones, one)| (*ones == rest).then_some(one))?;
        Some(10 * ten + one)
    })
}

fn ordinal(folded: &str) -> Option<u32> {
    Some(match folded {
        "الاول" | "الاولي" | "الحادي" | "الحاديه" | "first" | "premier" | "premiere" | "ier" | "iere" => {
            1
        }
        "الثاني" | "الثانيه" | "second" | "deuxieme" => 2,
        "الثالث" | "الثالثه" | "third" | "troisieme" => 3,
        "الرابع" | "الرابعه" | "fourth" | "quatrieme" => 4,
        "الخامس" | "الخامسه" | "fifth" | "cinquieme" => 5,
        "السادس" | "السادسه" | "sixth" | "sixieme" => 6,
        "السابع" | "السابعه" | "seventh" | "septieme" => 7,
        "الثامن" | "الثامنه" | "eighth" | "huitieme" => 8,
        "التاسع" | "التاسعه" | "ninth" | "neuvieme" => 9,
        "العاشر" | "العاشره" | "tenth" | "dixieme" => 10,
        _ => return None,
    })
}

fn generation(folded: &str) -> Option<Generation> {
    match folded {
        "jr" | "jnr" | "junior" | "fils" | "hijo" | "filho" | "الابن" => Some(Generation::Younger),
        "sr" | "snr" | "senior" | "pere" | "padre" | "الاب" => Some(Generation::Elder),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read() {
        for (name, expected) in [
            ("Mohamed V", "5"),
            ("Mohamed VI", "6"),
            ("محمد السادس", "6"),
            ("الحسن الثاني", "2"),
            ("لويس الرابع عشر", "14"),
            ("Louis XIV", "14"),
            ("Louis XIX", "19"),
            ("Benedict XVI", "16"),
            ("Juan Carlos I", "1"),
            ("Juan Carlos Ier", "1"),
            ("Hassan 1er", "1"),
            ("Catch 22", "22"),
            ("الفوج ٠١٢", "12"),
            ("G20", "20"),
            ("Elizabeth the Second", "2"),
            ("Xi Jinping", ""),
            ("Le Vi", ""),
            ("V. Smith", ""),
            ("John V. Smith", ""),
            ("Louis IIII", ""),
            ("Louis XXXXX", ""),
            ("الأول", ""),
        ] {
            assert_eq!(Name::read(name).numbers.join(" "), expected, "{name}");
        }
    }

    #[test]
    fn initials_are_read() {
        for (name, expected) in [
            ("J. K. Rowling", "jk"),
            ("J.K. Rowling", "jk"),
            ("George W. Bush", "w"),
            ("C Wray", "c"),
            ("Ortega y Gasset", ""),
            ("Mohamed V", ""),
            ("د. محمد", ""),
            ("D’Arcy", ""),
        ] {
            assert_eq!(Name::read(name).initials.iter().collect::<String>(), expected, "{name}");
        }
    }

    #[test]
    fn not_every_text_is_a_name() {
        for text in
            ["", "؟", "12", "A", "null", "N/A", "غير محدد", "<b>", "1E02", "`ls`", "\u{202A}test\u{202C}"]
        {
            assert!(!Name::read(text).is_name, "{text}");
        }
        for text in ["Al", "A$AP Rocky", "4Children", "علي", "O`Brien"] {
            assert!(Name::read(text).is_name, "{text}");
        }
    }
}
