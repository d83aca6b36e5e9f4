//! What a record leaves behind so that it can be held against others: whom, when, where, according to which source.

use chrono::{Datelike, NaiveDate};

use crate::knowledge::countries::{code_of, is_code};
use crate::knowledge::participants::{ParticipantIdentity, identity};
use crate::record::digest::digest;
use crate::record::facts::Note;
use crate::record::registry::EntryKind;
use crate::record::{Context, Facts, Participant, Rank, Record, Value};
use crate::text::arabic::fold_letter;
use crate::text::character::{is_harakat, is_plain};
use crate::words::{FactPlace, Role};

/// Participants beyond are not held against those of other records two by two: their pairs would be too many.
const MOST_IN_PAIRS: usize = 8;
/// Records that one is held against at one time.
const MOST_AT_A_TIME: usize = 32;
/// Participants, sources, quotes or titles of a record beyond are not remembered.
const MOST: usize = 255;

mod series;

use series::series_of;

/// What is remembered of a record: a few numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Meeting<'f> {
    /// Where it says its day.
    pub place: FactPlace,
    /// Its first and its last day, as days since the beginning of the common era.
    pub days: (i32, i32),
    /// Which of several comes first, wherever they stand.
    pub(crate) rank: Rank,
    /// The digest of all but its id.
    pub content: u64,
    /// The country it was held in, if it says so.
    pub country: Option<Country>,
    participants: &'f [u64],
    sources: &'f [u64],
    quotes: &'f [u64],
    titles: &'f [u64],
    series: &'f [u64],
}

/// The country of a record, and the node of the value that says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Country {
    /// Where it is said.
    pub node: u32,
    code: u16,
}

impl Country {
    /// Whether another is the same, wherever it is said.
    pub fn is(self, other: Self) -> bool {
        self.code == other.code
    }

    /// Its ISO 3166-1 alpha-2 code.
    pub fn code(self) -> &'static str {
        let letters = self.code.to_be_bytes();
        std::str::from_utf8(&letters).ok().and_then(code_of).unwrap_or_default()
    }
}

/// The mark of a participant that is a person, in its key.
const PERSON: u64 = 1;

impl<'f> Meeting<'f> {
    fn numbers(&self) -> Vec<u64> {
        let lists = [self.series, self.participants, self.sources, self.quotes, self.titles];
        let lengths = lists.iter().fold(0, |lengths, list| lengths << 8 | list.len() as u64);
        let country =
            self.country.map_or(0, |country| u64::from(country.node) << 16 | u64::from(country.code));
        let [beginning, rest] = self.rank.numbers();
        let mut numbers =
            vec![of_two(self.days.0, self.days.1), beginning, rest, self.content, country, lengths];
        numbers.extend(lists.into_iter().flatten());
        numbers
    }

    fn read(note: Note<'f>) -> Option<Self> {
        let (&[days, beginning, rest, content, country, lengths], mut listed) =
            note.numbers.split_first_chunk::<6>()?;
        let mut list = |shift: u32| -> Option<&'f [u64]> {
            let (list, others) = listed.split_at_checked((lengths >> shift & 0xFF) as usize)?;
            listed = others;
            Some(list)
        };
        let series = list(32)?;
        let (participants, sources, quotes, titles) = (list(24)?, list(16)?, list(8)?, list(0)?);
        let country =
            (country != 0).then_some(Country { node: (country >> 16) as u32, code: country as u16 });
        let days = ((days >> 32) as i32, days as i32);
        let (place, rank) = (note.place, Rank::of_numbers([beginning, rest]));
        Some(Self { place, days, rank, content, country, participants, sources, quotes, titles, series })
    }

    /// Every two of its participants, the lower key first.
    fn pairs(&self) -> impl Iterator<Item = (u64, u64)> {
        let paired = self.participants.get(..MOST_IN_PAIRS).unwrap_or(self.participants);
        paired.iter().enumerate().flat_map(|(position, &one)| {
            paired.iter().skip(position + 1).map(move |&other| (one.min(other), one.max(other)))
        })
    }

    /// How many days two records share.
    pub fn days_shared(&self, other: &Self) -> i32 {
        self.days.1.min(other.days.1) - self.days.0.max(other.days.0) + 1
    }

    /// Whether they are one record twice, which other rules say.
    pub fn is_copy(&self, other: &Self) -> bool {
        self.rank == other.rank || self.content == other.content
    }

    /// How many days it lasts.
    pub fn length(&self) -> i32 {
        self.days.1 - self.days.0 + 1
    }

    /// Whether the same take part in both.
    pub fn has_the_participants_of(&self, other: &Self) -> bool {
        self.participants.len() == other.participants.len()
            && self.participants.iter().all(|participant| other.participants.contains(participant))
    }

    /// Whether a source is cited by both.
    pub fn shares_source(&self, other: &Self) -> bool {
        share(self.sources, other.sources)
    }

    /// Whether they cite sources, and none that is the same.
    pub fn has_other_sources_than(&self, other: &Self) -> bool {
        differ(self.sources, other.sources)
    }

    /// Whether they quote the same words.
    pub fn shares_quote(&self, other: &Self) -> bool {
        share(self.quotes, other.quotes)
    }

    /// Whether they quote, and no words that are the same.
    pub fn has_other_quotes_than(&self, other: &Self) -> bool {
        differ(self.quotes, other.quotes)
    }

    /// Whether a title or another text is the same.
    pub fn shares_title(&self, other: &Self) -> bool {
        share(self.titles, other.titles)
    }

    /// Whether they are two of a series of meetings: the 6th meeting of one committee and that of another.
    pub fn is_of_another_series_than(&self, other: &Self) -> bool {
        differ(self.series, other.series)
    }

    /// Whether they have titles or other texts, and none that is the same.
    pub fn has_other_titles_than(&self, other: &Self) -> bool {
        differ(self.titles, other.titles)
    }
}

