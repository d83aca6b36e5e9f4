//! `date/month-missing`

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::date::weekday::months_where;
use crate::knowledge::dates;
use crate::knowledge::dates::missing_month::{MissingMonth, missing_months, observe};
use crate::knowledge::dates::sequence::{self, Order, Sequence, SequenceDay};
use crate::message;
use crate::record::{Context, Facts};
use crate::rule::{CauseArguments, Check, Finding, Findings, Needs};
use crate::words::Safety;
use crate::words::phrase::all_of;
use crate::words::{Argument, FactPlace, Fix, Level, Message, Place, Role};

rule! {
    /// The date has days, but no month.
    ///
    /// A source that writes "on the 13th and 14th, 2022" leaves out the month, and a record must not fill it
    /// in: nobody could tell later that it was a guess. What helps to find it is said: the months in which
    /// a stated weekday falls on the day, and those that lie between the records around it, where the source
    /// tells its meetings in order.
    ///
    /// The fix, offered, writes what is known as EDTF: `2022-XX-13` is "a 13th, in 2022"; two days are
    /// a set, `{2022-XX-13,2022-XX-14}`. That done, the record is honest, and the rule is silent.
    ///
    /// **Not an error:** numbers that are no days: quantities, articles, rooms.
    pub static RULE = {
        id: "date/month-missing",
        level: Level::Error,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::dataset(Needs::any_of(&[Role::DateText]), observe, conclude),
    }
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    let missing = missing_months(facts);
    if missing.is_empty() {
        return;
    }
    let mut sequences = Sequences { told: sequence::sequences(facts), ordered: BTreeMap::new() };
    for (missing, places) in missing {
        for place in places {
            report(&missing, place, &mut sequences, findings);
        }
    }
}

fn report(missing: &MissingMonth, place: FactPlace, sequences: &mut Sequences, findings: &mut Findings<'_>) {
    let finding = findings.at(Place::from(place).characters(missing.characters.clone()), label(missing));
    if let Some(year) = missing.year {
        let by_weekday = by_weekday(missing, year);
        let by_neighbours = sequences.neighbours(missing, place);
        say_months(missing, year, by_weekday, by_neighbours, finding);
    }
    finding.help("look for the month in the source or in another report of the meeting; do not guess it");
    if let Some(vacancy) = &missing.vacancy {
        finding.fix(Fix {
            title: message!("write what is known"),
            safety: Safety::Unsafe,
            edits: vec![vacancy.clone().fill(place.record(), &missing.edtf)],
        });
    }
}

fn label(missing: &MissingMonth) -> Message {
    let days = all_of(missing.days.iter().map(|day| (*day).into()).collect());
    match (missing.days.len(), missing.year) {
        (1, Some(year)) => message!("day {days}, year {year}, no month", days, year),
        (1, None) => message!("day {days}, neither month nor year", days),
        (_, Some(year)) => message!("days {days}, year {year}, no month", days, year),
        (_, None) => message!("days {days}, neither month nor year", days),
    }
}

/// The months in which the stated weekdays fall on their days; none where no weekday is stated.
fn by_weekday(missing: &MissingMonth, year: i32) -> Option<Vec<u8>> {
    let stated = missing.days.iter().zip(&missing.weekdays);
    let mut by_day = stated.filter_map(|(day, weekday)| Some(months_where(*day, year, (*weekday)?)));
    let first = by_day.next()?;
    Some(by_day.fold(first, |left, months| left.into_iter().filter(|month| months.contains(month)).collect()))
}

/// The days of the records around it, where the source keeps an order.
struct Neighbours {
    earlier: Option<SequenceDay>,
    later: Option<SequenceDay>,
}

/// The days of all sequences, and of those that are asked for the days that keep the order.
struct Sequences {
    told: BTreeMap<Sequence, Vec<SequenceDay>>,
    ordered: BTreeMap<Sequence, Option<(Order, Vec<SequenceDay>)>>,
}

