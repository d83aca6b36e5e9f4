//! One date: its weekday, day, month and year in any of the orders the languages use.

use super::super::reading::{Calendar, PartKind, Relation, StatedDate, Wording};
use super::super::vocabulary::{LAST_DAY, Language, role};
use super::{Manner, Parser};

impl Parser<'_> {
    /// Reads one date, or leaves the parser where it was.
    pub(super) fn date(&mut self) -> Option<StatedDate> {
        let start = self.checkpoint();
        let mut said = StatedDate { start: self.token(0)?.start, ..StatedDate::default() };
        if self.stretch(&mut said) || self.nth_weekday(&mut said) {
            said.end = self.end_before(self.at);
            return Some(said);
        }
        let has_weekday = self.weekday(&mut said);
        let found = self.numeric(&mut said)
            || self.spoken_figures(&mut said)
            || self.year_first(&mut said)
            || self.relative(&mut said)
            || self.day_first(&mut said)
            || self.month_first(&mut said)
            || self.year_alone(&mut said)
            || has_weekday;
        if !found {
            self.rewind(&start);
            return None;
        }
        if !has_weekday {
            self.weekday_after(&mut said);
        }
        said.end = self.end_before(self.at);
        Some(said)
    }

    /// `13 يونيو 2022`, `العاشر من يونيو`, `1er juin`, `13 de junio de 2022`, and a day alone.
    fn day_first(&mut self, said: &mut StatedDate) -> bool {
        if !self.day(said) {
            return false;
        }
        let after_day = self.checkpoint();
        self.skip_day_month_link(said);
        if self.month(said) {
            if !self.relative_tail(said) && !self.anaphor(said) {
                self.year(said);
            }
            return true;
        }
        self.rewind(&after_day);
        said.has_month_word = false;
        if self.anaphor(said) || self.relative_tail(said) {
            return true;
        }
        self.year(said);
        true
    }

    /// `June 13, 2022`, `يناير الأول`, `Oct-11`, and a month alone.
    fn month_first(&mut self, said: &mut StatedDate) -> bool {
        let start = self.checkpoint();
        let relation_before = said.relation;
        if self.has(0, role::RELATIVE_BEFORE) && !self.has(0, role::FOLLOWING) {
            let relative = self.entry(0).map_or(0, |entry| entry.relative);
            self.push_part(PartKind::Relative, relative.into());
            said.relation = Some(Relation::Nearest(relative));
        } else if let Some(portion) =
            self.entry(0).filter(|entry| entry.has(role::PORTION)).map(|entry| entry.portion)
        {
            self.push_part(PartKind::Portion, portion.into());
            said.has_portion = true;
            if self.mark(0) == Some('-') || self.has(0, role::OF) && !self.has(0, role::MONTH_WORD) {
                self.at += 1;
            }
        }
        if self.has(0, role::MONTH_WORD) && !self.has(0, role::MONTH) {
            self.at += 1;
            said.has_month_word = true;
        }
        if !self.month(said) {
            let is_portion_of_unit = said.has_portion && (self.relative(said) || self.year_alone(said));
            if !is_portion_of_unit {
                (said.relation, said.has_month_word, said.has_portion) = (relation_before, false, false);
                self.rewind(&start);
            }
            return is_portion_of_unit;
        }
        said.month_is_first = true;
        if said.relation.is_some() || self.relative_tail(said) {
            return true;
        }
        if self.year(said) {
            return true;
        }
        self.day_after_month(said);
        true
    }

    /// The day after its month, and the year after both. `Oct-11` may be October 2011 as well.
    fn day_after_month(&mut self, said: &mut StatedDate) {
        if said.has_portion {
            return;
        }
        let start = self.checkpoint();
        let is_joined = matches!(self.mark(0), Some('-' | '/')) && self.is_glued(0) && self.is_glued(1);
        if is_joined || self.mark(0) == Some('.') {
            self.at += 1;
        }
        if self.has(0, role::SKIP) {
            self.at += 1;
        }
        let is_two_digits = self.number(0).is_some_and(|(_, digits)| digits == 2);
        if is_joined && is_two_digits && self.number(0).is_some_and(|(value, _)| value == 0 || value > 31) {
            self.two_digit_year(said);
            return;
        }
        if !self.day(said) || self.is_counted_thing() {
            said.day = None;
            self.rewind(&start);
            return;
        }
        let has_year = self.year(said);
        said.day_may_be_year = is_joined && is_two_digits && !has_year;
        if said.day_may_be_year {
            // Which of the two the number is cannot be told: it is no day yet.
            if let Some(part) = self.parts.last_mut() {
                part.kind = PartKind::Number;
            }
        }
    }

    /// `2011 Feb 3`, `2016. نوفمبر .16`.
    fn year_first(&mut self, said: &mut StatedDate) -> bool {
        let Some((year, 4)) = self.number(0) else {
            return false;
        };
        let month_at = 1 + usize::from(matches!(self.mark(1), Some('.' | '-' | '/' | ',')));
        if !(1000..=2999).contains(&year) || !self.has(month_at, role::MONTH) {
            return false;
        }
        let day_at = month_at + 1 + usize::from(matches!(self.mark(month_at + 1), Some('.' | '-' | '/')));
        if !matches!(self.number(day_at), Some((1..=31, 1..=2))) {
            return false;
        }
        self.push_part(PartKind::Year, i32::try_from(year).unwrap_or_default());
        (said.year, said.year_digits) = (i32::try_from(year).ok(), 4);
        self.at += month_at - 1;
        self.month(said);
        self.at += day_at - month_at - 1;
        self.day(said)
    }

    /// A year alone: `سنة 2022`, `2022`, `1443 هـ`.
    fn year_alone(&mut self, said: &mut StatedDate) -> bool {
        if said.weekday.is_some() || self.has(0, role::OF | role::AT) && !self.has(0, role::YEAR_WORD) {
            return false;
        }
        self.year(said)
    }

    /// A day of the month: a number of one or two digits, an ordinal, an idiom.
    pub(super) fn day(&mut self, said: &mut StatedDate) -> bool {
        if self.has(0, role::SKIP) && (self.number(1).is_some() || self.has(1, role::ORDINAL)) {
            self.at += 1;
        }
        if let Some((value, 1 | 2)) = self.number(0)
            && (value > 0 || self.is_day_zero())
        {
            if matches!(self.mark(1), Some(':' | '%')) && self.is_glued(1) {
                return false;
            }
            said.day = u8::try_from(value).ok();
            self.push_part(PartKind::Day, i32::try_from(value).unwrap_or_default());
            let dot = usize::from(self.mark(0) == Some('.') && self.is_glued(0));
            let is_ending = self.has(dot, role::ORDINAL_ENDING) || self.mark(dot) == Some('°');
            if is_ending && self.is_glued(dot) {
                self.at += 1 + dot;
            }
            return true;
        }
        let Some(entry) = self.entry(0).filter(|entry| entry.has(role::ORDINAL)) else {
            return false;
        };
        let wording = match entry.ordinal {
            LAST_DAY => Wording::Idiom,
            _ if entry.has(role::IDIOM) => Wording::Idiom,
            _ => Wording::Ordinal,
        };
        said.is_last_day = entry.ordinal == LAST_DAY;
        said.day_may_be_nth = said.weekday.is_some()
            && wording == Wording::Ordinal
            && entry.language == Language::Arabic
            && entry.ordinal <= 5;
        said.day = (!said.is_last_day).then_some(entry.ordinal);
        let value = if said.is_last_day { -1 } else { entry.ordinal.into() };
        self.push(PartKind::Day, value, Calendar::Gregorian, wording, None);
        true
    }

    /// `0 محرم 1444`: in a date text a day before a month, and there is no such day.
    fn is_day_zero(&self) -> bool {
        let ahead = 1 + usize::from(self.has(1, role::OF));
        self.manner == Manner::Whole && self.has(ahead, role::MONTH | role::HIJRI)
    }

    /// What may stand between a day and its month: `من`, `de`, `of`, `من شهر`, `-`, `.`, `/`.
    fn skip_day_month_link(&mut self, said: &mut StatedDate) {
        if matches!(self.mark(0), Some('-' | '.' | '/' | ','))
            && (self.is_glued(0) || self.manner == Manner::Whole)
        {
            self.at += 1;
        }
        for _ in 0..3 {
            let is_link = self.has(0, role::OF | role::MONTH_WORD) && !self.has(0, role::MONTH | role::UNIT)
                || self.has(0, role::MONTH_WORD) && self.has(1, role::MONTH | role::HIJRI);
            if !is_link {
                break;
            }
            said.has_month_word |= self.has(0, role::MONTH_WORD);
            self.at += 1;
        }
    }
}
