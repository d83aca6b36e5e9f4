//! Countries: ISO 3166-1 codes, the names they go by in Arabic, French, English and Spanish, and cities
//! that everybody knows.

mod cities;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::text::key::{fold_word, is_arabic, loose_key};

pub use cities::{
    KnownCity, cities_a_letter_from, cities_of, countries_of_city, has_homonym, other_names_of_city,
    surely_in_another,
};

/// `code`, then the country's names, tab-separated. Names from the Unicode CLDR, and what the press calls
/// the country besides.
const NAMES: &str = include_str!("countries/names.tsv");
/// A code, then what the words for its people begin with.
const ADJECTIVES: &str = include_str!("countries/adjectives.tsv");
/// A code of another list, then the country's.
const OTHER_CODES: &str = include_str!("countries/other_codes.tsv");
/// Kosovo's: set aside for the user by ISO 3166-1, and in common use.
const KOSOVO: &str = "XK";

/// Whether a word is one for the people of a country or for what is theirs: Spanish, espagnole, الإسباني.
pub(crate) fn is_of_a_people(word: &str) -> bool {
    static STEMS: OnceLock<FxHashSet<String>> = OnceLock::new();
    // What such words end in behind the stem: e, as, ian, ة, ين.
    const LONGEST_END: usize = 3;

    let stems = STEMS.get_or_init(|| {
        let names =
            rows(NAMES).flat_map(|(_, names)| names).filter(|name| is_arabic(name) && !name.contains(' '));
        // إسبانيا: إسباني. المغرب: مغربي.
        let of_names = names.map(|name| fold_word(name.strip_prefix("ال").unwrap_or(name)));
        let of_names = of_names.map(|name| format!("{}ي", name.trim_end_matches(['ا', 'ه', 'ي'])));
        let stems = rows(ADJECTIVES).flat_map(|(_, stems)| stems).map(fold_word);
        stems.chain(of_names).filter(|stem| stem.chars().nth(2).is_some()).collect()
    });
    let folded = fold_word(word);
    let folded = folded.strip_prefix("ال").unwrap_or(&folded);
    let ends = folded.char_indices().map(|(at, _)| at).chain([folded.len()]).rev();
    ends.take(LONGEST_END + 1).any(|end| stems.contains(&folded[..end]))
}

/// Whether it is an officially assigned code of ISO 3166-1: two letters, or three, in capitals; or Kosovo's, `XK`.
///
/// ```
/// assert!(tadqiq::internals::knowledge::countries::is_code("MA"));
/// assert!(!tadqiq::internals::knowledge::countries::is_code("UK"));
/// ```
pub fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase())
        && (text == KOSOVO
            || rust_iso3166::from_alpha2(text).is_some()
            || rust_iso3166::from_alpha3(text).is_some())
}

/// Every two-letter code.
pub fn codes() -> impl Iterator<Item = &'static str> {
    rust_iso3166::ALL.iter().map(|country| country.alpha2)
}

/// The two-letter code that a text means: a code in any case, of two letters or three, or the name of a
/// country in Arabic, French, English or Spanish.
///
/// ```
/// use tadqiq::internals::knowledge::countries::code_of;
/// assert_eq!(code_of("إسبانيا"), Some("ES"));
/// assert_eq!(code_of("UK"), Some("GB"));
/// assert_eq!(code_of("Atlantis"), None);
/// ```
pub fn code_of(text: &str) -> Option<&'static str> {
    let upper = text.trim().to_uppercase();
    if upper == KOSOVO {
        return Some(KOSOVO);
    }
    let official = rust_iso3166::from_alpha2(&upper).or_else(|| rust_iso3166::from_alpha3(&upper));
    official.map(|country| country.alpha2).or_else(|| names().get(loose_key(text).as_str()).copied())
}

/// The two-letter code that a code of another list stands for: of Olympic teams, of the European Union, or one that
/// ISO 3166-1 has given up.
///
/// ```
/// use tadqiq::internals::knowledge::countries::code_of_another_list;
/// assert_eq!(code_of_another_list("EL"), Some("GR"));
/// assert_eq!(code_of_another_list("GR"), None);
/// ```
pub fn code_of_another_list(text: &str) -> Option<&'static str> {
    rows(OTHER_CODES).find(|(code, _)| *code == text).and_then(|(_, mut cells)| cells.next())
}

