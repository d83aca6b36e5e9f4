//! The days of a source, in the order in which it tells them. Shared by the rules that go by it.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use crate::date::Shape;
use crate::record::registry::EntryKind;
use crate::record::{Context, Facts, Record};
use crate::record::{Value, When};
use crate::words::{FactPlace, Role};

/// A stretch of records whose order means something: those of one source, by where they stand in its text;
/// where that is not recorded, those of it in one file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sequence {
    source: String,
    file: Option<u32>,
}

/// A day, and where its record stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SequenceDay {
    /// The value that says it.
    pub place: FactPlace,
    /// Where it stands in its sequence: a character of the source's text, or a byte of the file.
    pub position: i64,
    /// The first day.
    pub first: NaiveDate,
    /// The last day.
    pub last: NaiveDate,
}

/// Which way the days of a sequence go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The oldest first.
    Ascending,
    /// The newest first.
    Descending,
}

/// Where a record stands: the kind of fact to note for it, and the character of the source's text.
pub struct Standing {
    /// The collection and the source.
    pub source: String,
    /// Where its passage begins in the source, in code points.
    pub offset: Option<i64>,
}

/// Where a record stands among those of its source.
pub fn standing(record: &Record<'_>, context: &Context) -> Standing {
    let cited = cited(record, context);
    let offset =
        cited.and_then(|cited| cited.group().value(Role::OffsetStart)).and_then(|start| start.number());
    let collection = context.collection.as_deref().unwrap_or_default();
    let source = cited.map(|cited| cited.text()).unwrap_or_default();
    Standing { source: format!("{collection}\n{source}"), offset }
}

/// The reference to the first source that a record cites: in its evidence, else beside its own fields.
fn cited<'r>(record: &Record<'r>, context: &Context) -> Option<Value<'r>> {
    let mut references = record.values(Role::Reference).filter(|reference| match context.kind(reference) {
        Some(kind) => kind == EntryKind::Source,
        None => reference.group().is(Role::Evidence) || reference.group().number() == 0,
    });
    references.next()
}

/// Notes a record's day, if it is a whole one: of the normal form, else of the text.
pub fn observe(when: &When<'_>, context: &Context, standing: &Standing, facts: &mut Facts) {
    let Some((value, first, last)) = days(when, context) else { return };
    let days = [first, last].map(|day| i64::from(day.num_days_from_ce()));
    let numbers = days.into_iter().chain(standing.offset).map(i64::cast_unsigned);
    facts.note(&standing.source, &numbers.collect::<Vec<_>>(), &value);
}

fn days<'r>(when: &When<'r>, context: &Context) -> Option<(Value<'r>, NaiveDate, NaiveDate)> {
    if let Some(value) = when.date() {
        let dates = crate::knowledge::dates::normal(when)?.form.dates();
        return Some((value, dates.first()?.day()?, dates.last()?.day()?));
    }
    let text = crate::knowledge::dates::text(when, context)?;
    text.reading.outcome.edtf()?;
    // Which day is meant is not said.
    if matches!(text.reading.shape(), Shape::OneOf | Shape::Bound) {
        return None;
    }
    let dates = text.reading.dates();
    Some((text.value, dates.first()?.date()?, dates.last()?.date()?))
}

/// The days of every sequence, in its order.
pub fn sequences(facts: &Facts) -> BTreeMap<Sequence, Vec<SequenceDay>> {
    let mut sequences: BTreeMap<Sequence, Vec<SequenceDay>> = BTreeMap::new();
    for source in facts.noted_kinds() {
        for note in facts.notes(source) {
            let Some((first, last, offset)) = read(note.numbers) else { continue };
            let (sequence, position) = locate(source, offset, note.place);
            sequences.entry(sequence).or_default().push(SequenceDay {
                place: note.place,
                position,
                first,
                last,
            });
        }
    }
    for told in sequences.values_mut() {
        // Those that stand at one place of a source by what they say.
        told.sort_by_key(|told| (told.position, told.first, told.last, told.place));
    }
    sequences
}

/// The first and last days that the records of a source say, in whatever file they stand.
pub fn days_of(facts: &Facts, source: &str) -> Vec<(NaiveDate, NaiveDate)> {
    let days = facts.notes(source).into_iter().filter_map(|note| read(note.numbers));
    days.map(|(first, last, _)| (first, last)).collect()
}

