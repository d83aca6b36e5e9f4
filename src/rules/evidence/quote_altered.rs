//! `evidence/quote-altered`

use crate::knowledge::citations::citations;
use crate::knowledge::claims::quotations::{differences, has_note_beside};
use crate::message;
use crate::record::texts::{Alteration, Passage, SourceText};
use crate::record::{Context, Record};
use crate::rule::{Check, Findings, Needs};
use crate::text::character::describe;
use crate::words::Safety;
use crate::words::{Argument, Edit, Fix, Level, Message, Role};

rule! {
    /// The quotation is not letter by letter what the source says.
    ///
    /// A quotation holds the source's words, defects included: الارهاب stays الارهاب. Here the source says the
    /// same only when vowel signs, hamza, spaces, quotation marks or kinds of digits are left aside. Whoever
    /// searches the source for the quotation does not find it.
    ///
    /// The fix, offered, writes what the source says.
    ///
    /// **Not an error:** a correction that a note beside the quotation tells; marked ellipses; quotation marks
    /// around the whole; a space where the source's file breaks the line.
    pub static RULE = {
        id: "evidence/quote-altered",
        level: Level::Warning,
        since: "0.1.0",
        check: Check::record(Needs::any_of(&[Role::Quote]), check),
    }
}

/// Differences that are told one by one.
const MOST_TOLD: usize = 3;

fn check(record: &Record<'_>, context: &Context, findings: &mut Findings<'_>) {
    for evidence in citations(record, context) {
        let (Some(quote), Some(text)) = (evidence.quote, evidence.text) else { continue };
        let words = quote.text();
        let found = text.find(&words);
        let Some(passage) = found.first().filter(|passage| !passage.is_exact) else { continue };
        // A note beside the quotation tells the correction.
        if has_note_beside(&evidence) {
            continue;
        }
        let differences = differences(&words, passage, text);
        let label = match differences.len() {
            0 => continue,
            1 => message!("differs from {source} in one place", source: text.source.as_str()),
            count => message!("differs from {source} in {count} places", source: text.source.as_str(), count),
        };
        let finding = findings.at(&quote, label);
        finding.related(text.place(&passage.bytes), "what the source says");
        for difference in differences.iter().take(MOST_TOLD) {
            finding.note(told(difference));
        }
        if let Some(more @ 1..) = differences.len().checked_sub(MOST_TOLD) {
            finding.note(message!("and in {more} more places", more));
        }
        finding.fix(Fix {
            title: "write what the source says".into(),
            safety: Safety::Unsafe,
            edits: vec![Edit::Replace { place: (&quote).into(), text: as_said(&words, passage, text) }],
        });
    }
}

/// The quotation with each part as the source has it.
fn as_said(words: &str, passage: &Passage, text: &SourceText) -> String {
    let mut said = String::new();
    let mut kept = 0;
    for part in &passage.parts {
        said.push_str(words.get(kept..part.quoted.start).unwrap_or_default());
        said.push_str(text.slice(&part.said));
        kept = part.quoted.end;
    }
    said.push_str(words.get(kept..).unwrap_or_default());
    said
}

fn told(difference: &Alteration) -> Message {
    let Alteration { character, quoted, said } = difference;
    match (quoted.is_empty(), said.is_empty()) {
        (false, true) => {
            message!("character {character}: {quoted} is not in the source", character: *character, quoted: named(quoted))
        }
        (true, _) => {
            message!("before character {character} the source has {said}", character: *character, said: named(said))
        }
        (false, false) => message!(
            "character {character}: {quoted}; the source has {said}",
            character: *character,
            quoted: named(quoted),
            said: named(said)
        ),
    }
}

fn named(characters: &str) -> Argument {
    const MOST: usize = 4;
    let names: Vec<String> = characters.chars().take(MOST).map(describe).collect();
    names.into()
}
