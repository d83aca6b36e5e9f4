//! `dataset/conflicting-dates`

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::knowledge::meetings::{self, Meeting, each_two};
use crate::message;
use crate::record::{Context, Facts, Rank};
use crate::rule::{Check, Findings, Needs};
use crate::words::{FactPlace, Level, Role};

rule! {
    /// Two records tell one event on different days.
    ///
    /// The same participants, the same words of the same source or the same title, and days that have none
    /// in common. One of the two dates is wrong, or the records are of two events and say so nowhere. Where day and
    /// month of the one are month and day of the other, the figures were read in two orders.
    ///
    /// **Not an error:** a visit and the signature it led to, under titles of their own; meetings that recur
    /// under one title: without the same quoted words, records more than three days apart are not compared.
    pub static RULE = {
        id: "dataset/conflicting-dates",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::dataset(Needs::all_of(&[Role::Participant, Role::Date]), meetings::observe, conclude),
    }
}

/// Two events of one title may follow each other; reports of one differ by a few days.
const MOST_DAYS_BETWEEN_REPORTS: i32 = 3;

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<FactPlace, (Rank, FactPlace, u32, bool)> = BTreeMap::new();
    each_two(facts, i32::MAX, |earlier, later| {
        let is_turned = are_turned(earlier, later);
        if is_one_event(earlier, later, is_turned) {
            let apart = earlier.days.0.abs_diff(later.days.0);
            let pair = (earlier.rank, earlier.place, apart, is_turned);
            // Of several, the first.
            found.entry(later.place).and_modify(|known| *known = pair.min(*known)).or_insert(pair);
        }
    });
    for (later, (_, earlier, apart, is_turned)) in found {
        let label = match apart {
            _ if is_turned => {
                message!("the day and the month of the other record of the same event, exchanged")
            }
            1 => message!("a day after the other record of the same event"),
            apart => message!("{apart} days after the other record of the same event", apart),
        };
        findings
            .at(later, label)
            .related(earlier, "the other record")
            .help("correct the date that is wrong and keep one record, or say in the titles what tells the events apart");
    }
}

fn is_one_event(one: &Meeting<'_>, other: &Meeting<'_>, is_turned: bool) -> bool {
    if one.is_copy(other) || one.days_shared(other) > 0 || !one.has_the_participants_of(other) {
        return false;
    }
    let between = other.days.0 - one.days.1;
    let same_words = one.shares_source(other) && one.shares_quote(other);
    let same_report = one.shares_title(other)
        && one.has_other_sources_than(other)
        && (is_turned || between <= MOST_DAYS_BETWEEN_REPORTS);
    (same_words && !one.has_other_titles_than(other)) || same_report
}

/// Whether the day and the month of one are the month and the day of the other: `2022-05-06` and `2022-06-05`.
fn are_turned(one: &Meeting<'_>, other: &Meeting<'_>) -> bool {
    let day = |meeting: &Meeting<'_>| match meeting.length() {
        1 => NaiveDate::from_num_days_from_ce_opt(meeting.days.0),
        _ => None,
    };
    day(one).zip(day(other)).is_some_and(|(one, other)| {
        one != other && NaiveDate::from_ymd_opt(one.year(), one.day(), one.month()) == Some(other)
    })
}
