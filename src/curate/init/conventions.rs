//! How a collection writes things throughout: the order of figures in dates, languages, its period, forms of address.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

use super::contents::{language_of, language_of_date};
use super::group::RecordGroup;
use super::guess::{FieldGuess, GuessedMeaning, Guesses, RoleGuess};
use crate::date::edtf::NormalForm;
use crate::date::{NumericOrder, Settings, read};
use crate::knowledge::dates::figures::three;
use crate::text::address;
use crate::text::character::{Script, main_script};
use crate::words::Role;

/// What the values of a collection, or of several, do throughout.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conventions {
    /// Dates in figures whose first number can be no month.
    pub day_first: u64,
    /// Dates in figures whose second number can be no month.
    pub month_first: u64,
    /// Dates in figures that may be either.
    pub either_order: u64,
    /// How many texts are in which language: prose, dates and names, each counted for itself.
    pub languages: BTreeMap<(SpokenKind, String), u64>,
    /// Names of persons, and how many of them stand with a form of address.
    pub names: u64,
    /// Of these, those with a form of address.
    pub addressed: u64,
    /// The years of the dates that were read, with how often.
    pub years: BTreeMap<i32, u64>,
    /// Whether there were more dates than were kept.
    pub has_more_dates: bool,
}

/// What tells a language. Of each, few are in a language that stands beside another in all of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SpokenKind {
    /// Sentences, titles, offices.
    Prose,
    /// Dates, by their months and weekdays.
    Date,
    /// Names of persons, by their script.
    Name,
}

impl Conventions {
    /// What a group does.
    pub fn of(group: &RecordGroup, guesses: &Guesses) -> Self {
        let mut found = Self::default();
        for guess in &guesses.conditional {
            let Some(role) = role(&guess.field) else { continue };
            for (text, times) in &guess.texts.distinct {
                found.note(role.role, text, *times, false);
            }
        }
        let guesses = &guesses.fields;
        let has_date = guesses.iter().any(|field| role(field).is_some_and(|guess| guess.role == Role::Date));
        for field in guesses {
            let Some(guess) = role(field) else { continue };
            group.observed.visit(&field.pointer, &mut |value| {
                found.has_more_dates |= is_date(guess.role) && !value.texts.are_all_kept();
                for (text, times) in &value.texts.distinct {
                    found.note(guess.role, text, *times, has_date);
                }
            });
            if guess.is_keyed_by_language {
                let map = field.pointer.strip_suffix("/*").unwrap_or_default();
                group.observed.visit(map, &mut |object| {
                    for (language, value) in object.members() {
                        found.note_language(SpokenKind::Prose, language, value.seen);
                    }
                });
            }
        }
        found
    }

    /// What both do.
    pub fn merge(&mut self, other: &Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either_order += other.either_order;
        self.has_more_dates |= other.has_more_dates;
        self.names += other.names;
        self.addressed += other.addressed;
        for ((kind, language), count) in &other.languages {
            self.note_language(*kind, language, *count);
        }
        for (year, count) in &other.years {
            *self.years.entry(*year).or_default() += count;
        }
    }

    /// The order of dates in figures, where no date speaks against it.
    pub fn order(&self) -> Option<NumericOrder> {
        match (self.day_first, self.month_first) {
            (1.., 0) => Some(NumericOrder::DayFirst),
            (0, 1..) => Some(NumericOrder::MonthFirst),
            _ => None,
        }
    }

    /// The languages that at least a tenth of the prose, of the dates or of the names are in, with how many texts: the
    /// most usual first.
    pub fn usual_languages(&self) -> Vec<(&str, u64)> {
        const ONE_IN: u64 = 10;

        let all_of = |wanted: SpokenKind| match wanted {
            // Of a name in Latin letters nothing is known.
            SpokenKind::Name => self.names,
            _ => self.languages.iter().filter(|((kind, _), _)| *kind == wanted).map(|(_, count)| count).sum(),
        };
        let mut counted: BTreeMap<&str, (u64, bool)> = BTreeMap::new();
        for ((kind, language), count) in &self.languages {
            let (sum, is_usual) = counted.entry(language.as_str()).or_default();
            *sum += count;
            *is_usual |= count * ONE_IN >= all_of(*kind);
        }
        let usual = counted.into_iter().filter(|(_, (_, is_usual))| *is_usual);
        let mut usual: Vec<(&str, u64)> = usual.map(|(language, (count, _))| (language, count)).collect();
        usual.sort_by_key(|(language, count)| (std::cmp::Reverse(*count), *language));
        usual
    }

