//! The record's names, offices, countries and places against the words of its source.

use super::scope::{Elsewhere, Mention, Scope, of_one_day};
use super::sentences::{Holder, Naming, OfficeClaim, PlaceClaim, Sentences};
use crate::knowledge::citations::Citation;
use crate::knowledge::countries::{
    acronyms_of, cities_of, code_of, is_acronym, names_of, other_names_of_city, stems_of,
};
use crate::knowledge::places::WrittenPlace;
use crate::knowledge::sentences::Person;
use crate::message;
use crate::record::registry::{Entry, EntryKind};
use crate::record::texts::fold;
use crate::record::{Context, Record};
use crate::record::{Participant, Value};
use crate::rule::Findings;
use crate::text::character::main_script;
use crate::text::key::loose_words;
use crate::words::{Message, Role};

/// Words of an office that say little: shorter ones are not asked for.
const SHORTEST_TELLING_WORD: usize = 4;

/// What the words for somebody of the same office begin with.
const COUNTERPARTS: [&str; 4] = ["نظير", "homologue", "homólog", "counterpart"];

/// Reports what the sources do not mention where they speak of the record's meeting.
pub fn check(
    record: &Record<'_>,
    evidence: &[Citation<'_, '_>],
    context: &Context,
    findings: &mut Findings<'_>,
) {
    let Some(scope) = Scope::of(record, evidence, context) else { return };
    let participants: Vec<Participant<'_>> = record.participants().collect();
    let people: Vec<Person> =
        participants.iter().map(|participant| person_of(participant, context)).collect();
    let sentences = Sentences::of(evidence, &people, participants.iter().filter_map(surname_of));
    let sources = Sources { scope, evidence, sentences };
    for (number, participant) in participants.iter().enumerate() {
        let entries = entries_of(participant, context);
        check_name((number, participant), &entries, &sources, findings);
        check_office((number, participant), &entries, &sources, findings);
        if let Some(country) = participant.country() {
            if let Some(written) = sources.sentences.country_of_another(number, &country.text()) {
                let label = message!(
                    "the source has {country} with {written}",
                    country: country.text(),
                    written: written.to_owned()
                );
                sources.report(&country, label, None, findings);
                continue;
            }
            check_country(&country, Some(participant), &entries, &sources, findings);
        }
    }
    for place in record.groups(Role::Place) {
        let names: Vec<Value<'_>> = place.values(Role::PlaceName).collect();
        for name in &names {
            check_place(name, &sources, findings);
        }
        if let Some(country) = place.value(Role::Country) {
            // A city that is told stands for its country.
            if names.is_empty() {
                check_country(&country, None, &[], &sources, findings);
            }
        }
    }
}

