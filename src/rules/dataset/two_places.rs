//! `dataset/two-places`

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rustc_hash::FxHashMap;

use super::meeting::{days, participant_key};
use crate::countries::{code_of, is_code};
use crate::record::Value;
use crate::{Argument, Check, Context, FactPlace, Facts, Findings, Level, Record, RecordRef, Role, message};

crate::rule! {
    /// One person is in two countries on one day.
    ///
    /// Two records put the same person into different countries on the same day. One of the dates or places
    /// is wrong, or one of the meetings was held from afar.
    ///
    /// Persons are compared by the registry, else by their names; countries by the codes
    /// that the records state.
    ///
    /// **Not an error:** a flight day: the last day of a stay in one country and the first of one in another;
    /// lists of journeys, which name places and state no country: there are days with four stops;
    /// a date that is not known to the day; a meeting that was called off.
    pub static RULE = {
        id: "dataset/two-places",
        level: Level::Warning,
        since: "0.1.0",
        needs: [Role::Participant, Role::PersonName, Role::Date, Role::Country],
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
    let stay = format!("{} {} {country}", first.num_days_from_ce(), last.num_days_from_ce());
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
    let country = place?.value(Role::Country).filter(|country| is_code(&country.text()))?;
    Some((country, code_of(&country.text())?))
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
}

impl<'f> Stay<'f> {
    fn read(form: &'f str, place: FactPlace) -> Option<Self> {
        let mut words = form.split(' ');
        let first = words.next()?.parse().ok()?;
        let last = words.next()?.parse().ok()?;
        Some(Self { place, first, last, country: words.next()? })
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
        let both_single = self.first == self.last && later.first == later.last;
        match shared {
            ..=0 => false,
            // The last day here and the first there.
            1 => both_single || (self.last != later.first && later.last != self.first),
            _ => true,
        }
    }
}
