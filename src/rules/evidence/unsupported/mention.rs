//! The record's names, offices, countries and places against the words of its source.

use crate::countries::{cities_of, code_of, names_of, other_names_of_city};
use crate::evidence::{SourceText, fold};
use crate::record::{Participant, Value};
use crate::registry::Entry;
use crate::rules::evidence::cited::Cited;
use crate::text::character::main_script;
use crate::text::key::{is_arabic, loose_words};
use crate::{Context, Findings, Message, Record, Role, message};

/// Words of an office that say little: shorter ones are not asked for.
const SHORTEST_TELLING_WORD: usize = 4;

/// Reports what no quotation and no text of the record's sources mentions.
pub fn check(
    record: &Record<'_>,
    evidence: &[Cited<'_, '_>],
    context: &Context,
    findings: &mut Findings<'_>,
) {
    let Some(sources) = Sources::of(evidence) else { return };
    for participant in record.participants() {
        let entries = entries_of(&participant, context);
        check_name(&participant, &entries, &sources, findings);
        check_office(&participant, &entries, &sources, findings);
        if let Some(country) = participant.country() {
            check_country(&country, &entries, &sources, findings);
        }
    }
    for place in record.groups(Role::Place) {
        let names: Vec<Value<'_>> = place.values(Role::PlaceName).collect();
        for name in &names {
            let text = name.text();
            if !sources.mention(&text)
                && !other_names_of_city(&text).any(|name| sources.mention(name))
                && sources.are_in_script_of(&text)
            {
                sources.report(name, message!("the source does not name this place"), findings);
            }
        }
        if let Some(country) = place.value(Role::Country) {
            // A city that is told stands for its country.
            if names.is_empty() {
                check_country(&country, &[], &sources, findings);
            }
        }
    }
}

fn check_name(
    participant: &Participant<'_>,
    entries: &[&Entry],
    sources: &Sources<'_>,
    findings: &mut Findings<'_>,
) {
    let Some(name) = participant.person() else { return };
    let text = name.text();
    let spellings: Vec<&str> =
        std::iter::once(text.as_ref()).chain(entries.iter().flat_map(|entry| entry.names())).collect();
    let told =
        spellings.iter().any(|spelling| sources.mention(spelling) || sources.mention(last_word(spelling)));
    let offices =
        entries.iter().flat_map(|entry| entry.values(Role::Office)).map(|office| office.text.as_str());
    let own = participant.office().map(|office| office.text().into_owned());
    let stands_for = || offices.chain(own.as_deref()).any(|office| sources.mention(office));
    let comparable = spellings.iter().any(|spelling| sources.are_in_script_of(spelling));
    if !told && comparable && !stands_for() {
        sources.report(&name, message!("the source does not name {name}", name: name.text()), findings);
    }
}

fn check_office(
    participant: &Participant<'_>,
    entries: &[&Entry],
    sources: &Sources<'_>,
    findings: &mut Findings<'_>,
) {
    let Some(office) = participant.office() else { return };
    let text = office.text();
    if sources.mention(&text) || !sources.are_in_script_of(&text) {
        return;
    }
    // The curator may word an office; what it is the office of has to be told.
    let words = loose_words(&text);
    let telling: Vec<&String> =
        words.iter().filter(|word| word.chars().count() >= SHORTEST_TELLING_WORD).collect();
    let told = telling.iter().filter(|word| sources.mention(word)).count();
    let is_registered = entries
        .iter()
        .flat_map(|entry| entry.values(Role::Office))
        .any(|known| fold(&known.text) == fold(&text));
    if !telling.is_empty() && told * 2 < telling.len() && !is_registered {
        sources.report(&office, message!("the source does not name this office"), findings);
    }
}

fn check_country(
    country: &Value<'_>,
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
    let is_told = names_of(code).any(|name| sources.mention(stem(name)))
        || cities_of(code).any(|city| sources.mention(city));
    if !is_registered && !is_told {
        sources.report(country, message!("the source does not tell {country}", country: text), findings);
    }
}

/// The part of a country's name that its adjective shares: إسبان of إسبانيا and الإسباني, Maroc of marocain.
fn stem(name: &str) -> &str {
    let bare = name.strip_prefix("ال").filter(|_| is_arabic(name)).unwrap_or(name);
    let cut = ["يا", "ا", "ة", "e", "a", "ia", "ie"]
        .iter()
        .find_map(|ending| bare.strip_suffix(ending))
        .unwrap_or(bare);
    if cut.chars().count() >= 3 { cut } else { bare }
}

fn last_word(name: &str) -> &str {
    let last = name.split_whitespace().next_back().unwrap_or(name);
    if last.chars().count() >= 3 { last } else { name }
}

/// The registered entries of a participant: the person, the organisation.
fn entries_of<'c>(participant: &Participant<'_>, context: &'c Context) -> Vec<&'c Entry> {
    let group = participant.group();
    let references = group.values(Role::Reference);
    references.filter_map(|reference| context.registries.entry(reference.to()?, &reference.text())).collect()
}

/// What the record's sources say, folded.
struct Sources<'e> {
    quotes: Vec<String>,
    texts: Vec<&'e SourceText>,
    evidence: &'e [Cited<'e, 'e>],
}

impl<'e> Sources<'e> {
    /// The sources of a record; none where the text of one is not known: it may say the rest.
    fn of(evidence: &'e [Cited<'e, 'e>]) -> Option<Self> {
        let texts: Option<Vec<&SourceText>> = evidence.iter().map(|evidence| evidence.text).collect();
        let texts = texts.filter(|texts| !texts.is_empty())?;
        // A quotation that is not there is reported; what it would prove is not known.
        let all_found =
            evidence.iter().all(|evidence| evidence.quote.is_none() || !evidence.found().is_empty());
        let quotes = evidence.iter().filter_map(|evidence| evidence.quote);
        let quotes = quotes.map(|quote| fold(&quote.text())).collect();
        all_found.then_some(Self { quotes, texts, evidence })
    }

    fn mention(&self, words: &str) -> bool {
        let folded = fold(words);
        self.quotes.iter().any(|quote| quote.contains(&folded))
            || self.texts.iter().any(|text| text.contains(words))
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

    fn report(&self, value: &Value<'_>, label: Message, findings: &mut Findings<'_>) {
        let finding = findings.at(value, label);
        if let Some(place) = self.evidence.iter().find_map(Cited::place_of_words) {
            finding.related(place, "the passage it cites");
        }
    }
}
