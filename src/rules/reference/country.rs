//! `reference/country`

use crate::knowledge::countries::{code_of, countries_of_city, is_code};
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
    /// code offered.
    ///
    /// A city that everybody knows is held against the country beside it: Tanger is not in `ES`.
    ///
    /// **Not an error:** a city of which that country has one as well (Tripoli, Córdoba, Paris in `US`), or which
    /// is not known.
    pub static RULE = {
        id: "reference/country",
        level: Level::Error,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Country]), check),
    }
}

fn check(record: &Record<'_>, _: &Context, findings: &mut Findings<'_>) {
    for country in record.values(Role::Country) {
        let text = country.text();
        if text.is_empty() {
            continue;
        }
        if is_code(&text) {
            check_cities(&country, findings);
            continue;
        }
        let finding = findings.at(&country, message!("{text} is no country code", text));
        match code_of(&country.text()) {
            None => {
                finding.help("write the ISO 3166-1 code of the country: MA, ES, FR");
            }
            Some(code) => {
                finding.fix(Fix {
                    title: message!("write {code}", code: Argument::ours(code)),
                    safety: Safety::Unsafe,
                    edits: vec![Edit::Replace { place: (&country).into(), text: code.to_owned() }],
                });
            }
        }
    }
}

/// Cities beside a country that lie in another.
fn check_cities(country: &Value<'_>, findings: &mut Findings<'_>) {
    let code = country.text();
    for city in country.group().values(Role::PlaceName) {
        let known = countries_of_city(&city.text());
        // Three letters may mean the same country.
        let Some(first) = known.first().filter(|_| !known.iter().any(|known| code_of(&code) == Some(known)))
        else {
            continue;
        };
        let known: Vec<Argument> = known.iter().map(|known| Argument::ours(*known)).collect();
        findings
            .at(
                country,
                message!("{city} is in {known}, not in {code}", city: city.text(), known, code: code.clone()),
            )
            .title("a city is not in its country")
            .related(&city, "the city")
            .fix(Fix {
                title: message!("write {first}", first: Argument::ours(*first)),
                safety: Safety::Unsafe,
                edits: vec![Edit::Replace { place: country.into(), text: (*first).to_owned() }],
            });
    }
}
