//! What a key says of the value under it, in four languages: `nom_visiteur`, `guestOffice`, «تاريخ النشر».

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::table::rows;
use crate::text::key::fold_word;
use crate::words::Role;

/// What a key says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KeyReading {
    /// What its words mean, those for somebody's part in a meeting left out.
    pub meanings: BTreeSet<&'static str>,
    /// The part in a meeting that it speaks of, if it does.
    pub part: Option<MeetingPart>,
    /// Whether a word of it is not known.
    pub has_unread: bool,
}

/// A part in a meeting that a key speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingPart {
    /// What it is called in the key, with its number if it has one: `visitor`, `guest-2`.
    pub name: String,
    /// Our word for its side, where the key tells.
    pub side: Option<&'static str>,
}

impl KeyReading {
    /// Reads a key.
    pub fn of(key: &str) -> Self {
        let words = words(key);
        let mut read = Self::default();
        let mut part: Option<(String, &'static str)> = None;
        let mut number = None;
        let mut at = 0;
        while let Some(word) = words.get(at) {
            let known = (1..=LONGEST_PHRASE).rev().find_map(|length| {
                let phrase = words.get(at..at + length)?.join(" ");
                MEANINGS.get(&phrase).map(|meaning| (*meaning, phrase, length))
            });
            match known {
                Some((meaning, phrase, length)) => {
                    match meaning {
                        "guest" | "host" | "participant" if part.is_none() => part = Some((phrase, meaning)),
                        _ => {
                            read.meanings.insert(meaning);
                        }
                    }
                    at += length;
                    continue;
                }
                None if word.chars().all(char::is_numeric) => number = Some(word.clone()),
                None if is_small(word) => {}
                None => read.has_unread = true,
            }
            at += 1;
        }
        read.part = part.map(|(phrase, meaning)| MeetingPart {
            name: phrase.split(' ').chain(number.as_deref()).collect::<Vec<_>>().join("-"),
            side: Some(meaning).filter(|meaning| *meaning != "participant"),
        });
        read
    }

    /// Whether one of its words means this.
    pub fn says(&self, meaning: &str) -> bool {
        self.meanings.contains(meaning)
    }

    /// The roles that such a key may have where it stands, the likelier first; none where a word of it is not known.
    pub fn roles(&self, place: &str) -> Vec<Role> {
        if self.has_unread {
            return Vec::new();
        }
        let meanings = match (&self.part, self.meanings.len()) {
            (Some(_), 0) => "participant".to_owned(),
            _ => self.meanings.iter().copied().collect::<Vec<_>>().join(" "),
        };
        let place = if self.part.is_some() { "participant" } else { place };
        let roles = ROLES.get(&(place, meanings.clone())).or_else(|| ROLES.get(&("any", meanings)));
        roles.cloned().unwrap_or_default()
    }
}

/// The words of a key, folded: apart at what is no letter, where a small letter meets a capital, and at figures.
pub fn words(key: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for letter in key.chars() {
        let is_mark = matches!(letter, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}');
        let is_other_kind = letter.is_numeric() != before.is_numeric();
        if !letter.is_alphanumeric() && !is_mark {
            words.push(String::new());
        } else {
            if !is_mark && (before.is_lowercase() && letter.is_uppercase() || is_other_kind) {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut() {
                word.push(letter);
            }
        }
        before = letter;
    }
    words.iter().filter(|word| !word.is_empty()).map(|word| folded(word)).collect()
}

/// A word without case and marks, and without the Arabic article.
pub fn folded(word: &str) -> String {
    let folded = fold_word(&word.to_lowercase());
    let bare = folded.strip_prefix("ال").filter(|rest| rest.chars().nth(1).is_some());
    bare.map(str::to_owned).unwrap_or(folded)
}

/// The collection of a registry that a file or a folder is named like.
pub fn registry_named(name: &str) -> Option<&'static str> {
    let words = words(name);
    let is_known = |known: &&str| self::words(known) == words;
    rows(include_str!("tables/registries.tsv")).find_map(|cells| {
        let (collection, names) = cells.split_first()?;
        names.iter().any(is_known).then_some(*collection)
    })
}

const LONGEST_PHRASE: usize = 4;

static MEANINGS: LazyLock<FxHashMap<String, &'static str>> = LazyLock::new(|| {
    let mut meanings = FxHashMap::default();
    for cells in rows(include_str!("tables/keys.tsv")) {
        let Some((meaning, languages)) = cells.split_first() else { continue };
        for phrase in languages.iter().flat_map(|language| language.split(',')) {
            meanings.entry(words(phrase).join(" ")).or_insert(*meaning);
        }
    }
    meanings
});

