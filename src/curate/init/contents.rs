//! What texts look like, counted: dates, names, places, addresses, prose.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::keys::{folded, words};
use super::observed::ObservedTexts;
use super::table::rows;
use crate::date::{Outcome, Reason, Settings, read};
use crate::knowledge::countries::{code_of, countries_of_city, is_code};
use crate::knowledge::dates::weekdays;
use crate::knowledge::fillers::is_filler;
use crate::knowledge::languages::script_of;
use crate::knowledge::names::offices::{self, OfficeReading};
use crate::knowledge::places::WrittenPlace;
use crate::text::known::is_given_name;
use crate::text::latin::is_legal_form;
use crate::text::{address, key::fold_word, titles};

/// How many of the different texts of one place look like what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TextLooks {
    /// Different texts that were looked at. Those that say nothing (`-`, `n/a`) are not among them.
    pub texts: u32,
    /// A date in normal form, with a year.
    pub edtf: u32,
    /// A whole day in normal form.
    pub days: u32,
    /// A text that the date reader reads wholly.
    pub dates: u32,
    /// A text that is meant as a date, be it an impossible or an uncertain one.
    pub date_like: u32,
    /// Such a text that says a Hijri date and no other.
    pub hijri: u32,
    /// Figures and nothing else.
    pub figures: u32,
    /// One weekday and nothing else.
    pub weekdays: u32,
    /// An address on the web.
    pub addresses: u32,
    /// The code of a country, of two letters or three, in capitals.
    pub country_codes: u32,
    /// A country, by code or by name.
    pub countries: u32,
    /// A place that is known, or one that says its country.
    pub places: u32,
    /// What may be a person's name.
    pub people: u32,
    /// How often such a name stands there, in a thousand times that a text does.
    pub people_in_thousand: u32,
    /// What has a form of address before it.
    pub addressed: u32,
    /// A text with a given name in it.
    pub given_names: u32,
    /// A text with a word in it that bodies are called by.
    pub bodies: u32,
    /// An office.
    pub offices: u32,
    /// A language tag (BCP 47) of a language that is known.
    pub languages: u32,
    /// Six words or more.
    pub prose: u32,
    /// Two words or more.
    pub phrases: u32,
    /// The digest of a text.
    pub digests: u32,
}

impl TextLooks {
    /// Texts that are looked at of one place.
    const MOST: usize = 600;

    /// Looks at the texts of a place.
    pub fn of(texts: &ObservedTexts) -> Self {
        let mut looks = Self::default();
        let step = (texts.distinct.len() / Self::MOST).max(1);
        let said = texts.distinct.iter().filter(|(text, _)| !text.trim().is_empty());
        let (mut times_in_all, mut people_in_all) = (0, 0);
        for (text, times) in said.step_by(step).filter(|(text, _)| !is_filler(text)) {
            let before = looks.people;
            looks.add(text);
            times_in_all += times;
            people_in_all += if looks.people > before { *times } else { 0 };
        }
        looks.people_in_thousand =
            u32::try_from(people_in_all * 1000 / times_in_all.max(1)).unwrap_or_default();
        looks
    }

    /// Whether at least so many of a hundred texts look so.
    pub fn has(&self, count: u32, percent: u32) -> bool {
        self.texts > 0 && u64::from(count) * 100 >= u64::from(self.texts) * u64::from(percent)
    }

    fn add(&mut self, text: &str) {
        const LONGEST_DATE: usize = 120;
        const PROSE: usize = 6;

        let text = text.trim();
        self.texts += 1;
        let count = |is: bool| u32::from(is);
        let words_in = text.split_whitespace().count();
        self.prose += count(words_in >= PROSE);
        self.phrases += count(words_in >= 2);
        self.figures += count(text.chars().all(char::is_numeric));
        self.addresses += count(is_address(text));
        self.digests += count(is_digest(text));
        self.languages += count(is_language(text));
        self.country_codes += count(is_code(text));
        self.countries += count(code_of(text).is_some());
        self.places += count(is_place(text));
        if text.chars().nth(LONGEST_DATE).is_none() {
            self.add_date(text);
            self.add_name(text);
        }
    }

    fn add_date(&mut self, text: &str) {
        let form = crate::date::edtf::NormalForm::parse(text).ok().filter(|_| begins_with_year(text));
        self.edtf += u32::from(form.is_some());
        self.days += u32::from(
            form.is_some_and(|form| form.single_day().is_some() && text.len() == "2022-08-02".len()),
        );
        let reading = read(text, &Settings::default());
        let is_whole = !reading.outcome.readings().is_empty();
        self.dates += u32::from(is_whole);
        self.date_like += u32::from(match &reading.outcome {
            Outcome::NotUnderstood(Reason::NothingFound) => false,
            Outcome::Normalised(_) | Outcome::Ambiguous(_) | Outcome::NotUnderstood(_) => true,
            Outcome::Partial(_) => is_mostly(text, reading.extent.len()),
        });
        let is_hijri = reading.dates().iter().any(|date| date.calendar == crate::date::Calendar::Hijri);
        self.hijri += u32::from(is_hijri);
        let is_weekday = reading.dates().iter().all(|date| date.day.is_none()) && words(text).len() <= 2;
        self.weekdays +=
            u32::from(is_weekday && weekdays(text).len() == 1 && !text.contains(char::is_numeric));
    }

