//! `date/order-break`

use chrono::{Datelike, Days, NaiveDate};

use crate::knowledge::dates::missing_month::observe;
use crate::knowledge::dates::sequence::{self, Order, SequenceDay};
use crate::message;
use crate::record::{Context, Facts};
use crate::rule::{CauseArguments, Check, Finding, Findings, Needs};
use crate::words::{Level, Message, Role};

rule! {
    /// The date breaks the order that the rest of its source keeps.
    ///
    /// Lists of meetings go from the oldest to the newest or back. Where all the records of a source, or of a
    /// file, keep such an order and one lies months outside of it, its year or its month is usually wrong: 2013
    /// among dates of 2014. The help names the date that another year or month would make fit.
    ///
    /// The order is that of the passages in the source's text, where the records say where they begin; else that
    /// of the records of a source in one file.
    ///
    /// **Not an error:** a list by topic or by country, which keeps no order; meetings a few weeks out of it.
    pub static RULE = {
        id: "date/order-break",
        level: Level::Info,
        since: "0.1.0",
        yields: ["date/after-publication", "date/default", "date/out-of-scope"],
        cause: CauseArguments::Value,
        check: Check::dataset(Needs::any_of(&[Role::Date, Role::DateText]), observe, conclude),
    }
}

/// An order of fewer is no order.
const FEWEST: usize = 5;

/// Days that lists are out of order by without anything being wrong.
const TOLERANCE: u64 = 60;

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    for told in sequence::sequences(facts).values().filter(|told| told.len() >= FEWEST) {
        let Some((order, breaking)) = sequence::order(told) else { continue };
        for &at in &breaking {
            report(told, at, &breaking, order, findings);
        }
    }
}

fn report(told: &[SequenceDay], at: usize, breaking: &[usize], order: Order, findings: &mut Findings<'_>) {
    let Some(breaks) = told.get(at) else { return };
    let kept = |at: &usize| breaking.binary_search(at).is_err();
    let before = (0..at).rev().find(kept).and_then(|at| told.get(at));
    let after = (at + 1..told.len()).find(kept).and_then(|at| told.get(at));
    let (earlier, later) = match order {
        Order::Ascending => (before, after),
        Order::Descending => (after, before),
    };
    let too_early = earlier.filter(|earlier| far(breaks.first, earlier.first));
    let too_late = later.filter(|later| far(later.first, breaks.first));
    let day = breaks.first;
    let (neighbour, label) = match (too_early, too_late) {
        (Some(earlier), _) => (earlier, message!("{day} stands behind {other}", day, other: earlier.first)),
        (None, Some(later)) => (later, message!("{day} stands before {other}", day, other: later.first)),
        (None, None) => return,
    };
    let finding = findings.at(breaks.place, label);
    finding.related(neighbour.place, "the record beside it");
    finding.note(
        message!("{kept} other records of this source keep their order", kept: told.len() - breaking.len()),
    );
    help(finding, day, earlier, later);
}

/// Whether a day lies so far before another that more than a careless order is wrong.
fn far(early: NaiveDate, late: NaiveDate) -> bool {
    early.checked_add_days(Days::new(TOLERANCE)).is_some_and(|moved| moved < late)
}

/// The dates that differ by the year or the month alone and keep the order.
fn help(finding: &mut Finding, day: NaiveDate, earlier: Option<&SequenceDay>, later: Option<&SequenceDay>) {
    let (Some(earlier), Some(later)) = (earlier, later) else { return };
    let fits = |date: &NaiveDate| earlier.first <= *date && *date <= later.first;
    let years = (earlier.first.year()..=later.first.year()).take(3).filter_map(|year| day.with_year(year));
    let months = (1..=12).filter_map(|month| day.with_month(month));
    let ways: Vec<Message> = years
        .filter(fits)
        .map(|date| message!("another year ({date})", date))
        .chain(months.filter(fits).map(|date| message!("another month ({date})", date)))
        .collect();
    if !ways.is_empty() {
        finding.help(message!("it would keep the order with {ways}", ways));
    }
}
