//! `date/after-publication`

use chrono::NaiveDate;

use crate::date::edtf::NormalForm;
use crate::knowledge::dates;
use crate::message;
use crate::record::When;
use crate::record::{Context, Record};
use crate::rule::{CauseArguments, Check, Findings, Needs};
use crate::words::{Level, Place, Role};

rule! {
    /// The meeting is later than the source that reports it.
    ///
    /// A source can only report what has been. A date after its publication is a wrong year or month of one of
    /// the two, or an announced meeting that is recorded as held.
    ///
    /// **Not an error:** a meeting whose status is planned; a text that says so itself («المقبل»); an approximate date.
    pub static RULE = {
        id: "date/after-publication",
        level: Level::Warning,
        since: "0.1.0",
        cause: CauseArguments::Value,
        check: Check::record(Needs::any_of(&[Role::Date, Role::DateText]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    if record.status().is_some_and(|status| status != "held") {
        return;
    }
    let Some((published, place)) = published(record, context) else { return };
    for when in record.whens() {
        let Some((start, at)) = start(&when, context) else { continue };
        if start <= published {
            continue;
        }
        let label = message!("{start} is after {published}, when the source was published", start, published);
        let finding = findings.at(at, label);
        finding.related(place.clone(), "the publication");
        finding.help("if the meeting was only announced, its status is planned");
    }
}

/// The last publication: the record's own, or those of all the sources that it cites.
fn published(record: &Record<'_>, context: &Context) -> Option<(NaiveDate, Place)> {
    let day = |text: &str| text.get(..10)?.parse::<NaiveDate>().ok();
    if let Some(own) = record.value(Role::Published) {
        return Some((day(&own.text())?, own.place()));
    }
    let sources = context.sources(record);
    let published = sources.iter().map(|source| {
        let value = source.value(Role::Published)?;
        Some((day(&value.text)?, value.place))
    });
    // A source of an unknown day may be later than the meeting.
    let published: Option<Vec<_>> = published.collect();
    published?.into_iter().max_by_key(|(day, _)| *day).map(|(day, place)| (day, place.into()))
}

/// The first day that is meant, and where it is said.
fn start(when: &When<'_>, context: &Context) -> Option<(NaiveDate, Place)> {
    if let Some(date) = when.date() {
        let form = dates::normal(when)?.form;
        // About the 16th may be the 15th.
        if form.is_approximate() {
            return None;
        }
        return Some((form.earliest()?, date.place()));
    }
    let text = dates::text(when, context).filter(|text| !text.reading.is_relative())?;
    let form = NormalForm::parse(text.reading.outcome.edtf()?).ok()?;
    Some((form.earliest()?, text.extent()))
}
