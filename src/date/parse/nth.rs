//! The n-th weekday of a month: `second Wednesday of October 2014`, `الأربعاء الثانية من شهر أكتوبر 2014`.

use super::super::reading::{PartKind, StatedDate};
use super::super::vocabulary::{LAST_DAY, role};
use super::Parser;

impl Parser<'_> {
    pub(super) fn nth_weekday(&mut self, said: &mut StatedDate) -> bool {
        let start = self.checkpoint();
        if !self.nth_and_weekday(said) {
            return false;
        }
        if self.month_it_is_of(said) {
            return true;
        }
        (said.weekday, said.nth, said.has_month_word) = (None, None, false);
        self.rewind(&start);
        false
    }

    /// The rank stands before the weekday, or in Arabic after it, in the feminine of a week's day.
    fn nth_and_weekday(&mut self, said: &mut StatedDate) -> bool {
        if let Some((rank, length)) = self.rank(0) {
            // `أول يوم جمعة من …`
            let day_word = usize::from(self.has(length, role::DAY_WORD) && !self.has(length, role::WEEKDAY));
            let Some(entry) = self.entry(length + day_word).filter(|entry| entry.has(role::WEEKDAY)) else {
                return false;
            };
            if !is_rank_of_a_week(rank) {
                return false;
            }
            self.push_over(PartKind::Rank, rank_value(rank), length);
            self.at += day_word;
            self.push_part(PartKind::Weekday, entry.weekday.into());
            (said.weekday, said.nth) = (Some(entry.weekday), u8::try_from(rank).ok());
            return true;
        }
        let (Some(entry), Some(rank)) = (
            self.entry(0).filter(|entry| entry.has(role::WEEKDAY)),
            self.entry(1).filter(|entry| entry.has(role::RANK)).map(|entry| u32::from(entry.rank)),
        ) else {
            return false;
        };
        if !is_rank_of_a_week(rank) {
            return false;
        }
        self.push_part(PartKind::Weekday, entry.weekday.into());
        self.push_part(PartKind::Rank, rank_value(rank));
        (said.weekday, said.nth) = (Some(entry.weekday), u8::try_from(rank).ok());
        true
    }

    /// A word must tie it to its month: `last Friday, 13 May` is another thing.
    fn month_it_is_of(&mut self, said: &mut StatedDate) -> bool {
        let first = self.at;
        for _ in 0..3 {
            let is_link = self.has(0, role::OF | role::AT | role::MONTH_WORD | role::FROM)
                && !self.has(0, role::MONTH)
                || self.at > first && self.is_elision();
            if !is_link {
                break;
            }
            said.has_month_word |= self.has(0, role::MONTH_WORD);
            self.at += 1;
        }
        if self.at == first || !self.month(said) {
            return false;
        }
        self.year(said);
        true
    }
}

fn is_rank_of_a_week(rank: u32) -> bool {
    (1..=5).contains(&rank) || rank == u32::from(LAST_DAY)
}

fn rank_value(rank: u32) -> i32 {
    if rank == u32::from(LAST_DAY) { -1 } else { i32::try_from(rank).unwrap_or_default() }
}
