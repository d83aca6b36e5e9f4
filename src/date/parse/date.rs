//! One date: its weekday, day, month and year in any of the orders the languages use.

use super::super::reading::{Calendar, DateSaid, Part, PartKind, Relation, Wording};
use super::super::token::Kind;
use super::super::vocabulary::{Entry, LAST_DAY, mark, role};
use super::{Manner, Parser};

impl Parser<'_> {
    /// Reads one date, or leaves the parser where it was.
    pub(super) fn date(&mut self) -> Option<DateSaid> {
        let start = self.checkpoint();
        let mut said = DateSaid {
            start: self.token(0)?.start,
            ..DateSaid::default()
        };
        let has_weekday = self.weekday(&mut said);
        let found = self.numeric(&mut said)
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

    /// `يوم الخميس`, `أمس الخميس`, `الأحد الموافق`, `lundi,`.
    fn weekday(&mut self, said: &mut DateSaid) -> bool {
        let start = self.checkpoint();
        if self.has(0, role::OFFSET) && (self.has(1, role::WEEKDAY) || self.has(2, role::WEEKDAY)) {
            let offset = self.entry(0).map_or(0, |entry| entry.offset);
            self.push_part(PartKind::Relative, offset.into());
            said.relation = Some(Relation::Days(offset));
            if self.has(0, role::DAY_WORD) {
                self.at += 1;
            }
        }
        if self.has(0, role::RELATIVE_BEFORE) && self.has(1, role::WEEKDAY) {
            self.weekday_relation(said);
        }
        let Some(entry) = self.entry(0).filter(|entry| entry.has(role::WEEKDAY)) else {
            said.relation = None;
            self.rewind(&start);
            return false;
        };
        if !self.weekday_is_meant(entry.has(role::MONTH), entry.weekday_marks) {
            said.relation = None;
            self.rewind(&start);
            return false;
        }
        said.weekday = Some(entry.weekday);
        self.push_part(PartKind::Weekday, entry.weekday.into());
        if self.has(0, role::RELATIVE) && !self.has(0, role::MONTH) {
            self.weekday_relation(said);
        }
        self.after_weekday();
        true
    }

    fn weekday_relation(&mut self, said: &mut DateSaid) {
        let relative = self.entry(0).map_or(0, |entry| entry.relative);
        self.push_part(PartKind::Relative, relative.into());
        said.relation = Some(Relation::Nearest(relative));
    }

    /// A weekday's form that is also a month's (`mar`) or a common word (`أحد`, `Sat`) needs its date beside it.
    fn weekday_is_meant(&self, is_month_too: bool, marks: u8) -> bool {
        if marks & mark::CAPITAL != 0 && !self.token(0).is_some_and(|token| token.capital) {
            return false;
        }
        if marks & mark::WEAK == 0 && !is_month_too {
            return true;
        }
        let dot = usize::from(self.mark(1) == Some('.'));
        let is_number = self.number(1 + dot).is_some() || self.has(1 + dot, role::ORDINAL);
        let month = 2 + dot + usize::from(self.has(2 + dot, role::OF));
        is_number && self.has(month, role::MONTH | role::HIJRI)
    }

    /// Skips what may stand between a weekday and its date, when a date follows.
    fn after_weekday(&mut self) {
        let start = self.checkpoint();
        if matches!(self.mark(0), Some(',' | '.' | ':')) {
            self.at += 1;
        }
        if self.has(0, role::EQUALS) {
            self.push_part(PartKind::Equals, 0);
            if self.has(0, role::OF) {
                self.at += 1;
            }
        }
        if self.has(0, role::DAY_WORD | role::SKIP | role::AT) && !self.has(0, role::MONTH) {
            self.at += 1;
        }
        let is_date =
            self.number(0).is_some() || self.has(0, role::ORDINAL | role::MONTH | role::HIJRI);
        if !is_date {
            self.rewind(&start);
        }
    }

    /// `2 August 2022 (Tuesday)`.
    fn weekday_after(&mut self, said: &mut DateSaid) {
        let is_bracketed = self.mark(0) == Some('(') && self.mark(2) == Some(')');
        let Some(entry) = self
            .entry(1)
            .filter(|entry| is_bracketed && entry.has(role::WEEKDAY))
        else {
            return;
        };
        self.at += 1;
        said.weekday = Some(entry.weekday);
        self.push_part(PartKind::Weekday, entry.weekday.into());
        self.at += 1;
    }

    /// `13 يونيو 2022`, `العاشر من يونيو`, `1er juin`, `13 de junio de 2022`, and a day alone.
    fn day_first(&mut self, said: &mut DateSaid) -> bool {
        if !self.day(said) {
            return false;
        }
        let after_day = self.checkpoint();
        self.skip_day_month_link(said);
        if self.month(said) {
            if !self.relative_tail(said) {
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
    fn month_first(&mut self, said: &mut DateSaid) -> bool {
        let start = self.checkpoint();
        let relation_before = said.relation;
        if self.has(0, role::RELATIVE_BEFORE) {
            let relative = self.entry(0).map_or(0, |entry| entry.relative);
            self.push_part(PartKind::Relative, relative.into());
            said.relation = Some(Relation::Nearest(relative));
        } else if let Some(portion) = self
            .entry(0)
            .filter(|entry| entry.has(role::PORTION))
            .map(|entry| entry.portion)
        {
            self.push_part(PartKind::Portion, portion.into());
            said.has_portion = true;
            if self.mark(0) == Some('-') || self.has(0, role::OF) && !self.has(0, role::MONTH_WORD)
            {
                self.at += 1;
            }
        }
        if self.has(0, role::MONTH_WORD) && !self.has(0, role::MONTH) {
            self.at += 1;
            said.has_month_word = true;
        }
        if !self.month(said) {
            let is_portion_of_unit =
                said.has_portion && (self.relative(said) || self.year_alone(said));
            if !is_portion_of_unit {
                (said.relation, said.has_month_word, said.has_portion) =
                    (relation_before, false, false);
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
    fn day_after_month(&mut self, said: &mut DateSaid) {
        if said.has_portion {
            return;
        }
        let start = self.checkpoint();
        let is_joined =
            matches!(self.mark(0), Some('-' | '/')) && self.is_glued(0) && self.is_glued(1);
        if is_joined {
            self.at += 1;
        } else if matches!(self.mark(0), Some('.')) {
            self.at += 1;
        }
        if self.has(0, role::SKIP) {
            self.at += 1;
        }
        let is_two_digits = self.number(0).is_some_and(|(_, digits)| digits == 2);
        if is_joined
            && is_two_digits
            && self
                .number(0)
                .is_some_and(|(value, _)| value == 0 || value > 31)
        {
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
    fn year_first(&mut self, said: &mut DateSaid) -> bool {
        let Some((year, 4)) = self.number(0) else {
            return false;
        };
        let month_at = 1 + usize::from(matches!(self.mark(1), Some('.' | '-' | '/' | ',')));
        if !(1000..=2999).contains(&year) || !self.has(month_at, role::MONTH) {
            return false;
        }
        let day_at =
            month_at + 1 + usize::from(matches!(self.mark(month_at + 1), Some('.' | '-' | '/')));
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
    fn year_alone(&mut self, said: &mut DateSaid) -> bool {
        if said.weekday.is_some() {
            return false;
        }
        self.year(said)
    }

    /// A day of the month: a number of one or two digits, an ordinal, an idiom.
    pub(super) fn day(&mut self, said: &mut DateSaid) -> bool {
        if self.has(0, role::SKIP) && (self.number(1).is_some() || self.has(1, role::ORDINAL)) {
            self.at += 1;
        }
        if let Some((value @ 1.., 1 | 2)) = self.number(0) {
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
        said.day = (!said.is_last_day).then_some(entry.ordinal);
        let value = if said.is_last_day {
            -1
        } else {
            entry.ordinal.into()
        };
        self.push(PartKind::Day, value, Calendar::Gregorian, wording, None);
        true
    }

    /// What may stand between a day and its month: `من`, `de`, `of`, `من شهر`, `-`, `.`, `/`.
    fn skip_day_month_link(&mut self, said: &mut DateSaid) {
        if matches!(self.mark(0), Some('-' | '.' | '/' | ','))
            && (self.is_glued(0) || self.manner == Manner::Whole)
        {
            self.at += 1;
        }
        for _ in 0..3 {
            let is_link = self.has(0, role::OF | role::MONTH_WORD)
                && !self.has(0, role::MONTH | role::UNIT)
                || self.has(0, role::MONTH_WORD) && self.has(1, role::MONTH | role::HIJRI);
            if !is_link {
                break;
            }
            said.has_month_word |= self.has(0, role::MONTH_WORD);
            self.at += 1;
        }
    }

    /// A month name, or a pair (`حزيران/يونيو`, `حزيران (يونيو)`).
    pub(super) fn month(&mut self, said: &mut DateSaid) -> bool {
        let Some(entry) = self
            .entry(0)
            .filter(|entry| entry.has(role::MONTH | role::HIJRI))
        else {
            return self.unlisted_month(said);
        };
        let is_lower = !self.token(0).is_some_and(|token| token.capital);
        said.month_is_weak = entry.month_marks & mark::WEAK != 0
            || entry.month_marks & mark::CAPITAL != 0 && is_lower;
        let (month, calendar) = if entry.month != 0 {
            (entry.month, Calendar::Gregorian)
        } else {
            (entry.hijri, Calendar::Hijri)
        };
        (said.month, said.calendar) = (Some(month), calendar);
        let wording = if entry.right_form.is_some() {
            Wording::Misspelt
        } else {
            Wording::Plain
        };
        self.push(
            PartKind::Month,
            month.into(),
            calendar,
            wording,
            entry.right_form,
        );
        self.skip_abbreviation_dot();
        self.paired_month(said, entry.regions);
        true
    }

    /// The same month by its name in another region. `Apr/Jun` is no pair but two months.
    fn paired_month(&mut self, said: &mut DateSaid, regions: u8) {
        let opens = match self.mark(0) {
            Some('/') => '/',
            Some('(') if self.mark(2) == Some(')') => '(',
            _ => return,
        };
        let Some(other) = self.entry(1).filter(|entry| entry.has(role::MONTH)) else {
            return;
        };
        let is_of_other_region = regions != 0 && other.regions != 0 && regions & other.regions == 0;
        let is_other_script = (regions == 0) != (other.regions == 0);
        if !is_of_other_region && !is_other_script && said.month != Some(other.month) {
            return;
        }
        said.other_month = Some(other.month);
        self.at += 1;
        let wording = if other.right_form.is_some() {
            Wording::Misspelt
        } else {
            Wording::Plain
        };
        self.push(
            PartKind::Month,
            other.month.into(),
            Calendar::Gregorian,
            wording,
            other.right_form,
        );
        if opens == '(' {
            self.at += 1;
        }
    }

    /// A month glued to the word after it (`أكتوبرالحالي`), or misspelt beside a day and a year.
    fn unlisted_month(&mut self, said: &mut DateSaid) -> bool {
        let Some(token) = self
            .token(0)
            .filter(|token| token.kind == Kind::Word && token.entry == 0)
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
        let is_followed = self.number(1).is_some()
            || self.has(1, role::OF | role::YEAR_WORD | role::TO | role::AND);
        if self.mark(0) == Some('.')
            && self.is_glued(0)
            && (is_followed || self.manner == Manner::Whole)
        {
            self.at += 1;
        }
    }

    /// A year with what stands before it (`سنة`, `de`, a comma) and its era mark after it.
    pub(super) fn year(&mut self, said: &mut DateSaid) -> bool {
        let start = self.checkpoint();
        let is_joined =
            matches!(self.mark(0), Some('-' | '/' | '.')) && self.is_glued(0) && self.is_glued(1);
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
        let has_era = self.has(1, role::ERA);
        match self.number(0) {
            Some((value @ 1000..=3999, 4))
                if said.day.is_none() || said.month.is_some() || self.day_takes_year(value) =>
            {
                self.push_year(said, value, 4);
            }
            Some((value @ 100..=999, 3)) if has_word || has_era => self.push_year(said, value, 3),
            Some((_, 2)) if self.takes_two_digit_year(said, is_joined, start.at) => {
                self.two_digit_year(said)
            }
            None if (has_word || said.month.is_some()) && self.year_in_words(said) => {}
            _ => {
                self.rewind(&start);
                return false;
            }
        }
        said.has_year_word = has_word;
        self.era(said);
        true
    }

    /// `ألفين واثنين وعشرين`: a thousand or two, and smaller numerals each joined by و.
    fn year_in_words(&mut self, said: &mut DateSaid) -> bool {
        let Some(Entry {
            numeral: thousands @ (1000 | 2000),
            ..
        }) = self.entry(0)
        else {
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
        let Some(range) = self
            .tokens
            .get(first)
            .map(|token| token.start..self.end_before(self.at))
        else {
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

    /// A day without a month takes only a year of our time (`13 2022`), never a quantity.
    fn day_takes_year(&self, year: u32) -> bool {
        (1900..=2100).contains(&year)
    }

    fn takes_two_digit_year(&self, said: &DateSaid, is_joined: bool, start: usize) -> bool {
        let has_apostrophe = self
            .tokens
            .get(start)
            .is_some_and(|token| token.kind == Kind::Mark('\''))
            && self.at == start + 1;
        let is_spaced = self.manner == Manner::Whole && self.at == start;
        let is_after_month =
            !said.month_is_first && !self.has(1, role::MONTH | role::HIJRI | role::OF);
        said.month.is_some()
            && (has_apostrophe || said.day.is_some() && is_after_month && (is_joined || is_spaced))
    }

    fn two_digit_year(&mut self, said: &mut DateSaid) {
        if let Some((value, digits)) = self.number(0) {
            self.push_year(said, value, digits);
        }
    }

    fn push_year(&mut self, said: &mut DateSaid, value: u32, digits: u8) {
        let value = i32::try_from(value).unwrap_or_default();
        (said.year, said.year_digits) = (Some(value), digits);
        self.push(PartKind::Year, value, said.calendar, Wording::Plain, None);
    }

    /// `م`, `هـ`, `AH` after a year. In a single letter the mark needs its year beside it.
    pub(super) fn era(&mut self, said: &mut DateSaid) {
        let is_bracketed = self.mark(0) == Some('(') && self.mark(2) == Some(')');
        let ahead = usize::from(is_bracketed);
        let Some(entry) = self.entry(ahead).filter(|entry| entry.has(role::ERA)) else {
            return;
        };
        let era = if entry.era == 1 {
            Calendar::Hijri
        } else {
            Calendar::Gregorian
        };
        self.at += ahead;
        said.era = Some(era);
        if said.month.is_none() {
            said.calendar = era;
        }
        self.push(PartKind::Era, 0, era, Wording::Plain, None);
        self.at += ahead;
    }

    /// `أمس`, `الشهر الماضي`, `next week`, `الخميس الماضي` without a number.
    fn relative(&mut self, said: &mut DateSaid) -> bool {
        if said.weekday.is_some() {
            return false;
        }
        if let Some(entry) = self.entry(0).filter(|entry| entry.has(role::OFFSET)) {
            said.relation = Some(Relation::Days(entry.offset));
            self.push_part(PartKind::Relative, entry.offset.into());
            return true;
        }
        let start = self.checkpoint();
        if self.unit_with_relation(said) {
            return true;
        }
        self.rewind(&start);
        false
    }

    /// `الماضي`, `courant`, `من الشهر القادم`, `العام المقبل` after a day or month.
    fn relative_tail(&mut self, said: &mut DateSaid) -> bool {
        let start = self.checkpoint();
        if self.has(0, role::OF | role::AT) && !self.has(0, role::RELATIVE) {
            self.at += 1;
        } else if let Some(entry) = self
            .entry(0)
            .filter(|entry| entry.has(role::RELATIVE) && !entry.has(role::UNIT))
        {
            let relation = if said.month.is_some() {
                Relation::Nearest(entry.relative)
            } else {
                Relation::Unit(1, entry.relative)
            };
            said.relation = Some(relation);
            self.push_part(PartKind::Relative, entry.relative.into());
            return true;
        }
        let before = said.relation;
        if self.unit_with_relation(said) {
            let wanted = if said.month.is_some() { 2 } else { 1 };
            if matches!(said.relation, Some(Relation::Unit(unit, _)) if unit == wanted) {
                return true;
            }
        }
        said.relation = before;
        self.rewind(&start);
        false
    }

    /// A unit and its relation in either order: `الشهر الماضي`, `هذا الشهر`, `next year`.
    fn unit_with_relation(&mut self, said: &mut DateSaid) -> bool {
        let (unit_at, relation_at) = if self.has(0, role::UNIT) {
            (0, 1)
        } else {
            (1, 0)
        };
        let relation_role = if unit_at == 0 {
            role::RELATIVE
        } else {
            role::RELATIVE_BEFORE
        };
        let Some(unit) = self.entry(unit_at).filter(|entry| entry.has(role::UNIT)) else {
            return false;
        };
        let Some(relation) = self
            .entry(relation_at)
            .filter(|entry| entry.has(relation_role))
        else {
            return false;
        };
        said.relation = Some(Relation::Unit(unit.unit, relation.relative));
        for at in 0..2 {
            if at == unit_at {
                self.push_part(PartKind::Unit, unit.unit.into());
            } else {
                self.push_part(PartKind::Relative, relation.relative.into());
            }
        }
        true
    }

    /// `العاشر منه`: of the month of the date before.
    fn anaphor(&mut self, said: &mut DateSaid) -> bool {
        let is_anaphor = self.has(0, role::ANAPHOR);
        if is_anaphor {
            said.relation = Some(Relation::Anaphor);
            self.push_part(PartKind::Anaphor, 0);
        }
        is_anaphor
    }

    /// The number just read counts what follows it: `أكتوبر 3 لقاءات`.
    pub(super) fn is_counted_thing(&self) -> bool {
        use super::super::token::FOLLOWS_A_DATE;
        let Some(next) = self.token(0) else {
            return false;
        };
        match next.kind {
            Kind::Word => {
                !self.has(
                    0,
                    FOLLOWS_A_DATE | role::UNTIL | role::EQUALS | role::YEAR_WORD,
                ) && !next.conjunction
            }
            Kind::Number => !matches!(self.number(0), Some((1000..=3999, 4))),
            Kind::Mark(mark) => mark == '%',
        }
    }

    pub(super) fn is_glued(&self, ahead: usize) -> bool {
        self.token(ahead).is_some_and(|token| !token.spaced)
    }
}
