//! Cities that everybody knows, and what else bears their names.

mod slips;

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use self::slips::Slip;
use super::{code_of, rows};
use crate::text::key::{is_arabic, loose_key};

/// The codes of the countries that have a city of that name, then its spellings.
pub(super) const CITIES: &str = include_str!("cities.tsv");
/// Codes, then a spelling that a place of theirs has as well.
const HOMONYMS: &str = include_str!("homonyms.tsv");
/// Right names that are a letter from a spelling of the cities.
const NEAR: &str = include_str!("near_cities.txt");
/// A code, then the codes of countries that bear the names of its places.
pub(super) const KIN: &str = include_str!("kin.tsv");

/// Where cities have Arabic names.
const ARAB_COUNTRIES: [&str; 21] = [
    "AE", "BH", "DJ", "DZ", "EG", "IQ", "JO", "KM", "KW", "LB", "LY", "MA", "MR", "OM", "PS", "QA", "SA",
    "SD", "SY", "TN", "YE",
];

/// Stands for the countries of a name that too many places have.
pub(super) const ANYWHERE: &str = "*";

/// A city that everybody knows.
#[derive(Debug, PartialEq, Eq)]
pub struct KnownCity {
    /// The countries that have a well-known city of that name, the one that everybody thinks of first in front.
    pub countries: Vec<&'static str>,
    /// What it is called in Arabic, French, English and Spanish.
    pub names: Vec<&'static str>,
}

/// The codes of the countries that have a city of that well-known name, the one that everybody thinks of first
/// in front; empty where none is known.
pub fn countries_of_city(city: &str) -> &'static [&'static str] {
    table().countries_by_key.get(loose_key(city).as_str()).map_or(&[], Vec::as_slice)
}

/// The well-known cities of a country, in every spelling, those that another country has as well included.
pub fn cities_of(code: &str) -> impl Iterator<Item = &'static str> + use<> {
    let code = code.to_owned();
    let of_country = move |city: &&KnownCity| city.countries.contains(&code.as_str());
    table().cities.iter().filter(of_country).flat_map(|city| city.names.iter().copied())
}

/// What a well-known city is called besides; nothing for one that is not known.
pub fn other_names_of_city(city: &str) -> impl Iterator<Item = &'static str> + use<> {
    cities_called(&loose_key(city)).flat_map(|city| city.names.iter().copied())
}

/// Where a city surely is, if it is not in a country: the codes of the countries that everybody thinks of. None where
/// the country may have a place so called, and where the city is not known.
///
/// ```
/// use tadqiq::internals::knowledge::countries::surely_in_another;
/// assert_eq!(surely_in_another("طنجة", "NO"), Some(["MA"].as_slice()));
/// assert_eq!(surely_in_another("Zaragoza", "MX"), None);
/// assert_eq!(surely_in_another("Villanueva", "NO"), None);
/// ```
pub fn surely_in_another(city: &str, code: &str) -> Option<&'static [&'static str]> {
    let key = loose_key(city);
    let known = table().countries_by_key.get(key.as_str())?;
    let main = known.first()?;
    let has_one = known.contains(&code)
        || has_homonym_of_key(&key, code)
        || is_kin(main, code)
        || is_named_like(city, code);
    (!has_one).then_some(known.as_slice())
}

/// Whether a country has a place or a region of a name that everybody gives to another: Georgia in `US`.
pub fn has_homonym(name: &str, code: &str) -> bool {
    has_homonym_of_key(&loose_key(name), code)
}

