//! Countries: ISO 3166-1 codes, the names they go by in Arabic, French, English and Spanish, and cities
//! that everybody knows.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use crate::text::key::loose_key;

/// `code`, then the country's names, tab-separated. Names from the Unicode CLDR, and what the press calls
/// the country besides.
const NAMES: &str = include_str!("countries/names.tsv");
/// The codes of the countries that have a city of that name, then its spellings.
const CITIES: &str = include_str!("countries/cities.tsv");

/// A code, then what the words for its people begin with.
const ADJECTIVES: &str = include_str!("countries/adjectives.tsv");

/// Whether it is an officially assigned code of ISO 3166-1: two letters, or three, in capitals.
///
/// ```
/// assert!(tadqiq::internals::knowledge::countries::is_code("MA"));
/// assert!(!tadqiq::internals::knowledge::countries::is_code("UK"));
/// ```
pub fn is_code(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase())
        && (rust_iso3166::from_alpha2(text).is_some() || rust_iso3166::from_alpha3(text).is_some())
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
    let official = rust_iso3166::from_alpha2(&upper).or_else(|| rust_iso3166::from_alpha3(&upper));
    official.map(|country| country.alpha2).or_else(|| names().get(loose_key(text).as_str()).copied())
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

/// The codes of the countries that have a city of that well-known name, the one that everybody thinks of first
/// in front; empty where none is known.
pub fn countries_of_city(city: &str) -> &'static [&'static str] {
    cities().get(loose_key(city).as_str()).map_or(&[], Vec::as_slice)
}

/// The well-known cities of a country, in every spelling, those that another country has as well included.
pub fn cities_of(code: &str) -> impl Iterator<Item = &'static str> + use<> {
    let code = code.to_owned();
    let of_country = move |codes: &str| codes.split(' ').any(|known| known == code);
    rows(CITIES).filter(move |(codes, _)| of_country(codes)).flat_map(|(_, names)| names)
}

/// What a well-known city is called besides; nothing for one that is not known.
pub fn other_names_of_city(city: &str) -> impl Iterator<Item = &'static str> + use<> {
    static ROWS_BY_KEY: OnceLock<FxHashMap<String, Vec<&'static str>>> = OnceLock::new();
    let rows = ROWS_BY_KEY.get_or_init(|| {
        let mut by_key: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
        for names in rows(CITIES).map(|(_, names)| names.collect::<Vec<_>>()) {
            for name in &names {
                by_key.entry(loose_key(name)).or_default().extend(&names);
            }
        }
        by_key
    });
    rows.get(loose_key(city).as_str()).into_iter().flatten().copied()
}

fn names() -> &'static FxHashMap<String, &'static str> {
    static NAMES_BY_KEY: OnceLock<FxHashMap<String, &'static str>> = OnceLock::new();
    NAMES_BY_KEY.get_or_init(|| {
        rows(NAMES).flat_map(|(code, names)| names.map(move |name| (loose_key(name), code))).collect()
    })
}

fn cities() -> &'static FxHashMap<String, Vec<&'static str>> {
    static CITIES_BY_KEY: OnceLock<FxHashMap<String, Vec<&'static str>>> = OnceLock::new();
    CITIES_BY_KEY.get_or_init(|| {
        let mut cities: FxHashMap<String, Vec<&'static str>> = FxHashMap::default();
        for (codes, names) in rows(CITIES) {
            for name in names {
                let known = cities.entry(loose_key(name)).or_default();
                let others = codes.split(' ').filter(|code| !known.contains(code)).collect::<Vec<_>>();
                known.extend(others);
            }
        }
        cities
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
        for (codes, _) in [NAMES, CITIES, ADJECTIVES].into_iter().flat_map(rows) {
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
