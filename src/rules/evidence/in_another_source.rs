//! `evidence/in-another-source`

use crate::knowledge::citations::{Citation, citations};
use crate::message;
use crate::record::registry::Entry;
use crate::record::texts::SourceText;
use crate::record::{Context, Participant, Record, Value};
use crate::rule::{Check, Findings, Needs};
use crate::text::character::main_script;
use crate::text::key::loose_words;
use crate::words::{Level, Message, Role};

rule! {
    /// The source that is quoted lacks an office, and another one that the record cites has it.
    ///
    /// The record quotes one article and cites a second, from which a participant's office was taken. Whoever
    /// reads the quoted one does not find it there: quote the passage of the other as well.
    ///
    /// **Not an error:** an office that a quoted source says, be it in part or in other places; one that no cited
    /// source says, which is `evidence/unsupported`; sources in another script.
    pub static RULE = {
        id: "evidence/in-another-source",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::all_of(&[Role::Quote, Role::Office]), check),
    }
}

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    let evidence = citations(record, context);
    let (quoted, others): (Vec<&Citation<'_, '_>>, Vec<&Citation<'_, '_>>) =
        evidence.iter().partition(|evidence| evidence.quote.is_some());
    // Of a source without a text nobody knows what it says.
    let quoted_texts: Option<Vec<&SourceText>> = quoted.iter().map(|evidence| evidence.text).collect();
    let Some(quoted_texts) = quoted_texts.filter(|texts| !texts.is_empty() && !others.is_empty()) else {
        return;
    };
    for office in record.participants().filter_map(|participant| unregistered_office(&participant, context)) {
        let text = office.text();
        if !are_in_script_of(&quoted, &text) || quoted_texts.iter().any(|quoted| says(quoted, &text)) {
            continue;
        }
        let found = others.iter().filter_map(|evidence| evidence.text).find_map(|other| {
            let is_another = quoted_texts.iter().all(|quoted| quoted.source != other.source);
            Some((other, other.mentions(&text).into_iter().next().filter(|_| is_another)?))
        });
        let Some((other, bytes)) = found else { continue };
        let finding = findings.at(&office, only_in(other));
        finding.related(other.place(&bytes), "where the office stands");
        if let Some(place) = quoted.iter().find_map(|evidence| evidence.place_of_words()) {
            finding.related(place, "the passage that is quoted");
        }
    }
}

fn only_in(other: &SourceText) -> Message {
    message!("only the source {source} names this office, and no words of that source are quoted", source: other.source.as_str())
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

fn are_in_script_of(quoted: &[&Citation<'_, '_>], office: &str) -> bool {
    let script = main_script(office);
    let quotes = || quoted.iter().filter_map(|evidence| evidence.quote);
    script.is_some() && quotes().any(|quote| main_script(&quote.text()) == script)
}
