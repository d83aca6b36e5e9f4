//! The record's participants, with their names and offices, against the words of its source.

use super::elsewhere::{of_an_office_found_in_another_source, only_in_another_source};
use super::scope::{Elsewhere, Mention, of_one_day};
use super::sentences::{Carrying, Holder, Naming};
use super::sources::{Sources, last_word, spellings};
use super::{ClaimJudgement, ClaimKind, ClaimVerdict, JudgedClaim, Words, places};
use crate::knowledge::sentences::Office;
use crate::message;
use crate::record::Context;
use crate::record::registry::Entry;
use crate::record::texts::fold;
use crate::record::{Participant, Value};
use crate::text::key::loose_words;
use crate::words::Role;

/// Words of an office that say little: shorter ones are not asked for.
const SHORTEST_TELLING_WORD: usize = 4;

/// What the words for somebody of the same office begin with.
const COUNTERPARTS: [&str; 4] = ["نظير", "homologue", "homólog", "counterpart"];

/// A participant, by its number, and the entries that it refers to.
pub struct Who<'a, 'r> {
    pub number: usize,
    pub participant: &'a Participant<'r>,
    pub entries: Vec<&'a Entry>,
}

/// The claims about each participant.
pub fn judge<'r>(sources: &Sources<'r, '_>, context: &Context) -> Vec<JudgedClaim<'r>> {
    let mut claims = Vec::new();
    for (number, participant) in sources.participants.iter().enumerate() {
        let who = Who { number, participant, entries: entries_of(participant, context) };
        if let Some(value) = participant.person() {
            claims.push(JudgedClaim { kind: ClaimKind::Name, value, judged: name(&who, &value, sources) });
        }
        if let Some(value) = participant.office() {
            let in_another = only_in_another_source(participant, sources.evidence, context);
            let judged = in_another.map_or_else(
                || match office(&who, &value, sources) {
                    found if found.verdict == ClaimVerdict::InAnotherSource => {
                        of_an_office_found_in_another_source(participant, &value, found, sources, context)
                    }
                    judged => judged,
                },
                |(_, judged)| judged,
            );
            claims.push(JudgedClaim { kind: ClaimKind::Office, value, judged });
        }
        if let Some(value) = participant.country() {
            let judged = places::country(&value, Some(&who), sources);
            claims.push(JudgedClaim { kind: ClaimKind::Country, value, judged });
        }
    }
    claims
}

fn name<'e>(who: &Who<'_, '_>, name: &Value<'_>, sources: &Sources<'_, 'e>) -> ClaimJudgement {
    let spellings = spellings(name, &who.entries);
    let naming = sources.sentences.naming(who.number);
    let mut elsewhere = Vec::new();
    for words in spellings.iter().flat_map(|spelling| [spelling.as_str(), last_word(spelling)]) {
        match sources.scope.mention(words) {
            Mention::Here(words) if naming.takes_part() => {
                let by = match &naming {
                    Naming::TakesPart(named) if sources.scope.has_in_a_passage(named) => named,
                    _ => &words,
                };
                return sources.carried(&name.text(), Some(by));
            }
            Mention::Here(_) | Mention::Nowhere => {}
            Mention::Elsewhere(found) => elsewhere.extend(found),
        }
    }
    match &naming {
        Naming::Another(words) => {
            let why = message!("the source names {written}, not {name}", written: words.written().to_owned(), name: name.text());
            sources.wrong(ClaimVerdict::Contradicted, why, Some((words, "who is named".into())), None)
        }
        Naming::Aside(words) => {
            let why = message!(
                "the source names {name} only beside the meeting: {written}",
                name: name.text(),
                written: words.written().to_owned()
            );
            let what = "these words say that who is named did not take part".into();
            sources.wrong(ClaimVerdict::Contradicted, why, Some((words, what)), None)
        }
        Naming::TakesPart(_) | Naming::Unread => who_is_not_named(who, name, &elsewhere, sources),
    }
}

/// A name that no sentence has: an office, or a pronoun, may stand for it.
fn who_is_not_named<'e>(
    who: &Who<'_, '_>,
    name: &Value<'_>,
    elsewhere: &[Elsewhere<'e>],
    sources: &Sources<'_, 'e>,
) -> ClaimJudgement {
    let offices = offices(who);
    let holders: Vec<Holder<'e>> = offices.iter().map(|office| sources.sentences.holder(office)).collect();
    // An office stands for whoever has it, unless the source gives it to somebody by name.
    let free = holders.iter().find_map(|holder| match holder {
        Holder::Nobody(words) => Some(words),
        _ => None,
    });
    if let Some(words) = free {
        return sources.carried(&name.text(), Some(words));
    }
    let holder = holders.iter().find_map(|holder| match holder {
        Holder::Named(words) => Some(words),
        _ => None,
    });
    let said = || {
        offices.iter().find_map(|office| match sources.scope.mention(office) {
            Mention::Here(words) => Some(words),
            _ => None,
        })
    };
    if holder.is_none()
        && let Some(words) = said()
    {
        return sources.carried(&name.text(), Some(&words));
    }
    // A pronoun, or the office by its first word, stands for whom the reader knows already.
    let is_called_by_office = || {
        let mut heads = offices.iter().filter_map(|office| office.split_whitespace().next());
        elsewhere.iter().any(Elsewhere::is_before_the_quotation)
            && heads.any(|head| sources.scope.is_in_a_passage(places::without_article(head)))
    };
    if elsewhere.iter().any(Elsewhere::is_carried_on) || is_called_by_office() {
        let named = elsewhere.iter().find(|place| place.is_before_the_quotation());
        return sources.carried(&name.text(), named.map(Words::from).as_ref());
    }
    if let Some(place) = of_one_day(elsewhere) {
        let why = message!(
            "the source names {name} only where it tells of {day}",
            name: name.text(),
            day: place.day
        );
        return sources.wrong(ClaimVerdict::NotFound, why, None, Some(place));
    }
    if let Some(place) = elsewhere.first() {
        return sources.carried(&name.text(), Some(&Words::from(place)));
    }
    let mut spellings = spellings(name, &who.entries).into_iter();
    if !spellings.any(|spelling| sources.are_in_script_of(&spelling)) {
        return ClaimJudgement::not_checked("the source is in another script");
    }
    match holder {
        Some(words) => {
            let why = message!(
                "the source does not name {name}; it gives the office to {written}",
                name: name.text(),
                written: words.written().to_owned()
            );
            sources.wrong(ClaimVerdict::Contradicted, why, Some((words, "who has the office".into())), None)
        }
        None => {
            let why = message!("the source does not name {name}", name: name.text());
            sources.wrong(ClaimVerdict::NotFound, why, None, None)
        }
    }
}

