//! How sure a text is of its date: `about`, `c.`, `probably`, a question mark.

use super::super::reading::{PartKind, Qualifier, StatedDate};
use super::super::vocabulary::role;
use super::{Manner, Parser};

impl Parser<'_> {
    /// A date with what qualifies it alone.
    pub(super) fn qualified_date(&mut self) -> Option<StatedDate> {
        let start = self.checkpoint();
        let before = self.qualifier_before();
        if !before.is_plain() {
            self.skip_leads_inside();
        }
        let Some(mut said) = self.date() else {
            self.rewind(&start);
            return None;
        };
        said.qualifier = before;
        said.qualifier_behind = self.qualifier_behind();
        Some(said)
    }

    /// `probably`, `c.`, `~`, and several of them.
    pub(super) fn qualifier_before(&mut self) -> Qualifier {
        let mut found = Qualifier::default();
        for _ in 0..3 {
            let Some(next) = self.qualifying_word() else { break };
            found = found.and(next);
        }
        found
    }

    /// `(probably)`, `?`; in a text that is a date, `1956 environ` as well. In prose a question mark ends a question.
    fn qualifier_behind(&mut self) -> Qualifier {
        let start = self.checkpoint();
        let is_bracketed = matches!(self.mark(0), Some('(' | '['));
        if !is_bracketed && self.manner == Manner::Prose {
            return Qualifier::default();
        }
        if is_bracketed || self.mark(0) == Some(',') {
            self.at += 1;
        }
        let mut found = Qualifier::default();
        for _ in 0..3 {
            let next = match self.mark(0) {
                Some('?' | '؟') => {
                    self.push_part(PartKind::Maybe, 0);
                    Some(Qualifier { is_uncertain: true, ..found })
                }
                _ => self.qualifying_word(),
            };
            let Some(next) = next else { break };
            found = found.and(next);
        }
        let is_closed = !is_bracketed || matches!(self.mark(0), Some(')' | ']'));
        // `between 5 May, about 1950 and …`: what qualifies the next date is not behind this one.
        let leads_on = self.number(0).is_some() || self.has(0, role::MONTH | role::HIJRI | role::WEEKDAY);
        if found.is_plain() || !is_closed || leads_on {
            self.rewind(&start);
            return Qualifier::default();
        }
        self.at += usize::from(is_bracketed);
        found
    }

    fn qualifying_word(&mut self) -> Option<Qualifier> {
        let found = Qualifier {
            is_approximate: self.has(0, role::ABOUT) || matches!(self.mark(0), Some('~' | '≈')),
            is_uncertain: self.has(0, role::MAYBE),
        };
        if found.is_plain() {
            return None;
        }
        self.push_part(if found.is_approximate { PartKind::About } else { PartKind::Maybe }, 0);
        if self.mark(0) == Some('.') && self.is_glued(0) {
            self.at += 1;
        }
        Some(found)
    }

    /// Skips what may stand between a word that changes a date and the date: `probably in`, `before the`, `قبل يوم`.
    pub(super) fn skip_leads_inside(&mut self) {
        for _ in 0..3 {
            // `avant l'an 1970`
            if self.mark(0) == Some('\'') && self.is_glued(0) {
                self.at += 1;
            }
            let is_lead = self.has(0, role::AT | role::DAY_WORD | role::SKIP | role::OF)
                && !self
                    .has(0, role::MONTH | role::WEEKDAY | role::UNIT | role::MONTH_WORD | role::YEAR_WORD);
            if !is_lead {
                break;
            }
            self.inner_lead |= self.entry(0).map_or(0, |entry| entry.roles & role::AT);
            self.at += 1;
        }
    }
}
