//! `reference/city-misspelt`

use crate::knowledge::countries::{KnownCity, cities_a_letter_from, code_of};
use crate::knowledge::dates::either;
use crate::knowledge::places::WrittenPlace;
use crate::knowledge::references::entries_named;
use crate::message;
use crate::record::{Context, Record, Value};
use crate::rule::{Check, Findings, Needs};
use crate::text::character::scripts;
use crate::text::key::loose_key;
use crate::words::{Argument, Edit, Fix, Level, Role, Safety};

rule! {
    /// A well-known city is written with a letter wrong.
    ///
    /// `Cassablanca`, `Lisbonn` and `القاهلة` differ by a letter from a city that everybody knows, and the name of no place
    /// that is known: whoever searches the city misses this record. A letter was doubled, left out or mistaken, or
    /// two changed places.
    ///
    /// The fix, offered, writes the city.
    ///
    /// **Not an error:** what the city is called in another language (Lisboa, Lissabon); another place of nearly the same
    /// name (Lublin and Dublin); a city of another country than the one beside it; a short name without a country
    /// beside it; a place that a registry has.
    pub static RULE = {
        id: "reference/city-misspelt",
        level: Level::Warning,
        since: "0.1.0",
        yields: ["name/inconsistent-spelling", "name/near-duplicate", "reference/country", "script/foreign-letter", "script/mojibake"],
        check: Check::record(Needs::any_of(&[Role::PlaceName]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for place in record.values(Role::PlaceName) {
        let text = place.text();
        let written = WrittenPlace::read(&text);
        if !is_of_letters_of_one_script(written.name) {
            continue;
        }
        let near = cities_a_letter_from(written.name);
        if near.is_empty() || !entries_named(Role::PlaceName, &text, context).is_empty() {
            continue;
        }
        let meant = meant(near, &written, &place);
        report(&place, &written, &meant, findings);
    }
}

/// The cities that can be meant, given the country that is told beside the name.
fn meant(
    near: Vec<(&'static KnownCity, &'static str)>,
    written: &WrittenPlace<'_>,
    place: &Value<'_>,
) -> Vec<(&'static KnownCity, &'static str)> {
    // Of a short name too many others are a letter away.
    const SHORTEST_WITHOUT_A_COUNTRY: usize = 6;

    let stated = place.group().values(Role::Country).find_map(|country| code_of(&country.text()));
    let countries: Vec<&str> = stated.into_iter().chain(written.countries().map(|(_, code)| code)).collect();
    if countries.is_empty() {
        let is_long = |spelling: &str| loose_key(spelling).chars().count() >= SHORTEST_WITHOUT_A_COUNTRY;
        let is_told = written.wider.is_empty() && near.iter().all(|(_, spelling)| is_long(spelling));
        return if is_told { near } else { Vec::new() };
    }
    let is_there =
        |(city, _): &(&KnownCity, &str)| countries.iter().any(|code| city.countries.contains(code));
    near.into_iter().filter(is_there).collect()
}

fn report(
    place: &Value<'_>,
    written: &WrittenPlace<'_>,
    meant: &[(&'static KnownCity, &'static str)],
    findings: &mut Findings<'_>,
) {
    if meant.is_empty() {
        return;
    }
    let spellings = either(meant.iter().map(|(_, spelling)| Argument::from(*spelling)).collect());
    let name = written.name.to_owned();
    let finding =
        findings.at(place, message!("{name} differs by a letter from {spellings}", name, spellings));
    let [(_, spelling)] = meant else { return };
    finding.fix(Fix {
        title: message!("write {spelling}", spelling: *spelling),
        safety: Safety::Unsafe,
        edits: vec![Edit::Replace {
            place: place.into(),
            text: place.text().replacen(written.name, spelling, 1),
        }],
    });
}

/// Letters of two scripts are another defect, and figures no slip.
fn is_of_letters_of_one_script(name: &str) -> bool {
    let is_part =
        |character: char| character.is_alphabetic() || matches!(character, ' ' | '-' | '\'' | '’' | '.');
    let mut found = name.split_whitespace().flat_map(scripts);
    let Some(first) = found.next() else { return false };
    name.chars().all(is_part) && found.all(|script| script == first)
}