fn office(who: &Who<'_, '_>, office: &Value<'_>, sources: &Sources<'_, '_>) -> ClaimJudgement {
    let text = office.text();
    if !sources.are_in_script_of(&text) {
        return ClaimJudgement::not_checked("the source is in another script");
    }
    let is_registered = who
        .entries
        .iter()
        .flat_map(|entry| entry.values(Role::Office))
        .any(|known| fold(&known.text) == fold(&text));
    if is_registered {
        let judged = sources.carried(&text, None);
        let is_told = judged.verdict != ClaimVerdict::NotChecked;
        return if is_told {
            judged
        } else {
            ClaimJudgement::not_checked("the registry says that it is hers or his")
        };
    }
    match sources.sentences.claim(who.number, &text) {
        Carrying::Carried(words) => return sources.carried_by(&text, &words),
        Carrying::Differs(words) => {
            let why = message!("the source says {said}, not {office}", said: words.written().to_owned(), office: text);
            let what = "these words stand beside the name".into();
            return sources.wrong(ClaimVerdict::Contradicted, why, Some((&words, what)), None);
        }
        Carrying::OfAnother(words) => {
            let why = message!(
                "the source says {office} of {written}",
                office: text,
                written: words.written().to_owned()
            );
            return sources.wrong(
                ClaimVerdict::Contradicted,
                why,
                Some((&words, "who has the office".into())),
                None,
            );
        }
        Carrying::Open => {}
    }
    let mention = sources.scope.mention(&text);
    if let Mention::Here(words) = &mention {
        return sources.carried(&text, Some(words));
    }
    // Whoever has a name has the office wherever the source names him.
    if let Mention::Elsewhere(places) = &mention {
        return match of_one_day(places).filter(|_| who.participant.person().is_none()) {
            Some(place) => {
                let why =
                    message!("the source names this office only where it tells of {day}", day: place.day);
                sources.wrong(ClaimVerdict::NotFound, why, None, Some(place))
            }
            None => sources.carried(&text, places.first().map(Words::from).as_ref()),
        };
    }
    // Whoever is called a counterpart has the office of the other.
    if let Some(words) = COUNTERPARTS.iter().find_map(|stem| sources.scope.in_a_passage(stem)) {
        return sources.carried(&text, Some(&words));
    }
    if sources.has_one_that_is_not_read() {
        return ClaimJudgement::not_checked("a source is in a language that is not read");
    }
    // The curator may word an office; what it is the office of has to be told.
    let words = loose_words(&text);
    let telling: Vec<&String> =
        words.iter().filter(|word| word.chars().count() >= SHORTEST_TELLING_WORD).collect();
    let told = telling.iter().filter(|word| sources.say(word)).count();
    let is_of_nothing_told = !sources.sentences.tell_what_it_is_of(&text, |word| sources.say(word));
    if !telling.is_empty() && (told * 2 < telling.len() || is_of_nothing_told) {
        let why = message!("the source does not name the office {office}", office: text);
        return sources.wrong(ClaimVerdict::NotFound, why, None, None);
    }
    sources.worded_otherwise(&text)
}

/// Whether a text has a word for somebody of the same office.
pub fn names_a_counterpart(text: &str) -> bool {
    Office::names_a_counterpart(text) || COUNTERPARTS.iter().any(|stem| fold(text).contains(&fold(stem)))
}

/// The offices of a participant: as written, and as registered.
fn offices(who: &Who<'_, '_>) -> Vec<String> {
    let registered = who.entries.iter().flat_map(|entry| entry.values(Role::Office));
    let own = who.participant.office().map(|office| office.text().into_owned());
    registered.map(|office| office.text.clone()).chain(own).collect()
}

/// The words by which a source tells who is meant, folded.
pub fn told_by(who: &Who<'_, '_>) -> Vec<String> {
    let name = who.participant.person();
    let names = name.iter().flat_map(|name| spellings(name, &who.entries));
    let names = names.flat_map(|name| [last_word(&name).to_owned(), name]);
    let words = names.chain(offices(who)).map(|words| fold(&words));
    words.filter(|words| !words.is_empty()).collect()
}

/// The registered entries of a participant: the person, the organisation.
fn entries_of<'c>(participant: &Participant<'_>, context: &'c Context) -> Vec<&'c Entry> {
    let group = participant.group();
    let references = group.values(Role::Reference);
    references.filter_map(|reference| context.entry(&reference)).collect()
}
