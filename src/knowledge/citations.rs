//! What a record cites: a source, its words, and where they stand.

pub mod day;
pub(crate) mod difference;
pub(crate) mod relative_days;
pub(crate) mod wording;

use std::ops::Range;

use chrono::NaiveDate;

use crate::date;
use crate::record::registry::{Entry, EntryKind};
use crate::record::texts::{Passage, SourceText};
use crate::record::{Context, Record};
use crate::record::{Group, Value};
use crate::words::{Place, Role};

/// A piece of evidence.
#[derive(Debug)]
pub struct Citation<'r, 'c> {
    pub group: Group<'r>,
    /// The quoted words.
    pub quote: Option<Value<'r>>,
    /// The entry of the source, if it is registered.
    pub source: Option<&'c Entry>,
    /// The source's text, if there is one.
    pub text: Option<&'c SourceText>,
}

/// The evidence of a record, in its order.
pub fn citations<'r, 'c>(record: &Record<'r>, context: &'c Context) -> Vec<Citation<'r, 'c>> {
    let of_group = |group: Group<'r>| {
        let mut references = group.values(Role::Reference);
        let named = references.find_map(|reference| {
            let entry =
                context.entry(&reference).filter(|_| context.kind(&reference) == Some(EntryKind::Source))?;
            Some((entry, context.texts.of(reference.to()?, &entry.id)))
        });
        Citation {
            group,
            quote: group.value(Role::Quote),
            source: named.map(|(entry, _)| entry),
            text: named.and_then(|(_, text)| text),
        }
    };
    record.groups(Role::Evidence).map(of_group).collect()
}

impl<'c> Citation<'_, 'c> {
    /// Where the quoted words stand in the source; nothing where there is no quote or no text.
    pub fn found(&self) -> Vec<Passage> {
        match (self.quote, self.text) {
            (Some(quote), Some(text)) => text.find(&quote.text()),
            _ => Vec::new(),
        }
    }

    /// The sentences of the source that the quoted words stand in.
    pub fn passage(&self) -> Option<(&'c SourceText, Range<usize>)> {
        let (text, found) = (self.text?, self.found());
        Some((text, text.sentence_around(&found.first()?.bytes)))
    }

    /// The place of the quoted words: in the source where they stand there, else in the record.
    pub fn place_of_words(&self) -> Option<Place> {
        let found = self.found();
        let in_text = found.first().zip(self.text).map(|(passage, text)| text.place(&passage.bytes));
        in_text.or(self.quote.map(|quote| quote.place()))
    }

    /// The day the source was published.
    pub fn published(&self) -> Option<NaiveDate> {
        self.source?.value(Role::Published)?.text.get(..10)?.parse().ok()
    }

    /// How dates of its words are read.
    pub fn date_settings(&self, context: &Context) -> date::Settings {
        date::Settings { reference: self.published(), order: context.date_order }
    }
}

/// Whether the curator has said something about what is cited: a correction of the source, for one.
pub fn has_note(record: &Record<'_>) -> bool {
    record.values(Role::Note).any(|note| !note.text().trim().is_empty())
}