/// The sequence that a value belongs to, and its position in it.
pub fn locate(source: &str, offset: Option<i64>, place: FactPlace) -> (Sequence, i64) {
    let file = offset.is_none().then_some(place.record().file);
    let start = i64::try_from(place.record().start).unwrap_or(i64::MAX);
    (Sequence { source: source.to_owned(), file }, offset.unwrap_or(start))
}

fn read(numbers: &[u64]) -> Option<(NaiveDate, NaiveDate, Option<i64>)> {
    let (&[first, last], offset) = numbers.split_first_chunk()?;
    let day = |number: u64| NaiveDate::from_num_days_from_ce_opt(number.cast_signed().try_into().ok()?);
    Some((day(first)?, day(last)?, offset.first().map(|offset| offset.cast_signed())))
}

/// The order that a sequence keeps, if it keeps one, and which of its days do not: the fewest whose
/// absence leaves the others in order.
pub fn order(told: &[SequenceDay]) -> Option<(Order, Vec<usize>)> {
    let days: Vec<i64> = told.iter().map(|told| i64::from(told.first.num_days_from_ce())).collect();
    let ascending = out_of_order(&days);
    let reversed: Vec<i64> = days.iter().map(|day| -day).collect();
    let descending = out_of_order(&reversed);
    let (order, breaking) = if ascending.len() <= descending.len() {
        (Order::Ascending, ascending)
    } else {
        (Order::Descending, descending)
    };
    let is_kept = told.len() >= 2 && weight(&breaking, told) <= told.len();
    is_kept.then_some((order, breaking))
}

/// One day in so many may break an order that is kept.
const FEW: usize = 20;

/// One wrong year in so many may: with another year it would be in order, which is no chance.
const FEW_WRONG_YEARS: usize = 10;

/// Days beyond, one beside the other in one year, are no one slip but a list of their own.
const MOST_OF_ONE_SLIP: usize = 4;

/// How many days there must be for these to be slips in their order. A year that was written wrong once is often
/// copied to the records that follow: days side by side, of one year, are one slip.
fn weight(breaking: &[usize], told: &[SequenceDay]) -> usize {
    let year = |at: &usize| told.get(*at).map(|told| told.first.year());
    let slips = breaking.chunk_by(|one, next| one + 1 == *next && year(one) == year(next));
    slips
        .map(|slip| match slip.len() <= MOST_OF_ONE_SLIP && is_wrong_year(slip, told) {
            true => FEW_WRONG_YEARS,
            false => FEW * slip.len(),
        })
        .sum()
}

/// Whether days side by side would lie between those around them in a year of theirs.
fn is_wrong_year(slip: &[usize], told: &[SequenceDay]) -> bool {
    let around = || {
        let before = told.get(slip.first()?.checked_sub(1)?)?.first;
        let after = told.get(slip.last()? + 1)?.first;
        Some((before.min(after), before.max(after)))
    };
    let Some((first, last)) = around() else { return false };
    let days: Vec<NaiveDate> = slip.iter().filter_map(|at| told.get(*at)).map(|told| told.first).collect();
    [first.year(), last.year()].into_iter().any(|year| {
        let fits = |day: &NaiveDate| day.with_year(year).is_some_and(|day| first <= day && day <= last);
        days.iter().all(|day| day.year() != year && fits(day))
    })
}

/// The positions outside of a longest run that does not fall.
fn out_of_order(days: &[i64]) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(days.len());
    for (at, day) in days.iter().enumerate() {
        let length = ends.partition_point(|end| days.get(*end).is_some_and(|known| known <= day));
        before.push(length.checked_sub(1).and_then(|length| ends.get(length)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut is_kept = vec![false; days.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(kept) = is_kept.get_mut(at) {
            *kept = true;
        }
        next = before.get(at).copied().flatten();
    }
    (0..days.len()).filter(|at| !is_kept.get(*at).copied().unwrap_or_default()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fewest_are_out_of_order() {
        for (days, expected) in
            [(&[1, 2, 3][..], &[][..]), (&[1, 2, 9, 3, 4], &[2]), (&[5, 6, 1, 7, 7, 8], &[2]), (&[], &[])]
        {
            assert_eq!(out_of_order(days), expected, "{days:?}");
        }
    }
}
