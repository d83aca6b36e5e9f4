//! `dataset/two-places`

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::knowledge::meetings::{self, Country, Meeting, each_person};
use crate::message;
use crate::record::{Context, Facts, Rank};
use crate::rule::{Check, Findings, Needs};
use crate::words::{Argument, FactPlace, Level, Role};

rule! {
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
        check: Check::dataset(Needs::all_of(&[Role::Participant, Role::Date]), meetings::observe, conclude),
    }
}

/// One within the other, or so near that a day holds both.
const ENCLAVES: [[&str; 2]; 4] = [["IT", "VA"], ["IT", "SM"], ["FR", "MC"], ["IL", "PS"]];
/// Stays that a new one is held against.
const MOST_AT_A_TIME: usize = 32;

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<FactPlace, (Stay, Stay)> = BTreeMap::new();
    each_person(facts, |meetings| {
        let stays: Vec<Stay> = meetings.iter().filter_map(|meeting| Stay::of(meeting)).collect();
        for (position, later) in stays.iter().enumerate() {
            let mut earlier = stays.iter().take(position).rev().take(MOST_AT_A_TIME);
            if let Some(earlier) = earlier.find(|earlier| earlier.contradicts(later)) {
                let pair = (*earlier, *later);
                // Of several, the first.
                let first = |known: &mut (Stay, Stay)| {
                    *known = if pair.0.order() < known.0.order() { pair } else { *known }
                };
                found.entry(later.place).and_modify(first).or_insert(pair);
            }
        }
    });
    for (earlier, later) in found.into_values() {
        let day = NaiveDate::from_num_days_from_ce_opt(later.first).unwrap_or_default();
        findings
            .at(
                later.place,
                message!(
                    "in {here} on {day}, but another record has the same person in {there}",
                    here: Argument::ours(later.country.code().to_owned()),
                    day,
                    there: Argument::ours(earlier.country.code().to_owned())
                ),
            )
            .related(earlier.place, "the other record");
    }
}

fn are_near(one: Country, other: Country) -> bool {
    let countries = [one.code(), other.code()];
    ENCLAVES.iter().any(|pair| pair.iter().all(|country| countries.contains(country)))
}

/// Some days in a country, according to a record.
#[derive(Debug, Clone, Copy)]
struct Stay {
    rank: Rank,
    place: FactPlace,
    first: i32,
    last: i32,
    country: Country,
}

impl Stay {
    fn of(meeting: &Meeting<'_>) -> Option<Self> {
        let country = meeting.country?;
        let place = FactPlace::new(meeting.place.record(), country.node);
        Some(Self { rank: meeting.rank, place, first: meeting.days.0, last: meeting.days.1, country })
    }

    /// Of several, the first is shown.
    fn order(&self) -> (Rank, FactPlace) {
        (self.rank, self.place)
    }

    /// Whether nobody can make both stays, a flight from the one to the other allowed.
    fn contradicts(&self, later: &Self) -> bool {
        let shared = self.last.min(later.last) - self.first.max(later.first) + 1;
        let both_single = self.first == self.last && later.first == later.last;
        let is_too_long = match shared {
            ..=0 => false,
            // The last day here and the first there.
            1 => both_single || (self.last != later.first && later.last != self.first),
            _ => true,
        };
        is_too_long && !self.country.is(later.country) && !are_near(self.country, later.country)
    }
}
