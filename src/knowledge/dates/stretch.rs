//! What says no day, but a stretch of time: one of several days, a bound, a season, a quarter, a century. And whether
//! a normal form beside it says another time.

use chrono::{Datelike, NaiveDate};

use crate::date::edtf::{DateParts, NormalForm, Precision};
use crate::knowledge::dates::comparison::{DateDifference, Unit};

/// A stretch of time, open where an end is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeStretch {
    first: Option<NaiveDate>,
    last: Option<NaiveDate>,
    kind: StretchKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StretchKind {
    /// One of the days in it, or until or from one of them: to name a day of it is to choose.
    OneOf,
    /// All of it: to name a part of it is to say more than is known.
    Whole,
    /// A season: which months belong to it depends on the country.
    Season,
}

impl TimeStretch {
    /// What a form that a text was read as covers, if it says a stretch.
    ///
    /// ```
    /// use tadqiq::date::edtf::NormalForm;
    /// use tadqiq::internals::knowledge::dates::stretch::TimeStretch;
    /// let stretch = |text| TimeStretch::of(text, &NormalForm::parse(text).unwrap());
    /// assert!(stretch("[..2021-03-04]").is_some());
    /// assert!(stretch("2021-35").is_some());
    /// assert!(stretch("2021-03-04").is_none());
    /// ```
    pub fn of(words: &str, form: &NormalForm) -> Option<Self> {
        let (first, last) = (form.earliest(), form.latest());
        if words.starts_with('[') {
            return Some(Self { first, last, kind: StretchKind::OneOf });
        }
        let dates = form.dates();
        let [date] = dates.as_slice() else { return None };
        if date.precision == Precision::Season {
            return of_code(date);
        }
        let is_of_years = date.precision == Precision::Year && date.year.is_none();
        // The last year of a century is the first that is written with the next figures.
        let last = last.and_then(|last| last.with_year(last.year() + 1));
        is_of_years.then_some(Self { first, last, kind: StretchKind::Whole })
    }

    /// The days of a form that is itself one of several, or open at an end.
    pub fn of_bounds(words: &str, form: &NormalForm) -> Option<Self> {
        let is_bound = words.starts_with('[') || words.starts_with("../") || words.ends_with("/..");
        let (first, last) = (form.earliest(), form.latest());
        (is_bound && !form.has_unspecified()).then_some(Self { first, last, kind: StretchKind::OneOf })
    }

    /// How one of several days, or a bound, differs from another one. "Before" and "by" are a step apart, and taken
    /// for each other: that much of a bound is left open.
    pub fn against_bounds(&self, said: &NormalForm, other: &Self) -> Option<DateDifference> {
        if self.kind != StretchKind::OneOf {
            return None;
        }
        let is_open = self.first.is_none() || self.last.is_none();
        let step = match said.dates().first().map(|date| date.precision) {
            _ if !is_open => 0,
            Some(Precision::Day) => 1,
            Some(Precision::Month) => 31,
            _ => 366,
        };
        let is_same = |one: Option<NaiveDate>, other: Option<NaiveDate>| match (one, other) {
            (Some(one), Some(other)) => (one - other).num_days().abs() <= step,
            (one, other) => one == other,
        };
        let is_told = is_same(self.first, other.first) && is_same(self.last, other.last);
        (!is_told).then_some(DateDifference::Extent)
    }