/// The well-known cities that a name may mean by one letter left out, doubled, exchanged or set before its neighbour, each
/// with its spelling. None for a name that is right: a well-known city's, or that of another place.
///
/// ```
/// use tadqiq::internals::knowledge::countries::cities_a_letter_from;
/// let spellings = |name| cities_a_letter_from(name).into_iter().map(|(_, spelling)| spelling).collect::<Vec<_>>();
/// assert_eq!(spellings("Cassablanca"), ["Casablanca"]);
/// assert_eq!(spellings("Casablanca"), Vec::<&str>::new());
/// assert_eq!(spellings("Lublin"), Vec::<&str>::new());
/// ```
pub fn cities_a_letter_from(name: &str) -> Vec<(&'static KnownCity, &'static str)> {
    const LONGEST: usize = 80;

    if name.len() > LONGEST {
        return Vec::new();
    }
    let key = loose_key(name);
    if table().countries_by_key.contains_key(key.as_str()) {
        return Vec::new();
    }
    let mut found: Vec<(&KnownCity, &str)> = Vec::new();
    for signature in without_a_letter(&key) {
        for (city, spelling) in spellings_by_signature().get(signature.as_str()).into_iter().flatten() {
            // Of Lisbonne and Lisbon either can be meant.
            let is_new = !found
                .iter()
                .any(|(known, other)| std::ptr::eq(*known, *city) && loose_key(other) == loose_key(spelling));
            if is_new && is_a_slip(city, &key, &loose_key(spelling)) {
                found.push((city, spelling));
            }
        }
    }
    if found.is_empty() || right_names().contains(key.as_str()) || code_of(name).is_some() {
        return Vec::new();
    }
    found
}

fn cities_called(key: &str) -> impl Iterator<Item = &'static KnownCity> + use<> {
    let table = table();
    let positions = table.cities_by_key.get(key).map_or(&[][..], Vec::as_slice);
    positions.iter().filter_map(|position| table.cities.get(*position))
}

fn has_homonym_of_key(key: &str, code: &str) -> bool {
    table().homonyms.get(key).is_some_and(|codes| codes.contains(&code) || codes.contains(&ANYWHERE))
}

/// Whether places of the one country may be called like those of the other.
fn is_kin(one: &str, other: &str) -> bool {
    static KIN_OF: OnceLock<FxHashMap<&str, Vec<&str>>> = OnceLock::new();
    let kin = KIN_OF.get_or_init(|| {
        let codes = rows(KIN).map(|(code, mut cells)| (code, cells.next().unwrap_or_default()));
        codes.map(|(code, kin)| (code, kin.split(' ').collect())).collect()
    });
    let bears = |of: &str, code: &str| kin.get(of).is_some_and(|kin| kin.contains(&code));
    bears(one, other) || bears(other, one)
}

/// Whether it is the name of the country as well: Grenade is a city of Spain and a country.
fn is_named_like(city: &str, code: &str) -> bool {
    code_of(city) == Some(code)
}

struct Table {
    cities: Vec<KnownCity>,
    cities_by_key: FxHashMap<String, Vec<usize>>,
    countries_by_key: FxHashMap<String, Vec<&'static str>>,
    homonyms: FxHashMap<String, Vec<&'static str>>,
}

fn table() -> &'static Table {
    static TABLE: OnceLock<Table> = OnceLock::new();
    TABLE.get_or_init(|| {
        let cities: Vec<KnownCity> = rows(CITIES)
            .map(|(codes, names)| KnownCity { countries: codes.split(' ').collect(), names: names.collect() })
            .collect();
        let mut cities_by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        let mut countries_by_key: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        for (position, city) in cities.iter().enumerate() {
            for name in &city.names {
                let key = loose_key(name);
                let known = countries_by_key.entry(key.clone()).or_default();
                let others: Vec<&str> =
                    city.countries.iter().copied().filter(|code| !known.contains(code)).collect();
                known.extend(others);
                let positions = cities_by_key.entry(key).or_default();
                if positions.last() != Some(&position) {
                    positions.push(position);
                }
            }
        }
        let mut homonyms: FxHashMap<String, Vec<&str>> = FxHashMap::default();
        for (codes, names) in rows(HOMONYMS) {
            for name in names {
                homonyms.entry(loose_key(name)).or_default().extend(codes.split(' '));
            }
        }
        Table { cities, cities_by_key, countries_by_key, homonyms }
    })
}

/// Cities with their spellings, by what is left of these without a letter.
type SpellingsBySignature = FxHashMap<String, Vec<(&'static KnownCity, &'static str)>>;

