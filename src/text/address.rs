//! Forms of address, titles and offices that stand before a name and are no part of it.

use std::cmp::Reverse;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::common::is_common;
use super::key::{fold_word, is_arabic, loose_words};
use super::latin::is_legal_form;

/// What a name is preceded by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// As it is written.
    pub said: String,
    /// Its words, folded and without an article: `Dr` and `Dr.` are one.
    pub folded: String,
    /// Of whom it is said, if it tells.
    pub sex: Option<Sex>,
    /// Whether it says what somebody is (Minister), not only how to speak to somebody (Mr).
    pub is_office: bool,
}

impl Address {
    /// Whether two are never said of one person: Mr and Mrs.
    #[must_use]
    pub fn contradicts(&self, other: &Self) -> bool {
        matches!((self.sex, other.sex), (Some(one), Some(other)) if one != other)
    }

    /// Whether they are two offices.
    #[must_use]
    pub fn is_another_office_than(&self, other: &Self) -> bool {
        self.is_office && other.is_office && self.folded != other.folded
    }
}

/// Of whom a form of address is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sex {
    /// Mr, Señor, السيد.
    Man,
    /// Mrs, Señora, السيدة.
    Woman,
}

/// What stands before a name, and the name: `Dr.` and `Rami Haddad`. The whole text where nothing does, and where
/// what would be left is no person's name (`General Electric`, `President of the Court`).
#[must_use]
pub(crate) fn split(text: &str) -> (Option<Address>, &str) {
    let tokens: Vec<Token<'_>> = tokens(text).take(MOST_WORDS).collect();
    let mut taken: Vec<&Form> = Vec::new();
    let mut length = 0;
    while let Some(form) = form_at(tokens.get(length..).unwrap_or_default()) {
        length += form.words.len();
        taken.push(form);
    }
    let (Some(name), Some(first), false) = (tokens.get(length), tokens.first(), taken.is_empty()) else {
        return (None, text);
    };
    let (before, rest) = text.split_at(name.start);
    if !is_of_a_person(rest) {
        return (None, text);
    }
    let is_article = |word: &&str| matches!(*word, "the" | "le" | "la" | "el");
    let words = taken.iter().flat_map(|form| &form.words).map(String::as_str);
    let words: Vec<&str> = words.filter(|word| !is_article(word)).collect();
    let address = Address {
        said: before[first.start..].trim_end().to_owned(),
        folded: words.join(" "),
        sex: taken.iter().rev().find_map(|form| form.sex),
        is_office: taken.iter().any(|form| form.is_office),
    };
    (Some(address), rest)
}

/// More words than any form of address and a name behind it that tells.
const MOST_WORDS: usize = 16;

/// A word and the byte it begins at.
#[derive(Debug, Clone, Copy)]
struct Token<'t> {
    text: &'t str,
    start: usize,
}

/// The words between white space; a letter and a stop before an Arabic word (`د.نوال`) are a word of their own.
fn tokens(text: &str) -> impl Iterator<Item = Token<'_>> {
    let start_of = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    text.split_whitespace()
        .flat_map(|word| {
            let (abbreviation, rest) = match word.rfind('.').map(|stop| word.split_at(stop + 1)) {
                Some((before, rest)) if before.chars().count() <= 4 && is_arabic(rest) => (before, rest),
                _ => ("", word),
            };
            [abbreviation, rest]
        })
        .filter(|word| !word.is_empty())
        .map(move |text| Token { text, start: start_of(text) })
}

