//! `name/office-conflict`

use std::cell::OnceCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::knowledge::names::registry::registries;
use crate::knowledge::participants::person_of;
use crate::message;
use crate::record::digest::digest;
use crate::record::facts::Note;
use crate::record::registry::Registry;
use crate::record::{Context, Facts, Rank, Record};
use crate::rule::{Check, Findings, Needs};
use crate::text::compare::compare;
use crate::text::comparison::{Evidence, Verdict};
use crate::text::key::{bag_key, fold_word, loose_words};
use crate::text::memo::Memo;
use crate::words::{FactPlace, Level, Role};

rule! {
    /// One person holds two offices at one time, or two people one.
    ///
    /// Two records of one day give a man two offices, or an office of one country or organisation two men. Mostly a
    /// name or an office was taken over from the line above, or one of the dates is wrong.
    ///
    /// **Not an error:** an office that is part of the other (المدير العام للأمن الوطني ومراقبة التراب الوطني); both offices in
    /// the registry; interim and former holders; offices that several hold, such as advisers and deputies.
    pub static RULE = {
        id: "name/office-conflict",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::dataset(Needs::all_of(&[Role::Participant, Role::PersonName, Role::Office, Role::Date]), observe, conclude),
    }
}

/// What is noted: the digests of a day and a person, and of an office of theirs; the office's text is mentioned.
const OFFICES_OF_A_PERSON: &str = "offices of a person";
/// What is noted: the digests of a day and an office, and of a person who holds it; the name is mentioned.
const PEOPLE_OF_AN_OFFICE: &str = "people of an office";

fn observe(record: &Record<'_>, context: &Context, facts: &mut Facts) {
    let Some(day) = only_day(record) else { return };
    let [beginning, rest] = Rank::of(record).numbers();
    for participant in record.participants() {
        let (Some(person), Some(office)) = (participant.person(), participant.office()) else { continue };
        let (name, title) = (person.text(), office.text());
        let title_read = Title::of(&title);
        if title_read.is_passing {
            continue;
        }
        let who = match person_of(&participant, context) {
            Some(reference) => reference.text(),
            None => bag_key(&name).into(),
        };
        if !who.is_empty() {
            facts.note(
                OFFICES_OF_A_PERSON,
                &[digest(&(&day, who)), digest(&title), beginning, rest],
                &office,
            );
            facts.mention(OFFICES_OF_A_PERSON, &title);
        }
        let group = participant.group();
        let of = group.value(Role::Country).or_else(|| group.value(Role::OrganizationName));
        if let Some(of) = of.filter(|_| title_read.is_held_by_one) {
            let which = digest(&(&day, &title_read.key, bag_key(&of.text())));
            facts.note(PEOPLE_OF_AN_OFFICE, &[which, digest(&name), beginning, rest], &person);
            facts.mention(PEOPLE_OF_AN_OFFICE, &name);
        }
    }
}

thread_local! {
    static TITLES: Memo<Rc<Title>> = Memo::default();
}

/// An office, read once for all who hold it.
struct Title {
    key: String,
    is_passing: bool,
    is_held_by_one: bool,
}

impl Title {
    fn of(office: &str) -> Rc<Self> {
        TITLES.with(|titles| titles.of(office, |office| Rc::new(Self::read(office))))
    }

    fn read(office: &str) -> Self {
        Self { key: bag_key(office), is_passing: is_passing(office), is_held_by_one: is_held_by_one(office) }
    }
}

/// The one day that a record is about, in normal form.
fn only_day(record: &Record<'_>) -> Option<String> {
    let mut whens = record.whens().filter(|when| when.date().is_some());
    let when = whens.next()?;
    let day = when.date()?.text().into_owned();
    let is_one = whens.next().is_none() && when.end().is_none_or(|end| end.text() == day);
    let is_day = day.len() == 10 && day.parse::<chrono::NaiveDate>().is_ok();
    (is_one && is_day).then_some(day)
}

fn conclude(facts: &Facts, context: &Context, findings: &mut Findings<'_>) {
    let registered = OnceCell::new();
    for offices in together(facts, OFFICES_OF_A_PERSON) {
        two_offices(&offices, registered.get_or_init(|| Registered::of(context)), findings);
    }
    for people in together(facts, PEOPLE_OF_AN_OFFICE) {
        two_people(&people, findings);
    }
}