/// The names a country goes by; none for what is no code.
pub fn names_of(code: &str) -> impl Iterator<Item = &'static str> + use<> {
    let code = code.to_owned();
    rows(NAMES).find(move |(known, _)| *known == code).into_iter().flat_map(|(_, names)| names)
}

/// What a country is called in capitals: `US`, `UAE`, `RDC`. They are words only as they are written.
pub fn acronyms_of(code: &str) -> impl Iterator<Item = &'static str> + use<> {
    let own = ["US", "UK"].into_iter().zip(["US", "GB"]);
    let code = code.to_owned();
    names_of(&code)
        .chain(own.filter(move |(_, of)| *of == code).map(|(acronym, _)| acronym))
        .filter(|name| is_acronym(name))
}

/// Whether a word is written in capitals only, as what is made of the first letters of others.
pub fn is_acronym(word: &str) -> bool {
    const LONGEST: usize = 4;
    word.len() <= LONGEST && word.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// What the words for the people of a country and for what is theirs begin with, where its names do not:
/// Dutch, Espagnol, إسباني. Nothing for what is no code.
pub fn stems_of(code: &str) -> impl Iterator<Item = &'static str> + use<> {
    let code = code.to_owned();
    rows(ADJECTIVES).find(move |(known, _)| *known == code).into_iter().flat_map(|(_, stems)| stems)
}

fn names() -> &'static FxHashMap<String, &'static str> {
    static NAMES_BY_KEY: OnceLock<FxHashMap<String, &'static str>> = OnceLock::new();
    NAMES_BY_KEY.get_or_init(|| {
        rows(NAMES).flat_map(|(code, names)| names.map(move |name| (loose_key(name), code))).collect()
    })
}

fn rows(table: &'static str) -> impl Iterator<Item = (&'static str, impl Iterator<Item = &'static str>)> {
    let lines = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines.map(|line| {
        let mut cells = line.split('\t').filter(|cell| !cell.is_empty());
        (cells.next().unwrap_or_default(), cells)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_official_codes_and_every_official_code_a_row() {
        for (codes, _) in [NAMES, cities::CITIES, ADJECTIVES].into_iter().flat_map(rows) {
            assert!(codes.split(' ').all(is_code), "{codes}");
        }
        for country in rust_iso3166::ALL {
            assert!(names_of(country.alpha2).count() >= 2, "{}", country.alpha2);
        }
    }

    #[test]
    fn no_name_means_two_countries() {
        let mut seen: FxHashMap<String, &str> = FxHashMap::default();
        for (code, names) in rows(NAMES) {
            for name in names {
                let known = seen.insert(loose_key(name), code);
                assert!(known.is_none_or(|known| known == code), "{name}: {known:?} and {code}");
            }
        }
    }

    #[test]
    fn names_are_recognised_in_four_languages() {
        for (name, code) in [
            ("المغرب", "MA"),
            ("المملكة المغربية", "MA"),
            ("اسبانيا", "ES"),
            ("الولايات المتحدة الأمريكية", "US"),
            ("أمريكا", "US"),
            ("United States", "US"),
            ("États-Unis", "US"),
            ("Estados Unidos", "US"),
            ("royaume-uni", "GB"),
            ("UK", "GB"),
            ("England", "GB"),
            ("Pays-Bas", "NL"),
            ("هولندا", "NL"),
            ("الإمارات", "AE"),
            ("السعودية", "SA"),
            ("Côte d'Ivoire", "CI"),
            ("fr", "FR"),
            ("DEU", "DE"),
            ("Türkiye", "TR"),
            ("Turkey", "TR"),
            ("China", "CN"),
            ("روسيا", "RU"),
        ] {
            assert_eq!(code_of(name), Some(code), "{name}");
        }
        for name in ["Georgia on my mind", "Europe", "", "XX", "الاتحاد الأوروبي"] {
            assert_eq!(code_of(name), None, "{name}");
        }
    }
}
