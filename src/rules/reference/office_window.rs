//! `reference/office-window`

use chrono::NaiveDate;

use crate::date::edtf::NormalForm;
use crate::knowledge::participants::person_of;
use crate::message;
use crate::record::registry::{Entry, EntryValue};
use crate::record::{Context, Record};
use crate::rule::{Check, Findings};
use crate::text::key::{loose_key, loose_words};
use crate::words::{FactPlace, Level, Role};

crate::rule! {
    /// The office was not held on that day.
    ///
    /// The registry says from when to when a person held an office; the record gives the person that
    /// office on a day outside. Either the date is wrong, or the person, or the registry.
    ///
    /// In the registry itself, a term that ends before it starts is reported.
    ///
    /// **Not an error:** somebody who acts for the holder (بالنيابة, par intérim, acting, en funciones); an
    /// office that the registry does not know of; a date that overlaps the term by a day; an approximate date.
    pub static RULE = {
        id: "reference/office-window",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::Record(check),
    }
}

/// Words that say that the holder is another.
const ACTING: [&str; 11] = [
    "بالنيابة",
    "بالوكالة",
    "المؤقت",
    "مكلف",
    "intérim",
    "intérimaire",
    "acting",
    "interim",
    "interino",
    "interina",
    "funciones",
];

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    check_terms(record, findings);
    let mut whens = record.whens();
    let (Some(when), None) = (whens.next(), whens.next()) else { return };
    let Some(date) = when.date() else { return };
    let Ok(form) = NormalForm::parse(&date.text()) else { return };
    // Nobody knows how far off an approximate day is.
    if form.is_approximate() {
        return;
    }
    let (Some(first), Some(last)) = (form.earliest(), form.latest()) else { return };
    for participant in record.participants() {
        let Some(office) = participant.office() else { continue };
        let text = office.text();
        let Some(entry) = person_of(&participant, context).and_then(|person| context.entry(&person)) else {
            continue;
        };
        if is_acting(&text) {
            continue;
        }
        let terms: Vec<Term> =
            terms(entry).filter(|term| loose_key(&term.office.text) == loose_key(&text)).collect();
        let Some(nearest) = terms.first() else { continue };
        if terms.iter().any(|term| term.is_reversed() || term.overlaps(first, last)) {
            continue;
        }
        let label = match (nearest.first, nearest.last) {
            (Some(start), _) if last < start => message!("held from {start} on", start),
            (_, Some(end)) if first > end => message!("held until {end}", end),
            _ => continue,
        };
        findings
            .at(&office, label)
            .related(&date, message!("the day of the record: {date}", date: date.text()))
            .related(nearest.place, "the term in the registry");
    }
}

fn is_acting(office: &str) -> bool {
    let words = loose_words(office);
    ACTING.iter().any(|acting| loose_words(acting).iter().any(|acting| words.contains(acting)))
}

/// An office and the days it was held; none where the registry leaves an end open.
struct Term<'e> {
    office: &'e EntryValue,
    place: FactPlace,
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
}

impl Term<'_> {
    /// Whether it ends before it starts: then the registry is to be mended first.
    fn is_reversed(&self) -> bool {
        self.first.zip(self.last).is_some_and(|(first, last)| last < first)
    }

    fn overlaps(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.first.is_none_or(|start| start <= last) && self.last.is_none_or(|end| first <= end)
    }
}

fn terms(entry: &Entry) -> impl Iterator<Item = Term<'_>> {
    entry.values(Role::Office).map(|office| {
        let of = |role| entry.in_group(office.group).find(|value| value.role == role);
        let (start, end) = (of(Role::TermStart), of(Role::TermEnd));
        Term {
            office,
            place: start.or(end).unwrap_or(office).place,
            first: start.and_then(|start| NormalForm::parse(&start.text).ok()?.earliest()),
            last: end.and_then(|end| NormalForm::parse(&end.text).ok()?.latest()),
        }
    })
}

/// Terms of a registry's own entry that end before they start.
fn check_terms(record: &Record<'_>, findings: &mut Findings<'_>) {
    for term in record.groups(Role::Term) {
        let (Some(start), Some(end)) = (term.value(Role::TermStart), term.value(Role::TermEnd)) else {
            continue;
        };
        let first = NormalForm::parse(&start.text()).ok().and_then(|form| form.earliest());
        let last = NormalForm::parse(&end.text()).ok().and_then(|form| form.latest());
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            findings
                .at(&end, message!("ends {end}, but starts {start}", end: end.text(), start: start.text()))
                .title("the term of an office ends before it starts")
                .related(&start, "the start");
        }
    }
}