impl Sequences {
    fn neighbours(&mut self, missing: &MissingMonth, place: FactPlace) -> Option<Neighbours> {
        let (sequence, position) = sequence::locate(&missing.source, missing.offset, place);
        let told = self.told.get(&sequence)?;
        let ordered = self.ordered.entry(sequence).or_insert_with(|| in_order(told));
        let (order, kept) = ordered.as_ref()?;
        let after = kept.partition_point(|told| told.position < position);
        let before = after.checked_sub(1).and_then(|before| kept.get(before)).copied();
        let after = kept.get(after).copied();
        Some(match order {
            Order::Ascending => Neighbours { earlier: before, later: after },
            Order::Descending => Neighbours { earlier: after, later: before },
        })
    }
}

/// The days that keep the order of their sequence, if it keeps one.
fn in_order(told: &[SequenceDay]) -> Option<(Order, Vec<SequenceDay>)> {
    let (order, breaking) = sequence::order(told)?;
    let mut breaking = breaking.into_iter().peekable();
    let keeps = |(at, told): (usize, &SequenceDay)| breaking.next_if_eq(&at).is_none().then_some(*told);
    Some((order, told.iter().enumerate().filter_map(keeps).collect()))
}

impl Neighbours {
    fn months(&self, days: &[u8], year: i32) -> Vec<u8> {
        let fits = |day: NaiveDate| {
            self.earlier.is_none_or(|earlier| earlier.first <= day)
                && self.later.is_none_or(|later| day <= later.last)
        };
        let day = |month: &u8, day: &u8| NaiveDate::from_ymd_opt(year, (*month).into(), (*day).into());
        (1..=12).filter(|month| days.iter().all(|of| day(month, of).is_some_and(fits))).collect()
    }
}

fn say_months(
    missing: &MissingMonth,
    year: i32,
    by_weekday: Option<Vec<u8>>,
    neighbours: Option<Neighbours>,
    finding: &mut Finding,
) {
    let around = neighbours.map(|neighbours| (neighbours.months(&missing.days, year), neighbours));
    if let (Some(by_weekday), Some((by_neighbours, _))) = (&by_weekday, &around) {
        let both: Vec<u8> =
            by_weekday.iter().copied().filter(|month| by_neighbours.contains(month)).collect();
        match both.as_slice() {
            [] => {}
            both => {
                finding.help(
                    message!("{months} fits the weekday and the records around it", months: either(both)),
                );
            }
        }
    }
    match by_weekday.as_deref() {
        None => {}
        Some([]) => {
            finding.note(message!("in no month of {year} does the stated weekday fall on the day", year));
        }
        Some(months) => {
            finding.help(message!("the stated weekday leaves {months}", months: either(months)));
        }
    }
    if let Some((months, neighbours)) = around {
        say_neighbours(&months, &neighbours, finding);
    }
}

fn say_neighbours(months: &[u8], neighbours: &Neighbours, finding: &mut Finding) {
    let fit = match months {
        [] => message!("no month fits between them"),
        months => message!("{months} would fit", months: either(months)),
    };
    let message = match (neighbours.earlier, neighbours.later) {
        (None, None) => return,
        (Some(earlier), None) => message!(
            "the last dated record before it in this source is of {earlier}: {fit}", earlier: earlier.first, fit
        ),
        (None, Some(later)) => message!(
            "the first dated record after it in this source is of {later}: {fit}", later: later.first, fit
        ),
        (Some(earlier), Some(later)) => message!(
            "the records around it in this source are dated {earlier} and {later}: {fit}",
            earlier: earlier.first, later: later.first, fit
        ),
    };
    finding.help(message);
    for (told, side) in [(neighbours.earlier, "the record before"), (neighbours.later, "the record after")] {
        if let Some(told) = told {
            finding.related(told.place, side);
        }
    }
}

fn either(months: &[u8]) -> Argument {
    dates::either(months.iter().map(|month| dates::month(*month)).collect())
}