fn check_name(
    (number, participant): (usize, &Participant<'_>),
    entries: &[&Entry],
    sources: &Sources<'_>,
    findings: &mut Findings<'_>,
) {
    let Some(name) = participant.person() else { return };
    let spellings = spellings(&name, entries);
    let naming = sources.sentences.naming(number);
    let mut elsewhere = Vec::new();
    for words in spellings.iter().flat_map(|spelling| [spelling.as_str(), last_word(spelling)]) {
        match sources.scope.mention(words) {
            Mention::Here if naming.takes_part() => return,
            Mention::Here | Mention::Nowhere => {}
            Mention::Elsewhere(found) => elsewhere.extend(found),
        }
    }
    let label = match naming {
        Naming::Another(written) => {
            message!("the source names {written}, not {name}", written: written.to_owned(), name: name.text())
        }
        Naming::Aside(written) => message!(
            "the source names {name} only beside the meeting: {written}",
            name: name.text(),
            written: written.to_owned()
        ),
        Naming::TakesPart | Naming::Unread => {
            return check_who_is_not_named(participant, &name, entries, &elsewhere, sources, findings);
        }
    };
    sources.report(&name, label, None, findings);
}

/// A name that no sentence has: an office, or a pronoun, may stand for it.
fn check_who_is_not_named(
    participant: &Participant<'_>,
    name: &Value<'_>,
    entries: &[&Entry],
    elsewhere: &[Elsewhere<'_>],
    sources: &Sources<'_>,
    findings: &mut Findings<'_>,
) {
    let offices = offices(participant, entries);
    let holders: Vec<Holder<'_>> = offices.iter().map(|office| sources.sentences.holder(office)).collect();
    // An office stands for whoever has it, unless the source gives it to somebody by name.
    let is_free = |holder: &Holder<'_>| matches!(holder, Holder::Nobody);
    if holders.iter().any(is_free) {
        return;
    }
    let holder = holders.iter().find_map(|holder| match holder {
        Holder::Named(written) => Some(*written),
        _ => None,
    });
    let is_said = |office: &String| matches!(sources.scope.mention(office), Mention::Here);
    if holder.is_none() && offices.iter().any(is_said) {
        return;
    }
    // A pronoun, or the office by its first word, stands for whom the reader knows already.
    let is_called_by_office = || {
        let mut heads = offices.iter().filter_map(|office| office.split_whitespace().next());
        elsewhere.iter().any(Elsewhere::is_before_the_quotation)
            && heads.any(|head| sources.scope.is_in_a_passage(without_article(head)))
    };
    if elsewhere.iter().any(Elsewhere::is_carried_on) || is_called_by_office() {
        return;
    }
    if let Some(place) = of_one_day(elsewhere) {
        let label = message!(
            "the source names {name} only where it tells of {day}",
            name: name.text(),
            day: place.day
        );
        return sources.report(name, label, Some(place), findings);
    }
    let mut spellings = spellings(name, entries).into_iter();
    if !elsewhere.is_empty() || !spellings.any(|spelling| sources.are_in_script_of(&spelling)) {
        return;
    }
    let label = match holder {
        Some(written) => message!(
            "the source does not name {name}; it gives the office to {written}",
            name: name.text(),
            written: written.to_owned()
        ),
        None => message!("the source does not name {name}", name: name.text()),
    };
    sources.report(name, label, None, findings);
}

fn check_office(
    (number, participant): (usize, &Participant<'_>),
    entries: &[&Entry],
    sources: &Sources<'_>,
    findings: &mut Findings<'_>,
) {
    let Some(office) = participant.office() else { return };
    let text = office.text();
    if !sources.are_in_script_of(&text) {
        return;
    }
    let is_registered = entries
        .iter()
        .flat_map(|entry| entry.values(Role::Office))
        .any(|known| fold(&known.text) == fold(&text));
    if is_registered {
        return;
    }
    match sources.sentences.claim(number, &text) {
        OfficeClaim::Carried => return,
        OfficeClaim::Differs(said) => {
            let label =
                message!("the source says {said}, not {office}", said: said.to_owned(), office: text.clone());
            return sources.report(&office, label, None, findings);
        }
        OfficeClaim::OfAnother(written) => {
            let label = message!(
                "the source says {office} of {written}",
                office: text.clone(),
                written: written.to_owned()
            );
            return sources.report(&office, label, None, findings);
        }
        OfficeClaim::Open => {}
    }
    let mention = sources.scope.mention(&text);
    if matches!(mention, Mention::Here) {
        return;
    }
    // Whoever has a name has the office wherever the source names him.
    if let Mention::Elsewhere(places) = &mention {
        if participant.person().is_none()
            && let Some(place) = of_one_day(places)
        {
            let label = message!("the source names this office only where it tells of {day}", day: place.day);
            sources.report(&office, label, Some(place), findings);
        }
        return;
    }
    // Whoever is called a counterpart has the office of the other.
    if COUNTERPARTS.iter().any(|stem| sources.scope.is_in_a_passage(stem)) {
        return;
    }
    // The curator may word an office; what it is the office of has to be told.
    let words = loose_words(&text);
    let telling: Vec<&String> =
        words.iter().filter(|word| word.chars().count() >= SHORTEST_TELLING_WORD).collect();
    let told = telling.iter().filter(|word| sources.say(word)).count();
    let is_of_nothing_told = !sources.sentences.tell_what_it_is_of(&text, |word| sources.say(word));
    if !telling.is_empty() && (told * 2 < telling.len() || is_of_nothing_told) {
        sources.report(
            &office,
            message!("the source does not name the office {office}", office: text.clone()),
            None,
            findings,
        );
    }
}

fn check_country(
    country: &Value<'_>,
    participant: Option<&Participant<'_>>,
    entries: &[&Entry],
    sources: &Sources<'_>,
    findings: &mut Findings<'_>,
) {
    let text = country.text();
    let Some(code) = code_of(&text) else { return };
    let is_registered = entries
        .iter()
        .filter_map(|entry| entry.value(Role::Country))
        .any(|own| code_of(&own.text) == Some(code));
    if is_registered {
        return;
    }
    let mut elsewhere = Vec::new();
    let names = names_of(code).chain(stems_of(code)).filter(|name| !is_acronym(name));
    let by_stem = names.map(|name| sources.scope.mention_of_stem(stem(name)));
    let by_acronym = acronyms_of(code).map(|name| sources.scope.mention_as_written(name));
    let by_city = cities_of(code).map(|city| sources.scope.mention_of_name(city));
    for mention in by_stem.chain(by_acronym).chain(by_city) {
        match mention {
            Mention::Here => return,
            Mention::Elsewhere(found) => elsewhere.extend(found),
            Mention::Nowhere => {}
        }
    }
    // Somebody keeps a country from one day to the next: where the source names both in one sentence, it is told.
    let who = participant.map(|participant| told_by(participant, entries)).unwrap_or_default();
    let is_of_participant = |place: &Elsewhere<'_>| {
        let sentence = fold(place.text.slice(&place.text.sentence_around(&place.bytes)));
        who.iter().any(|words| sentence.contains(words))
    };
    if elsewhere.iter().any(is_of_participant) {
        return;
    }
    // A country that one meeting after the other has to do with goes without saying.
    if !elsewhere.is_empty() && of_one_day(&elsewhere).is_none() {
        return;
    }
    let label = match elsewhere.first() {
        None => message!("the source does not mention the country {country}", country: text),
        Some(place) => message!(
            "the source mentions the country {country} only where it tells of {day}",
            country: text,
            day: place.day
        ),
    };
    sources.report(country, label, elsewhere.first(), findings);
}

fn check_place(name: &Value<'_>, sources: &Sources<'_>, findings: &mut Findings<'_>) {
    let text = name.text();
    if sources.sentences.place(&text) == PlaceClaim::OfAnOffice {
        let label = message!("the source names {place} only as the place of an office", place: text);
        return sources.report(name, label, None, findings);
    }
    let mut elsewhere = Vec::new();
    let written = WrittenPlace::read(&text);
    let others = other_names_of_city(written.name).map(|name| sources.scope.mention_of_name(name));
    for mention in std::iter::once_with(|| sources.scope.mention_of_name(&text)).chain(others) {
        match mention {
            Mention::Here => return,
            Mention::Elsewhere(found) => elsewhere.extend(found),
            Mention::Nowhere => {}
        }
    }
    if let Some(place) = of_one_day(&elsewhere) {
        let label = message!(
            "the source names {place} only where it tells of {day}",
            place: text,
            day: place.day
        );
        sources.report(name, label, Some(place), findings);
    } else if elsewhere.is_empty()
        && sources.sentences.place(&text) == PlaceClaim::Open
        && !sources.say(&text)
        && sources.are_in_script_of(&text)
    {
        sources.report(
            name,
            message!("the source does not name the place {place}", place: text),
            None,
            findings,
        );
    }
}

/// The names a participant goes by: as written, and as registered.
fn spellings(name: &Value<'_>, entries: &[&Entry]) -> Vec<String> {
    let registered = entries.iter().flat_map(|entry| entry.names()).map(str::to_owned);
    std::iter::once(name.text().into_owned()).chain(registered).collect()
}

/// The offices of a participant: as written, and as registered.
fn offices(participant: &Participant<'_>, entries: &[&Entry]) -> Vec<String> {
    let registered = entries.iter().flat_map(|entry| entry.values(Role::Office));
    let own = participant.office().map(|office| office.text().into_owned());
    registered.map(|office| office.text.clone()).chain(own).collect()
}

/// The words by which a source tells who is meant, folded.
fn told_by(participant: &Participant<'_>, entries: &[&Entry]) -> Vec<String> {
    let name = participant.person();
    let names = name.iter().flat_map(|name| spellings(name, entries));
    let names = names.flat_map(|name| [last_word(&name).to_owned(), name]);
    let words = names.chain(offices(participant, entries)).map(|words| fold(&words));
    words.filter(|words| !words.is_empty()).collect()
}

/// The part of a country's name that its adjective shares: إسبان of إسبانيا and الإسباني, Maroc of marocain.
fn stem(name: &str) -> &str {
    let bare = without_article(name);
    let cut = ["يا", "ا", "ة", "e", "a", "ia", "ie"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending))
        .unwrap_or(bare);
    if cut.chars().count() >= 3 { cut } else { bare }
}

fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}

