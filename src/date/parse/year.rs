//! A year: in digits, in words, of two digits, with its era.

use super::super::reading::{Calendar, Part, PartKind, StatedDate, Wording};
use super::super::token::TokenKind;
use super::super::vocabulary::{WordEntry, mark, role};
use super::{Manner, Parser};

impl Parser<'_> {
    /// A year with what stands before it (`سنة`, `de`, a comma) and its era mark after it.
    pub(super) fn year(&mut self, said: &mut StatedDate) -> bool {
        let (start, before) = (self.checkpoint(), (said.era, said.calendar));
        let is_joined = matches!(self.mark(0), Some('-' | '/' | '.')) && self.is_glued(0) && self.is_glued(1);
        if is_joined
            || matches!(self.mark(0), Some(',' | '\'' | '-')) && said.month.is_some()
            || self.mark(0) == Some(',') && said.day.is_some()
        {
            self.at += 1;
        }
        let mut has_word = false;
        for _ in 0..3 {
            if self.has(0, role::YEAR_WORD) && !self.has(0, role::MONTH) {
                has_word = true;
                self.at += 1;
            } else if self.has(0, role::OF | role::AT)
                && (self.number(1).is_some() || self.has(1, role::YEAR_WORD))
            {
                self.at += 1;
            }
        }
        has_word |= self.era_before(said);
        let has_era = self.has(1, role::ERA);
        match self.number(0) {
            Some((value @ 1000..=3999, 4))
                if said.day.is_none() || said.month.is_some() || self.day_takes_year(value) =>
            {
                self.push_year(said, value, 4);
            }
            // `5 مايو سنة 202` is cut; `12 محرم سنة 242` is not.
            Some((value @ 100..=999, 3))
                if has_era || has_word && (said.month.is_none() || said.calendar == Calendar::Hijri) =>
            {
                self.push_year(said, value, 3);
            }
            Some((_, 2)) if self.takes_two_digit_year(said, is_joined, start.at) => self.two_digit_year(said),
            None if (has_word || said.month.is_some()) && self.year_in_words(said) => {}
            Some((number, digits)) if self.is_no_year(said, digits) => {
                said.no_year = Some(number);
                self.push_part(PartKind::Year, i32::try_from(number).unwrap_or(i32::MAX));
                return true;
            }
            _ => {
                (said.era, said.calendar) = before;
                self.rewind(&start);
                return false;
            }
        }
        said.has_year_word = has_word;
        self.era(said);
        true
    }

    /// `5 July 19575`, `5 مايو 202`: in a date text a long number after the month is the year, cut or drawn out.
    fn is_no_year(&self, said: &StatedDate, digits: u8) -> bool {
        self.manner == Manner::Whole && said.month.is_some() && digits > 2
    }

    /// `ألفين واثنين وعشرين`: a thousand or two, and smaller numerals each joined by و.
    fn year_in_words(&mut self, said: &mut StatedDate) -> bool {
        let Some(WordEntry { numeral: thousands @ (1000 | 2000), .. }) = self.entry(0) else {
            return false;
        };
        let (first, mut year, mut stage) = (self.at, i32::from(*thousands), 0);
        self.at += 1;
        loop {
            let ahead = usize::from(self.has(0, role::AND));
            let is_joined = ahead == 1 || self.token(0).is_some_and(|token| token.conjunction);
            let numeral = self.entry(ahead).map_or(0, |entry| entry.numeral);
            // Hundreds, then the unit, then the ten (ثمانية وسبعين), each once.
            let next = match numeral {
                100..=900 => 1,
                1..=10 => 2,
                11..=19 if stage == 2 => 0,
                11..=90 => 3,
                _ => 0,
            };
            if !is_joined || next <= stage {
                break;
            }
            stage = next;
            year += i32::from(numeral);
            self.at += 1 + ahead;
        }
        if stage == 0 && (*thousands == 1000 || self.is_counted_thing()) {
            self.at = first;
            return false;
        }
        let Some(range) = self.tokens.get(first).map(|token| token.start..self.end_before(self.at)) else {
            return false;
        };
        (said.year, said.year_digits) = (Some(year), 4);
        self.parts.push(Part {
            kind: PartKind::Year,
            range,
            value: year,
            calendar: said.calendar,
            wording: Wording::Ordinal,
            right_form: None,
        });
        true
    }

    /// `5 July 19575`: a number of three figures or more behind a month that has no year, and that counts nothing.
    pub(super) fn no_such_year(&mut self, dates: &[StatedDate]) -> Option<u32> {
        const FIGURES: u8 = 3;
        let last = dates.last().filter(|last| last.month.is_some() && last.year.is_none())?;
        let comma = usize::from(self.mark(0) == Some(','));
        let (value, _) = self.number(comma).filter(|(_, digits)| *digits >= FIGURES)?;
        let is_told = last.numeric.is_some() || last.relation.is_some() || last.has_portion;
        let is_of_prose = self.manner == Manner::Prose;
        let counts = |ahead: usize| self.token(ahead).is_some_and(|token| token.kind == TokenKind::Word);
        let goes_on =
            self.mark(comma + 1).is_some() && self.is_glued(comma + 1) && self.number(comma + 2).is_some();
        if is_told || is_of_prose && (comma == 1 || counts(comma + 1) || goes_on) {
            return None;
        }
        self.at += comma;
        self.push_part(PartKind::Number, i32::try_from(value).unwrap_or(i32::MAX));
        Some(value)
    }

    /// A day without a month takes only a year of our time (`13 2022`), never a quantity.
    fn day_takes_year(&self, year: u32) -> bool {
        (1900..=2100).contains(&year)
    }

    fn takes_two_digit_year(&self, said: &StatedDate, is_joined: bool, start: usize) -> bool {
        let has_apostrophe = self.tokens.get(start).is_some_and(|token| token.kind == TokenKind::Mark('\''))
            && self.at == start + 1;
        let is_spaced = self.manner == Manner::Whole && self.at == start;
        let is_after_month = !said.month_is_first && !self.has(1, role::MONTH | role::HIJRI | role::OF);
        said.month.is_some()
            && (has_apostrophe || said.day.is_some() && is_after_month && (is_joined || is_spaced))
    }

    pub(super) fn two_digit_year(&mut self, said: &mut StatedDate) {
        if let Some((value, digits)) = self.number(0) {
            self.push_year(said, value, digits);
        }
    }

    fn push_year(&mut self, said: &mut StatedDate, value: u32, digits: u8) {
        let value = i32::try_from(value).unwrap_or_default();
        (said.year, said.year_digits) = (Some(value), digits);
        self.push(PartKind::Year, value, said.calendar, Wording::Plain, None);
    }

    /// `م`, `هـ`, `AH` after a year. In a single letter the mark needs its year beside it.
    pub(super) fn era(&mut self, said: &mut StatedDate) {
        let is_bracketed = self.mark(0) == Some('(') && self.mark(2) == Some(')');
        let ahead = usize::from(is_bracketed);
        let is_capital = self.token(ahead).is_some_and(|token| token.capital);
        let Some(entry) = self
            .entry(ahead)
            .filter(|entry| entry.has(role::ERA) && (entry.month_marks & mark::CAPITAL == 0 || is_capital))
            .filter(|entry| entry.month_marks & mark::WEAK == 0 || self.may_be_hijri(said))
        else {
            return;
        };
        // `A.H.`: its last dot is its own.
        let dot = usize::from(
            entry.form.contains(' ') && self.mark(ahead + 1) == Some('.') && self.is_glued(ahead + 1),
        );
        let era = if entry.era == 1 { Calendar::Hijri } else { Calendar::Gregorian };
        self.at += ahead;
        said.era = Some(era);
        if said.month.is_none() {
            said.calendar = era;
        }
        self.push(PartKind::Era, 0, era, Wording::Plain, None);
        self.at += dot + ahead;
    }

    /// `AH 1444`, `AD 2022`.
    fn era_before(&mut self, said: &mut StatedDate) -> bool {
        let is_capital = self.token(0).is_some_and(|token| token.capital);
        let Some(entry) = self
            .entry(0)
            .filter(|entry| entry.has(role::ERA) && entry.month_marks & mark::CAPITAL != 0 && is_capital)
        else {
            return false;
        };
        if self.number(1).is_none() {
            return false;
        }
        let era = if entry.era == 1 { Calendar::Hijri } else { Calendar::Gregorian };
        said.era = Some(era);
        if said.month.is_none() {
            said.calendar = era;
        }
        self.push(PartKind::Era, 0, era, Wording::Plain, None);
        true
    }

    /// `1444 H`: a single letter is an era only beside a Hijri month or in figures of a Hijri year.
    fn may_be_hijri(&self, said: &StatedDate) -> bool {
        let is_hijri_year = |year: u32| (1300..=1500).contains(&year);
        said.month.is_some() && said.calendar == Calendar::Hijri
            || said.numeric.is_some_and(|numeric| numeric.numbers.iter().any(|number| is_hijri_year(*number)))
    }
}
