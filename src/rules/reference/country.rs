//! `reference/country`

use crate::knowledge::countries::{code_of, code_of_another_list, countries_of_city, is_code};
use crate::knowledge::dates::either;
use crate::knowledge::places::{OtherCountry, WrittenPlace};
use crate::message;
use crate::record::Value;
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::words::Safety;
use crate::words::{Argument, Edit, Fix, Level, Role};

rule! {
    /// A country is not one of ISO 3166-1, or a city is not in it.
    ///
    /// Countries are written as their ISO 3166-1 code, so that `UK`, `المملكة المتحدة` and `Royaume-Uni` are
    /// counted as one. The name of a country in Arabic, French, English or Spanish is recognised and its
    /// code offered, and so is a code of another list (`EL`, `GER`). Of what is none of these, the city beside it
    /// tells the country: `SP` beside Madrid.
    ///
    /// A city that everybody knows is held against the country beside it, and so is the country that a place's own
    /// words name: Tanger is not in `NO`, nor is `Vienna, Austria` in `AU`.
    ///
    /// **Not an error:** `XK`, Kosovo's code, which is in common use; a city of which that country has one as well
    /// (Tripoli, Córdoba, Paris in `US`), be it a small one, or whose name is common; a city which is not known.
    pub static RULE = {
        id: "reference/country",
        level: Level::Error,
        since: "0.1.0",
        yields: ["schema/placeholder"],
        check: Check::record(Needs::any_of(&[Role::Country]), check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for country in record.values(Role::Country) {
        let text = country.text();
        // Spaces around a code are said by `text/whitespace`, and nothing at all by the schema.
        if text.trim().is_empty() {
            continue;
        }
        if !is_code(text.trim()) {
            report_no_code(&country, findings);
        } else if let Some(code) = code_of(&text) {
            check_cities(&country, code, findings);
        }
    }
}

fn report_no_code(country: &Value<'_>, findings: &mut Findings<'_>) {
    let text = country.text();
    let code = code_meant(&text).or_else(|| code_beside(country));
    let finding = findings.at(country, message!("{text} is no country code", text: text.clone()));
    finding.title("a country is not one of ISO 3166-1");
    match code {
        None => {
            finding.help("write the ISO 3166-1 code of the country: MA, ES, FR");
        }
        Some(code) => {
            finding.fix(write(country, code));
        }
    }
}

/// The code of the country that a text names; where it names a city, the city's.
fn code_meant(text: &str) -> Option<&'static str> {
    let meant = code_of(text).or_else(|| code_of_another_list(text.trim()));
    meant.or_else(|| countries_of_city(text).first().copied())
}

/// The code of the country that the places beside tell: by their own words, or because everybody knows the city.
fn code_beside(country: &Value<'_>) -> Option<&'static str> {
    country.group().values(Role::PlaceName).find_map(|place| {
        let text = place.text();
        let written = WrittenPlace::read(&text);
        let said = written.countries().next().map(|(_, code)| code);
        said.or_else(|| countries_of_city(written.name).first().copied())
    })
}

/// Places beside a country that lie in another.
fn check_cities(country: &Value<'_>, code: &str, findings: &mut Findings<'_>) {
    for city in country.group().values(Role::PlaceName) {
        let text = city.text();
        let place = WrittenPlace::read(&text);
        let known = match place.country_other_than(code) {
            None => continue,
            Some(OtherCountry::Said(said)) => vec![said],
            Some(OtherCountry::Known(known)) => known.to_vec(),
        };
        let Some(first) = known.first().copied() else { continue };
        let known = either(known.into_iter().map(Argument::ours).collect());
        findings
            .at(
                country,
                message!("{city} is in {known}, not in {code}", city: text.clone(), known, code: country.text()),
            )
            .title("a city is not in its country")
            .related(&city, "the city")
            .fix(write(country, first));
    }
}

fn write(country: &Value<'_>, code: &'static str) -> Fix {
    Fix {
        title: message!("write {code}", code: Argument::ours(code)),
        safety: Safety::Unsafe,
        edits: vec![Edit::Replace { place: country.into(), text: code.to_owned() }],
    }
}