fn last_word(name: &str) -> &str {
    let last = name.split_whitespace().next_back().unwrap_or(name);
    if last.chars().count() >= 3 { last } else { name }
}

/// The registered entries of a participant: the person, the organisation.
fn entries_of<'c>(participant: &Participant<'_>, context: &'c Context) -> Vec<&'c Entry> {
    let group = participant.group();
    let references = group.values(Role::Reference);
    references.filter_map(|reference| context.entry(&reference)).collect()
}

/// The names a participant goes by, to be looked for in sentences.
fn person_of(participant: &Participant<'_>, context: &Context) -> Person {
    let references = participant.group().values(Role::Reference);
    let people = references.filter(|reference| context.kind(reference) == Some(EntryKind::Person));
    let entries: Vec<&Entry> = people.filter_map(|reference| context.entry(&reference)).collect();
    let names = participant.person().map(|name| spellings(&name, &entries)).unwrap_or_default();
    Person::new(names.iter().map(String::as_str))
}

fn surname_of(participant: &Participant<'_>) -> Option<String> {
    Some(last_word(&participant.person()?.text()).to_owned())
}

/// What the record's sources say.
struct Sources<'e> {
    scope: Scope<'e>,
    sentences: Sentences<'e>,
    evidence: &'e [Citation<'e, 'e>],
}

