//! `dataset/near-duplicate`

use std::collections::BTreeMap;

use crate::knowledge::meetings::{self, Meeting, each_two};
use crate::record::{Context, Facts, Rank};
use crate::rule::{Check, Findings, Needs};
use crate::words::{FactPlace, Level, Role};

rule! {
    /// Two records seem to tell one meeting.
    ///
    /// The same two met on the same days, according to two records. A meeting that is announced, held and
    /// reported by three sources is one meeting: keep one record and put the evidence of all into it.
    ///
    /// Participants are compared by the registry, else by their names in any orthography; days by what the
    /// normal form means, and at least half of the days of each must be shared.
    ///
    /// **Not an error:** two sessions a day: one source that tells of both in different words, or records
    /// with different titles and no source; a month or a year in common, since two may meet twice in a
    /// month; a meeting that was called off; two of a series, which their titles count or letter (the 6th meeting of
    /// Committee A and that of Committee B); one signature within a visit of several days.
    pub static RULE = {
        id: "dataset/near-duplicate",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::dataset(Needs::all_of(&[Role::Participant, Role::Date]), meetings::observe, conclude),
    }
}

fn conclude(facts: &Facts, _: &Context, findings: &mut Findings<'_>) {
    let mut found: BTreeMap<FactPlace, (Rank, FactPlace, bool)> = BTreeMap::new();
    each_two(facts, 0, |earlier, later| {
        if is_one_meeting(earlier, later) {
            let pair = (earlier.rank, earlier.place, earlier.shares_source(later));
            // Of several, the first.
            found.entry(later.place).and_modify(|known| *known = pair.min(*known)).or_insert(pair);
        }
    });
    for (later, (_, earlier, same_source)) in found {
        let finding = findings.at(later, "another record has the same participants on the same days");
        finding.related(earlier, "the other record");
        finding.help(if same_source {
            "if they are one meeting, keep one record; if they are two sessions, give them titles that tell them apart"
        } else {
            "if they are one meeting, keep one record and put the evidence of both into it"
        });
    }
}

fn is_one_meeting(one: &Meeting<'_>, other: &Meeting<'_>) -> bool {
    let shared = one.days_shared(other);
    if one.is_copy(other)
        || one.is_of_another_series_than(other)
        || shared < 1
        || shared * 2 < one.length().max(other.length())
    {
        return false;
    }
    if one.has_other_sources_than(other) {
        return true;
    }
    // One source tells each meeting in words of its own.
    let told_apart = one.shares_source(other) && one.has_other_quotes_than(other);
    !told_apart && !one.has_other_titles_than(other)
}
