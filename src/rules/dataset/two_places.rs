//! `dataset/two-places`

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::meeting::{days, participant_key};
use crate::countries::{code_of, countries_of_city, is_code};
use crate::record::Value;
use crate::{Argument, Check, Context, FactPlace, Facts, Findings, Level, Record, RecordRef, Role, message};

crate::rule! {
    /// One person is in two countries on one day.
    ///
    /// Two records put the same person into different countries on the same day. One of the dates or places
    /// is wrong, or one of the meetings was held from afar.
    ///
    /// Persons are compared by the registry, else by their names; countries by their codes, or by a place
    /// that names its country or a city that everybody knows.
    ///
    /// **Not an error:** a flight day: the last day of a stay in one country and the first of one in another;
    /// a single shared day where only the names of places tell the countries, as in a list of journeys;
    /// a date that is not known to the day; a meeting that was called off.
    pub static RULE = {
        id: "dataset/two-places",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::Participant, Role::PersonName, Role::Date],
        check: Check::Dataset { observe, conclude },
    }
}

/// One within the other, or so near that a day holds both.
const ENCLAVES: [[&str; 2]; 4] = [["IT", "VA"], ["IT", "SM"], ["FR", "MC"], ["IL", "PS"]];
/// Stays that a new one is held against.
const MOST_AT_A_TIME: usize = 32;

fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    if record.status().as_deref() == Some("cancelled") {
        return;
    }
    let Some((_, (first, last))) = days(record) else { return };
    let Some((said, country)) = country_of(record) else { return };
    let how = if said.role() == Role::Country { "stated" } else { "named" };
    let stay = format!("{} {} {country} {how}", first.num_days_from_ce(), last.num_days_from_ce());
    let mut any = false;
    for participant in record.participants() {
        let is_person = participant.person().is_some() || participant.reference("people").is_some();
        let Some(key) = participant_key(&participant, context).filter(|_| is_person) else { continue };
        facts.observe("person", &key, record);
        any = true;
    }
    if any {
        facts.observe("stay", &stay, &said);
    }
}

/// The country that the record's place says it was in, and the value that says so.
fn country_of<'r>(record: &Record<'r>) -> Option<(Value<'r>, &'static str)> {
    let place = record.groups(Role::Place).next();
    let said = place.and_then(|place| place.value(Role::Country));
    if let Some(country) = said.filter(|country| is_code(&country.text())) {
        return Some((country, code_of(&country.text())?));
    }
    let mut names = record.values(Role::PlaceName);
    names.find_map(|name| {
        let text = name.text();
        // "Ottawa, Canada": the country comes last.
        let last = text.rsplit([',', '،']).next().unwrap_or_default().trim();
        let named = code_of(last).filter(|_| last.chars().count() > 3);
        let country = named.or(match countries_of_city(last) {
            [only] => Some(*only),
            _ => None,
        });
        Some((name, country?))
    })
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    let mut stays: FxHashMap<RecordRef, Stay<'_>> = FxHashMap::default();
    for (form, place) in facts.each("stay") {
        if let Some(stay) = Stay::read(form, place) {
            stays.insert(place.record, stay);
        }
    }
    let mut found: BTreeMap<FactPlace, (&Stay<'_>, &Stay<'_>)> = BTreeMap::new();
    for person in facts.uses_of_several("person", 2) {
        let mut own: Vec<&Stay<'_>> =
            person.places.iter().filter_map(|place| stays.get(&place.record)).collect();
        own.sort_by_key(|stay| (stay.first, stay.place));
        for (position, later) in own.iter().enumerate() {
            let earlier = own.get(..position).unwrap_or_default().iter().rev().take(MOST_AT_A_TIME);
            if let Some(earlier) = earlier.into_iter().find(|earlier| earlier.contradicts(later)) {
                found.entry(later.place).or_insert((earlier, later));
            }
        }
    }
    for (earlier, later) in found.into_values() {
        let day = NaiveDate::from_num_days_from_ce_opt(later.first).unwrap_or_default();
        findings
            .at(
                later.place,
                message!(
                    "in {here} on {day}, but another record has the same person in {there}",
                    here: Argument::ours(later.country.to_owned()),
                    day,
                    there: Argument::ours(earlier.country.to_owned())
                ),
            )
            .related(earlier.place, "the other record");
    }
}

/// Some days in a country, according to a record.
#[derive(Debug)]
struct Stay<'f> {
    place: FactPlace,
    first: i32,
    last: i32,
    country: &'f str,
    /// `stated`, or `named` where only a place's name tells the country.
    how: &'f str,
}

impl<'f> Stay<'f> {
    fn read(form: &'f str, place: FactPlace) -> Option<Self> {
        let mut words = form.split(' ');
        let first = words.next()?.parse().ok()?;
        let last = words.next()?.parse().ok()?;
        Some(Self { place, first, last, country: words.next()?, how: words.next()? })
    }

    /// Whether nobody can make both stays, a flight from the one to the other allowed.
    fn contradicts(&self, later: &Self) -> bool {
        let countries = [self.country, later.country];
        if self.country == later.country
            || ENCLAVES.iter().any(|pair| pair.iter().all(|one| countries.contains(one)))
        {
            return false;
        }
        let shared = self.last.min(later.last) - self.first.max(later.first) + 1;
        let both_stated = self.how == "stated" && later.how == "stated";
        let both_single = self.first == self.last && later.first == later.last;
        match shared {
            ..=0 => false,
            // Lists of journeys name every stop, and there are days with four: only who states the country
            // of a meeting says where it was held.
            1 => both_stated && (both_single || (self.last != later.first && later.last != self.first)),
            _ => true,
        }
    }
}
