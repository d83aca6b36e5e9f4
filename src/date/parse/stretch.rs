//! Stretches that are no day, month or year: seasons, quarters, half-years, decades, centuries.

use super::super::hijri;
use super::super::reading::{Calendar, Grouping, PartKind, Relation, StatedDate};
use super::super::token::{Token, TokenKind};
use super::super::vocabulary::{LAST_DAY, Language, mark, role};
use super::{Manner, Parser};

impl Parser<'_> {
    /// `خريف 2022`, `Q3 2021`, `deuxième trimestre 2022`, `siglo XX`, `1990s`.
    pub(super) fn stretch(&mut self, said: &mut StatedDate) -> bool {
        if !self.has_stretch_words || said.weekday.is_some() {
            return false;
        }
        let start = self.checkpoint();
        let before = *said;
        let found = self.part_of_year(said) || self.century(said) || self.decade(said);
        if !found {
            *said = before;
            self.rewind(&start);
        }
        found
    }

    /// `last summer`, `الصيف الماضي`, `le siècle dernier`.
    pub(in crate::date) fn has_related_stretch(&self) -> bool {
        const RELATED: u64 = role::RELATIVE | role::RELATIVE_BEFORE;
        let is_stretch = |roles: u64| roles & (role::SEASON | role::PART_OF_YEAR | role::CENTURY) != 0;
        self.has_stretch_words
            && self.tokens.windows(2).any(|pair| {
                let [one, other] = [0, 1].map(|at| pair.get(at).map_or(0, |token| self.roles_of(token)));
                is_stretch(one) && other & RELATED != 0 || is_stretch(other) && one & RELATED != 0
            })
    }

    fn roles_of(&self, token: &Token) -> u64 {
        self.vocabulary.entry(token.entry).roles
    }

    /// A season, quarter or half-year with its year after it, or `2022 Q3`.
    fn part_of_year(&mut self, said: &mut StatedDate) -> bool {
        let start = self.checkpoint();
        if matches!(self.number(0), Some((1000..=2999, 4))) {
            if self.year(said) {
                let is_apart = self.mark(0) == Some(',') && self.manner == Manner::Whole;
                self.at += usize::from(is_apart || matches!(self.mark(0), Some('-' | '/')));
                if self.season_or_part(said) && !self.is_split_year(said) {
                    return true;
                }
            }
            (said.year, said.year_digits, said.era) = (None, 0, None);
            self.rewind(&start);
            return false;
        }
        if !self.season_or_part(said) {
            return false;
        }
        let link = self.checkpoint();
        self.at += usize::from(self.mark(0) == Some(',') && self.manner == Manner::Whole);
        if !self.has_year_after_links() || !self.year(said) {
            // `Q1 and Q2 2021`: the year stands at the next one.
            self.rewind(&link);
            return true;
        }
        !self.is_split_year(said)
    }

    fn has_year_after_links(&self) -> bool {
        let links = role::OF | role::AT | role::YEAR_WORD | role::FROM;
        let mut ahead = usize::from(matches!(self.mark(0), Some('-' | '/')));
        while ahead < 3 && self.has(ahead, links) && !self.has(ahead, role::MONTH) {
            ahead += 1;
        }
        let is_in_words = self.entry(ahead).is_some_and(|entry| matches!(entry.numeral, 1000 | 2000));
        is_in_words || matches!(self.number(ahead), Some((_, 4)))
    }

    /// `hiver 2021-2022` is no part of one year; nor is `ربيع 1436` a season of the Gregorian year 1436.
    fn is_split_year(&self, said: &StatedDate) -> bool {
        let is_joined = matches!(self.mark(0), Some('-' | '/'))
            && matches!(self.number(1), Some((_, 2 | 4)))
            && self.mark(2).is_none_or(|mark| mark != '-' && mark != '/');
        let is_hijri_year = said.era == Some(Calendar::Hijri)
            || said.year.is_some_and(|year| (hijri::FIRST_YEAR..=hijri::LAST_YEAR).contains(&year))
                && self
                    .at
                    .checked_sub(2)
                    .and_then(|at| self.tokens.get(at))
                    .is_some_and(|token| self.vocabulary.entry(token.entry).language == Language::Arabic);
        is_joined || is_hijri_year
    }

    fn season_or_part(&mut self, said: &mut StatedDate) -> bool {
        self.portion_of_stretch(said);
        if let Some(entry) = self.entry(0).filter(|entry| entry.has(role::SEASON)) {
            said.month_is_weak =
                entry.month_marks & mark::WEAK != 0 && !self.token(0).is_some_and(|token| token.capital);
            return self.push_stretch(said, entry.code, 1);
        }
        self.marked_part(said) || self.ranked_part(said)
    }

    /// `early 2022 Q1`, `fin du XIXe siècle`: which portion it is, EDTF cannot say.
    fn portion_of_stretch(&mut self, said: &mut StatedDate) {
        if let Some(entry) = self.entry(0).filter(|entry| entry.has(role::PORTION)) {
            said.has_portion = true;
            self.push_part(PartKind::Portion, entry.portion.into());
            self.at += usize::from(self.mark(0) == Some('-') || self.has(0, role::OF));
        }
        self.at += usize::from(self.is_elision());
        self.at += usize::from(self.has(0, role::SKIP | role::DAY_WORD));
        self.at += usize::from(self.is_elision());
    }

    /// `Q3`, `T2`, `H1`, and `3T` the other way round.
    fn marked_part(&mut self, said: &mut StatedDate) -> bool {
        if !self.is_glued(1) {
            return false;
        }
        let mark_at = usize::from(self.number(0).is_some());
        let (Some(entry), Some((value, 1))) =
            (self.entry(mark_at).filter(|entry| entry.has(role::PART_MARK)), self.number(1 - mark_at))
        else {
            return false;
        };
        let is_capital = self.token(mark_at).is_some_and(|token| token.capital);
        match code_of_part(entry.code, value) {
            Some(code) if is_capital || self.manner == Manner::Whole => self.push_stretch(said, code, 2),
            _ => false,
        }
    }

    /// `third quarter`, `3e trimestre`, `الربع الثالث`, `quarter 3`.
    fn ranked_part(&mut self, said: &mut StatedDate) -> bool {
        if let Some(entry) = self.entry(0).filter(|entry| entry.has(role::PART_OF_YEAR)) {
            let after = self
                .rank(1)
                .or_else(|| self.number(1).filter(|(_, digits)| *digits == 1).map(|(rank, _)| (rank, 1)));
            return match after.and_then(|(rank, length)| Some((code_of_part(entry.code, rank)?, length))) {
                Some((code, length)) => self.push_stretch(said, code, 1 + length),
                None => false,
            };
        }
        let Some((rank, length)) = self.rank(0) else {
            return false;
        };
        let part = self.entry(length).filter(|entry| entry.has(role::PART_OF_YEAR));
        match part.and_then(|entry| code_of_part(entry.code, rank)) {
            Some(code) => self.push_stretch(said, code, length + 1),
            None => false,
        }
    }

    /// `20th century`, `XXe siècle`, `siglo XX`, `القرن العشرين`; never one before Christ or of the Hijra.
    fn century(&mut self, said: &mut StatedDate) -> bool {
        self.portion_of_stretch(said);
        let Some((century, length)) = self.century_ahead(0) else {
            return false;
        };
        said.stretch = Some(Grouping::Century(century));
        self.push_over(PartKind::Stretch, century.into(), length);
        self.is_of_our_era(said)
    }

    /// The number of a century, and of how many tokens it is said.
    fn century_ahead(&self, ahead: usize) -> Option<(u8, usize)> {
        let (rank, length) = if self.has(ahead, role::CENTURY) {
            let article = usize::from(self.has(ahead + 1, role::SKIP));
            let number = || {
                let after = self.token(ahead + 2 + article).map(|token| token.kind);
                let counts = self.manner == Manner::Prose && after == Some(TokenKind::Word);
                self.number(ahead + 1 + article).filter(|(_, digits)| *digits <= 2 && !counts)
            };
            let (rank, length) =
                self.rank(ahead + 1).or_else(|| number().map(|(rank, _)| (rank, 1 + article)))?;
            (rank, length + 1)
        } else {
            let (rank, length) = self.rank(ahead)?;
            let hyphen = usize::from(self.mark(ahead + length) == Some('-'));
            if !self.has(ahead + length + hyphen, role::CENTURY) {
                return None;
            }
            (rank, length + hyphen + 1)
        };
        u8::try_from(rank).ok().filter(|rank| (1..=30).contains(rank)).map(|rank| (rank, length))
    }

    fn is_of_our_era(&mut self, said: &mut StatedDate) -> bool {
        let is_bracketed = usize::from(self.mark(0) == Some('('));
        if self.has(is_bracketed, role::BEFORE_CHRIST) {
            return false;
        }
        self.era(said);
        said.era != Some(Calendar::Hijri)
    }

    /// `1990s`, `années 1990`, `تسعينيات القرن العشرين`.
    fn decade(&mut self, said: &mut StatedDate) -> bool {
        self.portion_of_stretch(said);
        if self.has(0, role::DECADE) {
            return self.named_decade(said);
        }
        let is_after_number = || {
            self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).is_some_and(|token| token.digits > 0)
        };
        if self.has(0, role::DECADE_WORD) && !is_after_number() {
            let Some((year @ 1000..=2990, 4)) = self.number(1) else {
                return false;
            };
            // `les années 2010 et 2011` are years.
            let is_joined = self.has(2, role::AND | role::TO) || self.mark(2) == Some('-');
            let is_list_of_years = is_joined && matches!(self.number(3), Some((other, _)) if other % 10 != 0);
            said.has_year_word = true;
            return year % 10 == 0 && !is_list_of_years && self.push_decade(said, year, 2);
        }
        let Some((year @ 1000..=2990, 4)) = self.number(0) else {
            return false;
        };
        let apostrophe = usize::from(self.mark(1) == Some('\'') && self.is_glued(1));
        let is_marked = self.has(1 + apostrophe, role::DECADE_ENDING) && self.is_glued(1 + apostrophe);
        if !is_marked || year % 10 != 0 || !self.push_decade(said, year, 2 + apostrophe) {
            return false;
        }
        // The 1900s are a decade or a century: which, is not said.
        if let (0, Ok(year)) = (year % 100, u16::try_from(year)) {
            said.stretch = Some(Grouping::Hundreds(year));
        }
        true
    }

    fn named_decade(&mut self, said: &mut StatedDate) -> bool {
        let Some(tens) = self.entry(0).map(|entry| u32::from(entry.numeral)) else {
            return false;
        };
        let of = 1 + usize::from(self.has(1, role::OF));
        if let Some((century, length)) = self.century_ahead(of) {
            let year = (u32::from(century) - 1) * 100 + tens;
            return self.push_decade(said, year, of + length) && self.is_of_our_era(said);
        }
        if !self.has(of, role::CENTURY) {
            return false;
        }
        let Some(relation) = self.entry(of + 1).filter(|entry| entry.has(role::RELATIVE)) else {
            return false;
        };
        said.relation = Some(Relation::Unit(3, relation.relative));
        self.push_decade(said, tens, of + 2)
    }

    fn push_decade(&mut self, said: &mut StatedDate, year: u32, length: usize) -> bool {
        said.stretch = u16::try_from(year).ok().map(Grouping::Decade);
        self.push_over(PartKind::Stretch, i32::try_from(year).unwrap_or_default(), length);
        said.stretch.is_some()
    }

    fn push_stretch(&mut self, said: &mut StatedDate, code: u8, length: usize) -> bool {
        said.stretch = Some(Grouping::PartOfYear(code));
        self.push_over(PartKind::Stretch, code.into(), length);
        true
    }

    /// A number that says which of its kind: `third`, `3rd`, `3.º`, `IIIe`; and how many tokens it takes.
    pub(super) fn rank(&self, ahead: usize) -> Option<(u32, usize)> {
        if let Some(entry) = self.entry(ahead).filter(|entry| entry.has(role::RANK | role::ORDINAL)) {
            let rank = if entry.has(role::RANK) { entry.rank } else { entry.ordinal };
            let is_ending = self.has(ahead + 1, role::ORDINAL_ENDING) && self.is_glued(ahead + 1);
            return Some((rank.into(), 1 + usize::from(is_ending)));
        }
        let (rank, 1..=2) = self.number(ahead)? else {
            return None;
        };
        let dot = usize::from(self.mark(ahead + 1) == Some('.') && self.is_glued(ahead + 1));
        let is_ending =
            self.has(ahead + 1 + dot, role::ORDINAL_ENDING) || self.mark(ahead + 1 + dot) == Some('°');
        (is_ending && self.is_glued(ahead + 1 + dot)).then_some((rank, 2 + dot))
    }
}

/// The EDTF code of the n-th quarter or half; `before` is the code before the first.
fn code_of_part(before: u8, rank: u32) -> Option<u8> {
    let parts = if before == 39 { 2 } else { 4 };
    let rank = if rank == u32::from(LAST_DAY) { parts } else { rank };
    (1..=parts).contains(&rank).then(|| before + u8::try_from(rank).unwrap_or_default())
}
