//! The record's countries and places against the words of its source.

use super::people::{Who, told_by};
use super::scope::{Elsewhere, Mention, of_one_day};
use super::sentences::PlaceTold;
use super::sources::Sources;
use super::{ClaimJudgement, ClaimKind, ClaimVerdict, JudgedClaim, Words};
use crate::knowledge::countries::{
    acronyms_of, cities_of, code_of, is_acronym, names_of, other_names_of_city, stems_of,
};
use crate::knowledge::places::WrittenPlace;
use crate::message;
use crate::record::texts::fold;
use crate::record::{Record, Value};
use crate::words::Role;

/// The claims about where it was.
pub fn judge<'r>(record: &Record<'r>, sources: &Sources<'r, '_>) -> Vec<JudgedClaim<'r>> {
    let mut claims = Vec::new();
    for place in record.groups(Role::Place) {
        let names: Vec<Value<'r>> = place.values(Role::PlaceName).collect();
        let of_names = names.iter().map(|name| JudgedClaim {
            kind: ClaimKind::Place,
            value: *name,
            judged: self::place(name, sources),
        });
        claims.extend(of_names);
        if let Some(value) = place.value(Role::Country) {
            let judged = match names.is_empty() {
                true => country(&value, None, sources),
                false => ClaimJudgement::not_checked("a city that is told stands for its country"),
            };
            claims.push(JudgedClaim { kind: ClaimKind::Country, value, judged });
        }
    }
    claims
}

/// A country, of a participant or of the place.
pub fn country<'e>(
    country: &Value<'_>,
    who: Option<&Who<'_, '_>>,
    sources: &Sources<'_, 'e>,
) -> ClaimJudgement {
    let text = country.text();
    let of_another = who.and_then(|who| sources.sentences.country_of_another(who.number, &text));
    if let Some(words) = of_another {
        let why = message!(
            "the source has {country} with {written}",
            country: text,
            written: words.written().to_owned()
        );
        return sources.wrong(
            ClaimVerdict::Contradicted,
            why,
            Some((&words, "beside whom it stands".into())),
            None,
        );
    }
    let Some(code) = code_of(&text) else {
        return ClaimJudgement::not_checked("it is no country that is known");
    };
    let entries = who.map(|who| who.entries.as_slice()).unwrap_or_default();
    let mut registered = entries.iter().filter_map(|entry| entry.value(Role::Country));
    if registered.any(|own| code_of(&own.text) == Some(code)) {
        return ClaimJudgement::not_checked("the registry says that it is hers or his");
    }
    let mut elsewhere = Vec::new();
    let names = names_of(code).chain(stems_of(code)).filter(|name| !is_acronym(name));
    let by_stem = names.map(|name| sources.scope.mention_of_stem(stem(name)));
    let by_acronym = acronyms_of(code).map(|name| sources.scope.mention_as_written(name));
    let by_city = cities_of(code).map(|city| sources.scope.mention_of_name(city));
    for mention in by_stem.chain(by_acronym).chain(by_city) {
        match mention {
            Mention::Here(words) => return sources.carried(&text, Some(&words)),
            Mention::Elsewhere(found) => elsewhere.extend(found),
            Mention::Nowhere => {}
        }
    }
    // Somebody keeps a country from one day to the next: where the source names both in one sentence, it is told.
    let told_by = who.map(told_by).unwrap_or_default();
    let is_of_participant = |place: &&Elsewhere<'e>| {
        let sentence = fold(place.text.slice(&place.text.sentence_around(&place.bytes)));
        told_by.iter().any(|words| sentence.contains(words))
    };
    if let Some(place) = elsewhere.iter().find(is_of_participant) {
        return sources.carried(&text, Some(&Words::from(place)));
    }
    // A country that one meeting after the other has to do with goes without saying.
    if let Some(place) = elsewhere.first().filter(|_| of_one_day(&elsewhere).is_none()) {
        return sources.carried(&text, Some(&Words::from(place)));
    }
    if elsewhere.is_empty() && sources.has_one_that_is_not_read() {
        return ClaimJudgement::not_checked("a source is in a language that is not read");
    }
    let why = match elsewhere.first() {
        None => message!("the source does not mention the country {country}", country: text),
        Some(place) => message!(
            "the source mentions the country {country} only where it tells of {day}",
            country: text,
            day: place.day
        ),
    };
    sources.wrong(ClaimVerdict::NotFound, why, None, elsewhere.first())
}

fn place(name: &Value<'_>, sources: &Sources<'_, '_>) -> ClaimJudgement {
    let text = name.text();
    let told = sources.sentences.place(&text);
    if let PlaceTold::OfAnOffice(words) = &told {
        let why = message!("the source names {place} only as the place of an office", place: text);
        let what = "these words are of an office".into();
        return sources.wrong(ClaimVerdict::Contradicted, why, Some((words, what)), None);
    }
    let mut elsewhere = Vec::new();
    let written = WrittenPlace::read(&text);
    let own = sources.scope.mention_of_name(&text);
    if let Mention::Here(words) = &own {
        return sources.carried_by(words.written(), words);
    }
    let others = other_names_of_city(written.name).map(|name| sources.scope.mention_of_name(name));
    for mention in std::iter::once(own).chain(others) {
        match mention {
            Mention::Here(words) => return sources.carried(&text, Some(&words)),
            Mention::Elsewhere(found) => elsewhere.extend(found),
            Mention::Nowhere => {}
        }
    }
    if let Some(place) = of_one_day(&elsewhere) {
        let why =
            message!("the source names {place} only where it tells of {day}", place: text, day: place.day);
        return sources.wrong(ClaimVerdict::NotFound, why, None, Some(place));
    }
    if let Some(place) = elsewhere.first() {
        return sources.carried(&text, Some(&Words::from(place)));
    }
    if let PlaceTold::Carried(words) = &told {
        return sources.carried(&text, Some(words));
    }
    if sources.say(&text) {
        return sources.carried(&text, None);
    }
    if !sources.are_in_script_of(&text) {
        return ClaimJudgement::not_checked("the source is in another script");
    }
    if sources.has_one_that_is_not_read() {
        return ClaimJudgement::not_checked("a source is in a language that is not read");
    }
    let why = message!("the source does not name the place {place}", place: text);
    sources.wrong(ClaimVerdict::NotFound, why, None, None)
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

pub fn without_article(word: &str) -> &str {
    word.strip_prefix("ال").filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}