    /// How a normal form from one day to another differs from it; none where they can both be true, and neither
    /// says more than the other.
    pub fn difference(
        &self,
        said: &NormalForm,
        normal: &NormalForm,
        (first, last): (NaiveDate, NaiveDate),
    ) -> Option<DateDifference> {
        let is_after = self.last.is_some_and(|end| first > end);
        let is_before = self.first.is_some_and(|start| last < start);
        if is_after || is_before {
            let bound = if is_after { self.last } else { self.first };
            return Some(match (self.kind, bound) {
                (StretchKind::Whole | StretchKind::Season, Some(bound)) => {
                    let is_of_year = bound.year() == first.year();
                    DateDifference::Parts(vec![if is_of_year { Unit::Month } else { Unit::Year }])
                }
                _ => DateDifference::Extent,
            });
        }
        let is_within =
            self.first.is_none_or(|start| start <= first) && self.last.is_none_or(|end| last <= end);
        match self.kind {
            StretchKind::OneOf => (is_within && is_between(said, normal)).then_some(DateDifference::Extent),
            _ if !is_within || (Some(first), Some(last)) == (self.first, self.last) => None,
            StretchKind::Season => {
                too_precise(normal).filter(|unit| *unit != Unit::Year).map(DateDifference::TooPrecise)
            }
            StretchKind::Whole => too_precise(normal).map(DateDifference::TooPrecise),
        }
    }
}

/// A form in words: what a curator need not know the codes of EDTF for.
///
/// ```
/// use tadqiq::internals::knowledge::dates::stretch::in_words;
/// assert_eq!(in_words("2021-23"), "autumn 2021");
/// assert_eq!(in_words("[..2021-03-04]"), "2021-03-04 or before");
/// assert_eq!(in_words("2021-03-04/.."), "2021-03-04 and on");
/// assert_eq!(in_words("XXXX-10-11"), "11 October of a year not said");
/// assert_eq!(in_words("2021-03-04"), "2021-03-04");
/// ```
pub fn in_words(form: &str) -> String {
    if let Some(bound) = form.strip_prefix('[').and_then(|form| form.strip_suffix(']')) {
        return match (bound.strip_prefix(".."), bound.strip_suffix("..")) {
            (Some(until), _) => format!("{until} or before"),
            (_, Some(from)) => format!("{from} or after"),
            _ => bound.replace("..", " to ").replace(',', " or "),
        };
    }
    if let Some(from) = form.strip_suffix("/..") {
        return format!("{from} and on");
    }
    let ends: Option<Vec<String>> = form.split('/').map(without_year).collect();
    if let Some(ends) = ends {
        return format!("{} of a year not said", ends.join(" to "));
    }
    if let Some(century) = form.strip_suffix("XX").filter(|century| is_number(century)) {
        return format!("the years {century}00–{century}99");
    }
    let code = form.split_once('-').filter(|(year, code)| is_number(year) && code.len() == 2);
    let part = code.and_then(|(year, code)| Some((year, PARTS.iter().find(|(known, _)| *known == code)?)));
    match part {
        Some((year, (_, name))) => format!("{name} {year}"),
        None => form.to_owned(),
    }
}

