//! A month: its name, its name in two regions, a misspelt name.

use super::super::reading::{Calendar, PartKind, StatedDate, Wording};
use super::super::token::TokenKind;
use super::super::vocabulary::{WordEntry, mark, role};
use super::{Manner, Parser};

impl Parser<'_> {
    /// A month name, or a pair (`حزيران/يونيو`, `حزيران (يونيو)`).
    pub(super) fn month(&mut self, said: &mut StatedDate) -> bool {
        let Some(entry) = self.entry(0).filter(|entry| entry.has(role::MONTH | role::HIJRI)) else {
            return self.unlisted_month(said);
        };
        let is_lower = !self.token(0).is_some_and(|token| token.capital);
        said.month_is_weak =
            entry.month_marks & mark::WEAK != 0 || entry.month_marks & mark::CAPITAL != 0 && is_lower;
        let (month, calendar) = if entry.month != 0 {
            (entry.month, Calendar::Gregorian)
        } else {
            (entry.hijri, Calendar::Hijri)
        };
        (said.month, said.calendar) = (Some(month), calendar);
        let wording = if entry.right_form.is_some() { Wording::Misspelt } else { Wording::Plain };
        self.push(PartKind::Month, month.into(), calendar, wording, entry.right_form);
        self.skip_abbreviation_dot();
        if calendar == Calendar::Gregorian {
            self.paired_month(said, entry);
        }
        true
    }

    /// The same month by its name in another region or language, up to twice more. `Apr/Jun` is no
    /// pair but two months, and so are two that a dash joins.
    fn paired_month(&mut self, said: &mut StatedDate, first: &'static WordEntry) {
        let mut before = first;
        for _ in 0..2 {
            let Some((ahead, other)) = self.other_name(before, said.day) else {
                return;
            };
            if said.other_month.is_some_and(|known| known != other.month) {
                return;
            }
            said.other_month = Some(other.month);
            let is_bracketed = self.mark(0) == Some('(');
            self.at += ahead;
            let wording = if other.right_form.is_some() { Wording::Misspelt } else { Wording::Plain };
            self.push(PartKind::Month, other.month.into(), Calendar::Gregorian, wording, other.right_form);
            self.at += usize::from(is_bracketed);
            before = other;
        }
    }

    /// The month name that stands beside one as its other name, and how far ahead. Behind a day a dash between
    /// names of two regions joins no range: `22 تموز - أغسطس` is a pair whose months differ.
    fn other_name(&self, before: &WordEntry, day: Option<u8>) -> Option<(usize, &'static WordEntry)> {
        let ahead = match self.mark(0) {
            Some('/' | '-') => 1,
            Some('(') if self.mark(2) == Some(')') => 1,
            Some(_) => return None,
            None => 0,
        };
        let other = self.entry(ahead).filter(|entry| entry.has(role::MONTH))?;
        let is_of_other_region = before.regions != 0
            && other.regions != 0
            && before.regions & other.regions == 0
            && !std::ptr::eq(before, other);
        let is_other_script = (before.regions == 0) != (other.regions == 0);
        let is_same = before.month == other.month;
        let is_pair = match self.mark(0) {
            Some('(') => true,
            Some('/') => is_of_other_region || is_other_script || is_same,
            Some('-') if day.is_some() && is_of_other_region => true,
            _ => is_same && (is_of_other_region || is_other_script || before.language != other.language),
        };
        is_pair.then_some((ahead, other))
    }

    /// A month glued to the word after it (`أكتوبرالحالي`), or misspelt beside a day and a year.
    fn unlisted_month(&mut self, said: &mut StatedDate) -> bool {
        let Some(token) = self.token(0).filter(|token| token.kind == TokenKind::Word && token.entry == 0)
        else {
            return false;
        };
        if said.day.is_none() {
            return false;
        }
        let has_year_after = matches!(self.number(1), Some((1900..=2100, 4)));
        if !has_year_after && said.weekday.is_none() {
            return false;
        }
        let word = self.text.get(token.start..token.end).unwrap_or_default();
        let Some(index) = self.vocabulary.near_month(word) else {
            return false;
        };
        let entry = self.vocabulary.entry(index);
        (said.month, said.calendar) = (Some(entry.month), Calendar::Gregorian);
        self.push(
            PartKind::Month,
            entry.month.into(),
            Calendar::Gregorian,
            Wording::Misspelt,
            Some(entry.form),
        );
        true
    }

    fn skip_abbreviation_dot(&mut self) {
        let is_followed =
            self.number(1).is_some() || self.has(1, role::OF | role::YEAR_WORD | role::TO | role::AND);
        if self.mark(0) == Some('.') && self.is_glued(0) && (is_followed || self.manner == Manner::Whole) {
            self.at += 1;
        }
    }
}