    fn add_name(&mut self, text: &str) {
        let has_address = address::split(text, || true).is_some();
        let is_office = match offices::read(text) {
            OfficeReading::Office => true,
            OfficeReading::Both { .. } | OfficeReading::Other => false,
        };
        let has_body = words(text).iter().any(|word| is_of_a_body(word));
        let is_known_place = code_of(text).is_some() || !countries_of_city(text).is_empty();
        let has_both = matches!(offices::read(text), OfficeReading::Both { .. });
        let has_title = titles::split(text).0.is_some();
        let may_be = (has_title || offices::may_be_a_person(text)) && !has_body && !is_known_place;
        self.offices += u32::from(is_office);
        self.bodies += u32::from(has_body && !has_address);
        self.addressed += u32::from(has_address);
        self.people += u32::from(!is_office && (has_address || has_both || may_be));
        let has_given =
            text.split(|it: char| !it.is_alphabetic()).any(|word| is_given_name(&fold_word(word)));
        self.given_names += u32::from(has_given && !has_body);
    }
}

/// `https://example.org/a`, `www.example.org`
pub fn is_address(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_one = ["http://", "https://", "ftp://"].iter().any(|scheme| lower.starts_with(scheme));
    is_one && !text.contains(char::is_whitespace)
}

/// The language whose small words stand most in a text, by its script; none where no two of them do.
pub fn language_of(text: &str) -> Option<&'static str> {
    static SMALL_WORDS: LazyLock<LanguageWords> =
        LazyLock::new(|| language_words(include_str!("tables/languages.tsv")));
    most_in(text, &SMALL_WORDS, 2)
}

/// The language of the months and weekdays in a date; none where it has none, or those of two.
pub fn language_of_date(text: &str) -> Option<&'static str> {
    static DATE_WORDS: LazyLock<LanguageWords> =
        LazyLock::new(|| language_words(include_str!("tables/date_words.tsv")));
    most_in(text, &DATE_WORDS, 1)
}

type LanguageWords = Vec<(&'static str, FxHashSet<String>)>;

fn language_words(table: &'static str) -> LanguageWords {
    let rows = rows(table).filter_map(|cells| {
        let (language, words) = cells.split_first()?;
        Some((*language, words.iter().map(|word| fold_word(word)).collect()))
    });
    rows.collect()
}

/// The language of which most words stand in a text, so many at least; none where two have as many.
fn most_in(text: &str, known: &LanguageWords, fewest: usize) -> Option<&'static str> {
    let in_text: Vec<String> = text.split(|it: char| !it.is_alphabetic()).map(fold_word).collect();
    let counted = known
        .iter()
        .map(|(language, words)| (in_text.iter().filter(|word| words.contains(*word)).count(), *language));
    let mut counted: Vec<(usize, &str)> = counted.filter(|(count, _)| *count >= fewest).collect();
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    match counted[..] {
        [(most, _), (next, _), ..] if most == next => None,
        [(_, language), ..] => Some(language),
        [] => None,
    }
}

fn is_of_a_body(word: &str) -> bool {
    static BODIES: LazyLock<FxHashSet<String>> =
        LazyLock::new(|| rows(include_str!("tables/bodies.tsv")).flatten().map(folded).collect());
    let bare = |prefix: &str| word.strip_prefix(prefix).is_some_and(|rest| BODIES.contains(rest));
    BODIES.contains(word) || is_legal_form(word) || bare("و") || bare("لل") || bare("ب")
}

/// Whether a stretch of so many bytes is most of a text.
fn is_mostly(text: &str, bytes: usize) -> bool {
    bytes * 3 >= text.len() * 2
}

fn begins_with_year(text: &str) -> bool {
    let start = text.trim_start_matches(['{', '[', '-', '.', '/']);
    start.len() >= 4 && start.bytes().take(4).all(|byte| byte.is_ascii_digit() || byte == b'X')
}

fn is_digest(text: &str) -> bool {
    text.strip_prefix("sha256:")
        .is_some_and(|rest| rest.len() == 64 && rest.bytes().all(|it| it.is_ascii_hexdigit()))
}

fn is_language(text: &str) -> bool {
    let first = text.split('-').next().unwrap_or_default();
    matches!(first.len(), 2 | 3)
        && first.bytes().all(|it| it.is_ascii_lowercase())
        && text.is_ascii()
        && script_of(text).is_some()
}

fn is_place(text: &str) -> bool {
    let place = WrittenPlace::read(text);
    !countries_of_city(place.name).is_empty()
        || place.countries().next().is_some()
        || code_of(text).is_some() && text.chars().nth(3).is_some()
}