/// What is said of one day and one person or office, where it is more than one thing: each where the first
/// record says it.
fn together<'f>(facts: &'f Facts, kind: &str) -> Vec<Vec<(&'f str, FactPlace)>> {
    let mut notes = facts.notes(kind);
    notes.sort_unstable_by_key(|note| (note.numbers, note.place));
    // Of those that say the same, the first.
    notes.dedup_by_key(|note| note.numbers.get(..2));
    let said_of = |note: &Note<'_>| note.numbers.first().copied();
    let several: Vec<&[Note<'_>]> =
        notes.chunk_by(|one, other| said_of(one) == said_of(other)).filter(|notes| notes.len() > 1).collect();
    if several.is_empty() {
        return Vec::new();
    }
    let texts: FxHashMap<u64, &str> =
        facts.mentioned(kind).into_iter().map(|text| (digest(text), text)).collect();
    let text_of = |note: &Note<'_>| Some((*texts.get(note.numbers.get(1)?)?, note.place));
    let several = several.into_iter().map(|notes| {
        let mut notes: Vec<&Note<'_>> = notes.iter().collect();
        notes.sort_by_cached_key(|note| (note.numbers.get(2..), text_of(note)));
        notes.into_iter().filter_map(text_of).collect()
    });
    several.collect()
}

/// The offices that registries give to people, by their keys: the people, by number.
struct Registered(FxHashMap<String, FxHashSet<usize>>);

impl Registered {
    fn of(context: &Context) -> Self {
        let people = registries(context, Role::PersonName).flat_map(Registry::entries);
        let mut holders: FxHashMap<String, FxHashSet<usize>> = FxHashMap::default();
        for (person, entry) in people.enumerate() {
            for office in entry.values(Role::Office) {
                holders.entry(Title::of(&office.text).key.clone()).or_default().insert(person);
            }
        }
        Self(holders)
    }

    /// Whether somebody holds both.
    fn are_held_together(&self, a: &str, b: &str) -> bool {
        let holders = |office| self.0.get(&Title::of(office).key);
        holders(a).zip(holders(b)).is_some_and(|(of_a, of_b)| !of_a.is_disjoint(of_b))
    }
}

fn two_offices(offices: &[(&str, FactPlace)], registered: &Registered, findings: &mut Findings<'_>) {
    let Some(((first, first_place), others)) = offices.split_first() else { return };
    for (office, place) in others {
        if is_part_of(first, office)
            || is_part_of(office, first)
            || registered.are_held_together(first, office)
        {
            continue;
        }
        let label = message!("{office}, and on the same day {first}", office: *office, first: *first);
        findings
            .at(*place, label)
            .title(message!("one person holds two offices on one day"))
            .related(*first_place, "the other office");
    }
}

fn two_people(people: &[(&str, FactPlace)], findings: &mut Findings<'_>) {
    let Some(((first, first_place), others)) = people.split_first() else { return };
    for (name, place) in others {
        // A spelling, a slip or a shorter form is no other man.
        let verdict = compare(first, name, &Evidence::default()).verdict;
        if verdict == Verdict::Same || shares_a_word(first, name) || scripts_differ(first, name) {
            continue;
        }
        let label = message!("{name}, and on the same day {first}", name: *name, first: *first);
        findings
            .at(*place, label)
            .title(message!("two people hold one office on one day"))
            .related(*first_place, "the other one");
    }
}

fn scripts_differ(a: &str, b: &str) -> bool {
    crate::text::key::scripts_differ(a, b)
}

fn shares_a_word(a: &str, b: &str) -> bool {
    let words = loose_words(a);
    loose_words(b).iter().any(|word| words.contains(word))
}

/// Whether all words of an office are in another, or the two are in two scripts and cannot be compared.
fn is_part_of(office: &str, other: &str) -> bool {
    let words = loose_words(other);
    let has = |word: &String| {
        words.contains(word)
            || word.strip_prefix('و').is_some_and(|rest| words.iter().any(|known| known == rest))
    };
    scripts_differ(office, other) || loose_words(office).iter().all(has)
}

/// Whether the office is held for a while or no longer.
fn is_passing(office: &str) -> bool {
    const PASSING: [&str; 17] = [
        "acting",
        "interim",
        "interino",
        "caretaker",
        "outgoing",
        "former",
        "ex",
        "designate",
        "sortant",
        "ancien",
        "ancienne",
        "funciones",
        "بالنيابه",
        "مؤقت",
        "سابق",
        "السابق",
        "السابقه",
    ];
    office
        .split(|character: char| !character.is_alphabetic())
        .any(|word| PASSING.contains(&fold_word(word).as_str()) || word == "بالنيابة")
}

/// Whether an office of a country or an organisation is held by one man at a time.
fn is_held_by_one(office: &str) -> bool {
    const ONE: [&str; 14] = [
        "وزير داخليه",
        "وزير خارجيه",
        "وزير عدل",
        "وزير اول",
        "رييس حكومه",
        "رييس جمهوريه",
        "رييس دوله",
        "مدير عام",
        "prime minister",
        "director general",
        "minister of",
        "president of",
        "ministre de",
        "directeur general",
    ];
    let words = loose_words(office).join(" ");
    ONE.iter().any(|one| {
        words.starts_with(one) && (words.len() == one.len() || words[one.len()..].starts_with(' '))
    })
}
