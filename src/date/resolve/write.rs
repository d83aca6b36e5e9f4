//! Dates → EDTF.

use chrono::{Datelike, Days, NaiveDate};

use super::super::parse::Frame;
use super::super::reading::{Calendar, Grouping, Join, Qualifier, Reason, Relation, StatedDate};
use super::super::{edtf, hijri};
use super::around::moved;
use super::spans::end_before_start;

pub(super) fn write_edtf(frame: Frame, dates: &[StatedDate]) -> Result<String, Reason> {
    let mut written = String::with_capacity(if dates.len() == 1 { 12 } else { 12 * dates.len() + 2 });
    match (frame, dates) {
        (Frame::Range, [start, end]) => {
            push_bound(&mut written, start, Side::Start)?;
            written.push('/');
            push_bound(&mut written, end, Side::End)?;
        }
        (Frame::OpenEnd, [start, ..]) => {
            push_bound(&mut written, start, Side::Start)?;
            written.push_str("/..");
        }
        (Frame::OpenStart, [end, ..]) => {
            written.push_str("../");
            push_bound(&mut written, end, Side::End)?;
        }
        (Frame::Before, [said]) => push_one_until(&mut written, &moved(said, -1)?)?,
        (Frame::NotAfter, [said]) => push_one_until(&mut written, said)?,
        (Frame::After, [said]) => push_one_from(&mut written, &moved(said, 1)?)?,
        (Frame::NotBefore, [said]) => push_one_from(&mut written, said)?,
        (Frame::OneOf, _) => push_set(&mut written, dates, ['[', ']'])?,
        (_, [said]) => push_whole(&mut written, said)?,
        _ => push_set(&mut written, dates, ['{', '}'])?,
    }
    let is_plain = frame == Frame::List && dates.len() == 1;
    if is_plain || edtf::NormalForm::parse(&written).is_ok() {
        Ok(written)
    } else {
        Err(Reason::NotExpressible)
    }
}

/// Some day up to one: `[..2022-05-04]`.
fn push_one_until(written: &mut String, last: &StatedDate) -> Result<(), Reason> {
    written.push_str("[..");
    push_bound(written, last, Side::End)?;
    written.push(']');
    Ok(())
}

/// Some day from one on: `[2022-05-06..]`.
fn push_one_from(written: &mut String, first: &StatedDate) -> Result<(), Reason> {
    written.push('[');
    push_bound(written, first, Side::Start)?;
    written.push_str("..]");
    Ok(())
}

fn push_set(written: &mut String, dates: &[StatedDate], brackets: [char; 2]) -> Result<(), Reason> {
    written.push(brackets[0]);
    for (at, said) in dates.iter().enumerate() {
        if said.join == Join::To {
            push_days_between(written, dates.get(at - 1).unwrap_or(said), said)?;
        } else if at > 0 {
            written.push(',');
        }
        push_whole(written, said)?;
    }
    written.push(brackets[1]);
    Ok(())
}

/// `13-15 و18 يونيو`: a range inside a list is the days it runs over, of one month.
fn push_days_between(written: &mut String, start: &StatedDate, end: &StatedDate) -> Result<(), Reason> {
    let is_one_month = (start.year, start.month) == (end.year, end.month) && start.join != Join::To;
    let (Some(first), Some(last), true) = (start.day, end.day, is_one_month) else {
        return Err(Reason::NotExpressible);
    };
    if first >= last {
        return Err(end_before_start(start, end));
    }
    written.push(',');
    for day in first + 1..last {
        push_whole(written, &StatedDate { day: Some(day), ..*start })?;
        written.push(',');
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Start,
    End,
}

fn push_whole(written: &mut String, said: &StatedDate) -> Result<(), Reason> {
    let is_week = matches!(said.relation, Some(Relation::Unit(0, _)));
    let is_hijri_span = said.calendar == Calendar::Hijri && said.day.is_none();
    if !is_week && !is_hijri_span {
        return push_bound(written, said, Side::Start);
    }
    push_bound(written, said, Side::Start)?;
    written.push('/');
    push_bound(written, said, Side::End)
}

/// Writes a date as one side of a span: of a week or a Hijri month, its first or last day.
fn push_bound(written: &mut String, said: &StatedDate, side: Side) -> Result<(), Reason> {
    if said.calendar == Calendar::Hijri {
        push_day(written, hijri_bound(said, side)?);
        // The sight of the moon may move it.
        let converted = Qualifier { is_approximate: true, ..said.qualifier };
        written.push_str(converted.sign());
        return Ok(());
    }
    if let (Some(Relation::Unit(0, _)), Some(monday)) = (said.relation, said.date()) {
        let days = if side == Side::Start { 0 } else { 6 };
        push_day(written, monday.checked_add_days(Days::new(days)).unwrap_or(monday));
    } else {
        push_date(written, said);
    }
    written.push_str(said.qualifier.sign());
    Ok(())
}

fn hijri_bound(said: &StatedDate, side: Side) -> Result<NaiveDate, Reason> {
    let year = said.year.ok_or(Reason::HijriYearMissing)?;
    let found = match (said.month, said.day, side) {
        (Some(month), Some(day), _) => hijri::to_gregorian(year, month, day),
        (Some(month), None, Side::Start) => hijri::month_bounds(year, month).map(|(start, _)| start),
        (Some(month), None, Side::End) => hijri::month_bounds(year, month).map(|(_, end)| end),
        (None, _, Side::Start) => hijri::to_gregorian(year, 1, 1),
        (None, _, Side::End) => hijri::month_bounds(year, 12).map(|(_, end)| end),
    };
    found.ok_or(Reason::HijriYearUnknown { year })
}

fn push_day(written: &mut String, day: NaiveDate) {
    let (year, month, day) = (day.year(), day.month(), day.day());
    push_digits(written, u32::try_from(year).unwrap_or_default(), 4);
    written.push('-');
    push_digits(written, month, 2);
    written.push('-');
    push_digits(written, day, 2);
}

pub(super) fn push_date(written: &mut String, said: &StatedDate) {
    match said.stretch {
        Some(Grouping::Century(century)) => {
            push_digits(written, u32::from(century.saturating_sub(1)), 2);
            return written.push_str("XX");
        }
        Some(Grouping::Decade(year)) => {
            push_digits(written, u32::from(year / 10), 3);
            return written.push('X');
        }
        _ => {}
    }
    match said.year {
        Some(year) => push_digits(written, u32::try_from(year).unwrap_or_default(), 4),
        None => written.push_str("XXXX"),
    }
    let has_day = said.day.is_some() || said.is_last_day;
    if let Some(Grouping::PartOfYear(code)) = said.stretch {
        written.push('-');
        return push_digits(written, code.into(), 2);
    }
    match said.month {
        Some(month) => {
            written.push('-');
            push_digits(written, month.into(), 2);
        }
        None if has_day => written.push_str("-XX"),
        None => {}
    }
    match said.day {
        Some(day) => {
            written.push('-');
            push_digits(written, day.into(), 2);
        }
        // The last day of February of an unknown year, or of an unknown month.
        None if said.is_last_day => written.push_str(if said.month.is_some() { "-2X" } else { "-XX" }),
        None => {}
    }
}

fn push_digits(written: &mut String, number: u32, width: u32) {
    for place in (0..width).rev() {
        let digit = number / 10u32.pow(place) % 10;
        written.push(char::from_digit(digit, 10).unwrap_or('0'));
    }
}
