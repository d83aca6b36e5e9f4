//! A place as people write it: `Vienna, Austria`, `Brussels (office)`, `Nassau (The Bahamas), United Kingdom`.

use crate::knowledge::countries::{code_of, countries_of_city, has_homonym, surely_in_another};

/// A place's text, taken apart.
#[derive(Debug, PartialEq, Eq)]
pub struct WrittenPlace<'t> {
    /// What stands in front of all else.
    pub name: &'t str,
    /// What stands behind a comma or a dash: the region or country that the place is in.
    pub wider: Vec<&'t str>,
    /// What stands in brackets: anything.
    pub bracketed: Vec<&'t str>,
}

impl<'t> WrittenPlace<'t> {
    /// Takes a text apart.
    ///
    /// ```
    /// use tadqiq::internals::knowledge::places::WrittenPlace;
    /// let place = WrittenPlace::read("Nassau (The Bahamas), United Kingdom");
    /// assert_eq!(place.name, "Nassau");
    /// assert_eq!(place.bracketed, ["The Bahamas"]);
    /// assert_eq!(place.wider, ["United Kingdom"]);
    /// ```
    pub fn read(text: &'t str) -> Self {
        let mut place = Self { name: text.trim(), wider: Vec::new(), bracketed: Vec::new() };
        let Some(end) = end_of_part(text) else { return place };
        let mut rest = text.get(end..).unwrap_or_default();
        place.name = text.get(..end).unwrap_or_default().trim();
        while let Some(sign) = rest.chars().next() {
            let behind = rest.get(sign.len_utf8()..).unwrap_or_default();
            let end = end_of_part(behind).unwrap_or(behind.len());
            let part = behind.get(..end).unwrap_or_default().trim();
            rest = behind.get(end..).unwrap_or_default();
            match sign {
                _ if part.is_empty() => {}
                '(' | '[' => place.bracketed.push(part),
                _ => place.wider.push(part),
            }
        }
        place
    }

    /// The countries that the text names behind the place, each with the words that do.
    pub fn countries(&self) -> impl Iterator<Item = (&'t str, &'static str)> {
        let behind = self.wider.iter().chain(&self.bracketed);
        behind.filter_map(|part| Some((*part, country_named(part)?)))
    }

    /// The country that the text surely puts the place in, where that is another than one with this code, and whether it
    /// says so itself.
    pub fn country_other_than(&self, code: &str) -> Option<OtherCountry> {
        if self.countries().any(|(words, said)| said == code || has_homonym(words, code)) {
            return None;
        }
        let known = countries_of_city(self.name);
        let of_wider = self.wider.iter().find_map(|part| country_named(part));
        let mut of_brackets = self.bracketed.iter().filter_map(|part| country_named(part));
        // What is in brackets need not be where the place is: an embassy of that country, a former rule.
        let said = of_wider.or_else(|| of_brackets.find(|said| known.contains(said)));
        if let Some(said) = said {
            return Some(OtherCountry::Said(said));
        }
        // Athens, Ohio, is not the one that everybody knows.
        let may_be_another = !self.wider.is_empty();
        (!may_be_another).then(|| surely_in_another(self.name, code)).flatten().map(OtherCountry::Known)
    }
}

/// Where a place is, if it is not where a record puts it.
#[derive(Debug, PartialEq, Eq)]
pub enum OtherCountry {
    /// Its own words name the country.
    Said(&'static str),
    /// Everybody knows; of several countries, the one that everybody thinks of first in front.
    Known(&'static [&'static str]),
}

/// The country that words name in full: `CA` behind a city is as well California.
fn country_named(words: &str) -> Option<&'static str> {
    const SHORTEST: usize = 4;
    const ABBREVIATIONS: [&str; 7] = ["UK", "U.K.", "USA", "U.S.A.", "UAE", "U.A.E.", "EAU"];

    let is_written_out = words.chars().count() >= SHORTEST || ABBREVIATIONS.contains(&words);
    is_written_out.then(|| code_of(words)).flatten()
}

/// Where the first part of a text ends: at a comma, a bracket, or a dash between spaces.
fn end_of_part(text: &str) -> Option<usize> {
    let is_spaced = |at: usize, sign: char| {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + sign.len_utf8()..).unwrap_or_default();
        before.ends_with(' ') && after.starts_with(' ')
    };
    let ends = |(at, sign): &(usize, char)| match sign {
        ',' | '،' | ';' | '؛' | '(' | ')' | '[' | ']' => true,
        '-' | '–' | '—' | '/' => is_spaced(*at, *sign),
        _ => false,
    };
    text.char_indices().find(ends).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_taken_apart() {
        for (text, name, wider, bracketed) in [
            ("Brussels", "Brussels", vec![], vec![]),
            ("Brussels (office)", "Brussels", vec![], vec!["office"]),
            ("فيينا، النمسا", "فيينا", vec!["النمسا"], vec![]),
            ("Rabat – Maroc", "Rabat", vec!["Maroc"], vec![]),
            ("Porto-Novo", "Porto-Novo", vec![], vec![]),
            ("(Rabat", "", vec![], vec!["Rabat"]),
            (",,", "", vec![], vec![]),
            ("", "", vec![], vec![]),
        ] {
            assert_eq!(WrittenPlace::read(text), WrittenPlace { name, wider, bracketed }, "{text}");
        }
    }

    #[test]
    fn a_place_is_held_against_a_country() {
        for (text, code, elsewhere) in [
            ("Lisbon, Portugal", "PL", OtherCountry::Said("PT")),
            ("Genève (Suisse)", "FR", OtherCountry::Said("CH")),
            ("Villanueva, España", "FR", OtherCountry::Said("ES")),
            ("Doha (hotel)", "FR", OtherCountry::Known(&["QA"])),
        ] {
            assert_eq!(WrittenPlace::read(text).country_other_than(code), Some(elsewhere), "{text}");
        }
        for (text, code) in [
            ("Lisbon, Portugal", "PT"),
            ("Athens, Georgia", "US"),
            ("Athens, Ohio", "US"),
            ("Moscow, ID", "US"),
            ("Geneva (Morocco)", "CH"),
            ("Hamilton (Bermuda), United Kingdom", "BM"),
            ("Hamilton (Bermuda), United Kingdom", "GB"),
        ] {
            assert_eq!(WrittenPlace::read(text).country_other_than(code), None, "{text}");
        }
    }
}