impl Sources<'_> {
    /// Whether words stand anywhere in them, be it inside of others.
    fn say(&self, words: &str) -> bool {
        self.evidence.iter().any(|evidence| evidence.text.is_some_and(|text| text.contains(words)))
    }

    /// Whether a source is written in the script of these words: only then can they be missed in it.
    fn are_in_script_of(&self, words: &str) -> bool {
        const ENOUGH_TO_TELL: usize = 2000;
        let script = main_script(words);
        script.is_some()
            && self.evidence.iter().any(|evidence| match evidence.quote {
                Some(quote) => main_script(&quote.text()) == script,
                None => evidence.text.is_some_and(|text| {
                    let beginning: String = text.text().chars().take(ENOUGH_TO_TELL).collect();
                    main_script(&beginning) == script
                }),
            })
    }

    fn report(
        &self,
        value: &Value<'_>,
        label: Message,
        elsewhere: Option<&Elsewhere<'_>>,
        findings: &mut Findings<'_>,
    ) {
        let finding = findings.at(value, label);
        if let Some(place) = self.evidence.iter().find_map(Citation::place_of_words) {
            finding.related(place, "the passage it cites");
        }
        if let Some(elsewhere) = elsewhere {
            finding.related(elsewhere.text.place(&elsewhere.bytes), "where another day is told of");
        }
    }
}
