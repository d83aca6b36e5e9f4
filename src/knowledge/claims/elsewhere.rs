//! Offices that a source says which the record cites and does not quote.

use super::sources::Sources;
use super::{ClaimJudgement, ClaimVerdict};
use crate::knowledge::citations::Citation;
use crate::message;
use crate::record::registry::Entry;
use crate::record::texts::SourceText;
use crate::record::{Context, Participant, Value};
use crate::text::character::main_script;
use crate::text::key::loose_words;
use crate::words::{Place, Role};

/// The office of a participant that no quoted source says, where another one has it.
pub fn only_in_another_source<'r>(
    participant: &Participant<'r>,
    evidence: &[Citation<'_, '_>],
    context: &Context,
) -> Option<(Value<'r>, ClaimJudgement)> {
    let (quoted, others): (Vec<&Citation<'_, '_>>, Vec<&Citation<'_, '_>>) =
        evidence.iter().partition(|evidence| evidence.quote.is_some());
    // Of a source without a text nobody knows what it says.
    let quoted_texts: Option<Vec<&SourceText>> = quoted.iter().map(|evidence| evidence.text).collect();
    let quoted_texts = quoted_texts.filter(|texts| !texts.is_empty() && !others.is_empty())?;
    let office = unregistered_office(participant, context)?;
    let text = office.text();
    if !are_in_script_of(&quoted, &text) || quoted_texts.iter().any(|quoted| says(quoted, &text)) {
        return None;
    }
    let (other, bytes) = others.iter().filter_map(|evidence| evidence.text).find_map(|other| {
        let is_another = quoted_texts.iter().all(|quoted| quoted.source != other.source);
        Some((other, other.mentions(&text).into_iter().next().filter(|_| is_another)?))
    })?;
    Some((office, in_another_source(other, other.place(&bytes), &quoted)))
}

/// The same of an office that was found by the words that carry it: what another source says of it, unless it needs
/// none. The registry vouches for an office, and so does the quoted source that says it in part.
pub fn of_an_office_found_in_another_source(
    participant: &Participant<'_>,
    office: &Value<'_>,
    found: ClaimJudgement,
    sources: &Sources<'_, '_>,
    context: &Context,
) -> ClaimJudgement {
    let quoted: Vec<&Citation<'_, '_>> =
        sources.evidence.iter().filter(|evidence| evidence.quote.is_some()).collect();
    let text = office.text();
    if unregistered_office(participant, context).is_none() {
        return ClaimJudgement::not_checked("the registry says that it is hers or his");
    }
    if !are_in_script_of(&quoted, &text) {
        return ClaimJudgement::not_checked("the source is in another script");
    }
    if quoted.iter().filter_map(|evidence| evidence.text).any(|quoted| says(quoted, &text)) {
        return sources.said_in_part();
    }
    let found_at = found.words.first().map(|(place, _)| place.clone());
    let texts = sources.evidence.iter().filter_map(|evidence| evidence.text);
    let is_of = |text: &&SourceText, place: &Place| matches!((text.place(&(0..0)), place), (Place::Text { text, .. }, Place::Text { text: found, .. }) if text == *found);
    let other = found_at.and_then(|place| Some((texts.into_iter().find(|text| is_of(text, &place))?, place)));
    match other {
        Some((other, place)) => in_another_source(other, place, &quoted),
        None => found,
    }
}

fn in_another_source(other: &SourceText, place: Place, quoted: &[&Citation<'_, '_>]) -> ClaimJudgement {
    let why = message!("only the source {source} names this office, and no words of that source are quoted", source: other.source.as_str());
    let passage = quoted.iter().find_map(|evidence| evidence.place_of_words());
    let mut words = vec![(place, "where the office stands".into())];
    words.extend(passage.map(|place| (place, "the passage that is quoted".into())));
    ClaimJudgement { verdict: ClaimVerdict::InAnotherSource, why, words }
}

/// The office of a participant, unless the registry says that it is hers.
fn unregistered_office<'r>(participant: &Participant<'r>, context: &Context) -> Option<Value<'r>> {
    let office = participant.office()?;
    let words = loose_words(&office.text());
    let has_it = |entry: &Entry| entry.values(Role::Office).any(|known| loose_words(&known.text) == words);
    let mut entries =
        participant.group().values(Role::Reference).filter_map(|reference| context.entry(&reference));
    (!entries.any(has_it)).then_some(office)
}

/// Whether a text says an office, in part at least.
fn says(text: &SourceText, office: &str) -> bool {
    const SHORTEST_TELLING_WORD: usize = 4;

    let words = loose_words(office);
    let telling: Vec<&String> =
        words.iter().filter(|word| word.chars().count() >= SHORTEST_TELLING_WORD).collect();
    let told = telling.iter().filter(|word| text.contains(word)).count();
    telling.is_empty() || told * 2 >= telling.len()
}

/// Whether a quotation is written in the script of some words.
pub fn are_in_script_of(quoted: &[&Citation<'_, '_>], office: &str) -> bool {
    let script = main_script(office);
    let quotes = || quoted.iter().filter_map(|evidence| evidence.quote);
    script.is_some() && quotes().any(|quote| main_script(&quote.text()) == script)
}