/// The longest form that the words begin with, if enough of a name follows.
fn form_at(tokens: &[Token<'_>]) -> Option<&'static Form> {
    let first = folded(tokens.first()?.text);
    FORMS.get(&first)?.iter().find(|form| {
        let words = tokens.iter().map(|token| folded(token.text));
        let enough = tokens.len() >= form.words.len() + form.fewest_left;
        enough
            && words.zip(&form.words).all(|(word, of_form)| word == *of_form)
            && (!form.is_strict || tokens.first().is_some_and(|token| form.is_spelled(token.text)))
            && !tokens
                .get(form.words.len())
                .is_some_and(|next| is_link(next.text) || is_initial_for(form, next.text))
    })
}

/// M. before an initial is an initial itself.
fn is_initial_for(form: &Form, next: &str) -> bool {
    form.is_strict && next.trim_end_matches('.').chars().count() == 1
}

/// What an office goes on with: President of the Court, ministre de l’Intérieur.
fn is_link(word: &str) -> bool {
    let folded = folded(word);
    matches!(
        folded.as_str(),
        "of" | "for"
            | "to"
            | "in"
            | "and"
            | "&"
            | "de"
            | "du"
            | "des"
            | "del"
            | "della"
            | "di"
            | "et"
            | "y"
            | "en"
            | "و"
            | "في"
            | "على"
            | "لدي"
    ) || folded.starts_with("d'")
        || folded.starts_with("d’")
}

/// Whether a text may be the name of a person: no word of it says what an organisation or an office is called.
fn is_of_a_person(rest: &str) -> bool {
    let words = loose_words(rest);
    let letters = rest.chars().filter(|letter| letter.is_alphabetic()).count();
    letters >= 2 && !words.iter().any(|word| is_common(word) || is_legal_form(word))
}

fn folded(word: &str) -> String {
    let kept: String = word.chars().filter(|&character| character != '.').collect();
    fold_word(kept.trim_end_matches([':', ',']))
}

struct Form {
    words: Vec<String>,
    /// As the table has it.
    spelling: &'static str,
    sex: Option<Sex>,
    is_office: bool,
    fewest_left: usize,
    /// One or two letters, which are an address only as the table spells them, or with a stop.
    is_strict: bool,
}

impl Form {
    fn is_spelled(&self, token: &str) -> bool {
        token.ends_with('.') || token == self.spelling
    }
}

static FORMS: LazyLock<FxHashMap<String, Vec<Form>>> = LazyLock::new(|| {
    let lines = |table: &'static str| table.lines().filter(|line| !line.starts_with('#'));
    let addresses = lines(include_str!("../rules/name/tables/forms_of_address.tsv")).map(|line| {
        let (spelling, kind) = line.split_once('\t').unwrap_or((line, ""));
        form(spelling, if kind.is_empty() { 1 } else { 2 }, false, sex_of(spelling))
    });
    let titles = lines(include_str!("tables/titles.tsv")).map(|line| {
        let mut fields = line.split('\t');
        let spelling = fields.next().unwrap_or_default();
        let is_office = fields.next() == Some("office");
        let sex = match fields.next() {
            Some("m") => Some(Sex::Man),
            Some("f") => Some(Sex::Woman),
            _ => None,
        };
        form(spelling, if is_office { 1 } else { 2 }, is_office, sex)
    });
    let mut by_first_word: FxHashMap<String, Vec<Form>> = FxHashMap::default();
    for form in addresses.chain(titles) {
        let Some(first) = form.words.first() else { continue };
        by_first_word.entry(first.clone()).or_default().push(form);
    }
    for forms in by_first_word.values_mut() {
        forms.sort_by_key(|form| Reverse(form.words.len()));
    }
    by_first_word
});

fn form(spelling: &'static str, fewest_left: usize, is_office: bool, sex: Option<Sex>) -> Form {
    let words: Vec<String> = spelling.split(' ').map(folded).filter(|word| !word.is_empty()).collect();
    let is_strict = match words.as_slice() {
        [only] => only.chars().count() <= 2 && !matches!(only.as_str(), "mr" | "ms" | "dr" | "sr"),
        _ => false,
    };
    Form { words, spelling, sex, is_office, fewest_left, is_strict }
}

/// Of whom a form of the table is said: its last words tell.
fn sex_of(spelling: &str) -> Option<Sex> {
    const OF_WOMEN: [&str; 24] = [
        "السيدة",
        "الآنسة",
        "الأستاذة",
        "الدكتورة",
        "المهندسة",
        "الوزيرة",
        "صاحبة",
        "Mrs",
        "Ms",
        "Miss",
        "Her",
        "Mme",
        "Mlle",
        "Madame",
        "Mademoiselle",
        "Sra",
        "Srta",
        "Señora",
        "Señorita",
        "Excma",
        "Frau",
        "Doctora",
        "Profesora",
        "Dra",
    ];
    const OF_MEN: [&str; 16] = [
        "السيد",
        "الأستاذ",
        "الدكتور",
        "المهندس",
        "صاحب",
        "Mr",
        "Mister",
        "His",
        "M",
        "Monsieur",
        "Sr",
        "Señor",
        "Excmo",
        "Herr",
        "Signor",
        "Senhor",
    ];
    let has = |words: &[&str]| spelling.split(' ').any(|word| words.contains(&word.trim_end_matches('.')));
    match (has(&OF_WOMEN), has(&OF_MEN)) {
        (true, _) => Some(Sex::Woman),
        (false, true) => Some(Sex::Man),
        (false, false) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_part_of_a_name_is_told() {
        for (text, name) in [
            ("الدكتور سمير الخياط", "سمير الخياط"),
            ("د.سمير الخياط", "سمير الخياط"),
            ("Dr. Samir Khayat", "Samir Khayat"),
            ("Prof. Dr. Samir Khayat", "Samir Khayat"),
            ("Mme la ministre Nadia Fettah", "Nadia Fettah"),
            ("Sra. Ana Belén Ruiz", "Ana Belén Ruiz"),
            ("M. Karim Benali", "Karim Benali"),
            ("M. K. Benali", "M. K. Benali"),
            ("Minister Karlsen", "Karlsen"),
            ("الرئيس قيس سعيد", "قيس سعيد"),
            ("السيد البدوي", "السيد البدوي"),
            ("General Electric", "General Electric"),
            ("General Electric Company", "General Electric Company"),
            ("President of the Court", "President of the Court"),
            ("Prime Minister", "Prime Minister"),
            ("Premier ministre délégué", "Premier ministre délégué"),
            ("He Jiankui", "He Jiankui"),
            ("الوزير المنتدب", "الوزير المنتدب"),
        ] {
            assert_eq!(split(text).1, name, "{text}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn any_text_ends_in_its_name(text in any::<String>()) {
            prop_assert!(text.ends_with(split(&text).1));
        }

        #[test]
        fn any_words_of_address_do(text in "((Dr|Mme|M\\.|د\\.|الرئيس|Minister|of|Ali|علي)[ .]{0,2}){0,8}") {
            let (address, name) = split(&text);
            prop_assert!(text.ends_with(name));
            prop_assert_eq!(address.is_none(), name == text);
        }
    }
}
