//! Words around a date that change it: before and after it, the day beside it, the week of it.

use super::super::reading::{Join, PartKind, StatedDate};
use super::super::token::TokenKind;
use super::super::vocabulary::{CHANGES, Language, role};
use super::{Frame, Parser, Week, frame_of};

impl Parser<'_> {
    /// Dates behind a word that changes them; none where no such word stands here.
    pub(super) fn changed(&mut self) -> Option<(Frame, Vec<StatedDate>)> {
        if !self.has(0, CHANGES) {
            return None;
        }
        let start = self.checkpoint();
        let found = self.bound().or_else(|| self.day_beside()).or_else(|| self.week());
        if found.is_none() {
            self.rewind(&start);
        }
        found
    }

    /// `before 5 May`, `après le 5 mai`, `a más tardar el 5 de mayo`, `قبل 5 مايو`.
    fn bound(&mut self) -> Option<(Frame, Vec<StatedDate>)> {
        let start = self.checkpoint();
        let entry = self.entry(0)?;
        let (frame, side) = match entry.roles {
            roles if roles & role::BEFORE != 0 => (Frame::Before, -1),
            roles if roles & role::BY != 0 => (Frame::NotAfter, -1),
            roles if roles & role::AFTER != 0 => (Frame::After, 1),
            roles if roles & role::NOT_BEFORE != 0 => (Frame::NotBefore, 1),
            _ => return None,
        };
        let mut is_changed = self.is_changed_itself();
        self.push_part(PartKind::Bound, side);
        is_changed |= self.skip_measure();
        self.skip_leads_inside();
        let Some(dates) = self.sequence(Join::To) else {
            self.rewind(&start);
            return None;
        };
        let is_one = dates.len() == 1;
        let has_edge = dates.iter().all(|date| !date.has_portion || self.is_at_edge(frame));
        if is_changed || !is_one || !has_edge || self.is_measured_behind() {
            return Some((Frame::Changed, dates));
        }
        Some((frame, dates))
    }

    /// `5 May at the latest`, `5 May or later`: the bound behind its date.
    pub(super) fn bound_behind(&mut self) -> Option<Frame> {
        let entry = self.entry(0).filter(|entry| entry.has(role::BOUND_BEHIND))?;
        let (frame, side) =
            if entry.has(role::NOT_BEFORE) { (Frame::NotBefore, 1) } else { (Frame::NotAfter, -1) };
        // Before a date it bounds that one.
        let is_last = self.token(1).is_none_or(|next| matches!(next.kind, TokenKind::Mark(_)));
        if !is_last {
            return None;
        }
        self.push_part(PartKind::Bound, side);
        Some(frame)
    }

    /// Of a portion only one end says as much as the whole: before its beginning, after or by its end.
    fn is_at_edge(&self, frame: Frame) -> bool {
        let wanted = if matches!(frame, Frame::Before | Frame::NotBefore) { 0 } else { 2 };
        self.parts
            .iter()
            .rfind(|part| part.kind == PartKind::Portion)
            .is_some_and(|part| part.value == wanted)
    }

    /// What stands before a bound and makes something else of it: `three days before`, `before and after`.
    fn is_changed_itself(&self) -> bool {
        const BOUNDS: u64 = role::BEFORE
            | role::AFTER
            | role::BY
            | role::NOT_BEFORE
            | role::UNTIL
            | role::OPEN
            | role::DURATION;
        let before = |back: usize| {
            let token = self.at.checked_sub(back).and_then(|at| self.tokens.get(at));
            token.map(|token| self.vocabulary.entry(token.entry))
        };
        let is_joined = before(1).is_some_and(|entry| entry.has(role::AND | role::OR));
        before(if is_joined { 2 } else { 1 }).is_some_and(|entry| entry.has(BOUNDS))
    }

    /// `قبل ثلاثة أيام من 7 مارس`: skips how long before it is.
    fn skip_measure(&mut self) -> bool {
        let number = usize::from(self.number(0).is_some() || self.has(0, role::NUMERAL));
        let is_measure = self.has(number, role::DURATION) && self.has(number + 1, role::OF);
        if is_measure {
            self.at += number + 2;
        }
        is_measure
    }

    fn is_duration(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| self.vocabulary.entry(token.entry).has(role::DURATION))
    }

    /// `قبل 5 مايو بثلاثة أيام`: by three days.
    fn is_measured_behind(&self) -> bool {
        let Some(next) = self.token(0) else { return false };
        let is_measure = match next.kind {
            TokenKind::Word => {
                let word = self.text.get(next.start..next.end).unwrap_or_default();
                word.starts_with('ب') && (word == "ب" || self.has(0, role::NUMERAL | role::DURATION))
            }
            _ => false,
        };
        is_measure && (self.at..self.at + 3).any(|at| self.is_duration(at))
    }

    /// `the day after 5 May`, `la veille du 5 mai`, `غداة 5 مايو`.
    fn day_beside(&mut self) -> Option<(Frame, Vec<StatedDate>)> {
        let entry = self.entry(0).filter(|entry| entry.has(role::BESIDE | role::EVE))?;
        let (is_eve, offset) = (entry.has(role::EVE), if entry.has(role::EVE) { -1 } else { entry.offset });
        let start = self.checkpoint();
        self.push_part(PartKind::Beside, offset.into());
        // The evening of a day is on that day.
        let is_evening = is_eve
            && (self.has(0, role::WEEKDAY | role::OFFSET)
                || self.has(0, role::DAY_WORD) && self.entry(0).is_some_and(|entry| entry.count > 0));
        self.skip_leads_inside();
        let Some(mut dates) = self.sequence(Join::To) else {
            self.rewind(&start);
            return None;
        };
        match dates.as_mut_slice() {
            _ if is_evening => Some((frame_of(&dates), dates)),
            [said] if says_a_day(said) => {
                (said.beside, said.may_be_evening) = (offset, is_eve);
                Some((Frame::List, dates))
            }
            _ => Some((Frame::Changed, dates)),
        }
    }

    /// `week of 2 May`, `w/c 2 May`, `semaine du 2 mai`, `semana del 2 al 8 de mayo`.
    fn week(&mut self) -> Option<(Frame, Vec<StatedDate>)> {
        let entry = self.entry(0).filter(|entry| entry.has(role::WEEK_OF))?;
        let week = match entry.week {
            1 => Week::From,
            2 => Week::To,
            _ => Week::Of { may_start_on_saturday: entry.language == Language::Arabic },
        };
        let start = self.checkpoint();
        self.push_part(PartKind::Unit, 0);
        self.skip_leads_inside();
        let Some(dates) = self.sequence(Join::To) else {
            self.rewind(&start);
            return None;
        };
        match (frame_of(&dates), dates.as_slice()) {
            (Frame::Range, [first, last]) if says_a_day(first) && says_a_day(last) => {
                Some((Frame::Range, dates))
            }
            (_, [said]) if says_a_day(said) => Some((Frame::Week(week), dates)),
            _ => Some((Frame::Changed, dates)),
        }
    }
}

fn says_a_day(said: &StatedDate) -> bool {
    said.day.is_some() || said.numeric.is_some() || said.weekday.is_some() || said.is_last_day
}
