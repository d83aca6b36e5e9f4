//! The days that a passage tells from the day it was published: a weekday, today, yesterday.

use std::ops::Range;

use chrono::{Datelike, Days, NaiveDate};

use crate::date::{PartKind, Settings, read};
use crate::knowledge::sentences::{SentenceWord, words_of};

/// A day that a passage tells from its publication.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelativeDay {
    /// Its words, in the passage.
    pub bytes: Range<usize>,
    /// The days it may be.
    pub days: Vec<NaiveDate>,
    /// Something was said or printed then, which need not be when anybody met.
    pub is_of_words: bool,
}

/// Days of the week from the last one before the publication to the next one.
const A_WEEK: u64 = 7;

/// The days that a passage tells from the day it was published, in its order.
pub fn relative_days(passage: &str, published: NaiveDate) -> Vec<RelativeDay> {
    let words = words_of(passage);
    let days = words.iter().enumerate().filter_map(|(at, word)| {
        let days = match meaning(&words, at)? {
            RelativeMeaning::Weekday(weekday) => around(published, weekday),
            // Who writes "today" is printed the day after.
            RelativeMeaning::Distance(distance) => {
                let day = published - Days::new(distance);
                vec![day - Days::new(1), day]
            }
        };
        Some(RelativeDay { bytes: word.bytes.clone(), days, is_of_words: is_of_words(&words, at) })
    });
    days.collect()
}

enum RelativeMeaning {
    /// 1 (Monday) – 7.
    Weekday(u32),
    /// So many days before.
    Distance(u64),
}