/// `XXXX-10` and `XXXX-10-11` in words.
fn without_year(date: &str) -> Option<String> {
    let date = date.strip_prefix("XXXX-")?;
    let (month, day) = date.split_once('-').map_or((date, None), |(month, day)| (month, Some(day)));
    let name = chrono::Month::try_from(month.parse::<u8>().ok()?).ok()?.name();
    match day.map(str::parse::<u8>) {
        None => Some(name.to_owned()),
        Some(day) => Some(format!("{} {name}", day.ok()?)),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The codes of parts of a year, and their names.
const PARTS: [(&str, &str); 10] = [
    ("21", "spring"),
    ("22", "summer"),
    ("23", "autumn"),
    ("24", "winter"),
    ("33", "the first quarter of"),
    ("34", "the second quarter of"),
    ("35", "the third quarter of"),
    ("36", "the fourth quarter of"),
    ("40", "the first half of"),
    ("41", "the second half of"),
];

/// A day that lies between the listed ones and is none of them.
fn is_between(said: &NormalForm, normal: &NormalForm) -> bool {
    let listed = said.listed_days();
    let is_list = !listed.is_empty() && !said.to_string().contains("..");
    is_list && normal.single_day().is_some_and(|day| !listed.contains(&day))
}

/// The part that a normal form of one date says beyond a stretch; several dates are a stretch as well.
fn too_precise(normal: &NormalForm) -> Option<Unit> {
    let dates = normal.dates();
    let [date] = dates.as_slice() else { return None };
    match date.precision {
        Precision::Day => Some(Unit::Day),
        Precision::Month => Some(Unit::Month),
        Precision::Year => date.year.is_some().then_some(Unit::Year),
        Precision::Season => None,
    }
}

/// The months of a code of EDTF: seasons 21–32, quarters 33–36, thirds 37–39 and halves 40–41 of a year.
fn of_code(date: &DateParts) -> Option<TimeStretch> {
    let year = i32::try_from(date.year?).ok()?;
    let [tens, ones] = date.month_digits?;
    let code = u32::from(tens?) * 10 + u32::from(ones?);
    let (first, months, kind) = match code {
        // From the winter before to the winter after, whichever half of the earth.
        21..=32 => {
            return Some(TimeStretch {
                first: NaiveDate::from_ymd_opt(year - 1, 12, 1),
                last: NaiveDate::from_ymd_opt(year + 1, 3, 31),
                kind: StretchKind::Season,
            });
        }
        33..=36 => ((code - 33) * 3 + 1, 3, StretchKind::Whole),
        37..=39 => ((code - 37) * 4 + 1, 4, StretchKind::Whole),
        40..=41 => ((code - 40) * 6 + 1, 6, StretchKind::Whole),
        _ => return None,
    };
    let after = match first + months {
        13 => NaiveDate::from_ymd_opt(year + 1, 1, 1),
        month => NaiveDate::from_ymd_opt(year, month, 1),
    };
    Some(TimeStretch {
        first: NaiveDate::from_ymd_opt(year, first, 1),
        last: after.and_then(|after| after.pred_opt()),
        kind,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_and_a_normal_form_can_both_be_true() {
        let difference = |said: &str, normal: &str| {
            let form = NormalForm::parse(said).unwrap();
            let normal = NormalForm::parse(normal).unwrap();
            let bounds = (normal.earliest().unwrap(), normal.latest().unwrap());
            TimeStretch::of(said, &form).unwrap().difference(&form, &normal, bounds)
        };
        let day = Some(DateDifference::TooPrecise(Unit::Day));
        let month = Some(DateDifference::TooPrecise(Unit::Month));
        let year = Some(DateDifference::TooPrecise(Unit::Year));
        let extent = Some(DateDifference::Extent);
        for (said, normal, expected) in [
            ("[..2021-03-04]", "2021-03-01", None),
            ("[..2021-03-04]", "2021-03-05", extent.clone()),
            ("[2021-03-04..]", "2021", None),
            ("[2021-03-04..]", "2021-03-03", extent.clone()),
            ("[2021-03-04,2021-03-06]", "2021-03-06", None),
            ("[2021-03-04,2021-03-06]", "2021-03-05", extent.clone()),
            ("[2021-03-04,2021-03-06]", "2021-03-04/2021-03-06", None),
            ("[2021-03-04..2021-03-06]", "2021-03-05", None),
            ("[2021-03-04..2021-03-06]", "2021-03-07", extent),
            ("2021-35", "2021-07/2021-09", None),
            ("2021-35", "2021", None),
            ("2021-35", "2021-08", month),
            ("2021-35", "2021-10", Some(DateDifference::Parts(vec![Unit::Month]))),
            ("2021-23", "2021-09/2021-11", None),
            ("2021-23", "2021-10-04", day),
            ("2021-24", "2022-01/2022-02", None),
            ("2021-23", "2023-10", Some(DateDifference::Parts(vec![Unit::Year]))),
            ("18XX", "1801/1900", None),
            ("18XX", "1900", year.clone()),
            ("18XX", "1856", year),
            ("18XX", "1956", Some(DateDifference::Parts(vec![Unit::Year]))),
        ] {
            assert_eq!(difference(said, normal), expected, "{said} {normal}");
        }
    }
}