fn share(one: &[u64], other: &[u64]) -> bool {
    one.iter().any(|item| other.contains(item))
}

fn differ(one: &[u64], other: &[u64]) -> bool {
    !one.is_empty() && !other.is_empty() && !share(one, other)
}

fn of_two(high: i32, low: i32) -> u64 {
    u64::from(high as u32) << 32 | u64::from(low as u32)
}

/// Leaves what is needed to hold a meeting against others. Nothing of a record whose day is not known, or which
/// names nobody.
pub fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    // A meeting that was called off may be held on another day, or on the same day after all.
    if record.status().as_deref() == Some("cancelled") {
        return;
    }
    let Some((date, (first, last))) = days(record) else { return };
    let participants = distinct(record.participants().filter_map(|participant| key(&participant, context)));
    if participants.is_empty() {
        return;
    }
    let texts = |role| distinct(record.values(role).filter_map(|value| prose_digest(&value.text())));
    let meeting = Meeting {
        place: date.fact_place(),
        days: (first.num_days_from_ce(), last.num_days_from_ce()),
        rank: Rank::of(record),
        content: record.content_digest(),
        country: country_of(record),
        participants: &participants,
        sources: &distinct(sources(record, context)),
        quotes: &texts(Role::Quote),
        titles: &texts(Role::Text),
        series: &distinct(record.values(Role::Text).filter_map(|text| series_of(&text.text()))),
    };
    facts.note(context.collection.as_deref().unwrap_or_default(), &meeting.numbers(), &date);
}

fn distinct(numbers: impl Iterator<Item = u64>) -> Vec<u64> {
    let mut distinct: Vec<u64> = Vec::new();
    for number in numbers {
        if distinct.len() < MOST && !distinct.contains(&number) {
            distinct.push(number);
        }
    }
    distinct
}

/// The country that the record's place says it was in.
fn country_of(record: &Record<'_>) -> Option<Country> {
    let place = record.groups(Role::Place).next()?;
    let said = place.value(Role::Country)?;
    let text = said.text();
    let code = code_of(&text).filter(|_| is_code(&text))?;
    let letters = <[u8; 2]>::try_from(code.as_bytes()).ok()?;
    Some(Country { node: said.fact_place().node(), code: u16::from_be_bytes(letters) })
}

fn sources(record: &Record<'_>, context: &Context) -> impl Iterator<Item = u64> {
    let is_source = |reference: &Value<'_>| {
        context.kind(reference) == Some(EntryKind::Source) || reference.group().value(Role::Quote).is_some()
    };
    record.values(Role::Reference).filter(is_source).map(|source| digest(&source.text()))
}

/// What was remembered of the records of a collection, in the order of the run.
pub fn meetings<'f>(facts: &'f Facts, collection: &str) -> Vec<Meeting<'f>> {
    facts.notes(collection).into_iter().filter_map(Meeting::read).collect()
}

/// Hands over the records of a collection that name the same two participants and lie in one window of days, two by
/// two, the one with the later date second. `window` says how many days apart two may lie.
pub fn each_two(facts: &Facts, window: i32, mut judge: impl FnMut(&Meeting<'_>, &Meeting<'_>)) {
    for collection in facts.noted_kinds() {
        let meetings = meetings(facts, collection);
        let pairs = meetings
            .iter()
            .enumerate()
            .flat_map(|(index, meeting)| meeting.pairs().map(move |pair| (pair, index)));
        each_group(pairs.collect(), &meetings, |group| {
            for (position, later) in group.iter().enumerate() {
                let earlier = group.iter().take(position).rev().take(MOST_AT_A_TIME);
                for earlier in earlier.filter(|earlier| later.days.0 - earlier.days.1 <= window) {
                    judge(earlier, later);
                }
            }
        });
    }
}