fn meaning(words: &[SentenceWord<'_>], at: usize) -> Option<RelativeMeaning> {
    /// Shorter ones are shortened, and other words: `mar`, `sun`.
    const SHORTEST: usize = 3;
    /// Words of the two, the one, and of Friday's prayer, unless a day is spoken of.
    const OTHER_WORDS: [&str; 2] = ["الاثنين", "الاحد"];
    const DAY_WORDS: [&str; 9] = ["يوم", "اليوم", "امس", "صباح", "مساء", "يومي", "ظهر", "عشيه", "ايام"];
    let word = words.get(at)?;
    let is_short = word.key.chars().count() <= SHORTEST && !matches!(word.key.as_str(), "hoy" | "امس");
    if is_short || !word.text.chars().all(char::is_alphabetic) {
        return None;
    }
    let key = word.key.as_str();
    let bare = key.strip_prefix('و').filter(|rest| rest.starts_with("ال")).unwrap_or(key);
    let is_led = at
        .checked_sub(1)
        .and_then(|before| words.get(before))
        .is_some_and(|before| DAY_WORDS.contains(&before.key.as_str()));
    // "اليوم الثلاثاء" is one day.
    let is_weekday_next =
        |next: &SentenceWord<'_>| weekday_of(&next.key).or_else(|| weekday_of(next.text)).is_some();
    if OTHER_WORDS.contains(&bare) && !is_led {
        return None;
    }
    // Some are weekdays only with a capital, which the key has not: "Sunday".
    if let Some(weekday) = weekday_of(bare).or_else(|| weekday_of(word.text)) {
        return Some(RelativeMeaning::Weekday(weekday));
    }
    if words.get(at + 1).is_some_and(is_weekday_next) {
        return None;
    }
    let reading = read(word.text, &Settings { reference: Some(sunday()), ..Settings::default() });
    let [part] = reading.parts.as_slice() else { return None };
    let distance = u64::try_from(-part.value).ok()?;
    let is_whole = part.range == (0..word.text.len());
    (part.kind == PartKind::Relative && is_whole && reading.single_date().is_some())
        .then_some(RelativeMeaning::Distance(distance))
}

fn weekday_of(word: &str) -> Option<u32> {
    let reading = read(word, &Settings::default());
    match reading.parts.as_slice() {
        [part] if part.kind == PartKind::Weekday && part.range == (0..word.len()) => {
            u32::try_from(part.value).ok()
        }
        _ => None,
    }
}

/// Any day will do: only the distance is asked.
fn sunday() -> NaiveDate {
    NaiveDate::default()
}

/// The last such weekday up to the publication, and the next one.
fn around(published: NaiveDate, weekday: u32) -> Vec<NaiveDate> {
    let back = (u64::from(published.weekday().number_from_monday()) + A_WEEK - u64::from(weekday)) % A_WEEK;
    let last = published - Days::new(back);
    // Of the publication's own weekday, the one a week before may be meant.
    let before = (back == 0).then(|| last - Days::new(A_WEEK));
    before.into_iter().chain([last, last + Days::new(A_WEEK)]).collect()
}

/// Whether a word of speaking or printing governs a day: `said on Monday`, `un communiqué publié lundi`.
fn is_of_words(words: &[SentenceWord<'_>], at: usize) -> bool {
    const FAR: usize = 3;
    const OF_WORDS: [&str; 52] = [
        "said",
        "says",
        "told",
        "announced",
        "declared",
        "statement",
        "stated",
        "reported",
        "published",
        "confirmed",
        "added",
        "tweeted",
        "declare",
        "indique",
        "annonce",
        "affirme",
        "precise",
        "souligne",
        "communique",
        "publie",
        "publiee",
        "rapporte",
        "confirme",
        "ajoute",
        "dit",
        "dijo",
        "anuncio",
        "informo",
        "comunicado",
        "declaro",
        "afirmo",
        "senalo",
        "indico",
        "publicado",
        "confirmo",
        "قال",
        "قالت",
        "اعلن",
        "اعلنت",
        "اكد",
        "اكدت",
        "افاد",
        "افادت",
        "بيان",
        "بلاغ",
        "ذكر",
        "ذكرت",
        "اوضح",
        "اضاف",
        "صرح",
        "نشر",
        "نشرته",
    ];
    let from = at.saturating_sub(FAR);
    words.get(from..at).unwrap_or_default().iter().any(|word| {
        OF_WORDS.contains(&word.key.as_str())
            || word.key.strip_prefix('و').is_some_and(|rest| OF_WORDS.contains(&rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_the_publication() {
        let published = NaiveDate::from_ymd_opt(2020, 5, 15).unwrap(); // a Friday
        for (passage, expected) in [
            ("Ali Shah met Paul Martin on Tuesday.", "2020-05-12 2020-05-19"),
            ("Ali Shah met Paul Martin today.", "2020-05-14 2020-05-15"),
            ("Jean Durand a reçu hier Paul Martin.", "2020-05-13 2020-05-14"),
            (
                "Jean Durand a reçu Paul Martin mardi et mercredi.",
                "2020-05-12 2020-05-19 2020-05-13 2020-05-20",
            ),
            ("استقبل علي سالم اليوم الثلاثاء عمر فهمي.", "2020-05-12 2020-05-19"),
            ("استقبل علي سالم أمس عمر فهمي.", "2020-05-13 2020-05-14"),
            ("Juan Pérez recibió ayer a Luis Gómez.", "2020-05-13 2020-05-14"),
            ("أجرى الاثنين مباحثات", ""),
            ("Jean Durand a reçu Paul Martin par mer.", ""),
        ] {
            let days: Vec<String> = relative_days(passage, published)
                .iter()
                .flat_map(|day| day.days.iter().map(ToString::to_string))
                .collect();
            assert_eq!(days.join(" "), expected, "{passage}");
        }
    }

    #[test]
    fn every_weekday_is_one_in_every_language() {
        let published = NaiveDate::from_ymd_opt(2020, 5, 15).unwrap();
        for words in [
            "on Monday|on Tuesday|on Wednesday|on Thursday|on Friday|on Saturday|on Sunday",
            "reçu lundi|reçu mardi|reçu mercredi|reçu jeudi|reçu vendredi|reçu samedi|reçu dimanche",
            "el lunes|el martes|el miércoles|el jueves|el viernes|el sábado|el domingo",
            "يوم الاثنين|يوم الثلاثاء|يوم الأربعاء|يوم الخميس|يوم الجمعة|يوم السبت|يوم الأحد",
        ] {
            for (number, said) in words.split('|').enumerate() {
                let days = relative_days(&format!("x met y {said}."), published);
                let days: Vec<_> = days.iter().flat_map(|day| &day.days).collect();
                let is_it = |day: &&NaiveDate| day.weekday().num_days_from_monday() as usize == number;
                assert!(!days.is_empty() && days.iter().all(is_it), "{said}: {days:?}");
            }
        }
    }

    #[test]
    fn when_something_was_said_is_not_when_anybody_met() {
        let published = NaiveDate::from_ymd_opt(2020, 5, 15).unwrap();
        for passage in ["He met her, the palace said on Tuesday.", "selon un communiqué publié lundi"] {
            assert!(relative_days(passage, published).iter().all(|day| day.is_of_words), "{passage}");
        }
    }
}