    /// Whether many names stand with a form of address, so that it seems meant.
    pub fn keeps_forms_of_address(&self) -> bool {
        const FEWEST: u64 = 5;
        const ONE_IN: u64 = 4;

        self.addressed >= FEWEST && self.addressed * ONE_IN >= self.names
    }

    /// The first and the last year, without those few that stand a hundred years away from all others, and those before
    /// the year 1000 beside later ones: they are years of two figures, misread. And how many dates those have.
    pub fn period(&self) -> Option<(i32, i32, u64)> {
        const FAR: i32 = 100;
        const ONE_IN: u64 = 100;

        let all: u64 = self.years.values().sum();
        let mut years: Vec<(i32, u64)> = self.years.iter().map(|(year, count)| (*year, *count)).collect();
        let later = years.partition_point(|(year, _)| *year < 1000);
        let misread = if later < years.len() { later } else { 0 };
        let mut left_out: u64 = years.drain(..misread).map(|(_, count)| count).sum();
        while let [.., (before, _), (last, count)] = years[..] {
            if last - before <= FAR || (left_out + count) * ONE_IN > all {
                break;
            }
            left_out += count;
            years.pop();
        }
        while let [(first, count), (next, _), ..] = years[..] {
            if next - first <= FAR || (left_out + count) * ONE_IN > all {
                break;
            }
            left_out += count;
            years.remove(0);
        }
        Some((years.first()?.0, years.last()?.0, left_out))
    }

    fn note(&mut self, role: Role, text: &str, times: u64, has_date: bool) {
        match role {
            Role::Date | Role::DateEnd => {
                if let Ok(form) = NormalForm::parse(text)
                    && let (Some(first), Some(last)) = (form.earliest(), form.latest())
                {
                    self.note_days((first, last), times);
                }
            }
            Role::DateText => {
                self.note_order(text, times);
                if let Some(language) = language_of_date(text) {
                    self.note_language(SpokenKind::Date, language, times);
                }
                let reading = if has_date { None } else { Some(read(text, &Settings::default())) };
                for date in reading.iter().flat_map(|reading| reading.dates()).filter_map(|date| date.date())
                {
                    self.note_days((date, date), times);
                }
            }
            Role::PersonName => {
                self.names += times;
                self.addressed += if address::split(text, || true).is_some() { times } else { 0 };
                self.note_script(text, times);
            }
            Role::Text | Role::Quote | Role::Note | Role::Office => {
                if let Some(language) = language_of(text) {
                    self.note_language(SpokenKind::Prose, language, times);
                }
            }
            _ => {}
        }
    }

    /// What is written in Arabic letters without a letter that only its neighbours have is taken for Arabic; Latin
    /// letters say nothing.
    fn note_script(&mut self, text: &str, times: u64) {
        let is_of_neighbours = text.contains(['پ', 'چ', 'گ', 'ژ', 'ک', 'ی', 'ے', 'ٹ', 'ڈ', 'ں', 'ہ']);
        if main_script(text) == Some(Script::Arabic) && !is_of_neighbours {
            self.note_language(SpokenKind::Name, "ar", times);
        }
    }

    fn note_language(&mut self, kind: SpokenKind, language: &str, times: u64) {
        *self.languages.entry((kind, language.to_owned())).or_default() += times;
    }

    fn note_order(&mut self, text: &str, times: u64) {
        const MONTHS: u32 = 12;

        let Some([first, second, _]) = three(text) else { return };
        match (first > MONTHS, second > MONTHS) {
            (true, false) => self.day_first += times,
            (false, true) => self.month_first += times,
            (false, false) if first != second => self.either_order += times,
            _ => {}
        }
    }

    fn note_days(&mut self, (first, last): (NaiveDate, NaiveDate), times: u64) {
        *self.years.entry(first.year()).or_default() += times;
        if last.year() > first.year() {
            *self.years.entry(last.year()).or_default() += times;
        }
    }
}

fn is_date(role: Role) -> bool {
    matches!(role, Role::Date | Role::DateEnd | Role::DateText)
}

fn role(field: &FieldGuess) -> Option<&RoleGuess> {
    match &field.meaning {
        GuessedMeaning::Role(guess) => Some(guess),
        GuessedMeaning::Unknown(_) => None,
    }
}