static ROLES: LazyLock<FxHashMap<(&str, String), Vec<Role>>> = LazyLock::new(|| {
    let rows = rows(include_str!("tables/roles.tsv")).filter_map(|cells| {
        let [place, meanings, roles] = cells[..] else { return None };
        Some(((place, in_order(meanings)), roles.split(", ").filter_map(Role::named).collect()))
    });
    rows.collect()
});

/// Meanings of several words (`other entity`) are told by the table of keys.
fn in_order(meanings: &str) -> String {
    static KNOWN: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let rows = rows(include_str!("tables/keys.tsv"));
        rows.filter_map(|cells| cells.first().copied()).collect()
    });
    let words: Vec<&str> = meanings.split(' ').collect();
    let mut read: BTreeSet<String> = BTreeSet::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let pair =
            words.get(at..at + 2).map(|pair| pair.join(" ")).filter(|pair| KNOWN.contains(&pair.as_str()));
        at += if pair.is_some() { 2 } else { 1 };
        read.insert(pair.unwrap_or_else(|| (*word).to_owned()));
    }
    read.into_iter().collect::<Vec<_>>().join(" ")
}

fn is_small(word: &str) -> bool {
    const SMALL: &str = "the a an of by in at de du des d l le la les un une el los las del en y et and في و";

    SMALL.split(' ').any(|small| folded(small) == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(key: &str) -> String {
        let read = KeyReading::of(key);
        let part = read.part.as_ref().map(|part| format!("{} {}", part.name, part.side.unwrap_or("-")));
        let roles: Vec<&str> = read.roles("any").iter().map(|role| role.name()).collect();
        format!("{} / {}", part.unwrap_or_default(), roles.join(" "))
    }

    #[test]
    fn keys_are_read_in_four_languages() {
        let cases = [
            ("visitor", "visitor guest / person-name organization-name"),
            ("الضيف", "ضيف guest / person-name organization-name"),
            ("المضيف", "مضيف host / person-name organization-name"),
            ("nom_visiteur", "visiteur guest / person-name"),
            ("guestOffice2", "guest-2 guest / office"),
            ("anfitrión", "anfitrion host / person-name organization-name"),
            ("País del visitante", "visitante guest / country"),
            ("date_text", " / date-text"),
            ("date_iso", " / date"),
            ("date_end_iso", " / date-end"),
            ("dateText", " / date-text"),
            ("تاريخ النشر", " / published"),
            ("التاريخ", " / date date-text"),
            ("المدينة", " / place-name"),
            ("Ville", " / place-name"),
            ("source_id", " / reference url"),
            ("created date", " / "),
            ("date of birth", " / "),
            ("frobnicator", " / "),
        ];
        for (key, expected) in cases {
            assert_eq!(read(key), expected, "{key}");
        }
    }

    #[test]
    fn every_meaning_of_the_table_of_roles_is_one_of_the_table_of_keys() {
        let known: BTreeSet<&str> =
            rows(include_str!("tables/keys.tsv")).filter_map(|cells| cells.first().copied()).collect();
        for (_, meanings) in ROLES.keys() {
            let of_two = known.iter().filter(|meaning| meaning.contains(' '));
            let rest = of_two.fold(meanings.clone(), |rest, meaning| rest.replace(meaning, ""));
            let unknown: Vec<&str> = rest.split_whitespace().filter(|word| !known.contains(word)).collect();
            assert!(unknown.is_empty(), "{meanings}: {unknown:?}");
        }
        let rows = rows(include_str!("tables/roles.tsv")).count();
        assert_eq!(ROLES.len(), rows, "two rows are one, or a row has no three cells");
        assert!(ROLES.values().all(|roles| !roles.is_empty()));
    }
}