/// Hands over the records of the config in which one person takes part, by their dates.
pub fn each_person(facts: &Facts, judge: impl FnMut(&[&Meeting<'_>])) {
    let meetings: Vec<Meeting<'_>> =
        facts.noted_kinds().into_iter().flat_map(|collection| meetings(facts, collection)).collect();
    let people = meetings.iter().enumerate().flat_map(|(index, meeting)| {
        let people = meeting.participants.iter().filter(|participant| *participant & PERSON != 0);
        people.map(move |person| (*person, index))
    });
    each_group(people.collect(), &meetings, judge);
}

/// Hands over the records that share something, by their dates.
fn each_group<Shared: Ord>(
    mut shared: Vec<(Shared, usize)>,
    meetings: &[Meeting<'_>],
    mut judge: impl FnMut(&[&Meeting<'_>]),
) {
    shared.sort_unstable();
    let mut group = Vec::new();
    for of_one in shared.chunk_by(|(one, _), (other, _)| one == other).filter(|of_one| of_one.len() > 1) {
        group.clear();
        group.extend(of_one.iter().filter_map(|(_, index)| meetings.get(*index)));
        group.sort_by_key(|meeting: &&Meeting<'_>| (meeting.days.0, meeting.rank, meeting.place));
        judge(&group);
    }
}

/// The date of a record that says one only, and its first and last day, if they are known.
pub fn days<'r>(record: &Record<'r>) -> Option<(Value<'r>, (NaiveDate, NaiveDate))> {
    let mut dated = record.whens().filter(|when| when.date().is_some());
    let when = dated.next()?;
    if dated.next().is_some() {
        return None;
    }
    Some((when.date()?, when.days()?))
}

/// What a participant is known by across records, as a digest; a person's is marked as such. Others are known by
/// their organisation, whoever speaks for it, else by their office.
fn key(participant: &Participant<'_>, context: &Context) -> Option<u64> {
    let (identity, _) = identity(participant, context)?;
    let other = match identity {
        ParticipantIdentity::Person(id) => return Some(digest(&("person", id)) | PERSON),
        ParticipantIdentity::Name(name) => return (!name.is_empty()).then(|| digest(&name) | PERSON),
        ParticipantIdentity::Office { office, organization, .. } if organization.is_empty() => office,
        ParticipantIdentity::Office { organization, .. }
        | ParticipantIdentity::Organization { organization, .. } => organization,
    };
    (!other.is_empty()).then(|| digest(&("other", other)) & !PERSON)
}

/// The digest of a prose text by its letters and figures. Prose is copied rather than respelt: a key of its words,
/// as names have it, would cost more than all else that is done with the record.
fn prose_digest(text: &str) -> Option<u64> {
    let letters = text.chars().filter(|character| is_told(*character)).filter_map(fold_letter);
    let mut told = String::with_capacity(text.len());
    told.extend(letters.map(|letter| letter.to_ascii_lowercase()));
    (!told.is_empty()).then(|| digest(&told))
}

fn is_told(character: char) -> bool {
    match is_plain(character) {
        true => character.is_ascii_alphanumeric() || !character.is_ascii(),
        false => character.is_alphanumeric() && !is_harakat(character),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::RecordRef;

    #[test]
    fn sessions_are_told_apart() {
        for (one, other, is_one) in [
            ("4th Special Session of Committee C", "4th Session of Committee D", false),
            ("4th Session of Committee C", "Fourth session of the Committee C", true),
            ("الجلسة الثالثة للجنة المالية", "الجلسة الرابعة للجنة المالية", false),
            ("3e réunion du comité mixte", "4e réunion du comité mixte", false),
            ("Tercera reunión de la comisión mixta", "3ª reunión de la comisión mixta", true),
            ("Segunda reunión de la comisión mixta", "Tercera reunión de la comisión mixta", false),
        ] {
            let (one, other) = (series_of(one), series_of(other));
            assert!(one.is_some() && other.is_some());
            assert_eq!(one == other, is_one, "{one:?} {other:?}");
        }
        for title in [
            "Visit of the Spanish delegation",
            "زيارة وفد إسباني",
            "Meeting with the mayor of Lyon",
            "The committee met",
        ] {
            assert_eq!(series_of(title), None, "{title}");
        }
    }

    proptest! {
        #![proptest_config(crate::properties::config())]

        #[test]
        fn what_is_remembered_survives_as_a_note(
            days in any::<(i32, i32)>(),
            (rank, content) in any::<([u64; 2], u64)>(),
            country in proptest::option::of((1..u32::MAX, any::<u16>())),
            lists in proptest::collection::vec(proptest::collection::vec(any::<u64>(), 0..MOST + 1), 5),
        ) {
            let [participants, sources, quotes, titles, series] = [0, 1, 2, 3, 4].map(|list: usize| lists[list].as_slice());
            let place = FactPlace::new(RecordRef { file: 0, start: 7 }, 3);
            let country = country.map(|(node, code)| Country { node, code });
            let rank = Rank::of_numbers(rank);
            let meeting = Meeting { place, days, rank, content, country, participants, sources, quotes, titles, series };
            let numbers = meeting.numbers();
            prop_assert_eq!(Meeting::read(Note { place, numbers: &numbers }), Some(meeting));
        }
    }
}
