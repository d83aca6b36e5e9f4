//! Months by name, and their names by region.

use super::super::reading::Calendar;
use super::super::token;
use super::{Language, Vocabulary, WordEntry};

/// A part of the Arabic-speaking world with month names of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Region {
    /// Egypt, the Gulf, Libya, Sudan, Yemen, and international agencies: يناير … ديسمبر.
    Arab,
    /// Algeria and Tunisia: جانفي … ديسمبر.
    Maghreb,
    /// Morocco: يناير … دجنبر.
    Morocco,
    /// Syria, Lebanon, Jordan, Palestine and Iraq: كانون الثاني … كانون الأول.
    Levant,
    /// Mauritania: يناير … دجمبر.
    Mauritania,
}

impl Region {
    pub(super) const ALL: [(Region, &'static str); 5] = [
        (Region::Arab, "arab"),
        (Region::Maghreb, "maghreb"),
        (Region::Morocco, "morocco"),
        (Region::Levant, "levant"),
        (Region::Mauritania, "mauritania"),
    ];

    pub(super) fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// What the vocabulary knows about a word that names a month.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MonthName {
    /// 1–12 in its calendar.
    pub month: u8,
    /// The calendar the name belongs to.
    pub calendar: Calendar,
    /// The language whose table has it.
    pub language: Language,
    /// The regions that use it; empty for languages other than Arabic and for forms of no region.
    pub regions: Vec<Region>,
    /// The right form, when this one is a known wrong one (`جمادى الأول`, `يليوز`).
    pub right_form: Option<&'static str>,
}

/// The month a word or phrase names, whatever its spelling; `None` for any other word.
///
/// ```
/// use tadqiq::date::{month_from_word, Region};
/// let name = month_from_word("غُشت").unwrap();
/// assert_eq!((name.month, name.regions), (8, vec![Region::Morocco]));
/// assert_eq!(month_from_word("يليوز").unwrap().right_form, Some("يوليوز"));
/// assert!(month_from_word("باب").is_none());
/// ```
#[must_use]
pub fn month_from_word(word: &str) -> Option<MonthName> {
    let vocabulary = Vocabulary::shared();
    let tokens = token::tokens(word, vocabulary);
    let [token] = tokens.as_slice() else {
        return None;
    };
    vocabulary.entry(token.entry).month_name()
}

/// The usual Arabic name of a Gregorian month in a region; `None` for a month outside 1–12.
///
/// ```
/// use tadqiq::date::{month_name, Region};
/// assert_eq!(month_name(8, Region::Morocco), Some("غشت"));
/// assert_eq!(month_name(13, Region::Arab), None);
/// ```
#[must_use]
pub fn month_name(month: u8, region: Region) -> Option<&'static str> {
    Vocabulary::shared()
        .entries
        .iter()
        .find(|entry| entry.month == month && month > 0 && entry.regions & region.bit() != 0)
        .map(|entry| entry.form)
}

impl WordEntry {
    fn month_name(&self) -> Option<MonthName> {
        let (month, calendar) = match (self.month, self.hijri) {
            (0, 0) => return None,
            (0, month) => (month, Calendar::Hijri),
            (month, _) => (month, Calendar::Gregorian),
        };
        let regions = Region::ALL
            .iter()
            .filter(|(region, _)| self.regions & region.bit() != 0)
            .map(|(region, _)| *region)
            .collect();
        Some(MonthName { month, calendar, language: self.language, regions, right_form: self.right_form })
    }
}