/// The cities by what is left of their names without a letter: two names a letter apart share one.
fn spellings_by_signature() -> &'static SpellingsBySignature {
    static SPELLINGS: OnceLock<SpellingsBySignature> = OnceLock::new();
    SPELLINGS.get_or_init(|| {
        let mut spellings = SpellingsBySignature::default();
        for city in &table().cities {
            for name in &city.names {
                let key = loose_key(name);
                if !is_telling(&key) {
                    continue;
                }
                for signature in without_a_letter(&key) {
                    spellings.entry(signature).or_default().push((city, name));
                }
            }
        }
        spellings
    })
}

fn right_names() -> &'static FxHashSet<String> {
    static RIGHT: OnceLock<FxHashSet<String>> = OnceLock::new();
    RIGHT.get_or_init(|| {
        let names = NEAR.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        names.map(loose_key).collect()
    })
}

/// Whether a key is long enough to tell which city is meant: words of four Latin letters are a letter from too many.
fn is_telling(key: &str) -> bool {
    const SHORTEST: usize = 5;
    const SHORTEST_ARABIC: usize = 4;

    key.chars().count() >= if is_arabic(key) { SHORTEST_ARABIC } else { SHORTEST }
}

/// A key, and what is left of it without each of its letters.
fn without_a_letter(key: &str) -> Vec<String> {
    let letters: Vec<char> = key.chars().collect();
    let without = |left_out: usize| {
        let kept = letters.iter().enumerate().filter(move |(index, _)| *index != left_out);
        kept.map(|(_, letter)| *letter).collect::<String>()
    };
    std::iter::once(key.to_owned()).chain((0..letters.len()).map(without)).collect()
}

/// Whether one letter more, less or other, or two neighbours in the other order, make one of the other, and no two ways to
/// write one sound do.
fn is_a_slip(city: &KnownCity, one: &str, other: &str) -> bool {
    let is_near = one != other && strsim::osa_distance(one, other) == 1;
    is_near
        && match slips::slip(one, other) {
            Slip::None => false,
            Slip::Consonant => city.countries.first().is_some_and(|code| ARAB_COUNTRIES.contains(code)),
            Slip::Certain => true,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_city_is_elsewhere_only_where_no_place_is_called_so() {
        for (city, code) in [
            ("مدريد", "FR"),
            ("Ankara", "GR"),
            ("Bogotá", "EC"),
            ("تبليسي", "AM"),
            ("Copenhague", "SE"),
            ("Naypyidaw", "TH"),
            ("Nouakchott", "SN"),
            ("Lisbonne", "FR"),
            ("Mexico City", "TR"),
        ] {
            assert!(surely_in_another(city, code).is_some(), "{city} {code}");
        }
        for (city, code) in [
            ("طرابلس", "LB"),
            ("الجديدة", "SY"),
            ("المنصورة", "YE"),
            ("Guadalajara", "ES"),
            ("Mérida", "VE"),
            ("Bethlehem", "US"),
            ("Valencia", "VE"),
            ("San José", "US"),
            ("Santiago", "ES"),
            ("Newcastle", "AU"),
            ("Luxembourg", "BE"),
            ("Saint-Denis", "FR"),
            ("Grenade", "GD"),
            ("Melilla", "MA"),
        ] {
            assert_eq!(surely_in_another(city, code), None, "{city} {code}");
        }
    }

    #[test]
    fn every_code_of_the_tables_is_one() {
        for (codes, _) in rows(HOMONYMS) {
            assert!(codes == ANYWHERE || codes.split(' ').all(super::super::is_code), "{codes}");
        }
        for (code, kin) in rows(KIN) {
            let kin: Vec<&str> = kin.flat_map(|codes| codes.split(' ')).collect();
            assert!(std::iter::once(code).chain(kin).all(super::super::is_code), "{code}");
        }
    }

    #[test]
    fn no_right_name_is_a_slip() {
        for city in &table().cities {
            for name in &city.names {
                assert!(cities_a_letter_from(name).is_empty(), "{name}");
            }
        }
    }
}
